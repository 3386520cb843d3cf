"""The tree of clauses: the case table, and what holds for every tree."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document.clause.long_units import LONGEST
from kg.document.clause.outline import clauses_of
from kg.model import Clause
from kg.text import offsets
from tests.tables import cases
from tests.texts import clean, raw


def clauses(text: str, part: str = "main") -> tuple[Clause, ...]:
    """The clauses of a text with one paragraph a line."""
    whole, paragraphs, start = clean(text), [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(offsets.strip(offsets.cut(whole, start, start + len(line))))
        start += len(line) + 1
    return clauses_of([(part, paragraphs)], raw(text, marked=False))


@pytest.mark.parametrize("case", cases("outline"))
def test_outline(case: dict[str, Any]) -> None:
    found = [(clause.path, clause.body.text) for clause in clauses(case["text"]) if clause.body.text]
    wanted = [tuple(item.split(": ", 1)) if not item.startswith(": ") else ("", item[2:]) for item in case["expected"]]
    assert [path for path, _ in found] == [path for path, _ in wanted], case["why"]
    for (path, body), (_, beginning) in zip(found, wanted, strict=True):
        assert body.startswith(beginning), path


MARKS = ["一、", "二、", "（一）", "（二）", "1.", "2.", "（1）", "①", "②", "第一条", "第二条", "1.1", "附件1\n", ""]
WORDS = ["加强领导。", "目标", "当年；2.做好；3.完成。", "（市局牵头）"]
ORDINAL = re.compile(r"第[一二]条|（[一二1]）|[一二]、|1\.1|[123]\.|[①②]|附件1")


@given(st.lists(st.tuples(st.sampled_from(MARKS), st.sampled_from(WORDS)), max_size=12))
def test_nothing_is_lost_and_nothing_stands_twice(pairs: list[tuple[str, str]]) -> None:
    text = "\n".join(mark + words for mark, words in pairs)
    found = clauses(text)
    places = [
        place for c in found for character, place in zip(c.body.text, c.body.at, strict=True) if character != "\n"
    ]
    assert len(set(places)) == len(places)
    assert "".join(text[place] for place in places) == "".join(c.body.text.replace("\n", "") for c in found)
    left = "".join(character for place, character in enumerate(text) if place not in set(places))
    assert not ORDINAL.sub("", left).strip(), "only ordinals and line ends are no part of a body"
    assert [clause.order for clause in found] == list(range(len(found)))
    assert all(clause.level == len(clause.path.split("/")) for clause in found if clause.path and clause.part == "main")


def test_the_level_is_the_depth_in_annexes_too() -> None:
    found = clauses("一、甲\n附件1\n一、乙\n（一）丙")
    assert [(clause.path, clause.level) for clause in found if clause.path] == [
        ("一", 1),
        ("附件1", 1),
        ("附件1/一", 2),
        ("附件1/一/（一）", 3),
    ]


def test_parts_have_their_own_numbering() -> None:
    text = "一、印发。"
    notice, main = [clean(text)], [clean(text)]
    found = clauses_of([("notice", notice), ("main", main)], raw(text))
    assert [(clause.part, clause.path) for clause in found if clause.body.text] == [("notice", "一"), ("main", "一")]


def test_a_clock_time_does_not_end_a_heading() -> None:
    found = clauses("一、货车每晚22：00至次日6：00绕行\n二、施工时间：每日8：00至18：00。\n")
    assert [clause.heading for clause in found if clause.path] == ["货车每晚22：00至次日6：00绕行", "施工时间"]


def test_the_heading_of_a_row_is_its_cells_without_the_number_and_tabs() -> None:
    rows = "序号\t任务\t牵头单位\n1\t整治河道\t市水务局\n2\t安排资金\t市财政局\n"
    found = clauses(rows)
    assert [clause.heading for clause in found if clause.path] == ["整治河道 市水务局", "安排资金 市财政局"]


def test_a_heading_ends_with_its_sentence_and_never_inside_a_bracket() -> None:
    long = "加强" * 20
    found = clauses(f"一、强化监管\n二、建立台账。每月更新。\n三、{long}（市局牵头，{'市局、' * 10}按职责分工负责）")
    assert [clause.heading for clause in found if clause.path] == ["强化监管", "建立台账", long]


def test_clauses_know_their_page() -> None:
    text = "一、甲\n\f二、乙\n"
    source = raw(text)
    first, second = offsets.cut(clean(text), 0, 3), offsets.cut(clean(text), 5, 8)
    found = clauses_of([("main", [first, second])], source)
    assert [clause.page for clause in found if clause.path] == [1, 2]


def test_columns_of_a_row() -> None:
    rows = [clause for clause in clauses("任务\t责任单位\n整治河道\t市水务局") if clause.columns]
    assert [(row.columns, row.body.text) for row in rows] == [(("任务", "责任单位"), "整治河道\t市水务局")]


@pytest.mark.parametrize("mark", ["。", "，", "政"])
def test_a_unit_of_many_pages_goes_on_in_further_clauses(mark: str) -> None:
    sentence = "压实责任" * 20 + mark
    text = "一、" + sentence * (5 * LONGEST // len(sentence) // 2)
    clauses = clauses_of([("main", [clean(text)])], raw(text))
    assert [clause.path for clause in clauses] == ["一"] * 3
    assert [clause.order for clause in clauses] == [0, 1, 2]
    assert "".join(clause.body.text for clause in clauses) == text[2:]
    assert all(len(clause.body.text) <= LONGEST for clause in clauses)
    assert mark == "政" or all(clause.body.text.endswith(mark) for clause in clauses)
