"""kg stats: how much the graph holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from kg.cli.language import name_of, say
from kg.cli.options import DEFAULT_DATABASE, Address, Database, Output, opened
from kg.cli.output import STANDARD_OUTPUT, Format, as_csv, as_json, as_text, emit, fitting, table
from kg.cli.values import day
from kg.query.lookup import stats as count

_PARTED = {"responsibilities": "role", "documents": "state"}
"""Which count is parted by which codes: the parts stand below it."""


def stats(
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", callback=day, show_default=False)] = None,
    format: Annotated[Format, typer.Option("--format", "-f")] = Format.table,
    output: Output = STANDARD_OUTPUT,
    db: Database = DEFAULT_DATABASE,
    address: Address = None,
) -> None:
    """Count and write."""
    content = asdict(count(opened(db, address), as_of))
    groups = {"role": dict(content.pop("roles"))}
    on_a_day = {name: content.pop(name) for name in ("as_of", "states", "unfounded")}
    if as_of is not None:
        content["unfounded"] = on_a_day["unfounded"]
        groups["state"] = dict(on_a_day["states"])
    format = fitting(format, output)
    if format == Format.json:
        states = {"as_of": as_of, "states": groups["state"]} if as_of is not None else {}
        emit(as_json({**content, "roles": groups["role"], **states}), output)
    elif format == Format.csv:
        parts = [(f"{kind} {code}", number) for kind, codes in groups.items() for code, number in codes.items()]
        emit(as_csv(("what", "count"), [*content.items(), *parts]), output, mark=True)
    else:
        rows: list[tuple[str, object]] = []
        for name, number in content.items():
            rows.append((say(f"stats.{name}"), number))
            kind = _PARTED.get(name, "")
            rows += [(f"  {name_of(kind, code)}", part) for code, part in groups.get(kind, {}).items()]
        emit(as_text(table((say("column.what"), say("column.count")), rows)), output)
