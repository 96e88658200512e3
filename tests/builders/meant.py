"""The values that the routes write their documents from, as the format is given them."""

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Generic, TypeVar

from converter.conversion.converter import CDA_L3
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.formats.format import Format, Written
from converter.model.ed import Ed
from converter.model.prescription import Exchange
from tests.builders.foreign import foreign
from tests.builders.loaded import loaded
from tests.builders.messages import AT, m1
from tests.builders.norwegian import ed_of, entered

Meant = TypeVar("Meant")


@dataclass
class Keeping(Generic[Meant]):
    """A format that keeps what it is given."""

    own: Format[Meant]
    kept: list[Meant] = field(default_factory=list)

    @property
    def media_type(self) -> str:
        """The other's."""
        return self.own.media_type

    def write(self, meant: Meant) -> Written:
        """As the other does."""
        self.kept.append(meant)
        return self.own.write(meant)


@cache
def dispensed(**entries: object) -> Ed:
    """What an eD is written from: of the tests' pharmacy, with these entries."""
    keeping = Keeping(loaded().ed)
    ed_of(foreign(), entered(**entries), replace(loaded(), ed=keeping))  # type: ignore[arg-type]
    return keeping.kept[0]


@cache
def prescribed(**parts: object) -> Exchange:
    """What an eP is written from: of the tests' message, with these parts."""
    keeping = Keeping(loaded().eps[CDA_L3])
    m1_to_ep(m1(**parts), replace(loaded(), eps={CDA_L3: keeping}), AT)
    return keeping.kept[0]
