"""Every code that a finding can have, with its texts. A code is never reused; rules have theirs in `mappings/rules/`.

Each names the OpenNCP error it corresponds to (OpenNCP 9.0.0, OpenNCPErrorCode). Texts quote no value of a message;
placeholders take only element names, list numbers, codes of a known shape, file names and limits.
"""

from dataclasses import dataclass

FORMAT = "ERROR_EP_INCORRECT_FORMATTING"
FIELDS = "ERROR_EP_MISSING_REQUIRED_FIELDS"
BASIC = "ERROR_EP_MISSING_BASIC_DATA"
MAPPING = "ERROR_EP_MISSING_EXPECTED_MAPPING"
INTERNAL = "ERROR_EP_INTERNAL_ERROR"
GENERIC = "ERROR_EP_GENERIC"
MAPPING_REMARK = "WARNING_EP_MISSING_EXPECTED_MAPPING"
REMARK = "WARNING_EP_GENERIC"


@dataclass(frozen=True, slots=True)
class Entry:
    """Texts and severity (`defect`, `reject` or `remark`) of a code."""

    severity: str
    no: str
    en: str
    hint_no: str
    hint_en: str
    openncp: str


def _reject(openncp: str, no: str, en: str, hint_no: str = "", hint_en: str = "") -> Entry:
    return Entry("reject", no, en, hint_no, hint_en, openncp)


def _remark(openncp: str, no: str, en: str, hint_no: str = "", hint_en: str = "") -> Entry:
    return Entry("remark", no, en, hint_no, hint_en, openncp)


def _defect(no: str, en: str) -> Entry:
    return Entry(
        "defect",
        no,
        en,
        "Dette er en feil i konverteren; ingenting er sendt. Meld den med koden og stien.",
        "This is a defect of the converter; nothing was sent. Report it with the code and the path.",
        INTERNAL,
    )


_BYTES = {
    "too-large": _reject(
        FORMAT,
        "Meldingen er større enn {limit} byte.",
        "The message is larger than {limit} bytes.",
        "Send én resept per melding.",
        "Send one prescription a message.",
    ),
    "encoding-not-utf8": _reject(
        FORMAT,
        "Meldingen er ikke i UTF-8.",
        "The message is not UTF-8.",
        "Bruk UTF-8 og oppgi ikke noe annet tegnsett i XML-deklarasjonen.",
        "Use UTF-8, and declare no other encoding.",
    ),
    "doctype-not-allowed": _reject(
        FORMAT,
        "Meldingen har en DOCTYPE. Det tillates ikke.",
        "The message has a DOCTYPE, which is not allowed.",
        "Fjern DOCTYPE og alle entiteter.",
        "Remove the DOCTYPE and every entity.",
    ),
    "not-xml": _reject(
        FORMAT,
        "Meldingen er ikke velformet XML.",
        "The message is not well-formed XML.",
        "Se linje og kolonne i stien, der det er kjent.",
        "See the line and column in the path, where known.",
    ),
    "too-many-elements": _reject(
        FORMAT,
        "Meldingen har flere enn {limit} elementer.",
        "The message has more than {limit} elements.",
        "Send én resept per melding.",
        "Send one prescription a message.",
    ),
    "comment-in-value": _reject(
        FORMAT,
        "En kommentar eller prosesseringsinstruksjon står inne i en verdi. Signaturen dekker den ikke.",
        "A comment or processing instruction stands inside a value. The signature does not cover it.",
        "Fjern kommentarer og prosesseringsinstruksjoner fra verdier.",
        "Remove comments and processing instructions from values.",
    ),
}

