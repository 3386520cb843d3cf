"""The Oxigraph store of a build: one named graph for each issued document, and one for the ontology.

The store's default graph holds every triple of all named graphs once. Oxigraph can also join the named graphs at
query time, but then a triple that stands in n of them counts n times (an agency's name, in every document that
names it), and joins multiply that; SPARQL 1.1 (13.2) wants the merge, in which it counts once.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Quad, RdfFormat, Store

from kg.errors import StoreError
from kg.graph import readable
from kg.graph.iri import DEFAULT_BASE
from kg.graph.quads import quads
from kg.graph.vocabulary import ONTOLOGY, ontology_files
from kg.model import DocumentFacts

Term = TypeVar("Term")

_BATCH = 50_000
"""Quads that are loaded at a time. Oxigraph sorts what it loads in memory: a kilobyte a quad, and it keeps a third."""

SCHEMA = 3
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
    write_quads(directory, chain(ontology_quads(), quads(facts, base, known)), base)


def write_quads(directory: Path, named: Iterable[Quad], base: str) -> None:
    """As ``write``, of the quads of named graphs."""
    with _new(directory, base) as store:
        _extend(store, named)


def write_files(directory: Path, files: Iterable[Path], base: str) -> None:
    """As ``write``, of the files that ``spool`` made of the facts. Each is removed when it is loaded."""
    check_base(base)
    with _new(directory, base) as store:
        _extend(store, ontology_quads())
        for file in files:
            store.bulk_load(path=file, format=RdfFormat.N_QUADS)
            file.unlink()


def spool(path: Path, facts: Iterable[DocumentFacts], base: str, known: Collection[str]) -> None:
    """Write what a store holds of some documents to a file for ``write_files``; ``known`` as in ``quads``."""
    pyoxigraph.serialize(_with_merge(quads(facts, base, known)), path, RdfFormat.N_QUADS)


def _extend(store: Store, named: Iterable[Quad]) -> None:
    every = _with_merge(named)
    while batch := list(islice(every, _BATCH)):
        store.bulk_extend(batch)


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


def in_memory(facts: Iterable[DocumentFacts], base: str = DEFAULT_BASE) -> Store:
    """The same store in memory: for tests, scripts and exports."""
    check_base(base)
    store = Store()
    store.bulk_extend(_with_merge(chain(ontology_quads(), quads(facts, base))))
    return store


def open_read(directory: Path) -> Store:
    """Opens a store for reading; any number of readers may do so at once.

    Raises StoreError that says what to do where there is none, or one that this version cannot read.
    """
    marker = directory / MARKER
    if not directory.is_dir():
        raise StoreError(f"{directory}: no graph here; make one with: kg build SOURCE… --out DIR")
    try:
        schema = json.loads(marker.read_text(encoding="utf-8"))["schema"]
    except FileNotFoundError as error:
        raise StoreError(f"{directory}: not a finished graph of kg; build it again with: kg build") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{marker}: unreadable; build the graph again with: kg build") from error
    if schema != SCHEMA:
        raise StoreError(
            f"{directory}: schema version {schema}, this kg reads {SCHEMA}; build the graph again with: kg build"
        )
    try:
        return Store.read_only(str(directory))
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{directory}: damaged ({error}); build it again with: kg build") from error


def named_quads(store: readable.Store) -> Iterator[Quad]:
    """Every statement with its graph, without the default graph that repeats them: what a dump of quads holds."""
    for graph in store.named_graphs():
        yield from store.quads_for_pattern(None, None, None, graph)


def merged(store: readable.Store) -> Iterator[Quad]:
    """Every statement once, whatever its graph: what a dump of triples holds."""
    return store.quads_for_pattern(None, None, None, DefaultGraph())


def _with_merge(named: Iterable[Quad]) -> Iterator[Quad]:
    for quad in named:
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object)


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
