"""What people decided beside the sources, and its place in a build: corrections on each file, judgements on all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.entity import judgements
from kg.entity.judgements import Judgement
from kg.errors import DecisionError, SourceError
from kg.model import DocumentFacts, RawText, Warning
from kg.source import CORRECTIONS, JUDGEMENTS, beside
from kg.source.decode import decode
from kg.statement import correction_file, corrections
from kg.statement.correction_file import Entry


@dataclass(slots=True)
class Decisions:
    """The judgements and corrections of a build, and what became of them."""

    judgements: tuple[Judgement, ...] = ()
    corrections: tuple[Entry, ...] = ()
    answers: Path | None = None  # the file into which new judgements go
    _seen: set[str] = field(default_factory=set)
    _warnings: list[Warning] = field(default_factory=list)

    def concern(self, facts: Sequence[DocumentFacts]) -> bool:
        """Whether a correction is about one of the documents."""
        return any(corrections.is_about(entry, one) for one in facts for entry in self.corrections)

    def correct(self, facts: list[DocumentFacts], raw: RawText) -> tuple[list[DocumentFacts], tuple[Warning, ...]]:
        """The facts of one source file with its corrections, and those that do not fit any more."""
        if not self.corrections:
            return facts, ()
        result = corrections.apply(facts, self.corrections, raw)
        self._seen |= result.seen
        return result.facts, result.warnings

    def judging(self, facts: Callable[[], Iterable[DocumentFacts]]) -> Callable[[DocumentFacts], DocumentFacts]:
        """What applies every judgement to a document. Called once, when all files are read.

        ``facts`` gives all documents; it is called where there are judgements, which need to know all names.
        """
        judged, warnings = judgements.ruling(facts() if self.judgements else (), self.judgements)
        self._warnings += [*warnings, *corrections.unseen(self.corrections, frozenset(self._seen))]
        return judged

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """What could not be applied and belongs to no single file."""
        return tuple(self._warnings)


def read(sources: Sequence[Path]) -> Decisions:
    """The ``judgements.tsv`` and ``corrections.yaml`` in the directories among ``sources``.

    Raises DecisionError for a file that cannot be read: a build without it would not be what was asked for.
    """
    judged, corrected = beside(sources, JUDGEMENTS), beside(sources, CORRECTIONS)
    directories = sorted(path for path in map(Path, sources) if path.is_dir())
    return Decisions(
        tuple(one for path in judged for one in judgements.parse(_text(path), path.as_posix())),
        correction_file.unique(
            entry for path in corrected for entry in correction_file.parse(_text(path), path.as_posix())
        ),
        next(iter([*judged, *(directory / JUDGEMENTS for directory in directories)]), None),
    )


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes())[0]
    except SourceError as error:
        raise DecisionError(f"{path}: {error}") from error
    except OSError as error:
        raise DecisionError(f"{path}: cannot be read: {error.strerror or error}") from error
