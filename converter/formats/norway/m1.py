"""M1 Resept v2.5 (2013-10-08), and v2.4 under its names: one prescription, read in one pass into national terms."""

from dataclasses import replace
from datetime import date

from lxml import etree

from converter.formats.norway.dosing import (
    contradictions,
    read_dosage,
    read_phases,
    read_quantity,
    read_short_dose,
    same_words,
    withheld_bounds,
)
from converter.formats.norway.m1_extension import Extension
from converter.formats.norway.m1_versions import FORSKRIVNING_V25, M1_V25
from converter.formats.norway.msghead import Envelope, read_person, read_sender, read_verified
from converter.formats.xml import code_of, day, kids, local, number, path_of, text, truth
from converter.model.coded import Coded
from converter.model.finding import Finding, Problem, finding
from converter.model.national import Kind, NationalFacts, NationalPrescription, PackageSize, PrescribedMedicine
from converter.model.zone import YEARS

M = f"{{{M1_V25}}}"
F = f"{{{FORSKRIVNING_V25}}}"
ATC = ("2.16.578.1.12.4.1.1.7180",)
SPECIALTY = "2.16.578.1.12.4.1.1.7426"
DOSE_FORM = ("2.16.578.1.12.4.1.1.7448",)
PACKAGE_UNITS = ("2.16.578.1.12.4.1.1.7452", "2.16.578.1.12.4.1.1.7484")

KINDS = {
    F + "Legemiddelpakning": Kind.PACKAGE,
    F + "LegemiddelMerkevare": Kind.BRAND,
    F + "LegemiddelVirkestoff": Kind.SUBSTANCE,
    F + "Legemiddelblanding": Kind.MIXTURE,
    F + "Legemiddeldose": Kind.DOSE,
}

MAX_FAULTS = 10
NO_APPLICATION = "1"
STAYS_OF_MEDICINE = frozenset({F + "TypeSoknadSlv", F + "Opioidsoknad", F + "RefVilkar", F + "Refusjon"})
"""FEST's own elements, which an M1 should not have (dossier, section 3.4)."""
REIMBURSEMENT = frozenset(
    M + name for name in ("Vernepliktig", "SoktIndividRefusjon", "Frikort", "RefHjemmel", "RefKode", "Utlending")
)
"""Elements that say who pays (dossier on e-resept, section 6 d)."""

STAYS = (
    *(M + name for name in ("KomLegemdlAdm", "Instituert", "UtskrevetSykehus")),
    *(F + name for name in ("AdministreringForskrivning", "Administrering")),
)
"""Elements that are neither reimbursement nor of use abroad."""


