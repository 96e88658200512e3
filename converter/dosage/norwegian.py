"""A meaning in Norwegian (bokmål): plain, complete, and read back by the grammar to the same meaning.

What is said of all clauses stands before the first of them and a colon (place, purpose), or in sentences at the end.
"""

from converter.dosage.norwegian_clause import after, body, meals, place, reason
from converter.dosage.said import UnsaidError, alone, check_said, run, sentence
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import NOTHING, Clause, Meaning, Order

STOPS = "seponeres"
SHARED = ("site", "route", "purpose", "advice", "most")
"""Fields that a reader takes as said of all, where only the first or the last of several clauses has them."""
TAKEN = "tas"


def in_norwegian(meaning: Meaning, vocabulary: Vocabulary) -> str:
    """The whole meaning in Norwegian.

    Raises:
        UnsaidError: something that is said has no words, or would be read as something else.
        KeyError: a key has no row.
    """
    if meaning.order is not Order.ONE:
        return _several(meaning, vocabulary)
    (clause,) = meaning.clauses
    if clause.stop:
        return sentence(STOPS)
    return alone(clause, body(clause, vocabulary), after(clause, vocabulary))


def _several(meaning: Meaning, vocabulary: Vocabulary) -> str:
    _check_shared(meaning)
    common = meaning.common
    before = (*place(common, vocabulary), *reason(common, vocabulary))
    food, ends = meals(common, vocabulary), after(common, vocabulary)
    check_said(common, (*before, *food, *ends))
    text = f"{run(before).removeprefix(', ')}: " if before else ""
    for number, clause in enumerate(meaning.clauses):
        text += _link(clause, meaning.order) if number else ""
        text += STOPS if clause.stop else _one_of(clause, vocabulary)
    sentences = [*(f"{TAKEN} {each.text}" for each in food), *(each.text for each in ends)]
    return " ".join(sentence(each) for each in (text, *sentences))


def _link(clause: Clause, order: Order) -> str:
    if order is Order.THEN:
        return ", deretter "
    return ", i tillegg " if clause.as_needed else " og "


def _one_of(clause: Clause, vocabulary: Vocabulary) -> str:
    """One clause of several; its own sentences after commas."""
    parts, sentences = body(clause, vocabulary), after(clause, vocabulary)
    check_said(clause, (*parts, *sentences))
    return ", ".join((run(parts), *(each.text for each in sentences)))


def _check_shared(meaning: Meaning) -> None:
    """Raises UnsaidError where what one clause alone says would read as said of all, or of all and of one again."""
    spoken = [clause for clause in meaning.clauses if not clause.stop]
    for field in SHARED:
        own = [getattr(clause, field) != getattr(NOTHING, field) for clause in spoken]
        if getattr(meaning.common, field) != getattr(NOTHING, field):
            if any(own):
                raise UnsaidError(f"{field} of all and of one")
        elif any(own) and not all(own):
            raise UnsaidError(f"{field} of one clause beside others without")
