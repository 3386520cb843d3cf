"""kg build through every room: good and bad input together, and the same result every time."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app
from kg.web.explorer.kept import FOLDER

ROOT = Path(__file__).parents[2]
CORPUS = sorted((ROOT / "corpus").glob("*.txt"))
TEXT = """江州市人民政府关于印发清水行动方案的通知

江政发〔2024〕5号

各县（市、区）人民政府，市直各有关单位：

《清水行动方案》已经市人民政府同意，现印发给你们，请认真贯彻执行。

江州市人民政府

2024年3月1日

清水行动方案

一、重点任务

（一）整治黑臭河道。2024年底前完成整治。（市生态环境局牵头，市财政局配合）
"""


def kg_build(*sources: Path, out: Path, quiet: bool = False) -> Result:
    arguments = ["--lang", "en", "build", *map(str, sources), "--out", str(out), *(["--quiet"] if quiet else [])]
    return CliRunner().invoke(app, arguments)


def test_good_input(tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text(TEXT, encoding="gb18030")
    result = kg_build(tmp_path, out=tmp_path / "build")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("files read: 1; documents: 1, ")
    assert result.stderr == ""
    (record,) = map(json.loads, (tmp_path / "build" / "records.jsonl").read_text(encoding="utf-8").splitlines())
    assert (record["source"], record["encoding"], record["number"]) == ("通知.txt", "gb18030", "江政发〔2024〕5号")
    duty = next(duty for duty in record["responsibilities"] if duty["role"] == "lead")
    start, end = duty["span"]
    assert "".join(TEXT[start:end].split()) == duty["quote"]
    assert kg_build(tmp_path, out=tmp_path / "build", quiet=True).output == ""
    assert not (tmp_path / "build" / "current" / FOLDER).exists()


def test_a_large_graph_is_drawn_with_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "通知.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(sys.modules["kg.cli.build"], "WORTH_DRAWING", 1)
    assert kg_build(tmp_path, out=tmp_path / "build").exit_code == 0
    drawn = sorted(path.name.partition("-")[0] for path in (tmp_path / "build" / "current" / FOLDER).iterdir())
    assert drawn == ["graph", "time"]


def test_bad_input_among_good(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "good.txt").write_text(TEXT, encoding="utf-8")
    (sources / "empty.txt").write_bytes(b"")
    (sources / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (sources / "scan.pdf").write_bytes(b"%PDF-1.7\n")
    (sources / "big5.txt").write_bytes("市政府關於印發環境保護工作方案的通知".encode("big5"))
    (tmp_path / "nothing").mkdir()
    result = kg_build(sources, tmp_path / "nothing", tmp_path / "missing.txt", out=tmp_path / "build")
    assert result.exit_code == 1
    skipped = [line.removeprefix("kg: skipped ").split(":")[0] for line in result.stderr.splitlines()]
    assert skipped == ["big5.txt", "binary.txt", "empty.txt", "missing.txt", "nothing", "scan.pdf"]
    assert result.stdout.startswith("files read: 1; documents: 1, ")
    assert len((tmp_path / "build" / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_a_file_without_a_document_is_told(tmp_path: Path) -> None:
    (tmp_path / "日记.txt").write_text("今天天气很好。\n明天去公园。\n", encoding="utf-8")
    (tmp_path / "通知.txt").write_text(TEXT, encoding="utf-8")
    result = kg_build(tmp_path, out=tmp_path / "build")
    assert (result.exit_code, "warnings: 1 " in result.stdout) == (0, True)
    report = json.loads((tmp_path / "build" / "report.json").read_text(encoding="utf-8"))
    assert [[warning["code"] for warning in file["warnings"]] for file in report["files"]] == [["no_document"], []]


CORRECTION = """- id: 甲
  document: {number}
  clause: 一/（一）
  wrong: {{agency: 市水利局, role: 牵头}}
  who: 王芳
  when: 2024-05-06
  why: 见原件
"""


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("江政发〔2024〕5号", "甲: 江政发〔2024〕5号: not applied, clause '一/（一）' has no duty lead 市水利局"),
        ("江政发〔2024〕6号", "甲: not applied, no document '江政发〔2024〕6号'"),
    ],
)
def test_a_correction_that_does_not_fit_is_told(number: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "corrections.yaml").write_text(CORRECTION.format(number=number), encoding="utf-8")
    result = kg_build(tmp_path, out=tmp_path / "build")
    assert (result.exit_code, result.stderr) == (0, f"kg: {tmp_path / 'corrections.yaml'}: {told}\n")


def test_nothing_to_read(tmp_path: Path) -> None:
    result = kg_build(tmp_path / "missing", out=tmp_path / "build")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1].startswith("kg: nothing could be read; ")


def test_wrong_use(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["build"]).exit_code == 2
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    result = kg_build(tmp_path / "a.txt", out=tmp_path / "a.txt")
    assert result.exit_code == 2
    assert result.stderr.endswith("is a file: give a directory for --out\n")


LETTER = """关于{about}的通知

{number}各科室：

{text}

一、由办公室负责{about}，各科室配合，并于每周一将有关情况书面报送。

二、本通知自印发之日起施行，执行中的问题请及时反馈。

江州市{who}局

