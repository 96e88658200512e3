"""The calls of the route M10 -> eD, and of its discard."""

from converter.conversion.ep_to_view.route import MAX_EP
from converter.examples import entered_example, example
from converter.formats.xml import MAX_BYTES
from converter.service.call import FORM_TYPE, Caller, form
from converter.service.m10_to_ed import DISCARD_ROUTE, ROUTE
from converter.service.negotiation import JSON, XML
from converter.service.problem import PROBLEM_JSON

EP, ENTERED = example("ep-finnish"), entered_example()
TOO_MUCH = ENTERED.replace(b'"packages": "2"', b'"packages": "3"')
OURS = example("ed-tablets").replace(b'root="2.16.840.1.113883.3.9999.1"', b'root="2.16.578.1.34.9999.1"')

_call = Caller(ROUTE, "ed-made-", {"body": form(ep=EP, dispense=ENTERED), "content_type": FORM_TYPE})
_discard = Caller(DISCARD_ROUTE, "ed-taken-back-", {"body": OURS})

CALLS = (
    _call("xml", 200, XML, "The eD"),
    _call("json", 200, JSON, "The eD and what was found", accept=JSON),
    _call("form", 400, PROBLEM_JSON, "A form without an eP", body=form(dispense=ENTERED)),
    _call("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept="application/pdf"),
    _call("too-large", 413, PROBLEM_JSON, "More than 12 MB", body=form(ep=b" " * MAX_EP, dispense=b"{}")),
    _call("compressed", 415, PROBLEM_JSON, "Compressed, by what it says", encoding="gzip"),
    _call("too-much", 422, PROBLEM_JSON, "More than what was prescribed", body=form(ep=EP, dispense=TOO_MUCH)),
    _call("defect", 500, PROBLEM_JSON, "A defect, forced", broken=True),
    _discard("xml", 200, XML, "The eD taken back"),
    _discard("not-xml", 400, PROBLEM_JSON, "The eD ends before its end", body=b"<ClinicalDocument>"),
    _discard("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept=JSON),
    _discard("too-large", 413, PROBLEM_JSON, "More than 1 MB", body=b" " * (MAX_BYTES + 1)),
    _discard("content-type", 415, PROBLEM_JSON, "Not XML", content_type=JSON),
    _discard("not-ours", 422, PROBLEM_JSON, "The eD of another country", body="ed-tablets"),
    _discard("defect", 500, PROBLEM_JSON, "A defect, forced", broken=True),
)
