"""Excel files: each sheet with its name, its title lines and its tables, values as they are shown."""

from __future__ import annotations

import io
import re
from typing import Any

from ingest.formats.archive import Archive
from ingest.formats.draft import Draft
from ingest.formats.limits import Deadline, Limits, UnreadableError
from ingest.formats.sheet import Merge, write_sheet
from ingest.formats.shown import shown
from ingest.model import Extract

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MAX_MERGES = 100_000


def read(data: bytes, limits: Limits) -> Extract:
    """The sheets of an Excel file in order; hidden sheets and charts are named in a notice."""
    import openpyxl

    archive = Archive(data, limits)
    archive.refuse_entities()
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # the package's parts may fail in any way; the file is at fault in each
        reason = f"{type(error).__name__}: {str(error)[:120]}"
        raise UnreadableError(f"is not a readable Excel file ({reason}): open and save it again.") from error
    draft, deadline = Draft(MEDIA_TYPE), Deadline(limits)
    budget = limits.max_cells
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            draft.notices.append(f"The hidden sheet {sheet.title} was not read.")
            continue
        cells = _cells(sheet, deadline, budget)
        budget -= sum(map(len, cells.values()))
        if cells:
            draft.paragraph(sheet.title, 1)
            write_sheet(draft, cells, _merges(sheet, archive), limits.max_cells)
    if _lacks_values(archive):
        draft.notices.append("Formulas without a stored value were not read: open and save the file in Excel.")
    return draft.extract()


def _cells(sheet: Any, deadline: Deadline, budget: int) -> dict[int, dict[int, str]]:
    """The texts of a sheet by row and column."""
    sheet.reset_dimensions()  # a declared size may be wrong, and huge
    found: dict[int, dict[int, str]] = {}
    for row in sheet.iter_rows():
        deadline.check()
        texts = {
            cell.column - 1: text
            for cell in row
            if getattr(cell, "value", None) is not None and (text := shown(cell.value, cell.number_format)).strip()
        }
        if texts:
            found[next(cell.row for cell in row if getattr(cell, "value", None) is not None) - 1] = texts
            budget -= len(texts)
        if budget < 0:
            raise UnreadableError("has too many cells: split it.")
    return found


def _merges(sheet: Any, archive: Archive) -> list[Merge]:
    """The merged ranges; read from the part itself, since the reader that streams does not keep them."""
    found = _MERGE.findall(archive.read(sheet._worksheet_path))[:_MAX_MERGES]
    return [Merge(int(top) - 1, _column(left), int(bottom) - 1, _column(right)) for left, top, right, bottom in found]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _lacks_values(archive: Archive) -> bool:
    """Whether a formula stands without the value its program computed."""
    bare = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></|</(?:\w+:)?c>)")
    sheets = [name for name in archive.names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    return any(bare.search(archive.read(name)) for name in sheets)
