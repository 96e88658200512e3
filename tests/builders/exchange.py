"""Hypothesis strategies: every prescription that the exchange model allows, with any text that XML can hold."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from converter.formats.cda.narrative import TO_DISPENSER
from converter.model.coded import Bilingual, Coded, Identifier, Null, Quantity, Ratio
from converter.model.dosage import Dosage, Dose, Frequency, Schedule, Timing
from converter.model.party import Address, Organisation, Patient, PersonName, Professional, Telecom
from converter.model.prescription import Exchange, ToDispenser
from converter.model.product import Ingredient, PackageLayer, Part, Product


def steady(examples: int) -> settings:
    """The same examples in every run, on any machine."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n\r\x7f\x85\x9f"
)
"""What XML 1.0 can hold."""

AWKWARD = (
    *(
        "&",
        "<",
        ">",
        '"',
        "'",
        "&amp;",
        "]]>",
        "<!-- -->",
        "<?x?>",
        "{0}",
        "%s",
        " a ",
        "a  b",
        "\n",
        "\r\n",
        "\t",
        " ",
    ),
    *("\u00a0", "\u2028", "\u0085", "\ufeff", "\U0001f48a", "\U0010ffff", "e\u0301", "\u202eabc", "æøåÆØÅ", "1/2"),
)
texts = st.text(CHARACTERS, min_size=1, max_size=24) | st.sampled_from(AWKWARD) | st.sampled_from(("Natt & dag", "ja"))
"""Text with something in it, blanks at its ends included."""
maybe_texts = st.just("") | texts

tokens = st.text(st.sampled_from("ABCabc019-_.+{}/%*[]'&<\"æ"), min_size=1, max_size=8)
"""Codes and units: no blanks."""
oids = st.lists(st.integers(0, 99999), min_size=1, max_size=6).map(lambda n: ".".join(["2", *map(str, n)]))
identifiers = st.builds(Identifier, oids, maybe_texts)

decimals = st.decimals(
    min_value=Decimal("0.000000001"), max_value=Decimal("1e12"), allow_nan=False, allow_infinity=False
) | st.sampled_from(
    [
        Decimal(n)
        for n in ("1", "0.50", "1.10", "1000000", "1E+3", "0.1234567890123456789012345678901234567890", "9" * 40)
    ]
)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
moments = st.builds(
    lambda at, minutes: at.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes))),
    st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31)),  # noqa: DTZ001
    st.sampled_from((0, 60, 120, 345, -210, 840)),
)

nationals = st.builds(Coded, tokens, oids, texts)
concepts = st.builds(Coded, tokens, oids, texts, st.lists(nationals, max_size=2).map(tuple))
quantities = st.builds(Quantity, decimals, tokens | st.just("1"), maybe_texts)
ratios = st.builds(Ratio, quantities, quantities)

names = st.builds(PersonName, texts, st.lists(texts, min_size=1, max_size=3).map(tuple))
addresses = st.builds(Address, maybe_texts, maybe_texts, maybe_texts, maybe_texts).filter(lambda a: a != Address())
uris = st.from_regex(r"(tel|fax):\+?[0-9().-]{1,12}", fullmatch=True) | st.just("mailto:a.b@example.invalid")
telecoms = st.lists(st.builds(Telecom, uris, st.sampled_from(("", "HP", "WP", "MC"))), max_size=2).map(tuple)
ids = st.lists(identifiers, min_size=1, max_size=2).map(tuple)
organisations = st.builds(Organisation, identifiers, texts, addresses, telecoms)
contact_points = st.builds(Organisation, identifiers, texts, addresses, telecoms.map(lambda found: found[:1]))
"""CDA has room for one telecom of a custodian."""
patients = st.builds(Patient, ids, names, days, concepts | st.just(Null.UNK), st.none() | addresses, telecoms)
professionals = st.builds(Professional, ids, names, concepts, organisations, st.none() | addresses, telecoms)

containers = concepts | st.sampled_from(list(Null))
inner_layers = st.builds(PackageLayer, quantities, containers)
outer_layers = st.builds(PackageLayer, quantities, containers, st.none() | concepts, maybe_texts)
layers = st.builds(lambda inner, outer: (*inner, outer), st.lists(inner_layers, max_size=2), outer_layers)
ingredients = st.builds(Ingredient, texts, ratios, st.none() | concepts)
listed_ingredients = st.lists(ingredients, max_size=3).map(tuple)
parts = st.lists(st.builds(Part, texts, st.none() | concepts, layers, listed_ingredients), max_size=3).map(tuple)
products = st.builds(
    Product,
    name=texts,
    strength_text=maybe_texts,
    form=concepts | st.just(Null.UNK),
    layers=layers,
    atc=st.none() | concepts,
    ingredients=listed_ingredients,
    parts=parts,
    strength_in_register=st.none() | st.builds(Bilingual, texts, maybe_texts),
    package_in_register=st.none() | st.builds(Bilingual, texts, maybe_texts),
)

hours = st.times().map(lambda t: t.replace(second=0, microsecond=0, tzinfo=None))
timings = (
    st.builds(Timing, st.just(Frequency.PER_DAY), st.sampled_from([Decimal(n) for n in (1, 2, 3, 4, 6, 8, 12, 24)]))
    | st.builds(Timing, st.just(Frequency.EVERY), decimals, st.sampled_from(("h", "d", "wk")))
    | st.sampled_from((Timing(Frequency.BEDTIME), Timing(Frequency.BEFORE_MEALS)))
)
doses = st.builds(lambda low, high, unit: Dose(min(low, high), max(low, high), unit), decimals, decimals, tokens)
schedules = st.builds(Schedule, doses, timings, st.none() | st.integers(1, 999))
by_the_clock = st.builds(
    Schedule,
    doses,
    st.builds(
        Timing,
        st.just(Frequency.CLOCK),
        clock=st.lists(hours, min_size=1, max_size=4, unique=True).map(lambda found: tuple(sorted(found))),
    ),
)
whole_days = st.none() | days
dosages = (
    st.builds(Dosage, texts, whole_days, whole_days, maybe_texts)
    | st.builds(Dosage, texts, whole_days, st.none(), maybe_texts, schedules)
    | st.builds(Dosage, texts, whole_days, days, maybe_texts, schedules.map(lambda s: replace(s, days=None)))
    | st.builds(Dosage, texts, st.dates(date(1900, 1, 1), date(2999, 12, 31)), whole_days, maybe_texts, by_the_clock)
)
"""Days, or a last day; hours of the day only with a first day."""

words_to_dispenser = st.tuples(
    *(st.none() | st.builds(ToDispenser, st.just(topic), texts, maybe_texts) for topic in TO_DISPENSER)
).map(lambda found: tuple(words for words in found if words is not None))
"""On each topic once at most, in their order."""
exchanges: st.SearchStrategy[Exchange] = st.builds(
    Exchange,
    document_id=identifiers,
    prescription_id=identifiers,
    item_id=identifiers,
    made_at=moments,
    language=st.sampled_from(("en-GB", "nb-NO", "sv-SE")),
    written_on=days,
    valid_from=days,
    valid_until=days,
    patient=patients,
    prescriber=professionals,
    contact_point=contact_points,
    product=products,
    packages=decimals,
    substitution=st.none() | concepts,
    dosage=dosages,
    route=st.none() | concepts,
    indication=maybe_texts,
    use=st.none() | st.builds(Bilingual, texts, texts),
    no_combination=st.booleans(),
    by_substance=st.booleans(),
    to_dispenser=words_to_dispenser,
)
