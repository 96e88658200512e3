"""What the exchange record keeps of an eP that leaves."""

from converter.model.known import PrescriptionFacts
from converter.model.national import NationalPrescription
from converter.model.prescription import Exchange

SUBSTITUTION_FORBIDDEN = "N"


def facts_of(
    national: NationalPrescription, exchange: Exchange | None, withheld: tuple[str, ...] = ()
) -> PrescriptionFacts:
    """The facts of a prescription; those of its product only where it can be said in EU terms."""
    groups = dict.fromkeys(g for g in national.facts.groups if g)
    return PrescriptionFacts(
        prescription_id=national.prescription_id,
        group=next(iter(groups)) if len(groups) == 1 else "",
        written_on=national.written_on,
        valid_from=national.first_day(),
        valid_until=national.valid_until,
        repeats=max(national.facts.repeats, 0),
        packages=None if exchange is None else exchange.packages,
        product=None if exchange is None else exchange.product,
        may_substitute=None if exchange is None else exchange.substitution.code != SUBSTITUTION_FORBIDDEN,
        form=national.medicine.form,
        withheld=withheld,
    )
