"""Which files are meant: walk directories, look into archives, name every file as the user will recognise it."""

from __future__ import annotations

import os
import stat
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import SourceError
from kg.source import archive, formats
from kg.source.archive import Member

STANDARD_INPUT = Path("-")
"""The path that stands for standard input; a file of this name is reached as a file in its directory."""

SIZE_LIMIT = archive.MEMBER_LIMIT
"""Bytes a file may have, in an archive or not: some hundred volumes of a gazette."""

DATABASE_MARK = ".versions"
"""A directory that holds this one is a database that ``kg build`` wrote: its files are not sources."""

JUDGEMENTS, CORRECTIONS = "judgements.tsv", "corrections.yaml"
"""What people decided about the documents of a directory; lies in it, or in one below."""

_NOT_SOURCES = frozenset({"manifest.tsv", JUDGEMENTS, CORRECTIONS, "thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """An input file and its name: "/"-separated, NFC, relative to the directory that was asked for.

    A file in an archive has the archive's path, its place there as ``member``, and "archive.zip/member" as name.
    What came through standard input is in ``data``.
    """

    path: Path
    name: str
    member: Member | None = None
    data: bytes | None = field(default=None, repr=False)


def discover(paths: Sequence[Path]) -> list[SourceFile]:
    """Return the files that ``paths`` mean, sorted by name; the order of ``paths`` does not matter.

    A directory stands for every file below it, symbolic links followed once; hidden files, ``manifest.tsv``,
    ``judgements.tsv``, ``corrections.yaml`` and databases written by ``kg build`` are left out. A path that is
    missing, cannot be listed, or holds no file becomes an entry of its own, which ``read`` reports. A file reached
    in two ways is one entry. Two files of one name get as much of their path in front as tells them apart. A ZIP
    archive stands for the files in it (not for those of an archive in it), ``-`` for what comes through standard
    input, which is read at once.
    """
    found: dict[str, tuple[str, Path]] = {}
    for given in paths:
        if Path(given) == STANDARD_INPUT:
            continue
        for path, name in _files(Path(given)):
            real = os.path.realpath(path)
            candidate = (name, path)
            kept = found.get(real)
            if kept is None or _preference(candidate) < _preference(kept):
                found[real] = candidate
    files = _distinct(found.values())
    if STANDARD_INPUT in map(Path, paths):
        data = sys.stdin.buffer.read(SIZE_LIMIT + 1)  # one more, to see that there is more
        files.append(SourceFile(STANDARD_INPUT, "stdin", data=data))
    return sorted((one for file in files for one in _unpacked(file)), key=lambda file: file.name)


def beside(paths: Sequence[Path], name: str) -> list[Path]:
    """The files called ``name`` (``JUDGEMENTS``, ``CORRECTIONS``) in the directories among ``paths``, sorted."""
    found = {
        os.path.realpath(path): path
        for given in sorted(map(Path, paths))
        if os.path.isdir(given)
        for path, parts in _walk(given)
        if parts[-1].lower() == name and path.is_file()
    }
    return sorted(found.values())


def _unpacked(file: SourceFile) -> list[SourceFile]:
    """The files of an archive; the file itself where it is none, or one that cannot be read (``read`` says why)."""
    try:
        if file.data is None and not stat.S_ISREG(os.stat(file.path).st_mode):
            return [file]
        with archive.opened(file.path, file.data) as stream:
            head = stream.read(4)
            known = formats.known(head)
            if known is None or known.reader != "zip" or formats.package(stream) != "archive":
                return [file]
            members = [member for member in archive.members(stream) if _is_source(member.name)]
    except (SourceError, OSError):
        return [file]
    return _named(file, members) or [file]


def _is_source(name: str) -> bool:
    """Not hidden, not what systems leave in archives."""
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in parts)
    return bool(parts) and not hidden and parts[-1].lower() not in _NOT_SOURCES


def _named(file: SourceFile, members: Iterable[Member]) -> list[SourceFile]:
    """Members with their names; the second of one name gets a number."""
    count: dict[str, int] = defaultdict(int)
    found = []
    for member in members:
        name = f"{file.name}/{member.name.lstrip('/')}"
        count[name] += 1
        name = f"{name}#{count[name]}" if count[name] > 1 else name
        found.append(replace(file, name=name, member=member))
    return found


def _preference(entry: tuple[str, Path]) -> tuple[int, str, str]:
    """The name that says most first; then any fixed order."""
    name, path = entry
    return (-name.count("/"), name, os.path.abspath(path))


def _files(given: Path) -> Iterator[tuple[Path, str]]:
    if not os.path.isdir(given):
        yield given, _nfc(_own_name(given))
        return
    empty = True
    for path, parts in _walk(given):
        if parts[-1].lower() in _NOT_SOURCES:
            continue
        empty = False
        yield path, _nfc("/".join(parts))
    if empty:
        yield given, _nfc(_own_name(given))


def _own_name(path: Path) -> str:
    return path.name or Path(os.path.abspath(path)).name or str(path)


def _walk(top: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every file below ``top``: real directories before linked ones, each directory once."""
    seen: set[str] = set()
    queue: list[tuple[Path, tuple[str, ...]]] = [(top, ())]
    linked: list[tuple[Path, tuple[str, ...]]] = []
    while queue or linked:
        directory, parts = queue.pop(0) if queue else linked.pop(0)
        real = os.path.realpath(directory)
        if real in seen:
            continue
        seen.add(real)
        try:
            entries = sorted(os.scandir(directory), key=lambda entry: entry.name)
        except OSError:
            yield directory, parts or (_own_name(directory),)
            continue
        if any(entry.name == DATABASE_MARK for entry in entries):
            continue
        for entry in entries:
            below = (Path(entry.path), (*parts, entry.name))
            if entry.name.startswith((".", "~$")):
                continue
            if os.path.isdir(entry.path):
                (linked if entry.is_symlink() else queue).append(below)
            else:
                yield below


def _distinct(entries: Iterable[tuple[str, Path]]) -> list[SourceFile]:
    """Lengthen equal names by the directories in front of them until they differ."""
    paths: dict[str, Path] = {}
    names: dict[str, str] = {}
    for name, path in entries:
        absolute = os.path.abspath(path)
        paths[absolute], names[absolute] = path, name
    while clashes := _clashes(names):
        for group in clashes:
            longer = {path: _longer(path, names[path]) for path in group}
            if len({_nfc(path) for path in group}) == 1:  # one path in two Unicode forms
                longer = {path: f"{names[path]}#{rank}" for rank, path in enumerate(sorted(group), start=1)}
            names.update(longer)
    return [SourceFile(paths[path], name) for name, path in sorted((name, path) for path, name in names.items())]


def _clashes(names: dict[str, str]) -> list[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for path, name in names.items():
        groups[name].append(path)
    return [group for group in groups.values() if len(group) > 1]


def _longer(path: str, name: str) -> str:
    parts = Path(path).parts
    return _nfc("/".join(part.strip("/\\") for part in parts[-(name.count("/") + 2) :]).lstrip("/"))


def _nfc(name: str) -> str:
    """NFC; a name whose bytes are not UTF-8 is read as GB18030, the encoding of older Chinese systems."""
    if not name.isascii():
        data = os.fsencode(name)
        with suppress(UnicodeDecodeError):
            name = data.decode("utf-8")
        if any("\udc80" <= character <= "\udcff" for character in name):
            name = data.decode("gb18030", "backslashreplace")
    return unicodedata.normalize("NFC", name)
