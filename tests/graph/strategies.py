"""Facts made by chance, for property tests. Codes come from the closed lists, words from anywhere in Unicode."""

from __future__ import annotations

from dataclasses import replace
from zlib import crc32

from hypothesis import strategies as st

from kg.model import (
    AgencyMention,
    Alias,
    Appointment,
    Body,
    Citation,
    ClauseFact,
    Correction,
    Deadline,
    DocumentFacts,
    Evidence,
    Host,
    Member,
    Responsibility,
    Target,
    Task,
)

WORDS = st.one_of(
    st.text(max_size=6), st.sampled_from(["市工信局", "", " ", "一", "一/（一）", "a/b", "～2", "..", "[1]"])
)
PATHS = st.sampled_from(["", "一", "一/（一）", "一/（一）/1", "二/#2", "第一章/第三条", "～2", ".."])
NAMES = st.sampled_from(["", "运城市人民政府", "运城市工业和信息化局", "太原市工业和信息化局", "甲 乙", "甲乙"])
DATES = st.sampled_from(["2023-10-30", "2023-10", "2023", "2023-02-30", "不详", "", "0000-00-00"])
STATUS = st.sampled_from(["stated", "derived"])
TIERS = "central province prefecture county township village -".split()
KINDS = "government department party temporary collective generic company".split()
SPANS = st.tuples(st.integers(0, 10**7), st.integers(0, 10**7))


def some(items: st.SearchStrategy[object], size: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    """A short tuple."""
    return st.lists(items, max_size=size).map(tuple)


def maybe(items: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    """The item, or None."""
    return st.none() | items


EVIDENCE = st.builds(Evidence, some(SPANS), WORDS, st.none() | st.integers(1, 999))
MENTION = st.builds(AgencyMention, WORDS, PATHS, EVIDENCE, WORDS, NAMES)
CLAUSE = st.builds(
    ClauseFact,
    PATHS,
    st.integers(0, 5),
    st.integers(0, 3),
    WORDS,
    WORDS,
    st.sampled_from(["notice", "main", "annex"]),
    EVIDENCE,
)


def _body(canonical: str) -> Body:
    """All documents of a build say the same of one body."""
    number = crc32(canonical.encode())
    parent = [None, "运城市人民政府", "甲 乙"][number % 3]
    return Body(canonical, TIERS[number % 7], ["-", "运城市", "a b"][number // 3 % 3], KINDS[number // 9 % 7], parent)


def _of_one_source(facts: DocumentFacts) -> DocumentFacts:
    """All documents of a build say the same of one source file."""
    return replace(facts, sha256=f"sha256 of {facts.source}", encoding=facts.source[:2])


BODY = st.builds(_body, NAMES.filter(bool) | WORDS.filter(bool))
ROLE = st.sampled_from("lead share responsible support joint implement interpret".split())
RELATION = st.sampled_from("basis implements repeals amends replies forwards plans mentions".split())
DUTY = st.builds(
    Responsibility, PATHS, WORDS, ROLE, EVIDENCE, EVIDENCE, WORDS, STATUS, maybe(WORDS), NAMES, maybe(DATES)
)
NUMBERS = st.sampled_from(["甲〔2023〕1号", "甲[2023]1号", "GB3095-2012"]) | WORDS
CITATION = st.builds(
    Citation, PATHS, maybe(NUMBERS), maybe(WORDS), RELATION, EVIDENCE, WORDS, STATUS, maybe(NUMBERS), maybe(WORDS)
)
DEADLINE = st.builds(Deadline, PATHS, WORDS, maybe(DATES), EVIDENCE, WORDS, STATUS)
MEMBER = st.builds(Member, PATHS, WORDS, WORDS, WORDS, EVIDENCE, WORDS, STATUS, NAMES, NAMES)
HOST = st.builds(Host, PATHS, WORDS, WORDS, EVIDENCE, WORDS, STATUS, NAMES, NAMES)
ALIAS = st.builds(Alias, PATHS, WORDS, WORDS, EVIDENCE, WORDS, STATUS)
APPOINTMENT = st.builds(
    Appointment, PATHS, WORDS, st.sampled_from(["appoint", "remove"]), WORDS, EVIDENCE, WORDS, STATUS, NAMES
)
VALUES = st.sampled_from(["0", "98", "98.5", "280000", "0.001", "", "多", "098", "1.50", "9" * 40, "-1", "1e3"])
TARGET = st.builds(
    Target,
    PATHS,
    WORDS,
    VALUES,
    maybe(VALUES),
    WORDS,
    st.sampled_from(["=", "≥", "≤", "~", "range"]),
    maybe(st.sampled_from(["increase", "decrease"])),
    maybe(DATES),
    EVIDENCE,
    WORDS,
    STATUS,
)
CORRECTION = st.builds(Correction, WORDS, maybe(PATHS), maybe(WORDS), WORDS, WORDS, WORDS, WORDS | DATES, WORDS)
TASK = st.builds(Task, PATHS, WORDS, WORDS, EVIDENCE, WORDS, STATUS)


def documents() -> st.SearchStrategy[DocumentFacts]:
    """One document with anything in it."""
    return st.builds(
        DocumentFacts,
        key=NUMBERS,
        source=WORDS,
        sha256=st.just(""),
        encoding=st.just(""),
        number=maybe(NUMBERS),
        title=maybe(WORDS),
        kind=maybe(WORDS),
        promulgates=some(WORDS),
        issuers=some(WORDS),
        addressees=some(WORDS),
        signed=maybe(DATES),
        effective=maybe(DATES),
        expires=maybe(DATES),
        openness=maybe(WORDS),
        annexes=some(WORDS),
        clauses=some(CLAUSE),
        agencies=some(MENTION),
        responsibilities=some(DUTY),
        citations=some(CITATION),
        deadlines=some(DEADLINE),
        members=some(MEMBER, 2),
        hosts=some(HOST, 2),
        aliases=some(ALIAS, 2),
        appointments=some(APPOINTMENT, 2),
        targets=some(TARGET),
        tasks=some(TASK),
        derived=some(DUTY),
        bodies=some(BODY),
        evidence=some(st.tuples(st.sampled_from(["number", "title"]), EVIDENCE)),
        corrections=some(CORRECTION, 2),
    ).map(_of_one_source)
