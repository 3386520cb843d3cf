"""Scripts and style sheets: kept by browsers for as long as they are the same, several scripts as one."""

from __future__ import annotations

import gzip
import re

import pytest
from starlette.testclient import TestClient

from kg.web.assets import EXPLORER, address, assets
from kg.web.bundle import bundled


def test_an_address_with_the_digest_lasts(client: TestClient) -> None:
    page = client.get("/explorer").text
    named = set(re.findall(r'"(/static/[^"]+)"', page))
    assert {address(name) for name in ("site.css", "site.js", "icon.svg", EXPLORER)} <= named
    for place in named:
        lasting, plain = client.get(place), client.get(re.sub("/static/[0-9a-f]{12}/", "/static/", place))
        assert lasting.status_code == plain.status_code == 200 and lasting.content == plain.content
        assert "immutable" in lasting.headers["cache-control"] and plain.headers["cache-control"] == "no-cache"
        again = client.get(place, headers={"if-none-match": f'"x", W/{plain.headers["etag"]}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", plain.headers["etag"])
    assert client.get("/static/0123456789ab/site.css").headers["cache-control"] == "no-cache"
    assert client.get("/static/0123456789ab/0123456789ab/site.css").status_code == 404
    assert client.get("/static/").status_code == client.get("/static/none.js").status_code == 404
    assert client.post(address("site.css")).status_code == 405


def test_long_files_are_pressed_for_who_reads_that(client: TestClient) -> None:
    plain = client.get(address(EXPLORER), headers={"accept-encoding": "identity"})
    small = client.get(address(EXPLORER), headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers and small.headers["content-encoding"] == "gzip"
    assert plain.headers["vary"] == small.headers["vary"] == "Accept-Encoding"
    assert small.content == plain.content == assets()[EXPLORER].plain
    assert int(small.headers["content-length"]) < len(plain.content) / 2
    assert gzip.decompress(assets()[EXPLORER].small or b"") == plain.content
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"


def test_the_explorer_is_one_script() -> None:
    text = assets()[EXPLORER].plain.decode()
    assert re.findall(r"^import .*$", text, re.MULTILINE) == [
        "import { ofTheSite, remark, suggest } from '../suggest.js';"
    ]
    assert not re.search(r"^export", text, re.MULTILINE)
    scripts = [name for name in assets() if name.startswith("explorer/") and name.endswith(".js") and name != EXPLORER]
    left = [name for name in scripts if assets()[name].plain.decode().splitlines()[0] not in text]
    assert left == ["explorer/webgl.js"]


def test_a_script_comes_once_and_before_who_needs_it() -> None:
    scripts = {
        "a/main.js": "import { two, Three } from './b.js';\nimport { one } from './c.js';\n"
        "import { far } from '../d.js';\nrun(one);\n",
        "a/b.js": "import { one } from './c.js';\nexport async function two() { return one; }\nexport class Three {}\n",
        "a/c.js": "export const one = 1;\n",
    }
    assert bundled("a/main.js", scripts) == (
        "import { far } from '../d.js';\n"
        "const $0 = (() => {\nconst one = 1;\nreturn { one };\n})();\n"
        "const $1 = (() => {\nconst { one } = $0;\nasync function two() { return one; }\nclass Three {}\n"
        "return { two, Three };\n})();\n"
        "const { two, Three } = $1;\nconst { one } = $0;\nrun(one);\n"
    )
    with pytest.raises(ValueError, match=r"circle.*a/c\.js → a/b\.js → a/c\.js"):
        bundled("a/c.js", {**scripts, "a/c.js": "import { two } from './b.js';\n"})
