"""What the service itself refuses, before any conversion: codes with their texts, beside the converter's catalogue."""

from converter.model.catalogue import Entry
from converter.model.finding import Finding, Severity

GENERIC = "ERROR_EP_GENERIC"
QUERY_HINT_NO = "Se parametrene i /openapi.json; hver kan gis høyst én gang."
QUERY_HINT_EN = "See the parameters in /openapi.json; each may be given at most once."


def _refusal(no: str, en: str, hint_no: str = "", hint_en: str = "") -> Entry:
    return Entry("reject", no, en, hint_no, hint_en, GENERIC)


REFUSALS: dict[str, Entry] = {
    "query-unknown": _refusal(
        "Forespørselen har en ukjent parameter. Den kan være feilskrevet, og overses derfor ikke.",
        "The request has an unknown query parameter. It may be misspelt, and is therefore not ignored.",
        QUERY_HINT_NO,
        QUERY_HINT_EN,
    ),
    "query-repeated": _refusal(
        "En parameter er gitt flere ganger.",
        "A query parameter is given more than once.",
        QUERY_HINT_NO,
        QUERY_HINT_EN,
    ),
    "query-invalid": _refusal(
        "Forespørselens parametre kan ikke leses.",
        "The query parameters of the request cannot be read.",
        QUERY_HINT_NO,
        QUERY_HINT_EN,
    ),
    "at-invalid": _refusal(
        "Parameteren at er ikke en dato eller et tidspunkt med tidssone, i årene 1900 til 2999.",
        "The parameter at is not a date or a time with zone, in the years 1900 to 2999.",
        "Skriv 2026-11-23 (klokken 12 i Oslo), 2026-11-23T11:00:00Z, eller +01:00 med plusstegnet som %2B.",
        "Write 2026-11-23 (12:00 in Oslo), 2026-11-23T11:00:00Z, or +01:00 with the plus sign as %2B.",
    ),
    "format-invalid": _refusal(
        "Parameteren format er verken l3, l1 eller pdf.",
        "The parameter format is neither l3, l1 nor pdf.",
        "Skriv l3, l1 eller pdf, eller utelat parameteren.",
        "Write l3, l1 or pdf, or leave the parameter out.",
    ),
    "pdf-of-several": _refusal(
        "En liste har ikke plass til PDF-er.",
        "A list has no room for PDFs.",
        "Be om format=l1 og Accept: application/json, eller om én resept om gangen.",
        "Ask for format=l1 and Accept: application/json, or for one prescription at a time.",
    ),
    "report-of-l3-only": _refusal(
        "Opphavet til hver verdi (report=full) kan bare gis for format l3.",
        "The origin of each value (report=full) can be given for format l3 only.",
        "Utelat report, eller be om l3.",
        "Leave out report, or ask for l3.",
    ),
    "at-not-allowed": _refusal(
        "Denne tjenesten lar ikke den som spør velge tidspunktet.",
        "This service does not let callers choose the moment of conversion.",
        "Utelat at. Til prøving: start tjenesten med --allow-at.",
        "Leave out at. For tests: start the service with --allow-at.",
    ),
    "status-invalid": _refusal(
        "Parameteren status er ikke en kode i kodeverk 7408.",
        "The parameter status is not a code of list 7408.",
        "Bruk E, U, R, T, F, X, A, B eller H, eller utelat parameteren.",
        "Use E, U, R, T, F, X, A, B or H, or leave the parameter out.",
    ),
    "multidose-invalid": _refusal(
        "Parameteren multidose er verken yes eller no.",
        "The parameter multidose is neither yes nor no.",
        "Skriv yes eller no, eller la parameteren være.",
        "Write yes or no, or leave it out.",
    ),
    "dispensed-invalid": _refusal(
        "Parameteren dispensed er ikke et antall pakninger.",
        "The parameter dispensed is not a number of packages.",
        "Skriv et tall med punktum og høyst tre desimaler, som 2 eller 0.5, eller utelat parameteren.",
        "Write a number with a point and at most three decimals, such as 2 or 0.5, or leave the parameter out.",
    ),
    "access-invalid": _refusal(
        "Parameteren access er verken open eller blocked.",
        "The parameter access is neither open nor blocked.",
        "Bruk open eller blocked, eller utelat parameteren.",
        "Use open or blocked, or leave the parameter out.",
    ),
    "all-invalid": _refusal(
        "Parameteren all er verken true eller false.",
        "The parameter all is neither true nor false.",
        "Bruk true eller false, eller utelat parameteren.",
        "Use true or false, or leave the parameter out.",
    ),
    "report-invalid": _refusal(
        "Parameteren report er verken full eller brief.",
        "The parameter report is neither full nor brief.",
        "Bruk full eller brief, eller utelat parameteren.",
        "Use full or brief, or leave the parameter out.",
    ),
    "refusal-invalid": _refusal(
        "Parameteren refusal er verken problem eller apprec.",
        "The parameter refusal is neither problem nor apprec.",
        "Bruk problem eller apprec, eller utelat parameteren.",
        "Use problem or apprec, or leave the parameter out.",
    ),
    "state-invalid": _refusal(
        "Parameteren state er verken open eller refused.",
        "The parameter state is neither open nor refused.",
        "Bruk open eller refused.",
        "Use open or refused.",
    ),
    "parent-invalid": _refusal(
        "Parameteren parent er ikke en MsgId (UUID).",
        "The parameter parent is not a MsgId (UUID).",
        "Skriv MsgId fra M9.4-meldingen som resepten kom i.",
        "Write the MsgId of the M9.4 that the prescription came in.",
    ),
    "conversation-invalid": _refusal(
        "Parameteren conversation er ikke en MsgId (UUID).",
        "The parameter conversation is not a MsgId (UUID).",
        "Skriv MsgId fra M9.1-meldingen som samtalen begynte med.",
        "Write the MsgId of the M9.1 that the conversation began with.",
    ),
    "conversation-incomplete": _refusal(
        "Bare én av parent og conversation er gitt. M10 må ha begge eller ingen.",
        "Only one of parent and conversation is given. An M10 must have both or neither.",
        "Gi både parent og conversation.",
        "Give both parent and conversation.",
    ),
    "patient-invalid": _refusal(
        "Delen patient er verken CX eller et norsk fødselsnummer eller D-nummer.",
        "The part patient is neither CX nor a Norwegian identity number or D-number.",
        "Skriv nummer^^^&rot&ISO, eller nummeret alene.",
        "Write number^^^&root&ISO, or the number alone.",
    ),
    "lang-invalid": _refusal(
        "Parameteren lang er verken no eller en.",
        "The parameter lang is neither no nor en.",
        "Bruk no eller en, eller utelat parameteren.",
        "Use no or en, or leave the parameter out.",
    ),
    "multipart-invalid": _refusal(
        "Skjemaet kan ikke leses, mangler en del, eller har en del som adressen ikke tar eller som står to ganger.",
        "The form cannot be read, lacks a part, or has a part that the address does not take or that is there twice.",
        "Send multipart/form-data med delene som /openapi.json nevner, hver høyst én gang.",
        "Send multipart/form-data with the parts that /openapi.json names, each at most once.",
    ),
    "text-invalid": _refusal(
        "Teksten kan ikke leses: den er ikke i UTF-8, eller JSON er ikke et objekt med text alene, som tekst.",
        "The text cannot be read: it is not UTF-8, or the JSON is not an object with text alone, a string.",
        'Send {"text": "1 tablett 3 ganger daglig"}, eller teksten selv som text/plain.',
        'Send {"text": "1 tablett 3 ganger daglig"}, or the text itself as text/plain.',
    ),
    "json-invalid": _refusal(
        "Forespørselen er ikke JSON av denne formen, i UTF-8.",
        "The request is not JSON of this shape, in UTF-8.",
        "Se formen i /openapi.json: bare felt som står der, hvert én gang.",
        "See the shape in /openapi.json: only fields that are there, each once.",
    ),
    "json-type-not-supported": _refusal(
        "Content-Type er ikke application/json.",
        "Content-Type is not application/json.",
        "Send application/json i UTF-8.",
        "Send application/json in UTF-8.",
    ),
    "messages-invalid": _refusal(
        "Forespørselen har verken en liste (message) eller resepter (prescriptions), eller begge, eller for mange.",
        "The request has neither a list (message) nor prescriptions, or both, or too many.",
        "Send én M9.6 som message, eller inntil 500 resepter som prescriptions, hver med sitt access.",
        "Send one M9.6 as message, or up to 500 prescriptions, each with its own access.",
    ),
    "text-missing": _refusal(
        "Det er ingen tekst å lese.",
        "There is no text to read.",
        "Send teksten som rekvirenten skrev den.",
        "Send the text as the prescriber wrote it.",
    ),
    "text-type-not-supported": _refusal(
        "Teksten må sendes som application/json eller text/plain, i UTF-8.",
        "The text must be sent as application/json or text/plain, in UTF-8.",
        "Rett Content-Type.",
        "Correct Content-Type.",
    ),
    "not-from-here": _refusal(
        "Siden tar bare imot skjemaer fra seg selv, og bare der en mottaker er satt opp.",
        "The page takes forms from itself only, and only where a receiver is configured.",
        "Last ned EU-utleveringen, eller sett CONVERTER_ED_ENDPOINT.",
        "Download the eD, or set CONVERTER_ED_ENDPOINT.",
    ),
    "not-found": _refusal(
        "Adressen finnes ikke.",
        "There is nothing at this address.",
        "Se /openapi.json.",
        "See /openapi.json.",
    ),
    "method-not-allowed": _refusal(
        "Adressen tar ikke imot denne metoden.",
        "This address does not take this method.",
        "Se svarhodet Allow.",
        "See the response header Allow.",
    ),
    "not-acceptable": _refusal(
        "Svaret kan ikke gis i noe format som Accept godtar.",
        "The answer cannot be given in any format that Accept allows.",
        "Godta application/json, som alle svar kan gis i. Lister og fulle rapporter finnes bare som JSON.",
        "Accept application/json, in which every answer can be given. Lists and full reports are JSON only.",
    ),
    "content-type-not-supported": _refusal(
        "Meldingen må sendes som application/xml eller text/xml, i UTF-8.",
        "The message must be sent as application/xml or text/xml, in UTF-8.",
        "Rett Content-Type.",
        "Correct Content-Type.",
    ),
    "content-encoding-not-supported": _refusal(
        "Meldingen er sendt komprimert. Det støttes ikke.",
        "The message was sent compressed, which is not supported.",
        "Send den uten Content-Encoding.",
        "Send it without Content-Encoding.",
    ),
}
"""Codes are unique across this, `converter.model.catalogue` and the rules; a test holds them so."""


def refusal(code: str, path: str = "") -> Finding:
    """The finding of a refusal; `path` names a query parameter that we know, never one that was sent.

    Raises:
        KeyError: no such code.
    """
    entry = REFUSALS[code]
    return Finding(code, Severity.REJECT, path, entry.no, entry.en, entry.hint_no, entry.hint_en, openncp=entry.openncp)
