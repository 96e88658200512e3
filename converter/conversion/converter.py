"""Everything a conversion needs, loaded and checked once at start."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from lxml import etree

from converter import __version__
from converter.commit import known_commit
from converter.conversion.identifiers import LEVEL_1, LEVEL_3, Identifiers, load_identifiers
from converter.dosage.limits import Limits, read_limits
from converter.dosage.soundness import check_soundness
from converter.dosage.vocabulary import Vocabulary
from converter.dosage.words import REQUIRED, read_vocabulary
from converter.enrichment.medicines import MedicinesRegister, open_register
from converter.fields.origins import OriginRegister, load_origins
from converter.fields.register import FieldRegister, load_fields
from converter.formats.cda.ed import CdaEd
from converter.formats.cda.ep import CdaEp
from converter.formats.cda.ep_l1 import CdaEpL1
from converter.formats.format import Format
from converter.formats.norway.m10 import NorwegianM10
from converter.formats.pdf.ep import PdfEp
from converter.model.coded import Coded
from converter.model.ed import Ed
from converter.model.identity_number import NATIONAL_NUMBERS
from converter.model.m10 import M10
from converter.model.prescription import Exchange
from converter.model.wording import Wording
from converter.rules.routes import load_routes
from converter.rules.rule import Rule
from converter.settings import FEST_MAX_AGE, OWN_EU, OWN_NORWAY, SettingError, Settings, variable
from converter.sources.problems import Place, ProblemList, TableProblems
from converter.terminology.english import wording_of
from converter.terminology.form_facts import FORMS, ROUTES, WORDS
from converter.terminology.home import read_home
from converter.terminology.list_words import ListWords, list_words
from converter.terminology.policy import Policy, read_policy
from converter.terminology.tables import Tables, read_tables
from converter.validation.gate import Gate, load_gate

CDA_L3, CDA_L1, PDF = "cda-l3", "cda-l1", "pdf"
"""The formats of an eP: structured, where no other is asked for; the page of it in a document, and the page alone."""
LEVELS: Mapping[str, str] = {CDA_L3: LEVEL_3, CDA_L1: LEVEL_1, PDF: LEVEL_1}
"""Of which document of the pair each is: the page alone is what the level 1 document holds."""
ASKED_AS: Mapping[str, str] = {"l3": CDA_L3, "l1": CDA_L1, "pdf": PDF}
"""How callers name the formats."""
M1_FIELDS, ED_FIELDS, EP_ORIGINS = "m1", "ed", "ep"
USED_TABLES = frozenset(
    {
        "container-by-form",
        "country-9043",
        "dose-by-form",
        "dose-form-7448",
        "dose-form-by-product",
        "dose-form-long",
        "gender-3101",
        "identifier-8116",
        "identifier-9051",
        "package-type-7449",
        "package-unit-words",
        "piece-by-form",
        "piece-by-package-type",
        "profession-9060",
        "quantity-unit-7452",
        "route-7477",
        "specialty-7426",
        "strength-unit-words",
        "substitution-1101",
        "telecom-9061",
        "unit-7452",
        "unit-7480",
        "unit-7484",
        "unit-9090",
        "unit-ehdsi-7452",
        "unit-of-effect",
        "unit-spelling",
    }
)
USED_TEXTS = frozenset(
    {
        "dose-words-7480",
        "effect-9090",
        "element-9090",
        "form-words-7448",
        "package-english",
        "piece-english",
        "role-english",
        "strength-words",
        "time-of-day-8325",
        "unit-english",
        "unit-words-7452",
        "use-9101",
    }
)
USED_DOSES = frozenset({"short-dose-7478"})
USED_NORWEGIAN = frozenset(
    {
        "active-ingredient",
        "dose-form",
        "gender",
        "package",
        "professional-role",
        "quantity-unit",
        "route",
        "substitution",
        "timing-event",
        "unit",
    }
)
"""What the routes look up by name; a missing one stops the start, not the first message that needs it."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What made the answer: software, tables (SHA-256), register, and the identifiers that are placeholders.

    `software` is the version, which documents say; `commit` is empty where it is not known.
    """

    software: str
    tables: str
    fest: str
    fest_is_demo: bool
    pending_identifiers: tuple[str, ...]
    commit: str = ""

    @property
    def build(self) -> str:
        """Version and commit, as `0.2.0+574a63f`: tells two builds of one version apart."""
        return f"{self.software}+{self.commit}" if self.commit else self.software


@dataclass(frozen=True, slots=True)
class Converter:
    """The tables, rules, register, identifiers and schema gates that the routes use. Immutable; a reload swaps it.

    Attributes:
        vocabulary: the words of a dosage.
        limits: what a dosage cannot be.
        policy: what is said of substitution, and words that decide.
        rules: by route, as `m1-to-ep`.
        norway, eu, foreign: gates for Norwegian messages, EU documents of ours, and those of other countries.
        eps: the formats of an eP by name.
        m10, ed: the formats of what comes back to Norway, and of what goes back from it.
        fields: what becomes of each leaf of an M1, for people.
        origins: where each value of an eP comes from, for people.
        person_types: types of national identity numbers (list 8116) by their roots.
        forms: dose forms of list 7448 that a reviewed row says are the same as an EU one, by its code.
        words: what code lists call their codes.
        wording: the English of what leaves.
        versions: as they were at the start; the register may have been replaced since (`versions_of`).
        fest_max_age: days after which the register counts as old.
        production: whether identity numbers of test persons and a hospital's own name nobody.
    """

    tables: Tables
    vocabulary: Vocabulary
    limits: Limits
    policy: Policy
    rules: Mapping[str, tuple[Rule, ...]]
    identifiers: Identifiers
    fields: FieldRegister
    origins: OriginRegister
    register: MedicinesRegister
    person_types: Mapping[str, str]
    forms: Mapping[str, tuple[Coded, ...]]
    words: ListWords
    wording: Wording
    norway: Gate
    eu: Gate
    foreign: Gate
    eps: Mapping[str, Format[Exchange]]
    m10: Format[M10]
    ed: Format[Ed]
    language: str
    versions: Versions
    fest_max_age: int = FEST_MAX_AGE
    production: bool = False

    @property
    def draft_rows(self) -> int:
        """Number of rows, of tables and of words, that are yet to be reviewed."""
        tables = sum(self.tables.drafts.values()) + self.tables.forms.drafts
        beside = (self.policy.drafts, self.limits.drafts)
        return tables + self.vocabulary.drafts() + sum(sum(drafts.values()) for drafts in beside)

    def rule_codes(self) -> frozenset[str]:
        """The finding codes of all rules."""
        return frozenset(rule.id for rules in self.rules.values() for rule in rules)

    def versions_of(self, register: MedicinesRegister) -> Versions:
        """What makes an answer with this register, which may be a newer one than that of the start."""
        version, known = register.version, self.versions
        fest = version.retrieved.isoformat()
        if fest == known.fest and version.demo == known.fest_is_demo:
            return known
        return replace(known, fest=fest, fest_is_demo=version.demo)


def load_converter(settings: Settings) -> Converter:
    """Loads and checks everything.

    Raises:
        TableProblems: something under `mappings/` is wrong; holds all of it.
        SettingError: a setting has a value outside its list, or leads to a schema set that cannot be read.
        RegisterError: the medicines register cannot be used.
    """
    mappings = settings.home / "mappings"
    problems = ProblemList()
    rules = load_routes(mappings, problems)
    identifiers = load_identifiers(mappings, problems)
    m1_fields = load_fields(mappings, M1_FIELDS, problems)
    ed_fields = load_fields(mappings, ED_FIELDS, problems)
    ep_origins = load_origins(mappings, EP_ORIGINS, problems)
    before = len(problems)
    files = read_home(mappings, problems)
    tables = read_tables(files, problems)
    vocabulary = read_vocabulary(files, problems)
    limits = read_limits(files, vocabulary, problems)
    policy = read_policy(files, problems)
    if len(problems) == before:
        check_soundness(vocabulary, problems)
    if len(problems) > before:
        raise TableProblems(tuple(problems))
    for kind in REQUIRED - vocabulary.kinds.keys():
        problems.add("file-missing", Place(f"mappings/dosage/{kind}.yaml"))
    for file in (FORMS, ROUTES, WORDS):
        files.text(file, problems)
    for name in USED_TABLES - tables.tables.keys():
        problems.add("file-missing", Place(f"mappings/codes/{name}.yaml"))
    for name in USED_TEXTS - tables.all_texts.keys():
        problems.add("file-missing", Place(f"mappings/texts/{name}.yaml"))
    for name in USED_DOSES - tables.short_doses.keys():
        problems.add("file-missing", Place(f"mappings/doses/{name}.yaml"))
    for name in USED_NORWEGIAN - tables.norwegian.keys():
        problems.add("file-missing", Place(f"mappings/norwegian/{name}.yaml"))
    for name, register in ((M1_FIELDS, m1_fields), (ED_FIELDS, ed_fields), (EP_ORIGINS, ep_origins)):
        for table in sorted({row.table for row in register.rows if row.table} if register else ()):
            if table not in {*tables.tables, *tables.all_texts, *tables.short_doses}:
                problems.add("field-table", Place(f"mappings/fields/{name}.yaml"), found=table)
    if identifiers is None or m1_fields is None or ep_origins is None or limits is None or policy is None or problems:
        raise TableProblems(tuple(problems))
    if settings.language not in tables.value_set("eHDSILanguage"):
        raise SettingError(
            "CONVERTER_LANGUAGE", "verdien er ikke i eHDSILanguage.", "The value is not in eHDSILanguage."
        )
    medicines = open_register(settings.fest)
    eu = _gate("schemas_eu", settings.schemas_eu, settings.home / OWN_EU, "written-document-invalid")
    norway = _gate("schemas_norway", settings.schemas_norway, settings.home / OWN_NORWAY, "schema-fault")
    wording = wording_of(tables)
    page = PdfEp(wording)
    foreign = replace(eu, code="ed-schema-fault", more="ed-remarks-more")
    return Converter(
        tables=tables,
        vocabulary=vocabulary,
        limits=limits,
        policy=policy,
        rules=rules,
        identifiers=identifiers,
        fields=m1_fields,
        origins=ep_origins,
        register=medicines,
        person_types=_person_types(tables),
        forms=_forms(tables),
        words=list_words(tables),
        wording=wording,
        norway=norway,
        eu=eu,
        foreign=foreign,
        eps={CDA_L3: CdaEp(eu.check, wording), CDA_L1: CdaEpL1(eu.check, page), PDF: page},
        m10=NorwegianM10(norway.check),
        ed=CdaEd(eu.check, foreign.names),
        language=settings.language,
        versions=Versions(
            software=__version__,
            tables=_fingerprint(tables, mappings),
            fest=medicines.version.retrieved.isoformat(),
            fest_is_demo=medicines.version.demo,
            pending_identifiers=identifiers.pending,
            commit=known_commit(),
        ),
        fest_max_age=settings.fest_max_age,
        production=settings.production,
    )


def _gate(setting: str, driver: Path, own: Path, code: str) -> Gate:
    """A gate, by the setting that leads to its schema set; our own set is the home's."""
    try:
        return load_gate(driver, own, code)
    except (OSError, etree.LxmlError):
        if driver != own:
            _gate("home", own, own, code)  # it explains: is it what cannot be read?
        raise SettingError(
            variable("home" if driver == own else setting),
            "skjemasettet kan ikke leses.",
            "The schema set cannot be read.",
        ) from None


def _person_types(tables: Tables) -> dict[str, str]:
    rows = tables.table("identifier-8116")
    return {row.target.code: row.code for row in rows if row.target and row.code in NATIONAL_NUMBERS}


def _forms(tables: Tables) -> dict[str, tuple[Coded, ...]]:
    """The way back of `dose-form-7448`, where it is exact."""
    found: dict[str, tuple[Coded, ...]] = {}
    listed = tables.code_list("7448")
    for row in tables.table("dose-form-7448"):
        code = listed.find(row.code)
        if row.target is not None and code is not None and (row.relation, row.status) == ("equivalent", "approved"):
            found[row.target.code] = (*found.get(row.target.code, ()), code)
    return found


def _fingerprint(tables: Tables, mappings: Path) -> str:
    """SHA-256 over code tables, rules and identifiers: what can change an answer."""
    digest = sha256(tables.fingerprint.encode())
    for path in (*sorted((mappings / "rules").glob("*.yaml")), mappings / "identifiers.yaml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()
