"""Numbered items of a document: an item is its numbered paragraph with the paragraphs that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.dateline import is_date_line
from ingest.model import Block, Span
from ingest.numbering import Number, leading_number


@dataclass(frozen=True, slots=True)
class Item:
    """A number, the block it stands in, and the unnumbered paragraphs after it."""

    number: Number
    blocks: tuple[Block, ...]
    index: int  # of its numbered block among the document's

    @property
    def head(self) -> Block:
        return self.blocks[0]

    @property
    def body(self) -> str:
        """The numbered paragraph without its number."""
        return self.head.text[self.number.end :]

    def span(self, count: int | None = None) -> Span:
        """The span of the first `count` blocks, of all by default."""
        blocks = self.blocks[:count] if count else self.blocks
        return Span(blocks[0].span.start, blocks[-1].span.end)


def items(blocks: Sequence[Block]) -> Iterator[Item]:
    """Every numbered paragraph, and every numbered heading that has paragraphs right under it."""
    for index, block in enumerate(blocks):
        if block.kind not in ("paragraph", "heading"):
            continue
        number = leading_number(block.text)
        if number is None or number.style in ("part", "chapter", "section"):
            continue
        yield Item(number, (block, *_following(blocks, index + 1)), index)


def _following(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    """The plain paragraphs that follow, up to anything with a number or rank of its own."""
    while index < len(blocks) and blocks[index].kind == "paragraph" and not is_closing(blocks, index):
        if leading_number(blocks[index].text):
            return
        yield blocks[index]
        index += 1


def whole(blocks: Sequence[Block], item: Item) -> tuple[Block, ...]:
    """An item with everything under it: plain paragraphs and items of lower rank."""
    end = item.index + 1
    while end < len(blocks) and blocks[end].kind == "paragraph" and not is_closing(blocks, end):
        number = leading_number(blocks[end].text)
        if number and number.rank <= item.number.rank:
            break
        end += 1
    return tuple(blocks[item.index : end])


def is_closing(blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph closes a paper: its date, its signature, a note on publication or the list of annexes."""
    text = blocks[index].text
    if is_date_line(text) or text.startswith(("附件", "附：", "附:", "（此件", "（本文", "(此件", "(本文")):
        return True
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return len(text) <= 40 and following is not None and is_date_line(following.text)
