"""One file → RawText."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from kg.errors import SourceError
from kg.model import RawText
from kg.source import archive, readers
from kg.source.discover import SIZE_LIMIT, SourceFile
from kg.source.pages import pages


def read(file: SourceFile) -> RawText:
    """Return the text of ``file`` with its checksum, encoding, media type and pages.

    The text is what the file's characters say, decoded, or what the reader of its format extracted; nothing is
    cleaned. Raises SourceError(f"{name}: reason; what to do") for whatever cannot be read: a missing or unreadable
    path, a directory, a file that vanishes or changes meanwhile, one that is empty, larger than SIZE_LIMIT, in an
    unknown encoding or format, encrypted, damaged, or a trap (ZIP bombs, XML entities, archives in archives).
    """
    try:
        data = _content(file)
        found = readers.extract(data)
        _refuse_empty(found.text)
    except SourceError as error:
        raise SourceError(f"{file.name}: {error}") from error
    digest = hashlib.sha256(data).hexdigest()
    paged = found.pages or (pages(found.text) if found.media_type == "text/plain" else ())
    return RawText(file.name, digest, found.encoding, found.media_type, found.text, paged, found.warnings)


def checksum(file: SourceFile) -> str:
    """The SHA-256 that ``read`` would give, without the work of reading. Raises SourceError as ``read`` does."""
    try:
        return hashlib.sha256(_content(file)).hexdigest()
    except SourceError as error:
        raise SourceError(f"{file.name}: {error}") from error


def _content(file: SourceFile) -> bytes:
    """The bytes of a file on the disk, of standard input (read when it was discovered), or of an archive's member."""
    if file.data is not None and len(file.data) > SIZE_LIMIT:
        raise SourceError(f"larger than {SIZE_LIMIT >> 20} MB; split it into smaller files")
    if file.member is not None:
        with archive.opened(file.path, file.data) as stream:
            return archive.content(stream, file.member)
    return file.data if file.data is not None else _bytes(file.path)


def _bytes(path: Path) -> bytes:
    try:
        _refuse_special(path)
        with open(path, "rb") as stream:
            before = os.fstat(stream.fileno())
            if before.st_size > SIZE_LIMIT:
                raise SourceError(f"larger than {SIZE_LIMIT >> 20} MB; split it into smaller files")
            data = stream.read(SIZE_LIMIT + 1)
            after = os.fstat(stream.fileno())
    except FileNotFoundError as error:
        raise SourceError("no such file (misspelt, or deleted since the build began)") from error
    except PermissionError as error:
        raise SourceError("not allowed to read it; ask its owner for the right to read") from error
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}") from error
    if after.st_nlink == 0:
        raise SourceError("deleted while it was being read; put it back and build again")
    if len(data) != before.st_size or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise SourceError("changed while it was being read; build again when it is complete")
    return data


def _refuse_special(path: Path) -> None:
    """Raise SourceError for what cannot be read to an end: directories, pipes, devices; OSError as stat does."""
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        os.listdir(path)
        raise SourceError("a directory without any file to read")
    if not stat.S_ISREG(mode):
        raise SourceError("not a regular file (a pipe, socket or device); copy its content into a file")


def _refuse_empty(text: str) -> None:
    if not text:
        raise SourceError("empty file")
    if not text.strip().strip("\ufeff\u200b"):
        raise SourceError("holds only white space")
