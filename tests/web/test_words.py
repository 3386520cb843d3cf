"""The words of the pages: both languages say the same, nothing is missing, nothing is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import web
from kg.lexicon import load

MESSAGES = load.tree("web.yml")
PLACEHOLDER = re.compile(r"\{(\w+)")
FOLDER = Path(web.__file__).parent
BUILT = re.compile(
    r"^web\.(column|as|gap|said|tier|part|event|repair|scores|state|query\.reason|query\.status)\.|^web\.(appoint|remove|agencies|documents|matrix|calendar|graph|sparql|quality)$"
)
"""Keys that the code puts together from codes of the data."""


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages(key: str) -> None:
    message = MESSAGES[key]
    assert set(message) == {"zh", "en"}
    assert all(message.values())
    assert set(PLACEHOLDER.findall(message["zh"])) == set(PLACEHOLDER.findall(message["en"]))


def test_the_keys_used_are_the_keys_there_are() -> None:
    files = [*FOLDER.rglob("*.py"), *FOLDER.rglob("*.html")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    used = set(re.findall(r"""\b(?:t|say)\(['"](web\.[\w.]*\w)['"]""", text))
    assert used <= set(MESSAGES)
    assert {key for key in MESSAGES if key not in used and not BUILT.match(key)} == set()
