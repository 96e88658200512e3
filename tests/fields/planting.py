"""Puts a value into a leaf of a valid message: what leads to it is made where it is missing, as small as may be."""

from copy import deepcopy
from functools import cache

from lxml import etree
from xmlschema.validators import XsdElement, XsdGroup

from tests.builders.messages import extension, m1, m1_v24
from tests.fields.leaves import Leaf, children, type_name
from tests.fields.values import VALUES

RESEPT = "{http://www.kith.no/xmlstds/eresept/m1/2013-10-08}Resept"
SHORT = '<Kortdose V="93" S="2.16.578.1.12.4.1.1.7478" DN="1 daglig" OT="1 tablett daglig"/>'
PHASE = (
    '<Dosering><Starttidspunkt V="2026-11-03"/><Sluttidspunkt V="2027-01-03"/><DoseFastTidspunkt>'
    '<Mengde V="1" U="tablett"/>{}</DoseFastTidspunkt></Dosering>'
)
EVERY_OTHER_DAY = PHASE.format('<Intervall V="2" U="Døgn"/><GisEksakt>false</GisEksakt>')
BY_THE_CLOCK = PHASE.format(
    '<Intervall V="1" U="Døgn"/><Klokkeslett>08:00:00</Klokkeslett><GisEksakt>false</GisEksakt>'
)
ON_AND_OFF = PHASE.format("<GisEksakt>false</GisEksakt><FastDose><DagerPa>5</DagerPa><DagerAv>3</DagerAv></FastDose>")
RATE = '<Infusjonshastighet><Volum V="10" U="ml"/><Tidsenhet V="Time" DN="Time"/></Infusjonshastighet>'
INFUSED = PHASE.format(f'<Intervall V="1" U="Døgn"/>{RATE}<GisEksakt>false</GisEksakt>')
NEEDED = (
    '<Dosering><Starttidspunkt V="2026-11-03"/><DoseEtterBehov><Mengde V="1" U="tablett"/>{}'
    '<DoseDognMaks V="4" U="tablett"/><DoseTidsromMaks V="2" U="tablett"/><Tidsrom V="1" U="Døgn"/>'
    '<DoseIntervallMin V="4" U="Time"/></DoseEtterBehov></Dosering>'
)
ADMINISTRATION = (
    '<Administrering><AdmVed V="1" DN="x"/><AdmMate V="1" DN="x"/><AdmEtterSkjema>false</AdmEtterSkjema>'
    "<AdmSkjema>x</AdmSkjema></Administrering>"
)
SHORT_ALONE = '<Kortdose V="223" S="2.16.578.1.12.4.1.1.7478"/>'
FORSKRIVNING = "Resept/ReseptDokLegemiddel/Forskrivning/"
FIXED = f"{FORSKRIVNING}Dosering/DoseFastTidspunkt/"
SUBSTANCE = {"kind": "substance", "name": "Ibuprofen Tab 400 mg", "fest_id": "ID_FIKTIV-L-ibuprofen-tab-400"}
AMOUNT = {"quantity": None, "amount": ("100", "stk")}
UNKNOWN: dict[str, object] = {"varenr": "000012", "name": "Legemiddel 400 mg", "brand": "Legemiddel"}
"""A package that the register does not have: what the message says is then all there is."""
MIXTURE: dict[str, object] = {
    "form": "842",
    "name": "Ukjent mikst",
    "brand": "Ukjent",
    "varenr": "000012",
    "unit": "ml",
}
LISTED: dict[str, object] = {
    "varenr": "990002",
    "atc": "N02BE01",
    "atc_name": "Paracetamol",
    "name": "Fiktivamol tab 500 mg",
    "brand": "Fiktivamol",
    "size": "100",
}
"""A package in an exchange group without condition."""
EXTENSION = (
    '<Dosering><ForholdsregelInntak V="1" S="2.16.578.1.12.4.1.1.7479" DN="Tas med mat" OT="x"/>'
    "<Doseringstekst>3 tabletter daglig</Doseringstekst><Tilleggstekst>Svelges hele</Tilleggstekst></Dosering>{}"
    '<Diagnose V="R97" S="2.16.578.1.12.4.1.1.7170" DN="Allergi" OT="x"/>'
)
STOPPED = (
    '<Seponering><Tidspunkt>2026-11-20T00:00:00</Tidspunkt><Arsak V="1" S="1.2" DN="x" OT="x"/><Merknad>x</Merknad>'
    "</Seponering>"
)
BASES: dict[str, dict[str, object]] = {
    f"{FORSKRIVNING}Dosering/DoseEtterBehov": {"dosage": None, "raw_dosing": NEEDED.format("")},
    f"{FORSKRIVNING}Dosering/DoseEtterBehov/Intervall": {"raw_dosing": NEEDED.format(""), "dosage": None},
    f"{FORSKRIVNING}Dosering/DoseEtterBehov/Infusjonshastighet": {"dosage": None, "raw_dosing": NEEDED.format(RATE)},
    f"{FORSKRIVNING}Administrering/": {"version": "2.4", "raw_dosing": ADMINISTRATION},
    f"{FIXED}Infusjonshastighet": {"dosage": None, "raw_dosing": INFUSED},
    f"{FORSKRIVNING}Dosering": {"dosage": None, "raw_dosing": EVERY_OTHER_DAY},
    f"{FORSKRIVNING}Dosering/Doseringsregel": {"raw_dosing": EVERY_OTHER_DAY},
    f"{FIXED}Mengde/@U": {"dosage": None, "raw_dosing": EVERY_OTHER_DAY, **MIXTURE},
    f"{FIXED}Klokkeslett": {"dosage": None, "raw_dosing": BY_THE_CLOCK},
    f"{FIXED}GisEksakt": {"raw_dosing": BY_THE_CLOCK, "dosage": None},
    f"{FIXED}Tidsomrade": {"raw_dosing": PHASE.format("<GisEksakt>false</GisEksakt>"), "dosage": None},
    f"{FIXED}FastDose": {"raw_dosing": ON_AND_OFF, "dosage": None},
    f"{FORSKRIVNING}Kortdose": {"dosage": None, "raw_dosing": SHORT},
    f"{FORSKRIVNING}Kortdose/@OT": {"dosage": None, "raw_dosing": SHORT.replace("tablett", "ml"), **MIXTURE},
    f"{FORSKRIVNING}LegemiddelMerkevare": {
        "kind": "brand",
        "name": "Legemiddel 400 mg",
        "brand": "Legemiddel",
        **AMOUNT,
    },
    f"{FORSKRIVNING}LegemiddelMerkevare/Id": {"kind": "brand", "fest_id": "ID_FIKTIV-M-002", **AMOUNT},
    f"{FORSKRIVNING}LegemiddelVirkestoff": {**SUBSTANCE, "fest_id": "ID_UKJENT", **AMOUNT},
    f"{FORSKRIVNING}LegemiddelVirkestoff/LegemiddelformKort": {"kind": "substance", "name": "Annet 400 mg", **AMOUNT},
    f"{FORSKRIVNING}LegemiddelVirkestoff/Atc": {
        **SUBSTANCE,
        "name": "Annet Tab 400 mg",
        "fest_id": "ID_UKJENT",
        **AMOUNT,
    },
    f"{FORSKRIVNING}LegemiddelVirkestoff/Id": {**SUBSTANCE, **AMOUNT},
    f"{FORSKRIVNING}Legemiddelblanding": {"kind": "mixture"},
    f"{FORSKRIVNING}Legemiddelpakning": UNKNOWN,
    f"{FORSKRIVNING}Legemiddelpakning/PakningsinfoResept/EnhetPakning": MIXTURE,
    f"{FORSKRIVNING}Legemiddelpakning/Preparattype": {"preparation_type": "7"},
    f"{FORSKRIVNING}LegemiddelMerkevare/Preparattype": {"kind": "brand", "preparation_type": "7", **AMOUNT},
    f"{FORSKRIVNING}LegemiddelVirkestoff/Preparattype": {"preparation_type": "7", **SUBSTANCE, **AMOUNT},
    "Resept/ReseptDokLegemiddel/Mengde": {
        **AMOUNT,
        "form": "842",
        "name": "Ukjent mikst",
        "brand": "Ukjent",
        "varenr": "000012",
    },
    "Resept/ReseptDokLegemiddel/BytteresRekvirent": LISTED,
    "Resept/Spesialitet": {"specialty": "1"},
    "Resept/ReseptDokHandelsvare": {"kind": "goods"},
    "MsgHead/Signature": {"verified": ("LE",), "profession": None},
    "MsgHead/Signature/Object/RfHprData/HPR-nummer": {"verified": ("LE",), "prescriber_ids": (("5", "HER"),)},
    "MsgHead/MsgInfo/Patient/Address/Postbox": {"street": None},
    "ReseptUtvidelse": {"raw_documents": extension(EXTENSION.format(""))},
    "ReseptUtvidelse/Seponering": {"raw_documents": extension(EXTENSION.format(STOPPED))},
}
"""The message that a leaf is put into, by the beginning of its path; else the default one."""
FURTHER: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    f"{FORSKRIVNING}DosVeiledEnkel": (
        {
            "raw_dosing": SHORT_ALONE,
            "form": "842",
            "name": "Ukjent mikst",
            "brand": "Ukjent",
            "varenr": "000012",
            "unit": "ml",
        },
        ("10 ml 3 ganger daglig", "10 dråper 3 ganger daglig", "Ordet"),
    ),
    f"{FORSKRIVNING}LegemiddelVirkestoff/NavnFormStyrke": (
        {**SUBSTANCE, "fest_id": "ID_UKJENT", "atc": "M01AE", "atc_name": "M01AE", **AMOUNT},
        ("Ibuprofen Tab 400 mg", "Ibuprofen Tab 600 mg"),
    ),
    f"{FORSKRIVNING}LegemiddelVirkestoff/Atc/@V": (
        {"kind": "substance", "name": "Annet 400 mg", "fest_id": "ID_UKJENT", "atc_name": " ", **AMOUNT},
        ("M01AE01", "N02BE01"),
    ),
}
"""A second message for leaves that do more in another one, and the values to put into it there."""
SENDER = "MsgHead/MsgInfo/Sender/Organisation/"
INNER = f"{SENDER}Organisation/"


