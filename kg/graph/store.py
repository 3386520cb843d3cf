"""The Oxigraph store of a build: a named graph for each issued document, one for what documents share, one for the
ontology.

Every triple stands in one of them only, so that their union, which Oxigraph makes at query time and which repeats a
triple that stands in several, is the merge that SPARQL 1.1 (13.2) wants for a default graph (``LocalStore``).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Quad, RdfFormat, Store

from kg.errors import StoreError
from kg.graph import readable
from kg.graph.iri import DEFAULT_BASE
from kg.graph.local import LocalStore
from kg.graph.memory import give_back
from kg.graph.quads import trig
from kg.graph.quads.terms import HEAD
from kg.graph.vocabulary import ONTOLOGY, ontology_files
from kg.model import DocumentFacts

Term = TypeVar("Term")

_BATCH = 8_000_000
"""Bytes of TriG that are loaded at a time, some 90,000 quads. Oxigraph sorts them in memory, a kilobyte a quad."""

_QUADS = 50_000
"""Quads of another store that are loaded at a time."""

SCHEMA = 4
"""Goes up when the graph is modelled otherwise, so that an old store is not misread."""

MARKER = "gongwen-kg.json"
"""Lies among the store's files: the schema version and the base IRI."""


def write(
    directory: Path,
    facts: Iterable[DocumentFacts],
    base: str = DEFAULT_BASE,
    known: Collection[str] | None = None,
) -> None:
    """Makes a store of the facts in ``directory``, which must not exist or be empty; ``known`` as in ``quads``.

    The marker is written last: a store without it is unfinished. Raises StoreError where the directory is in use.
    """
    check_base(base)
    _fill(directory, trig(facts, base, known), base)
    give_back()


def _fill(directory: Path, pieces: Iterable[str], base: str) -> None:
    """Make the store; it is closed, and its memory free, when this returns."""
    with _new(directory, base) as store:
        store.bulk_extend(ontology_quads())
        _load(store, pieces)


def write_quads(directory: Path, named: Iterable[Quad], base: str) -> None:
    """As ``write``, of the quads of another store."""
    with _new(directory, base) as store:
        quads = iter(named)
        while batch := list(islice(quads, _QUADS)):
            store.bulk_extend(batch)


def _load(store: Store, pieces: Iterable[str]) -> None:
    """Load TriG; while Oxigraph sorts one batch the next is written."""
    with ThreadPoolExecutor(1) as thread:
        former: Future[None] | None = None
        for batch in _batches(pieces):
            if former is not None:
                former.result()
            former = thread.submit(store.bulk_load, batch, RdfFormat.TRIG, lenient=True)
        if former is not None:
            former.result()


def _batches(pieces: Iterable[str]) -> Iterator[bytes]:
    head = HEAD.encode()
    batch = bytearray(head)
    for piece in pieces:
        batch += piece.encode()
        if len(batch) >= _BATCH:
            yield bytes(batch)
            batch = bytearray(head)
    if len(batch) > len(head):
        yield bytes(batch)


@contextmanager
def _new(directory: Path, base: str) -> Iterator[Store]:
    """A new store to fill; it is finished when the block ends."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise StoreError(f"{directory}: is not empty; a store is written into a new directory")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        store = Store(directory)
        yield store
        store.optimize()
        store.flush()
        marker = json.dumps({"schema": SCHEMA, "base": base}, ensure_ascii=False) + "\n"
        (directory / MARKER).write_text(marker, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{directory}: the store cannot be written: {error}") from error


def base_of(directory: Path) -> str:
    """The base IRI of the store in ``directory``; the usual one where it names none, or there is no store."""
    try:
        base: str = json.loads((directory / MARKER).read_text(encoding="utf-8"))["base"]
    except (OSError, ValueError, KeyError, TypeError):
        return DEFAULT_BASE
    return base


def in_memory(facts: Iterable[DocumentFacts], base: str = DEFAULT_BASE) -> LocalStore:
    """The same store in memory: for tests, scripts and exports."""
    check_base(base)
    store = Store()
    store.bulk_extend(ontology_quads())
    _load(store, trig(facts, base))
    return LocalStore(store)


def open_read(directory: Path) -> LocalStore:
    """Opens a store for reading; any number of readers may do so at once.

    Raises StoreError that says what to do where there is none, or one that this version cannot read.
    """
    marker = directory / MARKER
    if not directory.is_dir():
        raise StoreError(f"{directory}: no graph here; make one with: kg build SOURCE… --out DIR")
    try:
        schema = json.loads(marker.read_text(encoding="utf-8"))["schema"]
    except FileNotFoundError as error:
        said = f"{directory}: not a finished graph of kg; build it again with: kg build"
        raise StoreError(said, "unfinished", path=directory) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{marker}: unreadable; build the graph again with: kg build") from error
    if schema != SCHEMA:
        said = f"{directory}: schema version {schema}, this kg reads {SCHEMA}; build the graph again with: kg build"
        raise StoreError(said, "other_version", path=directory, held=schema, read=SCHEMA)
    try:
        return LocalStore(Store.read_only(str(directory)))
    except (OSError, RuntimeError) as error:
        said = f"{directory}: damaged ({error}); build it again with: kg build --fresh"
        raise StoreError(said, "damaged", path=directory, said=error) from error


def named_quads(store: readable.Store) -> Iterator[Quad]:
    """Every statement with its graph: what a dump of quads holds."""
    for graph in store.named_graphs():
        yield from store.quads_for_pattern(None, None, None, graph)


def merged(store: readable.Store) -> Iterator[Quad]:
    """Every statement once, without its graph: what a dump of triples holds."""
    return store.quads_for_pattern(None, None, None, DefaultGraph())


def ontology_quads() -> Iterator[Quad]:
    """The ontology and the concept schemes, in their own named graph."""
    names: dict[BlankNode, BlankNode] = {}
    for path in ontology_files():
        for triple in pyoxigraph.parse(path=path, format=RdfFormat.TURTLE):
            yield Quad(_numbered(triple.subject, names), triple.predicate, _numbered(triple.object, names), ONTOLOGY)


def _numbered(term: Term, names: dict[BlankNode, BlankNode]) -> Term | BlankNode:
    """Parsers name blank nodes at random; here they are numbered in the order of the file."""
    if not isinstance(term, BlankNode):
        return term
    return names.setdefault(term, BlankNode(f"o{len(names)}"))


def check_base(base: str) -> None:
    """A base IRI is absolute and ends in "/" or "#"."""
    try:
        pyoxigraph.NamedNode(base)
    except ValueError as error:
        raise StoreError(f"{base!r} is not an absolute IRI: {error}") from error
    if not base.endswith(("/", "#")):
        raise StoreError(f"{base!r}: a base IRI ends in / or #")
