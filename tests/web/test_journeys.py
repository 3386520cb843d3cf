"""Ways of readers through the site in a real browser, with a picture at the end of each.

``KG_PICTURES=docs/images python -m pytest tests/web/test_journeys.py`` makes the pictures of the documentation anew.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
SIZES = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
Shoot = Callable[["Page", str], None]


@pytest.fixture
def shoot(tmp_path: Path) -> Shoot:
    """Takes a picture of what is seen; it has the size of the window and is more than one colour."""
    place = ROOT / os.environ["KG_PICTURES"] if "KG_PICTURES" in os.environ else tmp_path

    def take(page: Page, name: str) -> None:
        path = place / f"{name}.png"
        page.evaluate("document.activeElement && document.activeElement.blur()")
        page.screenshot(path=path, animations="disabled")
        size = struct.unpack(">II", path.read_bytes()[16:24])
        assert size == (page.viewport_size["width"], page.viewport_size["height"])
        assert path.stat().st_size > 10_000

    return take


@pytest.fixture
def open_page(browser: Browser, corpus_address: str) -> Iterator[Callable[[str], Page]]:
    """Opens windows in which no foreign request and no complaint may occur."""
    opened, foreign, complaints = [], [], []

    def opener(size: str) -> Page:
        page = browser.new_page(viewport=SIZES[size], locale="zh-CN", base_url=corpus_address, reduced_motion="reduce")
        page.on("request", lambda one: foreign.append(one.url) if not one.url.startswith(corpus_address) else None)
        page.on("console", lambda one: complaints.append(one.text))
        page.on("pageerror", lambda one: complaints.append(str(one)))
        opened.append(page)
        return page

    yield opener
    for page in opened:
        page.close()
    assert foreign == []
    assert complaints == []


def fits(page: Page) -> bool:
    """Whether nothing stands out of the window at its side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("size", SIZES)
def test_search_agency_duty_words(open_page: Callable[[str], Page], shoot: Shoot, size: str) -> None:
    page = open_page(size)
    page.goto("/")
    page.fill("#q", "sthjj")
    page.wait_for_selector("#suggestions li")
    assert "生态环境局" in page.inner_text("#suggestions li >> nth=0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/agency/**")
    assert "运城市生态环境局" in page.inner_text("h1") and fits(page)
    shoot(page, f"agency-{size}")
    page.check("input[name=role][value=lead]")
    page.click("form.filter button")
    page.wait_for_url("**role=lead**")
    roles = set(page.locator(".ledger .role").all_inner_texts())
    assert roles == {"牵头"}
    quote = page.inner_text(".ledger a.quote >> nth=0")
    page.click(".ledger a.quote >> nth=0")
    page.wait_for_url("**/source?at=*")
    marked = "".join("".join(page.locator("mark.at").all_inner_texts()).split())
    assert marked[:6] in "".join(quote.split()) and fits(page)
    box = page.locator("mark.at >> nth=0").bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"]
    shoot(page, f"source-{size}")


def test_matrix_filter(open_page: Callable[[str], Page], shoot: Shoot) -> None:
    page = open_page("desk")
    page.goto("/document/运政办发〔2023〕37号/matrix")
    before = page.locator(".matrix tbody tr").count()
    name = page.locator("select[name=agency] option >> nth=1").inner_text()
    page.select_option("select[name=agency]", index=1)
    page.click("form.filter button")
    page.wait_for_url("**agency=*")
    rows = page.locator(".matrix tbody tr")
    assert 0 < rows.count() < before
    assert page.locator(f".matrix tbody a[aria-label^='{name}']").count() >= rows.count()
    page.goto("/document/运政办发〔2023〕37号/matrix")
    shoot(page, "matrix-desk")


def test_query(open_page: Callable[[str], Page], shoot: Shoot) -> None:
    page = open_page("desk")
    page.goto("/sparql")
    page.click("section[aria-labelledby=examples] a:has-text('牵头任务最多的机关')")
    page.wait_for_selector("table tbody tr")
    page.wait_for_selector(".yasqe .CodeMirror")
    assert "运城市" in page.inner_text("table tbody tr >> nth=0")
    assert page.locator(".downloads a").count() == 4
    shoot(page, "sparql-desk")


@pytest.mark.parametrize("size", SIZES)
def test_graph(open_page: Callable[[str], Page], shoot: Shoot, size: str) -> None:
    page = open_page(size)
    page.goto("/explorer#focus=agency:运城市生态环境局" + ("&show=agency:运城市生态环境局" if size == "phone" else ""))
    page.wait_for_selector("#details .neighbours li")
    page.wait_for_selector("#stage[data-rests=true]")
    assert "运城市生态环境局" in page.inner_text("#details h2[tabindex]") and fits(page)
    page.wait_for_timeout(300)  # the names of the dots come when the picture rests
    shoot(page, f"explorer-{size}")


def test_by_keyboard_alone(open_page: Callable[[str], Page]) -> None:
    """From the first page to the matrix: the link that skips, the navigation, a filter, a cell; no mouse."""
    page = open_page("desk")
    page.goto("/matrix")

    def tab_to(wanted: str, most: int = 60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
                assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
                return
        raise AssertionError(f"Tab does not reach {wanted}")

    tab_to("a.skip")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id || location.hash") in ("main", "#main")
    tab_to("main a[href$='37%E5%8F%B7/matrix']", 200)
    page.keyboard.press("Enter")
    page.wait_for_url("**/document/**/matrix")
    tab_to("select[name=agency]")
    page.keyboard.press("ArrowDown")
    tab_to("form.filter button")
    page.keyboard.press("Enter")
    page.wait_for_url("**agency=%E8*")
    tab_to(".matrix tbody td a", 300)
    page.keyboard.press("Enter")
    page.wait_for_url("**/source?at=*")
    assert page.locator("mark.at").count() >= 1
