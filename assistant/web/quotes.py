"""The quotes under an answer: where they stand, what of them the answer says, and their surroundings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from assistant.answer import Quote
from assistant.plaintext import readable
from assistant.web.reading import escape, highlighted

Words = dict[str, Any]
Surroundings = Callable[[Quote], tuple[str, str]]
_CONTEXT = 120
_OPEN = 3  # quotes that show at once; the others unfold, also when a mark leads to them


def _place(quote: Quote, words: Words) -> str:
    """Document, number, date, section path, label and page, in one line."""
    title = f"《{readable(quote.document)}》"
    page = words["answer"]["page"].format(page=quote.page) if quote.page else ""
    kind = words["kind"].get(quote.kind, quote.kind)
    label = f"{kind} {readable(quote.label)}" if quote.label else kind
    numbers = " ".join(filter(None, (quote.doc_number, quote.date)))
    parts = [part for part in (numbers, *map(readable, quote.path), label, page) if part]
    return f"<cite>{escape(title)}</cite> " + " › ".join(f"<span>{escape(part)}</span>" for part in parts)


def _context(quote: Quote, surroundings: Surroundings, words: Words) -> str:
    before, after = surroundings(quote)
    position = words["answer"]["position"].format(file=quote.file, start=quote.start, end=quote.end)
    query = urlencode({"file": quote.file, "start": quote.start, "end": quote.end})
    text = "".join(
        (
            f"…{escape(readable(before[-_CONTEXT:]))}",
            f"<b>{escape(readable(quote.text))}</b>",
            f"{escape(readable(after[:_CONTEXT]))}…",
        )
    )
    link = f'<a href="/api/v1/source?{escape(query)}" target="_blank" rel="noopener">{escape(position)}</a>'
    summary = f"<summary>{escape(words['answer']['context'])}</summary>"
    return f'<details>{summary}<p class="gz-context">{text}</p><p>{link}</p></details>'


def quotes_list(quotes: Sequence[Quote], answer: str, prefix: str, surroundings: Surroundings, words: Words) -> str:
    """All quotes of an answer, numbered as its marks are."""
    figures = [
        f'<li id="{prefix}-q{quote.id}"><figure>'
        f'<figcaption><b class="gz-number">[{quote.id}]</b> {_place(quote, words)}</figcaption>'
        f"<blockquote>{highlighted(readable(quote.text), answer)}</blockquote>"
        f"{_context(quote, surroundings, words)}</figure></li>"
        for quote in quotes
    ]
    title = f"<h4>{escape(words['answer']['quotes'])} ({len(quotes)})</h4>"
    shown = f'<ol class="gz-quotes">{"".join(figures[:_OPEN])}</ol>'
    if rest := figures[_OPEN:]:
        more = escape(words["answer"]["more"].format(number=len(rest)))
        shown += (
            f'<details class="gz-more"><summary>{more}</summary><ol class="gz-quotes">{"".join(rest)}</ol></details>'
        )
    return title + shown
