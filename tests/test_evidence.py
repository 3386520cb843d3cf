"""Evidence: over the whole corpus the source at a span holds the quoted words, white space and wrong glyphs aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from kg.model import Page, RawText
from kg.text.offsets import page_of
from kg.text.repair import repair

Record = dict[str, Any]
KINDS = ("responsibilities", "citations", "deadlines", "members", "hosts", "aliases", "appointments")
MORE = ("targets", "tasks", "derived_responsibilities")
PLACED = (*KINDS, *MORE, "clauses", "agency_mentions", "evidence")


class Reader:
    """Reads a source file as repair leaves it: what a glyph's place says after its repair."""

    def __init__(self, raw: RawText) -> None:
        self.raw = raw
        self.changed = {one.span[0]: (one.span[1], one.after) for one in repair(raw)[1]}

    def at(self, spans: list[list[int]]) -> str:
        return re.sub(r"\s", "", "".join(self._span(start, end) for start, end in spans))

    def _span(self, start: int, end: int) -> str:
        words, place = [], start
        while place < end:
            stop, after = self.changed.get(place, (place + 1, self.raw.text[place]))
            words.append(after)
            place = max(stop, place + 1)
        return "".join(words)


@pytest.fixture(scope="module")
def readers(sources: dict[str, RawText]) -> dict[str, Reader]:
    return {name: Reader(raw) for name, raw in sources.items()}


def items(records: list[Record], *kinds: str) -> Iterator[tuple[Record, str, Record]]:
    for record in records:
        for kind in kinds:
            for item in record[kind]:
                yield record, kind, item


def spans_of(item: Record) -> list[list[int]]:
    return item.get("spans") or [item["span"]]


PRONOUN = re.compile("其")
"""A second post of a person named just before: 「任命李某为院长，免去其副院长职务」."""


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_there_is_something_to_prove(corpus_records: list[Record]) -> None:
    counts = {kind: sum(1 for _ in items(corpus_records, kind)) for kind in PLACED}
    assert len(corpus_records) == 25
    assert min(counts.values()) >= 2, counts
    assert counts["responsibilities"] > 300


@pytest.mark.parametrize("kind", [*KINDS, *MORE, "agency_mentions", "evidence"])
def test_the_source_says_what_is_quoted(corpus_records: list[Record], readers: dict[str, Reader], kind: str) -> None:
    wrong = []
    for record, _, item in items(corpus_records, kind):
        printed = readers[record["source"]].at(spans_of(item))
        if printed != bare(item["quote"]):
            wrong.append((record["number"], item["quote"], printed))
    assert wrong == []


def test_a_heading_stands_in_its_clause(corpus_records: list[Record], readers: dict[str, Reader]) -> None:
    wrong = []
    for record, _, item in items(corpus_records, "clauses"):
        if item["span"] is None:
            assert item["heading"] == ""
            continue
        printed = readers[record["source"]].at(spans_of(item))
        if not printed.startswith(bare(item["heading"])):
            wrong.append((record["number"], item["path"], item["heading"], printed[:40]))
    assert wrong == []


@pytest.mark.parametrize("kind", PLACED)
def test_spans_lie_in_the_file_and_on_their_page(
    corpus_records: list[Record], sources: dict[str, RawText], kind: str
) -> None:
    for record, _, item in items(corpus_records, kind):
        if item["span"] is None:
            assert item["page"] is None
            continue
        raw = sources[record["source"]]
        assert item["span"] == spans_of(item)[0]
        for start, end in spans_of(item):
            assert 0 <= start < end <= len(raw.text)
            assert raw.text[start].strip()
            assert raw.text[end - 1].strip()
        assert item["page"] == _page(raw.pages, item["span"][0])


def _page(pages: tuple[Page, ...], place: int) -> int | None:
    expected = next((page.number for page in pages if page.start <= place < page.end), None)
    assert expected == page_of(pages, place)
    return expected


def test_the_agency_stands_in_the_evidence_of_its_duty(
    corpus_records: list[Record], readers: dict[str, Reader]
) -> None:
    for record, _, duty in items(corpus_records, "responsibilities"):
        name = bare(duty["agency"])
        assert name in bare(duty["quote"]), duty
        start, end = duty["agency_span"]
        assert readers[record["source"]].at([[start, end]]) in name
        assert any(low <= start < high for low, high in spans_of(duty)), duty


def test_the_words_of_a_statement_stand_in_its_evidence(corpus_records: list[Record]) -> None:
    words = {
        "citations": lambda item: [item["title"], item["number"]],
        "deadlines": lambda item: [item["text"]],
        "members": lambda item: [item["agency"]],
        "hosts": lambda item: [item["agency"]],
        "aliases": lambda item: [item["short"]],
        "appointments": lambda item: [item["person"]],
    }
    missing = [
        (kind, word, item["quote"])
        for _, kind, item in items(corpus_records, *words)
        for word in words[kind](item)
        if word and bare(word) not in bare(item["quote"])
    ]
    assert [row for row in missing if not (row[0] == "appointments" and PRONOUN.match(row[2]))] == []


def test_every_mention_is_its_surface(corpus_records: list[Record]) -> None:
    for record, _, mention in items(corpus_records, "agency_mentions"):
        if mention["rule"].startswith("head_") or mention["clause"] == "":
            assert bare(mention["surface"]) in bare(mention["quote"]) or mention["rule"].startswith("head_")
        assert mention["surface"] in record["agencies"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_statement_names_its_rule_and_a_clause_that_is(corpus_records: list[Record], kind: str) -> None:
    for record, _, item in items(corpus_records, kind):
        assert item["rule"]
        assert item["status"] in ("stated", "derived")
        assert item["clause"] in {clause["path"] for clause in record["clauses"]} | {""}


def test_a_repaired_glyph_is_among_the_evidence(corpus_records: list[Record], readers: dict[str, Reader]) -> None:
    """The comparison above has glyphs to undo: without them it would prove less than it says."""
    repaired = 0
    for record, _, item in items(corpus_records, *PLACED):
        if item["span"] is not None:
            reader = readers[record["source"]]
            repaired += any(start <= place < end for start, end in spans_of(item) for place in reader.changed)
    assert repaired > 5
