"""What a pharmacist enters on the page, and the dispense that it says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from converter.conversion.zone import OSLO

FIELDS: tuple[tuple[str, str, str, bool], ...] = (
    ("varenr", "varenr", "text", False),
    ("packages", "packages", "text", True),
    ("batch", "batch", "text", False),
    ("at", "date", "datetime-local", True),
    ("number", "dispense-number", "text", True),
    ("pharmacy", "pharmacy-name", "text", True),
    ("organisation", "organisation-number", "text", True),
    ("street", "street", "text", False),
    ("postal", "postal-code", "text", False),
    ("city", "city", "text", False),
    ("telephone", "telephone", "text", False),
    ("given", "pharmacist-given", "text", True),
    ("family", "pharmacist-family", "text", True),
    ("hpr", "hpr", "text", True),
)
"""Name, label, kind and whether it must be filled in, in the order of the page."""
NAMES = frozenset({"ep", "do", "q", "choice", "substituted", "example", *(name for name, *_ in FIELDS)})


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
    def q(self) -> str:
        """What was searched for."""
        return self["q"]

    @property
    def substituted(self) -> bool:
        """Whether it is marked as substituted."""
        return self["substituted"] == "yes"

    def again(self) -> dict[str, str]:
        """The fields to send once more, the document left out."""
        chosen = {"choice": "", "varenr": self.varenr}
        return {name: value for name, value in {**self.values, **chosen}.items() if name not in {"ep", "do"} and value}

    def as_json(self) -> bytes:
        """The dispense, as the pharmacies' systems post it; the time is Norway's."""
        return json.dumps(
            {
                "number": self["number"],
                "varenr": self.varenr,
                "packages": self["packages"].replace(",", "."),
                "dispensedAt": _moment(self["at"]),
                "batch": self["batch"],
                "substituted": self.substituted,
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
    """A local time of the browser's as one with Norway's zone; as it stands where it is none, to be refused."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=OSLO).isoformat()
    except ValueError:
        return text
