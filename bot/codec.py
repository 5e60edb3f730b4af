"""Values as plain ones that JSON can hold, and back again with every type checked."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import GenericAlias
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class Mismatch(ValueError):
    """A value is not what its type says; the message names the place and what was wanted."""


def encode(value: Any) -> Any:
    """Returns a dataclass or named tuple as an object, and so on; a mapping with tuples as keys becomes a list."""
    kind: Any = type(value)
    if names := _names(kind):
        return {name: encode(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        if any(isinstance(key, tuple) for key in value):
            return sorted([*key, encode(item)] for key, item in value.items())
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    return value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The names of a type's fields; none for a type that is neither a dataclass nor a named tuple."""
    if is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    return tuple(getattr(kind, "_fields", ()))


def decode(kind: type[T], value: Any, place: str = "it") -> T:
    """Returns the value of this type that was encoded so; unknown fields are passed over.

    Raises `Mismatch`, in which `place` is what the value is called.
    """
    found: T = _decode(kind, value, place)
    return found


def _decode(kind: Any, value: Any, place: str) -> Any:
    origin = get_origin(kind)
    if isinstance(kind, type) and _names(kind):
        return _decode_fields(kind, value, place)
    if origin is tuple:
        return _decode_tuple(get_args(kind), value, place)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return _decode_mapping(get_args(kind), value, place)
    if origin is Literal:
        # By type too: True equals 1, and a list is no key.
        if isinstance(value, str) and value in get_args(kind):
            return value
        raise Mismatch(f"{place} is none of {', '.join(get_args(kind))}")
    if origin in (Union, types.UnionType):
        inner = next(choice for choice in get_args(kind) if choice is not type(None))
        return None if value is None else _decode(inner, value, place)
    return _decode_scalar(kind, value, place)


def _decode_scalar(kind: Any, value: Any, place: str) -> Any:
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:  # a bool is an int, but not where a number is wanted
        raise Mismatch(f"{place} is not {_NAMES[kind]}")
    return value


_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode_fields(kind: Any, value: Any, place: str) -> Any:
    if not isinstance(value, dict):
        raise Mismatch(f"{place} is not an object")
    missing = [name for name in _names(kind) if name not in value]
    if missing:
        raise Mismatch(f"{place} has no {missing[0]}")
    return kind(**{name: _decode(hint, value[name], f"{place}.{name}") for name, hint in _hints(kind).items()})


def _decode_tuple(kinds: tuple[Any, ...], value: Any, place: str) -> Any:
    if not isinstance(value, list):
        raise Mismatch(f"{place} is not a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_decode(kinds[0], item, f"{place}[{number}]") for number, item in enumerate(value))
    if len(value) != len(kinds):
        raise Mismatch(f"{place} has {len(value)} items instead of {len(kinds)}")
    pairs = zip(kinds, value, strict=True)
    return tuple(_decode(kind, item, f"{place}[{number}]") for number, (kind, item) in enumerate(pairs))


def _decode_mapping(kinds: tuple[Any, ...], value: Any, place: str) -> Any:
    key, inner = kinds
    if get_origin(key) is not tuple:
        if not isinstance(value, dict):
            raise Mismatch(f"{place} is not an object")
        return {name: _decode(inner, item, f"{place}.{name}") for name, item in value.items()}
    kind = GenericAlias(tuple, (*get_args(key), inner))
    rows = _decode_tuple((kind, Ellipsis), [] if value == {} else value, place)  # an empty mapping has no keys to tell
    return {row[:-1]: row[-1] for row in rows}
