"""The explorer in a real browser: search, neighbours, path, filters, facts, the address that shares a view, files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from tests.conftest import FLAGS

from .conftest import SIZES, Windows

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
SLOW_WEBGL = [
    *(flag for flag in FLAGS if flag != "--disable-gpu"),
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
"""WebGL there is, by the processor: what an office without a GPU may have."""
NOISE = "GPU stall due to ReadPixels"
"""What the driver says of itself when a picture is taken."""
AGENCY = "运城市生态环境局"
PLAN = "运政办发〔2023〕37号"


AT_A_DESK = pytest.mark.parametrize("page", ["desk"], indirect=True)
"""Where the size of the window makes no difference."""


@pytest.fixture
def address(corpus_address: str) -> str:
    return corpus_address


@pytest.fixture(scope="module")
def windows(browser: sync_api.Browser) -> Windows:
    """Windows in which the picture moves, as it does for most."""
    return Windows(browser, accept_downloads=True)


@pytest.fixture(params=sorted(SIZES))
def page(request: pytest.FixtureRequest, windows: Windows, address: str) -> Iterator[sync_api.Page]:
    """A page of each size with the explorer open."""
    with windows.window(request.param, address, NOISE) as page:
        show(page, f"{address}/explorer")
        yield page
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def show(page: sync_api.Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("#explorer[data-ready]")


def tally(page: sync_api.Page) -> str:
    return page.inner_text("#tally")


def settled(page: sync_api.Page) -> None:
    """Wait until the camera rests: then the address is that of the view."""
    page.wait_for_selector("#stage[data-rests=true]")


def find(page: sync_api.Page, typed: str) -> None:
    page.fill("#find", "")
    page.type("#find", typed)
    page.keyboard.press("ArrowDown")  # the keys wait for the answer to all that was typed
    page.keyboard.press("Enter")
    page.wait_for_selector("#stage:focus")


def test_the_processor_draws_where_there_is_no_gpu(page: sync_api.Page) -> None:
    assert page.get_attribute("#stage", "data-drawn") == "canvas"
    picture = "Array.from(document.querySelector('#stage canvas').getContext('2d').getImageData(0, 0, 600, 400).data)"
    assert page.evaluate(f"new Set({picture}).size") > 30


def test_from_a_name_to_the_very_words(page: sync_api.Page) -> None:
    find(page, "ycssthjj")
    assert page.inner_text("#details h2[tabindex]") == AGENCY
    assert AGENCY in page.inner_text("#said")
    page.wait_for_selector("#details a[href^='/agency/']")
    page.locator("#details .neighbours .facts").first.click()
    page.wait_for_selector("#details article.fact blockquote")
    quote = page.locator("#details article.fact blockquote").first.inner_text()
    page.locator("#details article.fact a").first.click()
    page.wait_for_url("**/source?at=*")
    marked = "".join("".join(page.locator("mark.at").all_inner_texts()).split())
    assert marked and marked in "".join(quote.split())


@AT_A_DESK
def test_nobody_chooses_from_an_older_list(page: sync_api.Page) -> None:
    page.type("#find", "运政办")
    page.wait_for_selector("#find-list li")
    held: list[sync_api.Route] = []
    page.route("**/api/v1/suggest?*", lambda route: held.append(route))
    page.fill("#find", PLAN)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    while not held:
        page.wait_for_timeout(20)
    assert page.evaluate("document.activeElement.id") == "find"
    held[-1].continue_()
    page.wait_for_selector("#stage:focus")
    assert f"focus={quote('document:' + PLAN)}" in page.evaluate("location.hash")


def test_a_click_on_a_line_shows_its_facts(page: sync_api.Page) -> None:
    find(page, PLAN)
    page.click("[data-do=only]")
    settled(page)
    middle = page.evaluate(
        """(plan) => import('/static/explorer/graph.js').then(async ({ Graph }) => {
          const graph = new Graph(await (await fetch('/explorer/graph')).arrayBuffer());
          const camera = new URLSearchParams(location.hash.slice(1)).get('at').split('~').map(Number);
          document.getElementById('stage').scrollIntoView({ block: 'center' });
          const box = document.getElementById('stage').getBoundingClientRect();
          const node = graph.find(`document:${plan}`);
          const others = [...graph.at(node)].map((line) => graph.other(line, node));
          const far = (n) => Math.hypot(graph.x[n] - graph.x[node], graph.y[n] - graph.y[node]);
          const other = others.sort((a, b) => far(b) - far(a))[0];
          const at = (axis, place, size) => (place - camera[axis]) * camera[2] + size / 2;
          const share = 0.6;
          return [at(0, graph.x[node] * share + graph.x[other] * (1 - share), box.width) + box.left,
            at(1, graph.y[node] * share + graph.y[other] * (1 - share), box.height) + box.top];
        })""",
        PLAN,
    )
    page.mouse.click(*middle)
    page.wait_for_selector("#details article.fact")
    assert "line=" in page.evaluate("location.hash")


def test_the_field_that_one_left_and_came_back_to_keeps_its_keys(page: sync_api.Page) -> None:
    """What closes the list a moment after the field was left must not forget keys that wait for an answer."""
    held: list[sync_api.Route] = []
    page.route("**/api/v1/suggest?*", lambda route: held.append(route))
    page.fill("#find", "财政")
    page.evaluate("document.querySelector('#find').blur()")
    page.focus("#find")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_timeout(250)
    for route in held:
        route.continue_()
    page.wait_for_selector("#stage:focus")


def test_a_path_and_the_address_that_shares_it(page: sync_api.Page, browser: sync_api.Browser) -> None:
    find(page, AGENCY)
    page.click("[data-do=from]")
    find(page, "运城市财政局")
    page.click("[data-do=to]")
    page.wait_for_selector(".steps li")
    steps = page.locator(".steps li").all_inner_texts()
    assert len(steps) >= 3
    assert AGENCY in steps[0] and "运城市财政局" in steps[-1]
    page.click("#in")
    page.wait_for_timeout(300)
    settled(page)
    other = browser.new_page(viewport=page.viewport_size, locale="zh-CN")
    show(other, page.url)
    settled(other)
    other.wait_for_selector(".steps li")
    assert other.locator(".steps li").all_inner_texts() == steps
    assert other.inner_text("#details h2[tabindex]") == page.inner_text("#details h2[tabindex]")
    assert tally(other) == tally(page)
    assert other.evaluate("location.hash") == page.evaluate("location.hash")
    alike = any(shot(other) == shot(page) for _ in range(10))  # the last pieces may still be drawn
    assert alike
    other.close()


def shot(page: sync_api.Page) -> str:
    """The picture without what the pointer is on."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)
    return page.evaluate("[...document.querySelectorAll('#stage canvas')].map((one) => one.toDataURL()).join()")


