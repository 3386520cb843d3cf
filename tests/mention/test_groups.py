"""Members and hosts of temporary bodies: the case table."""

from __future__ import annotations

import pytest

from kg.mention.group.groups import find_members, last_group
from kg.mention.group.hosts import find_hosts
from tests.tables import whole

CASES = whole("groups")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_find_members(case: dict) -> None:
    text, before, shorts = case["text"], case.get("before", ""), case.get("shorts", {})
    hits = find_members(text, before, shorts)
    assert [[hit.group, hit.agency, hit.role] for hit in hits] == case.get("members", []), case["why"]
    assert all(text[hit.start : hit.end] == hit.agency for hit in hits)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_find_hosts(case: dict) -> None:
    text, before, shorts = case["text"], case.get("before", ""), case.get("shorts", {})
    hits = find_hosts(text, before, shorts)
    assert [[hit.office, hit.agency] for hit in hits] == case.get("hosts", []), case["why"]
    assert all(text[hit.start : hit.end].endswith(hit.agency) for hit in hits)


def test_a_group_of_ours_is_named_without_the_pronoun() -> None:
    assert last_group("成立我区停车共享专项工作领导小组", {}) == ("停车共享专项工作领导小组",) * 2
