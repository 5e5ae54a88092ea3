"""Bytes become text: byte order mark, UTF-8, UTF-16, then the Chinese encodings by what the text looks like."""

from __future__ import annotations

import re
import unicodedata

from ingest.formats.limits import UnreadableError

# "utf-8" and "utf-16-le" keep the byte order mark as a character, "utf-8-sig" and "utf-16" would swallow it.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CHINESE = ("gb18030", "big5hkscs")
_SAMPLE = 65_536
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAVE_AS = "open it in an editor and save it as UTF-8."


def decode(data: bytes) -> str:
    """The text of a file, every character kept: byte order mark, line ends and all."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data, encoding))
    if b"\0" in data:
        return _unmarked_utf16(data)
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _checked(_chinese(data, error))


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"begins as {encoding} but byte {error.start} is not: {_SAVE_AS}") from error


def _checked(text: str) -> str:
    """Text, unless so many of its characters are control characters that it must be something else."""
    if len(_CONTROLS.findall(text)) > max(2, len(text) // 100):
        raise UnreadableError("is binary, not text: give it in one of the formats the README lists.")
    return text


def _unmarked_utf16(data: bytes) -> str:
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and _common(text) > 0.9:
            return text
    raise UnreadableError("is binary, not text: give it in one of the formats the README lists.")


def _chinese(data: bytes, utf8_error: UnicodeDecodeError) -> str:
    broken = data.decode("utf-8", "replace")
    if broken.count("�") * 20 < sum(character > "\x7f" for character in broken):
        raise UnreadableError(f"is UTF-8 but for byte {utf8_error.start}, which is damaged: {_SAVE_AS}")
    for encoding in _ranked(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _common(text) > 0.7:
            return text
    raise UnreadableError(f"is neither UTF-8, UTF-16, GB18030 nor Big5 (byte {utf8_error.start}): {_SAVE_AS}")


def _ranked(data: bytes) -> tuple[str, ...]:
    """The Chinese encodings, the likelier first; the short texts that nobody can tell apart are GB18030."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_CHINESE)).best()
    likely_big5 = best is not None and best.encoding.startswith("big5") and len(data) > 60
    return _CHINESE[::-1] if likely_big5 else _CHINESE


def _common(text: str) -> float:
    """The share of characters that Chinese documents are made of."""
    sample = text[:_SAMPLE]
    return sum(_is_common(character) for character in sample) / max(1, len(sample))


def _is_common(character: str) -> bool:
    if character < "\x7f":
        return character >= " " or character in "\t\r\n\f"
    return (
        "一" <= character <= "鿿"
        or "\u2010" <= character <= "\u303f"
        or "\uff00" <= character <= "\uffee"
        or unicodedata.category(character) in ("Ll", "Lu", "Sm", "No", "Po", "Zs", "Cf")
    )
