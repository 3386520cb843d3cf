"""The SPARQL page: a query, the questions kept as examples, the answer as a table, the place of an error."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from unicodedata import east_asian_width
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from kg.graph.vocabulary import PREFIXES
from kg.query.named import named_queries
from kg.query.terms import with_prefixes
from kg.web import links
from kg.web.corpus import Corpus
from kg.web.sparql.evaluate import Answer, Question
from kg.web.sparql.wording import told
from kg.web.view import corpus, render, words
from kg.web.words import Words

DEFAULT = """SELECT ?agency ?task WHERE {
  ?body skos:prefLabel ?agency ; gw:leads ?clause .
  ?clause gw:heading ?task .
} LIMIT 20"""
_AROUND = 24
"""Characters shown on each side of an error."""
DOWNLOADS = {"select": ("json", "xml", "csv", "tsv"), "ask": ("json", "xml"), "graph": ("ttl", "nt", "jsonld", "rdf")}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in the table: a page of this site where there is one."""

    text: str
    href: str


def page(request: Request, question: Question | None, answer: Answer | None) -> Response:
    """The page with a query, and its answer where it was asked."""
    graph = corpus(request)
    given = question.query if question else request.query_params.get("query", DEFAULT)
    text = with_prefixes(given.replace("\r\n", "\n"))
    lines = text.split("\n")
    added = len(lines) - len(given.split("\n"))
    line, column = _place(answer, lines, added)
    ok = answer is not None and answer.status == 200
    asked = _asked(text, words(request).language)
    say = words(request) if asked else None
    head, rows = _table(answer, graph, say) if answer is not None and ok and answer.kind != "graph" else ([], [])
    return render(
        request,
        "sparql.html",
        200 if answer is None else answer.status,
        text=text,
        lines=lines,
        line=line,
        column=column,
        fault=_fault(lines[line - 1], column) if line else None,
        answer=answer,
        message="" if answer is None or ok else _message(answer, line),
        sentence="" if answer is None or ok else told(answer, words(request), added),
        asked=asked,
        head=head,
        rows=rows,
        graph=answer.body.decode("utf-8") if answer is not None and ok and answer.kind == "graph" else "",
        formats=DOWNLOADS.get(answer.kind, ()) if answer is not None else (),
        limit=request.app.state.page_rows,
        questions=[query for query in named_queries() if not query.arguments],
        prefixes=sorted(PREFIXES.items()),
    )


def _place(answer: Answer | None, lines: list[str], added: int) -> tuple[int, int]:
    """Line and column of an error in the text that is shown, which has ``added`` lines before it; 0, 0 for none."""
    if answer is None or answer.line is None or answer.column is None or answer.line + added > len(lines):
        return 0, 0
    return answer.line + added, answer.column


def _message(answer: Answer, line: int) -> str:
    """What is wrong, with the place in the text that is shown."""
    said = answer.body.decode("utf-8").strip()
    return said.replace(f" at {answer.line}:{answer.column}", f" at {line}:{answer.column}") if line else said


def _fault(text: str, column: int) -> tuple[str, str]:
    """The words around an error, and blanks as wide as those before it."""
    start = max(0, column - 1 - _AROUND)
    before = ("…" if start else "") + text[start : column - 1]
    after = text[column - 1 : column - 1 + _AROUND]
    return before + after, "".join("\u3000" if east_asian_width(char) in "WFA" else " " for char in before)


def _asked(text: str, language: str) -> str:
    """What a kept question says of itself in its first lines; "" for other queries."""
    found = re.search(rf"^# {language}: (.+)$", text, re.MULTILINE)
    return found[1] if found else ""


def _table(answer: Answer, graph: Corpus, say: Words | None) -> tuple[list[str], list[list[Cell]]]:
    """Head and rows; for who asked a kept question, ``say`` has words for variables and for codes of the data."""
    result = json.loads(answer.body)
    if "boolean" in result:
        return ["ASK"], [[Cell("true" if result["boolean"] else "false", "")]]
    names = result["head"]["vars"]
    rows = [[_cell(name, row.get(name), graph, say) for name in names] for row in result["results"]["bindings"]]
    return [say.code("web.column", name) if say else name for name in names], rows


def _cell(column: str, binding: dict[str, str] | None, graph: Corpus, say: Words | None) -> Cell:
    """A value, and its page: of what it names, or of the agency or document that is called so."""
    if binding is None:
        return Cell("", "")
    value = binding["value"] if isinstance(binding["value"], str) else json.dumps(binding["value"], ensure_ascii=False)
    if binding["type"] != "uri":
        page = links.agency(value) if value in graph.bodies else links.document(value) if graph.holds(value) else ""
        return Cell(say.code(column, value) if say else value, page)
    local = value.removeprefix(graph.base)
    if local != value:
        return Cell(local, "/" + quote(local))
    prefix, name = next(
        ((key, value.removeprefix(iri)) for key, iri in PREFIXES.items() if value.startswith(iri)), ("", "")
    )
    if not prefix:
        return Cell(value, "")
    said = say.code(prefix, name) if say else name
    return Cell(said if said != name else f"{prefix}:{name}", "")
