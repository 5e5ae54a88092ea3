"""Lines that pdfium leaves out where the machine lacks the font of a text.

Without the font a line has no height: pdfium takes the next line of the same words for its shadow, and leaves out lines
that run down the page. Turned upright and moved apart they are read like any other.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

_SHADOW = 2.0  # points by which a line struck twice to look bold may be off
_FLAT = 0.01  # points
_CYCLE = 40  # lines that must be apart: pdfium looks back at fewer
Box = tuple[float, float, float, float]  # left, bottom, right, top


class Move(NamedTuple):
    """How a line was moved: a quarter turn to the left if it ran down the page, then up."""

    turned: bool
    up: float

    def undone(self, box: Box) -> Box:
        """Where a box of the moved line stood."""
        left, bottom, right, top = box
        bottom, top = bottom - self.up, top - self.up
        return (bottom, -right, top, -left) if self.turned else (left, bottom, right, top)


def moved_apart(pdfium: Any, page: Any, text: Any) -> dict[int, Move]:
    """Move the lines that were left out so far apart that they will be read; how each was, by its address."""
    flat = {address(line): (line, box) for line, box in _lines(pdfium, page) if _is_flat(box)}
    if not flat:
        return {}
    read = {address(pdfium.FPDFText_GetTextObject(text.raw, index)) for index in range(text.count_chars())}
    seen = {_place(flat[key][1]) for key in read if key in flat}
    moves: dict[int, Move] = {}
    step = page.get_height() + page.get_width()  # longer than any line
    for key, (line, box) in flat.items():
        if key in read or _place(box) in seen:
            continue
        seen.add(_place(box))
        moves[key] = move = Move(box[2] - box[0] < _FLAT, (len(moves) % _CYCLE + 2) * step)
        pdfium.FPDFPageObj_Transform(line, *((0, 1, -1, 0) if move.turned else (1, 0, 0, 1)), 0, move.up)
    return moves


def address(pointer: Any) -> int:
    """What tells one object of a page from another."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _lines(pdfium: Any, page: Any) -> Iterator[tuple[Any, Box]]:
    """The text objects of a page, those in its forms apart, with their boxes."""
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        line = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(line) == pdfium.FPDF_PAGEOBJ_TEXT:
            pdfium.FPDFPageObj_GetBounds(line, *map(ctypes.byref, sides))
            yield line, (sides[0].value, sides[1].value, sides[2].value, sides[3].value)


def _is_flat(box: Box) -> bool:
    left, bottom, right, top = box
    return min(right - left, top - bottom) < _FLAT < max(right - left, top - bottom)


def _place(box: Box) -> tuple[int, int, int]:
    """Where a line stands and how long it is, as rough as a shadow may be off."""
    left, bottom, right, top = box
    return round(left / _SHADOW), round(bottom / _SHADOW), round((right - left + top - bottom) / _SHADOW)
