"""The description of the API (OpenAPI 3.1), made of its operations: the schemas are the types that they return."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from starlette.requests import Request
from starlette.responses import Response

from kg.graph.vocabulary import DUTY_SHORTCUTS

Schema = dict[str, Any]

_PLAIN: dict[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Any: {},
}
_DAY: Schema = {"type": "string", "format": "date"}
_PARAMETERS: dict[str, Schema] = {
    "role": {"type": "array", "items": {"enum": list(DUTY_SHORTCUTS)}},
    "due_before": _DAY,
    "as_of": _DAY,
    "page": {"type": "integer", "minimum": 1, "maximum": 999_999},
}
"""What a parameter of this name may be; any other is a text."""

_WORD: Schema = {"type": "string", "pattern": r"\S"}
_FAILURES = {
    "400": "a parameter that cannot be read",
    "404": "no such name; suggestions",
    "405": "only GET and HEAD",
    "409": "several are called so; suggestions",
    "421": "the request names a host that this server is not",
    "429": "too many requests; Retry-After says when to come again",
    "500": "an error of the server",
    "503": "the graph cannot be read now",
}
_PROBLEM: Schema = {
    "type": "object",
    "properties": {"error": {"type": "string"}, "suggestions": {"type": "array", "items": {"type": "string"}}},
    "required": ["error"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API: what it answers, and its parameters (name -> what it means)."""

    path: str
    name: str
    answer: Callable[[Request], Any]
    summary: str
    query: dict[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    kept: bool = False  # whether answers are kept for who asks next: few addresses, and nothing but the build in them
    direct: Callable[[Request], Response | None] | None = None  # tried first; None: not this one
    quick: Callable[[Request], bool] | None = None  # whether ``direct`` takes less than the way to a thread and back


def description(operations: Iterable[Operation], prefix: str, with_token: bool) -> Schema:
    """The whole document; ``with_token`` where the server asks for one."""
    schemas: dict[str, Schema] = {"Problem": _PROBLEM}
    paths = {operation.path: {"get": _described(operation, schemas, with_token)} for operation in operations}
    components: Schema = {"schemas": schemas}
    made: Schema = {
        "openapi": "3.1.0",
        "info": {"title": "gongwen-kg", "version": version("gongwen-kg"), "license": {"name": "Apache-2.0"}},
        "servers": [{"url": prefix}],
        "paths": paths,
        "components": components,
    }
    if with_token:
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        made["security"] = [{"token": []}]
    return made


def _described(operation: Operation, schemas: dict[str, Schema], with_token: bool) -> Schema:
    returned = schema(get_type_hints(operation.answer)["return"], schemas)
    in_path = [_parameter("name", "path", "a name", {"type": "string"})] * operation.path.count("{name}")
    in_query = [
        _parameter(name, "query", note, _query_kind(operation, name), name in operation.required)
        for name, note in operation.query.items()
    ]
    failures = _FAILURES | ({"401": "no token, or another one"} if with_token else {})
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [*in_path, *in_query],
        "responses": {
            "200": _response("the answer", returned),
            **{code: _response(note, _reference("Problem")) for code, note in sorted(failures.items())},
        },
    }


def _query_kind(operation: Operation, name: str) -> Schema:
    return _PARAMETERS.get(name, _WORD if name in operation.required else {"type": "string"})


def _parameter(name: str, place: str, note: str, kind: Schema, required: bool = True) -> Schema:
    return {"name": name, "in": place, "description": note, "required": required, "schema": kind}


def _response(note: str, content: Schema) -> Schema:
    return {"description": note, "content": {"application/json": {"schema": content}}}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def schema(kind: Any, named: dict[str, Schema]) -> Schema:
    """The JSON Schema of a type as JSON shows its values; dataclasses are put into ``named`` and referred to.

    Raises TypeError for a type that has no JSON.
    """
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [schema(part, named) for part in parts]}
    if origin is list or (origin is tuple and parts[1:] == (...,)):
        return {"type": "array", "items": schema(parts[0], named)}
    if origin is tuple:
        kinds = [schema(part, named) for part in dict.fromkeys(parts)]
        items = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
        return {"type": "array", "items": items, "minItems": len(parts), "maxItems": len(parts)}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema(parts[1], named)}
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
        raise TypeError(f"{kind!r} has no JSON")
    if kind.__name__ not in named:
        hints, names = get_type_hints(kind), [one.name for one in dataclasses.fields(kind)]
        made = named[kind.__name__] = {"type": "object", "required": names, "additionalProperties": False}
        made["properties"] = {name: schema(hints[name], named) for name in names}
    return _reference(kind.__name__)
