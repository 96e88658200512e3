"""Codes of what is wrong with a message: its bytes, its kind, its version, its schema."""

from converter.model.catalogue.entry import BASIC, FIELDS, FORMAT, GENERIC, REMARK, Entry, reject, remark

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
    "other-file": remark(
        FORMAT,
        "Filen er {what_no}. {where_no}",
        "The file is {what_en}. {where_en}",
    ),
    "too-many-elements": reject(
        FORMAT,
        "Meldingen har flere enn {limit} elementer.",
        "The message has more than {limit} elements.",
        "Send én resept per melding.",
        "Send one prescription a message.",
    ),
    "too-deep": reject(
        FORMAT,
        "Meldingen har for mange nivåer i hverandre (over 256), eller en tekst som er for lang, og kan ikke leses.",
        "The message nests too deep (over 256 levels), or has a text that is too long, and cannot be read.",
    ),
    "comment-in-value": reject(
        FORMAT,
        "En kommentar eller prosesseringsinstruksjon står inne i en verdi. Signaturen dekker den ikke.",
        "A comment or processing instruction stands inside a value. The signature does not cover it.",
        "Fjern kommentarer og prosesseringsinstruksjoner fra verdier.",
        "Remove comments and processing instructions from values.",
    ),
}

TEXT: dict[str, Entry] = {
    "text-controls": reject(
        FIELDS,
        "Teksten eller koden har skjulte tegn som snur skriveretningen eller gjør den til en annen. Tall kan da vises i"
        " en annen rekkefølge.",
        "The text or code has hidden characters that turn the direction of writing or make it another. Numbers may then"
        " show in another order.",
        "Fjern dem.",
        "Remove them.",
    ),
    "text-signs-removed": remark(
        REMARK,
        "Teksten hadde tegn som ingen ser (retningsmerker, myke bindestreker, usynlige mellomrom). De er tatt ut.",
        "The text had characters that nobody sees (direction marks, soft hyphens, invisible blanks). They were taken"
        " out.",
    ),
    "text-garbled": remark(
        REMARK,
        "Teksten ser ut til å være skrevet i ett tegnsett og lest i et annet («TÃ¥» for «Tå»). Den er ikke rettet.",
        "The text seems to be written in one encoding and read in another (`TÃ¥` for `Tå`). It was not mended.",
        "Be avsenderen rette tegnsettet.",
        "Have the sender mend the encoding.",
    ),
}

