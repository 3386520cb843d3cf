"""Several processes read what one reads: the same build, the same refusals, and an interrupt that loses nothing."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from kg.cache import FOLDER
from kg.errors import SourceError, StoreError
from kg.extractor import MANY, Task, usual_jobs
from kg.graph import store
from kg.graph.publish import current
from kg.source import SourceFile
from kg.workers import LOST, WorkerFailed, Workers
from tests.document.pages import file, invented, page

needs_signals = pytest.mark.skipif(os.name == "nt", reason="Windows ends processes without signals")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Gazettes, one of them twice, and files that cannot be read."""
    directory = tmp_path / "公报"
    directory.mkdir()
    for number in range(1, 5):
        one = invented("清水行动", number, 3 + number)
        (directory / f"{number}.txt").write_text(file(page(one.head, one.body, one.tail)), encoding="utf-8")
    (directory / "2（副本）.txt").write_bytes((directory / "2.txt").read_bytes())
    (directory / "空.txt").write_bytes(b"")
    (directory / "坏.pdf").write_bytes(b"%PDF-1.7 broken")
    return directory


def state(out: Path) -> dict[str, Any]:
    """What a build left: graph, records, report without times, texts, entries for the next build."""
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    for part in (report["totals"], *report["files"]):
        del part["seconds"]
    version = current(out)
    return {
        "quads": sorted(str(quad) for quad in store.named_quads(store.open_read(version / "store"))),
        "records": (out / "records.jsonl").read_bytes(),
        "report": report,
        **{
            str(path.relative_to(version)): path.read_bytes()
            for part in (FOLDER, "texts")
            for path in (version / part).iterdir()
        },
    }


@pytest.mark.parametrize("jobs", [2, 3, None])
def test_processes_leave_what_one_process_leaves(sources: Path, tmp_path: Path, jobs: int | None) -> None:
    alone: list[tuple[int, int, str]] = []
    together: list[tuple[int, int, str]] = []
    one = build([sources], tmp_path / "one", lambda *seen: alone.append(seen))
    several = build([sources], tmp_path / "several", lambda *seen: together.append(seen), jobs=jobs)
    assert state(tmp_path / "several") == state(tmp_path / "one")
    assert [(file.source, file.skipped) for file in several.skipped] == [(f.source, f.skipped) for f in one.skipped]
    assert {file.source for file in several.skipped} == {"空.txt", "坏.pdf"}
    assert together == alone, "progress is told file by file, in their order"


def test_only_what_has_changed_is_read_by_processes(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([sources], out, jobs=2)
    for number in (1, 3):
        path = sources / f"{number}.txt"
        path.write_text(path.read_text(encoding="utf-8").replace("清水行动", "蓝天行动"), encoding="utf-8")
    report = build([sources], out, jobs=2)
    assert sorted(report.reused) == ["2.txt", "4.txt"]
    build([sources], tmp_path / "clean")
    reused = state(out)
    assert reused == state(tmp_path / "clean")


def test_one_process_is_enough_for_little(tmp_path: Path) -> None:
    small, large = tmp_path / "小.txt", tmp_path / "大.txt"
    small.write_text("通知", encoding="utf-8")
    large.write_bytes(b" " * 400_000)
    tasks = {path: Task(SourceFile(path, path.name), path.name) for path in (small, large)}
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    assert usual_jobs([]) == usual_jobs([tasks[large]]) == usual_jobs([tasks[small]] * (MANY - 1)) == 1
    assert usual_jobs([tasks[small], tasks[large]]) == usual_jobs([tasks[small]] * MANY) == processors


def _work(task: str) -> str:
    """What the processes of these tests do."""
    if task == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "ended":
        sys.exit(3)
    if task == "refused":
        raise SourceError("refused: no such file")
    if task == "full":
        raise StoreError("the disk is full")
    return task.upper()


def _other_work(task: str) -> str:
    return task * 2


@needs_signals
def test_a_killed_process_costs_one_task() -> None:
    tasks = ["a", "killed", "refused", "b", "killed", "c"]
    with Workers() as workers:
        outcomes = dict(workers.outcomes(_work, tasks, 2))
        assert dict(workers.outcomes(_other_work, ["a"], 2)) == {0: "aa"}, "the same processes do other work"
    told = {number: str(outcome) for number, outcome in outcomes.items()}
    assert told == {0: "A", 1: LOST, 2: "refused: no such file", 3: "B", 4: LOST, 5: "C"}


def test_what_ends_a_build_ends_it_from_a_process_too() -> None:
    with pytest.raises(StoreError, match="the disk is full"), Workers() as workers:
        dict(workers.outcomes(_work, ["a", "full", "b"], 2))


def test_a_process_that_fails_of_itself_is_no_refusal() -> None:
    with pytest.raises(WorkerFailed, match="3"), Workers() as workers:
        dict(workers.outcomes(_work, ["a", "ended"], 2))
    assert not multiprocessing.active_children()


def test_more_processes_than_tasks_are_not_started() -> None:
    with Workers() as workers:
        assert dict(workers.outcomes(_work, [], 8)) == {}
        assert not multiprocessing.active_children()
        assert dict(workers.outcomes(_work, ["a"], 8)) == {0: "A"}
        assert len(multiprocessing.active_children()) == 1
    assert not multiprocessing.active_children()


def test_an_interrupt_leaves_the_former_build_and_no_process(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([sources], out)
    before = state(out)

    def interrupt(done: int, total: int, name: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([sources], out, interrupt, fresh=True, jobs=2)
    assert state(out) == before
    assert not multiprocessing.active_children()


KILLED = """
import sys, time
from pathlib import Path
from kg.build import build

def wait(done, total, name):
    print(done, flush=True)
    time.sleep(60 if done == 1 else 0)

if __name__ == "__main__":
    build([Path(sys.argv[1])], Path(sys.argv[2]), wait, fresh=True, jobs=2)
"""


@needs_signals
def test_a_kill_leaves_the_former_build(sources: Path, tmp_path: Path) -> None:
    out, script = tmp_path / "out", tmp_path / "script.py"
    build([sources], out)
    before = state(out)
    script.write_text(KILLED, encoding="utf-8")
    with subprocess.Popen([sys.executable, script, sources, out], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while process.stdout.readline().strip() != "1":
            assert process.poll() is None
        process.kill()
    assert state(out) == before
    build([sources], out, fresh=True)  # and no lock stays behind
    assert state(out) == before
