"""Whether a build is whole: its store, its records, the shapes, and every quoted word at its place in the sources."""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Literal

import numpy
from numpy.typing import NDArray
from pyoxigraph import Quad

from kg.errors import SourceError, StoreError
from kg.graph import shapes
from kg.graph.read import by_source
from kg.graph.readable import Store
from kg.graph.store import merged, open_read
from kg.model import ClauseFact, DocumentFacts, Evidence, RawText
from kg.query.record_lines import RecordLines
from kg.source import SourceFile, checksum, discover, read, texts
from kg.text.repair import repair

Step = Literal["store", "records", "shapes", "source", "span"]
GIVEN = "given"
"""Key of report.json: the absolute paths that the build was given."""

_MOST = 20
"""Findings of one kind and place that are told one by one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold. ``serious`` is False for what only could not be verified."""

    step: Step
    place: str
    code: str  # key of the message
    detail: str = ""
    serious: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """What was verified, step by step with a count, and what was found wrong."""

    counts: tuple[tuple[Step, int], ...]
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """True where nothing serious was found."""
        return not any(finding.serious for finding in self.findings)


def check(directory: Path, with_shapes: bool = True, on_step: Callable[[int, int, str], None] | None = None) -> Checked:
    """Verify the build in ``directory`` (as ``kg.graph.publish.current`` gives it).

    ``on_step(done, total, name)`` is called before each step. Sources with another checksum are found as
    changed. The spans of the others are compared word by word: those of a source that is no longer where it was with
    the text that the build kept of it (told, not serious).
    """
    tell = on_step or (lambda done, total, name: None)
    steps = 3 + with_shapes
    tell(0, steps, "store")
    try:
        store = open_read(directory / "store")
        tell(1, steps, "records")
        through = _Through(directory, by_source(store))
    except (StoreError, KeyError) as error:
        return Checked((), (Finding("store", str(directory / "store"), "damaged", str(error)),))
    counts: dict[Step, int] = {"store": sum(1 for _ in merged(store)), "records": through.lines.documents}
    findings = [*_doubled(store), *_records(through.lines, directory / "records.jsonl")]
    if with_shapes:
        tell(2, steps, "shapes")
        violations = shapes.validate(store)
        counts["shapes"] = counts["store"]
        findings += [Finding("shapes", v.node, "violated", f"{v.path} {v.value} {v.message}") for v in violations]
    tell(steps - 1, steps, "source")
    counts["source"], counts["span"] = through.verified, through.spans
    tell(steps, steps, "")
    return Checked(tuple(counts.items()), (*findings, *through.findings))


def _doubled(store: Store) -> list[Finding]:
    """No triple stands in two graphs: the default graph, their union, would hold it twice. Compared are numbers made
    of the triples: eight bytes a triple, where the triples themselves take half a kilobyte."""
    numbers = _numbers(merged(store))
    odd = set(numbers[1:][numbers[1:] == numbers[:-1]].tolist())
    if not odd:
        return []
    counted = Counter(str(quad.triple) for quad in merged(store) if hash(quad.triple) in odd)
    wrong = sorted(triple for triple, count in counted.items() if count > 1)
    return [Finding("store", triple, "doubled") for triple in wrong[:_MOST]]


def _numbers(quads: Iterable[Quad]) -> NDArray[numpy.int64]:
    return numpy.sort(numpy.frombuffer(array("q", (hash(quad.triple) for quad in quads)), dtype=numpy.int64))


def _records(lines: RecordLines, path: Path) -> list[Finding]:
    if lines.unreadable is not None:
        return [Finding("records", str(path), "unreadable", lines.unreadable)]
    return [Finding("records", f"{path}:{number}", "differs") for number in lines.wrong[:_MOST]]


