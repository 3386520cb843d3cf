"""How long the build of ``corpus/`` takes, room by room, and how extraction compares with tokenisation alone."""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import spacy

from benchmarks import command
from kg import pipeline
from kg.build import build
from kg.model import RawText
from kg.source import discover, read


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and the JSON, and write the JSON to a file where asked to."""
    return command.run("benchmarks.build_corpus", __doc__ or "", measure, table, arguments)


def measure(corpus: Path, repeats: int) -> dict[str, Any]:
    """All figures. Each round measures build, extraction and tokenisation one after the other, so that a busy
    machine slows all three; one round before does not count."""
    texts = [read(file) for file in discover([corpus])]
    characters = sum(len(raw.text) for raw in texts)
    tokenizer = spacy.blank("zh").tokenizer
    rounds = [_round(corpus, texts, tokenizer) for _ in range(repeats + 1)][1:]
    middle = sorted(rounds, key=lambda r: float(r["build"]))[(repeats - 1) // 2]
    ratios = sorted(r["tokenisation"] / r["extraction"] for r in rounds)
    extraction, tokenisation = (median(r[name] for r in rounds) for name in ("extraction", "tokenisation"))
    return {
        "machine": {"python": platform.python_version(), "spacy": spacy.__version__, "processors": os.cpu_count()},
        "corpus": {"files": len(texts), "characters": characters},
        "repeats": repeats,
        "build_seconds": round(middle["build"], 4),
        "rooms_seconds": {name: round(seconds, 4) for name, seconds in middle["rooms"].items()},
        "extraction_characters_per_second": round(characters / extraction),
        "tokenisation_characters_per_second": round(characters / tokenisation),
        "extraction_to_tokenisation": {
            "median": round(median(ratios), 4),
            "lowest": round(ratios[0], 4),
            "highest": round(ratios[-1], 4),
        },
    }


def _round(corpus: Path, texts: Sequence[RawText], tokenizer: Callable[[str], object]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as directory:
        start = perf_counter()
        report = build([corpus], Path(directory) / "build")
        whole = perf_counter() - start
    return {
        "build": whole,
        "rooms": dict(report.seconds),
        "extraction": _seconds(lambda: [pipeline.extract(raw) for raw in texts]),
        "tokenisation": _seconds(lambda: [tokenizer(raw.text) for raw in texts]),
    }


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def table(figures: dict[str, Any]) -> str:
    """The figures for people to read."""
    whole, rooms = figures["build_seconds"], figures["rooms_seconds"]
    lines = [f"{'room':<14}{'seconds':>10}{'share':>9}"]
    lines += [f"{name:<14}{seconds:>10.3f}{seconds / whole:>9.1%}" for name, seconds in rooms.items()]
    rest = whole - sum(rooms.values())
    lines += [f"{'rest':<14}{rest:>10.3f}{rest / whole:>9.1%}", f"{'build':<14}{whole:>10.3f}{1:>9.1%}", ""]
    ratio = figures["extraction_to_tokenisation"]
    lines += [
        f"extraction    {figures['extraction_characters_per_second']:>12,} characters/s",
        f'blank("zh")   {figures["tokenisation_characters_per_second"]:>12,} characters/s (tokenisation alone)',
        f"ratio         {ratio['median']:>12.3f} (lowest {ratio['lowest']:.3f}, highest {ratio['highest']:.3f})",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
