"""What was read and what was skipped, how good reading is, references that lead nowhere, numbers that are missing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import StoreError
from kg.graph.iri import work_key
from kg.score.measure import Figure
from kg.score.report import figure
from kg.text.wenhao import parse
from kg.web import links
from kg.web.corpus import Corpus
from kg.web.view import corpus, render

MEASURED = ("corpus", "elsewhere")
"""The texts on which the extraction is measured: the gazette of the project, and those of other governments."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A work that is cited and not in the graph."""

    name: str
    href: str
    documents: int
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Serial numbers that are missing in a row, and a document that cites the first of them, if one does."""

    first: int
    last: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """The numbers of one issuer in one year: how many there are, and which are missing between first and last."""

    code: str
    year: int
    first: int
    last: int
    present: int
    missing: int
    gaps: tuple[Gap, ...]


def page(request: Request) -> Response:
    """``/quality``."""
    graph = corpus(request)
    return render(
        request,
        "quality.html",
        trouble=request.app.state.library.trouble,
        report=graph.report,
        files=sorted(graph.report.get("files", []), key=lambda file: not file["skipped"]),
        totals=graph.report.get("totals", {}),
        warnings=graph.report.get("warnings", []),
        scores=scores(),
        measured=MEASURED,
        missing=missing(graph),
        sequences=sequences(graph),
    )


def missing(graph: Corpus) -> list[Missing]:
    """Works that are cited and not in the graph, those that most documents cite first, those only planned last."""
    citing: dict[str, set[str]] = defaultdict(set)
    relations: dict[str, set[str]] = defaultdict(set)
    for facts in graph.facts:
        for citation in facts.citations:
            name = work_key(citation)
            if name and citation.target not in graph.by_key:
                citing[name].add(facts.key)
                relations[name].add(citation.relation)
    ranked = sorted(citing, key=lambda name: (relations[name] == {"plans"}, -len(citing[name]), name))
    return [Missing(name, links.document(name), len(citing[name]), tuple(sorted(relations[name]))) for name in ranked]


def sequences(graph: Corpus) -> list[Sequence]:
    """The numbers of each issuer and year that has two documents or more."""
    found = _serials(facts.number for facts in graph.facts)
    cited = _serials(citation.number for facts in graph.facts for citation in facts.citations)
    made = []
    for (code, year), numbers in sorted(found.items()):
        if len(numbers) > 1:
            first, last, named = min(numbers), max(numbers), cited.get((code, year), {})
            absent = [number for number in range(first, last) if number not in numbers]
            gaps = tuple(_gap(run, named) for run in _runs(absent, named))
            made.append(Sequence(code, year, first, last, len(numbers), len(absent), gaps))
    return made


def _serials(numbers: Iterable[str | None]) -> dict[tuple[str, int], dict[int, str]]:
    """Code of the issuer and year -> serial number -> the whole number."""
    found: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for number in numbers:
        parsed = parse(number) if number else None
        if number and parsed is not None and parsed.year is not None and parsed.serial.isdecimal():
            found[parsed.prefix, parsed.year][int(parsed.serial)] = number
    return found


def _runs(numbers: Iterable[int], alone: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of the numbers that follow each other; those of ``alone`` stand by themselves."""
    found: list[tuple[int, int]] = []
    single = set(alone)
    for number in numbers:
        if found and found[-1][1] == number - 1 and not single & {number, number - 1}:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _gap(run: tuple[int, int], cited: dict[int, str]) -> Gap:
    return Gap(*run, links.document(cited[run[0]]) if run[0] in cited else "")


@cache
def scores() -> tuple[tuple[str, tuple[Figure, ...]], ...]:
    """Layer -> its figures on each of ``MEASURED``, as docs/quality.json of this version has them.

    Raises StoreError where the installation lacks that file.
    """
    places = [Path(__file__).parents[1] / "quality.json", Path(__file__).parents[3] / "docs" / "quality.json"]
    place = next((place for place in places if place.is_file()), None)
    if place is None:
        raise StoreError("quality.json is missing from the installation: reinstall")
    kept = json.loads(place.read_text(encoding="utf-8"))
    return tuple((layer, tuple(figure(kept[name], layer) for name in MEASURED)) for layer in kept["corpus"]["layers"])
