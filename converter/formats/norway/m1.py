"""M1 Resept v2.5 (2013-10-08): one prescription, read in one pass into national terms."""

from datetime import date

from lxml import etree

from converter.formats.norway.msghead import Envelope, read_person, read_sender, read_verified
from converter.formats.xml import day, local, number, path_of, text, truth
from converter.model.coded import Coded
from converter.model.dosage import Dosage
from converter.model.finding import Finding, Problem, finding
from converter.model.national import Kind, NationalFacts, NationalPrescription, PackageSize, PrescribedMedicine

M1 = "http://www.kith.no/xmlstds/eresept/m1/2013-10-08"
FORSKRIVNING = "http://www.kith.no/xmlstds/eresept/forskrivning/2013-10-08"
M = f"{{{M1}}}"
F = f"{{{FORSKRIVNING}}}"
LISTS = "2.16.578.1.12.4.1.1."

KINDS = {
    "LegemiddelMerkevare": Kind.BRAND,
    "Legemiddelpakning": Kind.PACKAGE,
    "LegemiddelVirkestoff": Kind.SUBSTANCE,
    "Legemiddelblanding": Kind.MIXTURE,
    "Legemiddeldose": Kind.DOSE,
}

REIMBURSEMENT = ("Vernepliktig", "SoktIndividRefusjon", "Frikort", "RefHjemmel", "RefKode", "Utlending")
"""Elements that say who pays (dossier on e-resept, section 6 d)."""

STAYS = ("Merknad", "KomLegemdlAdm", "Instituert", "Spesialitet", "UtskrevetSykehus", "AdministreringForskrivning")
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
    parts = {local(child): child for child in resept}
    document = parts.get("ReseptDokLegemiddel")
    goods = document is None
    if document is None:
        document = parts["ReseptDokHandelsvare"]
    lines = {local(child): child for child in document}
    prescribing = lines.get("Forskrivning")
    words = {} if prescribing is None else {local(child): child for child in prescribing}
    kind, element = Kind.GOODS, None
    for name, candidate in KINDS.items():
        if name in words:
            kind, element = candidate, words[name]
    medicine = PrescribedMedicine(kind) if element is None else _medicine(kind, element, faults)
    organisation, prescriber = read_sender(envelope.sender)
    prescription = NationalPrescription(
        prescription_id=envelope.message_id,
        written_on=_day(parts["Forskrivningsdato"], faults),
        valid_until=_day(parts["Utloper"], faults),
        valid_from=_day(parts["TidligsteUtlevering"], faults) if "TidligsteUtlevering" in parts else None,
        patient=None if envelope.patient is None else read_person(envelope.patient),
        prescriber=prescriber,
        organisation=organisation,
        medicine=medicine,
        facts=NationalFacts(
            item_group="" if goods else _v(lines.get("Varegruppekode")),
            groups=() if element is None else tuple([_v(e) for e in element.iter(F + "Reseptgruppe")]),
            locked=truth(parts.get("LastResept")),
            has_reference_number=bool(text(parts.get("RefNr"))),
            guardian_reservation=truth(parts.get("Vergeinnsynsreservasjon")),
            own_practice=truth(parts.get("TilEgenPraksis")),
            doctors_name=truth(parts.get("RekvLegensNavn")),
            special_permit="LegemiddelUtenMt" in lines,
            dispensing_request="EkspAnm" in parts,
            reimbursement=any(_says_something(parts.get(n), lines.get(n)) for n in REIMBURSEMENT),
            repeats=int(text(lines.get("Reiterasjon")) or 0),
            status=status,
            in_container=in_container,
            withheld=tuple(n for n in STAYS if n in parts or n in lines or n in words),
        ),
        verified=read_verified(envelope.signature),
        packages=number(text(lines["Antall"])) if "Antall" in lines else None,
        substitution=_v(lines.get("BytteresRekvirent")),
        dosage=_dosage(words, prescribing, faults),
        has_structured_dosage="Dosering" in words,
        indication=text(words.get("Bruksomrade")),
        use=_v(words.get("Bruk")),
        no_combination=truth(words.get("IngenKombinasjon")),
    )
    if faults:
        raise Problem(faults)
    return prescription


def _says_something(*elements: etree._Element | None) -> bool:
    """Whether an element is there and is not just a boolean false."""
    return any(e is not None and (len(e) > 0 or bool(e.attrib) or truth(e)) for e in elements)


def _v(element: etree._Element | None) -> str:
    return "" if element is None else element.get("V", "").strip()


def _day(element: etree._Element, faults: list[Finding], value: str | None = None) -> date:
    try:
        return day(text(element) if value is None else value)
    except ValueError:
        faults.append(finding("date-out-of-range", path_of(element)))
        return date.min


def _coded(element: etree._Element | None, lists: tuple[int, ...], faults: list[Finding]) -> Coded | None:
    """A CV of one of the given lists; absent where the element or its value is."""
    if element is None or not _v(element):
        return None
    system = element.get("S", "").strip()
    if system not in {f"{LISTS}{n}" for n in lists}:
        faults.append(finding("code-in-wrong-list", path_of(element), list=" / ".join(str(n) for n in lists)))
        return None
    return Coded(_v(element), system, element.get("DN", "").strip())


def _medicine(kind: Kind, element: etree._Element, faults: list[Finding]) -> PrescribedMedicine:
    if kind is Kind.MIXTURE:
        return PrescribedMedicine(kind)
    one = {local(child): child for child in element}
    return PrescribedMedicine(
        kind=kind,
        name_form_strength=text(one.get("NavnFormStyrke")),
        varenr=text(one.get("Varenr")),
        atc=_coded(one.get("Atc"), (7180,), faults),
        form=_coded(one.get("LegemiddelformKort"), (7448,), faults),
        sizes=tuple(_size(e, faults) for e in element.iterfind(F + "PakningsinfoResept")),
    )


def _size(element: etree._Element, faults: list[Finding]) -> PackageSize:
    unit = _coded(element.find(F + "EnhetPakning"), (7452, 7484), faults)
    return PackageSize(
        brand_name=text(element.find(F + "Varenavn")),
        size=text(element.find(F + "Pakningsstr")),
        unit=unit or Coded("", "", ""),
    )


def _dosage(words: dict[str, etree._Element], prescribing: etree._Element | None, faults: list[Finding]) -> Dosage:
    """Free text, else the short dose's full text; the period from structured dosage.

    The period runs from the first phase's start to the last phase's end, and is open where a phase has none.
    """
    short = words.get("Kortdose")
    phases = [] if prescribing is None else prescribing.findall(F + "Dosering")
    starts = [_moment(p.find(F + "Starttidspunkt"), faults) for p in phases]
    ends = [_moment(p.find(F + "Sluttidspunkt"), faults) for p in phases]
    given_starts = [s for s in starts if s is not None]
    given_ends = [e for e in ends if e is not None]
    return Dosage(
        text=text(words.get("DosVeiledEnkel")) or ("" if short is None else short.get("OT", "").strip()),
        start=min(given_starts) if phases and len(given_starts) == len(phases) else None,
        end=max(given_ends) if phases and len(given_ends) == len(phases) else None,
    )


def _moment(element: etree._Element | None, faults: list[Finding]) -> date | None:
    """The day of a TS; a TS of month or year precision says no day."""
    value = _v(element)
    if element is None or len(value) < len("2019-01-01") or ":" in value[:5]:
        return None
    return _day(element, faults, value)
