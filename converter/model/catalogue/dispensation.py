"""Codes about an eDispensation of another country: its form, and its substance."""

from converter.model.catalogue.entry import Entry, reject, remark

FORMAT = "ERROR_ED_INCORRECT_FORMATTING"
FIELDS = "ERROR_ED_MISSING_REQUIRED_FIELDS"
WHICH = "ERROR_ED_EPRESCRIPTION_NOT_IDENTIFIABLE"
DISCARD = "ERROR_ED_DISCARD_FAILED"
MAPPING_REMARK = "WARNING_ED_MISSING_EXPECTED_MAPPING"
REMARK = "WARNING_ED_GENERIC"
DATA_REMARK = "WARNING_ED_MISSING_BASIC_DATA"

KIND: dict[str, Entry] = {
    "not-an-ed": reject(
        FORMAT,
        "Dokumentet er ikke en EU-utlevering (eD, CDA nivå 3).",
        "The document is not an eDispensation (eD, CDA level 3).",
        "Send eD-en slik den kom fra landet som utleverte.",
        "Send the eD as it came from the dispensing country.",
    ),
    "ep-instead-of-ed": reject(
        FORMAT,
        "Dokumentet er en EU-resept (eP), ikke en utlevering (eD).",
        "The document is an ePrescription (eP), not a dispensation (eD).",
        "Send eD-en.",
        "Send the eD.",
    ),
    "epsos-not-supported": reject(
        FORMAT,
        "Dokumentet er i epSOS-format (urn:epsos-org:ep:medication, før bølge 6). Det leses ikke.",
        "The document is in the epSOS format (urn:epsos-org:ep:medication, before wave 6), which is not read.",
        "Be landet om en eD etter eHDSI CDA, bølge 6 eller senere.",
        "Ask the country for an eD of eHDSI CDA, wave 6 or later.",
    ),
    "ed-discard-half": reject(
        FORMAT,
        "Dokumentet er merket som tilbaketrekking (DISCARD) bare ett av to steder.",
        "The document is marked as a discard in only one of two places.",
        "Både code og templateId skal ha DISCARD, eller ingen av dem.",
        "Both code and templateId must say DISCARD, or neither.",
    ),
    "ed-structure-unclear": reject(
        FORMAT,
        "Dokumentet har ikke nøyaktig én slik del her.",
        "The document does not have exactly one such part here.",
    ),
    "ed-not-an-event": reject(
        FORMAT,
        "Utleveringen er ikke noe som har skjedd (moodCode EVN).",
        "The dispensation is not something that has happened (moodCode EVN).",
    ),
    "ed-act-null": reject(
        FIELDS,
        "Utleveringen, eller noe den hører til, er merket som ikke oppgitt (nullFlavor): den sier ikke at noe er"
        " utlevert.",
        "The dispensation, or what it belongs to, is marked as not said (nullFlavor): it does not say that anything was"
        " dispensed.",
    ),
    "ed-act-negated": reject(
        FIELDS,
        "Utleveringen, eller noe den hører til, er benektet (negationInd): det er ikke utlevert.",
        "The dispensation, or what it belongs to, is negated (negationInd): it was not dispensed.",
    ),
    "ed-act-not-completed": reject(
        FIELDS,
        "Utleveringens status (statusCode) er ikke fullført.",
        "The status of the dispensation (statusCode) is not completed.",
        "En utlevering som skal trekkes tilbake, sendes som DISCARD.",
        "A dispensation that is to be taken back is sent as a DISCARD.",
    ),
    "ed-document-id-missing": reject(
        FIELDS,
        "Dokumentet har ingen identifikator.",
        "The document has no identifier.",
    ),
}

