"""What may be said of a text: its meaning in English and Norwegian, where every net holds; else nothing, and why."""

from dataclasses import dataclass
from enum import StrEnum

from converter.dosage.canonical import line
from converter.dosage.english import in_english
from converter.dosage.kept import Kept
from converter.dosage.norwegian import in_norwegian
from converter.dosage.said import UnsaidError
from converter.dosage.tokens import MAX_CHARACTERS
from converter.dosage.understand import Reading, Why, understand
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import Meaning


class Net(StrEnum):
    """What holds back a meaning that the grammar found."""

    NO_WORDS = "no-words"
    NOT_READ_BACK = "not-read-back"


UNDERSTOOD = "understood"
OUTCOMES = (UNDERSTOOD, *(why.value for why in Why), *(net.value for net in Net))
"""What can become of a text, each by its stable code."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said of a text.

    Attributes:
        reading: what became of the text; its meaning, or why it has none.
        english: the meaning in English, or the fixed sentence of a text that points elsewhere; else empty.
        norwegian: the meaning in bokmål.
        held: what holds it back, where the text has a meaning and nothing is said.
    """

    reading: Reading
    english: str = ""
    norwegian: str = ""
    held: Net | None = None

    @property
    def meaning(self) -> Meaning | None:
        """The meaning, where it may be used."""
        return self.reading.meaning if self.held is None else None

    @property
    def outcome(self) -> str:
        """What became of the text: one of `OUTCOMES`."""
        return self.held or self.reading.why or UNDERSTOOD


SPOKEN: Kept[Spoken] = Kept()


def speak(text: str, vocabulary: Vocabulary) -> Spoken:
    """What may be said of a text: as `understand`, and its Norwegian reads as the same meaning."""
    if len(text) > MAX_CHARACTERS:
        return Spoken(Reading(None, Why.TOO_LONG))
    found = SPOKEN.get(text, vocabulary)
    if found is None:
        found = _spoken(text, vocabulary)
        if found.english and not found.reading.words:
            SPOKEN.put(text, vocabulary, found)
    return found


def _spoken(text: str, vocabulary: Vocabulary) -> Spoken:
    reading = understand(text, vocabulary)
    if reading.meaning is None:
        return Spoken(reading, reading.outside.english if reading.outside is not None else "")
    return said(reading, reading.meaning, vocabulary)


def said(reading: Reading, meaning: Meaning, vocabulary: Vocabulary) -> Spoken:
    """A meaning in both languages, read back."""
    try:
        english, norwegian = in_english(meaning, vocabulary), in_norwegian(meaning, vocabulary)
    except (UnsaidError, KeyError):
        return Spoken(reading, held=Net.NO_WORDS)
    if read_back(norwegian, meaning, vocabulary) is None:
        return Spoken(reading, held=Net.NOT_READ_BACK)
    return Spoken(reading, english, norwegian)


def read_back(norwegian: str, meaning: Meaning, vocabulary: Vocabulary) -> Reading | None:
    """The reading of a sentence of `in_norwegian`, where that is the meaning again; None where it is another."""
    back = understand(norwegian, vocabulary)
    return back if back.meaning is not None and line(back.meaning) == line(meaning) else None
