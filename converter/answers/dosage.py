"""What is read of one dosage text, as JSON; and the JSON that brings one."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from converter.answers.shape import Bilingual, Shape
from converter.dosage.canonical import line
from converter.dosage.cda import Reason as NoStructure
from converter.dosage.cda import schedule_of
from converter.dosage.reasons import reason_of
from converter.dosage.speech import UNDERSTOOD, Spoken, speak
from converter.dosage.tokens import normalised, tokens_of
from converter.dosage.vocabulary import Vocabulary
from converter.model.dosage import Frequency, Schedule


class DosageText(BaseModel):
    """A dosage as a prescriber wrote it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    text: str = Field(description="The text; a line break separates.", examples=["1 tablett 3 ganger daglig"])


class DosageReading(Shape):
    """A text, its meaning in three languages, or why there is none."""

    text: str = Field(description="The text, as it was given.")
    meaning: str | None = Field(description="The meaning as one canonical line; null where the text is not understood.")
    english: str | None = Field(
        description="In English; of a text that points elsewhere, a fixed sentence without a dose."
    )
    norwegian: str | None = Field(description="In bokmål: read again, it has the same meaning.")
    structure: str | None = Field(description="As the structure of an eP, where that holds all of it.")
    uncoded: Bilingual | None = Field(description="Why the structure of an eP does not hold all of the meaning.")
    why: str | None = Field(description="Why nothing is said, as a stable code; null where the meaning is.")
    reason: Bilingual | None = Field(description="The same in words.")
    words: tuple[str, ...] = Field(description="The words that stopped it.")
    meanings: tuple[str, ...] = Field(description="Of an ambiguous text, each of its meanings as a canonical line.")
    tokens: tuple[str, ...] = Field(description="The text cut in words, numbers and signs.")

    @classmethod
    def of(cls, text: str, vocabulary: Vocabulary) -> Self:
        """What is read of a text."""
        spoken = speak(text, vocabulary)
        reason = reason_of(spoken)
        structure = _structure(spoken)
        return cls(
            text=text,
            meaning=None if spoken.meaning is None else line(spoken.meaning),
            english=spoken.english or None,
            norwegian=spoken.norwegian or None,
            structure=_shown(structure) if isinstance(structure, Schedule) else None,
            uncoded=_uncoded(structure),
            why=reason.code if reason is not None else None,
            reason=None if reason is None else Bilingual(no=reason.norwegian, en=reason.english),
            words=tuple(dict.fromkeys(spoken.reading.words)),
            meanings=tuple(line(meaning) for meaning in spoken.reading.meanings),
            tokens=tuple(token.text for token in tokens_of(normalised(text))),
        )

    @property
    def outcome(self) -> str:
        """What became of the text: one of `OUTCOMES`."""
        return self.why or UNDERSTOOD


def _structure(spoken: Spoken) -> Schedule | NoStructure | None:
    """The structure, the unit by its key: whether the EU has a unit for it is the prescription's to find."""
    return None if spoken.meaning is None else schedule_of(spoken.meaning, lambda unit: unit)


def _uncoded(structure: Schedule | NoStructure | None) -> Bilingual | None:
    if not isinstance(structure, NoStructure):
        return None
    return Bilingual(
        no=f"Dosen kodes ikke: strukturen i en eP har ikke plass til alt ({structure}).",
        en=f"The dose is not coded: the structure of an eP has no room for all of it ({structure}).",
    )


def _shown(schedule: Schedule) -> str:
    """A structure in a line: dose, timing, days."""
    low, high, unit = schedule.dose.low, schedule.dose.high, schedule.dose.unit
    dose = f"{low:f} {unit}" if low == high else f"{low:f}-{high:f} {unit}"
    timing = schedule.timing
    match timing.frequency:
        case Frequency.PER_DAY:
            when = f"{timing.value} a day"
        case Frequency.EVERY:
            when = f"every {timing.value} {timing.unit}"
        case Frequency.CLOCK:
            when = " ".join(f"{hour:%H:%M}" for hour in timing.clock)
        case other:
            when = other.value
    return f"{dose}, {when}" + (f", {schedule.days} d" if schedule.days is not None else "")
