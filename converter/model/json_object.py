"""Objects of JSON, each key once: RFC 8259 leaves open which of two is meant."""

from collections.abc import Sequence


def each_once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON, for `object_pairs_hook`. Raises ValueError where a key is there twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found
