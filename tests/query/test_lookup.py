"""Look-ups by any form of a name, and what they answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from pyoxigraph import Literal

from kg.errors import QueryError
from kg.graph.store import in_memory
from kg.model import Citation, DocumentFacts
from kg.query import lookup, sparql
from kg.query.errors import AmbiguousName, UnknownName
from kg.query.named import named_query
from kg.query.names import by_rule, find, find_agency, folded
from tests.graph.factory import COUNTIES, ECOLOGY, INDUSTRY, TAIYUAN, corpus, elsewhere, plan, repealed, words

STORE = in_memory(corpus())


def test_an_agency_by_its_canonical_name() -> None:
    answer = lookup.agency(STORE, INDUSTRY.canonical)
    assert (answer.canonical, answer.tier, answer.region, answer.kind, answer.parent) == (
        "运城市工业和信息化局",
        "prefecture",
        "运城市",
        "department",
        None,
    )
    assert answer.surfaces == ("市工信局",)
    (duty,) = answer.duties
    assert (duty.role, duty.surface, duty.task, duty.clause) == ("lead", "市工信局", "推进技术改造", "一/（一）")
    assert (duty.number, duty.deadline, duty.page, duty.status) == ("运政发〔2023〕30号", "2023-12-31", 3, "stated")
    assert duty.span == (300, 312)
    assert duty.quote == "（市工信局牵头，市生态环境局配合，各县政府落实）"
    assert duty.source == "corpus/运城公报 2023.txt"


@pytest.mark.parametrize("name", ["市生态环境局", " 市 生态环境局", "运城市生态环境局", "市生态环境局\u3000"])
def test_an_agency_by_any_form(name: str) -> None:
    assert lookup.agency(STORE, name).canonical == ECOLOGY.canonical


@pytest.mark.parametrize("name", ["各县(市、区)人民政府", "各县（市、区）", "运城市各县"])
def test_width_does_not_matter_and_a_part_is_enough(name: str) -> None:
    assert lookup.agency(STORE, name).canonical == COUNTIES.canonical


def test_one_form_in_two_cities_is_ambiguous() -> None:
    with pytest.raises(AmbiguousName, match="市工信局") as caught:
        lookup.agency(STORE, "市工信局")
    assert caught.value.suggestions == (TAIYUAN.canonical, INDUSTRY.canonical)


def test_a_part_of_several_names_is_ambiguous() -> None:
    with pytest.raises(AmbiguousName):
        lookup.agency(STORE, "工业和信息化局")


def test_an_unknown_name_gets_suggestions() -> None:
    with pytest.raises(UnknownName) as caught:
        lookup.agency(STORE, "运城市生态环保局")
    assert caught.value.suggestions[0] == ECOLOGY.canonical
    assert ECOLOGY.canonical in str(caught.value)


@pytest.mark.parametrize("name", ["", "  ", "完全没有的东西"])
def test_nothing_close(name: str) -> None:
    with pytest.raises(UnknownName) as caught:
        lookup.agency(STORE, name)
    assert caught.value.suggestions == ()


def test_roles_and_dates_filter() -> None:
    name = INDUSTRY.canonical
    assert lookup.agency(STORE, name, roles=["support"]).duties == ()
    assert len(lookup.agency(STORE, name, roles={"support", "lead"}).duties) == 1
    assert lookup.agency(STORE, name, due_before="2023-12-31").duties == ()
    assert len(lookup.agency(STORE, name, due_before="2024-01-01").duties) == 1
    assert lookup.agency(STORE, ECOLOGY.canonical, due_before="2999-01-01").duties == ()


def test_wrong_filters_are_named() -> None:
    with pytest.raises(QueryError, match=r"no such role: boss; the roles are lead"):
        lookup.agency(STORE, INDUSTRY.canonical, roles=["boss"])
    with pytest.raises(QueryError, match="'soon' is not a date"):
        lookup.agency(STORE, INDUSTRY.canonical, due_before="soon")


def test_duties_are_not_multiplied_by_the_documents_that_name_the_agency() -> None:
    facts = [replace(plan(), key=f"甲〔2023〕{i}号", number=f"甲〔2023〕{i}号") for i in range(1, 6)]
    assert len(lookup.agency(in_memory(facts), INDUSTRY.canonical).duties) == 5


@pytest.mark.parametrize(
    "name",
    [
        "运政发〔2023〕30号",
        "运政发[2023]30号",
        "运政发 （2023） 30 号",
        "运政发〔２０２３〕３０号",
        "运政发2023-30",
        "运政发(2023)30",
        "运政发2023年第30号",
        "運政發〔2023〕30號",
        "質量強市",
        "运城市人民政府关于印发运城市质量强市实施方案的通知",
        "《运城市质量强市实施方案》",
        "质量强市",
        "https://w3id.org/gongwen/id/document/运政发〔2023〕30号",
    ],
)
def test_a_document_by_any_name(name: str) -> None:
    assert lookup.document(STORE, name).number == "运政发〔2023〕30号"


def test_a_document() -> None:
    answer = lookup.document(STORE, "运政发〔2023〕30号")
    assert answer.issuers == ("运城市人民政府",)
    assert answer.addressees == ("各县（市、区）人民政府", "市直各有关单位")
    assert answer.annexes == ("汇总表", "汇总表")
    assert [clause.path for clause in answer.clauses] == ["", "", "一", "一/（一）", "一"]
    assert [(duty.agency, duty.role, duty.task) for duty in answer.duties] == [
        (INDUSTRY.canonical, "lead", "推进技术改造"),
        (ECOLOGY.canonical, "support", "推进技术改造"),
        (COUNTIES.canonical, "implement", "推进技术改造"),
    ]
    assert [(row.relation, row.key) for row in answer.cites] == [
        ("basis", None),
        ("implements", "并政发〔2024〕7号"),
        ("mentions", None),
        ("repeals", "运政办发〔2021〕5号"),
    ]
    assert answer.cited_by == ()


def test_what_cites_a_document() -> None:
    (row,) = lookup.document(STORE, "运政办发〔2021〕5号").cited_by
    assert (row.key, row.relation, row.quote) == ("运政发〔2023〕30号", "repeals", "运政办发〔2021〕5号")


@pytest.mark.parametrize(
    ("number", "day", "state"),
    [
        ("运政办发〔2021〕5号", None, "repealed"),
        ("运政办发〔2021〕5号", "2023-10-31", "in force"),
        ("运政办发〔2021〕5号", "2021-02-28", "not yet in force"),
        ("运政发〔2023〕30号", None, "in force"),
        ("运政发〔2023〕30号", "2025-12-31", "in force"),
        ("运政发〔2023〕30号", "2026-01-01", "expired"),
        ("并政发〔2024〕7号", None, "unknown"),
    ],
)
def test_whether_it_is_in_force(number: str, day: str | None, state: str) -> None:
    status = lookup.document(STORE, number, as_of=day).status
    assert status.state == state
    assert status.as_of == (day or "2024-02-01")
    assert status.because


def resting(on: str, **dates: str | None) -> list[DocumentFacts]:
    """The document of the other city rests on ``on``."""
    basis = Citation("", on, None, "basis", words(1, on), "number", "stated", on)
    return [plan(), repealed(), replace(elsewhere(), citations=(basis,), **dates)]


def test_what_rests_on_a_repealed_document_is_flagged_as_derived() -> None:
    store = in_memory(resting(repealed().key))
    (concern,) = lookup.document(store, elsewhere().key).concerns
    assert (concern.rests_on, concern.standing.state, concern.via) == (repealed().key, "repealed", ())
    assert (concern.status, concern.rule) == ("derived", "derived/rests-on")
    (duty,) = lookup.agency(store, TAIYUAN.canonical, as_of="2024-03-01").duties
    assert duty.concerns == lookup.document(store, elsewhere().key, as_of="2024-03-01").concerns
    assert duty.standing is not None
    assert duty.status == "stated"


def test_before_the_repeal_nothing_is_flagged() -> None:
    store = in_memory(resting(repealed().key))
    assert lookup.document(store, elsewhere().key, as_of="2023-10-31").concerns == ()


def test_an_expired_basis_is_flagged_from_the_day_after() -> None:
    store = in_memory(resting(plan().key))
    assert lookup.document(store, elsewhere().key, as_of="2025-12-31").concerns == ()
    (concern,) = lookup.document(store, elsewhere().key, as_of="2026-01-01").concerns
    assert (concern.standing.state, concern.standing.code) == ("expired", "expired")


def test_the_basis_of_a_basis_counts_and_a_circle_ends() -> None:
    middle = Citation("一", repealed().key, None, "basis", words(1, "x"), "number", "stated", repealed().key)
    last, old = elsewhere(), repealed()
    circle = replace(old, citations=(replace(middle, number=last.key, target=last.key),))
    between = replace(plan(), key="甲〔2022〕1号", number="甲〔2022〕1号", citations=(middle,), promulgates=())
    basis = Citation("", between.key, None, "basis", words(1, "y"), "number", "stated", between.key)
    store = in_memory([plan(), circle, between, replace(last, citations=(basis,))])
    (concern,) = lookup.document(store, last.key).concerns
    assert (concern.rests_on, concern.via) == (old.key, (between.key,))


def test_the_arithmetic_of_an_expiry_is_shown() -> None:
    term = ("expires", words(9, "自2023年11月1日起施行，有效期2年"))
    facts = replace(plan(), expires="2025-10-31", evidence=(*plan().evidence, term))
    status = lookup.document(in_memory([facts]), facts.key, as_of="2025-11-01").status
    assert (status.state, status.because) == ("expired", "last day in force 2025-10-31: 2023-11-01 + 有效期2年")


def test_a_document_is_not_in_force_before_it_is_signed() -> None:
    assert lookup.document(STORE, elsewhere().key, as_of="2024-01-01").status.state == "not yet in force"


@pytest.mark.parametrize("name", ["states", "rests-on-ended"])
@pytest.mark.parametrize("day", ["2020-01-01", "2023-10-31", "2024-03-01", "2026-01-01"])
def test_the_queries_and_the_look_ups_agree(name: str, day: str) -> None:
    store = in_memory(resting(repealed().key))
    result = sparql.run(store, named_query(name).text, {"day": Literal(day)})
    assert isinstance(result, sparql.SelectResult)
    rows = [dict(zip(result.variables, map(sparql.plain, row), strict=True)) for row in result.rows]
    answers = [lookup.document(store, facts.key, as_of=day) for facts in resting(repealed().key)]
    if name == "states":
        assert {row["number"]: row["state"] for row in rows} == {a.number: a.status.state for a in answers}
    else:
        assert [(row["number"], row["basis"]) for row in rows] == [
            (a.number, concern.rests_on) for a in answers for concern in a.concerns
        ]


def test_derived_duties_only_on_request() -> None:
    stated = lookup.agency(STORE, "市生态环境局").duties
    both = lookup.agency(STORE, "市生态环境局", derived=True).duties
    assert [duty.rule for duty in both if duty not in stated] == ["derived/following"]
    assert len(both) == len(stated) + 1
    assert len(lookup.document(STORE, plan().key, derived=True).duties) == 4
    assert len(lookup.document(STORE, plan().key).duties) == 3


def test_tasks_of_a_document() -> None:
    (task,) = lookup.document(STORE, plan().key).tasks
    assert (task.label, task.deadlines) == ("推进技术改造", ("2023年12月底前",))
    assert task.targets == ("合格率 98.5–99 %（2025-12-31）",)


def test_what_cites_the_plan_cites_the_notice_too() -> None:
    (row,) = lookup.document(STORE, elsewhere().key).cited_by
    assert (row.key, row.relation) == (plan().key, "implements")


def test_no_dates_no_status() -> None:
    store = in_memory([replace(repealed(), signed=None)])
    assert lookup.document(store, repealed().key).status.state == "unknown"


def test_a_document_that_is_cited_by_number_only() -> None:
    citing = replace(
        plan(), citations=(Citation("", repealed().key, None, "basis", words(1, repealed().key), "number"),)
    )
    (row,) = lookup.document(in_memory([citing, repealed()]), repealed().key).cited_by
    assert row.relation == "basis"


def test_two_copies_are_told_apart_by_iri() -> None:
    store = in_memory([repealed(), replace(repealed(), source="corpus/copy.txt")])
    with pytest.raises(AmbiguousName) as caught:
        lookup.document(store, repealed().key)
    sources = {lookup.document(store, name).source for name in caught.value.suggestions}
    assert sources == {"corpus/copy.txt", "corpus/other.txt"}


def test_unknown_document() -> None:
    with pytest.raises(UnknownName) as caught:
        lookup.document(STORE, "运政发〔2023〕31号")
    assert "运政发〔2023〕30号" in caught.value.suggestions


def test_stats() -> None:
    stats = lookup.stats(STORE)
    assert (stats.sources, stats.documents, stats.clauses, stats.agencies) == (2, 3, 6, 9)
    assert (stats.responsibilities, stats.citations, stats.deadlines) == (4, 4, 2)
    assert (stats.members, stats.hosts, stats.aliases, stats.appointments) == (1, 1, 3, 2)
    assert (stats.targets, stats.tasks, stats.derived) == (2, 1, 1)
    assert stats.cited_works_missing == 2
    assert (stats.first_signed, stats.last_signed) == ("2021-03-01", "2024-02-01")
    assert dict(stats.roles) == {"lead": 1, "support": 1, "implement": 1, "responsible": 1}
    assert stats.triples > 500


def test_stats_of_an_empty_graph() -> None:
    stats = lookup.stats(in_memory([]))
    assert (stats.documents, stats.triples, stats.first_signed) == (0, 0, None)


def test_folding() -> None:
    assert folded("《运政发［２０２３］ 30号》") == folded("运政发〔2023〕30号")


def test_an_equal_label_wins_over_a_part() -> None:
    labels = {"市政府": frozenset({"甲"}), "市政府办公室": frozenset({"乙"})}
    assert find("市政府", labels) == "甲"


BEARERS = {
    "发改委": frozenset({"甲市发展和改革委员会"}),
    "甲市发展和改革委员会": frozenset({"甲市发展和改革委员会"}),
    "国家发展改革委": frozenset({"国家发展和改革委员会"}),
    "甲市财政局": frozenset({"甲市财政局"}),
    "甲市财政局乙分局": frozenset({"甲市财政局乙分局"}),
    "县发改局": frozenset({"丙县发展和改革局"}),
    "当地财政局": frozenset({"当地财政局"}),
    "各县财政局": frozenset({"甲市各县财政局"}),
    "各街道办": frozenset({"甲市各街道办事处"}),
}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("发改委", ("国家发展和改革委员会", "甲市发展和改革委员会")),
        (" 发展改革委", ("国家发展和改革委员会", "甲市发展和改革委员会")),
        ("甲市发展和改革委员会", ("甲市发展和改革委员会",)),
        ("国家发展改革委", ("国家发展和改革委员会",)),
        ("发展和改革局", ("丙县发展和改革局",)),
        ("财政局", ("甲市财政局",)),
        ("乙分局", ("甲市财政局乙分局",)),
        ("各县财政局", ("甲市各县财政局",)),
        ("街道办", ("甲市各街道办事处",)),
    ],
)
def test_a_department_without_its_place_means_each_body_of_that_name(name: str, meant: tuple[str, ...]) -> None:
    if len(meant) == 1:
        assert find_agency(name, BEARERS) == meant[0]
        return
    with pytest.raises(AmbiguousName) as caught:
        find_agency(name, BEARERS)
    assert caught.value.suggestions == meant


GOVERNED = (
    *("安徽省人民政府", "安徽省科学技术厅", "合肥市人民政府", "合肥市发展和改革委员会", "合肥市各区财政局"),
    *("运城市人民政府", "运城市发展和改革委员会", "运城市盐湖区人民政府", "国家能源局", "生态环境部门"),
)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("安徽省科技厅", ("安徽省科学技术厅",)),  # no document prints it
        ("安徽科技厅", ("安徽省科学技术厅",)),
        ("安徽省科技主管部门", ("安徽省科学技术厅",)),
        ("市发改委", ("合肥市发展和改革委员会", "运城市发展和改革委员会")),
        ("运城市发改委", ("运城市发展和改革委员会",)),
        ("山西省科技厅", ()),
        ("生态环境部门", ()),  # of any government
        ("各区财政局", ()),
        ("运城", ()),
        ("", ()),
    ],
)
def test_names_that_no_document_prints_mean_what_the_rules_of_identity_say(name: str, meant: tuple[str, ...]) -> None:
    assert by_rule(name, GOVERNED) == frozenset(meant)


def test_a_label_counts_before_the_rules_of_identity() -> None:
    labels = {name: frozenset({name}) for name in GOVERNED} | {"安徽科技厅": frozenset({"国家能源局"})}
    assert find_agency("安徽科技厅", labels) == "国家能源局"
    assert find_agency("安徽省科技厅", labels) == "安徽省科学技术厅"
    with pytest.raises(AmbiguousName):
        find_agency("市发改委", labels)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("安徽省科技委", "安徽省科学技术厅"),  # a wrong head
        ("运城市计委", None),
        ("山西省科技委", None),
        ("合肥市環保局", "合肥市生态环境局"),  # in the traditional script, and before the reform of 2018
        ("合肥市环境保护局", "合肥市生态环境局"),
    ],
)
def test_a_name_of_before_a_reform_means_who_does_it_now(name: str, meant: str | None) -> None:
    labels = {name: frozenset({name}) for name in (*GOVERNED, "合肥市生态环境局")}
    if meant is None:
        with pytest.raises(UnknownName):
            find_agency(name, labels)
    else:
        assert find_agency(name, labels) == meant


def test_a_former_body_that_a_document_names_is_meant_itself() -> None:
    labels = {name: frozenset({name}) for name in ("合肥市人民政府", "合肥市生态环境局", "合肥市环境保护局")}
    assert find_agency("合肥市环保局", labels) == "合肥市环境保护局"


def test_candidates_that_are_not_named_are_counted() -> None:
    labels = {f"{number}县财政局": frozenset({f"{number}县财政局"}) for number in range(20)}
    with pytest.raises(AmbiguousName, match="and 4 more") as caught:
        find_agency("财政局", labels)
    assert (len(caught.value.suggestions), caught.value.more) == (16, 4)


def test_stats_on_a_day() -> None:
    store, day = in_memory(corpus()), "2026-06-01"
    plain, then = lookup.stats(store), lookup.stats(store, day)
    assert (plain.as_of, plain.states, plain.unfounded) == (None, (), 0)
    assert replace(then, as_of=None, states=(), unfounded=0) == plain
    answers = [lookup.document(store, facts.key, day) for facts in corpus()]
    assert dict(then.states) == Counter(answer.status.state for answer in answers)
    assert dict(then.states)["expired"] > 0
    assert then.unfounded == sum(bool(answer.concerns) for answer in answers)
    with pytest.raises(QueryError, match="is not a date"):
        lookup.stats(store, "2025")
