"""The build that is served: the one published now, or the last good one where that cannot be opened."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic

from kg.errors import KgError, StoreError
from kg.graph.publish import POINTER, current
from kg.web.corpus import Corpus

_AGAIN = 10.0
"""Seconds after which a build that could not be opened is tried again."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the build that is published now is not the one that is served."""

    build: str
    reason: str


class Library:
    """Gives the corpus that is published now; one that is still in use stays readable meanwhile.

    A build that cannot be opened is left aside: the last good one is served on, ``trouble`` says why, and the new one
    is tried again after ``_AGAIN`` seconds, the next one at once.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.trouble: Trouble | None = None
        self._link = os.path.join(out, POINTER)
        self._seen: str | None = None  # what the link read when its build was found to be the one that is served
        self._lock = Lock()
        self._failed: tuple[Path | None, float] = (None, 0.0)
        self._corpus = Corpus(current(out).resolve())

    def corpus(self) -> Corpus:
        """The current corpus, opened anew where a build was published since."""
        pointer = self._pointer()
        if pointer is not None and pointer == self._seen and self.trouble is None:
            return self._corpus
        self._seen = None
        try:
            directory: Path | None = current(self.out).resolve()
        except StoreError as error:
            directory = None
            if self.trouble is None:
                self._aside(self.out, error)
        if directory == self._corpus.directory:
            self.trouble, self._seen = None, pointer
        elif directory is not None and self._is_due(directory) and self._lock.acquire(blocking=False):
            try:
                self._corpus = Corpus(directory)
                self.trouble = None
            except (KgError, OSError, RuntimeError, ValueError, KeyError) as error:
                self._failed = (directory, monotonic())
                self._aside(directory, error)
            finally:
                self._lock.release()
        return self._corpus

    def _pointer(self) -> str | None:
        """Where the link to the current build leads, as it is written: the cheapest way to see that nothing changed."""
        try:
            return os.readlink(self._link)
        except OSError:
            return None

    def _is_due(self, directory: Path) -> bool:
        failed, when = self._failed
        return directory != failed or monotonic() - when > _AGAIN

    def _aside(self, build: Path, error: Exception) -> None:
        found = Trouble(build.name, str(error))
        if found != self.trouble:
            _LOG.warning("%s cannot be opened, the build before it is served on: %s", build, error)
        self.trouble = found
