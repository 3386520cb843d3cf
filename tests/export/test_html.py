from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from kg.errors import KgError
from kg.export.html import render
from kg.graph.network import network
from kg.model import Body, DocumentFacts

EVIL = "</script><img src=x onerror=alert(1)>\u2028<!--"


class Page(HTMLParser):
    """Tags with their attributes, and the text of each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts.append(data)

    def data(self) -> dict[str, dict[str, list[dict[str, str]]]]:
        return json.loads(self.scripts[0])


def test_nothing_is_loaded_from_elsewhere(facts: list[DocumentFacts]) -> None:
    text = render(network(facts), "关系图")
    page = Page(text)
    loads = [(tag, value) for tag, attrs in page.tags for name, value in attrs.items() if name in ("src", "href")]
    assert loads == [("link", "data:,")]
    styles = "".join(text.split("</style>")[:2])
    assert re.findall(r"url\((?!\s*[\"']?data:)", styles) == []
    assert re.findall(r"(?i)@import|sourceMappingURL|bootstrap|tom-select|cdnjs|jsdelivr|unpkg", text) == []


def test_a_policy_forbids_requests_and_foreign_scripts(facts: list[DocumentFacts]) -> None:
    page = Page(render(network(facts), "关系图"))
    policy = next(a["content"] or "" for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    script = policy.split("script-src")[1].split(";")[0]
    assert "unsafe" not in script
    assert script.count("'sha256-") == sum(tag == "script" and "type" not in attrs for tag, attrs in page.tags)


def test_hostile_strings_stay_text(facts: list[DocumentFacts]) -> None:
    hostile = replace(facts[0], title=EVIL, bodies=(*facts[0].bodies, Body(EVIL, "-", "-", "generic")))
    page = Page(render(network([hostile]), EVIL))
    assert all(tag != "img" and "onerror" not in attrs for tag, attrs in page.tags)
    assert any(node["label"] == EVIL for node in page.data()["facts"]["nodes"])
    assert any(node.get("title") == EVIL for node in page.data()["facts"]["nodes"])


def test_the_page_carries_the_facts(facts: list[DocumentFacts]) -> None:
    graph = network(facts)
    data = Page(render(graph, "关系图")).data()
    assert [node["id"] for node in data["facts"]["nodes"]] == list(graph)
    assert len(data["edges"]) == len(data["facts"]["edges"]) == graph.number_of_edges()
    assert [edge["id"] for edge in data["edges"]] == list(range(graph.number_of_edges()))
    assert all({"x", "y"} <= node.keys() for node in data["nodes"])
    assert data["options"]["physics"] == {"enabled": False}


def test_parallel_edges_are_all_kept_and_bent_apart(facts: list[DocumentFacts]) -> None:
    lead = facts[0].responsibilities[0]
    both = replace(facts[0], responsibilities=(lead, replace(lead, role="support")))
    data = Page(render(network([both]), "关系图")).data()
    pairs = zip(data["facts"]["edges"], data["edges"], strict=True)
    drawn = {fact["role"]: edge for fact, edge in pairs if fact["kind"] == "responsibility"}
    assert [drawn["lead"][end] for end in ("from", "to")] == [drawn["support"][end] for end in ("from", "to")]
    assert ["smooth" in drawn[role] for role in ("lead", "support")] == [False, True]


def test_the_same_facts_give_the_same_page(facts: list[DocumentFacts]) -> None:
    assert render(network(facts), "关系图") == render(network(facts[::-1]), "关系图")


def test_language(facts: list[DocumentFacts]) -> None:
    assert '<html lang="zh-CN" data-lang="zh">' in render(network(facts), "关系图")
    assert '<html lang="en" data-lang="en">' in render(network(facts), "Graph", lang="en")
    with pytest.raises(KgError, match="'fr'"):
        render(network(facts), "关系图", lang="fr")


def test_both_languages_name_the_same_things() -> None:
    strings = Page(render(network([]), "无")).data()["strings"]

    def names(tree: object, path: str = "") -> set[str]:
        if not isinstance(tree, dict):
            return {path}
        return {name for key, value in tree.items() for name in names(value, f"{path}/{key}")}

    assert names(strings["zh"]) == names(strings["en"])


def test_a_large_graph_is_rendered_in_seconds() -> None:
    from .test_layout import large

    graph = large()
    for node, data in graph.nodes(data=True):
        data.update(label=node, stub=False)
    for _, _, data in graph.edges(data=True):
        data.update(role="lead", status="stated", spans=(), quote="")
    start = time.process_time()
    render(graph, "大图")
    assert time.process_time() - start < 20
