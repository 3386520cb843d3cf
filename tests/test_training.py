"""The training of the recogniser: nothing that measures it taught it, the report is that of the model that ships."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from spacy.tokens import DocBin

from kg.mention import ner
from tests.conftest import ROOT
from tools.training import __main__ as training
from tools.training import data, fit, held_back, split

REPORT = ner.report()
PARTS = ("training", "validation", "test")


@pytest.mark.parametrize("name", [ner.CONFIG, ner.WEIGHTS])
def test_the_report_is_that_of_the_model(name: str) -> None:
    assert REPORT["sha256"][name] == hashlib.sha256((ner.FOLDER / name).read_bytes()).hexdigest()


def test_the_report_says_its_version() -> None:
    assert (REPORT["name"], REPORT["version"]) == (training.NAME, training.VERSION)
    assert REPORT["bytes"] == (ner.FOLDER / ner.WEIGHTS).stat().st_size
    assert 0 < REPORT["cpu_minutes"] < 20


def test_no_document_is_in_two_parts() -> None:
    seen = [(text["sha256"], text["id"]) for part in PARTS for text in REPORT[part]]
    assert len(seen) == len(set(seen)) > 50
    sources = {part: {text["sha256"] for text in REPORT[part]} for part in PARTS}
    assert not sources["test"] & (sources["training"] | sources["validation"])


def test_the_governments_that_measure_teach_nothing() -> None:
    held = split.rows()["governments"]
    assert len(REPORT["test"]) >= 10
    assert all(any(word in text["government"] for word in held) for text in REPORT["test"])
    assert not [text["id"] for text in REPORT["training"] if any(word in text["government"] for word in held)]
    assert {text["id"] for text in REPORT["validation"]} == set(split.rows()["validation"])


def test_what_measures_was_annotated_by_readers() -> None:
    assert {text["labels"] for part in ("validation", "test") for text in REPORT[part]} == {"gold"}
    assert {text["labels"] for text in REPORT["training"]} == {"gold", "rules"}


def test_the_page_shows_the_figures_of_the_report() -> None:
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    begin, end = page.index("<!-- model:begin -->"), page.index("<!-- model:end -->")
    assert held_back.table(REPORT["figures"]).strip() in page[begin:end]


def test_the_report_is_written_as_it_stands() -> None:
    assert (ner.FOLDER / ner.REPORT).read_text(encoding="utf-8") == training.dumps(REPORT)


TEXT = data.Text(
    id="甲",
    source="甲.txt",
    sha256="0" * 64,
    government="某市",
    labels="gold",
    parts=("由市财政局牵头，市教育局配合。\n依据《市财政局办法》，晨光数据港负责建设平台。",),
    forms=frozenset({"市财政局", "晨光数据港"}),
)


def test_sentences_are_labelled_with_what_the_readers_found() -> None:
    """市教育局, which only the rules find, is none here; a name inside a title is none anywhere."""
    found = [[one.text[start:end] for start, end in one.agencies] for one in TEXT.sentences()]
    assert found == [["市财政局"], ["晨光数据港"]]


def test_the_same_texts_give_the_same_weights() -> None:
    first, second = (ner.weights(fit.fit([TEXT], [TEXT], steps=3)) for _ in range(2))
    assert first == second != ner.weights(fit.fit([TEXT], [TEXT], steps=6))


def test_what_is_saved_for_training_is_what_was_labelled(tmp_path: Path) -> None:
    fit.save(TEXT.sentences(), tmp_path / "train.spacy")
    docs = DocBin().from_disk(tmp_path / "train.spacy").get_docs(ner.blank().vocab)
    assert [[(span.text, span.label_) for span in doc.ents] for doc in docs] == [
        [("市财政局", ner.LABEL)],
        [("晨光数据港", ner.LABEL)],
    ]
