"""What an eP of ours says twice, and whether it says the same both times.

The legal authenticator is the prescriber and the contact point again, the related document is the prescription again,
and the time of the authentication is that of the document. The reader takes each once, from where every country has it;
a foreign eP may differ there for good reasons, ours may not.
"""

import re

PERSON = re.compile(
    rb"<assignedAuthor>(.*?)<representedOrganization>.*?<assignedEntity>(.*?)<representedOrganization>", re.DOTALL
)
CONTACT_POINT = re.compile(
    rb"<representedCustodianOrganization>(.*?)</representedCustodianOrganization>"
    rb".*?<assignedEntity>.*?<representedOrganization>(.*?)</representedOrganization>",
    re.DOTALL,
)
MADE_AT = re.compile(rb'<effectiveTime value="([^"]*)"/>.*?<legalAuthenticator><time value="([^"]*)"/>', re.DOTALL)
PRESCRIPTION = re.compile(
    rb"<parentDocument>(<id [^>]*/>)</parentDocument>.*?<section><templateId [^>]*/>(<id [^>]*/>)", re.DOTALL
)
TWICE = {
    "legalAuthenticator/assignedPerson": PERSON,
    "legalAuthenticator/representedOrganization": CONTACT_POINT,
    "legalAuthenticator/time": MADE_AT,
    "relatedDocument": PRESCRIPTION,
}


def differing_repeats(document: bytes) -> list[str]:
    """The places of a document written by `ep_writer` that do not repeat what they must, byte for byte."""
    return [
        place
        for place, pattern in TWICE.items()
        if (found := pattern.search(document)) is None or found.group(1) != found.group(2)
    ]
