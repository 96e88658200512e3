"""The loop M1 -> eP -> dispensation abroad -> M10 -> the next eP, walked at random beside a sum kept by hand."""

import random
import sys
import tempfile
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from converter.conversion.answer import Answer, Decision
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.record.reception import receive
from converter.record.record import ExchangeRecord
from converter.record.sending import send
from tests.builders.back import LATER, report_of
from tests.builders.dispenses import told as norwegian
from tests.builders.loaded import details_of, loaded
from tests.builders.messages import AT, m1, m96
from tests.builders.pharmacy import hand_out
from tests.builders.records import opened

TABLETS = 30
"""In one prescribed package."""
REST = "-58d4-4a11-9d3e-0b6a4c52e9f1"
SIZES = (10, 15, 30, 60)
"""Of packages abroad."""


@dataclass
class Walk:
    """One prescription's way.

    Attributes:
        record: the exchange record.
        quantity, repeats: as prescribed, in packages of thirty.
        chance: draws what happens.
        standing: tablets of each dispensation that stands, by its number.
        handed: of those the eP and what the pharmacy wrote, so that they can be written again, or taken back.
        norway: packages handed out in Norway, and how many of them were told when the last eP left.
        last: the last eP that left.
    """

    record: ExchangeRecord
    quantity: int
    repeats: int
    chance: random.Random
    number: str
    standing: dict[str, int] = field(default_factory=dict)
    handed: dict[str, tuple[bytes, dict[str, object]]] = field(default_factory=dict)
    norway: int = 0
    told: int = 0
    last: bytes | None = None
    count: int = 0
    left: int = 0

    @property
    def one(self) -> int:
        """Tablets of one hand-over."""
        return self.quantity * TABLETS

    @property
    def whole(self) -> int:
        """Tablets of all hand-overs."""
        return self.one * (1 + self.repeats)

    @property
    def used(self) -> int:
        """Tablets that were handed out and not taken back."""
        return sum(self.standing.values()) + self.norway * TABLETS

    @property
    def known(self) -> int:
        """Tablets of which the record knows that they were handed out."""
        return sum(self.standing.values()) + self.told * TABLETS

    def go(self, steps: int) -> None:
        """Takes so many steps, and looks at the sums after each."""
        for _ in range(steps):
            abroad = (self.ask, self.ask, self.dispense, self.dispense, self.take_back, self.again)
            self.chance.choice((*abroad, self.at_home))()
            assert 0 <= self.known <= self.whole

    def ask(self) -> None:
        """An eP leaves exactly where whole hand-overs are left, and says what remains."""
        message = m1(message_id=self.number, quantity=str(self.quantity), repeats=str(self.repeats))
        sums = norwegian(str(self.norway), on="2026-11-20") if self.norway else ""
        listed = m96(message, entries=((self.number, "E"),), raw=sums)
        (answer,) = send(listed, loaded(), self.record, AT).answers
        assert answer.decision is not Decision.DEFECT
        before = details_of(answer).dispensed
        assert before is not None
        left = max(self.whole - self.used, 0)
        assert (before.before, before.remaining, before.whole) == (self.used, left, self.whole)
        assert (answer.document is not None) == (self.used < self.whole and self.used % self.one == 0), self
        if answer.document is not None:
            assert self.used + self._amount(answer) <= self.whole
            self.last, self.left, self.told = answer.document, self.left + 1, self.norway

    def dispense(self) -> None:
        """A pharmacy abroad hands out packages of its own size; what is beyond one hand-over or all is refused."""
        if self.last is None:
            return
        size = self.chance.choice(SIZES)
        packages = self.chance.randint(1, max(1, self.one // size + self.chance.choice((0, 0, 0, 1))))
        self.count += 1
        name = f"D-{self.number[:8]}-{self.count}"
        wrote: dict[str, object] = {
            "number": name,
            "packages": str(packages),
            "layers": ((str(size), "{Tablet}"),),
            "name": "Ibumed",
        }
        answer = receive(hand_out(self.last, **wrote), loaded(), self.record, LATER)
        amount = packages * size
        fits = amount <= self.one and self.known + amount <= self.whole
        assert (answer.document is not None) == fits, (self.known, amount, [f.code for f in answer.findings])
        if fits:
            self.standing[name], self.handed[name] = amount, (self.last, wrote)
            assert report_of(answer).finished == (self.known == self.whole)

    def at_home(self) -> None:
        """A Norwegian pharmacy hands out a package, where as much is left; the next list tells."""
        if self.used + TABLETS <= self.whole:
            self.norway += 1

    def take_back(self) -> None:
        """Some dispensation, not always the last one, is discarded."""
        if not self.standing:
            return
        name = self.chance.choice(sorted(self.standing))
        ep, wrote = self.handed[name]
        assert report_of(receive(hand_out(ep, **wrote, discards=True), loaded(), self.record, LATER)).annuls
        del self.standing[name]

    def again(self) -> None:
        """An eD that comes twice counts once."""
        if self.standing:
            name = self.chance.choice(sorted(self.standing))
            ep, wrote = self.handed[name]
            assert receive(hand_out(ep, **wrote), loaded(), self.record, LATER).document is not None

    def _amount(self, answer: Answer[Prescribed]) -> Fraction:
        before = details_of(answer).dispensed
        assert before is not None
        assert before.next is not None
        return before.next


def walk_all(folder: Path, seed: int, walks: int, steps: int = 8) -> int:
    """Walks so many prescriptions through one record; how many eP left."""
    left = 0
    with opened(f"sqlite:///{folder / 'loop.db'}") as record:
        for position in range(walks):
            chance = random.Random(f"{seed} {position}")  # a walk, not a secret
            walk = Walk(record, chance.randint(1, 4), chance.randint(0, 3), chance, f"{position:08x}{REST}")
            walk.go(steps)
            left += walk.left
    return left


def main() -> None:
    """`python -m tests.record.loop 20000 1`: so many walks of eight steps, drawn from this seed."""
    walks, seed = int(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        left = walk_all(Path(folder), seed, walks)
    sys.stdout.write(f"{walks} walks, {left} eP left: what left and what remains was always what was prescribed\n")


if __name__ == "__main__":
    main()
