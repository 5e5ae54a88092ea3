"""Tasks: numbered items that name who is responsible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.items import Item, items
from ingest.model import Block, Document, Record, Span, Support
from ingest.numbering import leading_number
from ingest.records.build import make
from ingest.records.responsibility import Responsibility, clauses, read

_CONVENTION = re.compile(
    r"(?:排|列)在?(?:第一位|首位|最前|前面)的?(?:单位|部门)?(?:的)?为?(?:牵头|主办)|第一(?:个|位)?(?:单位|部门)(?:为|是)(?:牵头|主办)"
)
# Over matters that a paper disposes of: who deals with them so far has no task
_CATALOGUE = re.compile(r"(?:取消|下放|保留|清理|承接|停征|合并|调整)(?:或.{2,4})?的.{0,24}(?:事项|许可|证明|职业资格)")
_ITEM_STYLES = ("一、", "（一）", "1.", "（1）", "①", "第一，")


def tasks(document: Document, blocks: Sequence[Block]) -> Iterator[Record]:
    """The tasks of a document in order."""
    convention = _convention(blocks)
    taken: set[int] = set()
    for item in items(blocks):
        styled = item.number.style in _ITEM_STYLES and not _CATALOGUE.search("".join(item.head.path[-1:]))
        if styled and (record := _task(document, item, convention)):
            taken.update(block.span.start for block in item.blocks if block.span.start < record.span.end)
            yield record
    for block in blocks:
        plain = block.kind == "paragraph" and block.span.start not in taken and not leading_number(block.text)
        if plain and (record := _unnumbered(document, block, convention)):
            yield record


def _convention(blocks: Sequence[Block]) -> Span | None:
    """Where a document declares that the first unit named leads."""
    return next((block.span for block in blocks if block.kind == "paragraph" and _CONVENTION.search(block.text)), None)


def _task(document: Document, item: Item, convention: Span | None) -> Record | None:
    parts: list[dict[str, Any]] = []
    count = 0
    rest = ""
    for index, block in enumerate(item.blocks):
        text = item.body if index == 0 else block.text
        found, rest_here = _parts(text, convention is not None and block.span.start > convention.start)
        if found:
            if rest and not found[0]["text"]:
                found[0]["text"] = rest.strip()
            elif rest:
                found[0]["text"] = rest + found[0]["text"]
            parts += found
            count, rest = index + 1, ""
        rest += rest_here
    if not parts:
        return None
    tail = rest if count == len(item.blocks) else ""
    return _record(
        document,
        item.number.value,
        item.number.printed,
        item.span(count),
        item.head.path,
        parts,
        tail,
        convention,
    )


def _unnumbered(document: Document, block: Block, convention: Span | None) -> Record | None:
    parts, rest = _parts(block.text, convention is not None and block.span.start > convention.start)
    if not parts or not parts[0]["text"]:
        return None
    return _record(document, None, "", block.span, block.path, parts, rest, convention)


def _parts(text: str, first_leads: bool) -> tuple[list[dict[str, Any]], str]:
    """What each clause of responsibility speaks of, and the text after the last."""
    parts: list[dict[str, Any]] = []
    last = 0
    for start, end, content in clauses(text):
        found = read(content, first_leads=first_leads)
        if not found:
            continue
        parts.append(
            {
                "text": text[last:start].strip(),
                "responsibility": text[start:end],
                "leads": found.leads,
                "shared": found.shared,
                "participants": found.participants,
            }
        )
        last = end
        while last < len(text) and text[last] in "。；;":
            last += 1
    return parts, text[last:]


def _record(
    document: Document,
    number: int | None,
    label: str,
    span: Span,
    path: tuple[str, ...],
    parts: list[dict[str, Any]],
    tail: str,
    convention: Span | None,
) -> Record:
    union = Responsibility()
    for part in parts:
        union.add(Responsibility(part["leads"], part["shared"], part["participants"]))
    declared = convention is not None and span.start > convention.start and bool(union.leads)
    fields = {
        "number": number,
        "section": path[-1] if path else "",
        "leads": union.leads,
        "shared": union.shared,
        "participants": union.participants,
        "responsibility": "".join(part["responsibility"] for part in parts),
        "parts": parts if len(parts) > 1 else [],
    }
    return make(
        document,
        "task",
        label,
        "".join(part["text"] for part in parts) + tail,
        span,
        path=path,
        fields=fields,
        supports=(Support("convention", convention),) if declared and convention else (),
    )