def read_m1(envelope: Envelope, resept: etree._Element, status: str, in_container: bool) -> NationalPrescription:
    """Reads an M1 that has passed the schema gate.

    Args:
        envelope: its own MsgHead.
        resept: the `Resept` element.
        status: status of list 7408 from the container; empty without one.
        in_container: whether it came inside an M9.4.

    Raises:
        Problem: with every fault of substance found: `code-in-wrong-list`, `date-out-of-range`.
    """
    faults: list[Finding] = []
    parts = kids(resept)
    medicinal = parts.get(M + "ReseptDokLegemiddel")
    lines = kids(parts[M + "ReseptDokHandelsvare"] if medicinal is None else medicinal)
    prescribing = lines.get(F + "Forskrivning")
    words = {} if prescribing is None else kids(prescribing)
    kind, element = next(((k, words[t]) for t, k in KINDS.items() if t in words), (Kind.GOODS, None))
    free, short = text(words.get(F + "DosVeiledEnkel")), read_short_dose(words)
    full = short.text if short else ""
    phases = read_phases(prescribing, faults)
    organisation, prescriber = read_sender(envelope.sender)
    earliest = parts.get(M + "TidligsteUtlevering")
    packages = lines.get(M + "Antall")
    prescription = NationalPrescription(
        prescription_id=envelope.message_id,
        written_on=_day(parts[M + "Forskrivningsdato"], faults),
        valid_until=_day(parts[M + "Utloper"], faults),
        valid_from=None if earliest is None else _day(earliest, faults),
        patient=None if envelope.patient is None else read_person(envelope.patient),
        prescriber=prescriber,
        organisation=organisation,
        medicine=PrescribedMedicine(kind) if element is None else _medicine(kind, element, faults),
        facts=NationalFacts(
            item_group="" if medicinal is None else code_of(lines.get(M + "Varegruppekode")),
            groups=() if element is None else tuple([code_of(e) for e in element.iter(F + "Reseptgruppe")]),
            locked=truth(parts.get(M + "LastResept")),
            has_reference_number=M + "RefNr" in parts,
            guardian_reservation=truth(parts.get(M + "Vergeinnsynsreservasjon")),
            own_practice=truth(parts.get(M + "TilEgenPraksis")),
            doctors_name=truth(parts.get(M + "RekvLegensNavn")),
            special_permit=M + "LegemiddelUtenMt" in lines or _needs_permit(element),
            dispensing_request=M + "EkspAnm" in parts,
            reimbursement=any(
                _says_something(found[t]) for found in (parts, lines) for t in REIMBURSEMENT & found.keys()
            ),
            repeats=int(number(text(lines.get(M + "Reiterasjon"))) or 0),
            preparation_type=_preparation_type(element),
            status=status,
            in_container=in_container,
            home_care=M + "KomLegemdlAdm" in lines,
            withheld=(*_withheld(parts, lines, words, kind, element), *withheld_bounds(prescribing)),
        ),
        verified=read_verified(envelope.signature),
        packages=None if packages is None else number(text(packages)),
        amount=read_quantity(lines[M + "Mengde"]) if M + "Mengde" in lines else None,
        specialty=_specialty(parts.get(M + "Spesialitet")),
        substitution=code_of(lines.get(M + "BytteresRekvirent")),
        dosage=read_dosage(free, full, phases),
        short_dose=short,
        phases=phases,
        contradictions=contradictions(free, full, prescribing),
        indication=text(words.get(F + "Bruksomrade")),
        use=code_of(words.get(F + "Bruk")),
        no_combination=truth(words.get(F + "IngenKombinasjon")),
        note=text(lines.get(M + "Merknad")),
    )
    if faults:
        raise Problem(faults)
    return prescription


def extended(prescription: NationalPrescription, extension: Extension) -> NationalPrescription:
    """The prescription with what an extension adds to it.

    Its words follow M1's own; where its instruction differs from M1's, both are there and the difference is told.
    """
    dosage = prescription.dosage
    contradictions = prescription.contradictions
    words = [dosage.text, extension.instruction]
    if dosage.text and extension.instruction and not same_words(dosage.text, extension.instruction):
        contradictions = (*contradictions, "dosage-worded-otherwise")
    elif dosage.text:
        words = [dosage.text]
    whole = " / ".join(dict.fromkeys(w for w in (*words, *extension.additions) if w))
    facts = replace(
        prescription.facts,
        discontinued=extension.discontinued,
        withheld=tuple(dict.fromkeys((*prescription.facts.withheld, *extension.withheld))),
    )
    more = any(w not in {"", dosage.text} for w in (extension.instruction, *extension.additions))
    return replace(
        prescription,
        dosage=replace(dosage, text=whole),
        contradictions=contradictions,
        facts=facts,
        amended=more and (prescription.short_dose is not None or bool(prescription.phases)),
    )


def _says_something(element: etree._Element) -> bool:
    """Whether an element is more than a boolean false."""
    return len(element) > 0 or bool(element.attrib) or truth(element)


def _day(element: etree._Element, faults: list[Finding]) -> date:
    try:
        value = day(text(element))
    except ValueError:
        value = date.min
    if value.year not in YEARS:
        _note(faults, "date-out-of-range", element)
    return value


def _preparation_type(element: etree._Element | None) -> str:
    """The type of preparation; one that is there without a code is a type of no list."""
    kind = None if element is None else next(element.iterchildren(F + "Preparattype"), None)
    return "" if kind is None else code_of(kind) or "?"


