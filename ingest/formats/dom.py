"""The tree of a web page; the only file that imports lxml."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ingest.formats.limits import UnreadableError

Element = etree._Element

_EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[\w+/=%]+")
_CUT = re.compile("depth|limit", re.I)


def parse(text: str) -> Element:
    """The root of a page, at most 256 elements deep, without comments; nothing is fetched."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    source = _EMBEDDED.sub("", text.replace("\0", "").removeprefix("\ufeff")).encode("utf-8", "replace")
    root = etree.fromstring(source, parser) if source.strip() else None
    # The parser stops at such a place and says nothing of the rest of the page.
    if any(entry.level_name == "FATAL" and _CUT.search(entry.message) for entry in parser.error_log):
        raise UnreadableError("has elements too deep or too large for a document: save it again from a browser.")
    if root is None:
        raise UnreadableError("holds no text: check that it is the right file.")
    return root


def steps(element: Element) -> Iterator[tuple[str, Element]]:
    """("start" or "end", element) for an element and all in it, in document order."""
    yield from etree.iterwalk(element, events=("start", "end"))


def full_text(element: Element) -> str:
    """All text of an element as its source has it."""
    return "".join(map(str, element.itertext()))


def weight(element: Element) -> int:
    """How many characters an element shows, white space not counted."""
    return len("".join(full_text(element).split()))
