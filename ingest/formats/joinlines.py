"""Which line of a page goes on with the paragraph before: full lines do, unless the next is indented."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ingest.formats.columns import Line

_ENDS = re.compile(r"[。！？；：!?;:…][”’）)》」]*$")
_OPENS = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+[章条节款编]|[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十\d]+[)）]|\d{1,3}[.．、]\s*\D|[①-⑳]"
)
_INDENT = (1.3, 4.5)  # sizes
_SLACK = 0.7  # sizes by which flush lines may differ
_FULL = 1.7  # sizes by which a full line may miss the margin: a mark of punctuation that may not begin a line
Key = tuple[int, int, bool]


class Margins:
    """The left and right margins of the columns of a file, odd and even pages apart, and how far apart lines are."""

    def __init__(self, lines: Sequence[Line]) -> None:
        weights: dict[float, int] = defaultdict(int)
        for line in lines:
            weights[round(line.size, 1)] += len(line.text)
        self._body = max(weights, key=lambda size: weights[size], default=10.0)
        groups: dict[Key | tuple[int, int], list[Line]] = defaultdict(list)
        for line in lines:
            groups[_key(line)].append(line)
            groups[line.columns, line.column].append(line)
        self._margins = {key: _margins(held, self._body) for key, held in groups.items()}
        self._sizes = {key: len(held) for key, held in groups.items()}
        self._indented = self._has_indents(lines)
        self._pitch = self._usual_pitch(lines)

    def of(self, line: Line) -> tuple[float, float]:
        """The margins of the column a line stands in."""
        own = _key(line)
        return self._margins[own if self._sizes[own] >= 8 else (line.columns, line.column)]

    def continues(self, held: Sequence[Line], line: Line) -> bool:
        """Whether a line belongs to the paragraph of the lines before it."""
        last = held[-1]
        if not 0.88 < line.size / last.size < 1.14 or (line.parts > 1 and last.parts > 1):
            return False  # another size, or rows of a table without rulings
        beside = line.page == last.page and (line.columns, line.column) == (last.columns, last.column)
        if beside and line.top - last.top > 1.7 * max(self._pitch, last.size):
            return False
        if self._is_title(last) and self._is_title(line):
            return beside and not _ENDS.search(last.text)
        return self._is_full(last) and self._goes_on(held, line)

    def _goes_on(self, held: Sequence[Line], line: Line) -> bool:
        """Whether a line after a full one is flush with it rather than the beginning of something."""
        last = held[-1]
        left = self.of(line)[0]
        indent = (line.x0 - left) / line.size
        if _OPENS.match(line.text) and (_ENDS.search(last.text) or indent > _SLACK):
            return False
        if indent <= _SLACK:
            return self._indented or not _ENDS.search(last.text)
        shift = (line.x0 - last.x0) / line.size - (left - self.of(last)[0]) / line.size
        if len(held) > 1:
            return abs(shift) < _SLACK  # a paragraph set in from the margin
        return _SLACK < shift < _INDENT[1] and bool(_OPENS.match(last.text))  # a hanging number

    def _is_full(self, line: Line) -> bool:
        return self.of(line)[1] - line.x1 < _FULL * line.size

    def _is_title(self, line: Line) -> bool:
        """Whether a line is larger than the text and centred."""
        left, right = self.of(line)
        return line.size > 1.15 * self._body and abs(line.center - (left + right) / 2) < 1.5 * line.size

    def _has_indents(self, lines: Sequence[Line]) -> bool:
        """Whether the file begins its paragraphs with an indent."""
        indents = [(line.x0 - self.of(line)[0]) / line.size for line in lines]
        return sum(_INDENT[0] < indent < _INDENT[1] for indent in indents) * 10 >= len(indents)

    def _usual_pitch(self, lines: Sequence[Line]) -> float:
        """The usual distance from line to line."""
        steps = sorted(
            round(line.top - last.top, 1)
            for last, line in pairwise(lines)
            if line.page == last.page and line.column == last.column and 0 < line.top - last.top < 4 * line.size
        )
        return steps[len(steps) // 3] if steps else self._body * 1.5


def _key(line: Line) -> Key:
    return line.columns, line.column, line.page % 2 == 0


def _margins(lines: Sequence[Line], body: float) -> tuple[float, float]:
    """The margins that all but a few lines keep; titles and displays may go over them."""
    plain = [line for line in lines if 0.88 < line.size / body < 1.14]
    lines = plain if len(plain) > 2 else lines
    few = len(lines) // 100
    return sorted(line.x0 for line in lines)[few], sorted(line.x1 for line in lines)[-1 - few]