WORDS: dict[str, Entry] = {
    "code-word-differs": remark(
        REMARK,
        "Ordet (DN) ved koden sier en annen kode i kodeverk {list} enn V. Den strengeste lesningen gjelder, og ordet er"
        " ikke sendt.",
        "The word (DN) beside the code says another code of list {list} than V. The stricter reading holds, and the"
        " word was not sent.",
        "Be rekvirenten rette V eller DN.",
        "Have the prescriber correct V or DN.",
    ),
    "code-word-neither": remark(
        REMARK,
        "Ordet (DN) ved koden sier en annen kode i kodeverk {list} enn V. Ingen av dem er brukt.",
        "The word (DN) beside the code says another code of list {list} than V. Neither is used.",
        "Be rekvirenten rette V eller DN.",
        "Have the prescriber correct V or DN.",
    ),
    "code-word-not-sent": remark(
        REMARK,
        "Ordet (DN) ved koden sier en annen kode i kodeverk {list} enn V. Koden gjelder, og ordet er ikke sendt.",
        "The word (DN) beside the code says another code of list {list} than V. The code counts, and the word is not"
        " sent.",
        "Be rekvirenten rette V eller DN.",
        "Have the prescriber correct V or DN.",
    ),
    "code-word-alone": remark(
        REMARK,
        "Det står et ord (DN) uten kode (V) i kodeverk {list}. Ordet brukes bare der det kan hindre at resepten eller"
        " noe i den sendes, og er selv ikke sendt.",
        "There is a word (DN) without a code (V) of list {list}. The word is used only where it may keep the"
        " prescription or a part of it from leaving, and is itself not sent.",
        "Be rekvirenten oppgi koden.",
        "Have the prescriber give the code.",
    ),
    "code-word-unknown": remark(
        REMARK,
        "Ordet (DN) ved koden er ikke kodens i kodeverk {list}, og er ikke sendt.",
        "The word (DN) beside the code is not the code's in list {list}, and was not sent.",
    ),
    "atc-word-differs": reject(
        FIELDS,
        "Ordet (DN) ved ATC-koden er navnet på et annet virkestoff enn koden.",
        "The word (DN) beside the ATC code is the name of another substance than the code.",
        "Avklar med rekvirenten hvilket virkestoff som er ment.",
        "Find out from the prescriber which substance is meant.",
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
        "Meldingstypen kan ikke konverteres: bare ERM1, ERM94 og ERM96.",
        "The message type cannot be converted: only ERM1, ERM94 and ERM96.",
        "Send M1 alene, i en M9.4, i en M9.6 eller i en M1List.",
        "Send the M1 alone, in an M9.4, in an M9.6 or in an M1List.",
    ),
    "m1-version-not-supported": reject(
        FORMAT,
        "Resepten er M1 av versjon {version}: bare 2.5 (2013-10-08) og 2.4 (2010-05-01) leses.",
        "The prescription is an M1 of version {version}: only 2.5 (2013-10-08) and 2.4 (2010-05-01) are read.",
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
    "m96-version-not-supported": reject(
        FORMAT,
        "Innholdet er ikke én M9.6 (2015-05-01 eller 2018-07-01).",
        "The content is not one M9.6 (2015-05-01 or 2018-07-01).",
        "Send M9.6 i en av disse versjonene, eller hver M1 for seg.",
        "Send M9.6 of one of these versions, or each M1 by itself.",
    ),
    "container-in-container": reject(
        FORMAT,
        "Vedlegget er selv en beholder (M9.4 eller M9.6).",
        "The attachment is itself a container (M9.4 or M9.6).",
        "Legg ved den signerte M1-en.",
        "Attach the signed M1.",
    ),
    "list-malformed": reject(
        FORMAT,
        "M1List skal ha én eller flere MsgHead eller Base64Container, og ikke noe annet.",
        "M1List holds one or more MsgHead or Base64Container, and nothing else.",
        "Legg hver hele M1 rett under M1List.",
        "Put each whole M1 right below M1List.",
    ),
    "list-too-long": reject(
        FORMAT,
        "Listen har flere enn {most} resepter.",
        "The list holds more than {most} prescriptions.",
        "Del listen.",
        "Split the list.",
    ),
    "document-too-large": reject(
        FORMAT,
        "EU-resepten ville blitt større enn {limit} byte: tekstene er for lange.",
        "The eP would be larger than {limit} bytes: the texts are too long.",
        "Kort ned tekstene.",
        "Shorten the texts.",
    ),
    "provenance-incomplete": remark(
        REMARK,
        "Opphavet til verdiene kan ikke oppgis i sin helhet og er utelatt. EU-resepten er den samme.",
        "The origins of the values cannot be given in whole and were left out. The eP is the same.",
    ),
    "patient-differs-from-container": reject(
        FORMAT,
        "Resepten har en annen pasient enn meldingen den ligger i.",
        "The prescription has another patient than the message that it is in.",
        "Avklar hvem resepten gjelder.",
        "Find out whom the prescription is for.",
    ),
    "extension-version-not-supported": reject(
        FORMAT,
        "Utvidelsen til M1 har en versjon som ikke leses: bare utvidelse 1.",
        "The extension of M1 has a version that is not read: only extension 1.",
        "Send resepten uten utvidelsen, eller med utvidelse 1.",
        "Send the prescription without the extension, or with extension 1.",
    ),
    "several-extensions": reject(
        FORMAT,
        "Meldingen har flere utvidelser til M1.",
        "The message holds several extensions of M1.",
        "Send én utvidelse.",
        "Send one extension.",
    ),
    "several-prescriptions": reject(
        FORMAT,
        "Meldingen har flere resepter. Det skal være nøyaktig én.",
        "The message holds several prescriptions. There must be exactly one.",
        "Send hver resept for seg, eller be om alle (--all, all=true).",
        "Send each prescription by itself, or ask for all of them (--all, all=true).",
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
    "attachment-not-a-message": reject(
        FORMAT,
        "Vedlegget er ikke en melding: verken base64 eller en MsgHead.",
        "The attachment is no message: neither base64 nor a MsgHead.",
        "Legg ved den signerte meldingen i base64.",
        "Attach the signed message in base64.",
    ),
    "attachment-elsewhere": reject(
        FORMAT,
        "Dokumentet er bare vist til (FileReference) og er ikke hentet.",
        "The document is only referred to (FileReference), and was not fetched.",
        "Legg ved den signerte meldingen i base64.",
        "Attach the signed message in base64.",
    ),
    "listed-without-m1": reject(
        BASIC,
        "Listen nevner en resept som ikke er vedlagt, eller som ikke kan leses.",
        "The list names a prescription that is not attached, or cannot be read.",
        "Hent listen på nytt, med M1 for hver resept.",
        "Fetch the list anew, with the M1 of each prescription.",
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
        "Datoen er utenfor årene 1900 til 2999.",
        "The date is outside the years 1900 to 2999.",
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
    "leaf-not-in-register": remark(
        REMARK,
        "Meldingen har et felt som ikke er i feltregisteret. Det er ikke sendt.",
        "The message has a field that is not in the register of fields. It was not sent.",
    ),
    "kind-not-supported": reject(
        GENERIC,
        "Legemiddeldose brukes ikke i resepter (Reseptformidlerens feil 259).",
        "Legemiddeldose is not used in prescriptions (Reseptformidleren's error 259).",
        "Forskriv pakning, merkevare eller virkestoff.",
        "Prescribe a package, a brand or a substance.",
    ),
}