BESIDE: dict[str, Entry] = {
    "patient-asked-differs": reject(
        "ERROR_PI_NO_MATCH",
        "Pasienten det er spurt for, er en annen enn dokumentets.",
        "The patient asked for is another than the document's.",
        "Spør med nummeret som står i recordTarget, under samme rot.",
        "Ask with the number of recordTarget, under the same root.",
    ),
    "discard-details-differ": reject(
        DISCARD,
        "Feltene om tilbaketrekkingen (dispenseId) nevner en annen utlevering enn dokumentet.",
        "The fields about the discard (dispenseId) name another dispensation than the document.",
        "Send feltene og dokumentet fra samme forespørsel.",
        "Send fields and document of the same request.",
    ),
    "discard-details-invalid": reject(
        DISCARD,
        "Feltet om tilbaketrekkingen mangler, er ukjent eller kan ikke leses.",
        "The field about the discard is missing, unknown or cannot be read.",
        "Feltene står i /openapi.json (DiscardFields): dispenseId som rot^nummer, patientId som CX.",
        "The fields are in /openapi.json (DiscardFields): dispenseId as root^extension, patientId as CX.",
    ),
    "discard-needs-document": reject(
        DISCARD,
        "Feltene alene er ikke nok til å annullere: fødselsdato og kjønn, som M10 må ha ved siden av et D-nummer, står"
        " bare i dokumentet.",
        "The fields alone do not suffice: birth date and sex, which an M10 must have beside a D-number, are only in the"
        " document.",
        "Send tilbaketrekkingens dokument sammen med feltene.",
        "Send the document of the discard along with the fields.",
    ),
}

REPORT: dict[str, Entry] = {
    "not-an-m10": reject(
        FORMAT,
        "Meldingen er ikke en M10 Utleveringsrapport (2013-10-08).",
        "The message is not an M10 Utleveringsrapport (2013-10-08).",
    ),
    "m10-unreadable": reject(
        FORMAT,
        "Utleveringsrapporten forteller ikke om et legemiddel i en pakning med et antall.",
        "The report does not tell of a medicine in a package with a number of them.",
    ),
}

RECEIPT: dict[str, Entry] = {
    "not-an-apprec": reject(
        FORMAT,
        "Meldingen er ikke en applikasjonskvittering (AppRec 1.0 eller 1.1).",
        "The message is not an application receipt (AppRec 1.0 or 1.1).",
        "Send AppRec slik Reseptformidleren svarte, uten konvolutt.",
        "Send the AppRec as Reseptformidleren answered it, without an envelope.",
    ),
    "apprec-unreadable": reject(
        FORMAT,
        "Kvitteringen sier ikke nøyaktig én gang hvilken melding den gjelder, eller hvordan det gikk (Status 1, 2, 3).",
        "The receipt does not say exactly once which message it is about, or how it ended (Status 1, 2, 3).",
    ),
    "apprec-of-another-kind": reject(
        FORMAT,
        "Kvitteringen gjelder en annen meldingstype enn M10 (ERM10).",
        "The receipt is about another kind of message than M10 (ERM10).",
    ),
    "receipt-of-unknown": reject(
        "ERROR_ED_EDISPENSATION_NOT_STORED",
        "Ingen M10 med denne MsgId er gitt ut herfra.",
        "No M10 of this MsgId was handed out here.",
        "Se etter hvilken tjeneste som ga ut meldingen. Ingenting er bokført.",
        "See which service handed the message out. Nothing was recorded.",
    ),
    "receipt-late": remark(
        REMARK,
        "Kvitteringen er eldre enn den som er bokført, og avgjør ikke hva som gjelder nå.",
        "The receipt is older than the one recorded, and does not decide what holds now.",
    ),
    "receipt-contradicts": remark(
        REMARK,
        "Reseptformidleren har både godtatt og senere avvist denne M10-en.",
        "Reseptformidleren has accepted this M10, and later refused it.",
        "Se etter i Reseptformidleren om utleveringen er registrert.",
        "See in Reseptformidleren whether the dispense is registered.",
    ),
    "receipt-sent-before": remark(
        REMARK,
        "Meldingen ble avvist før, og nå som sendt tidligere (65). Den regnes som godtatt.",
        "The message was refused before, and now as one sent before (65). It counts as accepted.",
        "Se etter i Reseptformidleren om utleveringen er registrert.",
        "See in Reseptformidleren whether the dispense is registered.",
    ),
    "annulment-unnamed": remark(
        REMARK,
        "Annulleringen er laget av feltene alene og har ikke pasientens navn. Reseptformidleren kan kreve det"
        " (162, 163).",
        "The annulment was made from the fields alone and lacks the patient's name. Reseptformidleren may ask for it"
        " (162, 163).",
        "Send tilbaketrekkingens dokument sammen med feltene.",
        "Send the document of the discard along with the fields.",
    ),
}

