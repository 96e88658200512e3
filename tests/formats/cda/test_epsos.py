"""A document of the epSOS age in the shape of later ones."""

import pytest
from lxml import etree

from converter.formats.cda.epsos import ATC, E, as_later, is_epsos
from converter.formats.cda.names import PHARM
from tests.builders.snippets import h

CLASS = (
    '<e:asSpecializedKind classCode="GEN"><e:generalizedMedicineClass>{}'
    "</e:generalizedMedicineClass></e:asSpecializedKind>"
)
CODE = '<e:code code="M01AE01" codeSystem="{}"/>'


def spelt(element: etree._Element) -> tuple[object, ...]:
    """An element by its name, its attributes, its text and what is in it."""
    return (element.tag, sorted(element.items()), element.text, [spelt(child) for child in element])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<e:desc>a</e:desc>", "<p:desc>a</p:desc>"),
        ("<e:containerPackagedMedicine/>", "<p:containerPackagedProduct/>"),
        ("<e:numerator/><e:denominator/>", "<numerator/><denominator/>"),
        ("<e:code><e:originalText/><e:translation/></e:code>", "<p:code><originalText/><translation/></p:code>"),
        ("<e:ingredient><e:ingredient/></e:ingredient>", "<p:ingredient><p:ingredientSubstance/></p:ingredient>"),
        (
            "<e:asContent><e:containerPackagedMedicine><e:capacityQuantity/></e:containerPackagedMedicine></e:asContent>",
            "<p:asContent><p:quantity/><p:containerPackagedProduct/></p:asContent>",
        ),
        (
            CLASS.format(CODE.format(ATC)),
            '<p:asSpecializedKind classCode="GRIC"><p:generalizedMaterialKind>'
            f'<p:code code="M01AE01" codeSystem="{ATC}"/></p:generalizedMaterialKind></p:asSpecializedKind>',
        ),
        (
            CLASS.format(CODE.format("1.2")),
            '<p:asSpecializedKind classCode="GEN"><p:generalizedMaterialKind>'
            '<p:code code="M01AE01" codeSystem="1.2"/></p:generalizedMaterialKind></p:asSpecializedKind>',
        ),
        (
            CLASS.format(""),
            '<p:asSpecializedKind classCode="GEN"><p:generalizedMaterialKind/></p:asSpecializedKind>',
        ),
        ("<name>a</name>", "<name>a</name>"),
    ],
)
def test_what_is_the_same_under_another_name_is_renamed(old: str, new: str) -> None:
    """And what has moved is moved; the rest stays."""
    assert spelt(as_later(h(f"<x>{old}</x>"))) == spelt(h(f"<x>{new}</x>"))


def test_a_capacity_that_is_of_no_container_stays_where_it_is() -> None:
    """At the top, or right below it: there is nothing that its content could be."""
    assert as_later(h("<e:capacityQuantity/>")).tag == f"{{{PHARM}}}capacityQuantity"
    assert [e.tag for e in as_later(h("<x><e:capacityQuantity/></x>"))] == [f"{{{PHARM}}}capacityQuantity"]


def test_the_document_itself_stays_as_it_is() -> None:
    """It is what was received."""
    document = h("<x><e:desc/></x>")
    assert (is_epsos(document), is_epsos(as_later(document))) == (True, False)
    assert document[0].tag == f"{E}desc"
