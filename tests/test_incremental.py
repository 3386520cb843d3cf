"""A build that reads only what has changed leaves, byte for byte, what a clean build leaves."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.build import build
from kg.cache import FOLDER
from kg.graph import store
from kg.graph.publish import current
from kg.model import DocumentFacts, Finder, RawText, SourceReport
from tests.document.pages import file, invented, page

NAMES = ("清水行动", "学校安全", "苹果产业")
STEPS = 12
JUDGED = "a\tb\tjudgement\twho\twhen\twhy\n"


def quads(out: Path) -> list[str]:
    return sorted(str(quad) for quad in store.named_quads(store.open_read(current(out) / "store")))


def report(out: Path) -> dict[str, Any]:
    """report.json without what may differ: the times that things took."""
    content: dict[str, Any] = json.loads((out / "report.json").read_text(encoding="utf-8"))
    for part in (content["totals"], *content["files"]):
        del part["seconds"]
    return content


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are really read, in their order."""
    names: list[str] = []
    whole = pipeline.extract

    def extract(raw: RawText, finder: Finder) -> tuple[list[DocumentFacts], SourceReport]:
        names.append(raw.source)
        return whole(raw, finder)

    monkeypatch.setattr(pipeline, "extract", extract)
    return names


def text(chance: random.Random) -> str:
    """A gazette of one or two documents; their numbers meet in several files now and then."""
    documents = [invented(chance.choice(NAMES), chance.randint(1, 6), chance.randint(2, 9)) for _ in range(2)]
    return file(*(page(one.head, one.body, one.tail) for one in documents[: chance.randint(1, 2)]))


def edit(sources: Path, chance: random.Random) -> None:
    """One change that people make: a new file, another text, a name, a copy, a removal, damage, a decision."""
    files = sorted(path for path in sources.rglob("*.txt"))
    one = chance.choice(files) if files else None
    kind = chance.choice("new new change change rename copy remove damage encode touch judge correct".split())
    fresh = sources / chance.choice(["", "子目录"]) / f"{chance.randint(0, 99)}.txt"
    fresh.parent.mkdir(exist_ok=True)
    if kind == "judge":
        line = f"市财政局\t第{chance.randint(1, 5)}财政局\tdifferent\t测试\t2024-01-01\t测试\n"
        lines = [line] if chance.random() < 0.7 else []
        (sources / "judgements.tsv").write_text("".join([JUDGED, *lines]), encoding="utf-8")
    elif kind == "correct":
        number = invented(NAMES[0], chance.randint(1, 6), 1).number
        entry = {"id": "c1", "document": number, "who": "测试", "when": "2024-01-01", "why": "测试", "field": "kind"}
        (sources / "corrections.yaml").write_text(json.dumps([{**entry, "right": "令"}]), encoding="utf-8")
    elif kind == "new" or one is None:
        fresh.write_text(text(chance), encoding="utf-8")
    elif kind == "change":
        one.write_text(text(chance), encoding="utf-8")
    elif kind == "rename":
        one.replace(fresh)
    elif kind == "copy":
        shutil.copyfile(one, fresh) if fresh != one else None
    elif kind == "remove":
        one.unlink()
    elif kind == "damage":
        one.write_bytes(b"\x00\x01\x02" * 50)
    elif kind == "encode":
        one.write_text(text(chance), encoding="gb18030")
    else:
        one.touch()


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    directory = tmp_path / "sources"
    directory.mkdir()
    for number, name in enumerate(NAMES, 1):
        one = invented(name, number, number + 1)
        (directory / f"{number}.txt").write_text(file(page(one.head, one.body, one.tail)), encoding="utf-8")
    return directory


@pytest.mark.parametrize("seed", range(2))
def test_random_edits(seed: int, sources: Path, tmp_path: Path, read: list[str]) -> None:
    chance = random.Random(seed)
    out = tmp_path / "out"
    reused = 0
    for step in range(STEPS):
        edit(sources, chance)
        clean = tmp_path / f"clean{step}"
        first = build([sources], clean)
        if not first.published:
            continue
        del read[:]
        result = build([sources], out)
        assert not set(result.reused) & set(read)
        assert (out / "records.jsonl").read_bytes() == (clean / "records.jsonl").read_bytes()
        assert quads(out) == quads(clean)
        assert report(out) == report(clean)
        reused += len(result.reused)
        shutil.rmtree(clean)
    assert reused >= STEPS // 2


def test_only_what_changed_is_read(sources: Path, tmp_path: Path, read: list[str]) -> None:
    out = tmp_path / "out"
    assert build([sources], out).reused == ()
    assert read == ["1.txt", "2.txt", "3.txt"]
    del read[:]
    assert build([sources], out).reused == ("1.txt", "2.txt", "3.txt")
    assert read == []
    (sources / "4.txt").write_text(text(random.Random(1)), encoding="utf-8")
    (sources / "2.txt").write_text(text(random.Random(2)), encoding="utf-8")
    (sources / "1.txt").unlink()
    assert build([sources], out).reused == ("3.txt",)
    assert read == ["2.txt", "4.txt"]
    assert len(list((current(out) / FOLDER).iterdir())) == 3


def test_fresh_reads_everything(sources: Path, tmp_path: Path, read: list[str]) -> None:
    build([sources], tmp_path / "out")
    assert build([sources], tmp_path / "out", fresh=True).reused == ()
    assert read == ["1.txt", "2.txt", "3.txt"] * 2


def test_the_kept_text_of_other_formats_goes_along(sources: Path, tmp_path: Path, read: list[str]) -> None:
    body = (sources / "1.txt").read_text(encoding="utf-8").strip().replace("\n", "</p><p>")
    (sources / "1.txt").unlink()
    (sources / "页.html").write_text(f"<html><body><p>{body}</p></body></html>", encoding="utf-8")
    out = tmp_path / "out"
    build([sources], out)
    texts = {path.name: path.read_bytes() for path in (current(out) / "texts").iterdir()}
    assert "页.html" in build([sources], out).reused
    assert {path.name: path.read_bytes() for path in (current(out) / "texts").iterdir()} == texts
    for path in (current(out) / "texts").iterdir():
        path.unlink()
    del read[:]
    build([sources], out)
    assert read == ["页.html"], "its text is gone, so it is read again"
    assert {path.name: path.read_bytes() for path in (current(out) / "texts").iterdir()} == texts