SUBSTANCE: dict[str, Entry] = {
    "ed-prescription-missing": reject(
        WHICH,
        "Utleveringen sier ikke hvilken resept den gjelder (inFulfillmentOf/order/id).",
        "The dispensation does not say which prescription it is about (inFulfillmentOf/order/id).",
    ),
    "ed-prescription-several": reject(
        WHICH,
        "Utleveringen nevner flere ulike resepter.",
        "The dispensation names several different prescriptions.",
        "Send én eD per resept.",
        "Send one eD a prescription.",
    ),
    "ed-prescription-foreign": reject(
        WHICH,
        "Resepten er ikke identifisert under den norske roten.",
        "The prescription is not identified under the Norwegian root.",
        "Se prescription-root i mappings/identifiers.yaml.",
        "See prescription-root in mappings/identifiers.yaml.",
    ),
    "ed-prescription-malformed": reject(
        WHICH,
        "Reseptens identifikator har ikke formen til en ReseptId.",
        "The identifier of the prescription does not have the shape of a ReseptId.",
        "Se prescription-id-pattern i mappings/identifiers.yaml.",
        "See prescription-id-pattern in mappings/identifiers.yaml.",
    ),
    "ed-item-differs": reject(
        WHICH,
        "Den gjentatte forskrivningslinjen har en annen identifikator enn resepten.",
        "The related prescription item has another identifier than the prescription.",
    ),
    "m1-of-another-prescription": reject(
        WHICH,
        "M1-en som er sendt ved siden av, er en annen resept enn den utleveringen gjelder.",
        "The M1 sent beside it is another prescription than the one dispensed.",
        "Send M1-en med ReseptId fra inFulfillmentOf.",
        "Send the M1 with the ReseptId of inFulfillmentOf.",
    ),
    "dispensed-group-unknown": reject(
        WHICH,
        "Reseptgruppen er ikke kjent. M10 må ha den, og den tas aldri fra en forutsetning.",
        "The prescription group is not known. M10 must have it, and it is never taken from a default.",
    ),
    "ed-patient-unclear": reject(
        FIELDS,
        "Det er uklart hvem som er pasienten.",
        "It is unclear who the patient is.",
    ),
    "ed-patient-unidentified": reject(
        FIELDS,
        "Pasienten har ingen identifikator.",
        "The patient has no identifier.",
    ),
    "ed-patient-not-norwegian": reject(
        "ERROR_PI_INCORRECT_FORMATTING",
        "Pasienten har ikke ett norsk fødselsnummer eller D-nummer under dets egen rot.",
        "The patient does not have one Norwegian identity number or D-number under its own root.",
    ),
    "ed-pharmacy-unclear": reject(
        FIELDS,
        "Det er uklart hvem som har utlevert.",
        "It is unclear who dispensed.",
    ),
    "ed-pharmacy-missing": reject(
        FIELDS,
        "Apoteket har verken navn eller identifikator.",
        "The pharmacy has neither name nor identifier.",
    ),
    "ed-date-missing": reject(
        FIELDS,
        "Utleveringen har ingen dato som kan leses, eller flere.",
        "The dispensation has no date that can be read, or several.",
    ),
    "ed-product-unclear": reject(
        FIELDS,
        "Det er uklart hvilket legemiddel som er utlevert.",
        "It is unclear which medicine was dispensed.",
    ),
    "ed-product-unnamed": reject(
        FIELDS,
        "Legemidlet som er utlevert, har ikke noe navn.",
        "The medicine dispensed has no name.",
    ),
    "ed-quantity-unusable": reject(
        FIELDS,
        "Antall pakninger er ikke ett tall over null med enheten 1.",
        "The number of packages is not one number above zero with unit 1.",
    ),
    "ed-quantity-splits": reject(
        FIELDS,
        "Antall pakninger er en brøk som ikke gir et helt antall enheter.",
        "The number of packages is a fraction that does not give a whole number of pieces.",
    ),
    "ed-package-missing": reject(
        FIELDS,
        "Pakningen er ikke beskrevet: hvor mye som er utlevert, kan ikke sies.",
        "The package is not described: how much was dispensed cannot be said.",
    ),
    "ed-package-unclear": reject(
        FIELDS,
        "Det er uklart hva pakningen inneholder.",
        "It is unclear what the package holds.",
    ),
    "ed-package-amount-unusable": reject(
        FIELDS,
        "Mengden i pakningen er ikke et tall over null, eller ikke helt der stykker telles.",
        "The amount in the package is not a number above zero, or not a whole one where pieces are counted.",
    ),
    "ed-package-too-many-layers": reject(
        FORMAT,
        "Pakningen har flere enn tre lag.",
        "The package has more than three layers.",
    ),
}

