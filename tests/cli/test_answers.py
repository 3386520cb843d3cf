"""The verbs that answer: what they write, where to, and how they end."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from kg.cli.app import app
from kg.cli.export import ExportFormat
from kg.cli.values import role
from kg.export import FORMATS
from kg.graph.vocabulary import DUTY_SHORTCUTS
from kg.model import Role

PARTS = ("--format", "json")


def test_agency_table(run: Any) -> None:
    result = run("agency", "市环保局")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "江州市生态环境局（市环保局）"
    assert lines[2].split() == ["Role", "Task", "Deadline", "Document", "Clause"]
    assert lines[4].split() == ["lead", "整治黑臭河道，建立台账", "2024-12-31", "江政发〔2024〕5号", "一/1"]
    assert lines[5].split() == ["support", "安排资金", "2025-06-30", "江政发〔2024〕5号", "一/2"]


def test_columns_align_with_wide_characters(run: Any) -> None:
    lines = run("agency", "市环保局").stdout.splitlines()
    for word in ("2024-12-31", "江政发", "一/"):
        starts = {cell_len(line[: line.index(word[:3])]) for line in lines[4:6] if word[:3] in line}
        assert len(starts) == 1
    assert cell_len(lines[2][: lines[2].index("Deadline")]) == cell_len(lines[4][: lines[4].index("2024-12-31")])


def test_agency_in_chinese(run: Any) -> None:
    result = run("--lang", "zh", "agency", "市环保局")
    assert result.stdout.splitlines()[2].split() == ["角色", "任务", "时限", "公文", "条目"]
    assert "牵头" in result.stdout


@pytest.mark.parametrize(
    ("options", "roles"),
    [
        ((), ["lead", "support"]),
        (("--role", "lead"), ["lead"]),
        (("--role", "lead", "--role", "support"), ["lead", "support"]),
        (("--due-before", "2025-01-01"), ["lead"]),
        (("--due-before", "2024-12-31"), []),
        (("--due-before", "2025"), ["lead"]),
        (("--due-before", "2024-12"), []),
        (("--due-before", "2025-07"), ["lead", "support"]),
        (("--due-before", "2025年1月1日"), ["lead"]),
        (("--due-before", "2025/7/1"), ["lead", "support"]),
        (("--due-before", "2025年7月"), ["lead", "support"]),
        (("--role", "配合"), ["support"]),
    ],
)
def test_agency_json_and_csv(options: tuple[str, ...], roles: list[str], run: Any) -> None:
    answer = json.loads(run("agency", "江州市生态环境局", "--format", "json", *options).stdout)
    assert (answer["canonical"], answer["parent"]) == ("江州市生态环境局", "江州市人民政府")
    assert [duty["role"] for duty in answer["duties"]] == roles
    rows = list(csv.DictReader(io.StringIO(run("agency", "市环保局", "--format", "csv", *options).stdout)))
    assert [row["role"] for row in rows] == roles
    assert all((row["start"], row["page"]) == ("10", "1") for row in rows)


def test_agency_with_the_words_that_say_so(run: Any) -> None:
    shown = run("--lang", "zh", "agency", "市环保局", "--role", "lead", "--quote").stdout
    assert "原文" in shown
    assert "（公报.txt 第 1" in shown
    assert "原文" not in run("--lang", "zh", "agency", "市环保局").stdout


def test_a_role_of_no_such_name_is_told_which_there_are(run: Any) -> None:
    told = run("agency", "市环保局", "--role", "主管").stderr
    assert "lead (牵头), share (分工)" in told


def test_a_document_without_number_and_title_is_named_by_its_file(tmp_path: Path) -> None:
    text = "各区人民政府：\n现通知如下。\n一、由市财政局负责清理。\n二、其他。\n江州市人民政府\n2024年3月1日\n"
    (tmp_path / "无题.txt").write_text(text, encoding="utf-8")
    runner, out = CliRunner(), str(tmp_path / "build")
    assert runner.invoke(app, ["build", str(tmp_path / "无题.txt"), "--out", out]).exit_code == 0
    shown = runner.invoke(app, ["agency", "市财政局", "--db", out]).stdout
    assert "无题.txt" in shown


def test_no_duty_is_an_answer(run: Any) -> None:
    result = run("agency", "市环保局", "--role", "joint")
    assert (result.exit_code, result.stdout.splitlines()[1]) == (0, "no duty that meets these conditions")


@pytest.mark.parametrize(
    ("name", "offered"), [("市生态环保局", "江州市生态环境局"), ("生态环境局", "江州市甲区生态环境局")]
)
def test_a_name_that_is_unknown_or_ambiguous(name: str, offered: str, run: Any) -> None:
    result = run("agency", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"kg: '{name}'")
    assert offered in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("agency",),
        ("agency", "市环保局", "--role", "boss"),
        ("agency", "市环保局", "--due-before", "2024-13-01"),
        ("agency", "市环保局", "--due-before", "soon"),
        ("agency", "市环保局", "--due-before", "2024-13"),
        ("agency", "市环保局", "--due-before", "24"),
        ("agency", "市环保局", "--as-of", "2024"),
        ("agency", "市环保局", "--format", "xml"),
        ("document", "江政发〔2024〕5号", "--as-of", "today"),
        ("query", "SELECT ?x WHERE {"),
        ("query", "DROP ALL"),
        ("query", "SELECT * { SERVICE <http://localhost/> { ?a ?b ?c } }"),
        ("query", "nowhere.rq"),
        ("query", "agency-duties"),
        ("query", "ASK {}", "--value", "x"),
        ("query", "ASK {}", "--format", "turtle"),
        ("query", "CONSTRUCT WHERE { ?a ?b ?c }", "--format", "csv"),
        ("graph", "--hops", "2"),
        ("graph", "--agency", "市环保局", "--hops", "-1"),
        ("export", "--format", "xlsx"),
        ("agency", "市环保局", "--output", "台账.xlsx"),
        ("export",),
        ("nothing",),
    ],
    ids=" ".join,
)
def test_wrong_use(arguments: tuple[str, ...], run: Any) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


@pytest.mark.parametrize(
    ("arguments", "begins", "holds"),
    [
        (("ask", "agency-duties"), "agency-duties 须给 1 个值，给了 0 个：", "kg ask agency-duties "),
        (("ask", "nothing"), "没有名为“nothing”的问题；现有：", "states"),
        (("ask", "leads-most", "--as-of", "2024-01-01"), "leads-most 与日期无关", "--as-of"),
        (("query", "SELECT ?x WHERE {"), "查询语句不合 SPARQL 语法：", "error at 1:18"),
        (("agency",), "缺少参数 NAME", "用法见 kg agency --help"),
        (("agency", "市环保局", "市财政局"), "多余的参数：市财政局", "kg agency --help"),
        (("agency", "市环保局", "--frmat", "csv"), "没有选项 --frmat（相近的有：--format）", "kg agency --help"),
        (("agency", "市环保局", "--derived=3"), "选项 --derived 不带值", ""),
        (("agency", "市环保局", "--role", "boss"), "'--role' 的值不对：“boss”不在可选之列：lead (牵头), ", ""),
        (("export",), "缺少选项 '--format' / '-f'；可选：ttl, nt", ""),
        (("serve", "--port", "x"), "'--port' 的值不对：应为整数", ""),
        (("serve", "--port", "99999"), "'--port' 的值不对：不得大于 65535", ""),
        (("graph", "--hops", "-1"), "'--hops' 的值不对：不得小于 0", ""),
        (("bild",), "没有命令“bild”；是否想写：build；用法见 kg --help", ""),
        (("query", "nowhere.rq"), "nowhere.rq：无法读取（没有这个文件或目录）", ""),
        (("query", "nothing"), "没有名为“nothing”的问题；现有：", "states"),
        (("query", "DROP ALL"), "不接受 DROP：图谱只读；请用 SELECT", ""),
        (("score", "/nowhere"), "/nowhere：没有这个目录；请给出标注所在的目录", ""),
        (("stats", "--output", "/"), "“/”无法写入：", ""),
        (("stats", "--output", "."), "“.”无法写入：", ""),
        (("stats", "--store", "http://127.0.0.1:1"), "无法连接 http://127.0.0.1:1：", ""),
        (("stats", "--output", "/dev/null/x"), "“/dev/null/x”无法写入：", ""),
    ],
)
def test_frequent_errors_are_told_in_chinese(arguments: tuple[str, ...], begins: str, holds: str, run: Any) -> None:
    result = run("--lang", "zh", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"kg: {begins}")
    assert holds in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("verb", [("stats",), ("export", "--format", "nt")])
def test_a_full_disk_behind_standard_output_is_told(verb: tuple[str, ...], database: Path) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "kg", "--lang", "zh", *verb, "--db", str(database)]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stderr) == (2, "kg: 无法写到标准输出：磁盘空间不足\n")


def test_an_unknown_language_is_told_in_the_one_of_the_environment() -> None:
    said = CliRunner().invoke(app, ["--lang", "fr", "stats"], env={"KG_LANG": "zh"}).stderr
    assert said == "kg: '--lang' 的值不对：“fr”不在可选之列：'zh', 'en'；用法见 kg --help\n"


@pytest.mark.parametrize("verb", [("agency", "x"), ("document", "x"), ("query", "ASK {}"), ("stats",), ("graph",)])
def test_no_database(verb: tuple[str, ...], run: Any, tmp_path: Path) -> None:
    result = run(*verb, db=tmp_path / "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("kg: no graph in ")
    assert "kg build" in result.stderr
    assert "中没有图谱：先用 kg build" in run("--lang", "zh", *verb, db=tmp_path / "nowhere").stderr


@pytest.mark.parametrize("name", ["江政发〔2024〕5号", "江政发[2024] 5 号", "清水行动方案的通知"])
def test_document(name: str, run: Any) -> None:
    result = run("document", name)
    assert result.exit_code == 0, result.output
    for words in (
        "江州市人民政府关于印发清水行动方案的通知",
        "整治黑臭河道，建立台账",
        "Duties (3)",
        "中华人民共和国水法",
    ):
        assert words in result.stdout
    answer = json.loads(run("document", name, "--format", "json").stdout)
    assert answer["key"] == "江政发〔2024〕5号"
    assert [clause["path"] for clause in answer["clauses"]] == ["一", "一/1", "一/2"]


def test_document_unknown(run: Any) -> None:
    result = run("document", "江政发〔2024〕55号")
    assert result.exit_code == 1
    assert "江政发〔2024〕5号" in result.stderr
    assert (
        "江政发〔2024〕55号”；相近的有：江政发〔2024〕5号"
        in run("--lang", "zh", "document", "江政发〔2024〕55号").stderr
    )


def test_a_work_that_is_only_cited_leads_to_what_cites_it(run: Any) -> None:
    result = run("document", "中华人民共和国水法")
    assert (result.exit_code, result.stderr.rpartition(": ")[2]) == (1, "kg ask cited-by 中华人民共和国水法\n")
    assert "江政发〔2024〕5号" in run("ask", "cited-by", "中华人民共和国水法").stdout


@pytest.mark.parametrize(
    ("question", "chinese", "codes"),
    [
        (("document-ledger", "江政发〔2024〕5号"), "角色 牵头", "role role:lead"),
        (("states", "--as-of", "2025-01-01"), "状态 不明", "state unknown"),
        (("statements-by-rule",), "类别 责任 原文", "kind gw:Responsibility status:stated"),
        (("cited-by", "中华人民共和国水法"), "关系 依据", "relation relation:basis"),
        (("most-cited",), "是否在库中 否", "held false"),
    ],
)
def test_a_table_in_chinese_has_words_for_codes_and_the_rest_has_codes(
    question: tuple[str, ...], chinese: str, codes: str, run: Any
) -> None:
    table = run("--lang", "zh", "ask", *question).stdout
    rows = run("--lang", "zh", "ask", *question, "--format", "csv").stdout
    assert [word for word in chinese.split() if word not in table] == []
    assert [word for word in codes.split() if word not in rows] == []
    assert [word for word in codes.split() if word in table] == []
    assert [word for word in chinese.split() if word in rows] == []


def test_a_table_has_what_people_read_and_the_other_forms_have_all(run: Any) -> None:
    lines = run("ask", "agency-duties", "市环保局").stdout.splitlines()
    assert lines[0] == "name: 江州市生态环境局"
    assert lines[1].split() == ["role", "task", "due", "number", "path", "quote"]
    assert {"start", "rule", "duty"} <= json.loads(run("ask", "agency-duties", "市环保局", *PARTS).stdout)[0].keys()


def test_an_answer_without_rows_says_so(run: Any) -> None:
    assert run("ask", "task-agencies", "月球").stdout == "no answer\n"
    assert run("query", "SELECT ?a { ?a gw:leads gw:Nothing }").stdout == "no answer\n"
    assert run("ask", "task-agencies", "月球", *PARTS).stdout == "[]\n"


@pytest.mark.parametrize(("file", "begins"), [("a.csv", "\ufeffagency,"), ("a.JSON", "{"), ("a.txt", "江州市")])
def test_the_name_of_the_file_says_the_format(file: str, begins: str, run: Any, tmp_path: Path) -> None:
    assert run("agency", "市环保局", "--output", str(tmp_path / file)).exit_code == 0
    assert (tmp_path / file).read_text(encoding="utf-8").startswith(begins)


QUERY = "SELECT ?name WHERE { ?agency gw:leads ?task ; skos:prefLabel ?name } ORDER BY ?name"


def test_query_as_text_file_and_standard_input(run: Any, tmp_path: Path) -> None:
    (tmp_path / "问.rq").write_text(f"\ufeff{QUERY}", encoding="utf-8")
    expected = ["name", "江州市生态环境局", "江州市财政局"]
    for result in (
        run("query", QUERY, "--format", "csv"),
        run("query", str(tmp_path / "问.rq"), "--format", "csv"),
        run("query", "-", "--format", "csv", input=QUERY.encode()),
    ):
        assert result.stdout.split() == expected
    assert run("query", QUERY).stdout.split()[-2:] == expected[1:]
    assert run("query", "-", input="ASK".encode("utf-16")).exit_code == 2


def test_query_forms(run: Any) -> None:
    assert json.loads(run("query", "ASK { ?a gw:leads ?b }", *PARTS).stdout)["boolean"] is True
    names = json.loads(run("query", QUERY, *PARTS).stdout)["results"]["bindings"]
    assert names[0]["name"] == {"type": "literal", "value": "江州市生态环境局", "xml:lang": "zh"}
    turtle = run("query", "CONSTRUCT { ?a gw:leads ?b } WHERE { ?a gw:leads ?b }").stdout
    assert turtle.count("gw:leads") == 2
    assert "@prefix gw:" in turtle


def test_named_queries(run: Any) -> None:
    listed = run("query").stdout
    assert "leads-most" in listed
    assert "agency-duties" in listed
    assert "江州市生态环境局" in run("query", "leads-most").stdout
    duties = run("query", "agency-duties", "--value", "name=江州市财政局", "--format", "csv").stdout
    assert duties.count("江政发〔2024〕5号") >= 1


def test_stats(run: Any) -> None:
    content = json.loads(run("stats", *PARTS).stdout)
    assert (content["documents"], content["responsibilities"], content["roles"]) == (1, 3, {"lead": 2, "support": 1})
    assert ["role lead", "2"] in list(csv.reader(io.StringIO(run("stats", "--format", "csv").stdout)))
    lines = [line.split() for line in run("stats").stdout.splitlines()]
    assert lines[lines.index(["responsibilities", "3"]) + 1] == ["lead", "2"]


@pytest.mark.parametrize("format", FORMATS)
def test_export(format: str, run: Any, tmp_path: Path) -> None:
    standard = run("export", "--format", format)
    assert standard.exit_code == 0
    assert ("公文知识图谱" if format == "dcat" else "江州市生态环境局") in standard.stdout
    path = tmp_path / f"out.{format}"
    result = run("export", "--format", format, "--output", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert path.read_text(encoding="utf-8-sig").splitlines() == standard.stdout.splitlines()


def test_csv_into_a_directory(run: Any, tmp_path: Path) -> None:
    assert run("export", "--format", "csv", "--output", str(tmp_path / "tables")).exit_code == 0
    assert len(list((tmp_path / "tables").glob("*.csv"))) > 3


def test_graph(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "图.html"
    result = run("graph", "--output", str(path))
    assert result.exit_code == 0
    assert str(path) in result.stderr
    whole = path.read_text(encoding="utf-8")
    assert "江州市财政局" in whole
    part = run("graph", "--agency", "甲区生态环境局", "--hops", "1", "--output", "-")
    assert part.exit_code == 0
    assert "<title>江州市甲区生态环境局" in part.stdout
    assert len(part.stdout) < len(whole)


@pytest.mark.parametrize(("as_of", "shown"), [("2024-02-29", False), ("2024-03-01", True), ("2030-01-01", True)])
def test_graph_leaves_out_what_does_not_hold_on_a_day(run: Any, as_of: str, shown: bool) -> None:
    result = run("graph", "--as-of", as_of, "--output", "-")
    assert result.exit_code == 0
    assert ("江州市财政局" in result.stdout) == shown


def test_files_appear_whole_or_not_at_all(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    assert run("agency", "市环保局", "--format", "csv", "--output", str(path)).exit_code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbfagency,")  # spreadsheet programs need the mark
    result = run("agency", "市环保局", "--output", str(tmp_path / "missing" / "ledger"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == ["ledger.csv"]


def test_the_choices_are_those_of_the_rooms() -> None:
    assert {role(code) for code in DUTY_SHORTCUTS} == set(get_args(Role))
    assert {one.value for one in ExportFormat} == set(FORMATS)
