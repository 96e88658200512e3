"""Example messages of our own: fictional persons with synthetic identity numbers, fictional firms and products."""

from importlib.resources import files

NAMES = (
    "m1-tablets",
    "m1-locked",
    "m1-unmapped-form",
    "m94-example",
    "m96-example",
    "ed-tablets",
    "ed-discard",
    "ep-finnish",
)
"""What there is. The M1s at 2026-11-23: converts, excluded, rejected, converts; in the last one of each of those.

The eD is a whole dispense of the first, the discard takes it back. The eP is another country's.
"""


def example(name: str) -> bytes:
    """The bytes of an example message.

    Args:
        name: one of `NAMES`.

    Raises:
        KeyError: no such example.
    """
    if name not in NAMES:
        raise KeyError(name)
    return files(__name__).joinpath(f"{name}.xml").read_bytes()


def entered_example() -> bytes:
    """A Norwegian dispense of the foreign eP, as JSON."""
    return files(__name__).joinpath("dispense-norwegian.json").read_bytes()