def base(path: str, *, further: bool = False) -> etree._Element:
    """A message that the leaf can stand in; it converts, unless its kind never does."""
    return deepcopy(_base(path, further))


@cache
def _base(path: str, further: bool) -> etree._Element:
    found = [prefix for prefix in BASES if path.startswith(prefix)]
    own = FURTHER[path][0] if further else BASES[max(found, key=len)] if found else {}
    overrides = {"middle": "Tuvslått", "country": "NO", **own}
    make = m1_v24 if overrides.pop("version", "") == "2.4" else m1
    root = etree.fromstring(make(**overrides))
    if path.startswith(f"{FORSKRIVNING}Legemiddeldose"):
        _make_dose(next(root.iter("{*}Legemiddelpakning")))
    if path.startswith(INNER):
        _move_inside(root)
    if path.endswith("Organisation/Address/Postbox"):
        street = next(root.find(".//{*}Sender").iter("{*}StreetAdr"))  # type: ignore[union-attr]
        street.getparent().remove(street)  # type: ignore[union-attr]
    if "HealthcareProfessional/Address/" in path:
        _give_work_address(root, "StreetAdr" not in path and "Postbox" not in path)
    if "HealthcareProfessional/TeleCom/" in path:
        _give_work_phone(root)
    return root


def _make_dose(package: etree._Element) -> None:
    package.tag = package.tag.replace("Legemiddelpakning", "Legemiddeldose")
    for name in ("Varenr", "PakningsinfoResept"):
        package.remove(next(package.iter(f"{{*}}{name}")))
    for name, text in (("Id", "ID_DOSE"), ("Mengde", None), ("RefLegemiddelMerkevare", "ID_A"), ("RefPakning", "ID_B")):
        made = etree.SubElement(package, package.tag.replace("Legemiddeldose", name))
        made.text = text
        if text is None:
            made.attrib.update({"V": "1", "U": "stk"})


