"""Run every benchmark: ``python -m benchmarks [--repeats N] [--json FILE]``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks import build_corpus, explorer, extraction, growth, hostile, memory, reading
from benchmarks.command import CORPUS

BENCHMARKS = {
    "build_corpus": build_corpus,
    "extraction": extraction,
    "reading": reading,
    "growth": growth,
    "hostile": hostile,
    "memory": memory,
    "explorer": explorer,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one after the other, print the tables, and write all figures to a file where asked to."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--repeats", type=int, default=5, help="how often to measure; the median counts (default: 5)")
    parser.add_argument("--json", type=Path, help="write the figures of all benchmarks to this file")
    chosen = parser.parse_args(arguments)
    if chosen.repeats < 1:
        parser.error("--repeats must be 1 or more")
    figures = {}
    for name, benchmark in BENCHMARKS.items():
        figures[name] = benchmark.measure(CORPUS, chosen.repeats)
        print(f"== {name}\n{benchmark.table(figures[name])}\n")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