def _specialty(element: etree._Element | None) -> str:
    """The prescriber's speciality (list 7426); a code of another list is none that we know."""
    code = code_of(element)
    return code if not code or element is None or element.get("S", "").strip() == SPECIALTY else "?"


def _needs_permit(element: etree._Element | None) -> bool:
    """Whether the medicine is one to apply for: list 7422, where 1 is `not to be applied for`."""
    kind = None if element is None else next(element.iterchildren(F + "TypeSoknadSlv"), None)
    return kind is not None and code_of(kind) != NO_APPLICATION


def _withheld(
    parts: dict[str, etree._Element],
    lines: dict[str, etree._Element],
    words: dict[str, etree._Element],
    kind: Kind,
    medicine: etree._Element | None,
) -> tuple[str, ...]:
    """The names of the elements that stay: who pays, Norwegian conditions, and what an eP has no place for."""
    found = [
        local(e) for group in (parts, lines) for t, e in group.items() if t in REIMBURSEMENT and _says_something(e)
    ]
    found += [local(group[t]) for group in (parts, lines, words) for t in STAYS if t in group]
    if kind is Kind.PACKAGE and M + "Antall" in lines and M + "Mengde" in lines:
        found.append("Mengde")
    if medicine is not None:
        found += [local(e) for e in medicine if e.tag in STAYS_OF_MEDICINE]
    return tuple(dict.fromkeys(found))


def _note(faults: list[Finding], code: str, element: etree._Element, **words: str) -> None:
    """Adds a fault, up to a bound: a path costs a walk over siblings, and nobody reads thousands."""
    if len(faults) < MAX_FAULTS:
        faults.append(finding(code, path_of(element), **words))


def _coded(element: etree._Element | None, lists: tuple[str, ...], faults: list[Finding]) -> Coded | None:
    """A CV of one of the given lists; absent where the element or its value is."""
    if element is None or not code_of(element):
        return None
    system = element.get("S", "").strip()
    if system not in lists:
        names = " / ".join(oid.rpartition(".")[2] for oid in lists)
        _note(faults, "code-in-wrong-list", element, list=names)
        return None
    return Coded(code_of(element), system, element.get("DN", "").strip())


def _medicine(kind: Kind, element: etree._Element, faults: list[Finding]) -> PrescribedMedicine:
    if kind is Kind.MIXTURE:
        return PrescribedMedicine(
            kind,
            holds_varenr=tuple(text(e) for e in element.iter(F + "Varenr")),
            holds_atc=tuple(code_of(e) for e in element.iter(F + "Atc")),
            holds_substances=tuple(text(e) for s in element.iter(F + "Virkestoff") for e in s.iterchildren(F + "Id")),
        )
    one = kids(element)
    sizes = tuple(read_package_size(e, faults) for e in element.iterchildren(F + "PakningsinfoResept"))
    brands = {s.brand_name for s in sizes} | ({text(one[F + "Varenavn"])} if F + "Varenavn" in one else set())
    return PrescribedMedicine(
        kind=kind,
        name_form_strength=text(one.get(F + "NavnFormStyrke")),
        brand_name=brands.pop() if len(brands) == 1 else "",
        varenr=text(one.get(F + "Varenr")),
        fest_id="" if kind is Kind.PACKAGE else text(one.get(F + "Id")),
        atc=_coded(one.get(F + "Atc"), ATC, faults),
        form=_coded(one.get(F + "LegemiddelformKort"), DOSE_FORM, faults),
        sizes=sizes,
    )


def read_package_size(element: etree._Element, faults: list[Finding]) -> PackageSize:
    """One PakningsinfoResept; a unit of another list than 7452 and 7484 goes to `faults`."""
    one = kids(element)
    return PackageSize(
        brand_name=text(one.get(F + "Varenavn")),
        size=text(one.get(F + "Pakningsstr")),
        unit=_coded(one.get(F + "EnhetPakning"), PACKAGE_UNITS, faults),
    )
