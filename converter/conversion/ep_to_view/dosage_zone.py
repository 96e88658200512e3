"""Clock times of another zone: the same hours by Norway's clock, beside those of the document."""

from converter.conversion.ep_to_view.dosage_meaning import Unsaid
from converter.model.foreign_prescription import ForeignDosage
from converter.model.meaning import Meaning

MINUTES_A_DAY = 24 * 60
EVERY_DAY = {"dose", "at", "length", "frequency"}
"""What may stand beside an hour that is another day's by Norway's clock."""
SAID = "Klokkeslettene er i dokumentets tidssone; norsk tid er {}."


def by_norway(dosage: ForeignDosage, meaning: Meaning) -> str | Unsaid:
    """`Klokkeslettene er i dokumentets tidssone; norsk tid er kl. 07.00.`; empty where the clocks are the same.

    Args:
        dosage: as read: by how much each clock is ahead.
        meaning: of it, with the document's hours.

    Returns:
        `Unsaid.ZONE` where the clocks are of several zones, or the day is another by Norway's.
    """
    ahead = {time.ahead for time in dosage.times or () if time.hour}
    if ahead <= {0}:
        return ""
    (clause,) = meaning.clauses
    if len(ahead) > 1:
        return Unsaid.ZONE
    (minutes,) = ahead
    own = [60 * int(m.name[:2]) + int(m.name[3:]) - minutes for m in clause.at if m.is_hour]
    if any(not 0 <= minute < MINUTES_A_DAY for minute in own) and not set(clause.said()) <= EVERY_DAY:
        return Unsaid.ZONE
    hours = [f"kl. {m % MINUTES_A_DAY // 60:02}.{m % 60:02}" for m in own]
    return SAID.format(" og ".join([*filter(None, [", ".join(hours[:-1])]), hours[-1]]))
