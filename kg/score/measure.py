"""Precision, recall and F1 of a build for each layer, with every miss and every extra."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kg.score.alike import plain
from kg.score.gold import COLUMNS, Gold, Identities, identities
from kg.score.layers import LAYERS, Item, Record

DOCUMENTS = "documents"
IDENTITY = "identity"

Place = tuple[str, Item]
"""A document, as the annotations call it, and an item of it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """``right`` of ``gold`` annotated and ``found`` extracted items; ``nothing`` is the score where there are none."""

    right: int
    gold: int
    found: int
    nothing: float = 1.0

    @property
    def precision(self) -> float:
        """How much of what was found is right."""
        return self.right / self.found if self.found else self.nothing

    @property
    def recall(self) -> float:
        """How much of what is to be found was found."""
        return self.right / self.gold if self.gold else self.nothing

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """One layer: its figure, and which items are right, missing, extra."""

    figure: Figure
    right: frozenset[Place] = frozenset()
    missing: frozenset[Place] = frozenset()
    extra: frozenset[Place] = frozenset()


def measure(gold: Gold, records: Sequence[Record]) -> dict[str, Result]:
    """Every layer, in a fixed order; the layers of identity last, where the annotations have them."""
    pairs, others = _pairs(gold.documents, records)
    results = {DOCUMENTS: _documents(pairs, others)}
    results |= {layer: _layer(layer, pairs) for layer in LAYERS}
    if gold.identities is not None:
        results |= _identity(gold.identities, identities(records))
    return results


def label(record: Record) -> str:
    """What a document is called in lists of errors."""
    return str(record.get("number") or record.get("id") or record.get("title") or record.get("source") or "?")


def _key(record: Record) -> str:
    return plain(record.get("number")) or plain(record.get("title"))


def _pairs(gold: Sequence[Record], records: Sequence[Record]) -> tuple[list[tuple[Record, Record]], list[Record]]:
    """Each annotated document with its record (empty where there is none), and the records that nobody asked for.

    A document is known by its number, else its title. One whose annotation has an ``id`` is looked for in the file
    of that stem, where that is a source: there, if need be, the first document will do.
    """
    by_key = {_key(record): record for record in records if _key(record)}
    by_file: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_file[PurePosixPath(str(record.get("source") or "")).stem].append(record)
    pairs = []
    for wanted in gold:
        here = by_file.get(wanted.get("id") or "\0", [])
        same = [record for record in here if _key(record) == _key(wanted)]
        found = (same or here)[0] if here else by_key.get(_key(wanted)) if _key(wanted) else None
        pairs.append((wanted, found or {}))
    taken = {id(record) for _, record in pairs}
    return pairs, [record for record in records if id(record) not in taken]


def _documents(pairs: Sequence[tuple[Record, Record]], others: Sequence[Record]) -> Result:
    def places(documents: Iterable[Record]) -> frozenset[Place]:
        return frozenset((label(one), (one.get("title"),)) for one in documents)

    right = [wanted for wanted, record in pairs if record]
    figure = Figure(len(right), len(pairs), len(right) + len(others))
    missing = places(wanted for wanted, record in pairs if not record)
    return Result(figure, places(right), missing, places(others))


def _layer(layer: str, pairs: Iterable[tuple[Record, Record]]) -> Result:
    items = LAYERS[layer]
    right: set[Place] = set()
    missing: set[Place] = set()
    extra: set[Place] = set()
    counts = [0, 0, 0]
    for wanted, record in pairs:
        want, got = items(wanted), items(record)
        counts = [sum(pair) for pair in zip(counts, (len(want & got), len(want), len(got)), strict=True)]
        for side, kept in ((right, want & got), (missing, want - got), (extra, got - want)):
            side |= {(label(wanted), item) for item in kept}
    return Result(Figure(*counts), frozenset(right), frozenset(missing), frozenset(extra))


def _identity(gold: Identities, found: Identities) -> dict[str, Result]:
    """Same-body pairs over the names that both have; then each column, where a name that is not found is not right."""
    both = sorted(name for name in gold if name in found)
    want = [plain(gold[name]["canonical"]) for name in both]
    got = [plain(found[name]["canonical"]) for name in both]
    together = _same(zip(want, got, strict=True))
    results = {IDENTITY: Result(Figure(together, _same(want), _same(got), nothing=0.0))}
    for column in COLUMNS:
        hit = {name for name in both if plain(gold[name][column]) == plain(found[name].get(column))}
        figure = Figure(len(hit), len(gold), len(both), nothing=0.0)
        missing = frozenset((name[0], (name[1], gold[name][column])) for name in gold if name not in hit)
        extra = frozenset((name[0], (name[1], found[name].get(column))) for name in both if name not in hit)
        right = frozenset((name[0], (name[1], gold[name][column])) for name in hit)
        results[f"{IDENTITY} {column}"] = Result(figure, right, missing, extra)
    return results


def _same(labels: Iterable[Hashable]) -> int:
    """How many pairs of names have one label."""
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())
