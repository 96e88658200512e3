"""The page of dosage sentences: each shape of a meaning as the converter says it in Norwegian and in English."""

from converter.dosage.canonical import read_line
from converter.dosage.english import in_english
from converter.dosage.norwegian import in_norwegian
from converter.dosage.vocabulary import Vocabulary

SHAPES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "So many times a day, a week, a month",
        "A number of times is at times of one's own choosing. Small numbers of times are words in English.",
        (
            "dose=1 tablet; freq=1/d",
            "dose=1..2 tablet; freq=3/d",
            "dose=0.5 tablet; freq=2/d",
            "dose=1.5 tablet; freq=2/d",
            "dose=0.5..1 tablet; freq=2/d",
            "dose=2.5 ml; freq=2..3/d",
            "dose=1 tablet; freq=1..2/d",
            "dose=1 tablet; freq=upto 3/d",
            "dose=1; freq=2/d",
            "dose=2 tablet; eq=1000 mg; freq=2/d",
            "dose=1 tablet; freq=2/wk",
            "dose=1 tablet; freq=1/mo",
            "dose=1 tablet; freq=1/yr",
            "dose=1 tablet; freq=1/d; daysPerWk=5",
            "dose=1 tablet; freq=3/d; gap=atLeast 6 h",
            "dose=1 tablet; freq=3/d; count=5",
        ),
    ),
    (
        "An amount a day or a week",
        "It is not said that this is one dose. One piece or less a day is one dose and never a total.",
        (
            "total=3 tablet/d",
            "total=1..2 tablet/d",
            "total=20 mg/d",
            "total=4 tablet/wk",
            "total=40 mg/d; split=2",
            "total=50 mg/kg/d; split=3; for=10 d",
            "total=2 spray/d; site=each nostril",
        ),
    ),
    (
        "At an interval",
        "An interval is kept: every 12 hours is not twice daily.",
        (
            "dose=1 tablet; every=8 h",
            "dose=1 tablet; every=4..6 h",
            "dose=1 drop; site=right eye; every=1 h",
            "dose=1 tablet; every=2 d",
            "dose=1 patch; every=72 h",
            "dose=40 mg; route=subcutaneous; every=2 wk",
            "dose=1 injection; route=intramuscular; every=3 mo",
            "dose=1 tablet; every=2 d; at=evening",
        ),
    ),
    (
        "At times of the day",
        "Each time takes the whole dose; English says it with each, unless a place or an hour stands there.",
        (
            "dose=1 tablet; at=morning",
            "dose=1 tablet; at=morning,noon,evening,bedtime",
            "dose=1 tablet; at=forenoon,afternoon,night",
            "dose=1 tablet; at=waking",
            "dose=2 tablet; at=08:00,13:00",
            "dose=1 drop; site=each eye; at=morning,evening",
            "dose=1 tablet; at=with breakfast",
            "dose=1 tablet; at=before each meal",
            "dose=1 tablet; at=30..60 min before bedtime",
            "dose=1 tablet; at=atLeast 30 min before breakfast",
            "plan=1 tablet@morning,2 tablet@evening",
            "plan=6 unit@with breakfast,4 unit@with lunch,8 unit@with dinner",
            "plan=2 tablet@08:00,1 tablet@13:00",
        ),
    ),
    (
        "On days of the week",
        "Once on each of the days.",
        (
            "dose=6 tablet; days=mon",
            "dose=2 tablet; days=mon,thu",
            "dose=1 tablet; days=mon,tue,wed,thu,fri",
            "dose=1 tablet; at=evening; days=mon,wed,fri",
            "dose=1 tablet; freq=1/wk; days=same",
            "dose=1 tablet; freq=1/mo; days=same date",
        ),
    ),
    (
        "Once",
        "",
        (
            "dose=4 tablet; freq=once",
            "dose=2 tablet; freq=once; at=evening",
            "dose=1 tablet; freq=once; repeat=after 2 wk",
        ),
    ),
    (
        "When needed, and no more than",
        "What is said after `ved` is when, never what for. A maximum is a ceiling and never a dose.",
        (
            "dose=1 tablet; asNeeded=yes",
            "dose=1..2 tablet; freq=upto 3/d; asNeeded=pain; max=8 tablet/d",
            "dose=1 tablet; freq=upto 3/d; asNeeded=pain|fever",
            "dose=1 tablet; asNeeded=attack; mayRepeat=after 2 h; max=2 tablet/d",
            "dose=1 tablet; asNeeded=migraine; mayRepeat=after atLeast 2 h; max=3 tablet",
            "dose=1..2 tablet; gap=atLeast 4 h; asNeeded=pain; max=8 tablet/d",
            "dose=1 spray; site=each nostril; freq=upto 3/d; asNeeded=blocked nose; for=upto 10 d",
            "asNeeded=yes; max=3 tablet/d",
            "asNeeded=pain; max=8/d",
        ),
    ),
    (
        "For how long, until when, from when",
        "The length stands in the unit of the text.",
        (
            "dose=1 capsule; freq=3/d; for=7 d",
            "dose=1 capsule; freq=3/d; for=7..10 d",
            "dose=1 tablet; freq=2/d; for=upto 10 d",
            "dose=1 tablet; freq=1/d; for=atLeast 6 mo",
            "dose=1 tablet; freq=3/d; until=pack empty",
            "dose=1 tablet; freq=1/d; until=2026-12-24",
            "dose=1 tablet; freq=1/d; until=7 d after travel",
            "dose=1 tablet; freq=1/d; from=first day of period",
            "dose=1 tablet; freq=1/d; for=10 d; from=day 16 of cycle",
            "dose=1 tablet; freq=1/d; from=1..2 d before travel",
            "dose=1 tablet; freq=1/d; cycle=21 d on,7 d off",
            "dose=1 patch; freq=1/wk; cycle=3 wk on,1 wk off",
        ),
    ),
    (
        "Where, by which route, what is done",
        "The verb follows from the act, the route and the unit; there is none where nothing tells.",
        (
            "act=apply; site=face; at=evening",
            "dose=thin layer; act=apply; site=affected skin; freq=1..2/d",
            "act=apply; freq=several/d",
            "act=massage; site=scalp; freq=2/wk",
            "dose=10 ml; act=rinse; freq=2/d",
            "dose=24 unit; act=inject; freq=1/d",
            "dose=10 unit; route=subcutaneous; at=evening",
            "route=subcutaneous; freq=1/wk",
            "dose=1 pen; route=subcutaneous; every=4 wk",
            "dose=1 capsule; route=inhalation; freq=1/d",
            "dose=1 suppository; route=rectal; asNeeded=yes",
            "dose=1 spray; route=sublingual; asNeeded=chest pain",
            "dose=1 tablet; route=oral; freq=2/d",
            "dose=3 drop; site=right ear; freq=3/d; for=7 d",
        ),
    ),
    (
        "Food, purpose and advice",
        "Advice is a sentence of its own, from the closed list.",
        (
            "dose=1 tablet; freq=2/d; food=with",
            "dose=1 tablet; freq=3/d; food=30 min before",
            "dose=1 capsule; freq=4/d; food=1 h before|2 h after",
            "dose=1 tablet; at=morning; food=empty stomach",
            "dose=1 tablet; at=morning; purpose=high blood pressure",
            "dose=1 tablet; freq=1/d; purpose=preventing blood clots",
            "dose=1 tablet; freq=1/wk; days=same; food=empty stomach; advice=with a glass of water,stay upright 30 min",
        ),
    ),
    (
        "One after the other",
        "What is said of all phases stands once.",
        (
            "[dose=1 tablet; freq=1/d; for=1 wk] >> [dose=1 tablet; freq=2/d]",
            "[dose=1 tablet; freq=1/d; for=1 wk] >> [dose=1 tablet; every=2 d; for=1 wk] >> [stop]",
            "[dose=1 drop; freq=4/d; for=1 wk] >> [dose=1 drop; freq=2/d; for=1 wk]; site=right eye",
            "[dose=2 tablet; freq=1/d; on=day 1] >> [dose=1 tablet; freq=1/d; on=day 2..5]; purpose=infection",
            "[total=40 mg/d; for=5 d] >> [total=20 mg/d; for=5 d]; advice=do not stop abruptly",
        ),
    ),
    (
        "Side by side",
        "A regular dose and one when needed, doses on other days, doses in other places.",
        (
            "[dose=1 tablet; at=morning,evening] + [dose=1 tablet; asNeeded=yes]",
            "[dose=1 tablet; freq=2/d] + [dose=1 tablet; asNeeded=pain]; max=4 tablet/d",
            "[dose=1 tablet; days=mon,tue,wed,thu,fri] + [dose=2 tablet; days=sat,sun]",
            "[dose=1 drop; site=right eye; freq=2/d] + [dose=2 drop; site=left eye; freq=1/d]",
        ),
    ),
)
"""Heading, what is to be known, and canonical lines."""


def sentences_page(vocabulary: Vocabulary, rewrite: str) -> str:
    """Each shape with its canonical line and both sentences."""
    lines = [
        "# Dosage sentences",
        "",
        f"{rewrite} Source: `converter/dosage/` (`canonical`, `norwegian`, `english`) and `mappings/dosage/`.",
        "",
        "A meaning is said whole or not at all: what has no sentence here leaves nothing but the prescriber's own text."
        " The Norwegian is read back to the same meaning; no two meanings have the same English.",
    ]
    for heading, note, shapes in SHAPES:
        lines += ["", f"## {heading}", "", *([note, ""] if note else [])]
        lines += ["| meaning | Norwegian | English |", "|---|---|---|"]
        lines += [f"| {' | '.join(_row(text, vocabulary))} |" for text in shapes]
    return "\n".join(lines) + "\n"


def _row(text: str, vocabulary: Vocabulary) -> tuple[str, str, str]:
    meaning = read_line(text)
    escaped = text.replace("|", "\\|")
    return f"`{escaped}`", in_norwegian(meaning, vocabulary), in_english(meaning, vocabulary)
