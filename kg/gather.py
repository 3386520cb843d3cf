"""Files → their facts on a shelf, with what people corrected, and what became of each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from kg.cache import Extraction
from kg.decisions import Decisions
from kg.errors import SourceError
from kg.extractor import Extractor
from kg.model import DocumentFacts, SourceReport, Warning
from kg.shelf import Shelf
from kg.source import SourceFile
from kg.source import read as read_source
from kg.statement.link import Targets
from kg.statement.seats import Seats

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
        self._decided = decided

    def read(
        self, sources: Sequence[SourceFile], on_file: Callable[[int, int, str], None], extractor: Extractor
    ) -> tuple[SourceReport, ...]:
        """Read all files, in their order; ``on_file`` is called before each and once at the end."""
        reports: list[SourceReport] = []
        with closing(extractor.extractions(sources)) as extractions:
            for done, file in enumerate(sources):
                on_file(done, len(sources), file.name)
                found = next(extractions)
                try:
                    if isinstance(found, SourceError):
                        raise found
                    reports.append(self._kept(*self._corrected(file, found)))
                except SourceError as error:
                    reports.append(SourceReport(file.name, skipped=str(error).removeprefix(f"{file.name}: ")))
        on_file(len(sources), len(sources), "")
        return tuple(reports)

    def _corrected(self, file: SourceFile, found: Extraction) -> tuple[SourceReport, Iterable[DocumentFacts]]:
        if not self._decided.concern(found.facts):
            return found.report, found.facts
        corrected, unfit = self._decided.correct(list(found.facts), read_source(file))
        return replace(found.report, warnings=(*found.report.warnings, *unfit)), corrected

    def _kept(self, report: SourceReport, facts: Iterable[DocumentFacts]) -> SourceReport:
        """Keep what is not there yet, and count in the report what was added."""
        warnings, keys, counts = list(report.warnings), list[str](), Counts()
        for document in facts:
            first = self.shelf.get(document.key)
            if first is None:
                self.shelf.put(document)
                self.targets.add(document)
                self.seats.add(document)
                keys.append(document.key)
                counts.add(document)
            else:
                where = "earlier in this file" if first.source == document.source else f"in {first.source}"
                span = next((evidence.spans[0] for _, evidence in document.evidence if evidence.spans), None)
                warnings.append(Warning("same_document", f"{document.key} stands {where} too and was kept there", span))
        return replace(
            report,
            documents=tuple(keys),
            clauses=counts.clauses,
            statements=counts.kinds.total(),
            warnings=tuple(warnings),
        )
