"""kg review: doubtful pairs of names, and what a person says of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType

from kg.cli.language import say
from kg.cli.options import DEFAULT_DATABASE, Database
from kg.cli.output import STANDARD_OUTPUT, as_json, as_text, emit, grid, note
from kg.entity.doubts import Doubt, Place, doubts
from kg.entity.judgements import Judgement, Verdict, added, parse
from kg.errors import KgError, SourceError
from kg.graph.publish import current
from kg.graph.read import load
from kg.graph.store import open_read
from kg.query.identity import Decided, decided
from kg.query.names import agency_name
from kg.source.decode import decode

ANSWERS: dict[str, Verdict] = {"s": "same", "d": "different", "u": "unsure"}
QUIT = "q"
HEAD = "# Which names are one body: see docs/corrections.md. Deleting a line undoes it.\n"
Pair = tuple[str, str]


class ReviewFormat(StrEnum):
    """How the pairs are written."""

    table = "table"
    json = "json"


def review(
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N")] = 20,
    same: Annotated[Pair | None, typer.Option("--same", metavar="A B", show_default=False)] = None,
    different: Annotated[Pair | None, typer.Option("--different", metavar="A B", show_default=False)] = None,
    unsure: Annotated[Pair | None, typer.Option("--unsure", metavar="A B", show_default=False)] = None,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", show_default=False)] = None,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", show_default=False)] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", show_default=False)] = None,
    format: Annotated[ReviewFormat, typer.Option("--format", "-f")] = ReviewFormat.table,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Write one judgement, or ask for them at a terminal, or list the pairs."""
    directory = current(db)
    known = decided(directory)
    answers: dict[Verdict, Pair | None] = {"same": same, "different": different, "unsure": unsure}
    given = [(verdict, pair) for verdict, pair in answers.items() if pair is not None]
    if given:
        store = open_read(directory / "store")
        book = _Book(known, file, who)
        if not (why or "").strip():
            raise typer.BadParameter(say("review.no_why"), param_hint="--why")
        for verdict, (a, b) in given:
            for name in (b,) if verdict == "same" else (a, b):
                agency_name(store, name)
            book.write(verdict, a, b, why or "")
        return
    pairs = doubts(load(open_read(directory / "store")), (*known.judgements, *_present(_path(known, file))))
    if at_terminal() and format == ReviewFormat.table:
        _ask(pairs[:limit], _Book(known, file, who))
    elif format == ReviewFormat.json:
        emit(as_json([asdict(pair) for pair in pairs[:limit]]), STANDARD_OUTPUT)
    else:
        emit(as_text(*_listed(pairs[:limit], len(pairs))), STANDARD_OUTPUT)


def at_terminal() -> bool:
    """Whether somebody can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class _Book:
    """The file of judgements, and who writes into it. Raises BadParameter where one of them is not known."""

    def __init__(self, known: Decided, file: Path | None, who: str | None) -> None:
        path = _path(known, file)
        if path is None:
            raise typer.BadParameter(say("review.no_file"), param_hint="--file")
        self.path = path
        self.who = who or os.environ.get("USER") or os.environ.get("USERNAME") or ""
        if not self.who:
            raise typer.BadParameter(say("review.no_who"), param_hint="--who")

    def write(self, verdict: Verdict, a: str, b: str, why: str) -> None:
        """Add one line; the file appears whole or not at all. Raises DecisionError where it is damaged."""
        judgement = Judgement(a, b, verdict, self.who, date.today().isoformat(), why)
        emit(added(_text(self.path) or HEAD, judgement, str(self.path)), self.path)
        note(say("review.written", path=self.path))


def _path(known: Decided, file: Path | None) -> Path | None:
    return file or known.answers


def _present(path: Path | None) -> tuple[Judgement, ...]:
    """The judgements that stand in the file now: also those made since the build."""
    return parse(_text(path), str(path)) if path is not None else ()


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes())[0] if path.exists() else ""
    except (OSError, SourceError) as error:
        raise KgError(f"{path}: cannot be read: {error}") from error


def _listed(pairs: Sequence[Doubt], total: int) -> Iterator[RenderableType]:
    if not pairs:
        yield say("review.none")
        return
    for number, pair in enumerate(pairs, start=1):
        yield from (*_shown(pair, f"{number}. "), "")
    yield say("review.more", shown=len(pairs), total=total)


def _shown(pair: Doubt, number: str) -> Iterator[RenderableType]:
    yield f"{number}{pair.a} | {pair.b}"
    yield f"   {say(f'doubt.{pair.reason}')}"
    yield grid([*map(_evidence, pair.a_places), *map(_evidence, pair.b_places)])


def _evidence(place: Place) -> tuple[str, str]:
    return f"   {place.form}", f"{place.document} {place.clause} {place.words}"


def _ask(pairs: Sequence[Doubt], book: _Book) -> None:
    if not pairs:
        note(say("review.none"))
    for number, pair in enumerate(pairs, start=1):
        emit(as_text("", *_shown(pair, f"{number}/{len(pairs)} ")), STANDARD_OUTPUT)
        answer = typer.prompt(say("review.question"), default="", show_default=False).strip().lower()[:1]
        if answer == QUIT:
            return
        if answer in ANSWERS:
            why = typer.prompt(say("review.why"), default=say(f"doubt.{pair.reason}"))
            book.write(ANSWERS[answer], pair.a, pair.b, why)
