"""One file → what it states, read anew or, where nothing has changed, taken from the former build."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from kg import pipeline
from kg.cache import FOLDER, Cache, Extraction
from kg.errors import StoreError
from kg.graph.publish import current
from kg.model import RawText, SourceReport, Warning
from kg.source import SourceFile, checksum, read, texts


def former(out: Path) -> Path | None:
    """The directory of the former build of ``out``, None where there is none."""
    try:
        return current(out)
    except StoreError:
        return None


class Extractor:
    """Extracts the files of one build. Texts and entries for the next build go into ``spool``, seconds to ``clock``."""

    def __init__(self, spool: Path, former: Path | None, clock: dict[str, float]) -> None:
        self.spool = spool
        self.former = former
        self.clock = clock
        self.reused: list[str] = []  # names of the files that were not read again
        self._cache = Cache(former / FOLDER if former else None, spool / FOLDER)
        self._by_content: dict[str, str] = {}
        self._raw: RawText | None = None
        (spool / texts.FOLDER).mkdir()

    def extract(self, file: SourceFile) -> Extraction:
        """What ``file`` states. A file with the content of an earlier one states nothing.

        Raises SourceError where it cannot be read.
        """
        self._raw = None
        began = perf_counter()
        sha256 = checksum(file)
        first = self._by_content.get(sha256, file.name)
        found = self._cache.find(file.name, sha256) if first == file.name else None
        if found is None or not self._take_text(file, found):
            return self._read(file, began)
        self._by_content[sha256] = file.name
        self._cache.keep(found)
        self.reused.append(file.name)
        return self._timed(found, (("reuse", perf_counter() - began),))

    def raw(self, file: SourceFile) -> RawText:
        """The text of the file that was extracted last."""
        if self._raw is None or self._raw.source != file.name:
            self._raw = read(file)
        return self._raw

    def _read(self, file: SourceFile, began: float) -> Extraction:
        raw = self._raw = read(file)
        seconds = (("source", perf_counter() - began),)
        first = self._by_content.setdefault(raw.sha256, file.name)
        if first != file.name:
            same = Warning("same_file", f"same content as {first}, which was read in its place")
            report = SourceReport(file.name, raw.sha256, raw.encoding, len(raw.text), warnings=(same,))
            return self._timed(Extraction((), report, raw.media_type), seconds)
        texts.keep(raw, self.spool / texts.FOLDER)
        facts, report = pipeline.extract(raw)
        plain = replace(report, warnings=(*raw.warnings, *report.warnings), seconds=())
        extraction = Extraction(tuple(facts), plain, raw.media_type)
        self._cache.keep(extraction)
        return self._timed(extraction, (*seconds, *report.seconds))

    def _timed(self, extraction: Extraction, seconds: tuple[tuple[str, float], ...]) -> Extraction:
        for room, spent in seconds:
            self.clock[room] = self.clock.get(room, 0.0) + spent
        return replace(extraction, report=replace(extraction.report, seconds=seconds))

    def _take_text(self, file: SourceFile, found: Extraction) -> bool:
        """Take the text over from the former build; False where it is missing, and only reading the file gives it."""
        name = f"{found.report.sha256}.txt"
        with suppress(OSError):
            if self.former is not None:
                shutil.copyfile(self.former / texts.FOLDER / name, self.spool / texts.FOLDER / name)
                return True
        if found.media_type != "text/plain":
            return False
        texts.keep(self.raw(file), self.spool / texts.FOLDER)
        return True
