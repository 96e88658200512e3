"""Parts of a foreign product in XML: classes, ingredients and codes, with as many translations as wanted."""

ATC = "2.16.840.1.113883.6.73"
LOCAL = "1.2.246.537.6.32"
"""A code system of another country, which has copies of ATC codes beside its own."""


def code(value: str, system: str = ATC, display: str = "", inside: str = "", tag: str = "pharm:code") -> str:
    """A coded element; null where the value is empty. `inside` are its translations."""
    if not value:
        return f'<{tag} nullFlavor="NI">{inside}</{tag}>'
    shown = f' displayName="{display}"' if display else ""
    return f'<{tag} code="{value}" codeSystem="{system}"{shown}>{inside}</{tag}>'


def translation(value: str, system: str = ATC, display: str = "", inside: str = "") -> str:
    """A translation of a code."""
    return code(value, system, display, inside, "translation")


def kind(coded: str, class_code: str = "GRIC") -> str:
    """A class of the product, whatever kind of class."""
    return (
        f'<pharm:asSpecializedKind classCode="{class_code}"><pharm:generalizedMaterialKind classCode="MMAT"'
        f' determinerCode="KIND">{coded}</pharm:generalizedMaterialKind></pharm:asSpecializedKind>'
    )


def ingredient(coded: str, name: str = "", class_code: str = "ACTI", more: str = "", strength: str = "400") -> str:
    """An ingredient with its strength per tablet; `more` stands in its substance."""
    named = f"<pharm:name>{name}</pharm:name>" if name else ""
    return (
        f'<pharm:ingredient classCode="{class_code}"><pharm:quantity>'
        f'<numerator xsi:type="PQ" value="{strength}" unit="mg"/>'
        '<denominator xsi:type="PQ" value="1" unit="{Tablet}"/></pharm:quantity>'
        '<pharm:ingredientSubstance classCode="MMAT" determinerCode="KIND">'
        f"{coded}{named}{more}</pharm:ingredientSubstance></pharm:ingredient>"
    )


IBUPROFEN = code("M01AE01", display="ibuprofen")
CODEINE = code("N02AJ06", display="codeine and paracetamol")
FENTANYL = code("N02AB03", display="fentanyl")
ETHYLMORPHINE = code("R05DA01", display="ethylmorphine")


PLAIN = (
    '<text><paragraph ID="medicine">Buranisti</paragraph>'
    '<paragraph ID="dosage-original">1 tabletti 3 kertaa p\u00e4iv\u00e4ss\u00e4</paragraph></text>'
)
"""A narrative of the product's name and the dosage, whatever is in the entry."""


def worded(document: bytes, narrative: str = PLAIN) -> bytes:
    """The prescription with another narrative; its entry stays."""
    text = document.decode()
    begin, end = text.index("<text>"), text.index("</text>") + len("</text>")
    return (text[:begin] + narrative + text[end:]).encode()


def table(*rows: tuple[str, ...]) -> str:
    """A narrative of labels and cells, with the texts that the item refers to."""
    cells = "".join(f"<tr><th>{head}</th>{''.join(f'<td>{c}</td>' for c in rest)}</tr>" for head, *rest in rows)
    return f"<text><table><tbody>{cells}</tbody></table>{PLAIN.removeprefix('<text>')}"
