"""Web pages: the document in them, and nothing that the site puts around it."""

from __future__ import annotations

import json
import re
from base64 import encodebytes
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.errors import SourceError
from kg.model import RawText
from kg.source import SourceFile, read
from kg.source.web import html

SPACE = re.compile(r"\s+")
EXPECTED = [
    "各县（市、区）人民政府：",
    "现将方案印发给你们，请认真贯彻执行。有关事项通知如下。",
    "一、总体要求。坚持问题导向。",
]
BODY = "".join(f"<p>{line}</p>" for line in EXPECTED)


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def lines(text: str) -> list[str]:
    return [line for line in html.extract(text).split("\n") if line]


def raw(data: bytes, tmp_path: Path) -> RawText:
    path = tmp_path / "页.dat"
    path.write_bytes(data)
    return read(SourceFile(path, path.name))


def test_blocks_and_breaks_make_lines() -> None:
    assert lines(page("<div>一<span>二\n 三</span><br>四<p>五<b>六</b></p>七</div>")) == ["一二三", "四", "五六", "七"]
    assert lines(page("<p>印发\n  通知，\nA\n B 类</p>")) == ["印发通知， A B 类"]
    assert lines(page("<pre>一\n  二\n三\t四</pre>")) == ["一", "二", "三\t四"]
    assert lines(page("<p>甲&nbsp;乙&#8212;&lt;丙&gt;</p>")) == ["甲\xa0乙—<丙>"]


def test_what_is_never_text() -> None:
    hidden = "<script>var a='坏';</script><style>坏{}</style><!-- 坏 -->"
    hidden += "<p style='DISPLAY : none'>坏</p><noscript>坏</noscript>"
    assert lines(page(f"<p>好{hidden}</p>{hidden}<select><option>坏</option></select>")) == ["好"]


@pytest.mark.parametrize(
    "furniture",
    [
        "<div class='nav'><a href='/'>首页</a></div>",
        "<div id='footer'>主办单位：某某市人民政府办公室。版权所有。</div>",
        "<nav>首页</nav>",
        "<div class='xgwz_list'><a>政策解读。这是一篇解读。</a></div>",
        "<ul class='breadcrumb'><li>当前位置：首页，政务公开，文件</li></ul>",
        "<p>未经许可不得转载，版权所有：某某市人民政府。网站标识码：1400000000</p>",
        "<div hidden>复制成功，请打开微信粘贴。</div>",
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    assert lines(page(f"{furniture}<div class='wrap'><div>{BODY}</div></div>{furniture}")) == EXPECTED


def test_a_covering_note_beside_the_plan_is_no_furniture() -> None:
    plan = "<p>二、主要任务。全面推进各项工作，确保完成。</p>" * 200
    assert lines(page(f"<div><div>{BODY}</div><div>{plan}</div></div>"))[0] == "各县（市、区）人民政府："


def test_the_lines_around_a_single_long_paragraph_belong_to_it() -> None:
    reply = (
        "<div>关于同意设立开发区的批复</div><p>市水利局：</p><div><p>来文收悉。经研究，同意设立，请组织实施。</p></div>"
    )
    around = "<div><a href='/'>首页</a></div>"
    signed = "<p>特此批复。</p><p>某某市人民政府</p>"
    found = lines(page(f"{around}<div>{reply}{signed}</div>{around}"))
    assert found[:2] == ["关于同意设立开发区的批复", "市水利局："]
    assert found[-2:] == ["特此批复。", "某某市人民政府"]


TITLE = "某某市人民政府关于印发方案的通知"


@pytest.mark.parametrize(
    ("above", "kept"),
    [
        (["首页", "政务公开", "政府文件"], []),
        (["首页", TITLE, "2024-03-05 语音播报"], []),  # the page's own title above the document's
        (["政府会议", "某某市人民政府文件", "某政发〔2024〕3号"], ["某某市人民政府文件", "某政发〔2024〕3号"]),
        (["某某市财政局", "某某市教育局"], ["某某市财政局", "某某市教育局"]),
        (["各县（市、区）人民政府：", "政府文件"], ["各县（市、区）人民政府：", "政府文件"]),  # the text has begun
    ],
)
def test_menus_above_the_title_are_left_out(above: list[str], kept: list[str]) -> None:
    body = "".join(f"<p>{line}</p>" for line in [*above, TITLE])
    head = f"<title>{TITLE}_某某市人民政府网</title>"
    assert lines(page(f"<div>{body}{BODY}</div>", head)) == [*kept, TITLE, *EXPECTED]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("<ol><li>甲</li><li><p>乙</p><p>丙</p></li></ol>", ["1.甲", "2.乙", "丙"]),
        ("<ol start=3><li>市财政局：负责拨付。</li><li value=7>乙</li></ol>", ["3.市财政局：负责拨付。", "7.乙"]),
        ("<ol class='custom_cn list-paddingleft-1'><li>甲</li><li>乙</li></ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style-type: lower-alpha'><li>甲</li></ol>", ["a.甲"]),
        ("<ol style='list-style:none'><li>甲</li></ol>", ["甲"]),
        ("<ol><li>（一）甲</li><li>（二）乙</li></ol>", ["（一）甲", "（二）乙"]),
        ("<ol><li>索引号：12</li><li>有效性：有效</li></ol>", ["索引号：12", "有效性：有效"]),
        ("<ol><li><a>首页</a></li><li><a>文件</a></li></ol>", ["首页", "文件"]),
        ("<ul><li>甲</li></ul>", ["甲"]),
    ],
)
def test_automatic_lists_are_numbered_as_printed(written: str, printed: list[str]) -> None:
    assert lines(page(f"<div>{written}{BODY}</div>")) == [*printed, *EXPECTED]


