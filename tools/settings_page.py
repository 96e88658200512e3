"""Writes the page of settings from their model."""

from converter.settings import OWN_EU, OWN_NORWAY, Settings, must, variable

COMPUTED = {
    "home": "the repository, or what the installed package holds",
    "schemas_norway": f"`{OWN_NORWAY}` in the home",
    "schemas_eu": f"`{OWN_EU}` in the home",
}
"""The defaults that hang on where the program is."""


def settings_page(rewrite: str) -> str:
    """Every setting: what it is, what it must be, and its default."""
    lines = [
        "# Settings",
        "",
        f"{rewrite} Source: `converter/settings.py`.",
        "",
        "Environment variables, read once at start; `--fest` and `--allow-at` on the command line go first. A value"
        " that cannot be used stops the start (exit code 5), and all such values are named at once, with what each must"
        " be and never with what it was. So does a name with this prefix that is no setting, for it is a misspelt one;"
        " `CONVERTER_TEST_*`, `CONVERTER_REFERENCE` and the names that Kubernetes sets beside a service called"
        " `converter` or `converter-...` are left alone. Blanks around a value are no part of it. An empty value is as"
        " none, but for the record's address and key: who sets those means to keep a record.",
        "",
        "| setting | is | must be | default |",
        "|---|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = COMPUTED.get(name) or (f"`{_said(field.default)}`" if field.default not in (None, "") else "not set")
        lines.append(f"| `{variable(name)}` | {field.description} | {must(name).english} | {default} |")
    lines += [
        "",
        "The language is held against eHDSILanguage and the register against its schema when they are loaded, the"
        " record's key and address when the record is opened: [the record](record.md).",
    ]
    return "\n".join(lines) + "\n"


def _said(value: object) -> str:
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)
