"""The pages as a reader without scripts sees them: what they say, where their links lead, how they fail."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import lxml.html
import pytest
from starlette.testclient import TestClient

from kg.graph import store
from kg.graph.publish import publish
from kg.model import Deadline
from kg.query import lookup
from kg.web.app import create_app

from ..cli.conftest import ENVIRONMENT, duty, plan, said

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
NUMBER = "江政发〔2024〕5号"


def page(client: TestClient, address: str, code: int = 200, **headers: str) -> lxml.html.HtmlElement:
    answer = client.get(address, headers={"accept": BROWSER, "accept-language": "zh", **headers})
    assert answer.status_code == code, answer.text[:500]
    return lxml.html.fromstring(answer.content.decode())


def text(tree: lxml.html.HtmlElement) -> str:
    return " ".join(tree.text_content().split())


PAGES = ["/", "/?q=环境", "/agency", "/document", "/matrix", "/calendar", "/explorer", "/quality", "/sparql"]
PAGES += [f"/agency/{ENVIRONMENT.canonical}", f"/document/{NUMBER}"]
PAGES += [f"/document/{NUMBER}/source", f"/document/{NUMBER}/matrix"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_has_its_landmarks_and_no_foreign_address(client: TestClient, address: str, lang: str) -> None:
    tree = page(client, address, **{"accept-language": lang})
    assert tree.get("lang") == {"zh": "zh-CN", "en": "en"}[lang]
    assert len(tree.xpath("//main//h1")) == 1
    assert tree.xpath("//header") and tree.xpath("//nav[@aria-label]") and tree.xpath("//footer")
    assert [one for one in tree.xpath("//@href | //@src") if re.match(r"https?:|//", one)] == []
    assert tree.xpath("//script[not(@src)] | //style | //@style | //@onclick") == []
    for field in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert field.xpath("ancestor::label") or tree.xpath(f"//label[@for='{field.get('id')}']"), field.attrib
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))


def test_every_link_of_the_site_leads_somewhere(client: TestClient) -> None:
    waiting, seen = ["/"], {"/"}
    while waiting:
        address = waiting.pop()
        answer = client.get(address, headers={"accept": BROWSER})
        assert answer.status_code == 200, address
        if not answer.headers["content-type"].startswith("text/html") or address.startswith("/graph/all"):
            continue
        tree = lxml.html.fromstring(answer.content.decode())
        anchors = set(tree.xpath("//@id"))
        for href in tree.xpath("//a/@href"):
            target, _, fragment = urljoin(address, href).partition("#")
            if target == address and fragment:
                assert unquote(fragment) in anchors, href
            if target.startswith("/") and target not in seen and len(seen) < 250:
                seen.add(target)
                waiting.append(target)
    assert len(seen) > 60
    client.cookies.clear()  # one of the links chose a language


def test_policy_of_every_answer(client: TestClient) -> None:
    for address in ("/", "/static/site.css", "/api/v1/stats", "/nothing", "/sparql"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_the_picture_sends_the_policy_that_names_its_scripts(client: TestClient) -> None:
    policy = client.get("/graph/all").headers["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "connect-src" not in policy and "default-src 'none'" in policy


@pytest.mark.parametrize("name", ["市环保局", "江州市生态环境局 "])
def test_an_agency_by_any_name(client: TestClient, name: str) -> None:
    answer = client.get(f"/agency/{name}?role=lead", headers={"accept": BROWSER}, follow_redirects=False)
    assert answer.status_code == 303
    assert unquote(answer.headers["location"]) == f"/agency/{ENVIRONMENT.canonical}?role=lead"


def test_the_agency_page_says_who_what_when_where(client: TestClient) -> None:
    said = text(page(client, f"/agency/{ENVIRONMENT.canonical}"))
    for words in (
        "市环保局",
        "牵头",
        "整治黑臭河道",
        "2024-12-31",
        NUMBER,
        "“市环保局牵头”",
        "第 1 页",
        "江州市财政局",
    ):
        assert words in said


def test_the_parts_of_an_agency_page_can_be_reached_from_its_head(corpus_client: TestClient) -> None:
    page = corpus_client.get("/agency/市发展改革委").text
    parts = re.findall(r'<h2 id="(\w+)">', page)
    assert re.findall(r'href="#(\w+)"', page.split('<nav class="here-nav"', 1)[1].split("</nav>", 1)[0]) == parts
    assert {"duties", "partners", "load"} <= set(parts)


def test_filters_and_order(client: TestClient) -> None:
    def tasks(query: str) -> list[str]:
        tree = page(client, f"/agency/{ENVIRONMENT.canonical}{query}")
        return [one.text_content() for one in tree.xpath("//span[@class='task']")]

    both = ["整治黑臭河道，建立台账", "安排资金"]
    assert tasks("") == both
    assert tasks("?role=lead") == both[:1]
    assert tasks("?role=support&role=lead") == both
    assert tasks("?due_to=2024-12-31") == both[:1]
    assert tasks("?due_from=2025-01-01") == both[1:]
    assert tasks("?document=none") == []
    assert tasks("?sort=task") == both[::-1] if both[1] < both[0] else both
    assert tasks("?role=nonsense&due_from=31.12.&sort=x") == both


def test_downloads_hold_what_is_shown(client: TestClient) -> None:
    address = f"/agency/{ENVIRONMENT.canonical}?role=lead&lang=zh&format="
    rows = list(csv.reader(io.StringIO(client.get(address + "csv").content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["机关", "角色", "任务", "时限"]
    assert [row[:4] for row in rows[1:]] == [[ENVIRONMENT.canonical, "牵头", "整治黑臭河道，建立台账", "2024-12-31"]]
    assert [one["role"] for one in client.get(address + "json").json()] == ["lead"]
    book = zipfile.ZipFile(io.BytesIO(client.get(address + "xlsx").content))
    strings = book.read("xl/sharedStrings.xml").decode()
    assert "整治黑臭河道" in strings and "安排资金" not in strings
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in sheet and "<autoFilter" in sheet and 'orientation="landscape"' in sheet
    assert re.findall(r'sheet name="(.*?)"', book.read("xl/workbook.xml").decode()) == ["全部", "牵头", "配合"]
    assert client.get(address + "xlsx").content == client.get(address + "xlsx").content


def test_calendar_file(client: TestClient) -> None:
    body = client.get(f"/agency/{ENVIRONMENT.canonical}?format=ics&lang=zh").content
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    whole = body.replace(b"\r\n ", b"").decode()
    assert whole.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20241231\r\nDTEND;VALUE=DATE:20250101" in whole
    assert "牵头：整治黑臭河道，建立台账" in whole
    assert len(set(re.findall("UID:(.*)", whole))) == 2


@pytest.mark.parametrize("name", ["江政发[2024]5号", "江政发（2024）5 号", "清水行动方案"])
def test_a_document_by_any_name(client: TestClient, name: str) -> None:
    answer = client.get(f"/document/{name}", headers={"accept": BROWSER})
    assert answer.status_code == 200
    assert unquote(answer.url.path) == f"/document/{NUMBER}"


def test_the_document_page_has_duties_beside_their_clause(client: TestClient) -> None:
    tree = page(client, f"/document/{NUMBER}")
    (clause,) = [one for one in tree.xpath("//article") if one.get("id") == "clause/一/2"]
    assert "安排资金" in text(clause)
    assert [text(one) for one in clause.xpath(".//aside//li")] == ["牵头 市财政局 ¶", "配合 市环保局 ¶"]
    assert "中华人民共和国水法" in text(tree)
    assert "效力" in text(tree) or "不明" in text(tree)


def test_a_day_for_the_status(client: TestClient) -> None:
    assert "2020-01-01" in text(page(client, f"/document/{NUMBER}?as_of=2020-01-01"))


def test_a_name_that_means_several(client: TestClient) -> None:
    said = page(client, "/agency/生态环境局", 300)
    assert {"江州市生态环境局", "江州市甲区生态环境局"} <= {one.text_content() for one in said.xpath("//main//li/a")}


def test_a_name_that_means_nothing(client: TestClient) -> None:
    assert "火星" in text(page(client, "/agency/火星事务局", 404))
    assert "没有找到" in text(page(client, "/nothing/at/all", 404))


def test_language_by_link_is_kept(small: Path) -> None:
    with TestClient(create_app(small)) as client:
        assert "Agencies" in client.get("/?lang=en", headers={"accept": BROWSER}).text
        assert "Agencies" in client.get("/", headers={"accept": BROWSER, "accept-language": "zh"}).text
        assert "机关" in client.get("/?lang=zh", headers={"accept": BROWSER}).text


def test_hostile_words_are_only_words(tmp_path: Path) -> None:
    evil = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
    facts = plan()
    bad = replace(
        facts,
        title=evil,
        promulgates=(evil,),
        responsibilities=(*facts.responsibilities, duty("一/2", evil, "joint", ENVIRONMENT.canonical)),
    )
    publish(tmp_path / "b", lambda directory: store.write(directory / "store", [bad]))
    with TestClient(create_app(tmp_path / "b")) as client:
        for address in (
            "/",
            "/document",
            f"/document/{NUMBER}",
            "/?q=script",
            f"/agency/{ENVIRONMENT.canonical}",
            "/matrix",
        ):
            tree = page(client, address)
            assert tree.xpath("//img | //script[not(@src)]") == []
            assert "49" not in text(tree).replace("149", "")
        assert evil in text(page(client, f"/document/{NUMBER}"))
        for query in (f"/?q={evil}", f"/agency/{evil}", f"/sparql?query={evil}"):
            tree = lxml.html.fromstring(client.get(query, headers={"accept": BROWSER}).text)
            assert tree.xpath("//img | //script[not(@src)]") == []


def test_a_formula_in_a_table_stays_words(tmp_path: Path) -> None:
    facts = plan()
    bad = replace(facts, title="=HYPERLINK(1)")
    publish(tmp_path / "b", lambda directory: store.write(directory / "store", [bad]))
    with TestClient(create_app(tmp_path / "b")) as client:
        body = client.get(f"/agency/{ENVIRONMENT.canonical}?format=csv").text
        assert "'=HYPERLINK(1)" in body


def test_no_way_out_of_the_folder(client: TestClient) -> None:
    for address in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fmodel.py",
        "/document/..%2f..%2fetc",
    ):
        assert "import" not in client.get(address).text


def test_a_new_build_is_served(tmp_path: Path) -> None:
    out = tmp_path / "b"
    publish(out, lambda directory: store.write(directory / "store", [plan()]))
    with TestClient(create_app(out)) as client:
        assert client.get("/api/v1/stats").json()["documents"] == 1
        ask = {"params": {"query": "SELECT ?d { ?d a gw:Document }"}, "headers": {"accept": "text/csv"}}
        assert client.get("/sparql", **ask).text.count("document/") == 1
        second = replace(plan(), key="江政发〔2024〕6号", number="江政发〔2024〕6号")
        publish(out, lambda directory: store.write(directory / "store", [plan(), second]))
        assert client.get("/api/v1/stats").json()["documents"] == 2
        assert client.get("/sparql", **ask).text.count("document/") == 2


def test_a_document_without_a_title_is_told_by_what_it_issues(tmp_path: Path) -> None:
    untitled = replace(plan(), key="公报.txt（2024-03-01）", number=None, title=None)
    publish(tmp_path / "b", lambda directory: store.write(directory / "store", [untitled]))
    with TestClient(create_app(tmp_path / "b")) as client:
        assert all(
            "公报.txt（2024-03-01） 印发《清水行动方案》" in text(page(client, path)) for path in ("/", "/document")
        )


def test_without_the_text_the_page_says_so(tmp_path: Path) -> None:
    publish(tmp_path / "b", lambda directory: store.write(directory / "store", [plan()]))
    with TestClient(create_app(tmp_path / "b")) as client:
        tree = page(client, f"/document/{NUMBER}/source?at=10-16")
    assert "没有存下" in text(tree)
    assert "整治黑臭河道" in text(tree)


def test_the_words_of_every_duty_of_the_corpus_are_marked(corpus_client: TestClient) -> None:
    tree = page(corpus_client, "/agency/市生态环境局")
    links = tree.xpath("//table[contains(@class,'ledger')]//a[@class='quote']/@href")
    quotes = [one.text_content() for one in tree.xpath("//table[contains(@class,'ledger')]//a[@class='quote']")]
    assert len(links) > 10
    for link, quote in list(zip(links, quotes, strict=True))[:8]:
        source = page(corpus_client, link)
        marked = "".join(one.text_content() for one in source.xpath("//mark[@class='at']"))
        wanted = re.sub(r"^\s*“|”(第.*页)?\s*$|…”.*$", "", quote.strip())
        plain = re.sub(r"\s", "", marked)
        assert re.sub(r"\s", "", wanted)[:12] in plain or plain[:12] in re.sub(r"\s", "", wanted), (wanted, marked)
        assert link.rpartition("#")[2] in source.xpath("//@id")


def test_pages_and_api_agree_on_the_corpus(corpus_client: TestClient) -> None:
    counted = corpus_client.get("/api/v1/stats").json()["agencies"]
    assert len(corpus_client.get("/api/v1/agencies").json()) == counted
    assert corpus_client.get("/agency").text.count('<tr><th scope="row">') == counted
    for name in ("市生态环境局", "市发展改革委"):
        answer = corpus_client.get(f"/api/v1/agencies/{name}")
        if answer.status_code != 200:
            continue
        shown = corpus_client.get(f"/agency/{name}?status=stated&format=json").json()
        assert len(shown) == len(answer.json()["duties"]) > 0


def test_the_matrix_marks_what_is_odd(corpus_client: TestClient) -> None:
    tree = page(corpus_client, "/matrix")
    first = tree.xpath("//a[@class='gap']/@href")[0]
    shown = page(corpus_client, first)
    rows = shown.xpath("//div[contains(@class,'matrix')]//tbody/tr")
    assert rows and all(row.xpath(".//span[@class='gap']") for row in rows)


def test_api_failures(client: TestClient) -> None:
    assert client.get("/api/v1/agencies/火星事务局").status_code == 404
    several = client.get("/api/v1/agencies/生态环境局")
    assert several.status_code == 409
    assert "江州市生态环境局" in several.json()["suggestions"]
    assert client.get("/api/v1/search").status_code == 400
    assert client.get(f"/api/v1/agencies/{ENVIRONMENT.canonical}?role=boss").status_code == 400
    for path in (f"documents/{NUMBER}", "documents", f"documents/{NUMBER}/matrix", "deadlines"):
        assert client.get(f"/api/v1/{path}?as_of=soon").status_code == 400, path


def test_the_api_tells_the_states_of_a_day(tmp_path: Path) -> None:
    due = replace(
        plan(), deadlines=(Deadline("一/1", "2024年底前", "2024-12-31", said("2024年底前"), "deadline/before"),)
    )
    publish(tmp_path / "b", lambda directory: store.write(directory / "store", [due]))
    client = TestClient(create_app(tmp_path / "b"))
    status = client.get(f"/api/v1/documents/{NUMBER}?as_of=2020-01-01").json()["status"]
    assert status["state"] == "not yet in force"
    told = {
        "documents": lambda answer: answer[0]["status"],
        f"documents/{NUMBER}/matrix": lambda answer: answer["status"],
        "deadlines": lambda answer: answer[0]["standing"],
    }
    for path, read in told.items():
        assert read(client.get(f"/api/v1/{path}?as_of=2020-01-01").json()) == status, path
        assert read(client.get(f"/api/v1/{path}").json()) is None, path


def test_the_api_does_what_its_description_says(client: TestClient) -> None:
    description: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    for path, item in description["paths"].items():
        name = ENVIRONMENT.canonical if path.startswith("/agencies") else NUMBER
        needed = [one["name"] for one in item["get"]["parameters"] if one["required"] and one["in"] == "query"]
        value = f"agency:{ENVIRONMENT.canonical}" if path.startswith("/graph") else "环境"
        answer = client.get("/api/v1" + path.replace("{name}", name), params=dict.fromkeys(needed, value))
        assert answer.status_code == 200, path
        assert answer.json() is not None


def test_the_api_answers_what_the_look_up_does(client: TestClient, small: Path) -> None:
    graph = store.open_read(small / "store")
    answer = client.get(f"/api/v1/documents/{NUMBER}").json()
    assert answer["title"] == lookup.document(graph, NUMBER).title
    assert len(answer["duties"]) == 3
