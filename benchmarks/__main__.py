"""Run every benchmark: ``python -m benchmarks [--repeats N] [--json FILE]``."""

from __future__ import annotations

from benchmarks import build_corpus

if __name__ == "__main__":
    raise SystemExit(build_corpus.main())
