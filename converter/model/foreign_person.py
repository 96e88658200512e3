"""Persons of a prescription from abroad, as far as they are shown: every name, number and relation that it tells."""

from dataclasses import dataclass
from datetime import date

from converter.model.coded import Coded, Identifier, Null
from converter.model.party import PersonName
from converter.model.unread import Unread


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name of a person.

    Attributes:
        text: the whole of it, with prefixes and suffixes.
        name: family and given names; absent where they are not told apart.
        uses: what it is (HL7 EntityNameUse): `L` legal, `P` pseudonym; empty where not said. Of a part alone its
            qualifier: `BR` at birth, `CL` what one is called, `IN` an initial.
        until: last day that it was valid on; absent where not said.
        former: whether that day was over when the document was made; `to_come` whether its first day was not yet.
    """

    text: str
    name: PersonName | None
    uses: tuple[str, ...] = ()
    until: date | None = None
    former: bool = False
    to_come: bool = False


@dataclass(frozen=True, slots=True)
class PersonId:
    """A number of a person, and who gave it (assigningAuthorityName), as the document says."""

    id: Identifier
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Someone who stands by the patient.

    Attributes:
        name: of the person, or of the organisation.
        kind: class of the role (HL7 RoleClass): `GUARD`, `NOK`, `ECON`.
        relation: code of it, where one is given.
        telecoms: as written.
    """

    name: str
    kind: str
    relation: Coded | Null = Null.NI
    telecoms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignPerson:
    """The patient, beside what an eD carries of them.

    Attributes:
        names: the one that is gone by first.
        names_unclear: whether another name is as good as the first.
        ids: all numbers, in document order.
        birth: year, or year and month, as `1980` and `1980-02`, where the day is not said.
        gender_null: why the sex is not said (HL7 NullFlavor); empty where it is, or no reason is given.
        gender_words: what the document says of the sex beside its code, or in its stead.
        guardians, contacts: who stands by them.
        unread: what is said twice, or is not read.
        several: whether the document is about more than one patient.
    """

    names: tuple[KnownName, ...] = ()
    names_unclear: bool = False
    ids: tuple[PersonId, ...] = ()
    birth: str = ""
    gender_null: str = ""
    gender_words: str = ""
    guardians: tuple[Related, ...] = ()
    contacts: tuple[Related, ...] = ()
    unread: tuple[Unread, ...] = ()
    several: bool = False
