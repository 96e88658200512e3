"""How each element of a narrative is written: in plain text, and as parts that the page is made from."""

import re

import pytest
from lxml import etree

from converter.formats.cda.foreign import Reading
from converter.formats.cda.strucdoc import notes_of, render
from converter.model.written import Kind, Written
from tests.builders.foreign import codes, foreign, part_of, shown
from tests.conversion.ep_to_view.test_own_words import with_words


def written(xml: str) -> Written:
    """The words of a narrative of this."""
    text = etree.fromstring(f'<text xmlns="urn:hl7-org:v3">{xml}</text>')
    return render(Reading(), notes_of(text), text)


def of(xml: str, name: str) -> str:
    """The plain text of one element of a narrative by itself."""
    text = etree.fromstring(f'<text xmlns="urn:hl7-org:v3">{xml}</text>')
    return render(Reading(), notes_of(text), next(text.iter(f"{{*}}{name}"))).text


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("Take 1<br/>3 times daily", "Take 1\n3 times daily"),
        ("Take 1<content>3</content> times", "Take 1 3 times"),
        ("<content>1</content><content>3</content>", "1 3"),
        ("<content>1</content><!-- x --><content>3</content>", "1 3"),
        ("Take <content>two</content> tablets, <content>not</content> more", "Take two tablets, not more"),
        ("(<content>two</content>), 0<content>,5</content>", "(two), 0,5"),
        ("a\n   b\t c", "a b c"),
        ("own<paragraph>p</paragraph>tail", "own\np\ntail"),
        ("<paragraph><caption>Vahvuus</caption>100 U/ml</paragraph>", "Vahvuus\n100 U/ml"),
        ("<paragraph>Morning</paragraph><paragraph>1</paragraph><paragraph>Night</paragraph><paragraph>1</paragraph>",
         "Morning\n1\nNight\n1"),
        ("<b>1</b><i>3</i>", "1 3"),
        ("<div>1</div>3", "1\n3"),
    ],
)  # fmt: skip
def test_words_and_breaks(xml: str, text: str) -> None:
    """A line where the document breaks; a blank where only an element parts two letters or digits."""
    assert written(xml).text == text


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("1<sup>1/2</sup> tablets", "1^(1/2) tablets"),
        ("10<sup>3</sup>5", "10^(3)5"),
        ("10 <sup>3</sup> 5", "10 ^(3) 5"),
        ("H<sub>2</sub>O", "H_(2)O"),
        ("A<content revised='delete'>2 tablets</content>3 tablets", "A [slettet: 2 tablets] 3 tablets"),
        ("<content styleCode='Bold xStrike'>2</content>", "[slettet: 2]"),
        ("<content revised='insert' styleCode='Bold'>2</content>", "2"),
        ("2<footnote ID='a'>not with milk</footnote>daily<footnoteRef IDREF='a'/>.",
         "2 [fotnote 1: not with milk] daily [fotnote 1] ."),
        ("2<footnoteRef IDREF='b'/>", "2 [fotnote b]"),
        ("2<footnoteRef/>", "2 [fotnote ?]"),
        ("see<renderMultiMedia referencedObject='mm1'/>here", "see [bilde: mm1] here"),
        ("<renderMultiMedia referencedObject='mm1'><caption>Fig 1</caption></renderMultiMedia>", "[bilde: Fig 1]"),
        ("see <linkHtml href='http://x'>leaflet</linkHtml>now", "see leaflet [adresse: http://x] now"),
        ("<linkHtml href='http://x'>http://x</linkHtml>", "http://x"),
        ("<linkHtml href='#a'>above</linkHtml>", "above"),
        ("<linkHtml href=' '>above</linkHtml>", "above"),
    ],
)  # fmt: skip
def test_marks(xml: str, text: str) -> None:
    """Raised, lowered, deleted, noted, linked and shown: set apart, and closed on both sides."""
    assert written(xml).text == text


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<list><caption>Dosage</caption><item><caption>Morning:</caption> 2</item><item>Evening: 1</item></list>",
         "Dosage\n• Morning:\n  2\n• Evening: 1"),
        ("<list listType='ordered'><item>5 mg</item><item/><item>7 mg</item></list>after",
         "1) 5 mg\n2)\n3) 7 mg\nafter"),
        ("<list><item>a<list listType='ordered'><item>b<br/>c</item></list>d</item></list>",
         "• a\n  1) b\n    c\n  d"),
        ("<list>x<item>1</item>y<content>z</content></list>", "  x\n• 1\n  y\n  z"),
        ("<list/>", ""),
        ("<item>1</item><item>3</item>", "1\n3"),
    ],
)  # fmt: skip
def test_lists(xml: str, text: str) -> None:
    """Numbers are shown, closed by a bracket: `1. 5 mg` could be 1.5; what stands between the items stays there."""
    assert written(xml).text == text


