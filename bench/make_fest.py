"""Writes a made-up FEST file (M30 2014-12-01) of full size, valid and the same for the same seed.

usage: python -m bench.make_fest OUT.xml [--scale 1.0] [--seed 1]

At scale 1 it has the counts of a real file of 2026 (about 9,000 brands, 11,000 packages, 8,600 substances, 7,700
strengths, 2,200 substance groups; 900 generic groups and the code lists are a guess) and its size (about 100 MB), the
rest of which is interactions. Names and numbers mean nothing: brands have
the producer FIKTIV, so that a register built from it calls itself a demo.
"""

import argparse
import random
from pathlib import Path
from typing import TextIO

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<FEST xmlns="http://www.kith.no/xmlstds/eresept/m30/2014-12-01" \
xmlns:fs="http://www.kith.no/xmlstds/eresept/forskrivning/2014-12-01">
<HentetDato>2026-11-01T03:00:00</HentetDato>
"""
OID = "2.16.578.1.12.4.1.1."
FORMS = (
    ("53", "Tablett"),
    ("25", "Depottablett"),
    ("842", "Mikstur, oppløsning"),
    ("34", "Krem"),
    ("112", "Stikkpille"),
)
ROUTES = (("53", "Oral bruk"), ("8", "Bruk på hud"), ("59", "Rektal bruk"))
CODE_LISTS = {7448: 681, 7449: 271, 7452: 35, 7477: 97, 7478: 532, 7480: 47, 9090: 80, 7110: 15_000, 7180: 6_900}
"""Lists and their lengths; ICD-10 (7110) and ATC (7180) are the long ones."""
UNITS = ("mg", "mikrog", "g", "IE", "mmol")
WORDS = (
    "virkningen",
    "kan",
    "øke",
    "ved",
    "samtidig",
    "bruk",
    "følg",
    "pasienten",
    "og",
    "vurder",
    "dosen",
    "på",
    "nytt",
)


def entry(name: str, number: int, content: str) -> str:
    """A catalogue entry; entry and object ids differ, as in FEST."""
    return (
        f"<Oppf{name}>\n<Id>ID_OPPF-{name}-{number}</Id>\n"
        f"<Tidspunkt>2026-{1 + number % 10:02}-{1 + number % 28:02}T03:10:41</Tidspunkt>\n"
        f'<Status V="A" DN="Aktiv oppføring"/>\n{content}</Oppf{name}>\n'
    )


def medicine(number: int, draw: random.Random, generic: int = 0) -> str:
    """What brands, packages and substance groups share (typeLegemiddel); of `generic` groups, every other is in one."""
    form, form_name = FORMS[number % len(FORMS)]
    route, route_name = draw.choice(ROUTES)
    member = ""
    if generic and number % 2:
        member = (
            f"<fs:PakningByttegruppe>\n<fs:RefByttegruppe>ID_BYTTE-{number % generic}</fs:RefByttegruppe>\n"
            "<fs:GyldigFraDato>2024-01-01</fs:GyldigFraDato>\n</fs:PakningByttegruppe>\n"
        )
    return (
        f'<fs:Atc V="N02BE{number % 100:02}" S="{OID}7180" DN="Virkestoff {number % 100}"/>\n'
        f"<fs:NavnFormStyrke>Fiktivmiddel {number} tab {number % 500 + 1} mg</fs:NavnFormStyrke>\n"
        f'<fs:Reseptgruppe V="{"ABC"[number % 3]}" DN="Reseptgruppe {"ABC"[number % 3]}"/>\n'
        f'<fs:LegemiddelformKort V="{form}" S="{OID}7448" DN="{form_name}"/>\n'
        '<fs:Preparattype V="7" DN="Legemiddel"/>\n<fs:TypeSoknadSlv V="1" DN="Skal ikke søkes"/>\n'
        f'{member}<fs:AdministreringLegemiddel>\n<fs:Administrasjonsvei V="{route}" S="{OID}7477" DN="{route_name}"/>\n'
        '<fs:KanKnuses V="1" DN="Ja"/>\n<fs:Deling V="1" DN="Kan deles"/>\n'
        f'<fs:EnhetDosering V="13" S="{OID}7480" DN="tablett"/>\n</fs:AdministreringLegemiddel>\n'
    )


def brand(number: int, strengths: int, draw: random.Random) -> str:
    """A brand of one to three strengths, with excipients and references to its product text."""
    refs = draw.sample(range(strengths), k=min(strengths, draw.choice((1, 1, 1, 2, 3))))
    substances = "".join(
        f"<fs:SortertVirkestoffMedStyrke>\n<fs:Sortering>{order}</fs:Sortering>\n"
        f"<fs:RefVirkestoffMedStyrke>ID_STYRKE-{ref}</fs:RefVirkestoffMedStyrke>\n</fs:SortertVirkestoffMedStyrke>\n"
        for order, ref in enumerate(refs, 1)
    )
    excipients = "".join(
        f"<fs:Hjelpestoff>\n<fs:Navn>Hjelpestoff {draw.randrange(900)}</fs:Navn>\n</fs:Hjelpestoff>\n"
        for _ in range(12)
    )
    return (
        f"<fs:LegemiddelMerkevare>\n{medicine(number, draw)}<fs:Id>ID_MERKEVARE-{number}</fs:Id>\n"
        f"<fs:Varenavn>Fiktivmiddel {number}</fs:Varenavn>\n"
        f"<fs:LegemiddelformLang>{FORMS[number % len(FORMS)][1]}</fs:LegemiddelformLang>\n{substances}"
        "<fs:ProduktInfo>\n<fs:Produsent>FIKTIV</fs:Produsent>\n</fs:ProduktInfo>\n"
        f"<fs:Reseptgyldighet>\n<fs:Varighet>P1Y</fs:Varighet>\n</fs:Reseptgyldighet>\n{excipients}"
        "</fs:LegemiddelMerkevare>\n"
    )


def package(number: int, brands: int, draw: random.Random, generic: int) -> str:
    """A package of one brand, with prices; every fifth has components."""
    count, amount = draw.choice((1, 5, 10)), draw.choice((10, 20, 30, 100))
    prices = "".join(
        f'<fs:PrisVare>\n<fs:Type V="{kind}" S="{OID}7453" DN="Pris {kind}"/>\n<fs:Pris V="{draw.randrange(9000)}.5" '
        f'U="NOK"/>\n<fs:GyldigFraDato>2026-0{kind}-01</fs:GyldigFraDato>\n</fs:PrisVare>\n'
        for kind in range(1, 4)
    )
    components = (
        f'<fs:Pakningskomponent>\n<fs:Pakningstype V="45" S="{OID}7449" DN="Inhalator"/>\n'
        f'<fs:Mengde V="{amount}" U="stk"/>\n<fs:Antall>{count}</fs:Antall>\n</fs:Pakningskomponent>\n'
        if number % 5 == 0
        else ""
    )
    return (
        f"<fs:Legemiddelpakning>\n{medicine(number, draw, generic)}<fs:Id>ID_PAKNING-{number}</fs:Id>\n"
        f"<fs:Varenr>{number + 100000:06}</fs:Varenr>\n<fs:Ean>70{number:011}</fs:Ean>\n"
        f"<fs:Pakningsinfo>\n<fs:RefLegemiddelMerkevare>ID_MERKEVARE-{number % brands}</fs:RefLegemiddelMerkevare>\n"
        f"<fs:Pakningsstr>{count} x {amount}</fs:Pakningsstr>\n"
        f'<fs:EnhetPakning V="stk" S="{OID}7452" DN="stykk"/>\n'
        f'<fs:Pakningstype V="169" S="{OID}7449" DN="Blisterpakning"/>\n<fs:Antall>{count}</fs:Antall>\n'
        f'<fs:Mengde>{amount}</fs:Mengde>\n<fs:DDD V="{draw.randrange(1, 99)}" U="g"/>\n{components}'
        f"</fs:Pakningsinfo>\n{prices}"
        "<fs:Markedsforingsinfo>\n<fs:Markedsforingsdato>2020-01-01</fs:Markedsforingsdato>\n</fs:Markedsforingsinfo>\n"
        "</fs:Legemiddelpakning>\n"
    )


def strength(number: int, substances: int, draw: random.Random) -> str:
    """A strength, every third as a ratio."""
    below = '<fs:StyrkeNevner V="1" U="ml"/>\n' if number % 3 == 0 else ""
    return (
        f"<fs:VirkestoffMedStyrke>\n<fs:Id>ID_STYRKE-{number}</fs:Id>\n"
        f'<fs:Styrke V="{draw.randrange(1, 9000) / 10}" U="{draw.choice(UNITS)}"/>\n{below}'
        f"<fs:RefVirkestoff>ID_VIRKESTOFF-{number % substances}</fs:RefVirkestoff>\n"
        f'<fs:Styrkeoperator V="L" S="{OID}7445" DN="Lik"/>\n</fs:VirkestoffMedStyrke>\n'
    )


def substance(number: int) -> str:
    """A substance with its English name; every tenth has the one before it as its salt."""
    salt = f"<fs:RefVirkestoff>ID_VIRKESTOFF-{number - 1}</fs:RefVirkestoff>\n" if number % 10 == 9 else ""
    return (
        f"<fs:Virkestoff>\n<fs:Id>ID_VIRKESTOFF-{number}</fs:Id>\n<fs:Navn>Virkestoff {number}</fs:Navn>\n"
        f"<fs:NavnEngelsk>Substance {number}</fs:NavnEngelsk>\n{salt}</fs:Virkestoff>\n"
    )


def substance_group(number: int, brands: int, packages: int, strengths: int, draw: random.Random) -> str:
    """A substance group of one strength, with some brands and packages."""
    some_brands = sorted(draw.sample(range(brands), k=3))
    some_packages = sorted(draw.sample(range(packages), k=min(packages, 5)))
    refs = "".join(
        f"<fs:RefLegemiddelMerkevare>ID_MERKEVARE-{ref}</fs:RefLegemiddelMerkevare>\n" for ref in some_brands
    ) + "".join(f"<fs:RefPakning>ID_PAKNING-{ref}</fs:RefPakning>\n" for ref in some_packages)
    return (
        f"<fs:LegemiddelVirkestoff>\n{medicine(number, draw)}<fs:Id>ID_LEGEMIDDELVIRKESTOFF-{number}</fs:Id>\n"
        "<fs:SortertVirkestoffMedStyrke>\n<fs:Sortering>1</fs:Sortering>\n<fs:RefVirkestoffMedStyrke>"
        f"ID_STYRKE-{number % strengths}</fs:RefVirkestoffMedStyrke>\n</fs:SortertVirkestoffMedStyrke>\n{refs}"
        f'<fs:ForskrivningsenhetResept V="stk" S="{OID}7452" DN="stykk"/>\n</fs:LegemiddelVirkestoff>\n'
    )


def code_list(number: int, codes: int, draw: random.Random) -> str:
    """A code list of made-up codes."""
    elements = "".join(
        f"<Element>\n<Id>ID_KODE-{number}-{code}</Id>\n<Kode>{code}</Kode>\n<Term>\n<Term>Kode {code}</Term>\n"
        f"<BeskrivelseTerm>{' '.join(draw.choice(WORDS) for _ in range(6))}</BeskrivelseTerm>\n</Term>\n</Element>\n"
        for code in range(1, codes + 1)
    )
    return (
        f"<Info>\n<Id>{OID}{number}</Id>\n<Betegnelse>Fiktiv liste {number}</Betegnelse>\n<Kortnavn>{number}</Kortnavn>"
        f"\n<AnsvarligUtgiver>FIKTIV</AnsvarligUtgiver>\n</Info>\n{elements}"
    )


def generic_group(number: int) -> str:
    """A generic group."""
    return (
        f'<Byttegruppe>\n<Id>ID_BYTTE-{number}</Id>\n<Kode V="{number}" DN="Byttegruppe {number}"/>\n'
        "<MerknadTilByttbarhet>false</MerknadTilByttbarhet>\n<GyldigFraDato>2023-05-01</GyldigFraDato>\n"
        "</Byttegruppe>\n"
    )


def interaction(number: int, substances: int, draw: random.Random) -> str:
    """An interaction of two groups: the bulk of a real file is text like this, which the reader passes over."""
    groups = "".join(
        "<Substansgruppe>\n"
        + "".join(
            f"<Substans>\n<Substans>Virkestoff {ref}</Substans>\n<RefVirkestoff>ID_VIRKESTOFF-{ref}</RefVirkestoff>\n"
            "</Substans>\n"
            for ref in (draw.randrange(substances) for _ in range(10))
        )
        + "</Substansgruppe>\n"
        for _ in range(2)
    )
    words = " ".join(draw.choice(WORDS) for _ in range(220))
    return (
        f'<Interaksjon>\n<Id>ID_INTERAKSJON-{number}</Id>\n<Relevans V="1" DN="Bør unngås"/>\n'
        f"<KliniskKonsekvens>{words}</KliniskKonsekvens>\n"
        f'<Kildegrunnlag V="1" DN="Kliniske studier"/>\n{groups}</Interaksjon>\n'
    )


def write(out: TextIO, scale: float, seed: int) -> None:
    """Writes the file; `scale` 1 is full size."""
    draw = random.Random(seed)
    brands, packages, substances, strengths, groups, generic, interactions = (
        max(3, round(count * scale)) for count in (9_000, 11_000, 8_600, 7_700, 2_200, 900, 15_000)
    )
    lists = {number: max(3, round(codes * scale)) for number, codes in CODE_LISTS.items()}
    out.write(HEAD)
    out.write("<KatLegemiddelMerkevare>\n")
    out.writelines(entry("LegemiddelMerkevare", n, brand(n, strengths, draw)) for n in range(brands))
    out.write("</KatLegemiddelMerkevare>\n<KatLegemiddelpakning>\n")
    out.writelines(entry("Legemiddelpakning", n, package(n, brands, draw, generic)) for n in range(packages))
    out.write("</KatLegemiddelpakning>\n<KatVirkestoff>\n")
    out.writelines(entry("Virkestoff", n, substance(n)) for n in range(substances))
    out.writelines(entry("Virkestoff", substances + n, strength(n, substances, draw)) for n in range(strengths))
    out.write("</KatVirkestoff>\n<KatLegemiddelVirkestoff>\n")
    out.writelines(
        entry("LegemiddelVirkestoff", n, substance_group(n, brands, packages, strengths, draw)) for n in range(groups)
    )
    out.write("</KatLegemiddelVirkestoff>\n<KatKodeverk>\n")
    out.writelines(entry("Kodeverk", n, code_list(n, codes, draw)) for n, codes in lists.items())
    out.write("</KatKodeverk>\n<KatByttegruppe>\n")
    out.writelines(entry("Byttegruppe", n, generic_group(n)) for n in range(generic))
    out.write("</KatByttegruppe>\n<KatInteraksjon>\n")
    out.writelines(entry("Interaksjon", n, interaction(n, substances, draw)) for n in range(interactions))
    out.write("</KatInteraksjon>\n</FEST>\n")


def main() -> None:
    """Reads the arguments and writes the file."""
    parser = argparse.ArgumentParser(description="Writes a made-up FEST file.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        write(out, options.scale, options.seed)


if __name__ == "__main__":
    main()
