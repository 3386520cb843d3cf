"""SPARQL queries on a store: read-only, without SERVICE, with the project's prefixes declared."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, RdfFormat, Triple, Variable

from kg.errors import QueryError
from kg.graph.readable import Store, Term
from kg.graph.vocabulary import PREFIXES, XSD
from kg.query.guard import check


@dataclass(frozen=True, slots=True)
class SelectResult:
    """The answer of SELECT; None where a variable has no value."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True)
class AskResult:
    """The answer of ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class GraphResult:
    """The answer of CONSTRUCT or DESCRIBE: each triple once, sorted."""

    triples: tuple[Triple, ...]


def run(
    store: Store, text: str, values: dict[str, NamedNode | Literal] | None = None
) -> SelectResult | AskResult | GraphResult:
    """Runs a query on the merge of all named graphs; ``GRAPH`` reaches each of them.

    ``values`` gives variables of the query a value beforehand. The prefixes of ``kg.graph.vocabulary.PREFIXES`` need
    no declaration. Raises QueryError for updates, SERVICE and queries that do not parse, with the parser's message.
    """
    check(text)
    substitutions: dict[Variable, Term] = {Variable(name): value for name, value in (values or {}).items()}
    try:
        answer = store.query(text, prefixes=PREFIXES, substitutions=substitutions)
        return _collect(answer)
    except SyntaxError as error:
        raise QueryError(f"the query cannot be read: {error}", "unreadable", said=str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {error}", "failed", said=str(error)) from error


def _collect(answer: QuerySolutions | QueryBoolean | Iterable[Triple]) -> SelectResult | AskResult | GraphResult:
    if isinstance(answer, QueryBoolean):
        return AskResult(bool(answer))
    if isinstance(answer, QuerySolutions):
        names = tuple(variable.value for variable in answer.variables)
        return SelectResult(names, tuple(map(tuple, answer)))
    return GraphResult(tuple(sorted(set(answer), key=str)))


def plain(term: Term | None) -> str:
    """A term as a reader wants it: IRIs whole, literals without type; "" for no value."""
    if term is None:
        return ""
    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)


def table(result: SelectResult | AskResult) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Head and rows of plain words; IRIs that a prefix fits are shortened."""
    if isinstance(result, AskResult):
        return ("answer",), [("true" if result.value else "false",)]
    return result.variables, [tuple(_short(cell) for cell in row) for row in result.rows]


def _short(term: Term | None) -> str:
    if isinstance(term, NamedNode):
        for prefix, iri in PREFIXES.items():
            local = term.value.removeprefix(iri)
            if local != term.value and not set(local) & set("/#"):
                return f"{prefix}:{local}"
    return plain(term)


def to_json(result: SelectResult | AskResult) -> str:
    """SPARQL 1.1 Query Results JSON, a row on each line."""
    if isinstance(result, AskResult):
        return json.dumps({"head": {}, "boolean": result.value}) + "\n"
    head = json.dumps({"vars": list(result.variables)}, ensure_ascii=False)
    rows = ",\n".join(
        json.dumps(
            {name: _binding(cell) for name, cell in zip(result.variables, row, strict=True) if cell is not None},
            ensure_ascii=False,
        )
        for row in result.rows
    )
    return f'{{"head": {head},\n"results": {{"bindings": [\n{rows}\n]}}}}\n'


def _binding(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _binding(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype == XSD["string"]:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def to_csv(result: SelectResult | AskResult) -> str:
    """SPARQL 1.1 Query Results CSV; lines end in CR LF."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    if isinstance(result, AskResult):
        writer.writerows([("answer",), ("true" if result.value else "false",)])
    else:
        writer.writerow(result.variables)
        writer.writerows(tuple(plain(cell) for cell in row) for row in result.rows)
    return buffer.getvalue()


def to_turtle(result: GraphResult) -> str:
    """The triples of CONSTRUCT or DESCRIBE as Turtle."""
    buffer = io.BytesIO()
    pyoxigraph.serialize(result.triples, buffer, RdfFormat.TURTLE, prefixes=PREFIXES)
    return buffer.getvalue().decode("utf-8")
