"""Where in a message the findings of a prescription point (unqualified element names, from the message's root)."""

from converter.model.national import Kind

RESEPT = "/MsgHead/Document/RefDoc/Content/Resept"
PRESCRIBED = f"{RESEPT}/ReseptDokLegemiddel"
AMOUNT = f"{PRESCRIBED}/Mengde"
FORSKRIVNING = f"{PRESCRIBED}/Forskrivning"
PACKAGE_ELEMENT = "Legemiddelpakning"
MEDICINE = f"{FORSKRIVNING}/{PACKAGE_ELEMENT}"
"""The medicine; `Notes` puts the right element in place of the package's where another kind is prescribed."""
SIZE = f"{MEDICINE}/PakningsinfoResept/Pakningsstr"
UNIT = f"{MEDICINE}/PakningsinfoResept/EnhetPakning"
ELEMENTS = {
    Kind.PACKAGE: PACKAGE_ELEMENT,
    Kind.BRAND: "LegemiddelMerkevare",
    Kind.SUBSTANCE: "LegemiddelVirkestoff",
    Kind.MIXTURE: "Legemiddelblanding",
    Kind.DOSE: "Legemiddeldose",
    Kind.GOODS: PACKAGE_ELEMENT,
}
