"""Errors that a user can cause and mend. Each message says what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class KgError(Exception):
    """Base of all errors that the command line shows without a traceback.

    One that people meet often has a ``code``: ``error.CODE`` of ``messages.yml`` tells it, with ``values`` put in, in
    the language spoken. The others have their English words alone.
    """

    def __init__(self, message: str, code: str = "", **values: object) -> None:
        super().__init__(message)
        self.code, self.values = code, values


class SourceError(KgError):
    """A source file that cannot be read: named, with the reason. The build goes on without it."""


class StoreError(KgError):
    """The database directory is missing, damaged, or of another schema version."""


class QueryError(KgError):
    """A look-up or query that cannot be answered as asked."""


class DecisionError(KgError):
    """A file of people's decisions (judgements, corrections) that cannot be read: its name, the line, the reason."""


@contextmanager
def writing(place: Path, raised: type[KgError] = KgError) -> Iterator[None]:
    """Tell where the system refuses to write to ``place`` (a full disk, no right to), as an error of the given kind."""
    try:
        yield
    except OSError as error:
        said = error.strerror or str(error)
        raise raised(f"{str(place)!r} cannot be written: {said}", "unwritable", out=place, said=said) from error
