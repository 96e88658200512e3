"""What a place of a document is called by those who read prescriptions, Norwegian and English."""

UNKNOWN_NAME = "?"
"""What stands in a path for a name that no schema has (`Reading.path`)."""
WORDS: dict[str, tuple[str, str]] = {
    "act": ("en beskjed", "an instruction"),
    "administrationUnitCode": ("enheten som gis", "the unit that is given"),
    "approachSiteCode": ("hvor på kroppen", "where on the body"),
    "asContent": ("hva pakningen inneholder", "what the package holds"),
    "asSpecializedKind": ("hva slags legemiddel", "the kind of medicine"),
    "author": ("en rekvirent", "a prescriber"),
    "birthTime": ("fødselsdatoen", "the birth date"),
    "center": ("midten av et tidsrom", "the middle of a time"),
    "code": ("en kode", "a code"),
    "component": ("et avsnitt", "a section"),
    "consumable": ("et legemiddel", "a medicine"),
    "containerPackagedProduct": ("en pakning", "a package"),
    "country": ("landet", "the country"),
    "criterion": ("et vilkår, for eksempel ved behov", "a condition, such as as needed"),
    "deceasedInd": ("om pasienten er død", "whether the patient has died"),
    "deceasedTime": ("når pasienten døde", "when the patient died"),
    "denominator": ("styrken", "the strength"),
    "desc": ("en beskrivelse", "a description"),
    "doseQuantity": ("dosen", "the dose"),
    "effectiveTime": ("et tidspunkt eller tidsrom", "a time"),
    "encounter": ("en kontakt med helsetjenesten", "an encounter"),
    "entry": ("en opplysning", "a statement"),
    "entryRelationship": ("en opplysning", "a statement"),
    "expectedUseTime": ("hvor lenge det skal rekke", "how long it is to last"),
    "formCode": ("legemiddelformen", "the dose form"),
    "handlingCode": ("hvordan det skal oppbevares", "how it is to be kept"),
    "high": ("en siste grense, for eksempel et klokkeslett", "an upper bound, such as an hour"),
    "id": ("et nummer", "a number"),
    "informant": ("hvem som har opplyst det", "who told it"),
    "ingredient": ("et virkestoff", "an active substance"),
    "ingredientSubstance": ("et virkestoff", "an active substance"),
    "low": ("en første grense, for eksempel et klokkeslett", "a lower bound, such as an hour"),
    "manufacturedMaterial": ("et legemiddel", "a medicine"),
    "manufacturedProduct": ("et legemiddel", "a medicine"),
    "manufacturedLabeledDrug": ("et legemiddel", "a medicine"),
    "maxDoseQuantity": ("høyeste dose", "a highest dose"),
    "name": ("navnet", "the name"),
    "nonXMLBody": ("et innhold uten struktur", "a content without structure"),
    "numerator": ("styrken", "the strength"),
    "observation": ("en opplysning, for eksempel en diagnose", "a statement, such as a diagnosis"),
    "observationMedia": ("et bilde", "an image"),
    "organizer": ("en gruppe av opplysninger", "a group of statements"),
    "part": ("en del av en kombinasjonspakning", "a part of a combination pack"),
    "participant": ("en som har del i det", "somebody who has a part in it"),
    "partProduct": ("en del av en kombinasjonspakning", "a part of a combination pack"),
    "performer": ("hvem som utfører det", "who performs it"),
    "precondition": ("et vilkår, for eksempel ved behov", "a condition, such as as needed"),
    "priorityCode": ("hvor mye det haster", "how urgent it is"),
    "procedure": ("en behandling", "a procedure"),
    "product": ("et legemiddel", "a medicine"),
    "quantity": ("en mengde", "an amount"),
    "rateQuantity": ("en hastighet", "a rate"),
    "reference": ("en henvisning", "a reference"),
    "repeatNumber": ("antall gjentakelser", "how often it may be repeated"),
    "riskCode": ("en risiko", "a risk"),
    "routeCode": ("administrasjonsveien", "the route"),
    "section": ("et avsnitt", "a section"),
    "sequenceNumber": ("en rekkefølge", "an order"),
    "specimen": ("en prøve", "a specimen"),
    "statusCode": ("reseptens status", "the prescription's status"),
    "structuredBody": ("et innhold", "a content"),
    "subject": ("hvem det gjelder", "whom it is about"),
    "substanceAdministration": ("en bruk til, for eksempel et doseringstrinn", "a further use, such as a step"),
    "supply": ("en utlevering til", "a further supply"),
    "telecom": ("et telefonnummer", "a telephone number"),
    "text": ("en tekst", "a text"),
    "time": ("et tidspunkt", "a time"),
    "value": ("en verdi", "a value"),
    "width": ("et tidsrom", "a length of time"),
}
"""What an element says, by its name."""
PLACES: dict[str, tuple[str, str]] = {
    "author": ("rekvirenten", "the prescriber"),
    "asContent": ("pakningen", "the package"),
    "containerPackagedProduct": ("pakningen", "the package"),
    "ingredient": ("et virkestoff", "a substance"),
    "manufacturedProduct": ("legemidlet", "the medicine"),
    "part": ("en del av pakningen", "a part of the pack"),
    "recordTarget": ("pasienten", "the patient"),
    "substanceAdministration": ("reseptlinjen", "the item"),
    "supply": ("utleveringen", "the supply"),
}
"""What the elements in it are about."""
UNKNOWN = ("noe som formatet ikke kjenner", "something that the format does not know")


def named(path: str) -> tuple[str, str]:
    """What a path leads to, Norwegian and English: `høyeste dose (reseptlinjen)`; what has no word, by its name.

    Args:
        path: in local names; what no schema knows stands in it as `?`.
    """
    steps = [step.partition("[")[0] for step in path.split("/")]
    last = steps[-1]
    what = UNKNOWN if last in {UNKNOWN_NAME, ""} else WORDS.get(last, (f"«{last}»", f"“{last}”"))
    about = next((PLACES[step] for step in reversed(steps[:-1]) if step in PLACES), None)
    return what if about is None else (f"{what[0]} ({about[0]})", f"{what[1]} ({about[1]})")
