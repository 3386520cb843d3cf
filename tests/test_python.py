"""The verbs of ``import kg``: the examples of page and docstrings hold, and the import itself is light."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from tests.conftest import ROOT

TEXT = """江州市人民政府办公室关于清水行动的通知
江政办发〔2024〕5号
各区人民政府：
一、整治河道。（市水利局牵头）
2024年3月1日
"""


@pytest.fixture
def beside_the_build(corpus_build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus_build.parent)


@pytest.mark.usefixtures("beside_the_build")
def test_the_examples_of_the_page() -> None:
    path = str(ROOT / "docs" / "python.md")
    failed, attempted = doctest.testfile(path, module_relative=False, encoding="utf-8")
    assert attempted > 20
    assert failed == 0


@pytest.mark.usefixtures("beside_the_build")
def test_the_examples_of_the_docstrings() -> None:
    failed, attempted = doctest.testmod(kg)
    assert attempted > 10
    assert failed == 0


def test_every_verb_is_on_the_page() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    assert [name for name in kg.__all__ if f"`kg.{name}(" not in page] == []


def test_a_build_from_a_script(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert kg.build_graph([tmp_path / "a.txt"], tmp_path / "out").published
    assert [facts.number for facts in kg.facts(tmp_path / "out")] == ["江政办发〔2024〕5号"]
    assert kg.look_up_agency("市水利局", tmp_path / "out").duties[0].role == "lead"


def test_the_import_loads_nothing_heavy() -> None:
    heavy = "spacy rdflib pyoxigraph networkx kg.build kg.query"
    code = f"import sys, kg; print([name for name in '{heavy}'.split() if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", cwd=ROOT)
    assert done.stdout.strip() == "[]"
