"""Seconds in which some processes read the files of a directory: ``python -m benchmarks.jobs DIRECTORY JOBS``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter

from kg.extractor import Extractor
from kg.source import discover
from kg.workers import Workers


def main(directory: Path, jobs: int) -> None:
    """Print the seconds, the loading of modules left out."""
    start = perf_counter()
    with tempfile.TemporaryDirectory() as spool, Workers() as workers:
        for _ in Extractor(Path(spool), None, {}, jobs, workers=workers).extractions(discover([directory])):
            pass
    print(perf_counter() - start)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
