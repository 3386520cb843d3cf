"""What a build keeps of each file for the next one: its facts before anything that other files decide.

An entry is found by the file's name, its SHA-256 and the fingerprint of the program: a changed file, another version
of the code, of a word list or of an installed package is a miss. A damaged entry is a miss too. Corrections,
judgements and links are applied anew in every build, so that a build from entries equals one without.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import DocumentFacts, Finder, SourceReport
from kg.statement.codec import decoder, dumps

FOLDER = "cache"
"""Beside the store of a build."""

_PACKAGE = Path(__file__).parent
_ROOMS = "source text document mention entity statement lexicon".split()
_FILES = "cache.py errors.py model.py pipeline.py".split()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one file gave: its facts, and how it was read (warnings of the reader included, without seconds)."""

    facts: tuple[DocumentFacts, ...]
    report: SourceReport
    media_type: str


class Cache:
    """Entries of the former build in ``former`` (None: there is none), those of this one in ``fresh``."""

    def __init__(self, former: Path | None, fresh: Path, finder: Finder = "rules") -> None:
        self.former = former
        self.fresh = fresh
        self.finder = finder
        self.fresh.mkdir(parents=True, exist_ok=True)

    def find(self, name: str, sha256: str) -> Extraction | None:
        """The entry of a file, None where there is none that can be used."""
        return None if self.former is None else self._found(self.former, name, sha256)

    def kept(self, name: str, sha256: str) -> Extraction | None:
        """As ``find``, of what this build has kept."""
        return self._found(self.fresh, name, sha256)

    def has(self, name: str, sha256: str) -> bool:
        """Whether there is an entry of a file that nothing has damaged; cheaper than looking into it."""
        try:
            return self.former is not None and bool(
                zlib.decompress((self.former / self._entry(name, sha256)).read_bytes())
            )
        except (OSError, zlib.error):
            return False

    def keep_on(self, name: str, sha256: str) -> None:
        """Keep the entry of a file that ``find`` gave for the next build too."""
        if self.former is not None:
            entry = self._entry(name, sha256)
            shutil.copyfile(self.former / entry, self.fresh / entry)

    def _found(self, folder: Path, name: str, sha256: str) -> Extraction | None:
        try:
            data = (folder / self._entry(name, sha256)).read_bytes()
            found: Extraction = decoder(Extraction)(json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))
        except (OSError, ValueError, zlib.error):
            return None
        return found if (found.report.source, found.report.sha256) == (name, sha256) else None

    def keep(self, extraction: Extraction) -> None:
        """Write the entry of a file for the next build."""
        data = zlib.compress(dumps(extraction).encode("utf-8", "surrogatepass"), 1)
        (self.fresh / self._entry(extraction.report.source, extraction.report.sha256)).write_bytes(data)

    def _entry(self, name: str, sha256: str) -> str:
        key = json.dumps([fingerprint(), self.finder, name, sha256])
        return hashlib.sha256(key.encode("ascii")).hexdigest()


@cache
def fingerprint() -> str:
    """SHA-256 of everything beside a file that decides what is read of it: code, word lists, installed packages."""
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted({one.name for place in sys.path for one in Path(place).glob("*-info")}):
        digest.update(f"{name}\n".encode())  # NAME-VERSION.dist-info: reading what stands inside takes 0.1 s
    paths = [_PACKAGE / name for name in _FILES]
    for room in _ROOMS:
        paths += [path for path in (_PACKAGE / room).rglob("*") if path.is_file() and path.suffix != ".pyc"]
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
