"""A graph of 1 M triples or more, made of the corpus: loading, agency look-ups, every named question, Turtle, beside
rdflib in memory on the same statements in the same run."""

from __future__ import annotations

import argparse
import gc
import io
import json
import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, TypeVar

import rdflib

from benchmarks.command import CORPUS
from benchmarks.shape import copies, corpus_facts
from kg.export import rdf
from kg.graph import store
from kg.graph.plain import term
from kg.graph.quads import quads
from kg.graph.vocabulary import PREFIXES, zh
from kg.model import DocumentFacts
from kg.query import agency_index
from kg.query.agency_index import AgencyIndex
from kg.query.ask import terms
from kg.query.heads import names_of
from kg.query.named import named_queries, named_query
from kg.query.sparql import run
from kg.statement import facts_file

Result = TypeVar("Result")
TRIPLES_A_COPY = 56_300
"""Of the facts of the corpus; the first has some thousand more, the ontology and what all share."""
LOOK_UPS = 2000
SPARQL_LOOK_UPS = 100
PEER_LOOK_UPS = 10
"""rdflib takes long for each."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write the figures to a file where asked to."""
    parser = argparse.ArgumentParser(prog="benchmarks.scale", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="what the graph is made of (default: corpus/)")
    parser.add_argument(
        "--triples", type=triples, default=1_000_000, metavar="N", help="about how many: 200k, 1M, 5M (default: 1M)"
    )
    parser.add_argument("--out", type=Path, help="keep the store and its index in this new directory")
    parser.add_argument("--alone", action="store_true", help="do not measure rdflib, which needs 2 GB for 1 M triples")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as directory:
        count = max(1, round(chosen.triples / TRIPLES_A_COPY))
        facts = list(copies(corpus_facts(chosen.corpus), count))
        figures = measure(facts, chosen.out or Path(directory) / "build", not chosen.alone)
    print(table(figures))
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


def triples(text: str) -> int:
    """``1M`` is a million, ``200k`` two hundred thousand."""
    unit = {"k": 1_000, "m": 1_000_000}.get(text[-1:].lower(), 1)
    return int(text if unit == 1 else text[:-1]) * unit


def measure(facts: Sequence[DocumentFacts], out: Path, with_peer: bool) -> dict[str, Any]:
    """All figures of a graph of these facts, whose files ``out`` will hold.

    Seconds are those of the processor, which other work on the machine does not lengthen, and those of the clock too
    for loading, as two threads share it; look-ups are told in milliseconds of the clock.
    """
    out.mkdir(parents=True)
    ours: dict[str, Any] = _loading("load", lambda: store.write(out / "store", facts))[0]
    if with_peer:
        ours |= _loading("load into memory", lambda: store.in_memory(facts))[0]
    opened = store.open_read(out / "store")
    path = out / agency_index.FILE
    ours["index"] = _seconds(
        lambda: agency_index.write(path, opened, facts_file.keeping(out / facts_file.FILE, facts))
    )[0]
    index = AgencyIndex(path)
    names = sorted(name for name in names_of(opened) if index.counted(name).stated)
    chosen = random.Random(5).choices(names, k=LOOK_UPS)
    ours["look-up"] = _spread([_clock(lambda name=name: index.agency(name, most=200)) for name in chosen])
    duties = named_query("agency-duties")
    ours["look-up by SPARQL"] = _spread(
        [_clock(lambda name=name: run(opened, duties.filled({"name": zh(name)}))) for name in chosen[:SPARQL_LOOK_UPS]]
    )
    ours["questions"] = {query.name: _question(opened, query.name) for query in named_queries()}
    ours["turtle"] = _seconds(lambda: rdf.turtle(opened, io.BytesIO()))[0]
    size = sum(1 for _ in store.merged(opened))
    peer = _peer(facts, chosen[:PEER_LOOK_UPS]) if with_peer else {}
    return {
        "triples": size,
        "documents": len(facts),
        "agencies": len(names),
        "ours": ours,
        "rdflib": peer,
    }


