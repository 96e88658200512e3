"""Changes one thing in a document: by turns harmless, doubtful and plainly wrong."""

import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA_TYPES = "http://www.w3.org/2001/XMLSchema"
KITH = "http://www.kith.no/xmlstds"
MSGHEAD = f"{KITH}/msghead/2006-05-24"
FORSKRIVNING = f"{KITH}/eresept/forskrivning/2013-10-08"
NAMESPACES = [
    *(MSGHEAD, KITH, FORSKRIVNING, f"{KITH}/felleskomponent1", f"{KITH}/base64container"),
    *(f"{KITH}/eresept/m1/2013-10-08", f"{KITH}/eresept/m10/2013-10-08", f"{KITH}/eresept/utlevering/2013-10-08"),
    *("http://www.w3.org/2000/09/xmldsig#", "urn:example:elsewhere", ""),
]
NAMED_TYPES = {
    "k": KITH,
    "h": MSGHEAD,
    "f": FORSKRIVNING,
    "r": f"{KITH}/eresept/m1/2013-10-08",
    "xs": SCHEMA_TYPES,
}
TYPE_NAMES = [
    *("k:CS", "k:CV", "k:PQ", "k:TS", "k:URL", "k:TN", "k:base", "k:none", "h:Ident", "h:Address", "h:person"),
    *("f:typeDose", "f:typeLegemiddel", "f:typeVare", "r:typeReseptDok"),
    *("xs:string", "xs:int", "xs:date", "xs:anyType", "nowhere:CS", "CS", ""),
]
TEXTS = [
    *(
        "",
        " ",
        "\n\t",
        "-1",
        "0",
        "1",
        "+1",
        "007",
        "1.5",
        "1,5",
        ".5",
        "5.",
        "1e3",
        "INF",
        "-INF",
        "+INF",
        "NaN",
        "0x1F",
    ),
    *("true", "false", "TRUE", "True", " 1 ", "abc", "æøå", "to ord", "_id", "1id", "a:b", "id1"),
    *("2024-02-29", "2023-02-29", "2024-02-29Z", "2024-02-29+02:00", "2024-02-29+14:01", "29-02-2024", "2024-2-9"),
    *("2024-02-29T10:11:12", "2024-02-29T10:11:12.9878893+02:00", "2024-02-29T24:00:00", "2024-02-29T10:11"),
    *("2024-02-29 10:11:12", "2024-02-29T10:11:61Z", "10:11:12", "24:00:00", "25:00:00", "2024", "2024-02", "2024-13"),
    *("-0044-03-15", "0000-01-01", "12024-01-01", "P1Y", "P", "PT36H", "P1S", "-P1D", "P1Y2M3DT4H5M6.7S"),
    *("2147483647", "2147483648", "-2147483648", "-2147483649", "9" * 40, "-" + "9" * 30 + "." + "9" * 30, "1E400"),
    *("AAAA", "AAA", "AA==", "A A A A", "A===", "1.2.3", "1..2", ".1", "1.2.", "v1.2 2006-05-24", "v1.2 2006-05-25"),
    *("tel:22 22 22 22", "http://[x", "%zz", "#a#b", "x" * 3000, "\u00a0", "\u0663"),
]
TELLING = ["", "abc", "2.5", "3", "1e3", "2024-02-29", "2024-02-29T10:11:12", "http://[x", "to ord"]
SMALL = 1_000
ATTRIBUTE_NAMES = ["V", "DN", "S", "OT", "U", "Id", "Algorithm", "note", f"{{{KITH}}}V", "{urn:example:elsewhere}V"]

Mutation = Callable[[etree._ElementTree, etree._Element, random.Random, list[str]], bool]


@dataclass(frozen=True)
class Case:
    """A changed document, and what was done where; shows no value of the document."""

    kind: str
    seed: str
    path: str
    data: bytes = field(repr=False)


