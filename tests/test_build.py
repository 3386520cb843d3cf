"""Building: what is left on the disk, what is skipped, and that order does not matter.

The rooms that read a text have their own tests; here a stand-in makes a document of each line "number title".
"""

from __future__ import annotations

import gc
import json
import random
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from kg import build as building
from kg.build import build
from kg.errors import SourceError, StoreError
from kg.graph import store
from kg.graph.publish import current
from kg.model import DocumentFacts, Finder, RawText, SourceReport


def facts(raw: RawText, number: str, title: str) -> DocumentFacts:
    return DocumentFacts(
        key=number,
        source=raw.source,
        sha256=raw.sha256,
        encoding=raw.encoding,
        number=number,
        title=title,
        kind=None,
        promulgates=(),
        issuers=("甲市人民政府",),
        addressees=(),
        signed="2023-10-30",
        effective=None,
        expires=None,
        openness=None,
        annexes=(),
    )


def extract(raw: RawText, finder: Finder) -> tuple[list[DocumentFacts], SourceReport]:
    if "坏" in raw.text:
        raise SourceError(f"{raw.source}: broken inside")
    documents = [facts(raw, *line.split(" ", 1)) for line in raw.text.splitlines()]
    report = SourceReport(
        raw.source,
        raw.sha256,
        raw.encoding,
        len(raw.text),
        documents=tuple(document.key for document in documents),
        repairs=(("line_ends", 2),),
        seconds=(("text", 0.25),),
    )
    return documents, report


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building.pipeline, "extract", extract)
    monkeypatch.setattr(building.pipeline, "link", lambda documents, known, territories=False: iter(documents))


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    directory = tmp_path / "sources"
    directory.mkdir()
    (directory / "a.txt").write_text("甲发〔2023〕1号 关于甲的通知\n甲发〔2023〕2号 关于乙的通知\n", encoding="utf-8")
    (directory / "b.txt").write_text("乙发〔2023〕1号 关于丙的通知\n", encoding="gb18030")
    return directory


def records(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "records.jsonl").read_text(encoding="utf-8").splitlines()]


