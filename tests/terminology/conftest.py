"""The shipped tables, and a small home whose files a test may spoil."""

from pathlib import Path

import pytest

from converter.terminology.tables import Tables, load_tables

MAPPINGS = Path(__file__).resolve().parents[2] / "mappings"

SMALL = {
    "valuesets/index.yaml": """\
value_sets:
  - {name: eHDSIDoseForm, oid: 1.2.3, version: 8.1.0, system: 1.2.4, concepts: "2", source: MVC}
  - {name: eHDSIUnit, oid: 1.2.5, version: 8.1.0, system: 1.2.6, concepts: "3", source: MVC}
  - {name: eHDSIQuantityUnit, oid: 1.2.7, version: 8.1.0, system: 1.2.4, concepts: "2", source: MVC}
""",
    "valuesets/eHDSIDoseForm.csv": 'code,term\n10219000,Tablet\n10210000,"Capsule, hard"\n',
    "valuesets/eHDSIUnit.csv": "code,term\n1,Unit\nmL,milliliter\nmg,milligram\n",
    "valuesets/eHDSIQuantityUnit.csv": "code,term\n15054000,Tablet\n15024000,Chewing gum\n",
    "codelists/index.yaml": """\
code_lists:
  - {list: "7448", title: Legemiddelform, oid: 1.9.7448, version: "2025", codes: "3", source: copy}
  - {list: "7452", title: Enhet, oid: 1.9.7452, version: "2025", codes: "3", source: copy}
  - {list: "7478", title: Kortdose, oid: 1.9.7478, version: "2025", codes: "3", source: copy}
""",
    "codelists/7448.csv": 'code,term,short\n053,Tablett,tab\n891,"Kapsel, hard",kaps\nno,Ukjent,\n',
    "codelists/7452.csv": "code,term\nml,milliliter\nstk,stykk\ntab,tablett\n",
    "codelists/7478.csv": "code,term\n1,1x3\n2,Ved behov\n3,1-2 annenhver dag\n",
    "codes/form.yaml": """\
table: form
title: Form
source: {list: "7448", oid: 1.9.7448, version: "2025"}
target: {value_set: eHDSIDoseForm, oid: 1.2.3, version: 8.1.0}
complete: "yes"
maintainer: us
licence: Apache-2.0
note: A test.
rows:
  - {code: 053, term: Tablett, target: 10219000, target_term: Tablet, relation: equivalent, status: approved}
  - {code: "891", term: "Kapsel, hard", target: "10210000", target_term: "Capsule, hard", \
relation: broader, status: draft, note: why}
  - {code: no, term: Ukjent, relation: none, status: draft, note: no}
""",
    "codes/unit.yaml": """\
table: unit
title: Unit
source: {list: "7452", oid: 1.9.7452, version: "2025"}
target: {value_set: eHDSIUnit, braces: eHDSIQuantityUnit, oid: 1.2.5, version: 8.1.0}
complete: "yes"
maintainer: us
licence: Apache-2.0
note: A test.
rows:
  - {code: ml, term: milliliter, target: mL, target_term: milliliter, relation: equivalent, status: approved}
  - {code: stk, term: stykk, target: "1", target_term: Unit, relation: broader, status: approved}
  - {code: tab, term: tablett, target: "{Tablet}", target_term: Tablet, relation: equivalent, status: approved}
""",
    "doses/short.yaml": """\
doses: short
title: Short
source: {list: "7478", oid: 1.9.7478, version: "2025"}
maintainer: us
note: A test.
rows:
  - {code: "1", term: 1x3, dose: "1", timing: 3 per day, english: 1 <dose> three times daily, status: approved}
  - {code: "2", term: Ved behov, english: as needed, status: draft, note: text only}
  - {code: "3", term: 1-2 annenhver dag, dose: 1-2, timing: every 2 d, english: 1-2 <dose> every 2 days, \
status: approved}
""",
    "codes/long.yaml": """\
table: long
title: Long form
source: {text: FEST LegemiddelformLang, version: "2025"}
target: {value_set: eHDSIDoseForm, oid: 1.2.3, version: 8.1.0}
complete: "no"
maintainer: us
licence: Apache-2.0
note: A test.
rows:
  - {code: "tablett, rund", term: "Tablett, rund", target: "10219000", target_term: Tablet, \
relation: broader, status: draft, note: why}
""",
    "codes/ids.yaml": """\
table: ids
title: Identifiers
source: {list: "7452", oid: 1.9.7452, version: "2025"}
target: {list: OID, version: "2025"}
complete: "yes"
maintainer: us
licence: Apache-2.0
note: A test.
rows:
  - {code: ml, term: milliliter, target: 2.16.578.1.12.4.1.2, target_term: HER-id, \
relation: equivalent, status: approved}
  - {code: stk, term: stykk, relation: none, status: approved, note: no root}
  - {code: tab, term: tablett, relation: none, status: approved, note: no root}
""",
    "norwegian/form.yaml": """\
norwegian: form
title: Forms
source: {value_set: eHDSIDoseForm, oid: 1.2.3, version: 8.1.0}
maintainer: us
note: A test.
rows:
  - {code: "10219000", term: Tablet, norwegian: Tablett, several: tabletter, status: approved}
  - {code: "10210000", term: "Capsule, hard", norwegian: "Kapsel, hard", status: draft, note: why}
""",
    "norwegian/unit.yaml": """\
norwegian: unit
title: Units
source: {value_set: eHDSIUnit, oid: 1.2.5, version: 8.1.0}
maintainer: us
note: A test.
rows:
  - {code: mL, term: milliliter, norwegian: ml, also: [milliliter], status: approved}
""",
    "norwegian/piece.yaml": """\
norwegian: piece
title: Pieces
source: {value_set: eHDSIQuantityUnit, oid: 1.2.7, version: 8.1.0}
maintainer: us
note: A test.
rows:
  - {code: "15054000", term: Tablet, norwegian: Tablett, several: tabletter, status: approved}
""",
    "codes/piece.yaml": """\
table: piece
title: What a piece is
source: {value_set: eHDSIDoseForm, oid: 1.2.3, version: 8.1.0}
target: {value_set: eHDSIUnit, braces: eHDSIQuantityUnit, oid: 1.2.5, version: 8.1.0}
complete: "no"
maintainer: us
licence: Apache-2.0
note: A test.
rows:
  - {code: "10219000", term: Tablet, target: "{Tablet}", target_term: Tablet, relation: equivalent, status: approved}
""",
    "texts/words.yaml": """\
texts: words
title: Words
source: {list: "7452", oid: 1.9.7452, version: "2025"}
maintainer: us
note: A test.
rows:
  - {code: ml, term: milliliter, english: millilitre, status: approved}
  - {code: stk, term: stykk, english: piece, status: draft, note: or item}
  - {code: tab, term: tablett, english: tablet, status: approved}
""",
}


class SmallHome:
    """A mappings folder with one or two small tables of each kind."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, text in SMALL.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def spoil(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} must be in {name} once"
        self.write(name, text.replace(old, new))

    def load(self) -> Tables:
        return load_tables(self.path)


@pytest.fixture
def small(tmp_path: Path) -> SmallHome:
    return SmallHome(tmp_path)


@pytest.fixture(scope="session")
def mappings() -> Path:
    return MAPPINGS


@pytest.fixture(scope="session")
def shipped() -> Tables:
    return load_tables(MAPPINGS)
