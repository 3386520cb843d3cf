"""A build that is killed, at any moment, leaves the former graph or the new one, whole, and readers go on.

``KG_KILLS`` says at how many moments; 200 take some minutes.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from kg.build import build
from kg.errors import StoreError
from kg.graph.lock import WORK, lock
from kg.graph.publish import VERSIONS, current
from kg.graph.read import load
from kg.graph.store import named_quads, open_read
from kg.statement import records

KILLS = int(os.environ.get("KG_KILLS", "8"))

TEXT = """江州市人民政府办公室关于{name}行动的通知
江政办发〔2024〕{number}号
各县人民政府：
一、治理河道。市水利局牵头，市财政局配合，2024年12月底前完成。
二、关停企业。市生态环境局负责。
江州市人民政府办公室
2024年3月1日
"""

FORKING = """
import os, signal, sys, time
from pathlib import Path
from kg.build import build
print("ready", flush=True)
for line in sys.stdin:
    sources, out, seconds = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if child == 0:
        build([Path(sources)], Path(out), fresh=True)
        os._exit(0)
    if float(seconds) >= 0:
        time.sleep(float(seconds))
        os.kill(child, signal.SIGKILL)
    print(os.waitpid(child, 0)[1], flush=True)
"""
"""Forks a child for each build, so that no build pays for the import of spaCy; opens no store itself."""


class Killer:
    """Builds that are killed after so many seconds; a negative number lets one finish."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._input: IO[str] = process.stdin or pytest.fail("no pipe")
        self._output: IO[str] = process.stdout or pytest.fail("no pipe")
        assert self._output.readline() == "ready\n"

    def run(self, sources: Path, out: Path, seconds: float) -> bool:
        """True where the build came to its end."""
        self._input.write(f"{sources}\t{out}\t{seconds}\n")
        self._input.flush()
        return self._output.readline() == "0\n"


@contextmanager
def killer(temporary: Path) -> Iterator[Killer]:
    """A process that forks builds, which find ``temporary`` where the system's temporary files are."""
    command = [sys.executable, "-X", "utf8", "-c", FORKING]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"TMPDIR": str(temporary)},
    ) as process:
        yield Killer(process)
        process.kill()


def sources(directory: Path, names: str) -> Path:
    """A directory of small documents."""
    directory.mkdir()
    for number, name in enumerate(names, 1):
        (directory / f"{name}.txt").write_text(TEXT.format(name=name, number=number), encoding="utf-8")
    return directory


def content(out: Path) -> tuple[str, frozenset[str]]:
    """The records and the quads of a build; the records are those of the store."""
    version = current(out)
    store = open_read(version / "store")
    lines = (version / "records.jsonl").read_text(encoding="utf-8")
    assert lines == records.dumps(records.records(load(store)))
    return lines, frozenset(map(str, named_quads(store)))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_random_moments(tmp_path: Path) -> None:
    chance = random.Random(20231030)
    first, second = sources(tmp_path / "first", "甲乙"), sources(tmp_path / "second", "乙丙丁")
    out, done = tmp_path / "out", {"former": 0, "new": 0}
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with killer(temporary) as killing:
        whole = {}
        for one in (first, second):
            began = time.monotonic()
            assert killing.run(one, tmp_path / f"clean-{one.name}", -1)
            length = time.monotonic() - began
            whole[one] = content(tmp_path / f"clean-{one.name}")
        assert killing.run(first, out, -1)
        now, other = first, second
        for number in range(KILLS):  # spread over the build: drawn freely, all may fall behind the end of a fast one
            reader = open_read(current(out) / "store")
            finished = killing.run(other, out, 1.1 * length * (number + chance.random()) / KILLS)
            found = content(out)
            assert found in whole.values(), "neither the former graph nor the new one"
            assert found == whole[other] or not finished
            assert frozenset(map(str, named_quads(reader))) == whole[now][1], "a reader lost its graph"
            changed = found == whole[other]
            done["new" if changed else "former"] += 1
            now, other = (other, now) if changed else (now, other)
        assert killing.run(first, out, -1)
        assert content(out) == whole[first]
    assert done["former"]
    assert not list(out.glob(f"{VERSIONS}/.new-*"))
    assert not (out / WORK).exists() and not list(temporary.iterdir()), "killed builds left files"


def test_of_two_builds_at_once_the_second_says_who_is_at_work(tmp_path: Path) -> None:
    first, out = sources(tmp_path / "first", "甲乙"), tmp_path / "out"
    build([first], out)
    before = content(out)
    with lock(out), pytest.raises(StoreError, match=rf"another build is writing .*\(process {os.getpid()}\)"):
        build([first], out, fresh=True)
    assert content(out) == before


@pytest.mark.skipif(os.name != "posix", reason="needs limits")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_where_no_more_can_be_written_the_build_says_so_and_the_former_stays(tmp_path: Path, jobs: str) -> None:
    """A limit on the size of files stands in for a full disk, which nobody can make without rights."""
    import resource

    first, out = sources(tmp_path / "first", "甲乙"), tmp_path / "out"
    second = sources(tmp_path / "second", "丙丁")
    (second / "丙.txt").write_text(TEXT.format(name="长", number=9) + "各级要高度重视。\n" * 20_000, encoding="utf-8")
    build([first], out)
    before = content(out)
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "kg", "build", str(second), "--out", str(out), "--jobs", jobs],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    assert told.returncode == 2
    assert re.fullmatch(r"kg: '.*' cannot be written: File too large\n", told.stderr), told.stderr
    assert content(out) == before
    assert not (out / WORK).exists()
