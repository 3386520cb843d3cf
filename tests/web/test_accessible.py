"""Every page in Chinese and English, light and dark, on a desk and on a phone, under axe-core: nothing serious."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.web.app import create_app

from ..cli.conftest import ENVIRONMENT
from .conftest import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

axe = pytest.importorskip("axe_playwright_python.base", reason="axe-playwright-python is not installed")

DOCUMENT = "/document/江政发〔2024〕5号"
PAGES = ["/", "/?q=河道", "/?q=无此词", "/agency", f"/agency/{ENVIRONMENT.canonical}", "/document", DOCUMENT,
         f"{DOCUMENT}/source?at=10-16", f"{DOCUMENT}/matrix", "/matrix", "/matrix/set",
         "/calendar?as_of=2025-01-01&month=2024-12", "/graph",
         "/sparql?query=SELECT * { ?a gw:leads ?b } LIMIT 3", "/sparql?query=SELECT ?x { 错", "/quality", "/nothing",
         "/agency/生态环境局", "/document/中华人民共和国水法"]  # fmt: skip
SIZES = ({"width": 1280, "height": 800}, {"width": 390, "height": 844})
STRICT = ("serious", "critical")
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BY_LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
"""The rules whose result colours and widths decide: all that has to run again for each."""
DESK_LIGHT, PHONE_LIGHT, DESK_DARK = ("light", SIZES[0]), ("light", SIZES[1]), ("dark", SIZES[0])
LOOKS = {
    "zh-CN": ((*DESK_LIGHT, EVERYTHING), (*PHONE_LIGHT, BY_LOOKS), (*DESK_DARK, BY_LOOKS)),
    "en": ((*PHONE_LIGHT, EVERYTHING),),
}
"""English has other words on the same pages: once is enough."""


RUN = """(chosen) => axe.run({resultTypes: ['violations'], runOnly: chosen})
  .then((found) => {
    if (chosen.length > 4 && !found.passes.length) throw new Error('nothing was checked');
    return found.violations; })"""


@pytest.fixture(scope="module")
def address(small: Path) -> Iterator[str]:
    with served(create_app(small, seconds=30)) as address:
        yield address


@pytest.mark.parametrize("lang", sorted(LOOKS))
def test_nothing_serious(browser: Browser, address: str, lang: str) -> None:
    context = browser.new_context(locale=lang, reduced_motion="reduce")
    context.add_init_script(axe.AXE_SCRIPT)
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for path in PAGES:
        page.goto(address + path)
        if path.startswith("/sparql"):
            page.wait_for_selector(".yasqe .CodeMirror")
        for scheme, size, chosen in LOOKS[lang]:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            for finding in page.evaluate(RUN, chosen):
                if finding["impact"] in STRICT:
                    nodes = [f"{one['html'][:160]} | {one['failureSummary'][:200]}" for one in finding["nodes"]]
                    found[f"{path} {finding['id']} {scheme} {size['width']}"] = nodes
    context.close()
    assert found == {}
