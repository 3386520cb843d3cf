"""Files → their facts on a shelf, with what people corrected, and what became of each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from kg.cache import Extraction
from kg.decisions import Decisions
from kg.entity.annexed import Annexed
from kg.errors import SourceError
from kg.extractor import Extractor
from kg.model import DocumentFacts, SourceReport, Span, Warning
from kg.shelf import Shelf
from kg.source import SourceFile
from kg.source import read as read_source
from kg.statement.body_places import Seats
from kg.statement.link import Targets

KINDS = ("responsibilities", "citations", "deadlines", "members", "hosts", "aliases", "appointments")
"""The lists of DocumentFacts that hold statements."""


@dataclass(slots=True)
class Counts:
    """How many documents, clauses and statements of each kind went by."""

    documents: int = 0
    clauses: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, document: DocumentFacts) -> None:
        """Count one more document."""
        self.documents += 1
        self.clauses += len(document.clauses)
        self.kinds.update({kind: len(getattr(document, kind)) for kind in KINDS})

    def remove(self, document: DocumentFacts) -> None:
        """Count one less."""
        self.documents -= 1
        self.clauses -= len(document.clauses)
        self.kinds.subtract({kind: len(getattr(document, kind)) for kind in KINDS})

    @property
    def statements(self) -> tuple[tuple[str, int], ...]:
        """Kind -> how many."""
        return tuple((kind, self.kinds[kind]) for kind in KINDS)


class Gathering:
    """Puts the documents of a build's files on the ``shelf``, each key once, and notes what citations may lead to and
    where bodies lie."""

    def __init__(self, shelf: Shelf, decided: Decisions) -> None:
        self.shelf = shelf
        self.targets = Targets()
        self.seats = Seats()
        self._annexed = Annexed()
        self._decided = decided
        self._reports: dict[str, SourceReport] = {}

    def read(
        self, sources: Sequence[SourceFile], on_file: Callable[[int, int, str], None], extractor: Extractor
    ) -> tuple[SourceReport, ...]:
        """Read all files, in their order; ``on_file`` is called before each and once at the end."""
        with closing(extractor.extractions(sources)) as extractions:
            for done, file in enumerate(sources):
                on_file(done, len(sources), file.name)
                found = next(extractions)
                try:
                    if isinstance(found, SourceError):
                        raise found
                    self._reports[file.name] = self._kept(*self._corrected(file, found))
                except SourceError as error:
                    reason = str(error).removeprefix(f"{file.name}: ")
                    self._reports[file.name] = SourceReport(file.name, skipped=reason)
        for document in self._annexed.resolved(self.shelf.get):
            self.shelf.put(document)
            self.seats.add(document)
        on_file(len(sources), len(sources), "")
        return tuple(self._reports.values())

    def _corrected(self, file: SourceFile, found: Extraction) -> tuple[SourceReport, Iterable[DocumentFacts]]:
        if not self._decided.concern(found.facts):
            return found.report, found.facts
        corrected, unfit = self._decided.correct(list(found.facts), read_source(file))
        return replace(found.report, warnings=(*found.report.warnings, *unfit)), corrected

    def _kept(self, report: SourceReport, facts: Iterable[DocumentFacts]) -> SourceReport:
        """Keep what is not there yet, and count in the report what was added."""
        warnings, keys, counts = list(report.warnings), list[str](), Counts()
        for facts_of_one in facts:
            document, first = self._told_apart(facts_of_one)
            if document is not facts_of_one:
                said = f"{facts_of_one.key} is another text here than where it stands already; kept as {document.key}"
                warnings.append(Warning("same_number", said, _place(document)))
            if first is not None and not _is_fuller(document, first):
                where = "earlier in this file" if first.source == document.source else f"in {first.source}"
                said = f"{document.key} stands {where} too and was kept there"
                warnings.append(Warning("same_document", said, _place(document)))
                continue
            if first is not None and first.source == document.source:
                keys.remove(first.key)
                counts.remove(first)
            elif first is not None:
                self._given_up(first, document.source)
            self.shelf.put(document)
            self.targets.add(document)
            self.seats.add(document)
            self._annexed.add(document)
            keys.append(document.key)
            counts.add(document)
        return replace(
            report,
            documents=tuple(keys),
            clauses=counts.clauses,
            statements=counts.kinds.total(),
            warnings=tuple(warnings),
        )

    def _given_up(self, document: DocumentFacts, fuller: str) -> None:
        """The report of a file whose document stands in a later one with more of its text: a page shows the notice, and
        links the plan that it issues."""
        counts = Counts()
        counts.add(document)
        report = self._reports[document.source]
        said = f"{document.key} stands in {fuller} too and was kept there"
        self._reports[document.source] = replace(
            report,
            documents=tuple(key for key in report.documents if key != document.key),
            clauses=report.clauses - counts.clauses,
            statements=report.statements - counts.kinds.total(),
            warnings=(*report.warnings, Warning("same_document", said, _place(document))),
        )

    def _told_apart(self, document: DocumentFacts) -> tuple[DocumentFacts, DocumentFacts | None]:
        """The document, under a key of its own where another text has its key, and what is kept under that key.

        A number can be printed wrong, and one body writes many letters of one title on a day.
        """
        key, number = document.key, 1
        while (first := self.shelf.get(document.key)) is not None and not _is_same(first, document):
            number += 1
            document = replace(document, key=f"{key}·{number}")
        return document, first


_WORDS = 8
"""Characters of the pieces by which two texts are compared."""
_SHARED = 0.5
"""Of the pieces of the shorter text, in the longer one too, where both are one document. Of one document in two formats
19 in 20 are; a scan with one wrong character in twelve keeps half."""
_TOLD = 40
"""Pieces that a text has at least for anything to be said of it."""
_FULLER = 1.5
"""Times as many pieces as another has a text that is to be kept in its place."""


def _is_same(one: DocumentFacts, other: DocumentFacts) -> bool:
    """Whether two documents of one key say the same; nobody can tell of one that says next to nothing."""
    pieces = sorted((_pieces(one), _pieces(other)), key=len)
    return len(pieces[0]) < _TOLD or len(pieces[0] & pieces[1]) >= _SHARED * len(pieces[0])


def _is_fuller(one: DocumentFacts, other: DocumentFacts) -> bool:
    """Whether a document says much more than another with its key, of which it may be the cover alone."""
    pieces = len(_pieces(one))
    return pieces >= _TOLD and pieces >= _FULLER * len(_pieces(other))


def _pieces(document: DocumentFacts) -> set[str]:
    text = "".join("".join(clause.text.split()) for clause in document.clauses)
    return {text[place : place + _WORDS] for place in range(len(text) - _WORDS + 1)}


def _place(document: DocumentFacts) -> Span | None:
    return next((evidence.spans[0] for _, evidence in document.evidence if evidence.spans), None)
