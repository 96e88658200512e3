"""The query parameters of each route: the models that they are read with, and that OpenAPI is made from.

The order of the fields is the order in which what is wrong with them is told.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    create_model,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from converter.conversion.moment import moment
from converter.model.conversation import Conversation
from converter.model.finding import Problem
from converter.rules.m1_to_ep import CallerSays
from converter.service.refusals import refusal

ALLOW_AT = "allow_at"
NOT_ALLOWED = "at-not-allowed"
MOST_LETTERS = 200
PACKAGES = re.compile(r"[0-9]{1,9}(\.[0-9]{1,3})?", re.ASCII)


class Query(BaseModel):
    """No parameters; each kind of query adds its own, and none has others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _allowed_moment(text: str, info: ValidationInfo) -> datetime:
    """The moment, where the context says that the caller may choose it (`ALLOW_AT`).

    Raises:
        PydanticCustomError: `at-not-allowed`.
        ValueError: it is none.
    """
    if not (info.context or {}).get(ALLOW_AT):
        raise PydanticCustomError(NOT_ALLOWED, "not allowed here")
    return moment(text)


Moment = Annotated[
    datetime,
    BeforeValidator(_allowed_moment),
    WithJsonSchema({"type": "string", "examples": ["2026-11-23", "2026-11-23T11:00:00Z"]}),
]


def _number(text: str) -> Decimal:
    """A number of packages.

    Raises:
        ValueError: it is none, or has more than three decimals.
    """
    if not PACKAGES.fullmatch(text):
        raise ValueError
    return Decimal(text)


Packages = Annotated[
    Decimal,
    BeforeValidator(_number),
    WithJsonSchema({"type": "string", "pattern": f"^{PACKAGES.pattern}$", "examples": ["2", "0.5"]}),
]


MessageId = Annotated[str, StringConstraints(pattern=r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]
"""MsgId of a message in e-resept, a UUID (list 7419: 314)."""


class TimedQuery(Query):
    """The moment, where the caller may and does choose it."""

    at: Moment | SkipJsonSchema[None] = Field(
        None, description="Moment of conversion: a time with zone, or a date (12:00 in Oslo). Off in production."
    )


class M1ToEpQuery(TimedQuery):
    """What the caller says of a prescription, and what is wanted of the answer; read as `m1_to_ep_query` makes it."""

    status: str | SkipJsonSchema[None] = Field(
        None, description="The prescription's status now (list 7408), where the caller knows it. All but E exclude."
    )
    access: Literal["open", "blocked"] | SkipJsonSchema[None] = Field(
        None, description="The patient's access control, where the caller knows it. `blocked` excludes."
    )
    dispensed: Packages | SkipJsonSchema[None] = Field(
        None,
        description="How many packages, as prescribed, were handed out before, dispenses abroad with them, where the"
        " caller knows it.",
    )
    multidose: Literal["yes", "no"] | SkipJsonSchema[None] = Field(
        None, description="Whether the patient has multidose, where the caller knows it. `yes` is told."
    )
    each: Literal["true", "false"] = Field(
        "false",
        alias="all",
        description="Whether to answer each prescription of the message in a list, also where it is an M1 or an M9.4.",
    )
    report: Literal["full", "brief"] = Field(
        "brief", description="`full`: with the origin of each value of the document; the answer is then JSON."
    )

    format: Literal["l3", "l1", "pdf"] | SkipJsonSchema[None] = Field(
        None,
        description="`l3`: the structured document. `l1`: the document with the page of the prescription as PDF in it."
        " `pdf`: that page alone. Left out, `Accept: application/pdf` asks for the page and anything else for l3.",
    )

    @property
    def caller(self) -> CallerSays:
        """What the caller says."""
        return CallerSays(self.status or "", self.access or "", self.multidose or "", self.dispensed)

    @property
    def every(self) -> bool:
        """Whether each prescription of the message is to be answered, in a list."""
        return self.each == "true"

    @property
    def full(self) -> bool:
        """Whether the answer has the origin of each value; it is then JSON."""
        return self.report == "full"


def m1_to_ep_query(statuses: Iterable[str]) -> type[M1ToEpQuery]:
    """The query of M1 -> eP that takes these statuses and no others: the codes of list 7408, as the tables have it."""
    listed: Any = Literal[tuple(statuses)]
    return create_model("M1ToEpQuery", __base__=M1ToEpQuery, status=(listed, M1ToEpQuery.model_fields["status"]))


class EdToM10Query(TimedQuery):
    """How a refusal of a dispensation is to be told."""

    refusal: Literal["problem", "apprec"] = Field(
        "problem",
        description="`apprec`: a dispensation that is rejected is answered with an AppRec 1.0 in place of problem"
        " details.",
    )
    parent: MessageId | SkipJsonSchema[None] = Field(
        None, description="MsgId of the M9.4 that the prescription came in: RefToParent of the M10."
    )
    conversation: MessageId | SkipJsonSchema[None] = Field(
        None, description="MsgId of the message that began it (M9.1): RefToConversation. Both or neither."
    )

    @property
    def answers(self) -> Conversation | None:
        """What the M10 answers.

        Raises:
            Problem: `conversation-incomplete` where only one of the two is said.
        """
        if self.parent is not None and self.conversation is not None:
            return Conversation(self.parent, self.conversation)
        if self.parent is None and self.conversation is None:
            return None
        raise Problem([refusal("conversation-incomplete")])

    @property
    def apprec(self) -> bool:
        """Whether a refusal is to be an AppRec."""
        return self.refusal == "apprec"


class ReceiptsQuery(Query):
    """Which M10s are listed."""

    state: Literal["open", "refused"] = Field(
        "refused", description="`open`: handed out and not answered yet; `refused`: refused and not settled."
    )


class EpToViewQuery(TimedQuery):
    """The language of the page."""

    lang: Literal["no", "en"] = Field("no", description="The language of the page; JSON has both.")


class M10ToEdQuery(TimedQuery):
    """Nothing but the moment."""


def _words(text: str) -> str:
    """Text that is not blank.

    Raises:
        ValueError: it is.
    """
    if not text.strip():
        raise ValueError
    return text


class MedicinesQuery(Query):
    """What is searched for."""

    q: Annotated[str, AfterValidator(_words)] = Field(
        description="Words, or the beginning of a varenr.", max_length=MOST_LETTERS
    )
