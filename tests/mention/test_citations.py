"""Citations: the case table, and what a whole document must leave out."""

from __future__ import annotations

from array import array

import pytest

from kg.mention.citation.citations import cite, find_citations
from kg.mention.citation.relations import Setting
from kg.model import Clause, CleanText, Document, RawText
from tests.tables import whole

CASES = whole("citations")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_find_citations(case: dict) -> None:
    setting = Setting(
        case.get("opening", False), case.get("heading", ""), case.get("above", ""), case.get("first", False)
    )
    hits = find_citations(case["text"], setting)
    assert [[hit.title, hit.number, hit.relation] for hit in hits] == case["expected"], case["why"]
    for hit in hits:
        words = case["text"][hit.start : hit.end]
        assert (hit.title or "") in words.replace(" ", "")


def _document(*texts: str, number: str | None = None, promulgates: tuple[str, ...] = ()) -> Document:
    raw = RawText("a.txt", "0", "utf-8", "text/plain", "".join(texts))
    clauses, start = [], 0
    for order, text in enumerate(texts):
        body = CleanText(text, array("I", range(start, start + len(text))))
        clauses.append(Clause("" if order == 0 else str(order), order, min(order, 1), text[:8], body))
        start += len(text)
    return Document(
        raw,
        number,
        "县政府关于印发试点办法的通知",
        "通知",
        ("县政府",),
        (),
        "2023-05-01",
        promulgates,
        clauses=tuple(clauses),
    )


def test_a_document_does_not_cite_itself_or_what_it_issues() -> None:
    document = _document(
        "县政发〔2023〕3号。《试点办法》已印发。",
        "《试点办法》是基础，见县政发〔2023〕3号。",
        number="县政发〔2023〕3号",
        promulgates=("试点办法",),
    )
    assert cite(document) == []


def test_each_work_once_in_each_relation_with_its_number() -> None:
    document = _document(
        "根据《森林法》（主席令第39号），制定本办法。", "落实《森林法》。贯彻《森林法》。", "见《森林法》。"
    )
    found = [(c.number, c.relation, c.clause, c.evidence.quote) for c in cite(document)]
    assert found == [
        ("主席令第39号", "basis", "", "《森林法》（主席令第39号）"),
        ("主席令第39号", "implements", "1", "《森林法》"),
        ("主席令第39号", "mentions", "2", "《森林法》"),
    ]


def test_a_repealed_predecessor_of_the_same_name_is_cited() -> None:
    document = _document(
        "原《试点办法》（县政发〔2019〕8号）同时废止。", number="县政发〔2023〕3号", promulgates=("试点办法",)
    )
    assert [(c.number, c.relation) for c in cite(document)] == [("县政发〔2019〕8号", "repeals")]


def test_evidence_leads_back_to_the_source() -> None:
    document = _document("为贯彻《甲规划》和乙政发〔2020〕1号文件精神，制定本方案。")
    for citation in cite(document):
        spans = citation.evidence.spans
        assert "".join(document.raw.text[a:b] for a, b in spans) == citation.evidence.quote


@pytest.mark.parametrize(("words", "relation"), [(20, "repeals"), (1200, "mentions")])
def test_what_stands_far_behind_a_work_says_nothing_of_it(words: int, relation: str) -> None:
    listed = "、".join(f"《某市第{number}号办法》" for number in range(words // 10))
    found = find_citations(f"《某市旧办法》、{listed}同时废止。")
    assert found[0].relation == relation


def test_order_that_publishes_rules_is_their_own() -> None:
    noted = "（2010年1月28日第三次会议通过 2010年5月12日江东县人民代表大会常务委员会公告第11号公布）"
    assert cite(_document(noted, "根据《甲法》，制定本条例。"))[0].title == "甲法"
