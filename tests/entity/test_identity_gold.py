"""The identity gold: same-body pairs and canonical names, against the floors that this project promises."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Hashable, Iterable
from pathlib import Path

import pytest

from kg.entity import Context, resolve
from kg.model import Alias, Evidence

GOLD = Path(__file__).parents[2].parent / "shared" / "gold"


def pairs(labels: Iterable[Hashable]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(labels).values())


def rows(folder: Path) -> list[tuple[str, str]]:
    """(expected canonical, found canonical) of every row of a folder's identity.tsv."""
    with (folder / "identity.tsv").open(encoding="utf-8", newline="") as file:
        gold = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found: list[tuple[str, str]] = []
    for name in dict.fromkeys(row["document"] for row in gold):
        head = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        context = Context(
            issuers=tuple(head["issuers"]),
            title=head["title"],
            number=head["number"],
            signed=head["signed"],
            aliases=tuple(Alias("", a["short"], a["full"], Evidence((), ""), "") for a in head["aliases"]),
            surfaces=tuple(head["agencies"]),
            addressees=tuple(head["addressees"]),
        )
        own = [row for row in gold if row["document"] == name]
        bodies = resolve([row["surface"] for row in own], context)
        found += [(row["canonical"], bodies[row["surface"]].canonical) for row in own]
    return found


@pytest.mark.parametrize(("folder", "f1", "right"), [(".", 0.98, 0.95), ("elsewhere", 0.98, 0.95)])
def test_identities_reach_their_floor(folder: str, f1: float, right: float) -> None:
    if not GOLD.is_dir():
        pytest.skip("the gold files stand beside the repository, not in it")
    found = rows(GOLD / folder)
    together, wanted, got = pairs(found), pairs(w for w, _ in found), pairs(g for _, g in found)
    assert 2 * together / (wanted + got) >= f1
    assert sum(w == g for w, g in found) / len(found) >= right
