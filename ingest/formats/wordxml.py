"""The text of a Word paragraph as shown: changes accepted, no deletions, no codes of fields, no hidden runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.formats.dom import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = frozenset(
    {"pPr", "rPr", "del", "moveFrom", "delText", "instrText", "Fallback", "rt", "sectPr", "delInstrText", "txbxContent"}
)
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "body"})
_ON = (None, "1", "true", "on")


def local(element: Element) -> str:
    """The tag without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute in Word's namespace."""
    return None if element is None else element.get(W + name)


def is_on(element: Element | None) -> bool:
    """Whether a switch such as <w:vanish/> is there and on."""
    return element is not None and value(element) in _ON


def blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables of a body, cell or text box, those in content controls and changes included."""
    for child in parent:
        name = local(child)
        if name in ("p", "tbl"):
            yield child
        elif name in _WRAPPERS:
            yield from blocks(child)


@dataclass(slots=True)
class ParagraphText:
    """A paragraph's lines with what hangs on it."""

    lines: list[str] = field(default_factory=lambda: [""])
    boxes: list[Element] = field(default_factory=list)  # text boxes anchored here
    notes: list[tuple[str, str]] = field(default_factory=list)  # ("footnote" or "endnote", id)
    pictures: int = 0
    symbols: int = 0  # characters of symbol fonts, which stand for no known character

    @property
    def text(self) -> str:
        return " ".join(line for line in self.lines if line.strip())


def paragraph_text(paragraph: Element) -> ParagraphText:
    """Read a paragraph; the XML parser lets nothing be deeper than 256 elements."""
    found = ParagraphText()
    _collect(paragraph, found)
    return found


def _collect(element: Element, found: ParagraphText) -> None:
    for child in element:
        name = local(child)
        if name == "txbxContent":
            found.boxes.append(child)
        elif name == "r" and is_on(child.find(f"{W}rPr/{W}vanish")):
            continue
        elif name == "t":
            found.lines[-1] += "".join(map(str, child.itertext()))
        elif name in _SKIPPED:
            continue
        elif not _mark(name, child, found):
            _collect(child, found)


def _mark(name: str, element: Element, found: ParagraphText) -> bool:
    """Take in an element that stands for one character or thing."""
    if name in ("br", "cr"):
        if value(element, "type") not in ("page", "column"):
            found.lines.append("")
    elif name in ("tab", "ptab"):
        found.lines[-1] += " "
    elif name == "noBreakHyphen":
        found.lines[-1] += "-"
    elif name == "sym":
        found.symbols += 1
    elif name in ("footnoteReference", "endnoteReference"):
        found.notes.append((name.removesuffix("Reference"), value(element, "id") or ""))
    elif name in ("blip", "imagedata"):
        found.pictures += 1
    else:
        return False
    return True
