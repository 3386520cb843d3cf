"""The picture of the graph leads back to the site."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from kg.cli import app
from kg.graph.network import network
from kg.web.corpus import agencies
from kg.web.pictured import linked

from ..cli.conftest import ENVIRONMENT, plan

SITE = "http://kg.example/"


def test_every_link_of_the_picture_leads_to_a_page(client: TestClient) -> None:
    graph = linked(network([plan()]), SITE, agencies([plan()]))
    hrefs = [data["href"] for *_, data in [*graph.nodes(data=True), *graph.edges(data=True)] if "href" in data]
    assert all(href.startswith(SITE) for href in hrefs)
    for href in set(hrefs):
        assert client.get(href, headers={"accept": "text/html"}).status_code == 200, unquote(href)
    agency = graph.nodes[f"agency:{ENVIRONMENT.canonical}"]
    assert unquote(urlsplit(agency["href"]).path) == f"/agency/{ENVIRONMENT.canonical}"
    assert {"source?at=" in data["href"] for *_, data in graph.edges(data=True) if data["spans"]} == {True}


def test_the_graph_that_was_given_stays_as_it_was() -> None:
    graph = network([plan()])
    linked(graph, SITE, ())
    assert not any("href" in data for _, data in graph.nodes(data=True))


def test_the_site_sends_the_picture_with_its_own_address(client: TestClient) -> None:
    assert f'"href":"{SITE}agency/' in client.get("/graph/all").text


@pytest.mark.parametrize("site", ["javascript:alert(1)", "kg.example", "ftp://kg.example"])
def test_another_kind_of_address_is_refused(site: str) -> None:
    result = CliRunner().invoke(app, ["graph", "--site", site, "--output", "-"])
    assert result.exit_code == 2
