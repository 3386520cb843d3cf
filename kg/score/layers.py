"""The layers that are measured: the items of a record that count in each. What both sides have is right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.score.alike import agency, clause, plain

Record = dict[str, Any]
Item = tuple[object, ...]

FIELDS = ("title", "kind", "issuers", "addressees", "signed", "effective", "expires", "openness")
TEXTS = ("promulgates", "annexes")
_BODIES = ("issuers", "addressees")


def _field(name: str) -> Callable[[Record], set[Item]]:
    """A field of the head is one item: its value, where it has one."""

    def items(record: Record) -> set[Item]:
        value = record.get(name)
        if isinstance(value, list):
            words = tuple(sorted(agency(one) if name in _BODIES else plain(one) for one in value))
            return {words} if words else set()
        text = plain(value).strip("()") if name == "openness" else plain(value)
        return {(text,)} if text else set()

    return items


def _rows(key: str, item: Callable[[Record], Item | None]) -> Callable[[Record], set[Item]]:
    def items(record: Record) -> set[Item]:
        return {found for row in record.get(key) or [] if (found := item(row)) is not None}

    return items


def _place(duty: Record) -> str | None:
    """Where a duty stands; the clause of 负责解释 is not scored."""
    return None if duty.get("role") == "interpret" else clause(duty.get("clause"))


def _work(citation: Record) -> str:
    return plain(citation.get("number")) or plain(citation.get("title"))


def _agencies(record: Record) -> set[Item]:
    return {(agency(name),) for name in record.get("agencies") or []}


LAYERS: dict[str, Callable[[Record], set[Item]]] = {
    **{f"field {name}": _field(name) for name in (*FIELDS, *TEXTS)},
    "agencies": _agencies,
    "responsibilities": _rows("responsibilities", lambda r: (_place(r), agency(r["agency"]), r.get("role"))),
    "responsibilities~clause": _rows("responsibilities", lambda r: (agency(r["agency"]), r.get("role"))),
    "responsibilities~role": _rows("responsibilities", lambda r: (_place(r), agency(r["agency"]))),
    "citations": _rows("citations", lambda r: (_work(r), r.get("relation"))),
    "citations~relation": _rows("citations", lambda r: (_work(r),)),
    "deadlines": _rows("deadlines", lambda r: (clause(r.get("clause")), r["date"]) if r.get("date") else None),
    "members": _rows("members", lambda r: (agency(r["body"]), agency(r["agency"]))),
    "hosts": _rows("hosts", lambda r: (agency(r["body"]), agency(r["agency"]))),
    "aliases": _rows("aliases", lambda r: (plain(r["short"]), plain(r["full"]))),
    "appointments": _rows("appointments", lambda r: (plain(r["person"]), r.get("action"), plain(r["post"]))),
}
"""Name -> the items of a record. ``~clause``, ``~role`` and ``~relation`` leave that part of the item out."""