@pytest.mark.parametrize(
    ("part", "row"),
    [
        (
            "<ol><li>市卫生局：负责收集、运送、处置。</li><li>市物价局：负责召开听证会，核定价格。</li></ol>",
            "1.市",
        ),
        (
            "<table><tr><td>市卫生局</td><td>收集、运送医疗废物。</td></tr><tr><td>甲</td><td>乙</td></tr></table>",
            "市",
        ),
    ],
)
def test_the_heading_above_a_list_or_a_table_belongs_to_it(part: str, row: str) -> None:
    found = lines(page(f"<div><a>首页</a></div><div><p>部门职责</p>{part}</div>"))
    assert found[0] == "部门职责"
    assert found[1].startswith(row)


def test_tables_become_rows() -> None:
    table = (
        "<table><tr><th>序号</th><th>任务</th><th>牵头单位</th><th>配合单位</th></tr>"
        "<tr><td rowspan=2>1</td><td>甲</td><td rowspan='2'><p>市教育局</p><p>市财政局</p></td><td>市公安局</td></tr>"
        "<tr><td>乙</td><td></td></tr><tr><td colspan=4>二、其他</td></tr>"
        "<tr><td>2</td><td>丙</td><td colspan='2'>各县<br>各区</td></tr></table>"
    )
    assert lines(page(f"<div>{BODY}{table}</div>"))[-5:] == [
        "序号\t任务\t牵头单位\t配合单位",
        "1\t甲\t市教育局  市财政局\t市公安局",
        "1\t乙\t市教育局  市财政局\t",
        "二、其他\t\t\t",
        "2\t丙\t各县  各区\t各县  各区",
    ]


def test_layout_tables_are_no_tables() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    assert lines(page(f"<table><tr><td>{BODY}</td><td>侧栏</td></tr><tr><td>{inner}</td></tr></table>"))[-2:] == [
        "甲\t乙",
        "丙\t丁",
    ]


@pytest.mark.parametrize(("many", "tabs"), [(10, 0), (3, 2)])
def test_a_document_in_a_cell_below_its_head(many: int, tabs: int) -> None:
    """Section and number side by side, the title, the text over the whole width; a note below a table is shorter."""
    text = "<br>".join(f"各地要落实第{k}项任务。" for k in range(many))
    rows = f"<tr><td>市政府文件</td><td>某政发〔2024〕3号</td></tr><tr><td colspan=2>{text}</td></tr>"
    found = lines(page(f"<table>{rows}</table><div>{BODY}</div>"))
    assert sum(line.count("\t") for line in found) == tabs
    assert (f"各地要落实第{many - 1}项任务。" in found) == (tabs == 0)


def test_a_list_of_documents_in_a_table_is_no_metadata() -> None:
    listed = "".join(f"<p>{k}.某某办法</p><p>发文单位：市科委</p><p>文号：某科〔2020〕{k}号</p>" for k in range(1, 4))
    assert "文号：某科〔2020〕3号" in lines(page(f"<div>{BODY}<table><tr><td>{listed}</td></tr></table></div>"))


@pytest.mark.parametrize("span", ["rowspan='99999999999'", "rowspan=-1", "rowspan=x", "rowspan=0"])
def test_silly_spans(span: str) -> None:
    assert lines(page(f"<table><tr><td {span}>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>"))[0] == "甲\t乙"


def test_a_table_that_is_too_wide() -> None:
    with pytest.raises(SourceError, match="a table of more than 200 columns"):
        html.extract(page("<table>" + "<tr><td colspan=900>甲</td><td>乙</td></tr>" * 2 + "</table>"))


