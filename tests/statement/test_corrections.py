"""Corrections by document and clause: what each kind does, what is reported, and which files are refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml

from kg.errors import DecisionError
from kg.model import AgencyMention, ClauseFact, Correction, Deadline, DocumentFacts, Evidence, RawText, Responsibility
from kg.statement.correction_file import Entry, parse, unique
from kg.statement.corrections import apply, is_about, unseen
from kg.statement.order import normalise

HEADING = "江政发〔2024〕5号\n江州市人民政府\n一、"
TEXT = f"{HEADING}整治河道。（市水利局牵头，市财政\n局配合）2024年底前完成。（市教育局负责宣传）"
RAW = RawText("a/方案.txt", "", "utf-8", "text/plain", TEXT)


def said(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(((start, start + len(words)),), words)


CLAUSE = said(TEXT[len(HEADING) :])
WATER = Responsibility(
    "一", "市水利局", "lead", said("市水利局牵头"), said("市水利局"), "tail", body="江州市水利局", deadline="2024-12-31"
)
FACTS = normalise(
    DocumentFacts(
        key="江政发〔2024〕5号",
        source="a/方案.txt",
        sha256="",
        encoding="utf-8",
        number="江政发〔2024〕5号",
        title="关于整治河道的通知",
        kind="通知",
        promulgates=(),
        issuers=("江州市人民政府",),
        addressees=(),
        signed="2024-03-01",
        effective=None,
        expires=None,
        openness=None,
        annexes=(),
        clauses=(ClauseFact("一", 0, 1, "整治河道", TEXT[len(HEADING) :], "main", CLAUSE),),
        agencies=(AgencyMention("市水利局", "一", said("市水利局"), "name", "江州市水利局"),),
        responsibilities=(WATER,),
        deadlines=(Deadline("一", "2024年底前", "2024-12-31", said("2024年底前"), "month-end"),),
        evidence=(("issuers", said("江州市人民政府")),),
    )
)
HEAD = {"id": "c1", "document": "江政发[2024] 5 号", "who": "王芳", "when": "2024-05-06", "why": "原文如此"}


def entries(**other: Any) -> tuple[Entry, ...]:
    return parse(yaml.safe_dump([{**HEAD, **other}], allow_unicode=True), "corpus/corrections.yaml")


def corrected(**other: Any) -> DocumentFacts:
    result = apply([FACTS], entries(**other), RAW)
    assert (result.warnings, result.seen) == ((), {"c1"})
    (facts,) = result.facts
    assert normalise(facts) == facts
    return facts


def duties(facts: DocumentFacts) -> list[tuple[str, str, str]]:
    return [(duty.agency, duty.role, duty.rule) for duty in facts.responsibilities]


WRONG = {"agency": "市水利局", "role": "lead"}


def test_wrong_role() -> None:
    facts = corrected(clause="一", wrong=WRONG, right={"role": "responsible"})
    assert corrected(clause="一", wrong={**WRONG, "role": "牵头"}, right={"role": "负责"}) == facts
    assert facts.responsibilities == (replace(WATER, role="responsible", rule="correction:c1"),)
    assert facts.corrections == (
        Correction("c1", "一", None, "lead 市水利局", "responsible 市水利局", "王芳", "2024-05-06", "原文如此"),
    )


@pytest.mark.parametrize("named", ["市水利局", "江州市水利局"])
def test_wrong_agency(named: str) -> None:
    facts = corrected(clause="一", wrong={**WRONG, "agency": named}, right={"agency": "市财政局"})
    (duty,) = facts.responsibilities
    assert (duty.agency, duty.role, duty.rule, duty.deadline) == ("市财政局", "lead", "correction:c1", "2024-12-31")
    assert (duty.evidence, duty.agency_evidence.quote) == (WATER.evidence, "市财政局")
    start = TEXT.index("市财政")
    assert duty.agency_evidence.spans == ((start, start + 5),)  # a line end stands in it
    assert duty.body in {body.canonical for body in facts.bodies}
    (mention,) = (mention for mention in facts.agencies if mention.surface == "市财政局")
    assert (mention.rule, mention.body) == ("correction:c1", duty.body)


def test_not_a_duty() -> None:
    facts = corrected(clause="一", wrong=WRONG)
    assert duties(facts) == []
    assert (facts.corrections[0].before, facts.corrections[0].after) == ("lead 市水利局", "")


@pytest.mark.parametrize(("quote", "shown"), [(None, "市教育局"), ("市教育局 负责宣传", "市教育局负责宣传")])
def test_missing_duty(quote: str | None, shown: str) -> None:
    said_so = {} if quote is None else {"quote": quote}
    facts = corrected(clause="一", right={"agency": "市教育局", "role": "responsible"}, **said_so)
    assert duties(facts) == [("市水利局", "lead", "tail"), ("市教育局", "responsible", "correction:c1")]
    duty = facts.responsibilities[1]
    assert (duty.evidence.quote, duty.agency_evidence.quote, duty.status) == (shown, "市教育局", "stated")
    assert (duty.deadline, facts.corrections[0].before) == ("2024-12-31", "")
    (start, end), *_ = duty.evidence.spans
    assert TEXT[start:end] == shown


def test_a_duty_of_a_body_that_is_not_printed_there_needs_a_quote() -> None:
    facts = corrected(clause="一", right={"agency": "市委宣传部", "role": "support"}, quote="负责宣传")
    assert facts.responsibilities[1].agency_evidence.quote == "负责宣传"


def test_a_row_of_a_table_is_looked_for_in_the_clause_that_holds_the_table() -> None:
    facts = corrected(clause="一/#2", right={"agency": "市教育局", "role": "responsible"})
    assert facts.responsibilities[1].clause == "一/#2"


def test_number_and_key() -> None:
    facts = corrected(field="number", wrong="江政发〔2024〕5号", right="江政发〔2024〕15号")
    assert (facts.number, facts.key) == ("江政发〔2024〕15号", "江政发〔2024〕15号")
    assert facts.corrections == (
        Correction("c1", None, "number", "江政发〔2024〕5号", "江政发〔2024〕15号", "王芳", "2024-05-06", "原文如此"),
    )
    without = corrected(field="number", right=None)
    assert (without.number, without.key) == (None, "江州市人民政府关于整治河道的通知（2024-03-01）")


@pytest.mark.parametrize(
    ("field", "right", "value"),
    [
        ("signed", "2024-03-02", "2024-03-02"),
        ("kind", "函", "函"),
        ("expires", "2026-12-31", "2026-12-31"),
        ("annexes", ["表一", "表二"], ("表一", "表二")),
        ("addressees", "各县人民政府", ("各县人民政府",)),
    ],
)
def test_fields_of_the_head(field: str, right: Any, value: Any) -> None:
    assert getattr(corrected(field=field, right=right), field) == value


def test_a_new_issuer_is_a_body() -> None:
    facts = corrected(field="issuers", right=["大同市人民政府", "大同市财政局"])
    bodies = {mention.surface: mention.body for mention in facts.agencies}
    assert bodies["大同市财政局"] == "大同市财政局"
    assert {"大同市人民政府", "大同市财政局"} <= {body.canonical for body in facts.bodies}


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"clause": "二", "wrong": WRONG}, "clause '二' has no duty lead 市水利局"),
        ({"clause": "一", "wrong": {**WRONG, "role": "support"}}, "clause '一' has no duty support 市水利局"),
        ({"clause": "一", "right": WRONG}, "the build finds lead 市水利局 by itself now; the entry can go"),
        ({"clause": "一", "right": {"agency": "市卫健委", "role": "lead"}}, "'市卫健委' does not stand in clause '一'"),
        ({"field": "kind", "wrong": "函", "right": "令"}, "kind is '通知', not '函'"),
        ({"field": "kind", "right": "通知"}, "kind is '通知' already; the entry can go"),
    ],
)
def test_what_no_longer_fits_is_reported(entry: dict[str, Any], reason: str) -> None:
    result = apply([FACTS], entries(**entry), RAW)
    assert (result.facts, result.seen) == ([FACTS], {"c1"})
    (warning,) = result.warnings
    assert (warning.code, warning.message) == (
        "correction_unmatched",
        f"corpus/corrections.yaml: c1: 江政发〔2024〕5号: not applied, {reason}",
    )


def test_documents_that_are_not_there() -> None:
    (entry,) = entries(clause="一", wrong=WRONG, document="江政发〔2024〕6号")
    result = apply([FACTS], [entry], RAW)
    assert (result.facts, result.warnings, result.seen) == ([FACTS], (), frozenset())
    (warning,) = unseen([entry], result.seen)
    assert "no document '江政发〔2024〕6号'" in warning.message
    assert unseen([entry], frozenset({"c1"})) == ()


@pytest.mark.parametrize("name", ["江政发［２０２４］5号", "《关于整治河道的通知》", "方案"])
def test_a_document_is_meant_by_number_title_or_file(name: str) -> None:
    (entry,) = entries(clause="一", wrong=WRONG, document=name)
    assert is_about(entry, FACTS)
    assert not is_about(entry, replace(FACTS, number="江政发〔2024〕6号", key="x", title="别的", source="b.txt"))


def test_duties_come_before_fields_and_entries_in_their_order() -> None:
    text = yaml.safe_dump(
        [
            {**HEAD, "id": "n", "field": "number", "right": "江政发〔2024〕9号"},
            {**HEAD, "id": "a", "clause": "一", "wrong": WRONG, "right": {"role": "share"}},
            {**HEAD, "id": "b", "clause": "一", "wrong": {**WRONG, "role": "share"}, "right": {"role": "support"}},
        ]
    )
    result = apply([FACTS], parse(text, "c.yaml"), RAW)
    assert not result.warnings
    assert duties(result.facts[0]) == [("市水利局", "support", "correction:b")]
    assert result.facts[0].key == "江政发〔2024〕9号"
    assert [one.id for one in result.facts[0].corrections] == ["a", "b", "n"]


def test_empty_files_and_comments() -> None:
    assert parse("", "c.yaml") == parse("# nothing yet\n", "c.yaml") == parse("[]", "c.yaml") == ()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("a: 1", "must be a list"),
        ("- 1", "entry 1: must be a mapping"),
        ("- {id: [", "not good YAML"),
        ({"clause": "一"}, "c1: needs agency and role"),
        ({"clause": "一", "wrong": {"agency": "市水利局"}}, "c1: needs agency and role"),
        ({"clause": "一", "wrong": WRONG, "right": {}}, "c1: needs agency and role"),
        ({"clause": "一", "right": {"role": "lead"}}, "c1: needs agency and role"),
        ({"clause": "一", "wrong": "市水利局"}, "c1: wrong: must be"),
        ({"clause": "一", "wrong": {**WRONG, "role": "boss"}}, "no role 'boss'; there are lead \\(牵头\\), share"),
        ({"clause": "一", "field": "kind", "right": "令"}, "either clause or field"),
        ({"wrong": WRONG}, "either clause or field"),
        ({"field": "clauses", "right": "x"}, "no field 'clauses'"),
        ({"field": "kind"}, "a field needs right"),
        ({"field": "kind", "right": ["令"]}, "kind is one text"),
        ({"field": "signed", "right": "March"}, "'March' is not a day"),
        ({"clause": "一", "wrong": WRONG, "rigth": {}}, "unknown key rigth"),
        ({"clause": "一", "wrong": WRONG, "who": None}, "says nothing under who"),
    ],
)
def test_damaged_files_are_refused(given: str | dict[str, Any], message: str) -> None:
    text = given if isinstance(given, str) else yaml.safe_dump([{**HEAD, **given}])
    with pytest.raises(DecisionError, match=message):
        parse(text, "c.yaml")


def test_an_id_stands_once() -> None:
    (entry,) = entries(clause="一", wrong=WRONG)
    assert unique([entry]) == (entry,)
    with pytest.raises(DecisionError, match="has an entry of this id already"):
        unique([entry, replace(entry, file="b.yaml")])
