"""Substitution: what a prescriber permits, and what a pharmacy says that it did."""

from enum import StrEnum


class Substituted(StrEnum):
    """What the pharmacist says: names differ from country to country, so nothing but a person or a code can tell.

    Attributes:
        NONE: the very medicine prescribed, under the same marketing authorisation; its package may be another.
        BRAND: the same substance, strength and form under another brand.
        GENERIC: another maker's of the same substance, strength and form.
        OTHER: another substance, strength or form.
    """

    NONE = "none"
    BRAND = "brand"
    GENERIC = "generic"
    OTHER = "other"

    @property
    def happened(self) -> bool:
        """Whether anything was substituted."""
        return self is not Substituted.NONE


class Permitted(StrEnum):
    """What a prescriber permits, by the code of eHDSISubstitutionCode; nothing where nothing is said."""

    FORBIDDEN = "N"
    GENERIC = "G"
    THERAPEUTIC = "TE"
    UNSAID = ""
