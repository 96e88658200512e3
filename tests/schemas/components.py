"""Walks a loaded schema: describes its components in a normal form, and builds documents that use every element."""

from collections import Counter
from collections.abc import Iterator

import xmlschema
from lxml import etree
from xmlschema.validators import XsdAnyElement, XsdComponent, XsdElement, XsdGroup

XSD_NAMESPACE = "{http://www.w3.org/2001/XMLSchema}"
KITH_REF = "{http://www.kith.no/xmlstds}REF"
CONTENT = "{http://www.kith.no/xmlstds/msghead/2006-05-24}Content"
FOREIGN = "{urn:example:elsewhere}thing"
KINDS = ("elements", "types", "attributes")
VALUES = {
    "string": "tekst",
    "token": "kode",
    "NMTOKEN": "kode",
    "anyURI": "tel:22222222",
    "boolean": "true",
    "base64Binary": "QUJD",
    "integer": "3",
    "int": "3",
    "decimal": "2.5",
    "double": "2.5",
    "date": "2026-02-28",
    "dateTime": "2026-02-28T10:11:12+01:00",
    "time": "08:30:00",
    "duration": "P1Y",
    "oid": "2.16.578.1",
    "ID": "",
    "IDREF": "",
}

LINEAR = {r"(\d+\.?)*\d+": r"\d(\.?\d)*"}
"""Official patterns that backtrack, and ours of the same language; `test_patterns_speak_the_same_language` shows it."""


def globals_of(schema: xmlschema.XMLSchema10, kind: str) -> dict[str, XsdComponent]:
    """The global components of one kind, without those that XML Schema itself brings."""
    return {
        name: part
        for name, part in getattr(schema.maps, kind).items()
        if not name.startswith(
            (XSD_NAMESPACE, "{http://www.w3.org/XML/", "{http://www.w3.org/2001/XMLSchema-instance}")
        )
    }


# ---- normal form --------------------------------------------------------------------------------


def describe(part: XsdComponent) -> object:
    """A global component as nested tuples: equal tuples accept and refuse the same."""
    if isinstance(part, XsdElement):
        return _element(part)
    return _type(part, inside=True) if hasattr(part, "is_simple") else _attribute(part)


def _element(part: XsdElement) -> tuple:
    flags = (part.nillable, part.abstract, part.block, part.final, str(part.substitution_group))
    return (part.name, flags, part.default, part.fixed, sorted(part.identities or ()), _type(part.type))


def _attribute(part: XsdComponent) -> tuple:
    namespaces = sorted(part.namespace) if part.name is None else None
    if part.name is None:
        return ("any", namespaces, part.process_contents)
    return (part.name, part.use, part.default, part.fixed, part.qualified, _type(part.type))


def _type(part: XsdComponent, inside: bool = False) -> object:
    if part.name and (not inside or part.name.startswith(XSD_NAMESPACE)):
        return part.name
    base = _type(part.base_type) if part.base_type is not None else None
    if part.is_complex():
        attributes = sorted((_attribute(a) for a in part.attributes.values()), key=repr)
        content = _particle(part.content) if isinstance(part.content, XsdGroup) else _type(part.content, inside=True)
        flags = (part.mixed, part.abstract, part.block, part.final, part.derivation)
        return ("complex", base, flags, attributes, content)
    members = [_type(m) for m in getattr(part, "member_types", ()) or ()]
    patterns = sorted(LINEAR.get(p, p) for p in part.patterns.regexps) if part.patterns else []
    bounds = sorted((str(name), str(getattr(facet, "value", None))) for name, facet in part.facets.items() if name)
    return ("simple", base, members, patterns, bounds, sorted(map(str, part.enumeration or ())), part.final)


def _particle(part: XsdComponent) -> tuple:
    occurs = (part.min_occurs, part.max_occurs)
    if isinstance(part, XsdAnyElement):
        return ("any", occurs, tuple(sorted(part.namespace)), part.process_contents)
    if isinstance(part, XsdElement):
        return ("ref", occurs, part.name) if part.ref is not None else ("element", occurs, _element(part))
    return _group(part.model, occurs, [_particle(p) for p in part])


def _group(model: str, occurs: tuple, parts: list[tuple]) -> tuple:
    """Nesting that says nothing is undone; "a choice of optional parts" becomes "an optional choice of parts"."""
    flat: list[tuple] = []
    for part in parts:
        same = part[0] == model and part[1] == (1, 1)
        flat.extend(part[2] if same else [part])
    if model == "choice":
        if any(part[1][0] == 0 for part in flat):
            occurs = (0, occurs[1])
            flat = [(part[0], (part[1][0] or 1, part[1][1]), *part[2:]) for part in flat]
            flat = [inner for part in flat for inner in (part[2] if part[:2] == (model, (1, 1)) else [part])]
        flat.sort(key=repr)
    if len(flat) == 1 and (1, 1) in (occurs, flat[0][1]):
        only = flat[0]
        return (only[0], only[1] if occurs == (1, 1) else occurs, *only[2:])
    return (model, occurs, tuple(flat))


