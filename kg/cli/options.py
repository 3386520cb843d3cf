"""The options that several verbs share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.language import say

Database = Annotated[Path, typer.Option("--db", metavar="DIR")]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", show_default=False)]
DEFAULT_DATABASE = Path("build")


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
