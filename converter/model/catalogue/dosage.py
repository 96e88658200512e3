"""Codes about the dosage."""

from converter.model.catalogue.entry import FIELDS, GENERIC, REMARK, Entry, reject, remark

DOSAGE: dict[str, Entry] = {
    "dosage-contradicts": reject(
        FIELDS,
        "Fritekst og kortdose sier ulike doseringer.",
        "Free text and short dose say different dosages.",
        "La DosVeiledEnkel og Kortdose si det samme.",
        "Let DosVeiledEnkel and Kortdose say the same.",
    ),
    "treatment-period-contradicts": reject(
        FIELDS,
        "Behandlingen slutter før den starter.",
        "The treatment ends before it starts.",
        "Rett Starttidspunkt eller Sluttidspunkt.",
        "Correct Starttidspunkt or Sluttidspunkt.",
    ),
    "dosage-as-text": remark(
        REMARK,
        "Den strukturerte doseringen er mer enn EU-resepten kan si som struktur (tid på dagen, ulike doser, flere"
        " faser, regel, ved behov, infusjon eller enhet); den sendes som tekst.",
        "The structured dosage is more than the eP can say as structure (time of day, unequal doses, several phases, a"
        " rule, as needed, infusion or unit); it is sent as text.",
    ),
    "dosage-worded-otherwise": remark(
        REMARK,
        "Doseringen står på flere måter som ikke sier det samme, eller som ikke kan vises å gjøre det. Rekvirentens"
        " egne ord sendes som de står; ingen dose, periode eller engelsk tekst sendes fra strukturen.",
        "The dosage is given in several ways that do not say the same, or cannot be shown to. The prescriber's own"
        " words are sent as they stand; no dose, period or English text is sent from the structure.",
        "La DosVeiledEnkel, Kortdose og Dosering si det samme.",
        "Let DosVeiledEnkel, Kortdose and Dosering say the same.",
    ),
    "dosage-numbers-differ": remark(
        REMARK,
        "Teksten har tall som den strukturerte doseringen ikke har. Bare teksten sendes, uten dose, periode og engelsk"
        " tekst fra strukturen, og den engelske delen sier at de er ulike.",
        "The text has numbers that the structured dosage does not have. Only the text is sent, without dose, period and"
        " English text from the structure, and the English part says that they differ.",
        "La DosVeiledEnkel og Dosering si det samme.",
        "Let DosVeiledEnkel and Dosering say the same.",
    ),
    "dosage-structures-differ": remark(
        REMARK,
        "Kortdosen og den strukturerte doseringen sier ulike doser. Bare den norske teksten sendes, og den engelske"
        " delen sier at de er ulike.",
        "The short dose and the structured dosage say different doses. Only the Norwegian text is sent, and the English"
        " part says that they differ.",
        "La Kortdose og Dosering si det samme.",
        "Let Kortdose and Dosering say the same.",
    ),
    "dosage-elsewhere": remark(
        REMARK,
        "Doseringsteksten viser til noe annet, som en avtale eller en plan. Den engelske teksten sier bare det, og"
        " ingen dose.",
        "The dosage text points elsewhere, such as to an agreement or a plan. The English text says just that, and no"
        " dose.",
    ),
    "dosage-words-unknown": remark(
        REMARK,
        "Doseringsteksten har ord som ikke er i tabellene, og leses derfor ikke. Den sendes på norsk alene.",
        "The dosage text has words that are not in the tables, so it is not read. It is sent in Norwegian alone.",
        "Kommandoen «converter dosage» viser hvilke ord.",
        "The command 'converter dosage' shows which words.",
    ),
    "dosage-not-understood": remark(
        REMARK,
        "Doseringsteksten har ikke én sikker betydning, og leses derfor ikke. Den sendes på norsk alene.",
        "The dosage text does not have one sure meaning, so it is not read. It is sent in Norwegian alone.",
        "Kommandoen «converter dosage» viser hvorfor.",
        "The command 'converter dosage' shows why.",
    ),
    "dosage-implausible": remark(
        REMARK,
        "Doseringen er usannsynlig for dette legemidlet. Bare den norske teksten sendes, og den engelske delen ber"
        " farmasøyten avklare den.",
        "The dosage is implausible for this medicine. Only the Norwegian text is sent, and the English part asks the"
        " pharmacist to make sure.",
        "Se over dose, hyppighet, enhet og administrasjonssted.",
        "Look over dose, frequency, unit and where it goes.",
    ),
    "dosage-unchecked": remark(
        REMARK,
        "Hvor mye og hvor ofte kan ikke holdes opp mot det som er vanlig for dette legemidlet: betydningen av hele"
        " doseringen er ikke kjent. Bare den norske teksten sendes, og den engelske delen ber farmasøyten avklare den.",
        "How much and how often cannot be held against what is usual for this medicine: the meaning of the whole dosage"
        " is not known. Only the Norwegian text is sent, and the English part asks the pharmacist to make sure.",
        "Oppgi doseringen enklere, og ATC-koden.",
        "Give the dosage in simpler words, and the ATC code.",
    ),
    "dosage-units-differ": remark(
        REMARK,
        "Doseringen er i IE, og styrken i legemidlets egne enheter. Bare den norske teksten er sendt, og den engelske"
        " delen sier at enhetene er ulike.",
        "The dosage is in IE, and the strength in units of the medicine's own. Only the Norwegian text is sent, and the"
        " English part says that the units differ.",
        "Skriv doseringen i enheter (E).",
        "Write the dosage in units (E).",
    ),
    "dosage-use-differs": remark(
        REMARK,
        "Doseringen og bruken (fast eller ved behov) sier ikke det samme. Bare den norske teksten sendes, og den"
        " engelske delen sier at de er ulike.",
        "The dosage and the kind of use (regular or as needed) do not say the same. Only the Norwegian text is sent,"
        " and the English part says that they differ.",
        "La doseringen og Bruk si det samme.",
        "Let the dosage and Bruk say the same.",
    ),
    "dosage-purposes-differ": remark(
        REMARK,
        "Doseringsteksten og bruksområdet nevner ulike formål. Bare de norske tekstene sendes, og den engelske delen"
        " sier at de er ulike.",
        "The dosage text and the indication name different purposes. Only the Norwegian texts are sent, and the English"
        " part says that they differ.",
        "La DosVeiledEnkel og Bruksomrade si det samme.",
        "Let DosVeiledEnkel and Bruksomrade say the same.",
    ),
    "dose-unit-unfit": remark(
        REMARK,
        "Dosens enhet passer ikke til legemiddelformen, eller formen er ikke kjent: det som telles, måles ikke i volum"
        " eller dråper, og ett stykk er av formens eget slag. Doseringen sendes som tekst.",
        "The unit of the dose does not fit the dose form, or the form is not known: what is counted is not measured by"
        " volume or in drops, and one piece is of the form's own kind. The dosage is sent as text.",
    ),
    "short-dose-as-text": remark(
        REMARK,
        "Kortdosen sendes som tekst: hele den kan ikke sies som struktur.",
        "The short dose is sent as text: not all of it can be said as structure.",
    ),
    "short-dose-without-unit": remark(
        REMARK,
        "Kortdosens fulle tekst (OT) sier ikke hvilken enhet dosen har, eller har et annet tall enn koden. Bare"
        " den norske teksten sendes.",
        "The short dose's full text (OT) does not say the unit, or has another number than the code. Only the Norwegian"
        " text is sent.",
    ),
    "short-dose-text-differs": remark(
        REMARK,
        "Kortdosens kode, kortform (DN) og fulle tekst (OT, ellers DosVeiledEnkel) sier ikke ordrett det samme. Bare"
        " den norske teksten sendes, og den engelske delen sier at de er ulike.",
        "The short dose's code, short form (DN) and full text (OT, else DosVeiledEnkel) do not say the same to the"
        " letter. Only the Norwegian text is sent, and the English part says that they differ.",
    ),
    "dosage-amended": remark(
        REMARK,
        "En utvidelse føyer ord til doseringen. De kan endre dosen, så hele doseringen sendes som tekst.",
        "An extension adds words to the dosage. They may change the dose, so all of it is sent as text.",
    ),
    "short-dose-unknown": remark(
        REMARK,
        "Kortdosen har en kode som ikke er i kodeverk 7478. Bare den norske teksten sendes.",
        "The short dose has a code that is not in list 7478. Only the Norwegian text is sent.",
    ),
    "dosage-missing": reject(
        FIELDS,
        "Doseringen mangler.",
        "The dosage is missing.",
        "Oppgi DosVeiledEnkel.",
        "Give DosVeiledEnkel.",
    ),
    "dosage-structured-only": reject(
        GENERIC,
        "Doseringen er bare gitt i strukturert form, som ikke kan sies i ord.",
        "The dosage is given in structured form only, which cannot be put into words.",
        "Oppgi doseringen også i DosVeiledEnkel.",
        "Give the dosage in DosVeiledEnkel too.",
    ),
}