_MESSAGE = {
    "not-a-msghead": _reject(
        FORMAT,
        "Dokumentet er ikke en MsgHead-melding (2006-05-24).",
        "The document is not a MsgHead message (2006-05-24).",
        "Send hele den signerte meldingen, fra MsgHead.",
        "Send the whole signed message, from MsgHead.",
    ),
    "message-type-not-supported": _reject(
        FORMAT,
        "Meldingstypen kan ikke konverteres: bare ERM1 og ERM94.",
        "The message type cannot be converted: only ERM1 and ERM94.",
        "Send M1 alene eller i en M9.4.",
        "Send the M1 alone or inside an M9.4.",
    ),
    "m1-version-not-supported": _reject(
        FORMAT,
        "Innholdet er ikke M1 versjon 2.5 (2013-10-08).",
        "The content is not M1 version 2.5 (2013-10-08).",
        "Send resepten som M1 2.5.",
        "Send the prescription as M1 2.5.",
    ),
    "m94-version-not-supported": _reject(
        FORMAT,
        "Innholdet er ikke M9.4 (2010-07-01).",
        "The content is not M9.4 (2010-07-01).",
        "Send M9.4 i den versjonen, eller M1 alene.",
        "Send M9.4 of that version, or the M1 alone.",
    ),
    "several-prescriptions": _reject(
        FORMAT,
        "Meldingen har flere resepter. Det skal være nøyaktig én.",
        "The message holds several prescriptions. There must be exactly one.",
        "Send hver resept for seg.",
        "Send each prescription by itself.",
    ),
    "no-prescription": _reject(
        FORMAT,
        "Meldingen har ingen resept.",
        "The message holds no prescription.",
        "Legg ved den signerte M1-en.",
        "Attach the signed M1.",
    ),
    "attachment-not-base64": _reject(
        FORMAT,
        "Vedlegget er ikke gyldig base64.",
        "The attachment is not valid base64.",
        "Kod den signerte meldingen om igjen.",
        "Encode the signed message anew.",
    ),
    "schema-fault": _reject(
        FORMAT,
        "Meldingen følger ikke skjemaet her. {expected_no}",
        "The message breaks the schema here. {expected_en}",
        "Rett meldingen etter skjemaet for meldingstypen.",
        "Correct the message after the schema of its type.",
    ),
    "schema-faults-more": _reject(
        FORMAT,
        "Flere skjemafeil enn de {shown} som er vist.",
        "More schema faults than the {shown} shown.",
    ),
    "code-in-wrong-list": _reject(
        FORMAT,
        "Koden er oppgitt i feil kodeverk. Her skal det være {list}.",
        "The code is given in the wrong code list. This place takes {list}.",
        "Oppgi kodeverkets OID i S.",
        "Give the list's OID in S.",
    ),
    "date-out-of-range": _reject(
        FORMAT,
        "Datoen er utenfor årene 1 til 9999.",
        "The date is outside the years 1 to 9999.",
        "Rett datoen.",
        "Correct the date.",
    ),
    "prescription-id-malformed": _reject(
        FORMAT,
        "ReseptId (MsgId) er ikke en UUID.",
        "The ReseptId (MsgId) is not a UUID.",
        "Bruk meldingens opprinnelige MsgId.",
        "Use the message's original MsgId.",
    ),
    "document-not-read": _remark(
        REMARK,
        "Meldingen har et dokument til, som ikke er lest.",
        "The message has a further document, which was not read.",
    ),
    "kind-not-yet-supported": _reject(
        GENERIC,
        "Denne typen resept kan ikke konverteres ennå: {kind}.",
        "This kind of prescription cannot be converted yet: {kind}.",
        "Resepten må ekspederes i Norge inntil videre.",
        "The prescription must be dispensed in Norway for now.",
    ),
}

_PARTIES = {
    "identity-number-invalid": _reject(
        FIELDS,
        "Fødselsnummeret eller D-nummeret er ikke gyldig (lengde, dato eller kontrollsifre).",
        "The national identity number or D-number is not valid (length, date or check digits).",
        "Rett nummeret hos rekvirenten.",
        "Have the prescriber correct the number.",
    ),
    "identity-number-type": _reject(
        FIELDS,
        "Nummeret er ikke av den typen det er oppgitt som (FNR eller DNR).",
        "The number is not of the type it is given as (FNR or DNR).",
        "Oppgi riktig type.",
        "Give the right type.",
    ),
    "birth-date-contradicts": _reject(
        FIELDS,
        "Fødselsdatoen stemmer ikke med fødselsnummeret.",
        "The date of birth contradicts the identity number.",
        "Avklar hvem pasienten er.",
        "Find out who the patient is.",
    ),
    "birth-date-unknown": _reject(
        FIELDS,
        "Fødselsdatoen er ikke oppgitt og kan ikke utledes. EU-resepten krever den.",
        "The date of birth is not given and cannot be derived. The eP requires it.",
        "Oppgi DateOfBirth.",
        "Give DateOfBirth.",
    ),
    "patient-name-missing": _reject(
        FIELDS,
        "Pasienten mangler fornavn eller etternavn.",
        "The patient lacks a given or a family name.",
        "Oppgi begge navn.",
        "Give both names.",
    ),
    "prescriber-missing": _reject(
        FIELDS,
        "Rekvirenten er ikke oppgitt med fornavn og etternavn.",
        "The prescriber is not given with given and family name.",
        "Oppgi HealthcareProfessional i Sender.",
        "Give HealthcareProfessional in Sender.",
    ),
    "prescriber-hpr-missing": _reject(
        FIELDS,
        "Rekvirenten mangler HPR-nummer, både i meldingen og i signaturen.",
        "The prescriber has no HPR number, neither in the message nor in the signature.",
        "Oppgi HPR-nummer. Rekvirentens fødselsnummer sendes aldri.",
        "Give the HPR number. A prescriber's identity number is never sent.",
    ),
    "organisation-incomplete": _reject(
        FIELDS,
        "Rekvirentens virksomhet mangler navn eller en identifikator som kan sendes.",
        "The prescriber's organisation lacks a name or an identifier that can be sent.",
        "Oppgi organisasjonsnummer (ENH), RESH eller HER-id.",
        "Give the organisation number (ENH), RESH or HER id.",
    ),
    "role-missing": _reject(
        MAPPING,
        "Rekvirentens profesjon er ikke oppgitt, verken i meldingen eller i signaturen.",
        "The prescriber's profession is not given, neither in the message nor in the signature.",
        "Oppgi TypeHealthcareProfessional (9060).",
        "Give TypeHealthcareProfessional (9060).",
    ),
    "role-unmapped": _reject(
        MAPPING,
        "Profesjonen{shown} har ingen EU-rolle.",
        "The profession{shown} has no EU role.",
        "Se raden for koden i {file}.",
        "See the row for the code in {file}.",
    ),
    "telecom-not-sent": _remark(
        REMARK,
        "Et telefonnummer eller en adresse er ikke sendt, fordi formatet ikke er tillatt i EU-resepten.",
        "A telephone number or address was not sent, because its format is not allowed in the eP.",
    ),
}

