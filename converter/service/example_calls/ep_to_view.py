"""The calls of the route eP -> view."""

from converter.conversion.ep_to_view.route import MAX_EP
from converter.service.call import Caller
from converter.service.ep_to_view import ROUTE
from converter.service.negotiation import HTML, JSON
from converter.service.problem import PROBLEM_JSON

_call = Caller(ROUTE, "view-", {"body": "ep-finnish", "accept": JSON})

CALLS = (
    _call("json", 200, JSON, "A Finnish prescription"),
    _call("html", 200, HTML, "The same as a page", accept=HTML),
    _call("not-xml", 400, PROBLEM_JSON, "The eP ends before its end", body=b"<ClinicalDocument>"),
    _call("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept="application/pdf"),
    _call("too-large", 413, PROBLEM_JSON, "More than 12 MB", body=b" " * (MAX_EP + 1)),
    _call("content-type", 415, PROBLEM_JSON, "Not XML", content_type=JSON),
    _call("not-an-ep", 422, PROBLEM_JSON, "An eD", body="ed-tablets"),
    _call("defect", 500, PROBLEM_JSON, "A defect, forced", broken=True),
)
