"""Word files: what a reader of the printed page reads."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.source import SourceFile, read
from kg.source.number_forms import written
from kg.source.word import docx
from tests.source.word import W, level, numbered, package, paragraph

SPACE = re.compile(r"\s+")


def lines(body: str, numbering: str = "", styles: str = "") -> list[str]:
    return docx.extract(package(body, numbering, styles)).split("\n")[:-1]


def abstract(number: int, levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'


def num(number: int, which: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{which}"/>{more}</w:num>'


def start(at: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


PLAN = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3."),
)


def items(*places: tuple[int, int]) -> str:
    """A paragraph 「文」 for each (list, level)."""
    return "".join(paragraph("文", numbered(number, at)) for number, at in places)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 101: "一○一"}),
        (
            "chineseCountingThousand",
            {10: "十", 21: "二十一", 101: "一百零一", 110: "一百一十", 1005: "一千零五", 1234: "一千二百三十四"},
        ),
        ("japaneseCounting", {1: "一", 12: "十二"}),
        ("ideographDigital", {1: "一", 10: "一〇", 11: "一一", 20: "二〇"}),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰"}),
        ("decimal", {7: "7"}),
        ("decimalZero", {7: "07", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: "51"}),
        ("ideographEnclosedCircle", {1: "㈠", 11: "11"}),
        ("upperRoman", {4: "IV", 9: "IX", 1999: "MCMXCIX", 4000: "4000"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("unheardOf", {3: "3"}),
    ],
)
def test_number_formats(form: str, expected: dict[int, str]) -> None:
    assert {value: written(value, form) for value in expected} == expected


def test_levels_count_and_restart() -> None:
    body = items((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2), (1, 2))
    assert lines(body, PLAN + num(1, 0)) == [
        "一、文",
        "（一）文",
        "（二）文",
        "1.文",
        "二、文",
        "（一）文",
        "1.文",
        "2.文",
    ]


def test_two_lists_of_one_form_count_on_and_an_override_starts_anew() -> None:
    body = items((1, 0), (2, 0), (3, 0), (3, 0), (1, 0))
    assert lines(body, PLAN + num(1, 0) + num(2, 0) + num(3, 0, start(0, 1))) == [
        "一、文",
        "二、文",
        "一、文",
        "二、文",
        "三、文",
    ]
    assert lines(items((1, 0), (1, 0)), PLAN + num(1, 0, start(0, 5))) == ["五、文", "六、文"]


def test_articles_run_on_across_chapters() -> None:
    levels = level(0, "chineseCountingThousand", "第%1章　") + level(
        1, "chineseCountingThousand", "第%2条　", '<w:lvlRestart w:val="0"/>'
    )
    body = items((1, 0), (1, 1), (1, 1), (1, 0), (1, 1))
    assert lines(body, abstract(0, levels) + num(1, 0)) == [
        "第一章　文",
        "第一条　文",
        "第二条　文",
        "第二章　文",
        "第三条　文",
    ]


def test_decimals_show_the_levels_above_and_legal_ones_in_figures() -> None:
    levels = (
        level(0, "chineseCountingThousand", "第%1部分")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "decimal", "%1.%2.%3")
    )
    body = items((1, 0), (1, 0), (1, 1), (1, 2), (1, 2), (1, 1))
    assert lines(body, abstract(0, levels) + num(1, 0))[2:] == ["2.1文", "二.1.1文", "二.1.2文", "2.2文"]


def test_what_stands_between_number_and_text() -> None:
    level_with = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>{}<w:lvlText w:val="%1."/></w:lvl>'
    for gap, expected in (("", "1. 文"), ('<w:suff w:val="space"/>', "1. 文"), ('<w:suff w:val="nothing"/>', "1.文")):
        assert lines(items((1, 0)), abstract(0, level_with.format(gap)) + num(1, 0)) == [expected]


def test_bullets_and_broken_references_print_nothing() -> None:
    bullet = abstract(0, level(0, "bullet", "\uf0b7"))
    assert lines(items((1, 0), (7, 0), (0, 0), (1, 8)), bullet + num(1, 0)) == ["文"] * 4


def test_numbering_through_styles() -> None:
    levels = level(0, "chineseCountingThousand", "%1、", '<w:pStyle w:val="H1"/>') + level(
        1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'
    )
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2a"><w:basedOn w:val="H2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="X"><w:basedOn w:val="X"/></w:style>'
    )
    body = "".join(paragraph("文", f'<w:pStyle w:val="{style}"/>') for style in ("H1", "H2", "H2a", "X", "H1"))
    off = paragraph("文", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(body + off + paragraph("文"), abstract(0, levels) + num(1, 0), styles) == [
        "一、文",
        "（一）文",
        "（二）文",
        "文",
        "二、文",
        "文",
        "文",
    ]


def test_a_list_that_points_to_a_numbering_style() -> None:
    linked = abstract(0, '<w:numStyleLink w:val="官文"/>') + abstract(
        1, '<w:styleLink w:val="官文"/>' + level(0, "chineseCounting", "%1、")
    )
    assert lines(items((1, 0), (1, 0)), linked + num(1, 0)) == ["一、文", "二、文"]


def test_runs_breaks_and_what_is_not_printed() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/></w:r>"
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert lines(body) == ["甲  乙", "丙-增链", "控"]


def test_paragraphs_that_a_tracked_change_joins_or_takes_away() -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    gone, item = "<w:rPr><w:del/></w:rPr>", numbered(1, 0)
    body = paragraph("甲", item) + paragraph("", item + gone) + paragraph("乙", item + gone) + paragraph("丙")
    assert lines(body + paragraph("丁", item), numbering) == ["1.甲", "2.乙丙", "3.丁"]


def test_symbols_of_named_fonts() -> None:
    signs = (
        ("Symbol", "F0B3"),
        ("宋体", "2264"),
        ("Wingdings", "F06C"),
        ("Symbol", "F0FF"),
        ("Symbol", "x"),
        ("宋体", "D800"),
    )
    body = "".join(f"<w:sym w:font='{font}' w:char='{code}'/>" for font, code in signs)
    assert lines(f"<w:p><w:r><w:t>浓度</w:t>{body}<w:t>5</w:t></w:r></w:p>") == ["浓度≥≤5"]


def test_text_boxes_are_read_once_and_stand_behind_their_paragraph() -> None:
    box = "<w:txbxContent>" + paragraph("某某市人民政府文件") + "</w:txbxContent>"
    twice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent xmlns:mc='x'>{twice}</mc:AlternateContent>"
    assert lines(f"<w:p><w:r>{both}</w:r></w:p>{paragraph('正文')}") == ["某某市人民政府文件", "正文"]
    assert lines(f"<w:p><w:r><w:t>前</w:t>{both}<w:t>后</w:t></w:r></w:p>") == ["前后", "某某市人民政府文件"]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(part) for part in text.split('|'))}</w:tc>"


def test_tables_with_merged_cells() -> None:
    down, more, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    table = (
        "<w:tbl>"
        f"<w:tr>{cell('序号')}{cell('任务')}{cell('责任单位', wide)}</w:tr>"
        f"<w:tr>{cell('1', down)}{cell('甲')}{cell('市教育局|市财政局')}{cell('市公安局', down)}</w:tr>"
        f"<w:tr>{cell('', more)}{cell('乙')}{cell('')}{cell('', more)}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('丙')}{cell('各县')}{cell('丁')}</w:tr></w:tbl>"
    )
    assert lines(table) == [
        "序号\t任务\t责任单位\t责任单位",
        "1\t甲\t市教育局  市财政局\t市公安局",
        "1\t乙\t\t市公安局",
        "\t丙\t各县\t丁",
    ]
    framed = f"<w:tbl><w:tr>{cell('一|二')}</w:tr><w:tr>{cell('三')}</w:tr></w:tbl>"
    assert lines(framed) == ["一", "二", "三"]


def test_numbers_in_a_column_of_a_table() -> None:
    row = f"<w:tr><w:tc>{paragraph('', numbered(1, 2))}</w:tc>{cell('任务')}</w:tr>"
    counted = f"<w:tr><w:tc>{paragraph(' ', numbered(1, 2))}</w:tc>{cell('任务')}</w:tr>"
    assert lines(f"<w:tbl>{row}{counted}</w:tbl>", PLAN + num(1, 0)) == ["1.\t任务", "2.\t任务"]


def test_fields_that_nobody_filled_in_and_rows_that_a_tracked_change_takes_away() -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in "甲乙")
    row = f"<w:tr>{{}}{cells}</w:tr>"
    deleted = row.format('<w:trPr><w:del w:id="1"/></w:trPr>')
    inline = prompt.format("<w:r><w:t>单击此处输入日期</w:t></w:r>")
    text = f"<w:p><w:r><w:t>正文</w:t></w:r>{inline}</w:p>"
    block = prompt.format("<w:p><w:r><w:t>单击此处输入文字</w:t></w:r></w:p>")
    body = f"{block}{text}<w:tbl>{row.format('')}{deleted}{row.format('')}</w:tbl>"
    assert docx.extract(package(body)) == "正文\n甲\t乙\n甲\t乙\n"


@pytest.mark.parametrize("target", ["/word/page.htm", "page.htm"])
def test_a_web_page_that_stands_for_the_text(target: str, tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    relation = f'<Relationships><Relationship Id="c1" Type="{kind}" Target="{target}"/></Relationships>'
    parts = {
        "word/_rels/document.xml.rels": relation,
        "word/page.htm": "<html><body><p>现印发给你们。</p></body></html>",
    }
    path = tmp_path / "页.docx"
    path.write_bytes(package('<w:altChunk w:id="c1"/>', extra=parts))
    assert read(SourceFile(path, path.name)).text.strip() == "现印发给你们。"


def test_headers_and_footers_are_left_out() -> None:
    data = package(paragraph("正文"), extra={"word/header1.xml": "<w:hdr/>", "word/footer1.xml": "<w:ftr>页脚</w:ftr>"})
    assert docx.extract(data) == "正文\n"


def test_the_strict_form_of_the_format() -> None:
    data = package(paragraph("正文"))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(
                W.removeprefix("http://").encode(), b"purl.oclc.org/ooxml/wordprocessingml/main"
            )
            new.writestr(name, part)
    assert docx.extract(stream.getvalue()) == "正文\n"


def test_nested_beyond_reason() -> None:
    deep = "<w:sdt><w:sdtContent>" * 120 + paragraph("甲") + "</w:sdtContent></w:sdt>" * 120
    with pytest.raises(SourceError, match="nested too deeply"):
        lines(deep)


def test_samples(shared: Path) -> None:
    paths = sorted((shared / "samples").glob("*.docx"))
    assert len(paths) == 5
    for path in paths:
        twin = path.with_suffix(".txt").read_text(encoding="utf-8")
        assert SPACE.sub("", docx.extract(path.read_bytes())) == SPACE.sub("", twin), path.name
