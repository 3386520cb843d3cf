"""What a reader may choose: questions of the start page, states and months of deadlines, roles in a matrix."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import lxml.html
import pytest
from starlette.testclient import TestClient

from kg.graph import store
from kg.graph.publish import publish
from kg.web.app import create_app
from kg.web.pages.calendar import FORMATS, STATES
from kg.web.pages.start import ASKED_FIRST

BROWSER = {"accept": "text/html,*/*;q=0.8", "accept-language": "zh"}
PLAN = "/document/运政办发〔2023〕36号/matrix"


def page(client: TestClient, address: str) -> lxml.html.HtmlElement:
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.content.decode())


def counts(tree: lxml.html.HtmlElement) -> list[int]:
    """The figures behind the states of the calendar."""
    return [int(one.text_content()) for one in tree.xpath("(//nav[@class='months'])[1]//span")]


def test_questions_of_the_start_page_have_answers(corpus_client: TestClient) -> None:
    links = page(corpus_client, "/").xpath("//main//ul[@class='plain']//a/@href")
    asked = [link for link in links if link.startswith("/sparql?")]
    assert len(asked) > len(ASKED_FIRST)
    for link in asked[: len(ASKED_FIRST)]:
        assert corpus_client.get(link, headers={"accept": "text/csv"}).status_code == 200


@pytest.mark.parametrize(("day", "state"), [("2023-12-25", "next"), ("2099-01-01", "overdue")])
def test_the_question_for_deadlines_has_an_answer_on_any_day(corpus_client: TestClient, day: str, state: str) -> None:
    (link,) = page(corpus_client, f"/?as_of={day}").xpath("//main//a[starts-with(@href, '/calendar')]/@href")
    assert link == f"/calendar?state={state}"


@pytest.mark.parametrize("address", ["/calendar", "/agency/运城市生态环境局"])
def test_a_page_is_told_for_the_youngest_document_and_leads_to_today(corpus_client: TestClient, address: str) -> None:
    tree = page(corpus_client, address)
    (told,) = tree.xpath("//input[@name='as_of']/@value")
    assert told == "2023-12-14"
    assert f"截至日期 {told}" in tree.text_content()
    assert {late <= told for late in tree.xpath("//time[@class='overdue']/@datetime")} == {True}
    (today,) = tree.xpath("//p[@class='hint']/a/@href")
    assert page(corpus_client, address + today).xpath("//input[@name='as_of']/@value") > [told]


def test_examples_of_the_start_page_are_found(corpus_client: TestClient) -> None:
    examples = page(corpus_client, "/").xpath("//p[@class='hint']/a/@href")
    assert len(examples) == 2
    assert all(page(corpus_client, one).xpath("//ul[@class='hits']/li") for one in examples)


def test_the_start_page_of_a_graph_without_documents(tmp_path: Path) -> None:
    publish(tmp_path / "b", lambda directory: store.write(directory / "store", []))
    with TestClient(create_app(tmp_path / "b")) as client:
        assert page(client, "/").xpath("//h1")


def test_states_of_deadlines(corpus_client: TestClient) -> None:
    overdue, ahead, unknown = counts(page(corpus_client, "/calendar?as_of=2023-12-25"))
    assert overdue and ahead and unknown
    for state, count in zip(STATES, (overdue, ahead, unknown), strict=True):
        tree = page(corpus_client, f"/calendar?as_of=2023-12-25&state={state}")
        assert len(tree.xpath("//table[contains(@class,'ledger')]/tbody/tr")) == count
        late = tree.xpath("//table[contains(@class,'ledger')]//time[@class='overdue']")
        assert len(late) == (count if state == "overdue" else 0)
    file = corpus_client.get("/calendar?as_of=2023-12-25&state=next&format=ics").text
    assert file.count("BEGIN:VEVENT") == ahead


def test_a_month_of_deadlines(corpus_client: TestClient) -> None:
    tree = page(corpus_client, "/calendar?month=2023-12")
    days = tree.xpath("//table[@class='month']//time/text()")
    assert days == [str(day) for day in range(1, 32)]
    assert tree.xpath("//table[@class='month']//tr[1]/td")[4].text_content() == "1"  # a Friday
    listed = len(tree.xpath("//table[contains(@class,'ledger')]/tbody/tr"))
    assert corpus_client.get("/calendar?month=2023-12&format=ics").text.count("BEGIN:VEVENT") == listed > 3
    assert tree.xpath("string(//h1/span)") == str(listed)


@pytest.mark.parametrize("month", ["2023-13", "0000-01", "soon"])
def test_what_is_no_month(corpus_client: TestClient, month: str) -> None:
    tree = page(corpus_client, f"/calendar?month={month}")
    assert not tree.xpath("//table") and "没有符合条件" in tree.text_content()


def test_a_role_in_the_matrix(corpus_client: TestClient) -> None:
    everything = page(corpus_client, PLAN).xpath("//div[contains(@class,'matrix')]//tbody/tr")
    rows = page(corpus_client, f"{PLAN}?role=support").xpath("//div[contains(@class,'matrix')]//tbody/tr")
    assert len(rows) < len(everything)
    assert all(row.xpath(".//span[contains(@class,'role-support')]") for row in rows)
    lead = page(corpus_client, f"{PLAN}?role=lead").xpath("//div[contains(@class,'matrix')]//tbody/tr")
    assert lead and all(row.xpath(".//span[contains(@class,'role-lead')]") for row in lead)


def test_deadlines_as_tables_are_those_shown(corpus_client: TestClient) -> None:
    shown = "/calendar?as_of=2023-12-25&state=next"
    tree = page(corpus_client, shown)
    words = [one.strip("“”") for one in tree.xpath("//table[contains(@class,'ledger')]//a[@class='quote']/text()")]
    for link, media in zip(tree.xpath("//p[@class='downloads']/a/@href"), FORMATS.values(), strict=True):
        assert corpus_client.get(f"/calendar{link}").headers["content-type"] == media
    rows = corpus_client.get(f"{shown}&format=json").json()
    assert [row["text"] for row in rows] == words
    table = list(csv.reader(io.StringIO(corpus_client.get(f"{shown}&format=csv").content.decode("utf-8-sig"))))
    assert [row[table[0].index("时限")] for row in table[1:]] == [row["date"] for row in rows]
    owned = {row["text"]: row for row in rows if row["agencies"]}
    told = corpus_client.get("/api/v1/deadlines").json()
    assert owned and [row for row in told if row in rows] == [row for row in rows if row["agencies"]]


def test_a_matrix_as_a_table_is_the_one_shown(corpus_client: TestClient) -> None:
    shown = f"{PLAN}?role=lead&agency=运城市发展和改革委员会"
    tree = page(corpus_client, shown)
    agencies = tree.xpath("//div[contains(@class,'matrix')]//thead//th[@class='upright']/a/text()")
    tasks = len(tree.xpath("//div[contains(@class,'matrix')]//tbody/tr"))
    assert len(tree.xpath("//p[@class='downloads']/a")) == 3
    table = list(csv.reader(io.StringIO(corpus_client.get(f"{shown}&format=csv").content.decode("utf-8-sig"))))
    assert table[0] == ["条目", "任务", *agencies, "时限", "疑点"] and len(table) == 1 + tasks
    assert all("牵头" in "".join(row) for row in table[1:])
    chosen = corpus_client.get(f"{shown}&format=json").json()
    assert chosen["agencies"] == agencies and len(chosen["tasks"]) == tasks
    everything = corpus_client.get("/api/v1/documents/运政办发〔2023〕36号/matrix").json()
    whole = corpus_client.get(f"{PLAN}?format=json").json()
    assert whole == {name: everything[name] for name in whole} and len(whole["tasks"]) > tasks


def test_a_deadline_in_the_matrix_is_that_of_the_bodies_named_above_it(corpus_client: TestClient) -> None:
    tasks = corpus_client.get(f"{PLAN}?format=json").json()["tasks"]
    (due,) = (task for task in tasks if task["clause"] == "八/（二十四）")
    assert due["deadlines"] == ["2023-12-31"] and due["gaps"] == []
    assert [(one["role"], one["clause"]) for one in due["cells"]["运城市规划和自然资源局"]] == [("lead", "八")]
    assert (
        page(corpus_client, PLAN)
        .xpath("//tr[th/a[text()='八/（二十四）']]//a[@class='above']/@title")[0]
        .endswith("八")
    )
