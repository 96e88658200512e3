"""What an M10 of ours always says: the codes that are no facts of the dispense, and those that must agree with it.

The reader takes facts; a writer that slips in the rest would go unseen without this.
"""

from lxml import etree

from converter.formats.norway.m1_versions import M1_V25
from converter.formats.norway.m10_writer import M10_NS, UTLEVERING
from converter.formats.norway.msghead import MH
from converter.formats.xml import code_of, local, path_of, text, truth

U, D, M = f"{{{UTLEVERING}}}", f"{{{M10_NS}}}", f"{{{M1_V25}}}"
DATA = frozenset({"Atc", "Reseptgruppe", "LegemiddelformKort", "EnhetPakning"})
"""Codes that the reader takes with their terms."""
TERMS = frozenset(
    {
        ("Type", "ERM10", "Utleveringsrapport reseptbanken"),
        ("TypeId", "ENH", "Organisasjonsnummeret i Enhetsregister"),
        ("TypeId", "HER", "HER-id"),
        ("TypeId", "FNR", "Fødselsnummer"),
        ("TypeId", "DNR", "D-nummer"),
        ("TypeTelecom", "HP", "Hovedtelefon"),
        ("Sex", "0", "Ikke kjent"),
        ("Sex", "1", "Mann"),
        ("Sex", "2", "Kvinne"),
        ("Sex", "9", "Ikke spesifisert"),
        ("DocumentConnection", "H", "Hoveddokument"),
        ("MsgType", "XML", "XML-instans"),
        ("Avsluttet", "1", "Ja"),
        ("Avsluttet", "2", "Nei"),
        ("Varegruppekode", "L", "Legemiddel"),
        ("EndringsType", "V", "Valgt annen vare"),
    }
)
"""Element, code and term: lists 8263, 9051, 8116, 9061, 3101, 8257, 8254, 1101, 7402, 7425."""


def wrong_in(root: etree._Element) -> list[str]:
    """The paths at which an M10 of `write_m10` does not say what every one of ours does.

    Args:
        root: it, past the schema gate.
    """
    wrong = [
        path_of(element)
        for element in root.iter(etree.Element)
        if element.get("DN") is not None
        and local(element) not in DATA
        and (local(element), code_of(element), element.get("DN")) not in TERMS
    ]
    dispense = next(root.iter(U + "Utlevering"))
    annuls = dispense.find(U + "AnnulleringsId")
    if truth(dispense.find(U + "Annullering")) != (annuls is not None):
        wrong.append(path_of(dispense) + "/Annullering")
    for needed in (U + "Avsluttet", f"{M}ReseptDokLegemiddel/{M}Varegruppekode", f"{U}Utleverer/{U}HerId"):
        if dispense.find(needed) is None:
            wrong.append(path_of(dispense) + "/" + needed.rpartition("}")[2])
    if text(dispense.find(f"{M}ReseptDokLegemiddel/{M}Reiterasjon")) != "0":
        wrong.append(path_of(dispense) + "/ReseptDokLegemiddel/Reiterasjon")
    if root.find(f"{MH}Document/{MH}DocumentConnection") is None:
        wrong.append("/MsgHead/Document/DocumentConnection")
    for identifier in dispense.iter("{*}TypeId"):
        if (code_of(identifier), identifier.get("S")) != ("HER", "2.16.578.1.12.4.1.1.9051"):
            wrong.append(path_of(identifier))
    return wrong
