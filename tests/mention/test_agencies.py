"""Agencies in running text: the case table, and what holds for every text."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mention.agency.agencies import EMPTY, Gazetteer, bare_places, find
from tests.tables import cases

PIECES = [
    "市财政局",
    "省生态环境厅",
    "各县（市、区）人民政府",
    "《市水务局方案》",
    "和",
    "、",
    "，",
    "负责",
    "市",
    "局",
    "布局",
    "中心",
    "等部门",
    "苏州市",
]


@pytest.mark.parametrize("case", cases("agencies"))
def test_find(case: dict[str, Any]) -> None:
    found = find(case["text"], Gazetteer.of(case.get("known", ())))
    assert [hit.surface for hit in found] == case["expected"], case["why"]
    for hit in found:
        assert case["text"][hit.start : hit.end].replace("\n", "") == hit.surface
        assert hit.rule


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_hits_do_not_overlap_and_lie_where_they_stand(text: str) -> None:
    found = find(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(text[hit.start : hit.end] == hit.surface for hit in found)
    assert not any(mark in hit.surface for hit in found for mark in "《》，。")


def test_what_the_document_defines_is_found_in_this_document_only() -> None:
    text = "由碧波专班汇总。"
    assert find(text, EMPTY) == []
    assert [hit.surface for hit in find(text, Gazetteer.of({"碧波专班"}))] == ["碧波专班"]


def test_names_of_two_characters_are_no_names_of_a_document() -> None:
    assert Gazetteer.of({"市局", "市水务局"}).forms == {"市水务局"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各县（市、区）要加强领导。", [("各县（市、区）", "place_subject")]),
        ("在各县（市、区）开展试点。", []),
        ("昆山市、吴江区要加强领导。", [("昆山市", "place_subject"), ("吴江区", "place_subject")]),
        ("昆山市、吴江区的试点。", []),
        ("由街镇（园区）牵头，各街镇负责落实。", [("各街镇", "place_subject")]),
        ("各镇、街道负责排查。", [("各镇", "place_subject"), ("街道", "place_subject")]),
        ("各镇、街道的试点。", []),
        ("苏州开发区负责建设。", [("苏州开发区", "place_subject")]),
    ],
)
def test_bare_places_are_bodies_only_as_subjects(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(hit.surface, hit.rule) for hit in bare_places(text) if hit.rule == "place_subject"] == expected
