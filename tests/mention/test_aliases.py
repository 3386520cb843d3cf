"""Short forms that a text defines: the case table."""

from __future__ import annotations

import pytest

from kg.mention.group.aliases import find_aliases
from tests.tables import whole

CASES = whole("aliases")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_find_aliases(case: dict) -> None:
    elsewhere = [case["elsewhere"]] if "elsewhere" in case else []
    hits = find_aliases(case["text"], elsewhere)
    assert [[hit.short, hit.full] for hit in hits] == case["expected"], case["why"]
    assert all(hit.short in case["text"][hit.start : hit.end] for hit in hits)
