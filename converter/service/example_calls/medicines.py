"""The calls of the search for packages."""

from converter.service.call import Caller
from converter.service.medicines import ROUTE
from converter.service.negotiation import JSON, XML
from converter.service.problem import PROBLEM_JSON

_call = Caller(ROUTE, "medicines-", {"accept": JSON})

CALLS = (
    _call("json", 200, JSON, "By name", query="q=fiktivprofen+400"),
    _call("query", 400, PROBLEM_JSON, "Without words", query="q="),
    _call("not-acceptable", 406, PROBLEM_JSON, "A format that is not there", accept=XML),
    _call("defect", 500, PROBLEM_JSON, "A defect, forced", query="q=fiktivprofen", broken=True),
)
