"""Appointments and removals: the case table."""

from __future__ import annotations

import pytest

from kg.mention.group.appointments import find_appointments
from tests.tables import whole

CASES = whole("appointments")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_find_appointments(case: dict) -> None:
    hits = find_appointments(case["text"], case.get("labelled", False), case.get("titled", False))
    assert [[hit.person, hit.action, hit.post] for hit in hits] == case["expected"], case["why"]
    for hit in hits:  # a second post takes the body from the first: its characters stand in their order
        words = iter(case["text"][hit.start : hit.end])
        assert all(character in words for character in hit.post)
