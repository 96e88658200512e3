"""Codes about a foreign prescription that a Norwegian pharmacist sees: why it is not dispensable, and warnings."""

from converter.model.catalogue.entry import Entry, reject, remark

NOT_DISPENSABLE = "ERROR_EP_GENERIC"
UNREADABLE = "ERROR_EP_MISSING_BASIC_DATA"
WARNING = "WARNING_EP_GENERIC"

VIEW: dict[str, Entry] = {
    "view-only-a-page": reject(
        NOT_DISPENSABLE,
        "Resepten kom bare som en side (PDF). Den kan leses, men ikke rapporteres som utlevert herfra.",
        "The prescription came as a page (PDF) only. It can be read, but not be reported as dispensed from here.",
    ),
    "view-epsos": reject(
        NOT_DISPENSABLE,
        "Resepten er i det gamle formatet (epSOS). Den kan bare leses, ikke utleveres herfra.",
        "The prescription is in the old format (epSOS). It can only be read, not dispensed from here.",
    ),
    "view-prescription-unidentified": reject(
        UNREADABLE,
        "Reseptens nummer kan ikke leses, så en utlevering kan ikke rapporteres.",
        "The prescription's identifier cannot be read, so a dispensation could not be reported.",
    ),
    "view-patient-unread": reject(UNREADABLE, "Pasienten kan ikke leses.", "The patient cannot be read."),
    "view-product-unread": reject(UNREADABLE, "Legemidlet kan ikke leses.", "The medicine cannot be read."),
    "view-packages-unread": reject(
        UNREADABLE,
        "Antall pakninger mangler eller kan ikke leses.",
        "The number of packages is missing or cannot be read.",
    ),
    "view-package-unread": remark(
        WARNING,
        "Hvor mye en pakning inneholder, kan ikke leses.",
        "How much a package holds cannot be read.",
    ),
    "view-package-ambiguous": remark(
        WARNING,
        "Et ytre lag i pakningen er talt i enheten til det som er innenfor: det er uklart hvor mye pakningen"
        " inneholder i alt."
        " Avklar mengden.",
        "An outer layer of the package is counted in the unit of what is inside it: how much the package holds in all"
        " is"
        " unclear. Find out the amount.",
    ),
    "view-package-bare": remark(
        WARNING,
        "Pakningen er oppgitt som 1 uten enhet, og norske pakninger av legemidlet inneholder flere: det er uklart om"
        " det"
        " er én enhet eller én pakning. Avklar mengden.",
        "The package is given as 1 without a unit, and Norwegian packages of the medicine hold several: whether it is"
        " one"
        " piece or one package is unclear. Find out the amount.",
    ),
    "view-document-ahead": remark(
        WARNING,
        "Dokumentet er datert etter nå, selv om resepten kan være skrevet før. Avklar om den gjelder.",
        "The document is dated after now, though the prescription may have been written before. Find out whether it"
        " holds.",
    ),
    "view-strength-missing": remark(WARNING, "Styrken er ikke oppgitt.", "The strength is not given."),
    "view-strength-contradicts": remark(
        WARNING,
        "Styrken i ord er en annen enn virkestoffets styrke i koder. Avklar hvilken som gjelder.",
        "The strength in words is another than the substance's strength in codes. Find out which holds.",
    ),
    "view-display-contradicts": remark(
        WARNING,
        "Koden og ordet ved siden av den er to ulike begreper i samme liste. Koden er lest; avklar hva som er ment.",
        "The code and the word beside it are two concepts of one list. The code was read; find out what is meant.",
    ),
    "view-codes-contradict": remark(
        WARNING,
        "Her står to ulike koder fra samme liste for det samme. Avklar hva som er ment.",
        "Two different codes of one list stand here for the same thing. Find out what is meant.",
    ),
    "view-substance-contradicts": remark(
        WARNING,
        "Legemidlets ATC-kode og virkestoffets kode er av ulike stoffer. Avklar hva som er ment.",
        "The medicine's ATC code and the substance's code are of different substances. Find out what is meant.",
    ),
    "view-words-contradict": remark(
        WARNING,
        "Navnet eller beskrivelsen nevner et annet virkestoff enn kodene. Avklar hva som er ment.",
        "Name or description mentions another substance than the codes. Find out what is meant.",
    ),
    "view-form-word-contradicts": remark(
        WARNING,
        "Navnet eller beskrivelsen nevner en annen legemiddelform enn koden. Avklar hva som er ment.",
        "Name or description mentions another dose form than the code. Find out what is meant.",
    ),
    "view-substitution-doubtful": remark(
        WARNING,
        "Opplysningene om bytte motsier hverandre. Det strengeste er lagt til grunn.",
        "What is said of substitution contradicts itself. The strictest is gone by.",
    ),
    "view-strength-unread": remark(
        WARNING,
        "Et virkestoffs styrke i koder har ingen enhet, eller en enhet som ikke kan leses. Den er ikke sammenholdt med"
        " noe. Avklar styrken.",
        "A substance's strength in codes has no unit, or one that cannot be read. It was held against nothing. Find"
        " out the strength.",
    ),
    "view-dosage-unread": remark(
        WARNING,
        "Dosen eller tidspunktene i doseringen kan ikke leses som struktur ({expected_no}). Les originalteksten.",
        "The dose or the times of the dosage cannot be read as structure ({expected_en}). Read the original text.",
    ),
    "view-dosage-unsaid": remark(
        WARNING,
        "Doseringen er oppgitt som struktur som ikke kan sies helt på norsk ({expected_no}). Les originalteksten.",
        "The dosage is given as structure that cannot be said whole in Norwegian ({expected_en}). Read the original"
        " text.",
    ),
    "view-dosage-zone": remark(
        WARNING,
        "Klokkeslettene i doseringen er i en annen tidssone enn Norges. Begge er oppgitt; avklar hvilken klokke"
        " pasienten følger.",
        "The clock times of the dosage are of another time zone than Norway's. Both are given; find out which clock the"
        " patient follows.",
    ),
    "view-dosage-implausible": remark(
        WARNING,
        "Doseringen i struktur er usannsynlig for dette legemidlet, og er ikke sagt på norsk. Les originalteksten, og"
        " avklar hva som er ment.",
        "The structured dosage is implausible for this medicine, and is not said in Norwegian. Read the original text,"
        " and find out what is meant.",
    ),
    "view-dosage-missing": remark(WARNING, "Doseringen er ikke oppgitt.", "The dosage is not given."),
    "view-patients-several": reject(
        UNREADABLE,
        "Dokumentet er om flere pasienter. Hvem resepten gjelder, er ikke entydig.",
        "The document is about several patients. Whom the prescription is for is ambiguous.",
    ),
    "view-name-undivided": reject(
        UNREADABLE,
        "Pasientens offisielle navn er ikke delt i fornavn og etternavn. Det er vist som det står, men en utlevering"
        " kan ikke rapporteres med det.",
        "The patient's legal name is not divided into given and family name. It is shown as it stands, but a"
        " dispensation cannot be reported with it.",
    ),
    "view-birth-date-doubtful": remark(
        WARNING,
        "Pasientens fødselsdato kan ikke stemme: den er etter resepten, eller før 1900. Kontroller mot legitimasjon.",
        "The patient's birth date cannot be right: it is after the prescription, or before 1900. Check against proof of"
        " identity.",
    ),
    "view-prescriber-unnamed": remark(
        WARNING,
        "Ingen rekvirent er navngitt. Finn ut hvem som har skrevet resepten.",
        "No prescriber is named. Find out who wrote the prescription.",
    ),
    "view-names-several": remark(
        WARNING,
        "Dokumentet har flere navn på pasienten. Det offisielle navnet, eller det som ikke er et særskilt navn, står"
        " først, de andre med hva de er.",
        "The document has several names of the patient. The legal name, or the one that is no special name, stands"
        " first, the others with what they are.",
    ),
    "view-names-unclear": remark(
        WARNING,
        "Dokumentet har flere navn på pasienten, og sier ikke hvilket som er det offisielle. Kontroller mot"
        " legitimasjon.",
        "The document has several names of the patient, and does not say which is the legal one. Check against proof of"
        " identity.",
    ),
    "view-birth-date-unclear": remark(
        WARNING,
        "Pasientens fødselsdato er ikke oppgitt til dagen, eller kan ikke leses.",
        "The patient's birth date is not given to the day, or cannot be read.",
    ),
    "view-guardian": remark(
        WARNING,
        "Pasienten har verge, som er navngitt.",
        "The patient has a guardian, who is named.",
    ),
    "view-person-unread": remark(
        WARNING,
        "Dokumentet sier noe om pasienten som ikke er lest ({expected_no}).",
        "The document says something of the patient that is not read ({expected_en}).",
    ),
    "view-authors-several": remark(
        WARNING,
        "Flere har skrevet resepten. Alle er navngitt; hvem av dem som er rekvirenten, er ikke sagt.",
        "Several persons wrote the prescription. All are named; who of them is the prescriber is not said.",
    ),
    "view-part-unread": remark(
        WARNING,
        "Ikke lest, eller ikke entydig: {what_no}. Les det i originalteksten, eller spør rekvirenten.",
        "Not read, or ambiguous: {what_en}. Read it in the original text, or ask the prescriber.",
    ),
    "view-second-prescription": reject(
        NOT_DISPENSABLE,
        "Dokumentet har en resept til, som ikke er lest. En EU-resept er én resept, så ingen av dem kan utleveres"
        " herfra.",
        "The document has a further prescription, which is not read. An eP is one prescription, so neither can be"
        " dispensed from here.",
        "Be om reseptene hver for seg. Ordene i begge står i originalteksten.",
        "Ask for each of them by itself. The words of both are in the original text.",
    ),
    "view-section-unread": remark(
        WARNING,
        "Dokumentet har et avsnitt til, som bare er vist med sine ord.",
        "The document has a further section, of which the words alone are shown.",
        "Les det i originalteksten.",
        "Read it in the original text.",
    ),
    "view-replaces-another": remark(
        WARNING,
        "Dokumentet erstatter et tidligere, eller legger noe til det. Kontroller at det er det siste, og at det"
        " tidligere ikke er utlevert.",
        "The document replaces an earlier one, or adds to it. Check that it is the last, and that the earlier one was"
        " not dispensed.",
    ),
    "view-words-aside": remark(
        WARNING,
        "Resepten har egne ord om {about_no}, som ikke er lest som en opplysning. De er vist med de andre ordene.",
        "The prescription has words of its own on {about_en}, which are not read as a value. They are shown with the"
        " others.",
    ),
    "view-words-cut": remark(
        WARNING,
        "Resepten har flere tekster, eller lengre, enn det som vises hver for seg. Les dem i originalteksten, eller"
        " spør rekvirenten.",
        "The prescription has more texts, or longer ones, than are shown one by one. Read them in the original text, or"
        " ask the prescriber.",
    ),
    "view-text-deleted": remark(
        WARNING,
        "En del av teksten er merket som slettet i dokumentet, og er vist med merket. Den kan være opphevet; avklar.",
        "A part of the text is marked as deleted in the document, and is shown so. It may no longer hold; find out.",
    ),
    "view-image-not-shown": remark(
        WARNING,
        "Teksten har et bilde som ikke vises her.",
        "The text has an image that is not shown here.",
        "Be om å få se det dersom det kan ha betydning.",
        "Ask to see it where it may matter.",
    ),
    "view-narrative-contradicts": remark(
        WARNING,
        "Dokumentets egne ord sier noe annet enn kodene: {what_no}. Avklar hva som gjelder.",
        "The document's own words say something else than its codes: {what_en}. Find out which holds.",
    ),
    "view-form-faults": remark(
        WARNING,
        "Dokumentet følger ikke formatet. Det er vist så langt det kan leses.",
        "The document breaks rules of form. It is shown as far as it can be read.",
    ),
    "ep-several-items": reject(
        "ERROR_EP_INCORRECT_FORMATTING",
        "Dokumentet har flere reseptlinjer; en EU-resept har én.",
        "The document has several items; an eP has one.",
    ),
}
FIELDS = "ERROR_ED_MISSING_REQUIRED_FIELDS"
SUBSTITUTED = "ERROR_ED_SUBSTITUTION_INFORMATION_NOT_ALLOWED"
REFUSED = "ERROR_ED_NOT_DISPENSABLE_EPRESCRIPTION"
TOLD = "WARNING_ED_GENERIC"
DISPENSED_HERE: dict[str, Entry] = {
    "dispense-packages-unusable": reject(
        FIELDS,
        "Antall pakninger må være over null, og en del av en pakning må være et helt antall av det som telles.",
        "The number of packages must be above zero, and a part of a package a whole number of what is counted.",
    ),
    "dispense-two-packages": reject(
        FIELDS,
        "En pakning er valgt i listen, og en annen er skrevet i feltet for varenummer.",
        "One package is chosen from the list, and another is written in the field for the varenr.",
        "Behold den ene av dem.",
        "Keep one of them.",
    ),
    "dispense-varenr-unknown": reject(
        FIELDS,
        "Registeret kjenner ikke varenummeret, eller pakningen er utgått.",
        "The register does not know the varenr, or the package is no longer in use.",
        "Søk opp pakningen.",
        "Search for the package.",
    ),
    "dispense-patient-incomplete": reject(
        FIELDS,
        "Pasientens nummer eller fødselsdato kan ikke leses. EU-utleveringen må ha begge.",
        "The patient's number or birth date cannot be read. The eD must have both.",
    ),
    "dispense-pharmacy-incomplete": reject(
        FIELDS,
        "Apoteket må ha navn og organisasjonsnummer (ni sifre) eller HER-id.",
        "The pharmacy must have a name and an organisation number (nine digits) or a HER-id.",
    ),
    "dispense-telephone-left-out": remark(
        TOLD,
        "Telefonen er ikke et nummer som en EU-utlevering kan ha (sifre, +, parenteser, punktum, bindestrek). Den er"
        " utelatt.",
        "The telephone is no number that an eD can have (digits, +, brackets, points, hyphens). It was left out.",
    ),
    "dispense-pharmacist-incomplete": reject(
        FIELDS,
        "Farmasøyten må ha HPR-nummer.",
        "The pharmacist must have an HPR number.",
    ),
    "dispense-fields-invalid": reject(
        FIELDS, "Dette feltet {why_no}.", "This field {why_en}.", "{hint_no}", "{hint_en}"
    ),
    "dispense-package-missing": reject(
        FIELDS,
        "Pakningen er ikke oppgitt.",
        "The package is not given.",
        "Velg en pakning eller skriv varenummeret.",
        "Choose a package, or write its varenr.",
    ),
    "dispense-encoding": reject(
        FIELDS,
        "JSON-teksten er i {encoding}.",
        "The JSON text is in {encoding}.",
        "Den må være i UTF-8.",
        "It must be in UTF-8.",
    ),
    "m10-annuls": reject(
        FIELDS,
        "Utleveringsrapporten er en annullering. Trekk EU-utleveringen tilbake i stedet.",
        "The dispensing report is an annulment. Discard the eD instead.",
    ),
    "dispense-preview-changed": reject(
        "ERROR_ED_GENERIC",
        "EU-utleveringen er ikke lenger den som ble vist: registeret, tabellene eller feltene er blitt andre. Ingenting"
        " er sendt.",
        "The eD is no longer the one that was shown: the register, the tables or the fields have changed. Nothing was"
        " sent.",
        "Se på den på nytt, og send den da.",
        "Look at it again, and send it then.",
    ),
    "dispense-number-sent": reject(
        "ERROR_ED_GENERIC",
        "En annen EU-utlevering er sendt herfra under dette nummeret. Ingenting er sendt.",
        "Another eD was sent from here under this number. Nothing was sent.",
        "Trekk den tilbake først dersom den er feil. En ny utlevering skal ha et nytt nummer.",
        "Discard it first if it is wrong. A new dispense takes a new number.",
    ),
    "dispense-preview-old": reject(
        "ERROR_ED_GENERIC",
        "Det er for lenge siden EU-utleveringen ble vist. Ingenting er sendt.",
        "The eD was shown too long ago. Nothing was sent.",
        "Se på den på nytt, og send den da.",
        "Look at it again, and send it then.",
    ),
    "m10-of-another-patient": reject(
        "ERROR_ED_EPRESCRIPTION_NOT_IDENTIFIABLE",
        "Utleveringsrapporten gjelder en annen pasient enn resepten, eller det er ikke sikkert at det er den samme:"
        " nummer eller fødselsdato er en annen.",
        "The dispensing report is of another patient than the prescription, or not known to be of the same: number or"
        " birth date is another.",
    ),
    "m10-of-another-prescription": reject(
        "ERROR_ED_EPRESCRIPTION_NOT_IDENTIFIABLE",
        "Utleveringsrapporten gjelder en annen resept: ReseptId er ikke nummeret til EU-resepten.",
        "The dispensing report is of another prescription: its ReseptId is not the eP's identifier.",
        "Send rapporten for denne resepten, eller utleveringen alene.",
        "Send the report about this prescription, or the dispense alone.",
    ),
    "m10-name-differs": remark(
        TOLD,
        "Utleveringsrapporten skriver pasientens navn annerledes enn resepten.",
        "The dispensing report spells the patient's name otherwise than the prescription.",
    ),
    "dispense-differs-from-m10": remark(
        TOLD,
        "Utleveringsrapporten sier noe annet i dette feltet. Det som er oppgitt ved siden av, gjelder.",
        "The dispensing report says something else of this field. What is given beside it holds.",
    ),
    "ed-not-ours": reject(
        "ERROR_ED_DISCARD_FAILED",
        "EU-utleveringen er ikke laget her. Bare egne kan trekkes tilbake herfra.",
        "The eD was not made here. Only own ones can be taken back from here.",
    ),
    "ed-discarded-already": reject(
        "ERROR_ED_DISCARD_FAILED",
        "Dokumentet er allerede en tilbaketrekking.",
        "The document is a discard already.",
    ),
    "dispense-product-unsayable": reject(
        FIELDS,
        "Pakningen kan ikke beskrives i EU-koder: form, innhold eller navn mangler i register eller tabeller.",
        "The package cannot be described in EU codes: register or tables lack form, content or name.",
    ),
    "dispense-prescribed-unsayable": reject(
        FIELDS,
        "Det forskrevne legemidlet kan ikke gjentas i EU-utleveringen: navn eller pakning kunne ikke leses.",
        "The prescribed medicine cannot be repeated in the eD: its name or package could not be read.",
    ),
    "dispense-not-substituted": reject(
        SUBSTITUTED,
        "Pakningen er et annet legemiddel enn det forskrevne, eller har annen form eller styrke.",
        "The package is another medicine than the one prescribed, or of another form or strength.",
        "Svar på om legemidlet er byttet: none (det samme), brand (et annet merkenavn), generic (generisk) eller other"
        " (et annet virkestoff, en annen styrke eller form).",
        "Answer whether it was substituted: none (the same), brand (another brand), generic (generic) or other (another"
        " substance, strength or form).",
    ),
    "dispense-other-substance": remark(
        TOLD,
        "Virkestoffet (ATC) er et annet enn det forskrevne. Kontroller at byttet er riktig.",
        "The substance (ATC) is another than the one prescribed. Check that the substitution is right.",
    ),
    "dispense-other-product": remark(
        TOLD,
        "Formen eller styrken er en annen enn den forskrevne. Kontroller at byttet er riktig.",
        "Form or strength is another than the one prescribed. Check that the substitution is right.",
    ),
    "dispense-not-compared": remark(
        TOLD,
        "Om pakningen er det forskrevne legemidlet, kan ikke regnes ut. Kontroller det selv.",
        "Whether the package is the prescribed medicine cannot be computed. Check it yourself.",
    ),
    "dispense-amount-not-compared": remark(
        TOLD,
        "Mengden kan ikke sammenholdes med den forskrevne. Kontroller den selv.",
        "The amount cannot be held against what was prescribed. Check it yourself.",
    ),
    "dispense-more-packages": remark(
        TOLD,
        "Det er flere pakninger enn forskrevet, og mengden i dem kan ikke sammenholdes med den forskrevne.",
        "There are more packages than were prescribed, and what they hold cannot be held against what was prescribed.",
        "Kontroller mengden før noe utleveres.",
        "Check the amount before anything is dispensed.",
    ),
    "dispense-too-much": reject(
        REFUSED,
        "Det er mer enn det som er forskrevet.",
        "It is more than what was prescribed.",
    ),
}
