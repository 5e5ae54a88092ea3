"""Numbers that are missing or stand twice, and tasks that name nobody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ingest.items import items
from ingest.model import Block, Finding, Parsed, Record
from ingest.numbering import leading_number


def duplicates_and_gaps(parsed: Parsed) -> Iterator[Finding]:
    """Check the numbers of tasks, articles, rows and headings."""
    present = _present(parsed)
    for label, records in _series(parsed).items():
        also = present[records[0].document_id] if records[0].kind == "article" else set()
        yield from _check(label, [(record.fields["number"], record) for record in records], also)
    for document in parsed.documents:
        headings: dict[tuple[tuple[str, ...], str], list[tuple[int, Block]]] = defaultdict(list)
        beside: dict[tuple[tuple[str, ...], str], set[int]] = defaultdict(set)
        for block in parsed.blocks:
            if block.document_id != document.id or not (number := leading_number(block.text)):
                continue
            if block.kind == "heading":
                headings[block.path, number.style].append((number.value, block))
            for depth in range(len(block.path) + 1):
                beside[block.path[:depth], number.style].add(number.value)
        for key, numbered in headings.items():
            if len(numbered) > 1:
                label = f"headings of “{(key[0] or (document.title,))[-1][:24]}”"
                yield from _check(label, numbered, beside[key], quiet=True)


def _present(parsed: Parsed) -> dict[str, set[int]]:
    """The numbers that stand as headings in each document: an article list may count them in."""
    present: dict[str, set[int]] = defaultdict(set)
    for block in parsed.blocks:
        if block.kind == "heading" and block.document_id and (number := leading_number(block.text)):
            present[block.document_id].add(number.value)
    return present


def _series(parsed: Parsed) -> dict[str, list[Record]]:
    """Numbered records that should count up together."""
    titles = {document.id: document.title for document in parsed.documents}
    series: dict[str, list[Record]] = defaultdict(list)
    for record in parsed.records:
        if record.fields.get("number") is None:
            continue
        title = titles[record.document_id][:24]
        if record.kind == "task":
            tabled = any(support.role == "header_row" for support in record.supports)
            series[f"tasks of “{record.fields['section'][:40] if tabled else title}”"].append(record)
        elif record.kind == "article":
            series[f"articles of “{record.fields['regulation'][:24]}”"].append(record)
        elif record.kind == "row":
            series[f"rows of “{record.fields['table'][:40]}”"].append(record)
    return series


def _check(
    label: str, numbered: Sequence[tuple[int, Record | Block]], also: set[int], *, quiet: bool = False
) -> Iterator[Finding]:
    """Numbers that stand twice, and those that neither the list nor what stands beside it (`also`) has."""
    values = [value for value, _ in numbered]
    counts = Counter(values)
    twice = sorted(value for value, count in counts.items() if count > 1)
    missing = sorted(set(range(min(values), max(values) + 1)) - set(values) - also)
    where = {value: item.span for value, item in numbered}
    for value in twice:
        yield Finding("warning", "duplicate", f"Number {value} stands {counts[value]} times: {label}.", where[value])
    if missing:
        before = max((value for value in values if value < missing[0]), default=values[0])
        shown = ", ".join(map(str, missing[:12])) + (" …" if len(missing) > 12 else "")
        yield Finding("warning", "gap", f"Numbers missing: {shown}: {label}.", where[before])
    if not twice and not missing and not quiet:
        yield Finding("ok", "numbering", f"{len(values)} {label}, {min(values)} to {max(values)} without a gap.")


def unassigned(parsed: Parsed) -> Iterator[Finding]:
    """Numbered items that name nobody, in a section where most others do."""
    tasks = [record for record in parsed.records if record.kind == "task" and record.fields["number"] is not None]
    for document in parsed.documents:
        blocks = [block for block in parsed.blocks if block.document_id == document.id]
        starts = {record.span.start for record in tasks if record.document_id == document.id}
        if not starts:
            continue
        sections: dict[tuple[tuple[str, ...], str], list[tuple[str, Block]]] = defaultdict(list)
        for item in items(blocks):
            if item.head.kind == "paragraph":
                sections[item.head.path, item.number.style].append((item.number.printed, item.head))
        for listed in sections.values():
            without = [(printed, head) for printed, head in listed if head.span.start not in starts]
            if without and len(without) * 2 < len(listed):
                for printed, head in without:
                    yield Finding("warning", "unassigned", f"Item {printed} names nobody responsible.", head.span)
