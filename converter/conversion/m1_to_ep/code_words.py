"""V against DN: where the word beside a code says another code, the stricter of the two holds, and it is told.

All coded elements that are read are found in one pass of the message. What a difference does is by element (`FACTS`,
`HOLD`): the fact of a rule has both codes; a choice that protects is made; what is only shown is shown in the list's
own term. A substance that is named as another is refused. A word without a code is read as what it means, where that
protects.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from converter.conversion.m1_to_ep.code_words_held import HOLD, UNREADABLE, Differing, of_prescriber
from converter.conversion.m1_to_ep.found import Found
from converter.enrichment.lookup import look_up
from converter.enrichment.medicines import MedicinesRegister
from converter.formats.norway.msghead import MH
from converter.formats.xml import local, path_of
from converter.model.atc import levels
from converter.model.finding import Finding, finding
from converter.model.groups import NEVER_ABROAD
from converter.model.national import NationalPrescription
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
STATUSES, CONTENT = "7408", "/MsgHead/Document/RefDoc/Content"
IN_DOWNLOAD, IN_LIST = f"{CONTENT}/ReseptNedlasting/Status", f"{CONTENT}/M96/Listeelement/Status"
NO_STATUS = "none"
"""What an entry of a list has that has no status."""
ADDRESS, INFO = "3401", "8279"
"""Of `Type`, which stands in an address and in MsgInfo."""
FACTS = {
    "Atc": "atc",
    "Reseptgruppe": "group",
    "Varegruppekode": "item-group",
    "Preparattype": "preparation-type",
    "Bruk": "use",
    "TypeSoknadSlv": "special-permit",
}
"""The facts of the rules that get both codes, where the rules have such a fact."""
STRICT = frozenset({"Reseptgruppe"})
"""Of which a word that no list has is a code that no list has: it may mean a stricter one."""
STRICTER = frozenset({*FACTS, "BytteresRekvirent"}) - {"Atc"}
"""Of which the stricter of code and word holds."""
NEITHER = frozenset({"Country", "FasteUkedager", "Sex", "Spesialitet", "Tidsomrade", "TypeHealthcareProfessional"})
AT_WORK = frozenset({"Type", "TypeTelecom"})
"""Of which neither code nor word is used where they differ; of these two only at the prescriber."""
NO_PERMIT = "1"
"""List 7422: not to be applied for."""
MOST_PLACES = 20


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
            findings.append(finding(_told(differing), path_of(differing.element), list=differing.number))
        codes = (*sorted(differing.others),) or ((UNREADABLE,) if differing.name in STRICT else ())
        if differing.name == "Atc" and differing.others:
            if _another_substance(differing, national, words, register):
                findings.append(finding("atc-word-differs", path_of(differing.element)))
            groups = _groups(differing.others, register)
            facts["group"] = (*facts.get("group", ()), *groups)
            codes = tuple(dict.fromkeys(level for code in codes for level in levels(code)))
        if differing.name == "TypeSoknadSlv":
            codes = ("yes",) if differing.others - {NO_PERMIT} else ()
        if differing.name in FACTS:
            fact = FACTS[differing.name]
            facts[fact] = (*facts.get(fact, ()), *codes)
        if differing.name == "TypeHealthcareProfessional" and not national.verified.professions:
            facts["prescriber-profession"] = tuple(sorted(differing.others))
        if hold := HOLD.get(differing.name):
            national = hold(national, differing, words)
    return Compared(national, facts, tuple(findings))


def _status(found: Found, words: ListWords) -> tuple[dict[str, tuple[str, ...]], list[Finding]]:
    """What the container says of the status, in code and in word."""
    stated = found.status if found.in_container else found.listed_status or ""
    stated = "" if stated == NO_STATUS else stated
    other = words.other(STATUSES, stated, found.status_word)
    if other is None:
        return {}, []
    code = "code-word-alone" if not stated else "code-word-differs" if other else "code-word-unknown"
    told = finding(code, IN_LIST if found.listed_status is not None else IN_DOWNLOAD, list=STATUSES)
    return {"status" if found.in_container else "listed-status": tuple(sorted(other))}, [told]


def _told(differing: Differing) -> str:
    """Which finding says what is done about it."""
    if not differing.code:
        return "code-word-alone"
    if not differing.others:
        return "code-word-unknown"
    if differing.name in STRICTER:
        return "code-word-differs"
    neither = differing.name in NEITHER or (differing.name in AT_WORK and of_prescriber(differing.element))
    return "code-word-neither" if neither else "code-word-not-sent"


def _another_substance(
    differing: Differing, national: NationalPrescription, words: ListWords, register: MedicinesRegister
) -> bool:
    """Whether the word names another substance than the code, or without a code than the register's record.

    A code that ATC has no more says nothing: one that was moved since may still be the word's.
    """
    if differing.code:
        return bool(words.term(ATC, differing.code))
    registered = look_up(register, national.medicine)
    if registered is None or registered.atc is None:
        return False
    return words.other(ATC, registered.atc.code, differing.element.get("DN", "").strip()) is not None


def _differing(found: Found, words: ListWords) -> Iterator[Differing]:
    for element in _coded(found):
        if not (word := element.get("DN", "").strip()):
            continue
        name = local(element)
        number = LISTS.get(name)
        if name == "Type":
            parent = element.getparent()
            number = ADDRESS if parent is not None and parent.tag == MH + "Address" else INFO
        if number is None:
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
    groups = {g for m in known for g in (m.group, m.brand_group)} | {register.group_of_atc(code) for code in codes}
    return tuple(sorted(groups & NEVER_ABROAD))
