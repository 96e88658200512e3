"""What PDF/A-1a and PDF/UA-1 ask and can be looked up without a validator, and that bytes are the same everywhere."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument
from zxingcpp import BarcodeFormat, read_barcodes

from converter.formats.pdf.ep import PdfEp
from tests.builders.exchange import steady
from tests.builders.meant import prescribed
from tests.builders.messages import MESSAGE_ID, m1
from tests.builders.pages import made

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sys
from hashlib import sha256
from tests.builders.pages import made
sys.stdout.write(sha256(made(sys.stdin.buffer.read())).hexdigest())
"""
LONG = "Ta 2 tabletter hver kveld. " * 100


def page(**parts: object) -> bytes:
    """The page of the tests' message."""
    document = made(m1(**parts))
    assert document is not None
    return document


@pytest.fixture(scope="module", params=["one page", "two pages"])
def pdf(request: pytest.FixtureRequest) -> pikepdf.Pdf:
    """A page, and one that goes on."""
    return pikepdf.open(BytesIO(page() if request.param == "one page" else page(dosage=LONG)))


def test_it_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    """PDF 1.4, part 1 level A of PDF/A and part 1 of PDF/UA, in XMP."""
    assert pdf.pdf_version == "1.4"
    with pdf.open_metadata() as found:
        assert (found["pdfaid:part"], found["pdfaid:conformance"]) == ("1", "A")
        assert found["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_its_dates_are_the_prescription_s(pdf: pikepdf.Pdf) -> None:
    """The day of prescribing, in XMP as in Info."""
    assert str(pdf.docinfo.CreationDate).startswith("D:20261101120000")
    assert str(pdf.docinfo.ModDate) == str(pdf.docinfo.CreationDate)
    with pdf.open_metadata() as found:
        assert str(found["xmp:CreateDate"]).startswith("2026-11-01T12:00:00")
        assert found["xmp:ModifyDate"] == found["xmp:CreateDate"]


def test_it_has_structure_language_and_title(pdf: pikepdf.Pdf) -> None:
    """Tagged, in Norwegian, and its title names no patient."""
    assert pdf.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in pdf.Root
    assert str(pdf.Root.Lang) == "nb"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo.Title) == f"Resept / Prescription, ReseptId {MESSAGE_ID}"
    kinds = {str(obj.S) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/S" in obj and "/P" in obj}
    assert kinds >= {"/Document", "/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/Figure"}


def test_the_2d_code_has_words(pdf: pikepdf.Pdf) -> None:
    """Its alternative text says what is in it."""
    alts = [str(obj.Alt) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/Alt" in obj]
    assert alts == [f"QR-kode med ReseptId {MESSAGE_ID}"]


def test_fonts_are_embedded_and_their_letters_named(pdf: pikepdf.Pdf) -> None:
    """Each font has its file and a table to Unicode, and there is no other than the two faces."""
    fonts = {f.objgen: f for p in pdf.pages for f in p.resources.Font.values()}
    assert fonts
    names = set()
    for font in fonts.values():
        assert "/ToUnicode" in font
        (descendant,) = font.DescendantFonts
        assert {"/FontFile2", "/FontFile3"} & set(descendant.FontDescriptor.keys())
        names.add(re.sub(r"^/[A-Z]{6}\+", "", str(descendant.BaseFont)))
    assert {n.removesuffix("-Identity-H") for n in names} == {"SourceSansPro-Regular", "SourceSansPro-Semibold"}


def test_nothing_acts_hides_or_shines_through(pdf: pikepdf.Pdf) -> None:
    """No encryption, script, action, attachment, form, soft mask or transparency (ISO 19005-1, 6.1.3, 6.4, 6.6)."""
    assert not pdf.is_encrypted
    assert pdf.trailer.ID
    assert [str(intent.S) for intent in pdf.Root.OutputIntents] == ["/GTS_PDFA1"]
    assert not {"/AA", "/OpenAction", "/AcroForm", "/Names"} & set(pdf.Root.keys())
    for obj in pdf.objects:
        if not isinstance(obj, pikepdf.Dictionary | pikepdf.Stream):
            continue
        keys = set(obj.keys())
        assert not {"/JavaScript", "/JS", "/AA", "/EF", "/Launch"} & keys
        assert str(obj.get("/SMask", "/None")) == "/None"
        assert all(float(obj[key]) == 1 for key in ("/CA", "/ca") if key in keys)


@pytest.mark.parametrize("parts", [{}, {"dosage": LONG}, {"family": "Ánnámáret-Šaŧŧá " * 6}])
def test_nothing_is_off_the_page(parts: dict[str, object]) -> None:
    """Every letter stands within the margins, and no two lines of a page overlap."""
    assert_in_place(page(**parts))


wide = st.text("WMwm@%-— æ0123456789a ", min_size=1, max_size=300)


@steady(30)
@given(st.tuples(wide, wide, wide, wide))
def test_wide_letters_are_not_off_the_page(texts: tuple[str, ...]) -> None:
    """The widest letters, in words without end, in every kind of place."""
    family, name, dosage, english = texts
    usual = prescribed()
    product = replace(usual.product, name=name, strength_text=dosage)
    patient = replace(usual.patient, name=replace(usual.patient.name, family=family))
    meant = replace(usual, patient=patient, product=product, dosage=replace(usual.dosage, text=dosage, english=english))
    assert_in_place(PdfEp().write(meant).document)


def assert_in_place(document: bytes) -> None:
    """Every line of text within the margins, and none over another."""
    with PdfDocument(document) as opened:
        for one in opened:
            width, height = one.get_size()
            text = one.get_textpage()
            boxes = [text.get_rect(n) for n in range(text.count_rects())]
            assert all(40 < x <= xx < width - 40 and 12 < y <= yy < height - 20 for x, y, xx, yy in boxes)
            assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if overlap(a, b)]


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes share more than three points in both directions."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    return across > 3 and along > 3  # of a letter's box, which is larger than the letter


def test_the_2d_code_is_the_bare_number() -> None:
    """A scanner reads the ReseptId from a picture of the page, and nothing else."""
    with PdfDocument(page()) as opened:
        picture = opened[0].render(scale=3).to_pil()
    assert [(c.format, c.text) for c in read_barcodes(picture)] == [(BarcodeFormat.QRCode, MESSAGE_ID)]


def test_the_bytes_are_the_same_in_threads_at_once() -> None:
    """Each thread has a compiler of its own, and one at a time reads back."""
    messages = [m1(family=f"Navn{'en' * (n % 4)}", dosage=f"{n % 5 + 1} tabletter hver kveld") for n in range(16)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(made, messages)) == [made(message) for message in messages]


def test_the_bytes_are_the_same_in_another_process() -> None:
    """Nothing of the clock, the process or chance is in them."""
    from hashlib import sha256

    message = m1(dosage="1 tablett hver kveld", family="Šaŧŧá")
    expected = sha256(made(message) or b"").hexdigest()
    assert sha256(made(message) or b"").hexdigest() == expected
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], input=message, capture_output=True, check=True, cwd=ROOT, timeout=300
    )
    assert done.stdout.decode() == expected
