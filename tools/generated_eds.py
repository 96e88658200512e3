"""eDs of generated dispenses: one id for each pharmacy and number, sound by schema, a sample by every official rule.

`python -m tools.generated_eds [COUNT] [--seed N] [--sample N]`, 5,000 and 200 where nothing else is said. Forty
pharmacies number their dispenses alike; packages, amounts, answers on substitution and what the prescriber permits are
drawn. The official schema and rules are reference material (`CONVERTER_REFERENCE`); without it our own schema decides
alone. Exit 1 where two eDs share an id, one dispense has two, or one is not sound.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from lxml import etree

from converter.conversion.converter import Converter, load_converter
from converter.conversion.m10_to_ed.discard import discard_of
from converter.conversion.m10_to_ed.entered import read_entered
from converter.conversion.m10_to_ed.route import m10_to_ed
from converter.examples import entered_example, example
from converter.formats.xml import parse
from converter.model.substitution import Substituted
from converter.settings import read_settings

AT = datetime(2026, 11, 23, 11, tzinfo=UTC)
COUNT, SAMPLE, SEED = 5_000, 200, 1
TRIES = 60
"""Draws for each eD: packages of groups A and B, and answers that are refused, are drawn too."""
PRESCRIBED, OF_THE_SAME = "M01AE01", 0.7
PERMITTED = {"G": "generic", "N": "none", "TE": "therapeutic"}
SAID = b'code="G" codeSystem="2.16.840.1.113883.5.1070" displayName="generic"'
ID = "{urn:hl7-org:v3}id"
ACT = ".//{urn:hl7-org:v3}supply/{urn:hl7-org:v3}entryRelationship/{urn:hl7-org:v3}act"
SCHEMA = Path("reference/xsd-cda/CDA_Pharma.xsd")
BATCH = 50
"""Files that the official rules are asked about at once."""


@dataclass
class Found:
    """What came out: eDs by pharmacy and number, what was refused and how often, and what is wrong."""

    made: dict[tuple[str, str], bytes] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def pharmacies() -> list[dict[str, str]]:
    """Thirty by organisation number, ten by HER-id."""
    named = [{"organisationNumber": f"{313_000_000 + n}"} for n in range(30)]
    return [{"name": f"Apotek {n}", "city": "Lia", **own} for n, own in enumerate([*named, *_her_ids()])]


def _her_ids() -> list[dict[str, str]]:
    return [{"organisationNumber": "", "herId": str(n + 1)} for n in range(10)]


def posted(chance: Random, shelves: Sequence[Sequence[str]], pharmacy: dict[str, str], number: str) -> bytes:
    """A dispense as a pharmacy's system posts it: most often of a package of the prescribed substance."""
    usual = json.loads(entered_example())
    same = chance.random() < OF_THE_SAME
    answer = chance.choice([*Substituted, None]) if same else Substituted.OTHER
    packages = shelves[not same]
    hours = timedelta(hours=chance.randrange(200))
    return json.dumps(
        {
            **usual,
            "number": number,
            "varenr": chance.choice(packages),
            "packages": chance.choice(["1", "2", "1", "0.5", "3"]),
            "batch": chance.choice(["", f"B{chance.randrange(99)}", "Æ-1 <&>"]),
            "dispensedAt": (AT - hours).isoformat(),
            "substituted": answer,
            "pharmacy": pharmacy,
        }
    ).encode()


def prescribed(chance: Random) -> bytes:
    """The Finnish example of another patient, with what is permitted drawn."""
    code = chance.choice([*PERMITTED, "G"])
    said = SAID.replace(b'"G"', f'"{code}"'.encode()).replace(b"generic", PERMITTED[code].encode())
    ep = example("ep-finnish")
    if SAID not in ep:
        raise ValueError("the example says substitution otherwise")
    return ep.replace(SAID, said).replace(b"FI-TEST-0071", f"FI-TEST-{chance.randrange(10_000):04}".encode())


