"""A document's own words as HTML: its breaks, lists and tables, every text escaped, no address live."""

from markupsafe import Markup

from converter.model.written import CELLS, Kind, Part, Written
from converter.service.pages.labels import words

OPEN = {
    Kind.BREAK: Markup("<br>"),
    Kind.BLOCK: Markup("<div>"),
    Kind.CAPTION: Markup('<div class="caption">'),
    Kind.LIST: Markup('<ul class="said">'),
    Kind.ITEM: Markup("<li>"),
    Kind.TABLE: Markup('<div class="scroll" tabindex="0"><table class="said">'),
    Kind.HEAD: Markup("<thead>"),
    Kind.BODY: Markup("<tbody>"),
    Kind.FOOT: Markup("<tfoot>"),
    Kind.ROW: Markup("<tr>"),
    Kind.RAISED: Markup('<sup><span class="heard">^(</span>'),
    Kind.LOWERED: Markup('<sub><span class="heard">_(</span>'),
}
CLOSE = {
    Kind.BLOCK: Markup("</div>"),
    Kind.CAPTION: Markup("</div>"),
    Kind.LIST: Markup("</ul>"),
    Kind.ITEM: Markup("</li>"),
    Kind.TABLE: Markup("</table></div>"),
    Kind.HEAD: Markup("</thead>"),
    Kind.BODY: Markup("</tbody>"),
    Kind.FOOT: Markup("</tfoot>"),
    Kind.ROW: Markup("</tr>"),
    Kind.CELL: Markup("</td>"),
    Kind.HEADING: Markup("</th>"),
    Kind.RAISED: Markup('<span class="heard">)</span></sup>'),
    Kind.LOWERED: Markup('<span class="heard">)</span></sub>'),
    Kind.DELETED: Markup("</del>]"),
    Kind.NOTE: Markup("]</span>"),
    Kind.IMAGE: Markup("]</span>"),
}
LABEL = Markup('<span class="label">{}</span> ')
CELL, ACROSS, DOWN = Markup("<{}{}{}{}>"), Markup(' colspan="{}"'), Markup(' rowspan="{}"')
TAGS = {Kind.CELL: Markup("td"), Kind.HEADING: Markup("th")}
SCOPE = Markup(' scope="col"')
DELETED = Markup("[{}: <del>")
NOTE, NOTE_AT = Markup('<span class="note">[{} {}: '), Markup('<span class="note">[{} {}]</span>')
IMAGE, ADDRESS = Markup('<span class="note">[{}: {}'), Markup('<span class="note">[{}: {}]</span>')


def html_of(written: Written, lang: str) -> Markup:
    """Words as HTML.

    Args:
        written: the words.
        lang: of what is said beside them, `no` or `en`.
    """
    t, pieces, head = words(lang), list[Markup | str](), False
    for part in written.parts:
        kind = Kind(part.text) if part.kind is Kind.END else part.kind
        if kind is Kind.HEAD:
            head = part.kind is not Kind.END
        pieces.append(_piece(part, kind, t, head))
    return Markup("").join(pieces)


def _piece(part: Part, kind: Kind, t: dict[str, str], head: bool) -> Markup | str:
    """One part; words are escaped where they are joined."""
    if part.kind is Kind.END:
        return CLOSE[kind]
    if kind is Kind.WORDS:
        return part.text
    if kind is Kind.ITEM:
        return OPEN[kind] + (LABEL.format(part.text) if part.text else "")
    if kind in CELLS:
        return CELL.format(
            TAGS[kind],
            SCOPE if head and kind is Kind.HEADING else "",
            ACROSS.format(part.across) if part.across > 1 else "",
            DOWN.format(part.down) if part.down > 1 else "",
        )
    if kind is Kind.DELETED:
        return DELETED.format(t["deleted"])
    if kind is Kind.NOTE:
        return NOTE.format(t["footnote"], part.text)
    if kind is Kind.NOTE_AT:
        return NOTE_AT.format(t["footnote"], part.text)
    if kind is Kind.IMAGE:
        return IMAGE.format(t["image"], part.text)
    if kind is Kind.ADDRESS:
        return ADDRESS.format(t["link-address"], part.text)
    return OPEN.get(kind, "")
