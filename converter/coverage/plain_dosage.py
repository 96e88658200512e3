"""One fixed plain dosage that fits a package: what is measured is the medicine and not how doctors write."""

from converter.model.medicine import Medicine

BY_AGREEMENT = "Etter avtale"
"""Where nothing plain fits: creams, kits, and injections whose unit the register does not tell."""
TIMES = "2 ganger daglig"
UNITS = {
    "tablett": "1 tablett",
    "tyggetablett": "1 tyggetablett",
    "sugetablett": "1 sugetablett",
    "kapsel": "1 kapsel",
    "pose": "1 pose",
    "stikkpille": "1 stikkpille",
    "vagitorie": "1 vagitorie",
    "vaginaltablett": "1 vaginaltablett",
    "plaster": "1 plaster",
    "dose": "1 dose",
    "spray": "1 spray",
    "dråpe": "1 dråpe",
    "ampulle": "1 ampulle",
    "sprøyte": "1 sprøyte",
    "klyster": "1 klyster",
    "ie": "10 IE",
    "e": "10 E",
    "ml": "5 ml",
}
"""A dose in each unit of list 7480 (EnhetDosering) that has a plain one, by the unit's term."""
WORDS = (
    ("vaginaltablett", "vaginaltablett"),
    ("tablett", "tablett"),
    ("kapsel", "kapsel"),
    ("stikkpille", "stikkpille"),
    ("vagitorie", "vagitorie"),
    ("plaster", "plaster"),
    ("dråper", "dråpe"),
    ("inhala", "dose"),
    ("spray", "dose"),
    ("mikstur", "ml"),
    ("sirup", "ml"),
)
"""Where the register names no such unit: a word in the short form's term, and the unit; the first that is there.

Powders and granules to be made up are dosed in what they become, where that is what the package holds."""
SACHET, VOLUMES = "10", frozenset({"ml", "l"})
"""List 7449: Dosepose. List 7452: what a liquid, or what becomes one in its bottle, is measured in."""
SACHETS = "dosepose"


def plain_dosage(medicine: Medicine) -> str:
    """The text of a package's dosage: `1 tablett 2 ganger daglig`, or `Etter avtale`.

    By the register's first unit of a dose that has a plain one; where there is none, by the dose form's words. A
    package of several forms (a combination pack) is taken by agreement.
    """
    if len(medicine.contents) > 1:
        return BY_AGREEMENT
    for unit in medicine.dose_units:
        if dose := UNITS.get(unit.display.casefold()):
            return f"{dose} {TIMES}"
    form = "" if medicine.form is None else medicine.form.display.casefold()
    found = next((unit for word, unit in WORDS if word in form), "")
    content = medicine.contents[0] if medicine.contents else None
    if SACHETS in form or (found == "ml" and content is not None and content.container.code == SACHET):
        found = "pose"
    elif found == "ml" and content is not None and content.unit.code.casefold() not in VOLUMES:
        found = ""  # a powder that is weighed out: how much, nobody says
    return f"{UNITS[found]} {TIMES}" if found else BY_AGREEMENT
