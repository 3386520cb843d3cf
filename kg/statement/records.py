"""records.jsonl: one JSON object a document, with the keys of the annotation guide and the evidence of each item."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from kg.model import (
    AgencyMention,
    Alias,
    ClauseFact,
    DocumentFacts,
    Evidence,
    Responsibility,
    Statement,
    Target,
)
from kg.statement.link import work_of
from kg.statement.order import normalise
from kg.statement.tasks import parts

Record = dict[str, Any]


def _place(evidence: Evidence) -> Record:
    """``span`` is the first place; ``spans`` stands there only where the words lie in several."""
    spans = [list(span) for span in evidence.spans]
    place: Record = {"span": spans[0] if spans else None}
    if len(spans) > 1:
        place["spans"] = spans
    return {**place, "quote": evidence.quote, "page": evidence.page}


def _made(item: Statement) -> Record:
    return {**_place(item.evidence), "rule": item.rule, "status": item.status}


def _clause(clause: ClauseFact) -> Record:
    place = _place(clause.evidence)
    del place["quote"]
    return {"path": clause.path, "part": clause.part, "heading": clause.heading, **place}


def _mention(mention: AgencyMention) -> Record:
    head = {"surface": mention.surface, "agency_id": mention.body, "clause": mention.clause}
    return {**head, **_place(mention.evidence), "rule": mention.rule}


def _duty(duty: Responsibility) -> Record:
    return {
        "clause": duty.clause,
        "agency": duty.agency,
        "role": duty.role,
        "agency_id": duty.body,
        "deadline": duty.deadline,
        **({"scope": duty.scope} if duty.scope is not None else {}),
        **_made(duty),
        "agency_span": list(duty.agency_evidence.spans[0]) if duty.agency_evidence.spans else None,
    }


def _number(target: Target) -> Record:
    """A target without its place: what is counted, how much, by when."""
    names = ("subject", "comparison", "value", "upper", "unit", "change", "date")
    return {name: getattr(target, name) for name in names}


def _tasks(facts: DocumentFacts) -> list[Record]:
    return [
        {
            "clause": task.clause,
            "label": task.label,
            "text": task.text,
            "duties": [
                {"agency": duty.agency, "agency_id": duty.body, "role": duty.role}
                for duty in (facts.responsibilities[index] for index in belonging.duties)
            ],
            "deadlines": [
                {"text": deadline.text, "date": deadline.date}
                for deadline in (facts.deadlines[index] for index in belonging.deadlines)
            ],
            "targets": [_number(facts.targets[index]) for index in belonging.targets],
            **_made(task),
        }
        for task, belonging in zip(facts.tasks, parts(facts), strict=True)
    ]


def _citations(facts: DocumentFacts) -> list[Record]:
    return [
        {
            "clause": citation.clause,
            "number": citation.number,
            "title": citation.title,
            "relation": citation.relation,
            "target": citation.target,
            **({"target_text": citation.target_text} if citation.target_text is not None else {}),
            **_made(citation),
        }
        for citation in facts.citations
    ]


def _groups(facts: DocumentFacts) -> Record:
    members = [
        {
            "clause": member.clause,
            "body": member.group,
            "agency": member.agency,
            "role": member.role,
            "body_id": member.group_body,
            "agency_id": member.agency_body,
            **_made(member),
        }
        for member in facts.members
    ]
    hosts = [
        {
            "clause": host.clause,
            "body": host.office,
            "agency": host.agency,
            "body_id": host.office_body,
            "agency_id": host.agency_body,
            **_made(host),
        }
        for host in facts.hosts
    ]
    return {"members": members, "hosts": hosts}


def _others(facts: DocumentFacts) -> Record:
    return {
        "deadlines": [{"clause": d.clause, "text": d.text, "date": d.date, **_made(d)} for d in facts.deadlines],
        **_groups(facts),
        "aliases": [_alias(alias, facts) for alias in facts.aliases],
        "appointments": _appointments(facts),
    }


def _alias(alias: Alias, facts: DocumentFacts) -> Record:
    """``work``: what the short form of a title means, by number and title; a text issued here by its title."""
    record = {"clause": alias.clause, "short": alias.short, "full": alias.full, **_made(alias)}
    work = work_of(alias, facts)
    if isinstance(work, str):
        record["work"] = {"number": facts.number, "title": work, "target": facts.key}
    elif work is not None:
        record["work"] = {"number": work.number, "title": work.title, "target": work.target}
    return record


def _appointments(facts: DocumentFacts) -> list[Record]:
    return [
        {"clause": a.clause, "person": a.person, "action": a.action, "post": a.post, "agency_id": a.body, **_made(a)}
        for a in facts.appointments
    ]


def _head(facts: DocumentFacts) -> Record:
    names = "key source sha256 encoding number title kind".split()
    dates = "signed effective expires openness".split()
    lists = "promulgates issuers addressees annexes".split()
    return {
        **{name: getattr(facts, name) for name in names + dates},
        **{name: list(getattr(facts, name)) for name in lists},
    }


def record(facts: DocumentFacts) -> Record:
    """One document as a JSON object; lists are in canonical order."""
    facts = normalise(facts)
    return {
        **_head(facts),
        "agencies": list(dict.fromkeys(mention.surface for mention in facts.agencies)),
        "responsibilities": [_duty(duty) for duty in facts.responsibilities],
        "citations": _citations(facts),
        **_others(facts),
        "targets": [{"clause": t.clause, **_number(t), **_made(t)} for t in facts.targets],
        "tasks": _tasks(facts),
        "derived_responsibilities": [_duty(duty) for duty in facts.derived],
        "clauses": [_clause(clause) for clause in facts.clauses],
        "agency_mentions": [_mention(mention) for mention in facts.agencies],
        "bodies": [
            {"id": b.canonical, "tier": b.tier, "region": b.region, "kind": b.kind, "parent": b.parent}
            for b in facts.bodies
        ],
        "evidence": [{"field": name, **_place(evidence)} for name, evidence in facts.evidence],
        "corrections": [asdict(correction) for correction in facts.corrections],
    }


def records(facts: Sequence[DocumentFacts]) -> list[Record]:
    """All documents as JSON objects, sorted by source file, then key."""
    return sorted((record(one) for one in facts), key=lambda r: (r["source"], r["key"], dumps([r])))


def dumps(rows: Sequence[Record]) -> str:
    """JSON lines: one object a line, UTF-8 as it is, in the order given."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
