"""Appointments and removals: 任命A为B, 免去A的B职务, and the chains that go on after them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.fold import fold_map
from ingest.model import Block, Document, Record, Span, Support
from ingest.records.build import make
from ingest.repair import IDEOGRAPH, squeeze

_HAN = rf"[{IDEOGRAPH}]"
_NAME = rf"{_HAN}{{2,4}}?|{_HAN}{{1,8}}·{_HAN}{{1,8}}"
_VERB = re.compile(r"(?:决定|批准)?(?P<action>任命|免去|免掉|撤销|提名)")
_INTO = re.compile(
    rf"(?:[,，;；、:：]\s*)?(?P<person>{_NAME})(?:同志)?(?:[（(][^（）()]{{1,8}}[）)])?(?:为|任)(?P<post>[^,，;；。\n]{{2,80}}?)(?=[,，;；。\n]|$)"
)
_FROM = re.compile(
    rf"(?:[,，;；、:：]\s*)?(?P<person>{_NAME})(?:同志)?(?:[（(][^（）()]{{1,8}}[）)])?的(?P<post>[^;；。\n]{{2,80}}?)(?:职务|职)(?=[,，;；。\n]|$)"
)
_ORGAN = re.compile(rf"{_HAN}{{2,30}}?(?:人大常委会|人民政府|常务委员会|国务院|市委|县委|省委|党组)")


@dataclass(frozen=True, slots=True)
class _Verb:
    """任命 or 免去, and where it stands in the file."""

    action: str
    span: Span

    @property
    def pattern(self) -> re.Pattern[str]:
        return _FROM if self.action in ("免去", "免掉", "撤销") else _INTO


class _Place:
    """A paragraph that tells of appointments: its text as printed and folded."""

    def __init__(self, document: Document, block: Block, raw: str, organ: str) -> None:
        self.document, self.block, self.organ = document, block, organ
        self._raw = raw
        self.folded = fold_map(raw)

    def span(self, start: int, end: int) -> Span:
        """A range of the folded text as a span of the file."""
        begin, stop = self.folded.original(start, end)
        return Span(self.block.span.start + begin, self.block.span.start + stop)

    def printed(self, start: int, end: int) -> str:
        """A range of the folded text as it stands in the file, without its white space."""
        begin, stop = self.folded.original(start, end)
        return squeeze(self._raw[begin:stop])


def appointments(document: Document, blocks: Sequence[Block], text: str) -> Iterator[Record]:
    """The appointments and removals a document tells of; a verb that ends its paragraph holds for the next ones."""
    organ = document.issuer or (found.group() if (found := _ORGAN.search(document.title)) else "")
    held: _Verb | None = None
    for block in blocks:
        if block.kind != "paragraph":
            held = None
            continue
        found_verb = bool(_VERB.search(block.text))
        if not held and not found_verb:
            continue
        place = _Place(document, block, text[block.span.start : block.span.end], organ)
        if held and not found_verb:
            told = list(_chain(place, held, 0, first=False))
            yield from told
            held = held if told else None
        for verb, end in _verbs(place):
            yield from _chain(place, verb, end, first=True)
            held = verb if end >= len(place.folded.text.rstrip(":")) else None


def _verbs(place: _Place) -> Iterator[tuple[_Verb, int]]:
    for found in _VERB.finditer(place.folded.text):
        yield _Verb(found["action"], place.span(found.start(), found.end())), found.end()


def _chain(place: _Place, verb: _Verb, position: int, *, first: bool) -> Iterator[Record]:
    """The persons named one after another from a place on; `first`: right after the verb itself."""
    while found := verb.pattern.match(place.folded.text, position):
        told = place.span(found.start("person"), found.end())
        span = Span(verb.span.start, told.end) if first else told
        person, post = place.printed(*found.span("person")), place.printed(*found.span("post"))
        yield make(
            place.document,
            "appointment",
            person,
            f"{verb.action}{place.printed(found.start('person'), found.end())}",
            span,
            path=place.block.path,
            fields={"person": person, "action": verb.action, "post": post, "organ": place.organ},
            supports=() if first else (Support("action", verb.span),),
        )
        position, first = found.end(), False
