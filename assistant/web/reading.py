"""Text from documents made safe for a page, and what of it an answer says."""

from __future__ import annotations

import re
from html import escape as _escape

_TEMPLATE = str.maketrans({"$": "&#36;", "{": "&#123;", "}": "&#125;", "`": "&#96;"})


def escape(text: str) -> str:
    """Text for HTML; also harmless inside the template that Gradio fills on the page."""
    return _escape(text).translate(_TEMPLATE)


_FIGURE = re.compile(r"\d[\d,.]*\d|\d")


def _shared(text: str, answer: str, start: int) -> int:
    """The length of the longest piece of `text` at `start` that the answer holds."""
    length = 0
    while start + length < len(text) and text[start : start + length + 1] in answer:
        length += 1
    return length


def highlighted(text: str, answer: str) -> str:
    """Escaped text in which what the answer says, too, is marked: stretches of 3 characters, and figures."""
    answer = re.sub(r"\[\d+\]", "\n", answer)
    figures = {match[0] for match in _FIGURE.finditer(answer)}
    out: list[str] = []
    position = 0
    for_figures = {match.start(): match for match in _FIGURE.finditer(text)}
    while position < len(text):
        length = _shared(text, answer, position)
        figure = for_figures.get(position)
        if length < 3:
            length = len(figure[0]) if figure and figure[0] in figures else 0
        if length:
            out.append(f"<mark>{escape(text[position : position + length])}</mark>")
        else:
            length = len(figure[0]) if figure else 1
            out.append(escape(text[position : position + length]))
        position += length
    return "".join(out)