def make(count: int, seed: int, converter: Converter) -> Found:
    """So many eDs, each of a pharmacy and number of its own."""
    chance, found = Random(seed), Found()
    places = pharmacies()
    every = [medicine.varenr for medicine in converter.register.search("9", 500)]
    shelves = ([medicine.varenr for medicine in converter.register.find_by_atc(PRESCRIBED)], every)
    for turn in range(count * TRIES):
        if len(found.made) >= count:
            break
        place, number = places[turn % len(places)], str(1001 + len(found.made) // len(places))
        key = (place["organisationNumber"] or place["herId"], number)
        if key in found.made:
            continue
        entered = posted(chance, shelves, place, number)
        _one(prescribed(chance), entered, key, converter, found)
    return found


def _one(ep: bytes, posted: bytes, key: tuple[str, str], converter: Converter, found: Found) -> None:
    entered = read_entered(posted, None, converter.norway)
    answer = m10_to_ed(ep, entered, converter, AT)
    if answer.document is None:
        found.refused[next(f.code for f in answer.findings if f.severity.value != "remark")] += 1
        return
    found.made[key] = answer.document
    found.answers[str(entered.substituted)] += 1
    again = m10_to_ed(ep, entered, converter, AT + timedelta(hours=1)).document
    ids = {id_of(d) for d in (answer.document, again, discard_of(answer.document, converter)) if d is not None}
    if len(ids) != 1 or again is None:
        found.wrong.append(f"{key}: one dispense, {len(ids)} ids")
    happened = entered.substituted is not None and entered.substituted.happened
    if (parse(answer.document).find(ACT) is not None) != happened and entered.substituted is not None:
        found.wrong.append(f"{key}: SUBST is not what was answered")


def id_of(document: bytes) -> tuple[str, str]:
    """Root and extension of a document's id."""
    element = next(parse(document).iterchildren(ID))
    return element.get("root", ""), element.get("extension", "")


def check_schema(made: dict[tuple[str, str], bytes], schema: Path) -> list[str]:
    """Those that the official schema refuses."""
    loaded = etree.XMLSchema(etree.parse(schema))
    return [f"{key}: not valid by the official schema" for key, ed in made.items() if not loaded.validate(parse(ed))]


def check_rules(made: dict[tuple[str, str], bytes], reference: Path, size: int, seed: int) -> list[str]:
    """Those of a sample that an official rule refuses."""
    chosen = Random(seed).sample(sorted(made), min(size, len(made)))
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{place}-{number}.xml" for place, number in chosen]
        for file, key in zip(files, chosen, strict=True):
            file.write_bytes(made[key])
        for start in range(0, len(files), BATCH):
            command = [str(reference / "check" / "run"), "cda", *map(str, files[start : start + BATCH])]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                wrong.append(done.stdout[-2000:] or done.stderr[-2000:])
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs it, and says what came out."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", nargs="?", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--sample", type=int, default=SAMPLE)
    options = parser.parse_args(arguments)
    converter = load_converter(read_settings({}))
    found = make(options.count, options.seed, converter)
    ids = {id_of(document) for document in found.made.values()}
    wrong = found.wrong
    if len(found.made) < options.count or len(ids) != len(found.made):
        wrong.append(f"{len(found.made)} dispenses have {len(ids)} ids")
    numbers = {number for _, number in found.made}
    print(
        f"{len(found.made)} eDs, {len(ids)} ids, {len({p for p, _ in found.made})} pharmacies, {len(numbers)} numbers"
    )
    print("answers:", dict(found.answers))
    print("refused:", sum(found.refused.values()), dict(found.refused.most_common()))
    reference = Path(os.environ.get("CONVERTER_REFERENCE", ""))
    if os.environ.get("CONVERTER_REFERENCE") and (reference / SCHEMA).exists():
        invalid = check_schema(found.made, reference / SCHEMA)
        refused = check_rules(found.made, reference, options.sample, options.seed)
        print(f"official schema: {len(found.made) - len(invalid)} of {len(found.made)} valid")
        print(f"official rules: {'all' if not refused else 'not all'} of {min(options.sample, len(found.made))} pass")
        wrong += [*invalid, *refused]
    else:
        print("official schema and rules: not there (CONVERTER_REFERENCE); each eD passed our own schema")
    for line in wrong[:20]:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
