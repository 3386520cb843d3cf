from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from kg.errors import QueryError
from kg.graph.network import around, network
from kg.model import (
    AgencyMention,
    Body,
    Citation,
    ClauseFact,
    DocumentFacts,
    Evidence,
    Host,
    Member,
    Responsibility,
)

KEY = "江政发〔2024〕5号"


def said(quote: str, start: int = 0) -> Evidence:
    return Evidence(((start, start + len(quote)),), quote, 3)


def document(key: str = KEY, **fields: object) -> DocumentFacts:
    empty = DocumentFacts(
        key, "a.txt", "0" * 64, "utf-8", key, "通知", "通知", (), (), (), "2024-01-01", None, None, None, ()
    )
    return replace(empty, **fields)


def duty(agency: str, clause: str = "一", start: int = 50, body: str = "") -> Responsibility:
    return Responsibility(clause, agency, "lead", said(agency + "牵头", start), said(agency, start), "r1", body=body)


def edges(graph: object, kind: str) -> list[tuple[str, str, dict[str, object]]]:
    return [(a, b, data) for a, b, data in graph.edges(data=True) if data["kind"] == kind]


def test_two_surfaces_of_one_body_are_one_node_and_both_names_are_kept() -> None:
    body = Body("江州市生态环境局", "prefecture", "江州市", "department")
    duties = (duty("市环保局", body=body.canonical), duty("市生态环境局", "二", body=body.canonical))
    graph = network([document(responsibilities=duties, bodies=(body,))])
    assert [node for node in graph if node.startswith("agency:")] == ["agency:江州市生态环境局"]
    assert graph.nodes["agency:江州市生态环境局"]["names"] == ("市环保局", "市生态环境局")
    assert graph.nodes["agency:江州市生态环境局"]["tier"] == "prefecture"


def test_a_duty_carries_its_evidence_and_its_task_its_place() -> None:
    clause = ClauseFact("一", 1, 1, "治水", "…", "main", said("治水", 40))
    graph = network([document(responsibilities=(duty("市水利局"),), clauses=(clause,))])
    [(start, end, data)] = edges(graph, "responsibility")
    assert (start, end) == ("agency:市水利局", f"task:{KEY}#一")
    assert (data["role"], data["quote"], data["spans"], data["page"]) == ("lead", "市水利局牵头", ((50, 56),), 3)
    assert (data["document"], data["source"], data["clause"], data["rule"]) == (KEY, "a.txt", "一", "r1")
    assert graph.nodes[end]["label"] == "治水"
    assert [(a, b) for a, b, _ in edges(graph, "part_of")] == [(end, f"document:{KEY}")]


def test_only_clauses_with_a_duty_are_tasks() -> None:
    clauses = tuple(ClauseFact(path, n, 1, path, "…", "main", said(path, n)) for n, path in enumerate(("一", "二")))
    graph = network([document(responsibilities=(duty("市水利局", "二"),), clauses=clauses)])
    assert [node for node in graph if node.startswith("task:")] == [f"task:{KEY}#二"]


def test_the_same_path_in_two_parts_is_two_tasks() -> None:
    first = ClauseFact("一", 1, 1, "正文", "…", "main", said("正文", 10))
    second = ClauseFact("一", 7, 1, "附件", "…", "annex", said("附件", 200))
    duties = (duty("甲局", start=20), duty("乙局", start=220))
    graph = network([document(responsibilities=duties, clauses=(first, second))])
    labels = {a: graph.nodes[b]["label"] for a, b, _ in edges(graph, "responsibility")}
    assert labels == {"agency:甲局": "正文", "agency:乙局": "附件"}


def test_two_roles_of_one_agency_in_one_task_are_two_edges() -> None:
    both = (duty("甲局"), replace(duty("甲局"), role="support"))
    graph = network([document(responsibilities=both)])
    assert [data["role"] for _, _, data in edges(graph, "responsibility")] == ["lead", "support"]


