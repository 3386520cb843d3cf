"""Tasks: which clauses are one, how they are called, what belongs to them."""

from __future__ import annotations

import pytest

from kg.model import Deadline, DocumentFacts, Evidence, Target
from kg.statement.records import record
from kg.statement.tasks import LONGEST, parts, tasks
from tests.statement.facts import document

NAMES = [
    ("推进改造。2023年底前完成。（市能源局牵头）", "市能源局牵头", "推进改造"),
    ("提供绿化资料（市能源局负责提供）；", "市能源局负责提供", "提供绿化资料"),
    ("强化管理。［责任单位：市能源局］", "市能源局", "强化管理"),
    ("建立机制 责任单位：市能源局", "市能源局", "建立机制"),
    ("市能源局。做好电网改造，保障用电。", "市能源局", "做好电网改造，保障用电"),
    ("市能源局：做好电网改造", "市能源局", "市能源局：做好电网改造"),
    ("7\t市能源局\t加强电网改造和供电保障", "市能源局", "加强电网改造和供电保障"),
    (f"7\t优化供电\t完善供电服务\t{'推进能源改造，' * 9}\t市能源局", "市能源局", "完善供电服务"),
    (f"7\t供电、供暖\t{'推进能源' * 9}，{'保障供应' * 9}\t江政发〔2024〕5号\t市能源局", "市能源局", "推进能源" * 9),
    (f"{'推进能源' * 5}，{'保障供应' * 10}。（市能源局牵头）", "市能源局牵头", "推进能源" * 5),
    (f"{'推进能源' * 15}。（市能源局牵头）", "市能源局牵头", ("推进能源" * 15)[: LONGEST - 1] + "…"),
]


@pytest.mark.parametrize(("text", "quote", "label"), NAMES, ids=[name for *_, name in NAMES])
def test_label(text: str, quote: str, label: str) -> None:
    (task,) = tasks(document(("一", text, ("市能源局", "lead", quote))))
    assert task.label == label
    assert task.evidence.quote == text


def test_the_text_has_no_line_ends_inside_a_sentence() -> None:
    text = "推进改造。各有关单位要按照职责认真做好各项改造工作，确\n保完成（市能源局牵头）。"
    (task,) = tasks(document(("一", text, ("市能源局", "lead", "市能源局牵头"))))
    assert task.text == text.replace("\n", "")


def example() -> DocumentFacts:
    def at(quote: str, start: int) -> Evidence:
        return Evidence(((start, start + len(quote)),), quote)

    def goal(path: str, subject: str, start: int) -> Target:
        return Target(path, subject, "1", None, "个", "=", None, None, at(subject, start), "target/work")

    facts = document(
        ("一", "总任务。（市财政局牵头）", ("市财政局", "lead", "市财政局牵头")),
        ("一/（一）", "甲项工作。"),
        ("一/（一）/1", "子项工作。"),
        ("一/（二）", "乙。（市能源局牵头）", ("市能源局", "lead", "市能源局牵头")),
        ("二", "丙。"),
        ("三", "本办法由市民政局负责解释。", ("市民政局", "interpret", "市民政局负责解释")),
        targets=(goal("一/（一）/1", "子项", 20), goal("一/（二）", "乙", 26), goal("二", "丙", 40)),
        deadlines=(Deadline("一/（一）", "甲项", "2024-06-30", at("甲项", 13), "before"),),
    )
    return DocumentFacts(**{f: getattr(facts, f) for f in facts.__slots__} | {"tasks": tasks(facts)})


def test_each_clause_with_a_duty_is_a_task_but_for_explaining() -> None:
    assert [task.clause for task in example().tasks] == ["一", "一/（二）"]


def test_what_stands_below_belongs_to_the_nearest_task_above() -> None:
    facts = example()
    named = [
        ([facts.targets[index].subject for index in one.targets], [facts.deadlines[i].text for i in one.deadlines])
        for one in parts(facts)
    ]
    assert named == [(["子项"], ["甲项"]), (["乙"], [])]


def test_record() -> None:
    first, second = record(example())["tasks"]
    assert (first["label"], first["duties"]) == (
        "总任务",
        [{"agency": "市财政局", "agency_id": "甲市财政局", "role": "lead"}],
    )
    assert first["deadlines"] == [{"text": "甲项", "date": "2024-06-30"}]
    assert [target["subject"] for target in second["targets"]] == ["乙"]


def test_one_path_in_two_parts_is_two_clauses() -> None:
    facts = document(
        ("notice:一", "通知要求。（市财政局牵头）", ("市财政局", "lead", "市财政局牵头")),
        ("一", "方案要求。（市能源局牵头）", ("市能源局", "lead", "市能源局牵头")),
    )
    assert [task.label for task in tasks(facts)] == ["通知要求", "方案要求"]
