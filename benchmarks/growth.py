"""How the time of reading grows with the text: 1, 2, 4 … 64 MB of a gazette, of one that has lost its line breaks, and
of text that provokes searching (open brackets, titles, ordinals on every line)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks import command
from kg import document
from kg.source import SourceFile, discover, read
from kg.text import repair

SIZES = (1, 2, 4, 8, 16, 32, 64)
"""Megabytes of UTF-8."""
MEGABYTE = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and the JSON, and write the JSON to a file where asked to."""
    return command.run("benchmarks.growth", __doc__ or "", measure, table, arguments)


def measure(corpus: Path, repeats: int) -> dict[str, Any]:
    """Seconds of the processor for each form and size, and by how much they grow where the text doubles.

    The shortest of ``repeats`` counts: the same work takes up to half as long again from one moment to the next.
    """
    return {
        "megabytes": list(SIZES),
        "forms": {name: _grown([_seconds(make, size, repeats) for size in SIZES]) for name, make in _forms(corpus)},
    }


def _forms(corpus: Path) -> list[tuple[str, Callable[[int], str]]]:
    texts = [read(file).text for file in discover([corpus]) if file.path.suffix == ".txt"]
    gazette = max(texts, key=len)
    run_on = "".join(gazette.split("\n"))
    return [
        ("gazette", partial(_repeated, gazette)),
        ("one line", partial(_repeated, run_on)),
        ("10,000 open brackets a line", partial(_repeated, "（" * 10_000 + "\n")),
        ("a title on every line", partial(_repeated, "某市人民政府关于印发某某方案的通知\n")),
    ]


def _repeated(unit: str, size: int) -> str:
    """The unit again and again, to ``size`` megabytes."""
    length = size * MEGABYTE * len(unit) // len(unit.encode())
    return (unit * (length // len(unit) + 1))[:length]


def _seconds(make: Callable[[int], str], size: int, repeats: int) -> float:
    file = SourceFile(Path("-"), "text", data=make(size).encode())
    return min(_read(file) for _ in range(repeats))


def _read(file: SourceFile) -> float:
    began = process_time()
    raw = read(file)
    document.read(repair.repair(raw)[0], raw)
    return process_time() - began


def _grown(seconds: Sequence[float]) -> dict[str, list[float]]:
    growth = [after / before for before, after in pairwise(seconds)]
    return {"seconds": [round(one, 2) for one in seconds], "growth": [round(one, 2) for one in growth]}


def table(figures: dict[str, Any]) -> str:
    """The figures for people to read."""
    lines = [f"{'seconds at … MB':<30}" + "".join(f"{size:>8}" for size in figures["megabytes"])]
    for name, form in figures["forms"].items():
        lines.append(f"{name:<30}" + "".join(f"{one:>8.2f}" for one in form["seconds"]))
        lines.append(f"{'  times the half':<30}{'':>8}" + "".join(f"{one:>8.2f}" for one in form["growth"]))
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
