"""Events of a chronicle: a date, what happened, who took part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.dateline import is_adoption_line, iso
from ingest.model import Block, Document, Record, Span, Support
from ingest.people import Names
from ingest.records.build import make

_DASH = r"\s*(?:至|到|[-—–－~～])\s*"
_DAY = re.compile(
    r"[△▲●○■◆◇☆★·]?\s*(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]"
    rf"(?:{_DASH}(?:(?P<year2>\d{{4}})年)?(?:(?P<month2>\d{{1,2}})月)?(?P<day2>\d{{1,2}})[日号])?(?=[，,、：:；\s]|$|[^起前后之内止])"
)
_PART = re.compile(
    r"[△▲●○■◆◇☆★·]?\s*(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<part>上旬|中旬|下旬|初|底|中|间|份)[，,\s]?"
)
_SAME = re.compile(r"[△▲●○■◆◇☆★·]?\s*(?:同日|当日|是日|当天|同一天)[，,\s]?")
_BULLET = re.compile(r"[△▲●○■◆◇☆★]")
_MONTH_LINE = re.compile(r"(?:(?P<year>\d{4})年)?\s*(?P<month>\d{1,2})月份?$")
_DAY_LINE = re.compile(r"(?P<day>\d{1,2})日(?:[-—–至](?P<day2>\d{1,2})日)?$")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_TITLE = re.compile(r"大事记|大事纪要|日志|要事|记事|动态")


@dataclass(slots=True)
class _Clock:
    """The date that holds at a place of a chronicle, and where it is stated."""

    year: int | None = None
    year_span: Span | None = None
    month: int = 0
    date: str | None = None
    end: str | None = None
    label: str = ""
    date_span: Span | None = None
    month_span: Span | None = None
    precise: bool = True


@dataclass(slots=True)
class _Draft:
    """An event being collected."""

    blocks: list[Block]
    date: str | None
    end: str | None
    label: str
    supports: list[Support] = field(default_factory=list)


def events(document: Document, blocks: Sequence[Block]) -> Iterator[Record]:
    """The events of a document, if it is a chronicle."""
    if not _is_chronicle(document, blocks):
        return
    drafts = list(_drafts(document, blocks))
    names = Names("\n".join(block.text for draft in drafts for block in draft.blocks))
    for draft in drafts:
        text = "\n".join(block.text for block in draft.blocks)
        yield make(
            document,
            "event",
            draft.label,
            text,
            Span(draft.blocks[0].span.start, draft.blocks[-1].span.end),
            path=draft.blocks[0].path,
            fields={"date": draft.date, "end": draft.end, "people": names.within(text)},
            supports=tuple(draft.supports),
        )


def _is_chronicle(document: Document, blocks: Sequence[Block]) -> bool:
    dated = sum(
        1
        for b in blocks
        if b.kind == "paragraph" and (_DAY.match(b.text) or _SAME.match(b.text) or _BULLET.match(b.text))
        if not is_adoption_line(b.text)
    )
    days = sum(1 for b in blocks if b.kind == "heading" and _DAY_LINE.fullmatch(b.text))
    paragraphs = sum(1 for b in blocks if b.kind == "paragraph")
    return (
        bool(_TITLE.search(document.title) and (dated or days)) or (dated + days) * 3 >= paragraphs > 2 <= dated + days
    )


def _drafts(document: Document, blocks: Sequence[Block]) -> Iterator[_Draft]:
    clock = _Clock()
    _set_year(clock, document, blocks)
    draft: _Draft | None = None
    for block in blocks:
        if block.kind == "heading":
            if draft:
                yield draft
            draft = None
            _turn(clock, block)
            continue
        if block.kind != "paragraph":
            continue
        started = _begin(clock, block)
        if started is None and draft is None and clock.date_span and block.span.start > clock.date_span.start:
            started = _follow(clock, block)
        if started:
            if draft:
                yield draft
            draft = started
        elif draft:
            draft.blocks.append(block)
    if draft:
        yield draft


def _set_year(clock: _Clock, document: Document, blocks: Sequence[Block]) -> None:
    """The year that the title states, with the place; else the document's."""
    clock.year = document.year
    for block in blocks:
        if block.kind == "heading" and block.level == 1 and (found := _YEAR.search(block.text)):
            clock.year, clock.year_span = int(found[1]), block.span


def _turn(clock: _Clock, heading: Block) -> None:
    """A heading may state the year, the month or the day."""
    if month := _MONTH_LINE.fullmatch(heading.text):
        clock.month, clock.month_span = int(month["month"]), heading.span
        if month["year"]:
            clock.year, clock.year_span = int(month["year"]), heading.span
        clock.date_span = None
    elif day := _DAY_LINE.fullmatch(heading.text):
        _set(clock, heading.span, clock.month, int(day["day"]))
        if day["day2"]:
            clock.end = _iso(clock, clock.month, int(day["day2"]))
    elif year := _YEAR.search(heading.text):
        clock.year, clock.year_span = int(year[1]), heading.span


def _iso(clock: _Clock, month: int, day: int) -> str | None:
    return iso(clock.year, month, day) if clock.year and month else None


def _set(clock: _Clock, span: Span, month: int, day: int) -> None:
    clock.month = month
    clock.date = _iso(clock, month, day)
    clock.end, clock.date_span = None, span
    clock.label = clock.date or f"{month}月{day}日"


def _begin(clock: _Clock, block: Block) -> _Draft | None:
    """The event a paragraph begins, by its own date, by 同日, or by a bullet under a date."""
    own = block.text
    if found := _DAY.match(own):
        return _dated(clock, block, found)
    if found := _PART.match(own):
        return _undated(clock, block, found)
    if (_SAME.match(own) or _BULLET.match(own)) and clock.date_span:
        return _follow(clock, block)
    return None


def _dated(clock: _Clock, block: Block, found: re.Match[str]) -> _Draft:
    month, day = int(found["month"]), int(found["day"])
    if found["year"]:
        clock.year, clock.year_span = int(found["year"]), None
    elif clock.year and clock.month - month >= 6:
        clock.year += 1
    _set(clock, block.span, month, day)
    if found["day2"]:
        clock.end = _iso(clock, int(found["month2"] or month), int(found["day2"]))
    supports = [] if found["year"] or not clock.year_span else [Support("year", clock.year_span)]
    return _Draft([block], clock.date, clock.end, clock.label, supports)


def _undated(clock: _Clock, block: Block, found: re.Match[str]) -> _Draft:
    """An event of a part of a month: it spans the part."""
    if found["year"]:
        clock.year, clock.year_span = int(found["year"]), None
    month = int(found["month"])
    first, last = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}.get(found["part"], (1, 31))
    while last > 28 and clock.year and iso(clock.year, month, last) is None:
        last -= 1
    _set(clock, block.span, month, first)
    clock.end = _iso(clock, month, last)
    supports = [Support("year", clock.year_span)] if clock.year_span else []
    return _Draft([block], clock.date, clock.end, clock.label, supports)


def _follow(clock: _Clock, block: Block) -> _Draft:
    """An event whose date stands further up."""
    supports = [Support("date", clock.date_span)] if clock.date_span else []
    if clock.month_span and clock.month_span != clock.date_span:
        supports.append(Support("month", clock.month_span))
    if clock.year_span:
        supports.append(Support("year", clock.year_span))
    return _Draft([block], clock.date, clock.end, clock.label, supports)
