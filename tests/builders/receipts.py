"""AppRecs as Reseptformidleren writes them, by no code of the converter."""

VERSIONS = {
    "1.0": "http://www.kith.no/xmlstds/apprec/2004-11-21",
    "1.1": "http://www.kith.no/xmlstds/apprec/2012-02-15",
}
MIG = {"1.0": "1.0 2004-11-21", "1.1": "v1.1 2012-02-15"}
NAMES = {"1": "OK", "2": "Avvist", "3": "OK, feil i delmelding"}
CODES = "2.16.578.1.12.4.1.1.7419"


def apprec(
    about: str,
    status: str = "1",
    *codes: str,
    made: str = "2026-11-25T12:00:10+01:00",
    version: str = "1.0",
    kind: str = "ERM10",
    system: str = CODES,
    own: str = "4c5a0d55-8a8e-4d9c-8a3c-5a4e0c1f2b3d",
) -> bytes:
    """A receipt about a message.

    Args:
        about: MsgId of the message.
        status: of list 8258.
        codes: of list 7419.
        made: GenDate.
        version: of AppRec.
        kind: message code of what it is about.
        system: of the codes.
        own: Id of the receipt.
    """
    errors = "".join(f'<Error V="{code}" S="{system}" DN="Feil {code}"/>' for code in codes)
    organisation = '<HCP><Inst><Name>{}</Name><Id>{}</Id><TypeId V="HER" DN="HER-id"/></Inst></HCP>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<AppRec xmlns="{VERSIONS[version]}">'
        f'<MsgType V="APPREC" DN="Applikasjonskvittering"/><MIGversion>{MIG[version]}</MIGversion>'
        f"<GenDate>{made}</GenDate><Id>{own}</Id>"
        f"<Sender>{organisation.format('Reseptformidleren', '2397')}</Sender>"
        f"<Receiver>{organisation.format('Kontaktpunktet', '9999999')}</Receiver>"
        f'<Status V="{status}" DN="{NAMES.get(status, "")}"/>{errors}'
        f'<OriginalMsgId><MsgType V="{kind}" DN="Utleveringsrapport"/><IssueDate>2026-11-25T12:00:00+01:00</IssueDate>'
        f"<Id>{about}</Id></OriginalMsgId></AppRec>"
    ).encode()
