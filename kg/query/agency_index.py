"""What every agency must do, written out beside the store, so that a look-up reads a page instead of joining a graph.

The file is an SQLite database: the agencies with what is known of them, every form of their names, and their duties as
pages of ``PAGE_ROWS`` rows in the order of a look-up, each page as the JSON that the API sends and packed for Python.
It follows from the facts alone, and the same facts give the same file, byte for byte.
"""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.graph.iri import DEFAULT_BASE, Names
from kg.graph.readable import Store
from kg.model import DocumentFacts
from kg.query.answers import AgencyAnswer, DutyRow
from kg.query.duty_rows import DutyRows, Row, sorted_rows
from kg.query.force import Standing
from kg.query.heads import head, names_of
from kg.query.names import find_agency
from kg.query.packing import Page, packed, page_of

FILE = "agencies.sqlite"
PAGE_ROWS = 200
VERSION = 2
MAPPED = 1 << 30
"""Bytes of the file that are read where they are; no build ever changes it."""
PAGES_KEPT = 128
"""Pages in memory, each of up to half a megabyte."""

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE agency (name TEXT PRIMARY KEY, head TEXT NOT NULL, stated INTEGER, everything INTEGER) WITHOUT ROWID;
CREATE TABLE label (label TEXT, name TEXT, PRIMARY KEY (label, name)) WITHOUT ROWID;
CREATE TABLE page (name TEXT, derived INTEGER, number INTEGER, rows BLOB, packed BLOB,
                   PRIMARY KEY (name, derived, number)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many duties an agency has: stated ones, and with the derived ones."""

    stated: int
    everything: int


def write(path: Path, store: Store, facts: Iterable[DocumentFacts], base: str = DEFAULT_BASE) -> None:
    """Write the index of a finished store and its facts, which are gone through once, in any order.

    Raises StoreError where it cannot be written.
    """
    try:
        with sorted_rows(path.with_name(f".{path.name}.rows"), facts, Names(base)) as rows:
            database = sqlite3.connect(path)
            try:
                with database:
                    _fill(database, store, rows)
            finally:
                database.close()
    except sqlite3.Error as error:
        raise StoreError(f"{path}: the index of agencies cannot be written: {error}") from error


def _fill(database: sqlite3.Connection, store: Store, rows: DutyRows) -> None:
    database.executescript(_TABLES)
    database.execute(f"PRAGMA user_version = {VERSION}")
    for name, labels in sorted(names_of(store).items()):
        stated, everything = _Pages(database, name, 0), _Pages(database, name, 1)
        for row in rows.of(name):
            everything.add(row)
            if not row[1]:
                stated.add(row)
        known = json.dumps(asdict(head(store, name)), ensure_ascii=False, separators=(",", ":"))
        counts = (stated.finished(), everything.finished())
        database.execute("INSERT INTO agency VALUES (?, ?, ?, ?)", (name, known, *counts))
        database.executemany("INSERT INTO label VALUES (?, ?)", [(label, name) for label in sorted(labels)])


class _Pages:
    """Writes the duties of an agency, with or without the derived ones, page by page."""

    def __init__(self, database: sqlite3.Connection, name: str, derived: int) -> None:
        self._database = database
        self._key = (name, derived)
        self._rows: list[Row] = []
        self._number = 0
        self._count = 0

    def add(self, row: Row) -> None:
        """One more duty."""
        self._rows.append(row)
        if len(self._rows) == PAGE_ROWS:
            self._flush()

    def finished(self) -> int:
        """Write what is left; returns how many duties there are."""
        if self._rows:
            self._flush()
        return self._count

    def _flush(self) -> None:
        content = ",".join(text for _, _, text in self._rows).encode("utf-8", "surrogatepass")
        rows = [[iri, *json.loads(text).values()] for iri, _, text in self._rows]
        place = (*self._key, self._number)
        self._database.execute(
            "INSERT INTO page VALUES (?, ?, ?, ?, ?)",
            (*place, content, packed(rows).encode("utf-8", "surrogatepass")),
        )
        self._count += len(self._rows)
        self._number += 1
        self._rows = []


class AgencyIndex:
    """The index of one build, open for reading; threads may share it."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError where the file is none, or one of another version."""
        try:
            address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
            self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._database.execute(f"PRAGMA mmap_size = {MAPPED}")
            (version,) = self._database.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error as error:
            said = f"{path}: damaged ({error}); build it again with: kg build --fresh"
            raise StoreError(said, "damaged", path=path, said=error) from error
        if version != VERSION:
            said = f"{path}: version {version}, this kg reads {VERSION}; build the graph again with: kg build"
            raise StoreError(said, "other_version", path=path, held=version, read=VERSION)
        self._lock = Lock()
        self._labels: dict[str, frozenset[str]] = {}
        self._pages: OrderedDict[tuple[str | int, ...], Page] = OrderedDict()

    @classmethod
    def of(cls, build: Path) -> AgencyIndex | None:
        """The index of the build in this directory, None where it was made without one."""
        path = build / FILE
        return cls(path) if path.is_file() else None

    def _rows(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        with self._lock:
            return self._database.execute(statement, values).fetchall()

    def is_canonical(self, name: str) -> bool:
        """Whether an agency has this very name."""
        return bool(self._rows("SELECT 1 FROM agency WHERE name = ?", name))

    def canonical(self, name: str) -> str:
        """The canonical name that ``name`` means: ``kg.query.names.agency_name``. Raises UnknownName, AmbiguousName."""
        if self.is_canonical(name):
            return name
        self.read_labels()
        return find_agency(name, self._labels)

    def read_labels(self) -> None:
        """Have every form of every name in memory, as the first look-up by another name than the canonical one does."""
        if not self._labels:
            labels: dict[str, set[str]] = defaultdict(set)
            for label, meant in self._rows("SELECT label, name FROM label"):
                labels[str(label)].add(str(meant))
            self._labels = {label: frozenset(meant) for label, meant in labels.items()}

    def counted(self, canonical: str) -> Counted:
        """How many duties the agency with this canonical name has."""
        ((stated, everything),) = self._rows("SELECT stated, everything FROM agency WHERE name = ?", canonical)
        return Counted(int(str(stated)), int(str(everything)))

    def head(self, canonical: str) -> str:
        """What is known of the agency, its duties aside: one JSON object with the first keys of an AgencyAnswer."""
        ((text,),) = self._rows("SELECT head FROM agency WHERE name = ?", canonical)
        return str(text)

    def page(self, canonical: str, number: int = 0, *, derived: bool = False) -> bytes:
        """One page of duties: JSON objects with the keys of a DutyRow, parted by commas; empty behind the last."""
        found = self._rows(
            "SELECT rows FROM page WHERE name = ? AND derived = ? AND number = ?", canonical, int(derived), number
        )
        return bytes(found[0][0]) if found and isinstance(found[0][0], bytes) else b""

    def agency(
        self,
        name: str,
        *,
        derived: bool = False,
        standing: Standing | None = None,
        roles: Collection[str] = (),
        due_before: str | None = None,
        most: int | None = None,
    ) -> AgencyAnswer:
        """What an agency must do, as ``kg.query.lookup.agency`` says; ``most`` ends after so many duties.

        Raises UnknownName, AmbiguousName.
        """
        canonical = self.canonical(name)
        known = json.loads(self.head(canonical))
        known["surfaces"] = tuple(known["surfaces"])
        duties: list[DutyRow] = []
        for iri, row in self._duties(canonical, derived):
            if (roles and row.role not in roles) or (due_before and (row.deadline or "9999") >= due_before):
                continue
            duties.append(_on_the_day(row, NamedNode(iri), standing) if standing else row)
            if most is not None and len(duties) >= most:
                break
        return AgencyAnswer(**{**known, "duties": tuple(duties)})

    def _duties(self, canonical: str, derived: bool) -> Iterator[tuple[str, DutyRow]]:
        number = 0
        while found := self._decoded(canonical, int(derived), number):
            yield from found
            number += 1

    def _decoded(self, *place: str | int) -> Page:
        """A page by name, 1 with the derived duties, and number; the full ones that were asked for last are kept."""
        with self._lock:
            if place in self._pages:
                self._pages.move_to_end(place)
                return self._pages[place]
        found = self._rows("SELECT packed FROM page WHERE name = ? AND derived = ? AND number = ?", *place)
        page = page_of(found[0][0]) if found else ()
        if len(page) > PAGE_ROWS // 4:
            with self._lock:
                self._pages[place] = page
                while len(self._pages) > PAGES_KEPT:
                    self._pages.popitem(last=False)
        return page


def _on_the_day(row: DutyRow, document: NamedNode, standing: Standing) -> DutyRow:
    return replace(row, standing=standing.of(document), concerns=standing.concerns(document))
