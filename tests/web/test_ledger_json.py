"""An agency's duties as JSON: copied from the index of the build, or chosen and joined; page by page in both cases."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.graph import read, store
from kg.graph.publish import current, publish
from kg.query import agency_index, lookup
from kg.query.agency_index import PAGE_ROWS
from kg.web.app import create_app

from ..cli.conftest import plan

BODY = plan().responsibilities[0].body
MANY = 2 * PAGE_ROWS + 5


@pytest.fixture(scope="module", params=["with an index", "without"])
def busy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build in which one agency has very many duties."""
    first = plan().responsibilities[0]
    duties = tuple(
        replace(first, rule=f"rule{number:04}", evidence=replace(first.evidence, quote=f"第{number:04}项"))
        for number in range(MANY)
    )
    facts = replace(plan(), responsibilities=duties, derived=(), tasks=())
    out = tmp_path_factory.mktemp("busy") / "build"

    def write(directory: Path) -> None:
        store.write(directory / "store", [facts])
        opened = store.open_read(directory / "store")
        if request.param == "with an index":
            agency_index.write(directory / agency_index.FILE, opened, read.load(opened))

    publish(out, write)
    return out


def test_pages_lead_to_all_duties(busy: Path) -> None:
    with TestClient(create_app(busy), base_url="http://kg.example") as client:
        for more in ("", "&derived=1", "&role=" + plan().responsibilities[0].role):
            address, rows, sizes = f"/api/v1/agencies/{BODY}?page=1{more}", [], []
            while address:
                answer = client.get(address).json()
                assert answer["total"] == MANY
                rows += answer["duties"]
                sizes.append(len(answer["duties"]))
                address = answer["next"]
            assert sizes == [PAGE_ROWS, PAGE_ROWS, 5]
            assert sorted(row["quote"] for row in rows) == [f"第{number:04}项" for number in range(MANY)]
        assert client.get(f"/api/v1/agencies/{BODY}?page=99").json()["duties"] == []
        for wrong in ("0", "-1", "x", "１", "9" * 30):
            assert client.get(f"/api/v1/agencies/{BODY}?page={wrong}").status_code == 400, wrong


def test_the_page_for_people_is_cut_too_and_its_files_are_whole(busy: Path) -> None:
    with TestClient(create_app(busy), base_url="http://kg.example") as client:
        shown = [client.get(f"/agency/{BODY}?page={number}").text for number in (1, 3, 99)]
        assert [text.count('class="task"') for text in shown] == [100, 100, 5]
        assert 'rel="next"' in shown[0] and 'rel="prev"' not in shown[0]
        assert 'rel="prev"' in shown[2] and 'rel="next"' not in shown[2]
        assert len(client.get(f"/agency/{BODY}?format=json&page=2").json()) == MANY


def test_what_is_copied_is_what_a_look_up_answers(corpus_client: TestClient, corpus_build: Path) -> None:
    build = current(corpus_build)
    opened = store.open_read(build / "store")
    for name in ("市生态环境局", "运城市财政局"):
        for derived in (False, True):
            answer = corpus_client.get(f"/api/v1/agencies/{name}" + ("?derived=1" if derived else "")).json()
            wanted = json.loads(json.dumps(asdict(lookup.agency(opened, name, derived=derived))))
            key = {"key": lambda row: json.dumps(row, ensure_ascii=False, sort_keys=True)}
            assert sorted(answer.pop("duties"), **key) == sorted(wanted.pop("duties"), **key)
            assert {**wanted, "total": answer["total"], "next": None} == answer
