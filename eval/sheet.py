"""Question sets as .csv and .xlsx, in a form that people can edit in a spreadsheet program."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from eval.dataset import DatasetError, Question
from ingest.files import read
from ingest.formats.encoding import decode
from ingest.formats.limits import UnreadableError
from ingest.model import IngestError

COLUMNS = (
    "id",
    "question",
    "language",
    "kind",
    "corpus",
    "outcome",
    "accepted",
    "forbidden",
    "items",
    "matched",
    "gold",
    "note",
    "status",
)
STATUS = ("generated", "draft")
ALTERNATIVE = " | "  # between strings of which any will do
REQUIRED = " && "  # between things that are all required, and between turns, items and excerpts
_FILE = " :: "  # between the file and the text of an excerpt
_TAB = "⇥"  # stands for a tab, which would end the cell in many programs


def to_row(question: Question) -> list[str]:
    """A question as cells, in the order of COLUMNS."""
    cells = [
        question.id,
        REQUIRED.join(question.turns),
        question.language,
        question.kind,
        question.corpus,
        question.outcome,
        REQUIRED.join(ALTERNATIVE.join(group) for group in question.accepted),
        REQUIRED.join(question.forbidden),
        "" if question.items is None else REQUIRED.join(question.items),
        "" if question.matched is None else str(question.matched),
        REQUIRED.join(f"{gold.file}{_FILE}{gold.text}" for gold in question.gold),
        question.note,
        " ".join(name for name in STATUS if getattr(question, name)),
    ]
    return [cell.replace("\t", _TAB) for cell in cells]


def from_row(row: dict[str, str], place: str) -> dict[str, Any]:
    """Cells as the JSON form of a question."""
    cell = {name: (row.get(name) or "").strip().replace(_TAB, "\t") for name in COLUMNS}
    if cell["matched"] and not cell["matched"].isdecimal():
        raise DatasetError(f"{place}: `matched` must be a whole number or empty, not {cell['matched']!r}")
    gold = [excerpt.partition(_FILE.strip()) for excerpt in _split(cell["gold"])]
    return {
        **{name: cell[name] for name in ("id", "language", "kind", "outcome", "note")},
        **dict.fromkeys(cell["status"].split(), True),
        "corpus": cell["corpus"] or "gazette",
        "turns": _split(cell["question"]),
        "accepted": [_split(group, ALTERNATIVE) for group in _split(cell["accepted"])],
        "forbidden": _split(cell["forbidden"]),
        "items": _split(cell["items"]) or None,
        "matched": int(cell["matched"]) if cell["matched"] else None,
        "gold": [{"file": file.strip(), "text": text.strip()} for file, _, text in gold],
    }


def read_sheet(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a .csv or .xlsx with their places; the first row names the columns."""
    rows = _workbook_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path)
    _, first = next(rows, ("", []))
    head = [name.strip() for name in first]
    missing = sorted({"id", "question", "language", "kind", "outcome"} - set(head))
    unknown = sorted(set(head) - {*COLUMNS, ""})
    if missing or unknown:
        fault = f"the column {', '.join(missing)} is missing" if missing else f"unknown column {', '.join(unknown)}"
        raise DatasetError(f"{path}, line 1: {fault}; the columns are {', '.join(COLUMNS)}")
    for place, cells in rows:
        if any(cell.strip() for cell in cells):
            yield place, from_row(dict(zip(head, cells, strict=False)), place)


def write_sheet(path: Path, questions: Iterable[Question]) -> None:
    """Write .csv (with the mark that makes Excel read UTF-8) or .xlsx, by the ending of the name."""
    rows = [list(COLUMNS), *map(to_row, questions)]
    if path.suffix.lower() == ".xlsx":
        path.write_bytes(_workbook(rows))
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def _split(text: str, mark: str = REQUIRED) -> list[str]:
    return [part.strip() for part in text.split(mark.strip()) if part.strip()]


def _csv_rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The rows in whatever encoding a spreadsheet program saved them; in Chinese that is often GBK."""
    try:
        text = decode(path.read_bytes())
    except UnreadableError as error:
        raise DatasetError(f"{path} {error}") from error
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return ((f"{path}, line {number}", cells) for number, cells in enumerate(rows, 1))


def _workbook_rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The first sheet as the ingest reads it, a tab-separated line a row; blank rows are gone, so ids say where."""
    try:
        text = read(path).text
    except IngestError as error:
        raise DatasetError(str(error)) from error
    rows = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return ((f"{path}, id {cells[0]!r}", cells) for cells in rows)


_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="{office}/{type}" Target="{target}"/></Relationships>'
)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_BOOK = (
    f'<?xml version="1.0" encoding="UTF-8"?><workbook {_MAIN} xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="questions" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def _workbook(rows: list[list[str]]) -> bytes:
    """A workbook (ECMA-376) with one sheet of texts; every cell is written, so that columns stay in their place."""
    lines = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for row in rows
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _TYPES)
        book.writestr("_rels/.rels", _RELATIONS.format(office=_OFFICE, type="officeDocument", target="xl/workbook.xml"))
        book.writestr("xl/workbook.xml", _BOOK)
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            _RELATIONS.format(office=_OFFICE, type="worksheet", target="worksheets/sheet1.xml"),
        )
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><worksheet {_MAIN}><sheetData>{lines}</sheetData></worksheet>',
        )
    return buffer.getvalue()
