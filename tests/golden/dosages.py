"""Messages that differ in their dosage, by what they show."""

from tests.builders.messages import m1

SHORT_DOSES = "2.16.578.1.12.4.1.1.7478"


MIXTURE = {
    "form": "842",
    "form_name": "Mikstur, oppløsning",
    "name": "Ukjent mikst 20 mg/ml",
    "brand": "Ukjent",
    "varenr": "000012",
    "size": "200",
    "unit": "ml",
    "unit_name": "milliliter",
}
EYE_DROPS = {
    **MIXTURE,
    "form": "720",
    "form_name": "Øyedråper, oppløsning",
    "name": "Ukjent øyedr 1 mg/ml",
    "size": "5",
}
METHOTREXATE = {
    "atc": "L04AX03",
    "atc_name": "Metotreksat",
    "name": "Ukjentreksat tab 2,5 mg",
    "brand": "Ukjentreksat",
    "varenr": "000012",
}


def _short(code: str, term: str, text: str, **knobs: str) -> bytes:
    dosing = f'<Kortdose V="{code}" S="{SHORT_DOSES}" DN="{term}" OT="{text}"/>'
    return m1(dosage=text, raw_dosing=dosing, **knobs)


def _dose(amount: str, interval: str, rest: str) -> str:
    value, unit = interval.split()
    return (
        f'<DoseFastTidspunkt><Mengde V="{amount}" U="tablett"/><Intervall V="{value}" U="{unit}"/>{rest}'
        "</DoseFastTidspunkt>"
    )


def _part(code: str, name: str) -> str:
    return f'<Tidsomrade V="{code}" DN="{name}"/><GisEksakt>false</GisEksakt>'


def _hour(hour: str) -> str:
    return f"<Klokkeslett>{hour}</Klokkeslett><GisEksakt>true</GisEksakt>"


def _phase(start: str, end: str, *doses: str) -> str:
    bounds = f'<Starttidspunkt V="{start}"/><Sluttidspunkt V="{end}"/>'
    return f"<Dosering>{bounds}{''.join(doses)}</Dosering>"


