"""CSV: tables that a spreadsheet opens, one row a fact, each with its document, clause, words and place.

Written to a directory: one file a table, UTF-8 with a byte order mark (spreadsheet programs on Chinese Windows take
a file without one for GBK). Written to one file or a stream: the table ``duties``; on a stream without the mark.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

from kg.lexicon import load
from kg.model import Body, DocumentFacts, Evidence, Responsibility, Statement

Row = dict[str, object]


def duties(facts: Sequence[DocumentFacts]) -> list[Row]:
    """Who has which role in what."""
    return _duties(facts, lambda document: document.responsibilities)


def derived_duties(facts: Sequence[DocumentFacts]) -> list[Row]:
    """Duties that follow from stated ones, in the same columns; the quote is that of the stated one."""
    return _duties(facts, lambda document: document.derived)


def _duties(facts: Sequence[DocumentFacts], of: Callable[[DocumentFacts], Sequence[Responsibility]]) -> list[Row]:
    return [
        {
            **_place(document, item),
            "heading": _heading(document, item.clause),
            "agency": item.body or item.agency,
            "surface": item.agency,
            "role": item.role,
            "scope": item.scope or "",
            "deadline": item.deadline or "",
            **_proof(item),
        }
        for document in facts
        for item in of(document)
    ]


def documents(facts: Sequence[DocumentFacts]) -> list[Row]:
    """The heads of the issued documents; several values in one cell are separated by a line end."""
    return [
        {
            "document": item.key,
            "number": item.number or "",
            "title": item.title or "",
            "genre": item.kind or "",
            "issuers": "\n".join(item.issuers),
            "addressees": "\n".join(item.addressees),
            "signed": item.signed or "",
            "effective": item.effective or "",
            "expires": item.expires or "",
            "openness": item.openness or "",
            "promulgates": "\n".join(item.promulgates),
            "annexes": "\n".join(item.annexes),
            "source": item.source,
            "sha256": item.sha256,
        }
        for item in facts
    ]


def clauses(facts: Sequence[DocumentFacts]) -> list[Row]:
    """The outline of the documents, with the text of each unit."""
    return [
        {
            "document": document.key,
            "order": item.order,
            "clause": item.path,
            "level": item.level,
            "part": item.part,
            "heading": item.heading,
            "text": item.text,
            "source": document.source,
            **_where(item.evidence),
        }
        for document in facts
        for item in document.clauses
    ]


def agencies(facts: Sequence[DocumentFacts]) -> list[Row]:
    """Each agency once, with all names that the documents use for it."""
    names: dict[str, set[str]] = {}
    bodies: dict[str, Body] = {}
    for document in facts:
        for body in document.bodies:
            bodies.setdefault(body.canonical, body)
        for mention in document.agencies:
            names.setdefault(mention.body or mention.surface, set()).add(mention.surface)
    rows: list[Row] = []
    for canonical in sorted({*bodies, *names}):
        body = bodies.get(canonical, Body(canonical, tier="-", region="-", kind="generic"))
        also = "\n".join(sorted(names.get(canonical, set())))
        known = {"tier": body.tier, "region": body.region, "kind": body.kind, "parent": body.parent or ""}
        rows.append({"agency": canonical, **known, "names": also})
    return rows


def mentions(facts: Sequence[DocumentFacts]) -> list[Row]:
    """Where each name of an agency first stands in a document, and which agency it means there."""
    return [
        {
            "document": document.key,
            "source": document.source,
            "clause": item.clause,
            "surface": item.surface,
            "agency": item.body,
            "rule": item.rule,
            **_where(item.evidence),
        }
        for document in facts
        for item in document.agencies
    ]


def _table(field: str, *columns: str) -> Callable[[Sequence[DocumentFacts]], list[Row]]:
    """The table of one kind of statement: its place, the named fields, its proof."""

    def rows(facts: Sequence[DocumentFacts]) -> list[Row]:
        return [
            {**_place(document, item), **{name: _cell(getattr(item, name)) for name in columns}, **_proof(item)}
            for document in facts
            for item in getattr(document, field)
        ]

    return rows


TABLES: dict[str, Callable[[Sequence[DocumentFacts]], list[Row]]] = {
    "duties": duties,
    "derived_duties": derived_duties,
    "documents": documents,
    "clauses": clauses,
    "tasks": _table("tasks", "label", "text"),
    "targets": _table("targets", "subject", "comparison", "value", "upper", "unit", "change", "date"),
    "agencies": agencies,
    "mentions": mentions,
    "citations": _table("citations", "number", "title", "relation", "target", "target_text"),
    "deadlines": _table("deadlines", "text", "date"),
    "members": _table("members", "group", "group_body", "agency", "agency_body", "role"),
    "hosts": _table("hosts", "office", "office_body", "agency", "agency_body"),
    "aliases": _table("aliases", "short", "full"),
    "appointments": _table("appointments", "person", "action", "post", "body"),
}


DICTIONARY = "dictionary"
"""The table that explains the columns of the others."""


def dictionary(tables: Mapping[str, Sequence[Row]]) -> list[Row]:
    """What one row of each table is, and what each of its columns holds, in Chinese and English.

    Raises KeyError for a table or column that ``csv_columns.yml`` does not explain.
    """
    words = load.tree("csv_columns.yml")
    rows: list[Row] = []
    for name, content in tables.items():
        if content:
            rows.append({"table": name, "column": "", **words["tables"][name]})
        for column in content[0] if content else ():
            told = words["columns"].get(f"{name}.{column}") or words["columns"][column]
            rows.append({"table": name, "column": column, **told})
    return rows


def write_directory(facts: Sequence[DocumentFacts], directory: Path) -> None:
    """All tables as ``directory``/NAME.csv, and the data dictionary of those that have rows.

    A table without rows is not written, and an old one of its name removed.
    """
    directory.mkdir(parents=True, exist_ok=True)
    tables = {name: table(facts) for name, table in TABLES.items()}
    for name, rows in {**tables, DICTIONARY: dictionary(tables)}.items():
        path = directory / f"{name}.csv"
        if rows:
            path.write_bytes(_csv(rows).encode("utf-8-sig"))
        else:
            path.unlink(missing_ok=True)


def write_duties(facts: Sequence[DocumentFacts], output: IO[bytes], *, mark: bool) -> None:
    """The table ``duties`` alone; ``mark`` puts a byte order mark before it."""
    output.write(_csv(duties(facts)).encode("utf-8-sig" if mark else "utf-8"))


def _csv(rows: Iterable[Row]) -> str:
    rows = list(rows)
    text = io.StringIO(newline="")
    if rows:
        writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    return text.getvalue()


def _cell(value: object) -> object:
    return "" if value is None else value


def _heading(document: DocumentFacts, path: str) -> str:
    return next((clause.heading for clause in document.clauses if clause.path == path), "")


def _place(document: DocumentFacts, item: Statement) -> Row:
    title = document.title or ""
    return {"document": document.key, "document_title": title, "source": document.source, "clause": item.clause}


def _where(evidence: Evidence) -> Row:
    spans = " ".join(f"{start}-{end}" for start, end in evidence.spans)
    return {"page": "" if evidence.page is None else evidence.page, "spans": spans, "quote": evidence.quote}


def _proof(item: Statement) -> Row:
    return {"status": item.status, "rule": item.rule, **_where(item.evidence)}