def test_the_head_is_taken_from_the_metadata_table_where_the_body_lacks_it() -> None:
    table = (
        "<table><tr><td><b>发文机关：</b></td><td>某某市人民政府</td>"
        "<td><b>标　　题：</b></td><td>某某市人民政府关于印发方案的通知</td></tr>"
        "<tr><td>发文字号：</td><td>某政发〔2024〕3号</td><td>成文日期：</td><td>2024年1月2日</td></tr></table>"
    )
    body = f"<div id='UCAP-CONTENT'>{BODY}</div>"
    assert lines(page(table + body))[:5] == [
        "发文机关：某某市人民政府",
        "成文日期：2024年1月2日",
        "某政发〔2024〕3号",
        "某某市人民政府关于印发方案的通知",
        "各县（市、区）人民政府：",
    ]
    own = "<p>某某市人民政府</p><p>关于印发方案的通知</p><p>某政发[2024]3号</p>"
    assert lines(page(table + body.replace("<p>各", own + "<p>各")))[2] == "某某市人民政府"


def test_a_metadata_table_without_colons_is_told_from_a_list_of_documents() -> None:
    title = "某某市人民政府关于加强管理的通知"
    told = f"<tr><td>名　　称</td><td colspan=3>{title}</td></tr><tr><td>文　号</td><td>某政发〔2024〕3号</td></tr>"
    kind = "<tr><td>来　　源</td><td>某某市网站</td><td>主题分类</td><td>水利</td></tr>"
    found = lines(page(f"<table>{told}{kind}</table><div>{BODY}</div>"))
    assert found[:3] == ["某政发〔2024〕3号", title, "各县（市、区）人民政府："]
    rows = "<tr><td>名称</td><td>文号</td></tr><tr><td>甲办法</td><td>某政发〔2020〕1号</td></tr>"
    assert lines(page(f"<div>{BODY}</div><table>{rows}</table>"))[-2:] == ["名称\t文号", "甲办法\t某政发〔2020〕1号"]


@pytest.mark.parametrize(
    "head",
    [
        "<meta name='ArticleTitle' content='某某市人民政府关于印发方案的通知'>",
        "<title>某某市人民政府关于印发方案的通知 - 某某市人民政府门户网站</title>",
        "<title>某某市人民政府</title><h2>某某市人民政府关于印发方案的通知</h2>",
        "<title>某某市人民政府关于印发方案的通知_政府文件_某某市政府网</title>",
        "<title>某某市人民政府 政府文件 某某市人民政府关于印发方案的通知</title>",
    ],
)
def test_the_title_is_taken_from_the_window(head: str) -> None:
    assert lines(page(BODY, head))[0] == "某某市人民政府关于印发方案的通知"


@pytest.mark.parametrize(
    "printed",
    [
        f"<div class='article-title'>{TITLE}</div>",
        f"<table><tr><td class='dbiaoti'>{TITLE}</td></tr></table>",
        f"<center><font size=5>{TITLE}</font></center>",
    ],
)
def test_a_title_in_no_heading_below_the_name_of_the_site(printed: str) -> None:
    site = "<div class='top'><h1>某某市人民政府门户网站</h1></div>"
    related = "<ul><li><a>某某市人民政府关于防汛工作的通知</a></li></ul>"
    assert lines(page(f"{site}{printed}<div>{BODY}</div>{related}", "<title>某某市人民政府</title>"))[0] == TITLE


def test_joint_issuers_in_the_window_are_no_column_of_the_site() -> None:
    title = "某某市民政局 某某市财政局关于印发方案的通知"
    assert lines(page(BODY, f"<title>{title}</title>"))[0] == title


def test_labels_that_share_an_element_and_a_value_that_a_script_writes() -> None:
    told = f"<div class='info'>标 题： {TITLE}\n 发文字号： 某政发〔2024〕3号\n 成文日期： 2024年1月2日</div>"
    expected = ["成文日期：2024年1月2日", "某政发〔2024〕3号", TITLE]
    assert lines(page(f"{told}<div>{BODY}</div>"))[:3] == expected
    cell = "<table><tr><td>文号：</td><td><script>number();</script></td></tr></table>"
    assert lines(page(f"{cell}<div>{BODY}</div>")) == EXPECTED


