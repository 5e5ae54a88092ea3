"""Pieces become the documents of an issue, with their blocks and the headings above each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.dateline import date_of, is_adoption_line, is_date_line, is_effect_line
from ingest.headings import Headings
from ingest.layout import Piece, pieces
from ingest.model import Block, Document, SourceFile, Span
from ingest.titles import ISSUER, PAPER_NUMBER, Start, contents_range, opening_title, starts

_YEAR = re.compile(r"(?<![\d—–\-至])((?:19|20)\d\d)年")
_ORDER = re.compile(r"(?:(?<=日)|(?<![\u4e00-\u9fff]))(?!日)[\u4e00-\u9fff]{2,20}令第[\d一二三四五六七八九十百〇零]+号")
_ISSUE = re.compile(r"(?:((?:19|20)\d\d)年)?(?:第?\d+卷)?第\d+期(?:（总第?\d+期）)?")


@dataclass(frozen=True, slots=True)
class Part:
    """One document with its blocks and, for its rows, the pieces with the cells."""

    document: Document
    blocks: tuple[Block, ...]
    rows: dict[int, Piece]  # by start offset
    title_blocks: int = 0


@dataclass(frozen=True, slots=True)
class Issue:
    """A file as read: what stands before the first document, and the documents."""

    front: tuple[Block, ...]
    parts: tuple[Part, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.front + tuple(block for part in self.parts for block in part.blocks)


def structure(source: SourceFile) -> Issue:
    """Divide a file into documents and blocks; every character that is not white space falls into one block."""
    found = pieces(source.extract)
    where = starts(found)
    if not where or not _is_front(found, where[0].first):
        whole = opening_title(found) or Start(0, 0, source.name.rsplit(".", 1)[0])
        where = [whole, *(start for start in where if start.first >= max(whole.end, 1))]
    contents = contents_range(found)
    identity = source.sha256[:12]
    front = tuple(_front_block(found[i], i in contents, f"{identity}.1") for i in range(where[0].first))
    issue = _issue(found[: where[0].first])
    bounds = [start.first for start in where] + [len(found)]
    parts = tuple(
        _part(start, found[start.first : bounds[i + 1]], f"{identity}.{i + 1}", issue) for i, start in enumerate(where)
    )
    return Issue(front, parts)


def _is_front(found: Sequence[Piece], end: int) -> bool:
    """Whether what stands before the first title is a masthead with its contents, not a document of its own."""
    if contents_range(found[:end]):
        return True
    text = "".join(piece.text for piece in found[:end])
    return len(text) < 400 or bool(_ISSUE.search(text))


def _front_block(piece: Piece, in_contents: bool, document_id: str) -> Block:
    span = Span(piece.start, piece.end)
    if piece.kind == "left_out" or in_contents:
        return Block("left_out", span, piece.text, document_id, reason=piece.reason or "contents page")
    return Block("heading" if piece.rank else "paragraph", span, piece.text, document_id, level=int(bool(piece.rank)))


def _issue(front: Sequence[Piece]) -> str | None:
    """The issue as printed, the fullest mention of it."""
    mentions = [found.group() for piece in front if (found := _ISSUE.search(piece.text))]
    return max(mentions, key=len, default=None)


def _part(start: Start, found: Sequence[Piece], identity: str, issue: str | None) -> Part:
    count = start.end - start.first
    title = [Block("heading", Span(piece.start, piece.end), piece.text, identity, level=1) for piece in found[:count]]
    marked = count > 0 and found[0].rank > 0
    body = Headings(_issuer(start.title, found), marked).blocks(found[count:], identity)
    document = _document(start.title, found, identity, issue)
    rows = {piece.start: piece for piece in found if piece.kind == "row"}
    return Part(document, (*title, *body), rows, count)


def _document(title: str, found: Sequence[Piece], identity: str, issue: str | None) -> Document:
    date = _date(found)
    return Document(
        id=identity,
        title=title,
        span=Span(found[0].start, found[-1].end) if found else Span(0, 0),
        doc_number=_doc_number(found),
        date=date,
        issuer=_issuer(title, found),
        year=_year(title, date),
        issue=issue,
    )


def _doc_number(found: Sequence[Piece]) -> str | None:
    for index, piece in enumerate(found[:12]):
        if PAPER_NUMBER.fullmatch(piece.text):
            return piece.text
        if _ORDER.fullmatch(number := piece.text.replace(" ", "")):
            return number
        if piece.text.endswith("令") and index + 1 < len(found):
            number = found[index + 1].text.replace(" ", "")
            if re.fullmatch(r"第\S{1,8}号", number):
                return piece.text + number
    adopted = (piece.text for piece in found[:8] if piece.kind == "text" and is_adoption_line(piece.text))
    orders = (order for text in adopted if (order := _ORDER.search(text)))
    return next((order.group() for order in orders), None)


def _date(found: Sequence[Piece]) -> str | None:
    """The date a document bears: its first line that is a date, else the last day it was adopted or approved."""
    texts = [piece.text for piece in found if piece.kind == "text"]
    if dated := next((text for text in texts if is_date_line(text)), None):
        return date_of(dated)
    if dated := next((text for text in texts[:8] if is_date_line(text.strip("（）()"))), None):
        return date_of(dated)  # under the title, as reports have it
    adopted = [text for text in texts[:12] if is_adoption_line(text) and not is_effect_line(text)]
    return date_of(adopted[-1]) if adopted else None


def _issuer(title: str, found: Sequence[Piece]) -> str | None:
    """Who issued a document: by its title, else by the signature over its date."""
    if named := ISSUER.match(title):
        return named[1].strip()
    texts = [piece.text for piece in found]
    if ordered := next((text for text in texts[:2] if text.endswith("令")), None):
        return ordered.removesuffix("令").removeprefix("中华人民共和国") or None
    for index, text in enumerate(texts[1:], 1):
        signed = texts[index - 1]
        if (
            is_date_line(text.strip("（）()"))
            and len(signed) <= 30
            and re.search(r"(?:政府|办公厅|室|委|局|厅|部|院|会|队)$", signed)
        ):
            return signed
    return None


def _year(title: str, date: str | None) -> int | None:
    """The year a document speaks of: its title's where that is near its date, else its date's."""
    own = int(date[:4]) if date else None
    named = [int(year) for year in _YEAR.findall(title)]
    near = [year for year in named if own is None or abs(year - own) <= 1]
    return near[0] if near else own
