"""Room 1: files → RawText. Decoding, checksums, page numbers; nothing is cleaned."""

from kg.source.discover import SourceFile, discover
from kg.source.reader import LINE_LIMIT, SIZE_LIMIT, read

__all__ = ["LINE_LIMIT", "SIZE_LIMIT", "SourceFile", "discover", "read"]
