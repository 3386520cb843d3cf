"""Measure anew: docs/quality.json, and from it the tables of docs/quality.md and the READMEs.

    python -m tools.quality [--elsewhere TEXTS GOLD]

Builds the texts of corpus/ (without judgements and corrections: what the program finds by itself) and measures them
against tests/gold. TEXTS and GOLD are directories: for each annotated document GOLD/ID.json of another government
TEXTS holds ID.txt; without them the figures of the last time stay.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.build import build
from kg.score import measure, read_gold, read_records, report

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "docs" / "quality.json"
LAYERS = (
    *("documents", "agencies", "responsibilities", "citations", "deadlines"),
    *("members", "appointments", "identity", "identity canonical"),
)
"""What the READMEs show."""
COLUMNS = {
    "en": {"corpus": "F1 on the gazette (annotated)", "elsewhere": "F1 on other governments"},
    "zh": {"corpus": "公报 F1（标注数）", "elsewhere": "其他政府 F1"},
}
PAGES = {"README.md": "en", "README.zh.md": "zh"}


def measured(sources: Sequence[Path], gold: Path) -> report.Summary:
    """Build ``sources`` and compare them with the annotations of a directory."""
    with TemporaryDirectory() as directory:
        out = Path(directory) / "build"
        build(sources, out)
        return report.summary(measure(read_gold(gold), read_records(out)))


def pages(kept: dict[str, report.Summary]) -> dict[Path, str]:
    """Every page with the figures of ``kept`` in it."""
    found = {}
    for name, language in PAGES.items():
        columns = {head: kept[which] for which, head in COLUMNS[language].items() if which in kept}
        text = (ROOT / name).read_text(encoding="utf-8")
        found[ROOT / name] = report.put(text, "score", "\n" + report.short_table(columns, LAYERS, language) + "\n")
    path = ROOT / "docs" / "quality.md"
    text = path.read_text(encoding="utf-8")
    for name, which in (("score", "corpus"), ("elsewhere", "elsewhere")):
        text = report.put(text, name, "\n" + report.table(kept[which], "en") + "\n")
        text = report.put(text, f"misses:{which}", "\n" + report.misses(kept[which]) + "\n")
    found[path] = text
    return found


def dumps(kept: dict[str, report.Summary]) -> str:
    """What is kept, one layer or miss a line."""

    def lines(summary: report.Summary) -> str:
        layers = ",\n".join(f"   {json.dumps(name)}: {row}" for name, row in summary["layers"].items())
        misses = ",\n".join(f"   {json.dumps(row, ensure_ascii=False)}" for row in summary["misses"])
        return f'{{\n  "layers": {{\n{layers}\n  }},\n  "misses": [\n{misses}\n  ]\n }}'

    return "{\n" + ",\n".join(f' "{name}": {lines(summary)}' for name, summary in kept.items()) + "\n}\n"


def main(arguments: Sequence[str]) -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--elsewhere", nargs=2, type=Path, metavar=("TEXTS", "GOLD"))
    given = parser.parse_args(arguments)
    kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    kept["corpus"] = measured(sorted((ROOT / "corpus").glob("*.txt")), ROOT / "tests" / "gold")
    if given.elsewhere:
        texts, gold = given.elsewhere
        kept["elsewhere"] = measured([texts / f"{path.stem}.txt" for path in sorted(gold.glob("*.json"))], gold)
    KEPT.write_text(dumps(kept), encoding="utf-8")
    for path, text in pages(kept).items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
