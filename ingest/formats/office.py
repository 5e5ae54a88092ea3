"""Older office formats (.doc, .wps, .xls, .et, .rtf, .odt): converted by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ingest.formats import docx, xlsx
from ingest.formats.limits import Deadline, Limits, UnreadableError
from ingest.model import Extract

_WORKBOOK = (b"W\0o\0r\0k\0b\0o\0o\0k\0", b"\0B\0o\0o\0k\0\0\0", b"opendocument.spreadsheet")
_LOCKED = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"
_PROGRAMS = ("soffice", "libreoffice")
_REMEDY = "save it as .docx or .xlsx (Word, WPS and LibreOffice can), or install LibreOffice."


def read(data: bytes, limits: Limits) -> Extract:
    """The text of a file that LibreOffice understands."""
    if _LOCKED in data:
        raise UnreadableError("is locked with a password: save it without one.")
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableError(f"needs LibreOffice, which is not installed here: {_REMEDY}")
    is_book = any(mark in data for mark in _WORKBOOK)
    deadline = Deadline(limits)
    converted = _convert(program, data, "xlsx" if is_book else "docx", deadline)
    left = replace(limits, seconds=deadline.left)
    result = xlsx.read(converted, left) if is_book else docx.read(converted, left)
    media_type = "application/vnd.ms-excel" if is_book else "application/msword"
    return replace(
        result, media_type=media_type, notices=(*result.notices, "Converted by LibreOffice before it was read.")
    )


def _convert(program: str, data: bytes, target: str, deadline: Deadline) -> bytes:
    """The file in another format; the program runs on a profile of its own, without macros, and is ended in time."""
    with tempfile.TemporaryDirectory(prefix="gazette-office-") as folder:
        source = Path(folder) / "source"
        source.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck"]
        command += ["--convert-to", target, "--outdir", folder, str(source)]
        process = subprocess.Popen(  # noqa: S603 (a fixed program on a file of ours, no shell)
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(deadline.left)
        except subprocess.TimeoutExpired as error:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # the program and the one it started
            process.wait()
            raise UnreadableError(f"takes LibreOffice too long: {_REMEDY}") from error
        result = source.with_suffix(f".{target}")
        if not result.is_file():
            raise UnreadableError(
                f"cannot be converted by LibreOffice (it ended with {process.returncode}): "
                "open it in its own program and save it as .docx, or see whether LibreOffice opens it."
            )
        return result.read_bytes()
