"""Frozen values of ``kg.model`` as JSON and back."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


class DamagedEntry(ValueError):
    """The stored form does not fit the types of this program."""


def dumps(value: Any) -> str:
    """A frozen value of ``kg.model`` as JSON: of a dataclass its fields in their order, tuples as lists."""
    return json.dumps(value, ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_values)


def _values(value: Any) -> tuple[Any, ...]:
    kind: Any = type(value)
    return tuple([getattr(value, name) for name in _names(kind)])


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def decoder(kind: Any) -> Callable[[Any], Any]:
    """The inverse of ``dumps``, of its JSON as plain lists. What does not fit the type raises DamagedEntry."""
    arguments = typing.get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return _row([hints[name] for name in _names(kind)], lambda values: kind(*values))
    if typing.get_origin(kind) is tuple:
        if arguments[-1] is Ellipsis:
            item = decoder(arguments[0])
            return lambda value: tuple(map(item, _list(value)))
        return _row(arguments, tuple)
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        (inner,) = (decoder(argument) for argument in arguments if argument is not types.NoneType)
        return lambda value: None if value is None else inner(value)
    allowed = arguments if typing.get_origin(kind) is typing.Literal else None
    return lambda value: _scalar(value, kind, allowed)


def _row(kinds: Sequence[Any], made: Callable[[list[Any]], Any]) -> Callable[[Any], Any]:
    """A list with one value of each kind. Scalars are looked at one by one only where their types have not been seen
    side by side before: a build has many thousands of values of few shapes."""
    parts = [(place, decoder(kind), _told_by_type(kind)) for place, kind in enumerate(kinds)]
    scalars = [(place, part) for place, part, told in parts if told]
    others = [(place, part) for place, part, told in parts if not told]
    good = set[tuple[type, ...]]()

    def decode(value: Any) -> Any:
        shape = tuple(map(type, _list(value)))
        if shape not in good:
            if len(shape) != len(parts):
                raise DamagedEntry(f"{len(shape)} fields, not {len(parts)}")
            for place, part in scalars:
                part(value[place])
            good.add(shape)
        values = value.copy()
        for place, part in others:
            values[place] = part(value[place])
        return made(values)

    return decode


def _told_by_type(kind: Any) -> bool:
    """Whether the type of a value alone tells if it is of the kind."""
    scalars = {str, int, float, bool, types.NoneType}
    return kind in scalars or (typing.get_origin(kind) is types.UnionType and scalars.issuperset(typing.get_args(kind)))


def _scalar(value: Any, kind: Any, allowed: tuple[Any, ...] | None) -> Any:
    if value not in allowed if allowed is not None else type(value) is not kind:
        raise DamagedEntry(f"{value!r} is no {kind}")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise DamagedEntry(f"{value!r} is no list")
    return value


@cache
def shape(kind: Any) -> list[Any]:
    """The types inside a type, as plain lists: equal where ``decoder`` reads what ``dumps`` wrote."""
    if isinstance(kind, type) and is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return [kind.__name__, *([field.name, shape(hints[field.name])] for field in fields(kind))]
    arguments = typing.get_args(kind)
    return [str(typing.get_origin(kind) or kind), *(shape(a) if not isinstance(a, str) else a for a in arguments)]
