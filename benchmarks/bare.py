"""A site that answers everything with the same bytes: what the web server alone takes, beside which ours is measured.

python -m benchmarks.bare --port 8000
"""

from __future__ import annotations

import argparse

import uvicorn
from starlette.types import Receive, Scope, Send

from kg.web.headers import headed

BYTES = 5700
"""A page of duties as JSON, about."""
_BODY = b"x" * BYTES
_HEADERS = headed([(b"content-length", str(BYTES).encode()), (b"content-type", b"application/json")])


async def bare(scope: Scope, receive: Receive, send: Send) -> None:
    """The same answer for every request, with the headers that ours has."""
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": _BODY})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="benchmarks.bare", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    uvicorn.run(bare, port=port, log_level="warning", access_log=False, server_header=False, lifespan="off")
