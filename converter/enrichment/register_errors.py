"""What can be wrong with a medicines register: stable codes with their texts, in one place."""

from dataclasses import dataclass
from enum import StrEnum


class RegisterCode(StrEnum):
    """Stable codes; never reused."""

    MISSING = "register-missing"
    CORRUPT = "register-corrupt"
    OTHER_SCHEMA = "register-other-schema"
    NOT_WRITTEN = "register-not-written"
    UNREADABLE = "register-unreadable"
    BEING_WRITTEN = "register-being-written"


TEXTS: dict[RegisterCode, tuple[str, str]] = {
    RegisterCode.MISSING: ("Legemiddelregisteret finnes ikke.", "The medicines register is not there."),
    RegisterCode.CORRUPT: (
        "Legemiddelregisteret er ødelagt eller ikke et register. Bygg det på nytt fra FEST.",
        "The medicines register is corrupt, or is no register. Build it again from FEST.",
    ),
    RegisterCode.OTHER_SCHEMA: (
        "Legemiddelregisteret er bygget av en annen versjon av programmet. Bygg det på nytt fra FEST.",
        "The medicines register was built by another version of the software. Build it again from FEST.",
    ),
    RegisterCode.NOT_WRITTEN: (
        "Legemiddelregisteret kunne ikke skrives. Det gamle står urørt.",
        "The medicines register could not be written. The old one is untouched.",
    ),
    RegisterCode.UNREADABLE: (
        "Legemiddelregisteret kan ikke leses. Se filens rettigheter.",
        "The medicines register cannot be read. See the file's permissions.",
    ),
    RegisterCode.BEING_WRITTEN: (
        "Legemiddelregisteret skrives. Legg en ny fil på plass i ett steg, med `converter fest build` eller `mv`.",
        "The medicines register is being written. Put a new file in place in one step: `converter fest build` or `mv`.",
    ),
}


@dataclass(frozen=True, slots=True)
class RegisterProblem:
    """Why a file is not taken into use; `path` is its name."""

    code: RegisterCode
    path: str

    @property
    def norwegian(self) -> str:
        """What is wrong and what to do, in Norwegian."""
        return TEXTS[self.code][0]

    @property
    def english(self) -> str:
        """What is wrong and what to do, in English."""
        return TEXTS[self.code][1]


class RegisterError(Exception):
    """A register that cannot be used or written.

    Attributes:
        code: stable code.
        path: the file's name.
        norwegian, english: what is wrong and what to do.
    """

    def __init__(self, code: RegisterCode, path: str) -> None:
        self.code = code
        self.path = path
        self.norwegian, self.english = TEXTS[code]
        super().__init__(f"{code}: {self.english} ({path})")