def test_neighbours_are_shown_hidden_and_expanded(page: sync_api.Page) -> None:
    everything = tally(page)
    find(page, AGENCY)
    page.click("[data-do=only]")
    alone = tally(page)
    assert alone != everything
    page.locator("#details .neighbours button.link").first.click()
    page.click("[data-do=expand]")
    more = tally(page)
    assert number(more) > number(alone)
    page.click("[data-do=hide]")
    assert number(tally(page)) < number(more)
    page.locator("#filters summary").click() if page.get_attribute("#filters", "open") is None else None
    page.get_by_role("button", name="全部恢复").click()
    assert tally(page) == more
    page.click("#whole")
    assert tally(page) == everything


def number(tally: str) -> int:
    return int("".join(sign for sign in tally.partition("，")[0] if sign.isdigit()))


def test_filters(page: sync_api.Page) -> None:
    if page.get_attribute("#filters", "open") is None:
        page.click("#filters summary")
    everything = number(tally(page))
    page.get_by_label("任务", exact=False).last.focus()
    page.get_by_role("checkbox", name="任务").uncheck()
    without = number(tally(page))
    assert 0 < without < everything
    page.get_by_role("checkbox", name="任务").check()
    assert number(tally(page)) == everything
    page.get_by_label("原文或推得").select_option("derived")
    assert 0 < number(tally(page)) < everything
    page.get_by_label("原文或推得").select_option("")
    page.locator("[data-time=from]").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert "from=" in page.evaluate("location.hash")
    assert 0 < number(tally(page)) < everything
    page.click("#reset")
    page.get_by_label("限定公文").fill(PLAN)
    page.get_by_label("限定公文").press("Enter")
    assert 0 < number(tally(page)) < everything
    page.get_by_role("button", name=f"去掉 {PLAN}").click()
    assert number(tally(page)) == everything


