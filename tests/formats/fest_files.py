"""Small FEST files for tests, made to be broken one fact at a time."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

M30 = "http://www.kith.no/xmlstds/eresept/m30/2014-12-01"
FS = "http://www.kith.no/xmlstds/eresept/forskrivning/2014-12-01"
OID = "2.16.578.1.12.4.1.1."


def entry(kind: str, identifier: str, content: str, *, status: str = "A", changed: str = "2026-01-01T00:00:00") -> str:
    """A catalogue entry around an object."""
    return (
        f'<Oppf{kind}><Id>OPPF_{identifier}</Id><Tidspunkt>{changed}</Tidspunkt><Status V="{status}" DN=""/>'
        f"{content}</Oppf{kind}>"
    )


def substance(identifier: str = "V1", name: str = "<fs:Navn>Paracetamol</fs:Navn>", related: Sequence[str] = ()) -> str:
    """A substance; `name` is the whole element, so that it can be left out."""
    refs = "".join(f"<fs:RefVirkestoff>{ref}</fs:RefVirkestoff>" for ref in related)
    return entry(
        "Virkestoff",
        identifier,
        f"<fs:Virkestoff><fs:Id>{identifier}</fs:Id>{name}<fs:NavnEngelsk>Paracetamol</fs:NavnEngelsk>{refs}"
        "</fs:Virkestoff>",
    )


def strength(
    identifier: str = "S1",
    amount: str = '<fs:Styrke V="500" U="mg"/>',
    ref: str = "V1",
    operator: str = "L",
    more: str = "",
) -> str:
    """A strength; `more` stands after the operator (StyrkeOvreVerdi)."""
    return entry(
        "Virkestoff",
        identifier,
        f"<fs:VirkestoffMedStyrke><fs:Id>{identifier}</fs:Id>{amount}<fs:RefVirkestoff>{ref}</fs:RefVirkestoff>"
        f'<fs:Styrkeoperator V="{operator}" S="{OID}7445" DN=""/>{more}</fs:VirkestoffMedStyrke>',
    )


def member(ref: str = "B1", since: str = "2024-01-01", until: str = "") -> str:
    """A PakningByttegruppe."""
    end = f"<fs:GyldigTilDato>{until}</fs:GyldigTilDato>" if until else ""
    return (
        f"<fs:PakningByttegruppe><fs:RefByttegruppe>{ref}</fs:RefByttegruppe>"
        f"<fs:GyldigFraDato>{since}</fs:GyldigFraDato>{end}</fs:PakningByttegruppe>"
    )


def generic_group(identifier: str = "B1", more: str = "") -> str:
    """A generic group; `more` stands after the remark."""
    return entry(
        "Byttegruppe",
        identifier,
        f'<Byttegruppe><Id>{identifier}</Id><Kode V="000123" DN="Gruppe"/>'
        f"<MerknadTilByttbarhet>true</MerknadTilByttbarhet>{more}</Byttegruppe>",
    )


def component(amount: str = "4", count: str = "<fs:Antall>10</fs:Antall>") -> str:
    """A Pakningskomponent: ampoules."""
    return (
        f'<fs:Pakningskomponent><fs:Pakningstype V="7" S="{OID}7449" DN="Ampulle"/>'
        f'<fs:Mengde V="{amount}" U="ml"/>{count}</fs:Pakningskomponent>'
    )


def code_list(oid: str = f"{OID}7452", elements: str = "", *, status: str = "A") -> str:
    """A code list; by default of one code, `stk`."""
    one = "<Element><Id>K1</Id><Kode>stk</Kode><Term><Term>stykk</Term></Term></Element>"
    return entry(
        "Kodeverk",
        f"K{oid}",
        f"<Info><Id>{oid}</Id><Betegnelse>Enhet</Betegnelse><Kortnavn>7452</Kortnavn>"
        f"<AnsvarligUtgiver>Noen</AnsvarligUtgiver></Info>{elements or one}",
        status=status,
    )


def _substance_refs(refs: Sequence[tuple[int, str]], without: Sequence[tuple[int, str]]) -> str:
    return "".join(
        f"<fs:SortertVirkestoffMedStyrke><fs:Sortering>{order}</fs:Sortering>"
        f"<fs:RefVirkestoffMedStyrke>{ref}</fs:RefVirkestoffMedStyrke></fs:SortertVirkestoffMedStyrke>"
        for order, ref in refs
    ) + "".join(
        f"<fs:SortertVirkestoffUtenStyrke><fs:Sortering>{order}</fs:Sortering>"
        f"<fs:RefVirkestoff>{ref}</fs:RefVirkestoff></fs:SortertVirkestoffUtenStyrke>"
        for order, ref in without
    )


def substance_group(
    identifier: str = "L1",
    refs: Sequence[tuple[int, str]] = ((1, "S1"),),
    without: Sequence[tuple[int, str]] = (),
    *,
    brands: Sequence[str] = ("M1",),
    packages: Sequence[str] = ("P990900",),
    group: str = "C",
) -> str:
    """A substance group."""
    found = _substance_refs(refs, without)
    found += "".join(f"<fs:RefLegemiddelMerkevare>{ref}</fs:RefLegemiddelMerkevare>" for ref in brands)
    found += "".join(f"<fs:RefPakning>{ref}</fs:RefPakning>" for ref in packages)
    return entry(
        "LegemiddelVirkestoff",
        identifier,
        f'<fs:LegemiddelVirkestoff><fs:Atc V="N02BE01" S="{OID}7180" DN="Paracetamol"/>'
        f'<fs:NavnFormStyrke>Paracetamol Tab 500 mg</fs:NavnFormStyrke><fs:Reseptgruppe V="{group}" DN=""/>'
        f'<fs:LegemiddelformKort V="53" S="{OID}7448" DN="Tablett"/><fs:AdministreringLegemiddel>'
        f'<fs:Administrasjonsvei V="53" S="{OID}7477" DN="Oral bruk"/></fs:AdministreringLegemiddel>'
        f"<fs:Id>{identifier}</fs:Id>{found}"
        f'<fs:ForskrivningsenhetResept V="stk" S="{OID}7452" DN="stykk"/></fs:LegemiddelVirkestoff>',
    )


def brand(
    identifier: str = "M1",
    refs: Sequence[tuple[int, str]] = ((1, "S1"),),
    without: Sequence[tuple[int, str]] = (),
    *,
    group: str = "C",
    generic: str = "",
) -> str:
    """A brand with references to strengths and to substances without one, each with its place."""
    found = _substance_refs(refs, without)
    return entry(
        "LegemiddelMerkevare",
        identifier,
        f"<fs:LegemiddelMerkevare><fs:NavnFormStyrke>Fiktiv tab 500 mg</fs:NavnFormStyrke>"
        f'<fs:Reseptgruppe V="{group}" DN=""/>{generic}<fs:Id>{identifier}</fs:Id><fs:Varenavn>Fiktiv</fs:Varenavn>'
        f"{found}</fs:LegemiddelMerkevare>",
    )


def package(
    varenr: str = "990900",
    brands: Sequence[str] = ("M1",),
    *,
    name: str = "Fiktiv tab 500 mg",
    identifier: str = "",
    amount: str = "100",
    outgoing: str = "",
    status: str = "A",
    changed: str = "2026-01-01T00:00:00",
    group: str = "C",
    generic: str = "",
    eans: Sequence[str] = (),
    components: str = "",
    dates: str = "",
) -> str:
    """A package of one Pakningsinfo for each brand."""
    infos = "".join(
        f"<fs:Pakningsinfo><fs:RefLegemiddelMerkevare>{ref}</fs:RefLegemiddelMerkevare><fs:Pakningsstr>100</fs:Pakningsstr>"
        f'<fs:EnhetPakning V="stk" S="{OID}7452" DN="stykk"/><fs:Pakningstype V="1" S="{OID}7449" DN=""/>'
        f"<fs:Mengde>{amount}</fs:Mengde>{components}</fs:Pakningsinfo>"
        for ref in brands
    )
    market = f"<fs:VarenrUtgaende>{outgoing}</fs:VarenrUtgaende>" if outgoing else ""
    own = identifier or f"P{varenr}"
    numbers = "".join(f"<fs:Ean>{ean}</fs:Ean>" for ean in eans)
    return entry(
        "Legemiddelpakning",
        own,
        f"<fs:Legemiddelpakning><fs:NavnFormStyrke>{name}</fs:NavnFormStyrke>"
        f'<fs:Reseptgruppe V="{group}" DN=""/>{generic}<fs:Id>{own}</fs:Id><fs:Varenr>{varenr}</fs:Varenr>{numbers}'
        f"{infos}<fs:Markedsforingsinfo>{market}{dates}</fs:Markedsforingsinfo></fs:Legemiddelpakning>",
        status=status,
        changed=changed,
    )


def fest(
    brands: str | None = None,
    packages: str | None = None,
    substances: str | None = None,
    *,
    groups: str = "",
    lists: str = "",
    generic: str = "",
    head: str = "<HentetDato>2026-11-01T03:00:00</HentetDato>",
    namespace: str = M30,
    prolog: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> str:
    """A whole file: by default one package of one brand of one strength of one substance."""
    return (
        f'{prolog}<FEST xmlns="{namespace}" xmlns:fs="{FS}">{head}'
        f"<KatLegemiddelMerkevare>{brand() if brands is None else brands}</KatLegemiddelMerkevare>"
        f"<KatLegemiddelpakning>{package() if packages is None else packages}</KatLegemiddelpakning>"
        f"<KatVirkestoff>{substance() + strength() if substances is None else substances}</KatVirkestoff>"
        f"<KatLegemiddelVirkestoff>{groups}</KatLegemiddelVirkestoff><KatKodeverk>{lists}</KatKodeverk>"
        f"<KatByttegruppe>{generic}</KatByttegruppe></FEST>"
    )


def save(folder: Path, text: str | bytes, name: str = "fest.xml") -> Path:
    """Writes a file."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def save_zip(folder: Path, members: dict[str, bytes], name: str = "fest.zip") -> Path:
    """Writes a zip."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return path
