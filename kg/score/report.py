"""Figures and misses as Markdown, for pages that are kept in step with what a build measures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kg.lexicon import load
from kg.score.gold import ScoreError
from kg.score.measure import IDENTITY, Figure, Place, Result

Summary = dict[str, Any]
"""What is kept of a measurement: ``layers`` (name -> right, gold, found), ``misses`` (layer, sign, document, item)."""

COLUMNS = ("layer", "precision", "recall", "f1", "annotated", "found")
MISSING, EXTRA = "-", "+"
_REPEATED = {f"{IDENTITY} {column}" for column in ("tier", "region", "kind")}
"""Layers whose misses are those of another."""


def summary(results: Mapping[str, Result]) -> Summary:
    """A measurement as plain data, sorted: equal measurements give equal summaries."""
    figures = {layer: [r.figure.right, r.figure.gold, r.figure.found] for layer, r in results.items()}
    misses = [
        [layer, sign, document, words(item)]
        for layer, result in results.items()
        if "~" not in layer and layer not in _REPEATED
        for sign, places in ((MISSING, _told(layer, result)), (EXTRA, result.extra))
        for document, item in in_order(places)
    ]
    return {"layers": figures, "misses": misses}


def _told(layer: str, result: Result) -> Iterable[Place]:
    """The missing items; without the names that were not found at all, which are missing agencies."""
    if not layer.startswith(IDENTITY):
        return result.missing
    found = {(document, item[0]) for document, item in result.extra}
    return (place for place in result.missing if (place[0], place[1][0]) in found)


def figure(kept: Summary, layer: str) -> Figure:
    """The figure of a layer of a summary."""
    return Figure(*kept["layers"][layer])


def in_order(places: Iterable[Place]) -> list[Place]:
    """Places by document, then by what they hold."""
    return sorted(places, key=lambda place: (place[0], words(place[1])))


def words(item: Iterable[object]) -> str:
    """An item in one line."""
    return " · ".join("、".join(part) if isinstance(part, tuple) else str(part or "-") for part in item)


def table(kept: Summary, language: str) -> str:
    """Every layer with its figures and counts."""
    rows = ((label(layer, language), *_shares(figure(kept, layer)), *_counts(kept, layer)) for layer in kept["layers"])
    return _table(_heads(COLUMNS, language), rows)


def short_table(columns: Mapping[str, Summary], layers: Iterable[str], language: str) -> str:
    """F1 and the number of annotated items of some layers, a column for each summary."""

    def cell(kept: Summary, layer: str) -> str:
        one = figure(kept, layer)
        return f"{one.f1:.3f} ({one.gold})" if one.gold else "-"

    rows = ((label(layer, language), *(cell(kept, layer) for kept in columns.values())) for layer in layers)
    return _table((*_heads(COLUMNS[:1], language), *columns), rows)


def misses(kept: Summary) -> str:
    """Every miss and every extra, layer by layer."""
    lines: list[str] = []
    last = ""
    for layer, sign, document, item in kept["misses"]:
        if layer != last:
            lines += ["", f"**{label(layer, 'en')}**", ""]
        last = layer
        lines.append(f"- `{sign}` {document}: {item}")
    return "\n".join(lines).strip() + "\n" if lines else "None.\n"


def label(layer: str, language: str) -> str:
    """What people call a layer, beside its name on the command line."""
    message: dict[str, str] | None = load.tree("messages.yml").get(f"layer.{layer}")
    return layer if message is None else message[language]


def put(page: str, name: str, text: str) -> str:
    """``page`` with ``text`` between ``<!-- NAME:begin -->`` and ``<!-- NAME:end -->``.

    Raises ScoreError where the page has no such place.
    """
    pattern = re.compile(rf"(<!-- {name}:begin -->\n).*?(<!-- {name}:end -->)", re.DOTALL)
    if not pattern.search(page):
        raise ScoreError(f"no <!-- {name}:begin --> … <!-- {name}:end --> in the page")
    return pattern.sub(lambda match: f"{match[1]}{text}{match[2]}", page)


def _heads(names: Iterable[str], language: str) -> tuple[str, ...]:
    return tuple(load.tree("messages.yml")[f"column.{name}"][language] for name in names)


def _shares(one: Figure) -> tuple[str, ...]:
    if not one.gold and not one.found:
        return ("-", "-", "-")
    return tuple(f"{share:.3f}" for share in (one.precision, one.recall, one.f1))


def _counts(kept: Summary, layer: str) -> tuple[str, ...]:
    return tuple(map(str, kept["layers"][layer][1:]))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = tuple(head)
    lines = [head, ("---", *("---:" for _ in head[1:])), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
