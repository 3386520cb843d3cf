"""How fast files are read: plain text as far as the outline beside tokenisation of the same text, PDF pages beside bare
text extraction of the same pages."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pypdfium2
import spacy

from benchmarks import command
from kg import document
from kg.model import RawText
from kg.source import SourceFile, discover, pdf, read
from kg.text import repair
from tests.source.letters import Paragraph
from tests.source.page import Setter


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and the JSON, and write the JSON to a file where asked to."""
    return command.run("benchmarks.reading", __doc__ or "", measure, table, arguments)


def measure(corpus: Path, repeats: int) -> dict[str, Any]:
    """All figures. Each round measures the two that are compared one after the other, so that a busy machine slows
    both; one round before does not count."""
    files = [file for file in discover([corpus]) if file.path.suffix in (".txt", ".md")]
    texts = [read(file) for file in files]
    size = sum(len(raw.text.encode()) for raw in texts) / 1e6
    tokenizer = spacy.blank("zh").tokenizer
    pages = _as_pdf(texts)
    count = len(pypdfium2.PdfDocument(pages))
    rounds = [_round(files, texts, tokenizer, pages) for _ in range(repeats + 1)][1:]
    middle = {name: median(seconds[name] for seconds in rounds) for name in rounds[0]}
    return {
        "machine": {"python": platform.python_version(), "spacy": spacy.__version__, "pypdfium2": version("pypdfium2")},
        "text": {"files": len(files), "megabytes": round(size, 3)},
        "pdf": {"pages": count, "columns": 2},
        "repeats": repeats,
        "text_megabytes_per_second": {
            name: round(size / middle[name], 2) for name in ("reading", "repair", "outline", "together", "tokenisation")
        },
        "together_to_tokenisation": _ratio(rounds, "together", "tokenisation"),
        "pdf_pages_per_second": {name: round(count / middle[name], 1) for name in ("in order", "bare")},
        "in_order_to_bare": _ratio(rounds, "in order", "bare"),
    }


def _ratio(rounds: Sequence[dict[str, float]], ours: str, theirs: str) -> dict[str, float]:
    """Speed of ``ours`` for each unit of speed of ``theirs``."""
    ratios = sorted(seconds[theirs] / seconds[ours] for seconds in rounds)
    return {"median": round(median(ratios), 3), "lowest": round(ratios[0], 3), "highest": round(ratios[-1], 3)}


def _round(
    files: Sequence[SourceFile], texts: Sequence[RawText], tokenizer: Callable[[str], object], pages: bytes
) -> dict[str, float]:
    seconds = {
        "reading": _seconds(lambda: [read(file) for file in files]),
        "repair": _seconds(lambda: [repair.repair(raw) for raw in texts]),
    }
    clean = [(repair.repair(raw)[0], raw) for raw in texts]
    seconds["outline"] = _seconds(lambda: [document.read(*one) for one in clean])
    seconds["together"] = sum(seconds.values())
    seconds["tokenisation"] = _seconds(lambda: [tokenizer(raw.text) for raw in texts])
    seconds["in order"] = _seconds(lambda: pdf.extract(pages))
    seconds["bare"] = _seconds(lambda: _bare(pages))
    return seconds


def _bare(pages: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pages) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def _as_pdf(texts: Sequence[RawText]) -> bytes:
    """The longest text, set in two columns."""
    setter = Setter("公报")
    longest = max(texts, key=lambda raw: len(raw.text))
    setter.write([Paragraph(" ".join(line.split())) for line in longest.text.split("\n") if line.strip()])
    return setter.pdf()


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def table(figures: dict[str, Any]) -> str:
    """The figures for people to read."""
    lines = [f"{'plain text':<28}{'MB/s':>10}"]
    lines += [f"{name:<28}{speed:>10.2f}" for name, speed in figures["text_megabytes_per_second"].items()]
    lines.append(f"{'together : tokenisation':<28}{figures['together_to_tokenisation']['median']:>10.3f}")
    lines += ["", f"{'PDF, two columns':<28}{'pages/s':>10}"]
    lines += [f"{name:<28}{speed:>10.1f}" for name, speed in figures["pdf_pages_per_second"].items()]
    lines.append(f"{'in order : bare':<28}{figures['in_order_to_bare']['median']:>10.3f}")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
