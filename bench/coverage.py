"""How long `converter coverage` takes over a register of full size, and whether its numbers hang on the processes.

usage: python -m bench.coverage [--packages 12000] [--fest M30.xml] [--workers 2] [--html OUT.html]

The register is the demo extract (or another M30 file) taken again and again: each time all its brands and packages with
ids and varenr of their own, so that forms, units, groups and strengths are mixed as they are there. Ends with 1 where
another number of processes gives another answer.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from copy import deepcopy
from pathlib import Path

from lxml import etree

from converter.enrichment.fest_database import build_database
from converter.enrichment.medicines import demo_extract

ROOT = Path(__file__).resolve().parents[1]
MEDICINES = ("OppfLegemiddelMerkevare", "OppfLegemiddelpakning")
ITS_OWN = ("Id", "RefLegemiddelMerkevare")
"""What a copy has of its own, beside Varenr; all else (strengths, substances, groups) it shares."""
FIRST = 200_000
DAY = "2026-11-23"


def multiply(source: Path, target: Path, packages: int) -> int:
    """Writes an M30 file with so many packages, or a few more; gives how many."""
    tree = etree.parse(str(source), etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    originals = [e for e in tree.getroot().iter("{*}*") if etree.QName(e).localname in MEDICINES]
    brands = {i.text for e in originals for i in e.iter("{*}Id") if etree.QName(e).localname == MEDICINES[0]}
    each = sum(etree.QName(e).localname == MEDICINES[1] for e in originals)
    made = 0
    for number in range(-(-packages // each)):
        for original in originals:
            copy = deepcopy(original)
            for element in copy.iter("{*}*"):
                name = etree.QName(element).localname
                if name == "Varenr":
                    element.text = f"{FIRST + made}"
                    made += 1
                elif name == "Id" or (name == "RefLegemiddelMerkevare" and element.text in brands):
                    element.text = f"{element.text}-{number}"
                elif name in {"VarenrUtgaende", "Ean"}:
                    element.text = ""
            original.getparent().append(copy)
    for original in originals:
        original.getparent().remove(original)
    for empty in [e for e in tree.getroot().iter("{*}VarenrUtgaende", "{*}Ean") if not e.text]:
        empty.getparent().remove(empty)
    tree.write(str(target), encoding="UTF-8", xml_declaration=True)
    return made


def count(register: Path, workers: int, page: Path | None) -> tuple[float, bytes]:
    """Seconds of the command, and its JSON."""
    command = [sys.executable, "-m", "converter", "coverage", "--fest", str(register), "--json", "--at", DAY]
    command += ["--workers", str(workers), *(["--html", str(page)] if page else [])]
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return time.perf_counter() - begun, done.stdout


def main() -> None:
    """Reads the arguments; measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=int, default=12_000)
    parser.add_argument(
        "--fest", type=Path, help="the M30 file that is taken again and again; default the demo extract"
    )
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--html", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, register = Path(folder, "fest.xml"), Path(folder, "fest.db")
        made = multiply(options.fest or demo_extract(), source, options.packages)
        summary = build_database(source, register)
        print(f"{made} packages written, {summary.packages} in the register, {summary.problem_count} problems")
        several, told = count(register, options.workers, options.html)
        one, same = count(register, 1, None)
    print(f"{options.workers} processes {several:8.1f} s\n1 process   {one:8.1f} s")
    print("same numbers" if told == same else "OTHER NUMBERS")
    sys.exit(told != same)


if __name__ == "__main__":
    main()
