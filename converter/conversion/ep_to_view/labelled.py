"""What stands behind a label in a narrative: in cells beside it, under it in a table, or in the line under a caption.

Labels are those of Norway's own narrative, and what other countries head the same by, in the main languages of the EU.
"""

import re
from itertools import pairwise

from converter.model.foreign_prescription import ForeignPrescription

STRENGTH, AMOUNT, PACKAGES = (
    ("styrken", "the strength"),
    ("mengden", "the amount"),
    ("antall pakninger", "the number of packages"),
)
MEDICINE, SUBSTANCE, ATC, FORM, ROUTE = (
    ("hvilket legemiddel det er", "which medicine it is"),
    ("virkestoffet", "the substance"),
    ("ATC-koden", "the ATC code"),
    ("legemiddelformen", "the dose form"),
    ("administrasjonsveien", "the route"),
)
Label = tuple[str, str]
"""What a label is of, Norwegian and English."""
WORDS: dict[Label, tuple[str, ...]] = {
    STRENGTH: ("strength", "styrke", "styrka", "vahvuus", "stärke"),
    PACKAGES: (
        *("packages to dispense", "number of packages", "antall pakninger", "antal pakninger", "antal förpackningar"),
        "pakkausten määrä",
    ),
    AMOUNT: ("total amount", "total mengde"),
    MEDICINE: (
        *("medicine", "medicinal product", "medication", "drug", "product", "product name", "trade name", "brand name"),
        *("legemiddel", "preparat", "varenavn", "lægemiddel", "läkemedel", "lääke", "lääkevalmiste", "valmiste"),
        *("kauppanimi", "ravim", "arzneimittel", "handelsname", "médicament", "medicamento", "medicinale", "farmaco"),
        *("geneesmiddel", "lek", "léčivý přípravek", "léčivo", "produkt leczniczy", "liek", "zdravilo", "lijek"),
        *("gyógyszer", "vaistas", "zāles", "φάρμακο", "лекарство"),
    ),
    SUBSTANCE: (
        *(
            "active substance",
            "active substances",
            "active ingredient",
            "active ingredients",
            "substance",
            "generic name",
        ),
        *("virkestoff", "virkestoffer", "aktivt stof", "aktiv substans", "verksamt ämne", "vaikuttava aine"),
        *("vaikuttavat aineet", "geneerinen nimi", "toimeaine", "wirkstoff", "wirkstoffe", "substance active"),
        *("principio activo", "principio attivo", "substância ativa", "werkzame stof", "účinná látka"),
        *("substancja czynna", "učinkovina", "hatóanyag", "veiklioji medžiaga", "aktīvā viela", "δραστική ουσία"),
    ),
    ATC: ("atc", "atc code", "atc-code", "atc-kode", "atc-kod", "atc-koodi", "atc kood", "code atc", "código atc"),
    FORM: (
        *("dose form", "dosage form", "pharmaceutical form", "form", "legemiddelform", "lægemiddelform"),
        *("läkemedelsform", "lääkemuoto", "ravimvorm", "darreichungsform", "forme pharmaceutique"),
        *("forma farmacéutica", "forma farmaceutica", "farmaceutische vorm", "léková forma", "postać farmaceutyczna"),
    ),
    ROUTE: (
        *("route of administration", "route", "administrasjonsvei", "administrationsvej", "administreringssätt"),
        *("antoreitti", "antotapa", "manustamistee", "art der anwendung", "voie d'administration"),
        *("vía de administración", "via di somministrazione", "via de administração", "cesta podání", "droga podania"),
    ),
}
CELLS = re.compile(r" \|(?: |$)")
"""What stands between the cells of a row (`formats.cda.narrative`)."""
LABELS = {word: label for label, words in WORDS.items() for word in words}
OTHER_SECTIONS = frozenset({"view-second-prescription", "view-section-unread"})
"""Findings that say that a narrative holds other sections' words too."""


def labelled(prescription: ForeignPrescription) -> dict[Label, tuple[str, ...]]:
    """What stands behind each label; nothing where it comes twice, or where the narrative is of other sections too.

    Args:
        prescription: as read.
    """
    if OTHER_SECTIONS & {code for code, _ in prescription.texts}:
        return {}
    return _of_lines(prescription.words.narrative.lines)


def _of_lines(lines: tuple[str, ...]) -> dict[Label, tuple[str, ...]]:
    found: dict[Label, tuple[str, ...]] = {}
    seen: list[Label] = []
    for line, below in pairwise((*lines, "")):
        cells = _cells(line)
        pairs: list[tuple[Label, tuple[str, ...]]] = []
        labels = [_label(cell) for cell in cells]
        under = _cells(below)
        if len(cells) > 1 and None not in labels[:2] and len(under) == len(cells):  # a head over its columns
            pairs = [(label, (said,)) for label, said in zip(labels, under, strict=True) if label is not None and said]
        elif labels[0] is not None:
            said = tuple([c for c in cells[1:] if c]) or (() if cells[1:] else (below,))
            pairs = [(labels[0], said)]
        for label, said in pairs:
            found[label] = said
            seen.append(label)
    return {label: said for label, said in found.items() if seen.count(label) == 1}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in CELLS.split(line)]


def _label(cell: str) -> Label | None:
    return LABELS.get(cell.rstrip(":").strip().casefold())
