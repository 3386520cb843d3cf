"""Files → a graph on the disk: every room in turn, then store, records and report, made visible all at once."""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from kg import decisions, pipeline
from kg.cache import Extraction
from kg.decisions import Decisions
from kg.errors import SourceError
from kg.extractor import Extractor, former
from kg.graph import read, store
from kg.graph.iri import DEFAULT_BASE
from kg.graph.lock import lock
from kg.graph.publish import POINTER, current, install
from kg.model import DocumentFacts, SourceReport, Warning
from kg.query import agency_index
from kg.source import SourceFile, discover
from kg.source import read as read_source
from kg.source.discover import STANDARD_INPUT
from kg.statement import records

SCHEMA_VERSION = 1
"""Of report.json: raised when a key changes its meaning or goes away."""

KINDS = ("responsibilities", "citations", "deadlines", "members", "hosts", "aliases", "appointments")
"""The lists of DocumentFacts that hold statements."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``published`` is False where nothing could be read: then ``out`` is as it was."""

    out: Path
    files: tuple[SourceReport, ...]  # sorted by name
    documents: int
    clauses: int
    statements: tuple[tuple[str, int], ...]  # kind -> how many
    seconds: tuple[tuple[str, float], ...]  # room -> seconds, in the order of work, of all processes
    published: bool
    decisions: Decisions = field(default_factory=Decisions)
    reused: tuple[str, ...] = ()  # names of the files that were taken from the former build
    given: tuple[Path, ...] = ()  # the sources as absolute paths, sorted
    elapsed: float = 0.0  # seconds from beginning to end

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """Warnings that belong to no single file: judgements and corrections that could not be applied."""
        return self.decisions.warnings

    @property
    def skipped(self) -> tuple[SourceReport, ...]:
        """The files that were not read; each says why."""
        return tuple(file for file in self.files if file.skipped is not None)


def build(
    sources: Sequence[Path],
    out: Path,
    on_file: Callable[[int, int, str], None] | None = None,
    *,
    territories: bool = False,
    fresh: bool = False,
    jobs: int | None = 1,
    model: bool = False,
    base: str | None = None,
) -> BuildReport:
    """Read ``sources`` (files and directories) and leave their graph in ``out``.

    ``on_file(done, total, name)`` is called before each file and once at the end. A file that cannot be read is
    skipped and stands in the report with its reason. Of two documents with one key the one in the first file
    (by name) is kept, the other is named in a warning. The order of ``sources`` does not matter. People's decisions
    (``judgements.tsv``, ``corrections.yaml``) in the directories among them are applied. With ``territories`` the
    duties of 各县（市、区）人民政府 are derived for each county of the region too. Files that have not changed since
    the former build of ``out`` are not read again, unless ``fresh``; the result is the same. So it is with ``jobs``
    processes that read files side by side (None: as many as are of use; a script that asks for more than one must be
    importable, see ``multiprocessing``). With ``model`` the trained model looks for agencies where the rules see none.
    IRIs begin with ``base``; without one, with that of the former build of ``out``, else with ``DEFAULT_BASE``.
    Raises StoreError where ``out`` cannot be written, another build is at work on it or ``base`` is no base,
    DecisionError where a decision cannot be read; the former build then stays.
    """
    began = perf_counter()
    clock: dict[str, float] = defaultdict(float)
    with lock(out), TemporaryDirectory(prefix="kg-") as temporary:
        spool, decided, base = Path(temporary), decisions.read(sources), _base(out, base)
        extractor = Extractor(spool, None if fresh else former(out), clock, jobs, "both" if model else "rules")
        files, facts = _read_all(discover(sources), on_file or _ignore, extractor, decided)
        if all(file.skipped is not None for file in files):
            return _summary(out, files, (), clock, published=False)
        with _timed(clock, "link"):
            linked = pipeline.link(decided.judge(facts), territories)
        told = BuildReport(out, files, 0, 0, (), (), True, decided, tuple(extractor.reused), _absolute(sources))
        written: list[BuildReport] = []
        install(out, lambda directory: written.append(_write(directory, told, linked, clock, spool, base)))
    return replace(written[0], elapsed=perf_counter() - began)


def _base(out: Path, given: str | None) -> str:
    """The base of all IRIs: what is given once stays until another is given."""
    if given is not None:
        store.check_base(given)
        return given
    return store.base_of(current(out) / "store") if (out / POINTER).exists() else DEFAULT_BASE


def _absolute(sources: Sequence[Path]) -> tuple[Path, ...]:
    """Where the sources are, for who looks for them later; what came through standard input is nowhere."""
    return tuple(sorted({Path(os.path.abspath(path)) for path in sources if Path(path) != STANDARD_INPUT}))


def _ignore(done: int, total: int, name: str) -> None:
    """Nobody looks on."""


def _read_all(
    sources: Sequence[SourceFile],
    on_file: Callable[[int, int, str], None],
    extractor: Extractor,
    decided: Decisions,
) -> tuple[tuple[SourceReport, ...], list[DocumentFacts]]:
    reports: list[SourceReport] = []
    kept: dict[str, DocumentFacts] = {}
    with closing(extractor.extractions(sources)) as extractions:
        for done, file in enumerate(sources):
            on_file(done, len(sources), file.name)
            found = next(extractions)
            try:
                if isinstance(found, SourceError):
                    raise found
                report, facts = _corrected(file, found, decided)
            except SourceError as error:
                reports.append(SourceReport(file.name, skipped=str(error).removeprefix(f"{file.name}: ")))
                continue
            reports.append(_keep(report, facts, kept))
    on_file(len(sources), len(sources), "")
    return tuple(reports), list(kept.values())


def _corrected(file: SourceFile, found: Extraction, decided: Decisions) -> tuple[SourceReport, Sequence[DocumentFacts]]:
    if not decided.concern(found.facts):
        return found.report, found.facts
    corrected, unfit = decided.correct(list(found.facts), read_source(file))
    return replace(found.report, warnings=(*found.report.warnings, *unfit)), corrected


def _keep(report: SourceReport, facts: Sequence[DocumentFacts], kept: dict[str, DocumentFacts]) -> SourceReport:
    """Add to ``kept`` what it has not yet, and count in the report what was added."""
    warnings = list(report.warnings)
    added: list[DocumentFacts] = []
    for document in facts:
        first = kept.setdefault(document.key, document)
        if first is document:
            added.append(document)
        else:
            where = "earlier in this file" if first.source == document.source else f"in {first.source}"
            span = next((evidence.spans[0] for _, evidence in document.evidence if evidence.spans), None)
            warnings.append(Warning("same_document", f"{document.key} stands {where} too and was kept there", span))
    return replace(
        report,
        documents=tuple(document.key for document in added),
        clauses=sum(len(document.clauses) for document in added),
        statements=sum(count for _, count in _count(added)),
        warnings=tuple(warnings),
    )


def _count(facts: Sequence[DocumentFacts]) -> tuple[tuple[str, int], ...]:
    return tuple((kind, sum(len(getattr(document, kind)) for document in facts)) for kind in KINDS)


def _write(
    directory: Path, told: BuildReport, facts: list[DocumentFacts], clock: dict[str, float], spool: Path, base: str
) -> BuildReport:
    """Write store, records, report, and what stands in ``spool``; the records from what the store gives back."""
    shutil.copytree(spool, directory, dirs_exist_ok=True)
    with _timed(clock, "store"):
        store.write(directory / "store", facts, base)
    with _timed(clock, "read back"):
        written = store.open_read(directory / "store")
        stored = read.load(written)
    with _timed(clock, "records"):
        _save(directory / "records.jsonl", records.dumps(records.records(stored)))
    with _timed(clock, "index"):
        agency_index.write(directory / agency_index.FILE, written, stored, base)
    counted = _summary(told.out, told.files, stored, clock, published=True)
    report = replace(counted, decisions=told.decisions, reused=told.reused, given=told.given)
    _save(directory / "report.json", json.dumps(_as_json(report), ensure_ascii=False, indent=2) + "\n")
    return report


def _save(path: Path, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def _summary(
    out: Path, files: tuple[SourceReport, ...], facts: Sequence[DocumentFacts], clock: dict[str, float], published: bool
) -> BuildReport:
    clauses = sum(len(document.clauses) for document in facts)
    seconds = tuple((room, round(value, 4)) for room, value in clock.items())
    return BuildReport(out, files, len(facts), clauses, _count(facts), seconds, published)


def _as_json(report: BuildReport) -> dict[str, Any]:
    """``report.json``: schema version, totals, where the sources are, what people judged, then one object a file."""
    return {
        "schema": SCHEMA_VERSION,
        "totals": {
            "files": len(report.files),
            "skipped": len(report.skipped),
            "characters": sum(file.characters for file in report.files),
            "documents": report.documents,
            "clauses": report.clauses,
            "statements": dict(report.statements),
            "seconds": dict(report.seconds),
        },
        "given": [path.as_posix() for path in report.given],
        "warnings": [asdict(warning) for warning in report.warnings],
        "judgements": [asdict(judgement) for judgement in report.decisions.judgements],
        "answers": None if report.decisions.answers is None else report.decisions.answers.as_posix(),
        "files": [_file_as_json(file) for file in report.files],
    }


def _file_as_json(file: SourceReport) -> dict[str, Any]:
    return {
        **asdict(file),
        "repairs": dict(file.repairs),
        "seconds": {room: round(value, 4) for room, value in file.seconds},
    }


@contextmanager
def _timed(clock: dict[str, float], room: str) -> Iterator[None]:
    began = perf_counter()
    try:
        yield
    finally:
        clock[room] += perf_counter() - began
