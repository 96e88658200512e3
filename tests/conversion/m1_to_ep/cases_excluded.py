"""Prescriptions that may not leave Norway, and beside each the same one on the right side of the line."""

from datetime import UTC, datetime, timedelta, timezone

from tests.builders.dispenses import m10, told
from tests.builders.messages import MESSAGE_ID, NUMBER, extension, m1, m94, m96
from tests.conversion.m1_to_ep.cases import Case, converted, excluded, rejected

UNKNOWN = "000001"
UNIDENTIFIED = "medicine-not-identified"
A_B = "excluded-group-a-b"
CONTRADICTS = "register-contradicts"
"""The message keeps its own name beside a varenr of the register that is another medicine's."""
OSLO_WINTER, OSLO_SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))

GROUPS = (
    excluded("group A", m1(group="A"), A_B),
    excluded("group B", m1(group="B"), A_B),
    excluded("group B, varenr not known", m1(group="B", varenr=UNKNOWN), A_B),
    excluded(
        "group C in the message, B in the register", m1(varenr="990050", size="20", atc="N02AJ06"), A_B, CONTRADICTS
    ),
    excluded(
        "group C in the message, A in the register",
        m1(varenr="990035", size="5", form="58", atc="N02AB03", name="Fiktivprofen depotplaster 25 mikrog/time"),
        A_B,
        CONTRADICTS,
    ),
    excluded(
        "group C and a group's ATC code, a brand of group A",
        m1(varenr=UNKNOWN, atc="N02B", atc_name="", brand="Fiktivtanyl", name="Fiktivtanyl tab 1 mg"),
        A_B,
    ),
    excluded("group B in an attachment", m94(m1(group="B")), A_B),
    excluded("group K", m1(group="K"), "excluded-group-k"),
    excluded("group by an unknown code", m1(group="D"), "excluded-group-unknown"),
    excluded("group in lower case", m1(group="b"), "excluded-group-unknown"),
    excluded("group of two codes", m1(group="A B"), "excluded-group-unknown"),
    excluded("no group anywhere", m1(group="", varenr=UNKNOWN), "excluded-group-missing"),
    converted("group F in the message, C in the register", m1(group="F"), "remark-group-differs"),
    converted("group with blanks around it", m1(group=" C ")),
)

PROTECTED = (
    excluded("locked, true", m1(locked="true"), "excluded-locked"),
    excluded("locked, 1", m1(locked="1"), "excluded-locked"),
    excluded("locked, 1 with blanks around it", m1(locked=" 1\n"), "excluded-locked"),
    converted("not locked, 0", m1(locked="0")),
    converted("lock not said", m1(locked=None)),
    excluded("reference number alone", m1(reference_number="12345"), "excluded-reference-number"),
    excluded(
        "reference number and lock",
        m1(reference_number="1", locked="1"),
        "excluded-reference-number",
        "excluded-locked",
    ),
    excluded("reserved against guardians", m1(guardian="1"), "excluded-guardian-reservation"),
    converted("not reserved against guardians", m1(guardian="false")),
    excluded("under dispensing in a list", m96(m1(), entries=((MESSAGE_ID, "U"),)), "excluded-listed-status"),
    excluded("discontinued", m1(raw_documents=extension("<Seponering/>")), "excluded-discontinued"),
    excluded("bound to one pharmacy", m1(dispensing_request=True), "excluded-bound-to-pharmacy"),
    excluded("special permit", m1(special_permit=True), "excluded-special-permit"),
    excluded(
        "special permit by the register",
        m1(varenr="990052", size="100", atc="J01XE01"),
        "excluded-special-permit-product",
        CONTRADICTS,
    ),
    excluded("in the doctor's name", m1(doctors_name="true"), "excluded-doctors-name"),
    excluded(
        "to the doctor's own practice",
        m1(own_practice="true", has_patient=False),
        "excluded-own-practice",
        "excluded-no-identity-number",
    ),
    excluded("no patient", m1(has_patient=False), "excluded-no-identity-number"),
    excluded("patient without number", m1(patient_ids=(), birth_date="1971-05-09"), "excluded-no-identity-number"),
    excluded(
        "patient with a help number only",
        m1(patient_ids=((NUMBER, "FHN"),), birth_date="1971-05-09"),
        "excluded-no-identity-number",
    ),
)

