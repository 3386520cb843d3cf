"""records.jsonl: keys of the guide, evidence on every item, stable order."""

from __future__ import annotations

import json
from dataclasses import replace

from kg.statement.keys import key
from kg.statement.records import dumps, record, records
from tests.graph.factory import corpus, plan, repealed

RECORD = record(plan())
ITEMS = ("responsibilities", "citations", "deadlines", "members", "hosts", "aliases", "appointments")


def test_every_item_says_where_it_stands_and_what_made_it() -> None:
    for layer in ITEMS:
        for item in RECORD[layer]:
            assert {"span", "quote", "page", "rule", "status"} <= item.keys(), layer
            assert len(item["span"]) == 2


def test_a_duty() -> None:
    (duty,) = [duty for duty in RECORD["responsibilities"] if duty["role"] == "lead"]
    assert duty == {
        "clause": "一/（一）",
        "agency": "市工信局",
        "role": "lead",
        "agency_id": "运城市工业和信息化局",
        "deadline": "2023-12-31",
        "span": [300, 312],
        "spans": [[300, 312], [400, 410]],
        "quote": "（市工信局牵头，市生态环境局配合，各县政府落实）",
        "page": 3,
        "rule": "tail",
        "status": "stated",
        "agency_span": [301, 305],
    }


def test_scope_stands_only_where_there_is_one() -> None:
    assert [duty.get("scope") for duty in RECORD["responsibilities"]].count("following") == 1
    assert sum("scope" in duty for duty in RECORD["responsibilities"]) == 1


def test_one_place_needs_no_list_of_places() -> None:
    assert all("spans" not in item for item in RECORD["citations"])


def test_head() -> None:
    assert RECORD["number"] == "运政发〔2023〕30号"
    assert RECORD["issuers"] == ["运城市人民政府"]
    assert RECORD["annexes"] == ["汇总表", "汇总表"]
    assert RECORD["source"] == "corpus/运城公报 2023.txt"
    assert {entry["field"] for entry in RECORD["evidence"]} == {"number", "signed"}


def test_agencies_are_surface_forms_once() -> None:
    facts = replace(plan(), agencies=plan().agencies * 2)
    assert record(facts)["agencies"] == [
        "运城市人民政府",
        "各县（市、区）人民政府",
        "市工信局",
        "市生态环境局",
        "盐湖分局",
        "公安机关",
    ]
    assert record(plan())["agency_mentions"][2]["agency_id"] == "运城市工业和信息化局"


def test_groups() -> None:
    (member,), (host,) = RECORD["members"], RECORD["hosts"]
    assert (member["body"], member["agency"], member["role"]) == ("领导小组", "市工信局", "成员")
    assert (member["body_id"], member["agency_id"]) == ("运城市大气污染防治工作领导小组", "运城市工业和信息化局")
    assert (host["body"], host["agency"]) == ("领导小组办公室", "市生态环境局")


def test_clauses_have_their_place() -> None:
    assert RECORD["clauses"][3] == {
        "path": "一/（一）",
        "part": "main",
        "heading": "推进技术改造",
        "span": [200, 206],
        "page": 2,
    }


def test_lines_are_json_sorted_by_source_and_key_whatever_the_input_order() -> None:
    text = dumps(records(corpus()))
    assert text == dumps(records(corpus()[::-1]))
    keys = [(row["source"], row["key"]) for row in map(json.loads, text.splitlines())]
    assert keys == sorted(keys)
    assert len(keys) == 3
    assert "运城市" in text


def test_nothing_is_an_empty_file() -> None:
    assert dumps(records([])) == ""


def test_a_bare_document() -> None:
    bare = record(repealed())
    assert bare["effective"] == "2021-03-01"
    assert all(bare[layer] == [] for layer in ITEMS)


def test_minutes_of_two_governments_with_one_number_are_two_documents() -> None:
    first, second = (key("〔2024〕33号", f"{place}会议纪要", None, "a.txt") for place in ("江州市政府", "衡州市政府"))
    assert first == "江州市政府会议纪要〔2024〕33号" != second
    assert key("江政发〔2024〕5号", "江州市政府会议纪要", None, "a.txt") == "江政发〔2024〕5号"
    assert key(None, "关于值班的通知", "2024-03-01", "a.txt", ("市水务局",)) == "市水务局关于值班的通知（2024-03-01）"
    assert key(None, "市水务局关于值班的通知", None, "a.txt", ("市水务局",)) == "市水务局关于值班的通知"
