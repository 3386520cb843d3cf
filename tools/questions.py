"""Writes ``docs/questions.md``, the list of the kept questions, from ``kg/query/*.rq``.

Run ``python -m tools.questions`` after a change there.
"""

from __future__ import annotations

from pathlib import Path

from kg.query.ask import usage
from kg.query.named import named_queries

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"

HEAD = """\
# Questions

<!-- Made by python -m tools.questions from kg/query/*.rq; do not edit by hand. -->

`kg ask NAME [VALUE…]` answers a question that is kept as SPARQL in [kg/query](../kg/query); `kg ask` lists them.
A value is any name of an agency, a document number in any form, a title, or a word. Questions about a day take
`--as-of DATE`; without it they mean the day on which the youngest document was signed. [commands.md](commands.md)
tells the rest; the tests hold an answer of each on `corpus/`. `number` in an answer is the number of the document, or
its key (title and date, or file and date) where it has none.

| command | 回答 | answers |
| --- | --- | --- |
"""


def text() -> str:
    """The page as it is to be."""
    rows = [f"| [`kg ask {usage(q)}`](../kg/query/{q.name}.rq) | {q.zh} | {q.en} |\n" for q in named_queries()]
    return HEAD + "".join(rows)


def main() -> None:
    """Write the page."""
    PAGE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
