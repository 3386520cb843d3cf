"""The rooms of the house: who may import whom, who may print, how long a file and a function may be."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest

from tests.conftest import CORPUS, ROOT

PACKAGE = ROOT / "kg"
ROOMS = {
    name: number
    for number, name in enumerate(
        "source text document mention entity statement graph export query score web cli".split(), 1
    )
}
COMMON = {"model", "errors", "lexicon"}
FRONT = {"pipeline", "build"}
"""Modules that tie rooms together; only web and cli may use them."""

RDF = {"rdflib", "oxrdflib", "pyoxigraph", "pyshacl"}
RDF_ROOMS = {"graph", "export", "query", "web", "cli", "__init__"}
"""The rooms from graph on; web and cli hand a store from one of them to another, and so does the door for scripts."""

LONGEST_FILE = 250
LONGEST_FUNCTION = 40
LONGEST_BARE_PATTERN = 120
LONGER: dict[str, str] = {"kg/model.py": "the types that pass between all rooms, in one place"}
"""Files and functions (path or path:name) that may be longer, and why."""


@cache
def modules() -> tuple[Path, ...]:
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imports(path: Path) -> tuple[tuple[str, ...], ...]:
    """Every imported module as its dotted parts; ``from kg import x`` counts as kg.x."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[str, ...]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield tuple(alias.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: relative import"
            parts = tuple((node.module or "").split("."))
            if parts == ("kg",):
                yield from ((*parts, alias.name) for alias in node.names)
            else:
                yield parts


def test_every_room_is_known() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert rooms <= {*ROOMS, *COMMON, *FRONT}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_lower_rooms(room: str) -> None:
    wrong = []
    for path in modules():
        if room_of(path) != room:
            continue
        for parts in imports(path):
            if parts[0] != "kg" or len(parts) < 2:
                continue
            target = parts[1]
            front = target in FRONT and ROOMS[room] >= ROOMS["web"]
            lower = target in ROOMS and ROOMS[target] <= ROOMS[room]
            if not (front or lower or target in COMMON):
                wrong.append(f"{name_of(path)}: {'.'.join(parts)}")
    assert wrong == []


def test_what_is_common_imports_no_room() -> None:
    for path in modules():
        if room_of(path) in COMMON:
            targets = {parts[1] for parts in imports(path) if parts[0] == "kg" and len(parts) > 1}
            assert targets <= COMMON, name_of(path)


def test_rooms_below_the_graph_know_no_rdf() -> None:
    users = {room_of(path) for path in modules() if any(parts[0] in RDF for parts in imports(path))}
    assert users - RDF_ROOMS == set()
    assert {"graph"} <= users


def test_only_the_command_line_prints() -> None:
    wrong = [
        name_of(path)
        for path in modules()
        if room_of(path) not in ("cli", "__main__") and path.name != "worker.py"  # talks to its parent process
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.stdout", "sys.stderr"))
    ]
    assert wrong == []


def test_text_files_are_opened_as_utf8() -> None:
    wrong = []
    for path in modules():
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            mode = next(
                (str(a.value) for a in node.args if isinstance(a, ast.Constant) and "b" in str(a.value)[:3]), ""
            )
            if name in ("open", "read_text", "write_text") and not mode:
                given = {keyword.arg for keyword in node.keywords}
                own = isinstance(node.func, ast.Attribute) and name == "open" and not _is_path(node.func)
                first = [a.value for a in node.args[:1] if isinstance(a, ast.Constant)] if name == "read_text" else []
                if "encoding" not in given and first != ["utf-8"] and not own:
                    wrong.append(f"{name_of(path)}:{node.lineno}: {name}")
    assert wrong == []


def _is_path(function: ast.Attribute) -> bool:
    """``path.open(…)``, not ``os.open``, ``zipfile.open`` and the like, which read bytes."""
    return isinstance(function.value, ast.Name) and function.value.id in ("path", "file_path")


def test_files_stay_short() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {name: size for name, size in lengths.items() if size > LONGEST_FILE and name not in LONGER} == {}


