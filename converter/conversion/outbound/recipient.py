"""The patient of a foreign prescription, as an eD of ours names them: well-formed numbers, a gender of the EU's."""

from dataclasses import replace

from converter.conversion.outbound.prescribed import concept_of
from converter.formats.cda.foreign import well_formed
from converter.model.dispensation import Recipient
from converter.terminology.tables import Tables


def recipient_of(patient: Recipient | None, tables: Tables) -> Recipient | None:
    """The patient; None where there is no number, name or birth date that an eD could carry."""
    if patient is None or patient.name is None or patient.birth_date is None:
        return None
    ids = tuple([i for i in patient.ids if well_formed(i)])
    if not ids:
        return None
    return replace(patient, ids=ids, gender=concept_of(patient.gender, "eHDSIAdministrativeGender", tables))
