"""Duties that follow from stated ones: where they reach, where they end, and that they are told apart."""

from __future__ import annotations

import pytest

from kg.model import Body, Deadline, DocumentFacts, Evidence
from kg.statement.derived import derive
from kg.statement.records import record
from tests.statement.facts import document

COUNTIES = "各县（市、区）人民政府"
SCOPED = (COUNTIES, "implement", f"{COUNTIES}落实", "tail", "following")


def found(facts: DocumentFacts, territories: bool = False) -> list[tuple[str, str, str, str]]:
    return [
        (duty.clause, duty.agency, duty.role, duty.rule.partition("/")[2])
        for duty in derive(facts, territories).derived
    ]


def lead(agency: str) -> tuple[str, str, str]:
    return agency, "lead", f"{agency}牵头"


def test_a_line_for_what_follows_reaches_each_following_clause_with_a_duty() -> None:
    facts = document(
        ("一", "任务。"),
        ("一/（一）", "前。（市能源局牵头）", lead("市能源局")),
        ("一/（二）", f"甲。（以下均需{COUNTIES}落实，不再列出）", SCOPED),
        ("一/（三）", "乙。（市财政局牵头）", lead("市财政局")),
        ("一/（四）", "无人负责。"),
        ("二", "丙。（市民政局牵头）", lead("市民政局")),
        ("annex:一", "附件。（市教育局牵头）", lead("市教育局")),
    )
    assert found(facts) == [
        ("一/（三）", COUNTIES, "implement", "following"),
        ("二", COUNTIES, "implement", "following"),
    ]
    assert {duty.status for duty in derive(facts).derived} == {"derived"}


def test_a_line_of_its_section_ends_with_the_section() -> None:
    facts = document(
        ("一", "任务。"),
        ("一/（一）", f"甲。（本节以下均需{COUNTIES}落实，不再列出）", SCOPED),
        ("一/（二）", "乙。（市财政局牵头）", lead("市财政局")),
        ("二", "丙。（市民政局牵头）", lead("市民政局")),
    )
    assert [clause for clause, *_ in found(facts)] == ["一/（二）"]


def test_what_is_stated_is_not_derived_again() -> None:
    facts = document(
        ("一", f"甲。（以下均需{COUNTIES}落实，不再列出）", SCOPED),
        ("二", f"乙。（{COUNTIES}落实）", (COUNTIES, "implement", f"{COUNTIES}落实")),
    )
    assert found(facts) == []


def test_who_only_explains_a_text_has_no_part_in_it() -> None:
    facts = document(
        ("一", f"甲。（以下均需{COUNTIES}落实，不再列出）", SCOPED),
        ("二", "本办法由市民政局负责解释。", ("市民政局", "interpret", "市民政局负责解释", "interpret")),
    )
    assert found(facts) == []


def section(*items: tuple[object, ...]) -> DocumentFacts:
    """A section whose last line stands behind its items."""
    facts = document(
        ("一", "重点任务。"), *items, ("x", "［责任单位：市能源局］", ("市能源局", "responsible", "市能源局"))
    )
    last = facts.responsibilities[-1]
    moved = {**{f: getattr(last, f) for f in last.__slots__}, "clause": "一", "rule": "labelled_tail"}
    kept = (*facts.responsibilities[:-1], type(last)(**moved))
    return DocumentFacts(
        **{f: getattr(facts, f) for f in facts.__slots__} | {"responsibilities": kept, "clauses": facts.clauses[:-1]}
    )


def test_a_last_line_holds_for_the_items_without_their_own() -> None:
    facts = section(
        ("一/（一）", "甲。"), ("一/（二）", "乙。（市财政局牵头）", lead("市财政局")), ("一/（三）", "丙。")
    )
    assert found(facts) == [
        ("一/（一）", "市能源局", "responsible", "section-end"),
        ("一/（三）", "市能源局", "responsible", "section-end"),
    ]


def test_below_an_item_with_duties_only_the_bare_ones_get_it() -> None:
    facts = section(
        ("一/（一）", "甲。"),
        ("一/（一）/1", "子。（市财政局牵头）", lead("市财政局")),
        ("一/（一）/2", "丑。"),
        ("一/（二）", "乙。"),
        ("一/（二）/1", "寅。"),
    )
    assert [clause for clause, *_ in found(facts)] == ["一/（一）/2", "一/（二）"]


