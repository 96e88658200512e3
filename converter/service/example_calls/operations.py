"""The calls of the routes for an operator."""

from converter.service.call import TEXT, Call
from converter.service.negotiation import JSON
from converter.service.operations import LIVE_ROUTE, METRICS_ROUTE, READY_ROUTE

CALLS = (
    Call("live", LIVE_ROUTE, 200, JSON, "It lives"),
    Call("ready", READY_ROUTE, 200, JSON, "It answers with the demo register"),
    Call("unready", READY_ROUTE, 503, JSON, "The record does not answer", record="silent"),
    Call("metrics", METRICS_ROUTE, 200, TEXT, "Before the first request"),
)
