"""Fills templates: what every page needs is put in here."""

from __future__ import annotations

from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kg.web import assets, links
from kg.web.corpus import Corpus
from kg.web.words import COOKIE, HTML_LANGUAGE, LANGUAGES, Words, language

_YEAR = 365 * 24 * 3600


@cache
def environment() -> Environment:
    """The templates of the package; everything put into them is escaped, and an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("kg.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(link=links, asset=assets.address, today=today)
    return made


def today() -> str:
    """The present day."""
    return date.today().isoformat()


def corpus(request: Request) -> Corpus:
    """The build that is published now."""
    found: Corpus = request.app.state.library.corpus()
    return found


def words(request: Request) -> Words:
    """The messages in the language of this request."""
    return Words(language(request))


def render(request: Request, template: str, code: int = 200, **context: object) -> HTMLResponse:
    """A page. A language chosen by ``?lang=`` is kept in a cookie."""
    say = words(request)
    parameters = request.query_params.multi_items()
    other = next(name for name in LANGUAGES if name != say.language)
    html = (
        environment()
        .get_template(template)
        .render(
            t=say,
            lang=HTML_LANGUAGE[say.language],
            other=other,
            other_link=links.changed(parameters, lang=other),
            path=request.url.path,
            parameters=parameters,
            **context,
        )
    )
    response = HTMLResponse(html, code, headers={"vary": "Accept, Accept-Language, Cookie"})
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(COOKIE, say.language, max_age=_YEAR, samesite="lax", httponly=True)
    return response