RECORD: dict[str, Entry] = {
    "dispensation-repeated": remark(
        REMARK,
        "Den samme utleveringen er mottatt før. Svaret er det samme, og den teller én gang.",
        "The same dispensation was received before. The answer is the same, and it counts once.",
    ),
    "dispensation-repeated-without-m1": reject(
        "ERROR_ED_GENERIC",
        "Den samme utleveringen er mottatt før, og svaret hadde pasientens navn fra M1-en ved siden av. Uten den kan"
        " det samme svaret ikke gis.",
        "The same dispensation was received before, and its answer had the patient's name from the M1 beside it."
        " Without that the same answer cannot be given.",
        "Send M1-en ved siden av, som første gang.",
        "Send the M1 beside it, as the first time.",
    ),
    "dispensation-possible-repeat": remark(
        "WARNING_ED_GENERIC",
        "En utlevering fra samme apotek, samme dag, av samme vare og mengde på denne resepten er mottatt før, under en"
        " annen identifikator. Begge teller.",
        "A dispensation by the same pharmacy, on the same day, of the same product and amount on this prescription was"
        " received before under another identifier. Both count.",
        "Spør apoteket om den er sendt to ganger. Er den det, trekkes den ene tilbake.",
        "Ask the pharmacy whether it was sent twice. If so, one of them is discarded.",
    ),
    "dispensation-conflict": reject(
        "ERROR_ED_GENERIC",
        "En annen utlevering med samme identifikator er mottatt før.",
        "Another dispensation of the same identifier was received before.",
        "En ny utlevering skal ha en ny identifikator; en som er feil, trekkes tilbake først.",
        "A new dispensation takes a new identifier; one that is wrong is discarded first.",
    ),
    "dispensation-discarded": reject(
        "ERROR_ED_GENERIC",
        "Utleveringen er trukket tilbake. Den kan ikke meldes på nytt.",
        "The dispensation was discarded. It cannot be reported again.",
        "En ny utlevering skal ha en ny identifikator.",
        "A new dispensation takes a new identifier.",
    ),
    "discard-expected": reject(
        "ERROR_ED_GENERIC",
        "Dokumentet er en utlevering og ikke en tilbaketrekking (DISCARD).",
        "The document is a dispensation and no discard (DISCARD).",
        "Send utleveringer til /v1/dispensations.",
        "Send dispensations to /v1/dispensations.",
    ),
    "dispensation-expected": reject(
        "ERROR_ED_GENERIC",
        "Dokumentet er en tilbaketrekking (DISCARD) og ikke en utlevering.",
        "The document is a discard (DISCARD) and no dispensation.",
        "Send tilbaketrekkinger til /v1/dispensations/discard.",
        "Send discards to /v1/dispensations/discard.",
    ),
    "record-unavailable": reject(
        "ERROR_ED_REGISTRY_NOT_AVAILABLE",
        "Utvekslingsregisteret svarer ikke. Ingenting er sendt og ingenting er bokført.",
        "The exchange record does not answer. Nothing was sent and nothing was recorded.",
        "Prøv igjen.",
        "Try again.",
    ),
    "record-not-configured": reject(
        "ERROR_ED_REGISTRY_NOT_AVAILABLE",
        "Tjenesten har ikke noe utvekslingsregister.",
        "The service has no exchange record.",
        "Sett CONVERTER_RECORD_KEY.",
        "Set CONVERTER_RECORD_KEY.",
    ),
}

