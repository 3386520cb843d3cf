"""Deadlines: the case table."""

from __future__ import annotations

import pytest

from kg.mention.deadline.deadline_terms import cell_terms, day_of
from kg.mention.deadline.deadlines import find_deadlines
from tests.tables import whole

CASES = whole("deadlines", plain=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_find_deadlines(case: dict) -> None:
    text = case["text"]
    found = [
        [text[hit.start : hit.end], hit.date or "null"]
        for hit in find_deadlines(text, case.get("signed", "2023-10-27"))
    ]
    assert found == case["expected"], case["why"]


def test_without_a_signature_a_day_without_year_is_not_fixed() -> None:
    assert [hit.date for hit in find_deadlines("请于11月22日前反馈。", None)] == [None]


def test_no_such_day() -> None:
    assert [hit.date for hit in find_deadlines("于2024年2月30日前报送。", "2024-01-01")] == [None]


def test_a_column_of_terms() -> None:
    row, columns = "1\t整治河道\t市水务局\t2024年6月至9月底", ("序号", "任务", "责任单位", "完成时限")
    assert [(row[term.start : term.end], term.date) for term in cell_terms(row, columns, "2024-02-26")] == [
        ("2024年6月至9月底", "2024-09-30")
    ]
    assert not list(cell_terms(row, ("序号", "任务", "责任单位", "建设时间"), "2024-02-26"))
    figures = "1\t整治河道\t市水务局\t2024/12/31"
    assert [term.date for term in cell_terms(figures, columns, None)] == ["2024-12-31"]
    assert not list(cell_terms("1\t整治河道\t市水务局\t长期坚持", columns, "2024-02-26"))
    year = "1\t整治河道\t市水务局\t2024年"
    assert [(year[t.start : t.end], t.date) for t in cell_terms(year, columns, None)] == [("2024年", "2024-12-31")]


@pytest.mark.parametrize(
    ("number", "texts", "day"),
    [
        (None, ["3月14日下午召开会议。", "市政府办公室2024年3月18日印发"], "2024-03-18"),
        (None, ["〔2024〕27号 3月14日下午召开会议。"], "2024-01-01"),
        (None, ["2024年3月14日下午召开会议。"], "2024-03-14"),
        (None, ["3月14日下午召开会议。"], None),
    ],
)
def test_the_day_of_an_unsigned_text(number: str | None, texts: list[str], day: str | None) -> None:
    assert day_of(number, texts) == day


def test_the_year_of_a_title() -> None:
    assert day_of(None, ["9月底前报送总结。"], "某市2024年法治政府建设工作要点") == "2024-01-01"
    assert day_of(None, ["9月底前报送总结。"], "某市标准化发展规划（2021—2025年）") is None
    assert day_of(None, ["2008年5月1日前修建，2008年4月1日前备料。"]) == "2008-01-01"  # the first term is no signature


def test_the_year_of_the_title_comes_before_that_of_a_cited_number() -> None:
    cited = "根据《补助政策实施方案》（江财农〔2021〕78号）要求，制定本方案。"
    assert day_of(None, [cited], "某区2023年补助实施方案") == "2023-01-01"