KINDS = (
    excluded("mixture", m1(kind="mixture"), "excluded-magistral"),
    excluded("item group of goods", m1(item_group="A"), "excluded-not-a-medicine"),
    excluded("item group in lower case", m1(item_group="l"), "excluded-not-a-medicine"),
    excluded(
        "veterinary product",
        m1(varenr="990051", size="20", form="57", atc="QM01AE91"),
        "excluded-veterinary-product",
        "excluded-atc-veterinary",
        CONTRADICTS,
        UNIDENTIFIED,
    ),
    excluded("veterinarian", m1(profession="VE"), "excluded-veterinary-prescriber"),
    excluded("aquamedicine biologist", m1(profession="FB"), "excluded-veterinary-prescriber", "role-unmapped"),
    excluded("veterinarian by the signature", m1(profession="XX", verified=("VE",)), "excluded-veterinary-prescriber"),
    excluded(
        "doctor by the message, veterinarian too by the signature",
        m1(verified=("LE", "VE")),
        "excluded-veterinary-prescriber",
    ),
)

AUTHORISED = "excluded-no-authorisation"
PREPARATIONS = (
    *(
        excluded(f"preparation type {code} in the message", m1(preparation_type=code), rule)
        for code, rule in (
            ("2", "excluded-veterinary-product"),
            ("9", AUTHORISED),
            ("10", AUTHORISED),
            ("11", "excluded-special-permit-product"),
            ("14", AUTHORISED),
            ("15", AUTHORISED),
            ("16", "excluded-supplement"),
            ("20", "excluded-preparation-type-unknown"),
        )
    ),
    converted("an ordinary preparation type in the message", m1(preparation_type="7")),
)

EXPIRED, EARLY = "excluded-expired", "excluded-not-yet-valid"
LAST_DAY, FIRST_DAY = m1(expires="2026-11-23"), m1(earliest="2026-11-24")
SUMMER = m1(written="2026-06-01", expires="2026-07-01")
DATES = (
    converted("last day, noon", LAST_DAY),
    converted(
        "last day, a second before midnight in Oslo",
        LAST_DAY,
        at=datetime(2026, 11, 23, 23, 59, 59, tzinfo=OSLO_WINTER),
    ),
    excluded("midnight in Oslo after the last day", LAST_DAY, EXPIRED, at=datetime(2026, 11, 24, tzinfo=OSLO_WINTER)),
    converted("last day in Oslo and in UTC", LAST_DAY, at=datetime(2026, 11, 23, 22, 59, 59, tzinfo=UTC)),
    excluded("past the last day in Oslo, not in UTC", LAST_DAY, EXPIRED, at=datetime(2026, 11, 23, 23, tzinfo=UTC)),
    converted("last day in Oslo, summer", SUMMER, at=datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC)),
    excluded("past the last day in Oslo, summer", SUMMER, EXPIRED, at=datetime(2026, 7, 1, 22, tzinfo=UTC)),
    converted(
        "last day in Oslo, far east past it",
        LAST_DAY,
        at=datetime(2026, 11, 24, 7, tzinfo=timezone(timedelta(hours=9))),
    ),
    converted("last day written with a zone", m1(expires="2026-11-23+01:00")),
    excluded("expired with a zone", m1(expires="2026-11-22Z"), EXPIRED),
    excluded("not yet valid", FIRST_DAY, EARLY),
    converted("first day by Oslo, not by UTC", FIRST_DAY, at=datetime(2026, 11, 23, 23, tzinfo=UTC)),
    excluded("written tomorrow", m1(written="2026-11-24"), EARLY, "written-in-the-future"),
    excluded(
        "written tomorrow, to be dispensed since yesterday",
        m1(written="2026-11-24", earliest="2026-11-22"),
        EARLY,
        "written-in-the-future",
    ),
    excluded(
        "expires before its first day", m1(expires="2026-11-25", earliest="2026-11-26"), EARLY, "validity-contradicts"
    ),
    excluded(
        "expired, and locked, and group A",
        m1(expires="2020-01-01", locked="1", group="A"),
        EXPIRED,
        "excluded-locked",
        A_B,
        "validity-contradicts",
    ),
)

