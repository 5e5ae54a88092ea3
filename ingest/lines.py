"""The lines of a canonical text that hold anything, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

BLANK = " \t\r\n　\xa0\ufeff​"
_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with content; `begin` is where it begins with its white space, `raw` all of it.

    `gap`: a blank line stands before it; `turned`: a form feed does.
    """

    begin: int
    start: int
    end: int
    raw: str
    gap: bool
    turned: bool = False

    @property
    def content(self) -> str:
        return self.raw[self.start - self.begin : self.end - self.begin]


def lines(text: str) -> list[Line]:
    """Every line that is not blank."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        if not (content := raw.strip(BLANK)):
            continue
        start = match.start() + raw.index(content[0])
        between = text[last : match.start()].replace("\r\n", "\n")
        gap = bool(found) and sum(between.count(mark) for mark in "\n\r\u2028\u2029") > 1
        found.append(Line(match.start(), start, start + len(content), raw, gap, bool(found) and "\f" in between))
        last = match.end()
    return found
