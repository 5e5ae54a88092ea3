"""Which format a file is in: by its first bytes where they say it, else by its suffix."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from ingest.formats.limits import UnreadableError

Kind = Literal["text", "markdown", "csv", "html", "pdf", "docx", "xlsx", "ofd", "office"]

_SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    "": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
}
_PACKAGES: dict[str, Kind] = {
    ".docx": "docx",
    ".docm": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".ofd": "ofd",
}
_OFFICE = frozenset({".doc", ".wps", ".rtf", ".odt", ".xls", ".et", ".ods", ".dot", ".wpt"})
_SIGNED: tuple[tuple[bytes, Kind], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "office"),
)
_MEMBERS: tuple[tuple[bytes, Kind], ...] = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"OFD.xml", "ofd"))
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S)
_OTHERS = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|Rar!|7z\xbc\xaf|\x1f\x8b|\x7fELF|MZ|SQLite format")
READS = ".txt .md .html .pdf .docx .xlsx .csv .ofd, and .doc .wps .xls .et with LibreOffice"


def kind_of(name: str, data: bytes) -> Kind:
    """The format of a file; raises UnreadableError for one that has no reader."""
    suffix = PurePath(name).suffix.lower()
    kind = _signed(suffix, data) or _SUFFIXES.get(suffix)
    if kind in ("text", "csv") and _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if kind is None and suffix in (*_PACKAGES, *_OFFICE, ".pdf"):
        raise UnreadableError(f"is not a {suffix} file, whatever its name says: save it again in that format.")
    if kind is None:
        raise UnreadableError(f"is of a kind that is not read ({suffix}): give one of {READS}.")
    return kind


def _signed(suffix: str, data: bytes) -> Kind | None:
    """The format that the first bytes declare."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _PACKAGES.get(suffix) or _package(suffix, data)
    if _OTHERS.match(data):
        raise UnreadableError(f"is binary, not a document: give one of {READS}. A scanned picture needs OCR first.")
    signed = next((kind for mark, kind in _SIGNED if data.startswith(mark)), None)
    if signed is None and suffix in _OFFICE and _HTML.match(data[:4096]):
        return "html"  # web pages saved under the name of a Word file
    return signed


def _package(suffix: str, data: bytes) -> Kind | None:
    if suffix in _OFFICE:
        return next((kind for member, kind in _MEMBERS if member in data[-65_536:]), "office")
    return next((kind for member, kind in _MEMBERS if member in data[-65_536:]), None)
