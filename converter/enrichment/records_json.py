"""Frozen dataclasses as JSON and back: numbers as text, so that they keep their digits; defaults left out."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from converter.model.coded import Coded

T = TypeVar("T")
_AS_IS = frozenset((str, int, bool, type(None)))
_DATES = frozenset((date, datetime))
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_Converters = dict[str, Callable[[Any], Any]]


def encode(value: Any) -> str:
    """The JSON of a dataclass of texts, booleans, integers, decimals, dates, dataclasses and tuples of these."""
    return _ENCODER.encode(_plain(value))


def decoder(kind: type[T]) -> Callable[[str], T]:
    """A function that reads `kind` back from what `encode` wrote.

    The function raises ValueError, TypeError, KeyError or AttributeError for anything else.
    """
    build = _dataclass_builder(kind, {})

    def decode(text: str) -> T:
        value: T = build(json.loads(text))
        return value

    return decode


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_IS:
        return value
    if kind is tuple:
        return [_plain(item) for item in value]
    if kind is Decimal:
        return str(value)
    if kind in _DATES:
        return value.isoformat()
    return {
        name: _plain(item)
        for name, default in _fields(kind)  # type: ignore[arg-type]
        if (item := getattr(value, name)) is not default and item != default
    }


@lru_cache(maxsize=64)
def _fields(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.default) for f in fields(kind))


def _builder(kind: Any, known: dict[Any, _Converters]) -> Callable[[Any], Any] | None:
    """What turns JSON into `kind`; absent where JSON's own value will do."""
    if kind is Decimal:
        return Decimal
    if kind in _DATES:
        build_date: Callable[[Any], Any] = kind.fromisoformat
        return build_date
    if get_origin(kind) is UnionType:
        (inner,) = (arm for arm in get_args(kind) if arm is not type(None))
        return _builder(inner, known)
    if get_origin(kind) is tuple:
        build = _builder(get_args(kind)[0], known)
        return tuple if build is None else lambda values: tuple([build(value) for value in values])
    if is_dataclass(kind):
        return _dataclass_builder(kind, known)
    return None


def _dataclass_builder(kind: Any, known: dict[Any, _Converters]) -> Callable[[Any], Any]:
    """Type hints are looked at once, here; `known` lets a class (Coded) refer to itself."""
    converters = known.get(kind)
    if converters is None:
        converters = known[kind] = {}
        for name, hint in get_type_hints(kind).items():
            build = _builder(hint, known)
            if build is not None:
                converters[name] = build

    # The same few codes are in all records: one that was made before costs a third, and they share its memory.
    make = lru_cache(maxsize=1024)(kind) if kind is Coded else kind

    def build_dataclass(value: dict[str, Any]) -> Any:
        for name, convert in converters.items():
            item = value.get(name)
            if item is not None:
                value[name] = convert(item)
        return make(**value)

    return build_dataclass
