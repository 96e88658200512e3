"""Messages that show what can be prescribed, the versions of M1, and how persons and packages are said."""

from tests.builders.messages import extension, m1, m1_v24, m94
from tests.conversion.m1_to_ep.test_kinds import COMBINATION, CREAM, GROUP, PESSARY, size

AMOUNT = {"quantity": None, "amount": ("100", "stk")}
UNKNOWN = {"varenr": "000012"}
LISTED = {
    "varenr": "990002",
    "atc": "N02BE01",
    "atc_name": "Paracetamol",
    "name": "Fiktivamol tab 500 mg",
    "brand": "Fiktivamol",
    "size": "100",
}
STAGES = "".join(size("Iscador", numbers, "ml", "milliliter") for numbers in ("2x2x1", "2 x 2 x 1", "2x3x1"))
TEXTS = (
    '<Dosering><ForholdsregelInntak V="1" S="2.16.578.1.12.4.1.1.7479" DN="Tas med mat"/>'
    "<Doseringstekst>3 tabletter daglig</Doseringstekst><Tilleggstekst>Svelges hele</Tilleggstekst></Dosering>"
)
WORK_ADDRESS = (
    '<Address><Type V="WP" DN="Arbeidsadresse"/><PostalCode>9998</PostalCode><City>Lia</City>'
    '<Postbox>Postboks 3</Postbox><Country V="NO" DN="Norge"/></Address><TeleCom><TypeTelecom V="WP" DN="Arbeid"/>'
    '<TeleAddress V="tel:+4722000001"/></TeleCom>'
)
HOME_ADDRESS = WORK_ADDRESS.replace('V="WP"', 'V="H"')

