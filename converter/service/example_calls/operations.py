"""The calls of the routes for an operator."""

from converter.service.call import Call
from converter.service.metrics import FORMAT
from converter.service.negotiation import JSON
from converter.service.operations import LIVE_ROUTE, METRICS_ROUTE, READY_ROUTE
from converter.service.problem import PROBLEM_JSON

CALLS = (
    Call("live", LIVE_ROUTE, 200, JSON, "It lives"),
    Call("ready", READY_ROUTE, 200, JSON, "It answers with the demo register"),
    Call("unready", READY_ROUTE, 503, JSON, "The record does not answer", record="silent"),
    Call("ready-defect", READY_ROUTE, 500, PROBLEM_JSON, "A defect, forced", broken=True),
    Call("metrics", METRICS_ROUTE, 200, FORMAT, "Before the first request"),
    Call("metrics-defect", METRICS_ROUTE, 500, PROBLEM_JSON, "A defect, forced", broken=True),
)
