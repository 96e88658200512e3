"""Writers of the parts that documents share: codes, identifiers, names, addresses, amounts, times.

Each returns text; every value goes through the escape.
"""

from datetime import date, datetime

from converter.formats.xml import esc
from converter.model.coded import Coded, Identifier, Null, Quantity, plain
from converter.model.party import Address, PersonName, Telecom


def ii(tag: str, identifier: Identifier) -> str:
    """An instance identifier (II)."""
    extension = f' extension="{esc(identifier.extension)}"' if identifier.extension else ""
    return f'<{tag} root="{esc(identifier.root)}"{extension}/>'


def ids(identifiers: tuple[Identifier, ...]) -> str:
    """One `id` each."""
    return "".join(ii("id", i) for i in identifiers)


def coded(tag: str, concept: Coded | Null, attributes: str = "") -> str:
    """A coded value (CE, CD): the EU code outermost, each national code as a `translation`."""
    if isinstance(concept, Null):
        return f'<{tag}{attributes} nullFlavor="{concept.value}"/>'
    head = f"<{tag}{attributes}{_code_attributes(concept)}"
    if not concept.originals:
        return head + "/>"
    inner = "".join(f"<translation{_code_attributes(o)}/>" for o in concept.originals)
    return f"{head}>{inner}</{tag}>"


def _code_attributes(concept: Coded) -> str:
    return f' code="{esc(concept.code)}" codeSystem="{esc(concept.system)}" displayName="{esc(concept.display)}"'


def name(person: PersonName) -> str:
    """A person's name."""
    given = "".join(f"<given>{esc(g)}</given>" for g in person.given)
    return f"<name>{given}<family>{esc(person.family)}</family></name>"


def addr(address: Address | None) -> str:
    """A postal address; `NI` where there is none."""
    if address is None:
        return '<addr nullFlavor="NI"/>'
    street = f"<streetAddressLine>{esc(address.street)}</streetAddressLine>" if address.street else ""
    city = f"<city>{esc(address.city)}</city>" if address.city else ""
    code = f"<postalCode>{esc(address.postal_code)}</postalCode>" if address.postal_code else ""
    country = f"<country>{esc(address.country)}</country>" if address.country else ""
    return f"<addr>{street}{city}{code}{country}</addr>"


def telecom(telecoms: tuple[Telecom, ...]) -> str:
    """Telephone numbers and addresses; `NI` where there are none."""
    if not telecoms:
        return '<telecom nullFlavor="NI"/>'
    return "".join(
        f'<telecom use="{esc(t.use)}" value="{esc(t.value)}"/>' if t.use else f'<telecom value="{esc(t.value)}"/>'
        for t in telecoms
    )


def amount(tag: str, quantity: Quantity, attributes: str = "") -> str:
    """An amount (PQ); what is counted goes into `translation/originalText` where the unit does not say it."""
    head = f'<{tag}{attributes} value="{plain(quantity.value)}" unit="{esc(quantity.unit)}"'
    if not quantity.text:
        return head + "/>"
    return f"{head}><translation><originalText>{esc(quantity.text)}</originalText></translation></{tag}>"


def stamp(moment: datetime) -> str:
    """A point in time to the second, with zone (TS)."""
    return f"{day(moment)}{moment:%H%M%S%z}"


def day(value: date) -> str:
    """A day (TS)."""
    return f"{value.year:04}{value.month:02}{value.day:02}"


def interval(low: date | None, high: date | None) -> str:
    """An IVL_TS in days, open where a bound is absent; `UNK` where both are."""
    if low is None and high is None:
        return '<effectiveTime xsi:type="IVL_TS" nullFlavor="UNK"/>'
    first = f'<low value="{day(low)}"/>' if low else ""
    last = f'<high value="{day(high)}"/>' if high else ""
    return f'<effectiveTime xsi:type="IVL_TS">{first}{last}</effectiveTime>'
