"""Where citations and short titles lead."""

from __future__ import annotations

import pytest

from kg import pipeline
from kg.model import Alias, Citation, DocumentFacts, Evidence
from kg.statement.link import Targets, work_of
from tests.statement.facts import document

HERE = Evidence(((0, 1),), "x")
NOTICE = document(
    key="乙政办发〔2023〕8号",
    title="乙市人民政府办公室关于印发乙市绿色出行行动方案的通知",
    promulgates=("乙市绿色出行行动方案",),
)


def cited(number: str | None, title: str | None) -> Citation:
    return Citation("", number, title, "basis", HERE, "title")


def link(facts: list[DocumentFacts]) -> list[DocumentFacts]:
    return list(pipeline.link(facts, Targets(facts)))


def target(citation: Citation, *others: DocumentFacts) -> tuple[str | None, str | None]:
    facts = link([document(citations=(citation,)), *(others or (NOTICE,))])
    found = next(one for one in facts if one.citations).citations[0]
    return found.target, found.target_text


@pytest.mark.parametrize(
    ("number", "title", "expected"),
    [
        ("乙政办发[2023]8 号", None, (NOTICE.key, None)),
        (None, "乙市绿色出行行动方案", (NOTICE.key, "乙市绿色出行行动方案")),
        ("乙政办发〔2023〕8号", "乙市绿色出行行动方案", (NOTICE.key, "乙市绿色出行行动方案")),
        (None, "关于印发乙市绿色出行行动方案的通知", (NOTICE.key, None)),
        (None, "关于印发〈乙市绿色出行行动方案〉的通知", (NOTICE.key, None)),
        (None, NOTICE.title, (NOTICE.key, None)),
        ("乙政办发〔2022〕8号", "乙市绿色出行行动方案", (None, None)),
        (None, "丙市绿色出行行动方案", (None, None)),
    ],
)
def test_target(number: str | None, title: str | None, expected: tuple[str | None, str | None]) -> None:
    assert target(cited(number, title)) == expected


def test_a_title_that_two_documents_have_leads_nowhere() -> None:
    other = document(key="丙政办发〔2023〕8号", title="丙", promulgates=NOTICE.promulgates)
    assert target(cited(None, "乙市绿色出行行动方案"), NOTICE, other) == (None, None)


def test_linking_again_changes_nothing() -> None:
    once = link([document(citations=(cited(None, "乙市绿色出行行动方案"),)), NOTICE])
    assert link(once) == once


def test_a_target_that_is_gone_is_forgotten() -> None:
    once = link([document(citations=(cited(None, "乙市绿色出行行动方案"),)), NOTICE])
    (alone,) = link([one for one in once if one.citations])
    assert (alone.citations[0].target, alone.citations[0].target_text) == (None, None)


def test_a_short_title_means_the_work_that_is_cited() -> None:
    law = cited(None, "中华人民共和国产品质量法")
    facts = document(citations=(law, cited(None, "甲")))
    assert work_of(Alias("", "质量法", "中华人民共和国产品质量法", HERE, "alias/title"), facts) == law


def test_a_short_title_may_mean_the_documents_own_text() -> None:
    alias = Alias("", "方案", "乙市绿色出行行动方案", HERE, "alias/title")
    assert work_of(alias, NOTICE) == "乙市绿色出行行动方案"


def test_a_short_name_of_a_body_means_no_work() -> None:
    facts = document(citations=(cited(None, "市能源局"),))
    assert work_of(Alias("", "市大气办", "市大气污染防治工作领导小组办公室", HERE, "alias/body"), facts) is None
