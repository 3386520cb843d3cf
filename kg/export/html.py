"""The graph as one HTML file that asks the network for nothing.

pyvis makes the nodes, edges and options; its own template is not used, because each of its modes leaves links to a CDN.
The vis-network library that pyvis ships is written into the page, and a content security policy forbids every request.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Literal

import networkx
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from kg.errors import KgError
from kg.export.layout import positions

Language = Literal["zh", "en"]

_LIBRARY = "lib/vis-9.1.2/vis-network"
_SCRIPTS = ("graph.js", "labels.js", "panel.js", "search.js", "start.js")
_SHAPES = {"agency": "dot", "document": "square", "task": "dot"}
_LABEL_LENGTH = {"agency": 14, "document": 18, "task": 14}
_FONT = "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif"
_MANY_EDGES = 3000  # lines of a picture from which on they are left out while it is moved
_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {
        "borderWidth": 1.5,
        "font": {"face": _FONT},
        "scaling": {"label": {"drawThreshold": 8, "maxVisible": 17}},
    },
    "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 0.5, "arrows": {"to": {"scaleFactor": 0.45}}},
    "interaction": {
        "hover": True,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 200,
    },
}


def render(graph: networkx.MultiDiGraph, title: str, lang: Language = "zh") -> str:
    """The page that shows ``graph`` (of kg.graph.network), headed ``title``, opening in Chinese or English.

    To be written as UTF-8. The same graph gives the same page. Raises KgError for another language.
    """
    strings = json.loads(_template("strings.json"))
    if lang not in strings:
        raise KgError(f"no language {lang!r}; there are {', '.join(strings)}")
    vis = (
        files("pyvis").joinpath(f"{_LIBRARY}.min.js").read_text(encoding="utf-8").replace("//# sourceMappingURL", "//")
    )
    scripts = [vis, *(_template(name) for name in _SCRIPTS)]
    environment = Environment(
        loader=PackageLoader("kg.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        newline_sequence="\n",
    )
    return environment.get_template("page.html").render(
        title=title,
        lang=lang,
        html_lang=strings[lang]["html_lang"],
        no_script=strings[lang]["no_script"],
        script_hashes=Markup(" ".join(_hash(script) for script in scripts)),
        vis_css=Markup(files("pyvis").joinpath(f"{_LIBRARY}.css").read_text(encoding="utf-8")),
        page_css=Markup(_template("page.css")),
        data=Markup(_json({**_data(graph), "strings": strings})),
        scripts=[Markup(script) for script in scripts],
    )


def _template(name: str) -> str:
    return files("kg.export").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _json(value: object) -> str:
    """JSON that may stand inside a script element: no character in it can end the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _data(graph: networkx.MultiDiGraph) -> dict[str, Any]:
    """What the scripts read: the drawing as pyvis makes it and, in the same order, the facts behind each part of it."""
    number = {node: place for place, node in enumerate(graph.nodes)}
    drawing = _drawing(graph, number)
    nodes, edges, _, _, _, options = drawing.get_network_data()
    facts = {
        "nodes": [{"id": node, **data} for node, data in graph.nodes(data=True)],
        "edges": [data for _, _, data in graph.edges(data=True)],
        "documents": {
            node.removeprefix("document:"): number[node]
            for node, data in graph.nodes(data=True)
            if data["kind"] == "document" and not data["stub"]
        },
    }
    return {"nodes": nodes, "edges": edges, "options": json.loads(options), "facts": facts}


def _drawing(graph: networkx.MultiDiGraph, number: Mapping[str, int]) -> Network:
    drawing = Network(directed=True, cdn_resources="in_line")
    drawing.options = {**_OPTIONS, "interaction": {**_OPTIONS["interaction"], **_haste(graph)}}
    places = positions(graph)
    for node, data in graph.nodes(data=True):
        kind, (x, y) = data["kind"], places[node]
        drawing.add_node(
            number[node],
            label=_shortened(data["label"], _LABEL_LENGTH[kind]) or " ",
            shape=_SHAPES[kind],
            x=x,
            y=y,
            size=_size(graph, node),
            **({"title": data["label"]} if len(data["label"]) > _LABEL_LENGTH[kind] or kind == "task" else {}),
        )
    drawn: dict[frozenset[int], int] = {}
    for place, (start, end, data) in enumerate(graph.edges(data=True)):
        a, b = number[start], number[end]
        nth = drawn[frozenset((a, b))] = drawn.get(frozenset((a, b)), -1) + 1
        arrows = "" if data["kind"] in ("part_of", "mention", "addressed_to") else "to"
        drawing.add_edge(a, b, id=place, arrows=arrows, **_bend(nth, a < b))
    return drawing


def _haste(graph: networkx.MultiDiGraph) -> dict[str, bool]:
    """Leave the lines out while a large graph is being moved."""
    many = graph.number_of_edges() > _MANY_EDGES
    return {"hideEdgesOnDrag": many, "hideEdgesOnZoom": many}


def _size(graph: networkx.MultiDiGraph, node: str) -> float:
    """Agencies by degree, the rest by what they are."""
    data = graph.nodes[node]
    if data["kind"] == "task":
        return 6
    if data["kind"] == "document":
        return 8 if data["stub"] else 20
    return round(7 + 2.6 * math.sqrt(graph.degree(node)), 1)


def _bend(nth: int, forward: bool) -> dict[str, Any]:
    """The first line between two nodes is straight; each further one is bent aside, so that all can be seen."""
    if nth == 0:
        return {}
    way = "curvedCW" if (nth % 2 == 1) == forward else "curvedCCW"
    return {"smooth": {"enabled": True, "type": way, "roundness": round(0.1 * ((nth + 1) // 2), 2)}}


def _shortened(label: str, length: int) -> str:
    return label if len(label) <= length else label[: length - 1] + "…"
