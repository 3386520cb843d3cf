"""Texts that provoke searching (lists of bodies, brackets, ordinals, definitions … thousands of times): the processor
time of the whole extraction, and by how much it grows where the text doubles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks import command
from kg import pipeline
from kg.source import SourceFile, read

TIMES = 4000
"""How often the provoking words stand in the shorter text."""
_HEAD = "某市人民政府关于印发某某方案的通知\n某政发〔2024〕3号\n各区人民政府：\n"

WORDS = {
    "list of bodies": "市水利局、市财政局、",
    "bodies without a mark": "市水利局市财政局",
    "open brackets with bodies": "（市水利局",
    "open quotation marks": "“市水利局",
    "closing brackets": "））））",
    "titles": "依据《某某条例》《某某办法》、",
    "open titles": "《某某",
    "numbers": "〔2023〕5、6、7号、",
    "open numbers": "某政发〔2023",
    "ordinals": "一、",
    "lines of ordinals": "（一）\n",
    "dates": "2023年1月1日前",
    "verbs": "牵头",
    "labels": "牵头单位：",
    "lines of duties": "责任单位：市水利局\n",
    "rows of a table": "整改\t市水利局\t市财政局\n",
    "rows of Markdown": "| 市水利局 | 市财政局 |\n",
    "members": "市水利局局长张三、",
    "annexes": "附件：1.某某方案\n",
    "signatures": "某市水利局\n2024年1月1日\n",
    "targets": "达到98%以上，改造26874户，",
    "fields of work": "水利财政教育",
    "offices of groups": "领导小组办公室",
    "ends of names": "局局局局",
    "places": "市市市市",
    "numerals": "一二三四五六七",
    "digits and dots": "1.1.",
    "spaces": "　 　 ",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and the JSON, and write the JSON to a file where asked to."""
    return command.run("benchmarks.hostile", __doc__ or "", measure, table, arguments)


def measure(corpus: Path, repeats: int) -> dict[str, Any]:
    """Seconds of the processor for each form, once and doubled: the shortest of ``repeats``. ``corpus`` is not read."""
    forms: list[tuple[str, Callable[[int], str]]] = [(name, words.__mul__) for name, words in WORDS.items()]
    forms.append(("definitions", _definitions))
    _seconds(_HEAD)  # patterns and lexicons are made here
    return {
        name: [min(_seconds(_HEAD + make(times)) for _ in range(repeats)) for times in (TIMES, 2 * TIMES)]
        for name, make in forms
    }


def _definitions(times: int) -> str:
    return "".join(f"省应急管理厅第{n}号处置专班（以下简称“处置{n}专班”）负责处置。\n" for n in range(times))


def _seconds(text: str) -> float:
    began = process_time()
    pipeline.extract(read(SourceFile(Path("-"), "text", data=text.encode())))
    return process_time() - began


def table(figures: dict[str, Any]) -> str:
    """The figures for people to read."""
    lines = [f"{'seconds':<28}{'once':>8}{'doubled':>9}{'growth':>8}"]
    for name, (once, doubled) in figures.items():
        lines.append(f"{name:<28}{once:>8.2f}{doubled:>9.2f}{doubled / once:>8.2f}")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
