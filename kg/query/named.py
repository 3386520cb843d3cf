"""The named queries: ``*.rq`` beside this file, each with a comment line in Chinese and in English.

Further comment lines say what must be given (``arg``), what may be given to narrow the answer (``opt``), and which
columns a table shows where not all of them are for people to read (``table``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError

_GROUP = "\nWHERE {"
"""How the outermost group of a named query begins."""

_EXAMPLE = re.compile(r'"([^"]+)"')
_NOTE = re.compile(r"^# (zh|en|arg|opt|table): *(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that is kept: its words in two languages, the variables that must be given, the SPARQL text.

    The name of a variable says what is meant: ``name`` an agency, ``key`` or ``number`` a document, ``text`` a word,
    ``day`` a date.
    """

    name: str
    zh: str
    en: str
    arguments: tuple[str, ...]
    text: str
    examples: Mapping[str, str] = field(default_factory=dict, hash=False)  # a value for each argument and option
    options: tuple[str, ...] = ()  # variables that may be given, after the arguments, and narrow the answer
    columns: tuple[str, ...] = ()  # what a table shows of the answer, where that is not all of it

    def filled(self, values: Mapping[str, NamedNode | Literal]) -> str:
        """The text with its arguments given as data of the query, which any SPARQL 1.1 processor reads.

        They stand at the beginning of the outermost group: from there a planner begins with what is known.
        Raises QueryError for a name that is no argument.
        """
        if unknown := sorted(values.keys() - {*self.arguments, *self.options}):
            raise QueryError(f"{self.name} has no argument {', '.join(unknown)}")
        given = "".join(f"\n  VALUES ?{name} {{ {value} }}" for name, value in sorted(values.items()))
        head, where, rest = self.text.partition(_GROUP)
        return f"{head}{where}{given}{rest}"


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """All named queries, sorted by name."""
    found = [entry for entry in files("kg.query").iterdir() if entry.name.endswith(".rq")]
    return tuple(_read(e.name.removesuffix(".rq"), e.read_text("utf-8")) for e in sorted(found, key=lambda e: e.name))


def named_query(name: str) -> NamedQuery:
    """The named query. Raises QueryError that lists the names there are."""
    for query in named_queries():
        if query.name == name:
            return query
    names = ", ".join(query.name for query in named_queries())
    raise QueryError(f"no query is named {name!r}; there are: {names}", "no_question", name=name, names=names)


def _read(name: str, text: str) -> NamedQuery:
    notes: dict[str, list[str]] = {"zh": [], "en": [], "arg": [], "opt": [], "table": []}
    for kind, words in _NOTE.findall(text):
        notes[kind].append(words.strip())
    return NamedQuery(
        name,
        zh=" ".join(notes["zh"]),
        en=" ".join(notes["en"]),
        arguments=tuple(map(_variable, notes["arg"])),
        text=text,
        examples={_variable(note): _EXAMPLE.findall(note)[0] for note in (*notes["arg"], *notes["opt"])},
        options=tuple(map(_variable, notes["opt"])),
        columns=tuple(map(_variable, " ".join(notes["table"]).split())),
    )


def _variable(note: str) -> str:
    return note.split()[0].lstrip("?")