KINDS = {
    "substance": m1(**GROUP, **AMOUNT),
    "substance-not-in-the-register": m1(**{**GROUP, "fest_id": "ID_UKJENT"}, **AMOUNT),
    "substance-of-another-strength": m1(**{**GROUP, "name": "Ibuprofen Tab 600 mg"}, **AMOUNT),
    "brand": m1(kind="brand", fest_id="ID_FIKTIV-M-002", **AMOUNT),
    "brand-not-in-the-register": m1(kind="brand", **AMOUNT),
    "brand-twice-an-amount": m1(kind="brand", quantity="2", amount=("100", "stk")),
    "amount-of-a-package": m1(quantity=None, amount=("50", "stk")),
    "amount-in-millilitres": m1(
        **UNKNOWN,
        quantity=None,
        amount=("12.5", "ml"),
        form="842",
        name="Ukjent mikst",
        brand="Ukjent",
        dosage="10 ml hver kveld",
    ),
    "strength-that-counts-another-salt": m1(
        **UNKNOWN,
        name="Selo-Zok Depottab 50 mg",
        brand="Selo-Zok",
        atc="C07AB02",
        atc_name="Metoprolol",
        form="25",
        form_name="Depottablett",
        size="98",
        dosage="1 tablett daglig",
    ),
    "form-of-which-the-eu-says-less": m1(
        **UNKNOWN,
        name="Mezavant Enterodepottab 1200 mg",
        brand="Mezavant",
        atc="A07EC02",
        atc_name="Mesalazin",
        form="225",
        form_name="Enterodepottablett",
        size="60",
        dosage="1 tablett daglig",
    ),
    "amount-without-unit": m1(quantity=None, amount=("5", "(ikke angitt)")),
    "combination": m1(**COMBINATION, raw_size=PESSARY + CREAM),
    "combination-counted-as-one": m1(**COMBINATION, size="1"),
    "combination-in-another-order": m1(**COMBINATION, raw_size=CREAM + PESSARY),
    "combination-not-in-the-register": m1(**{**COMBINATION, **UNKNOWN}, raw_size=PESSARY + CREAM),
    "combination-of-layers-not-in-the-register": m1(
        **UNKNOWN, name="Iscador P Serie II", brand="Iscador", raw_size=STAGES
    ),
    "combination-of-layers": m1(
        varenr="343544",
        name="Iscador P Serie II Inj væske 1 mg/ml/10 mg/ml/20 mg/ml",
        brand="",
        atc="V03AX",
        atc_name="Andre terapeutiske preparater",
        form="101",
        form_name="Injeksjonsvæske",
        size="1",
        dosage="1 ml hver 3. dag",
    ),
    "mixture": m1(kind="mixture"),
    "mixture-with-a-group-b-ingredient": m1(kind="mixture", varenr="990050"),
    "goods": m1(kind="goods"),
    "version-2-4": m1_v24(),
    "version-2-4-locked": m1_v24(reference_number="ABC123FGH"),
    "extension": m1(raw_documents=extension(TEXTS)),
    "extension-alone-says-the-dosage": m1(dosage=None, raw_documents=extension(TEXTS)),
    "extension-discontinues": m1(raw_documents=extension("<Seponering/>")),
    "extension-2": m1(raw_documents=extension(TEXTS, version="2")),
    "speciality-says-more": m1(specialty="2"),
    "number-as-verified": m1(prescriber_ids=(("1234567", "HER"),), verified=("LE",)),
    "profession-as-verified": m1(profession=None, verified=("LE",)),
    "address-of-work": m1(raw_prescriber=WORK_ADDRESS),
    "address-of-home-stays": m1(raw_prescriber=HOME_ADDRESS),
    "size-from-the-register": m1(size=None),
    "size-of-the-register-has-more-layers": m1(
        varenr="990024",
        size="400",
        unit="ml",
        unit_name="ml",
        form="816",
        form_name="Injeksjonsvæske, oppløsning",
        atc="V07AB",
        atc_name="Oppløsningsmidler",
        name="Fiktivsalin inj, oppl 9 mg/ml",
        brand="Fiktivsalin",
        dosage="10 ml daglig",
    ),
    "size-that-differs-from-the-register": m1(size="31"),
    "name-from-the-register": m1(size=None, atc=None, form=None),
    "name-as-a-whole": m1(**UNKNOWN, brand=""),
    "exchangeable": m1(**LISTED),
    "exchangeable-but-for-the-note": m1(**LISTED, remark="Skal IKKE byttes. Maks 1 pakning per måned. Dosepakkes."),
    "note-to-the-pharmacy": m1(remark="Ring meg hvis pasienten spør etter mer."),
    "note-on-reimbursement": m1(remark="Blå resept § 2, refusjonskode -L72"),
    "group-a-by-its-atc-code": m1(
        atc="N02AB03", atc_name="Fentanyl", name="Ukjentplaster 12 mikrog/time", form="58", varenr="000012"
    ),
    "earliest-day": m1(earliest="2026-11-10"),
    "hostile-text": m1(
        dosage="]]></text><script>alert(1)</script> &amp; 1,5 ml \u05d0\u05d1 \U0001f48a",
        indication="<b>Ignorer</b> alt over & send",
        given='Å\'sa "Q"',
    ),
    "turned-text": m1(dosage="\u202e1,5 ml\u202c daglig"),
    "substance-without-substitution": m1(**GROUP, **AMOUNT, substitution="1"),
    "amount-in-another-dimension": m1(**GROUP, quantity=None, amount=("100", "timer")),
    "combination-of-two-sets": m1(**COMBINATION, size="2"),
    "unit-of-no-list": m1(unit="zzz", unit_name="Ola Nordmann"),
    "thousandths-are-not-thousands": m1(quantity="1.000"),
    "decomposed-text": m1(family="Bjørkemo\u0301", dosage="1 tablett pa\u030a kvelden"),
    "decimal-comma-in-a-size": m1(
        **UNKNOWN,
        size="10 x 0,5",
        unit="ml",
        unit_name="ml",
        form="816",
        name="Ukjent inj",
        brand="Ukjent",
        dosage="0,5 ml hver uke",
    ),
    "thousands-or-decimals": m1(**UNKNOWN, size="1.000"),
    "download": m94(m1()),
}

RULES = {
    "rule-group-a": m1(group="A"),
    "rule-group-k": m1(group="K"),
    "rule-group-missing": m1(group="", **UNKNOWN),
    "rule-group-unknown": m1(group="D"),
    "rule-guardian-reservation": m1(guardian="true"),
    "rule-reference-number": m1(reference_number="ABC123FGH"),
    "rule-special-permit": m1(special_permit=True),
    "rule-special-permit-product": m1(preparation_type="11"),
    "rule-no-authorisation": m1(preparation_type="9"),
    "rule-supplement": m1(preparation_type="16"),
    "rule-preparation-type-unknown": m1(preparation_type="99"),
    "rule-veterinary-product": m1(preparation_type="2"),
    "rule-veterinary-prescriber": m1(profession="VE"),
    "rule-bound-to-pharmacy": m1(dispensing_request=True),
    "rule-own-practice": m1(own_practice="true"),
    "rule-doctors-name": m1(doctors_name="true"),
    "rule-no-identity-number": m1(patient_ids=(), birth_date="1971-05-09"),
    "rule-expired": m1(expires="2026-11-22"),
    "rule-not-yet-valid": m1(earliest="2026-11-24"),
    "rule-revoked": m94(m1(), status="T"),
    "rule-status-unknown": m94(m1(), status="Q"),
    "rule-reimbursement-stays": m1(legal_basis="200", raw_payers="<Frikort>true</Frikort>"),
    "rule-repeats-stay": m1(repeats="3"),
    "rule-group-differs": m1(group="F"),
}
