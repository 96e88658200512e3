"""M1s with one contradiction each, in V against DN, persons or dates: none leaves untold.

`python -m tools.contradictions [COUNT] [--seed N]`, 20,000 where no count is given. The shipped example, changed at one
place; each answer must tell the contradiction, and what must not leave must not. Exit 1 where one is untold.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from lxml import etree

from converter.conversion.answer import Answer
from converter.conversion.converter import Converter, load_converter
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.examples import example
from converter.formats.norway.m1_versions import FORSKRIVNING_V25, M1_V25
from converter.formats.norway.msghead import HPR_DATA, MH
from converter.model.finding import Severity
from converter.settings import read_settings
from converter.terminology.list_words import ATC

M, F = f"{{{M1_V25}}}", f"{{{FORSKRIVNING_V25}}}"
DSIG = "{http://www.w3.org/2000/09/xmldsig#}"
AT = datetime(2026, 11, 23, 11, tzinfo=UTC)
TODAY, WRITTEN, UNTIL = date(2026, 11, 23), date(2026, 11, 1), date(2027, 11, 1)
COUNT = 20_000
WORD = frozenset({"code-word-differs", "code-word-neither", "code-word-not-sent", "code-word-unknown"})
ALONE = frozenset({"code-word-alone"})
LISTED = {
    M + "Varegruppekode": "7402",
    F + "Reseptgruppe": "7421",
    F + "Bruk": "9101",
    F + "LegemiddelformKort": "7448",
    F + "EnhetPakning": "7452",
    F + "Atc": ATC,
    MH + "Sex": "3101",
    MH + "TypeHealthcareProfessional": "9060",
    MH + "TypeTelecom": "9061",
}
"""The coded elements of the example, and their lists."""
ADDED = {
    M + "BytteresRekvirent": ("1101", ("1", "2"), M + "Reiterasjon"),
    F + "Preparattype": ("7424", ("7", "6", "5"), F + "LegemiddelformKort"),
}
"""Elements that it lacks: their list, codes to choose from, and what they stand behind."""
STRICT = frozenset({F + "Reseptgruppe", M + "Varegruppekode", F + "Atc"})
"""Where the other word is of a stricter code, or another substance, nothing may leave."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A message with one contradiction: its kind, and the codes of which one must be told."""

    kind: str
    message: bytes
    told: frozenset[str]
    leaves: bool = True


def contradict(random: Random, converter: Converter) -> Contradiction:
    """A message with a contradiction of some kind."""
    root = etree.fromstring(example("m1-tablets"))
    return random.choice(KINDS)(random, root, converter)


def untold(contradiction: Contradiction, answer: Answer[object]) -> bool:
    """Whether the answer does not tell it, lets leave what must not, or is a failure of ours."""
    codes = {f.code for f in answer.findings}
    defect = any(f.severity is Severity.DEFECT for f in answer.findings)
    leaks = answer.document is not None and not contradiction.leaves
    return defect or leaks or contradiction.told.isdisjoint(codes)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs; 0 where all are told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    converter, random = load_converter(read_settings()), Random(given.seed)
    kinds: Counter[str] = Counter()
    failed = 0
    for _ in range(given.count):
        contradiction = contradict(random, converter)
        kinds[contradiction.kind] += 1
        answer = m1_to_ep(contradiction.message, converter, AT)
        if untold(contradiction, answer):
            failed += 1
            print(f"{contradiction.kind}: {answer.decision} {sorted(f.code for f in answer.findings)}")
    print("".join(f"{count:7} {kind}\n" for kind, count in sorted(kinds.items())), end="")
    print(f"{given.count} contradictions: {failed} untold")
    return 1 if failed else 0


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _first(root: etree._Element, tag: str) -> etree._Element:
    return next(e for e in root.iter(tag) if not any(a.tag == MH + "Receiver" for a in e.iterancestors()))


def _word(random: Random, root: etree._Element, converter: Converter) -> Contradiction:
    """Another code's term beside a code."""
    tag = random.choice([*LISTED, *ADDED])
    if tag in LISTED:
        number, element = LISTED[tag], _first(root, tag)
    else:
        number, codes, behind = ADDED[tag]
        element = etree.Element(tag, {"V": random.choice(codes)})
        _first(root, behind).addnext(element)
    code, words = str(element.get("V")), converter.words
    terms = list(words.terms[number].items())
    while words.other(number, code, (pick := random.choice(terms))[1]) in (None, frozenset()):
        pass
    element.set("DN", random.choice((str.upper, str.lower, str))(pick[1]))
    stays = tag not in STRICT or (tag == F + "Reseptgruppe" and pick[0] not in {"A", "B", "K"})
    return Contradiction(f"word of {tag.rpartition('}')[2]}", _bytes(root), WORD, leaves=stays)


def _alone(random: Random, root: etree._Element, _: Converter) -> Contradiction:
    """A word without a code: a group that stays, or any other's own word."""
    tag = random.choice([F + "Reseptgruppe", *LISTED])
    element = _first(root, tag)
    code = random.choice((None, "", " "))
    del element.attrib["V"]
    if code is not None:
        element.set("V", code)
    stays = tag == F + "Reseptgruppe"
    if stays:
        element.set("DN", random.choice(("Reseptgruppe A", "B-preparat", "gr. a", "Reseptpliktig", "noe annet")))
    return Contradiction(f"no code of {tag.rpartition('}')[2]}", _bytes(root), ALONE, leaves=not stays)


