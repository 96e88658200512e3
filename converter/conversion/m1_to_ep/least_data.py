"""What of a patient's address and telephone leaves: as the rules say; of a protected address the country at most."""

from collections.abc import Iterable
from dataclasses import replace

from converter.model.national import NationalPrescription
from converter.model.party import Address
from converter.rules.m1_to_ep import ADDRESS, PROTECTED, TELEPHONE, address_of
from converter.rules.rule import Effect, Rule


def least_personal(national: NationalPrescription, held: Iterable[Rule]) -> NationalPrescription:
    """The prescription without the patient's street, town and telephone where a rule that holds withholds them.

    An address that is protected takes the telephone number with it: a number tells where its holder lives.
    """
    person = national.patient
    if person is None:
        return national
    withheld = {rule.fact for rule in held if rule.effect is Effect.WITHHOLD}
    if ADDRESS in withheld and person.address is not None:
        silent = address_of(person) == PROTECTED
        country = Address(country=person.address.country)
        person = replace(person, address=country, telecoms=() if silent else person.telecoms)
    if TELEPHONE in withheld:
        person = replace(person, telecoms=())
    return replace(national, patient=person)
