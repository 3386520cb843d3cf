"""What every benchmark's command line has: ``--corpus``, ``--repeats``, ``--json``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[1] / "corpus"


def run(
    name: str,
    about: str,
    measure: Callable[[Path, int], dict[str, Any]],
    table: Callable[[dict[str, Any]], str],
    arguments: Sequence[str] | None = None,
) -> int:
    """Measure, print the table and the JSON, and write the JSON to a file where asked to."""
    parser = argparse.ArgumentParser(prog=name, description=about)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="files to measure with (default: corpus/)")
    parser.add_argument("--repeats", type=int, default=5, help="how often to measure; the median counts (default: 5)")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    chosen = parser.parse_args(arguments)
    if chosen.repeats < 1:
        parser.error("--repeats must be 1 or more")
    figures = measure(chosen.corpus, chosen.repeats)
    print(table(figures))
    text = json.dumps(figures, ensure_ascii=False, indent=2)
    print(text)
    if chosen.json:
        chosen.json.write_text(text + "\n", encoding="utf-8")
    return 0
