"""A build becomes visible all at once: version directories, and one pointer that is replaced atomically.

::

    build/.versions/7-3fa9c2d1/    store/ records.jsonl report.json texts/     one finished build
    build/.versions/.new-…/        a build that is being written, or was killed
    build/current -> .versions/7-3fa9c2d1                                the pointer
    build/store -> current/store, build/records.jsonl -> …              what people and tools open
    build/.lock                                                         held while a build runs

A reader that follows ``current`` once has a whole build until two more are published. Where the file system
has no symbolic links (older Windows), ``current`` is a small text file that holds the same path, replaced
atomically too, and the names beside it are copies, renamed into place one after the other: then only
``current()``, which every part of this program uses, is free of the moment between two renames.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kg.errors import StoreError, writing
from kg.graph.lock import lock

POINTER = "current"
VERSIONS = ".versions"
CONTENT = ("store", "records.jsonl", "report.json")

_VERSION = re.compile(r"([0-9]+)-[0-9a-f]{8}")
_WITH_TIMES = "report.json"


def current(out: Path) -> Path:
    """Return the directory that holds ``store/``, ``records.jsonl`` and ``report.json`` of the build in ``out``.

    Raises StoreError where nothing was built, with the command that builds.
    """
    version = _target(out)
    if version is not None and (version / "store").is_dir():
        return version
    if (out / "store").is_dir():
        return out
    said = f"no graph in {str(out)!r}: make one with kg build SOURCE… --out {out}, or give the directory of another"
    raise StoreError(said, "no_graph", out=out)


def publish(out: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a fresh directory, then make it the current build of ``out``.

    Raises StoreError where another build is at work on ``out`` or ``out`` cannot be written; whatever ``write``
    raises passes through. In both cases, and after a kill, the former build stays as it was.
    """
    with lock(out):
        install(out, write)


_PART = 1 << 20
"""Bytes of a file that are in memory at a time."""


def install(out: Path, write: Callable[[Path], None]) -> None:
    """As ``publish``, for a caller that holds ``lock(out)`` already."""
    with writing(out, StoreError):
        _refuse_foreign(out)
        versions = out / VERSIONS
        versions.mkdir(exist_ok=True)
        _remove_unfinished(out)
        fresh = versions / f".new-{os.getpid()}"
        fresh.mkdir()
        try:
            write(fresh)
            former = _target(out)
            version = versions / f"{_last_number(versions) + 1}-{_digest(fresh)}"
            _sync(fresh)
            fresh.rename(version)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        _point(out, version)
        _expose(out, version)
        _remove_old(versions, keep={version.name, former.name if former else ""})


def _target(out: Path) -> Path | None:
    """Where the pointer leads, None where there is no pointer or it leads nowhere."""
    pointer = out / POINTER
    try:
        path = Path(os.readlink(pointer)) if pointer.is_symlink() else Path(pointer.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return None
    target = out / path
    return target if target.is_dir() else None


def _point(out: Path, version: Path) -> None:
    _link(out / POINTER, os.path.join(VERSIONS, version.name))
    _sync_directory(out)


def _link(place: Path, target: str) -> None:
    """Make ``place`` lead to ``target``, atomically: a symbolic link, or a text file for want of links."""
    fresh = place.with_name(f".{place.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        os.symlink(target, fresh, target_is_directory=True)
    except (OSError, NotImplementedError):
        fresh.write_text(target.replace(os.sep, "/") + "\n", encoding="utf-8")
    _swap(fresh, place)


def _swap(fresh: Path, place: Path) -> None:
    """Put ``fresh`` in the place of ``place``: atomically, unless one of them is a directory."""
    stale = place.with_name(f".{place.name}.old")
    _remove(stale)
    if any(path.is_dir() and not path.is_symlink() for path in (fresh, place)):
        with suppress(FileNotFoundError):
            os.replace(place, stale)
    os.replace(fresh, place)
    _remove(stale)


def _expose(out: Path, version: Path) -> None:
    """Make ``out/store`` and the others lead through the pointer, or copy them where links are not possible."""
    linked = (out / POINTER).is_symlink()
    for name in CONTENT:
        place, wanted = out / name, os.path.join(POINTER, name)
        if not linked:
            _copy(version / name, place)
        elif not (place.is_symlink() and os.readlink(place) == wanted):
            _link(place, wanted)


def _copy(source: Path, place: Path) -> None:
    fresh = place.with_name(f".{place.name}.new")
    _remove(fresh)
    if source.is_dir():
        shutil.copytree(source, fresh)
        _swap(fresh, place)
    elif source.is_file():
        shutil.copyfile(source, fresh)
        _swap(fresh, place)


def _refuse_foreign(out: Path) -> None:
    """Raise StoreError where a file of the user stands in the place of one of ours."""
    if (out / VERSIONS).is_dir():
        return
    for name in (POINTER, *CONTENT):
        if os.path.lexists(out / name):
            said = f"{str(out / name)!r} was not made by kg build: move it away, or give another --out"
            raise StoreError(said, "foreign", path=out / name)


def _last_number(versions: Path) -> int:
    return max((int(match[1]) for path in versions.iterdir() if (match := _VERSION.fullmatch(path.name))), default=0)


def _digest(directory: Path) -> str:
    """Eight hexadecimal digits of the files' content, times aside."""
    digest = hashlib.sha256()
    for path in sorted(directory.iterdir()):
        if path.is_file() and path.name != _WITH_TIMES:
            digest.update(f"{path.name}\0".encode())
            with path.open("rb") as stream:
                while part := stream.read(_PART):
                    digest.update(part)
    return digest.hexdigest()[:8]


def _remove_old(versions: Path, keep: set[str]) -> None:
    for path in versions.iterdir():
        if path.name not in keep and _VERSION.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)


def _remove_unfinished(out: Path) -> None:
    for path in (out / VERSIONS).glob(".new-*"):
        shutil.rmtree(path, ignore_errors=True)
    for name in (POINTER, *CONTENT):
        _remove(out / f".{name}.new")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _sync(directory: Path) -> None:
    """Bring every file of ``directory`` to the disk before the pointer leads there: a power cut loses nothing."""
    for parent, _, names in os.walk(directory):
        for name in names:
            with open(os.path.join(parent, name), "rb+") as stream:
                os.fsync(stream.fileno())
        _sync_directory(Path(parent))


def _sync_directory(directory: Path) -> None:
    with suppress(OSError):  # Windows opens no directories
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
