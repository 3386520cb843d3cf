"""Timeline, repairs, targets, the matrix of several documents, duties that no longer hold, search in whole texts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from starlette.testclient import TestClient

from kg.graph import store
from kg.graph.publish import publish
from kg.model import Citation
from kg.web.app import create_app
from kg.web.fulltext import FullText, runs
from kg.web.library import Library
from kg.web.repairs import of_document
from kg.web.timeline import events

from ..cli.conftest import ENVIRONMENT, plan, said
from .test_pages import NUMBER, page, text

SECOND = "江政发〔2025〕8号"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two documents; the second repeals the first from 1 June 2025 on."""
    out = tmp_path_factory.mktemp("两件") / "build"
    first = plan()
    repeal = Citation("一", first.number, first.title, "repeals", said("同时废止"), "cite.number", target=first.key)
    second = replace(
        first, key=SECOND, number=SECOND, title="关于新方案的通知", promulgates=(), signed="2025-05-20",
        effective="2025-06-01", citations=(repeal,),
    )  # fmt: skip
    publish(out, lambda directory: store.write(directory / "store", [first, second]))
    return out


def test_the_days_of_a_document_are_told_in_order(pair: Path) -> None:
    graph = Library(pair).corpus()
    told = events(graph, graph.by_key[NUMBER])
    assert [one.day for one in told] == sorted(one.day for one in told)
    assert ("2025-06-01", "repealed", SECOND) in [(one.day, one.what, one.name) for one in told]
    assert "signed" in {one.what for one in told}
    assert [one.name for one in events(graph, graph.by_key[SECOND]) if one.what == "cites"] == [NUMBER]


@pytest.mark.parametrize(("day", "marked"), [("2025-05-31", False), ("2025-06-01", True)])
def test_a_duty_of_a_repealed_document_is_marked_on_the_day(pair: Path, day: str, marked: bool) -> None:
    with TestClient(create_app(pair)) as client:
        tree = page(client, f"/agency/{ENVIRONMENT.canonical}?as_of={day}")
        rows = [text(row) for row in tree.xpath("//table[contains(@class,'ledger')]//tbody/tr") if NUMBER in text(row)]
        assert rows and all(("已废止" in row or "废止" in row.rpartition(NUMBER)[2]) == marked for row in rows)


def test_the_matrix_of_several_documents(pair: Path) -> None:
    with TestClient(create_app(pair)) as client:
        address = f"/matrix/set?document={NUMBER}&document={SECOND}"
        rows = page(client, address).xpath("//div[contains(@class,'matrix')]//tbody/tr")
        one = page(client, f"/document/{NUMBER}/matrix").xpath("//div[contains(@class,'matrix')]//tbody/tr")
        assert len(rows) == 2 * len(one) > 0
        assert text(page(client, "/matrix/set")).count(SECOND) >= len(one)
        book = zipfile.ZipFile(io.BytesIO(client.get(address + "&format=xlsx").content))
        strings = book.read("xl/sharedStrings.xml").decode()
        assert NUMBER in strings and SECOND in strings
        chosen = page(client, f"{address}&agency={ENVIRONMENT.canonical}")
        assert [one.get("value") for one in chosen.xpath("//form//input[@name='document']")] == [NUMBER, SECOND]
        page(client, "/matrix/set?document=none", 404)


def test_the_overview_of_matrices_leads_to_several(client: TestClient) -> None:
    tree = page(client, "/matrix")
    assert tree.xpath("//form[@action='/matrix/set']//input[@type='checkbox' and @name='document']/@value") == [NUMBER]


def test_repairs_are_listed_with_their_places(corpus_client: TestClient) -> None:
    graph = corpus_client.app.state.library.corpus()
    facts, found = next(
        (facts, found) for facts in graph.facts if (found := of_document(graph.text(facts), facts)).total > 5
    )
    whole = graph.text(facts)
    assert all(whole[slice(*one.span)].startswith(one.before) for one in found.shown)
    assert sum(count for _, count in found.steps) == found.total
    tree = page(corpus_client, f"/document/{facts.key}/source")
    listed = tree.xpath("//section[@aria-labelledby='repairs']//tbody/tr")
    assert len(listed) == len(found.shown)
    link = tree.xpath("//section[@aria-labelledby='repairs']//tbody//a/@href")[0]
    marked = page(corpus_client, f"/document/{facts.key}/source{link}").xpath("//mark[@class='at']")
    assert "".join(one.text_content() for one in marked).strip() == found.shown[0].before.strip()


def test_targets_stand_beside_their_clause(corpus_client: TestClient) -> None:
    graph = corpus_client.app.state.library.corpus()
    facts = max(graph.facts, key=lambda facts: len(facts.targets))
    shown = page(corpus_client, f"/document/{facts.key}").xpath("//aside//li[@class='target']")
    assert len(shown) == len(facts.targets) > 0


def test_the_picture_of_partners_is_the_table(corpus_client: TestClient) -> None:
    tree: lxml.html.HtmlElement = page(corpus_client, "/agency/市生态环境局")
    drawn = {one.get("href") for one in tree.xpath("//*[@class='star']//a")}
    assert drawn == set(tree.xpath("//section[@aria-labelledby='partners']//th/a/@href")) != set()


TEXTS = ["推进高标准农田建设", "农田水利设施管护", "清洁取暖改造任务", "PM2.5 平均浓度"]


@pytest.mark.parametrize(
    ("terms", "exact", "like"),
    [
        (["农田"], [0, 1], [0, 1]),
        (["农田", "建设"], [0], [0]),
        (["农田高标准"], [], [0]),
        (["清洁取暖的改造"], [], [2]),
        (["pm2.5"], [], []),
        (["PM2.5"], [3], [3]),
        (["海上风电"], [], []),
        (["田"], [0, 1], []),
    ],
)
def test_full_text(terms: list[str], exact: list[int], like: list[int]) -> None:
    index = FullText(TEXTS)
    assert index.exact(terms) == exact
    assert index.like(terms) == like


def test_what_is_marked() -> None:
    line = "推进高标准农田建设，农田建设"
    assert [line[start:end] for start, end in runs(line, ["农田建设"])] == ["农田建设", "农田建设"]
    assert [line[start:end] for start, end in runs(line, ["农田高标准"])] == ["高标准", "农田", "农田"]


def test_a_search_that_no_clause_meets_gives_the_closest(client: TestClient) -> None:
    said = page(client, "/?q=河道黑臭整治")
    assert "最接近" in text(said)
    assert said.xpath("//ul[@class='hits']//mark")
