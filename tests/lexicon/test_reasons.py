"""Why a file was not read is told in Chinese, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.lexicon.reasons import in_chinese
from kg.source import SourceFile, read


@pytest.mark.parametrize(
    ("content", "chinese"),
    [
        (b"", "空文件"),
        (b" \n", "只有空白"),
        (
            bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600),
            "像是旧版 Office 文件（DOC、XLS、WPS）或加密的新版文件；请另存为",
        ),
        (b"PK\x03\x04junk", "ZIP 文件已损坏或不完整；请重新获取文件"),
        (b"a\x00b" * 99, "含空字节，是二进制文件；请改用纯文本"),
    ],
)
def test_what_reading_says(content: bytes, chinese: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(SourceError) as error:
        read(SourceFile(tmp_path / "a", "a"))
    assert in_chinese(str(error.value).partition(": ")[2]).startswith(chinese)


def test_a_reason_that_is_half_known_stays_as_it_is() -> None:
    assert in_chinese("empty file; dance") == "empty file; dance"
