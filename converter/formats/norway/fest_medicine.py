"""Brands and packages of FEST (Forskrivning 2014-12-01: LegemiddelMerkevare, Legemiddelpakning)."""

from lxml import etree

from converter.formats.norway.fest_errors import FestCode, FestError
from converter.formats.norway.fest_records import (
    FestBrand,
    FestContent,
    FestMedicine,
    FestMembership,
    FestPackage,
    FestSubstanceRef,
)
from converter.formats.norway.fest_values import (
    FS,
    Children,
    children_of,
    code_of,
    coded,
    count_of,
    date_of,
    number_of,
    quantity_of,
    text_of,
    texts_of,
)
from converter.model.medicine import PackageComponent, PackageContent


def read_brand(element: etree._Element, children: Children, path: str) -> FestBrand:
    """A LegemiddelMerkevare."""
    return FestBrand(
        medicine=read_shared(children, path),
        name=text_of(children, f"{FS}Varenavn"),
        form_long=text_of(children, f"{FS}LegemiddelformLang"),
        substances=read_substance_refs(element, path),
        producer=text_of(_inside(children, f"{FS}ProduktInfo"), f"{FS}Produsent"),
    )


def read_package(element: etree._Element, children: Children, path: str) -> FestPackage:
    """A Legemiddelpakning."""
    varenr = text_of(children, f"{FS}Varenr")
    if not varenr:
        raise FestError(FestCode.ELEMENT_MISSING, f"{path}/Varenr")
    market = _inside(children, f"{FS}Markedsforingsinfo")
    outgoing = text_of(market, f"{FS}VarenrUtgaende")
    found = [_content(info) for info in element.iterchildren(f"{FS}Pakningsinfo")]
    return FestPackage(
        id=text_of(children, f"{FS}Id"),
        varenr=varenr,
        medicine=read_shared(children, path),
        contents=tuple(content for _, content in sorted(found, key=lambda pair: pair[0])),
        outgoing=outgoing if outgoing != varenr else "",
        eans=texts_of(element, f"{FS}Ean"),
        marketed_on=date_of(market, f"{FS}Markedsforingsdato"),
        deregistered_on=date_of(market, f"{FS}AvregDato"),
        unavailable_since=date_of(market, f"{FS}MidlUtgattDato"),
    )


def read_shared(children: Children, path: str) -> FestMedicine:
    """What brand, package and substance group share (typeLegemiddel).

    Raises:
        FestError: without NavnFormStyrke or Reseptgruppe.
    """
    name = text_of(children, f"{FS}NavnFormStyrke")
    group = code_of(children, f"{FS}Reseptgruppe", "7421")
    if not name or group is None:
        missing = "Reseptgruppe" if name else "NavnFormStyrke"
        raise FestError(FestCode.ELEMENT_MISSING, f"{path}/{missing}")
    use = children.get(f"{FS}AdministreringLegemiddel")
    routes = use.iterchildren(f"{FS}Administrasjonsvei") if use is not None else ()
    units = use.iterchildren(f"{FS}EnhetDosering") if use is not None else ()
    generic = _inside(children, f"{FS}PakningByttegruppe")
    ref = text_of(generic, f"{FS}RefByttegruppe")
    return FestMedicine(
        name_form_strength=name,
        group=group.code,
        atc=code_of(children, f"{FS}Atc", "7180"),
        form=code_of(children, f"{FS}LegemiddelformKort", "7448"),
        preparation_type=code_of(children, f"{FS}Preparattype", "7424"),
        routes=tuple(route for found in routes if (route := coded(found, "7477")) is not None),
        dose_units=tuple(unit for found in units if (unit := coded(found, "7480")) is not None),
        generic=FestMembership(ref, date_of(generic, f"{FS}GyldigFraDato"), date_of(generic, f"{FS}GyldigTilDato"))
        if ref
        else None,
    )


def read_substance_refs(element: etree._Element, path: str) -> tuple[FestSubstanceRef, ...]:
    """The active substances of a brand or substance group, in the order of Sortering.

    Raises:
        FestError: a reference without its place or its target.
    """
    refs = [
        _substance_ref(ref, f"{FS}{target}", path)
        for tag, target in (
            ("SortertVirkestoffMedStyrke", "RefVirkestoffMedStyrke"),
            ("SortertVirkestoffUtenStyrke", "RefVirkestoff"),
        )
        for ref in element.iterchildren(f"{FS}{tag}")
    ]
    return tuple(sorted(refs, key=lambda ref: ref.order))


def _inside(children: Children, outer: str) -> Children:
    element = children.get(outer)
    return children_of(element) if element is not None else {}


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
            components=_components(element),
        )
    return int(order), FestContent(brand, content)


def _components(element: etree._Element) -> tuple[PackageComponent, ...]:
    """The Pakningskomponent of a Pakningsinfo, all or none: some of several would look like the whole."""
    found = []
    for component in element.iterchildren(f"{FS}Pakningskomponent"):
        children = children_of(component)
        container = code_of(children, f"{FS}Pakningstype", "7449")
        amount = quantity_of(children, f"{FS}Mengde")
        count = text_of(children, f"{FS}Antall")
        if container is None or amount is None or (count and not count_of(count)):
            return ()
        found.append(PackageComponent(container, amount, count_of(count)))
    return tuple(found)