TABLE = "<table><tbody>{}</tbody></table>"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (TABLE.format("<tr><td>Morning</td><td>1</td></tr><tr><td>2</td><td>Evening</td></tr>"),
         "Morning | 1\n2 | Evening"),
        (TABLE.format("<tr><td>1</td><td/><td>2</td></tr>"), "1 | | 2"),
        (TABLE.format("<tr><td>1</td><td/></tr><tr><td/><td>2</td></tr>"), "1 |\n| 2"),
        (TABLE.format("<tr><td colspan='2'>a</td></tr><tr><td rowspan='2'>b</td><td>c</td></tr><tr><td>d</td></tr>"),
         "a | ←\nb | c\n↑ | d"),
        (TABLE.format("<tr><td>a</td><td rowspan='2'>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td></tr>"),
         "a | b\nc | ↑\nd | e"),
        (TABLE.format("<tr><td rowspan='0'>a</td><td colspan='x'>b</td></tr><tr><td>c</td></tr>"), "a | b\n↑ | c"),
        (TABLE.format("<tr><td rowspan='2'>a</td></tr>") + TABLE.format("<tr><td>b</td></tr>"), "a\nb"),
        (TABLE.format("<tr><td>may <paragraph>Dose 1</paragraph> tail</td><td>Take 1<br/>3 times</td></tr>"),
         "may; Dose 1; tail | Take 1; 3 times"),
        (TABLE.format("<tr><td>a<list><item>1</item><item>3</item></list></td><td>b</td></tr>"), "a; • 1; • 3 | b"),
        ("<table><caption>C</caption><col/><colgroup><col/></colgroup><thead><tr><th>h</th></tr></thead><tfoot><tr>"
         "<td>f</td></tr></tfoot><tbody><tr><td>b</td></tr></tbody></table>", "C\nh\nf\nb"),
        (TABLE.format("<tr revised='delete'><td>1</td><td>3</td></tr>"), "[slettet: 1] | [slettet: 3]"),
        (TABLE.format("<tr><td><list><item>" + TABLE.format("<tr><td>x</td><td/></tr><tr><td>y</td><td>z</td></tr>")
                      + "</item></list></td><td>b</td></tr>"), "• [tabell: x |; y | z] | b"),
        ("<table>1<tr><td>3</td><td>4</td></tr></table>", "1\n3\n4"),
        ("<tr><td>1</td><td>3</td></tr>", "1\n3"),
    ],
)  # fmt: skip
def test_tables(xml: str, text: str) -> None:
    """A row a line, empty cells kept, arrows where a cell reaches over others; what is no table is lines."""
    assert written(xml).text == text


@pytest.mark.parametrize(
    ("xml", "name", "text"),
    [
        (TABLE.format("<tr><td>1</td><td>3</td></tr>"), "tr", "1 | 3"),
        (TABLE.format("<tr><td>1</td><td>3</td></tr><tr><td>4</td></tr>"), "tbody", "1 | 3\n4"),
        (TABLE.format("<tr><td>1</td><td>3</td></tr>"), "td", "1"),
        ("<list><item>1</item></list>", "item", "1"),
        ("<content revised='delete'>a<linkHtml>b</linkHtml></content>", "linkHtml", "[slettet: b]"),
        ("<content>1<footnoteRef IDREF='a'/></content><footnote ID='a'>not 3</footnote>", "content",
         "1 [fotnote 1]\n[fotnote 1: not 3]"),
    ],
)  # fmt: skip
def test_an_element_by_itself(xml: str, name: str, text: str) -> None:
    """What a reference leads to: with what stands around it, and the footnotes that it points to."""
    assert of(xml, name) == text


