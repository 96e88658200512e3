"""What a pharmacist enters on the page, and the dispense that it says."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from converter.model.zone import OSLO

LOCAL = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
"""What `datetime-local` sends (HTML, local date and time string), with a zone where somebody wrote one."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: name, key of its label, kind of input, whether it must be filled in, and what browsers know it as."""

    name: str
    label: str
    kind: str = "text"
    needed: bool = False
    known_as: str = "off"


GROUPS: tuple[tuple[str, tuple[Field, ...]], ...] = (
    (
        "group-package",
        (Field("varenr", "varenr"), Field("packages", "packages", needed=True), Field("batch", "batch")),
    ),
    (
        "group-dispense",
        (
            Field("at", "date", "datetime-local", needed=True),
            Field("number", "dispense-number", needed=True),
        ),
    ),
    (
        "group-pharmacist",
        (
            Field("given", "pharmacist-given", needed=True, known_as="given-name"),
            Field("family", "pharmacist-family", needed=True, known_as="family-name"),
            Field("hpr", "hpr", needed=True, known_as="on"),
        ),
    ),
    (
        "group-pharmacy",
        (
            Field("pharmacy", "pharmacy-name", needed=True, known_as="organization"),
            Field("organisation", "organisation-number", needed=True, known_as="on"),
            Field("street", "street", known_as="address-line1"),
            Field("postal", "postal-code", known_as="postal-code"),
            Field("city", "city", known_as="address-level2"),
            Field("telephone", "telephone", "tel", known_as="work tel"),
        ),
    ),
)
"""The fields of the page by heading, in its order. Those of the pharmacy and its people a browser may fill in."""
FIELDS = tuple(field for _, fields in GROUPS for field in fields)
FIXED = frozenset({"moment", "digest"})
"""What a preview was: when it was made, and of which bytes."""
NAMES = frozenset({"ep", "do", "q", "choice", "substituted", "example", *FIXED, *(f.name for f in FIELDS)})


@dataclass(frozen=True, slots=True)
class Entered:
    """The fields as they were filled in; white space around them is left out."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def varenr(self) -> str:
        """The package chosen from a list, else the one that was typed."""
        return self["choice"] or self["varenr"]

    @property
    def two_packages(self) -> bool:
        """Whether one package is chosen from a list, and another is typed."""
        return bool(self["choice"] and self["varenr"]) and self["choice"] != self["varenr"]

    def settled(self) -> "Entered":
        """The chosen package in the field for one, where it stays whatever lists are shown next."""
        if self.two_packages:
            return self
        return Entered({**self.values, "choice": "", "varenr": self.varenr})

    @property
    def q(self) -> str:
        """What was searched for."""
        return self["q"]

    @property
    def substituted(self) -> str:
        """The answer on substitution; empty where it is not given."""
        return self["substituted"]

    def again(self) -> dict[str, str]:
        """The fields to send once more; the document is left out, and what belongs to one preview."""
        left_out = {"ep", "do", *FIXED}
        return {name: value for name, value in self.settled().values.items() if name not in left_out and value}

    def as_json(self) -> bytes:
        """The dispense, as the pharmacies' systems post it; the time is Norway's."""
        return json.dumps(
            {
                "number": self["number"],
                "varenr": self.varenr,
                "packages": self["packages"].replace(",", "."),
                "dispensedAt": _moment(self["at"]),
                "batch": self["batch"],
                "substituted": self.substituted or None,
                "pharmacist": {
                    "givenName": self["given"],
                    "familyName": self["family"],
                    "hprNumber": self["hpr"],
                },
                "pharmacy": {
                    "name": self["pharmacy"],
                    "organisationNumber": self["organisation"],
                    "street": self["street"],
                    "postalCode": self["postal"],
                    "city": self["city"],
                    "telephone": self["telephone"],
                },
            }
        ).encode()


def read_fields(parts: Mapping[str, bytes]) -> Entered:
    """The fields of a form; what is no UTF-8 is shown with replacement characters, and so refused later."""
    return Entered({name: part.decode("utf-8", "replace").strip() for name, part in parts.items() if name in NAMES})


def at_first(at: datetime) -> Entered:
    """The fields of a new page: now, and nothing else."""
    local = at.astimezone(OSLO).replace(second=0, microsecond=0, tzinfo=None)
    return Entered({"at": local.isoformat(timespec="minutes")})


def _moment(text: str) -> str:
    """A local time of the browser's as one with Norway's zone, one with a zone as it is.

    As it stands where it is neither (a day alone, a week, another writing): to be refused.
    """
    if not LOCAL.fullmatch(text):
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=OSLO)).isoformat()
