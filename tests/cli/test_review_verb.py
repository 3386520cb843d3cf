"""kg review and kg explain-entity: proposals, answers, and reasons, on a small build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.build import build
from kg.cli import app, review
from kg.entity.judgements import parse

TEXT = """大同市人民政府关于印发清水行动方案的通知

同政发〔2024〕5号

各县（区）人民政府，市直各有关单位：

现将方案印发给你们。

大同市人民政府

2024年3月1日

清水行动方案

一、整治黑臭河道。（大同市水务投资建设有限公司牵头，市财政局、市工信局配合）

二、加强宣传。（市水投公司、市财政局、市工信局（市国资委）负责）
"""
FULL, SHORT = "大同市水务投资建设有限公司", "大同市水投公司"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    directory = tmp_path / "公报"
    directory.mkdir()
    (directory / "a.txt").write_text(TEXT, encoding="utf-8")
    build([directory], tmp_path / "build")
    return directory


def kg(sources: Path, *arguments: object, **options: str) -> Result:
    environment = {"COLUMNS": "160", "KG_LANG": "en", "TERM": "dumb", "USER": "wang"}
    given = [*map(str, arguments), "--db", str(sources.parent / "build")]
    return CliRunner().invoke(app, given, env=environment, **options)


def answers(sources: Path) -> list[tuple[str, ...]]:
    path = sources / "judgements.tsv"
    found = parse(path.read_text(encoding="utf-8"), "j") if path.exists() else ()
    return [(one.a, one.judgement, one.b, one.who, one.why) for one in found]


def test_list(sources: Path) -> None:
    result = kg(sources, "review")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"1. {FULL} | {SHORT}\n   may be a short form\n")
    assert "同政发〔2024〕5号 二 加强宣传。（市水投公司、" in result.stdout
    assert result.stdout.endswith("1 of 1 pairs\n")
    (pair,) = json.loads(kg(sources, "review", "--format", "json").stdout)
    assert (pair["a"], pair["b"], pair["reason"]) == (FULL, SHORT, "short")
    place = pair["b_places"][0]
    assert TEXT[slice(*place["span"])] == place["form"] == "市水投公司"
    assert answers(sources) == []


def test_an_answer_is_kept_and_not_asked_again(sources: Path) -> None:
    result = kg(sources, "review", "--same", FULL, "市水投公司", "--why", "同一地址")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "holds from the next build on" in result.stderr
    assert answers(sources) == [(FULL, "same", "市水投公司", "wang", "同一地址")]
    assert kg(sources, "review").stdout == "no doubtful names\n"
    kg(sources, "review", "--unsure", "市财政局", "市工信局", "--why", "x", "--who", "李明")
    assert answers(sources)[1:] == [("市财政局", "unsure", "市工信局", "李明", "x")]
    assert (sources / "judgements.tsv").read_text(encoding="utf-8").count("judgement") == 1  # the line of columns
    build([sources], sources.parent / "build")
    assert kg(sources, "review").stdout == "no doubtful names\n"


def test_into_a_file_that_is_there(sources: Path) -> None:
    path = sources / "judgements.tsv"
    path.write_text(f"why\twhen\twho\tjudgement\tb\ta\nx\t2024\t李明\tunsure\t{SHORT}\t{FULL}", encoding="utf-8")
    assert kg(sources, "review", "--different", FULL, SHORT, "--why", "两家公司").exit_code == 0
    assert answers(sources)[1:] == [(FULL, "different", SHORT, "wang", "两家公司")]
    path.write_text("a\tb\n", encoding="utf-8")
    assert kg(sources, "review", "--different", FULL, SHORT, "--why", "两家公司").exit_code == 2
    assert path.read_text(encoding="utf-8") == "a\tb\n"
    path.write_text("a\tb\tjudgement\twho\twhen\twhy", encoding="gb18030")
    assert kg(sources, "review", "--different", FULL, SHORT, "--why", "两家公司").exit_code == 0
    assert answers(sources) == [(FULL, "different", SHORT, "wang", "两家公司")]
    other = sources / "other.tsv"
    assert kg(sources, "review", "--same", FULL, SHORT, "--why", "x", "--file", other).exit_code == 0
    assert other.exists()


def test_at_a_terminal(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "at_terminal", lambda: True)
    assert kg(sources, "review", input="\n").exit_code == 0
    assert kg(sources, "review", input="q\n").exit_code == 0
    assert answers(sources) == []
    result = kg(sources, "review", input="d\n两家公司\n")
    assert "1/1" in result.stdout
    assert answers(sources) == [(FULL, "different", SHORT, "wang", "两家公司")]
    assert "no doubtful names" in kg(sources, "review").stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--same", FULL, SHORT), 2),
        (("--same", FULL, "市无名局", "--why", "x"), 1),
        (("--different", "市无名局", FULL, "--why", "x"), 1),
        (("--same", FULL), 2),
        (("--limit", "0"), 2),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], code: int, sources: Path) -> None:
    result = kg(sources, "review", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr
    assert answers(sources) == []


def test_a_build_of_files_alone_has_no_place_for_answers(sources: Path) -> None:
    build([sources / "a.txt"], sources.parent / "build")
    assert kg(sources, "review").exit_code == 0
    assert "--file" in kg(sources, "review", "--same", FULL, SHORT, "--why", "x").stderr


def test_explain_entity(sources: Path) -> None:
    lines = [line.split() for line in kg(sources, "explain-entity", "市工信局").stdout.splitlines()]
    assert lines[0] == ["大同市工业和信息化局"]
    assert ["Belongs", "to", "大同市人民政府"] in lines
    assert any(line[:6] == ["市工信局", "1", "list", "of", "government", "departments;"] for line in lines)
    rows = json.loads(kg(sources, "explain-entity", "市工信局", "--format", "json").stdout)["forms"]
    assert [(row["form"], row["rule"], row["printed"], row["region"]) for row in rows] == [
        ("市工信局", "department", "市", "大同市"),
        ("市工信局（市国资委）", "department", "市", "大同市"),
    ]


def test_explain_judged(sources: Path) -> None:
    kg(sources, "review", "--same", FULL, SHORT, "--why", "同一地址")
    build([sources], sources.parent / "build")
    for name in (FULL, SHORT, "市水投公司"):
        answer = json.loads(kg(sources, "explain-entity", name, "--format", "json").stdout)
        assert answer["canonical"] == FULL
        assert {(row["form"], row["rule"], row["otherwise"]) for row in answer["forms"]} == {
            (FULL, "as printed", ""),
            ("市水投公司", "judged", SHORT),
        }
        assert [judgement["why"] for judgement in answer["judgements"]] == ["同一地址"]
    assert kg(sources, "explain-entity", "市无名局").exit_code == 1


def test_an_option_without_its_two_names_is_told_in_chinese() -> None:
    said = CliRunner().invoke(app, ["review", "--same", "市水投公司"], env={"KG_LANG": "zh"}).stderr
    assert said == "kg: 选项 --same 后面须有 2 个值；用法见 kg review --help\n"
