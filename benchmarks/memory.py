"""The peak of a build's memory, for more and more files of one size: a clean build and one that finds all unchanged."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import command

FILES = (1, 300, 3000)
ITEMS = 2
"""Of each document: half a kilobyte of text, three duties and a deadline an item."""
BOUND = (40, 300)
"""What a build may take: so many times the largest text, and so many megabytes more."""

_CHILD = """
import json, re, resource, sys
from pathlib import Path
from kg.build import build
report = build([Path(sys.argv[1])], Path(sys.argv[2]))
status = Path("/proc/self/status")
if status.exists():  # ru_maxrss counts the process that this one was forked from, too
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) / 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
print(json.dumps({"documents": report.documents, "reused": len(report.reused), "megabytes": round(peak)}))
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and the JSON, and write the JSON to a file where asked to."""
    return command.run("benchmarks.memory", __doc__ or "", measure, table, arguments)


def measure(corpus: Path, repeats: int) -> dict[str, Any]:
    """Peak resident memory of a process that does nothing but build. ``corpus`` and ``repeats`` change nothing."""
    rows = [_row(files) for files in FILES]
    return {"files": list(FILES), "rows": rows, "bound_megabytes": round(BOUND[0] * rows[-1]["largest"] + BOUND[1])}


def _row(files: int) -> dict[str, Any]:
    with TemporaryDirectory(prefix="kg-memory-") as directory:
        sources, out = Path(directory, "sources"), Path(directory, "out")
        sources.mkdir()
        sizes = [_write(sources, serial) for serial in range(1, files + 1)]
        clean, again = (_peak(sources, out) for _ in range(2))
    if (clean["documents"], again["reused"]) != (files, files):
        raise SystemExit(f"{files} files gave {clean['documents']} documents, {again['reused']} were reused")
    return {"largest": max(sizes) / 1e6, "clean": clean["megabytes"], "unchanged": again["megabytes"]}


def _write(directory: Path, serial: int) -> int:
    items = [
        f"{item}.完成第{serial}批第{item}项整改任务。由市水利局牵头，市财政局、市住房和城乡建设局配合，2024年12月底前完成。"
        for item in range(1, ITEMS + 1)
    ]
    head = [f"江州市人民政府办公室关于第{serial}批整改的通知", f"江政办发〔2024〕{serial}号", "各区人民政府："]
    text = [*head, "现将有关事项通知如下：", "一、主要任务", *items, "江州市人民政府办公室", "2024年3月1日"]
    return (directory / f"{serial:05}.txt").write_bytes("\n".join(text).encode())


def _peak(sources: Path, out: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(sources), str(out)], check=True, capture_output=True, encoding="utf-8"
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(figures: dict[str, Any]) -> str:
    """The figures for people to read."""
    lines = [
        f"{'files':>6}{'clean build':>16}{'nothing changed':>18}   (MB at the peak; bound {figures['bound_megabytes']})"
    ]
    for files, row in zip(figures["files"], figures["rows"], strict=True):
        lines.append(f"{files:>6}{row['clean']:>16}{row['unchanged']:>18}")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