PARTS = (_part("1", "Morgen"), _part("3", "Midt på dagen"), _part("5", "Kveld"))
DOSAGES = {
    "dosage-times-a-day": _short("223", "10x3", "10 ml 3 ganger daglig", **MIXTURE),
    "dosage-once-daily": _short("93", "1 daglig", "1 tablett daglig"),
    "dosage-for-ten-days": _short("109", "1x1x10", "1 tablett 1 gang daglig i 10 dager"),
    "dosage-range": _short("240", "1-2x3", "1-2 tabletter 3 ganger daglig"),
    "dosage-every-twelve-hours": _short("56", "1 hver 12. time", "1 tablett hver 12. time"),
    "dosage-every-week": _short("62", "1 hver uke", "1 tablett hver uke"),
    "dosage-at-bedtime": _short("2", "1 ved sengetid", "1 tablett ved sengetid"),
    "dosage-before-meals": _short("5382", "1 før måltidene", "1 tablett før måltidene"),
    "dosage-up-to-is-text": _short("233", "1-2 inntil x3", "1-2 tabletter inntil 3 ganger daglig"),
    "dosage-evening-is-text": _short("21", "0+0+1", "1 tablett kveld"),
    "dosage-second-dosage-is-text": _short(
        "118", "1x1x7$2x1", "1 tablett daglig i 7 dager, deretter 2 tabletter daglig"
    ),
    "dosage-in-the-eye-is-text": _short("136", "1x2 i hvert øye", "1 dråpe 2 ganger daglig i hvert øye", **EYE_DROPS),
    "dosage-times-of-day-are-text": m1(
        dosage="1 tablett morgen, 1 tablett midt på dagen og 1 tablett kveld i 33 dager",
        raw_dosing=_phase("2026-11-02", "2026-12-05", *(_dose("1", "1 Døgn", p) for p in PARTS)),
    ),
    "dosage-hours-of-the-day": m1(
        dosage="1 tablett nøyaktig kl. 08:00 og 1 tablett nøyaktig kl. 20:00 i 33 dager",
        raw_dosing=_phase(
            "2026-11-02", "2026-12-05", *(_dose("1", "1 Døgn", _hour(h)) for h in ("08:00:00", "20:00:00"))
        ),
    ),
    "dosage-tapering-is-text": m1(
        dosage="Nedtrapping som avtalt",
        raw_dosing=_phase("2026-11-02", "2026-11-09", _dose("2", "1 Døgn", PARTS[0]))
        + _phase("2026-11-09", "2026-11-16", _dose("1", "1 Døgn", PARTS[0])),
    ),
    "dosage-by-structure-alone": m1(
        dosage=None,
        raw_dosing=_phase("2026-11-02", "2026-12-05", _dose("0.5", "2 Døgn", "<GisEksakt>false</GisEksakt>")),
    ),
    "dosage-short-contradicts-its-code": _short("160", "1x3", "1 tablett 1 gang daglig"),
    "dosage-as-needed-is-text": m1(
        dosage=None,
        raw_dosing='<Dosering><Starttidspunkt V="2026-11-03"/><DoseEtterBehov><Mengde V="1" U="tablett"/>'
        '<DoseDognMaks V="4" U="tablett"/><DoseTidsromMaks V="2" U="tablett"/><Tidsrom V="8" U="Time"/>'
        '<DoseIntervallMin V="4" U="Time"/></DoseEtterBehov></Dosering>',
    ),
    "dosage-in-other-numbers-than-its-text": m1(
        dosage="2 tabletter daglig",
        raw_dosing=_phase("2026-11-02", "2026-12-05", _dose("1", "1 Døgn", "<GisEksakt>false</GisEksakt>")),
    ),
    "dosage-in-millilitres-of-a-tablet": _short("223", "10x3", "10 ml 3 ganger daglig"),
    "dosage-text-is-read-and-coded": m1(dosage="Én tablett tre ganger om dagen i 7 dager"),
    "dosage-text-is-read-without-code": m1(dosage="2 tabletter morgen og 1 tablett kveld"),
    "dosage-text-says-what-for": m1(dosage="1 tablett daglig mot høyt blodtrykk"),
    "dosage-text-points-elsewhere": m1(dosage="Som avtalt"),
    "dosage-text-has-an-unknown-word": m1(dosage="Fiktivprofen 1 tablett daglig"),
    "dosage-text-has-two-meanings": m1(dosage="1 tablett daglig annenhver uke"),
    "dosage-structure-says-its-text-more-exactly": m1(
        dosage="1 tablett 3 ganger daglig i 33 dager",
        raw_dosing=_phase("2026-11-02", "2026-12-05", *(_dose("1", "1 Døgn", p) for p in PARTS)),
    ),
    "dosage-short-in-other-words": _short("160", "1x3", "En tablett tre ganger om dagen"),
    "dosage-implausible": m1(dosage="1 tablett daglig", **METHOTREXATE),
    "dosage-unchecked": m1(
        dosage=None,
        raw_dosing=_phase("2026-11-02", "2026-11-10", _dose("1", "1 Døgn", PARTS[0]))
        + _phase("2026-11-20", "2026-12-10", _dose("1", "1 Døgn", PARTS[0])),
        **METHOTREXATE,
    ),
    "dosage-of-another-use": m1(dosage="1 tablett 3 ganger daglig", use="3"),
    "dosage-of-another-purpose": m1(dosage="1 tablett daglig mot allergi", indication="Mot høyt blodtrykk"),
    "dosage-of-a-weekly-medicine": m1(dosage="4 tabletter én gang i uken på mandager", **METHOTREXATE),
    "dosage-contradicts": m1(
        dosage="2 tabletter daglig",
        raw_dosing=f'<Kortdose V="93" S="{SHORT_DOSES}" DN="1 daglig" OT="1 tablett daglig"/>',
    ),
}
