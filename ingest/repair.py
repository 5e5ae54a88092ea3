"""The reading form of a stretch of text: lines joined, markup removed, stray spaces closed."""

from __future__ import annotations

import re

IDEOGRAPH = r"〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f"
_WIDE = re.compile(rf"[{IDEOGRAPH}　-〿！-｠￥‘’“”—…·×△▲●■◆①-⑳]")
_HAN = re.compile(rf"[{IDEOGRAPH}]")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_MARKS = re.compile(r"^[ \t　]*#{1,6}(?=[ \t　])", re.M)
_TIGHT = re.compile(r"\s*</?su[bp]>\s*|<br\s*/?>", re.I)
_TAG = re.compile(r"</?(?:b|i|u|p|strong|em|span|font|center)(?:\s[^<>]*)?/?>|(?<![\w*])\*\*|\*\*(?![\w*])", re.I)
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.S)
_ENTITY = re.compile(r"&(?:nbsp|sp|ensp|emsp);")
_SPACES = re.compile(r"\s+")
_LABEL = re.compile(rf"第[{IDEOGRAPH}\d]{{1,7}}[编章节条款]$")


def repair(text: str) -> str:
    """Join lines and drop markup; never used for offsets."""
    text = _MARKS.sub("", _COMMENT.sub("", text))
    text = _TAG.sub("", _BOLD.sub(r"\1", _TIGHT.sub("", text)))
    text = _ENTITY.sub(" ", text).replace("\ufeff", "").strip()
    return _SPACES.sub(lambda found: _space(text, found.start(), found.end()), text)


def squeeze(text: str) -> str:
    """`repair` with every white space removed, as in the names of units and headers."""
    return _SPACES.sub("", repair(text))


def _space(text: str, start: int, end: int) -> str:
    """What stays of a run of white space: a space between Latin words or set-off parts, nothing inside Chinese."""
    left, right = text[start - 1], text[end]
    if not _WIDE.match(left) and not _WIDE.match(right):
        return "" if left in "(" or right in "),;:" else " "
    if "\n" in text[start:end]:
        return ""
    if _LABEL.search(text, max(0, start - 10), start):
        return " "
    if "　" in text[start:end] and _HAN.match(left) and (_HAN.match(right) or text.count("　", start, end) > 1):
        return "" if _run(text, start - 1, -1) == 1 == _run(text, end, 1) else " "
    return ""


def _run(text: str, index: int, step: int) -> int:
    """How many ideographs stand together from an index on, two at most."""
    count = 0
    while 0 <= index < len(text) and count < 2 and _HAN.match(text[index]):
        count += 1
        index += step
    return count
