"""What was read and what was skipped, references that lead nowhere, numbers that are missing in their sequence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from kg.text.wenhao import parse
from kg.web import links
from kg.web.corpus import Corpus
from kg.web.view import corpus, render

MOST_MISSING = 40


@dataclass(frozen=True, slots=True)
class Missing:
    """A work that is cited and not in the graph."""

    name: str
    href: str
    documents: int
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """The numbers of one issuer in one year: how many there are, and which are missing between first and last."""

    code: str
    year: int
    first: int
    last: int
    present: int
    missing: tuple[int, ...]


def page(request: Request) -> Response:
    """``/quality``."""
    graph = corpus(request)
    return render(
        request,
        "quality.html",
        trouble=request.app.state.library.trouble,
        report=graph.report,
        files=graph.report.get("files", []),
        missing=missing(graph),
        sequences=sequences(graph),
    )


def missing(graph: Corpus) -> list[Missing]:
    """Works that are cited and not in the graph, those that most documents cite first."""
    citing: dict[str, set[str]] = defaultdict(set)
    relations: dict[str, set[str]] = defaultdict(set)
    for facts in graph.facts:
        for citation in facts.citations:
            name = citation.number or citation.title
            if name and citation.target not in graph.by_key and citation.relation != "plans":
                citing[name].add(facts.key)
                relations[name].add(citation.relation)
    ranked = sorted(citing, key=lambda name: (-len(citing[name]), name))
    return [Missing(name, links.document(name), len(citing[name]), tuple(sorted(relations[name]))) for name in ranked]


def sequences(graph: Corpus) -> list[Sequence]:
    """The numbers of each issuer and year that has two documents or more."""
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for facts in graph.facts:
        parsed = parse(facts.number) if facts.number else None
        if parsed is not None and parsed.year is not None and parsed.serial.isdecimal():
            found[parsed.prefix, parsed.year].add(int(parsed.serial))
    made = []
    for (code, year), numbers in sorted(found.items()):
        if len(numbers) > 1:
            absent = tuple(sorted(set(range(min(numbers), max(numbers))) - numbers))
            made.append(Sequence(code, year, min(numbers), max(numbers), len(numbers), absent[:MOST_MISSING]))
    return made