def test_a_hidden_document_is_read_where_the_page_shows_no_other_text() -> None:
    menu, asked = "<ul><li><a>首页</a></li></ul>", "<p>您访问的链接即将离开本网站，是否继续？</p>"
    hidden = f"<div style='display:none'><h3>{TITLE}</h3>{BODY}</div>"
    assert lines(page(menu + hidden)) == [TITLE, *EXPECTED]
    assert "是否继续" not in "".join(lines(page(f"{menu}<div style='display:none'>{asked}</div>")))
    assert lines(page(f"<div>{BODY}</div>{hidden.replace('各县', '各镇')}"))[-3:] == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    found = raw(page(BODY * 3, "<meta charset='gb2312'>").encode(encoding), tmp_path)
    assert "现将方案印发给你们" in found.text
    assert found.media_type == "text/html"
    assert found.encoding == ("utf-16" if encoding == "utf-16" else encoding)


def test_a_piece_of_a_page_and_a_page_in_xml(tmp_path: Path) -> None:
    assert raw(BODY.encode(), tmp_path).text.startswith("各县（市、区）人民政府：\n")
    xhtml = '<?xml version="1.0" encoding="GBK"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml">'
    assert "坚持问题导向" in raw((xhtml + BODY + "</html>").encode("gbk"), tmp_path).text


def test_text_that_speaks_of_markup_is_text(tmp_path: Path) -> None:
    assert raw("<办法>第一条 网页以 <html> 开头".encode(), tmp_path).media_type == "text/plain"


@pytest.mark.parametrize("head", ["From: <Saved by Browser>\nMIME-Version: 1.0\n", ""])
def test_a_web_archive(head: str, tmp_path: Path) -> None:
    archive = head + (
        'Content-Type: multipart/related; type="text/html"; boundary="x"\n\n--x\n'
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    )
    data = archive.encode() + encodebytes(page(BODY).encode()) + b"\n--x\nContent-Type: image/png\n\nx\n--x--\n"
    assert "坚持问题导向" in raw(data, tmp_path).text


def test_elements_nested_beyond_reason() -> None:
    deep = page("<div>" * 20_000 + "甲" + "</div>" * 20_000)
    try:
        assert "甲" in html.extract(deep)
    except SourceError as error:
        assert "nested too deeply" in str(error)


def samples(shared: Path) -> list[dict[str, Any]]:
    rows = map(json.loads, (shared / "samples" / "truth.jsonl").read_text(encoding="utf-8").splitlines())
    return [row for row in rows if (shared / "samples" / f"{row['id']}.html").exists()]


def test_samples_hold_the_text_that_their_twins_hold(shared: Path) -> None:
    differ = []
    for row in samples(shared):
        path = shared / "samples" / f"{row['id']}.html"
        twin = SPACE.sub("", path.with_suffix(".txt").read_text(encoding="utf-8"))
        if twin not in SPACE.sub("", read(SourceFile(path, path.name)).text):
            differ.append(row["id"])
    # a cell that spans rows is repeated here; three twins hold the page's metadata table, which is no text
    assert set(differ) <= {"govcn-04", "govcn-44", "govcn-52", "gz-06", "gz-08", "gz-10b", "gz-11", "gz-18", "gz-30"}


@pytest.fixture(scope="module")
def verdicts(shared: Path) -> dict[str, list[bool]]:
    """For each field of the truth that stands in the text: right or wrong, sample by sample."""
    found: dict[str, list[bool]] = defaultdict(list)
    for row in samples(shared):
        path = shared / "samples" / f"{row['id']}.html"
        (facts, *_), _ = pipeline.extract(read(SourceFile(path, path.name)))
        for field, truth in (row["truth"] or {}).items():
            there = (row["truth_in_text"] or {}).get(field)
            if truth is not None and (all(there) if isinstance(there, list) else there):
                value = getattr(facts, field)
                same = set(truth) == set(value) if field == "issuers" else plain(truth) == plain(value or "")
                found[field].append(same)
    return found


@pytest.mark.parametrize(("field", "least"), [("number", 0.97), ("title", 0.97), ("issuers", 0.9), ("signed", 0.97)])
def test_metadata_of_the_samples(field: str, least: float, verdicts: dict[str, list[bool]]) -> None:
    assert len(verdicts[field]) >= 35
    assert sum(verdicts[field]) / len(verdicts[field]) >= least


def plain(text: str) -> str:
    return SPACE.sub("", text).translate(str.maketrans("[]()", "〔〕（）"))


def test_a_bank_among_those_who_issue_stands_above_the_title() -> None:
    issuers = "<p>江州市发展和改革委员会 江州市财政局<br/>农业发展银行江州市分行<br/>关于印发管理办法的通知</p>"
    found = lines(page(f"<h1>关于印发管理办法的通知</h1>{issuers}{BODY}"))
    assert "农业发展银行江州市分行" in found