def test_functions_stay_short() -> None:
    longer = {}
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring(node)
                name = f"{name_of(path)}:{node.name}"
                if size > LONGEST_FUNCTION and name not in LONGER:
                    longer[name] = size
    assert longer == {}


def _docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the docstring: explaining is not counted."""
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return (first.end_lineno or first.lineno) - first.lineno + 1
    return 0


def test_public_functions_say_what_they_do() -> None:
    bare = [
        f"{name_of(path)}:{node.name}"
        for path in modules()
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert bare == []


def _patterns(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Name, characters and whether it is explained, of each regular expression that a module names."""
    body, lines = tree(path).body, path.read_text(encoding="utf-8").splitlines()
    for node, after in zip_longest(body, body[1:]):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            if ast.unparse(node.value.func) not in ("re.compile", "sieve", "holding"):
                continue
            words = [one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant)]
            explained = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            explained |= lines[node.lineno - 2].startswith("# ") or "  # " in lines[node.lineno - 1]
            yield ast.unparse(node.targets[0]), sum(len(word) for word in words if isinstance(word, str)), explained


def test_long_patterns_say_what_they_match() -> None:
    """Nobody reads a pattern of two lines without an example: in a string below it, or a comment above."""
    bare = [
        f"{name_of(path)}:{name}"
        for path in modules()
        for name, length, explained in _patterns(path)
        if length > LONGEST_BARE_PATTERN and not explained
    ]
    assert bare == []


def test_word_lists_say_what_a_row_means() -> None:
    lists = [path for path in (PACKAGE / "lexicon" / "data").iterdir() if path.suffix in (".yml", ".tsv")]
    assert [path.name for path in lists if not path.read_text(encoding="utf-8").startswith("#")] == []
    assert len(lists) > 20


FORBIDDEN = {
    "except Exception": re.compile(r"except\s+(?:Base)?Exception\b|except\s*:"),
    "type: ignore": re.compile(r"#\s*type:\s*ignore"),
    "noqa": re.compile(r"#\s*noqa"),
    "TODO": re.compile(r"\b(?:TODO|FIXME|XXX)\b"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_habits(what: str) -> None:
    wrong = [name_of(path) for path in modules() if FORBIDDEN[what].search(path.read_text(encoding="utf-8"))]
    assert wrong == []


def own_words() -> tuple[str, ...]:
    """What only this corpus is about: its city, its counties and the codes of its document numbers."""
    with (PACKAGE / "lexicon" / "data" / "regions.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if row and not row[0].startswith("#")]
    head, *body = rows
    places = [dict(zip(head, row, strict=True)) for row in body]
    city = next(place for place in places if place["name"] == "运城市")
    counties = [place["name"] for place in places if place["code"].startswith(city["code"][:4])]
    return ("运城", "运政", "晋政", "运民", "运农", "运发改", "河东", *counties)


TABLES_OF_ALL_CHINA = {"regions.tsv", "recogniser.yml"}
"""Tables of all of China's divisions; recogniser.yml names those that are ordinary words too."""


EXPLAINS = re.compile(r"\s*(?:#|becomes:|stays:|-? ?example:)")


def _without_comments(path: Path, text: str) -> str:
    """Code and data; words of explanation (comments, docstrings, examples) may be real ones."""
    if path.suffix == ".py":
        module = ast.parse(text)
        strings = [node.value for node in ast.walk(module) if isinstance(node, ast.Constant)]
        docs = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(module)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        }
        return "\n".join(str(value) for value in strings if isinstance(value, str) and value not in docs)
    return "\n".join(line.split(" #")[0] for line in text.splitlines() if not EXPLAINS.match(line))


def test_no_rule_is_made_for_one_city() -> None:
    words = own_words()
    assert len(words) > 15
    suffixes = (".py", ".yml", ".yaml", ".tsv", ".rq")
    found = [
        f"{name_of(path)}: {word}"
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in suffixes and path.name not in TABLES_OF_ALL_CHINA
        for text in [_without_comments(path, path.read_text(encoding="utf-8"))]
        for word in words
        if word in text
    ]
    assert found == []
    assert CORPUS.is_dir()
