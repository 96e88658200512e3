"""What Norwegian messages tell of dispenses: an `Utlevering` of an M9.6, and an M10 as a pharmacy sends it."""

from tests.builders import m1_parts as p
from tests.builders.m1_parts import cs, cv, leaf
from tests.builders.messages import FAMILY, GIVEN, MESSAGE_ID, NUMBER

M10_NS = "http://www.kith.no/xmlstds/eresept/m10/2013-10-08"
UTLEVERING = "http://www.kith.no/xmlstds/eresept/utlevering/2013-10-08"
MENGDE = '<Mengde V="30" U="stk"/>'
FELLES = "http://www.kith.no/xmlstds/felleskomponent1"


def told(
    packages: str = "1",
    varenr: str | None = "990003",
    name: str = "Fiktivprofen tab 400 mg",
    size: tuple[str, str] | None = None,
    last: str | None = None,
    on: str = "2026-11-20",
) -> str:
    """An `Utlevering` of an M9.6: so many packages of an article in all, the last of them on a day."""
    held = "" if size is None else f'<Pakningsstr V="{size[0]}" U="{size[1]}"/>'
    return (
        f"<Utlevering>{leaf('Varenr', varenr)}{leaf('NavnFormStyrke', name)}{held}"
        f"{leaf('AntallPakningerUtlevertTotalt', packages)}{leaf('AntallPakningerUtlevertSiste', last or packages)}"
        f"<TidspunktSisteUtlevering>{on}T10:00:00+01:00</TidspunktSisteUtlevering></Utlevering>"
    )


def m10(
    packages: str | None = "1",
    message_id: str = "5a774ee6-94f5-48d2-bd15-1537a1b70e1c",
    prescription_id: str = MESSAGE_ID,
    number: str = NUMBER,
    varenr: str = "990003",
    name: str = "Fiktivprofen tab 400 mg",
    size: tuple[str, str] | None = ("30", "stk"),
    annuls: str = "",
    cancels: bool = False,
) -> bytes:
    """An M10 as a Norwegian pharmacy sends it; `packages` is None where it says an amount instead."""
    held = "" if size is None else (
        f"<PakningsinfoResept>{leaf('Varenavn', 'Fiktivprofen')}{leaf('Pakningsstr', size[0])}"
        f"{cv('EnhetPakning', size[1], '7452')}</PakningsinfoResept>"
    )  # fmt: skip
    amount = f"{leaf('Antall', packages)}<Reiterasjon>0</Reiterasjon>{'' if packages else MENGDE}"
    medicine = "" if cancels else (
        f'<ReseptDokLegemiddel xmlns="{p.M1}">{cs("Varegruppekode", "L")}{amount}'
        f'<Forskrivning xmlns="{p.FORSKRIVNING}">'
        f"<Legemiddelpakning>{leaf('NavnFormStyrke', name)}{cs('Reseptgruppe', 'C')}{leaf('Varenr', varenr)}{held}"
        "</Legemiddelpakning></Forskrivning></ReseptDokLegemiddel>"
    )  # fmt: skip
    her = f'<Id xmlns="{FELLES}">8090688</Id><TypeId xmlns="{FELLES}" V="HER" S="{p.LISTS}9051" DN="HER-id"/>'
    payload = (
        f'<Utleveringsrapport xmlns="{M10_NS}"><Utlevering xmlns="{UTLEVERING}">{leaf("ReseptId", prescription_id)}'
        f"<Utleveringsdato>2026-11-20</Utleveringsdato>"
        f"{leaf('Annullering', 'true' if annuls else 'false')}{cs('Avsluttet', '2')}"
        f"{leaf('AnnulleringsId', annuls or None)}{medicine}"
        f"<Utleverer><HerId>{her}</HerId><Navn>Lia apotek (fiktivt)</Navn></Utleverer></Utlevering>"
        f"{cs('Kanselleringskode', '4') if cancels else ''}"
        "<ReservasjonRapportFastlege>false</ReservasjonRapportFastlege><AnsattId>999900025</AnsattId>"
        "</Utleveringsrapport>"
    )
    ids = p.idents(((number, "FNR"),), "8116")
    patient = f"<Patient>{leaf('FamilyName', FAMILY)}{leaf('GivenName', GIVEN)}{ids}</Patient>"
    sender = p.organisation("Lia apotek (fiktivt)", (("313000125", "ENH"),))
    return (p.DECLARATION + p.head("ERM10", message_id, sender, patient, p.document(payload))).encode()