def test_the_parts_of_a_table() -> None:
    """Each opened and ended in the document's order."""
    xml = "<table><thead><tr><th colspan='2'>h</th></tr></thead><tbody><tr><td>1</td><td>3</td></tr></tbody></table>"
    kinds = [(p.kind, p.text, p.across) for p in written(xml).parts]
    assert kinds == [
        (Kind.BLOCK, "", 1), (Kind.TABLE, "", 1), (Kind.HEAD, "", 1), (Kind.ROW, "", 1), (Kind.HEADING, "", 2),
        (Kind.WORDS, "h", 1), (Kind.END, "heading", 1), (Kind.COVERED, "←", 1), (Kind.END, "row", 1),
        (Kind.END, "head", 1), (Kind.BODY, "", 1), (Kind.ROW, "", 1), (Kind.CELL, "", 1), (Kind.WORDS, "1", 1),
        (Kind.END, "cell", 1), (Kind.CELL, "", 1), (Kind.WORDS, "3", 1), (Kind.END, "cell", 1), (Kind.END, "row", 1),
        (Kind.END, "body", 1), (Kind.END, "table", 1), (Kind.END, "block", 1),
    ]  # fmt: skip


def test_a_confused_encoding_is_mended_and_kept_where() -> None:
    """In every text of a narrative."""
    reading, text = Reading(), etree.fromstring("<text>1<paragraph>f\u00c3\u00b8r</paragraph></text>")
    assert render(reading, notes_of(text), text).text == "1\nf\u00f8r"
    assert [f.code for f in reading.findings] == ["ed-text-garbled"]


@pytest.mark.parametrize("note", ["<!-- c -->", "<?p x?>"])
def test_a_note_in_a_narrative_parts_nothing_and_refuses_nothing(note: str) -> None:
    """In a value it is refused, as before."""
    document = foreign().replace(b"1 tabletti 3 kertaa", f"1 tabletti {note}3 kertaa".encode())
    assert shown(document).prescription.dosage.instructions == ("1 tabletti 3 kertaa p\u00e4iv\u00e4ss\u00e4",)
    assert codes(document) == codes(foreign())
    value = foreign().replace(b"<given>Aino", f"<given>Ai{note}no".encode())
    assert codes(value) == {"comment-in-value"}
    other = foreign().replace(b'<reference value="#dosage-original"/>', f"no {note}alcohol".encode())
    assert codes(other) == {"comment-in-value"}


@pytest.mark.parametrize(
    "struck",
    [
        "<s>2</s>", "<del>2</del>", "<strike>2</strike>", '<content styleCode="Strukethrough">2</content>',
        '<content styleCode="LineThru">2</content>', '<content styleCode="Bold xOverstreget">2</content>',
        '<content style="text-decoration: line-through">2</content>', '<content styleCode="xStruckOut">2</content>',
    ],
)  # fmt: skip
def test_struck_out_words_are_marked_however_they_are_struck(struck: str) -> None:
    """And told."""
    document = with_words(f'<content ID="dosage-original">Take {struck} 1 tablet</content>')
    assert shown(document).prescription.dosage.instructions == ("Take [slettet: 2] 1 tablet",)
    assert "view-text-deleted" in codes(document)


@pytest.mark.parametrize("style", ["Underline", "xStrict", "Constriction", "Bold", "xRestricked"])
def test_other_styles_strike_nothing(style: str) -> None:
    """Words stay as they are."""
    document = with_words(f'<content ID="dosage-original" styleCode="{style}">Take 1</content>')
    assert shown(document).prescription.dosage.instructions == ("Take 1",)


@pytest.mark.parametrize("empty", ["br", "footnoteRef", "col", "colgroup"])
def test_words_in_what_should_be_empty_are_parted_too(empty: str) -> None:
    """`1` in a break and `3` behind it are no 13."""
    document = with_words(f'<content ID="dosage-original">Take <{empty}>1</{empty}>3 times</content>')
    (said,) = shown(document).prescription.dosage.instructions
    assert re.search(r"1\s+3 times", said)


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "\u2062", "\u200b\u2060", "\ufeff", "\u202a"])
def test_a_sign_that_nobody_sees_parts_numbers(sign: str) -> None:
    """A blank stands for it; a name stays one word, and what was taken out is told."""
    words = f"Take 1{sign}3 times, \u00bd{sign}5, para{sign}cetamol"
    document = with_words(f'<content ID="dosage-original">{words}</content>')
    (said,) = shown(document).prescription.dosage.instructions
    assert said == "Take 1 3 times, \u00bd 5, paracetamol"
    assert "text-signs-removed" in codes(document)


def test_a_code_with_such_a_sign_stays_whole() -> None:
    """Nothing is put into it; it is told."""
    document = foreign(form=part_of("form").replace('code="102', 'code="102\u200b'))
    found = shown(document).product
    assert found is not None
    assert found.form.code == "10221000"
    assert "view-part-unread" in codes(document)
