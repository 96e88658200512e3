"""Damage: byte-wise and XML-aware changes of messages, each decided by a `Random` so that a seed repeats it."""

import base64
import copy
from collections.abc import Callable
from random import Random

from lxml import etree

from tests.builders.messages import CITY, DOSAGE, FAMILY, GIVEN, NUMBER, STREET

Seeds = tuple[bytes, ...]

VALUES = (
    *(
        "",
        " ",
        "0",
        "-1",
        "1",
        "00",
        "0.5",
        "1.0000000000000000000000000000000000001",
        "9" * 40,
        "1E9",
        "NaN",
        "INF",
        "+7",
    ),
    *("true", "false", "TRUE", "0001-01-01", "0999-12-31", "9999-12-31", "12026-01-01", "-0044-03-15", "2026-02-29"),
    *("2026-11-23", "2026-11-23Z", "2026-11-23+14:00", "2026-11-23T23:59:59.999999999Z", "2026", "2026-11", "24:00:00"),
    *(
        "A",
        "B",
        "C",
        "K",
        "L",
        "E",
        "R",
        "LE",
        "VE",
        "PS",
        "XX",
        "FNR",
        "DNR",
        "HPR",
        "ENH",
        "ERM1",
        "ERM94",
        "stk",
        "ml",
    ),
    *("10 x 10", "1 x 2 x 3 x 4", "10x", "0,5", "1 x 0", "99 0003", "990003", "990050", "990055", "000001", "53", "59"),
    *("2.16.578.1.12.4.1.1.7448", "2.16.578.1.12.4.1.1.7452", "1.2.3", "00000000-0000-0000-0000-000000000000"),
    *("tel:+47 00 00", "mailto:a@b", "mailto:a\\b^{}@c.no", "tel:", "fax:12;ext=3", "http://x", "%", "a%41b"),
    *(
        "&",
        "<b>",
        "]]>",
        '"',
        "'",
        "\n",
        "\t",
        "\r\n",
        "a\u00a0b",
        "\u0085",
        "\u2028",
        "\u200f",
        "\U0001f48a",
        "e\u0301",
    ),
    *(
        "\ufffd",
        "\ufeff",
        "x" * 5000,
        "{0}",
        "{shown}",
        "%s",
        "../../etc/passwd",
        "' OR 1=1 --",
        NUMBER,
        FAMILY,
        GIVEN,
        DOSAGE,
    ),
)
NAMES = (FAMILY, GIVEN, "Resept", "Antall", "Status", "Id", "V", "S", "x", "LastResept")
BYTES = (
    *(b"\x00", b"\xff", b"<", b">", b"&", b'"', b"<!--", b"-->", b"<?x?>", b"]]>", b"<!DOCTYPE a>", b"<![CDATA["),
    *(b"\xef\xbb\xbf", b"&#0;", b"&#x10FFFF;", b"&lt;", b"&a;", b"\xc3", b"\r", b" xmlns='urn:x'", b"</Resept>"),
    *(STREET.encode(), CITY.encode()),
)


def flip(data: bytes, random: Random, _: Seeds) -> bytes:
    """Changes one to eight bytes."""
    changed = bytearray(data)
    for _n in range(random.randint(1, 8)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def truncate(data: bytes, random: Random, _: Seeds) -> bytes:
    """Keeps the beginning, or the end."""
    at = random.randrange(len(data))
    return data[:at] if random.random() < 0.8 else data[at:]


def insert(data: bytes, random: Random, _: Seeds) -> bytes:
    """Puts something awkward somewhere."""
    at = random.randrange(len(data))
    return data[:at] + random.choice(BYTES) + data[at:]


def drop(data: bytes, random: Random, _: Seeds) -> bytes:
    """Takes a run of bytes out, or doubles it."""
    start = random.randrange(len(data))
    run = data[start : start + random.randint(1, 400)]
    return data[:start] + run * random.choice((0, 2, 2)) + data[start + len(run) :]


def splice(data: bytes, random: Random, seeds: Seeds) -> bytes:
    """The beginning of one message and the end of another."""
    other = random.choice(seeds)
    return data[: random.randrange(len(data))] + other[random.randrange(len(other)) :]


def encode(data: bytes, random: Random, _: Seeds) -> bytes:
    """Other encodings, declared or not."""
    text = data.decode("utf-8", "replace").replace(
        "UTF-8", random.choice(("UTF-8", "UTF-16", "ISO-8859-1", "UTF-7")), 1
    )
    return text.encode(
        random.choice(("utf-16", "utf-16-le", "utf-32-be", "iso-8859-1", "utf-8-sig")), "xmlcharrefreplace"
    )


def _set_text(element: etree._Element, random: Random) -> None:
    element.text = random.choice(VALUES)


def _set_attribute(element: etree._Element, random: Random) -> None:
    name = random.choice([*element.attrib, "V", "S"]) if element.attrib else random.choice(NAMES)
    element.set(name, random.choice(VALUES))


def _unset_attribute(element: etree._Element, random: Random) -> None:
    if element.attrib:
        del element.attrib[random.choice(list(element.attrib))]


def _remove(element: etree._Element, _: Random) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _duplicate(element: etree._Element, random: Random) -> None:
    if element.getparent() is not None:
        for _n in range(random.choice((1, 1, 1, 4))):
            element.addnext(copy.deepcopy(element))


def _move(element: etree._Element, random: Random) -> None:
    others = [e for e in element.getroottree().iter("*") if e is not element and element not in e.iterancestors()]
    if others and element.getparent() is not None:
        random.choice(others).append(element)


def _swap(element: etree._Element, _: Random) -> None:
    if (following := element.getnext()) is not None:
        following.addnext(element)


def _rename(element: etree._Element, random: Random) -> None:
    space = str(element.tag).rpartition("}")[0]
    element.tag = f"{space}}}{random.choice(NAMES)}" if space else random.choice(NAMES)


def _annotate(element: etree._Element, random: Random) -> None:
    note = etree.Comment(FAMILY) if random.random() < 0.5 else etree.ProcessingInstruction("x", FAMILY)
    note.tail, element.text = element.text, None
    element.insert(0, note)


CHANGES: tuple[Callable[[etree._Element, Random], None], ...] = (
    *(
        _set_text,
        _set_text,
        _set_text,
        _set_attribute,
        _set_attribute,
        _set_attribute,
        _unset_attribute,
        _remove,
        _remove,
    ),
    *(_duplicate, _move, _swap, _rename, _annotate),
)


def change_tree(data: bytes, random: Random, seeds: Seeds) -> bytes:
    """One to three changes of elements; those of an attached message are made inside it."""
    root = etree.fromstring(data)
    containers = [e for e in root.iter("{*}Base64Container") if e.text]
    if containers and random.random() < 0.8:
        inner = change_tree(base64.b64decode(containers[0].text or ""), random, seeds)
        containers[0].text = base64.b64encode(inner).decode()
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    for _n in range(random.choice((1, 1, 1, 2, 3))):
        elements = list(root.iter("*"))
        leaves = [e for e in elements if len(e) == 0]
        change = random.choice(CHANGES)
        values = change in (_set_text, _set_attribute)
        try:
            change(random.choice(leaves if values else elements), random)
        except ValueError:  # a value that XML cannot hold
            continue
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


MUTATIONS: tuple[Callable[[bytes, Random, Seeds], bytes], ...] = (
    *(flip, truncate, insert, insert, drop, splice, encode),
    *(change_tree,) * 9,
)


def mutate(random: Random, seeds: Seeds) -> bytes:
    """One damaged message."""
    return random.choice(MUTATIONS)(random.choice(seeds), random, seeds)
