"""What is wrong with a command line, told as every other error is: one line, in the language spoken."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from typer.exceptions import TyperException

from kg.cli.language import Language, language, say
from kg.lexicon import load


def told(error: TyperException, verbs: list[str], verb: str | None) -> str:
    """What the parser of the command line says, and where the usage stands; for a misspelt verb, those it may be."""
    message = " ".join(error.format_message().split())
    typed = re.fullmatch(r"No such command '(.+)'\.", message)
    if language() == Language.zh:
        for row in load.table("usage.tsv"):
            message = re.sub(row["said"], row["zh"], message)
    near = get_close_matches(typed[1], verbs) if typed else []
    hint = say("usage.near", names=", ".join(near)) if near else ""
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context else f"kg {verb if verb in verbs else ''}".strip()
    return say("usage.wrong", said=message.rstrip("."), hint=hint, command=command)
