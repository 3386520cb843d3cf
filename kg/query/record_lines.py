"""records.jsonl beside the documents of the store, line by line."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

from kg.model import DocumentFacts
from kg.statement import records


class RecordLines:
    """Compares the lines of a file with documents that go by one at a time, in the order of the file."""

    def __init__(self, path: Path) -> None:
        self.documents = 0  # that have gone by
        self.wrong: list[int] = []  # numbers of the lines that do not hold them
        self.unreadable: str | None = None  # why the file cannot be read
        self._path = path
        self._lines = self._read()

    def _read(self) -> Generator[str, None, None]:
        try:
            with open(self._path, encoding="utf-8", newline="\n") as stream:
                yield from stream
        except (OSError, UnicodeDecodeError) as error:
            self.unreadable = str(error)

    def compared(self, facts: Iterable[DocumentFacts]) -> Iterator[DocumentFacts]:
        """The documents, each when it was compared."""
        for one in facts:
            self.documents += 1
            if next(self._lines, None) != records.dumps([records.record(one)]):
                self.wrong.append(self.documents)
            yield one

    def end(self) -> None:
        """No more documents come: what the file still holds is wrong."""
        if next(self._lines, None) is not None:
            self.wrong.append(self.documents + 1)
        self._lines.close()
