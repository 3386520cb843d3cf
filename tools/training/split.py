"""Which documents teach the recogniser and which measure it (``split.yml``): never one of them both."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from tools.training import data
from tools.training.data import Text

ROOT = Path(__file__).parents[2]
CORPUS, GOLD = ROOT / "corpus", ROOT / "tests" / "gold"
READ_ONCE = Path(__file__).with_name("read_once")
SHARED = ROOT.parent / "shared"
SAMPLES, ELSEWHERE = SHARED / "samples", SHARED / "gold" / "elsewhere"
OWN = "运城市"
"""The government whose gazette is in ``corpus/``."""


@dataclass(frozen=True, slots=True)
class Split:
    """What is learnt from, what the choice between states of the model rests on, and what it is measured with."""

    training: tuple[Text, ...]
    validation: tuple[Text, ...]
    test: tuple[Text, ...]


def rows() -> dict[str, list[str]]:
    """``split.yml``."""
    content: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("split.yml").read_text(encoding="utf-8"))
    return content


def split() -> Split:
    """The gazette with its annotations, and the samples beside the checkout, where there are any, read by the rules."""
    rules = rows()
    annotated = [text for path in sorted(CORPUS.glob("*.txt")) for text in _annotated(path)]
    validation = tuple(text for text in annotated if text.id in rules["validation"])
    training = [text for text in annotated if text.id not in rules["validation"]]
    known = _samples()
    test = [
        text
        for folder in (ELSEWHERE, READ_ONCE)
        for path in sorted(folder.glob("*.json"))
        if path.stem in known
        for text in data.by_gold(SAMPLES / f"{path.stem}.txt", folder, known[path.stem])
    ]
    taken = {text.source for text in test}
    training += [
        text
        for stem, government in known.items()
        if f"{stem}.txt" not in taken and not any(word in government for word in rules["governments"])
        for text in data.by_rules(SAMPLES / f"{stem}.txt", government)
    ]
    return Split(tuple(_distinct(training)), validation, tuple(test))


def _annotated(path: Path) -> list[Text]:
    return (data.news if path.stem.startswith("news") else data.by_gold)(path, GOLD, OWN)


def _samples() -> dict[str, str]:
    """The samples beside the checkout (file stem → government); none where there are none."""
    table = SAMPLES / "truth.jsonl"
    if not table.is_file():
        return {}
    known = [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]
    return {one["id"]: one["government"] for one in known}


def _distinct(texts: Iterable[Text]) -> Iterable[Text]:
    """Each document once, in the order of its source."""
    seen: dict[tuple[str, str], Text] = {}
    for text in texts:
        seen.setdefault((text.sha256, text.id), text)
    return seen.values()
