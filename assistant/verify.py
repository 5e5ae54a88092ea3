"""Claims against quotes: every figure, date, unit and number of an answer is in a quote or was computed from one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer import Quote
from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook
from ingest.fold import contains, fold
from ingest.numerals import parse_numeral

_SENTENCE = re.compile(r".+?(?:[。！？]|(?<=[\])”])[.]\s|[.]\s(?=[A-Z])|\Z)", re.DOTALL)
_MARK = re.compile(r"\[(\d+)\]")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_ITEM = re.compile(r"(?<!\d)\d{1,2}[.．](?=(?:19|20)\d\d年)")  # 1．2035年3月底前: the number of an item before a year
_SPELT = re.compile("[〇○零一二两三四五六七八九十百千]+")
_SPELT_DATE = re.compile(
    "[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"
)
_DOC_NUMBER = re.compile(r"[\u4e00-\u9fff]{2}[(〔\[]\d{4}[)〕\]]\d+号")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A sentence that was dropped, and the claim in it that no quote holds."""

    sentence: str
    claim: str


def verbatim(quotes: Iterable[Quote], corpus: Corpus) -> bool:
    """Whether every quote is the slice of its file that it says it is."""
    return all(corpus.index.file(q.sha256).text[q.start : q.end] == q.text for q in quotes)


def _numbers(text: str) -> set[str]:
    return {_canonical(n) for n in _NUMBER.findall(unicodedata.normalize("NFKC", _ITEM.sub(" ", text)))}


def _canonical(number: str) -> str:
    plain = number.replace(",", "")
    return plain.rstrip("0").rstrip(".").lstrip("0") or "0" if "." in plain else plain.lstrip("0") or "0"


def _spelt(text: str) -> set[str]:
    """The whole numbers that a text writes in Chinese characters: 第四十条."""
    values = (parse_numeral(run) for run in _SPELT.findall(text))
    return {str(int(value)) for value in values if value is not None}


def unsupported(sentence: str, draft: Draft, quotes: Iterable[Quote], corpus: Corpus, question: str) -> str | None:
    """The first claim of a sentence that neither a quote nor a computation holds; None if all are held."""
    said = _MARK.sub("", sentence)
    sources = " ¦ ".join(" ¦ ".join((q.text, q.label, *q.path[-1:])) for q in quotes)  # a row's table is its path's end
    quoted = fold(sources)
    known = (
        _numbers(sources)
        | _spelt(" ".join(_SPELT_DATE.findall(sources.replace("○", "〇"))))
        | {_canonical(c.value) for c in draft.computed}
    )
    known |= {number for c in draft.computed for number in _numbers(c.expression)}
    if draft.receipt:
        known |= {str(draft.receipt.matched), str(draft.receipt.checked)}
    known |= {str(len(draft.items)), *([str(len(draft.records))] if draft.items else ())}  # a list says of how many
    asked = _numbers(question) | _spelt(question) if draft.outcome == "not_found" else set()
    stray = _numbers(said) - known - asked
    if stray:
        return min(stray)
    for unit in corpus.names.units.find(said):
        held = any(contains(fold(name), quoted) for name in (unit.verbatim, *unit.units))
        if not held and fold(unit.verbatim) not in fold(question):
            return unit.verbatim
    for match in _DOC_NUMBER.finditer(fold(said)):
        if match.group() not in quoted and match.group() not in fold(question):
            return match.group()
    return None


def verified(draft: Draft, book: QuoteBook, corpus: Corpus, question: str) -> tuple[Draft, list[Rejected]]:
    """The draft without the sentences that are not borne out; `not_found` if none is left."""
    if draft.outcome == "declined":
        return draft, []
    kept = []
    rejected = []
    for match in _SENTENCE.finditer(draft.text):
        sentence = match.group()
        claim = unsupported(sentence, draft, book.quotes, corpus, question)
        if claim is None:
            kept.append(sentence)
        else:
            rejected.append(Rejected(sentence, claim))
    draft.text = "".join(kept).strip()
    return draft, rejected