def _delete(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
    return parent is not None


def _delete_two(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    parent, other = node.getparent(), node.getnext()
    if other is None:
        return False
    parent.remove(other)
    parent.remove(node)
    return True


def _duplicate(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    if node.getparent() is not None:
        node.addnext(copy.deepcopy(node))
    return node.getparent() is not None


def _swap(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    other = node.getnext()
    if other is not None:
        other.addnext(node)
    return other is not None


def _move_far(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    places = [e for e in tree.iter(etree.Element) if node not in (e, *e.iterancestors())]
    if node.getparent() is None or not places:
        return False
    rng.choice(places).append(node)
    return True


def _rename(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    space = etree.QName(node).namespace or ""
    node.tag = etree.QName(space or None, rng.choice(("Ukjent", etree.QName(rng.choice(names)).localname)))
    return True


def _wrong_case(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    name = etree.QName(node)
    node.tag = etree.QName(name.namespace, name.localname.swapcase())
    return True


def _other_namespace(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    node.tag = etree.QName(rng.choice(NAMESPACES) or None, etree.QName(node).localname)
    return True


def _insert_unknown(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    tag = etree.QName(rng.choice(NAMESPACES) or None, "Ukjent")
    node.insert(rng.randint(0, len(node)), etree.Element(tag))
    return True


def _insert_misplaced(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    node.insert(rng.randint(0, len(node)), etree.Element(rng.choice(names)))
    return True


def _insert_copy(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    donor = rng.choice(list(tree.iter(etree.Element)))
    node.insert(rng.randint(0, len(node)), copy.deepcopy(donor))
    return True


def _text(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    if not len(node):
        node.text = rng.choice(TEXTS)
    return not len(node)


def _text_between(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    if not len(node):
        return False
    node[rng.randrange(len(node))].tail = rng.choice(("tekst", "  ", "\n", "&", "\u00a0"))
    return True


def _empty(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    del node[:]
    node.text = None
    return True


def _comment(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    extra = rng.choice((etree.Comment("note"), etree.ProcessingInstruction("note", "x")))
    node.insert(rng.randint(0, len(node)), extra)
    return True


def _delete_attribute(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    if not node.attrib:
        return False
    del node.attrib[rng.choice(node.attrib.keys())]
    return True


def _add_attribute(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    node.set(rng.choice(ATTRIBUTE_NAMES), rng.choice(TEXTS))
    return True


def _rename_attribute(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    if not node.attrib:
        return False
    name = rng.choice(node.attrib.keys())
    value = node.attrib.pop(name)
    node.set(rng.choice((*ATTRIBUTE_NAMES, name.lower())), value)
    return True


def _attribute_value(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    if node.attrib:
        node.set(rng.choice(node.attrib.keys()), rng.choice(TEXTS))
    return bool(node.attrib)


def _nil(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    node.set(f"{{{XSI}}}nil", rng.choice(("true", "false", "1", "x")))
    return True


def _named_type(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    fresh = etree.Element(node.tag, attrib=dict(node.attrib), nsmap={**NAMED_TYPES, **node.nsmap})
    fresh.text, fresh.tail = node.text, node.tail
    fresh.extend(list(node))
    fresh.set(f"{{{XSI}}}type", rng.choice(TYPE_NAMES))
    if node.getparent() is None:
        tree._setroot(fresh)
    else:
        node.getparent().replace(node, fresh)
    return True


def _new_root(tree: etree._ElementTree, node: etree._Element, rng: random.Random, names: list[str]) -> bool:
    if rng.random() < 0.5:
        tree._setroot(copy.deepcopy(node))
    else:
        wrapper = etree.Element(rng.choice(names))
        wrapper.append(copy.deepcopy(tree.getroot()))
        tree._setroot(wrapper)
    return True


KINDS: dict[str, Mutation] = {
    "delete element": _delete,
    "delete two siblings": _delete_two,
    "duplicate element": _duplicate,
    "swap siblings": _swap,
    "move element elsewhere": _move_far,
    "rename element": _rename,
    "change the case of a name": _wrong_case,
    "move to another namespace": _other_namespace,
    "insert unknown element": _insert_unknown,
    "insert misplaced element": _insert_misplaced,
    "insert a copy of another element": _insert_copy,
    "change text": _text,
    "insert text between elements": _text_between,
    "empty an element": _empty,
    "insert comment or instruction": _comment,
    "delete attribute": _delete_attribute,
    "add attribute": _add_attribute,
    "rename attribute": _rename_attribute,
    "change attribute value": _attribute_value,
    "set xsi:nil": _nil,
    "set xsi:type": _named_type,
    "replace root": _new_root,
}
OFTEN = {"change text": 3, "change attribute value": 3, "delete element": 2, "duplicate element": 2}


def _path(node: etree._Element) -> str:
    return "/".join(etree.QName(e).localname for e in (*reversed(list(node.iterancestors())), node))


def _nodes(root: etree._Element) -> list[etree._Element]:
    return list(root.iter(etree.Element))


def change(seed: str, data: bytes, kind: str, index: int, rng: random.Random, names: list[str]) -> Case | None:
    """The document with one change at the element with this index; nothing where the kind does not fit there."""
    root = etree.fromstring(data)
    tree = etree.ElementTree(root)
    node = _nodes(root)[index]
    path = _path(node)
    if not KINDS[kind](tree, node, rng, names):
        return None
    return Case(kind, seed, path, etree.tostring(tree))


def sampled(seeds: dict[str, bytes], each: int, rng: random.Random, names: list[str]) -> Iterator[Case]:
    """So many changes of every seed document, at places drawn evenly over the distinct paths in it."""
    kinds = [kind for kind in KINDS for _ in range(OFTEN.get(kind, 1))]
    for seed, data in seeds.items():
        places: dict[str, list[int]] = {}
        for index, node in enumerate(_nodes(etree.fromstring(data))):
            places.setdefault(_path(node), []).append(index)
        made = 0
        while made < each:
            index = rng.choice(places[rng.choice(list(places))])
            case = change(seed, data, rng.choice(kinds), index, rng, names)
            if case is not None:
                made += 1
                yield case


def swept(seeds: dict[str, bytes], rng: random.Random, names: list[str], known: set[str]) -> Iterator[Case]:
    """Every kind of change at each element that the root's own declaration names; twice in small documents."""
    for seed, data in seeds.items():
        turns = 2 if len(data) < SMALL else 1
        for index, node in enumerate(_nodes(etree.fromstring(data))):
            if any(e.tag in known for e in node.iterancestors() if e.getparent() is not None):
                continue
            for kind in [kind for kind in KINDS for _ in range(turns)]:
                case = change(seed, data, kind, index, rng, names)
                if case is not None:
                    yield case


def texts(seeds: dict[str, bytes], types: dict[tuple[str, str | None], frozenset]) -> Iterator[Case]:
    """Every boundary value once for each simple type, and a few telling values at every place that holds one."""
    done: set[object] = set()
    for seed, data in seeds.items():
        for index, node in enumerate(_nodes(etree.fromstring(data))):
            for name in (None, *node.keys()):
                kind, place = types.get((node.tag, name)), (node.tag, name)
                if kind is None or place in done:
                    continue
                values = TELLING if kind in done else TEXTS
                done |= {kind, place}
                for value in values:
                    root = etree.fromstring(data)
                    target = _nodes(root)[index]
                    if name is None:
                        target.text = value
                    else:
                        target.set(name, value)
                    where = _path(target) + (f"@{name}" if name else "")
                    yield Case("boundary value", seed, where, etree.tostring(root))
