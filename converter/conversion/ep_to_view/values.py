"""A view as plain values for JSON. It holds what the document says of the patient: it is for the pharmacist alone."""

import base64
from typing import Any

from converter.conversion.answer import Answer
from converter.conversion.ep_to_view.route import PatientView, PrescriberView, ProductView, View, verdict
from converter.conversion.ep_to_view.suggestions import Suggestion
from converter.conversion.ep_to_view.words import Shown
from converter.conversion.report import finding_values, versions_values


def view_values(answer: Answer[View]) -> dict[str, Any]:
    """The whole answer; `view` is null where the document could not be opened."""
    return {
        "verdict": verdict(answer).value,
        "findings": [finding_values(f) for f in answer.findings],
        "view": None if answer.details is None else _view(answer.details),
        "versions": versions_values(answer.versions),
    }


def _view(view: View) -> dict[str, Any]:
    said = view.prescription
    return {
        "kind": said.kind.value,
        "documentId": None if said.document_id is None else _identifier(said.document_id),
        "prescriptionId": None if said.prescription_id is None else _identifier(said.prescription_id),
        "country": view.country,
        "countryCode": said.country,
        "language": view.language,
        "languageCode": said.language,
        "writtenOn": None if said.written_on is None else said.written_on.isoformat(),
        "validFrom": None if said.valid_from is None else said.valid_from.isoformat(),
        "validUntil": None if said.valid_until is None else said.valid_until.isoformat(),
        "patient": None if view.patient is None else _patient(view.patient),
        "prescriber": None if view.prescriber is None else _prescriber(view.prescriber),
        "product": None if view.product is None else _product(view.product),
        "packages": view.packages,
        "dosage": {
            "norwegian": view.dosage,
            "instructions": list(said.dosage.instructions),
            "start": None if said.dosage.start is None else said.dosage.start.isoformat(),
            "end": None if said.dosage.end is None else said.dosage.end.isoformat(),
        },
        "route": _shown(view.route),
        "substitution": _shown(view.substitution),
        "toDispenser": list(said.to_dispenser),
        "narrative": list(said.narrative),
        "pdf": None if said.pdf is None else base64.b64encode(said.pdf).decode("ascii"),
        "suggestions": [_suggestion(s) for s in view.suggestions],
    }


def _identifier(identifier: Any) -> dict[str, str]:
    return {"root": identifier.root, "extension": identifier.extension}


def _shown(shown: Shown) -> dict[str, str]:
    return {"text": shown.text, "language": shown.language, "code": shown.code, "original": shown.original}


def _patient(patient: PatientView) -> dict[str, Any]:
    return {
        "name": patient.name,
        "ids": [{"root": root, "extension": value} for value, root in patient.ids],
        "birthDate": None if patient.birth_date is None else patient.birth_date.isoformat(),
        "gender": _shown(patient.gender),
    }


def _prescriber(prescriber: PrescriberView) -> dict[str, Any]:
    return {
        "name": prescriber.name,
        "role": _shown(prescriber.role),
        "specialty": prescriber.specialty,
        "organisation": prescriber.organisation,
        "address": prescriber.address,
        "telecoms": list(prescriber.telecoms),
        "country": prescriber.country,
    }


def _product(product: ProductView) -> dict[str, Any]:
    return {
        "name": product.name,
        "code": None if product.code is None else {"root": product.code[1], "extension": product.code[0]},
        "strength": product.strength,
        "form": _shown(product.form),
        "atc": _shown(product.atc),
        "substances": [{"name": _shown(s.name), "strength": s.strength} for s in product.substances],
        "layers": list(product.layers),
        "onePackage": product.one,
        "total": product.whole,
        "package": list(product.package),
        "parts": list(product.parts),
        "manufacturer": product.manufacturer,
    }


def _suggestion(suggestion: Suggestion) -> dict[str, str]:
    return {
        "varenr": suggestion.varenr,
        "name": suggestion.name,
        "size": suggestion.size,
        "group": suggestion.group,
        "packages": suggestion.needed,
        "compared": suggestion.compared,
    }
