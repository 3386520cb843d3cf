"""Frozen values of ``kg.model`` as plain lists and back."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


class DamagedEntry(ValueError):
    """The stored form does not fit the types of this program."""


def encode(value: Any) -> Any:
    """A frozen value of ``kg.model`` as plain lists: the fields of a dataclass in their order, tuples, scalars."""
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    kind: Any = type(value)
    names = _names(kind)
    return value if names is None else [encode(getattr(value, name)) for name in names]


@cache
def _names(kind: Any) -> tuple[str, ...] | None:
    """The fields of a dataclass, None for any other type."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


@cache
def decoder(kind: Any) -> Callable[[Any], Any]:
    """The inverse of ``encode`` for a type. What does not fit the type raises DamagedEntry."""
    arguments = typing.get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        parts = [decoder(hints[field.name]) for field in fields(kind)]
        return lambda value: kind(*_each(value, parts))
    if typing.get_origin(kind) is tuple:
        if arguments[-1] is Ellipsis:
            item = decoder(arguments[0])
            return lambda value: tuple(item(one) for one in _list(value))
        items = [decoder(argument) for argument in arguments]
        return lambda value: tuple(_each(value, items))
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        (inner,) = (decoder(argument) for argument in arguments if argument is not types.NoneType)
        return lambda value: None if value is None else inner(value)
    allowed = arguments if typing.get_origin(kind) is typing.Literal else None
    return lambda value: _scalar(value, kind, allowed)


def _scalar(value: Any, kind: Any, allowed: tuple[Any, ...] | None) -> Any:
    if value not in allowed if allowed is not None else type(value) is not kind:
        raise DamagedEntry(f"{value!r} is no {kind}")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise DamagedEntry(f"{value!r} is no list")
    return value


def _each(value: Any, decoders: list[Callable[[Any], Any]]) -> list[Any]:
    if len(_list(value)) != len(decoders):
        raise DamagedEntry(f"{len(value)} fields, not {len(decoders)}")
    return [decode(one) for decode, one in zip(decoders, value, strict=True)]


@cache
def shape(kind: Any) -> list[Any]:
    """The types inside a type, as plain lists: equal where ``decoder`` reads what ``encode`` wrote."""
    if isinstance(kind, type) and is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return [kind.__name__, *([field.name, shape(hints[field.name])] for field in fields(kind))]
    arguments = typing.get_args(kind)
    return [str(typing.get_origin(kind) or kind), *(shape(a) if not isinstance(a, str) else a for a in arguments)]