PRODUCT: dict[str, Entry] = {
    "ed-form-not-eu": remark(
        MAPPING_REMARK,
        "Legemiddelformen er ikke sagt med en kode i eHDSIDoseForm; den er ikke sendt som kode.",
        "The dose form is not said by a code of eHDSIDoseForm; it was not sent as a code.",
    ),
    "ed-form-not-norwegian": remark(
        MAPPING_REMARK,
        "Legemiddelformen har ingen entydig norsk kode (7448); den er sagt i ord.",
        "The dose form has no single Norwegian code (7448); it was said in words.",
    ),
    "ed-atc-not-eu": remark(
        MAPPING_REMARK,
        "ATC-koden mangler eller er ikke i eHDSIActiveIngredient; den er ikke sendt.",
        "The ATC code is missing or not in eHDSIActiveIngredient; it was not sent.",
    ),
    "ed-unit-not-norwegian": remark(
        MAPPING_REMARK,
        "Pakningens enhet har ingen kode i 7452; størrelsen er sagt i ord.",
        "The unit of the package has no code in list 7452; its size was said in words.",
    ),
    "dispensed-group-a-b": remark(
        REMARK,
        "Det som er utlevert, er i Norge i reseptgruppe {group}, en annen enn den forskrevne. Rapporten sier gruppen"
        " til det utleverte. Et menneske må vurdere det.",
        "What was dispensed is in prescription group {group} in Norway, another than the one prescribed. The report"
        " has the group of what was dispensed. A person must look at it.",
    ),
    "dispensed-group-other": remark(
        REMARK,
        "Det som er utlevert, er i Norge i reseptgruppe {group}, en annen enn den forskrevne. Rapporten sier gruppen"
        " til det utleverte.",
        "What was dispensed is in prescription group {group} in Norway, another than the one prescribed. The report"
        " has the group of what was dispensed.",
    ),
    "dispensed-group-of-prescription": remark(
        DATA_REMARK,
        "Det utleverte virkestoffet er et annet enn det forskrevne, og registeret har ingen pakning av det:"
        " reseptgruppen i rapporten er reseptens.",
        "The substance dispensed is another than the one prescribed, and the register has no package of it: the"
        " prescription group in the report is the prescription's.",
    ),
    "dispensed-group-unsaid": remark(
        DATA_REMARK,
        "Ingen ATC-kode sier hvilket virkestoff som er utlevert: reseptgruppen i rapporten er reseptens, og om det"
        " utleverte er i gruppe A eller B, er ikke kjent. Et menneske må vurdere det.",
        "No ATC code says which substance was dispensed: the prescription group in the report is the prescription's,"
        " and whether what was dispensed is in group A or B is not known. A person must look at it.",
    ),
    "dispensed-name-a-b": remark(
        DATA_REMARK,
        "Et navn eller en beskrivelse ligner navnet på et virkestoff i reseptgruppe {group}, og kodene sier et annet."
        " Et menneske må vurdere det.",
        "A name or a description resembles the name of a substance in prescription group {group}, and the codes say"
        " another. A person must look at it.",
    ),
    "ed-text-cut": remark(
        REMARK,
        "En tekst er kuttet etter {most} tegn; rapporten har ikke plass til mer.",
        "A text was cut after {most} characters; the report has no room for more.",
    ),
    "ed-package-ambiguous": remark(
        DATA_REMARK,
        "Et ytre lag i pakningen er talt i enheten til det som er innenfor: hvor mye den inneholder i alt, er uklart."
        " Mengden"
        " er ikke regnet ut; et menneske må vurdere den.",
        "An outer layer of the package is counted in the unit of what is inside it: how much it holds in all is"
        " unclear. The"
        " amount was not computed; a person must look at it.",
    ),
    "ed-package-bare": remark(
        DATA_REMARK,
        "Pakningen er oppgitt som 1 uten enhet, der en pakning med flere er forskrevet: om det er én enhet eller én"
        " pakning,"
        " er uklart. Mengden er ikke regnet ut.",
        "The package is given as 1 without a unit where a package of several is prescribed: whether it is one piece or"
        " one"
        " package is unclear. The amount was not computed.",
    ),
    "ed-package-foreign": remark(
        REMARK,
        "Pakningen er utenlandsk: varenummeret er en plassholder, og pakningen er beskrevet i Merknad.",
        "The package is foreign: its varenr is a placeholder, and the package is described in Merknad.",
    ),
    "ed-package-number-not-trusted": remark(
        REMARK,
        "Det norske varenummeret i utleveringen stemmer ikke med det som er beskrevet; det er ikke brukt.",
        "The Norwegian varenr in the dispensation does not fit what is described; it was not used.",
    ),
    "m1-differs-from-record": remark(
        "WARNING_ED_GENERIC",
        "M1 ved siden av er en annen enn den som utvekslingsregisteret kjenner (samme ReseptId). Registeret gjelder.",
        "The M1 beside it is another than the exchange record knows (same ReseptId). The record stands.",
        "Avklar hvilken av de to som er ekte.",
        "Find out which of the two is genuine.",
    ),
    "ed-register-unasked": remark(
        REMARK,
        "Tidligere utleveringer er ikke kjent: utvekslingsregisteret er ikke spurt, eller kjenner ikke resepten.",
        "Earlier dispensations are not known: the exchange record was not asked, or does not know the prescription.",
    ),
    "ed-packages-fractional": remark(
        REMARK,
        "Antall pakninger er en brøk: en pakning er delt.",
        "The number of packages is a fraction: a package was split.",
    ),
}

