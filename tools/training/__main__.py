"""Train the recogniser of agencies, measure it, and write the model, its report and the table of docs/quality.md.

    python -m tools.training [--measure]

Learns from the annotated gazette (``corpus/``, ``tests/gold/``) and, where ../shared/samples stands beside the
checkout, from those of its documents that ``split.yml`` allows, read by the rules. Without the samples it learns from
the gazette alone: the report says from what. --measure leaves the
model as it is and measures anew, after a change of the rules.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from time import process_time
from typing import Any

from kg.mention import ner
from kg.score import report as tables
from tools.training import fit, held_back
from tools.training.data import Text
from tools.training.split import ROOT, Split, split

NAME, VERSION = "agencies", "1.0.0"
"""Of the model. The version goes into the statements that it makes: raise it with every model that is shipped."""
PAGE = ROOT / "docs" / "quality.md"


def trained(chosen: Split) -> dict[str, Any]:
    """Train and write the weights. What the report says of it."""
    began = process_time()
    weights = ner.weights(fit.fit(chosen.training, chosen.validation))
    (ner.FOLDER / ner.WEIGHTS).write_bytes(weights)
    config = (ner.FOLDER / ner.CONFIG).read_bytes()
    content = {ner.CONFIG: config, ner.WEIGHTS: weights}
    return {
        "name": NAME,
        "version": VERSION,
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in content.items()},
        "bytes": len(weights),
        "spacy": version("spacy"),
        "cpu_minutes": round((process_time() - began) / 60, 1),
        "training": [_described(text) for text in chosen.training],
        "validation": [_described(text) for text in chosen.validation],
        "test": [_described(text) for text in chosen.test],
    }


def _described(text: Text) -> dict[str, Any]:
    sentences = text.sentences()
    return {
        "id": text.id,
        "source": text.source,
        "sha256": text.sha256,
        "government": text.government,
        "labels": text.labels,
        "characters": sum(len(part) for part in text.parts),
        "agencies": sum(len(sentence.agencies) for sentence in sentences),
    }


def dumps(report: dict[str, Any]) -> str:
    """The report, one document a line."""
    lines = []
    for key, value in report.items():
        if isinstance(value, list):
            rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value)
            lines.append(f' "{key}": [\n{rows}\n ]')
        else:
            lines.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main(arguments: Sequence[str]) -> None:
    """Train (unless told not to), measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true")
    given = parser.parse_args(arguments)
    path = ner.FOLDER / ner.REPORT
    chosen = split()
    report = json.loads(path.read_text(encoding="utf-8")) if given.measure else trained(chosen)
    report["test"] = [_described(text) for text in chosen.test]
    path.write_text(dumps(report), encoding="utf-8")
    ner.report.cache_clear()
    ner.recogniser.cache_clear()
    report["figures"] = held_back.figures(report)
    path.write_text(dumps(report), encoding="utf-8")
    page = tables.put(PAGE.read_text(encoding="utf-8"), "model", "\n" + held_back.table(report["figures"]) + "\n")
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
