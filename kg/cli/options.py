"""The options that several verbs share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.language import say
from kg.graph.publish import current
from kg.graph.readable import Store
from kg.graph.store import open_read

Database = Annotated[Path, typer.Option("--db", metavar="DIR")]
Address = Annotated[str | None, typer.Option("--store", metavar="URL", envvar="KG_STORE", show_default=False)]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", show_default=False)]
DEFAULT_DATABASE = Path("build")


def opened(db: Path, address: str | None) -> Store:
    """The store to look things up in: that of the build in ``db``, or the one behind an address.

    Raises StoreError where there is none.
    """
    if address is None:
        return open_read(current(db) / "store")
    from kg.graph.remote import (  # loads an HTTP client: only here, so that the other verbs start at once
        BASE,
        open_remote,
    )

    return open_remote(address, os.environ.get(BASE))


def words(given: str | None) -> str | None:
    """Return an argument as text. One whose bytes the locale could not decode is read as UTF-8 or GB18030."""
    if given is None or not any("\udc80" <= character <= "\udcff" for character in given):
        return given
    for encoding in ("utf-8", "gb18030"):
        try:
            return os.fsencode(given).decode(encoding)
        except UnicodeDecodeError:
            continue
    raise typer.BadParameter(say("not_text"))
