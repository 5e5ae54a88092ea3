"""Articles: 第X条 of regulations with all their paragraphs, and numbered items whose number names one thing only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.items import Item, is_closing, items, whole
from ingest.model import Block, Document, Record, Span
from ingest.numbering import leading_number
from ingest.records.build import make

_LEAST = {"一、": 2, "（一）": 3, "1.": 8}  # items that make a list worth looking up by number


def articles(document: Document, blocks: Sequence[Block], taken: set[int]) -> Iterator[Record]:
    """The articles of a document; blocks whose start is `taken` belong to other records."""
    statutory = [index for index, block in enumerate(blocks) if _is_article(block)]
    if statutory:
        for index in statutory:
            yield _article(document, blocks, index)
        return
    yield from _listed(document, blocks, taken)


def _is_article(block: Block) -> bool:
    number = leading_number(block.text) if block.kind in ("paragraph", "heading") else None
    return number is not None and number.style == "article"


def _article(document: Document, blocks: Sequence[Block], index: int) -> Record:
    end = index + 1
    while end < len(blocks) and _belongs(blocks, end):
        end += 1
    while end > index + 1 and blocks[end - 1].kind == "left_out":
        end -= 1
    number = leading_number(blocks[index].text)
    assert number is not None  # noqa: S101 - the index was chosen for its number
    own = [block for block in blocks[index:end] if block.kind != "left_out"]
    texts = [blocks[index].text[number.end :], *(block.text for block in own[1:])]
    return _record(
        document, number.value, own, "\n".join(text for text in texts if text), _regulation(document, own[0])
    )


def _belongs(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block still belongs to the article before it."""
    block = blocks[index]
    if block.kind == "left_out":
        return True
    return block.kind in ("paragraph", "row") and not _is_article(block) and not is_closing(blocks, index)


def _regulation(document: Document, block: Block) -> str:
    """The regulation an article belongs to: the annex title over it, else the document's."""
    titles = [text for text in block.path if leading_number(text) is None and not re.match(r"附\s*件?\s*\d*$", text)]
    return titles[0] if titles else document.title


def _record(document: Document, value: int, own: Sequence[Block], text: str, regulation: str) -> Record:
    path = own[0].path
    chapter = next((part for part in reversed(path) if part != regulation), "")
    return make(
        document,
        "article",
        str(value),
        text,
        Span(own[0].span.start, own[-1].span.end),
        path=path,
        fields={"number": value, "chapter": chapter, "regulation": regulation},
    )


def _listed(document: Document, blocks: Sequence[Block], taken: set[int]) -> Iterator[Record]:
    """Numbered items that carry a sentence, in lists whose numbers do not begin again."""
    listed = [item for item in items(blocks) if item.number.style in _LEAST]
    found = [item for item in listed if item.head.kind == "paragraph"]
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in found:
        groups.setdefault((item.number.style, _regulation(document, item.head)), []).append(item)
    for (style, regulation), members in groups.items():
        if not _names_one_thing(members, blocks, style):
            continue
        extended = sum(len(item.blocks) > 1 for item in members) * 2 > len(members)
        headed = [
            item for item in listed if item.number.style == style and _carries(item, blocks, regulation, document)
        ]
        for item in sorted([*members, *headed], key=lambda item: item.index):
            if item.head.span.start in taken:
                continue
            own = whole(blocks, item) if extended or item.head.kind == "heading" else item.blocks[:1]
            texts = [item.body, *(block.text for block in own[1:])]
            yield _record(document, item.number.value, own, "\n".join(texts), regulation)


def _carries(item: Item, blocks: Sequence[Block], regulation: str, document: Document) -> bool:
    """Whether a heading among the items of a list is one of them: its text stands right under it, and no heading."""
    if item.head.kind != "heading" or _regulation(document, item.head) != regulation:
        return False
    end = item.index + len(whole(blocks, item))
    following = blocks[end] if end < len(blocks) else None
    deeper = following is not None and following.kind == "heading" and following.level > item.head.level
    return len(item.blocks) > 1 and not deeper


def _names_one_thing(members: Sequence[Item], blocks: Sequence[Block], style: str) -> bool:
    """Whether a list is long enough to be looked up by number and no number stands twice, headings included."""
    numbers = Counter(item.number.value for item in members)
    if len(members) < _LEAST[style] or max(numbers.values()) > 1 or _is_sublist(members):
        return False
    regulation = members[0].head.path[:1]
    headed = Counter(
        number.value
        for block in blocks
        if block.kind == "heading" and (number := leading_number(block.text)) and number.style == style
        if block.path[:1] == regulation or not regulation
    )  # fmt: skip
    return not any(headed[value] for value in numbers) and max(headed.values(), default=1) == 1


def _is_sublist(members: Sequence[Item]) -> bool:
    """Whether all items stand under one numbered heading, so that their numbers mean nothing without it."""
    paths = {item.head.path for item in members}
    return len(paths) == 1 and any(leading_number(text) for text in members[0].head.path)
