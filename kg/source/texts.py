"""The text of the sources: spans count its characters, so it is kept with the build, wherever the files go."""

from __future__ import annotations

from pathlib import Path

from kg.model import RawText

FOLDER = "texts"
"""Where a build keeps them: ``<sha256 of the file>.txt``, UTF-8, every character as it was counted."""


def keep(raw: RawText, directory: Path) -> None:
    """Write the text of ``raw`` into ``directory``."""
    with open(directory / f"{raw.sha256}.txt", "w", encoding="utf-8", newline="") as stream:
        stream.write(raw.text)


def kept(directory: Path, sha256: str) -> str | None:
    """The text that ``keep`` wrote for the file of that checksum, None where there is none."""
    try:
        with open(directory / f"{sha256}.txt", encoding="utf-8", newline="") as stream:
            return stream.read()
    except FileNotFoundError:
        return None
