"""Questions about articles and about what stands at the head of documents and issues."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from eval.dataset import Question
from eval.generation.maker import Maker, month_name
from ingest.model import Record

_ASKED = ("doc_number", "date", "issuer")  # what every document is asked for; long fields are not answers


def about_articles(maker: Maker) -> Iterator[Question]:
    """Truth: where the article stands; what a short answer must say of it is left open."""
    regulations: dict[str, list[Record]] = defaultdict(list)
    for article in maker.records("article"):
        if article.fields["regulation"]:
            regulations[article.fields["regulation"]].append(article)
    for regulation, articles in regulations.items():
        numbers = Counter(article.label for article in articles)
        for article in maker.draw([article for article in articles if numbers[article.label] == 1]):
            values = _values(maker, regulation, article, article.label)
            yield from maker.both("article", "lookup_fact", values, gold=maker.gold(article))
        if numbers.most_common(1)[0][1] == 1:
            after = str(max(int(article.fields["number"]) for article in articles) + 1)
            values = _values(maker, regulation, articles[0], after)
            yield from maker.both("article", "unanswerable", values, outcome="not_found")


def _values(maker: Maker, regulation: str, article: Record, number: str) -> dict[str, str]:
    printed = maker.parsed.source.text[article.span.start : article.span.end].lstrip("#* 　")
    return {"regulation": regulation, "number": number, "measure": "条" if printed.startswith("第") else "项"}


def about_headers(maker: Maker) -> Iterator[Question]:
    """Truth: the values of the records; what stands outside any document belongs to the issue."""
    titles = {document.id: document.title for document in maker.parsed.documents}
    first = min((document.span.start for document in maker.parsed.documents), default=0)
    headers = [header for header in maker.records("header") if len(header.fields["value"]) <= 30]
    for header in headers:
        name, value = header.fields["name"], header.fields["value"]
        truth: dict[str, Any] = {"accepted": ((value, *_other_writings(maker, header)),), "gold": maker.gold(header)}
        if header.span.start < first:
            yield from maker.both("issue_header", "header", {"name": name}, **truth)
        elif header.fields.get("key") in _ASKED:
            yield from maker.both("header", "header", {"name": name, "title": titles[header.document_id]}, **truth)


def _other_writings(maker: Maker, header: Record) -> tuple[str, ...]:
    """A date may be answered in the way of the document, in figures or as ISO."""
    dates = {document.id: document.date for document in maker.parsed.documents}
    iso = dates.get(header.document_id)
    if header.fields.get("key") != "date" or not iso:
        return ()
    day = date.fromisoformat(iso)
    return iso, f"{day.year}年{day.month}月{day.day}日", f"{day.day} {month_name(day.month)} {day.year}"
