"""kg stats: how much the graph holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from kg.cli.language import name_of, say
from kg.cli.options import DEFAULT_DATABASE, Address, Database, Output, opened
from kg.cli.output import STANDARD_OUTPUT, Format, as_csv, as_json, as_text, emit, table
from kg.query.lookup import stats as count


def stats(
    format: Annotated[Format, typer.Option("--format", "-f")] = Format.table,
    output: Output = STANDARD_OUTPUT,
    db: Database = DEFAULT_DATABASE,
    address: Address = None,
) -> None:
    """Count and write."""
    content = asdict(count(opened(db, address)))
    roles = dict(content.pop("roles"))
    if format == Format.json:
        emit(as_json({**content, "roles": roles}), output)
    elif format == Format.csv:
        rows = [*content.items(), *((f"role {role}", number) for role, number in roles.items())]
        emit(as_csv(("what", "count"), rows), output, mark=True)
    else:
        rows = [
            *((say(f"stats.{name}"), number) for name, number in content.items()),
            *((f"  {name_of('role', role)}", number) for role, number in roles.items()),
        ]
        emit(as_text(table((say("column.what"), say("column.count")), rows)), output)
