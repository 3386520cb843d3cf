"""The same input gives the same output, byte for byte: whatever the order of files, the hash seed, the process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from kg.build import build
from kg.graph import store
from kg.graph.publish import current
from tests.conftest import CORPUS, ROOT
from tests.document.pages import file, invented, page

PROGRAM = """
import sys
from pathlib import Path
from kg.build import build
build([Path(name) for name in sys.argv[2:]], Path(sys.argv[1]))
"""


def quads(out: Path) -> list[str]:
    return sorted(str(quad) for quad in store.open_read(current(out) / "store"))


def report(out: Path) -> dict[str, Any]:
    """report.json without the times that things took."""
    content: dict[str, Any] = json.loads((out / "report.json").read_text(encoding="utf-8"))
    for part in (content["totals"], *content["files"]):
        del part["seconds"]
    return content


def test_another_process_with_files_in_other_order(corpus_build: Path, tmp_path: Path) -> None:
    out = tmp_path / "build"
    files = sorted(CORPUS.glob("*.txt"), reverse=True)
    environment = {**os.environ, "PYTHONHASHSEED": "4242", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", PROGRAM, str(out), *map(str, files)], check=True, env=environment)
    assert (out / "records.jsonl").read_bytes() == (corpus_build / "records.jsonl").read_bytes()
    assert quads(out) == quads(corpus_build)
    assert report(out)["totals"]["statements"] == report(corpus_build)["totals"]["statements"]


def test_other_orders_of_the_files_and_the_same_once_more(tmp_path: Path) -> None:
    names = ["清水行动", "学校安全", "苹果产业"]
    for serial, name in enumerate(names, 5):
        one = invented(name, serial, serial)
        (tmp_path / f"{name}.txt").write_text(file(page(one.head, one.body, one.tail)), encoding="utf-8")
    outs: list[Path] = []
    for number, order in enumerate([names, names[::-1], names]):
        outs.append(tmp_path / f"build{number}")
        assert build([tmp_path / f"{name}.txt" for name in order], outs[-1]).documents == 3
    assert len({(out / "records.jsonl").read_bytes() for out in outs}) == 1
    assert len({tuple(quads(out)) for out in outs}) == 1
    assert all(report(out) == report(outs[0]) for out in outs)


def test_lists_have_an_order_that_means_something(corpus_records: list[dict[str, Any]]) -> None:
    assert [(row["source"], row["key"]) for row in corpus_records] == sorted(
        (row["source"], row["key"]) for row in corpus_records
    )
    for row in corpus_records:
        for kind in ("responsibilities", "citations", "deadlines", "members", "aliases", "appointments"):
            spans = [item.get("spans") or [item["span"]] for item in row[kind]]
            assert spans == sorted(spans), (row["number"], kind)
