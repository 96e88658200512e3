"""Well-formed, valid messages whose content cannot be said in an eP: codes, persons, amounts, packages, dosage."""

from datetime import date

from tests.builders.messages import BORN, FAMILY, GIVEN, NUMBER, m1, m94
from tests.builders.numbers import number_for
from tests.conversion.m1_to_ep.cases import Case, converted, excluded, rejected

UNKNOWN = "000001"
MAY_NOT = "excluded-profession-may-not-prescribe"
"""A varenr that no register has."""
PATIENT = "/MsgHead/MsgInfo/Patient"
SENDER = "/MsgHead/MsgInfo/Sender/Organisation"
PACKAGE = "/MsgHead/Document/RefDoc/Content/Resept/ReseptDokLegemiddel/Forskrivning/Legemiddelpakning"
SIZE = f"{PACKAGE}/PakningsinfoResept/Pakningsstr"
D_NUMBER = number_for(BORN, d_number=True)
WRONG_LAST = NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10)
WRONG_FIRST = NUMBER[:-2] + str((int(NUMBER[-2]) + 1) % 10) + NUMBER[-1]
WRONG = "code-in-wrong-list"
INVALID = "identity-number-invalid"

LISTS = (
    rejected("ATC of another list", m1(atc_list="7448"), WRONG, said=("7180",), path=f"{PACKAGE}/Atc"),
    rejected("form of another list", m1(form_list="7449"), WRONG, said=("7448",), path=f"{PACKAGE}/LegemiddelformKort"),
    rejected("unit of another list", m1(unit_list="7480"), WRONG, said=("7452", "7484")),
    rejected("patient's number of another list", m1(patient_id_list="9051"), WRONG, said=("8116",)),
    rejected("prescriber's number of another list", m1(prescriber_id_list="9051"), WRONG, said=("8116",)),
    rejected("organisation's number of another list", m1(organisation_id_list="8116"), WRONG, said=("9051",)),
    rejected("list that is not Norwegian", m1(atc_list="2.16.840.1.113883.6.73"), WRONG, said=("7180",)),
    rejected("two codes of the wrong list", m1(atc_list="7448", form_list="7449"), WRONG, said=("7180", "7448")),
    rejected("wrong list in an attachment", m94(m1(atc_list="7448")), WRONG),
)

FORMS = (
    rejected(
        "form without an EU code",
        m1(form="19", varenr=UNKNOWN),
        "dose-form-unmapped",
        said=(" 19 ", "mappings/codes/dose-form-7448.yaml"),
    ),
    rejected(
        "form that is no code",
        m1(form=FAMILY, varenr=UNKNOWN),
        "dose-form-unmapped",
        said=("mappings/codes/dose-form-7448.yaml",),
    ),
    rejected("no form anywhere", m1(form=None, varenr=UNKNOWN), "dose-form-missing"),
    converted("form from the register", m1(form=None)),
    converted("form that differs from the register's", m1(form="57"), "form-differs-from-register"),
    rejected("form that the name contradicts", m1(form="52"), "name-form-contradicts"),
)

ROLES = (
    excluded(
        "role without an EU code",
        m1(profession="PS"),
        MAY_NOT,
        "role-unmapped",
        said=(" PS ", "mappings/codes/profession-9060.yaml"),
    ),
    excluded(
        "role that is no code",
        m1(profession=GIVEN),
        MAY_NOT,
        "role-unmapped",
        said=("mappings/codes/profession-9060.yaml",),
    ),
    converted("a role that is not the verified one", m1(profession="PS", verified=("LE",)), "profession-differs"),
    excluded("verified role without an EU code", m1(profession="LE", verified=("PS",)), MAY_NOT, "role-unmapped"),
    converted("unknown role, verified one in the signature", m1(profession="XX", verified=("LE",))),
    converted("no role, verified one in the signature", m1(profession=None, verified=("TL",))),
    rejected("unknown role", m1(profession="XX"), "role-missing"),
    rejected("unknown role, verified as unknown", m1(profession="XX", verified=("XX",)), "role-missing"),
    excluded(
        "unknown role, verified as one without an EU code",
        m1(profession="XX", verified=("PS",)),
        MAY_NOT,
        "role-unmapped",
    ),
    rejected("no role at all", m1(profession=None), "role-missing"),
    rejected("role empty", m1(profession="", verified=()), "role-missing"),
)

