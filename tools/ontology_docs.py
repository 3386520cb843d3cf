"""Writes ``docs/ontology/``: the ontology as one HTML page in Chinese and English, with a diagram; nothing is fetched.

Run ``python -m tools.ontology_docs`` after a change of ``ontology/``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Node, URIRef
from rdflib.collection import Collection

from kg.graph.vocabulary import NAMESPACES, ONTOLOGY, PREFIXES

ROOT = Path(__file__).parents[1]
DIRECTORY = ROOT / "docs" / "ontology"
GW = NAMESPACES["gw"].iri
KINDS = {"class": OWL.Class, "object": OWL.ObjectProperty, "data": OWL.DatatypeProperty, "datatype": RDFS.Datatype}
LEFT = "Work Document PromulgatedText Annex Clause HeadField Issuer Addressee AgencyMention".split()
"""Classes of the left column of the diagram; statements stand in the middle, all others on the right."""

COLUMN, BOX, LINE, GAP = 400, 330, 17, 22


@dataclass(frozen=True)
class Term:
    """A class, property or concept with its words."""

    name: str
    iri: str
    zh: str
    en: str
    about_zh: str
    about_en: str
    above: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]


def load() -> Graph:
    """The ontology and the concept schemes."""
    graph = Graph()
    for name in ("gongwen.ttl", "schemes.ttl"):
        graph.parse(ROOT / "ontology" / name)
    return graph


def short(node: Node) -> str:
    """The prefixed name of a node."""
    found = [(len(iri), prefix, iri) for prefix, iri in PREFIXES.items() if str(node).startswith(iri)]
    return f"{max(found)[1]}:{str(node).removeprefix(max(found)[2])}" if found else str(node)


def words(graph: Graph, node: Node, predicate: URIRef, language: str) -> str:
    """The text in a language, "" where there is none."""
    texts = [str(o) for o in graph.objects(node, predicate) if isinstance(o, Literal) and o.language == language]
    return min(texts, default="")


def names(graph: Graph, node: Node, predicate: URIRef) -> tuple[str, ...]:
    """The nodes that a property points to, the members of unions one by one."""
    found: set[str] = set()
    for value in graph.objects(node, predicate):
        union = graph.value(value, OWL.unionOf)
        members = Collection(graph, union) if union is not None else [value]
        found |= {short(member) for member in members if isinstance(member, URIRef)}
    return tuple(sorted(found))


def terms(graph: Graph, kind: URIRef) -> list[Term]:
    """The terms of a kind in our namespace, by name."""
    nodes = sorted(str(n) for n in graph.subjects(RDF.type, kind) if str(n).startswith(GW))
    return [_term(graph, URIRef(iri)) for iri in nodes]


def _term(graph: Graph, node: URIRef) -> Term:
    above = sorted({*names(graph, node, RDFS.subClassOf), *names(graph, node, RDFS.subPropertyOf)})
    return Term(
        str(node).removeprefix(GW),
        str(node),
        words(graph, node, RDFS.label, "zh"),
        words(graph, node, RDFS.label, "en"),
        words(graph, node, RDFS.comment, "zh"),
        words(graph, node, RDFS.comment, "en"),
        tuple(above),
        names(graph, node, RDFS.domain),
        names(graph, node, RDFS.range),
    )


def schemes(graph: Graph) -> list[dict[str, object]]:
    """The concept schemes with their concepts."""
    found: list[dict[str, object]] = []
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        concepts = sorted(graph.subjects(SKOS.inScheme, scheme), key=str)
        rows = [
            {
                "code": str(concept).rpartition("/")[2],
                **{language: words(graph, concept, SKOS.prefLabel, language) for language in ("zh", "en")},
                "about": words(graph, concept, SKOS.definition, "zh"),
            }
            for concept in concepts
        ]
        labels = [
            words(graph, scheme, predicate, language)
            for language in ("zh", "en")
            for predicate in (SKOS.prefLabel, DCTERMS.title, RDFS.label)
        ]
        label = " ".join(dict.fromkeys(text for text in labels if text))
        found.append({"iri": str(scheme), "code": str(scheme).rpartition("/")[2], "label": label, "rows": rows})
    return found


def diagram(graph: Graph) -> str:
    """An SVG of the classes with their properties; lines lead to classes above and to what properties point to."""
    classes = terms(graph, OWL.Class)
    attributes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    lines: set[tuple[str, str, str]] = set()
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for one in terms(graph, kind):
            for domain in one.domain:
                attributes[domain].append((one.name, " ".join(one.range)))
                lines |= {(domain, target, one.name) for target in one.range if "gw:actsOn" not in one.above}
    columns: list[list[Term]] = [[], [], []]
    for one in sorted(classes, key=lambda c: (LEFT.index(c.name) if c.name in LEFT else len(LEFT), c.name)):
        statement = one.name == "Statement" or "gw:Statement" in one.above
        columns[0 if one.name in LEFT else 1 if statement else 2].append(one)
    columns[1].sort(key=lambda c: (c.name != "Statement", c.name))
    places: dict[str, tuple[int, int, int]] = {}
    height = 0
    for column, members in enumerate(columns):
        y = GAP
        for one in members:
            size = LINE * (1 + len(attributes[f"gw:{one.name}"])) + 12
            places[f"gw:{one.name}"] = (GAP + column * COLUMN, y, size)
            y += size + GAP
        height = max(height, y)
    lines |= {(f"gw:{one.name}", above, "") for one in classes for above in one.above}
    drawn = [_line(places[a], places[b], name) for a, b, name in sorted(lines) if {a, b} <= places.keys() and a != b]
    boxes = [_box(one, places[f"gw:{one.name}"], attributes[f"gw:{one.name}"]) for one in classes]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {3 * COLUMN} {height}" font-family="sans-serif">'
    return "\n".join([head, *drawn, *boxes, "</svg>", ""])


def _line(start: tuple[int, int, int], end: tuple[int, int, int], name: str) -> str:
    """A curve from box to box; dashed to a class above."""
    same = start[0] == end[0]
    right = start[0] < end[0]
    x1 = start[0] + (BOX if right else 0)
    x2 = end[0] + (0 if right else BOX if not same else 0)
    bend = -GAP if same else (x2 - x1) // 2
    y1, y2 = start[1] + LINE, end[1] + LINE // 2
    style = 'stroke="#888"' if name else 'stroke="#27c" stroke-dasharray="5 3"'
    path = f"M{x1} {y1} C{x1 + bend} {y1} {x2 - (-bend if same else bend)} {y2} {x2} {y2}"
    return f'<path d="{path}" fill="none" {style}><title>{escape(name or "⊑")}</title></path>'


def _box(one: Term, place: tuple[int, int, int], attributes: list[tuple[str, str]]) -> str:
    x, y, size = place
    rows = [f'<text x="{x + 8}" y="{y + 16}" font-size="13" font-weight="bold">{one.name} {escape(one.zh)}</text>']
    for number, (name, target) in enumerate(sorted(attributes), 2):
        text = escape(f"{name} → {target}")
        rows.append(f'<text x="{x + 8}" y="{y + number * LINE}" font-size="11" fill="#444">{text}</text>')
    frame = f'<rect x="{x}" y="{y}" width="{BOX}" height="{size}" rx="4" fill="#fff" stroke="#333"/>'
    return "\n".join([f'<a href="#{one.name}">', frame, *rows, "</a>"])


def pages() -> dict[str, str]:
    """File name -> content."""
    graph = load()
    drawing = diagram(graph)
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    own = {short(node) for kind in KINDS.values() for node in graph.subjects(RDF.type, kind)}
    ontology = URIRef(ONTOLOGY.value)
    page = environment.get_template("ontology.html").render(
        title={language: words(graph, ontology, DCTERMS.title, language) for language in ("zh", "en")},
        about={language: words(graph, ontology, DCTERMS.description, language) for language in ("zh", "en")},
        iri=ONTOLOGY.value,
        version=str(graph.value(ontology, OWL.versionInfo)),
        version_iri=str(graph.value(ontology, OWL.versionIRI)),
        namespace=GW,
        kinds={kind: terms(graph, node) for kind, node in KINDS.items()},
        schemes=schemes(graph),
        own=own,
        prefixes=sorted(PREFIXES.items()),
        drawing=drawing,
    )
    return {"index.html": page + "\n", "diagram.svg": drawing}


def main() -> None:
    """Write the pages."""
    DIRECTORY.mkdir(parents=True, exist_ok=True)
    for name, content in pages().items():
        (DIRECTORY / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