def _move_inside(root: etree._Element) -> None:
    """Puts the prescriber into an organisation inside the sender's, as some hospitals do."""
    professional = next(root.iter("{*}HealthcareProfessional"))
    outer = professional.getparent()
    assert outer is not None
    inner = etree.SubElement(outer, outer.tag)
    for child in list(outer):
        if etree.QName(child).localname in {"OrganisationName", "Ident"}:
            inner.append(deepcopy(child))
    inner.append(professional)
    next(outer.iter("{*}Id")).text = "313000222"
    next(outer.iter("{*}TypeId")).set("V", "RSH")


def _give_work_address(root: etree._Element, with_street: bool) -> None:
    professional = next(root.iter("{*}HealthcareProfessional"))
    space = f"{{{etree.QName(professional).namespace}}}"
    address = etree.SubElement(professional, f"{space}Address")
    etree.SubElement(address, f"{space}Type", {"V": "WP", "DN": "Arbeidsadresse"})
    if with_street:
        etree.SubElement(address, f"{space}StreetAdr").text = "Fjellveien 3"


def _give_work_phone(root: etree._Element) -> None:
    professional = next(root.iter("{*}HealthcareProfessional"))
    space = f"{{{etree.QName(professional).namespace}}}"
    telecom = etree.SubElement(professional, f"{space}TeleCom")
    etree.SubElement(telecom, f"{space}TypeTelecom", {"V": "WP", "DN": "Arbeid"})
    etree.SubElement(telecom, f"{space}TeleAddress", {"V": "tel:+4797000000"})


