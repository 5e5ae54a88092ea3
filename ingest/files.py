"""A file's bytes become its canonical text: which reader a format has, and what is refused."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from ingest.formats import csvfile, docx, html, ofd, office, pdf, xlsx
from ingest.formats.encoding import decode
from ingest.formats.kind import Kind, kind_of
from ingest.formats.limits import Limits, UnreadableError
from ingest.model import Extract, IngestError, SourceFile

__all__ = ["Limits", "extract", "read"]

_DEFAULT = Limits()


def read(path: Path, *, limits: Limits = _DEFAULT) -> SourceFile:
    """The file at a path with its text; raises IngestError with the file's name and the remedy."""
    name = _printable(path.name)
    try:
        if path.is_dir():
            raise IngestError(f"{name} is a folder: give the files in it.")
        _check_size(name, path.stat().st_size, limits)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise IngestError(f"{path} does not exist: check the path.") from error
    except OSError as error:
        raise IngestError(f"{path} cannot be opened ({error.strerror}): check its permissions.") from error
    return SourceFile(name, hashlib.sha256(data).hexdigest(), data, extract(name, data, limits))


def extract(name: str, data: bytes, limits: Limits = _DEFAULT) -> Extract:
    """The canonical text of a file's bytes; raises IngestError with the file's name and the remedy."""
    try:
        _check_size(name, len(data), limits)
        result = _READERS[kind_of(name, data)](data, limits)
        if len(result.text) > limits.max_unpacked:
            raise UnreadableError(
                f"holds {len(result.text):,} characters, more than {limits.max_unpacked:,}: split it."
            )
        if not result.text.strip("\ufeff \t\r\n\f\v　"):
            raise UnreadableError("holds no text: check that it is the right file; a scan needs OCR first.")
    except UnreadableError as error:
        raise IngestError(f"{name} {error}") from error
    except IngestError:
        raise
    except Exception as error:  # what a damaged file provokes in a parser has no common type
        reason = f"{type(error).__name__}: {error}"[:200].encode("utf-8", "replace").decode()
        raise IngestError(f"{name} is damaged ({reason}): open it in its own program and save it again.") from error
    return result


def _text(data: bytes, limits: Limits) -> Extract:  # noqa: ARG001 (one signature for all readers)
    return Extract(decode(data), "text/plain")


def _markdown(data: bytes, limits: Limits) -> Extract:  # noqa: ARG001
    return Extract(decode(data), "text/markdown")


def _check_size(name: str, size: int, limits: Limits) -> None:
    if size > limits.max_bytes:
        raise IngestError(f"{name} has {size:,} bytes, more than the {limits.max_bytes:,} allowed: split it.")
    if size == 0:
        raise IngestError(f"{name} is empty: check that it was copied whole.")


def _printable(name: str) -> str:
    """A file name as text; names from archives packed elsewhere are often in GB18030."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


_READERS: dict[Kind, Callable[[bytes, Limits], Extract]] = {
    "text": _text,
    "markdown": _markdown,
    "html": html.read,
    "pdf": pdf.read,
    "docx": docx.read,
    "xlsx": xlsx.read,
    "csv": csvfile.read,
    "ofd": ofd.read,
    "office": office.read,
}
