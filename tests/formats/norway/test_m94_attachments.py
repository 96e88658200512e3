"""The attachments of a downloaded prescription are its containers, and nothing else of it."""

from converter.formats.norway.m94 import read_m94
from converter.formats.norway.msghead import BASE64_CONTAINER, open_envelope
from converter.formats.xml import parse
from tests.builders.messages import m1, m94


def test_each_container_is_an_attachment_and_the_head_is_none() -> None:
    """In their order."""
    download = read_m94(open_envelope(parse(m94(m1(), m1()))))
    assert download is not None
    assert [e.tag for e in download.attachments] == [BASE64_CONTAINER] * 2
    assert download.status == "E"
