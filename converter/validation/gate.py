"""A schema gate: libxml2 decides whether a document is valid, and only a refusal is explained."""

import re
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from converter.model.finding import Finding, finding
from converter.validation.explanation import Explainer

MAX_FINDINGS = 10
ELEMENT = "{http://www.w3.org/2001/XMLSchema}element"
REMOTE = re.compile(r"^[a-z]+://", re.IGNORECASE)


class _LocalOnly(etree.Resolver):
    """Serves what a schema imports by web address from a file of that name beside it; the network is never asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def resolve(self, system_url: str, public_id: str, context: object = None) -> object:
        if not system_url or not REMOTE.match(system_url) or system_url.startswith("file:"):
            return None
        name = system_url.rpartition("/")[2]
        local_copy = next(iter(sorted(self.folder.rglob(name))), None)
        return None if local_copy is None else self.resolve_filename(str(local_copy), context)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Gate:
    """A compiled schema and what explains its refusals.

    Attributes:
        schema: libxml2's compiled schema.
        explainer: names the expectation behind a refusal.
        code: the finding to raise: `schema-fault` for input, `written-document-invalid` for our own output.
        names: the elements' names that the schema set knows.
        more: the finding that says that there are more.
    """

    schema: etree.XMLSchema
    explainer: Explainer
    code: str
    names: frozenset[str]
    more: str = "schema-faults-more"

    def check(self, root: etree._Element) -> list[Finding]:
        """The faults of a document, empty where it is valid; at most `MAX_FINDINGS`, and a note where there are more.

        libxml2's messages quote values, so only the place is taken from them; what was expected comes from the schema.
        """
        if self.schema.validate(root):
            return []
        explained = self.explainer.explain(root, MAX_FINDINGS + 1)
        if explained:
            faults = [finding(self.code, e.path, expected_no=e.no, expected_en=e.en) for e in explained]
        else:
            faults = [finding(self.code, path, expected_no="", expected_en="") for path in self._places(root)]
        if len(faults) > MAX_FINDINGS:
            faults = [*faults[:MAX_FINDINGS], finding(self.more, shown=MAX_FINDINGS)]
        return faults

    def _places(self, root: etree._Element) -> list[str]:
        """Where libxml2 found faults, as paths of ours."""
        places: dict[str, None] = {}
        errors = list(self.schema.error_log)  # type: ignore[call-overload]  # the stubs lack __iter__
        prefixes = {p: u for e in root.iter(etree.Element) for p, u in e.nsmap.items() if p}
        for error in errors[: MAX_FINDINGS + 1]:
            try:
                found = root.xpath(error.path, namespaces=prefixes) if error.path else []
            except etree.XPathError:  # a prefix that stands for several namespaces
                found = []
            element = found[0] if isinstance(found, list) and found else root
            places.setdefault(self.explainer.safe_path(element if isinstance(element, etree._Element) else root))
        return list(places)


def load_gate(driver: Path, explaining: Path, code: str) -> Gate:
    """Compiles the schema set that `driver` is the head of.

    Args:
        driver: the set that decides, ours or another.
        explaining: our own set, which explains: it is equivalent, and its patterns cost no more than their length.
        code: the finding for a refusal.

    Raises:
        OSError, etree.XMLSchemaParseError, etree.XMLSyntaxError: the set cannot be read.
    """
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    parser.resolvers.add(_LocalOnly(driver.parent))
    schema = etree.XMLSchema(etree.parse(str(driver), parser))
    return Gate(schema, Explainer(explaining), code, _names(explaining.parent))


def _names(folder: Path) -> frozenset[str]:
    """The names of all elements that the schemas of a folder declare."""
    roots = [etree.parse(str(path)).getroot() for path in sorted(folder.glob("*.xsd"))]
    return frozenset(name for root in roots for e in root.iter(ELEMENT) if (name := e.get("name")))
