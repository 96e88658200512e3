"""Codes of what is wrong with a message: its bytes, its kind, its version, its schema."""

from converter.model.catalogue.entry import FORMAT, GENERIC, REMARK, Entry, reject, remark

BYTES: dict[str, Entry] = {
    "too-large": reject(
        FORMAT,
        "Meldingen er større enn {limit} byte.",
        "The message is larger than {limit} bytes.",
        "Send én resept per melding.",
        "Send one prescription a message.",
    ),
    "encoding-not-utf8": reject(
        FORMAT,
        "Meldingen er ikke i UTF-8.",
        "The message is not UTF-8.",
        "Bruk UTF-8 og oppgi ikke noe annet tegnsett i XML-deklarasjonen.",
        "Use UTF-8, and declare no other encoding.",
    ),
    "doctype-not-allowed": reject(
        FORMAT,
        "Meldingen har en DOCTYPE. Det tillates ikke.",
        "The message has a DOCTYPE, which is not allowed.",
        "Fjern DOCTYPE og alle entiteter.",
        "Remove the DOCTYPE and every entity.",
    ),
    "not-xml": reject(
        FORMAT,
        "Meldingen er ikke velformet XML.",
        "The message is not well-formed XML.",
        "Se linje og kolonne i stien, der det er kjent.",
        "See the line and column in the path, where known.",
    ),
    "too-many-elements": reject(
        FORMAT,
        "Meldingen har flere enn {limit} elementer.",
        "The message has more than {limit} elements.",
        "Send én resept per melding.",
        "Send one prescription a message.",
    ),
    "comment-in-value": reject(
        FORMAT,
        "En kommentar eller prosesseringsinstruksjon står inne i en verdi. Signaturen dekker den ikke.",
        "A comment or processing instruction stands inside a value. The signature does not cover it.",
        "Fjern kommentarer og prosesseringsinstruksjoner fra verdier.",
        "Remove comments and processing instructions from values.",
    ),
}

MESSAGE: dict[str, Entry] = {
    "not-a-msghead": reject(
        FORMAT,
        "Dokumentet er ikke en MsgHead-melding (2006-05-24).",
        "The document is not a MsgHead message (2006-05-24).",
        "Send hele den signerte meldingen, fra MsgHead.",
        "Send the whole signed message, from MsgHead.",
    ),
    "message-type-not-supported": reject(
        FORMAT,
        "Meldingstypen kan ikke konverteres: bare ERM1 og ERM94.",
        "The message type cannot be converted: only ERM1 and ERM94.",
        "Send M1 alene eller i en M9.4.",
        "Send the M1 alone or inside an M9.4.",
    ),
    "m1-version-not-supported": reject(
        FORMAT,
        "Innholdet er ikke M1 versjon 2.5 (2013-10-08).",
        "The content is not M1 version 2.5 (2013-10-08).",
        "Send resepten som M1 2.5.",
        "Send the prescription as M1 2.5.",
    ),
    "m94-version-not-supported": reject(
        FORMAT,
        "Innholdet er ikke M9.4 (2010-07-01).",
        "The content is not M9.4 (2010-07-01).",
        "Send M9.4 i den versjonen, eller M1 alene.",
        "Send M9.4 of that version, or the M1 alone.",
    ),
    "several-prescriptions": reject(
        FORMAT,
        "Meldingen har flere resepter. Det skal være nøyaktig én.",
        "The message holds several prescriptions. There must be exactly one.",
        "Send hver resept for seg.",
        "Send each prescription by itself.",
    ),
    "no-prescription": reject(
        FORMAT,
        "Meldingen har ingen resept.",
        "The message holds no prescription.",
        "Legg ved den signerte M1-en.",
        "Attach the signed M1.",
    ),
    "attachment-not-base64": reject(
        FORMAT,
        "Vedlegget er ikke gyldig base64.",
        "The attachment is not valid base64.",
        "Kod den signerte meldingen om igjen.",
        "Encode the signed message anew.",
    ),
    "schema-fault": reject(
        FORMAT,
        "Meldingen følger ikke skjemaet her. {expected_no}",
        "The message breaks the schema here. {expected_en}",
        "Rett meldingen etter skjemaet for meldingstypen.",
        "Correct the message after the schema of its type.",
    ),
    "schema-faults-more": reject(
        FORMAT,
        "Flere skjemafeil enn de {shown} som er vist.",
        "More schema faults than the {shown} shown.",
    ),
    "code-in-wrong-list": reject(
        FORMAT,
        "Koden er oppgitt i feil kodeverk. Her skal det være {list}.",
        "The code is given in the wrong code list. This place takes {list}.",
        "Oppgi kodeverkets OID i S.",
        "Give the list's OID in S.",
    ),
    "date-out-of-range": reject(
        FORMAT,
        "Datoen er utenfor årene 1 til 9999.",
        "The date is outside the years 1 to 9999.",
        "Rett datoen.",
        "Correct the date.",
    ),
    "prescription-id-malformed": reject(
        FORMAT,
        "ReseptId (MsgId) er ikke en UUID.",
        "The ReseptId (MsgId) is not a UUID.",
        "Bruk meldingens opprinnelige MsgId.",
        "Use the message's original MsgId.",
    ),
    "document-not-read": remark(
        REMARK,
        "Meldingen har et dokument til, som ikke er lest.",
        "The message has a further document, which was not read.",
    ),
    "kind-not-supported": reject(
        GENERIC,
        "Legemiddeldose brukes ikke i resepter (Reseptformidlerens feil 259).",
        "Legemiddeldose is not used in prescriptions (Reseptformidleren's error 259).",
        "Forskriv pakning, merkevare eller virkestoff.",
        "Prescribe a package, a brand or a substance.",
    ),
}
