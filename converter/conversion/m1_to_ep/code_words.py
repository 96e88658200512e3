"""V against DN: where the word beside a code says another code, the stricter of the two holds, and it is told.

All coded elements that are read are found in one pass of the message. What a difference does is by element (`FACTS`,
`_HOLD`): the fact of a rule has both codes; a choice that protects is made; what is only shown is shown in the list's
own term. A substance that is named as another is refused.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from converter.conversion.m1_to_ep.messages import Found
from converter.enrichment.medicines import MedicinesRegister
from converter.formats.norway.msghead import MH
from converter.formats.xml import local, path_of
from converter.model.coded import Coded
from converter.model.finding import Finding, finding
from converter.model.groups import NEVER_ABROAD
from converter.model.national import NationalPerson, NationalPrescription, PackageSize
from converter.rules.rule import Fact
from converter.terminology.list_words import ATC, GROUPS, ListWords

LISTS = {
    "Atc": ATC,
    "Bruk": "9101",
    "BytteresRekvirent": "1101",
    "Country": "9043",
    "EnhetPakning": "",
    "FasteUkedager": "9082",
    "Kortdose": "7478",
    "LegemiddelformKort": "7448",
    "Preparattype": "7424",
    "Reseptgruppe": GROUPS,
    "Sex": "3101",
    "Spesialitet": "7426",
    "Tidsomrade": "8325",
    "TypeHealthcareProfessional": "9060",
    "TypeId": "",
    "TypeSoknadSlv": "7422",
    "TypeTelecom": "9061",
    "Varegruppekode": "7402",
}
"""The list of each coded element; empty where the element names it (`S`)."""
STATUSES, STATUS = "7408", "/MsgHead/Document/RefDoc/Content//Status"
ADDRESS, INFO = "3401", "8279"
"""Of `Type`, which stands in an address and in MsgInfo."""
FACTS = {
    "Reseptgruppe": "group",
    "Varegruppekode": "item-group",
    "Preparattype": "preparation-type",
    "Bruk": "use",
    "TypeSoknadSlv": "special-permit",
}
"""The facts of the rules that get both codes, where the rules have such a fact."""
STRICT = frozenset({"Reseptgruppe"})
"""Of which a word that no list has is a code that no list has: it may mean a stricter one."""
RESERVED, NOT_RESERVED = "1", "2"
"""List 1101: BytteresRekvirent."""
NO_PERMIT = "1"
"""List 7422: not to be applied for."""
UNREADABLE = "?"
"""In no list."""
MOST_PLACES = 20


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


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of the comparison.

    Attributes:
        national: the prescription, by the stricter reading.
        facts: codes that rules get beside those of the message, by name of the fact.
        findings: what is told.
    """

    national: NationalPrescription
    facts: dict[str, tuple[str, ...]]
    findings: tuple[Finding, ...]

    def stricter(self, facts: dict[str, Fact]) -> dict[str, Fact]:
        """The facts of the rules with the codes that words say; a fact that the rules do not have stays away."""
        more: dict[str, Fact] = {}
        for name, codes in self.facts.items():
            known = facts.get(name)
            if isinstance(known, tuple):
                more[name] = tuple(dict.fromkeys((*known, *codes)))
        return {**facts, **more}


def compare_words(
    found: Found, national: NationalPrescription, words: ListWords, register: MedicinesRegister
) -> Compared:
    """Holds each code of a message against its word.

    Args:
        found: the message as it was found.
        national: what was read of it.
        words: of the code lists.
        register: asked for the group of a substance that a word names.
    """
    facts, findings = _status(found, words)
    for differing in _differing(found, words):
        if len(findings) < MOST_PLACES:
            code = "code-word-differs" if differing.others else "code-word-unknown"
            findings.append(finding(code, path_of(differing.element), list=differing.number))
        codes = (*sorted(differing.others),) or ((UNREADABLE,) if differing.name in STRICT else ())
        if differing.name == "Atc" and differing.others:
            findings.append(finding("atc-word-differs", path_of(differing.element)))
            groups = _groups(differing.others, register)
            facts["group"] = (*facts.get("group", ()), *groups)
        if differing.name == "TypeSoknadSlv":
            codes = ("yes",) if differing.others - {NO_PERMIT} else ()
        if differing.name in FACTS:
            fact = FACTS[differing.name]
            facts[fact] = (*facts.get(fact, ()), *codes)
        if differing.name == "TypeHealthcareProfessional" and not national.verified.professions:
            facts["prescriber-profession"] = tuple(sorted(differing.others))
        if hold := _HOLD.get(differing.name):
            national = hold(national, differing, words)
    return Compared(national, facts, tuple(findings))


def _status(found: Found, words: ListWords) -> tuple[dict[str, tuple[str, ...]], list[Finding]]:
    """What the container says of the status, in code and in word."""
    stated = found.status if found.in_container else found.listed_status or ""
    said = words.said(STATUSES, stated, found.status_word)
    if len(said) < 2:
        return {}, []
    code = "code-word-unknown" if said[1] == UNREADABLE else "code-word-differs"
    return {"status" if found.in_container else "listed-status": said}, [finding(code, STATUS, list=STATUSES)]


def _differing(found: Found, words: ListWords) -> Iterator[Differing]:
    for element in _coded(found):
        word = element.get("DN", "").strip()
        name = local(element)
        number = LISTS.get(name)
        if name == "Type":
            parent = element.getparent()
            number = ADDRESS if parent is not None and parent.tag == MH + "Address" else INFO
        if not word or number is None:
            continue
        stated = element.get("S", "").strip().rpartition(".")[2]
        if stated and number and stated != number:  # a code of another list than belongs here: told by its reader
            continue
        number = number or stated
        code = element.get("V", "").strip()
        others = words.other(number, code, word)
        if others is not None:
            yield Differing(element, name, number, code, others)


def _coded(found: Found) -> Iterator[etree._Element]:
    """The elements that are read: of MsgInfo its kind, sender and patient, and all of the prescription."""
    info = found.envelope.sender.getparent()
    if info is not None:
        yield from info.iterchildren(MH + "Type")
    for part in (found.envelope.sender, found.envelope.patient, found.resept):
        if part is not None:
            yield from part.iter(etree.Element)


def _groups(codes: frozenset[str], register: MedicinesRegister) -> tuple[str, ...]:
    """Groups A and B of what the register has under the codes that a word names."""
    known = [m for code in sorted(codes) for m in register.find_by_atc(code)]
    return tuple(sorted({g for m in known for g in (m.group, m.brand_group) if g in NEVER_ABROAD}))


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
    """A reservation that either of them says is one."""
    return replace(national, substitution=RESERVED) if differing.code == NOT_RESERVED else national


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
    if (
        person is None
        or not differing.others
        or not any(local(a) == "HealthcareProfessional" for a in differing.element.iterancestors())
    ):
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


_HOLD: dict[str, Callable[[NationalPrescription, Differing, ListWords], NationalPrescription]] = {
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
