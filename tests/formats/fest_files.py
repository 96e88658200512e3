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


def substance(identifier: str = "V1", name: str = "<fs:Navn>Paracetamol</fs:Navn>") -> str:
    """A substance; `name` is the whole element, so that it can be left out."""
    return entry(
        "Virkestoff",
        identifier,
        f"<fs:Virkestoff><fs:Id>{identifier}</fs:Id>{name}<fs:NavnEngelsk>Paracetamol</fs:NavnEngelsk></fs:Virkestoff>",
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


def brand(
    identifier: str = "M1", refs: Sequence[tuple[int, str]] = ((1, "S1"),), without: Sequence[tuple[int, str]] = ()
) -> str:
    """A brand with references to strengths and to substances without one, each with its place."""
    found = "".join(
        f"<fs:SortertVirkestoffMedStyrke><fs:Sortering>{order}</fs:Sortering>"
        f"<fs:RefVirkestoffMedStyrke>{ref}</fs:RefVirkestoffMedStyrke></fs:SortertVirkestoffMedStyrke>"
        for order, ref in refs
    ) + "".join(
        f"<fs:SortertVirkestoffUtenStyrke><fs:Sortering>{order}</fs:Sortering>"
        f"<fs:RefVirkestoff>{ref}</fs:RefVirkestoff></fs:SortertVirkestoffUtenStyrke>"
        for order, ref in without
    )
    return entry(
        "LegemiddelMerkevare",
        identifier,
        f"<fs:LegemiddelMerkevare><fs:NavnFormStyrke>Fiktiv tab 500 mg</fs:NavnFormStyrke>"
        f'<fs:Reseptgruppe V="C" DN=""/><fs:Id>{identifier}</fs:Id><fs:Varenavn>Fiktiv</fs:Varenavn>{found}'
        "</fs:LegemiddelMerkevare>",
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
) -> str:
    """A package of one Pakningsinfo for each brand."""
    infos = "".join(
        f"<fs:Pakningsinfo><fs:RefLegemiddelMerkevare>{ref}</fs:RefLegemiddelMerkevare><fs:Pakningsstr>100</fs:Pakningsstr>"
        f'<fs:EnhetPakning V="stk" S="{OID}7452" DN="stykk"/><fs:Pakningstype V="1" S="{OID}7449" DN=""/>'
        f"<fs:Mengde>{amount}</fs:Mengde></fs:Pakningsinfo>"
        for ref in brands
    )
    market = f"<fs:VarenrUtgaende>{outgoing}</fs:VarenrUtgaende>" if outgoing else ""
    own = identifier or f"P{varenr}"
    return entry(
        "Legemiddelpakning",
        own,
        f"<fs:Legemiddelpakning><fs:NavnFormStyrke>{name}</fs:NavnFormStyrke>"
        f'<fs:Reseptgruppe V="C" DN=""/><fs:Id>{own}</fs:Id><fs:Varenr>{varenr}</fs:Varenr>{infos}'
        f"<fs:Markedsforingsinfo>{market}</fs:Markedsforingsinfo></fs:Legemiddelpakning>",
        status=status,
        changed=changed,
    )


def fest(
    brands: str | None = None,
    packages: str | None = None,
    substances: str | None = None,
    *,
    head: str = "<HentetDato>2026-11-01T03:00:00</HentetDato>",
    namespace: str = M30,
    prolog: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> str:
    """A whole file: by default one package of one brand of one strength of one substance."""
    return (
        f'{prolog}<FEST xmlns="{namespace}" xmlns:fs="{FS}">{head}'
        f"<KatLegemiddelMerkevare>{brand() if brands is None else brands}</KatLegemiddelMerkevare>"
        f"<KatLegemiddelpakning>{package() if packages is None else packages}</KatLegemiddelpakning>"
        f"<KatVirkestoff>{substance() + strength() if substances is None else substances}</KatVirkestoff></FEST>"
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
