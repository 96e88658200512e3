"""How a register stores its records: as pydantic's own JSON of the dataclasses."""

from typing import Generic, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


class Stored(Generic[T]):
    """Writes and reads records of a kind: decimals as text, so that they keep their digits; defaults left out.

    Args:
        kind: a frozen dataclass of texts, booleans, integers, decimals, dates, dataclasses and tuples of these.
    """

    def __init__(self, kind: type[T]) -> None:
        self._adapter = TypeAdapter(kind)

    def text(self, record: T) -> str:
        """The JSON of a record. Records that are equal have equal texts."""
        return self._adapter.dump_json(record, exclude_defaults=True).decode("utf-8")

    def read(self, text: str) -> T:
        """The record of a text.

        Raises:
            ValueError: it is none of this kind.
        """
        return self._adapter.validate_json(text)
