"""The form that asks for the token of a server that has one, and the cookie that stands for it from then on."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.web.access import LOGIN, SESSION, Access
from kg.web.view import render

_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x1f\x7f]*")
"""An address of this site: browsers read //name and /\\name as another one's."""


async def page(request: Request) -> Response:
    """``/login``: the form; a POST of it with the right token sets the cookie and leads to where the reader was."""
    access: Access = request.app.state.access
    if access.token is None:
        return RedirectResponse("/", 303)
    if request.method != "POST":
        return form(request, 200)
    fields = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
    goal = local(fields.get("next", "/"))
    if not access.knows(fields.get("token", "").strip()):
        return form(request, 401, goal)
    answer = RedirectResponse(goal, 303, {"cache-control": "no-store"})
    secure = request.url.scheme == "https"
    answer.set_cookie(SESSION, access.session(), secure=secure, httponly=True, samesite="lax")
    return answer


def form(request: Request, status: int, goal: str | None = None) -> Response:
    """The form. ``goal`` is where it leads, by default to the address that was asked for."""
    wrong = goal is not None
    if goal is None:
        query = f"?{request.url.query}" if request.url.query else ""
        path = quote(request.scope["path"])
        goal = "/" if path == LOGIN else path + query
    return render(request, "login.html", status, goal=local(goal), wrong=wrong, login=LOGIN)


def local(address: str) -> str:
    """``address`` if it is one of this site, else the first page."""
    return address if _LOCAL.fullmatch(address) else "/"
