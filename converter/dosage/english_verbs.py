"""The verb of an English sentence, what it is done to, and where: from the act, the route, the site and the unit."""

from dataclasses import dataclass

from converter.dosage.said import UnsaidError
from converter.dosage.vocabulary import Vocabulary, Word
from converter.model.meaning import Clause

PUT, TAKE, USE, PLACE = "Put", "Take", "Use", "Place"
APPLY, INHALE, INJECT, MASSAGE = "Apply", "Inhale", "Inject", "Massage"
RINSE = "Rinse the mouth with"
RINSE_ALONE = "Rinse the mouth"
CONTENTS = "the contents of "
GIVEN_WHOLE = {"injection"}
"""Units that are given, not injected: an injection is the act itself."""
PLACED = {"sublingual", "buccal"}
"""Routes by which nothing is swallowed: what is taken otherwise is placed."""
NOT_INSERTED = {"enema"}
"""Units that are used where others are inserted."""
TO, INTO = "to ", "into "


@dataclass(frozen=True, slots=True)
class Doing:
    """How a clause says what is done.

    Attributes:
        verb: with a capital; empty where neither the text nor the unit tells.
        before: words between the verb and an amount: `the contents of`.
        place: where, with its preposition; empty where none is said or the verb says it.
        by_verb: `route` where the verb says it.
    """

    verb: str
    before: str
    place: str
    by_verb: tuple[str, ...] = ()


def doing(clause: Clause, vocabulary: Vocabulary) -> Doing:
    """Verb and place of a clause. Raises UnsaidError where act and route are said of the same thing twice."""
    unit = _unit(clause, vocabulary)
    route = vocabulary.word("routes", clause.route) if clause.route else None
    site = vocabulary.word("sites", clause.site).english if clause.site else ""
    if clause.site and (clause.act or (unit is not None and unit.verb == APPLY)):
        site = vocabulary.word("sites", clause.site).english_applied or site
    if clause.act:
        if route is not None and route.verb:
            raise UnsaidError("an act beside a route that says it")
        return _acted(clause, site, route.english if route is not None else "")
    verb = _verb(clause, unit, route, site)
    has_contents = unit is not None and unit.contents and verb in {INJECT, INHALE}
    by_verb = ("route",) if verb == INHALE else ()
    by_route = route.english if route is not None and not by_verb else ""
    where = " ".join(word for word in (by_route, site) if word)
    return Doing(verb, CONTENTS if has_contents else "", where, by_verb)


def _unit(clause: Clause, vocabulary: Vocabulary) -> Word | None:
    amounts = (*clause.taken, clause.most.amount) if clause.most else clause.taken
    units = [each.unit for each in amounts]
    return vocabulary.word("units", units[0]) if units and units[0] else None


def _verb(clause: Clause, unit: Word | None, route: Word | None, site: str) -> str:
    """By the route where it has a verb and the unit is not its own act; else by the unit; `Use` where nothing tells."""
    alone = clause.dose is None and clause.total is None and not clause.plan
    by_route = route.verb if route is not None else ""
    if unit is None:
        return by_route or (USE if alone else "")
    if by_route and unit.value not in GIVEN_WHOLE | NOT_INSERTED:
        return by_route
    if unit.verb == TAKE and route is not None and route.value in PLACED:
        return PLACE
    if unit.verb == PUT and not site:
        return TAKE
    return PUT if unit.verb == TAKE and site else unit.verb


def _acted(clause: Clause, site: str, by_route: str) -> Doing:
    verb = {"apply": APPLY, "inject": INJECT, "massage": MASSAGE, "rinse": RINSE}[clause.act]
    has_amount = clause.dose is not None or clause.total is not None or clause.plan or clause.layer
    if verb == MASSAGE:
        verb = verb if site else f"{MASSAGE} in"
        site = INTO + site.removeprefix(TO) if site.startswith(TO) else site
    elif verb == RINSE and not has_amount:
        verb = RINSE_ALONE
    return Doing(verb, "", " ".join(word for word in (by_route, site) if word))
