"""Duties of a clause: the case table, the triggers by their own examples, and what holds for every text."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.lexicon import load
from kg.mention import analysis, brackets
from kg.mention.agency import bodies
from kg.mention.agency.agencies import EMPTY, find
from kg.mention.duty import cells, duties, triggers
from kg.mention.duty.duties import Duty
from tests.tables import cases

TRIGGERS = load.tree("triggers")
PIECES = [
    "市财政局",
    "市水务局（市河长办）",
    "各县（市、区）人民政府",
    "、",
    "，",
    "（",
    "）",
    "牵头",
    "配合",
    "按职责分工负责",
    "负责",
    "责任单位：",
    "会同",
    "等部门",
    "。",
    "\n",
    "落实",
]
NAMES = [
    "市财政局",
    "市水务局",
    "市生态环境局",
    "市工信局（市国资委）",
    "市住房和城乡建设局",
    "各县（市、区）人民政府",
    "国网苏州供电公司",
]
CLOSING = {"牵头": "lead", "配合": "support", "按职责分工负责": "share", "负责": "responsible"}


def duties_of(text: str, first_leads: bool = False, entry_style: bool = False) -> list[Duty]:
    """What a build takes from the text of a clause."""
    return analysis.analyse(text, EMPTY, duties.listed(text, first_leads), entry_style).duties


def found(text: str, first_leads: bool = False, entry_style: bool = False) -> list[list[str]]:
    """[agency, role] in the order of the print, each once (as a document's list of duties has it)."""
    read = sorted(duties_of(text, first_leads, entry_style), key=lambda duty: duty.start)
    pairs = [(duty.surface, duty.role) for duty in read]
    return [list(pair) for pair in dict.fromkeys(pairs)]


@pytest.mark.parametrize("case", cases("duties"))
def test_duties(case: dict[str, Any]) -> None:
    assert found(case["text"], case.get("first_leads", False), case.get("entry_style", False)) == case["expected"], (
        case["why"]
    )


@pytest.mark.parametrize("row", TRIGGERS["closing"] + TRIGGERS["labels"], ids=lambda row: row["example"])
def test_examples_of_the_triggers(row: dict[str, str]) -> None:
    roles = {role for _, role in found(f"加强领导。（{row['example']}）")}
    assert roles == {row["role"]}


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("牵头单位", "lead"),
        ("主办单位", "lead"),
        ("配合单位", "support"),
        ("协办单位", "support"),
        ("责任单位", "responsible"),
        ("成员单位", "responsible"),
        ("负责部门", "responsible"),
        ("负责考核部门", "responsible"),
        ("承办单位", "responsible"),
        ("部门", "responsible"),
        ("单位", "responsible"),
        ("主责单位", "responsible"),
        ("责任处室", "responsible"),
        ("任务承担单位", "responsible"),
        ("协同单位", "support"),
        ("会办单位", "support"),
        ("建设单位", None),
        ("牵头领导", None),
        ("承办责任人", None),
        ("任务", None),
        ("完成时限", None),
        ("部门职责", None),
    ],
)
def test_columns(head: str, role: str | None) -> None:
    assert triggers.column_role(head) == role


def test_a_row_of_a_table() -> None:
    columns = ("序号", "任务", "牵头单位", "配合单位", "完成时限")
    text = "3\t由市审计局配合整治河道\t市水务局\t市财政局、各县（市、区）人民政府\t2024年底前"
    assert [(duty.surface, duty.role) for duty in cells.of_row(text, columns)] == [
        ("市水务局", "lead"),
        ("市财政局", "support"),
        ("各县（市、区）人民政府", "support"),
    ]


def test_a_cell_under_another_head() -> None:
    columns = ("项目名称", "审批部门", "监管措施")
    text = "准入许可\t海关总署\t海关总署会同公安部负责抽查"
    duties = cells.in_cells(text, columns, find(text))
    assert [(duty.surface, duty.role) for duty in duties] == [("公安部", "joint"), ("海关总署", "responsible")]
    assert all(text[duty.start : duty.end] == duty.surface for duty in duties)
    assert not cells.in_cells(text, ("项目", "牵头单位", "配合单位"), find(text))


def test_a_cell_with_verbs() -> None:
    row = cells.of_row("整治河道\t市水务局牵头，市财政局配合", ("任务", "责任单位"))
    assert [(duty.surface, duty.role) for duty in row] == [("市水务局", "lead"), ("市财政局", "support")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("市公安局  市交通局", [("市公安局", "responsible"), ("市交通局", "responsible")]),
        ("省自然资源和  规划厅", [("省自然资源和规划厅", "responsible")]),
        ("牵头单位：市公安局  责任单位：市交通局", [("市公安局", "lead"), ("市交通局", "responsible")]),
        ("市公安局（牵头）、市交通局", [("市公安局", "lead"), ("市交通局", "responsible")]),
    ],
)
def test_cells_of_several_lines(cell: str, expected: list[tuple[str, str]]) -> None:
    row = cells.of_row(f"整治\t{cell}", ("任务", "责任单位"))
    assert [(duty.surface, duty.role) for duty in row] == expected


def test_a_line_that_holds_for_what_follows() -> None:
    alone = duties_of("（各县（市、区）人民政府负责落实，以下均需落实，不再列出）")
    assert {(duty.surface, duty.scope) for duty in alone} == {("各县（市、区）人民政府", "following")}
    beside = duties_of("（市水务局牵头，各县（市、区）人民政府负责落实，以下均需落实，不再列出）")
    scopes = {(duty.surface, duty.role, duty.scope) for duty in beside}
    assert scopes == {("市水务局", "lead", None), ("各县（市、区）人民政府", "implement", "following")}


lists = st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True)


@given(st.lists(st.tuples(lists, st.sampled_from(sorted(CLOSING))), min_size=1, max_size=3, unique_by=lambda p: p[1]))
def test_every_list_has_the_role_of_its_verb(groups: list[tuple[list[str], str]]) -> None:
    groups = [(names, verb) for names, verb in groups if verb != "负责"] or [(["市财政局"], "负责")]
    groups = sorted(groups, key=lambda pair: ["牵头", "按职责分工负责", "配合", "负责"].index(pair[1]))
    tail = "，".join("、".join(names) + verb for names, verb in groups)
    wanted = [[name, CLOSING[verb]] for names, verb in groups for name in names]
    assert sorted(found(f"加强领导。（{tail}）")) == sorted(wanted)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("市财政局。牵头")
def test_duties_lie_inside_their_statement(text: str) -> None:
    for duty in duties_of(text):
        assert 0 <= duty.low <= duty.start < duty.end <= duty.high <= len(text)
        assert text[duty.start : duty.end].replace("\n", "") == duty.surface
        assert duty.role in ("lead", "share", "responsible", "support", "joint", "implement", "interpret")
        assert duty.rule


@given(st.text("（）［］(市局、负责\n", max_size=40))
def test_brackets_are_well_formed(text: str) -> None:
    spans = list(brackets.brackets(text))
    assert all(text[start] in brackets.OPEN and text[end - 1] in brackets.CLOSE for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("市财政局", True),
        ("市工信局（市国资委）", True),
        ("各县（市、区）人民政府", True),
        ("市委组织部", True),
        ("见附件", False),
        ("加强组织领导和统筹推进的各项工作会", False),
        ("2024年", False),
        ("有关部门", False),
        ("局", False),
        ("市财政局。市水务局", False),
    ],
)
def test_is_body(name: str, verdict: bool) -> None:
    assert bodies.is_body(name) == verdict
