"""OFD files: text objects with places, as GB/T 33190 writes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import pytest

from kg.errors import SourceError
from kg.source import SourceFile, ofd, read
from tests.source.letters import Paragraph
from tests.source.page import HEIGHT, Line, Setter, width

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
POINT = 25.4 / 72  # OFD counts in millimetres


def text_object(line: Line) -> str:
    """One line, its glyphs spaced as they are printed."""
    x, y, size, text = line
    steps = [width(character, size) * POINT for character in text[:-1]]
    delta = " ".join(f"{step:.4f}" for step in steps)
    if len(set(steps)) == 1:
        delta = f"g {len(steps)} {steps[0]:.4f}"
    return (
        f'<ofd:TextObject ID="1" Boundary="{x * POINT:.3f} {(HEIGHT - y - size) * POINT:.3f} 100 10" Font="3" '
        f'Size="{size * POINT:.4f}"><ofd:TextCode X="0" Y="{size * POINT:.4f}" DeltaX="{delta}">'
        f"{escape(text)}</ofd:TextCode></ofd:TextObject>"
    )


def content(objects: str, more: str = "") -> str:
    return (
        f'<ofd:Page {NS}>{more}<ofd:Content><ofd:Layer ID="2"><ofd:PageBlock ID="3">{objects}'
        "</ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>"
    )


def package(pages: Sequence[str], common: str = "", extra: dict[str, str] | None = None) -> bytes:
    """An OFD file with these page parts."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    parts = {
        "OFD.xml": f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        **{f"Doc_0/Pages/Page_{n}/Content.xml": text for n, text in enumerate(pages)},
        **(extra or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def lines(objects: str) -> list[str]:
    return ofd.extract(package([content(objects)])).text.strip("\n\f").split("\n")


def code(text: str, attributes: str = "", boundary: str = "20 30 100 10", more: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="{boundary}" Size="5" {more}>'
        f'<ofd:TextCode X="0" Y="5" {attributes}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def test_two_columns_read_as_in_every_other_format(tmp_path: Path) -> None:
    paragraphs = [
        Paragraph(f"第{n}项，各地各部门要压实责任，逐项推进，确保各项任务落到实处。", "text", "digit", str(n))
        for n in range(1, 60)
    ]
    setter = Setter("某某市人民政府公报")
    setter.write(paragraphs)
    path = tmp_path / "公报"
    path.write_bytes(package([content("".join(map(text_object, reversed(page)))) for page in setter.furnished()]))
    raw = read(SourceFile(path, path.name))
    assert raw.media_type == "application/ofd"
    assert len(raw.pages) == len(setter.pages) == 2
    kept = [
        line
        for line in raw.text.replace("\f", "").split("\n")
        if line.strip() not in ("某某市人民政府公报", "- 1 -", "- 2 -", "-1-", "-2-")
    ]
    assert "".join("".join(kept).split()) == "".join(paragraph.printed for paragraph in paragraphs)


@pytest.mark.parametrize(
    "delta",
    ['DeltaX="5 5 5"', 'DeltaX="g 3 5"', 'DeltaX="g 2 5 5"', "", 'DeltaX="g"', 'DeltaX="x y"', 'DeltaX="g -3 5"'],
)
def test_steps_between_glyphs(delta: str) -> None:
    assert lines(code("甲乙丙丁", delta)) == ["甲乙丙丁"]


def test_wide_steps_are_spaces() -> None:
    assert lines(code("甲乙丙", 'DeltaX="20 5"')) == ["甲  乙丙"]
    assert lines(code("Air Quality")) == ["Air Quality"]


def test_objects_are_read_by_place_with_their_matrix() -> None:
    scaled = code("下", boundary="20 40 9 9", more='CTM="2 0 0 2 0 0"')
    assert lines(scaled + code("右", boundary="60 30 9 9") + code("左", boundary="20 30 9 9")) == ["左  右", "下"]
    assert lines(code("隐", more='Visible="false"') + code("显")) == ["显"]


def test_a_watermark_across_the_page_is_left_out() -> None:
    mark = code("内部资料", more='CTM="0.7071 -0.7071 0.7071 0.7071 0 0"')
    assert lines(mark + code("甲", boundary="20 40 9 9", more='CTM="1 0.01 -0.01 1 0 0"')) == ["甲"]


def test_letters_that_are_drawn_one_by_one_in_no_order() -> None:
    text = "各地各部门要压实责任，逐项推进，确保落到实处。" * 4
    place = [(20 + 5 * (n % 23), 30 + 8 * (n // 23)) for n in range(len(text))]
    letters = [code(one, boundary=f"{x} {y} 9 9") for one, (x, y) in zip(text, place, strict=True)]
    Random(7).shuffle(letters)
    assert "".join(lines("".join(letters))) == text


def test_text_of_page_templates() -> None:
    common = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    head = content(code("某某市人民政府文件", boundary="20 10 100 10"))
    page = content(code("正文"), '<ofd:Template TemplateID="9"/>')
    data = package([page], common, {"Doc_0/Tpls/Tpl_0/Content.xml": head})
    assert ofd.extract(data).text == "某某市人民政府文件\n正文\n\f"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (package([content("")]), r"an OFD file without text \(a scan\)"),
        (package(["<x"]), "its part Doc_0/Pages/Page_0/Content.xml is not well-formed"),
        (package(['<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>']), "declares XML entities"),
        (package([], extra={"OFD.xml": "<x><DocBody><DocRoot>n.xml</DocRoot></DocBody></x>"}), "without its part n"),
    ],
)  # fmt: skip
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        ofd.extract(data)


def test_a_table_drawn_with_paths() -> None:
    paths = [f"M 0 {y} L 100 {y}" for y in (0, 10, 20)] + [f"S {x} 0 L {x} 20" for x in (0, 40, 100)]
    drawn = "".join(
        f'<ofd:PathObject Boundary="20 30 100 20"><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>'
        for path in paths
    )
    cells = [(21, 32, "任务"), (61, 32, "牵头单位"), (21, 42, "1"), (61, 42, "市水利局")]
    texts = "".join(code(text, 'DeltaX="g 9 5"', f"{x} {y} 40 6") for x, y, text in cells)
    assert lines(drawn + texts) == ["任务\t牵头单位", "1\t市水利局"]
