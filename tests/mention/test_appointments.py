"""Appointments and removals: the case table."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.mention.appointments import find_appointments

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "appointments.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_find_appointments(case: dict) -> None:
    hits = find_appointments(case["text"], case.get("labelled", False))
    assert [[hit.person, hit.action, hit.post] for hit in hits] == case["expected"], case["why"]
    assert all(hit.post in case["text"][hit.start : hit.end] for hit in hits)
