"""Which pairs a person is asked about, and which not; and that the context of names can be recalled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.entity import resolve
from kg.entity.bearers import names
from kg.entity.document_context import context_of
from kg.entity.doubts import doubts
from kg.entity.judgements import Judgement
from kg.model import AgencyMention, ClauseFact, DocumentFacts, Evidence
from kg.statement.order import normalise


def document(*surfaces: str, issuer: str = "大同市人民政府", key: str = "同政发〔2024〕5号") -> DocumentFacts:
    """A document that names these bodies, resolved as a build resolves them."""
    text = "；".join(f"由{surface}负责" for surface in surfaces)
    mentions = [
        AgencyMention(
            surface, "一", Evidence(((text.index(surface), text.index(surface) + len(surface)),), surface), "r"
        )
        for surface in surfaces
    ]
    facts = DocumentFacts(
        key=key,
        source="a.txt",
        sha256="",
        encoding="utf-8",
        number=key,
        title=f"{issuer}关于清水的通知",
        kind="通知",
        promulgates=(),
        issuers=(issuer,),
        addressees=(),
        signed="2024-03-01",
        effective=None,
        expires=None,
        openness=None,
        annexes=(),
        clauses=(ClauseFact("一", 0, 1, "", text, "main", Evidence(((0, len(text)),), "")),),
        agencies=tuple(mentions),
    )
    return with_bodies(facts)


def with_bodies(facts: DocumentFacts) -> DocumentFacts:
    bodies = resolve([mention.surface for mention in facts.agencies], context_of(facts))
    mentions = tuple(replace(mention, body=bodies[mention.surface].canonical) for mention in facts.agencies)
    return normalise(replace(facts, agencies=mentions, bodies=tuple(bodies.values())))


def found(*facts: DocumentFacts) -> list[tuple[str, str, str]]:
    return [(doubt.reason, doubt.a, doubt.b) for doubt in doubts(facts)]


@pytest.mark.parametrize(
    ("surfaces", "expected"),
    [
        (("大同市水务投资建设有限公司", "市水投公司"), ("short", "大同市水务投资建设有限公司", "大同市水投公司")),
        (
            ("市南水引黄工程建设服务中心", "市南水引黄工程建设管理局"),
            ("spelling", "大同市南水引黄工程建设服务中心", "大同市南水引黄工程建设管理局"),
        ),
    ],
)
def test_pairs_that_may_be_one(surfaces: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    assert found(document(*surfaces)) == [expected]
    one, other = (document(surface, key=f"同政发〔2024〕{n}号") for n, surface in enumerate(surfaces))
    assert found(one, other) == [expected]


@pytest.mark.parametrize(
    "surfaces",
    [
        ("市财政局", "市民政局", "市委宣传部"),
        ("市第一中学", "市第二中学"),
        ("各县（区）人民政府", "各区人民政府"),
        ("市考古研究院", "市考古研究院云冈研究中心"),
        ("省财政厅", "市财政局"),
        ("市南水引黄建设厅", "市南水引黄建设局"),
        ("大同师范大学", "大同大学"),
        ("大同东部新能源开发有限公司", "大同西部新能源开发有限公司"),
        ("平城区初中学校", "平城区高中学校"),
    ],
)
def test_pairs_that_nobody_needs_to_judge(surfaces: tuple[str, ...]) -> None:
    assert found(document(*surfaces)) == []


def test_bodies_of_two_regions_are_no_pair() -> None:
    here, there = (
        document("大同市水务投资建设有限公司"),
        document("市水投公司", issuer="太原市人民政府", key="并政发〔2024〕1号"),
    )
    assert found(here, there) == []


def test_places_show_the_words_around() -> None:
    (doubt,) = doubts([document("大同市水务投资建设有限公司", "市水投公司", "市民政局")])
    (place,) = doubt.b_places
    assert (place.document, place.clause, place.form) == ("同政发〔2024〕5号", "一", "市水投公司")
    assert "由市水投公司负责" in place.words
    assert place.words == "由大同市水务投资建设有限公司负责；由市水投公司负责；由市民政局负责"


@pytest.mark.parametrize("named", ["市水投公司", "大同市水投公司"])
def test_judged_pairs_are_not_asked_again(named: str) -> None:
    facts = document("大同市水务投资建设有限公司", "市水投公司")
    judgement = Judgement("大同市水务投资建设有限公司", named, "unsure", "王芳", "2024", "x")
    assert doubts([facts], [judgement]) == []


def test_the_context_of_names_is_recalled(corpus_facts: list[DocumentFacts]) -> None:
    for one in corpus_facts:
        bodies = resolve([mention.surface for mention in one.agencies], context_of(one))
        assert {m.surface: m.body for m in one.agencies} == {s: body.canonical for s, body in bodies.items()}
        assert set(names(one)) >= {(surface, body.canonical) for surface, body in bodies.items()}
