"""Which slips are tried: all strata of file and operator alike, the same ones for the same seed and the same source."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tools.mutation.mutant import Mutant
from tools.mutation.operators import mutants_of


def all_mutants(root: Path, paths: Iterable[str]) -> list[Mutant]:
    """Every slip in the Python files at or below the paths, which are relative to the root."""
    files: set[Path] = set()
    for path in paths:
        whole = root / path
        if not whole.exists():
            raise SystemExit(f"no such file or folder: {path}")
        files |= set(whole.rglob("*.py")) if whole.is_dir() else {whole}
    return [m for f in sorted(files) for m in mutants_of(f.relative_to(root).as_posix(), f.read_bytes())]


def choose(mutants: list[Mutant], number: int, seed: int) -> list[Mutant]:
    """That many of them: one of each file and operator before a second of any; all when there are fewer."""
    strata: dict[tuple[str, str], list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        strata[mutant.path, mutant.operator].append(mutant)
    ranked = [
        (rank, _drawn(seed, *stratum), mutant)
        for stratum, inside in strata.items()
        for rank, mutant in enumerate(sorted(inside, key=lambda m: (_drawn(seed, str(m), str(m.start)), m)))
    ]
    return sorted(mutant for _, _, mutant in sorted(ranked)[:number])


def _drawn(seed: int, *words: str) -> str:
    """A draw that depends on nothing but the seed and the words."""
    return hashlib.sha256("\0".join((str(seed), *words)).encode()).hexdigest()
