"""Judgements override resolution: what each kind does, what is reported, and that they can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from kg.entity.bearers import names, renamed
from kg.entity.judgements import COLUMNS, Judgement, Verdict, added, parse, ruling
from kg.errors import DecisionError
from kg.model import AgencyMention, Appointment, Body, DocumentFacts, Evidence, Host, Member, Responsibility, Warning
from kg.statement.order import normalise

WORDS = Evidence(((0, 4),), "市工信局")
INDUSTRY = Body("甲市工业和信息化局", "prefecture", "甲市", "department", "甲市人民政府")
FINANCE = Body("甲市财政局", "prefecture", "甲市", "department", "甲市人民政府")
WATER = Body("甲市水投公司", "prefecture", "甲市", "company")
BRANCH = Body("甲市水投公司分公司", "prefecture", "甲市", "company", WATER.canonical)
OTHER = Body("乙市工业和信息化局", "prefecture", "乙市", "department", "乙市人民政府")
HEAD = "a\tb\tjudgement\twho\twhen\twhy\n"


def document(key: str, *named: tuple[str, Body], **other: Any) -> DocumentFacts:
    facts = DocumentFacts(
        key=key,
        source="a.txt",
        sha256="",
        encoding="utf-8",
        number=key,
        title=None,
        kind=None,
        promulgates=(),
        issuers=(),
        addressees=(),
        signed=None,
        effective=None,
        expires=None,
        openness=None,
        annexes=(),
        agencies=tuple(AgencyMention(surface, "", WORDS, "r", body.canonical) for surface, body in named),
        bodies=tuple(dict.fromkeys(body for _, body in named)),
    )
    return normalise(replace(facts, **other))


def judged(a: str, verdict: Verdict, b: str) -> Judgement:
    return Judgement(a, b, verdict, "王芳", "2024-05-06", "两处同文", "judgements.tsv line 2")


ONE = document(
    "甲〔2023〕1号", ("市工信局", INDUSTRY), ("市工信委", INDUSTRY), ("市水投公司", WATER), ("分公司", BRANCH)
)
TWO = document("甲〔2023〕2号", ("市财政局", FINANCE), ("市水投公司", WATER))
THREE = document("乙〔2023〕1号", ("市工信局", OTHER))
FACTS = [ONE, TWO, THREE]


def apply(
    facts: list[DocumentFacts], judgements: Sequence[Judgement]
) -> tuple[list[DocumentFacts], tuple[Warning, ...]]:
    judged, warnings = ruling(facts, judgements)
    return [judged(one) for one in facts], warnings


def meanings(facts: list[DocumentFacts]) -> list[dict[str, str]]:
    return [dict(names(one)) for one in facts]


def test_without_judgements_nothing_changes() -> None:
    assert apply(FACTS, ()) == (FACTS, ())
    facts, warnings = apply(FACTS, [judged("市财政局", "unsure", "市工信委")])
    assert (list(map(normalise, facts)), warnings) == (FACTS, ())


def test_same_goes_by_the_name_of_the_first() -> None:
    facts, warnings = apply(FACTS, [judged("甲市水务投资有限公司", "same", "甲市水投公司")])
    assert not warnings
    assert [found.get("市水投公司") for found in meanings(facts)] == ["甲市水务投资有限公司"] * 2 + [None]
    assert replace(WATER, canonical="甲市水务投资有限公司") in facts[0].bodies
    assert WATER not in facts[0].bodies
    (branch,) = (body for body in facts[0].bodies if body.canonical == BRANCH.canonical)
    assert branch.parent == "甲市水务投资有限公司"


def test_same_by_forms_that_documents_print() -> None:
    facts, _ = apply(FACTS, [judged("市财政局", "same", "市水投公司")])
    assert [found.get("市水投公司") for found in meanings(facts)] == [FINANCE.canonical] * 2 + [None]
    assert FINANCE in facts[0].bodies  # a body that this document did not know before


def test_chains_in_any_order_are_one_cluster() -> None:
    chain = [
        judged("市财政局", "same", "市水投公司"),
        judged("市水投公司", "same", "分公司"),
        judged("分公司", "same", "市工信委"),
    ]
    for order in permutations(chain):
        facts, warnings = apply(FACTS, order)
        assert not warnings
        assert {canonical for found in meanings(facts[:2]) for canonical in found.values()} == {FINANCE.canonical}


@pytest.mark.parametrize(
    ("a", "b"), [("市工信局", "市工信委"), (INDUSTRY.canonical, "市工信委"), ("市工信委", INDUSTRY.canonical)]
)
def test_different_gives_a_form_its_own_body(a: str, b: str) -> None:
    facts, warnings = apply(FACTS, [judged(a, "different", b)])
    assert not warnings
    found = meanings(facts)[0]
    assert found["市工信局"] == INDUSTRY.canonical
    assert found["市工信委"] not in (INDUSTRY.canonical, "")
    assert {body.canonical for body in facts[0].bodies} == set(found.values())
    assert meanings(facts)[2]["市工信局"] == OTHER.canonical  # another document's body of the same form


def test_the_own_body_has_the_name_that_the_form_means_by_itself() -> None:
    one = document("甲〔2023〕3号", ("市工信局", replace(INDUSTRY, region="大同市", canonical="大同市工业和信息化局")))
    one = replace(one, agencies=(*one.agencies, replace(one.agencies[0], surface="市民政局")))
    facts, _ = apply([one], [judged("市工信局", "different", "市民政局")])
    assert dict(names(facts[0]))["市民政局"] == "大同市民政局"
    assert next(body for body in facts[0].bodies if body.canonical == "大同市民政局").parent == "大同市人民政府"


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ([("甲市财政局", "same", "市无名局")], ["judgement_unmatched"]),
        ([("市无名局", "different", "市财政局")], ["judgement_unmatched"]),
        ([("市无名局", "unsure", "市财政局")], ["judgement_unmatched"]),
        ([("市财政局", "same", "市工信局")], ["judgement_ambiguous"]),
        ([("市财政局", "different", "市水投公司"), ("市财政局", "same", "市水投公司")], ["judgement_conflict"]),
        (
            [("分公司", "different", "市财政局"), ("市水投公司", "same", "分公司"), ("市财政局", "same", "市水投公司")],
            ["judgement_conflict"],
        ),
    ],
)
def test_what_cannot_be_applied_is_reported(lines: list[tuple[str, Verdict, str]], codes: list[str]) -> None:
    facts, warnings = apply(FACTS, [judged(*one) for one in lines])
    assert [warning.code for warning in warnings] == codes
    assert all(warning.message.startswith("judgements.tsv line 2: ") for warning in warnings)
    if len(lines) == 1:
        assert list(map(normalise, facts)) == FACTS


def test_every_kind_of_statement_is_renamed() -> None:
    duty = Responsibility("一", "市水投公司", "lead", WORDS, WORDS, "r", body=WATER.canonical)
    facts = document(
        "甲〔2023〕4号",
        ("市水投公司", WATER),
        responsibilities=(duty, replace(duty, agency="无名", body="")),
        derived=(replace(duty, status="derived"),),
        members=(
            Member("", "市水投公司", "市水投公司", "成员", WORDS, "r", "stated", WATER.canonical, WATER.canonical),
        ),
        hosts=(Host("", "市水投公司", "市水投公司", WORDS, "r", "stated", WATER.canonical, WATER.canonical),),
        appointments=(Appointment("", "李明", "appoint", "市水投公司经理", WORDS, "r", "stated", WATER.canonical),),
    )
    (changed,), _ = apply([facts], [judged("新名", "same", WATER.canonical)])
    assert {canonical for _, canonical in names(changed)} == {"新名"}
    assert (changed.appointments[0].body, changed.responsibilities[1].body) == ("新名", "")
    assert WATER.canonical not in repr(changed)
    (split,), _ = apply([facts], [judged(WATER.canonical, "different", "市水投公司")])
    assert split.appointments[0].body == split.agencies[0].body != WATER.canonical


def test_on_the_corpus_the_same_names_give_the_same_facts(corpus_facts: list[DocumentFacts]) -> None:
    for one in corpus_facts:
        assert normalise(renamed(one, lambda _, canonical: canonical, {})) == one


def test_file_form() -> None:
    text = f"\n# note\n{HEAD}# 甲市\n市水投公司\t甲市水投公司\tsame\t王芳\t2024-05-06\t两处同文\n\n"
    (judgement,) = parse(text, "corpus/judgements.tsv")
    assert judgement == replace(judged("市水投公司", "same", "甲市水投公司"), place="corpus/judgements.tsv line 5")
    for before in ("", "# note", HEAD, HEAD.rstrip(), "\t".join(reversed(COLUMNS))):
        (again,) = parse(added(before, judgement, "x"), "x")
        assert replace(again, place=judgement.place) == judgement
    assert parse(added(text, replace(judgement, why="a\tb\nc"), "x"), "x")[1].why == "a b c"
    assert parse("", "x") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\tb\tjudgement\n", "line 1: the columns must be a b judgement who when why"),
        (f"{HEAD}甲\t乙\tsame\t王芳\t2024\n", "line 2: nothing under why"),
        (f"{HEAD}甲\t乙\tmaybe\t王芳\t2024\tx\n", "line 2: 'maybe' is none of same, different, unsure"),
        (f"{HEAD}甲\t甲\tsame\t王芳\t2024\tx\n", "line 2: a name cannot be judged against itself"),
    ],
)
def test_damaged_files_are_refused(text: str, message: str) -> None:
    with pytest.raises(DecisionError, match=message):
        parse(text, "j.tsv")
