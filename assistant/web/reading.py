"""Text from documents made safe for a page, and what of it an answer says."""

from __future__ import annotations

import re
from html import escape as _escape

_TEMPLATE = str.maketrans({"$": "&#36;", "{": "&#123;", "}": "&#125;", "`": "&#96;"})
_PIECE = re.compile(r"\d[\d,.]*\d|\d|[^\d]")  # a whole figure, or one other character
_SHORTEST = 4


def escape(text: str) -> str:
    """Text for HTML; also harmless inside the template that Gradio fills on the page."""
    return _escape(text).translate(_TEMPLATE)


def _figures(text: str) -> frozenset[str]:
    return frozenset(piece for piece in _PIECE.findall(text) if piece[0].isdigit())


def highlighted(text: str, answer: str) -> str:
    """Escaped text with what the answer says, too, marked: stretches of 4 characters and whole figures."""
    answer = re.sub(r"\[\d+\]", "\n", answer)
    figures, pieces = _figures(answer), _PIECE.findall(text)
    out: list[str] = []
    first = 0
    while first < len(pieces):
        last = first
        while last < len(pieces) and "".join(pieces[first : last + 1]) in answer:
            if pieces[last][0].isdigit() and pieces[last] not in figures:
                break
            last += 1
        shared = "".join(pieces[first:last])
        if len(shared) >= _SHORTEST or (shared and shared[0].isdigit()):
            out.append(f"<mark>{escape(shared)}</mark>")
            first = last
        else:
            out.append(escape(pieces[first]))
            first += 1
    return "".join(out)
