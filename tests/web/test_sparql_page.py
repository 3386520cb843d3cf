"""The SPARQL page: as a plain form, and with its editor in a real browser, which is also a client of the endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import lxml.html
import pytest
from starlette.testclient import TestClient

from kg.graph.vocabulary import PREFIXES
from kg.query.named import named_queries
from kg.query.terms import terms, with_prefixes
from kg.web.pages.sparql import DEFAULT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSER = {"accept": "text/html,*/*;q=0.8", "accept-language": "zh"}


@pytest.mark.parametrize(
    ("query", "declared"),
    [
        ("ASK { ?a gw:leads ?b }", ["gw"]),
        ("ASK { ?a skos:prefLabel|gw:x ?b ; a eli:LegalResource }", ["eli", "gw", "skos"]),
        ("PREFIX gw: <urn:x> ASK { ?a gw:leads ?b }", []),
        ("prefix gw:<urn:x>\nASK { ?a gw:leads role:lead }", ["role"]),
        ('ASK { ?a ?gw "gw:leads" } # skos:note', []),
        ("ASK { <gw:leads> ?eli:x ?b . ?c foo:bar ?d }", []),
        ("ASK { ?a agency-kind:x ?b }", ["agency-kind"]),
    ],
)
def test_prefixes_are_filled_in(query: str, declared: list[str]) -> None:
    filled = with_prefixes(query)
    assert filled.endswith(query)
    lines = filled.removesuffix(query).splitlines()
    assert sorted(lines) == sorted(f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in declared)
    assert with_prefixes(filled) == filled


def test_every_term_of_the_graph_can_be_completed(corpus_client: TestClient) -> None:
    """Each property that the graph uses, and each class, is one of the terms, with words in both languages."""
    graph = corpus_client.app.state.library.corpus().store
    spaces = tuple(iri for prefix, iri in PREFIXES.items() if prefix not in ("rdf", "sh"))
    known = {term.iri for term in terms()}
    found = graph.query("SELECT DISTINCT ?t { { ?s ?t ?o } UNION { ?s a ?t } }", prefixes=PREFIXES)
    used = {row["t"].value for row in found}
    assert len(used) > 80
    assert {iri for iri in used if iri.startswith(spaces)} - known == set()
    assert all(term.zh and term.en and term.kind in ("class", "property") for term in terms())
    assert corpus_client.get("/api/v1/terms").json()[0]["name"] == terms()[0].name


def test_answers_lead_to_the_pages_of_what_they_name(corpus_client: TestClient) -> None:
    asked = next(query for query in named_queries() if query.name == "missing-references")
    tree = shown(corpus_client, asked.text)
    assert tree.xpath("//h2[@id='answer']/text()")[0].strip() == asked.zh
    assert tree.xpath("//section[@aria-labelledby='answer']//th/text()") == ["文件", "名称", "公文数"]
    assert tree.xpath("//section[@aria-labelledby='answer']/following-sibling::form")
    tree = shown(corpus_client, 'SELECT * { VALUES (?a ?b ?c) { ("运城市财政局" "运政办发〔2023〕36号" "别的词") } }')
    links = tree.xpath("//section[@aria-labelledby='answer']//td/a/@href")
    assert len(links) == 2
    assert tree.xpath("//section[@aria-labelledby='answer']//th/text()") == ["a", "b", "c"]
    assert all(corpus_client.get(link, headers=BROWSER).status_code == 200 for link in links)
    tree = shown(corpus_client, next(query for query in named_queries() if query.name == "most-cited").text)
    held = [text.strip() for text in tree.xpath("//section[@aria-labelledby='answer']//tr/td[3]//text()")]
    assert {"是", "否"} <= set(held) <= {"是", "否", ""}


def shown(client: TestClient, query: str | None = None) -> lxml.html.HtmlElement:
    address = "/sparql" + (f"?{urlencode({'query': query})}" if query is not None else "")
    return lxml.html.fromstring(client.get(address, headers=BROWSER).text)


def test_without_scripts_it_is_a_form(client: TestClient) -> None:
    tree = shown(client)
    (form,) = tree.xpath("//form[@class='query']")
    assert (form.get("method"), form.get("action")) == ("get", "/sparql")
    (text,) = form.xpath(".//textarea/text()")
    assert text.strip() == with_prefixes(DEFAULT)
    assert client.get("/sparql", params={"query": text}, headers=BROWSER).status_code == 200


def test_named_questions_are_the_examples(client: TestClient) -> None:
    links = shown(client).xpath("//section[@aria-labelledby='examples']//a")
    wanted = [query.zh for query in named_queries() if not query.arguments]
    assert [link.text_content() for link in links] == wanted
    assert len(wanted) > 10


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT ?x {\n  ?x gw:leads . }", 3, 16),
        ("SELECT ?x {\r\n  ?x gw:leads . }", 3, 16),
        ("ASK { 牵头", 1, 9),
        ("PREFIX gw: <urn:x>\nASK { ?x gw:y ; }}", 2, 15),
    ],
)
def test_the_place_of_an_error_is_that_in_the_text_shown(
    client: TestClient, query: str, line: int, column: int
) -> None:
    tree = shown(client, query)
    (area,) = tree.xpath("//textarea")
    assert (int(area.get("data-line")), int(area.get("data-column"))) == (line, column)
    said = tree.xpath("//*[@role='alert']")[0].text_content()
    assert f"第 {line} 行第 {column} 列（" in said and f"at {line}:{column}" in said


@pytest.mark.parametrize(
    ("query", "chinese", "english"),
    [
        ("SELECT ?x { ?x }", "第 1 行第 17 列（该行末尾）：查询从这里起不合 SPARQL 语法。", "(the end of the line)"),
        (
            "ASK {\r\n ?x gw:y ; }}\r\n# 完",
            "第 2 行第 10 列（“; }}”处）：查询从这里起不合 SPARQL 语法。",
            "(at “; }}”)",
        ),
        ("SELECT * {\n  ?x foo:bar ?y }", "用了没有声明的前缀", "not declared"),
        ("SELECT ?y (COUNT(?x) AS ?n) { ?x ?p ?y }", "没有写进 GROUP BY", "GROUP BY"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "不接受更新", "no updates"),
    ],
)
def test_what_is_wrong_is_said_in_the_readers_language(
    client: TestClient, query: str, chinese: str, english: str
) -> None:
    for tongue, wanted in (("zh", chinese), ("en", english)):
        answer = client.get("/sparql", params={"query": query}, headers={"accept-language": tongue})
        sentence, words = answer.text.split("\n", 1)
        assert answer.status_code in (400, 403) and wanted in sentence
        assert words.startswith(("the query cannot be read: error at", "INSERT is refused"))
    page = client.get("/sparql", params={"query": query}, headers=BROWSER).text
    assert lxml.html.fromstring(page).xpath("//*[@role='alert']/p/text()")[0].startswith(("第", "只能查询"))


def test_downloads_in_each_format(client: TestClient) -> None:
    tree = shown(client, "SELECT ?n { ?b skos:prefLabel ?n } LIMIT 3")
    links = tree.xpath("//p[@class='downloads']/a/@href")
    media = [client.get(link).headers["content-type"].split(";")[0] for link in links]
    assert media == ["application/sparql-results+json", "application/sparql-results+xml", "text/csv",
                     "text/tab-separated-values"]  # fmt: skip


@pytest.fixture
def page(browser: Browser, corpus_address: str) -> Iterator[Page]:
    """The page in a browser that may ask nothing else, and complains of nothing."""
    page = browser.new_page(locale="zh-CN")
    foreign: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda one: foreign.append(one.url) if not one.url.startswith(corpus_address) else None)
    page.on("console", lambda one: complaints.append(one.text))
    page.on("pageerror", lambda one: complaints.append(str(one)))
    page.goto(f"{corpus_address}/sparql")
    page.wait_for_selector(".yasqe .CodeMirror")
    yield page
    page.close()
    assert foreign == []
    assert [one for one in complaints if "status of 400" not in one] == []


def write(page: Page, query: str) -> None:
    page.click(".CodeMirror")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(query)


def test_the_editor_runs_a_query_by_key(page: Page) -> None:
    write(page, "PREFIX gw: <https://w3id.org/gongwen/ontology#> SELECT ?body { ?body gw:leads ?clause } LIMIT 3")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("table tbody tr")
    assert page.locator("table tbody tr").count() == 3
    assert page.locator(".CodeMirror .cm-keyword").count() > 2


def test_the_editor_completes_terms_by_name_and_by_label(page: Page) -> None:
    for typed, wanted in ((" gw:lea", "gw:leads"), (" 牵头", "gw:leads"), (" a gw:Agen", "gw:Agency")):
        write(page, "SELECT * { ?body")
        page.keyboard.type(typed)
        page.wait_for_selector(".CodeMirror-hint")
        assert wanted in page.locator(".CodeMirror-hint-active").inner_text()
        assert page.locator(".CodeMirror-hint-active small").inner_text() in ("牵头", "机关")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelector('.CodeMirror').CodeMirror.getValue().startsWith('PREFIX gw: <')")
        text = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
        assert text.endswith(f"SELECT * {{ ?body {'a ' if wanted == 'gw:Agency' else ''}{wanted}"), text


def test_the_editor_marks_the_place_of_an_error(page: Page) -> None:
    write(page, "SELECT ?x {\n  ?x ?y . }\n")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".fault")
    assert page.locator(".fault").inner_text() == "}"
    assert "第 2 行第 11 列" in page.inner_text("[role=alert]")
    assert "at 2:11" in (page.text_content("[role=alert] details") or "")
    assert page.locator(".fault-line").count() == 1


def test_the_editor_lets_the_keyboard_out(page: Page) -> None:
    page.click(".CodeMirror")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('.CodeMirror') !== null")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_yasqe_as_a_client_of_the_endpoint(page: Page, method: str) -> None:
    """The editor's own request, as YASGUI sends it: SPARQL 1.1 Protocol, with Chinese in the query."""
    name = "运城市生态环境局"
    write(page, f'PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?a {{ ?a skos:prefLabel "{name}"@zh }}')
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.method))
    answer: dict[str, Any] = page.evaluate(
        "(method) => document.querySelector('.CodeMirror').CodeMirror.query({method}).then((got) => got.content"
        " ? JSON.parse(got.content) : got.json())",
        method,
    )
    assert [row["a"]["value"].rpartition("/")[2] for row in answer["results"]["bindings"]] == [name]
    assert asked == [method]