def test_time_runs(page: sync_api.Page) -> None:
    if page.get_attribute("#filters", "open") is None:
        page.click("#filters summary")
    everything = number(tally(page))
    page.locator("[data-do=play]").press("Enter")
    assert "to=2023" in page.evaluate("location.hash")
    assert 0 < number(tally(page)) < everything
    page.wait_for_selector("[data-do=play][aria-pressed=false]")
    assert number(tally(page)) == everything


def test_by_keyboard_alone(page: sync_api.Page) -> None:
    page.focus("#stage")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("ArrowRight")
    first = page.inner_text("#details h2[tabindex]")
    visited = {first}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        visited.add(page.inner_text("#details h2[tabindex]"))
    assert len(visited) > 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.focus("#stage")
    page.keyboard.press("i")
    assert "show=" in page.evaluate("location.hash")
    page.keyboard.press("Escape")
    assert page.locator("#details h2[tabindex]").count() == 0


def test_the_table_says_what_the_picture_shows(page: sync_api.Page) -> None:
    find(page, AGENCY)
    page.click("[data-do=only]")
    shown = number(tally(page))
    page.click("#tables summary")
    rows = page.locator("#tables table").first.locator("tbody tr")
    sync_api.expect(rows).to_have_count(min(200, shown))  # filled when the list is opened
    page.locator("#tables table").last.locator("tbody button").first.click()
    page.wait_for_selector("#details article.fact")


def test_groups_first(page: sync_api.Page) -> None:
    everything = tally(page)
    page.select_option("#mode", "clusters")
    assert "分组" in tally(page)
    page.focus("#stage")
    page.keyboard.press("ArrowRight")
    groups = number(tally(page))
    page.click("[data-do=open]")
    assert number(tally(page)) == groups - 1
    page.select_option("#mode", "all")
    assert tally(page) == everything


@AT_A_DESK
@pytest.mark.parametrize("kind", ["png", "svg", "gexf"])
def test_files(page: sync_api.Page, kind: str) -> None:
    with page.expect_download() as waiting:
        page.click(f"[data-save={kind}]")
    content = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename == f"graph.{kind}"
    if kind == "png":
        assert content.startswith(b"\x89PNG") and len(content) > 20_000
        return
    tree = ElementTree.fromstring(content)
    circles = tree.findall(".//{http://www.w3.org/2000/svg}circle") + tree.findall(".//{http://gexf.net/1.3}node")
    assert len(circles) == number(tally(page))


def test_webgl_by_wish_and_never_by_the_processor(browser: sync_api.Browser, address: str) -> None:
    chromium = shutil.which("chromium") or browser.browser_type.executable_path
    with browser.browser_type.launch(executable_path=chromium, args=SLOW_WEBGL) as slow:
        page = slow.new_page(viewport={"width": 700, "height": 800}, locale="zh-CN")
        complaints: list[str] = []
        page.on("console", lambda one: complaints.append(one.text))
        page.on("pageerror", lambda one: complaints.append(str(one)))
        show(page, f"{address}/explorer")
        assert page.get_attribute("#stage", "data-drawn") == "canvas"
        page.select_option("#draw", "webgl")
        page.wait_for_selector("#stage[data-drawn=webgl]")
        settled(page)
        page.focus("#stage")
        page.keyboard.press("ArrowRight")
        assert page.inner_text("#details h2[tabindex]")
        assert page.locator("#stage .gl canvas").count() > 2
    assert [text for text in complaints if NOISE not in text] == []


def test_the_layout_by_time(page: sync_api.Page) -> None:
    before = shot(page)
    page.select_option("#layout", "time")
    page.wait_for_url("**layout=time**")
    assert shot(page) != before
