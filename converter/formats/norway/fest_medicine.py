"""Brands and packages of FEST (Forskrivning 2014-12-01: LegemiddelMerkevare, Legemiddelpakning)."""

from lxml import etree

from converter.formats.norway.fest_errors import FestCode, FestError
from converter.formats.norway.fest_records import (
    FestBrand,
    FestContent,
    FestMedicine,
    FestPackage,
    FestSubstanceRef,
)
from converter.formats.norway.fest_values import FS, Children, children_of, code_of, coded, count_of, number_of, text_of
from converter.model.medicine import PackageContent


def read_brand(element: etree._Element, children: Children, path: str) -> FestBrand:
    """A LegemiddelMerkevare."""
    with_strength = [
        _substance_ref(ref, f"{FS}RefVirkestoffMedStyrke", path)
        for ref in element.iterchildren(f"{FS}SortertVirkestoffMedStyrke")
    ]
    without_strength = [
        _substance_ref(ref, f"{FS}RefVirkestoff", path)
        for ref in element.iterchildren(f"{FS}SortertVirkestoffUtenStyrke")
    ]
    return FestBrand(
        medicine=_medicine(children, path),
        name=text_of(children, f"{FS}Varenavn"),
        form_long=text_of(children, f"{FS}LegemiddelformLang"),
        substances=tuple(sorted(with_strength + without_strength, key=lambda ref: ref.order)),
        producer=_inner(children, f"{FS}ProduktInfo", f"{FS}Produsent"),
    )


def read_package(element: etree._Element, children: Children, path: str) -> FestPackage:
    """A Legemiddelpakning."""
    varenr = text_of(children, f"{FS}Varenr")
    if not varenr:
        raise FestError(FestCode.ELEMENT_MISSING, f"{path}/Varenr")
    outgoing = _inner(children, f"{FS}Markedsforingsinfo", f"{FS}VarenrUtgaende")
    found = [_content(info) for info in element.iterchildren(f"{FS}Pakningsinfo")]
    return FestPackage(
        varenr=varenr,
        medicine=_medicine(children, path),
        contents=tuple(content for _, content in sorted(found, key=lambda pair: pair[0])),
        outgoing=outgoing if outgoing != varenr else "",
    )


def _medicine(children: Children, path: str) -> FestMedicine:
    name = text_of(children, f"{FS}NavnFormStyrke")
    group = code_of(children, f"{FS}Reseptgruppe", "7421")
    if not name or group is None:
        missing = "Reseptgruppe" if name else "NavnFormStyrke"
        raise FestError(FestCode.ELEMENT_MISSING, f"{path}/{missing}")
    use = children.get(f"{FS}AdministreringLegemiddel")
    routes = use.iterchildren(f"{FS}Administrasjonsvei") if use is not None else ()
    return FestMedicine(
        name_form_strength=name,
        group=group.code,
        atc=code_of(children, f"{FS}Atc", "7180"),
        form=code_of(children, f"{FS}LegemiddelformKort", "7448"),
        preparation_type=code_of(children, f"{FS}Preparattype", "7424"),
        routes=tuple(route for found in routes if (route := coded(found, "7477")) is not None),
    )


def _inner(children: Children, outer: str, tag: str) -> str:
    element = children.get(outer)
    return text_of(children_of(element), tag) if element is not None else ""


def _substance_ref(element: etree._Element, tag: str, path: str) -> FestSubstanceRef:
    children = children_of(element)
    order = number_of(text_of(children, f"{FS}Sortering"))
    ref = text_of(children, tag)
    if order is None or not ref:
        raise FestError(FestCode.ELEMENT_MISSING, f"{path}/{etree.QName(element).localname}")
    return FestSubstanceRef(int(order), ref, tag.endswith("MedStyrke"))


def _content(element: etree._Element) -> tuple[int, FestContent]:
    """A Pakningsinfo and its place: Sortering, else as written."""
    children = children_of(element)
    brand = text_of(children, f"{FS}RefLegemiddelMerkevare")
    order = number_of(text_of(children, f"{FS}Sortering")) or 0
    unit = code_of(children, f"{FS}EnhetPakning", "7452")
    container = code_of(children, f"{FS}Pakningstype", "7449")
    amount = number_of(text_of(children, f"{FS}Mengde"))
    multiple, count = text_of(children, f"{FS}Multippel"), text_of(children, f"{FS}Antall")
    usable = (
        unit is not None
        and container is not None
        and amount is not None
        and amount > 0
        and all(count_of(text) for text in (multiple, count) if text)
    )
    content = None
    if usable and unit is not None and container is not None and amount is not None:
        content = PackageContent(
            size_text=text_of(children, f"{FS}Pakningsstr"),
            unit=unit,
            container=container,
            amount=amount,
            multiple=count_of(multiple),
            count=count_of(count),
            has_components=f"{FS}Pakningskomponent" in children,
        )
    return int(order), FestContent(brand, content)
