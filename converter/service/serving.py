"""What every route is given: what answers, what keeps, what counts, and what the time is."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from starlette.requests import Request

from converter.conversion.converter import Converter
from converter.record.record import ExchangeRecord
from converter.service.log import Clock
from converter.service.metrics import Metrics
from converter.service.queries import Query, TimedQuery
from converter.service.request import read_query

QueryT = TypeVar("QueryT", bound=Query)


@dataclass(frozen=True, slots=True)
class Serving:
    """One application's own.

    Attributes:
        converter: tables, rules, register and schemas.
        record: the exchange record; None keeps nothing.
        clock: says now, with time zone.
        metrics: what is counted.
        allow_at: whether callers may choose the moment.
        ed_endpoint: where the pharmacist's page sends an eD; empty, and it does not.
    """

    converter: Converter
    record: ExchangeRecord | None
    clock: Clock
    metrics: Metrics
    allow_at: bool
    ed_endpoint: str

    def pinned(self) -> "Serving":
        """The same with the register and the time of now, for an answer that asks more than once."""
        now, converter = self.clock(), self.converter
        return replace(self, converter=replace(converter, register=converter.register.snapshot()), clock=lambda: now)

    def at_moment(self, moment: datetime) -> "Serving":
        """The same at another moment."""
        return replace(self, clock=lambda: moment)

    def query(self, request: Request, kind: type[QueryT]) -> QueryT:
        """The query of a request; raises as `read_query`."""
        return read_query(request.query_params.multi_items(), kind, self.allow_at)

    def at(self, query: TimedQuery) -> datetime:
        """The moment that a query chooses, else now."""
        return query.at or self.clock()
