"""What is wrong with a query, in the reader's language: the parser and the guard speak English alone."""

from __future__ import annotations

from kg.web.sparql.evaluate import Answer
from kg.web.words import Words

_REASONS = {"Prefix not found": "prefix", "a variable that is unbound": "unbound"}
"""Words of Oxigraph's parser -> the reason they give; any other words say that the syntax is wrong."""
_STATUSES = (403, 503)


def told(answer: Answer, say: Words, added: int = 0) -> str:
    """One sentence on an answer that is none: why, and where; "" where there is nothing to say but its own words.

    ``added`` is the number of lines that are shown before the query that was asked.
    """
    if answer.line is None:
        return say(f"web.query.status.{answer.status}") if answer.status in _STATUSES else ""
    said = answer.body.decode("utf-8")
    name = next((name for words, name in _REASONS.items() if words in said), "syntax")
    reason = say(f"web.query.reason.{name}")
    place = say("web.query.near", near=answer.near) if answer.near else say("web.query.end")
    return say("web.query.unreadable", line=answer.line + added, column=answer.column, place=place, reason=reason)
