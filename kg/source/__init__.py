"""Room 1: files → RawText. Decoding, checksums, page numbers; nothing is cleaned."""

from kg.source.discover import CORRECTIONS, JUDGEMENTS, SIZE_LIMIT, SourceFile, beside, discover
from kg.source.reader import checksum, read

__all__ = [
    "CORRECTIONS",
    "JUDGEMENTS",
    "SIZE_LIMIT",
    "SourceFile",
    "beside",
    "checksum",
    "discover",
    "read",
]
