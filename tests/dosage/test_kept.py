"""What was understood comes again without being read again, and nothing of a text stays behind."""

from converter.dosage.indication import KNOWN, read_indication
from converter.dosage.kept import KEPT, Kept
from converter.dosage.speech import SPOKEN, speak
from converter.dosage.understand import Why
from converter.dosage.vocabulary import Vocabulary


def test_an_answer_comes_again(vocabulary: Vocabulary) -> None:
    """The very same one, for the same words alone."""
    first = speak("1 tablett 3 ganger daglig", vocabulary)
    assert speak("1 tablett 3 ganger daglig", vocabulary) is first
    assert speak("1 tablett 2 ganger daglig", vocabulary) != first


def test_nothing_of_a_text_stays(vocabulary: Vocabulary) -> None:
    """Neither one that is understood nor one that is not: no text in what is kept, as key or as answer."""
    marked = "".join(["Hemmel", "inde"])
    SPOKEN.forget()
    KNOWN.forget()
    speak(f"{marked} 1 tablett daglig", vocabulary)
    speak("1 tablett 3 ganger daglig\u00a0 ", vocabulary)
    read_indication(f"mot {marked}", vocabulary)
    kept = [*SPOKEN._answers.items(), *KNOWN._answers.items()]
    held = repr([(place, answer) for place, (_, answer) in kept]).casefold()
    assert len(kept) == 1
    assert marked.casefold() not in held
    assert "ganger daglig\u00a0" not in held


def test_no_more_than_so_many_are_kept(vocabulary: Vocabulary) -> None:
    """The oldest goes."""
    kept: Kept[int] = Kept()
    for number in range(KEPT + 1):
        kept.put(str(number), vocabulary, number)
    assert kept.get("0", vocabulary) is None
    assert kept.get("1", vocabulary) == 1
    assert kept.get(str(KEPT), vocabulary) == KEPT
    kept.forget()
    assert kept.get("1", vocabulary) is None


def test_a_text_that_is_too_long_is_not_looked_at(vocabulary: Vocabulary) -> None:
    """Its length alone decides."""
    assert speak("1 tablett daglig " * 100_000, vocabulary).reading.why is Why.TOO_LONG
