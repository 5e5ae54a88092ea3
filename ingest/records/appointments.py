"""Appointments and removals: 任命A为B, 免去A的B职务, and the chains that go on after them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.fold import Folded, fold_map
from ingest.model import Block, Document, Record, Span, Support
from ingest.records.build import make
from ingest.repair import IDEOGRAPH

_HAN = rf"[{IDEOGRAPH}]"
_NAME = rf"{_HAN}{{2,4}}?|{_HAN}{{1,8}}·{_HAN}{{1,8}}"
_VERB = re.compile(r"(?:决定|批准)?(?P<action>任命|免去|免掉|撤销|提名)")
_INTO = re.compile(
    rf"(?:[,，;；、]\s*)?(?P<person>{_NAME})(?:同志)?(?:[（(][^（）()]{{1,8}}[）)])?(?:为|任)(?P<post>[^,，;；。\n]{{2,80}}?)(?=[,，;；。\n]|$)"
)
_FROM = re.compile(
    rf"(?:[,，;；、]\s*)?(?P<person>{_NAME})(?:同志)?(?:[（(][^（）()]{{1,8}}[）)])?的(?P<post>[^;；。\n]{{2,80}}?)(?:职务|职)(?=[,，;；。\n]|$)"
)
_ORGAN = re.compile(rf"{_HAN}{{2,30}}?(?:人大常委会|人民政府|常务委员会|国务院|市委|县委|省委|党组)")


def appointments(document: Document, blocks: Sequence[Block], text: str) -> Iterator[Record]:
    """The appointments and removals a document tells of."""
    organ = document.issuer or (found.group() if (found := _ORGAN.search(document.title)) else "")
    for block in blocks:
        if block.kind == "paragraph" and _VERB.search(block.text):
            folded = fold_map(text[block.span.start : block.span.end])
            yield from _in_block(document, block, folded, organ)


def _in_block(document: Document, block: Block, folded: Folded, organ: str) -> Iterator[Record]:
    for verb in _VERB.finditer(folded.text):
        position, first = verb.end(), True
        pattern = _FROM if verb["action"] in ("免去", "免掉", "撤销") else _INTO
        while found := pattern.match(folded.text, position):
            start = verb.start() if first else found.start("person")
            begin, end = folded.original(start, found.end())
            span = Span(block.span.start + begin, block.span.start + end)
            verb_begin, verb_end = folded.original(verb.start(), verb.end())
            verb_span = Span(block.span.start + verb_begin, block.span.start + verb_end)
            fields = {
                "person": found["person"],
                "action": verb["action"],
                "post": found["post"],
                "organ": organ,
            }
            yield make(
                document,
                "appointment",
                found["person"],
                f"{verb['action']}{found.group().lstrip(',;，；、')}",
                span,
                path=block.path,
                fields=fields,
                supports=() if first else (Support("action", verb_span),),
            )
            position, first = found.end(), False
