"""What can be wrong with a FEST file: stable codes with their texts, in one place."""

from dataclasses import dataclass
from enum import StrEnum


class FestCode(StrEnum):
    """Stable codes; never reused. The first group refuses the file, the second is reported and the build goes on."""

    UNREADABLE = "fest-unreadable"
    NOT_XML = "fest-not-xml"
    NOT_UTF8 = "fest-not-utf8"
    DOCTYPE = "fest-doctype"
    MALFORMED = "fest-malformed"
    WRONG_ROOT = "fest-wrong-root"
    OTHER_VERSION = "fest-other-version"
    TOO_LARGE = "fest-too-large"
    ENTRY_TOO_LARGE = "fest-entry-too-large"
    ZIP_BROKEN = "fest-zip-broken"
    ZIP_CONTENT = "fest-zip-content"
    ZIP_KIND = "fest-zip-kind"
    ZIP_BOMB = "fest-zip-bomb"
    ELEMENT_MISSING = "fest-element-missing"
    VALUE_INVALID = "fest-value-invalid"
    STRUCTURE = "fest-structure"
    NO_PACKAGES = "fest-no-packages"

    ENTRY_EMPTY = "fest-entry-empty"
    DUPLICATE_ID = "fest-duplicate-id"
    DUPLICATE_ENTRY = "fest-duplicate-entry"
    DUPLICATE_AMBIGUOUS = "fest-duplicate-ambiguous"
    PACKAGE_WITHOUT_BRAND = "fest-package-without-brand"
    BRAND_UNKNOWN = "fest-brand-unknown"
    BRAND_WITHOUT_ID = "fest-brand-without-id"
    STRENGTH_UNKNOWN = "fest-strength-unknown"
    STRENGTH_UNUSABLE = "fest-strength-unusable"
    SUBSTANCE_UNKNOWN = "fest-substance-unknown"
    SUBSTANCE_WITHOUT_NAME = "fest-substance-without-name"
    SIZE_UNUSABLE = "fest-size-unusable"
    REPLACEMENT_AMBIGUOUS = "fest-replacement-ambiguous"
    COMPONENT_UNUSABLE = "fest-component-unusable"
    REFERENCE_UNKNOWN = "fest-reference-unknown"
    REFERENCE_WITHDRAWN = "fest-reference-withdrawn"


