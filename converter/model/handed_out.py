"""What Norwegian messages and the exchange record say was handed out of a prescription before."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from converter.model.coded import Identifier
from converter.model.measure import Measure


@dataclass(frozen=True, slots=True)
class Article:
    """An article as a message names it.

    Attributes:
        name: NavnFormStyrke.
        varenr: empty where it is not said.
        size: Pakningsstr, and its unit as code or term of 7452 or 7484; absent where it is not said.
        is_set: whether several sizes are said (a combination pack).
    """

    name: str
    varenr: str = ""
    size: tuple[str, str] | None = None
    is_set: bool = False


@dataclass(frozen=True, slots=True)
class ListedDispenses:
    """One `Utlevering` of an M9.6: all dispenses of one article, summed, in packages of that article.

    Attributes:
        packages: AntallPakningerUtlevertTotalt.
        last: AntallPakningerUtlevertSiste.
        last_on: the day of TidspunktSisteUtlevering.
    """

    article: Article
    packages: Decimal
    last: Decimal
    last_on: date


@dataclass(frozen=True, slots=True)
class AttachedReport:
    """An M10 in an M9.4.

    Attributes:
        message_id: MsgId in lower case.
        prescription_id: ReseptId in lower case.
        numbers: the national numbers of its patient; none where it says none.
        article, packages: what was handed out and how many packages of it; absent where it says none that can be read.
        annuls: MsgId of the M10 that it takes back, in lower case; empty for a dispense.
        cancels: whether it reports that nothing was dispensed (Kanselleringskode).
    """

    message_id: str
    prescription_id: str
    numbers: frozenset[str]
    article: Article | None
    packages: Decimal | None
    annuls: str = ""
    cancels: bool = False


@dataclass(frozen=True, slots=True)
class RecordedHandOut:
    """A dispensation abroad that stands in the exchange record.

    Attributes:
        message_id: MsgId of its M10, in lower case.
        article, packages, day: as the M10 has them.
        amount: so much of `of` (as `model.measure` has it); absent where it could not be compared.
    """

    message_id: str
    article: Article
    packages: Decimal
    day: date
    amount: Fraction | None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """A prescription that is about to leave, as the exchange record is asked about it.

    Attributes:
        prescription_id: ReseptId.
        patient: the patient's number.
        content: gives what the signed message says, for a comparison; asked only where there is something to compare.
    """

    prescription_id: str
    patient: Identifier
    content: Callable[[], str] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Recollected:
    """What the exchange record knows of a prescription that is about to leave.

    Attributes:
        dispenses: the dispensations that stand.
        elsewhere: what was told before of dispenses that are none of these.
        replaces: whether what is kept is of another patient, known from beside an eD only; it counts nothing, and is
            replaced when the prescription leaves.
    """

    dispenses: tuple[RecordedHandOut, ...] = ()
    elsewhere: Measure | None = None
    replaces: bool = False


Recollect = Callable[[Sending], Recollected]
"""Asks the exchange record.

It may refuse (`Problem`): `record-unavailable`, or `prescription-conflict` where another prescription left by its id.
"""


def nothing_recorded(_: Sending) -> Recollected:
    """The record that remembers nothing."""
    return Recollected()
