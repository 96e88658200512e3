"""Puts a mutant into a process in which everything is loaded already: the functions of its file get their new code."""

import gc
from collections import Counter
from types import CodeType, FunctionType


def functions_by_file() -> dict[str, list[FunctionType]]:
    """Every function that lives in this process, by the file of its code."""
    found: dict[str, list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType):
            found.setdefault(thing.__code__.co_filename, []).append(thing)
    return found


def swap(functions: list[FunctionType], file: str, source: bytes) -> bool:
    """Gives the functions of a file the code of another text of it; False where they cannot take it."""
    codes = list(_codes(compile(source, file, "exec")))
    count = Counter(_key(code) for code in codes)
    by_key = {_key(code): code for code in codes}
    pairs = [(f, by_key.get(_key(f.__code__))) for f in functions]
    if any(
        code is None or count[_key(code)] > 1 or len(code.co_freevars) != len(function.__code__.co_freevars)
        for function, code in pairs
    ):
        return False
    for function, code in pairs:
        if code is not None:
            function.__code__ = code
    return True


def _codes(code: CodeType) -> list[CodeType]:
    inner = [c for c in code.co_consts if isinstance(c, CodeType)]
    return inner + [c for i in inner for c in _codes(i)]


def _key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno
