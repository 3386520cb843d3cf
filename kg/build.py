"""Files → a graph on the disk: every room in turn, then store, records and report, made visible all at once."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Any, TextIO, TypeVar

from kg import decisions, pipeline
from kg.decisions import Decisions
from kg.extractor import Extractor, former
from kg.gather import Counts, Gathering
from kg.graph import store
from kg.graph.iri import DEFAULT_BASE
from kg.graph.lock import lock, workshop
from kg.graph.publish import POINTER, current, install
from kg.model import DocumentFacts, Finder, SourceReport, Warning
from kg.query import agency_index
from kg.readback import ReadBack
from kg.shelf import Shelf
from kg.source import discover
from kg.source.discover import STANDARD_INPUT
from kg.statement import facts_file, records
from kg.workers import Workers

Item = TypeVar("Item")

SCHEMA_VERSION = 1
"""Of report.json: raised when a key changes its meaning or goes away."""


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
    skipped and stands in the report with its reason. Of two documents with one key the fuller is kept, else
    that in the first file (by name); the other is named in a warning. The order of ``sources`` does not matter.
    People's decisions (``judgements.tsv``, ``corrections.yaml``) in the directories among them are applied. With
    ``territories`` the duties of 各县（市、区）人民政府 are derived for each county of the region too. Files that have
    not changed since the former build of ``out`` are not read again, unless ``fresh``; the result is the same. So it is
    with ``jobs`` processes that read files side by side (None: as many as are of use; a script that asks for more
    than one must be importable, see ``multiprocessing``). With ``model`` the trained model looks for agencies where
    the rules see none.
    IRIs begin with ``base``; without one, with that of the former build of ``out``, else with ``DEFAULT_BASE``.
    Raises StoreError where ``out`` cannot be written, another build is at work on it or ``base`` is no base,
    DecisionError where a decision cannot be read; the former build then stays.
    """
    began = perf_counter()
    clock: dict[str, float] = defaultdict(float)
    with (
        lock(out),
        workshop(out) as work,
        Shelf(work / "facts") as shelf,
        Workers() as workers,
    ):
        spool, decided, base = work / "spool", decisions.read(sources), _base(out, base)
        finder: Finder = "both" if model else "rules"
        extractor = Extractor(spool, None if fresh else former(out), clock, jobs, finder, workers)
        gathering = Gathering(shelf, decided)
        files = gathering.read(discover(sources), on_file or _ignore, extractor)
        if all(file.skipped is not None for file in files):
            return _summary(out, files, Counts(), clock, published=False)
        judged = map(decided.judging(shelf.as_they_came), shelf.by_key())
        settled = map(gathering.seats.settled, judged)
        linked = _each_timed(clock, "link", pipeline.link(settled, gathering.targets, territories))
        told = BuildReport(out, files, 0, 0, (), (), True, decided, tuple(extractor.reused), _absolute(sources))
        write = _Writing(told, linked, clock, spool, base, ReadBack(jobs, len(shelf.keys), workers), shelf.keys)
        install(out, write)
    return replace(write.report, elapsed=perf_counter() - began)


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


class _Writing:
    """Writes the directory of a build: store, records, index, report, and what stands in ``spool``.

    ``facts`` come by key, one document at a time; records and index are made of what the store gives back.
    """

    def __init__(
        self,
        told: BuildReport,
        facts: Iterable[DocumentFacts],
        clock: dict[str, float],
        spool: Path,
        base: str,
        read_back: ReadBack,
        keys: Collection[str],
    ) -> None:
        self.report = told
        self._facts = facts
        self._keys = keys
        self._clock = clock
        self._spool = spool
        self._base = base
        self._read_back = read_back

    def __call__(self, directory: Path) -> None:
        for folder in sorted(self._spool.iterdir()):
            folder.rename(directory / folder.name)
        with _timed(self._clock, "store", without=("link",)):
            store.write(directory / "store", self._facts, self._base, self._keys)
        told, counts = self.report, Counts()
        with (
            _timed(self._clock, "index", without=("read back", "records")),
            open(directory / "records.jsonl", "w", encoding="utf-8", newline="\n") as stream,
        ):
            given_back = _each_timed(self._clock, "read back", self._read_back.documents(directory / "store"))
            recorded = facts_file.keeping(directory / facts_file.FILE, self._recorded(given_back, stream, counts))
            written = store.open_read(directory / "store")
            agency_index.write(directory / agency_index.FILE, written, recorded, self._base)
        counted = _summary(told.out, told.files, counts, self._clock, published=True)
        self.report = replace(counted, decisions=told.decisions, reused=told.reused, given=told.given)
        _save(directory / "report.json", self.report)

    def _recorded(self, facts: Iterable[DocumentFacts], stream: TextIO, counts: Counts) -> Iterator[DocumentFacts]:
        """The documents, each when it is written to ``stream`` and counted."""
        for one in facts:
            with _timed(self._clock, "records"):
                stream.write(records.dumps([records.record(one)]))
            counts.add(one)
            yield one


def _save(path: Path, report: BuildReport) -> None:
    """``report.json``: what ``_as_json`` says, then one object a file, never all of them as one text."""
    with open(path, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(_dumped(_as_json(report)).removesuffix("\n}") + ',\n  "files": [')
        for number, file in enumerate(report.files):
            one = _dumped(_file_as_json(file)).replace("\n", "\n    ")
            stream.write(("," if number else "") + "\n    " + one)
        stream.write("\n  ]\n}\n")


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _summary(
    out: Path, files: tuple[SourceReport, ...], counts: Counts, clock: dict[str, float], published: bool
) -> BuildReport:
    seconds = tuple((room, round(value, 4)) for room, value in clock.items())
    return BuildReport(out, files, counts.documents, counts.clauses, counts.statements, seconds, published)


def _as_json(report: BuildReport) -> dict[str, Any]:
    """``report.json`` without its files: schema version, totals, where the sources are, what people judged."""
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
    }


def _file_as_json(file: SourceReport) -> dict[str, Any]:
    return {
        **asdict(file),
        "repairs": dict(file.repairs),
        "seconds": dict(file.seconds),
    }


@contextmanager
def _timed(clock: dict[str, float], room: str, without: Collection[str] = ()) -> Iterator[None]:
    """Adds the seconds of a block to a room, less those that went to the rooms ``without`` meanwhile."""
    began, elsewhere = perf_counter(), sum(clock[other] for other in without)
    try:
        yield
    finally:
        clock[room] += perf_counter() - began - (sum(clock[other] for other in without) - elsewhere)


def _each_timed(clock: dict[str, float], room: str, items: Iterator[Item]) -> Iterator[Item]:
    """The items; the seconds that making each takes go to a room."""
    while True:
        with _timed(clock, room):
            item = next(items, None)
        if item is None:
            return
        yield item
