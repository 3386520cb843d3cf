"""The figures are those of the reference scorers beside the gold, also on records that have every kind of error."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from kg.export.identities import identities as exported
from kg.graph import read, store
from kg.graph.publish import current
from kg.score import measure, read_gold, read_records
from kg.score.gold import identities
from kg.score.measure import Result

Record = dict[str, Any]


def reference(shared: Path, script: str, *arguments: object) -> str:
    command = [sys.executable, str(shared / "gold" / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def compared(results: dict[str, Result], expected: Record) -> None:
    own = {layer: result for layer, result in results.items() if not layer.startswith("identity")}
    assert list(own) == list(expected)
    for layer, result in own.items():
        figure = result.figure
        assert (figure.gold, figure.found) == (expected[layer]["gold"], expected[layer]["found"]), layer
        shares = (figure.precision, figure.recall, figure.f1)
        assert shares == pytest.approx([expected[layer][name] for name in ("precision", "recall", "f1")]), layer


def damaged(records: list[Record], seed: int) -> list[Record]:
    """Items left out, doubled, of another document, spelled otherwise; documents left out and renamed."""
    chance = random.Random(seed)
    result = []
    for record in records:
        other = chance.choice(records)
        changed = {
            name: [row for row in [*value, *other[name][:2]] if chance.random() < 0.8]
            if isinstance(value, list)
            else chance.choice([value, value, other[name], None, f" {value} "])
            for name, value in record.items()
            if name not in ("source", "key")
        }
        changed["responsibilities"] = [
            {**row, "role": chance.choice(["lead", row["role"], "interpret"])} for row in changed["responsibilities"]
        ]
        if chance.random() < 0.9:
            result.append({**record, **changed})
    return result


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_on_the_corpus(
    seed: int | None, shared: Path, corpus_records: list[Record], tmp_path: Path, corpus_build: Path
) -> None:
    records = corpus_records if seed is None else damaged(corpus_records, seed)
    path = tmp_path / "records.jsonl"
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    compared(measure(read_gold(shared / "gold"), records), json.loads(reference(shared, "score.py", path, "--json")))


def same_identities(shared: Path, out: Path, gold: Path, results: dict[str, Result], tmp_path: Path) -> None:
    table = tmp_path / "identities.tsv"
    table.write_text(exported(read.load(store.open_read(current(out) / "store"))), encoding="utf-8")
    said = reference(shared, "score_identity.py", table, gold / "identity.tsv")
    pairs = results["identity"].figure
    assert f"precision {pairs.precision:.3f} recall {pairs.recall:.3f} F1 {pairs.f1:.3f}" in said
    for column in ("canonical", "tier", "region", "kind"):
        figure = results[f"identity {column}"].figure
        assert re.search(
            f"^{column} right: {figure.recall:.3f} of all gold rows, {figure.precision:.3f} of those found$", said, re.M
        )
    lines = table.read_text(encoding="utf-8").splitlines()[1:]
    assert len(identities(read_records(out))) <= len(lines)


def test_identities_on_the_corpus(shared: Path, corpus_build: Path, tmp_path: Path) -> None:
    results = measure(read_gold(shared / "gold"), read_records(corpus_build))
    same_identities(shared, corpus_build, shared / "gold", results, tmp_path)


def test_elsewhere(shared: Path, tmp_path: Path) -> None:
    gold, out = shared / "gold" / "elsewhere", tmp_path / "build"
    build([shared / "samples" / f"{path.stem}.txt" for path in sorted(gold.glob("*.json"))], out)
    results = measure(read_gold(gold), read_records(out))
    compared(results, json.loads(reference(shared, "score.py", out / "records.jsonl", gold, "--json")))
    same_identities(shared, out, gold, results, tmp_path)
