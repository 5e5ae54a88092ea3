"""Old office formats go through LibreOffice; without it, or when it hangs, the error says what to do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ingest.files import Limits, extract, read
from ingest.model import IngestError

DATA = Path(__file__).parent.parent / "data" / "formats"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def _program(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program in LibreOffice's place."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


@needs_libreoffice
def test_an_old_word_file_reads_like_the_new_one() -> None:
    old, new = read(DATA / "notice.doc"), read(DATA / "lists.docx")
    assert (old.text, old.extract.merged) == (new.text, new.extract.merged)


@needs_libreoffice
def test_an_old_workbook_reads_as_a_table() -> None:
    assert read(DATA / "book.xls").text == "book\n\n单位\t投资\n甲局\t12.5\n"


@needs_libreoffice
def test_files_of_wps_office_are_read_like_those_of_microsoft() -> None:
    assert extract("a.wps", (DATA / "notice.doc").read_bytes()).text == read(DATA / "notice.doc").text
    assert extract("a.et", (DATA / "book.xls").read_bytes()).text == read(DATA / "book.xls").text


@needs_libreoffice
@pytest.mark.parametrize(
    ("name", "to"), [("lists.docx", "rtf"), ("lists.docx", "odt"), ("notice_with_table.docx", "doc")]
)
def test_what_libreoffice_saves_reads_like_the_word_file(name: str, to: str, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(tmp_path), str(DATA / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    assert read((tmp_path / name).with_suffix(f".{to}")).text == read(DATA / name).text


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.et"])
def test_without_the_program_the_error_says_so(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(IngestError, match=rf"{name} needs LibreOffice, which is not installed here: save it as"):
        extract(name, OLE + b"\0" * 600)


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, monkeypatch, "sleep 30")
    with pytest.raises(IngestError, match="too long"):
        extract("a.doc", OLE + b"\0" * 600, Limits(seconds=0.5))


def test_a_program_that_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(IngestError, match="cannot be converted"):
        extract("a.rtf", b"{\\rtf1 broken")


def test_what_only_bears_the_name() -> None:
    page = "<html><body><p>网页存成的文档</p></body></html>".encode()
    assert extract("a.doc", page).text == "网页存成的文档\n"
    assert extract("a.doc", (DATA / "lists.docx").read_bytes()).text.startswith("关于列表的通知")
    locked = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(IngestError, match="password"):
        extract("a.docx", locked)
