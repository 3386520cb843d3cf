"""Corrections by people, applied to the facts of a document. Pure: facts and entries in, facts and warnings out.

A corrected duty has the rule ``correction:ID``, and the document keeps what was put right by whom. An entry that no
longer fits what the build finds changes nothing and is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, cast

from kg import entity
from kg.entity.document_context import context_of
from kg.model import (
    AgencyMention,
    Body,
    Correction,
    DocumentFacts,
    Evidence,
    RawText,
    Responsibility,
    Role,
    Span,
    Warning,
)
from kg.statement.correction_file import Duty, Entry, Value
from kg.statement.keys import key
from kg.statement.order import normalise
from kg.text import wenhao
from kg.text.seek import seek

RULE = "correction:"
UNMATCHED = "correction_unmatched"


class _Mismatch(Exception):
    """An entry does not fit; the message says why."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """Facts with the corrections that fit. ``seen`` are the ids of all entries that are about these documents."""

    facts: list[DocumentFacts]
    warnings: tuple[Warning, ...]
    seen: frozenset[str]


def apply(facts: Sequence[DocumentFacts], entries: Sequence[Entry], raw: RawText) -> Corrected:
    """Apply the entries about the documents of one source file, duties before fields, else in their order."""
    corrected: list[DocumentFacts] = []
    warnings: list[Warning] = []
    seen: set[str] = set()
    for one in facts:
        meant = [entry for entry in entries if is_about(entry, one)]
        seen |= {entry.id for entry in meant}
        for entry in sorted(meant, key=lambda e: bool(e.field)):
            try:
                one = normalise(_field(one, entry) if entry.field else _clause(one, entry, raw))
            except _Mismatch as error:
                warnings.append(Warning(UNMATCHED, f"{entry.place}: {one.key}: not applied, {error}"))
        corrected.append(one)
    return Corrected(corrected, tuple(warnings), frozenset(seen))


def unseen(entries: Sequence[Entry], seen: frozenset[str]) -> tuple[Warning, ...]:
    """Warnings for entries about documents that no source file holds."""
    return tuple(
        Warning(UNMATCHED, f"{entry.place}: not applied, no document {entry.document!r}")
        for entry in entries
        if entry.id not in seen
    )


def is_about(entry: Entry, facts: DocumentFacts) -> bool:
    """Whether the entry names the document: by number in any brackets, by title, or by the stem of its file."""
    number, own = wenhao.parse(entry.document), wenhao.parse(facts.number or "")
    if number and own:
        return number.key == own.key
    names = (facts.number, facts.title, facts.key, PurePosixPath(facts.source).stem)
    return _fold(entry.document) in {_fold(name) for name in names if name}


def _fold(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).strip("《》")


def _record(facts: DocumentFacts, entry: Entry, before: str, after: str) -> DocumentFacts:
    made = Correction(
        id=entry.id,
        clause=entry.clause,
        field=entry.field or None,
        before=before,
        after=after,
        who=entry.who,
        when=entry.when,
        why=entry.why,
    )
    return replace(facts, corrections=(*facts.corrections, made))


def _clause(facts: DocumentFacts, entry: Entry, raw: RawText) -> DocumentFacts:
    if entry.wrong is None:
        return _add(facts, entry, entry.right or Duty("", ""), raw)
    found = [duty for duty in facts.responsibilities if _is(duty, entry, entry.wrong)]
    if not found:
        raise _Mismatch(f"clause {entry.clause!r} has no duty {entry.wrong}")
    if entry.right is not None:
        return _change(facts, entry, entry.right, found[0], raw)
    kept = tuple(duty for duty in facts.responsibilities if duty not in found)
    return _record(replace(facts, responsibilities=kept), entry, str(entry.wrong), "")


def _change(facts: DocumentFacts, entry: Entry, right: Duty, found: Responsibility, raw: RawText) -> DocumentFacts:
    duty = replace(found, role=cast(Role, right.role or found.role), rule=RULE + entry.id)
    if right.agency:
        facts, body = _with_body(facts, right.agency)
        words = seek(right.agency, found.evidence.spans, raw) or _in_clause(facts, entry, right.agency, raw)
        duty = replace(duty, agency=right.agency, body=body, agency_evidence=words or found.evidence)
        facts = _with_mention(facts, entry, duty.agency, duty.body, duty.agency_evidence)
    before, after = Duty(found.agency, found.role), Duty(duty.agency, duty.role)
    kept = [one for one in facts.responsibilities if not (_is(one, entry, before) or _is(one, entry, after))]
    return _record(replace(facts, responsibilities=(*kept, duty)), entry, str(before), str(after))


def _is(duty: Responsibility, entry: Entry, wanted: Duty) -> bool:
    return (
        _fold(duty.clause) == _fold(entry.clause or "")
        and duty.role == wanted.role
        and _fold(wanted.agency) in (_fold(duty.agency), _fold(duty.body))
    )


def _add(facts: DocumentFacts, entry: Entry, right: Duty, raw: RawText) -> DocumentFacts:
    if any(_is(duty, entry, right) for duty in facts.responsibilities):
        raise _Mismatch(f"the build finds {right} by itself now; the entry can go")
    said = _in_clause(facts, entry, entry.quote or right.agency, raw)
    if said is None:
        raise _Mismatch(f"{entry.quote or right.agency!r} does not stand in clause {entry.clause!r}")
    facts, body = _with_body(facts, right.agency)
    own = seek(right.agency, said.spans, raw) or said
    dates = {d.date for d in facts.deadlines if d.date and _fold(d.clause) == _fold(entry.clause or "")}
    duty = Responsibility(
        clause=_path(facts, entry),
        agency=right.agency,
        role=cast(Role, right.role),
        evidence=said,
        agency_evidence=own,
        rule=RULE + entry.id,
        body=body,
        deadline=next(iter(dates)) if len(dates) == 1 and entry.clause else None,
    )
    facts = replace(facts, responsibilities=(*facts.responsibilities, duty))
    return _record(_with_mention(facts, entry, duty.agency, body, own), entry, "", str(right))


def _path(facts: DocumentFacts, entry: Entry) -> str:
    paths = (clause.path for clause in facts.clauses if _fold(clause.path) == _fold(entry.clause or ""))
    return next(paths, entry.clause or "")


def _in_clause(facts: DocumentFacts, entry: Entry, words: str, raw: RawText) -> Evidence | None:
    """The words in the clause of the entry, or in the nearest clause above it that has text (a table's row)."""
    path = entry.clause or ""
    while True:
        places: list[tuple[Span, ...]] = [c.evidence.spans for c in facts.clauses if _fold(c.path) == _fold(path)]
        found = next((said for spans in places if (said := seek(words, spans, raw)) is not None), None)
        if found is not None or not path:
            return found
        path = path.rpartition("/")[0]


def _with_body(facts: DocumentFacts, agency: str) -> tuple[DocumentFacts, str]:
    """The canonical name behind a name that a person gave, and the facts with that body."""
    known = {mention.surface: mention.body for mention in facts.agencies}
    known |= {body.canonical: body.canonical for body in facts.bodies}
    if known.get(agency):
        return facts, known[agency]
    body: Body = entity.resolve([agency], context_of(facts))[agency]
    return replace(facts, bodies=(*facts.bodies, body)), body.canonical


def _with_mention(facts: DocumentFacts, entry: Entry, surface: str, body: str, words: Evidence) -> DocumentFacts:
    if any(mention.surface == surface for mention in facts.agencies):
        return facts
    mention = AgencyMention(surface, entry.clause or "", words, RULE + entry.id, body)
    return replace(facts, agencies=(*facts.agencies, mention))


def _field(facts: DocumentFacts, entry: Entry) -> DocumentFacts:
    before: Value = getattr(facts, entry.field)
    if entry.checked and _folded(before) != _folded(entry.was):
        raise _Mismatch(f"{entry.field} is {_shown(before)!r}, not {_shown(entry.was)!r}")
    if _folded(before) == _folded(entry.value):
        raise _Mismatch(f"{entry.field} is {_shown(before)!r} already; the entry can go")
    value: dict[str, Any] = {entry.field: entry.value}
    changed = replace(facts, **value)
    words = dict(facts.evidence).get(entry.field)
    if entry.field in ("issuers", "addressees") and words is not None:
        for name in entry.value or ():
            changed, body = _with_body(changed, name)
            changed = _with_mention(changed, entry, name, body, words)
    known = changed.number, changed.title, changed.signed, changed.source, changed.issuers
    changed = replace(changed, key=key(*known))
    return _record(changed, entry, _shown(before), _shown(entry.value))


def _folded(value: Value) -> tuple[str, ...]:
    return tuple(map(_fold, [value] if isinstance(value, str) else value or ()))


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else "、".join(value or ())
