"""Finds agencies, documents and clauses by what people type: any name, pinyin or its initials, any bracket style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kg.graph.iri import number_key
from kg.model import DocumentFacts
from kg.query.names import folded, unprinted
from kg.web.corpus import Corpus
from kg.web.fulltext import FullText, runs

Kind = Literal["agency", "document", "clause"]
SNIPPET = 36
"""Characters kept on each side of the first hit."""
_ALL_WORDS = 6
"""The rank below all those of ``_rank``."""
_BETWEEN = re.compile(r"[\W_年第号]")
"""What stands between the code of an organ, the year and the serial number, or behind them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One find. ``name`` identifies it, ``note`` tells it apart, ``parts`` are its text cut at what was typed."""

    kind: Kind
    name: str
    note: str
    key: str = ""  # of the document that a clause stands in
    anchor: str = ""
    parts: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    hit: Hit
    names: tuple[str, ...]  # folded, small letters
    sounds: tuple[str, ...]  # pinyin and its initials
    weight: int


@dataclass(frozen=True, slots=True)
class Results:
    """Finds by kind, the best first, and how many there are of each."""

    agencies: tuple[Hit, ...] = ()
    documents: tuple[Hit, ...] = ()
    clauses: tuple[Hit, ...] = ()
    totals: dict[str, int] = field(default_factory=dict)
    near: bool = False  # no clause has all the words; these have most of them


class Index:
    """Everything that can be found in one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.agencies = list(_agencies(corpus))
        self.documents = [_document(facts) for facts in corpus.facts]
        self.clauses = list(_clauses(corpus))
        self.text = FullText([place.low for place in self.clauses])

    def find(self, typed: str, most: int = 50) -> Results:
        """What is meant by ``typed``. A clause has to hold all words; where none does, the closest are given."""
        wanted = folded(typed).lower()
        if not wanted:
            return Results()
        terms = _words(typed)
        agencies, documents = self._agencies(wanted, terms), self._documents(typed, wanted, terms)
        exact = self._exact(terms)
        numbers = exact or self.text.like(terms)
        clauses = [_in_clause(self.clauses[number], terms) for number in numbers[:most]]
        totals = {"agency": len(agencies), "document": len(documents), "clause": len(numbers)}
        near = bool(numbers and not exact)
        return Results(tuple(agencies[:most]), tuple(documents[:most]), tuple(clauses), totals, near)

    def _exact(self, terms: list[str]) -> list[int]:
        """The clauses with the words: those that have them in their heading first, then the youngest documents."""
        exact = self.text.exact(terms)
        return sorted(exact, key=lambda number: not all(term in self.clauses[number].head for term in terms))

    def suggest(self, typed: str, most: int = 8) -> list[Hit]:
        """The agencies and documents that may be meant, the most likely first."""
        wanted = folded(typed).lower()
        if not wanted:
            return []
        terms = _words(typed)
        agencies, documents = self._agencies(wanted, terms), self._documents(typed, wanted, terms)
        kept = max(most - len(documents), most * 3 // 4)
        return [*agencies[:kept], *documents][:most]

    def _agencies(self, wanted: str, terms: list[str]) -> list[Hit]:
        """Agencies by any of their names, else by what the name means though no document prints it."""
        found = _ranked(self.agencies, wanted, terms)
        if found:
            return found
        known = {one.hit.name: one.hit for one in self.agencies}
        return [known[name] for name in sorted(unprinted(wanted, known))]

    def _documents(self, typed: str, wanted: str, terms: list[str]) -> list[Hit]:
        """Documents by words, else by the number that the words may be another writing of, however little of it."""
        tries = (wanted, folded(number_key(typed)).lower(), _bare(wanted))
        return next((found for one in tries if one and (found := _ranked(self.documents, one, terms))), [])


def _words(typed: str) -> list[str]:
    return [term for word in typed.split() if (term := folded(word).lower())]


def _bare(number: str) -> str:
    """Letters and digits of a document number, which people type without its brackets and 号."""
    return _BETWEEN.sub("", number)


def _agencies(corpus: Corpus) -> Iterator[_Named]:
    for canonical in corpus.bodies:
        names = (canonical, *corpus.names.get(canonical, ()))
        others = "，".join(names[1:])
        weight = len(corpus.by_agency.get(canonical, ()))
        yield _Named(Hit("agency", canonical, others), _folded(names), _sounds(names), weight)


def _document(facts: DocumentFacts) -> _Named:
    bare = _bare(folded(facts.number or ""))
    names = [name for name in (facts.number, facts.title, facts.key, bare, *facts.promulgates) if name]
    note = (facts.title or "") if facts.number else (facts.signed or "")
    titles = [name for name in (facts.title, *facts.promulgates) if name]
    return _Named(Hit("document", facts.key, note, facts.key), _folded(names), _sounds(titles), 0)


def _folded(names: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded(name).lower() for name in names))


