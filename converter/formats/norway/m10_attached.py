"""Reads an M10 that is attached to an M9.4, as far as amounts go: whatever a Norwegian pharmacy reported."""

from decimal import Decimal

from lxml import etree

from converter.formats.norway.m1_versions import FORSKRIVNING_V25, M1_V25
from converter.formats.norway.m10_writer import M10_NS, UTLEVERING
from converter.formats.norway.msghead import Envelope, read_person
from converter.formats.xml import code_of, kids, local, number, path_of, text, truth
from converter.model.finding import Problem, finding
from converter.model.handed_out import Article, AttachedReport
from converter.model.identity_number import NATIONAL_NUMBERS

TELLING = ("utlever", "antallpakningerutlevert", "m96", "base64container", "annuller", "dispens")
"""How names of elements begin that tell of dispenses, or hold what may."""
U, D, M, F = f"{{{UTLEVERING}}}", f"{{{M10_NS}}}", f"{{{M1_V25}}}", f"{{{FORSKRIVNING_V25}}}"


def holds_report(envelope: Envelope) -> bool:
    """Whether a message holds a dispensing report of this version, whatever its type says it is."""
    return any(p.tag == D + "Utleveringsrapport" for p in envelope.payloads)


def may_tell_of_dispenses(element: etree._Element) -> bool:
    """Whether what is not read has an element that may tell of a dispense, in whichever version or wrapping."""
    return any(local(e).casefold().startswith(TELLING) for e in element.iter(etree.Element))


def read_attached(envelope: Envelope) -> AttachedReport:
    """Reads an M10 that has passed the schema gate.

    Raises:
        Problem: `not-an-m10` where it holds no report, or several; `m10-unreadable` for an annulment of nothing said.
    """
    reports = [p for p in envelope.payloads if p.tag == D + "Utleveringsrapport"]
    dispense = kids(reports[0]).get(U + "Utlevering") if len(reports) == 1 else None
    if dispense is None:
        raise Problem([finding("not-an-m10", "/MsgHead/Document")])
    parts = kids(dispense)
    annulled = truth(parts.get(U + "Annullering"))
    if annulled and not text(parts.get(U + "AnnulleringsId")):
        raise Problem([finding("m10-unreadable", path_of(parts[U + "Annullering"]))])
    article, packages = _handed_out(parts)
    patient = None if envelope.patient is None else read_person(envelope.patient)
    return AttachedReport(
        message_id=envelope.message_id.casefold(),
        prescription_id=text(parts.get(U + "ReseptId")).casefold(),
        numbers=frozenset(i.value for i in patient.ids if i.type in NATIONAL_NUMBERS) if patient else frozenset(),
        article=article,
        packages=packages,
        annuls=text(parts.get(U + "AnnulleringsId")).casefold() if annulled else "",
        cancels=D + "Kanselleringskode" in kids(reports[0]),
    )


def _handed_out(parts: dict[str, etree._Element]) -> tuple[Article | None, Decimal | None]:
    medicine = parts.get(M + "ReseptDokLegemiddel")
    lines = {} if medicine is None else kids(medicine)
    prescribed = {} if F + "Forskrivning" not in lines else kids(lines[F + "Forskrivning"])
    package = prescribed.get(F + "Legemiddelpakning")
    if package is None or M + "Mengde" in lines:  # an amount beside packages, or alone: how much it was is not clear
        return None, None
    one = kids(package)
    sizes = [kids(s) for s in package.iterchildren(F + "PakningsinfoResept")]
    size, unit = "", ""
    if len(sizes) == 1:
        size, unit = text(sizes[0].get(F + "Pakningsstr")), code_of(sizes[0].get(F + "EnhetPakning"))
    article = Article(
        name=text(one.get(F + "NavnFormStyrke")),
        varenr=text(one.get(F + "Varenr")),
        size=(size, unit) if size and unit else None,
        is_set=len(sizes) > 1,
    )
    return article, number(text(lines.get(M + "Antall")))
