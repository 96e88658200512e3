"""What can be wrong with a medicines register: stable codes with their texts, in one place."""

from enum import StrEnum


class RegisterCode(StrEnum):
    """Stable codes; never reused."""

    MISSING = "register-missing"
    CORRUPT = "register-corrupt"
    OTHER_SCHEMA = "register-other-schema"
    NOT_WRITTEN = "register-not-written"


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
}


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
