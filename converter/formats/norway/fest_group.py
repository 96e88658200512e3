"""Substance groups and generic groups of FEST (LegemiddelVirkestoff of Forskrivning, Byttegruppe of M30 2014-12-01)."""

from lxml import etree

from converter.formats.norway.fest_medicine import read_shared, read_substance_refs
from converter.formats.norway.fest_records import FestGenericGroup, FestSubstanceGroup
from converter.formats.norway.fest_values import FS, M30, Children, coded, date_of, text_of, texts_of

TRUE = frozenset({"true", "1"})
"""The words of xs:boolean for true."""


def read_substance_group(element: etree._Element, children: Children, path: str) -> FestSubstanceGroup:
    """A LegemiddelVirkestoff.

    Raises:
        FestError: without NavnFormStyrke, Reseptgruppe or the target of a reference.
    """
    units = element.iterchildren(f"{FS}ForskrivningsenhetResept")
    return FestSubstanceGroup(
        medicine=read_shared(children, path),
        substances=read_substance_refs(element, path),
        brands=texts_of(element, f"{FS}RefLegemiddelMerkevare"),
        packages=texts_of(element, f"{FS}RefPakning"),
        units=tuple(unit for found in units if (unit := coded(found, "7452")) is not None),
    )


def read_generic_group(element: etree._Element, children: Children, _path: str) -> FestGenericGroup:
    """A Byttegruppe. Its dates may be missing (the schema wins over the specification, which demands the first)."""
    code = children.get(f"{M30}Kode")
    return FestGenericGroup(
        code=(code.get("V") or "").strip() if code is not None else "",
        has_remark=text_of(children, f"{M30}MerknadTilByttbarhet") in TRUE,
        remark=text_of(children, f"{M30}BeskrivelseByttbarhet"),
        valid_from=date_of(children, f"{M30}GyldigFraDato"),
        valid_until=date_of(children, f"{M30}GyldigTilDato"),
    )
