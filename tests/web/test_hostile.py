"""A graph made of hostile words: every page shows them as words, and no file carries them out."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from urllib.parse import quote, unquote, urlparse

import lxml.html
import pytest
from httpx import Response
from starlette.testclient import TestClient

from kg.graph import store
from kg.graph.publish import publish
from kg.model import Appointment, Body, Citation, ClauseFact, Deadline
from kg.web import links
from kg.web.app import create_app

from ..cli.conftest import ENVIRONMENT, duty, plan, said

BROWSER = {"accept": "text/html,*/*;q=0.8", "accept-language": "zh"}
EVIL = "</title></script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*191}}<!--"
FORMULA = "=cmd|'/C calc'!A1"
BODY = Body(EVIL, "prefecture", EVIL, "department", "javascript:alert(1)")
KEY = "javascript:alert(1)"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One document whose every word is meant ill, and one that cites it."""
    facts = replace(
        plan(),
        key=KEY,
        number=None,
        title=EVIL,
        kind=EVIL,
        issuers=(EVIL,),
        addressees=(EVIL,),
        promulgates=(EVIL, FORMULA),
        annexes=(EVIL,),
        openness=EVIL,
        source=f"{EVIL}.txt",
        clauses=(
            ClauseFact("一", 0, 1, EVIL, EVIL, "main", said(EVIL)),
            ClauseFact("一/1", 1, 2, FORMULA, EVIL, "main", said(EVIL)),
            ClauseFact("一/2", 2, 2, "@SUM(1)", EVIL, "main", said(FORMULA)),
        ),
        responsibilities=(
            duty("一/1", EVIL, "lead", EVIL, "2024-12-31"),
            duty("一/2", FORMULA, "support", FORMULA, "2025-06-30"),
        ),
        deadlines=(Deadline("一/1", EVIL, "2024-12-31", said(EVIL), "rule"),),
        citations=(Citation("一", None, EVIL, "basis", said(EVIL), "cite.title"),),
        appointments=(Appointment("一", EVIL, EVIL, "appoint", said(EVIL), "rule", body=EVIL),),
        bodies=(BODY, Body(FORMULA, "prefecture", "-", "department")),
    )
    out = tmp_path_factory.mktemp("恶意") / "b"

    def write(directory: object) -> None:
        store.write(directory / "store", [facts, plan()])
        (directory / "texts").mkdir()
        (directory / "texts" / f"{facts.sha256}.txt").write_text(EVIL * 9, encoding="utf-8")

    publish(out, write)
    with TestClient(create_app(out), base_url="http://kg.example") as client:
        yield client


def pages(client: TestClient) -> dict[str, Response]:
    """The answers of every page that a link leads to, and of those that carry the words in the address."""
    evil = quote(EVIL, safe="")
    typed = [f"/?q={evil}", f"/agency/{evil}?role={evil}&sort={evil}", f"/sparql?query={evil}", f"/{evil}",
             f"/nothing?lang={evil}", f"/matrix?q={evil}", f"/calendar?agency={evil}&month={evil}",
             f"/login?next={evil}"]  # fmt: skip
    waiting = ["/", "/agency", "/document", "/matrix", "/calendar", "/quality", "/graph", *typed]
    seen: dict[str, Response] = {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        answer = client.get(address, headers=BROWSER)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        seen[address] = answer
        targets = lxml.html.fromstring(answer.text).xpath("//a/@href")
        waiting += [link.partition("#")[0] for link in targets if link.startswith("/") and len(seen) < 120]
    return seen


def test_every_page_shows_them_as_words(hostile: TestClient) -> None:
    found = pages(hostile)
    assert len(found) > 25
    for address, answer in found.items():
        assert answer.status_code < 500, address
        tree = lxml.html.fromstring(answer.text)
        assert tree.xpath("//img") == [], address
        drawn = "script-src 'sha256-" in answer.headers["content-security-policy"]  # the picture, by hash
        assert drawn or tree.xpath("//script[not(@src)]") == [], address
        assert "alert(1)</script>" not in answer.text.replace("\\u003c", ""), address
        assert [name for node in tree.iter() for name in node.attrib if name.startswith("on")] == [], address
        for link in tree.xpath("//@href | //@src | //@action"):
            assert urlparse(link).scheme in ("", "data"), (address, link)
        assert "1337" not in answer.text, address
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_words_themselves_are_there(hostile: TestClient) -> None:
    page = lxml.html.fromstring(hostile.get(f"/document/{quote(KEY, safe='')}", headers=BROWSER).text)
    assert EVIL in page.text_content()


@pytest.mark.parametrize("name", [EVIL, FORMULA])
def test_no_file_is_carried_out(hostile: TestClient, name: str) -> None:
    assert hostile.get(links.agency(name), headers=BROWSER).status_code == 200
    address = f"{links.agency(name)}?lang=zh&format="
    book = hostile.get(address + "xlsx")
    parts = zipfile.ZipFile(io.BytesIO(book.content))
    for part in parts.namelist():
        text = parts.read(part).decode("utf-8")
        assert "<f>" not in text and "<hyperlink" not in text and "TargetMode" not in text, part
    assert escape(name, quote=False) in parts.read("xl/sharedStrings.xml").decode()
    cells = [cell for row in csv.reader(io.StringIO(hostile.get(address + "csv").text)) for cell in row]
    assert not [cell for cell in cells if re.match(r"[=+@\t\r-]", cell.lstrip("\ufeff"))]
    assert any(name in cell for cell in cells)
    lines = hostile.get(address + "ics").content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert all(re.match(r"[A-Z-]+[:;]", line) for line in lines if line)
    disposition = unquote(hostile.get(address + "csv").headers["content-disposition"])
    assert "\n" not in disposition and "\r" not in disposition


def test_answers_are_not_sniffed_into_pages(hostile: TestClient) -> None:
    for address in ("/api/v1/documents", f"/api/v1/agencies/{quote(EVIL, safe='')}", "/api/v1/search?q=script"):
        answer = hostile.get(address)
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_name_of_ours_stays_whole(hostile: TestClient) -> None:
    assert ENVIRONMENT.canonical in hostile.get("/agency", headers=BROWSER).text
