"""Inputs that are no acceptable XML: encodings, DOCTYPE, entities, size."""

from tests.builders.messages import DOSAGE, FAMILY, m1
from tests.conversion.m1_to_ep.cases import Case, converted, rejected

GOOD = m1()
BARE = GOOD.split(b"?>\n", 1)[1]
TEXT = GOOD.decode()


def _declared(encoding: str, codec: str) -> bytes:
    return TEXT.replace("UTF-8", encoding, 1).encode(codec, "xmlcharrefreplace")


def _with_doctype(doctype: str, value: str = DOSAGE) -> bytes:
    head, body = TEXT.split("?>\n", 1)
    return f"{head}?>\n{doctype}\n{body}".replace(DOSAGE, value).encode()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ELEMENTS = 50_000
LIMIT = 1_000_000

NOT_XML = "not-xml"
DOCTYPE = "doctype-not-allowed"
ENCODING = "encoding-not-utf8"

CASES: tuple[Case, ...] = (
    rejected("empty", b"", NOT_XML),
    rejected("white space only", b" \n\t ", NOT_XML),
    rejected("text", b"hello", NOT_XML),
    rejected("JSON", b'{"MsgHead": {}}', NOT_XML),
    rejected("zip", b"PK\x03\x04" + bytes(range(32, 120)), NOT_XML),
    rejected("PDF", b"%PDF-1.7\n1 0 obj\n", NOT_XML),
    rejected("two documents one after the other", GOOD + BARE, NOT_XML),
    rejected("text after the root", GOOD + b"x", NOT_XML),
    rejected("blank before the declaration", b" " + GOOD, NOT_XML),
    rejected("end tag that does not match", GOOD.replace(b"</Resept>", b"</Reseptt>"), NOT_XML),
    rejected("attribute twice", GOOD.replace(b'V="ERM1"', b'V="ERM1" V="ERM1"'), NOT_XML),
    rejected("prefix without namespace", GOOD.replace(b"<Antall>1</Antall>", b"<x:Antall>1</x:Antall>"), NOT_XML),
    rejected("nested too deep", b"<a>" * 3000 + b"</a>" * 3000, "too-deep"),
    rejected("ampersand bare", GOOD.replace(DOSAGE.encode(), b"a & b"), NOT_XML),
    # NUL and other characters that XML has not
    rejected("NUL in a value", GOOD.replace(DOSAGE.encode(), b"a\x00b"), NOT_XML),
    rejected("NUL first", b"\x00" + GOOD, NOT_XML),
    rejected("NUL last", GOOD + b"\x00", NOT_XML),
    rejected("NUL as character reference", GOOD.replace(DOSAGE.encode(), b"a&#0;b"), NOT_XML),
    rejected("control character", GOOD.replace(DOSAGE.encode(), b"a\x07b"), NOT_XML),
    rejected("control character by reference", GOOD.replace(DOSAGE.encode(), b"a&#7;b"), NOT_XML),
    rejected("surrogate by reference", GOOD.replace(DOSAGE.encode(), b"a&#xD800;b"), NOT_XML),
    # DOCTYPE and entities
    rejected("DOCTYPE with internal subset", _with_doctype('<!DOCTYPE MsgHead [<!ENTITY x "y">]>', "&x;"), DOCTYPE),
    rejected("DOCTYPE without anything", _with_doctype("<!DOCTYPE MsgHead>"), DOCTYPE),
    rejected("DOCTYPE external", _with_doctype('<!DOCTYPE MsgHead SYSTEM "file:///etc/passwd">'), DOCTYPE),
    rejected("DOCTYPE public", _with_doctype('<!DOCTYPE MsgHead PUBLIC "-//X//Y" "http://localhost/x">'), DOCTYPE),
    rejected("DOCTYPE after a comment", _with_doctype("<!-- first --><!DOCTYPE MsgHead>"), DOCTYPE),
    rejected("DOCTYPE after a PI", _with_doctype("<?pi?><!DOCTYPE MsgHead>"), DOCTYPE),
    rejected("DOCTYPE without declaration", b"<!DOCTYPE MsgHead>" + BARE, DOCTYPE),
    rejected("DOCTYPE after a byte order mark", b"\xef\xbb\xbf<!DOCTYPE MsgHead>" + BARE, DOCTYPE),
    rejected(
        "external entity", _with_doctype('<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"), DOCTYPE
    ),
    rejected(
        "parameter entity", _with_doctype('<!DOCTYPE m [<!ENTITY % x SYSTEM "http://localhost/x"> %x;]>'), DOCTYPE
    ),
    rejected("a billion laughs", _with_doctype(f'<!DOCTYPE m [<!ENTITY l0 "ha">{LAUGHS}]>', "&l9;"), DOCTYPE),
    rejected("undefined entity", GOOD.replace(DOSAGE.encode(), b"a &nbsp; b"), NOT_XML),
    rejected("DOCTYPE in lower case", _with_doctype("<!doctype html>"), NOT_XML),
    # size
    rejected("over 1 MB", GOOD + b" " * (LIMIT + 1 - len(GOOD)), "too-large"),
    converted("1 MB exactly", GOOD + b" " * (LIMIT - len(GOOD))),
    rejected("over 50 000 elements", b"<r>" + b"<a/>" * ELEMENTS + b"</r>", "too-many-elements"),
    rejected("50 000 elements exactly", b"<r>" + b"<a/>" * (ELEMENTS - 1) + b"</r>", "not-a-msghead"),
    # encodings
    rejected("UTF-16 with byte order mark", _declared("UTF-16", "utf-16"), ENCODING),
    rejected("UTF-16 declared, bytes of ASCII", _declared("UTF-16", "ascii"), ENCODING),
    rejected("Latin-1 declared", _declared("ISO-8859-1", "iso-8859-1"), ENCODING),
    rejected("Latin-1 declared, bytes of ASCII", _declared("ISO-8859-1", "ascii"), ENCODING),
    rejected("Windows-1252 declared", _declared("windows-1252", "cp1252"), ENCODING),
    rejected("UTF-7 declared", _declared("UTF-7", "ascii"), ENCODING),
    rejected("Latin-1 not declared", TEXT.encode("iso-8859-1", "xmlcharrefreplace"), ENCODING),
    rejected("UTF-8 cut inside a letter", GOOD.replace(FAMILY.encode(), b"Kvistdal\xc3"), ENCODING),
    rejected("UTF-8 overlong", GOOD.replace(DOSAGE.encode(), b"a\xc0\x80b"), ENCODING),
    rejected("UTF-8 of a surrogate", GOOD.replace(DOSAGE.encode(), b"a\xed\xa0\x80b"), ENCODING),
    converted("byte order mark", b"\xef\xbb\xbf" + GOOD),
    converted("utf-8 in lower case", GOOD.replace(b"UTF-8", b"utf-8", 1)),
    converted("single quotes around the encoding", GOOD.replace(b'"UTF-8"', b"'UTF-8'", 1)),
    converted("no declaration", BARE),
    converted("characters by reference", TEXT.encode("ascii", "xmlcharrefreplace")),
)
