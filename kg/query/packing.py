"""Rows of plain values as JSON that is small and quick to read: by column, each value of a column once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any


def packed(rows: Sequence[Sequence[Any]]) -> str:
    """``rows`` of equal length, of what JSON knows but objects."""
    columns = [_packed(column) for column in zip(*rows, strict=True)]
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":"))


def columns(text: str) -> list[list[Any]]:
    """The columns of the rows that were packed, lists in place of tuples."""
    return [[values[place] for place in places] if places else values for values, places in json.loads(text)]


def _packed(column: tuple[Any, ...]) -> tuple[list[Any], list[int]]:
    """The values and where each stands; no places where hardly any comes again."""
    keys = list(map(repr, column))
    known = dict(zip(keys, column, strict=True))
    if len(known) * 2 > len(keys):
        return list(column), []
    place = {key: number for number, key in enumerate(known)}
    return list(known.values()), [place[key] for key in keys]