IDENTITY = (
    rejected(
        "FNR with a wrong second check digit", m1(patient_ids=((WRONG_LAST, "FNR"),)), INVALID, path=f"{PATIENT}/Ident"
    ),
    rejected("FNR with a wrong first check digit", m1(patient_ids=((WRONG_FIRST, "FNR"),)), INVALID),
    rejected("FNR with ten digits", m1(patient_ids=((NUMBER[:-1], "FNR"),)), INVALID),
    rejected("FNR with twelve digits", m1(patient_ids=((NUMBER + "0", "FNR"),)), INVALID),
    rejected("FNR with a blank inside", m1(patient_ids=((f"{NUMBER[:6]} {NUMBER[6:]}", "FNR"),)), INVALID),
    rejected("FNR with letters", m1(patient_ids=((FAMILY, "FNR"),)), INVALID),
    rejected(
        "FNR in other digits",
        m1(patient_ids=((NUMBER.translate({48 + n: 0x660 + n for n in range(10)}), "FNR"),)),
        INVALID,
    ),
    rejected("D-number given as FNR", m1(patient_ids=((D_NUMBER, "FNR"),)), "identity-number-type"),
    rejected("FNR given as D-number", m1(patient_ids=((NUMBER, "DNR"),)), "identity-number-type"),
    rejected(
        "birth date that contradicts the FNR",
        m1(birth_date="1971-05-10"),
        "birth-date-contradicts",
        path=f"{PATIENT}/DateOfBirth",
    ),
    rejected("birth date a century off", m1(birth_date="1871-05-09"), "birth-date-contradicts"),
    rejected("birth date beyond the calendar", m1(birth_date="11971-05-09"), "date-out-of-range"),
    converted("birth date that says the same", m1(birth_date="1971-05-09")),
    converted("birth date with a zone", m1(birth_date="1971-05-09+01:00")),
    converted("D-number", m1(patient_ids=((D_NUMBER, "DNR"),))),
    converted("FNR with blanks around it", m1(patient_ids=((f" {NUMBER}\n", "FNR"),))),
    converted("patient born in this century", m1(patient_ids=((number_for(date(2019, 2, 28)), "FNR"),))),
    rejected("patient without family name", m1(family=None), "patient-name-missing"),
    rejected("patient without given name", m1(given=" "), "patient-name-missing"),
    rejected("no prescriber", m1(has_prescriber=False), "prescriber-missing"),
    rejected("prescriber without family name", m1(prescriber_family=None), "prescriber-missing"),
    rejected("prescriber with an FNR only", m1(prescriber_ids=((NUMBER, "FNR"),)), "prescriber-hpr-missing"),
    rejected(
        "prescriber with an HPR number that is none", m1(prescriber_ids=((FAMILY, "HPR"),)), "prescriber-hpr-missing"
    ),
    converted("HPR number verified in the signature", m1(prescriber_ids=((NUMBER, "FNR"),), verified=("LE",))),
    rejected(
        "organisation without a number that can be sent",
        m1(organisation_ids=(("1", "LOK"),)),
        "organisation-incomplete",
        path=SENDER,
    ),
    rejected("organisation with RSH 0", m1(organisation_ids=(("0", "RSH"),)), "organisation-incomplete"),
    rejected("organisation without name", m1(organisation_name=" "), "organisation-incomplete"),
    rejected(
        "all that is wrong is said",
        m1(quantity="0", profession="XX", family=None, dosage=None, birth_date="1971-05-10"),
        "quantity-not-positive",
        "role-missing",
        "patient-name-missing",
        "dosage-missing",
        "birth-date-contradicts",
    ),
)

AMOUNTS = (
    rejected("quantity 0", m1(quantity="0"), "quantity-not-positive"),
    rejected("quantity 0.00", m1(quantity="0.00"), "quantity-not-positive"),
    rejected("quantity negative", m1(quantity="-1"), "quantity-not-positive"),
    rejected("quantity missing", m1(quantity=None), "quantity-missing"),
    converted("quantity fractional", m1(quantity="0.5")),
    converted("quantity with a sign", m1(quantity="+2")),
)