def test_a_first_line_is_told_from_a_last_one() -> None:
    facts = document(("一", "任务（市财政局牵头）", lead("市财政局")), ("一/（一）", "甲。"))
    assert found(facts) == [("一/（一）", "市财政局", "lead", "section-head")]


def test_a_sentence_in_the_text_covers_nothing_below() -> None:
    duty = ("市财政局", "responsible", "市财政局负责资金", "running_responsible")
    assert found(document(("一", "市财政局负责资金。", duty), ("一/（一）", "甲。"))) == []


def test_a_derived_duty_keeps_the_words_of_its_line_and_takes_the_date_of_its_clause() -> None:
    due = Deadline("一/（一）", "6月底前", "2024-06-30", Evidence(((20, 24),), "6月底前"), "before")
    facts = document(("一", "任务（市财政局牵头）", lead("市财政局")), ("一/（一）", "甲。"), deadlines=(due,))
    (duty,) = derive(facts).derived
    assert duty.evidence == facts.responsibilities[0].evidence
    assert (duty.clause, duty.deadline, duty.scope) == ("一/（一）", "2024-06-30", None)


def territory(name: str, region: str) -> list[str]:
    facts = document(
        ("一", f"甲。（{name}落实）", (name, "implement", f"{name}落实")),
        bodies=(Body(f"甲{name}", "county", region, "collective"),),
    )
    body = Body(region + name, "county", region, "collective")
    duty = facts.responsibilities[0]
    named = type(duty)(**{f: getattr(duty, f) for f in duty.__slots__} | {"body": body.canonical})
    whole = {f: getattr(facts, f) for f in facts.__slots__} | {"responsibilities": (named,), "bodies": (body,)}
    result = derive(DocumentFacts(**whole), territories=True)
    assert {duty.rule for duty in result.derived} <= {"derived/territory"}
    assert {duty.body for duty in result.derived} <= {one.canonical for one in result.bodies}
    return [duty.body for duty in result.derived]


def test_counties_of_a_prefecture() -> None:
    found = territory("各县（市、区）人民政府", "运城市")
    assert len(found) == 13
    assert {"运城市盐湖区人民政府", "河津市人民政府", "闻喜县人民政府"} <= set(found)


@pytest.mark.parametrize(
    ("name", "region", "some", "none"),
    [
        ("各区人民政府", "广州市", "广州市天河区人民政府", "广东省人民政府"),
        ("各市人民政府", "安徽省", "合肥市人民政府", "巢湖市人民政府"),
        ("各设区市人民政府", "陕西省", "西安市人民政府", "韩城市人民政府"),
        ("各市、县（市、区）人民政府", "江西省", "南昌县人民政府", "江西省人民政府"),
        ("各区县（自治县）人民政府", "重庆市", "石柱土家族自治县人民政府", "重庆市人民政府"),
    ],
)
def test_territories(name: str, region: str, some: str, none: str) -> None:
    found = territory(name, region)
    assert some in found
    assert none not in found


@pytest.mark.parametrize("name", ["各成员单位", "各县（市、区）民政局", "各乡镇人民政府", "各有关单位"])
def test_other_collectives_are_not_expanded(name: str) -> None:
    assert territory(name, "运城市") == []


def test_territories_only_on_request() -> None:
    facts = document(("一", f"甲。（{COUNTIES}落实）", (COUNTIES, "implement", f"{COUNTIES}落实")))
    assert found(facts) == []


def test_deriving_twice_is_deriving_once() -> None:
    facts = document(("一", "任务（市财政局牵头）", lead("市财政局")), ("一/（一）", "甲。"))
    assert derive(derive(facts)) == derive(facts)


def test_records_keep_derived_duties_apart() -> None:
    made = record(derive(document(("一", "任务（市财政局牵头）", lead("市财政局")), ("一/（一）", "甲。"))))
    assert [duty["status"] for duty in made["responsibilities"]] == ["stated"]
    (derived,) = made["derived_responsibilities"]
    assert (derived["clause"], derived["status"], derived["rule"]) == ("一/（一）", "derived", "derived/section-head")
