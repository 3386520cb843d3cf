"""Documents of governments that no rule was written for: nothing breaks, and names look like names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from kg import pipeline
from kg.model import DocumentFacts, Evidence, RawText
from kg.source import discover, read

Found = list[tuple[RawText, list[DocumentFacts]]]
BRACKET = re.compile(r"（[^（）]*）|〔[^〔〕]*〕")
TIERS = re.compile(
    r"\A(?:各?(?:省|省辖市|市|州|县|区|乡镇|直辖市|自治区|自治县)、)+(?:自治区、|直辖市及|新疆生产建设兵团)?"
)
MARKS = re.compile(r"[，、。；：！？《》…%]|\d{3}|—")
VERBS = re.compile(
    r"负责|牵头|配合|会同|按照|根据|应当|加强|推进(?!小组)|做好|开展|落实|认真|切实|我局|你局|以下|等部门|为牵头"
)
PERSONS = re.compile(r"(?:局长|厅长|主任|书记|市长|省长|县长|处长|秘书长|负责人|同志|巡视员|总审计师)")
SHARE_OF_DOCUMENTS = 0.9
"""Share of the sample files that must give a document: each was published as one."""


def extracted(raw: RawText) -> list[DocumentFacts]:
    return pipeline.extract(raw)[0]


@pytest.fixture(scope="module")
def found(shared: Path) -> Found:
    files = [file for file in discover([shared / "samples"]) if file.path.suffix == ".txt"]
    raws = [read(file) for file in files]
    return [(raw, extracted(raw)) for raw in raws]


def every(found: Found) -> Iterator[tuple[RawText, DocumentFacts]]:
    return ((raw, facts) for raw, documents in found for facts in documents)


def evidence(facts: DocumentFacts) -> Iterator[Evidence]:
    kinds = (facts.responsibilities, facts.citations, facts.deadlines, facts.members, facts.hosts, facts.aliases)
    for kind in (*kinds, facts.appointments, facts.agencies, facts.clauses):
        yield from (item.evidence for item in kind)
    yield from (duty.agency_evidence for duty in facts.responsibilities)
    yield from (words for _, words in facts.evidence)


def test_every_file_is_read_and_most_hold_a_document(found: Found) -> None:
    assert len(found) >= 100
    with_documents = sum(1 for _, documents in found if documents)
    assert with_documents >= SHARE_OF_DOCUMENTS * len(found)


def test_spans_are_valid(found: Found) -> None:
    for raw, facts in every(found):
        for words in evidence(facts):
            assert bool(words.spans) == bool(words.quote) or not words.quote
            assert all(0 <= start < end <= len(raw.text) for start, end in words.spans), (raw.source, words)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


AS_WIDE = str.maketrans(",;:()", "，；：（）")
"""Marks that are repaired wherever they stand between Chinese words."""


def test_quotations_are_in_the_source(found: Found) -> None:
    """Where nothing was repaired, the source says exactly what is quoted."""
    wrong, compared = [], 0
    for raw, facts in every(found):
        for words in evidence(facts):
            printed = bare("".join(raw.text[start:end] for start, end in words.spans))
            if words in {clause.evidence for clause in facts.clauses} or WIDE.search(printed):
                continue
            compared += 1
            if printed.translate(AS_WIDE) != bare(words.quote).translate(AS_WIDE):
                wrong.append((raw.source, words.quote, printed))
    assert wrong == []
    assert compared > 3000


WIDE = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0b\uff0d\uff0e\u200b-\u200f\xad\ufeff]")


def is_name(surface: str) -> bool:
    """No punctuation but 市、县人民政府, no verb, no half quotation, 2 to 40 characters, no person."""
    plain = TIERS.sub("", BRACKET.sub("", surface))
    whole = surface.count("“") == surface.count("”") and plain.count("（") == plain.count("）")
    words = not MARKS.search(plain) and not VERBS.search(plain) and not PERSONS.search(plain)
    return whole and words and 2 <= len(plain) <= 40


def test_what_is_a_name() -> None:
    names = [
        "市财政局",
        "市数据工作推进小组",
        "市工信局（市国资委）",
        "各市、州、县人民政府",
        "各县（市、区）人民政府",
        "市“三办”",
        "妇联",
    ]
    assert all(map(is_name, names))
    others = [
        "市财政局、市水务局",
        "市财政局负责",
        "市“三办",
        "局",
        "市委网信办副主任王某市公安局",
        "市财政局。市水务局",
    ]
    assert not any(map(is_name, others))


def test_every_duty_has_a_plausible_agency(found: Found) -> None:
    duties = [(raw.source, duty) for raw, facts in every(found) for duty in facts.responsibilities]
    assert len(duties) > 1000
    assert all(duty.agency in bare(duty.evidence.quote) for _, duty in duties)
    assert {
        (source, duty.agency) for source, duty in duties if not is_name(duty.agency) or duty.agency == "牵头部"
    } == set()


IMPLAUSIBLE = 0.015
"""Share of names in running text that may look odd: lists of persons and bodies that lost their line ends."""


def test_nearly_every_agency_looks_like_a_name(found: Found) -> None:
    names = {mention.surface for _, facts in every(found) for mention in facts.agencies}
    odd = sorted(name for name in names if not is_name(name) and not name.startswith("各"))
    assert len(names) > 1000
    assert len(odd) <= IMPLAUSIBLE * len(names), odd


def test_every_duty_stands_in_a_clause_of_its_document(found: Found) -> None:
    for _, facts in every(found):
        paths = {clause.path for clause in facts.clauses} | {""}
        assert {duty.clause for duty in facts.responsibilities} <= paths


TIMES = 4
SLOWEST = 2.3 * 2.3
"""Twice the text may take 2.3 times as long; its square would take 16 times."""

ROUNDS = 5


def test_time_grows_with_the_text_and_not_faster(found: Found) -> None:
    """The text with the most duties; the least of several runs in turn, as other work on the machine disturbs both."""
    one = max(found, key=lambda pair: sum(len(facts.responsibilities) for facts in pair[1]))[0]
    raw, longer = (replace(one, text="\n".join([one.text] * n), sha256=str(n) * 64) for n in (2, 2 * TIMES))
    once = more = float("inf")
    for _ in range(ROUNDS):
        once, more = min(once, seconds(raw)), min(more, seconds(longer))
        if more <= SLOWEST * once:
            break
    assert more <= SLOWEST * once, f"{once:.2f} s, {TIMES} times the text {more:.2f} s"


def test_long_lines_and_long_clauses_are_no_trap() -> None:
    """One clause, one line, one list of 20 and 40 thousand characters."""
    for piece in ("坚持问题导向，", "市财政局、", "（", "《", "一、", "市", "2024年", "负责", "1.1"):
        texts = [
            RawText("a.txt", "0", "utf-8", "text/plain", piece * (size // len(piece))) for size in (10_000, 20_000)
        ]
        once, double = (min(seconds(text) for _ in range(2)) for text in texts)
        assert double <= max(3 * once, 1.0), (piece, once, double)


def seconds(raw: RawText) -> float:
    began = process_time()
    extracted(raw)
    return process_time() - began
