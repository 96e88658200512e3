"""Narratives of CDA made up from a seed: every element of StrucDoc where its schema allows it, or anything anywhere."""

from random import Random
from xml.sax.saxutils import escape, quoteattr

INLINE = ("content", "linkHtml", "sub", "sup", "br", "footnote", "footnoteRef", "renderMultiMedia")
BLOCKS = ("paragraph", "list", "table")
WITHOUT_REFERENCE = tuple(n for n in INLINE if n != "footnoteRef")
MODELS: dict[str, tuple[str, ...]] = {
    "text": (*INLINE, *BLOCKS),
    "content": INLINE,
    "linkHtml": ("footnote", "footnoteRef"),
    "sub": (),
    "sup": (),
    "footnote": (*(n for n in WITHOUT_REFERENCE if n != "footnote"), *BLOCKS),
    "caption": ("linkHtml", "sub", "sup", "footnote", "footnoteRef"),
    "paragraph": INLINE,
    "item": (*INLINE, *BLOCKS),
    "td": (*INLINE, "paragraph", "list"),
    "th": INLINE,
}
"""What each element that holds words may hold beside them (narrative-block.xsd), behind its caption."""
CAPTIONED = frozenset({"paragraph", "item"})
EMPTY = frozenset({"br", "footnoteRef", "col", "colgroup"})
NAMES = (
    *MODELS,
    *EMPTY,
    "renderMultiMedia",
    "list",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "b",
    "s",
    "div",
    "unknown",
)
UNSEEN = "\u200b\u00ad\u2060\u2062"
SIGNS = "ab19 0½µgΩł,.-+%/<&'=\u00a0\n" + UNSEEN
"""What words are made of, what nobody sees among it: no sign that stands for a mark in plain text."""
MOST_DEEP = 5


def narrative(random: Random, *, wild: bool = False) -> str:
    """A `text` in XML, with the namespace of CDA.

    Args:
        random: what it is made from.
        wild: whether any element may stand anywhere; lists have no numbers then, which raised words would hide.
    """
    made = _Maker(random, wild)
    body = made.mixed("text", 0)
    return f'<text xmlns="urn:hl7-org:v3">{body}</text>'


class _Maker:
    def __init__(self, random: Random, wild: bool) -> None:
        self.random, self.wild, self.notes = random, wild, 0

    def words(self) -> str:
        return escape("".join(self.random.choices(SIGNS, k=self.random.randint(0, 6))))

    def mixed(self, name: str, depth: int) -> str:
        allowed = NAMES if self.wild else MODELS[name]
        pieces = [self.words()]
        if name in CAPTIONED and self.random.random() < 0.3:
            pieces = [self.element("caption", depth + 1), self.words()]
        for _ in range(self.random.randint(0, 4) if allowed and depth < MOST_DEEP else 0):
            pieces += [self.element(self.random.choice(allowed), depth + 1), self.words()]
        return "".join(pieces)

    def element(self, name: str, depth: int) -> str:
        attributes, inside = self.attributes(name), ""
        if name in EMPTY and not (self.wild and self.random.random() < 0.3):
            pass  # no schema lets words stand in it, and documents have them there
        elif self.wild:
            inside = self.mixed(name, depth)
        elif name == "renderMultiMedia":
            inside = self.maybe("caption", depth)
        elif name == "list":
            items = [self.element("item", depth + 1) for _ in range(self.random.randint(1, 3))]
            inside = self.maybe("caption", depth) + "".join(items)
        elif name == "table":
            groups = [self.maybe("thead", depth), self.maybe("tfoot", depth), self.element("tbody", depth + 1)]
            inside = self.maybe("caption", depth) + self.random.choice(("", "<col/>", "<colgroup><col/></colgroup>"))
            inside += "".join(groups)
        elif name in {"thead", "tbody", "tfoot"}:
            inside = "".join(self.element("tr", depth + 1) for _ in range(self.random.randint(1, 3)))
        elif name == "tr":
            cells = self.random.choices(("td", "th"), k=self.random.randint(1, 3))
            inside = "\n".join(self.element(c, depth + 1) for c in cells)
        else:
            inside = self.mixed(name, depth)
        return f"<{name}{attributes}>{inside}</{name}>"

    def maybe(self, name: str, depth: int) -> str:
        return self.element(name, depth + 1) if self.random.random() < 0.4 else ""

    def attributes(self, name: str) -> str:
        found: dict[str, str] = {}
        if name == "footnote":
            self.notes += 1
            found["ID"] = f"fn{self.notes}"
        elif name == "footnoteRef":
            found["IDREF"] = f"fn{self.random.randint(1, 3)}"
        elif name == "renderMultiMedia":
            found["referencedObject"] = "mm1"
        elif name == "linkHtml":
            found["href"] = self.random.choice(("http://x.example/a", "#top", "javascript:alert(1)"))
        elif name == "list":
            found["listType"] = self.random.choice(("unordered",) if self.wild else ("ordered", "unordered"))
        elif name in {"td", "th"} and self.random.random() < 0.3:
            found["rowspan"], found["colspan"] = self.random.choice((("2", "1"), ("1", "2"), ("0", "x"), ("99", "3")))
        if name in {"content", "paragraph", "td", "tr", "table", "list", "item"} and self.random.random() < 0.1:
            found.update(self.random.choice(({"revised": "delete"}, {"styleCode": "Bold xStrike"})))
        return "".join(f" {key}={quoteattr(value)}" for key, value in found.items())
