"""Web pages: the text blocks and tables of a page without its navigation, scripts and styles."""

from __future__ import annotations

import re

from ingest.formats.dom import Element, full_text, parse
from ingest.formats.draft import Draft
from ingest.formats.encoding import decode
from ingest.formats.htmltable import is_layout, table_rows
from ingest.formats.inline import BLOCKS, collapse
from ingest.formats.limits import Deadline, Limits, UnreadableError
from ingest.formats.navigation import remove_navigation
from ingest.formats.spans import grid
from ingest.model import Extract

_HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", re.I)
_DECLARED = {b"gb2312": "gb18030", b"gbk": "gb18030", b"gb18030": "gb18030", b"big5": "big5hkscs"}
_SITE = re.compile(r"\s*[_|—–-]+\s*")


def read(data: bytes, limits: Limits) -> Extract:
    """The text of a web page."""
    deadline = Deadline(limits)
    if data.count(b"<") > limits.max_cells:
        raise UnreadableError(f"has more than {limits.max_cells:,} elements: split it.")
    root = parse(_decode(data))
    title = collapse(root.findtext(".//title") or "")
    pictures = len(root.findall(".//img"))
    left_out = remove_navigation(root, deadline)
    page = _Page(limits, deadline, title, root)
    page.walk(root)
    page.flush()
    if left_out:
        page.draft.notices.append(f"Left out as navigation, {len(left_out)} characters: {left_out[:80]}")
    if pictures:
        page.draft.notices.append(f"{pictures} pictures were not read.")
    return page.draft.extract()


def _decode(data: bytes) -> str:
    """The text of a page: UTF-8 where it is that, else what it declares; declarations outlive a site's conversion."""
    declared = _CHARSET.search(data[:4096])
    encoding = _DECLARED.get(declared[1].lower()) if declared else None
    if encoding:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    return decode(data)


class _Page:
    """The walk over a page; the parser lets no page be deeper than 256 elements."""

    def __init__(self, limits: Limits, deadline: Deadline, title: str, root: Element) -> None:
        self.draft = Draft("text/html")
        self._limits = limits
        self._deadline = deadline
        self._items: dict[Element, int] = {}  # how far each list has counted
        self._buffer: list[str] = []
        self._title = _document_title(title, root)
        if self._title and self._title not in "".join(full_text(root).split()):
            self.draft.paragraph(title, 1)
            self._title = ""

    def walk(self, element: Element) -> None:
        """Take in one element, its children and the text in between."""
        self._deadline.check()
        tag = element.tag
        if tag == "table" and not is_layout(element):
            self._table(element)
            return
        block = tag in BLOCKS or tag == "br"
        if block:
            self.flush()
        self._buffer.append(self._item_number(element) if tag == "li" else "")
        self._text(element.text, tag == "pre")
        for child in element:
            if child.tag != "title":
                self.walk(child)
            self._text(child.tail, tag == "pre")
        if block:
            self.flush(_HEADINGS.get(str(tag), 0))

    def flush(self, rank: int = 0) -> None:
        """End the paragraph."""
        text = collapse("".join(self._buffer))
        self._buffer.clear()
        if self._title and "".join(text.split()) == self._title:
            rank, self._title = 1, ""
        self.draft.paragraph(text, rank)

    def _text(self, text: str | None, preformatted: bool) -> None:
        lines = (text or "").split("\n") if preformatted else [text or ""]
        for line in lines[:-1]:
            self._buffer.append(line)
            self.flush()
        self._buffer.append(lines[-1])

    def _item_number(self, item: Element) -> str:
        """The number a browser puts before an item of an ordered list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        start = parent.get("start") or "1"
        first = int(start) if re.fullmatch(r"[0-9]{1,6}", start) else 1
        number = self._items.get(parent, first)
        self._items[parent] = number + 1
        return f"{number}. "

    def _table(self, table: Element) -> None:
        self.flush()
        for caption in table.findall("caption"):
            self.draft.paragraph(full_text(caption))
        self.draft.table(grid(table_rows(table), self._limits.max_cells))


def _document_title(title: str, root: Element) -> str:
    """The title of a page without the name of the site, without blanks; empty where a first heading says it."""
    if root.find(".//h1") is not None:
        return ""
    return "".join(_SITE.split(title)[0].split())
