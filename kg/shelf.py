"""The facts of a build's documents on the disk: however many there are, one is in memory at a time."""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from kg.errors import StoreError, writing
from kg.model import DocumentFacts

_LENGTH = struct.Struct(">I")


class Shelf:
    """Documents in a file of their own, each under its key. The file is of no use to anybody else, or later."""

    def __init__(self, path: Path) -> None:
        """``path`` must not exist."""
        self._file = path.open("xb+")
        self._places: dict[str, int] = {}  # key -> where its length stands, and then itself; in the order of coming
        self._end = 0

    def __enter__(self) -> Shelf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # what stands in it is of no use any more, should the disk be full
            self._file.close()

    def put(self, facts: DocumentFacts) -> None:
        """Keep a document; of two with one key the later is found."""
        data = zlib.compress(pickle.dumps(facts, pickle.HIGHEST_PROTOCOL), 1)
        with writing(Path(self._file.name), StoreError):
            self._file.seek(self._end)
            self._file.write(_LENGTH.pack(len(data)))
            self._file.write(data)
        self._places[facts.key] = self._end
        self._end += _LENGTH.size + len(data)

    def get(self, key: str) -> DocumentFacts | None:
        """The document with this key, None where there is none."""
        return next(self._taken([key])) if key in self._places else None

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all documents."""
        return frozenset(self._places)

    def as_they_came(self) -> Iterator[DocumentFacts]:
        """All documents in the order in which they were put there."""
        return self._taken(self._places)

    def by_key(self) -> Iterator[DocumentFacts]:
        """All documents in the order of their keys."""
        return self._taken(sorted(self._places))

    def _taken(self, keys: Iterable[str]) -> Iterator[DocumentFacts]:
        for key in keys:
            self._file.seek(self._places[key])
            (length,) = _LENGTH.unpack(self._file.read(_LENGTH.size))
            facts: DocumentFacts = pickle.loads(zlib.decompress(self._file.read(length)))
            yield facts
