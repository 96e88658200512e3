"""What is held of a prescription where the word beside a code says another code, by element: a choice that protects."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml import etree

from converter.formats.xml import local
from converter.model.coded import Coded
from converter.model.national import NationalPerson, NationalPrescription, PackageSize
from converter.terminology.list_words import ListWords

RESERVED, NOT_RESERVED = "1", "2"
"""List 1101: BytteresRekvirent."""
UNREADABLE = "?"
"""In no list."""


@dataclass(frozen=True, slots=True)
class Differing:
    """An element whose word says another code, or one that its list does not have.

    Attributes:
        name: of the element; number: of its list.
        code, others: V, and the codes that DN means; none where it means no code of the list.
    """

    element: etree._Element
    name: str
    number: str
    code: str
    others: frozenset[str]


def of_prescriber(element: etree._Element) -> bool:
    """Whether it is said of the prescriber, and not of the patient or the organisation."""
    return any(local(a) == "HealthcareProfessional" for a in element.iterancestors())


def _own_term(coded: Coded | None, differing: Differing, words: ListWords) -> Coded | None:
    if coded is None or coded.code != differing.code:
        return coded
    return replace(coded, display=words.term(differing.number, coded.code))


def _atc(national: NationalPrescription, differing: Differing, words: ListWords) -> NationalPrescription:
    medicine = national.medicine
    return replace(national, medicine=replace(medicine, atc=_own_term(medicine.atc, differing, words)))


def _form(national: NationalPrescription, differing: Differing, words: ListWords) -> NationalPrescription:
    medicine = national.medicine
    return replace(national, medicine=replace(medicine, form=_own_term(medicine.form, differing, words)))


def _unit(national: NationalPrescription, differing: Differing, words: ListWords) -> NationalPrescription:
    def sized(size: PackageSize) -> PackageSize:
        return replace(size, unit=_own_term(size.unit, differing, words))

    medicine = national.medicine
    return replace(national, medicine=replace(medicine, sizes=tuple([sized(s) for s in medicine.sizes])))


def _substitution(national: NationalPrescription, differing: Differing, _: ListWords) -> NationalPrescription:
    """A reservation that either of them says is one, and so is a word that nobody knows; `Nei` alone is none."""
    allowed = differing.code != NOT_RESERVED and (differing.code or differing.others == {NOT_RESERVED})
    return national if allowed else replace(national, substitution=RESERVED)


def _sex(national: NationalPrescription, differing: Differing, _: ListWords) -> NationalPrescription:
    patient = national.patient
    return national if patient is None or not differing.others else replace(national, patient=replace(patient, sex=""))


def _profession(national: NationalPrescription, differing: Differing, _: ListWords) -> NationalPrescription:
    """None is stated where two are; a verified one stands in."""
    person = national.prescriber
    if person is None or not differing.others:
        return national
    return replace(national, prescriber=replace(person, profession=""))


def _specialty(national: NationalPrescription, differing: Differing, _: ListWords) -> NationalPrescription:
    return replace(national, specialty="") if differing.others else national


def _moments(national: NationalPrescription, differing: Differing, _: ListWords) -> NationalPrescription:
    """A time of day or a weekday that is two is none that is known."""
    if not differing.others:
        return national
    phases = tuple(
        [
            replace(
                phase,
                doses=tuple(
                    [
                        replace(
                            dose,
                            time_of_day=UNREADABLE if dose.time_of_day == differing.code else dose.time_of_day,
                            weekdays=tuple([UNREADABLE if d == differing.code else d for d in dose.weekdays]),
                        )
                        for dose in phase.doses
                    ]
                ),
            )
            for phase in national.phases
        ]
    )
    return replace(national, phases=phases)


def _of_prescriber(national: NationalPrescription, differing: Differing, _: ListWords) -> NationalPrescription:
    """An address or a number of the prescriber that may be private is not one of the work place."""
    person = national.prescriber
    if person is None or not differing.others or not of_prescriber(differing.element):
        return national
    return replace(national, prescriber=_not_at_work(person, differing))


def _not_at_work(person: NationalPerson, differing: Differing) -> NationalPerson:
    if differing.name == "Type":
        return replace(person, address_type="")
    telecoms = [replace(t, type="") if t.type == differing.code else t for t in person.telecoms]
    return replace(person, telecoms=tuple(telecoms))


def _country(national: NationalPrescription, differing: Differing, _: ListWords) -> NationalPrescription:
    """A country that is two is none."""
    patient, prescriber = national.patient, national.prescriber
    if patient is not None and patient.address is not None and patient.address.country == differing.code:
        national = replace(national, patient=replace(patient, address=replace(patient.address, country="")))
    if prescriber is not None and prescriber.address is not None and prescriber.address.country == differing.code:
        national = replace(national, prescriber=replace(prescriber, address=replace(prescriber.address, country="")))
    return national


HOLD: dict[str, Callable[[NationalPrescription, Differing, ListWords], NationalPrescription]] = {
    "Atc": _atc,
    "BytteresRekvirent": _substitution,
    "Country": _country,
    "EnhetPakning": _unit,
    "FasteUkedager": _moments,
    "LegemiddelformKort": _form,
    "Sex": _sex,
    "Spesialitet": _specialty,
    "Tidsomrade": _moments,
    "Type": _of_prescriber,
    "TypeHealthcareProfessional": _profession,
    "TypeTelecom": _of_prescriber,
}
