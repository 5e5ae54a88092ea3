"""Lines that belong to the page and not to the text: rules, comments, page numbers, running headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.lines import Line

_RULE = re.compile(r"[-=_*~·.|:\s—―─━]+")
_COMMENT = re.compile(r"<!--.*-->")
_PAGE_NUMBER = re.compile(r"[-—–·]\s*\d{1,4}\s*[-—–·]|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?")
_RUNNING = re.compile(r"公报|第\d+期|页|卷")
RUNNING, PAGE_NUMBER = "running header", "page number"


def is_rule(text: str) -> bool:
    """Whether a text is nothing but a drawn line."""
    return bool(_RULE.fullmatch(text))


def furniture(found: Sequence[Line]) -> dict[int, str]:
    """The lines that are furniture, with what each is."""
    reasons: dict[int, str] = {}
    shapes = Counter(_shape(line) for line in found if len(line.content) <= 40)
    bare = [index for index, line in enumerate(found) if line.content.isdecimal() and len(line.content) <= 4]
    values = [int(found[index].content) for index in bare]
    if len(values) >= 3 and values == sorted(set(values)):
        reasons.update(dict.fromkeys(bare, PAGE_NUMBER))
    for index, line in enumerate(found):
        content = line.content
        if _COMMENT.fullmatch(content):
            reasons[index] = "comment"
        elif is_rule(content):
            reasons[index] = "rule"
        elif _PAGE_NUMBER.fullmatch(content):
            reasons[index] = PAGE_NUMBER
        elif len(content) <= 40 and shapes[_shape(line)] >= 3 and _RUNNING.search(_shape(line)):
            reasons[index] = RUNNING
    return reasons


def _shape(line: Line) -> str:
    """A line without white space, marks and figures, so that running headers of all pages look alike."""
    return re.sub(r"[\s　#*·.—–-]|\d+(?=\s*页?\s*$)|^\d+(?!\s*[年期月日])", "", line.content)
