"""Bad input: each a clear one-line error with the file's name."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path
from typing import Self

import pytest

from kg.errors import SourceError
from kg.source import SIZE_LIMIT, SourceFile, discover, read

ZIP = io.BytesIO()
with zipfile.ZipFile(ZIP, "w") as archive:
    archive.writestr("word/document.xml", "<w:document/>")

REFUSED = {
    "empty file": b"",
    "holds only white space": b" \r\n\t\xe3\x80\x80\n",
    "a damaged or incomplete PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "its part word/document.xml is not well-formed XML": ZIP.getvalue(),
    "a damaged or incomplete ZIP file": ZIP.getvalue()[:60],
    "looks like an older Office file": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    "looks like a Word document in XML": b"<?xml version='1.0'?>\n<?mso-application progid=\"Word.Document\"?><w:x/>",
    "looks like a rich text file": b"{\\rtf1\\ansi}",
    "a PNG picture": bytes.fromhex("89504e470d0a1a0a0000000d49484452"),
    "a JPEG picture": bytes.fromhex("ffd8ffe000104a46494600"),
    "a WebP picture": b"RIFF\x10\x00\x00\x00WEBPVP8 ",
    "looks like a DjVu scan; a picture holds no characters": b"AT&TFORM",
    "only white space": b"\n<!DOCTYPE html>\n<html><body> </body></html>",
    "white space": '<?xml version="1.0"?>\n<!-- saved -->\n<html xmlns:v="urn">'.encode("utf-16"),
    "a saved web archive": b"MIME-Version: 1.0\nContent-Type: multipart/related; type=x\n\n<html>",
    "neither UTF-8, UTF-16 nor GB18030": "市政府關於印發方案的通知".encode("big5"),
    "a binary file": bytes(range(256)) * 4,
}


def refusal(path: Path) -> str:
    (file,) = discover([path])
    with pytest.raises(SourceError) as caught:
        read(file)
    message = str(caught.value)
    assert message.startswith(f"{file.name}: ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize("reason", REFUSED, ids=list(REFUSED))
def test_refused_content(reason: str, tmp_path: Path) -> None:
    path = tmp_path / "公报.txt"
    path.write_bytes(REFUSED[reason])
    assert reason in refusal(path)


def test_plain_text(tmp_path: Path) -> None:
    data = "一\r\n二 <html> 三\n".encode("utf-8-sig")
    path = tmp_path / "a.md"
    path.write_bytes(data)
    raw = read(SourceFile(path, "x/a.md"))
    assert (raw.source, raw.text, raw.encoding) == ("x/a.md", "一\r\n二 <html> 三\n", "utf-8-sig")
    assert raw.sha256 == hashlib.sha256(data).hexdigest()
    assert (raw.media_type, raw.pages) == ("text/plain", ())


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "nowhere.txt")
    (tmp_path / "empty").mkdir()
    assert "a directory without any file" in refusal(tmp_path / "empty")
    os.symlink(tmp_path / "loop", tmp_path / "loop")
    assert "cannot be read: Too many levels of symbolic links" in refusal(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in refusal(tmp_path / "pipe")
    assert "cannot be read" in refusal(tmp_path / ("长" * 300))


def test_not_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")

    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("kg.source.reader.open", deny, raising=False)
    assert "not allowed to read it" in refusal(path)


class Disturbed:
    """An open file to which something happens while it is read."""

    def __init__(self, path: Path, happening: str) -> None:
        self.stream, self.path, self.happening = path.open("rb"), path, happening

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def fileno(self) -> int:
        return self.stream.fileno()

    def read(self, size: int) -> bytes:
        data = self.stream.read(size)
        if self.happening == "deleted":
            self.path.unlink()
        elif self.happening == "grown":
            with self.path.open("ab") as more:
                more.write(b"more")
        else:
            raise OSError(5, "Input/output error")
        return data


@pytest.mark.parametrize(
    ("happening", "reason"),
    [("deleted", "deleted while it was being read"), ("grown", "changed while"), ("broken", "Input/output error")],
)
def test_disturbed(happening: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("各县人民政府", encoding="utf-8")
    monkeypatch.setattr("kg.source.reader.open", lambda *_: Disturbed(path, happening), raising=False)
    assert reason in refusal(path)


def test_deleted_between_discovery_and_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    (file,) = discover([path])
    path.unlink()
    with pytest.raises(SourceError, match=r"^a\.txt: no such file \(misspelt, or deleted since the build began\)$"):
        read(file)


def test_a_line_of_millions_of_characters_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("政" * 3_000_000, encoding="utf-8")
    assert len(read(SourceFile(path, "long.txt")).text) == 3_000_000


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with open(path, "wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)
    assert "larger than 64 MB" in refusal(path)
