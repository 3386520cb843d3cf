"""The entries that one build leaves for the next: they give back what was kept, or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import cache
from kg.cache import Cache, Extraction
from kg.model import DocumentFacts, Evidence, SourceReport, Warning
from kg.statement import codec
from tests.graph.strategies import documents

REPORT = SourceReport("甲.txt", "ab", "gb18030", 7, ("甲",), 2, 3, (("glyphs", 1),), (Warning("x", "y", (1, 2)),), None)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(documents(), max_size=2))
def test_an_entry_gives_back_what_was_kept(tmp_path: Path, facts: list[DocumentFacts]) -> None:
    kept = Extraction(tuple(facts), REPORT, "text/html")
    Cache(None, tmp_path).keep(kept)
    assert Cache(tmp_path, tmp_path / "next").find("甲.txt", "ab") == kept


def test_the_real_gazette_survives(corpus_facts: list[DocumentFacts], tmp_path: Path) -> None:
    kept = Extraction(tuple(corpus_facts), REPORT, "text/plain")
    Cache(None, tmp_path).keep(kept)
    assert Cache(tmp_path, tmp_path).find("甲.txt", "ab") == kept


def test_another_name_content_or_program_is_a_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(None, tmp_path).keep(Extraction((), REPORT, "text/plain"))
    found = Cache(tmp_path, tmp_path)
    assert found.find("甲.txt", "ab") is not None
    assert found.find("乙.txt", "ab") is None
    assert found.find("甲.txt", "cd") is None
    assert Cache(None, tmp_path).find("甲.txt", "ab") is None
    monkeypatch.setattr(cache, "fingerprint", lambda: "another")
    assert found.find("甲.txt", "ab") is None


def test_an_entry_is_kept_on_as_it_is(tmp_path: Path) -> None:
    Cache(None, tmp_path / "a").keep(Extraction((), REPORT, "text/plain"))
    second = Cache(tmp_path / "a", tmp_path / "b")
    assert second.has("甲.txt", "ab")
    assert not second.has("乙.txt", "ab")
    assert second.kept("甲.txt", "ab") is None
    second.keep_on("甲.txt", "ab")
    assert second.kept("甲.txt", "ab") == Extraction((), REPORT, "text/plain")
    (entry,) = (tmp_path / "a").iterdir()
    entry.write_bytes(entry.read_bytes()[:-3])
    assert not second.has("甲.txt", "ab")


def test_a_damaged_entry_is_a_miss(tmp_path: Path) -> None:
    Cache(None, tmp_path).keep(Extraction((), REPORT, "text/plain"))
    (entry,) = tmp_path.iterdir()
    whole = entry.read_bytes()
    for end in range(len(whole)):
        entry.write_bytes(whole[:end])
        assert Cache(tmp_path, tmp_path).find("甲.txt", "ab") is None
    for place in range(len(whole)):
        entry.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert Cache(tmp_path, tmp_path).find("甲.txt", "ab") in (None, Extraction((), REPORT, "text/plain"))


@pytest.mark.parametrize("wrong", [[], [[], "x"], [[1], [], "x"], [[], None, "x"], "abc", None, {"facts": []}])
def test_what_does_not_fit_the_types_is_refused(wrong: object) -> None:
    with pytest.raises(codec.DamagedEntry):
        codec.decoder(Extraction)(wrong)


def test_what_does_not_fit_is_refused_behind_what_did() -> None:
    decode = codec.decoder(Evidence)
    good = Evidence(((1, 2), (4, 7)), "市局", 3)
    assert decode(json.loads(codec.dumps(good))) == good
    for wrong in ([[[1, 2], [4]], "市局", 3], [[[1, 2], [4, "7"]], "市局", 3], [[[1, 2]], "市局", True], [[], "市局"]):
        with pytest.raises(codec.DamagedEntry):
            decode(wrong)


def test_the_fingerprint_covers_the_rooms_that_read() -> None:
    package = Path(cache.__file__).parent
    names = {path.name for path in package.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert names - set(cache._ROOMS) == {"graph", "export", "query", "web", "score", "cli"} & names
