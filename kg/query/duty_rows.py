"""Every duty as the row of a look-up, sorted by agency on the disk: however many there are, few are in memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from kg.graph.iri import Names
from kg.graph.quads.clauses import ClauseIndex
from kg.model import DocumentFacts, Responsibility
from kg.query.answers import DutyRow
from kg.query.duties import names_of_tasks, row_of
from kg.statement.outline import Outline

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE document (id INTEGER PRIMARY KEY, signed TEXT, iri TEXT);
CREATE TABLE agency (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE duty (agency INTEGER, document INTEGER, place INTEGER, derived INTEGER, row TEXT);
"""
_SORTED = """
CREATE TABLE sorted AS SELECT agency.name AS name, iri, derived, row
FROM duty JOIN document ON document.id = document JOIN agency ON agency.id = agency ORDER BY name, signed, iri, place;
CREATE INDEX by_name ON sorted (name);
"""

Row = tuple[str, bool, str]
"""The IRI of a duty's document, whether the duty is derived, and a DutyRow as JSON."""


class DutyRows:
    """The duties of a build, agency by agency, in the order of a look-up."""

    def __init__(self, database: sqlite3.Connection, facts: Iterable[DocumentFacts], names: Names) -> None:
        """``facts`` are gone through once. Raises sqlite3.Error where ``database`` cannot be written."""
        self._database = database
        database.executescript(_TABLES)
        for number, one in enumerate(facts):
            self._add(number, one, names.document(one.key))
        database.executescript(_SORTED)

    def _add(self, number: int, facts: DocumentFacts, iri: str) -> None:
        self._database.execute("INSERT INTO document VALUES (?, ?, ?)", (number, facts.signed or "", iri))
        for place, row in enumerate(_rows(facts)):
            self._database.execute("INSERT OR IGNORE INTO agency (name) VALUES (?)", (row.agency,))
            text = json.dumps(asdict(row), ensure_ascii=False, separators=(",", ":"))
            self._database.execute(
                "INSERT INTO duty SELECT id, ?, ?, ?, ? FROM agency WHERE name = ?",
                (number, place, row.status == "derived", text, row.agency),
            )

    def of(self, agency: str) -> Iterator[Row]:
        """The duties of the agency with this canonical name."""
        found = self._database.execute("SELECT iri, derived, row FROM sorted WHERE name = ? ORDER BY rowid", (agency,))
        for iri, derived, row in found:
            yield iri, bool(derived), row


@contextmanager
def sorted_rows(path: Path, facts: Iterable[DocumentFacts], names: Names) -> Iterator[DutyRows]:
    """The duties of all documents, in a scratch file at ``path`` that is removed afterwards."""
    database = sqlite3.connect(path)
    try:
        with database:
            yield DutyRows(database, facts, names)
    finally:
        database.close()
        path.unlink(missing_ok=True)


def _rows(facts: DocumentFacts) -> list[DutyRow]:
    """The duties of a document in the order of its clauses, stated before derived ones."""
    outline = Outline(facts.clauses)
    places: ClauseIndex[tuple[int, str]] = ClauseIndex()
    for clause, name in zip(outline.clauses, names_of_tasks(facts, outline), strict=True):
        places.put(clause, (clause.order, name))
    placed = [
        _placed(facts, duty, *(places.find(duty.clause, duty.evidence) or (0, "")))
        for duty in (*facts.responsibilities, *facts.derived)
        if duty.body
    ]
    placed.sort(key=lambda one: one[0])
    return [row for _, row in placed]


def _placed(facts: DocumentFacts, duty: Responsibility, order: int, task: str) -> tuple[tuple[object, ...], DutyRow]:
    """What a duty is sorted by within its document, and its row."""
    row = row_of(facts, duty, task)
    where = (duty.clause, duty.role, duty.agency, duty.evidence.spans, duty.rule, duty.evidence.quote)
    return (order, duty.status == "derived", *where), row
