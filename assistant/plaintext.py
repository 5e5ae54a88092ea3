"""Text from documents made readable, and an answer as plain text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer import Answer, Quote

_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,80}>|\*\*|^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
_WRAP = re.compile(r"[ \t]*(?:\r\n?|\n)\s*")


def _joint(match: re.Match[str]) -> str:
    text = match.string
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return " " if before.isascii() and after.isascii() else ""


def readable(text: str) -> str:
    """A raw slice with line breaks joined, markup removed and the cells of a row set apart."""
    lines = _WRAP.sub(_joint, _MARKUP.sub("", text).strip(" \n"))
    return " ｜ ".join(cell.strip() for cell in lines.split("\t"))


def _place(quote: Quote) -> str:
    title = f"《{readable(quote.document)}》"
    page = f"第{quote.page}页" if quote.page else ""
    parts = (title, quote.doc_number, quote.date, *map(readable, quote.path), quote.label, page)
    return " ".join(part for part in parts if part)


def answer_lines(answer: Answer) -> Iterator[str]:
    """The answer, its items, its receipt and its quotes, a line each."""
    yield answer.answer
    for item in answer.items:
        marks = "".join(f"[{number}]" for number in item.quotes)
        text = "" if item.text == item.label else f"  {readable(item.text)}"
        yield f"  {item.label}{text} {marks}"
    if answer.receipt:
        yield f"({answer.receipt.matched}/{answer.receipt.checked} {answer.receipt.kind})"
    for figure in answer.computed:
        yield f"= {figure.value}{figure.unit}: {figure.expression}"
    for conflict in answer.conflicts:
        yield f"! {conflict.about} " + "".join(f"[{number}]" for number in conflict.quotes)
    for quote in answer.quotes:
        yield ""
        yield f"[{quote.id}] {_place(quote)}"
        yield f"    {readable(quote.text)}"
        yield f"    {quote.file}:{quote.start}-{quote.end}"
    if answer.understood:
        yield ""
        yield f"→ {answer.understood}"
