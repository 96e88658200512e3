"""M1 extension 1 (NHN, 2022-06-16): dosage texts, discontinuation and diagnosis, in a further document of a MsgHead.

M1's own schema has no room for it and no official schema of it is public: it is read tolerantly, and what is not known
is named as withheld.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from converter.formats.xml import kids, local, text
from converter.model.finding import Problem, finding

EXTENSIONS = "http://www.kith.no/xmlstds/eresept/m1/2013-10-08/extension/"
NAMESPACE = f"{EXTENSIONS}1"
E = f"{{{NAMESPACE}}}"
ROOT, DOSAGE, DISCONTINUED = E + "ReseptUtvidelse", E + "Dosering", E + "Seponering"
DIAGNOSIS = E + "Diagnose"
INSTRUCTION, ADDITION, PRECAUTION = E + "Doseringstekst", E + "Tilleggstekst", E + "ForholdsregelInntak"
VERSIONS = frozenset({"1", "1.0"})
PATH = "/MsgHead/Document/RefDoc/Content/ReseptUtvidelse"


@dataclass(frozen=True, slots=True)
class Extension:
    """What an extension says.

    Attributes:
        instruction: the dosage in words (Doseringstekst).
        additions: precautions and further words of the instruction, in Norwegian.
        discontinued: the treatment was stopped (Seponering), whenever.
        withheld: the names of the elements that stay; `ReseptUtvidelse` where it is none that we know.
        leaves: its element texts and attributes, by path from `ReseptUtvidelse`.
    """

    instruction: str
    additions: tuple[str, ...]
    discontinued: bool
    withheld: tuple[str, ...]
    leaves: tuple[str, ...] = ()


def is_extension(payload: etree._Element) -> bool:
    """Whether a payload is an extension of M1, of this version or another."""
    return (etree.QName(payload).namespace or "").startswith(EXTENSIONS)


def read_extension(payload: etree._Element) -> Extension:
    """Reads an extension.

    Raises:
        Problem: `extension-version-not-supported`.
    """
    if payload.tag != ROOT or payload.get("version", "").strip() not in VERSIONS:
        raise Problem([finding("extension-version-not-supported", PATH)])
    parts = kids(payload)
    dosing = [e for d in payload.iterchildren(DOSAGE) for e in d.iterchildren(etree.Element)]
    known = {INSTRUCTION, ADDITION, PRECAUTION}
    instructions = [text(e) for e in dosing if e.tag == INSTRUCTION]
    additions = [e.get("DN", "").strip() for e in dosing if e.tag == PRECAUTION]
    additions += [text(e) for e in dosing if e.tag == ADDITION]
    stays = [e for e in payload.iterchildren(etree.Element) if e.tag not in {DOSAGE, DISCONTINUED}]
    stays += [e for e in dosing if e.tag not in known]
    return Extension(
        instruction=" / ".join(dict.fromkeys(i for i in instructions if i)),
        additions=tuple(dict.fromkeys(a for a in additions if a)),
        discontinued=DISCONTINUED in parts,
        withheld=tuple(dict.fromkeys("Diagnose" if e.tag == DIAGNOSIS else "ReseptUtvidelse" for e in stays)),
        leaves=tuple(dict.fromkeys(_leaves(payload, local(payload)))),
    )


def _leaves(element: etree._Element, path: str) -> Iterator[str]:
    for name in element.attrib:
        yield f"{path}/@{etree.QName(str(name)).localname}"
    if text(element) and not len(element):
        yield path
    for child in element.iterchildren(etree.Element):
        yield from _leaves(child, f"{path}/{local(child)}")