def _question(opened: Any, name: str) -> float:
    """The faster of two askings with the examples, names in full."""
    query = named_query(name)
    given = dict(query.examples)
    if "市生态环境局" in given.get("name", ""):
        given["name"] = "运城市生态环境局"
    values = [given[argument] for argument in query.arguments if argument != "day"]
    text = query.filled(terms(opened, query, values))
    return min(_seconds(lambda: run(opened, text))[0] for _ in range(2))


def _peer(facts: Sequence[DocumentFacts], names: Sequence[str]) -> dict[str, Any]:
    """rdflib in memory: the same statements, all in one graph (a dataset of named graphs takes as long to load)."""
    gc.collect()
    loading, dataset = _loading("load", lambda: _loaded(facts))
    parsed = _parsed(dataset.serialize(format="nt", encoding="utf-8"))
    duties = named_query("agency-duties").text
    asked = [
        _clock(lambda name=name: list(dataset.query(duties, initNs=PREFIXES, initBindings={"name": term(zh(name))})))
        for name in names
    ]
    return {
        **loading,
        "parse": parsed,
        "look-up": _spread(asked),
        "turtle": _seconds(lambda: dataset.serialize(format="turtle"))[0],
    }


def _parsed(text: bytes) -> float:
    """Seconds that rdflib takes to read N-Triples into memory."""
    return _seconds(lambda: rdflib.Graph().parse(text, format="nt"))[0]


def _loaded(facts: Sequence[DocumentFacts]) -> rdflib.Graph:
    """From statements to a graph that can be asked: the quads that the store gets, once each, as terms of rdflib."""
    graph = rdflib.Graph(bind_namespaces="none")
    for quad in quads(facts):
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph


def _seconds(work: Callable[[], Result]) -> tuple[float, Result]:
    began = process_time()
    result = work()
    return round(process_time() - began, 4), result


def _loading(name: str, work: Callable[[], Result]) -> tuple[dict[str, float], Result]:
    """The seconds of the processor under this name, and those of the clock."""
    began = perf_counter()
    seconds, result = _seconds(work)
    return {name: seconds, f"{name}, clock": round(perf_counter() - began, 4)}, result


def _clock(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def _spread(milliseconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(milliseconds)
    return {"p50": round(median(ordered), 3), "p99": round(ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)], 3)}


def table(figures: dict[str, Any]) -> str:
    """The figures for people to read."""
    ours, peer = figures["ours"], figures["rdflib"]
    lines = [
        f"{figures['triples']:,} triples, {figures['documents']:,} documents, {figures['agencies']:,} agencies",
        "",
    ]
    lines.append(f"{'seconds of processor time':<34}{'ours':>12}{'rdflib':>12}{'ratio':>9}")
    loads = [
        ("load: on the disk, from statements", "load", "load"),
        ("load: in memory, from statements", "load into memory", "load"),
        ("load: on the disk, by the clock", "load, clock", "load, clock"),
        ("load: in memory, by the clock", "load into memory, clock", "load, clock"),
        ("load: in memory, N-Triples parsed", "load into memory", "parse"),
        ("turtle", "turtle", "turtle"),
    ]
    for label, name, other in loads:
        if name in ours:
            beside = f"{peer[other]:>12.2f}{peer[other] / ours[name]:>9.1f}" if peer else ""
            lines.append(f"{label:<34}{ours[name]:>12.2f}{beside}")
    lines += [
        f"{'index of agencies':<34}{ours['index']:>12.2f}",
        "",
        f"{'agency look-up, ms':<34}{'p50':>12}{'p99':>12}",
    ]
    looked = [("index, first 200 rows", ours["look-up"]), ("SPARQL on the store", ours["look-up by SPARQL"])]
    for name, spread in [*looked, *([("SPARQL in rdflib", peer["look-up"])] if peer else [])]:
        lines.append(f"{name:<34}{spread['p50']:>12.3f}{spread['p99']:>12.3f}")
    lines += ["", f"{'named question, s':<34}{'ours':>12}"]
    ranked = sorted(ours["questions"].items(), key=lambda pair: -float(pair[1]))
    return "\n".join([*lines, *(f"{name:<34}{seconds:>12.3f}" for name, seconds in ranked)])


if __name__ == "__main__":
    raise SystemExit(main())