2024年9月20日
"""
OTHER = (
    "近来天气炎热，用电负荷持续攀升，个别路段变压器过载跳闸，居民反映强烈。"
    "为保证供应，现将有关事项通知如下，请逐条对照落实。"
)
DUTY_ROSTER = (
    "国庆假期将至，为保证政令畅通，妥善处置突发情况，根据上级要求，现就假期值班安排作出如下部署，务必严格执行。"
)


def kept(tmp_path: Path, *texts: str) -> tuple[list[str], list[str]]:
    """The keys of the documents and the codes of the warnings of a build of these files; the graph is whole."""
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    assert kg_build(tmp_path, out=tmp_path / "build").exit_code == 0
    checked = CliRunner().invoke(app, ["--lang", "en", "check", "--db", str(tmp_path / "build")])
    assert checked.exit_code == 0, checked.output
    files = json.loads((tmp_path / "build" / "report.json").read_text(encoding="utf-8"))["files"]
    codes = [warning["code"] for file in files for warning in file["warnings"]]
    return [key for file in files for key in file["documents"]], codes


def test_letters_of_one_title_and_day_are_their_issuers(tmp_path: Path) -> None:
    letters = (LETTER.format(about="做好值班工作", number="", text=DUTY_ROSTER, who=who) for who in ("财政", "水利"))
    keys = [f"江州市{who}局关于做好值班工作的通知（2024-09-20）" for who in ("财政", "水利")]
    assert kept(tmp_path, *letters) == (keys, [])


def test_two_texts_of_one_number_are_two_documents(tmp_path: Path) -> None:
    number = "江财发〔2024〕9号\n\n"
    first, second = (
        LETTER.format(about=about, number=number, text=text, who="财政")
        for about, text in (("做好值班工作", DUTY_ROSTER), ("保证用电", OTHER))
    )
    citing = LETTER.format(
        about="执行", number="江财发〔2024〕10号\n\n", text="依据江财发〔2024〕9号，现通知如下。", who="财政"
    )
    again = first.replace("各科室：", "各科室、各单位：")
    keys = ["江财发〔2024〕9号", "江财发〔2024〕9号·2", "江财发〔2024〕10号"]
    assert kept(tmp_path, first, second, citing, again) == (keys, ["same_number", "same_document"])


def test_of_a_cover_and_the_whole_the_whole_is_kept(tmp_path: Path) -> None:
    cover, _, plan = TEXT.partition("清水行动方案\n\n一、")
    (tmp_path / "a.txt").write_text(cover, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.txt").write_text(cover + " ", encoding="utf-8")
    assert plan and kg_build(tmp_path, out=tmp_path / "build").exit_code == 0
    (record,) = map(json.loads, (tmp_path / "build" / "records.jsonl").read_text(encoding="utf-8").splitlines())
    assert [duty["agency"] for duty in record["responsibilities"]] == ["市生态环境局", "市财政局"]
    report = json.loads((tmp_path / "build" / "report.json").read_text(encoding="utf-8"))
    told = {
        file["source"]: (len(file["documents"]), file["statements"] > 0, [one["message"] for one in file["warnings"]])
        for file in report["files"]
    }
    elsewhere = ["江政发〔2024〕5号 stands in b.txt too and was kept there"]
    assert told == {"a.txt": (0, False, elsewhere), "c.txt": (0, False, elsewhere), "b.txt": (1, True, [])}


COVER = """湖南省人民政府办公厅关于印发清水行动方案的通知

湘政办发〔2024〕5号

各市人民政府：

现将《清水行动方案》印发给你们，请认真贯彻执行。

附件：1.清水行动方案
　　　2.部门职责清单

湖南省人民政府办公厅

2024年3月1日
"""
ANNEX = """部门职责清单
一、任务分工
（一）治理河道。（省水利厅牵头，省财政厅配合）
（二）关停企业。（省生态环境厅负责）
"""


def asked(directory: Path, *verb: str) -> Result:
    return CliRunner().invoke(app, ["--lang", "en", *verb, "--db", str(directory / "build")])


@pytest.mark.parametrize(("first", "second"), [("1.txt", "2.txt"), ("2.txt", "1.txt")])
def test_an_annex_in_a_file_of_its_own_means_the_bodies_of_its_notice(tmp_path: Path, first: str, second: str) -> None:
    (tmp_path / first).write_text(COVER, encoding="utf-8")
    (tmp_path / second).write_text(ANNEX, encoding="utf-8")
    kg_build(tmp_path, out=tmp_path / "build")
    assert "治理河道" in asked(tmp_path, "agency", "湖南省水利厅").stdout
    why = asked(tmp_path, "explain-entity", "湖南省水利厅").stdout
    assert "省水利厅" in why and "a person" not in why
    assert asked(tmp_path, "check").exit_code == 0


@pytest.mark.parametrize("other", [ANNEX, COVER.replace("〔2024〕5号", "〔2023〕8号").replace("湖南", "湖北")])
def test_a_list_that_nobody_or_several_name_stays_of_no_place(other: str, tmp_path: Path) -> None:
    (tmp_path / "annex.txt").write_text(ANNEX, encoding="utf-8")
    (tmp_path / "other.txt").write_text(other, encoding="utf-8")
    if other != ANNEX:
        (tmp_path / "notice.txt").write_text(COVER, encoding="utf-8")
    kg_build(tmp_path, out=tmp_path / "build")
    assert asked(tmp_path, "agency", "省级水利部门").exit_code == 0
