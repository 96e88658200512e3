"""An eD of a Norwegian dispense as CDA level 3 (eHDSI v8.0.0): written, and read back by the reader of foreign eDs."""

from collections.abc import Set
from dataclasses import dataclass, replace

from lxml import etree

from converter.formats.cda.ed_reader import read_ed, require_ed
from converter.formats.cda.ed_writer import SUBSTITUTION, how, write_ed
from converter.formats.cda.elements import H
from converter.formats.cda.foreign import NOT_MENDED
from converter.formats.format import Check, Written
from converter.formats.xml import parse
from converter.model.ed import Ed
from converter.model.finding import Finding, Problem, finding
from converter.model.product import Product

CONTENT = H + "content"


@dataclass(frozen=True, slots=True)
class CdaEd:
    """The format; `check` is the schema gate for EU documents, `names` the element names that may stand in a path."""

    check: Check
    names: Set[str]
    media_type: str = "application/xml"

    def write(self, meant: Ed) -> Written:
        """The document."""
        document = write_ed(meant)
        return Written(document, lambda: read_back(document, meant, self))


def read_back(document: bytes, meant: Ed, format_of: CdaEd) -> list[Finding]:
    """The defects of a written eD: it must pass its schema and say to our own reader what was entered.

    Args:
        document: the bytes about to leave.
        meant: the value they were written from.
        format_of: the gate and the names.
    """
    try:
        root = parse(document)
        if faults := format_of.check(root):
            return faults
        require_ed(root)
        read = read_ed(root, meant.order.root, format_of.names, discards=False, item=meant.item)
    except Problem as problem:
        return [finding("read-back-differs", f.path) for f in problem.findings]
    if wrong := [f for f in read.remarks if f.code != NOT_MENDED]:  # so it was told of what was entered
        return [finding("read-back-differs", f.path) for f in wrong]
    said = read.dispensation
    pairs: dict[str, tuple[object, object]] = {
        "id": (said.document_id, meant.document_id),
        "order": (said.prescription_id, meant.order),
        "patient": (said.patient.ids, meant.patient.ids),
        "name": (said.patient.name, meant.patient.name),
        "born": (said.patient.birth_date, meant.patient.birth_date),
        "at": (said.dispensed_at, meant.dispensed_at),
        "made": (said.made_at, meant.made_at),
        "packages": (said.packages, meant.packages),
        "product": (_plain(said.product), _plain(meant.dispensed)),
        "batch": (said.batch, meant.batch),
        "substituted": (
            (said.substituted, _words_of(root)),
            (meant.substituted is not None and meant.substituted.happened, how(meant.substituted)),
        ),
        "pharmacy": ((said.pharmacy.id, said.pharmacy.name), (meant.pharmacy.id, meant.pharmacy.name)),
    }
    return [finding("read-back-differs", f"/{name}") for name, (one, other) in pairs.items() if one != other]


def _words_of(root: etree._Element) -> str:
    """What the narrative says of substitution: an eD has no code for how it was substituted."""
    contents = [e for e in root.iter(CONTENT) if e.get("ID") == SUBSTITUTION]
    return "".join(str(part) for e in contents for part in e.itertext())


def _plain(product: Product) -> Product:
    """A product without what no eD says of it: substances without a strength, and a register's own words."""
    return replace(product, substances=(), strength_in_register=None, package_in_register=None)