def _sounds(names: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin  # loads its tables: in the background, so that the site answers before

    found: dict[str, None] = {}
    for name in names:
        syllables = lazy_pinyin(name, style=Style.NORMAL, errors="ignore")
        found["".join(syllable[:1] for syllable in syllables)] = None
        found["".join(syllables)] = None
    return tuple(sound for sound in found if sound)


def _ranked(named: list[_Named], wanted: str, terms: list[str]) -> list[Hit]:
    """What is named so, or has all of the words in one of its names; the best first."""
    sound = wanted.replace("'", "") if wanted.isascii() and len(wanted) > 1 else ""
    ranked = []
    for one in named:
        rank = _rank(one, wanted, sound)
        if rank is None and len(terms) > 1 and any(all(term in name for term in terms) for name in one.names):
            rank = _ALL_WORDS
        if rank is not None:
            ranked.append((rank, -one.weight, len(one.hit.name), one.hit.name, one.hit))
    return [entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:-1])]


def _rank(one: _Named, wanted: str, sound: str) -> int | None:
    if wanted in one.names:
        return 0
    if sound and sound in one.sounds:
        return 1
    if any(name.startswith(wanted) for name in one.names):
        return 2
    if sound and any(name.startswith(sound) for name in one.sounds):
        return 3
    if any(wanted in name for name in one.names):
        return 4
    return 5 if sound and any(sound in name for name in one.sounds) else None


@dataclass(frozen=True, slots=True)
class _Place:
    key: str
    label: str
    path: str
    heading: str
    text: str
    low: str  # in small letters, as what is typed
    head: str  # heading, the same
    anchor: str


def _clauses(corpus: Corpus) -> Iterator[_Place]:
    for facts in reversed(corpus.facts):
        anchors = corpus.anchors(facts)
        for clause in facts.clauses:
            text = clause.text if clause.text.startswith(clause.heading) else f"{clause.heading} {clause.text}"
            plain = " ".join(text.split())
            label = facts.number or facts.title or facts.key
            head, anchor = clause.heading.lower(), anchors.get(clause.order, "")
            yield _Place(facts.key, label, clause.path, clause.heading, plain, plain.lower(), head, anchor)


def _in_clause(place: _Place, terms: list[str]) -> Hit:
    found = list(runs(place.low, terms))
    at = max(found, key=lambda run: (run[1] - run[0], -run[0]), default=(0, 0))[0]
    start, end = max(0, at - SNIPPET), min(len(place.text), at + 2 * SNIPPET)
    inside = [(max(first, start), min(last, end)) for first, last in found if last > start and first < end]
    parts = [*_cut(place.text, start, end, inside)]
    parts = [*([("…", False)] if start else []), *parts, *([("…", False)] if end < len(place.text) else [])]
    return Hit("clause", place.heading, f"{place.label} {place.path}", place.key, place.anchor, tuple(parts))


def _cut(text: str, start: int, end: int, marked: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text from start to end in pieces, each with whether it is marked."""
    for first, last in marked:
        if first > start:
            yield text[start:first], False
        yield text[first:last], True
        start = last
    if start < end:
        yield text[start:end], False
