"""The way of a reader, in a real browser, by keyboard alone: start, agency, document, the very words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .conftest import SIZES, Windows

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture
def address(corpus_address: str) -> str:
    return corpus_address


@pytest.fixture(params=sorted(SIZES))
def page(request: pytest.FixtureRequest, windows: Windows, address: str) -> Iterator[sync_api.Page]:
    """A page of each size."""
    with windows.window(request.param, address) as page:
        yield page


def press_until(page: sync_api.Page, wanted: str, most: int = 80) -> None:
    """Tab until the focus is on what ``wanted`` selects; it has to be seen there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert style == "solid"
            return
    raise AssertionError(f"Tab does not reach {wanted}")


def fits(page: sync_api.Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_the_start_to_the_very_words(page: sync_api.Page, address: str) -> None:
    page.goto(address)
    assert fits(page)
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("sgxj")
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#q[aria-activedescendant=suggestions-0]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/agency/**")
    assert "工业和信息化局" in page.inner_text("h1")
    assert fits(page)
    press_until(page, ".ledger td:last-child a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/document/**")
    assert fits(page)
    assert page.locator("article.clause").count() > 3
    press_until(page, "aside a.at", 400)
    said = page.evaluate("document.activeElement.getAttribute('aria-label')").partition("：")[2]
    page.keyboard.press("Enter")
    page.wait_for_url("**/source?at=*")
    assert fits(page)
    marked = "".join(page.locator("mark.at").all_inner_texts())
    assert said in "".join(marked.split())
    box = page.locator("mark.at >> nth=0").bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"]


def test_a_permanent_link_to_any_characters(page: sync_api.Page, address: str) -> None:
    page.goto(f"{address}/document/运政办发〔2023〕37号/source#c60000-60007")
    page.wait_for_url("**?at=60000-60007*")
    page.wait_for_selector("mark.at")
    assert len("".join(page.locator("mark.at").all_text_contents())) == 7


@pytest.mark.parametrize("path", ["/agency/市生态环境局", "/matrix", "/calendar", "/quality", "/explorer", "/document"])
def test_pages_fit(page: sync_api.Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert fits(page)


def test_dark_light_and_paper(browser: sync_api.Browser, address: str) -> None:
    shades = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto(f"{address}/agency/市生态环境局")
        shades[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.emulate_media(media="print")
        assert not page.is_visible("form.filter")
        assert page.is_visible(".ledger")
        page.close()
    assert shades["light"] != shades["dark"]


CONTRAST = """() => {
  const linear = (v) => (v / 255 <= .03928 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4);
  const light = (c) => { const [r, g, b] = c.map(linear);
    return .2126 * r + .7152 * g + .0722 * b; };
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const back = (node) => { for (; node; node = node.parentElement) {
    const c = rgb(getComputedStyle(node).backgroundColor);
    if (c.length === 3 || c[3] === 1) return c.slice(0, 3); } return [255, 255, 255]; };
  const poor = new Set();
  for (const node of document.querySelectorAll('body *')) {
    if (!node.checkVisibility() || ![...node.childNodes].some((c) => c.nodeType === 3 && c.data.trim())) continue;
    const a = light(rgb(getComputedStyle(node).color).slice(0, 3)), b = light(back(node));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) poor.add(`${node.tagName}.${node.className} ${ratio.toFixed(2)}`);
  }
  return [...poor]; }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(browser: sync_api.Browser, address: str, scheme: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for every text."""
    page = browser.new_page(color_scheme=scheme)
    document = "/document/运政办发〔2023〕37号"
    parts = ["", "/matrix", "/source?at=60000-60007", "#clause/一"]
    others = ["/", "/?q=环境", "/agency/市生态环境局", "/calendar", "/sparql?query=SELECT", "/quality"]
    for path in (*others, *(document + part for part in parts)):
        page.goto(address + path)
        assert page.evaluate(CONTRAST) == [], path
    page.close()