TEXTS: dict[FestCode, tuple[str, str]] = {
    FestCode.UNREADABLE: ("Filen kan ikke leses.", "The file cannot be read."),
    FestCode.NOT_XML: ("Filen er verken XML eller zip.", "The file is neither XML nor a zip."),
    FestCode.NOT_UTF8: ("FEST må være UTF-8.", "FEST must be UTF-8."),
    FestCode.DOCTYPE: ("Filen har en DOCTYPE. Det godtas ikke.", "The file has a DOCTYPE, which is not accepted."),
    FestCode.MALFORMED: (
        "XML-en er ikke velformet, eller den er avkortet.",
        "The XML is not well-formed, or it is cut short.",
    ),
    FestCode.WRONG_ROOT: ("Rotelementet er ikke FEST (M30).", "The root element is not FEST (M30)."),
    FestCode.OTHER_VERSION: (
        "FEST er i en annen versjon av M30 enn 2014-12-01.",
        "FEST is in another version of M30 than 2014-12-01.",
    ),
    FestCode.TOO_LARGE: ("Filen er større enn tillatt.", "The file is larger than allowed."),
    FestCode.ENTRY_TOO_LARGE: (
        "En oppføring er større enn tillatt, eller filen har ukjent innhold.",
        "An entry is larger than allowed, or the file holds unknown content.",
    ),
    FestCode.ZIP_BROKEN: ("Zip-filen er ødelagt eller avkortet.", "The zip file is broken or cut short."),
    FestCode.ZIP_CONTENT: ("Zip-filen må ha nøyaktig én XML-fil.", "The zip file must hold exactly one XML file."),
    FestCode.ZIP_KIND: (
        "Zip-filen er kryptert eller komprimert på en ukjent måte.",
        "The zip file is encrypted or compressed in an unknown way.",
    ),
    FestCode.ZIP_BOMB: (
        "Zip-filen pakkes ut til mer enn 200 ganger sin størrelse.",
        "The zip file expands to more than 200 times its size.",
    ),
    FestCode.ELEMENT_MISSING: ("Et påkrevd element mangler.", "A mandatory element is missing."),
    FestCode.VALUE_INVALID: ("En verdi har feil form.", "A value has the wrong form."),
    FestCode.STRUCTURE: (
        "Et element står der M30 ikke tillater det.",
        "An element stands where M30 does not allow it.",
    ),
    FestCode.NO_PACKAGES: ("Filen har ingen legemiddelpakninger.", "The file holds no medicine packages."),
    FestCode.ENTRY_EMPTY: ("Aktiv oppføring uten innhold.", "Active entry without content."),
    FestCode.DUPLICATE_ID: ("Samme id flere ganger.", "The same id more than once."),
    FestCode.DUPLICATE_ENTRY: (
        "Flere aktive oppføringer; den med seneste Tidspunkt er brukt.",
        "Several active entries; the one with the latest Tidspunkt is used.",
    ),
    FestCode.DUPLICATE_AMBIGUOUS: (
        "Flere oppføringer med samme Tidspunkt og ulikt innhold; ingen er brukt.",
        "Several entries with the same Tidspunkt and different content; none is used.",
    ),
    FestCode.PACKAGE_WITHOUT_BRAND: (
        "Pakningen viser ikke til noen merkevare; lastet uten virkestoff.",
        "The package refers to no brand; loaded without substances.",
    ),
    FestCode.BRAND_UNKNOWN: (
        "Pakningen viser til en merkevare som ikke finnes; lastet uten virkestoff.",
        "The package refers to a brand that is not there; loaded without substances.",
    ),
    FestCode.BRAND_WITHOUT_ID: ("Merkevare uten id.", "Brand without an id."),
    FestCode.STRENGTH_UNKNOWN: (
        "Det vises til et virkestoff med styrke som ikke finnes; lastet uten virkestoff.",
        "A substance strength is referred to that is not there; loaded without substances.",
    ),
    FestCode.STRENGTH_UNUSABLE: (
        "Styrken er ikke et brukbart tall; lastet uten virkestoff.",
        "The strength is not a usable number; loaded without substances.",
    ),
    FestCode.SUBSTANCE_UNKNOWN: (
        "Det vises til et virkestoff som ikke finnes; lastet uten virkestoff.",
        "A substance is referred to that is not there; loaded without substances.",
    ),
    FestCode.SUBSTANCE_WITHOUT_NAME: (
        "Virkestoffet har ikke navn; lastet uten virkestoff.",
        "The substance has no name; loaded without substances.",
    ),
    FestCode.SIZE_UNUSABLE: (
        "Pakningsstørrelsen kan ikke brukes; lastet uten pakningsinfo.",
        "The package size cannot be used; loaded without contents.",
    ),
    FestCode.REPLACEMENT_AMBIGUOUS: (
        "Flere pakninger erstatter samme varenummer; den aktive med seneste Tidspunkt er brukt.",
        "Several packages replace the same number; the active one with the latest Tidspunkt is used.",
    ),
    FestCode.COMPONENT_UNUSABLE: (
        "En pakningskomponent kan ikke brukes; lastet uten komponenter.",
        "A package component cannot be used; loaded without components.",
    ),
    FestCode.REFERENCE_UNKNOWN: (
        "Det vises til noe som ikke finnes; henvisningen er utelatt.",
        "Something is referred to that is not there; the reference is left out.",
    ),
    FestCode.REFERENCE_WITHDRAWN: (
        "En aktiv pakning viser til noe som er gått ut (status U); det er brukt.",
        "An active package refers to something out of use (status U); it is used.",
    ),
}


class FestError(Exception):
    """A FEST file that is refused.

    Attributes:
        code: stable code.
        path: where: a file name, `line <n>`, or a path of elements. Never a value of the file.
        norwegian, english: what is wrong.
    """

    def __init__(self, code: FestCode, path: str) -> None:
        self.code = code
        self.path = path
        self.norwegian, self.english = TEXTS[code]
        super().__init__(f"{code}: {self.english} ({path})")


@dataclass(frozen=True, slots=True)
class FestProblem:
    """Something wrong in a file that is loaded all the same; `path` names catalogue, entry or varenr."""

    code: FestCode
    path: str

    @property
    def norwegian(self) -> str:
        """What is wrong, in Norwegian."""
        return TEXTS[self.code][0]

    @property
    def english(self) -> str:
        """What is wrong, in English."""
        return TEXTS[self.code][1]
