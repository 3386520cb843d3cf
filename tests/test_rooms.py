"""The order of the house: who may import whom, who may print, how long files and functions are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kg"
ROOMS = "source text document mention entity statement graph export query score web cli".split()
ALWAYS = {"model", "errors", "lexicon"}
RDF = {"rdflib", "pyoxigraph", "oxrdflib", "pyshacl"}
NO_RDF = ROOMS[:6]
FILES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", [path for path in FILES if room(path) in (*ROOMS, *ALWAYS)], ids=name_of)
def test_a_room_imports_lower_rooms_only(path: Path) -> None:
    own = room(path)
    allowed = ALWAYS | {own} | (set(ROOMS[: ROOMS.index(own)]) if own in ROOMS else set())
    if own == "cli":
        allowed |= {"build"}
    used = {name.split(".")[1] for name in imported(parsed(path)) if name.startswith("kg.")}
    assert used <= allowed
    if own in NO_RDF:
        assert not RDF & {name.split(".")[0] for name in imported(parsed(path))}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_size_and_habits(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 260 or path.name == "model.py"  # which is a list of types
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 45, node.name
            if not node.name.startswith("_") and node in parsed(path).body:
                assert ast.get_docstring(node), node.name
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "Exception"
            assert caught not in ("Exception", "BaseException"), node.lineno
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert room(path) == "cli" or node.func.id != "print", node.lineno
    assert not re.search(r"#\s*(type: ignore|noqa|TODO|FIXME)", text)


@pytest.mark.parametrize("path", [path for path in FILES if room(path) in ROOMS], ids=name_of)
def test_no_rule_names_a_place_of_the_corpus(path: Path) -> None:
    tree = parsed(path)
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    documentation = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, holders)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in documentation:
            assert not re.search("运城|运政|晋政", node.value), node.lineno


LISTS = sorted(path for path in (PACKAGE / "lexicon" / "data").iterdir() if path.suffix in (".yml", ".tsv"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_word_lists_say_what_they_hold(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    if path.name != "regions.tsv":  # names every place there is
        assert not [line for line in lines if re.search("运城|运政|晋政", line)]