def _declared(part: XsdElement) -> XsdElement:
    return part if part.ref is None else part.ref


def declarations(schema: xmlschema.XMLSchema10, unused: set[str]) -> set[object]:
    """Every element declaration, by its place in the schema, but for those inside the types that no element uses."""
    found: set[object] = set()
    for kind in ("elements", "types"):
        for name, top in globals_of(schema, kind).items():
            if name not in unused:
                found.update(_declared(part).elem for part in top.iter_components(XsdElement))
    return found


# ---- documents with every element ---------------------------------------------------------------


class Builder:
    """Builds documents that hold every element and attribute a declaration allows, one alternative after another."""

    def __init__(self, schema: xmlschema.XMLSchema10, payloads: list[str]) -> None:
        self.elements = globals_of(schema, "elements")
        self.payloads = payloads
        self.seen: set[object] = set()
        self.types: dict[tuple[str, str | None], frozenset] = {}
        self._turns: Counter = Counter()
        self._choices: dict[int, int] = {}
        self._parts: list[XsdComponent] = []  # keeps the walked parts alive, so that their id() stays theirs
        self._ids = 0

    def documents(self, name: str, most: int = 12) -> Iterator[etree._Element]:
        """Documents with this root until every alternative below it has had its turn."""
        self._choices.clear()
        self._turns.clear()
        for _ in range(most):
            self._ids = 0
            root = etree.Element(name)
            self._fill(root, self.elements[name], (name,))
            etree.cleanup_namespaces(root)
            yield root
            if all(self._turns[key] >= count for key, count in self._choices.items()):
                return

    def _fill(self, node: etree._Element, declared: XsdElement, above: tuple[str, ...]) -> None:
        declared = _declared(declared)
        self.seen.add(declared.elem)
        for name, attribute in declared.attributes.items():
            if name:
                node.set(name, attribute.fixed or self._value(attribute.type))
                self._note(node.tag, name, attribute.type)
        if isinstance(declared.type.content if declared.type.is_complex() else None, XsdGroup):
            self._group(node, declared.type.content, above)
        else:
            simple = declared.type.content if declared.type.is_complex() else declared.type
            node.text = declared.fixed or self._value(simple)
            self._note(node.tag, None, simple)

    def _note(self, tag: str, attribute: str | None, simple: XsdComponent) -> None:
        key = (tag, attribute)
        self.types[key] = self.types.get(key, frozenset()) | {simple.name or simple.elem}

    def _group(self, node: etree._Element, group: XsdGroup, above: tuple[str, ...]) -> None:
        self._parts.append(group)
        parts = list(group)
        if group.model == "choice" and parts and group.max_occurs == 1:
            key = id(group)
            self._choices[key] = len(parts)
            parts = [parts[self._turns[key] % len(parts)]]
            self._turns[key] += 1
        for part in parts:
            if isinstance(part, XsdGroup):
                self._group(node, part, above)
            elif isinstance(part, XsdAnyElement):
                self._wildcard(node, part, above)
            elif above.count(part.name) < 2:
                for _ in range(max(1, part.min_occurs)):
                    self._fill(etree.SubElement(node, part.name), part, (*above, part.name))

    def _wildcard(self, node: etree._Element, part: XsdAnyElement, above: tuple[str, ...]) -> None:
        if part.process_contents == "lax":
            etree.SubElement(node, FOREIGN, note="x").text = "tekst"
        elif node.tag == CONTENT:
            name = self.payloads[self._turns["payload"] % len(self.payloads)]
            self._choices["payload"] = len(self.payloads)
            self._turns["payload"] += 1
            self._fill(etree.SubElement(node, name), self.elements[name], (*above, name))
        else:
            etree.SubElement(node, KITH_REF, V="tel:22222222")

    def _value(self, simple: XsdComponent) -> str:
        if simple.enumeration:
            return str(simple.enumeration[0])
        kind = simple
        while kind.local_name not in VALUES:
            kind = kind.member_types[0] if getattr(kind, "member_types", None) else kind.base_type
        if kind.local_name == "ID":
            self._ids += 1
            return f"id{self._ids}"
        return "id1" if kind.local_name == "IDREF" else VALUES[kind.local_name]
