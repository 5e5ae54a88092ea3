"""What share of a list of names the rows of a place or of a category are: 占几成, "do they make up a quarter"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from assistant.answer import Computed, Receipt
from assistant.columns import columns_of, value_columns
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.phrases import joined, say
from assistant.question import Question
from assistant.selecting import Selection, fits, select
from assistant.standing import number_said
from ingest.fold import fold
from ingest.model import Record
from vectorstore.query import Query
from vectorstore.records import run

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_FRACTION = pattern("fraction")
_ASKS = pattern("asks")
_TAKES = pattern("takes_a_share")
_NONE = ("plan", "actual", "attend", "kind_task", "kind_event", "kind_article", "kind_member", "lead", "most", "least")


def asks_share(question: Question) -> bool:
    """Whether it is asked what share something is."""
    return bool(_ASKS.search(question.folded))


def percent(count: int, total: int) -> str:
    """A share in percent, to two places."""
    share = (Decimal(100 * count) / Decimal(total)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{share:f}".rstrip("0").rstrip(".")


def unshared(question: Question) -> Question:
    """The question without the words that say that a share is asked, or what share something is."""
    spans = [found.span() for pattern in (_FRACTION, _ASKS) for found in pattern.finditer(question.folded)]
    kept = tuple(t for t in question.terms if not any(start < t.end and t.start < end for start, end in spans))
    figures = tuple(f for f in question.figures if not any(start < f.end and f.start < end for start, end in spans))
    return replace(question, terms=kept, figures=figures)


def told(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """How many of the rows of a list meet what a question says, and what share of the list that is."""
    claim = _FRACTION.search(question.folded)
    if not (asks_share(question) or (claim and _TAKES.search(question.folded))) or question.has(*_NONE):
        return None
    found = select(unshared(question), corpus)
    tables = tuple(t for t in found.tables if fits(t, found.filters))
    if found.unbound or found.loose or not tables or any(value_columns(columns_of(t)) for t in tables):
        return None
    found = replace(found, tables=tables)
    records, whole = found.result().matched, _whole(question, found)
    named = any(f.field == "category" or f.field.startswith("cells") for f in found.filters)
    return _share(question, found, records, len(whole), book) if named and 0 < len(records) < len(whole) else None


def _share(question: Question, found: Selection, records: Sequence[Record], total: int, book: QuoteBook) -> Draft:
    language, count = question.language, len(records)
    items = [item_of(record, (book.cite(record, "merged"),)) for record in records]
    book.cite(records[0], "header_row", "category")
    what = joined(language, ",", dict.fromkeys(f.said or str(f.value[0]) for f in found.filters))
    share, marks = percent(count, total), mark(*(i.quotes[0] for i in items[:3]))
    text = say(language, "share_of", what=what, count=count, total=total, percent=share, m=marks)
    if claim := _FRACTION.search(question.folded):
        over, said = Fraction(count, total) - _value(claim), "一半" if claim["half"] else claim.group()
        text += say(language, "share_over" if over > 0 else "share_under" if over else "share_exact", claim=said)
    draft = Draft("answered", text, items, Receipt("row", count, total), records=tuple(records))
    draft.computed = [Computed(str(n), "项", "count(rows)", ()) for n in (count, total)]
    draft.computed.append(Computed(share, "%", f"{count} / {total}", ()))
    return draft


def _whole(question: Question, found: Selection) -> Sequence[Record]:
    """The rows of which a share is asked: all of the lists, or those said to hold the others."""
    if len(found.filters) < 2:
        return found.rows
    holding = [f for f in found.filters if f.said and _holds(question, f.said)]
    base = holding or [f for f in found.filters if f.field == "category"]
    return run(found.rows, Query("row", tuple(base[:1]))).matched


def _holds(question: Question, said: str) -> bool:
    """Whether a name is said to hold others: 传统技艺里, "of the crafts"."""
    before, _, after = question.folded.partition(fold(said) if question.language == "zh" else said)
    if question.language == "en":
        return bool(re.search(r"\b(?:of|among) (?:the |all |its )*$", before))
    return bool(re.match(r"(?:(?![,，占在]|名[录单]|清单).){0,8}?[里中内]", after))


def _value(found: re.Match[str]) -> Fraction:
    """The fraction that a question says."""
    said = {name: number_said(text) for name, text in found.groupdict("").items() if name not in ("percent", "part")}
    if found["percent"]:
        return Fraction(found["percent"]) / 100
    if found["parts"]:
        return Fraction(said["times"], said["parts"] or 100)
    if found["tenths"]:
        return Fraction(said["tenths"], 10)
    return Fraction(said["many"] or 1, _PARTS.get(found["part"] or "half", 2))