def report(out: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return content


def test_what_is_left(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "build"
    result = build([sources], out)
    assert (result.documents, result.published, result.skipped) == (3, True, ())
    assert [(r["source"], r["number"]) for r in records(out)] == [
        ("a.txt", "甲发〔2023〕1号"),
        ("a.txt", "甲发〔2023〕2号"),
        ("b.txt", "乙发〔2023〕1号"),
    ]
    assert len(store.open_read(current(out) / "store")) > 0
    written = report(out)
    assert written["schema"] == building.SCHEMA_VERSION
    assert (written["totals"]["files"], written["totals"]["documents"]) == (2, 3)
    assert [(f["source"], f["encoding"], f["skipped"]) for f in written["files"]] == [
        ("a.txt", "utf-8", None),
        ("b.txt", "gb18030", None),
    ]
    assert written["files"][0]["repairs"] == {"line_ends": 2}
    assert set(written["totals"]["seconds"]) >= {"source", "text", "store", "records"}


def test_bad_input_is_skipped_and_named(sources: Path, tmp_path: Path) -> None:
    (sources / "bad.txt").write_bytes(b"%PDF-1.7 \x00")
    (sources / "empty.txt").write_bytes(b"")
    (sources / "later.txt").write_text("坏", encoding="utf-8")
    result = build([sources, tmp_path / "nowhere.txt"], tmp_path / "build")
    assert {file.source: (file.skipped or "")[:12] for file in result.skipped} == {
        "bad.txt": "a damaged or",
        "empty.txt": "empty file",
        "later.txt": "broken insid",
        "nowhere.txt": "no such file",
    }
    assert result.documents == 3
    assert report(tmp_path / "build")["totals"]["skipped"] == 4


def test_nothing_read_leaves_the_former_build(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "build"
    build([sources], out)
    before = current(out)
    for wrong in ([tmp_path / "nowhere"], []):
        result = build(wrong, out)
        assert not result.published
        assert current(out) == before
    assert len(records(out)) == 3


def test_a_crash_leaves_the_former_build(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("a defect")

    out = tmp_path / "build"
    build([sources], out)
    for place in (
        "kg.build.pipeline.extract",
        "kg.build.pipeline.link",
        "kg.build.store.write",
        "kg.graph.read.read_group",
    ):
        with monkeypatch.context() as patch:
            patch.setattr(place, crash)
            with pytest.raises(RuntimeError):
                build([sources], out, fresh=True)
        assert len(records(out)) == 3
    assert build([sources], out).published


def test_one_document_in_two_files_is_kept_once(sources: Path, tmp_path: Path) -> None:
    (sources / "c.txt").write_text("甲发〔2023〕2号 又一次\n丙发〔2023〕1号 新的\n", encoding="utf-8")
    (sources / "d.txt").write_bytes((sources / "a.txt").read_bytes())
    result = build([sources], tmp_path / "build")
    assert result.documents == 4
    assert [file.documents for file in result.files] == [
        ("甲发〔2023〕1号", "甲发〔2023〕2号"),
        ("乙发〔2023〕1号",),
        ("丙发〔2023〕1号",),
        (),
    ]
    assert [warning.message for file in result.files for warning in file.warnings] == [
        "甲发〔2023〕2号 stands in a.txt too and was kept there",
        "same content as a.txt, which was read in its place",
    ]


def test_few_documents_are_in_memory_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sources").mkdir()
    for number in range(10, 40):
        (tmp_path / "sources" / f"{number}.txt").write_text(f"甲发〔2023〕{number}号 关于甲的通知", encoding="utf-8")
    alive: list[int] = []
    whole = building.records.record
    others = {id(one) for one in gc.get_objects() if type(one) is DocumentFacts}

    def record(facts: DocumentFacts) -> dict[str, Any]:
        alive.append(sum(type(one) is DocumentFacts and id(one) not in others for one in gc.get_objects()))
        return whole(facts)

    monkeypatch.setattr(building.records, "record", record)
    gc.collect()
    gc.freeze()  # what lives already is not looked through each time
    try:
        assert build([tmp_path / "sources"], tmp_path / "build").documents == len(alive) == 30
    finally:
        gc.unfreeze()
    assert max(alive) <= 4  # three that were read together, and the one before


def quads(out: Path) -> list[str]:
    return sorted(str(quad) for quad in store.open_read(current(out) / "store"))


def test_the_order_of_input_does_not_matter(sources: Path, tmp_path: Path) -> None:
    paths = [sources / "a.txt", sources / "b.txt", sources]
    seen: set[tuple[str, ...]] = set()
    for number, order in enumerate(permutations(paths)):
        out = tmp_path / f"build{number}"
        build(order, out)
        seen.add(((out / "records.jsonl").read_text(encoding="utf-8"), *quads(out)))
    assert len(seen) == 1


def test_progress(sources: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []

    build([sources], tmp_path / "build", lambda done, total, name: seen.append((done, total, name)))
    assert seen == [(0, 2, "a.txt"), (1, 2, "b.txt"), (2, 2, "")]


def test_out_that_cannot_be(sources: Path) -> None:
    with pytest.raises(StoreError, match="is a file"):
        build([sources], sources / "a.txt")


def test_the_database_inside_the_sources_is_not_read(sources: Path) -> None:
    for _ in range(2):
        assert len(build([sources], sources / "build").files) == 2


def test_many_files_in_any_order(tmp_path: Path) -> None:
    names = [f"{number:02}.txt" for number in range(20)]
    random.Random(1).shuffle(names)
    for name in names:
        (tmp_path / name).write_text(f"甲发〔2023〕{name[:2]}号 同名\n甲发〔2023〕99号 同名\n", encoding="utf-8")
    result = build([tmp_path / name for name in names], tmp_path / "build")
    assert [file.source for file in result.files] == sorted(names)
    assert result.files[0].documents == ("甲发〔2023〕00号", "甲发〔2023〕99号")
    assert sum(len(file.warnings) for file in result.files) == 19
