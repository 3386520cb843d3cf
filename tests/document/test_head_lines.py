"""What single lines of a head and a tail tell: titles, numbers, dates, addressees, issuers, annexes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg import pipeline
from kg.document.head import addressees, annexes, issuers
from kg.document.line import signals
from kg.document.line.lines import Line, lines_of, mended
from kg.document.title import genres, issued, titles
from tests.tables import cases, whole
from tests.texts import clean, raw

TABLE = whole("head")
TESTS: dict[str, Callable[[str], bool]] = {
    "numbers": signals.is_number,
    "dates": signals.is_signature_date,
    "openness": signals.is_openness,
    "addressees": signals.addressee_end,
}
SIGNALS = [(name, text, verdict) for name in TESTS for verdict in ("match", "reject") for text in TABLE[name][verdict]]


def lines(texts: list[str]) -> list[Line]:
    text = "\n".join(texts)
    return lines_of(clean(text), raw(text, marked=False))


@pytest.mark.parametrize(("name", "text", "verdict"), SIGNALS)
def test_signals(name: str, text: str, verdict: str) -> None:
    assert TESTS[name]("".join(text.split())) == (verdict == "match")


@pytest.mark.parametrize("case", cases("head", "titles"))
def test_titles(case: dict[str, Any]) -> None:
    found = titles.find_titles(lines(case["lines"]))
    assert [title.text for title in found] == case["expected"], case["why"]
    assert all(title.text in "".join(case["lines"][title.start : title.end]).replace(" ", "") for title in found)


@pytest.mark.parametrize("case", cases("head", "kinds"))
def test_kinds(case: dict[str, Any]) -> None:
    assert genres.genre_of(case["text"]) == case["expected"], case["why"]


@pytest.mark.parametrize("case", cases("head", "issued"))
def test_issued_titles(case: dict[str, Any]) -> None:
    cover = case.get("cover", [])
    named = [name for _, name in issued.named_in(cover)] if isinstance(cover, str) else cover
    assert issued.issued_titles(case["text"], named) == case["expected"], case["why"]


@pytest.mark.parametrize("case", cases("head", "split_addressees"))
def test_split_addressees(case: dict[str, Any]) -> None:
    assert list(addressees.split_addressees(case["text"])) == case["expected"], case["why"]


@pytest.mark.parametrize("case", cases("head", "issuers"))
def test_split_issuers(case: dict[str, Any]) -> None:
    assert list(issuers.split_issuers(case["text"])) == case["expected"], case["why"]


@pytest.mark.parametrize("case", cases("head", "annexes"))
def test_annexes(case: dict[str, Any]) -> None:
    assert list(annexes.names(case["lines"])) == case["expected"], case["why"]


def test_the_place_of_the_list_of_annexes() -> None:
    body = lines(["现印发给你们。", "附件：1.任务清单", "2.职责分工表", "江州市人民政府", "2024年3月1日"])
    assert annexes.place(body) == (1, 3)
    assert annexes.place(body[:1]) == (1, 1)
    table = lines(["现印发给你们。", "附件：任务分工表", "任务\t责任单位", "甲\t市局"])
    assert annexes.place(table) == (1, 2)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["某水字〔2024〕3号　签发人：张三　李四"], ["某水字〔2024〕3号", "签发人：张三李四"]),
        (["某水字〔2024〕3号\t签发人：张三"], ["某水字〔2024〕3号", "签发人：张三"]),
        (["签发人：张三", "某水字〔2024〕3号    李四"], ["签发人：张三", "某水字〔2024〕3号", "李四"]),
        (["文件由签发人：张三签发，编为3号。"], ["文件由签发人：张三签发，编为3号。"]),
        (["某水字〔2024〕3号  急件"], ["某水字〔2024〕3号急件"]),
    ],
)
def test_who_signed_beside_the_number(texts: list[str], expected: list[str]) -> None:
    assert [line.squash for line in mended(lines(texts))] == expected


def test_a_date_that_breaks_at_each_figure() -> None:
    assert [line.squash for line in mended(lines(["2014", "年6", "月28", "日"]))] == ["2014年6月28日"]
    assert [line.squash for line in mended(lines(["2014", "6", "年终报表"]))] == ["2014", "6", "年终报表"]


def test_an_annex_in_a_file_of_its_own_has_its_title() -> None:
    rows = "\n".join(f"省{field}厅\t负责{field}工作，每年报告一次。" for field in ("教育", "民政", "水利"))
    (facts,), _ = pipeline.extract(raw(f"附件1\n\n省级部门河道管理职责清单\n部门\t职责与任务\n{rows}\n"))
    assert (facts.title, len(facts.responsibilities)) == ("省级部门河道管理职责清单", 3)