FORM: dict[str, Entry] = {
    "ed-name-differs": remark(
        DATA_REMARK,
        "Pasienten har et annet navn i utleveringen enn i resepten, men samme nummer. Et menneske må vurdere det.",
        "The patient has another name in the dispensation than in the prescription, but the same number. A person must"
        " look at it.",
    ),
    "ed-name-of-prescription": remark(
        DATA_REMARK,
        "Pasientens navn i utleveringen er ikke skrevet med latinske bokstaver. Rapporten har navnet fra resepten;"
        " nummeret er det samme.",
        "The patient's name in the dispensation is not written in Latin letters. The report has the prescription's"
        " name; the number is the same.",
    ),
    "ed-name-not-latin": remark(
        DATA_REMARK,
        "Pasientens navn er ikke skrevet med latinske bokstaver, og ingen M1 ved siden av sier det. Det står i"
        " rapporten som i utleveringen.",
        "The patient's name is not written in Latin letters, and no M1 beside it says it. The report has it as the"
        " dispensation does.",
    ),
    "ed-birth-date-differs": remark(
        DATA_REMARK,
        "Fødselsdatoen i utleveringen er en annen enn nummerets. Nummerets gjelder; et menneske må vurdere det.",
        "The dispensation's birth date is another than the number's. The number's holds; a person must look at it.",
    ),
    "ed-strength-contradicts": remark(
        DATA_REMARK,
        "Styrken i ord og i koder er ikke den samme. Den sammenholdes ikke med den forskrevne.",
        "The strength in words and in codes is not the same. It is not held against the one prescribed.",
    ),
    "ed-strength-unread": remark(
        DATA_REMARK,
        "Et virkestoffs styrke i koder har ingen enhet, eller en enhet som ikke kan leses. Den sammenholdes ikke med"
        " den forskrevne.",
        "A substance's strength in codes has no unit, or one that cannot be read. It is not held against the one"
        " prescribed.",
    ),
    "ed-name-strength-differs": remark(
        DATA_REMARK,
        "Navnet på legemidlet sier en annen styrke enn den som er oppgitt. Et menneske må vurdere det.",
        "The name of the medicine says another strength than the one given. A person must look at it.",
    ),
    "ed-substance-contradicts": remark(
        DATA_REMARK,
        "Virkestoffet er sagt flere ganger, og ikke likt: koder, kodenes ord og navn er ulike stoffer. De sammenholdes"
        " ikke med det forskrevne. Et menneske må vurdere det.",
        "The substance is said more than once, and not alike: codes, their displays and names are different"
        " substances. They are not held against what was prescribed. A person must look at it.",
    ),
    "ed-form-contradicts": remark(
        DATA_REMARK,
        "Legemiddelformens kode, kodens ord eller navnet på legemidlet er ulike former. Ingen av dem står i rapporten.",
        "The dose form's code, its display or the name of the medicine are different forms. The report has none of"
        " them.",
    ),
    "ed-schema-fault": remark(
        REMARK,
        "Dokumentet følger ikke skjemaet her. {expected_no}",
        "The document breaks the schema here. {expected_en}",
    ),
    "ed-remarks-more": remark(
        REMARK,
        "Det er flere slike merknader; {shown} er vist.",
        "There are more such remarks; {shown} are shown.",
    ),
    "ed-display-missing": remark(
        REMARK,
        "En kode står uten displayName.",
        "A code stands without displayName.",
    ),
    "ed-translation-repeats": remark(
        REMARK,
        "Oversettelsene av en kode gjentar hverandre.",
        "The translations of a code repeat each other.",
    ),
    "ed-zone-missing": remark(
        REMARK,
        "Et tidspunkt finere enn dag har ingen tidssone.",
        "A time finer than a day has no time zone.",
    ),
    "ed-root-malformed": remark(
        REMARK,
        "En identifikator har en rot som verken er OID eller UUID.",
        "An identifier has a root that is neither OID nor UUID.",
    ),
    "ed-type-unexpected": remark(
        REMARK,
        "Elementet oppgir en annen datatype enn den skal ha.",
        "The element states another data type than it should have.",
    ),
    "ed-text-garbled": remark(
        REMARK,
        "Teksten er UTF-8 lest som et annet tegnsett; den er lest om igjen.",
        "The text is UTF-8 that was read as another encoding; it was read again.",
    ),
    "ed-country-unknown": remark(
        DATA_REMARK,
        "Landet er ikke en landkode på to bokstaver; det er utelatt.",
        "The country is not a code of two letters; it was left out.",
    ),
    "ed-pharmacy-unnamed": remark(
        DATA_REMARK,
        "Apoteket har ikke noe navn; identifikatoren er brukt.",
        "The pharmacy has no name; its identifier was used.",
    ),
    "ed-date-of-author": remark(
        DATA_REMARK,
        "Utleverers tidspunkt mangler; forfatterens er brukt.",
        "The performer's time is missing; the author's was used.",
    ),
    "ed-item-not-an-order": remark(
        DATA_REMARK,
        "Forskrivningslinjen som utleveringen gjentar, er ikke merket som en gyldig forskrivning (moodCode,"
        " statusCode).",
        "The prescription item that the dispensation repeats is not marked as a valid order (moodCode, statusCode).",
    ),
    "ed-item-missing": remark(
        DATA_REMARK,
        "Den gjentatte forskrivningslinjen mangler.",
        "The related prescription item is missing.",
    ),
    "ed-strength-not-said": remark(
        DATA_REMARK,
        "Et virkestoff står uten styrke som kan leses; styrkene er ikke brukt.",
        "An active substance stands without a strength that can be read; the strengths were not used.",
    ),
}

DISPENSATION: dict[str, Entry] = {**KIND, **BESIDE, **REPORT, **RECEIPT, **SUBSTANCE, **RECORD, **PRODUCT, **FORM}
