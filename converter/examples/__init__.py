"""Example messages of our own: fictional persons with synthetic identity numbers, fictional firms and products."""

from importlib.resources import files

NAMES = ("m1-tablets", "m1-locked", "m1-unmapped-form", "m94-example", "m96-example")
"""What there is. At 2026-11-23: converts, excluded, rejected, converts; one of each of the first three in the last."""


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
