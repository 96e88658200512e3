"""What of a patient's address and telephone leaves: as the rules say; of a protected one the country at most."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from converter.model.national import NationalPrescription
from converter.model.party import Address
from converter.rules.m1_to_ep import ADDRESS, TELEPHONE, WHOLE
from converter.rules.rule import Effect, Rule


def least_personal(national: NationalPrescription, held: Iterable[Rule]) -> NationalPrescription:
    """The prescription without the patient's street, town and telephone where a rule that holds withholds them.

    An address that is protected, or that parts are missing of, takes the telephone number with it: what is left out may
    have been left out to protect, and a number tells where its holder lives.
    """
    person = national.patient
    if person is None:
        return national
    withholding = [rule for rule in held if rule.effect is Effect.WITHHOLD]
    of_address = [rule for rule in withholding if rule.fact == ADDRESS]
    telephone = any(rule.fact == TELEPHONE for rule in withholding)
    if of_address:
        telephone = telephone or any(not rule.holds({ADDRESS: (WHOLE,)}, date.min) for rule in of_address)
        country = None if person.address is None else Address(country=person.address.country)
        person = replace(person, address=country)
    if telephone:
        person = replace(person, telecoms=())
    return replace(national, patient=person)
