"""Sentences with the places of the agencies in them, from annotated documents and from documents read by the rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from kg import document, pipeline
from kg.mention.agency import agencies
from kg.mention.agency.agencies import Gazetteer
from kg.mention.flow import unbroken
from kg.mention.ner import sentences
from kg.model import Document, DocumentFacts, RawText
from kg.score.alike import plain
from kg.source import SourceFile, read
from kg.text import repair

Labels = Literal["gold", "rules"]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where the agencies in it are."""

    text: str
    agencies: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One document to learn from or to measure with. ``forms``: its agencies as printed."""

    id: str  # number, else title, else the source file's stem
    source: str  # name of the source file
    sha256: str  # of the source file
    government: str
    labels: Labels
    parts: tuple[str, ...]  # its clean text: title, clauses
    forms: frozenset[str]

    def sentences(self) -> list[Sentence]:
        """Every sentence with the places of its agencies."""
        return [one for part in self.parts for one in _labelled(part, self.forms, self.labels)]


def documents(path: Path) -> tuple[RawText, list[tuple[Document, DocumentFacts]]]:
    """The documents of a source file and what the rules find in each."""
    raw = read(SourceFile(path, path.name))
    clean, _ = repair.repair(raw)
    facts, _ = pipeline.extract(raw)
    return raw, list(zip(document.read(clean, raw), facts, strict=True))


def by_rules(path: Path, government: str) -> list[Text]:
    """The documents of a file with the agencies that the rules find in them."""
    raw, found = documents(path)
    return [
        Text(_name(one, raw), path.name, raw.sha256, government, "rules", _parts(one), _surfaces(facts))
        for one, facts in found
    ]


def by_gold(path: Path, gold: Path, government: str) -> list[Text]:
    """The documents of a file that ``gold`` annotates, with the agencies that its readers found."""
    raw, found = documents(path)
    texts = []
    for one, _ in found:
        annotated = _annotation(gold, one, Path(path.name).stem)
        if annotated is not None:
            texts.append(Text(_name(one, raw), path.name, raw.sha256, government, "gold", _parts(one), annotated))
    return texts


def news(path: Path, gold: Path, government: str) -> list[Text]:
    """A newspaper page: it holds no document, but bodies. Words of two characters (宣传, 审计) are left out of it,
    because in running text of this kind they are mostly no bodies."""
    raw = read(SourceFile(path, path.name))
    clean, _ = repair.repair(raw)
    marked = json.loads((gold / f"{path.stem}.json").read_text(encoding="utf-8"))
    forms = frozenset(form for form in marked["agencies"] if len(form) > 2)
    return [Text(path.stem, path.name, raw.sha256, government, "gold", (unbroken(clean.text),), forms)]


def _name(one: Document, raw: RawText) -> str:
    return one.number or one.title or Path(raw.source).stem


def _parts(one: Document) -> tuple[str, ...]:
    """The title, the lines that name addressees and issuers, the clauses."""
    words = dict(one.evidence)
    head = [words[name].quote for name in ("addressees", "issuers") if name in words]
    return (*((one.title,) if one.title else ()), *head, *(clause.body.text for clause in one.clauses))


def _surfaces(facts: DocumentFacts) -> frozenset[str]:
    return frozenset(mention.surface for mention in facts.agencies)


def _annotation(gold: Path, one: Document, stem: str) -> frozenset[str] | None:
    marked = _annotations(gold)
    for key in (stem, plain(one.number), plain(one.title)):
        if key in marked:
            return marked[key]
    return None


@cache
def _annotations(gold: Path) -> dict[str, frozenset[str]]:
    found = {}
    for path in sorted(gold.glob("*.json")):
        marked = json.loads(path.read_text(encoding="utf-8"))
        if marked.get("kind") != "news":
            key = marked.get("id") or plain(marked.get("number")) or plain(marked.get("title"))
            found[key] = frozenset(re.sub(r"\s", "", form) for form in marked["agencies"])
    return found


def _labelled(text: str, forms: frozenset[str], labels: Labels) -> list[Sentence]:
    """The sentences of a text. Where the rules find a form it is one; where they do not, it is one outside 《》."""
    hits = agencies.find(text, Gazetteer.of(forms))
    places = [(hit.start, hit.end) for hit in hits if labels == "rules" or hit.surface in forms]
    places += _free(_printed(text, forms), places)
    found = []
    for start, end in sentences(text):
        inside = sorted((a - start, b - start) for a, b in places if start <= a and b <= end)
        found.append(Sentence(text[start:end], tuple(inside)))
    return found


def _printed(text: str, forms: Iterable[str]) -> list[Place]:
    """Where a form stands in the text, the longest first, none inside a 《title》."""
    known = sorted(form for form in forms if len(form) > 2)
    if not known:
        return []
    matcher = AhoCorasick(known, matchkind=MatchKind.LeftmostLongest)
    quoted = agencies.titles(text)
    return [
        (start, end)
        for _, start, end in matcher.find_matches_as_indexes(text)
        if not any(low <= start and end <= high for low, high in quoted)
    ]


def _free(places: Sequence[Place], taken: Sequence[Place]) -> list[Place]:
    return [(a, b) for a, b in places if all(b <= low or high <= a for low, high in taken)]
