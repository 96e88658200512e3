"""What of the views of foreign prescriptions differs between another checkout of the converter and this one.

`python -m tools.view_changes CHECKOUT FILE...`, at the root of the repository. Both show each file at the same moment;
a line for each value that differs, with its path in the JSON answer. Exit code 1 where any does.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

AT = "2026-11-23"
COMMAND = ("-m", "converter", "ep-to-view", "--at", AT)
SAME_BY_NATURE = frozenset({"versions"})


def main() -> None:
    """Prints what differs; raises nothing for a file that is no prescription."""
    checkout, *files = sys.argv[1:]
    changed = False
    for file in files:
        before, after = _view(Path(checkout), file), _view(Path(), file)
        for line in differences(before, after):
            changed = True
            print(f"{Path(file).name}: {line}")
    sys.exit(changed)


def differences(before: object, after: object, path: str = "") -> Iterator[str]:
    """A line for each value that differs: path, what was, what is."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            if key not in SAME_BY_NATURE:
                yield from differences(before.get(key), after.get(key), f"{path}/{key}")
    elif isinstance(before, list) and isinstance(after, list):
        for gone in [b for b in before if b not in after]:
            yield f"{path}: - {json.dumps(gone, ensure_ascii=False)}"
        for new in [a for a in after if a not in before]:
            yield f"{path}: + {json.dumps(new, ensure_ascii=False)}"
        if [b for b in before if b in after] != [a for a in after if a in before]:
            yield f"{path}: order or number of the rest"
    elif before != after:
        yield f"{path}: {json.dumps(before, ensure_ascii=False)} -> {json.dumps(after, ensure_ascii=False)}"


def _view(checkout: Path, file: str) -> object:
    """The JSON answer of a checkout's own command."""
    run = subprocess.run(
        (sys.executable, *COMMAND, str(Path(file).resolve())), cwd=checkout, capture_output=True, text=True, check=False
    )
    return json.loads(run.stdout) if run.stdout.startswith("{") else run.stderr.strip()


if __name__ == "__main__":
    main()
