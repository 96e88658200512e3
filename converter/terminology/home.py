"""The files under mappings/ that make up the terminology: read once, hashed, decoded."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from converter.sources.files import decoded
from converter.sources.problems import Place, ProblemList

FOLDERS = {
    "valuesets": ".csv",
    "codelists": ".csv",
    "codes": ".yaml",
    "texts": ".yaml",
    "doses": ".yaml",
    "norwegian": ".yaml",
    "dosage": ".yaml",
    "dosage-limits": ".yaml",
    "forms": ".yaml",
    "policy": ".yaml",
}
INDEX = "index.yaml"


@dataclass(slots=True)
class Home:
    """Texts of the files by relative path (mappings/<folder>/<file>), and the hash over all of them."""

    files: dict[str, str] = field(default_factory=dict)
    fingerprint: str = ""

    def text(self, file: str, problems: ProblemList) -> str | None:
        """The text of a file; None, with a problem, when it is not there."""
        if file not in self.files:
            problems.add("file-missing", Place(file))
        return self.files.get(file)

    def inside(self, folder: str) -> list[str]:
        """Relative paths of the tables in a folder, its index left out."""
        start = f"mappings/{folder}/"
        return [file for file in self.files if file.startswith(start) and not file.endswith("/" + INDEX)]


def read_home(home: Path, problems: ProblemList) -> Home:
    """Reads the folders. The fingerprint covers the relative path and the bytes of every file, in order."""
    digest = sha256()
    texts: dict[str, str] = {}
    for folder, suffix in sorted(FOLDERS.items()):
        for path in sorted((home / folder).glob("*")):
            if not path.is_file() or path.name.startswith("."):
                continue
            file = f"mappings/{folder}/{path.name}"
            if path.suffix != suffix and path.name != INDEX:
                problems.add("file-suffix", Place(file), wanted=suffix)
                continue
            content = path.read_bytes()
            digest.update(f"{file}\0{len(content)}\0".encode())
            digest.update(content)
            text = decoded(content, file, problems)
            if text is not None:
                texts[file] = text
    return Home(texts, digest.hexdigest())
