"""Case tables: tests/cases/*.yml, each a list of cases with a label and a why.

A case with ``xfail: reason`` is a known failure. It is strict: the day it works, the mark has to go.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent / "cases"


@cache
def whole(name: str, plain: bool = False) -> Any:
    """All of ``name``.yml, with dates and null as they are written where ``plain``; shared, so do not change it."""
    kind = "BaseLoader" if plain else "SafeLoader"
    loader = getattr(yaml, f"C{kind}", getattr(yaml, kind))  # in C, ten times as fast, wherever there is one
    return yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), loader)


def cases(name: str, section: str | None = None) -> list[Any]:
    """The cases of ``name``.yml (of one ``section`` where the file has several) as pytest parameters."""
    rows = whole(name)[section] if section else whole(name)
    labels = [row["label"] for row in rows]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    assert not twice, f"{name}.yml: labels that stand twice: {twice}"
    return [pytest.param(row, id=row["label"], marks=_marks(row)) for row in rows]


def _marks(row: dict[str, Any]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else []
