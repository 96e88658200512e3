"""Why nothing is said of a text, for people: in Norwegian and English, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from converter.dosage.canonical import line
from converter.dosage.faults import Fault
from converter.dosage.speech import Net, Spoken
from converter.dosage.understand import Why


@dataclass(frozen=True, slots=True)
class Reason:
    """A stable code, and what it says in both languages."""

    code: str
    norwegian: str
    english: str


WHY: Mapping[Why, tuple[str, str]] = {
    Why.EMPTY: ("Teksten er tom.", "The text is empty."),
    Why.TOO_LONG: ("Teksten er for lang til å bli lest.", "The text is too long to be read."),
    Why.ELSEWHERE: (
        "Teksten viser til noe annet enn seg selv. Ingen dose leses av den.",
        "The text points to something other than itself. No dose is read from it.",
    ),
    Why.UNKNOWN_WORD: ("Ikke i noen tabell: {words}.", "In no table: {words}."),
    Why.NUMBERS_BESIDE: (
        "To tall står ved siden av hverandre og kan være ett: {words}.",
        "Two numbers stand side by side and may be one: {words}.",
    ),
    Why.NO_GRAMMAR: (
        "Ordene er kjent, men passer ikke sammen{words}.",
        "The words are known but do not fit together{words}.",
    ),
    Why.AMBIGUOUS: ("Teksten kan leses på flere måter{meanings}.", "The text can be read in several ways{meanings}."),
    Why.UNSOUND: ("Teksten henger ikke sammen: {faults}.", "The text does not hold together: {faults}."),
    Why.TOO_MANY: ("Teksten har for mange lesninger.", "The text has too many readings."),
    Why.UNACCOUNTED: (
        "Ikke alle tall og nektelser i teksten er med i betydningen.",
        "Not all numbers and negations of the text are in the meaning.",
    ),
}
FAULTS: Mapping[Fault, tuple[str, str]] = {
    Fault.TWICE: ("noe er sagt to ganger", "something is said twice"),
    Fault.CONTRADICTION: ("noe motsier noe annet", "something contradicts something else"),
    Fault.INCOMPLETE: ("noe mangler", "something is missing"),
    Fault.AMBIGUOUS: ("noe kan bety to ting", "something may mean two things"),
    Fault.NUMBER: ("et tall kan ikke være slik", "a number cannot be so"),
    Fault.PHASES: ("det ene avløser ikke det andre på en klar måte", "one part does not clearly follow another"),
    Fault.TWO_MEDICINES: (
        "det er flere enheter, og kanskje flere legemidler",
        "there are several units, perhaps several medicines",
    ),
}
NETS: Mapping[Net, tuple[str, str]] = {
    Net.NO_WORDS: ("Betydningen har ingen setning.", "There is no sentence for the meaning."),
    Net.NOT_READ_BACK: (
        "Sagt på norsk igjen leses betydningen ikke som den samme.",
        "Said in Norwegian again, the meaning is not read as the same.",
    ),
}


def reason_of(spoken: Spoken) -> Reason | None:
    """Why nothing, or no dose, is said; None where the whole meaning is."""
    reading = spoken.reading
    if spoken.held is not None:
        return Reason(spoken.held, *NETS[spoken.held])
    if reading.why is None:
        return None
    words = ", ".join(f"«{word}»" for word in dict.fromkeys(reading.words))
    if reading.why is Why.NO_GRAMMAR:
        return Reason(reading.why, *_stopped(WHY[reading.why], words))
    meanings = " / ".join(line(meaning) for meaning in reading.meanings) or words
    meanings = f": {meanings}" if meanings else ""
    norwegian, english = (
        text.format(
            words=words, meanings=meanings, faults=", ".join(FAULTS[fault][language] for fault in reading.faults)
        )
        for language, text in enumerate(WHY[reading.why])
    )
    return Reason(reading.why, norwegian, english)


def _stopped(texts: tuple[str, str], words: str) -> tuple[str, str]:
    """Where it stopped: at a word, or at the end."""
    norwegian, english = texts
    at = (f": her stoppet det: {words}", f": it stopped here: {words}") if words else ("", "")
    return norwegian.format(words=at[0]), english.format(words=at[1])
