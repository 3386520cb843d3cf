"""Reads triples by pattern over HTTP without a request for each: a property asked for often is fetched as a whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph.readable import Subject, Term
from kg.graph.remote import results
from kg.graph.remote.results import Binding

Found = tuple[Subject, NamedNode, Term]

OFTEN = 8
"""Requests for values of one property after which all of it is fetched."""

LARGEST = 20_000
"""Triples of a property that is fetched as a whole; of a larger one each part is asked for."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple in which None fits everything."""

    subject: Term | None
    predicate: NamedNode | None
    object: Term | None

    @property
    def open(self) -> list[str]:
        """The variables of the places that are open."""
        return [name for name, part in zip("spo", self._parts, strict=True) if part is None]

    @property
    def words(self) -> str:
        """As SPARQL writes it."""
        return " ".join(
            f"?{name}" if part is None else str(part) for name, part in zip("spo", self._parts, strict=True)
        )

    @property
    def head(self) -> str:
        """What a query for it selects."""
        return " ".join(f"?{name}" for name in self.open) or "(1 AS ?found)"

    def filled(self, rows: Sequence[Binding], url: str) -> Iterator[Found]:
        """The triples that rows of a query for it stand for."""
        names = self.open
        if not names:
            rows = rows[:1]
        for row in results.solutions(["s", "p", "o"], [{n: row[n] for n in names} for row in rows], url):
            subject, predicate, value = (part or row[name] for name, part in zip("spo", self._parts, strict=True))
            if subject is not None and not isinstance(subject, Literal) and isinstance(predicate, NamedNode) and value:
                yield subject, predicate, value

    @property
    def _parts(self) -> tuple[Term | None, NamedNode | None, Term | None]:
        return self.subject, self.predicate, self.object


class Extents:
    """What was read of the merge; lives as long as one look-up, or until the store is opened anew."""

    def __init__(self, select: Callable[[str], list[Binding]], url: str) -> None:
        self._select = select
        self._url = url
        self._asked: Counter[NamedNode] = Counter()
        self._kept: dict[Pattern, list[Found]] = {}
        self._whole: dict[NamedNode, _Extent] = {}

    def read(self, pattern: Pattern) -> Iterator[Found]:
        """The triples that fit a pattern with at least one place filled."""
        predicate = pattern.predicate
        if predicate is not None and pattern.subject is not None and self._pays(predicate):
            self._fetch(predicate)
        if predicate is not None and predicate in self._whole:
            return self._whole[predicate].read(pattern)
        if pattern not in self._kept:
            rows = self._select(f"SELECT {pattern.head} WHERE {{ {pattern.words} }}")
            self._kept[pattern] = list(pattern.filled(rows, self._url))
        return iter(self._kept[pattern])

    def _pays(self, predicate: NamedNode) -> bool:
        """Whether its values were asked for often, node by node."""
        self._asked[predicate] += 1
        return predicate not in self._whole and self._asked[predicate] == OFTEN

    def _fetch(self, predicate: NamedNode) -> None:
        whole = Pattern(None, predicate, None)
        if self._count(whole) <= LARGEST:
            rows = self._select(f"SELECT {whole.head} WHERE {{ {whole.words} }}")
            self._whole[predicate] = _Extent(whole.filled(rows, self._url))

    def _count(self, pattern: Pattern) -> int:
        rows = self._select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern.words} }}")
        return int(rows[0]["n"]["value"])


class _Extent:
    """The triples of one property, by subject and by object."""

    def __init__(self, triples: Iterator[Found]) -> None:
        self.all = list(triples)
        self.by_subject: dict[Term, list[Found]] = defaultdict(list)
        self.by_object: dict[Term, list[Found]] = defaultdict(list)
        for triple in self.all:
            self.by_subject[triple[0]].append(triple)
            self.by_object[triple[2]].append(triple)

    def read(self, pattern: Pattern) -> Iterator[Found]:
        """The triples that fit."""
        if pattern.subject is not None:
            found = self.by_subject.get(pattern.subject, [])
            return (triple for triple in found if pattern.object in (None, triple[2]))
        return iter(self.all if pattern.object is None else self.by_object.get(pattern.object, []))
