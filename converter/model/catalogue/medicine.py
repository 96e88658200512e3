"""Codes about the medicine and the prescription as a whole."""

from converter.model.catalogue.entry import (
    BASIC,
    FIELDS,
    GENERIC,
    MAPPING,
    MAPPING_REMARK,
    REMARK,
    Entry,
    reject,
    remark,
)

MEDICINE: dict[str, Entry] = {
    "varenr-malformed": reject(
        FIELDS,
        "Varenummeret er ikke seks sifre (eller sju uten innledende null).",
        "The varenr is not six digits (or seven without a leading zero).",
        "Skriv varenummeret slik FEST har det.",
        "Write the varenr as FEST has it.",
    ),
    "varenr-outgoing": remark(
        REMARK,
        "Varenummeret eller oppføringen er utgått eller erstattet i registeret.",
        "The varenr or entry is withdrawn or replaced in the register.",
        "Vurder en ny resept.",
        "Consider a new prescription.",
    ),
    "register-contradicts": reject(
        BASIC,
        "Registeret har et annet legemiddel eller en annen styrke under dette nummeret (varenr eller FEST-id).",
        "The register has another medicine or another strength under this number (varenr or FEST id).",
        "Avklar hvilket legemiddel som er forskrevet.",
        "Find out which medicine is prescribed.",
    ),
    "name-form-strength-missing": reject(
        FIELDS,
        "Navn, form og styrke mangler.",
        "Name, form and strength are missing.",
        "Oppgi NavnFormStyrke.",
        "Give NavnFormStyrke.",
    ),
    "dispensed-before": remark(
        REMARK,
        "Det er meldt om tidligere utleveringer av resepten. Det som gjenstår, er det som er forskrevet minus dem.",
        "Earlier dispenses of the prescription are told of. What remains is what is prescribed less those.",
        "Svaret (dispensed) og «converter explain» viser hva som er utlevert og hva som gjenstår, der det er kjent.",
        "The answer (dispensed) and 'converter explain' show what was handed out and what remains, where it is known.",
    ),
    "dispensed-rest-sent": remark(
        REMARK,
        "EU-resepten gjelder bare resten av én utlevering.",
        "The eP is for the rest of one dispense only.",
    ),
    "dispensed-rest-unsayable": reject(
        FIELDS,
        "Resten av en utlevering som er delvis brukt, lar seg ikke angi i hele pakninger eller enheter.",
        "The rest of a hand-over that is partly used cannot be stated in whole packages or units.",
        "Bruk resepten i Norge.",
        "Use the prescription in Norway.",
    ),
    "prescription-conflict": reject(
        BASIC,
        "En annen resept med samme ReseptId er sendt før (pasient eller innhold). Det som er lagret, gjelder.",
        "Another prescription of the same ReseptId was sent before (patient or content). What is kept stands.",
        "Avklar hvilken av de to som er ekte.",
        "Find out which of the two is genuine.",
    ),
    "record-replaced": remark(
        REMARK,
        "Utvekslingsregisteret har en annen pasients resept med samme ReseptId, kjent bare fra en eD. Den teller ikke.",
        "The exchange record has another patient's prescription of this ReseptId, from an eD only. It does not count.",
        "Se etter utleveringer som er ført på den.",
        "Look for dispensations that were recorded on it.",
    ),
    "dispensed-of-several": reject(
        GENERIC,
        "Antall utleverte pakninger (dispensed) gjelder én resept, og meldingen har flere.",
        "The number of packages handed out (dispensed) is of one prescription, and the message has several.",
        "Send reseptene hver for seg, eller utelat dispensed.",
        "Send the prescriptions one by one, or leave dispensed out.",
    ),
    "record-changed": reject(
        GENERIC,
        "En utlevering av resepten kom mens den ble konvertert. Ingenting er sendt.",
        "A dispensation of the prescription came while it was converted. Nothing was sent.",
        "Prøv igjen.",
        "Try again.",
    ),
    "repeats-negative": reject(
        FIELDS,
        "Antall gjentak er negativt.",
        "The number of repeats is negative.",
        "Rett Reiterasjon.",
        "Correct Reiterasjon.",
    ),
    "written-in-the-future": reject(
        FIELDS,
        "Resepten er skrevet etter i dag.",
        "The prescription was written after today.",
        "Rett Forskrivningsdato.",
        "Correct Forskrivningsdato.",
    ),
    "substitution-contradicts": reject(
        FIELDS,
        "Resepten er på virkestoff, som ethvert legemiddel av det oppfyller, og forbyr samtidig bytte.",
        "The prescription is by substance, which any product of it fulfils, and forbids substitution too.",
        "Forskriv en merkevare, eller fjern BytteresRekvirent.",
        "Prescribe a brand, or remove BytteresRekvirent.",
    ),
    "product-name-missing": reject(
        FIELDS,
        "Legemidlets navn mangler.",
        "The name of the medicine is missing.",
        "Oppgi Varenavn eller NavnFormStyrke.",
        "Give Varenavn or NavnFormStyrke.",
    ),
    "dose-form-missing": reject(
        MAPPING,
        "Legemiddelformen er verken i meldingen eller i registeret.",
        "The dose form is neither in the message nor in the register.",
        "Oppgi LegemiddelformKort (7448).",
        "Give LegemiddelformKort (7448).",
    ),
    "dose-form-unmapped": reject(
        MAPPING,
        "Legemiddelformen{shown} har ingen EU-kode.",
        "The dose form{shown} has no EU code.",
        "Se raden for koden i {file}.",
        "See the row for the code in {file}.",
    ),
    "substitution-not-known": remark(
        REMARK,
        "Registeret sier ikke om varen kan byttes: det kjenner den ikke, mener et annet legemiddel eller har ingen"
        " byttegrupper. Derfor er ingenting sagt om bytte.",
        "The register does not say whether the product may be exchanged: it does not know it, means another medicine or"
        " has no exchange groups. So nothing is said of substitution.",
    ),
    "text-of-reimbursement": remark(
        REMARK,
        "Teksten nevner norsk refusjon eller betaling. Den er del av doseringen eller bruksområdet og sendes som den"
        " står.",
        "The text speaks of Norwegian reimbursement or payment. It is part of the dosage or the indication and goes as"
        " it stands.",
        "Be rekvirenten skrive refusjon i feltene for det.",
        "Have the prescriber write reimbursement in the fields for it.",
    ),
    "substitution-noted": remark(
        REMARK,
        "Merknaden til apoteket sier noe om bytte. EU-resepten sier derfor ikke at varen kan byttes.",
        "The note to the pharmacy speaks of substitution. So the eP does not say that it is allowed.",
    ),
    "medicine-not-identified": reject(
        BASIC,
        "Verken virkestoff, ATC-kode eller en vare som registeret kjenner, sier hvilket legemiddel det er.",
        "Neither a substance, an ATC code nor a product that the register knows says which medicine it is.",
        "Oppgi ATC-kode, eller et varenummer som står i FEST.",
        "Give the ATC code, or a varenr that FEST has.",
    ),
    "substitution-unmapped": reject(
        MAPPING,
        "BytteresRekvirent har en ukjent kode.",
        "BytteresRekvirent has an unknown code.",
        "Se {file}.",
        "See {file}.",
    ),
    "validity-contradicts": reject(
        FIELDS,
        "Resepten utløper før den kan ekspederes første gang.",
        "The prescription expires before it can first be dispensed.",
        "Rett Utloper eller TidligsteUtlevering.",
        "Correct Utloper or TidligsteUtlevering.",
    ),
    "form-differs-from-register": remark(
        REMARK,
        "Registeret har en annen legemiddelform for varenummeret. Reseptens egen er brukt.",
        "The register has another dose form for this varenr. The prescription's own stands.",
        "Kontroller varenummeret i FEST.",
        "Check the varenr in FEST.",
    ),
    "name-differs-from-register": remark(
        REMARK,
        "Registeret har annet navn eller styrke for varenummeret. Reseptens egne ord er brukt, uten virkestoffer.",
        "The register has another name or strength for this varenr. The prescription's own words stand, without "
        "substances.",
        "Kontroller varenummeret i FEST.",
        "Check the varenr in FEST.",
    ),
    "atc-differs-from-register": remark(
        REMARK,
        "Registeret har en annen ATC-kode for varenummeret. Reseptens egen brukes, og ingen virkestoffer sendes.",
        "The register has another ATC code for this varenr. The prescription's own stands, and no substances are sent.",
        "Kontroller varenummeret i FEST.",
        "Check the varenr in FEST.",
    ),
    "atc-not-sent": remark(
        MAPPING_REMARK,
        "ATC-koden er ikke i EUs verdisett og er ikke sendt.",
        "The ATC code is not in the EU value set and was not sent.",
    ),
    "strength-as-text": remark(
        MAPPING_REMARK,
        "Styrken sendes som tekst: registeret har ingen styrke som kan sies nøyaktig i EU-koder.",
        "The strength is sent as text: the register has no strength that EU codes can say exactly.",
        "Se enhetstabellene i mappings/codes.",
        "See the unit tables in mappings/codes.",
    ),
    "strength-alternative-differs": remark(
        MAPPING_REMARK,
        "Registeret sier styrken to ganger (prosent og AlternativStyrke), og de to er ulike. Den sendes som tekst.",
        "The register says the strength twice (per cent and AlternativStyrke), and the two differ. It is sent as text.",
        "Meld fra om oppføringen til DMP.",
        "Report the record to the Norwegian medicines agency.",
    ),
    "name-number-differs": remark(
        REMARK,
        "Navnet som er signert (NavnFormStyrke), og registeret har ulike tall for styrken. Navnets ord er sendt, og"
        " ingen kodet styrke.",
        "The signed name (NavnFormStyrke) and the register have different numbers for the strength. The name's words"
        " were sent, and no coded strength.",
        "Kontroller Styrke i FEST mot navnet.",
        "Check Styrke in FEST against the name.",
    ),
    "name-unit-differs": remark(
        REMARK,
        "Navnet som er signert (NavnFormStyrke), og registeret har ulike enheter for styrken, eller det ene per noe"
        " annet. Navnets ord er sendt, og ingen kodet styrke.",
        "The signed name (NavnFormStyrke) and the register have different units for the strength, or one per something"
        " else. The name's words were sent, and no coded strength.",
        "Kontroller Styrke i FEST mot navnet.",
        "Check Styrke in FEST against the name.",
    ),
    "name-strengths-differ": remark(
        REMARK,
        "Navnet som er signert (NavnFormStyrke), har ikke like mange styrker som registeret har virkestoffer. Navnets"
        " ord er sendt, og ingen kodet styrke.",
        "The signed name (NavnFormStyrke) has not as many strengths as the register has substances. The name's words"
        " were sent, and no coded strength.",
        "Kontroller Styrke i FEST mot navnet.",
        "Check Styrke in FEST against the name.",
    ),
    "name-strength-unreadable": remark(
        REMARK,
        "Navnet (NavnFormStyrke) har et tall som kan leses på flere måter, eller som står ved en enhet som ikke er"
        " kjent, så registerets styrke kan ikke holdes mot det. Ingen kodet styrke er sendt.",
        "The name (NavnFormStyrke) has a number that can be read in several ways, or that stands beside a unit that is"
        " not known, so the register's strength cannot be held against it. No coded strength was sent.",
        "Skriv tallet uten tusenskille og intervall, og med en enhet fra 9090.",
        "Write the number without a sign for thousands and without an interval, and with a unit of 9090.",
    ),
    "strength-per-unfit": remark(
        MAPPING_REMARK,
        "Registeret oppgir styrken per noe som legemiddelformen ikke kan ha (per ml av en tablett). Ingen kodet styrke"
        " er sendt.",
        "The register gives the strength per something that the dose form cannot have (per mL of a tablet). No coded"
        " strength was sent.",
        "Kontroller StyrkeNevner i FEST.",
        "Check StyrkeNevner in FEST.",
    ),
    "strength-not-international": remark(
        MAPPING_REMARK,
        "Registeret oppgir styrken av en insulinanalog i internasjonale enheter. Enhetene til en insulinanalog er ikke"
        " det: tallet er sendt som enheter.",
        "The register gives the strength of an insulin analogue in international units. The units of an insulin"
        " analogue are none: the number was sent as units.",
        "Kontroller styrkeenheten i FEST: E, ikke IE.",
        "Check the unit of the strength in FEST: E, not IE.",
    ),
    "strength-several": remark(
        MAPPING_REMARK,
        "Registeret har samme virkestoff flere ganger (flere faser eller styrker i pakningen). Ingen enkelt styrke er"
        " sendt.",
        "The register has the same substance several times (several phases or strengths in the package). No single"
        " strength was sent.",
    ),
    "form-long-differs": remark(
        REMARK,
        "Registerets lange legemiddelform sier en annen form enn den korte: annen frisetting, annet sted eller annen"
        " måte å bruke det på. Den korte er brukt.",
        "The register's long dose form says another form than the short one: another release, site or way of use. The"
        " short one stands.",
        "Kontroller LegemiddelformLang i FEST.",
        "Check LegemiddelformLang in FEST.",
    ),
    "name-form-contradicts": reject(
        BASIC,
        "Navnet (NavnFormStyrke) sier en annen legemiddelform enn LegemiddelformKort: annen frisetting, annet sted"
        " eller noe annet enn det.",
        "The name (NavnFormStyrke) says another dose form than LegemiddelformKort: another release, another site or"
        " another thing.",
        "Avklar hvilken legemiddelform som er forskrevet.",
        "Find out which dose form is prescribed.",
    ),
    "name-form-differs": remark(
        REMARK,
        "Navnet (NavnFormStyrke) sier legemiddelformen med andre ord enn LegemiddelformKort. Den kodede er sendt.",
        "The name (NavnFormStyrke) says the dose form in other words than LegemiddelformKort. The coded form was sent.",
        "Kontroller legemiddelformen.",
        "Check the dose form.",
    ),
    "route-contradicts-form": remark(
        REMARK,
        "Legemiddelformen og registerets administrasjonsvei utelukker hverandre. Veien er ikke sendt.",
        "The dose form and the register's route of administration exclude each other. The route was not sent.",
        "Kontroller administrasjonsveien i FEST.",
        "Check the route of administration in FEST.",
    ),
    "brand-contradicts-name": reject(
        BASIC,
        "Varenavn og NavnFormStyrke er navnene på to legemidler.",
        "Varenavn and NavnFormStyrke are the names of two medicines.",
        "Avklar hvilket legemiddel som er forskrevet.",
        "Find out which medicine is prescribed.",
    ),
    "brand-differs-from-name": remark(
        REMARK,
        "NavnFormStyrke begynner ikke med Varenavn. Begge er sendt som de er skrevet.",
        "NavnFormStyrke does not begin with Varenavn. Both were sent as they are written.",
        "Kontroller navnene.",
        "Check the names.",
    ),
    "name-contradicts-atc": reject(
        BASIC,
        "Navnet er navnet på et annet virkestoff enn ATC-koden.",
        "The name is that of another substance than the ATC code.",
        "Avklar hvilket legemiddel som er forskrevet.",
        "Find out which medicine is prescribed.",
    ),
    "route-not-sent": remark(
        MAPPING_REMARK,
        "Administrasjonsveien er ikke entydig eller har ingen EU-kode, og er ikke sendt.",
        "The route of administration is not single or has no EU code, and was not sent.",
    ),
    "use-not-sent": remark(
        MAPPING_REMARK,
        "Legemiddelbruk har en ukjent kode og er ikke sendt.",
        "The kind of use has an unknown code and was not sent.",
    ),
    "draft-row-used": remark(
        MAPPING_REMARK,
        "Rader som ikke er kvalitetssikret ennå, er brukt, {count} i alt: {where}.",
        "Rows that have yet to be reviewed were used, {count} in all: {where}.",
        "Be en terminolog om å vurdere dem.",
        "Have a terminologist review them.",
    ),
    "element-withheld": remark(
        REMARK,
        "{element} blir i Norge.",
        "{element} stays in Norway.",
    ),
    "identifiers-pending": remark(
        REMARK,
        "Identifikatorer som Norge ikke har tildelt ennå, er plassholdere: se mappings/identifiers.yaml.",
        "Identifiers that Norway has yet to assign are placeholders: see mappings/identifiers.yaml.",
    ),
    "register-old": remark(
        REMARK,
        "Legemiddelregisteret er {days} dager gammelt. Grensen er {limit}.",
        "The medicines register is {days} days old. The limit is {limit}.",
        "Bygg et nytt fra FEST over det gamle med `converter fest build`: se docs/fest.md.",
        "Build a new one from FEST over the old one with `converter fest build`: see docs/fest.md.",
    ),
}
