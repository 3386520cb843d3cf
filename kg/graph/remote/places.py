"""Where a server takes queries, and where graphs: each product has its own paths.

https://github.com/oxigraph/oxigraph/tree/main/cli (``/query``, ``/store``), https://jena.apache.org/documentation/fuseki2/
(``/DATASET/query``, ``/DATASET/data``), https://docs.openlinksw.com/virtuoso/rdfsparql/ (``/sparql``,
``/sparql-graph-crud-auth``), https://rdf4j.org/documentation/reference/rest-api/ (``/repositories/NAME``,
``/repositories/NAME/rdf-graphs/service``; GraphDB too). A server without a path of its own takes both at one address.
"""

from __future__ import annotations

from collections.abc import Sequence
from weakref import finalize

import httpx

from kg.errors import StoreError
from kg.graph.remote.connection import Connection, client, message

_QUERIES = ("", "/sparql", "/query")
_BESIDE = {"/query": ("/store", "/data"), "/sparql": ("/store", "/data", "/sparql")}
_VIRTUOSO = "Virtuoso"


def connect(
    url: str,
    *,
    query_url: str | None = None,
    graphs_url: str | None = None,
    timeout: float = 120.0,
    reading: bool = False,
) -> Connection:
    """Find where the store at ``url`` takes queries and graphs; ``query_url`` and ``graphs_url`` say it beforehand.

    ``timeout`` (seconds) is for one request. With ``reading`` the address for graphs is not looked for. Raises
    StoreError where nothing there answers SPARQL.
    """
    made, plain = client(url, timeout)
    connection = Connection(made, plain)
    finalize(connection, made.close)  # a look-up has no moment at which it is done with its store
    _query_endpoint(connection, query_url or plain, _QUERIES if query_url is None else ("",))
    if not reading:
        connection.graphs_url = graphs_url or _graph_store(connection)
    return connection


def _query_endpoint(connection: Connection, url: str, paths: Sequence[str]) -> None:
    """Set where the store takes queries: the address itself, or a path below it.

    Raises StoreError where none of them answers, with what they said.
    """
    said: list[str] = []
    for path in paths:
        connection.query_url = url + path
        try:
            response = connection.select("ASK {}", {})
        except StoreError as error:
            if ": 401, " in str(error) or ": cannot be reached: " in str(error):
                raise
            said.append(str(error))
            continue
        if _is_answer(response):
            connection.server = response.headers.get("server", "")
            return
        said.append(f"{connection.query_url}: {message(response)[:80]}")
    raise StoreError(f"{url}: no SPARQL endpoint answers there; name it with --query-url URL ({', '.join(said)})")


def _is_answer(response: httpx.Response) -> bool:
    try:
        return "boolean" in response.json()
    except ValueError:
        return False


def _graph_store(connection: Connection) -> str | None:
    """Where the server takes graphs, by what it calls itself and by the path of its queries; None where unknown."""
    url = httpx.URL(connection.query_url)
    if connection.server.startswith(_VIRTUOSO):
        # without credentials its open path, which a server that allows nobody in refuses with 403
        name = "/sparql-graph-crud-auth" if connection.client.auth else "/sparql-graph-crud"
        return str(url.copy_with(raw_path=name.encode("ascii")))
    if url.path.rstrip("/").rpartition("/")[0].endswith("/repositories"):
        return str(url).rstrip("/") + "/rdf-graphs/service"
    for ending, others in _BESIDE.items():
        if url.path.endswith(ending):
            stem = str(url).removesuffix(ending)
            return next((stem + other for other in others if _holds_graphs(connection, stem + other)), None)
    return str(url) if _holds_graphs(connection, str(url)) else None


def _holds_graphs(connection: Connection, url: str) -> bool:
    """Whether the address gives the default graph: only the head of the answer is read, the graph may be large."""
    target = httpx.URL(url).copy_add_param("default", "")
    try:
        with connection.client.stream("GET", target, headers={"accept": "application/n-triples"}) as response:
            media = response.headers.get("content-type", "")
            return response.status_code in (401, 403) or (response.status_code == 200 and "triples" in media)
    except httpx.TransportError:
        return False
