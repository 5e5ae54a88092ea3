"""Header fields: what a document says of itself, and what an issue's front page says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.dateline import date_of, is_date_line
from ingest.fold import find, fold, fold_map
from ingest.items import is_closing
from ingest.model import Block, Document, Record, Span
from ingest.records.build import make
from ingest.repair import IDEOGRAPH, repair, squeeze
from ingest.structure import Issue, Part

_KEYED = re.compile(rf"(?P<key>[{IDEOGRAPH}](?:[ 　]*[{IDEOGRAPH}]){{0,9}})[ 　]*[：:][ 　]*(?P<value>\S.*)", re.S)
_NUMBERED_ISSUE = re.compile(r"(?:(?:19|20)\d\d\s*年\s*)?(?:第?\s*\d+\s*卷\s*)?第\s*\d+\s*期")
_RUNNING_ISSUE = re.compile(r"总第?\s*\d+\s*期")
_HOST = re.compile(r"(?P<value>.{4,40}?)(?P<key>主办|主管|编印|承办|出版|协办|编辑)$")
_ANNEX = re.compile(r"附\s*件?\s*[：:]\s*")


def headers(part: Part, text: str) -> Iterator[Record]:
    """The header fields of one document."""
    document, blocks = part.document, part.blocks
    seen: set[tuple[int, int]] = set()
    for name, key, value, span in _of_document(document, blocks, part.title_blocks, text):
        if (span.start, span.end) not in seen:
            seen.add((span.start, span.end))
            yield _record(document, name, key, value, span)


def front_headers(issue: Issue, text: str) -> Iterator[Record]:
    """The fields of the issue's front page, once each, the fullest form of each."""
    if not issue.parts:
        return
    document = issue.parts[0].document
    path = masthead(issue.front)
    best: dict[str, tuple[str, str, Span]] = {}
    for block in issue.front:
        for name, key, value, span in _of_front(block, text):
            if name not in best or len(value) > len(best[name][1]):
                best[name] = (key, value, span)
    for name, (key, value, span) in best.items():
        yield _record(document, name, key, value, span, path)


def _record(document: Document, name: str, key: str, value: str, span: Span, path: tuple[str, ...] = ()) -> Record:
    fields = {"name": name, "value": value, "key": key}
    return make(document, "header", name, f"{name}：{value}", span, path=path, fields=fields)


def _of_document(
    document: Document, blocks: Sequence[Block], title_blocks: int, text: str
) -> Iterator[tuple[str, str, str, Span]]:
    if title_blocks:
        span = Span(blocks[0].span.start, blocks[title_blocks - 1].span.end)
        if _within(fold(document.title), span, text) is None:  # an order stands over the rules that it publishes
            span = _locate(document.title, blocks, text) or span
        yield "标题", "title", document.title, span
    for name, key, value in (("文号", "doc_number", document.doc_number), ("发文机关", "issuer", document.issuer)):
        if value and (found := _locate(value, blocks, text)):
            yield name, key, value, found
    yield from _dated(document, blocks)
    yield from _addressed(blocks, title_blocks)
    yield from _annexed(blocks)
    yield from _printed(blocks)


def _locate(value: str, blocks: Sequence[Block], text: str) -> Span | None:
    """Where a document prints a value: in one block, or over the lines of its head."""
    wanted = fold(value)
    for block in blocks:
        if block.kind in ("heading", "paragraph") and wanted in fold(block.text):
            return _within(wanted, block.span, text)
    head = [block for block in blocks[:6] if block.kind != "left_out"]
    return _within(wanted, Span(head[0].span.start, head[-1].span.end), text) if head else None


def _within(wanted: str, span: Span, text: str) -> Span | None:
    found = find(wanted, fold_map(text[span.start : span.end]))
    return Span(span.start + found[0], span.start + found[1]) if found else None


def _dated(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[str, str, str, Span]]:
    """The line that bears the document's date, as printed."""
    for block in blocks:
        short = block.kind in ("paragraph", "heading") and len(block.text) < 80
        if document.date and short and date_of(block.text) == document.date:
            yield "成文日期", "date", block.text.strip("（）()"), block.span
            return


def _addressed(blocks: Sequence[Block], title_blocks: int) -> Iterator[tuple[str, str, str, Span]]:
    """The line after the head that ends in a colon names whom the document is sent to."""
    for block in blocks[title_blocks : title_blocks + 3]:
        if block.kind == "paragraph" and block.text.endswith(("：", ":")) and "。" not in block.text:
            yield "主送机关", "addressee", block.text.rstrip("：:"), block.span
            return


def _annexed(blocks: Sequence[Block]) -> Iterator[tuple[str, str, str, Span]]:
    """The annexes a document lists over its date."""
    listing = False
    for index, block in enumerate(blocks):
        if block.kind != "paragraph":
            listing = False
            continue
        if found := _ANNEX.match(block.text):
            listing = True
            if value := block.text[found.end() :]:
                yield "附件", "annex", value, block.span
        elif listing and re.match(r"\d{1,2}[.．、]", block.text):
            yield "附件", "annex", block.text, block.span
        elif listing and not is_closing(blocks, index):
            listing = False


def _printed(blocks: Sequence[Block]) -> Iterator[tuple[str, str, str, Span]]:
    """The lines under a paper: who gets copies, who printed it and when."""
    for block in blocks:
        if block.kind != "paragraph" or len(block.text) > 200:
            continue
        if copies := re.match(r"抄\s*送[：:]\s*(.+)", block.text):
            yield "抄送", "copies", copies[1].rstrip("。"), block.span
        elif printed := re.fullmatch(r"(.{2,40}?)\s*(\d{4}年\d{1,2}月\d{1,2}日)印发", block.text):
            yield "印发", "printed", f"{printed[1]} {printed[2]}", block.span


def masthead(front: Sequence[Block]) -> tuple[str, ...]:
    """The gazette's name and the issue, for the path of front page fields."""
    named = [block.text for block in front if re.search(r"公报$|公告$|通报$", block.text) and block.kind != "left_out"]
    return (named[-1],) if named else ()


def _of_front(block: Block, text: str) -> Iterator[tuple[str, str, str, Span]]:
    if block.kind == "left_out":
        return
    raw = text[block.span.start : block.span.end]
    if found := _KEYED.fullmatch(raw):
        yield squeeze(found["key"]), "", repair(found["value"]), block.span
        return
    for name, key, pattern in (("期号", "issue", _NUMBERED_ISSUE), ("总期号", "total_issue", _RUNNING_ISSUE)):
        if found := pattern.search(raw):
            yield (
                name,
                key,
                squeeze(found.group()),
                Span(block.span.start + found.start(), block.span.start + found.end()),
            )
    if is_date_line(block.text):
        yield "出版日期", "issue_date", block.text, block.span
    elif found := _HOST.fullmatch(block.text):
        yield found["key"], "", found["value"], block.span
    elif re.search(r"公报$", block.text) and len(block.text) <= 30:
        yield "刊名", "gazette", block.text, block.span
