"""corrections.yaml: what people put right in single documents, read into entries.

An entry holds ``id``, ``document``, ``who``, ``when``, ``why`` and either ``clause`` or ``field``. Of a clause it says
which duty is ``wrong`` (as the build finds it), and how it should be, ``right``: the parts that differ. Without
``right`` it is no duty, without ``wrong`` a duty is missing (``quote``: its words in the source). Of a field of the
head it says what is ``right``, and may say what was ``wrong``, so that it is not applied to anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from kg.errors import DecisionError
from kg.lexicon.roles import offered, role_of

Value = str | tuple[str, ...] | None

TEXT_FIELDS = ("number", "title", "kind", "signed", "effective", "expires", "openness")
LIST_FIELDS = ("issuers", "addressees", "promulgates", "annexes")
DATES = ("signed", "effective", "expires")
_SAID = ("id", "document", "who", "when", "why")
_KEYS = {*_SAID, "clause", "field", "wrong", "right", "quote"}


@dataclass(frozen=True, slots=True)
class Duty:
    """A body and its role as an entry names them; "" where the entry leaves it as it is."""

    agency: str
    role: str

    def __str__(self) -> str:
        return f"{self.role} {self.agency}".strip()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``clause`` is None where it is about a field of the head."""

    id: str
    document: str
    who: str
    when: str
    why: str
    clause: str | None = None
    wrong: Duty | None = None
    right: Duty | None = None
    quote: str = ""
    field: str = ""
    was: Value = None
    value: Value = None
    checked: bool = False  # the entry says what the field was
    file: str = ""

    @property
    def place(self) -> str:
        """Where the entry stands, for messages."""
        return f"{self.file}: {self.id}"


def parse(text: str, file: str) -> tuple[Entry, ...]:
    """The entries of a file, in its order; an empty file has none. Raises DecisionError that names file and entry."""
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise DecisionError(f"{file}: not good YAML: {' '.join(str(error).split())}") from error
    if content is None:
        return ()
    if not isinstance(content, list):
        raise DecisionError(f"{file}: must be a list of entries, each beginning with - id: …")
    return tuple(_entry(row, number, file) for number, row in enumerate(content, start=1))


def unique(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries of all files. Raises DecisionError where two have one id."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.id, entry)
        if first is not entry:
            raise DecisionError(f"{entry.place}: {first.file} has an entry of this id already")
    return tuple(seen.values())


def _entry(row: Any, number: int, file: str) -> Entry:
    place = f"{file}: entry {number}"
    if not isinstance(row, dict):
        raise DecisionError(f"{place}: must be a mapping that begins with id: …")
    said: dict[str, Any] = {name: _text(row.get(name)) for name in _SAID}
    place = f"{file}: {said['id'] or f'entry {number}'}"
    if unknown := sorted(map(str, set(row) - _KEYS)):
        raise DecisionError(f"{place}: unknown key {', '.join(unknown)}; there are {', '.join(sorted(_KEYS))}")
    if missing := [name for name, value in said.items() if not value]:
        raise DecisionError(f"{place}: says nothing under {', '.join(missing)}")
    if ("clause" in row) == ("field" in row):
        raise DecisionError(f"{place}: must have either clause or field")
    if "field" in row:
        return _of_field(row, said, place, file)
    wrong, right = (_duty(row[name], f"{place}: {name}") if name in row else None for name in ("wrong", "right"))
    entry = Entry(
        **said, clause=_text(row["clause"]), wrong=wrong, right=right, quote=_text(row.get("quote")), file=file
    )
    whole = wrong or right
    if whole is None or not (whole.agency and whole.role) or (right is not None and not str(right)):
        raise DecisionError(f"{place}: needs agency and role of the duty that is wrong, or of the one that is missing")
    return entry


def _of_field(row: Mapping[str, Any], said: dict[str, Any], place: str, file: str) -> Entry:
    field = _text(row["field"])
    if field not in (*TEXT_FIELDS, *LIST_FIELDS):
        raise DecisionError(f"{place}: no field {field!r}; there are {', '.join((*TEXT_FIELDS, *LIST_FIELDS))}")
    if "right" not in row or "quote" in row:
        raise DecisionError(f"{place}: a field needs right, and has no quote")
    was, value = (_value(field, row.get(name), place) for name in ("wrong", "right"))
    return Entry(**said, field=field, was=was, value=value, checked="wrong" in row, file=file)


def _value(field: str, given: Any, place: str) -> Value:
    if field in LIST_FIELDS:
        return tuple(map(_text, given if isinstance(given, list) else [given] if given else []))
    if isinstance(given, list | dict):
        raise DecisionError(f"{place}: {field} is one text")
    text = _text(given) or None
    if field in DATES and text is not None and not _is_day(text):
        raise DecisionError(f"{place}: {text!r} is not a day; write it like 2023-12-31")
    return text


def _is_day(text: str) -> bool:
    parts = text.split("-")
    return [len(part) for part in parts] == [4, 2, 2] and all(part.isdecimal() for part in parts)


def _duty(given: Any, place: str) -> Duty:
    if not isinstance(given, dict) or not set(given) <= {"agency", "role"}:
        raise DecisionError(f"{place}: must be {{agency: …, role: …}}")
    agency, role = _text(given.get("agency")), _text(given.get("role"))
    known = role_of(role)
    if role and known is None:
        raise DecisionError(f"{place}: no role {role!r}; there are {offered()}")
    return Duty(agency, known or "")


def _text(given: Any) -> str:
    """A plain value as text; YAML reads dates and numbers as such."""
    return "" if given is None else " ".join(str(given).split())
