"""What is counted, put together: of a folder of messages, or of a register."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from converter.conversion.answer import Decision
from converter.conversion.converter import Converter, Versions
from converter.coverage.messages import OfFile
from converter.coverage.outcome import Has
from converter.coverage.packages import InUse
from converter.coverage.tally import NONE, Count, Reason, Step, Tally
from converter.coverage.use import BadLine, Use


@dataclass(frozen=True, slots=True)
class OfFolder:
    """The files of a folder: how many, and how many are no M1, by why (a code), the most frequent first."""

    files: int
    others: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OfUse:
    """What of a file of use weighed.

    Attributes:
        used: the sum of all numbers that were read.
        bad: lines that were left out.
        unknown: varenr that the register does not have.
        not_in_use: varenr of packages that are withdrawn or outgoing.
    """

    used: int
    bad: tuple[BadLine, ...]
    unknown: tuple[str, ...]
    not_in_use: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfRegister:
    """The packages of a register that were not counted, since nobody can prescribe them; and the file of use."""

    withdrawn: int
    outgoing: int
    use: OfUse | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """All numbers. `excluded`, `rejected`, `defects` and `converted` add up to `whole`.

    Attributes:
        whole: prescriptions.
        decisions: by what became of them.
        has: of the converted, how many have what.
        funnel: each step counts what is in the one before.
        reasons: why something is lost.
        versions: what converted.
        folder, register: where they come from; one of them is there.
    """

    whole: Count
    decisions: Mapping[Decision, Count]
    has: Mapping[Has, Count]
    funnel: Mapping[Step, Count]
    reasons: tuple[Reason, ...]
    versions: Versions
    folder: OfFolder | None = None
    register: OfRegister | None = None

    @property
    def weighted(self) -> bool:
        """Whether the numbers are weighted by use."""
        return self.register is not None and self.register.use is not None

    @property
    def converted(self) -> Count:
        """How many left."""
        return self.decisions[Decision.CONVERTED]


@dataclass(slots=True)
class Counting:
    """Counts what became of files or packages, as it comes.

    Attributes:
        use: how much each package is used, where that is known.
    """

    use: Use | None = None
    tally: Tally = field(init=False)
    others: Counter[str] = field(default_factory=Counter)
    files: int = 0

    def __post_init__(self) -> None:
        self.tally = Tally({} if self.use is None else self.use.numbers)

    def add(self, found: OfFile) -> None:
        """Counts one more file or package."""
        self.files += 1
        for outcome in found.outcomes:
            self.tally.add(outcome)
        if found.other:
            self.others[found.other] += 1

    def of_folder(self, converter: Converter) -> Coverage:
        """The numbers of a folder of messages."""
        others = dict(sorted(self.others.items(), key=lambda pair: (-pair[1], pair[0])))
        return self._counted(converter, folder=OfFolder(self.files, others))

    def of_register(self, converter: Converter, packages: InUse) -> Coverage:
        """The numbers of a register's packages."""
        use = None if self.use is None else _of_use(self.use, converter, packages)
        return self._counted(converter, register=OfRegister(len(packages.withdrawn), len(packages.outgoing), use))

    def _counted(
        self, converter: Converter, folder: OfFolder | None = None, register: OfRegister | None = None
    ) -> Coverage:
        tally = self.tally
        return Coverage(
            whole=tally.whole,
            decisions={one: tally.decisions.get(one, NONE) for one in Decision},
            has={one: tally.has.get(one, NONE) for one in Has},
            funnel={one: tally.funnel.get(one, NONE) for one in Step},
            reasons=tally.reasons(),
            versions=converter.versions_of(converter.register),
            folder=folder,
            register=register,
        )


def _of_use(use: Use, converter: Converter, packages: InUse) -> OfUse:
    gone = packages.withdrawn | packages.outgoing
    known = {varenr for varenr in use.numbers if varenr not in gone and converter.register.find(varenr) is not None}
    return OfUse(
        used=sum(use.numbers.values()),
        bad=use.bad,
        unknown=tuple(sorted(use.numbers.keys() - known - gone)),
        not_in_use=tuple(sorted(use.numbers.keys() & gone)),
    )
