"""Labels of a page's table of metadata whose values stand on the line below: 「发文字号：」, 「某政发〔2024〕7号」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.document.head import labels
from kg.document.line.lines import Line, squashed
from kg.text import offsets

_FIRST_LINES = 60
"""Lines in which a page says what it says of its document."""
_LEAST = 3
"""Labels alone on their lines that make a stack."""
_LONGEST = 60
"""Characters of a value at most."""
_PLAIN = re.compile(r"[\w./-]*\d[\w./:-]*\Z", re.ASCII)
"""What can be nothing but a value: the index of a page, a day with its time."""


def joined(lines: Sequence[Line]) -> list[Line]:
    """The lines, each label of such a stack with its value on one: the only line before the next label; behind the last
    label what has no Chinese characters."""
    head = lines[:_FIRST_LINES]
    alone = [labels.is_alone(line) for line in head]
    if sum(alone) < _LEAST or not any(
        map(labels.is_certain, (line for line, one in zip(head, alone, strict=True) if one))
    ):
        return list(lines)
    found: list[Line] = []
    number = 0
    while number < len(head):
        value = head[number + 1] if alone[number] and number + 1 < len(head) and not alone[number + 1] else None
        if value is not None and _is_value(value, number + 2 < len(head) and alone[number + 2]):
            found.append(_with(head[number], value))
            number += 2
        else:
            found.append(head[number])
            number += 1
    return [*found, *lines[_FIRST_LINES:]]


def _is_value(line: Line, between: bool) -> bool:
    short = len(line.squash) <= _LONGEST and not line.squash.endswith(("：", "。"))
    return bool(_PLAIN.match(line.squash)) or (between and short)


def _with(label: Line, value: Line) -> Line:
    whole = offsets.join([label.clean, value.clean], "" if label.squash.endswith("：") else "：")
    return label._replace(clean=whole, squash=squashed(whole.text))
