"""Columns of numbers and texts as one block of bytes that a browser reads without parsing.

::

    4 bytes        length of the head (little-endian)
    head           JSON: {"columns": {NAME: {"type", "offset", "length"}}, "about": …}, padded to 4 bytes
    the columns    each from its offset behind the head, aligned to 4 bytes

``type`` is ``u8``, ``u32``, ``i32`` or ``f32`` (little-endian, ``length`` numbers), or ``text``: ``length`` + 1 offsets
(u32) into the UTF-8 that follows them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy
from numpy.typing import NDArray

Column = NDArray[numpy.uint8] | NDArray[numpy.uint32] | NDArray[numpy.int32] | NDArray[numpy.float32]
_TYPES = {"uint8": "u8", "uint32": "u32", "int32": "i32", "float32": "f32"}
_ALIGNED = 4


def packed(columns: Mapping[str, Column | list[str]], about: Mapping[str, object]) -> bytes:
    """The block. Raises KeyError for numbers of another type."""
    head: dict[str, dict[str, object]] = {}
    parts: list[bytes] = []
    offset = 0
    for name, column in columns.items():
        if isinstance(column, numpy.ndarray):
            kind, content = _TYPES[column.dtype.name], column.astype(column.dtype.newbyteorder("<")).tobytes()
        else:
            kind, content = "text", _texts(column)
        head[name] = {"type": kind, "offset": offset, "length": len(column)}
        parts.append(_padded(content, b"\0"))
        offset += len(parts[-1])
    text = json.dumps({"columns": head, "about": about}, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    text = _padded(text, b" ")
    return b"".join([len(text).to_bytes(4, "little"), text, *parts])


def _texts(texts: Sequence[str]) -> bytes:
    encoded = [text.encode("utf-8") for text in texts]
    ends = numpy.cumsum([0, *map(len, encoded)], dtype=numpy.uint32)
    return bytes(ends.astype("<u4").tobytes()) + b"".join(encoded)


def _padded(content: bytes, filler: bytes) -> bytes:
    return content + filler * (-len(content) % _ALIGNED)
