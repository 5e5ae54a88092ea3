"""Word files: paragraphs, headings, numbered lists and tables in order, footnotes at the end."""

from __future__ import annotations

import io
import re
from typing import Any

from ingest.formats.archive import Archive
from ingest.formats.dom import Element
from ingest.formats.draft import Draft
from ingest.formats.limits import Deadline, Limits, UnreadableError
from ingest.formats.wordlists import Lists
from ingest.formats.wordtables import cells, word_grid
from ingest.formats.wordxml import W, blocks, local, paragraph_text, value
from ingest.model import Extract

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NUMBERING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)


def read(data: bytes, limits: Limits) -> Extract:
    """The text of a Word file."""
    import docx

    archive = Archive(data, limits)
    archive.refuse_entities()
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # the package's parts may fail in any way; the file is at fault in each
        reason = f"{type(error).__name__}: {str(error)[:120]}"
        raise UnreadableError(f"is not a readable Word file ({reason}): open and save it again.") from error
    return _Reader(document, limits).read()


class _Reader:
    """The walk over a document."""

    def __init__(self, document: Any, limits: Limits) -> None:
        self._document = document
        self._limits = limits
        self._deadline = Deadline(limits)
        self._draft = Draft(MEDIA_TYPE)
        self._ranks = {style.style_id: _rank(style) for style in document.styles if style.type == 1}
        self._lists = Lists(_part_element(document, _NUMBERING), document.styles.element)
        self._notes: list[tuple[str, str]] = []
        self._pictures = self._symbols = 0

    def read(self) -> Extract:
        self._walk(self._document.element.body)
        self._write_notes()
        if self._pictures:
            self._draft.notices.append(f"{self._pictures} pictures were not read.")
        if self._symbols:
            self._draft.notices.append(f"{self._symbols} characters of symbol fonts were not read.")
        if next(self._document.element.iter(f"{W}altChunk"), None) is not None:
            self._draft.notices.append("An embedded document was not read: save the file again in Word.")
        return self._draft.extract()

    def _walk(self, parent: Element) -> None:
        for block in blocks(parent):
            self._deadline.check()
            if local(block) == "p":
                self._paragraph(block)
            elif all(len(row) <= 1 for row in cells(block)):
                for row in cells(block):  # a frame around text
                    for cell in row:
                        self._walk(cell)
            else:
                self._draft.table(word_grid(block, self._cell_text, self._limits.max_cells))

    def _paragraph(self, element: Element) -> None:
        found = paragraph_text(element)
        rank = self._rank_of(element)
        number = self._lists.number(element) if found.text else ""
        for index, line in enumerate(found.lines):
            self._draft.paragraph(number + line if index == 0 else line, rank if index == 0 else 0)
        self._account(found.notes, found.pictures, found.symbols)
        for box in found.boxes:
            self._walk(box)

    def _cell_text(self, cell: Element) -> str:
        """The text of a cell on one line, that of tables and boxes inside it included."""
        texts: list[str] = []
        for block in blocks(cell):
            if local(block) == "tbl":
                texts.extend(self._cell_text(inner) for row in cells(block) for inner in row)
                continue
            found = paragraph_text(block)
            texts.append((self._lists.number(block) if found.text else "") + found.text)
            texts.extend(self._cell_text(box) for box in found.boxes)
            self._account(found.notes, found.pictures, found.symbols)
        return " ".join(text for text in texts if text.strip())

    def _account(self, notes: list[tuple[str, str]], pictures: int, symbols: int) -> None:
        self._notes.extend(notes)
        self._pictures += pictures
        self._symbols += symbols

    def _rank_of(self, paragraph: Element) -> int:
        """A heading's rank by its own outline level or its style, 0 for text."""
        level = value(paragraph.find(f"{W}pPr/{W}outlineLvl"))
        if level in ("0", "1", "2", "3", "4", "5", "6", "7", "8"):
            return int(level) + 1
        return self._ranks.get(value(paragraph.find(f"{W}pPr/{W}pStyle")) or "", 0)

    def _write_notes(self) -> None:
        """Footnotes and endnotes in the order of their marks."""
        for kind in ("footnote", "endnote"):
            wanted = [number for name, number in self._notes if name == kind]
            root = _part_element(self._document, _NUMBERING.replace("numbering", f"{kind}s")) if wanted else None
            notes = {} if root is None else {value(note, "id"): note for note in root.iter(W + kind)}
            for number in wanted:
                if number in notes:
                    self._draft.paragraph(" ".join(paragraph_text(p).text for p in blocks(notes[number])))


def _rank(style: Any) -> int:
    """The heading rank of a paragraph style, its own or its base's."""
    for _ in range(12):
        if style is None:
            break
        named = _HEADING.fullmatch((style.name or "").strip())
        if named or (style.name or "").lower() in ("title", "标题"):
            return int(named[1]) if named else 1
        level = value(style.element.find(f"{W}pPr/{W}outlineLvl"))
        if level is not None and level.isdigit():
            return int(level) + 1 if int(level) < 9 else 0
        style = style.base_style
    return 0


def _part_element(document: Any, relationship: str) -> Element | None:
    """The root of a related part, None where the document has none."""
    from docx.oxml import parse_xml

    for each in document.part.rels.values():
        if each.reltype == relationship and not each.is_external:
            root: Element = parse_xml(each.target_part.blob)
            return root
    return None
