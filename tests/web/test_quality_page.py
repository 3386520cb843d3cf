"""The quality page: what was read and skipped, scores of each layer, references that lead nowhere, missing numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from starlette.testclient import TestClient

from kg.build import build
from kg.graph import store
from kg.graph.publish import publish
from kg.lexicon import load
from kg.model import Citation
from kg.web.app import create_app
from kg.web.pages.quality import scores

from ..cli.conftest import plan, said

BROWSER = {"accept": "text/html,*/*;q=0.8", "accept-language": "zh"}
KEPT = Path(__file__).parents[2] / "docs" / "quality.json"


def tables(client: TestClient) -> dict[str, list[list[str]]]:
    """Section -> the rows of its table."""
    tree = lxml.html.fromstring(client.get("/quality", headers=BROWSER).text)
    return {
        section.get("aria-labelledby"): [
            [" ".join(cell.text_content().split()) for cell in row.xpath("./th | ./td")]
            for row in section.xpath(".//tbody/tr")
        ]
        for section in tree.xpath("//main/section")
    }


def test_missing_numbers_and_references(tmp_path: Path) -> None:
    numbers = [f"江政发〔2024〕{serial}号" for serial in (3, 5, 6, 12)] + ["江政办发〔2024〕1号"]
    cites = [Citation("一", number, None, "basis", said("引用"), "cite.number", target=number)
             for number in ("江政发〔2024〕9号", "江政发〔2024〕4号", "江政发〔2024〕9号")]  # fmt: skip
    facts = [replace(plan(), key=number, number=number, citations=tuple(cites[:1])) for number in numbers]
    planned = Citation("一", None, "安全管理办法", "plans", said("引用"), "cite.title")
    oddly_printed = replace(cites[1], number="江政发[2024] 4 号")
    facts[0] = replace(facts[0], citations=(*cites, oddly_printed, planned))
    publish(tmp_path / "b", lambda directory: store.write(directory / "store", facts))
    with TestClient(create_app(tmp_path / "b")) as client:
        found = tables(client)
        tree = lxml.html.fromstring(client.get("/quality", headers=BROWSER).text)
        counted = client.get("/api/v1/stats").json()["cited_works_missing"]
        typed = client.get("/document/江政发[2024]9号", headers=BROWSER)
    assert counted == len(found["missing"])
    assert unquote(typed.url.path) == "/document/江政发〔2024〕9号"
    assert typed.text.count('class="quote"') == 6
    assert found["sequences"] == [["江政发〔2024〕3–12号", "4", "6", "4、7–8、9、10–11"]]
    assert [link.text for link in tree.xpath("//section[@aria-labelledby='sequences']//td/a")] == ["4", "9"]
    assert [row[:2] for row in found["missing"]] == [
        ["江政发〔2024〕9号", "5"],
        ["江政发〔2024〕4号", "1"],
        ["安全管理办法", "1"],
    ]


def test_what_was_skipped_stands_first_with_its_reason(tmp_path: Path) -> None:
    sources = tmp_path / "来源"
    sources.mkdir()
    (sources / "a.txt").write_text("今天天气很好。\n" * 5, encoding="utf-8")
    (sources / "z.txt").write_text("", encoding="utf-8")
    build([sources], tmp_path / "b")
    with TestClient(create_app(tmp_path / "b")) as client:
        rows = tables(client)["read"]
        said = client.get("/quality", headers=BROWSER).text
        in_english = client.get("/quality?lang=en", headers=BROWSER).text
    report = json.loads((tmp_path / "b" / "report.json").read_text(encoding="utf-8"))
    reason = next(file["skipped"] for file in report["files"] if file["skipped"])
    assert rows[0][0] == "z.txt" and "空文件" in rows[0][-1]
    assert rows[1][0] == "a.txt" and "空文件" not in rows[1][-1]
    assert reason in in_english
    assert "给出 2 个文件，其中 1 个未读" in said


def test_a_document_that_stands_in_two_files_is_told_as_such(tmp_path: Path) -> None:
    head = "江州市人民政府关于整治河道的通知\n江政发〔2024〕5号\n各区人民政府：\n"
    text = f"{head}市水务局负责整治河道。\n江州市人民政府\n2024年3月1日\n"
    for name, words in (("a", text), ("b", text + "\n")):
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    build([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "b")
    with TestClient(create_app(tmp_path / "b")) as client:
        rows = {row[0]: row[-1] for row in tables(client)["read"]}
    assert rows == {"a.txt": "", "b.txt": "江政发〔2024〕5号 已见于 a.txt，以该处为准"}


def test_scores_are_those_that_were_measured(client: TestClient) -> None:
    rows = tables(client)["scores"]
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert len(rows) == len(kept["corpus"]["layers"]) == len(scores())
    right, gold, found = kept["corpus"]["layers"]["responsibilities"]
    row = rows[list(kept["corpus"]["layers"]).index("responsibilities")]
    assert row[0] == load.tree("messages.yml")["layer.responsibilities"]["zh"]
    assert float(row[1]) == pytest.approx(right / found, abs=0.0006)
    assert float(row[2]) == pytest.approx(right / gold, abs=0.0006)
    assert row[4] == str(gold)