def test_a_cited_document_is_a_stub_unless_the_build_holds_it() -> None:
    other = "川政发〔2023〕9号"
    cites = (
        Citation("", other, None, "basis", said(other), "c"),
        Citation("", None, "水法", "basis", said("《水法》"), "c"),
    )
    alone = network([document(citations=cites)])
    assert [(node, alone.nodes[node]["stub"]) for node in alone if node.startswith("document:")] == [
        ("document:川政发〔2023〕9号", True),
        ("document:水法", True),
        (f"document:{KEY}", False),
    ]
    linked = replace(cites[0], number="川政发(2023)9号", target=other)
    both = network([document(citations=(linked,)), document(other)])
    assert [both.nodes[node]["stub"] for node in both] == [False, False]


def test_members_hosts_issuers_and_bare_mentions() -> None:
    facts = document(
        issuers=("江州市政府",),
        agencies=(
            AgencyMention("江州市政府", "", said("江州市政府"), "n", "江州市人民政府"),
            AgencyMention("省厅", "", said("省厅"), "n", "某省厅"),
        ),
        members=(Member("一", "小组", "甲局", "成员", said("甲局"), "m"),),
        hosts=(Host("一", "小组办", "甲局", said("办公室设在甲局"), "h"),),
        evidence=(("issuers", said("江州市政府", 9)),),
    )
    graph = network([facts])
    assert [(a, b) for a, b, _ in edges(graph, "issued_by")] == [(f"document:{KEY}", "agency:江州市人民政府")]
    assert edges(graph, "issued_by")[0][2]["spans"] == ((9, 14),)
    assert [(a, b, data["role"]) for a, b, data in edges(graph, "member")] == [("agency:甲局", "agency:小组", "成员")]
    assert [(a, b) for a, b, _ in edges(graph, "host")] == [("agency:小组办", "agency:甲局")]
    assert [b for _, b, _ in edges(graph, "mention")] == ["agency:某省厅"]


def test_the_order_of_the_documents_does_not_matter() -> None:
    one, two = (
        document(responsibilities=(duty("甲局"),)),
        document("乙〔2024〕1号", responsibilities=(duty("甲局", "二"),)),
    )
    first, second = network([one, two]), network([two, one])
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))


def test_order_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "from kg.graph.network import *; from kg.model import *\n"
        "e = Evidence((), 'x'); d = lambda c: Responsibility(c, '局' + c, 'lead', e, e, 'r')\n"
        "f = DocumentFacts('k', 's', '', '', None, None, None, (), (), (), None, None, None, None, (),"
        " responsibilities=tuple(map(d, 'cbafed')))\n"
        "g = network([f]); print(list(g.edges), list(around(g, '局a', 3).edges))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": n}
        )
        for n in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != ""


def test_around_walks_by_hops_and_keeps_the_documents_of_its_tasks() -> None:
    duties = (duty("甲局"), duty("乙局"), duty("乙局", "二"), duty("丙局", "二"))
    graph = network([document(responsibilities=duties)])
    assert set(around(graph, "甲局", 0)) == {"agency:甲局"}
    assert set(around(graph, "甲局", 1)) == {"agency:甲局", f"task:{KEY}#一", f"document:{KEY}"}
    assert "agency:乙局" in around(graph, "甲局", 2)
    assert "agency:丙局" not in around(graph, "甲局", 3)
    assert "agency:丙局" in around(graph, "甲局", 4)
    assert around(graph, "甲局", 2).edges[f"task:{KEY}#一", f"document:{KEY}", f"part_of:{KEY}:一:0"]["quote"]


def test_a_bare_mention_is_no_step() -> None:
    named = tuple(AgencyMention(name, "", said(name), "n", name) for name in ("甲局", "丁局"))
    graph = network([document(responsibilities=(duty("甲局"),), agencies=named)])
    assert "agency:丁局" in graph
    assert "agency:丁局" not in around(graph, "甲局", 9)


@pytest.mark.parametrize(("name", "hops"), [("无此局", 1), ("甲局", -1)])
def test_around_refuses(name: str, hops: int) -> None:
    graph = network([document(responsibilities=(duty("甲局"),))])
    with pytest.raises(QueryError, match=name if hops > 0 else "hops"):
        around(graph, name, hops)
