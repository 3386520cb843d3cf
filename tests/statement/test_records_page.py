"""docs/records.md names every key that is written, and none that is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.statement.records import record
from tests.graph.factory import elsewhere, plan

PAGE = (Path(__file__).parents[2] / "docs" / "records.md").read_text(encoding="utf-8")


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_every_key_is_explained() -> None:
    named = set(re.findall(r"`([a-z_0-9]+)`", PAGE))
    written = {key for facts in (plan(), elsewhere()) for key in keys(record(facts)) if key not in ("corrections",)}
    correction = {key for entry in record(plan()).get("corrections", []) for key in keys(entry)}
    assert written - correction - named == set()


def test_the_first_column_names_keys_only() -> None:
    written = {key for facts in (plan(), elsewhere()) for key in keys(record(facts))}
    rows = re.findall(r"^\| ((?:`[a-z_0-9]+` ?)+)\|", PAGE, re.MULTILINE)
    first = {key for row in rows for key in re.findall(r"`([a-z_0-9]+)`", row)}
    assert first
    assert first - written == set()