class _Through:
    """Goes through all documents once, one at a time: does records.jsonl hold them, do their words stand in the
    sources? Raises KeyError where a graph holds none."""

    def __init__(self, directory: Path, facts: Iterable[DocumentFacts]) -> None:
        self.verified = self.spans = 0
        self.findings: list[Finding] = []
        self.lines = RecordLines(directory / "records.jsonl")
        self._directory = directory
        self._files = {file.name: file for file in discover(_given(directory))}
        for (name, sha256), documents in groupby(self.lines.compared(facts), lambda one: (one.source, one.sha256)):
            self._source(name, sha256, documents)
        self.lines.end()

    def _source(self, name: str, sha256: str, documents: Iterable[DocumentFacts]) -> None:
        """Verify the spans of the documents of one source."""
        raw = _unchanged(self._files, name, sha256) or _kept(self._directory, name, sha256)
        if isinstance(raw, Finding):
            self.findings.append(raw)
            return
        kept = texts.kept(self._directory / texts.FOLDER, sha256)
        if name not in self._files:
            self.findings.append(Finding("source", name, "kept", serious=False))
        elif kept not in (None, raw.text):  # spans count the characters that the version saw that built the graph
            self.findings.append(Finding("source", name, "read_otherwise", serious=False))
            raw = replace(raw, text=kept or "")
        self.verified += 1
        printed, wrong = _Printed(raw), list[Finding]()
        for document in documents:
            for evidence, exact in _evidence(document):
                self.spans += len(evidence.spans)
                if problem := printed.problem(evidence, exact):
                    wrong.append(Finding("span", f"{name} {evidence.spans}", problem, evidence.quote))
        self.findings += wrong[:_MOST]


def _given(directory: Path) -> list[Path]:
    try:
        content = json.loads((directory / "report.json").read_text(encoding="utf-8"))
        return [path for path in map(Path, content[GIVEN]) if path.exists()]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _kept(directory: Path, name: str, sha256: str) -> RawText | Finding:
    """The text that the build kept of a file that is gone."""
    text = texts.kept(directory / texts.FOLDER, sha256)
    if text is None:
        return Finding("source", name, "missing", serious=False)
    return RawText(name, sha256, "utf-8", "text/plain", text, ())


def _unchanged(files: Mapping[str, SourceFile], name: str, sha256: str) -> RawText | Finding | None:
    """The text of a file, None where it is not there."""
    if name not in files:
        return None
    try:
        if checksum(files[name]) != sha256:
            return Finding("source", name, "changed")
        return read(files[name])
    except SourceError as error:
        return Finding("source", name, "unreadable", str(error))


def _evidence(value: object, exact: bool = True) -> Iterator[tuple[Evidence, bool]]:
    """Every piece of evidence in a value; that of a clause marks its place, and is not a quotation of all of it."""
    if isinstance(value, Evidence):
        yield value, exact
    elif isinstance(value, tuple):
        for item in value:
            yield from _evidence(item, exact)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _evidence(getattr(value, field.name), exact and not isinstance(value, ClauseFact))


class _Printed:
    """A source file as repair leaves it, white space aside."""

    def __init__(self, raw: RawText) -> None:
        self._text = raw.text
        self._changed: dict[int, tuple[int, str]] = {}
        for one in repair(raw)[1]:
            start, end = one.span
            if end - start == len(one.after):  # a run of characters of another script: a quotation may begin in it
                self._changed |= {start + k: (start + k + 1, char) for k, char in enumerate(one.after)}
            else:
                self._changed[start] = (end, one.after)

    def problem(self, evidence: Evidence, exact: bool) -> str | None:
        """What is wrong with the place of these words, as a code; None where they stand there."""
        if any(not 0 <= start < end <= len(self._text) for start, end in evidence.spans):
            return "outside"
        said = "".join(self._said(start, end) for start, end in evidence.spans)
        return "other_words" if exact and evidence.spans and _bare(said) != _bare(evidence.quote) else None

    def _said(self, start: int, end: int) -> str:
        words, place = [], start
        while place < end:
            stop, after = self._changed.get(place, (place + 1, self._text[place]))
            words.append(after)
            place = max(stop, place + 1)
        return "".join(words)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
