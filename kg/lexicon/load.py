"""Lexicons: word lists that ship inside the package, read once.

Every file under ``kg/lexicon/data`` starts with comment lines (``#``) that say what a row means, give examples
and name the source. Two forms: TSV for flat lists (first line after the comments: the column names), YAML for the rest.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kg.errors import KgError


class LexiconError(KgError):
    """A lexicon file that is missing or damaged: the installation is broken. Names the file and the line."""


@cache
def text(name: str) -> str:
    """The whole text of the data file ``name`` (with its suffix). Raises LexiconError where it is missing."""
    try:
        return files("kg.lexicon").joinpath("data", name).read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise LexiconError(f"lexicon {name!r} cannot be read: {error}; install the package again") from error


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``name``.tsv, each as column -> value. ``name`` may carry its suffix.

    Lines that start with ``#`` and empty lines are skipped; the first other line names the columns. Values are
    stripped; a row with a wrong number of fields raises LexiconError with file and line.
    """
    file = name.removesuffix(".tsv") + ".tsv"
    columns: list[str] = []
    rows: list[dict[str, str]] = []
    for number, line in enumerate(text(file).splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [value.strip() for value in line.split("\t")]
        if not columns:
            columns = fields
            continue
        if len(fields) != len(columns):
            raise LexiconError(f"lexicon {file!r} line {number}: {len(fields)} fields, expected {len(columns)}")
        rows.append(dict(zip(columns, fields, strict=True)))
    if not columns:
        raise LexiconError(f"lexicon {file!r} has no line that names its columns")
    return tuple(rows)


@cache
def tree(name: str) -> Any:
    """The content of ``name``.yml. ``name`` may carry its suffix. Shared between callers: do not change it."""
    file = name.removesuffix(".yml") + ".yml"
    try:
        content = yaml.load(text(file), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise LexiconError(f"lexicon {file!r} is not good YAML: {error}") from error
    if content is None:
        raise LexiconError(f"lexicon {file!r} is empty")
    return content
