"""Statement nodes back to the statements of ``kg.model``."""

from __future__ import annotations

from typing import Any, cast

from pyoxigraph import NamedNode

from kg.graph.view import GraphView
from kg.graph.vocabulary import COMPARISONS, DCTERMS, FOAF, GW, ORG, PROV
from kg.model import (
    Alias,
    Appointment,
    Change,
    Citation,
    Comparison,
    Correction,
    Deadline,
    Host,
    Member,
    Relation,
    Responsibility,
    Role,
    Status,
    Target,
    Task,
)


def _common(view: GraphView, node: NamedNode) -> dict[str, Any]:
    """The fields that every statement has."""
    return {
        "clause": view.words(node, GW["path"]),
        "evidence": view.evidence(node),
        "rule": view.rule(node),
        "status": cast(Status, view.code(node, GW["status"], "status")),
    }


def correction(view: GraphView, node: NamedNode) -> Correction:
    """A ``gw:Correction``."""
    person = view.node(node, PROV["wasAttributedTo"])
    if person is None:
        raise KeyError(f"{node} has no prov:wasAttributedTo")
    return Correction(
        id=view.words(node, DCTERMS["identifier"]),
        clause=view.text(node, GW["path"]),
        field=view.text(node, GW["correctedField"]),
        before=view.words(node, GW["before"]),
        after=view.words(node, GW["after"]),
        who=view.words(person, FOAF["name"]),
        when=view.words(node, DCTERMS["date"]),
        why=view.words(node, DCTERMS["description"]),
    )


def responsibility(view: GraphView, node: NamedNode) -> Responsibility:
    """A ``gw:Responsibility``."""
    return Responsibility(
        agency=view.words(node, GW["surface"]),
        role=cast(Role, view.code(node, GW["role"], "role")),
        agency_evidence=view.evidence(node, GW["agencyEvidence"]),
        scope=view.text(node, GW["scope"]),
        body=view.label(node, GW["agency"]),
        deadline=view.text(node, GW["dueDate"]),
        **_common(view, node),
    )


def citation(view: GraphView, node: NamedNode) -> Citation:
    """A ``gw:Citation``."""
    return Citation(
        number=view.text(node, GW["number"]),
        title=view.text(node, GW["title"]),
        relation=cast(Relation, view.code(node, GW["relation"], "relation")),
        target=view.text(node, GW["targetKey"]),
        target_text=view.text(node, GW["targetText"]),
        **_common(view, node),
    )


def deadline(view: GraphView, node: NamedNode) -> Deadline:
    """A ``gw:Deadline``."""
    return Deadline(text=view.words(node, GW["text"]), date=view.text(node, GW["date"]), **_common(view, node))


_COMPARISONS = {code: sign for sign, code in COMPARISONS.items()}


def target(view: GraphView, node: NamedNode) -> Target:
    """A ``gw:Target``."""
    return Target(
        subject=view.words(node, GW["subject"]),
        value=view.words(node, GW["value"]),
        upper=view.text(node, GW["upperValue"]),
        unit=view.words(node, GW["unit"]),
        comparison=cast(Comparison, _COMPARISONS[view.code(node, GW["comparison"], "comparison") or "equal"]),
        change=cast(Change | None, view.code(node, GW["change"], "change")),
        date=view.text(node, GW["date"]),
        **_common(view, node),
    )


def task(view: GraphView, node: NamedNode) -> Task:
    """A ``gw:Task``."""
    return Task(label=view.words(node, DCTERMS["title"]), text=view.words(node, GW["text"]), **_common(view, node))


def member(view: GraphView, node: NamedNode) -> Member:
    """A ``gw:Membership``."""
    return Member(
        group=view.words(node, GW["groupSurface"]),
        agency=view.words(node, GW["surface"]),
        role=view.words(node, GW["printedRole"]),
        group_body=view.label(node, ORG["organization"]),
        agency_body=view.label(node, ORG["member"]),
        **_common(view, node),
    )


def host(view: GraphView, node: NamedNode) -> Host:
    """A ``gw:Hosting``."""
    return Host(
        office=view.words(node, GW["officeSurface"]),
        agency=view.words(node, GW["surface"]),
        office_body=view.label(node, GW["office"]),
        agency_body=view.label(node, GW["agency"]),
        **_common(view, node),
    )


def alias(view: GraphView, node: NamedNode) -> Alias:
    """A ``gw:Alias``."""
    return Alias(short=view.words(node, GW["short"]), full=view.words(node, GW["full"]), **_common(view, node))


def appointment(view: GraphView, node: NamedNode) -> Appointment:
    """A ``gw:Appointment``."""
    person = view.node(node, GW["person"])
    if person is None:
        raise KeyError(f"{node} has no gw:person")
    return Appointment(
        person=view.words(person, FOAF["name"]),
        action="remove" if view.code(node, GW["action"], "action") == "remove" else "appoint",
        post=view.words(node, GW["post"]),
        body=view.label(node, ORG["organization"]),
        **_common(view, node),
    )
