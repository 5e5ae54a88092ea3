"""Questions about articles and about what stands at the head of documents and issues."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from eval.dataset import Question
from eval.generation.maker import Maker, month_name, name_of
from ingest.model import Record

_FIGURE = re.compile(r"[\d—–-]+册?")  # a telephone number, how many were printed
_ASKED = ("doc_number", "date", "issuer")  # what every document is asked for; long fields are not answers


_MEASURES = {"条": "article", "项": "item"}


def about_articles(maker: Maker) -> Iterator[Question]:
    """Truth: where the article stands; what a short answer must say of it is left open."""
    tables = {row.fields["table"] for row in maker.records("row")}
    regulations: dict[str, list[Record]] = defaultdict(list)
    for article in maker.records("article"):
        # The third item of a table's notes and the third row of that table would be one question.
        if article.fields["regulation"] and article.fields["regulation"] not in tables:
            regulations[article.fields["regulation"]].append(article)
    for regulation, articles in regulations.items():
        numbers = Counter(article.fields["number"] for article in articles)
        for article in maker.draw([article for article in articles if numbers[article.fields["number"]] == 1]):
            yield from _article(maker, regulation, article, article.fields["number"], gold=maker.gold(article))
        if numbers.most_common(1)[0][1] == 1:
            after = 1 + max(int(number) for number in [*numbers, *_tasks_beside(maker, articles[0])])
            yield from _article(maker, regulation, articles[0], after, kind="unanswerable", outcome="not_found")


def _article(
    maker: Maker, regulation: str, article: Record, number: object, kind: str = "lookup_fact", **truth: Any
) -> Iterator[Question]:
    printed = maker.parsed.source.text[article.span.start : article.span.end].lstrip("#* 　")
    measure = "条" if printed.startswith("第") else "项"
    values = {"regulation": regulation, "number": number, "measure": measure}
    yield from maker.both("article", kind, values, {"measure": _MEASURES[measure]}, **truth)


def _tasks_beside(maker: Maker, article: Record) -> list[Any]:
    """The numbers of tasks in the article's document: one numbering may run through both."""
    return [task.fields["number"] for task in maker.records("task") if task.document_id == article.document_id]


def about_headers(maker: Maker) -> Iterator[Question]:
    """Truth: the values of the records; what stands outside any document belongs to the issue."""
    titles = {document.id: document.title for document in maker.parsed.documents}
    first = min((document.span.start for document in maker.parsed.documents), default=0)
    headers = [header for header in maker.records("header") if len(header.fields["value"]) <= 30]
    for header in headers:
        name, value = header.fields["name"], header.fields["value"]
        truth: dict[str, Any] = {"accepted": ((value, *_other_writings(maker, header)),), "gold": maker.gold(header)}
        values = {"name": name_of(name, "zh"), "title": titles.get(header.document_id, "")}
        truth["english"] = {"name": name_of(name, "en")}
        if header.span.start < first:
            figure = "_figure" if _FIGURE.fullmatch(value) else ""
            yield from maker.both(f"issue_header{figure}", "header", values, **truth)
        elif header.fields.get("key") in _ASKED:
            yield from maker.both("header", "header", values, **truth)


def _other_writings(maker: Maker, header: Record) -> tuple[str, ...]:
    """A date may be answered in the way of the document, in figures or as ISO."""
    dates = {document.id: document.date for document in maker.parsed.documents}
    iso = dates.get(header.document_id)
    if header.fields.get("key") != "date" or not iso:
        return ()
    day = date.fromisoformat(iso)
    return iso, f"{day.year}年{day.month}月{day.day}日", f"{day.day} {month_name(day.month)} {day.year}"
