"""Find words in the source where white space and line ends may stand between any two of their characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Evidence, RawText, Span
from kg.text import offsets

_SPACE = re.compile(r"\s+")


def seek(words: str, spans: Sequence[Span], raw: RawText) -> Evidence | None:
    """The first place of ``words`` in ``spans``, one span read after the other; None where they do not stand there.

    White space does not count on either side; nothing is repaired, so the words must be those of the print.
    """
    source = offsets.whole(raw.text)
    read, _ = offsets.substitute(offsets.join(offsets.cut(source, start, end) for start, end in spans), _SPACE, "")
    wanted = _SPACE.sub("", words)
    start = read.text.find(wanted) if wanted else -1
    return offsets.evidence(read, start, start + len(wanted), raw) if start >= 0 else None
