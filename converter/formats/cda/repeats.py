"""What an eP of ours says twice, and whether it says the same both times.

The legal authenticator is the prescriber and the contact point again, the related document is the prescription again,
and the time of the authentication is that of the document. The reader takes each once, from where every country has it;
a foreign eP may differ there for good reasons, ours may not.
"""

from collections.abc import Mapping

_ORGANISATION = b"<representedOrganization>", b"</representedOrganization>"


def differing_repeats(document: bytes) -> list[str]:
    """The places of a document written by `ep_writer` that do not repeat what they must, byte for byte."""
    section = document.find(b"<section>")
    related = parent_of(document), _between(document, b"<id ", b"/>", section)
    return [*differing_in_header(document), *_differing({"relatedDocument": related})]


def differing_in_header(document: bytes) -> list[str]:
    """The same of what the header repeats of itself, at either level."""
    authenticator = document.find(b"<legalAuthenticator>")
    return _differing(
        {
            "legalAuthenticator/time": (
                _between(document, b'<effectiveTime value="', b'"/>'),
                _between(document, b'<time value="', b'"/>', authenticator),
            ),
            "legalAuthenticator/assignedPerson": (
                _between(document, b"<assignedAuthor>", _ORGANISATION[0]),
                _between(document, b"<assignedEntity>", _ORGANISATION[0], authenticator),
            ),
            "legalAuthenticator/representedOrganization": (
                _between(document, b"<representedCustodianOrganization>", b"</representedCustodianOrganization>"),
                _between(document, *_ORGANISATION, authenticator),
            ),
        }
    )


def parent_of(document: bytes) -> bytes | None:
    """The attributes of the id that the document names as its source's, as written; None where there is none."""
    return _between(document, b"<parentDocument><id ", b"/>")


def _differing(twice: Mapping[str, tuple[bytes | None, bytes | None]]) -> list[str]:
    return [place for place, (first, second) in twice.items() if first is None or first != second]


def _between(document: bytes, start: bytes, end: bytes, after: int = 0) -> bytes | None:
    """What stands between two marks, the first from `after` on; None where either is missing."""
    begin = -1 if after < 0 else document.find(start, after)
    stop = -1 if begin < 0 else document.find(end, begin)
    return None if stop < 0 else document[begin + len(start) : stop]
