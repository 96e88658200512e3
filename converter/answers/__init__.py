"""The JSON answers of all routes: each shape stands once, here, and is what is told, described and tested by."""

from converter.answers.dosage import DosageReading
from converter.answers.ed_to_m10 import EdToM10Answer
from converter.answers.ep_to_view import EpToViewAnswer
from converter.answers.m1_to_ep import M1ToEpAnswer, M1ToEpList
from converter.answers.m10_to_ed import M10ToEdAnswer
from converter.answers.medicine import MedicinesAnswer
from converter.answers.operations import LiveAnswer, ReadyAnswer
from converter.answers.prescriptions import ListAnswer
from converter.answers.problem import ProblemAnswer
from converter.answers.receipt import ReceiptAnswer, ReportsAnswer
from converter.answers.shape import Shape

ANSWERS: tuple[type[Shape], ...] = (
    M1ToEpAnswer,
    M1ToEpList,
    EdToM10Answer,
    ReceiptAnswer,
    ReportsAnswer,
    EpToViewAnswer,
    M10ToEdAnswer,
    ListAnswer,
    MedicinesAnswer,
    DosageReading,
    ProblemAnswer,
    LiveAnswer,
    ReadyAnswer,
)
"""Every answer of the HTTP interface that is JSON."""