_MEDICINE = {
    "quantity-missing": _reject(
        FIELDS,
        "Antall pakninger mangler.",
        "The number of packages is missing.",
        "Oppgi Antall.",
        "Give Antall.",
    ),
    "quantity-not-positive": _reject(
        FIELDS,
        "Antall pakninger er ikke et tall over null med høyst 12 tegn.",
        "The number of packages is not a number above zero of at most 12 characters.",
        "Oppgi et antall over null.",
        "Give a number above zero.",
    ),
    "package-size-unreadable": _reject(
        FIELDS,
        "Pakningsstørrelsen kan ikke leses. Den skal være tall over null med x mellom, som 10 x 100.",
        "The package size cannot be read. It must be numbers above zero with x between, such as 10 x 100.",
        "Rett Pakningsstr.",
        "Correct Pakningsstr.",
    ),
    "package-too-many-layers": _reject(
        FIELDS,
        "Pakningen har flere enn tre lag. EU-resepten har plass til tre.",
        "The package has more than three layers. The eP has room for three.",
        "Forskriv en annen pakning.",
        "Prescribe another package.",
    ),
    "package-size-missing": _reject(
        FIELDS,
        "Pakningsstørrelsen er verken i meldingen eller i registeret.",
        "The package size is neither in the message nor in the register.",
        "Oppgi PakningsinfoResept.",
        "Give PakningsinfoResept.",
    ),
    "product-name-missing": _reject(
        FIELDS,
        "Legemidlets navn mangler.",
        "The name of the medicine is missing.",
        "Oppgi Varenavn eller NavnFormStyrke.",
        "Give Varenavn or NavnFormStyrke.",
    ),
    "dosage-missing": _reject(
        FIELDS,
        "Doseringen mangler.",
        "The dosage is missing.",
        "Oppgi DosVeiledEnkel.",
        "Give DosVeiledEnkel.",
    ),
    "dosage-structured-only": _reject(
        GENERIC,
        "Doseringen er bare gitt i strukturert form, som ikke kan konverteres ennå.",
        "The dosage is given in structured form only, which cannot be converted yet.",
        "Oppgi doseringen også i DosVeiledEnkel.",
        "Give the dosage in DosVeiledEnkel too.",
    ),
    "dose-form-missing": _reject(
        MAPPING,
        "Legemiddelformen er verken i meldingen eller i registeret.",
        "The dose form is neither in the message nor in the register.",
        "Oppgi LegemiddelformKort (7448).",
        "Give LegemiddelformKort (7448).",
    ),
    "dose-form-unmapped": _reject(
        MAPPING,
        "Legemiddelformen{shown} har ingen EU-kode.",
        "The dose form{shown} has no EU code.",
        "Se raden for koden i {file}.",
        "See the row for the code in {file}.",
    ),
    "substitution-unmapped": _reject(
        MAPPING,
        "BytteresRekvirent har en ukjent kode.",
        "BytteresRekvirent has an unknown code.",
        "Se {file}.",
        "See {file}.",
    ),
    "validity-contradicts": _reject(
        FIELDS,
        "Resepten utløper før den kan ekspederes første gang.",
        "The prescription expires before it can first be dispensed.",
        "Rett Utloper eller TidligsteUtlevering.",
        "Correct Utloper or TidligsteUtlevering.",
    ),
    "package-differs-from-register": _remark(
        REMARK,
        "Registeret har en annen pakningsstørrelse for varenummeret. Reseptens egen er brukt, i ett lag.",
        "The register has another package size for this varenr. The prescription's own stands, in one layer.",
        "Kontroller varenummeret i FEST.",
        "Check the varenr in FEST.",
    ),
    "form-differs-from-register": _remark(
        REMARK,
        "Registeret har en annen legemiddelform for varenummeret. Reseptens egen er brukt.",
        "The register has another dose form for this varenr. The prescription's own stands.",
        "Kontroller varenummeret i FEST.",
        "Check the varenr in FEST.",
    ),
    "name-differs-from-register": _remark(
        REMARK,
        "Registeret har annet navn eller styrke for varenummeret. Reseptens egne ord er brukt, uten virkestoffer.",
        "The register has another name or strength for this varenr. The prescription's own words stand, without "
        "substances.",
        "Kontroller varenummeret i FEST.",
        "Check the varenr in FEST.",
    ),
    "atc-differs-from-register": _remark(
        REMARK,
        "Registeret har en annen ATC-kode for varenummeret. Reseptens egen er brukt, og ingen virkestoffer er sendt.",
        "The register has another ATC code for this varenr. The prescription's own stands, and no substances are sent.",
        "Kontroller varenummeret i FEST.",
        "Check the varenr in FEST.",
    ),
    "atc-not-sent": _remark(
        MAPPING_REMARK,
        "ATC-koden er ikke i EUs verdisett og er ikke sendt.",
        "The ATC code is not in the EU value set and was not sent.",
    ),
    "strength-as-text": _remark(
        MAPPING_REMARK,
        "Styrken er sendt som tekst: registeret har ingen styrke som kan sies nøyaktig i EU-koder.",
        "The strength is sent as text: the register has no strength that EU codes can say exactly.",
        "Se enhetstabellene i mappings/codes.",
        "See the unit tables in mappings/codes.",
    ),
    "unit-as-text": _remark(
        MAPPING_REMARK,
        "Pakningens enhet har ingen EU-kode og er sendt som tekst.",
        "The package's unit has no EU code and is sent as text.",
        "Se enhetstabellene i mappings/codes.",
        "See the unit tables in mappings/codes.",
    ),
    "container-not-sent": _remark(
        MAPPING_REMARK,
        "Beholdertypen har ingen EU-kode og er sendt som ukjent.",
        "The type of container has no EU code and is sent as unknown.",
        "Se raden for koden i mappings/codes/package-type-7449.yaml.",
        "See the row for the code in mappings/codes/package-type-7449.yaml.",
    ),
    "route-not-sent": _remark(
        MAPPING_REMARK,
        "Administrasjonsveien er ikke entydig eller har ingen EU-kode, og er ikke sendt.",
        "The route of administration is not single or has no EU code, and was not sent.",
    ),
    "use-not-sent": _remark(
        MAPPING_REMARK,
        "Legemiddelbruk har en ukjent kode og er ikke sendt.",
        "The kind of use has an unknown code and was not sent.",
    ),
    "draft-row-used": _remark(
        MAPPING_REMARK,
        "En rad som ikke er kvalitetssikret ennå, er brukt ({file}).",
        "A row that has yet to be reviewed was used ({file}).",
        "Be en terminolog om å vurdere raden.",
        "Have a terminologist review the row.",
    ),
    "element-withheld": _remark(
        REMARK,
        "{element} blir i Norge.",
        "{element} stays in Norway.",
    ),
    "identifiers-pending": _remark(
        REMARK,
        "Identifikatorer som Norge ikke har tildelt ennå, er plassholdere: se mappings/identifiers.yaml.",
        "Identifiers that Norway has yet to assign are placeholders: see mappings/identifiers.yaml.",
    ),
}

_DOCUMENTS = {
    "not-an-ep": _reject(
        FORMAT,
        "Dokumentet er ikke en EU-resept (CDA nivå 3).",
        "The document is not an eP (CDA level 3).",
    ),
    "ep-unreadable": _reject(
        FORMAT,
        "EU-resepten mangler noe her, eller sier det uklart.",
        "The eP lacks something here, or says it unclearly.",
    ),
}

_DEFECTS = {
    "written-document-invalid": _defect(
        "Dokumentet som ble skrevet, følger ikke skjemaet. {expected_no}",
        "The document written breaks the schema. {expected_en}",
    ),
    "read-back-differs": _defect(
        "Dokumentet som ble skrevet, sier noe annet enn resepten.",
        "The document written says something else than the prescription.",
    ),
    "unexpected-failure": _defect(
        "Konverteringen stoppet uventet.",
        "The conversion stopped unexpectedly.",
    ),
}

CATALOGUE: dict[str, Entry] = {**_BYTES, **_MESSAGE, **_PARTIES, **_MEDICINE, **_DOCUMENTS, **_DEFECTS}