def planted(leaf: Leaf, value: str, *, further: bool = False) -> bytes:
    """The message with the value in the leaf; another code without its word, but of ATC, where both are ibuprofen."""
    root = base(leaf.path, further=further)
    element = _down(root, leaf) if leaf.elements else _open(root, leaf)
    if leaf.attribute:
        element.set(leaf.attribute, value)
        if leaf.attribute == "V" and not leaf.path.endswith("Atc/@V"):
            etree.strip_attributes(element, "DN")
    else:
        element.text = value
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _open(root: etree._Element, leaf: Leaf) -> etree._Element:
    """The element of a leaf that no schema declares: the base has it."""
    names = leaf.path.split("/")[: -1 if leaf.attribute else None]
    above = root if names[0] == "MsgHead" else next(root.iter(f"{{*}}{names[0]}"))
    for name in names[1:]:
        above = next(above.iterchildren(f"{{*}}{name}"))
    return above


def _down(root: etree._Element, leaf: Leaf) -> etree._Element:
    element = root if leaf.elements[0].name == root.tag else next(root.iter(RESEPT))
    for above, declared in zip(leaf.elements, leaf.elements[1:], strict=False):
        found = next(element.iterchildren(declared.name), None)
        if found is None:
            found = smallest(declared)
            element.insert(_place(element, above, declared), found)
        element = found
    return element


def _place(parent: etree._Element, above: XsdElement, declared: XsdElement) -> int:
    """Before the first child that the schema has after it."""
    rank = {c.name: n for n, c in reversed(list(enumerate(children(above))))}
    later = [n for n, child in enumerate(parent) if rank.get(str(child.tag), 0) > rank[declared.name]]
    return later[0] if later else len(parent)


def smallest(declared: XsdElement) -> etree._Element:
    """The element with what it must have."""
    made = etree.Element(declared.name)
    for name, attribute in (getattr(declared.type, "attributes", None) or {}).items():
        if name in {"V", "U", "S", "DN"}:
            made.set(name, VALUES[type_name(attribute.type)][0])
    if declared.type.is_simple() or declared.type.has_simple_content():
        made.text = VALUES[type_name(declared.type)][0]
    else:
        content = declared.type.content
        assert isinstance(content, XsdGroup)
        _fill(content, made)
    return made


def _fill(group: XsdGroup, made: etree._Element) -> None:
    for item in list(group)[:1] if group.model == "choice" else list(group):
        if item.min_occurs and isinstance(item, XsdGroup):
            _fill(item, made)
        elif item.min_occurs and isinstance(item, XsdElement):
            made.append(smallest(item))
