"""Files to take away: ledgers (台账) and tables as xlsx, csv and JSON, deadlines as iCalendar."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from kg.graph.iri import digest
from kg.web import links
from kg.web.entries import Entry
from kg.web.words import Words

COLUMNS = (
    ("agency", 22), ("role", 10), ("task", 40), ("deadline", 12), ("number", 24), ("title", 40), ("clause", 16),
    ("quote", 60), ("page", 6), ("status", 8),
)  # fmt: skip
_LONGEST_LINE = 75  # octets, RFC 5545, 3.1
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SHEET_NAME_LENGTH = 31


def cells(entry: Entry, say: Words) -> tuple[str, ...]:
    """The entry in the order of ``COLUMNS``."""
    page = "" if entry.evidence.page is None else str(entry.evidence.page)
    role, status = say.code("role", entry.role), say.code("status", entry.status)
    return (
        entry.agency, role, entry.task, entry.deadline or "", entry.number or "", entry.title or "", entry.clause,
        entry.evidence.quote, page, status,
    )  # fmt: skip


def duties_csv(entries: Iterable[Entry], say: Words) -> bytes:
    """The duties as a table."""
    return table_csv([say(f"web.column.{name}") for name, _ in COLUMNS], (cells(entry, say) for entry in entries))


def table_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table with a byte order mark, without which spreadsheet programs misread Chinese."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_harmless(cell) for cell in header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_json(content: object) -> bytes:
    """Dataclasses and what is made of them as JSON, Chinese as it is."""
    return json.dumps(content, ensure_ascii=False, indent=1, default=fields_of).encode()


def fields_of(value: Any) -> dict[str, Any]:
    """The fields of a dataclass by name, those inside as they are."""
    return {one.name: getattr(value, one.name) for one in fields(value)}


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet program would carry out as a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def ledger(name: str, entries: Sequence[Entry], say: Words) -> bytes:
    """A workbook: all duties, then those in the lead and those in support on sheets of their own."""
    sheets = [(say("web.all"), list(entries))]
    sheets += [
        (say.code("role", role), [entry for entry in entries if entry.role == role]) for role in ("lead", "support")
    ]
    header = [say(f"web.column.{column}") for column, _ in COLUMNS]
    widths = [width for _, width in COLUMNS]
    return workbook([(sheet, header, [cells(entry, say) for entry in rows], widths) for sheet, rows in sheets], name)


Sheet = tuple[str, Sequence[str], Sequence[Sequence[str]], Sequence[int]]


def workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """Sheets with frozen, filtered heads, set up for A4 paper across. The same content gives the same bytes."""
    import xlsxwriter  # only for who wants a workbook: the site answers sooner

    buffer = io.BytesIO()
    settings: dict[str, Any] = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, {**settings, "strings_to_numbers": False}) as book:
        book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
        head = book.add_format(
            {"bold": True, "bg_color": "#F2E6E4", "border": 1, "valign": "vcenter", "text_wrap": True}
        )
        body = book.add_format({"border": 1, "valign": "top", "text_wrap": True})
        for name, header, rows, widths in sheets:
            sheet = book.add_worksheet(name[:_SHEET_NAME_LENGTH])
            sheet.write_row(0, 0, header, head)
            for number, row in enumerate(rows, 1):
                sheet.write_row(number, 0, row, body)
            for column, width in enumerate(widths):
                sheet.set_column(column, column, width)
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, len(rows), max(0, len(header) - 1))
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.repeat_rows(0)
            sheet.fit_to_pages(1, 0)
            sheet.set_header(f"&C{title.replace('&', '&&')}")
            sheet.set_footer("&C&P / &N")
    return buffer.getvalue()


def calendar(name: str, due: Iterable[tuple[str, Entry]], site: str, say: Words) -> bytes:
    """Deadlines as whole days (RFC 5545), each with the words and the link to them."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//gongwen-kg//kg serve//ZH", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    for day, entry in due:
        lines += _event(date.fromisoformat(day), entry, site, say)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(day: date, entry: Entry, site: str, say: Words) -> list[str]:
    told = f"{say.code('role', entry.role)}：{entry.task}"
    where = f"{entry.number or entry.title or entry.key} {entry.clause}"
    address = site.rstrip("/") + links.words(entry.key, entry.evidence)
    stamp = (entry.signed or day.isoformat()).replace("-", "")[:8]
    return [
        "BEGIN:VEVENT",
        f"UID:{digest(entry.key, entry.clause, entry.agency, entry.role, entry.evidence.spans)}@gongwen-kg",
        f"DTSTAMP:{stamp}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(f'{entry.agency} {told}')}",
        f"DESCRIPTION:{_escaped(f'{where} {entry.evidence.quote}')}",
        f"URL:{address}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for character in "\\;,":
        text = text.replace(character, f"\\{character}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A content line of at most 75 octets, continued on lines that begin with a space; no character is cut."""
    parts: list[bytes] = [b""]
    for character in line:
        octets = character.encode("utf-8")
        if len(parts[-1]) + len(octets) > _LONGEST_LINE:
            parts.append(b" ")
        parts[-1] += octets
    return b"\r\n".join(parts) + b"\r\n"
