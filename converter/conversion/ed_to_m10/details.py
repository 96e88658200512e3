"""What OpenNCP says of a discard beside its document, as JSON: DiscardDispenseDetails by the names of its fields."""

import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.alias_generators import to_camel

from converter.model.discard import DiscardDetails, read_ed_id
from converter.model.finding import Problem, finding
from converter.model.json_object import each_once
from converter.model.patient_asked import read_patient_asked

INVALID, PLACE = "discard-details-invalid", "/details"
MAX_DETAILS = 20_000
MOST = 1000
"""Characters of a field that nobody reads."""
Words = Annotated[str, StringConstraints(max_length=MOST)]
NOT_READ = "Not read."


class DiscardFields(BaseModel):
    """What the contact point knows of a discard (OpenNCP's DiscardDispenseDetails)."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, frozen=True)

    dispense_id: Words = Field(description="The eD's id as `root^extension`.", examples=["2.16.840.1.113883.3.1^D-1"])
    patient_id: Words = Field(
        description="The patient asked for: CX, or a Norwegian national number alone.",
        examples=["01010112345^^^&2.16.578.1.12.4.1.4.1&ISO"],
    )
    discard_id: Words | None = Field(None, description=f"{NOT_READ} New for every try.")
    discard_date: Words | int | None = Field(None, description=f"{NOT_READ} In the afternoon it arrives 12 hours off.")
    health_care_provider_id: Words | None = Field(None, description=NOT_READ)
    health_care_provider: Words | None = Field(None, description=NOT_READ)
    health_care_provider_facility: Words | None = Field(None, description=NOT_READ)
    health_care_provider_organization_id: Words | None = Field(None, description=NOT_READ)
    health_care_provider_organization: Words | None = Field(None, description=NOT_READ)


FIELDS = frozenset(to_camel(name) for name in DiscardFields.model_fields)


def read_details(data: bytes) -> DiscardDetails:
    """Reads the JSON.

    Raises:
        Problem: `discard-details-invalid`, at each field that is missing, unknown or cannot be read.
    """
    try:
        said = json.loads(data.decode("utf-8-sig"), object_pairs_hook=each_once)
        fields = DiscardFields.model_validate(said)
    except ValidationError as error:
        names = [str(misfit["loc"][0]) if misfit["loc"] else "" for misfit in error.errors(include_input=False)]
        places = [f"{PLACE}/{n}" if n in FIELDS else f"{PLACE}/?" if n else PLACE for n in names]
        raise Problem([finding(INVALID, place) for place in dict.fromkeys(places)]) from None
    except (ValueError, RecursionError):
        raise Problem([finding(INVALID, PLACE)]) from None
    document, patient = read_ed_id(fields.dispense_id), read_patient_asked(fields.patient_id)
    if document is None or patient is None:
        wrong = {"dispenseId": document, "patientId": patient}
        raise Problem([finding(INVALID, f"{PLACE}/{name}") for name, read in wrong.items() if read is None])
    return DiscardDetails(document, patient)
