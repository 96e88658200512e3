"""Valid values for leaves whose type alone does not tell them, by the end of the path."""

from datetime import date

from tests.builders.messages import NUMBER
from tests.builders.numbers import number_for

VALUES = {
    "string": ("Ordet ene", "Ordet andre"),
    "token": ("1", "2"),
    "oid": ("2.16.578.1.12.4.1.1.9991", "2.16.578.1.12.4.1.1.9992"),
    "date": ("2026-11-05", "2026-11-06"),
    "TS": ("2026-11-05", "2026-11-06"),
    "dateTime": ("2026-11-05T08:00:00", "2026-11-06T09:00:00"),
    "time": ("08:00:00", "09:00:00"),
    "duration": ("P1Y", "P2Y"),
    "boolean": ("false", "true"),
    "double": ("1", "2"),
    "decimal": ("1", "2"),
    "int": ("1", "2"),
    "ID": ("ID_EN", "ID_TO"),
    "IDREF": ("ID_EN", "ID_TO"),
    "anyURI": ("tel:+4791000001", "tel:+4791000002"),
}
"""Two valid values of each type."""

LIST = "2.16.578.1.12.4.1.1."
SPECIAL: dict[str, tuple[str, ...]] = {
    "MsgInfo/Type/@V": ("ERM1", "ERM10"),
    "MIGversion": ("v1.2 2006-05-24", "v1.1 2006-02-15"),
    "MsgInfo/MsgId": ("7e0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f1", "aa0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f2"),
    "Organisation/Ident/Id": ("313000117", "313000222"),
    "Organisation/Ident/TypeId/@V": ("ENH", "HER"),
    "Organisation/Ident/TypeId/@S": (f"{LIST}9051", f"{LIST}8116"),
    "TypeHealthcareProfessional/@V": ("LE", "TL"),
    "HealthcareProfessional/Ident/Id": ("999900017", "999900025"),
    "HealthcareProfessional/Ident/TypeId/@V": ("HPR", "HER"),
    "HealthcareProfessional/Ident/TypeId/@S": (f"{LIST}8116", f"{LIST}9051"),
    "HealthcareProfessional/Address/Type/@V": ("WP", "H"),
    "Forskrivning/Legemiddelpakning/NavnFormStyrke": ("Legemiddel Ordet ene", "Legemiddel Ordet andre"),
    "Forskrivning/LegemiddelMerkevare/NavnFormStyrke": ("Legemiddel Ordet ene", "Legemiddel Ordet andre"),
    "Legemiddelpakning/PakningsinfoResept/Varenavn": ("Legemiddel ene", "Legemiddel andre"),
    "Forskrivning/LegemiddelMerkevare/Varenavn": ("Legemiddel ene", "Legemiddel andre"),
    "Patient/Ident/Id": (NUMBER, number_for(date(1985, 3, 4))),
    "Patient/Ident/TypeId/@V": ("FNR", "HPR"),
    "Patient/Ident/TypeId/@S": (f"{LIST}8116", f"{LIST}9051"),
    "Patient/DateOfBirth": ("1971-05-09", "1971-05-10"),
    "Patient/Sex/@V": ("1", "2"),
    "Country/@V": ("NO", "SE"),
    "TypeTelecom/@V": ("HP", "MC"),
    "HealthcareProfessional/TeleCom/TypeTelecom/@V": ("WP", "MC"),
    "Signature/SignatureValue": ("AAAA", "BBBB"),
    "Helsepersonellkategori": ("LE", "TL"),
    "RfHprData/HPR-nummer": ("999900017", "999900025"),
    "Resept/Utloper": ("2027-11-05", "2027-11-06"),
    "Resept/Spesialitet/@V": ("1", "2"),
    "Resept/Spesialitet/@S": (f"{LIST}7426", f"{LIST}9060"),
    "Varegruppekode/@V": ("L", "A"),
    "ReseptDokLegemiddel/Mengde/@U": ("ml", "g"),
    "Reseptgruppe/@V": ("C", "A"),
    "Preparattype/@V": ("7", "11"),
    "Kortdose/@V": ("93", "96"),
    "Kortdose/@OT": ("1 ml daglig", "1 dråpe daglig"),
    "Kortdose/@DN": ("1 daglig", "1x3"),
    "Infusjonshastighet/Volum/@U": ("ml", "dråpe"),
    "Infusjonshastighet/Tidsenhet/@V": ("Time", "Minutt"),
    "DoseEtterBehov/Mengde/@U": ("tablett", "dose"),
    "DoseEtterBehov/DoseDognMaks/@U": ("tablett", "dose"),
    "DoseEtterBehov/DoseTidsromMaks/@U": ("tablett", "dose"),
    "DoseEtterBehov/Tidsrom/@U": ("Døgn", "Time"),
    "DoseEtterBehov/DoseIntervallMin/@U": ("Døgn", "Time"),
    "Kortdose/@S": (f"{LIST}7478", f"{LIST}7480"),
    "Dosering/Starttidspunkt/@V": ("2026-11-03", "2026-11-04"),
    "Dosering/Sluttidspunkt/@V": ("2027-01-03", "2027-01-04"),
    "DoseFastTidspunkt/Mengde/@U": ("dråpe", "ml"),
    "DoseFastTidspunkt/Intervall/@U": ("Døgn", "Time"),
    "Reseptgruppe/@DN": ("", "Reseptgruppe C"),
    "BytteresRekvirent/@DN": ("", "Ja"),
    "Atc/@DN": ("Ibuprofen", "ibuprofen"),
    "Atc/@V": ("M01AE01", "M02AA13"),
    "Atc/@S": (f"{LIST}7180", f"{LIST}7448"),
    "LegemiddelVirkestoff/NavnFormStyrke": ("Ibuprofen Tab 400 mg", "Ibuprofen Tab 600 mg"),
    "LegemiddelformKort/@V": ("53", "32"),
    "LegemiddelformKort/@S": (f"{LIST}7448", f"{LIST}7449"),
    "Legemiddelpakning/Varenr": ("000012", "000023"),
    "PakningsinfoResept/Pakningsstr": ("30", "100"),
    "PakningsinfoResept/EnhetPakning/@V": ("g", "ml"),
    "PakningsinfoResept/EnhetPakning/@S": (f"{LIST}7452", f"{LIST}7480"),
    "LegemiddelMerkevare/Id": ("ID_FIKTIV-M-002", "ID_UKJENT"),
    "LegemiddelVirkestoff/Id": ("ID_FIKTIV-L-ibuprofen-tab-400", "ID_UKJENT"),
    "ReseptUtvidelse/@version": ("1", "2"),
}


def values_of(path: str, kind: str) -> tuple[str, ...]:
    """The values to put into a leaf, the first of which any message may have."""
    found = [end for end in SPECIAL if path.endswith(end)]
    return SPECIAL[max(found, key=len)] if found else VALUES[kind]
