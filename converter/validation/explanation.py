"""Explains why a schema refuses a document: where, and what it expected; never what the document said.

xmlschema knows what a schema expects at a place, at fifty times libxml2's cost. It is loaded at the first refusal, the
library too, and asked only about documents of a bounded size.
"""

import threading
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from converter.formats.xml import path_of

if TYPE_CHECKING:
    import xmlschema

MAX_EXPLAINED_ELEMENTS = 5_000
MAX_EXPLAINED_ATTRIBUTES = 50
"""xmlschema's time grows faster than the number of attributes of one element."""
UNKNOWN_NAME = "?"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A place and what was expected there, in Norwegian and English."""

    path: str
    no: str
    en: str


@dataclass(slots=True)
class Explainer:
    """Explains refusals of one schema set."""

    driver: Path
    _schema: "xmlschema.XMLSchema | None" = None
    _names: frozenset[str] = frozenset()
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def explain(self, root: etree._Element, limit: int) -> list[Explanation]:
        """At most `limit` explanations; none for a document beyond the bound, or one that xmlschema cannot walk.

        xmlschema 4.3 raises KeyError on an `xsi:type` it does not know.
        """
        if sum(1 for _ in root.iter()) > MAX_EXPLAINED_ELEMENTS:
            return []
        if any(len(element.attrib) > MAX_EXPLAINED_ATTRIBUTES for element in root.iter()):
            return []
        from xmlschema import XMLSchemaException

        schema = self._loaded()
        found: dict[Explanation, None] = {}
        try:
            for error in islice(schema.iter_errors(root, use_location_hints=False), limit):
                element = error.elem if isinstance(error.elem, etree._Element) else root
                found.setdefault(Explanation(self.safe_path(element), *self._expected(error)))
        except (KeyError, XMLSchemaException):
            return list(found)
        return list(found)

    def safe_path(self, element: etree._Element) -> str:
        """The element's path, with `?` for names that the schema does not know: a name may be made of anything."""
        self._loaded()
        steps = path_of(element).split("/")
        return "/".join(s if not s or s.partition("[")[0] in self._names else UNKNOWN_NAME for s in steps)

    def _loaded(self) -> "xmlschema.XMLSchema":
        from xmlschema import XMLSchema10
        from xmlschema.validators import XsdElement

        with self._lock:
            if self._schema is None:
                schema = XMLSchema10(str(self.driver), allow="local", defuse="never", validation="lax")
                self._names = frozenset(
                    local_name(component.name)
                    for component in schema.maps.iter_components(XsdElement)
                    if component.name
                )
                self._schema = schema
            return self._schema

    def _expected(self, error: "xmlschema.XMLSchemaValidationError") -> tuple[str, str]:
        from xmlschema.validators import XMLSchemaChildrenValidationError, XsdAttributeGroup

        if isinstance(error, XMLSchemaChildrenValidationError):
            names = sorted({local_name(e.name or "") for e in error.expected or [] if getattr(e, "name", None)})
            if names:
                listed = ", ".join(names)
                return f"Ventet her: {listed}.", f"Expected here: {listed}."
            return "Ingen flere elementer er ventet her.", "No more elements are expected here."
        if isinstance(error.validator, XsdAttributeGroup):
            names = sorted(local_name(str(name)) for name in error.validator if name)
            listed = ", ".join(names) or "-"
            return f"Tillatte attributter: {listed}.", f"Attributes allowed: {listed}."
        name = local_name(getattr(error.validator, "name", None) or "")
        if name:
            return f"Verdien skulle vært av typen {name}.", f"The value should be of type {name}."
        return "Verdien er ikke tillatt.", "The value is not allowed."


def local_name(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]
