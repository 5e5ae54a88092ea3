"""What share of a list of names the rows of a place or of a category are: 占几成, "do they make up a quarter"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from assistant.answer import Computed, Receipt
from assistant.applicants import applicant_column
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, item_of, mark
from assistant.phrases import say
from assistant.question import Question
from assistant.selecting import Selection, fits, select
from ingest.fold import fold
from ingest.model import Record
from ingest.numerals import parse_numeral
from vectorstore.query import Query
from vectorstore.records import run

_N = r"[\d一二两三四五六七八九十百]+"
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_TIMES = {"two": 2, "three": 3, "four": 4}
_FRACTION = re.compile(
    rf"百分之(?P<of>{_N}(?:\.\d+)?)|(?P<percent>\d+(?:\.\d+)?) ?(?:%|per ?cent\b)|(?P<parts>{_N})分之(?P<times>{_N})"
    r"|(?P<tenths>[\d一二两三四五六七八九])成(?P<more>半)?|(?P<half>一半|半数|过半|大半|对半|半壁江山)"
    rf"|\b(?:an? )?(?:(?P<many>two|three|four)[ -])?(?P<part>{'|'.join(_PARTS)})s?\b(?= of|[ ,?.]|$)"
)
_ASKS = re.compile(
    r"占(?:比|有率)|占(?:了|到|据|有)?(?:多大|多少|几|百分之)|(?:所占|占了?|的)(?:多少|多大|什么|几)?(?:比例|比重|份额)"
    r"|百分比|百分之(?:多少|几)|几分之几|几成|比例(?:是|有|为)?多[少大高]"
    r"|\b(?:what|which|how (?:large|big|much|great)(?: an?)?) (?:\w+ ){0,2}?(?:share|percentage|proportion|fraction|percent|per cent"
    r"|part)\b|\b(?:share|percentage|proportion) of\b"
)
_TAKES = re.compile(
    r"占|够|达|到|超|过半|有|\b(?:make|makes|made|account|accounts|come|comes|came|constitute|represent|is|are|was|were)\b"
)
_APART = re.compile(r"各(?:自)?(?:占|有|是)|分别占|\b(?:each|respectively)\b")
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
    claimed = _FRACTION.search(question.folded)
    if not (asks_share(question) or (claimed and _TAKES.search(question.folded))) or question.has(*_NONE):
        return None
    found = select(unshared(question), corpus)
    tables = tuple(t for t in found.tables if fits(t, found.filters))
    if found.unbound or found.loose or not tables or not all(applicant_column(t) for t in tables):
        return None
    found = replace(found, tables=tables)
    if not any(f.field in ("category", "cells") or f.field.startswith("cells.") for f in found.filters):
        return None
    parts = [replace(found, tables=(t,)) for t in tables] if _APART.search(question.folded) else [found]
    drafts = [_share(question, part, _value(claimed) if claimed else None, _said(claimed), book) for part in parts]
    return _joined(question, [draft for draft in drafts if draft])


def _joined(question: Question, drafts: Sequence[Draft]) -> Draft | None:
    """One answer to the share of each of some lists."""
    if not drafts:
        return None
    first = drafts[0]
    for other in drafts[1:]:
        first.text += ("" if question.language == "zh" else " ") + other.text
        first.items += other.items
        first.computed += other.computed
        first.records += other.records
    if len(drafts) > 1:
        first.receipt = None
    return first


def _share(question: Question, found: Selection, claim: Fraction | None, said: str, book: QuoteBook) -> Draft | None:
    language, whole = question.language, _whole(question, found)
    records = found.result().matched
    if not records or len(records) == len(whole):
        return None
    items = [item_of(record, (book.cite(record, "merged"),)) for record in records]
    total, count = len(whole), len(records)
    book.cite(records[0], "header_row", "category")
    what = ("、" if language == "zh" else ", ").join(dict.fromkeys(f.said or str(f.value[0]) for f in found.filters))
    text = say(
        language,
        "share_of",
        what=what,
        count=count,
        total=total,
        percent=percent(count, total),
        m=mark(*(i.quotes[0] for i in items[:3])),
    )
    if claim is not None:
        share = Fraction(count, total)
        key = "share_over" if share > claim else "share_under" if share < claim else "share_exact"
        text += say(language, key, claim=said)
    draft = Draft("answered", text, items, Receipt("row", count, total), records=tuple(records))
    draft.computed = [Computed(str(n), "项", "count(rows)", ()) for n in (count, total)]
    draft.computed.append(Computed(percent(count, total), "%", f"{count} / {total}", ()))
    return draft


def _whole(question: Question, found: Selection) -> Sequence[Record]:
    """The rows of which a share is asked: all of the lists, or those of the category or place said to hold the others."""
    if len(found.filters) < 2:
        return found.rows
    holding = [f for f in found.filters if f.said and _holds(question, f.said)]
    base = holding or [f for f in found.filters if f.field == "category"]
    return run(found.rows, Query("row", tuple(base[:1]))).matched


def _holds(question: Question, said: str) -> bool:
    """Whether a name is said to hold others: 传统技艺里, "of the crafts"."""
    at = question.folded.find(fold(said))
    if question.language == "en":
        return bool(re.search(r"\b(?:of|among) (?:the |all |its )*$", question.folded[:at]))
    return bool(
        re.match(
            r"(?:(?![,，占在]|名[录单]|清单).){0,8}?(?:里|中|当中|之中|内)", question.folded[at + len(fold(said)) :]
        )
    )


def _said(found: re.Match[str] | None) -> str:
    """How a fraction is said."""
    return "" if found is None else "一半" if found["half"] else found.group()


def _value(found: re.Match[str]) -> Fraction:
    """The fraction that a question says."""
    part = found.groupdict()
    if said := part["of"] or part["percent"]:
        return Fraction(Decimal(said) if said[0].isdecimal() else Decimal(parse_numeral(said) or 0)) / 100
    if part["parts"]:
        return Fraction(int(parse_numeral(part["times"]) or 0), int(parse_numeral(part["parts"]) or 1))
    if part["tenths"]:
        return Fraction(int(parse_numeral(part["tenths"]) or 0), 10) + (Fraction(1, 20) if part["more"] else 0)
    return Fraction(_TIMES.get(part["many"] or "", 1), _PARTS.get(part["part"] or "", 2))
