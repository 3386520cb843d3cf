"""Archives of documents: each file a source; traps are refused and the rest is read."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from kg.build import build
from kg.errors import SourceError
from kg.source import SourceFile, archive, discover, read, xml
from tests.source.word import package, paragraph

TEXT = "各县（市、区）人民政府："


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return stream.getvalue()


def found(data: bytes, tmp_path: Path) -> dict[str, str]:
    """Name -> text, or the reason why it was not read."""
    path = tmp_path / "文件.zip"
    path.write_bytes(data)
    results = {}
    for file in discover([path]):
        try:
            results[file.name] = read(file).text
        except SourceError as error:
            assert str(error).startswith(f"{file.name}: ")
            results[file.name] = str(error).removeprefix(f"{file.name}: ")
    return results


def test_every_file_in_an_archive_is_a_source(tmp_path: Path) -> None:
    data = zipped(
        {"b/二.txt": TEXT.encode(), "a.docx": package(paragraph(TEXT)), "c": f"<p>{TEXT}</p>".encode(), "d/": b""}
    )
    assert found(data, tmp_path) == {
        "文件.zip/a.docx": TEXT + "\n",
        "文件.zip/b/二.txt": TEXT,
        "文件.zip/c": TEXT + "\n",
    }


def test_what_systems_leave_in_archives_is_passed_over(tmp_path: Path) -> None:
    names = ("__MACOSX/._a", ".DS_Store", "a/Thumbs.db", "~$a.docx", "manifest.tsv")
    assert list(found(zipped(dict.fromkeys(names, b"x") | {"一.txt": TEXT.encode()}), tmp_path)) == ["文件.zip/一.txt"]


def test_names_in_the_encoding_of_chinese_windows(tmp_path: Path) -> None:
    data = zipped({"AAAA.txt": TEXT.encode()}).replace(b"AAAA", "通知".encode("gb18030"))
    assert found(data, tmp_path) == {"文件.zip/通知.txt": TEXT}


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/x", "C:/x", "..\\x", "\\\\server\\x"])
def test_paths_that_lead_out(name: str, tmp_path: Path) -> None:
    results = found(zipped({name: b"x", "good.txt": TEXT.encode()}), tmp_path)
    assert results.pop("文件.zip/good.txt") == TEXT
    assert list(results.values()) == ["its path leads out of the archive; make the archive anew"]


def test_a_bomb_is_refused_and_its_neighbour_read(tmp_path: Path) -> None:
    results = found(zipped({"bomb.txt": b"\0" * (4 << 20), "good.txt": TEXT.encode()}), tmp_path)
    assert "a ZIP bomb" in results["文件.zip/bomb.txt"]
    assert results["文件.zip/good.txt"] == TEXT


def test_a_member_that_lies_about_its_size(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"x" * 5000})
    lying = data.replace(struct.pack("<I", 5000), struct.pack("<I", 50))
    assert found(lying, tmp_path) == {"文件.zip/a.txt": "damaged inside the ZIP file; get the file again"}


def test_archives_in_archives(tmp_path: Path) -> None:
    results = found(zipped({"in.zip": zipped({"a.txt": b"x"}), "good.txt": TEXT.encode()}), tmp_path)
    assert "an archive inside an archive" in results["文件.zip/in.zip"]
    assert results["文件.zip/good.txt"] == TEXT


def test_encrypted_members(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode()}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert found(bytes(data), tmp_path) == {"文件.zip/a.txt": "encrypted; unpack it with its password first"}


def test_packed_in_another_way(tmp_path: Path) -> None:
    data = zipped({"a.txt": TEXT.encode()}, zipfile.ZIP_LZMA)
    assert "packed in a way that is not read" in found(data, tmp_path)["文件.zip/a.txt"]


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.99])
def test_cut_archives(cut: float, tmp_path: Path) -> None:
    data = zipped({f"{n}.txt": TEXT.encode() * 50 for n in range(20)})
    (reason,) = found(data[: int(len(data) * cut)], tmp_path).values()
    assert reason.startswith("a damaged or incomplete ZIP file")


def test_empty_archives(tmp_path: Path) -> None:
    assert "an empty ZIP file" in found(zipped({}), tmp_path)["文件.zip"]
    assert "without any file to read" in found(zipped({"a/": b""}), tmp_path)["文件.zip"]


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({f"{n}.txt": TEXT.encode() for n in range(5)})
    monkeypatch.setattr(archive, "COUNT_LIMIT", 4)
    assert "more than 4 files" in found(data, tmp_path)["文件.zip"]
    monkeypatch.setattr(archive, "COUNT_LIMIT", 5)
    monkeypatch.setattr(archive, "TOTAL_LIMIT", 100)
    assert "unpacks to more than" in found(data, tmp_path)["文件.zip"]
    monkeypatch.undo()
    monkeypatch.setattr(archive, "MEMBER_LIMIT", 10)
    assert "split it into smaller files" in found(data, tmp_path)["文件.zip/0.txt"]


def test_a_directory_of_endless_length_is_not_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"x"}))
    struct.pack_into("<I", data, data.rindex(b"PK\x05\x06") + 12, 0x7FFFFFFF)
    assert "a ZIP file of more than" in found(bytes(data), tmp_path)["文件.zip"]


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("body", ["&a;", "&b;", "&f;", "text"])
def test_xml_entities_are_refused(body: str) -> None:
    data = zipped({"word/document.xml": f"{ENTITIES}<w><body><p><r><t>{body}</t></r></p></body></w>".encode()})
    with pytest.raises(SourceError, match="declares XML entities"):
        read(SourceFile(Path("-"), "a", data=data))


def test_xml_parts_that_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "SIZE_LIMIT", 1000)
    with pytest.raises(SourceError, match=r"its part word/document\.xml is larger than"):
        read(SourceFile(Path("-"), "a", data=package(paragraph(TEXT * 50))))


@pytest.mark.parametrize(
    ("part", "name"), [("xl/workbook.xml", "an Excel workbook"), ("content.xml", "an OpenDocument file")]
)
def test_packages_that_are_not_read(part: str, name: str, tmp_path: Path) -> None:
    assert found(zipped({part: b"<x/>"}), tmp_path)["文件.zip"].startswith(f"looks like {name}; ")


class Input:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("data", "names"), [(TEXT.encode(), ["stdin"]), (zipped({"a.txt": TEXT.encode()}), ["stdin/a.txt"])]
)
def test_standard_input(data: bytes, names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Input(data))
    files = discover([Path("-")])
    assert [file.name for file in files] == names
    assert [read(file).text for file in files] == [TEXT]


def test_the_text_that_spans_count_is_kept_with_the_build(tmp_path: Path) -> None:
    head = "某政发〔2024〕3号\n某某市人民政府关于防汛的通知\n各县（市、区）人民政府：\n"
    letter = head + "一、压实责任（市水利局牵头）。\n某某市人民政府\n2024年3月5日"
    path = tmp_path / "文件.zip"
    path.write_bytes(
        zipped({"a.docx": package("".join(map(paragraph, letter.split("\n")))), "../b": b"x", "c.txt": TEXT.encode()})
    )
    report = build([path], tmp_path / "out")
    assert [(file.source, file.skipped is None) for file in report.files] == [
        ("文件.zip/../b", False),
        ("文件.zip/a.docx", True),
        ("文件.zip/c.txt", True),
    ]
    kept = tmp_path / "out" / "current" / "texts" / f"{report.files[1].sha256}.txt"
    assert kept.read_text(encoding="utf-8") == letter + "\n"
