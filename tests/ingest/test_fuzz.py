"""Whatever bytes come in, a reader gives text or an IngestError that names the file, and nothing else."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.files import Limits, extract
from ingest.model import Extract, IngestError
from tests.ingest.tiny_pdf import TinyPage, tiny_pdf

DATA = Path(__file__).parent.parent / "data" / "formats"
LIMITS = Limits(max_bytes=5_000_000, max_unpacked=20_000_000, max_pages=50, max_cells=100_000, seconds=10)
BOUNDED = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
PACKAGES = {"a.docx": "lists.docx", "a.ofd": "incoming_form.ofd"}


def _check(name: str, data: bytes) -> None:
    try:
        result = extract(name, data, LIMITS)
    except IngestError as error:
        assert str(error).startswith(name)
        assert len(str(error)) < 600
    else:
        _check_extract(result)


def _check_extract(result: Extract) -> None:
    result.text.encode("utf-8")
    end = len(result.text)
    assert all(0 <= at <= end for at in (*result.pages, *result.headings, *result.merged, *result.merged.values()))
    assert list(result.pages) == sorted(result.pages)
    assert all(result.text[at : at + 1] in ("\t", "\n", "") for at in result.merged), "a covered cell is empty"


@cache
def _sheet() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位", "金额", "日期"])
    sheet.append(["甲局", 1.5, "2026年3月"])
    sheet.merge_cells("A2:A3")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@cache
def _pdf() -> bytes:
    page = TinyPage()
    page.text(80, 100, "关于防汛的通知")
    for x in (70, 200, 330):
        page.rule(x, 150, x, 210)
    for y in (150, 180, 210):
        page.rule(70, y, 330, y)
    page.text(80, 155, "甲")
    page.text(210, 185, "乙")
    return tiny_pdf([page, page])


def _sample(name: str) -> bytes:
    if name == "a.xlsx":
        return _sheet()
    return _pdf() if name == "a.pdf" else (DATA / PACKAGES[name]).read_bytes()


def _changed(data: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    """Bytes overwritten, cut out or put in at places given as parts of the length."""
    for place, new, cut in changes:
        at = int(place * len(data))
        data = data[:at] + new + data[at + cut :]
    return data


CHANGES = st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=8), st.integers(0, 12)), min_size=1, max_size=5)
NAMES = ["a.txt", "a.md", "a.csv", "a.html", "a.pdf", "a.docx", "a.xlsx", "a.ofd"]


@pytest.mark.parametrize("name", NAMES)
@BOUNDED
@given(data=st.binary(max_size=400))
def test_any_bytes(name: str, data: bytes) -> None:
    _check(name, data)


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.html"])
@BOUNDED
@given(text=st.text(max_size=300), encoding=st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_any_text(name: str, text: str, encoding: str) -> None:
    _check(name, text.encode(encoding, "replace"))


MARKUP = (
    "<table> </table> <tr> <td> <td+rowspan=3> <td+colspan=0> <td+rowspan=-1> <th+colspan=99999> </td> <p> 甲 乙 "
    "<ol+start=x> <li> <h1> </h1> <br> <!-- --> <nav> </nav> <div+class=menu> &#0; &#xD800; &nbsp; <title> </title>"
)


@BOUNDED
@given(pieces=st.lists(st.sampled_from(MARKUP.split()), max_size=60))
def test_any_markup(pieces: list[str]) -> None:
    _check("a.html", "".join(pieces).replace("+", " ").encode())


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx", "a.ofd"])
@BOUNDED
@given(changes=CHANGES)
def test_damaged_files(name: str, changes: list[tuple[float, bytes, int]]) -> None:
    _check(name, _changed(_sample(name), changes))


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.ofd"])
@BOUNDED
@given(part=st.integers(0, 30), changes=CHANGES)
def test_damaged_parts(name: str, part: int, changes: list[tuple[float, bytes, int]]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_sample(name))) as old, zipfile.ZipFile(buffer, "w") as new:
        chosen = old.namelist()[part % len(old.namelist())]
        for member in old.namelist():
            data = old.read(member)
            new.writestr(member, _changed(data, changes) if member == chosen else data)
    _check(name, buffer.getvalue())
