"""Products of an eD piece by piece: codes, displays, names and layers that need not fit each other."""

ATC = "2.16.840.1.113883.6.73"
NORWEGIAN_ATC = "2.16.578.1.12.4.1.1.7180"
EDQM = "0.4.0.127.0.16.1.1.2.1"
IBUPROFEN, OXYCODONE = ("M01AE01", "ibuprofen"), ("N02AA05", "oxycodone")
NAMESPACES = (
    'xmlns="urn:hl7-org:v3" xmlns:pharm="urn:hl7-org:pharm" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
NULL = '<pharm:code nullFlavor="UNK"/>'


def translation(code: str, display: str = "", system: str = ATC) -> str:
    """A translation inside a code."""
    return f'<translation code="{code}" codeSystem="{system}" displayName="{display}"/>'


def code_of(given: tuple[str, str] | None, inside: str = "", tag: str = "pharm:code") -> str:
    """An ATC code, or a null one, with translations inside."""
    if given is None:
        return f'<{tag} nullFlavor="OTH">{inside}</{tag}>'
    return f'<{tag} code="{given[0]}" codeSystem="{ATC}" displayName="{given[1]}">{inside}</{tag}>'


def kind(given: tuple[str, str] | None, inside: str = "", of: str = "GRIC") -> str:
    """`asSpecializedKind` with an ATC code."""
    return (
        f'<pharm:asSpecializedKind classCode="{of}"><pharm:generalizedMaterialKind classCode="MMAT"'
        f' determinerCode="KIND">{code_of(given, inside)}</pharm:generalizedMaterialKind></pharm:asSpecializedKind>'
    )


def ingredient(
    name: str = "Ibuprofen",
    code: tuple[str, str] | None = IBUPROFEN,
    number: str = "400",
    unit: str = "mg",
    per: str = "{Tablet}",
    inside: str = "",
) -> str:
    """An active ingredient with its strength."""
    return (
        '<pharm:ingredient classCode="ACTI"><pharm:quantity>'
        f'<numerator xsi:type="PQ" value="{number}" unit="{unit}"/><denominator xsi:type="PQ" value="1" unit="{per}"/>'
        '</pharm:quantity><pharm:ingredientSubstance classCode="MMAT" determinerCode="KIND">'
        f"{code_of(code, inside)}<pharm:name>{name}</pharm:name></pharm:ingredientSubstance></pharm:ingredient>"
    )


def layers(*of: tuple[str, str]) -> str:
    """`asContent` of layers, innermost first."""
    (value, unit), *outer = of
    return (
        f'<pharm:asContent classCode="CONT"><pharm:quantity value="{value}" unit="{unit}"/>'
        '<pharm:containerPackagedProduct classCode="CONT" determinerCode="KIND">'
        f'<pharm:formCode nullFlavor="UNK"/>{layers(*outer) if outer else ""}'
        "</pharm:containerPackagedProduct></pharm:asContent>"
    )


def form_of(given: tuple[str, str]) -> str:
    """A dose form."""
    return f'<pharm:formCode code="{given[0]}" codeSystem="{EDQM}" displayName="{given[1]}"/>'


def part(name: str, form: tuple[str, str], inside: str) -> str:
    """A part of a combination pack; `inside` is its layers and ingredients."""
    return (
        '<pharm:part classCode="PART"><pharm:quantity value="1" unit="1"/><pharm:partProduct classCode="MMAT"'
        f' determinerCode="KIND"><pharm:name>{name}</pharm:name>{form_of(form)}{inside}'
        "</pharm:partProduct></pharm:part>"
    )


def product(
    name: str = "Ibum",
    words: str = "400 mg",
    form: tuple[str, str] = ("10221000", "Film-coated tablet"),
    content: str = "",
    kinds: str | None = None,
    ingredients: str | None = None,
    code: str = "",
    parts: str = "",
) -> str:
    """A `manufacturedProduct`: thirty tablets of ibuprofen 400 mg, but for what is asked for."""
    return (
        f'<manufacturedProduct {NAMESPACES} classCode="MANU">'
        '<templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.3.29"/>'
        '<manufacturedMaterial classCode="MMAT" determinerCode="KIND">'
        f'<templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.3.30"/>{code}<name>{name}</name>'
        f"{f'<pharm:desc>{words}</pharm:desc>' if words else ''}{form_of(form)}"
        f"{content or layers(('30', '{Tablet}'))}{kind(IBUPROFEN) if kinds is None else kinds}"
        f"{ingredient() if ingredients is None else ingredients}{parts}</manufacturedMaterial></manufacturedProduct>"
    )
