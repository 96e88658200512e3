"""The calls of what Reseptformidleren answers."""

from converter.formats.xml import MAX_BYTES
from converter.service.call import Call, Caller
from converter.service.example_calls.ed_to_m10 import SENT_BEFORE
from converter.service.negotiation import JSON
from converter.service.problem import PROBLEM_JSON
from converter.service.receipts import RECEIPT_ROUTE, RECEIPTS_ROUTE

MESSAGE = "8ee55fbb-1036-5618-a7fe-7f0cbea72894"
"""MsgId of the M10 of the example."""


def apprec(status: str, name: str, errors: str = "", kind: str = "ERM10", message: str = MESSAGE) -> bytes:
    """An AppRec as Reseptformidleren answers."""
    return (
        '<AppRec xmlns="http://www.kith.no/xmlstds/apprec/2004-11-21">'
        '<MsgType V="APPREC" DN="Applikasjonskvittering"/><MIGversion>1.0 2004-11-21</MIGversion>'
        "<GenDate>2026-11-23T12:00:05+01:00</GenDate><Id>4c5a0d55-8a8e-4d9c-8a3c-5a4e0c1f2b3d</Id>"
        "<Sender><HCP><Inst><Name>Reseptformidleren</Name></Inst></HCP></Sender>"
        "<Receiver><HCP><Inst><Name>National contact point</Name></Inst></HCP></Receiver>"
        f'<Status V="{status}" DN="{name}"/>{errors}'
        f'<OriginalMsgId><MsgType V="{kind}" DN="Utleveringsrapport"/><IssueDate>2026-11-23T12:00:00+01:00</IssueDate>'
        f"<Id>{message}</Id></OriginalMsgId></AppRec>"
    ).encode()


def error(code: str, text: str) -> str:
    """A reason, of list 7419."""
    return f'<Error V="{code}" S="2.16.578.1.12.4.1.1.7419" DN="{text}"/>'


OK = apprec("1", "OK")
LATE = apprec("2", "Avvist", error("313", "GenDate avviker"))
FINISHED = apprec("2", "Avvist", error("96", "Resepten har status R"))
_receipt = Caller(RECEIPT_ROUTE, "receipt-", {"body": OK, "accept": JSON, "record": "kept", "before": SENT_BEFORE})
_receipts = Caller(RECEIPTS_ROUTE, "receipts-", {"accept": JSON, "record": "kept", "before": SENT_BEFORE})
_refused = (*SENT_BEFORE, _receipt("", 200, JSON, "", body=FINISHED))

CALLS: tuple[Call, ...] = (
    _receipt("accepted", 200, JSON, "Accepted"),
    _receipt("refused", 200, JSON, "Refused: a person must look", body=FINISHED),
    _receipt("again", 200, JSON, "Refused for its GenDate: send it again", body=LATE),
    _receipt("not-xml", 400, PROBLEM_JSON, "Cut off", body=OK[:-9]),
    _receipt("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept="application/pdf"),
    _receipt("too-large", 413, PROBLEM_JSON, "More than 1 MB", body=b" " * (MAX_BYTES + 1)),
    _receipt("content-type", 415, PROBLEM_JSON, "Not XML", content_type=JSON),
    _receipt("unknown", 422, PROBLEM_JSON, "Of an M10 that was not handed out here", before=()),
    _receipt("defect", 500, PROBLEM_JSON, "A defect, forced", body=FINISHED, broken=True, before=()),
    _receipt("silent", 503, PROBLEM_JSON, "The record does not answer", record="silent", before=()),
    _receipts("open", 200, JSON, "What waits for an answer", query="state=open"),
    _receipts("refused", 200, JSON, "What was refused", before=_refused),
    _receipts("query", 400, PROBLEM_JSON, "A state that is none", query="state=x"),
    _receipts("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept="application/pdf"),
    _receipts("defect", 500, PROBLEM_JSON, "A defect, forced", broken=True, before=()),
    _receipts("silent", 503, PROBLEM_JSON, "The record does not answer", record="silent", before=()),
)
