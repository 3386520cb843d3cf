"""kg check: a whole build passes; each kind of damage is found and named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store
from typer.testing import CliRunner

from kg.build import build
from kg.cli import app
from kg.graph import read, store
from kg.graph.publish import current
from kg.graph.vocabulary import GW
from kg.model import DocumentFacts, RawText
from kg.query.check import Checked, check
from kg.source import SourceFile
from kg.source import read as read_source
from kg.statement import records
from tests.document.pages import file, invented, page


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("check")
    (top / "sources").mkdir()
    for number, name in enumerate(("清水行动", "学校安全"), 1):
        one = invented(name, number, number + 1)
        (top / "sources" / f"{number}.txt").write_text(file(page(one.head, one.body, one.tail)), encoding="utf-8")
    assert build([top / "sources"], top / "build").published
    return top


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """The same build with a life of its own, its sources where they were."""
    shutil.copytree(made / "build", tmp_path / "build", symlinks=True)
    return tmp_path / "build"


def test_a_body_that_two_provinces_name_is_in_none(tmp_path: Path) -> None:
    for number, province in enumerate(("广东省", "江苏省"), 1):
        notice = (
            f"{province}人民政府办公厅关于推进就业工作的通知\n{province[0]}府办〔2024〕{number}号\n各市人民政府：\n"
            "一、由省教育厅、清源大学负责培训。\n二、其他。\n三、其他。\n"
            f"{province}人民政府办公厅\n2024年3月1日\n"
        )
        (tmp_path / f"{number}.txt").write_text(notice, encoding="utf-8")
    assert build([tmp_path / "1.txt", tmp_path / "2.txt"], tmp_path / "build").published
    checked = check(current(tmp_path / "build"), True, lambda *step: None)
    assert (checked.whole, codes(checked)) == (True, [])
    found = read.load(store.open_read(current(tmp_path / "build") / "store"))
    assert [body.region for one in found for body in one.bodies if body.canonical == "清源大学"] == ["-", "-"]


@pytest.mark.parametrize(
    "text",
    [
        "索 引 号 0106/2023-00071 发布机构 江东区政府办公室 公开日 2023-07-04\n"
        "文  号 江农〔2023〕45号 主题分类 生态保护\n"
        "关于印发清水方案的通知\n各街道：\n一、治理河道。由区水务局负责。\n江东区农业农村局\n2023年7月1日\n",
        "江州市人民政府關於建立清水工作聯席會議的通知\n江政發〔2024〕5號\n各縣人民政府：\n"
        "建立江州市清水工作聯席會議(以下簡稱聯席會議)制度。\n一、責任分工。由市水務局負責。\n江州市人民政府\n2024年3月1日\n",
    ],
    ids=["a label without its colon", "a name within a run of the traditional script"],
)
def test_words_that_reading_changed_stand_where_they_are_said_to(text: str, tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(text, encoding="utf-8")
    assert build([tmp_path / "1.txt"], tmp_path / "build").documents == 1
    checked = check(current(tmp_path / "build"), True, lambda *step: None)
    assert (checked.whole, codes(checked)) == (True, [])


def codes(checked: Checked) -> list[tuple[str, str]]:
    return [(finding.step, finding.code) for finding in checked.findings]


def rewrite(out: Path, change: Callable[[DocumentFacts], DocumentFacts]) -> None:
    """Write the store anew with other facts, and the records that fit them."""
    directory = current(out)
    facts = [change(one) for one in read.load(store.open_read(directory / "store"))]
    shutil.rmtree(directory / "store")
    store.write(directory / "store", facts)
    written = read.load(store.open_read(directory / "store"))
    (directory / "records.jsonl").write_text(records.dumps(records.records(written)), encoding="utf-8")


def test_the_corpus_is_whole(corpus_build: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    checked = check(current(corpus_build), True, lambda *step: steps.append(step))
    assert (checked.whole, checked.findings) == (True, ())
    counts = dict(checked.counts)
    assert (counts["records"], counts["source"]) == (25, 1)
    assert counts["span"] > 2000
    assert counts["shapes"] == counts["store"] > 20000
    assert [name for _, _, name in steps] == ["store", "records", "shapes", "source", ""]
    assert {total for _, total, _ in steps} == {4}


def test_a_file_that_another_version_reads_otherwise(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def later(given: SourceFile) -> RawText:
        raw = read_source(given)
        return replace(raw, text="新版所见的一行\n" + raw.text)

    monkeypatch.setattr("kg.query.check.read", later)
    checked = check(current(copy), with_shapes=False)
    assert checked.whole
    assert codes(checked) == [("source", "read_otherwise")] * 2


def test_without_shapes(copy: Path) -> None:
    checked = check(current(copy), with_shapes=False)
    assert checked.whole
    assert "shapes" not in dict(checked.counts)


def test_a_store_that_does_not_open(copy: Path) -> None:
    marker = current(copy) / "store" / store.MARKER
    marker.write_text('{"schema": 0}', encoding="utf-8")
    checked = check(current(copy))
    assert codes(checked) == [("store", "damaged")]
    assert "schema version 0" in checked.findings[0].detail
    marker.unlink()
    assert codes(check(current(copy))) == [("store", "damaged")]


def test_a_triple_in_two_graphs(copy: Path) -> None:
    opened = Store(current(copy) / "store")
    opened.extend(Quad(NamedNode("x:a"), GW["leads"], NamedNode("x:b"), NamedNode(graph)) for graph in ("x:c", "x:d"))
    opened.flush()
    del opened
    assert ("store", "doubled") in codes(check(current(copy), False))


@pytest.mark.parametrize(
    "change", [lambda text: text.replace("2023", "2024"), lambda text: text + "{}\n", lambda _: ""]
)
def test_records_that_the_store_does_not_give(copy: Path, change: Callable[[str], str]) -> None:
    path = current(copy) / "records.jsonl"
    text = path.read_text(encoding="utf-8")
    path.write_text(change(text) if change(text) != text else text.replace("清水", "浊水"), encoding="utf-8")
    assert {step for step, _ in codes(check(current(copy), False))} == {"records"}


def test_a_graph_that_breaks_a_shape(copy: Path) -> None:
    rewrite(copy, lambda one: replace(one, sha256=""))
    assert ("shapes", "violated") in codes(check(current(copy)))


def test_words_that_do_not_stand_there(copy: Path) -> None:
    def shifted(one: DocumentFacts) -> DocumentFacts:
        name, evidence = one.evidence[0]
        (start, end), *others = evidence.spans
        return replace(
            one, evidence=((name, replace(evidence, spans=((start + 1, end + 1), *others))), *one.evidence[1:])
        )

    def outside(one: DocumentFacts) -> DocumentFacts:
        name, evidence = one.evidence[0]
        return replace(one, evidence=((name, replace(evidence, spans=((5, 10**6),))), *one.evidence[1:]))

    rewrite(copy, shifted)
    assert set(codes(check(current(copy), False))) == {("span", "other_words")}
    rewrite(copy, outside)
    assert set(codes(check(current(copy), False))) == {("span", "outside")}


def test_sources_that_are_missing_or_changed(tmp_path: Path, made: Path) -> None:
    sources, out = tmp_path / "sources", tmp_path / "build"
    shutil.copytree(made / "sources", sources)
    build([sources], out)
    (sources / "1.txt").rename(tmp_path / "elsewhere.txt")
    checked = check(current(out), False)
    assert [(f.code, f.place, f.serious) for f in checked.findings] == [("kept", "1.txt", False)]
    assert checked.whole
    with (sources / "2.txt").open("a", encoding="utf-8") as stream:
        stream.write("后来加的\n")
    checked = check(current(out), False)
    assert [(f.code, f.place) for f in checked.findings] == [("kept", "1.txt"), ("changed", "2.txt")]
    assert not checked.whole
    (current(out) / "report.json").unlink()
    without_report = check(current(out), False)
    assert {code for _, code in codes(without_report)} == {"kept"}
    assert dict(without_report.counts)["span"] > 0
    shutil.rmtree(current(out) / "texts")
    assert {code for _, code in codes(check(current(out), False))} == {"missing"}


def test_the_verb(copy: Path) -> None:
    good = CliRunner().invoke(app, ["--lang", "en", "check", "--db", str(copy), "--no-shapes"])
    assert good.exit_code == 0, good.output
    assert "source files verified: 2" in good.stdout
    (current(copy) / "records.jsonl").write_text("", encoding="utf-8")
    bad = CliRunner().invoke(app, ["--lang", "zh", "check", "--db", str(copy), "--no-shapes", "--quiet"])
    assert bad.exit_code == 1
    assert "records.jsonl:1" in bad.stdout
    none = CliRunner().invoke(app, ["check", "--db", str(copy / "nothing")])
    assert none.exit_code == 2
