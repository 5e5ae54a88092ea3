"""Text of marked-up elements on one line, white space as a browser shows it."""

from __future__ import annotations

import re

from ingest.formats.dom import Element, steps

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_SOURCE_WRAP = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_WIDE}])")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_BLOCKS_NAMES = (
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul"
)
BLOCKS = frozenset(_BLOCKS_NAMES.split())


def collapse(text: str) -> str:
    """White space collapsed; a line end of the page's source between two Chinese characters is none of the text."""
    return _WHITE.sub(" ", _SOURCE_WRAP.sub("", text)).strip()


def inline_text(element: Element) -> str:
    """All text of an element on one line, a blank where a block or a line ends."""
    parts: list[str] = []
    for event, node in steps(element):
        breaks = node.tag in BLOCKS or node.tag == "br"
        if breaks and node is not element:
            parts.append("\0")
        if event == "start":
            parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    return collapse(re.sub(r"\s*\0[\0\s]*", " ", "".join(parts)))