STATUS, STATUS_UNKNOWN, CALLER = "excluded-status", "excluded-status-unknown", "excluded-caller-status"
STATUSES = (
    converted("M9.4 with status E", m94(m1())),
    *(excluded(f"M9.4 with status {s}", m94(m1(), status=s), STATUS) for s in "RTFXABHU"),
    *(
        excluded(f"M9.4 with status no. {n}", m94(m1(), status=s), STATUS_UNKNOWN)
        for n, s in enumerate(("", "Q", "e", "EU", "E U"))
    ),
    *(converted(f"caller says status {s or 'nothing'}", m1(), status=s) for s in ("", "E")),
    *(
        excluded(f"caller says status {s!r}", m1(), CALLER, status=s)
        for s in ("U", "R", "T", "F", "X", "A", "B", "H", "Q", "e", " ")
    ),
    excluded("caller says revoked, M9.4 dispensable", m94(m1()), CALLER, status="T"),
    excluded("caller says dispensable, M9.4 revoked", m94(m1(), status="T"), STATUS, status="E"),
    converted("caller says that access is open", m1(), access="open"),
    *(
        excluded(f"caller says that access is {a!r}", m1(), "excluded-access-blocked", access=a)
        for a in ("blocked", "Open", "?")
    ),
)

WITHHELD = (
    converted("reimbursement", m1(raw_payers="<Frikort>true</Frikort>", legal_basis="200"), "withheld-reimbursement"),
    converted("exemption card denied", m1(raw_payers="<Frikort>false</Frikort>")),
    converted("repeats", m1(repeats="3"), "withheld-repeats"),
    converted("more packages than anybody is given", m1(quantity="51"), "remark-implausibly-many"),
    converted("a protected address", m1(street="SPERRET ADRESSE"), "withheld-protected-address"),
    converted("half an address", m1(street=None), "withheld-incomplete-address"),
    converted("a further document that is no prescription", m94(m1(), m1(type_code="ERM5")), "document-not-read"),
    excluded("an M10 that cannot be read", m94(m1(), m1(type_code="ERM10")), "excluded-dispensed-unknown"),
    converted("a whole hand-over of two dispensed", m96(m1(repeats="1"), raw=told()), "dispensed-before"),
    excluded("all of it dispensed", m96(m1(), raw=told()), "excluded-used-up"),
    excluded("a hand-over partly dispensed", m96(m1(quantity="2"), raw=told()), "excluded-partly-dispensed"),
    excluded("an M10 of another prescription", m94(m1(), m10(prescription_id="x")), "excluded-dispensed-contradicts"),
    excluded("an attachment that cannot be read", m94(m1(), b"hello"), "excluded-dispensed-unknown"),
    converted("note to the pharmacy", m1(remark="Ring ved spørsmål"), "remark-note-sent"),
    converted("note on reimbursement", m1(remark="Blå resept § 2"), "withheld-note-reimbursement"),
    converted("home care", m1(home_care="12345"), "remark-home-care"),
    converted("multidose, says the caller", m1(), "remark-multidose", multidose="yes"),
    converted("no multidose, says the caller", m1(), multidose="no"),
    rejected("locked in a version that is not read", m1(locked="1", m1_namespace="urn:m1"), "m1-version-not-supported"),
)

