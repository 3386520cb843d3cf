"""The page in a real browser, opened from the disk: what a user sees and does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.export.html import render
from kg.graph.network import network
from kg.model import DocumentFacts

from .conftest import PLAN, TAIL, notice, plan

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
EVIL = "</script><img src=x onerror=alert(1)>"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("页面") / "关系图.html"
    path.write_text(render(network([plan(), notice()]), EVIL), encoding="utf-8")
    return path


class Visit:
    """A page, and all that it asked for or complained of."""

    def __init__(self, browser: sync_api.Browser, file: Path, size: dict[str, int], scheme: str = "light") -> None:
        self.page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        self.url = file.as_uri()
        self.page.goto(self.url)
        self.page.wait_for_function("window.gongwen")

    def visible_nodes(self) -> list[str]:
        """The ids of the nodes that are drawn within the canvas."""
        return self.page.evaluate(
            """() => { const { network, nodes, things } = window.gongwen;
                 const box = document.getElementById('graph').getBoundingClientRect();
                 return nodes.getIds().filter((i) => {
                   const at = network.canvasToDOM(network.getPosition(i));
                   return !nodes.get(i).hidden && at.x > 0 && at.y > 0 && at.x < box.width && at.y < box.height;
                 }).map((i) => things[i].id); }"""
        )

    def click_node(self, name: str) -> None:
        place = self.page.evaluate(
            """(name) => { const { network, things } = window.gongwen;
                 const at = network.canvasToDOM(network.getPosition(things.findIndex((t) => t.id === name)));
                 const box = document.getElementById('graph').getBoundingClientRect();
                 return [at.x + box.x, at.y + box.y]; }""",
            name,
        )
        self.page.mouse.click(*place)

    def panel(self) -> str:
        return self.page.inner_text("#panel") if self.page.is_visible("#panel") else ""

    def painted(self) -> int:
        """How many colours the canvas shows."""
        return self.page.evaluate(
            """() => { const c = document.querySelector('#graph canvas');
                 const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
                 const seen = new Set();
                 for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 250) seen.add([d[i], d[i + 1], d[i + 2]].join());
                 return seen.size; }"""
        )


@pytest.fixture
def visit(browser: sync_api.Browser, file: Path) -> Iterator[Visit]:
    visit = Visit(browser, file, WIDE)
    yield visit
    visit.page.close()
    assert [url for url in visit.requests if url != visit.url] == []
    assert visit.complaints == []


@pytest.fixture
def phone(browser: sync_api.Browser, file: Path) -> Iterator[Visit]:
    visit = Visit(browser, file, PHONE)
    yield visit
    visit.page.close()
    assert visit.complaints == []


def test_it_opens_with_every_node_in_view(visit: Visit) -> None:
    assert set(visit.visible_nodes()) == set(network([plan(), notice()]))
    assert visit.painted() > 5
    assert visit.page.title() == EVIL
    assert visit.page.inner_text("h1") == EVIL
    assert visit.page.locator("img").count() == 0


SEARCHES = {
    "江州市生态环境局": "江州市生态环境局",
    "市环保局": "江州市生态环境局",
    "江政发[2024] 5 号": PLAN,
    "清水行动方案": PLAN,
    "江环发": "江环发〔2024〕7号",
    "水法": "中华人民共和国水法",
}


def test_search_goes_to_the_thing(visit: Visit) -> None:
    for typed, heading in SEARCHES.items():
        visit.page.fill("#search", typed)
        visit.page.press("#search", "Enter")
        assert visit.page.inner_text("#panel h2") == heading
        picked = visit.page.evaluate("window.gongwen.things[window.gongwen.state.picked.id].id")
        assert picked in visit.visible_nodes()
        assert visit.page.evaluate("document.activeElement.tagName") == "H2"


def test_search_by_arrow_keys_and_without_a_hit(visit: Visit) -> None:
    visit.page.fill("#search", "江州市")
    assert visit.page.locator("#hits li").count() > 3
    first = visit.page.get_attribute("#search", "aria-activedescendant")
    visit.page.press("#search", "ArrowDown")
    assert visit.page.get_attribute("#search", "aria-activedescendant") != first
    visit.page.press("#search", "Escape")
    assert not visit.page.is_visible("#hits")
    assert visit.page.input_value("#search") == ""
    visit.page.fill("#search", "无此机关")
    assert visit.page.inner_text("#hits") == "没有符合的机关、公文或任务"
    visit.page.press("#search", "Enter")
    assert visit.panel() == ""


def test_a_click_on_a_node_shows_who_what_where_and_the_words(visit: Visit) -> None:
    visit.click_node("agency:江州市生态环境局")
    panel = visit.panel()
    for words in (
        "江州市生态环境局",
        "牵头",
        PLAN,
        "条款 一/1",
        TAIL,
        "公报/江州 1.txt",
        "第 2 页",
        "第 100–112 字",
        "第 300–303 字",
    ):
        assert words in panel
    assert "完成时限 2024-12-31" in panel
    assert "推定" in panel
    assert visit.page.inner_text("#panel mark >> nth=0") in ("市环保局", "我市环境局")


def test_a_click_on_an_edge_shows_the_fact(visit: Visit) -> None:
    place = visit.page.evaluate(
        """() => { const { network, edges, links } = window.gongwen;
             const e = edges.get(links.findIndex((link) => link.role === 'lead'));
             const [a, b] = [e.from, e.to].map((i) => network.canvasToDOM(network.getPosition(i)));
             const box = document.getElementById('graph').getBoundingClientRect();
             return [a.x * 0.6 + b.x * 0.4 + box.x, a.y * 0.6 + b.y * 0.4 + box.y]; }"""
    )
    visit.page.mouse.click(*place)
    assert visit.page.inner_text("#panel h2") == "牵头"
    assert TAIL in visit.panel()


def test_a_document_lists_its_duties_and_what_cites_it(visit: Visit) -> None:
    visit.click_node(f"document:{PLAN}")
    panel = visit.panel()
    assert "职责 (2)" in panel
    assert "引用 (2)" in panel
    assert "被引用 (1)" in panel
    visit.page.click("#panel .link:has-text('江州市财政局') >> nth=0")
    assert visit.page.inner_text("#panel h2") == "江州市财政局"


def test_escape_closes_and_the_keyboard_reaches_everything(visit: Visit) -> None:
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.id") == "search"
    visit.page.keyboard.type("市财政局")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "close"
    outline = visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    visit.page.keyboard.press("Escape")
    assert not visit.page.is_visible("#panel")
    assert visit.page.evaluate("document.activeElement.id") == "search"
    reached = set()
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        reached.add(
            visit.page.evaluate(
                "document.activeElement.id || document.activeElement.dataset.filter || document.activeElement.className"
            )
        )
    assert {"language", "reset", "zoom-in", "zoom-out", "fit", "node:agency", "role:lead", "vis-network"} <= reached


def test_filters_hide_and_reset_shows_again(visit: Visit) -> None:
    everything = set(visit.visible_nodes())
    visit.page.uncheck("[data-filter='node:stub']")
    assert {"document:中华人民共和国水法", "document:川政发〔2023〕9号"} == everything - set(visit.visible_nodes())
    visit.page.click("#reset")
    assert set(visit.visible_nodes()) == everything
    visit.page.uncheck("[data-filter='role:lead']")
    hidden = (
        "(role) => { const g = window.gongwen; return g.edges.get(g.links.findIndex((l) => l.role === role)).hidden; }"
    )
    assert visit.page.evaluate(hidden, "lead") is True
    assert visit.page.evaluate(hidden, "support") is False
    visit.page.uncheck("[data-filter='status:derived']")
    assert f"task:{'江环发〔2024〕7号'}#三" not in visit.visible_nodes()


def test_search_shows_again_what_a_filter_hides(visit: Visit) -> None:
    visit.page.uncheck("[data-filter='node:agency']")
    assert not any(node.startswith("agency:") for node in visit.visible_nodes())
    visit.page.fill("#search", "市财政局")
    visit.page.press("#search", "Enter")
    assert "agency:江州市财政局" in visit.visible_nodes()
    assert visit.page.is_checked("[data-filter='node:agency']")


def test_hiding_what_is_picked_closes_the_panel(visit: Visit) -> None:
    visit.click_node("agency:江州市生态环境局")
    visit.page.uncheck("[data-filter='node:agency']")
    assert not visit.page.is_visible("#panel")


def test_english(visit: Visit) -> None:
    visit.click_node("agency:江州市生态环境局")
    visit.page.click("#language")
    assert visit.page.get_attribute("html", "lang") == "en"
    assert "characters 100–112" in visit.panel()
    assert "Responsibilities" in visit.page.inner_text("#legend")
    visit.page.click("#language")
    assert "第 100–112 字" in visit.panel()


def test_a_link_with_the_name_of_a_thing_opens_there(browser: sync_api.Browser, file: Path) -> None:
    page = browser.new_page()
    page.goto(file.as_uri() + "#agency:江州市财政局")
    page.wait_for_function("window.gongwen")
    assert page.inner_text("#panel h2") == "江州市财政局"
    page.close()


def test_dark_and_light_differ(browser: sync_api.Browser, file: Path) -> None:
    shades = []
    for scheme in ("light", "dark"):
        visit = Visit(browser, file, WIDE, scheme)
        shades.append(visit.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        shades.append(visit.page.evaluate("window.gongwen.nodes.get(0).font.color"))
        visit.page.close()
    assert shades[0] != shades[2]
    assert shades[1] != shades[3]


def test_on_a_telephone_the_panel_is_a_bottom_sheet(phone: Visit) -> None:
    assert set(phone.visible_nodes()) == set(network([plan(), notice()]))
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 390
    phone.page.fill("#search", "市环保局")
    phone.page.press("#search", "Enter")
    sheet = phone.page.locator("#panel").bounding_box()
    assert (sheet["x"], sheet["width"]) == (0, 390)
    assert sheet["y"] > 300
    assert sheet["y"] + sheet["height"] == 844
    spot = phone.page.evaluate(
        "() => { const g = window.gongwen; return g.network.canvasToDOM(g.network.getPosition(g.state.picked.id)); }"
    )
    top = phone.page.locator("#graph").bounding_box()["y"]
    assert 0 < spot["y"] + top < sheet["y"]
    phone.page.click("#panel .close")
    phone.page.click("#legend summary")
    phone.page.uncheck("[data-filter='node:stub']")
    assert "document:中华人民共和国水法" not in phone.visible_nodes()


def test_the_real_gazette(browser: sync_api.Browser, tmp_path: Path, corpus_facts: list[DocumentFacts]) -> None:
    graph = network(corpus_facts)
    (tmp_path / "graph.html").write_text(render(graph, "公文知识图谱"), encoding="utf-8")
    visit = Visit(browser, tmp_path / "graph.html", WIDE)
    assert set(visit.visible_nodes()) == set(graph)
    visit.page.fill("#search", "市生态环境局")
    visit.page.press("#search", "Enter")
    shown = visit.page.inner_text("#panel blockquote >> nth=0")
    quotes = {data["quote"] for _, _, data in graph.out_edges("agency:运城市生态环境局", data=True)}
    assert shown.replace("\n", "") in {quote.replace("\n", "") for quote in quotes}
    assert (visit.complaints, visit.requests) == ([], [visit.url])
    visit.page.close()
