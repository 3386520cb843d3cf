"""A reader never sees half a build, and no kill loses the former one."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.graph.lock import lock
from kg.graph.publish import CONTENT, VERSIONS, current, publish
from kg.source.discover import DATABASE_MARK


def writer(mark: object) -> Callable[[Path], None]:
    def write(directory: Path) -> None:
        (directory / "store").mkdir()
        for name in ("store/one", "store/two", "records.jsonl", "report.json"):
            (directory / name).write_text(f"{mark}\n" * 50, encoding="utf-8")

    return write


def marks(directory: Path) -> set[str]:
    """The different lines of all files of a build: one, where it is whole."""
    names = ("store/one", "store/two", "records.jsonl", "report.json")
    return {line for name in names for line in (directory / name).read_text(encoding="utf-8").split()}


def versions(out: Path) -> list[str]:
    return sorted(path.name for path in (out / VERSIONS).iterdir())


def test_paths_after_a_build(tmp_path: Path) -> None:
    out = tmp_path / "build"
    publish(out, writer("a"))
    assert marks(out) == marks(current(out)) == {"a"}
    publish(out, writer("b"))
    assert marks(out) == marks(current(out)) == {"b"}
    assert all((out / name).is_symlink() for name in CONTENT)


def test_two_versions_are_kept(tmp_path: Path) -> None:
    for mark in range(4):
        reader = current(tmp_path) if mark else None
        publish(tmp_path, writer(mark))
        assert reader is None or marks(reader) == {str(mark - 1)}
    assert [name.split("-")[0] for name in versions(tmp_path)] == ["3", "4"]


def test_equal_content_gets_equal_digests_whatever_the_times(tmp_path: Path) -> None:
    def later(directory: Path) -> None:
        writer("a")(directory)
        (directory / "report.json").write_text("other seconds", encoding="utf-8")

    publish(tmp_path, writer("a"))
    publish(tmp_path, later)
    assert len({name.split("-")[1] for name in versions(tmp_path)}) == 1


def test_nothing_built(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no graph in .*kg build"):
        current(tmp_path / "nowhere")


def test_a_copy_that_followed_the_links_is_read_and_built_over(tmp_path: Path) -> None:
    publish(tmp_path / "build", writer("a"))
    shutil.copytree(tmp_path / "build", tmp_path / "copy", symlinks=False)
    assert marks(current(tmp_path / "copy")) == {"a"}
    publish(tmp_path / "copy", writer("b"))
    assert marks(current(tmp_path / "copy")) == marks(tmp_path / "copy") == {"b"}


def test_a_writer_that_fails_leaves_the_former_build(tmp_path: Path) -> None:
    def fail(directory: Path) -> None:
        (directory / "store").mkdir()
        raise ZeroDivisionError

    publish(tmp_path, writer("a"))
    before = versions(tmp_path)
    with pytest.raises(ZeroDivisionError):
        publish(tmp_path, fail)
    assert marks(current(tmp_path)) == {"a"}
    assert versions(tmp_path) == before


def test_foreign_files_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "mine").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="was not made by kg build"):
        publish(tmp_path, writer("a"))
    assert (tmp_path / "store" / "mine").read_text(encoding="utf-8") == "x"


def test_out_is_a_file_or_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="is a file"):
        publish(tmp_path / "file", writer("a"))
    with pytest.raises(StoreError, match="cannot be written"):
        publish(tmp_path / "file" / "below", writer("a"))


def test_a_full_disk(tmp_path: Path) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="cannot be written: No space left on device"):
        publish(tmp_path, full)


def test_a_second_build_is_refused_by_name(tmp_path: Path) -> None:
    with lock(tmp_path), pytest.raises(StoreError, match=f"another build is writing .* \\(process {os.getpid()}\\)"):
        publish(tmp_path, writer("b"))
    publish(tmp_path, writer("c"))
    assert marks(current(tmp_path)) == {"c"}


def test_without_symbolic_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("a required privilege is not held by the client")

    publish(tmp_path / "changing", writer("linked"))
    with monkeypatch.context() as patch:
        patch.setattr(os, "symlink", refuse)
        for mark in ("a", "b", "c"):
            for out in (tmp_path / "plain", tmp_path / "changing"):
                publish(out, writer(mark))
                assert marks(current(out)) == marks(out) == {mark}
                assert not any((out / name).is_symlink() for name in CONTENT)
                assert len(versions(out)) <= 2
    publish(tmp_path / "plain", writer("linked"))
    assert marks(current(tmp_path / "plain")) == marks(tmp_path / "plain") == {"linked"}


def test_databases_are_no_sources() -> None:
    assert DATABASE_MARK == VERSIONS


def check_whole(out: Path, allowed: set[str]) -> None:
    """The former or the new build is there, whole; and the next build works."""
    (mark,) = marks(current(out))
    assert mark in allowed
    assert marks(out) == {mark}
    publish(out, writer("next"))
    assert marks(current(out)) == {"next"}
    assert not list(out.glob(f"{VERSIONS}/.new-*"))
    assert len(versions(out)) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_before_each_of_its_system_calls(tmp_path: Path) -> None:
    step, finished = 0, False
    while not finished:
        step += 1
        out = tmp_path / str(step)
        publish(out, writer("former"))
        child = os.fork()
        if child == 0:
            _die_at(step)
            publish(out, writer("new"))
            os._exit(0)
        finished = os.waitpid(child, 0)[1] == 0
        check_whole(out, {"new"} if finished else {"former", "new"})
    assert step > 30


def _die_at(step: int) -> None:
    """End this process at its ``step``-th event that concerns files, without any clean-up."""
    left = step

    def hook(event: str, _: object) -> None:
        nonlocal left
        if event == "open" or event.startswith(("os.", "shutil.")):
            left -= 1
            if left == 0:
                os._exit(9)

    sys.addaudithook(hook)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_random_moments(tmp_path: Path) -> None:
    generator = random.Random(20231030)
    publish(tmp_path, writer("first"))
    for _ in range(15):
        child = os.fork()
        if child == 0:
            _publish_for_ever(tmp_path)
        time.sleep(generator.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL, "it ended by itself"
        (mark,) = marks(current(tmp_path))
        assert marks(tmp_path) == {mark}
        publish(tmp_path, writer("next"))
        assert marks(current(tmp_path)) == {"next"}
    assert len(versions(tmp_path)) == 2


def _publish_for_ever(out: Path) -> None:
    """What a child process does until it is killed."""
    try:
        for number in itertools.count():
            publish(out, writer(f"run{number}"))
    finally:
        os._exit(1)
