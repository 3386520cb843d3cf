"""The API under requests that schemathesis makes up from its description: the same ones every time, in process.

Each answer has to have a status, a media type and a content that the description knows, and none may be a failure of
the server.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from starlette.types import Receive, Scope, Send

from kg.web.api import OPERATIONS
from kg.web.app import create_app

if TYPE_CHECKING:
    from schemathesis import Case


@pytest.fixture(scope="module")
def description(small: Path) -> Any:
    """The API of the small city as its description tells it."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    app = create_app(small)

    async def without_processes(scope: Scope, receive: Receive, send: Send) -> None:
        """The application without its start, which the client repeats for each request and the API has no need of."""
        if scope["type"] == "lifespan":
            await send({"type": f"{(await receive())['type']}.complete"})
            await send({"type": f"{(await receive())['type']}.complete"})
        else:
            await app(scope, receive, send)

    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", without_processes)


@pytest.mark.parametrize("mode", ["POSITIVE", "NEGATIVE"])
@pytest.mark.parametrize("path", [operation.path for operation in OPERATIONS])
def test_api(description: Any, path: str, mode: str) -> None:
    from schemathesis import GenerationMode

    operation = description[path]["GET"]
    made = 0

    @given(case=operation.as_strategy(generation_mode=GenerationMode[mode]))
    @settings(max_examples=10, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    def ask(case: Case) -> None:
        nonlocal made
        made += 1
        case.call_and_validate()

    try:
        ask()
    except Unsatisfiable:
        assert mode == "NEGATIVE" and not operation.query  # what takes any name cannot be asked wrongly
    else:
        assert made > 0
