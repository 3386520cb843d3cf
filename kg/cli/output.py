"""Where answers go, and how tables look. Only this package prints."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table

from kg.cli.language import say
from kg.errors import KgError, writing

STANDARD_OUTPUT = Path("-")
_WIDTH_WHERE_NOBODY_LOOKS = 140
_OFFICE_FILES = (".xlsx", ".xls", ".ods", ".docx", ".doc", ".pdf")


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    csv = "csv"


def fitting(format: Format, output: Path) -> Format:
    """The format asked for; where it is the table, the one that the name of the file stands for."""
    by_name = {".csv": Format.csv, ".json": Format.json}
    return by_name.get(output.suffix.lower(), format) if format == Format.table else format


def emit(text: str, output: Path, mark: bool = False) -> None:
    """Write ``text`` as UTF-8 to a file, whole or not at all, or to standard output where ``output`` is "-".

    ``mark`` puts a byte order mark before a file, without which spreadsheet programs misread Chinese.
    Raises KgError where the file cannot be written, or is to be one of an office program, which text would not be.
    """
    if output.suffix.lower() in _OFFICE_FILES:
        raise KgError(say("output.office", name=output))
    if output == STANDARD_OUTPUT:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    part = output.parent / f".{output.name}.part{os.getpid()}"
    with writing(output):
        try:
            with open(part, "w", encoding="utf-8-sig" if mark else "utf-8", newline="") as stream:
                stream.write(text)
            os.replace(part, output)
        finally:
            part.unlink(missing_ok=True)


def note(message: str) -> None:
    """A line for the person at the terminal, beside the answer."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def as_json(value: Any) -> str:
    """Readable JSON with Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A header and rows; what is unknown is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def table(header: Sequence[str], rows: Iterable[Sequence[object]], narrow: Sequence[str] = ()) -> Table:
    """A table whose columns align with wide characters too; the ``narrow`` columns are not broken."""
    content = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for column in header:
        content.add_column(column, no_wrap=column in narrow, overflow="fold")
    for row in rows:
        content.add_row(*("" if cell is None else str(cell).replace("\t", "  ") for cell in row))
    return content


def answers(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """The rows of an answer as a table, or words that there are none."""
    return as_text(table(header, rows) if rows else say("answers.none"))


def grid(rows: Iterable[Sequence[str]]) -> Table:
    """Two columns without lines: what it is, what it says."""
    content = Table.grid(padding=(0, 2))
    content.add_column(no_wrap=True)
    content.add_column(overflow="fold")
    for row in rows:
        content.add_row(*row)
    return content


def as_text(*parts: RenderableType) -> str:
    """The parts as they look in the terminal: with its colours and width, or plain where it is none."""
    seen = sys.stdout.isatty()
    width = shutil.get_terminal_size((_WIDTH_WHERE_NOBODY_LOOKS, 24)).columns
    text = io.StringIO()
    console = Console(
        file=text,
        width=width,
        force_terminal=seen,
        no_color=not seen or None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for part in parts:
        console.print(part)
    lines = text.getvalue().split("\n")
    return "\n".join(line if seen else line.rstrip() for line in lines)