OPIOID = {
    "atc": "N02AB03",
    "atc_name": "Fentanyl",
    "name": "Ukjentplaster 12 mikrog/time",
    "brand": "Ukjentplaster",
    "form": "58",
    "size": "5",
}
WIDER = {**OPIOID, "atc": "N02AB", "atc_name": "N02AB"}
NO_MEDICINE, GOODS_NAME = "excluded-atc-not-a-medicine", "excluded-goods-name"
NOT_KNOWN = "excluded-atc-not-a-known-medicine"
BY_ATC = (
    excluded("group C in the message, all of its ATC code in A", m1(varenr=UNKNOWN, **OPIOID), A_B),
    excluded("ATC code of a group of codes that is all A", m1(varenr=UNKNOWN, **WIDER), A_B),
    excluded("ATC code in lower case", m1(varenr=UNKNOWN, **{**OPIOID, "atc": "n02ab03"}), A_B, UNIDENTIFIED),
    converted("ATC code of another group", m1(varenr=UNKNOWN)),
    excluded("food by its use", m1(use="5"), "excluded-use-food"),
    excluded("nutrient by its ATC code", m1(varenr=UNKNOWN, atc="V06DB"), NO_MEDICINE),
    excluded("incontinence by its ATC code", m1(varenr=UNKNOWN, atc="V07AN"), NO_MEDICINE, NOT_KNOWN),
    excluded("solvent that the register does not know", m1(varenr=UNKNOWN, atc="V07AB"), NOT_KNOWN),
    excluded("animal by its ATC code", m1(varenr=UNKNOWN, atc="QM01AE01"), "excluded-atc-veterinary", UNIDENTIFIED),
    excluded(
        "goods by their name",
        m1(varenr=UNKNOWN, brand="Fiktiv", name="Fiktiv teststrimler blodsukker 5 mg"),
        GOODS_NAME,
    ),
    rejected("neither substance, ATC code nor known", m1(varenr=UNKNOWN, atc=None), UNIDENTIFIED),
)

JUST, LATE = "2025-11-22", "2025-11-21"
DAYS = (
    converted("written 366 days ago", m1(written=JUST, expires="2026-11-23")),
    excluded("written 367 days ago", m1(written=LATE, expires="2026-11-23"), "excluded-older-than-valid"),
    converted("valid for 1100 days", m1(expires="2029-11-05"), "remark-valid-longer-than-usual"),
    excluded("valid for 1101 days", m1(expires="2029-11-06"), "excluded-valid-too-long"),
    converted("valid for 366 days", m1(expires="2027-11-02")),
    converted(
        "treatment over",
        m1(
            raw_dosing='<Dosering><Starttidspunkt V="2026-11-01"/><Sluttidspunkt V="2026-11-22"/>'
            '<DoseFastTidspunkt><Mengde V="1" U="tablett"/><Intervall V="1" U="Døgn"/>'
            '<Tidsomrade V="1" DN="tid"/><GisEksakt>false</GisEksakt></DoseFastTidspunkt></Dosering>'
        ),
        "remark-treatment-over",
    ),
)

CONTRACEPTIVE = {"atc": "G03AC09", "name": "Fiktivgestrel tab 75 mikrog", "brand": "Fiktivgestrel", "varenr": UNKNOWN}
RIGHT = (
    *(
        excluded(f"prescriber of profession {p}", m1(profession=p), "excluded-profession-may-not-prescribe")
        for p in ("FA1", "FT", "AT")
    ),
    *(excluded(f"ibuprofen by {p}", m1(profession=p), "excluded-outside-right") for p in ("SP", "JO", "TP", "OP")),
    *(converted(f"contraceptive by {p}", m1(profession=p, **CONTRACEPTIVE)) for p in ("SP", "JO", "LE")),
    converted("doctor who is a nurse too", m1(profession="LE", verified=("LE", "SP", "FT"))),
    converted("contraceptive of three years", m1(expires="2029-11-01", **CONTRACEPTIVE)),
)

CASES: tuple[Case, ...] = (
    *BY_ATC,
    *DAYS,
    *RIGHT,
    *GROUPS,
    *PROTECTED,
    *KINDS,
    *PREPARATIONS,
    *DATES,
    *STATUSES,
    *WITHHELD,
)
