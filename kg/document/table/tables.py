"""Duty tables: rows whose cells are parted by tabs, below a row of column heads."""

from __future__ import annotations

import re

from kg.document.line import signals

HEAD_CELL = re.compile(
    r"单位|部门|主体|[处科]室|责任|牵头|配合|任务|内容|时限|时间|事项|措施|序号|目标|项目|备注|工作|指标|职责"
)
_BODY_CELL = re.compile(
    r"\A(?:责任|牵头|配合|实施|承办|主办|协办|成员|组成|主责|负责|承担|办理|执行|落实)?(?:单位|部门|主体|处室|科室)(?:名称)?\Z"
)
COUNT = re.compile(r"\A(?:序号|编号|序|项号)\Z")
BODIES = re.compile(
    r"单位|部门|牵头|配合|责任(?!名称|类别|分类|事项|内容|清单)|(?:行使|执行|实施)主体|会办|主责|[处科]室\Z"
)
_BODY_END = re.compile(rf"{signals.BODY_END}\Z")
_ROW_HEADING = 30  # characters of a line between rows that heads those below it, at most
_NUMBER = re.compile(r"\A[（(]?(?P<number>\d{1,3})[）).．、]?\Z")

_SERIES = re.compile(r"\A[一-龥]{2,4}[一二三四五六七八九十\d]{1,3}：")
"""「行动一：再造发展新极」 heads rows."""
_SECTION = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、")
"""「（一）强化市场基础制度」: the first cell names the section of several rows."""
_ITEM = re.compile(r"(?P<number>\d{1,3})[.．、](?!\d)")


class Table:
    """Reads paragraphs one after the other; knows whether the last one belonged to a table, and its row's label."""

    def __init__(self) -> None:
        self.columns: tuple[str, ...] = ()
        self.label = ""
        self.heads_rows = False  # the row is one cell over all columns: a heading of the rows below it
        self.row_columns: tuple[str, ...] = ()
        self._row, self._last = 0, ""
        self._above: tuple[str, ...] = ()
        self._heads: list[tuple[str, ...]] = []  # rows of heads as they are printed

    def takes(self, text: str) -> bool:
        """Whether the paragraph is a row of a table (its head, with an empty ``label``, or a row of cells)."""
        self.label, self.heads_rows = "", False
        if "\t" not in text:
            words = text.rstrip("。") if _SECTION.match(text) else _SERIES.sub("", text)
            heading = len(text) <= _ROW_HEADING and not re.search(r"[。：]", words)
            self._above = (self.columns or self._above) if heading else ()
            self.columns, self._row, self._last = (), 0, ""
            return False
        cells = tuple(cell.strip() for cell in text.split("\t"))
        if not self.columns and len(cells) == len(self._above) and (_NUMBER.match(cells[0]) or _item(cells)):
            self.columns = self._above  # a heading of the rows below it stood between
        self._above = ()
        if not self.columns:
            if not is_head(cells):
                return False
            self.columns, self._row, self._last, self._heads = cells, 0, "", [cells]
            return True
        if cells in self._heads:
            return True  # once more, on the next page
        if self._row == 0 and is_head(cells) and len(cells) == len(self.columns):
            self.columns = tuple(a if a == b else a + b for a, b in zip(self.columns, cells, strict=True))
            self._heads.append(cells)
            return True
        if sum(bool(cell) for cell in cells) == 1:
            self.heads_rows = not re.match(r"附\s*[件表录]", cells[0])
            self.columns = self.columns if self.heads_rows else ()  # the title of the next annex
            return self.heads_rows
        if is_head(cells) and sum(bool(HEAD_CELL.search(cell)) for cell in cells) >= len(cells) - 1:
            self.columns, self._row, self._heads = cells, 0, [cells]  # the next table follows without a gap
            return True
        self._row += 1
        number = _NUMBER.match(cells[0]) or _item(cells)
        self.row_columns = self._columns_of(cells)
        left_out = len(self.row_columns) < len(self.columns) or not (cells[0] or cells[1])
        spanned = bool(self._last) and not number and left_out
        self._last = number["number"] if number else self._last if spanned else ""
        self.label = self._last or f"#{self._row}"
        return True

    def _columns_of(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """The heads of a row's cells. A plain text leaves out the cells on the left that span several rows."""
        missing = len(self.columns) - len(cells)
        if missing <= 0 or _NUMBER.match(cells[0]) or not COUNT.match(self.columns[0]):
            return self.columns
        heads = self.columns[missing:]
        bodies = [cell for head, cell in zip(heads, cells, strict=True) if BODIES.search(head) and cell.strip("/—-")]
        named = bool(bodies) and all(len(cell) < 120 and _BODY_END.search(cell) for cell in bodies)
        return heads if named else self.columns


def _item(cells: tuple[str, ...]) -> re.Match[str] | None:
    """The number in the name of an item, which no column of its own holds: 「1.做好规划配套」."""
    first = next((cell for cell in cells[:2] if cell), "")
    item = cells[1] if len(cells) > 2 and _SECTION.match(first) else first
    return _ITEM.match(item) if len(cells) > 2 else None


def is_head(cells: tuple[str, ...]) -> bool:
    """Short cells without sentences: two words for tasks, bodies or dates, or one for bodies alone."""
    plain = all(len(cell) <= 16 and not re.search(r"[。；]|\d(?![\d-]*[年月季])", cell) for cell in cells)
    words = sum(bool(HEAD_CELL.search(cell)) for cell in cells)
    return plain and (words >= 2 or any(_BODY_CELL.search(cell) for cell in cells))
