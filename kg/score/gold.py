"""Annotations and records from the disk."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kg.errors import KgError
from kg.graph.publish import current
from kg.score.alike import agency, plain
from kg.score.layers import Record

IDENTITY = "identity.tsv"
COLUMNS = ("canonical", "tier", "region", "kind")

Name = tuple[str, str]
"""A document and a surface form in it, as they are compared."""
Identities = dict[Name, dict[str, str]]
"""What a name means: the four ``COLUMNS``."""


class ScoreError(KgError):
    """Annotations or records that cannot be read, or a layer that there is none of."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotations of a folder: a record for each document, and what its names mean (None: not annotated)."""

    documents: tuple[Record, ...]
    identities: Identities | None


def read_gold(directory: Path) -> Gold:
    """The ``*.json`` of a folder and its ``identity.tsv``. Newspaper pages (kind ``news``) hold no documents.

    Raises ScoreError where there is nothing to read, or what there is is no annotation.
    """
    if not directory.is_dir():
        raise ScoreError(f"{directory}: no such directory; name the one that holds the annotations")
    found = [_object(path, path.read_text(encoding="utf-8")) for path in sorted(directory.glob("*.json"))]
    documents = tuple(one for one in found if one.get("kind") != "news")
    if not documents:
        raise ScoreError(f"{directory}: no annotated document (*.json) in it")
    table = directory / IDENTITY
    return Gold(documents, _table(table) if table.is_file() else None)


def read_records(build: Path) -> tuple[Record, ...]:
    """The records of a build. Raises StoreError where there is none, ScoreError where they are damaged."""
    path = current(build) / "records.jsonl"
    if not path.is_file():
        raise ScoreError(f"{path}: missing; build the graph again with: kg build")
    with open(path, encoding="utf-8") as lines:
        return tuple(_object(path, line) for line in lines if line.strip())


def identities(records: Iterable[Record]) -> Identities:
    """What each name means in each document of a build.

    A document goes by its number; where it has none, or is the only one of its file, by the file's stem too.
    """
    records = tuple(records)
    per_file = Counter(str(record.get("source") or "") for record in records)
    found: Identities = {}
    for record in sorted(records, key=lambda one: str(one.get("key"))):
        source = str(record.get("source") or "")
        stem = PurePosixPath(source).stem
        number = record.get("number")
        names = [number or stem, *([stem] if number and per_file[source] == 1 else [])]
        bodies = {body["id"]: {"canonical": body["id"], **body} for body in record.get("bodies") or []}
        for surface, canonical in sorted(_resolved(record)):
            if canonical in bodies:
                found |= {(plain(name), agency(surface)): bodies[canonical] for name in names}
    return found


def _resolved(record: Record) -> Iterator[tuple[str, str]]:
    """Every (surface form, canonical name) of a record."""
    for mention in record.get("agency_mentions") or []:
        yield mention["surface"], mention["agency_id"]
    for key in ("responsibilities", "members", "hosts"):
        for row in record.get(key) or []:
            yield row["agency"], row["agency_id"]
            if "body" in row:
                yield row["body"], row["body_id"]


def _object(path: Path, text: str) -> Record:
    try:
        content: Any = json.loads(text)
    except ValueError as error:
        raise ScoreError(f"{path}: not JSON ({error})") from error
    if not isinstance(content, dict):
        raise ScoreError(f"{path}: holds no JSON object")
    return content


def _table(path: Path) -> Identities:
    with open(path, encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    wanted = {"document", "surface", *COLUMNS}
    for number, row in enumerate(rows, start=2):
        if missing := sorted(name for name in wanted if row.get(name) is None):
            raise ScoreError(f"{path} line {number}: no {', '.join(missing)}")
    return {(plain(row["document"]), agency(row["surface"])): row for row in rows}
