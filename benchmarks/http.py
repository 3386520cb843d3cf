"""The served graph under load, with wrk on loopback: agency look-ups as JSON and by SPARQL beside rdflib-endpoint on
the same look-up and the same graph, and the time of pages.

    python -m benchmarks.scale --triples 1M --alone --out /tmp/scale1m
    python -m benchmarks.http /tmp/scale1m --peer ~/peer/bin/rdflib-endpoint

rdflib-endpoint is a program of its own: ``pip install "rdflib-endpoint[web]"`` into an environment of its own.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote, urlencode

from kg.export import rdf
from kg.graph import store
from kg.graph.vocabulary import DCTERMS, GW, PREFIXES, RDF, zh
from kg.query.agency_index import FILE, AgencyIndex
from kg.query.heads import names_of
from kg.query.named import named_query
from kg.query.triples import literal

CONNECTIONS = 16
ACCEPT = "application/sparql-results+json, application/json"
_LATENCY = re.compile(r"^\s+(50|99)%\s+([0-9.]+)(us|ms|s)$", re.MULTILINE)
_RATE = re.compile(r"Requests/sec:\s+([0-9.]+)")
_WRONG = re.compile(r"Non-2xx or 3xx responses: ([0-9]+)")
_MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the figures as JSON, and write them to a file where asked to."""
    parser = argparse.ArgumentParser(prog="benchmarks.http", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("build", type=Path, help="a build, or what benchmarks.scale --out left")
    parser.add_argument("--peer", type=Path, help="the program rdflib-endpoint; without it only ours is measured")
    parser.add_argument("--seconds", type=int, default=5, help="how long each load lasts (default: 5)")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    chosen = parser.parse_args(arguments)
    text = json.dumps(measure(chosen.build, chosen.peer, chosen.seconds), ensure_ascii=False, indent=2)
    print(text)
    if chosen.json:
        chosen.json.write_text(text + "\n", encoding="utf-8")
    return 0


def measure(build: Path, peer: Path | None, seconds: int) -> dict[str, Any]:
    """Rates in requests a second, times in milliseconds."""
    opened = store.open_read(build / "store")
    index = AgencyIndex(build / FILE)
    names = sorted(name for name in names_of(opened) if index.counted(name).stated)
    chosen = random.Random(5).sample(names, k=min(200, len(names)))
    documents = [q.subject for q in opened.quads_for_pattern(None, RDF["type"], GW["Document"], None)]
    keys = sorted({literal(opened, node, DCTERMS["identifier"]) or "" for node in documents})
    look_ups = [f"/api/v1/agencies/{quote(name)}" for name in chosen]
    sparql = [f"/sparql?{urlencode({'query': _query(name)})}" for name in chosen]
    began = time.perf_counter()
    with _serving([sys.executable, "-m", "kg", "serve", "--db", str(build)], "/api/v1/openapi.json") as port:
        figures: dict[str, Any] = {"start seconds": round(time.perf_counter() - began, 2)}
        _pages(port, ["/explorer/graph"], warmed=False)  # the last that is made ready in the background
        figures["all ready seconds"] = round(time.perf_counter() - began, 2)
        figures["agency page"] = _pages(port, [f"/agency/{quote(name)}" for name in chosen])
        figures["document page"] = _pages(port, [f"/document/{quote(key)}" for key in keys[:200]])
        with _serving([sys.executable, "-m", "benchmarks.bare"], "/") as alone:
            figures["the web server alone"] = _load(alone, look_ups, seconds)
        figures["JSON"] = _load(port, look_ups, seconds)
        figures["SPARQL, asked for the first time"] = _pages(port, sparql, accept=ACCEPT, warmed=False)
        figures["SPARQL"] = _load(port, sparql, seconds)  # from memory: the store does not change
    if peer is None:
        return {"triples": sum(1 for _ in store.merged(opened)), "ours": figures}
    with tempfile.TemporaryDirectory() as directory:
        dump = Path(directory) / "graph.nt"
        with dump.open("wb") as stream:
            rdf.ntriples(opened, stream)
        with _serving([str(peer), "serve", "--host", "127.0.0.1", str(dump)], "/?query=ASK%20%7B%7D") as port:
            theirs = {"SPARQL": _load(port, ["/" + path.removeprefix("/sparql") for path in sparql], seconds)}
    rate = max(theirs["SPARQL"]["rate"], 0.01)
    ratios = {name: round(figures[name]["rate"] / rate, 1) for name in ("JSON", "SPARQL")}
    return {
        "triples": sum(1 for _ in store.merged(opened)),
        "ours": figures,
        "rdflib-endpoint": theirs,
        "ratio of rates": ratios,
    }


def _query(name: str) -> str:
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    return head + named_query("agency-duties").filled({"name": zh(name)}) + "LIMIT 200"


@contextmanager
def _serving(command: Sequence[str], ready: str, patience: float = 900.0) -> Iterator[int]:
    """A server on a free port, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            until = time.monotonic() + patience
            while not _answers(port, ready):
                if server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"{command[0]} does not serve")
                time.sleep(0.2)
            yield port
        finally:
            server.terminate()


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _pages(port: int, paths: Sequence[str], accept: str = "text/html", warmed: bool = True) -> dict[str, float]:
    """One after the other on one connection; where ``warmed``, after twenty that do not count."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    warming = paths[:20] if warmed else []
    for path in [*warming, *paths]:
        began = time.perf_counter()
        connection.request("GET", path, headers={"accept": accept})
        connection.getresponse().read()
        times.append((time.perf_counter() - began) * 1000)
    ordered = sorted(times[len(warming) :])
    return {"p50": round(median(ordered), 2), "p95": round(ordered[len(ordered) * 95 // 100], 2)}


def _load(port: int, paths: Sequence[str], seconds: int) -> dict[str, float]:
    """wrk with ``CONNECTIONS`` connections that ask one path after the other."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        listed = ",\n".join(json.dumps(path) for path in paths)
        script.write(f"local paths = {{{listed}}}\nlocal at = 0\n")
        script.write('wrk.headers["Accept"] = "ACCEPT"\n'.replace("ACCEPT", ACCEPT))
        script.write("request = function() at = at % #paths + 1 return wrk.format('GET', paths[at]) end\n")
        script.flush()
        command = [
            "wrk",
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{seconds}s",
            "--timeout",
            "60s",
            "--latency",
            "-s",
            script.name,
        ]
        done = subprocess.run([*command, f"http://127.0.0.1:{port}"], capture_output=True, check=True, encoding="utf-8")
    times = {
        f"p{share}": round(float(value) * _MILLISECONDS[unit], 3)
        for share, value, unit in _LATENCY.findall(done.stdout)
    }
    rate = _RATE.search(done.stdout)
    wrong = _WRONG.search(done.stdout)
    return {"rate": float(rate[1]) if rate else 0.0, **times, "failed": float(wrong[1]) if wrong else 0.0}


if __name__ == "__main__":
    raise SystemExit(main())
