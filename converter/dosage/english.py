"""A meaning in English, as a pharmacist prints it: plain, complete, and never the same for two meanings.

What a clause says stands in its part of the sentence. What is said of all clauses stands once: a place in the first of
them, all else in sentences at the end; a clause's own sentences are in brackets then.
"""

from dataclasses import replace

from converter.dosage.english_clause import after, body, bounds, condition, meals, sentences
from converter.dosage.english_when import purpose
from converter.dosage.said import UnsaidError, alone, check_said, part, run, sentence
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import Clause, Meaning, Order

STOPS = "stop"


def in_english(meaning: Meaning, vocabulary: Vocabulary) -> str:
    """The whole meaning in English.

    Raises:
        UnsaidError: something that is said has no sentence, or would read as something else.
        KeyError: a key has no row.
    """
    if meaning.order is not Order.ONE:
        return _several(meaning, vocabulary)
    (clause,) = meaning.clauses
    if clause.stop:
        return sentence(STOPS)
    return alone(clause, body(clause, vocabulary), after(clause, vocabulary))


def _several(meaning: Meaning, vocabulary: Vocabulary) -> str:
    """The clauses in order, and what they have in common."""
    check_place(meaning)
    common = meaning.common
    shares = bool(common.site or common.route)
    text = ""
    for number, clause in enumerate(meaning.clauses):
        text += _link(clause, meaning.order) if number else ""
        if shares and not clause.stop:
            text += _one_of(replace(clause, site=common.site, route=common.route), vocabulary, number == 0)
        else:
            text += STOPS if clause.stop else _one_of(clause, vocabulary)
    rest = replace(common, site="", route="")
    return " ".join((sentence(text), *(sentence(each) for each in _in_common(rest, vocabulary))))


def _link(clause: Clause, order: Order) -> str:
    if order is Order.THEN:
        return ", then "
    return ". In addition, " if clause.as_needed else ", and "


def check_place(meaning: Meaning) -> None:
    """Raises UnsaidError where a place of the first clause would read as the place of all, or as another's."""
    spoken = [clause for clause in meaning.clauses if not clause.stop]
    for field in ("site", "route"):
        own = [bool(getattr(clause, field)) for clause in spoken]
        if (getattr(meaning.common, field) and any(own)) or (own[0] and not all(own)):
            raise UnsaidError(f"{field} of one clause beside others without")


def _one_of(clause: Clause, vocabulary: Vocabulary, with_place: bool = True) -> str:
    """One clause of several: a small letter, and its own sentences in brackets."""
    parts, sentences = body(clause, vocabulary, with_place), after(clause, vocabulary)
    check_said(clause if with_place else replace(clause, site="", route=""), (*parts, *sentences))
    own = "; ".join(_small(each.text) for each in sentences)
    return f"{_small(run(parts))} ({own})" if own else _small(run(parts))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _in_common(clause: Clause, vocabulary: Vocabulary) -> list[str]:
    """What is said of all clauses: each a sentence."""
    throughout = (*meals(clause, vocabulary), *condition(clause, vocabulary), *bounds(clause, vocabulary))
    said = (
        *(part(f"throughout: {run(throughout).removeprefix(', ')}") if throughout else ()),
        *(part(purpose(clause.purpose, vocabulary), "purpose") if clause.purpose else ()),
        *sentences(clause, vocabulary),
    )
    check_said(clause, (*throughout, *said))
    return [each.text for each in said]
