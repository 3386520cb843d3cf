"""Case tables: tests/cases/*.yml, each a list of cases with a label and a why.

A case with ``xfail: reason`` is a known failure. It is strict: the day it works, the mark has to go.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent / "cases"


def cases(name: str, section: str | None = None) -> list[Any]:
    """The cases of ``name``.yml (of one ``section`` where the file has several) as pytest parameters."""
    rows = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    rows = rows[section] if section else rows
    labels = [row["label"] for row in rows]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    assert not twice, f"{name}.yml: labels that stand twice: {twice}"
    return [pytest.param(row, id=row["label"], marks=_marks(row)) for row in rows]


def _marks(row: dict[str, Any]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else []
