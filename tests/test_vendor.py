"""What others wrote and kg carries: every file is the one that the manifest names, with its licence beside it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tools.vendor.make import LICENCE_SUFFIX, MANIFEST, ROOT, TARGETS, manifest

OLD_JSON = {"yasqe.js": 1}
"""How often a file says eval where a browser has no JSON.parse of its own: none that the site is made for."""

VENDORED = ROOT / "kg" / "web" / "static" / "vendor"
LOCK = MANIFEST.parent / "package-lock.json"
FILES: dict[str, str] = json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_what_the_manifest_says(name: str) -> None:
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == FILES[name]


def test_every_vendored_file_comes_from_a_target() -> None:
    wanted = {entry["to"] for entry in json.loads(TARGETS.read_text(encoding="utf-8"))}
    assert set(FILES) == wanted | {name + LICENCE_SUFFIX for name in wanted}
    assert {path.relative_to(ROOT).as_posix() for path in VENDORED.rglob("*") if path.is_file()} <= set(FILES)


def test_every_licence_says_something() -> None:
    for name in FILES:
        if name.endswith(LICENCE_SUFFIX):
            parts = (ROOT / name).read_text(encoding="utf-8").split("\n---\n")
            assert all(len(part.strip().splitlines()) > 5 for part in parts), name


def test_the_manifest_is_that_of_the_lock() -> None:
    contents = {name: (ROOT / name).read_bytes() for name in FILES}
    assert MANIFEST.read_bytes() == manifest(contents, LOCK)


def test_the_lock_names_no_index_and_checks_every_package() -> None:
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    installed = {name: entry for name, entry in packages.items() if name}
    assert installed
    assert [name for name, entry in installed.items() if "resolved" in entry or "integrity" not in entry] == []


@pytest.mark.parametrize("path", sorted(VENDORED.glob("*.js")), ids=lambda path: path.name)
def test_scripts_stay_within_the_policy(path: Path) -> None:
    """The site's policy allows no code from strings."""
    text = path.read_text(encoding="utf-8")
    assert text.count("eval(") == OLD_JSON.get(path.name, 0)
    assert "new Function(" not in text
