"""What every answer is: a frozen model, in camelCase on the wire, with nothing beyond what is declared."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Shape(BaseModel):
    """A shape of an answer. Its fields are told in their order, and all of them, null or not."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, validate_by_name=True, frozen=True)

    def as_json(self) -> bytes:
        """The JSON in one line, UTF-8: for machines."""
        return self.__pydantic_serializer__.to_json(self, by_alias=True)

    def as_lines(self) -> bytes:
        """The JSON indented, UTF-8, with a line end: for people."""
        return self.__pydantic_serializer__.to_json(self, indent=2, by_alias=True) + b"\n"


class Bilingual(Shape):
    """The same words in Norwegian and English."""

    no: str
    en: str


def absent(value: object) -> bool:
    """Whether a field is to be left out where it has no value, for `exclude_if`."""
    return value is None
