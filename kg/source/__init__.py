"""Room 1: files → RawText. Decoding, checksums, page numbers; nothing is cleaned."""

from kg.source.discover import CORRECTIONS, JUDGEMENTS, SourceFile, beside, discover
from kg.source.reader import SIZE_LIMIT, checksum, read

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
