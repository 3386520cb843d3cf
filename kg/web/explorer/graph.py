"""The graph of a build as the explorer shows it: nodes and lines by number, their places, and what each line says."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx
import numpy
from numpy.typing import NDArray

from kg.graph.network import document_id, network
from kg.graph.vocabulary import DUTY_SHORTCUTS
from kg.model import Evidence
from kg.query.errors import UnknownName
from kg.web import links
from kg.web.corpus import Corpus
from kg.web.explorer import TIERS
from kg.web.explorer.clusters import clusters
from kg.web.explorer.columns import Column, packed
from kg.web.explorer.kept import kept

KINDS = ("agency", "document", "cited", "task")
TIES = ("citation", "issued_by", "addressed_to", "member", "host", "part_of", "mention")
TYPES = (*DUTY_SHORTCUTS, *TIES)
"""What a line may be: a role of an agency in a task, or another tie."""
LAYOUTS = ("forces", "time")
_COMPRESSION = 6
_DAYS_APART = 6.0


@dataclass(frozen=True, slots=True)
class Block:
    """Bytes for a browser, their gzip, and what names this very content."""

    plain: bytes
    small: bytes
    tag: str


class Explored:
    """The graph of one corpus. Everything is worked out once, when it is first asked for; blocks are kept on disk."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    @cached_property
    def graph(self) -> networkx.MultiDiGraph:
        """All facts, derived ones included."""
        return network(self._corpus.facts, derived=True)

    @cached_property
    def nodes(self) -> list[str]:
        """The id of each node, in the order of the columns."""
        return list(self.graph.nodes)

    @cached_property
    def number(self) -> dict[str, int]:
        """The id of a node -> its number."""
        return {node: place for place, node in enumerate(self.nodes)}

    @cached_property
    def block(self) -> Block:
        """Every node and line."""
        return as_block(kept(self._corpus.directory, "graph", lambda: pressed(self._columns())))

    @cached_property
    def by_time(self) -> Block:
        """Other places of the nodes: the day across, so that what came first stands left."""
        return as_block(kept(self._corpus.directory, "time", lambda: pressed(self._time())))

    def blocks(self) -> tuple[Block, Block]:
        """Both blocks, from now on on disk."""
        return self.block, self.by_time

    def _columns(self) -> bytes:
        data = [self.graph.nodes[node] for node in self.nodes]
        edges = [(self.number[a], self.number[b], fact) for a, b, fact in self.graph.edges(data=True)]
        places = self.places("forces")
        columns: dict[str, Column | list[str]] = {
            "id": [node.partition(":")[2] for node in self.nodes],
            "label": [one["label"] for one in data],
            "x": places[:, 0],
            "y": places[:, 1],
            "kind": numpy.array([KINDS.index(_kind(one)) for one in data], numpy.uint8),
            "tier": numpy.array([TIERS.index(one.get("tier", "-")) for one in data], numpy.uint8),
            "day": numpy.array([self._day(one) for one in data], numpy.int32),
            "cluster": numpy.array(clusters(self.graph, self.nodes), numpy.uint32),
            "source": numpy.array([a for a, _, _ in edges], numpy.uint32),
            "target": numpy.array([b for _, b, _ in edges], numpy.uint32),
            "type": numpy.array([TYPES.index(_type(fact)) for _, _, fact in edges], numpy.uint8),
            "derived": numpy.array([fact["status"] == "derived" for _, _, fact in edges], numpy.uint8),
            "document": numpy.array([self.number[document_id(f["document"])] for _, _, f in edges], numpy.uint32),
        }
        return packed(columns, {"kinds": KINDS, "tiers": TIERS, "types": TYPES, "layouts": LAYOUTS})

    def _time(self) -> bytes:
        places = self.places("time")
        return packed({"x": places[:, 0], "y": places[:, 1]}, {})

    def places(self, layout: str) -> NDArray[numpy.float32]:
        """x and y of every node, rounded so far that no machine's last digits show."""
        found = self._forces if layout == "forces" else self._by_day()
        return numpy.round(found, 1).astype(numpy.float32)

    @cached_property
    def _forces(self) -> NDArray[numpy.float64]:
        return _by_forces(self)

    def _day(self, data: dict[str, Any]) -> int:
        """The day on which a document was signed, as YYYYMMDD; that of its document for a task; 0 for none."""
        if data["kind"] == "task":
            data = self.graph.nodes[document_id(data["document"])]
        digits = str(data.get("signed", "")).replace("-", "")
        return int(digits) if len(digits) == 8 and digits.isdecimal() else 0

    def _by_day(self) -> NDArray[numpy.float64]:
        """As by forces, but across by the day; who has no day stands in the middle of those it has to do with."""
        found = self._forces.copy()
        days = numpy.array([_ordinal(self._day(self.graph.nodes[node])) for node in self.nodes], float)
        total, count = numpy.zeros(len(days)), numpy.zeros(len(days))
        for a, b in self.graph.edges():
            for one, other in ((self.number[a], self.number[b]), (self.number[b], self.number[a])):
                if numpy.isfinite(days[other]):
                    total[one] += days[other]
                    count[one] += 1
        known = days[numpy.isfinite(days)]
        middle = float(numpy.median(known)) if len(known) else 0.0
        about = numpy.where(count > 0, total / numpy.maximum(count, 1), middle)
        found[:, 0] = (numpy.where(numpy.isfinite(days), days, about) - middle) * _DAYS_APART
        return found

    def facts(self, start: str, end: str) -> list[dict[str, Any]]:
        """All that ties two nodes, in either direction. Raises UnknownName."""
        for node in (start, end):
            if node not in self.number:
                raise UnknownName(node, ())
        pairs = ((start, end), (end, start)) if start != end else ((start, end),)
        return [self._fact(a, b, data) for a, b in pairs for data in (self.graph.get_edge_data(a, b) or {}).values()]

    def _fact(self, a: str, b: str, data: dict[str, Any]) -> dict[str, Any]:
        evidence = Evidence(tuple(data["spans"]), data["quote"], data["page"])
        names = "clause quote page rule status surface role relation deadline".split()
        facts = self._corpus.by_key[data["document"]]
        return {
            "from": a,
            "to": b,
            "type": _type(data),
            **{name: data[name] for name in names},
            "document": facts.key,
            "title": facts.title or "",
            "signed": facts.signed or "",
            "href": links.words(facts.key, evidence),
        }

    def about(self, node: str) -> dict[str, Any]:
        """What is known of one node, with the address of its page. Raises UnknownName."""
        if node not in self.number:
            raise UnknownName(node, ())
        data = dict(self.graph.nodes[node])
        if data["kind"] == "agency":
            known = node.removeprefix("agency:") in self._corpus.bodies
            href = links.agency(data["label"]) if known else ""
        elif data["kind"] == "document":
            href = "" if data["stub"] else links.document(node.removeprefix("document:"))
        else:
            anchor = self._corpus.anchors(self._corpus.by_key[data["document"]]).get(data["order"], "")
            href = links.clause(data["document"], anchor)
        return {"id": node, **data, "kind": _kind(data), "href": href}


