"""What an eP of ours says twice, and whether it says the same both times.

The legal authenticator is the prescriber and the contact point again, the related document is the prescription again,
and the time of the authentication is that of the document. The reader takes each once, from where every country has it;
a foreign eP may differ there for good reasons, ours may not.
"""


def differing_repeats(document: bytes) -> list[str]:
    """The places of a document written by `ep_writer` that do not repeat what they must, byte for byte."""
    authenticator = document.find(b"<legalAuthenticator>")
    section = document.find(b"<section>")
    organisation = b"<representedOrganization>", b"</representedOrganization>"
    twice = {
        "legalAuthenticator/time": (
            _between(document, b'<effectiveTime value="', b'"/>'),
            _between(document, b'<time value="', b'"/>', authenticator),
        ),
        "legalAuthenticator/assignedPerson": (
            _between(document, b"<assignedAuthor>", organisation[0]),
            _between(document, b"<assignedEntity>", organisation[0], authenticator),
        ),
        "legalAuthenticator/representedOrganization": (
            _between(document, b"<representedCustodianOrganization>", b"</representedCustodianOrganization>"),
            _between(document, *organisation, authenticator),
        ),
        "relatedDocument": (
            _between(document, b"<parentDocument><id ", b"/>"),
            _between(document, b"<id ", b"/>", section),
        ),
    }
    return [place for place, (first, second) in twice.items() if first is None or first != second]


def _between(document: bytes, start: bytes, end: bytes, after: int = 0) -> bytes | None:
    """What stands between two marks, the first from `after` on; None where either is missing."""
    begin = -1 if after < 0 else document.find(start, after)
    stop = -1 if begin < 0 else document.find(end, begin)
    return None if stop < 0 else document[begin + len(start) : stop]
