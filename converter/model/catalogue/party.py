"""Codes about patient and prescriber."""

from converter.model.catalogue.entry import FIELDS, MAPPING, MAPPING_REMARK, REMARK, Entry, reject, remark

PARTY: dict[str, Entry] = {
    "private-contact-withheld": remark(
        REMARK,
        "Rekvirentens adresse eller nummer er ikke arbeidsplassens og er ikke sendt.",
        "The prescriber's address or number is not that of the work place and was not sent.",
    ),
    "identity-number-invalid": reject(
        FIELDS,
        "Fødselsnummeret eller D-nummeret er ikke gyldig (lengde, dato eller kontrollsifre).",
        "The national identity number or D-number is not valid (length, date or check digits).",
        "Rett nummeret hos rekvirenten.",
        "Have the prescriber correct the number.",
    ),
    "identity-number-several": reject(
        FIELDS,
        "Pasienten har flere ulike fødselsnumre eller D-numre.",
        "The patient has several different identity numbers.",
        "Oppgi ett.",
        "Give one.",
    ),
    "identity-number-type": reject(
        FIELDS,
        "Nummeret er ikke av den typen det er oppgitt som (FNR eller DNR).",
        "The number is not of the type it is given as (FNR or DNR).",
        "Oppgi riktig type.",
        "Give the right type.",
    ),
    "identity-number-not-national": reject(
        FIELDS,
        "Nummeret er en testpersons eller et sykehus' eget (H-nummer), og ikke Folkeregisterets.",
        "The number is a test person's or a hospital's own (H-number), and not the National Population Register's.",
        "Oppgi fødselsnummer eller D-nummer. Bare utenfor produksjon godtas andre (CONVERTER_PRODUCTION).",
        "Give the national identity number or D-number. Others are accepted outside production only"
        " (CONVERTER_PRODUCTION).",
    ),
    "identity-number-local": remark(
        REMARK,
        "Måneden i nummeret er økt med 40: det er et sykehus' eget (H-nummer), som ikke gjelder over grensen, eller et"
        " testnummer. I produksjon avvises det.",
        "The month of the number is raised by 40: it is a hospital's own (H-number), which does not hold across the"
        " border, or a test number. In production it is refused.",
    ),
    "birth-date-in-the-future": reject(
        FIELDS,
        "Pasienten er ikke født ennå etter fødselsdatoen, oppgitt eller i nummeret.",
        "By the date of birth, given or in the number, the patient is not born yet.",
        "Avklar hvem pasienten er. Der nummeret er fra 2032 eller senere, oppgi DateOfBirth.",
        "Find out who the patient is. Where the number is of 2032 or later, give DateOfBirth.",
    ),
    "birth-century-unsure": remark(
        REMARK,
        "Nummeret er av den typen som tildeles fra 2032, og sier ikke hvilket århundre pasienten er født i.",
        "The number is of the kind issued from 2032, and does not say in which century the patient was born.",
    ),
    "birth-date-contradicts": reject(
        FIELDS,
        "Fødselsdatoen stemmer ikke med fødselsnummeret.",
        "The date of birth contradicts the identity number.",
        "Avklar hvem pasienten er.",
        "Find out who the patient is.",
    ),
    "birth-date-unknown": reject(
        FIELDS,
        "Fødselsdatoen er ikke oppgitt og kan ikke utledes. EU-resepten krever den.",
        "The date of birth is not given and cannot be derived. The eP requires it.",
        "Oppgi DateOfBirth.",
        "Give DateOfBirth.",
    ),
    "patient-name-missing": reject(
        FIELDS,
        "Pasienten mangler fornavn eller etternavn.",
        "The patient lacks a given or a family name.",
        "Oppgi begge navn.",
        "Give both names.",
    ),
    "prescriber-missing": reject(
        FIELDS,
        "Rekvirenten er ikke oppgitt med fornavn og etternavn.",
        "The prescriber is not given with given and family name.",
        "Oppgi HealthcareProfessional i Sender.",
        "Give HealthcareProfessional in Sender.",
    ),
    "prescriber-hpr-missing": reject(
        FIELDS,
        "Rekvirenten mangler HPR-nummer, både i meldingen og i signaturen.",
        "The prescriber has no HPR number, neither in the message nor in the signature.",
        "Oppgi HPR-nummer. Rekvirentens fødselsnummer sendes aldri.",
        "Give the HPR number. A prescriber's identity number is never sent.",
    ),
    "prescriber-hpr-differs": reject(
        FIELDS,
        "Meldingen og Reseptformidlerens oppslag har ulike HPR-numre for rekvirenten.",
        "The message and what Reseptformidleren verified have different HPR numbers for the prescriber.",
        "Avklar hvem rekvirenten er.",
        "Find out who the prescriber is.",
    ),
    "organisation-incomplete": reject(
        FIELDS,
        "Rekvirentens virksomhet mangler navn eller en identifikator som kan sendes.",
        "The prescriber's organisation lacks a name or an identifier that can be sent.",
        "Oppgi organisasjonsnummer (ENH), RESH eller HER-id.",
        "Give the organisation number (ENH), RESH or HER id.",
    ),
    "profession-differs": remark(
        REMARK,
        "Meldingen oppgir en annen profesjon for rekvirenten enn den Reseptformidleren slo opp. Den som ble slått opp,"
        " gjelder.",
        "The message states another profession of the prescriber than Reseptformidleren verified. The verified one"
        " holds.",
    ),
    "role-missing": reject(
        MAPPING,
        "Rekvirentens profesjon er ikke oppgitt, verken i meldingen eller i signaturen.",
        "The prescriber's profession is not given, neither in the message nor in the signature.",
        "Oppgi TypeHealthcareProfessional (9060).",
        "Give TypeHealthcareProfessional (9060).",
    ),
    "role-unmapped": reject(
        MAPPING,
        "Profesjonen{shown} har ingen EU-rolle.",
        "The profession{shown} has no EU role.",
        "Se raden for koden i {file}.",
        "See the row for the code in {file}.",
    ),
    "specialty-not-sent": remark(
        MAPPING_REMARK,
        "Rekvirentens spesialitet{shown} er ikke sendt: den hører ikke under profesjonen eller har ingen EU-rolle.",
        "The prescriber's speciality{shown} was not sent: it is not within the profession or has no EU role.",
    ),
    "telecom-not-sent": remark(
        REMARK,
        "Et telefonnummer eller en adresse er ikke sendt, fordi formatet ikke er tillatt i EU-resepten.",
        "A telephone number or address was not sent, because its format is not allowed in the eP.",
    ),
}
