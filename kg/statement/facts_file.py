"""The facts of a build as they are, beside its store: read back in a fraction of the time that the graph takes.

One document after the other, each as its length (four bytes, the highest first) and so many bytes of compressed JSON:
the fields of a dataclass in their order. The first entry tells the types that they are of, the last how many there are.
A file that is missing, damaged or of other types is no error: the store holds the same.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from kg.model import DocumentFacts
from kg.statement.codec import decoder, dumps, shape

FILE = "facts.bin"
_LENGTH = struct.Struct(">I")


def keeping(path: Path, facts: Iterable[DocumentFacts]) -> Iterator[DocumentFacts]:
    """The documents, each when it is written to ``path``. Raises OSError where that cannot be written."""
    count = 0
    with path.open("wb") as stream:
        stream.write(_entry(shape(DocumentFacts)))
        for one in facts:
            stream.write(_entry(one))
            count += 1
            yield one
        stream.write(_entry(count))


def documents(path: Path) -> list[DocumentFacts] | None:
    """The documents that ``keeping`` wrote, in that order; None where the file cannot be used."""
    decode = decoder(DocumentFacts)
    try:
        with path.open("rb") as stream:
            entries = _entries(stream)
            if next(entries, None) != shape(DocumentFacts):
                return None
            found: list[DocumentFacts] = []
            for entry in entries:
                if isinstance(entry, int):
                    return found if entry == len(found) else None
                found.append(decode(entry))
    except (OSError, ValueError, zlib.error):
        return None
    return None


def _entry(value: object) -> bytes:
    data = zlib.compress(dumps(value).encode("utf-8", "surrogatepass"), 1)
    return _LENGTH.pack(len(data)) + data


def _entries(stream: IO[bytes]) -> Iterator[object]:
    while length := stream.read(_LENGTH.size):
        size = _LENGTH.unpack(length)[0] if len(length) == _LENGTH.size else 0
        data = stream.read(size)
        if len(data) != size:
            raise ValueError(f"an entry of {size!r} bytes has {len(data)!r}")
        yield json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
