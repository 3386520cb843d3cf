"""ZIP files, read without trust: archives of documents, and the packages that DOCX and OFD files are.

The directory is read once (with :mod:`zipfile`); a member is read by its place in the file, so that an archive of many
members costs no more than its bytes. Nothing is ever unpacked to the disk.
"""

from __future__ import annotations

import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from kg.errors import SourceError

MEMBER_LIMIT = 64 * 1024 * 1024
"""Bytes that one member may unpack to."""

TOTAL_LIMIT = 2 * 1024 * 1024 * 1024
"""Bytes that all members may unpack to."""

COUNT_LIMIT = 20_000
"""Members that an archive may have."""

RATIO_LIMIT = 200
"""How many times larger than packed a member may be, above RATIO_FREE bytes; text packs to a fiftieth at best."""

RATIO_FREE = 1024 * 1024

_DIRECTORY_END = b"PK\x05\x06"
_DIRECTORY_LIMIT = 16 * 1024 * 1024
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_FIRST_CHINESE = "\u2e80"
_ENCRYPTED, _UTF8 = 0x1, 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive, by what the archive's directory says of it."""

    name: str
    offset: int
    packed: int
    size: int
    method: int
    crc: int
    encrypted: bool


@contextmanager
def opened(path: Path, data: bytes | None = None) -> Iterator[BinaryIO]:
    """The archive at ``path``, or in ``data``, to read from. Raises SourceError where it cannot be opened."""
    if data is not None:
        yield BytesIO(data)
        return
    try:
        with open(path, "rb") as stream:
            yield stream
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}") from error


def members(stream: BinaryIO) -> tuple[Member, ...]:
    """The files of a ZIP archive, directories left out, in the order of its directory.

    Raises SourceError where it is damaged, incomplete, or too large to be what it says.
    """
    _refuse_large_directory(stream)
    try:
        with zipfile.ZipFile(stream) as archive:
            found = tuple(_member(info) for info in archive.infolist() if not info.is_dir())
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, EOFError, ValueError, struct.error) as error:
        raise SourceError(f"a damaged or incomplete ZIP file ({error}); get the file again") from error
    if len(found) > COUNT_LIMIT:
        raise SourceError(f"a ZIP file of more than {COUNT_LIMIT:,} files; split it")
    if sum(member.size for member in found) > TOTAL_LIMIT:
        raise SourceError(f"a ZIP file that unpacks to more than {TOTAL_LIMIT >> 30} GB; split it")
    return found


def content(stream: BinaryIO, member: Member) -> bytes:
    """The bytes of ``member``.

    Raises SourceError where its path leads out of the archive, it is encrypted, unpacks to more than MEMBER_LIMIT or
    to more than it says, is packed beyond RATIO_LIMIT (a ZIP bomb), in an unknown way, or damaged.
    """
    if leads_out(member.name):
        raise SourceError("its path leads out of the archive; make the archive anew")
    if member.encrypted:
        raise SourceError("encrypted; unpack it with its password first")
    if member.size > MEMBER_LIMIT:
        raise SourceError(f"unpacks to more than {MEMBER_LIMIT >> 20} MB; split it into smaller files")
    if member.size > max(RATIO_FREE, member.packed * RATIO_LIMIT):
        raise SourceError(f"unpacks to more than {RATIO_LIMIT} times its size: a ZIP bomb")
    data = _unpacked(_packed(stream, member), member)
    if len(data) != member.size or zlib.crc32(data) != member.crc:
        raise SourceError("damaged inside the ZIP file; get the file again")
    return data


def leads_out(name: str) -> bool:
    """Whether a member's path is absolute, names a drive, or climbs with ``..``."""
    path = PureWindowsPath(name)
    return bool(path.drive or path.root) or ".." in path.parts or PurePosixPath(name).is_absolute()


def by_name(found: Sequence[Member]) -> dict[str, Member]:
    """The members of a package by their name; of two of one name the first."""
    named: dict[str, Member] = {}
    for member in found:
        named.setdefault(member.name.lstrip("/"), member)
    return named


def _member(info: zipfile.ZipInfo) -> Member:
    return Member(
        _name(info),
        info.header_offset,
        info.compress_size,
        info.file_size,
        info.compress_type,
        info.CRC,
        bool(info.flag_bits & _ENCRYPTED),
    )


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; without the mark of UTF-8 it is in the encoding of the system that packed it."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        data = name.encode("cp437")
        name = data.decode("utf-8", "ignore")
        if name.encode() != data or max(name) < _FIRST_CHINESE:
            name = data.decode("gb18030", "backslashreplace")
    return unicodedata.normalize("NFC", name.replace("\\", "/").partition("\x00")[0])


def _refuse_large_directory(stream: BinaryIO) -> None:
    """Before all of the directory is read into memory: how large does the end record say it is?"""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_557))
    tail = stream.read()
    at = tail.rfind(_DIRECTORY_END)
    if at >= 0 and len(tail) >= at + 16 and struct.unpack_from("<I", tail, at + 12)[0] > _DIRECTORY_LIMIT:
        raise SourceError(f"a ZIP file of more than {COUNT_LIMIT:,} files; split it")
    stream.seek(0)


def _packed(stream: BinaryIO, member: Member) -> bytes:
    stream.seek(max(0, member.offset))
    header = stream.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
        raise SourceError("damaged inside the ZIP file; get the file again")
    fields = _LOCAL.unpack(header)
    stream.seek(fields[9] + fields[10], 1)
    return stream.read(min(member.packed, MEMBER_LIMIT))


def _unpacked(packed: bytes, member: Member) -> bytes:
    if member.method == zipfile.ZIP_STORED:
        return packed
    if member.method != zipfile.ZIP_DEFLATED:
        raise SourceError("packed in a way that is not read; make the archive anew as an ordinary ZIP file")
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, member.size + 1)
    except zlib.error as error:
        raise SourceError("damaged inside the ZIP file; get the file again") from error
