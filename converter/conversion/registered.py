"""A package of the medicines register, as a product in EU terms: what a Norwegian pharmacy has on its shelf."""

from converter.conversion.notes import Notes
from converter.conversion.product import translate_product
from converter.model.medicine import Medicine
from converter.model.national import Kind, PrescribedMedicine
from converter.model.product import Product


def product_of(medicine: Medicine, varenr_root: str, notes: Notes) -> Product | None:
    """The package in EU terms; None, with the reasons noted, where FEST or the tables do not say enough.

    Args:
        medicine: the register's record.
        varenr_root: code system of package numbers.
        notes: collects findings.
    """
    given = PrescribedMedicine(
        kind=Kind.PACKAGE,
        name_form_strength=medicine.name_form_strength,
        brand_name=medicine.brand_name,
        varenr=medicine.varenr,
        atc=medicine.atc,
        form=medicine.form,
    )
    return translate_product(given, None, medicine, varenr_root, notes)
