"""Texts that go on further behind: 「（下转第12页）」 and 「（上接第8页）」."""

from __future__ import annotations

import pytest

from kg.document.line.lines import lines_of
from kg.document.parting.jumps import rejoined
from tests.texts import clean, documents, raw

FIRST = """江州市人民政府关于印发清水行动方案的通知
江政发〔2024〕5号
各县（市、区）人民政府：
现印发给你们，请认真贯彻执行。
江州市人民政府
2024年3月1日
清水行动方案
一、整治河道。（市水务局牵头）
二、治理污水。到2025年（下转第12页）
"""
SECOND = """江政发〔2024〕6号
江州市人民政府
关于表彰先进单位的决定
各县（市、区）人民政府：
决定对十个单位予以表彰。
江州市人民政府
2024年3月5日
"""
REST = """（上接第8页）处理率达到98%。（市住建局负责）
三、加强监管。（市生态环境局负责）
"""


def _lines(text: str) -> list[str]:
    kept, _ = rejoined(lines_of(clean(text), raw(text)))
    return [line.squash for line in kept]


def test_a_rest_stands_behind_what_it_goes_on_with() -> None:
    first, second = documents(FIRST + SECOND + REST)
    assert [clause.path for clause in first.clauses if clause.path] == ["一", "二", "三"]
    assert "到2025年处理率达到98%" in first.clauses[-2].body.text
    assert second.signed == "2024-03-05"
    assert not any("监管" in clause.body.text for clause in second.clauses)


def test_the_evidence_of_a_rest_is_where_it_is_printed() -> None:
    text = FIRST + SECOND + REST
    first, _ = documents(text)
    body = first.clauses[-1].body
    assert [text[at] for at in body.at[:4]] == list(body.text[:4])
    assert body.at[0] > text.index("（上接")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲（下转第9页）\n乙（下转第7页）\n（上接第2页）丙。\n（上接第1页）丁。\n", ["甲丁。", "乙丙。"]),
        ("甲（下转2页）\n间。\n（上接第1页）乙（下转第3页）\n丁。\n（上接第2页）丙。\n", ["甲乙丙。", "丁。", "间。"]),
        ("甲。\n（下转第12版）\n间。\n（上接第1版）\n乙。\n", ["甲。", "乙。", "间。"]),
        ("甲（下转第9页）\n乙。\n", ["甲（下转第9页）", "乙。"]),
        ("（上接第9页）甲。\n乙（下转第12页）\n", ["（上接第9页）甲。", "乙（下转第12页）"]),
        ("病人下转社区医院。\n上接下联。\n", ["病人下转社区医院。", "上接下联。"]),
    ],
    ids=["by pages", "a rest of a rest", "marks alone", "no rest", "rest before", "words"],
)
def test_rejoined(text: str, expected: list[str]) -> None:
    assert _lines(text) == expected


def _chain(length: int) -> str:
    rests = "".join(f"（上接第{k}页）甲{k}（下转第{k + 2}页）\n" for k in range(length))
    return f"始（下转第1页）\n{rests}（上接第{length + 1}页）终。\n"


def test_a_chain_of_rests_is_one_text() -> None:
    assert _lines(_chain(150))[0].endswith("甲149终。")
    assert len(_lines(_chain(5000))) == 5002  # more than any issue has: all stays