UNREADABLE = ("0", "10 x", "x 10", "a", "", "30 stk", "10 x 0", "-5", "1e3", "1.000,5", "½", "٣", "10*5", f"1 {FAMILY}")
SIZES = tuple(
    rejected(f"package size no. {n}", m1(size=size), "package-size-unreadable", path=SIZE)
    for n, size in enumerate(UNREADABLE)
)
PACKAGES = (
    rejected("package of four layers", m1(size="2x2x3x4", varenr=UNKNOWN), "package-too-many-layers"),
    rejected("no package size anywhere", m1(size=None, varenr=UNKNOWN), "package-size-missing"),
    converted("package size from the register", m1(size=None)),
    converted("package that differs from the register's", m1(size="31"), "package-differs-from-register"),
    converted("varenr that the register has not", m1(varenr=UNKNOWN), "remark-varenr-unknown", "strength-as-text"),
    converted("more pieces than anybody takes", m1(varenr=UNKNOWN, size="30 x 1000"), "remark-much-counted"),
    converted(
        "more millilitres than anybody takes",
        m1(varenr=UNKNOWN, size="30000", unit="ml", form="842", name="Ukjent mikst", brand="Ukjent"),
        "remark-much-volume",
    ),
    converted(
        "more grams than anybody uses",
        m1(varenr=UNKNOWN, size="30000", unit="g", form="46", name="Ukjent gel", brand="Ukjent"),
        "remark-much-mass",
    ),
    converted("more repeats than weeks", m1(repeats="99"), "remark-many-repeats"),
    rejected("ATC that the EU has not", m1(atc="M99ZZ99", varenr=UNKNOWN), "medicine-not-identified"),
    converted("ATC that differs from the register's", m1(atc="M01AE02"), "atc-differs-from-register"),
    rejected("ATC of another therapeutic group than the register's", m1(atc="N02BE01"), "register-contradicts"),
    rejected(
        "combination pack by its register entry",
        m1(varenr="990055", form="159", size="1", atc=None),
        "register-contradicts",
        "dose-form-unmapped",
    ),
    rejected("brand without amount", m1(kind="brand", quantity=None), "amount-missing"),
    rejected("substance without amount", m1(kind="substance", quantity=None), "amount-missing"),
    rejected("brand by two times an amount", m1(kind="brand", quantity="2", amount=("100", "stk")), "amount-ambiguous"),
    rejected("amount of zero", m1(quantity=None, amount=("0", "stk")), "amount-unusable"),
    rejected("negative amount", m1(quantity=None, amount=("-5", "ml")), "amount-unusable"),
    rejected("amount of no number", m1(quantity=None, amount=("NaN", "ml")), "amount-unusable"),
    rejected("endless amount", m1(quantity=None, amount=("INF", "ml")), "amount-unusable"),
    rejected("amount of thirty digits", m1(quantity=None, amount=("0." + "1" * 30, "ml")), "amount-unusable"),
    rejected("half a piece", m1(quantity=None, amount=("0.5", "stk")), "amount-unusable"),
    rejected("amount without unit", m1(quantity=None, amount=("5", "(ikke angitt)")), "amount-unit-unknown"),
    rejected("amount in an unknown unit", m1(quantity=None, amount=("5", "skje")), "amount-unit-unknown"),
    rejected(
        "product without name",
        m1(name=" ", brand="", varenr=UNKNOWN),
        "product-name-missing",
        "name-form-strength-missing",
    ),
    rejected("package without name, form and strength", m1(name=" ", varenr=UNKNOWN), "name-form-strength-missing"),
    rejected(
        "substitution by an unknown code",
        m1(substitution="7"),
        "substitution-unmapped",
        said=("mappings/codes/substitution-1101.yaml",),
    ),
)

DOSE = (
    '<Dosering><DoseFastTidspunkt><Mengde V="1" U="stk"/><Klokkeslett>08:00:00</Klokkeslett>'
    "<GisEksakt>true</GisEksakt></DoseFastTidspunkt></Dosering>"
)
REST = (
    rejected("dosage missing", m1(dosage=None), "dosage-missing"),
    rejected("dosage of blanks", m1(dosage=" \n "), "dosage-missing"),
    rejected("dosage structured only", m1(dosage=None, raw_dosing=DOSE), "dosage-structured-only"),
    converted("dosage structured and in words", m1(raw_dosing=DOSE)),
    converted("dosage by short code with its text", m1(dosage=None, short_dose="1 tablett morgen")),
    converted("valid for one day", m1(written="2026-11-23", expires="2026-11-23")),
    rejected("date beyond the calendar", m1(expires="12027-11-01"), "date-out-of-range"),
)

CASES: tuple[Case, ...] = (*LISTS, *FORMS, *ROLES, *IDENTITY, *AMOUNTS, *SIZES, *PACKAGES, *REST)