def _born(random: Random, root: etree._Element, _: Converter) -> Contradiction:
    """A birth date that is not the number's, or is yet to come."""
    later = date(1901, 1, 1) + timedelta(days=random.randint(0, 45_900))
    born = etree.Element(MH + "DateOfBirth")
    born.text = later.isoformat()
    if later == date(1968, 3, 14):
        born.text = "1968-03-15"
    _first(root, MH + "Sex").addprevious(born)
    return Contradiction("birth date", _bytes(root), frozenset({"birth-date-contradicts"}), leaves=False)


def _type(_: Random, root: etree._Element, __: Converter) -> Contradiction:
    """A national identity number called a D-number."""
    kind = next(e for e in root.iter(MH + "TypeId") if e.get("V") == "FNR")
    kind.set("V", "DNR")
    kind.set("DN", "D-nummer")
    return Contradiction("type of number", _bytes(root), frozenset({"identity-number-type"}), leaves=False)


def _two(random: Random, root: etree._Element, _: Converter) -> Contradiction:
    """Two numbers of one patient."""
    ident = next(root.iter(MH + "Patient")).find(MH + "Ident")
    if ident is None:
        raise AssertionError("the example's patient has a number")
    other = deepcopy(ident)
    ident.addnext(other)
    text = "".join(str(random.randint(0, 9)) for _ in range(11))
    _first(other, MH + "Id").text = text
    return Contradiction("two numbers", _bytes(root), frozenset({"identity-number-several"}), leaves=False)


def _verified(random: Random, root: etree._Element, converter: Converter) -> Contradiction:
    """Another profession or number than Reseptformidleren verified."""
    number = random.random() < 0.5
    professions = [c for c in converter.words.terms["9060"] if c not in {"LE", "XX"}]
    signature = etree.SubElement(root, DSIG + "Signature")
    info = etree.SubElement(signature, DSIG + "SignedInfo")
    etree.SubElement(info, DSIG + "CanonicalizationMethod", {"Algorithm": "urn:none"})
    etree.SubElement(info, DSIG + "SignatureMethod", {"Algorithm": "urn:none"})
    reference = etree.SubElement(info, DSIG + "Reference", {"URI": ""})
    etree.SubElement(reference, DSIG + "DigestMethod", {"Algorithm": "urn:none"})
    etree.SubElement(reference, DSIG + "DigestValue").text = "AAAA"
    etree.SubElement(signature, DSIG + "SignatureValue").text = "AAAA"
    data = etree.SubElement(etree.SubElement(signature, DSIG + "Object"), HPR_DATA)
    space = HPR_DATA.partition("}")[0] + "}"
    etree.SubElement(data, space + "HPR-nummer").text = str(random.randint(1, 999_900_000)) if number else "999900017"
    granted = etree.SubElement(data, space + "Autorisasjon")
    category = "LE" if number else random.choice(professions)
    etree.SubElement(granted, space + "Helsepersonellkategori").text = category
    told = frozenset({"prescriber-hpr-differs"} if number else {"profession-differs"})
    return Contradiction("verified number" if number else "profession", _bytes(root), told, leaves=not number)


def _day(random: Random, root: etree._Element, _: Converter) -> Contradiction:
    """Days that contradict each other, or today."""
    kind = random.choice(("written later", "until before", "from after", "end before start", "end before written"))
    days = timedelta(days=random.randint(1, 300))
    written, until = _first(root, M + "Forskrivningsdato"), _first(root, M + "Utloper")
    if kind == "written later":
        written.text = (TODAY + timedelta(days=random.randint(1, 300))).isoformat()
        return Contradiction(kind, _bytes(root), frozenset({"written-in-the-future"}), leaves=False)
    if kind == "until before":
        until.text = (WRITTEN - days).isoformat()
        return Contradiction(kind, _bytes(root), frozenset({"validity-contradicts"}), leaves=False)
    if kind == "from after":
        earliest = etree.Element(M + "TidligsteUtlevering")
        earliest.text = (UNTIL + days).isoformat()
        _first(root, M + "OppdatertFest").addnext(earliest)
        return Contradiction(kind, _bytes(root), frozenset({"validity-contradicts"}), leaves=False)
    start = WRITTEN + timedelta(days=random.randint(0, 40))
    end = start - days if kind == "end before start" else WRITTEN - days
    dosing = etree.Element(F + "Dosering")
    if kind == "end before start":
        etree.SubElement(dosing, F + "Starttidspunkt", {"V": start.isoformat()})
    etree.SubElement(dosing, F + "Sluttidspunkt", {"V": end.isoformat()})
    _first(root, F + "Legemiddelpakning").addprevious(dosing)
    dose = etree.SubElement(dosing, F + "DoseFastTidspunkt")
    etree.SubElement(dose, F + "Mengde", {"V": "1", "U": "tablett"})
    etree.SubElement(dose, F + "Intervall", {"V": "1", "U": "Døgn"})
    etree.SubElement(dose, F + "GisEksakt").text = "false"
    return Contradiction(kind, _bytes(root), frozenset({"treatment-period-contradicts"}), leaves=False)


KINDS: tuple[Callable[[Random, etree._Element, Converter], Contradiction], ...] = (
    *(_word,) * 6,
    *(_alone,) * 2,
    _born,
    _type,
    _two,
    _verified,
    *(_day,) * 2,
)
"""How a message can contradict itself; words of codes are more than half of it."""

if __name__ == "__main__":
    sys.exit(main())
