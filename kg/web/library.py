"""The build that is served: the one published now, or the last good one where that cannot be opened."""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from kg.errors import KgError, StoreError
from kg.graph.publish import POINTER, current
from kg.web.corpus import Corpus
from kg.web.ready import Ready

if TYPE_CHECKING:
    from kg.graph.remote import RemoteStore

_AGAIN = 10.0
"""Seconds after which a build that could not be opened is tried again."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the build that is published now is not the one that is served."""

    build: str
    reason: str


FOLLOW_SECONDS = 30.0
"""Between two looks at a remote store."""


class Library:
    """Gives the corpus that is published now; one that is still in use stays readable meanwhile.

    A build that cannot be opened is left aside: the last good one is served on, ``trouble`` says why, and the new one
    is tried again after ``_AGAIN`` seconds, the next one at once.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.trouble: Trouble | None = None
        self._link, self._store_here = os.path.join(out, POINTER), os.path.join(out, "store")
        self._seen: str | None = None  # what the link read when its build was found to be the one that is served
        self._lock = Lock()
        self._failed: tuple[Path | None, float] = (None, 0.0)
        self._corpus = Corpus(current(out).resolve())

    def corpus(self) -> Corpus:
        """The current corpus, opened anew where a build was published since."""
        settled = self.settled()
        if settled is not None:
            return settled
        self._seen, pointer = None, self._pointer()
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
                self.trouble, self._seen = None, pointer
            except (KgError, OSError, RuntimeError, ValueError, KeyError) as error:
                self._failed = (directory, monotonic())
                self._aside(directory, error)
            finally:
                self._lock.release()
        return self._corpus

    def settled(self) -> Corpus | None:
        """The corpus, where it is certain that it is the current one; None where ``corpus`` has to look, or to open."""
        if self._seen is None or self.trouble is not None or self._pointer() != self._seen:
            return None
        return self._corpus

    def ready(self) -> Ready | None:
        """The answers that are ready of the current corpus; None as ``settled``."""
        settled = self.settled()
        return settled.ready if settled else None

    def _pointer(self) -> str | None:
        """Where the link to the current build leads, as it is written: the cheapest way to see that nothing changed.

        "" for a store without a link to it, None for neither.
        """
        try:
            return os.readlink(self._link)
        except FileNotFoundError:
            return "" if os.path.isdir(self._store_here) else None
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

    def place(self) -> str:
        """Where SPARQL queries run: the directory of the store, or the address of one."""
        return str(self.corpus().directory / "store")


class RemoteLibrary(Library):
    """Gives the graph behind an address: its pages from a copy that follows it, its SPARQL on the spot."""

    def __init__(self, store: RemoteStore, address: str, out: Path) -> None:
        self.address = address
        from kg.graph.remote import mirror  # loads an HTTP client: only where the store is elsewhere

        self._store, self._mirror = store, mirror
        mirror(store, out)
        super().__init__(out)

    def place(self) -> str:
        """The address of the store."""
        return self.address

    async def follow(self, seconds: float = FOLLOW_SECONDS) -> None:
        """Bring the copy up to date again and again; where the store fails, the last copy is served on."""
        while True:
            await asyncio.sleep(seconds)
            with suppress(StoreError):
                await asyncio.to_thread(self._refresh)

    def _refresh(self) -> None:
        self._store = self._store.renewed()
        self._mirror(self._store, self.out)
