"""A conversation as HTML; every text of a document, a question or an answer is escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.answer import Answer
from assistant.web.items import items_table, marks
from assistant.web.quotes import Surroundings, quotes_list
from assistant.web.reading import escape

Words = dict[str, Any]
Exchange = tuple[str, Answer | str]  # a question with its answer, or with the sentence that refuses it


def _marked(text: str, known: frozenset[int], prefix: str, words: Words) -> str:
    """A sentence of ours with its [n] as links; a number without a quote stays text."""
    out, position = [], 0
    for match in re.finditer(r"\[(\d{1,4})\]", text):
        if int(match[1]) in known:
            out += [escape(text[position : match.start()]), marks([int(match[1])], prefix, words)]
            position = match.end()
    return "".join([*out, escape(text[position:])]).replace("\n", "<br>")


def _notes(answer: Answer, prefix: str, words: Words) -> str:
    """Computed figures and conflicts, each with its quotes."""
    names = words["answer"]
    computed = [
        f"<li>{escape(f'{c.expression} = {c.value}{c.unit}')} {marks(c.quotes, prefix, words)}</li>"
        for c in answer.computed
    ]
    conflicts = [f"<li>{escape(c.about)} {marks(c.quotes, prefix, words)}</li>" for c in answer.conflicts]
    blocks = ((names["computed"], computed, "gz-computed"), (names["conflicts"], conflicts, "gz-conflicts"))
    return "".join(
        f'<div class="gz-note {style}"><h4>{escape(title)}</h4><ul>{"".join(lines)}</ul></div>'
        for title, lines, style in blocks
        if lines
    )


def _foot(answer: Answer, words: Words) -> str:
    names = words["answer"]
    reader, _, model = answer.reader.partition(":")
    parts = [
        f"{names['understood']}: {answer.understood}" if answer.understood else "",
        f"{names['reader']}: {words['reader'].get(reader, reader)} {model}".strip(),
        names["elapsed"].format(ms=round(answer.elapsed_ms, 1)),
        f"{names['index']}: {answer.index_version}",
    ]
    return f'<p class="gz-foot">{"".join(f"<span>{escape(part)}</span>" for part in parts if part)}</p>'


def _receipt(answer: Answer, words: Words) -> str:
    if answer.receipt is None:
        return ""
    receipt = answer.receipt
    kind = words["kind"].get(receipt.kind, receipt.kind)
    line = words["answer"]["receipt"].format(checked=receipt.checked, matched=receipt.matched, kind=kind)
    return f'<p class="gz-receipt">{escape(line)}</p>'


def answer_html(answer: Answer, prefix: str, surroundings: Surroundings, words: Words) -> str:
    """One answer with everything it rests on."""
    known = frozenset(quote.id for quote in answer.quotes)
    badge = words["answer"].get(answer.outcome, "")
    return "".join(
        (
            f'<div class="gz-answer gz-{answer.outcome}" lang="{"en" if answer.language == "en" else "zh-CN"}">',
            f'<b class="gz-badge">{escape(badge)}</b>' if badge else "",
            f'<p class="gz-said">{_marked(answer.answer, known, prefix, words)}</p>',
            _receipt(answer, words),
            items_table(answer.items, prefix, words) if answer.items else "",
            _notes(answer, prefix, words),
            quotes_list(answer.quotes, answer.answer, prefix, surroundings, words) if answer.quotes else "",
            _foot(answer, words),
            "</div>",
        )
    )


def conversation_html(exchanges: Sequence[Exchange], surroundings: Surroundings, words: Words) -> str:
    """All exchanges, oldest first; a log that a screen reader follows."""
    label = escape(words["form"]["conversation"])
    turns = []
    for number, (question, said) in enumerate(exchanges, 1):
        if isinstance(said, Answer):
            body = answer_html(said, f"e{number}", surroundings, words)
        else:
            badge = f'<b class="gz-badge">{escape(words["answer"]["error"])}</b>'
            body = f'<div class="gz-answer gz-refused" role="alert">{badge}<p>{escape(said)}</p></div>'
        asked = f'<p class="gz-question"><span>{escape(words["answer"]["you"])}</span>{escape(question)}</p>'
        turns.append(f'<section class="gz-turn" id="e{number}">{asked}{body}</section>')
    inside = "".join(turns) or f'<p class="gz-empty">{escape(words["form"]["empty"])}</p>'
    return f'<div class="gz-log" role="log" aria-live="polite" aria-label="{label}">{inside}</div>'
