"""The members of a list answer as one table, complete."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from assistant.answer import Item
from assistant.plaintext import readable
from assistant.web.reading import escape

Words = dict[str, Any]
Column = tuple[str, Callable[[Item], str]]
_MANY_CELLS = 8


def marks(ids: Sequence[int], prefix: str, words: Words) -> str:
    """Links to quotes, as numbers."""
    see = words["answer"]["see"]
    return "".join(
        f'<a class="gz-mark" href="#{prefix}-q{number}" aria-label="{escape(see.format(id=number))}">[{number}]</a>'
        for number in ids
    )


def _listed(key: str) -> Callable[[Item], str]:
    return lambda item: "、".join(map(str, item.fields.get(key) or ()))


def _cell(header: str) -> Callable[[Item], str]:
    return lambda item: readable(str((item.fields.get("cells") or {}).get(header, "")))


def _label_title(items: Sequence[Item], words: Words) -> str:
    if all(item.label.isdigit() for item in items):
        return str(words["column"]["number"])
    dated = all(re.fullmatch(r"\d{4}-\d\d-\d\d", item.label) for item in items)
    return str(words["column"]["date" if dated else "label"])


def _columns(items: Sequence[Item], words: Words) -> list[Column]:
    """Titles and getters of what these items hold, the label first."""
    headers = list(dict.fromkeys(header for item in items for header in item.fields.get("cells") or {}))
    names = [header for header in headers if all(_cell(header)(item) == item.label for item in items)]
    columns: list[Column] = [(readable(names[0]) if names else _label_title(items, words), lambda item: item.label)]
    if 0 < len(headers) <= _MANY_CELLS:
        columns += [(readable(header), _cell(header)) for header in headers if header not in names]
    elif any(item.text and item.text != item.label for item in items):
        columns.append((words["column"]["text"], lambda item: readable(item.text)))
    for key in ("leads", "shared", "participants", "people"):
        if any(item.fields.get(key) for item in items):
            columns.append((words["column"][key], _listed(key)))
    return columns


def items_table(items: Sequence[Item], prefix: str, words: Words) -> str:
    """A table that becomes a list of cards on a narrow screen."""
    columns = _columns(items, words)
    titles = [escape(title) for title in (*(title for title, _ in columns), words["column"]["quotes"])]
    head = "".join(f'<th scope="col">{title}</th>' for title in titles)
    rows = []
    for item in items:
        cells = [escape(get(item)) for _, get in columns] + [marks(item.quotes, prefix, words)]
        body = [f'<td data-label="{title}">{cell}</td>' for title, cell in zip(titles, cells, strict=True)]
        rows.append(f"<tr>{''.join(body)}</tr>")
    label = escape(f"{words['answer']['items']} ({len(items)})")
    return (
        f'<div class="gz-items" role="region" tabindex="0" aria-label="{label}"><table><caption>{label}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
