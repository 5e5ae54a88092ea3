"""Whether each figure of an answer stands in a quote, was computed, or counts what is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ingest.fold import fold_character
from ingest.numerals import parse_numeral

_MARK = re.compile(r"\[\d+\]")
_MARKUP = re.compile(r"</?\w+>")
_DIGITS = re.compile(r"\d+(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
_CHINESE = re.compile(r"[〇零一二两三四五六七八九十百千万亿]+")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})(?:[a-z]{{2,6}})?\b", re.IGNORECASE)
_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_WORD = re.compile(rf"\b({'|'.join(_SMALL)})\b", re.IGNORECASE)


def unsupported(turns: Sequence[str], answer: Mapping[str, Any]) -> list[str]:
    """The figures in digits that the answer states and nothing supports; what the question said may be repeated."""
    support = {value for text in _supporting(turns, answer) for value in _values(text)}
    receipt = answer["receipt"] or {}
    counts = [len(answer["items"]), receipt.get("matched"), receipt.get("checked")]
    support.update(Decimal(count) for count in counts if count is not None)
    stated = dict(_figures(_MARK.sub("", answer["answer"])))
    return [figure for figure, value in stated.items() if value not in support]


def _supporting(turns: Sequence[str], answer: Mapping[str, Any]) -> Iterable[str]:
    yield from turns
    for quote in answer["quotes"]:
        yield from (quote["text"], quote["label"], quote["document"], *quote["path"])
        yield from (quote["doc_number"] or "", quote["date"] or "")
    for computed in answer["computed"]:
        yield f"{computed['value']} {computed['unit']}"
        yield computed["expression"]
    for item in answer["items"]:  # an event's label is its date with the year that another quote states
        yield item["label"]


def _plain(text: str) -> str:
    """Full-width and half-width digits alike, without markup and line breaks, white space kept between words."""
    return "".join(fold_character(c) or " " for c in _MARKUP.sub("", text.replace("\n", "")))


def _figures(text: str) -> Iterable[tuple[str, Decimal]]:
    for match in _DIGITS.finditer(_plain(text)):
        yield match[0], Decimal(match[0].replace(",", ""))


def _values(text: str) -> Iterable[Decimal]:
    """Every number that a text states, in digits, in Chinese, or as the name of a month."""
    yield from (value for _, value in _figures(text))
    yield from (value for match in _CHINESE.finditer(text) if (value := parse_numeral(match[0])) is not None)
    yield from (Decimal(_MONTHS.index(match[1].lower()) + 1) for match in _MONTH.finditer(text))
    yield from (Decimal(_SMALL.index(match[1].lower())) for match in _WORD.finditer(text))
