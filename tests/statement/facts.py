"""Facts of a small document, written as an outline: path, text, then the duties that the clause states."""

from __future__ import annotations

from typing import Any

from kg.model import Body, ClauseFact, DocumentFacts, Evidence, Responsibility, Role


def document(*clauses: tuple[Any, ...], key: str = "甲政发〔2024〕1号", **fields: Any) -> DocumentFacts:
    """Each clause: path, text, (agency, role, quote[, rule[, scope]]) … The texts follow one another in the source."""
    facts: list[ClauseFact] = []
    duties: list[Responsibility] = []
    at = 0
    for order, (path, text, *stated) in enumerate(clauses):
        part, _, plain = path.rpartition(":")
        heading = text.split("。")[0]
        level = len(plain.split("/")) if plain else 0
        evidence = Evidence(((at, at + len(text)),), heading)
        facts.append(ClauseFact(plain, order, level, heading, text, part or "main", evidence))
        duties += [_duty(plain, text, at, *one) for one in stated]
        at += len(text) + 1
    names = sorted({duty.agency for duty in duties})
    bodies = tuple(Body(f"甲{name}", "prefecture", "-", "department") for name in names)
    known: dict[str, Any] = {
        "key": key,
        "source": "a.txt",
        "sha256": "0" * 64,
        "encoding": "utf-8",
        "number": key,
        "title": "甲",
    }
    empty = dict.fromkeys(("kind", "signed", "effective", "expires", "openness"))
    none = dict.fromkeys(("promulgates", "issuers", "addressees", "annexes"), ())
    given: dict[str, Any] = {**known, **empty, **none, "bodies": bodies, **fields}
    return DocumentFacts(clauses=tuple(facts), responsibilities=tuple(duties), **given)


def _duty(
    path: str, text: str, at: int, agency: str, role: Role, quote: str, rule: str = "tail", scope: str | None = None
) -> Responsibility:
    start = at + text.rindex(quote)
    name = start + quote.index(agency)
    return Responsibility(
        path,
        agency,
        role,
        Evidence(((start, start + len(quote)),), quote),
        Evidence(((name, name + len(agency)),), agency),
        rule,
        scope=scope,
        body=f"甲{agency}",
    )
