"""Who is let in: token, host, rate; and what every refusal carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from kg.errors import KgError
from kg.graph import store
from kg.graph.publish import publish
from kg.web.access import SESSION, Access, Buckets, Door, host_of, is_loopback
from kg.web.app import create_app
from kg.web.pages import login
from kg.web.pages.login import local

from ..cli.conftest import plan

TOKEN = "quite-a-secret"
BROWSER = {"accept": "text/html,*/*;q=0.8", "accept-language": "zh"}
EVERYTHING = ["/", "/agency", "/document", "/sparql", "/quality", "/api/v1/stats", "/api/v1/openapi.json",
              "/.well-known/void", "/agency/江州市生态环境局", "/nothing", "/login/../api/v1/stats",
              "/loginx"]  # fmt: skip


@pytest.fixture(scope="module")
def locked(small: Path) -> Iterator[TestClient]:
    with TestClient(create_app(small, access=Access(token=TOKEN)), base_url="http://kg.example") as client:
        yield client


@pytest.mark.parametrize("address", EVERYTHING)
@pytest.mark.parametrize("shown", [None, "Bearer wrong", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer", "Bearer \xff"])
def test_nothing_without_the_token(locked: TestClient, address: str, shown: str | None) -> None:
    headers = {} if shown is None else {"authorization": shown.encode("latin-1")}
    answer = locked.get(address, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith('Bearer realm="gongwen-kg"')
    assert ("invalid_token" in answer.headers["www-authenticate"]) == (shown is not None)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "江州" not in answer.text


@pytest.mark.parametrize("address", [one for one in EVERYTHING if "login" not in one and one != "/nothing"])
def test_everything_with_the_token(locked: TestClient, address: str) -> None:
    assert locked.get(address, headers={"authorization": f"bearer {TOKEN}"}).status_code == 200


def test_a_browser_gets_a_form_and_a_cookie(small: Path) -> None:
    with TestClient(create_app(small, access=Access(token=TOKEN)), base_url="http://kg.example") as client:
        goal = f"/agency/{quote('江州市生态环境局')}?role=lead"
        asked = client.get(goal, headers=BROWSER)
        assert asked.status_code == 401 and "需要口令" in asked.text
        assert f'value="{goal}"' in asked.text
        assert client.get("/static/site.css").status_code == 200
        wrong = client.post("/login", data={"token": "no", "next": goal}, headers=BROWSER)
        assert wrong.status_code == 401 and "口令不对" in wrong.text and f'value="{goal}"' in wrong.text
        right = client.post("/login", data={"token": TOKEN, "next": goal}, follow_redirects=False)
        assert (right.status_code, right.headers["location"]) == (303, goal)
        cookie = right.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=lax" in cookie and TOKEN not in cookie
        assert client.get(goal, headers=BROWSER).status_code == 200
        client.cookies.set(SESSION, "0" * 64)
        assert client.get(goal, headers=BROWSER).status_code == 401


def test_the_cookie_travels_encrypted_where_the_site_does(small: Path) -> None:
    with TestClient(create_app(small, access=Access(token=TOKEN)), base_url="https://kg.example") as client:
        answer = client.post("/login", data={"token": TOKEN}, follow_redirects=False)
        assert "secure" in answer.headers["set-cookie"].lower()


def test_no_form_where_there_is_no_token(client: TestClient) -> None:
    assert client.get("/login", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    "address", ["//evil.example/", "/\\evil.example", "https://evil.example", "evil", "", "/a\\b", "/\t/evil.example"]
)
def test_the_form_leads_nowhere_else(address: str) -> None:
    assert local(address) == "/"


@pytest.mark.parametrize("token", ["", "short", "with space in it", "口令口令口令口令", "line\nbreak-in-it"])
def test_a_token_that_no_header_can_carry(token: str) -> None:
    with pytest.raises(KgError, match="at least 8 characters"):
        Access(token=token)


@pytest.mark.parametrize(
    ("host", "name"),
    [("localhost:8000", "localhost"), ("LOCALHOST", "localhost"), ("127.0.0.1", "127.0.0.1"), ("[::1]:8000", "::1"),
     ("kg.example.", "kg.example"), ("a b", ""), ("", ""), ("evil.example/localhost", ""), ("localhost@evil", ""),
     ("[::1", ""), ("localhost:80:80", "")],
)  # fmt: skip
def test_hosts(host: str, name: str) -> None:
    assert host_of(host) == name


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("a.localhost", True),
     ("localhost.evil.example", False), ("127.0.0.1.evil.example", False), ("0.0.0.0", False), ("10.0.0.1", False)],
)  # fmt: skip
def test_loopback(host: str, here: bool) -> None:
    assert is_loopback(host) is here


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8000", "", "10.1.2.3:8000"])
def test_a_foreign_host_is_refused(small: Path, host: str) -> None:
    client = TestClient(create_app(small, access=Access(hosts=("kg.example",))), base_url="http://localhost:8000")
    answer = client.get("/api/v1/stats", headers={"host": host})
    assert answer.status_code == 421
    assert "--allow-host" in answer.json()["error"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "kg.example", "KG.EXAMPLE:443"])
def test_a_host_of_ours_is_not(small: Path, host: str) -> None:
    with TestClient(create_app(small, access=Access(hosts=("kg.example",)))) as client:
        assert client.get("/api/v1/stats", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("access", "host", "opens"),
    [(Access(hosts=()), "localhost:8000", True), (Access(hosts=()), "evil.example", False),
     (Access(hosts=()), "", False), (Access(hosts=(), rate=1.0), "localhost", False),
     (Access(hosts=(), token=TOKEN), "localhost", False)],
)  # fmt: skip
def test_the_door_stands_open_only_where_there_is_nothing_to_count_or_to_ask(
    access: Access, host: str, opens: bool
) -> None:
    assert Door(access, login.form).stands_open([(b"host", host.encode())]) is opens


def test_a_bucket_empties_and_fills() -> None:
    clock = [0.0]
    buckets = Buckets(rate=2.0, size=4.0, now=lambda: clock[0])
    assert [buckets.wait("a") for _ in range(5)] == [0, 0, 0, 0, 0.5]
    assert buckets.wait("b") == 0
    clock[0] = 0.5
    assert [buckets.wait("a") for _ in range(2)] == [0, 0.5]
    clock[0] = 100.0
    assert [buckets.wait("a") for _ in range(5)] == [0, 0, 0, 0, 0.5]
    clock[0] = 200.0
    assert [buckets.wait("a", 10) for _ in range(2)] == [0, 3.5]


def test_of_many_clients_only_so_many_are_remembered() -> None:
    buckets = Buckets(rate=1.0, size=1.0, now=lambda: 0.0)
    for number in range(10_050):
        assert buckets.wait(str(number)) == 0
    assert len(buckets._levels) == 10_000


def test_who_asks_too_often_waits_and_others_do_not(small: Path) -> None:
    app = create_app(small, access=Access(rate=1.0))
    first, second = (TestClient(app, client=(host, 5)) for host in ("198.51.100.1", "198.51.100.2"))
    codes = [first.get("/static/icon.svg").status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]
    refused = first.get("/api/v1/stats")
    assert refused.status_code == 429 and "too many" in refused.json()["error"]
    assert int(refused.headers["retry-after"]) >= 1
    assert "default-src 'none'" in refused.headers["content-security-policy"]
    assert second.get("/static/icon.svg").status_code == 200


def test_the_addresses_of_one_subscriber_are_one_client(small: Path) -> None:
    app = create_app(small, access=Access(rate=0.2))
    one, other, far = (
        TestClient(app, client=(f"2001:db8:0:{net}::{host}", 5)) for net, host in ((1, 1), (1, 2), (2, 1))
    )
    assert one.get("/static/icon.svg").status_code == 200
    assert other.get("/static/icon.svg").status_code == 429
    assert far.get("/static/icon.svg").status_code == 200


def test_guessing_the_token_soon_has_to_wait(small: Path) -> None:
    app = create_app(small, access=Access(token=TOKEN, rate=4.0))
    client = TestClient(app, client=("198.51.100.1", 5))
    codes = [client.post("/login", data={"token": f"guess-{number}"}).status_code for number in range(4)]
    assert codes == [401, 401, 429, 429]
    other = TestClient(app, client=("198.51.100.2", 5))
    shown = [other.get("/api/v1/stats", headers={"authorization": "Bearer guess"}).status_code for _ in range(3)]
    assert shown == [401, 401, 429]


def test_an_error_of_the_server_tells_nothing_and_has_the_headers(small: Path) -> None:
    app = create_app(small)

    def fails(request: object) -> None:
        raise RuntimeError("the inside of the server")

    app.router.routes.insert(0, Route("/fails", fails))
    app.router.routes.insert(0, Route("/api/v1/fails", fails))
    with TestClient(app, raise_server_exceptions=False) as client:
        for address in ("/fails", "/api/v1/fails"):
            answer = client.get(address)
            assert answer.status_code == 500
            assert "inside" not in answer.text and "Traceback" not in answer.text
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.json() == {"error": "an error of the server; its log says more"}


def test_a_build_that_cannot_be_opened_is_left_aside(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    out = tmp_path / "b"
    publish(out, lambda directory: store.write(directory / "store", [plan()]))

    def spoilt(directory: Path) -> None:
        (directory / "store").mkdir()
        (directory / "store" / store.MARKER).write_text('{"schema": 9999}', encoding="utf-8")

    second = replace(plan(), key="江政发〔2024〕6号", number="江政发〔2024〕6号")
    with TestClient(create_app(out)) as client:
        publish(out, spoilt)
        assert client.get("/api/v1/stats").json()["documents"] == 1
        assert client.get("/api/v1/stats").json()["documents"] == 1
        assert [record.levelname for record in caplog.records] == ["WARNING"]
        assert "schema version 9999" in caplog.text
        said = client.get("/quality", headers=BROWSER).text
        assert "没有换用" in said and str(tmp_path) not in said
        publish(out, lambda directory: store.write(directory / "store", [plan(), second]))
        assert client.get("/api/v1/stats").json()["documents"] == 2
        assert "没有换用" not in client.get("/quality", headers=BROWSER).text


def test_a_build_that_is_gone_is_served_on(tmp_path: Path) -> None:
    out = tmp_path / "b"
    publish(out, lambda directory: store.write(directory / "store", [plan()]))
    with TestClient(create_app(out)) as client:
        (out / "current").unlink()
        (out / "store").unlink()
        assert client.get("/api/v1/stats").json()["documents"] == 1
        assert "没有换用" in client.get("/quality", headers=BROWSER).text
