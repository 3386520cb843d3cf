"""What every agency must do, written out beside the store, so that a look-up reads a page instead of joining a graph.

The file is an SQLite database: the agencies with what is known of them, every form of their names, and their duties as
pages of ``PAGE_ROWS`` rows in the order of a look-up, each page as the JSON that the API sends. It follows from the
facts alone, and the same facts give the same file, byte for byte.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.graph.iri import DEFAULT_BASE, Names
from kg.graph.quads.clauses import ClauseIndex
from kg.graph.readable import Store
from kg.model import ClauseFact, DocumentFacts, Responsibility
from kg.query.answers import AgencyAnswer, DutyRow
from kg.query.duties import span_of
from kg.query.force import Standing
from kg.query.heads import head, names_of
from kg.query.names import find

FILE = "agencies.sqlite"
PAGE_ROWS = 200
VERSION = 1

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE agency (name TEXT PRIMARY KEY, head TEXT NOT NULL, stated INTEGER, everything INTEGER) WITHOUT ROWID;
CREATE TABLE label (label TEXT, name TEXT, PRIMARY KEY (label, name)) WITHOUT ROWID;
CREATE TABLE page (name TEXT, derived INTEGER, number INTEGER, rows BLOB, documents TEXT,
                   PRIMARY KEY (name, derived, number)) WITHOUT ROWID;
"""

Placed = tuple[tuple[object, ...], str, DutyRow]
"""What a duty is sorted by, the IRI of its document, and the row."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many duties an agency has: stated ones, and with the derived ones."""

    stated: int
    everything: int


def write(path: Path, store: Store, facts: Iterable[DocumentFacts], base: str = DEFAULT_BASE) -> None:
    """Write the index of a finished store and its facts. Raises StoreError where it cannot be written."""
    placed = _by_agency(facts, Names(base))
    try:
        with sqlite3.connect(path) as database:
            database.executescript(_TABLES)
            database.execute(f"PRAGMA user_version = {VERSION}")
            for name, labels in sorted(names_of(store).items()):
                stated = [one for one in placed.get(name, []) if one[2].status == "stated"]
                everything = placed.get(name, [])
                known = json.dumps(asdict(head(store, name)), ensure_ascii=False, separators=(",", ":"))
                counts = (len(stated), len(everything))
                database.execute("INSERT INTO agency VALUES (?, ?, ?, ?)", (name, known, *counts))
                database.executemany("INSERT INTO label VALUES (?, ?)", [(label, name) for label in sorted(labels)])
                for derived, rows in enumerate((stated, everything)):
                    database.executemany("INSERT INTO page VALUES (?, ?, ?, ?, ?)", _pages(name, derived, rows))
        database.close()
    except sqlite3.Error as error:
        raise StoreError(f"{path}: the index of agencies cannot be written: {error}") from error


def _by_agency(facts: Iterable[DocumentFacts], names: Names) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = defaultdict(list)
    for one in facts:
        iri = names.document(one.key)
        places: ClauseIndex[ClauseFact] = ClauseIndex()
        for clause in one.clauses:
            places.put(clause, clause)
        for duty in (*one.responsibilities, *one.derived):
            if duty.body:
                found[duty.body].append(_placed(one, duty, iri, places.find(duty.clause, duty.evidence)))
    for rows in found.values():
        rows.sort(key=lambda row: row[0])
    return found


def _placed(facts: DocumentFacts, duty: Responsibility, iri: str, clause: ClauseFact | None) -> Placed:
    row = DutyRow(
        agency=duty.body,
        surface=duty.agency,
        role=duty.role,
        task=clause.heading if clause else "",
        clause=duty.clause,
        number=facts.number or None,
        title=facts.title or None,
        deadline=duty.deadline or None,
        quote=duty.evidence.quote,
        source=facts.source,
        span=span_of(duty.evidence),
        page=duty.evidence.page,
        status=duty.status,
        rule=duty.rule,
    )
    order = clause.order if clause else 0
    where = (duty.clause, duty.role, duty.agency, duty.evidence.spans, duty.rule, duty.evidence.quote)
    return (facts.signed or "", iri, order, duty.status == "derived", *where), iri, row


def _pages(name: str, derived: int, rows: Sequence[Placed]) -> Iterator[tuple[str, int, int, bytes, str]]:
    for number, start in enumerate(range(0, len(rows), PAGE_ROWS)):
        part = rows[start : start + PAGE_ROWS]
        texts = (json.dumps(asdict(row), ensure_ascii=False, separators=(",", ":")) for _, _, row in part)
        yield (
            name,
            derived,
            number,
            ",".join(texts).encode("utf-8", "surrogatepass"),
            " ".join(iri for _, iri, _ in part),
        )


class AgencyIndex:
    """The index of one build, open for reading; threads may share it."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError where the file is none, or one of another version."""
        try:
            address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
            self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
            (version,) = self._database.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error as error:
            raise StoreError(f"{path}: damaged ({error}); build it again with: kg build --fresh") from error
        if version != VERSION:
            raise StoreError(
                f"{path}: version {version}, this kg reads {VERSION}; build the graph again with: kg build"
            )
        self._lock = Lock()
        self._labels: dict[str, frozenset[str]] = {}

    @classmethod
    def of(cls, build: Path) -> AgencyIndex | None:
        """The index of the build in this directory, None where it was made without one."""
        path = build / FILE
        return cls(path) if path.is_file() else None

    def _rows(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        with self._lock:
            return self._database.execute(statement, values).fetchall()

    def canonical(self, name: str) -> str:
        """The canonical name that ``name`` means: ``kg.query.names.agency_name``. Raises UnknownName, AmbiguousName."""
        if self._rows("SELECT 1 FROM agency WHERE name = ?", name):
            return name
        if not self._labels:
            labels: dict[str, set[str]] = defaultdict(set)
            for label, meant in self._rows("SELECT label, name FROM label"):
                labels[str(label)].add(str(meant))
            self._labels = {label: frozenset(meant) for label, meant in labels.items()}
        return find(name, self._labels)

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
            node = NamedNode(iri)
            told = replace(row, standing=standing.of(node), concerns=standing.concerns(node)) if standing else row
            duties.append(told)
            if most is not None and len(duties) >= most:
                break
        return AgencyAnswer(**{**known, "duties": tuple(duties)})

    def _duties(self, canonical: str, derived: bool) -> Iterator[tuple[str, DutyRow]]:
        number = 0
        statement = "SELECT rows, documents FROM page WHERE name = ? AND derived = ? AND number = ?"
        while found := self._rows(statement, canonical, int(derived), number):
            rows, documents = found[0]
            text = rows.decode("utf-8", "surrogatepass") if isinstance(rows, bytes) else ""
            for iri, fields in zip(str(documents).split(), json.loads(f"[{text}]"), strict=True):
                span = fields["span"]
                fields["span"] = tuple(span) if span else None
                fields["concerns"] = ()
                yield iri, DutyRow(**fields)
            number += 1
