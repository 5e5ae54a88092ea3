"""Lines that are nothing but a date, and the dates that begin a line of a chronicle."""

from __future__ import annotations

import datetime
import re

from ingest.numerals import parse_numeral

_DIGITS = r"[\d〇○零一二三四五六七八九十]"
_FULL = re.compile(rf"({_DIGITS}{{4}})年({_DIGITS}{{1,3}})月({_DIGITS}{{1,3}})日")

_ADOPTED = re.compile(r"(?:通过|批准|公布|发布|修订|修正|施行)[）)]?$")
_EFFECT = re.compile(r"[（(]?自?(?:(?:公布|发布|颁布|印发)之日|.{0,20}日)起?(?:施行|实施|执行|生效)[）)]?$")


def iso(year: int, month: int, day: int) -> str | None:
    """An ISO date, None where there is no such day."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def date_of(text: str) -> str | None:
    """The first full date of a text in ISO form, in Arabic or Chinese numerals."""
    found = _FULL.search("".join(text.split()))
    if not found:
        return None
    numbers = [parse_numeral(part) for part in found.groups()]
    if any(number is None for number in numbers):
        return None
    year, month, day = (int(number) for number in numbers if number is not None)
    return iso(year, month, day)


def is_date_line(text: str) -> bool:
    """Whether a text is one full date and nothing else."""
    return bool(_FULL.fullmatch("".join(text.split())))


def is_adoption_line(text: str) -> bool:
    """Whether a text tells the day a paper was adopted, approved or published, under its title."""
    return len(text) < 80 and bool(_ADOPTED.search(text)) and date_of(text) is not None


def is_effect_line(text: str) -> bool:
    """Whether a line under a title tells no more than from when a paper is in force: 公布之日施行."""
    return len(text) < 30 and bool(_EFFECT.fullmatch("".join(text.split())))