def _kind(data: dict[str, Any]) -> str:
    return "cited" if data["kind"] == "document" and data["stub"] else str(data["kind"])


def _type(data: dict[str, Any]) -> str:
    return str(data["role"] if data["kind"] == "responsibility" else data["kind"])


def _ordinal(day: int) -> float:
    """Days since a fixed one; not a number where there is none."""
    if not day:
        return float("nan")
    return float(numpy.datetime64(f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}", "D").astype(int))


def _by_forces(explored: Explored) -> NDArray[numpy.float64]:
    """What that needs of scipy is loaded here: the site starts a second sooner."""
    from kg.export.forces import spread

    pull: dict[tuple[int, int], float] = {}
    for a, b, data in explored.graph.edges(data=True):
        one, other = sorted((explored.number[a], explored.number[b]))
        if one != other:
            pull[one, other] = pull.get((one, other), 0.0) + (0.3 if data["kind"] == "mention" else 1.0)
    ordered = sorted(pull)
    pairs = numpy.array(ordered, dtype=numpy.int64).reshape(-1, 2)
    return spread(len(explored.nodes), pairs, numpy.log1p([pull[pair] for pair in ordered]))


def pressed(plain: bytes) -> bytes:
    """The gzip of a block, the same at any time."""
    return gzip.compress(plain, _COMPRESSION, mtime=0)


def as_block(small: bytes) -> Block:
    """The block of a gzip, with its name."""
    plain = gzip.decompress(small)
    return Block(plain, small, f'"{hashlib.sha256(plain).hexdigest()[:32]}"')
