"""One build at a time: a lock that the operating system drops when its holder ends, however it ends."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError, writing

LOCK = ".lock"

WORK = ".work"


@contextmanager
def lock(out: Path) -> Iterator[None]:
    """Hold ``out`` for one build; the directory is made where it is missing.

    Raises StoreError at once where another process holds it, naming that process, or where ``out`` cannot
    be made or written.
    """
    with writing(out, StoreError):
        try:
            out.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise StoreError(f"{str(out)!r} is a file: give a directory for --out", "out_is_file", out=out) from error
        descriptor = os.open(out / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(descriptor, out)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)


@contextmanager
def workshop(out: Path) -> Iterator[Path]:
    """A directory in ``out`` for what its holder needs while it works, gone afterwards.

    Not among the system's temporary files: there a build that is killed would leave gigabytes that nobody clears
    away. Here the next one does.
    """
    place = out / WORK
    shutil.rmtree(place, ignore_errors=True)
    with writing(out, StoreError):
        place.mkdir(exist_ok=True)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _take(descriptor: int, out: Path) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # a byte far behind the number, which stays readable
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        holder = os.read(descriptor, 20).decode("ascii", "ignore").strip()
        who = f" (process {holder})" if holder else ""
        said = f"another build is writing to {str(out)!r}{who}: wait for its end, then run again"
        raise StoreError(said, "locked", out=out, who=who) from error
    except OSError as error:
        raise StoreError(f"{str(out)!r} cannot be locked: {error.strerror or error}") from error
