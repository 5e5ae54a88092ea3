"""What a follow-up says by the turn before it: the day after, that year, a number alone."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import timedelta

from assistant.cues import pattern
from assistant.question import Question
from ingest.dates import FoundDate
from ingest.numerals import parse_english_numeral, parse_numeral

RELATIVE = pattern("relative_day")
# What the year before that of the turn before is called, the year after it, and that year
_YEARS = {
    "zh": {
        -1: r"(?:[前上]|头)一年(?!级)",
        1: r"(?:[后下]|再下)一年(?!级)",
        0: r"[当同那][一个]?年(?![度份初底中末前后间轻龄])",
    },
    "en": {
        -1: r"(?i)\bthe (?:year before|previous year|prior year|preceding year)\b",
        1: r"(?i)\bthe (?:year after|following year|next year)\b",
        0: r"(?i)\b(?:that|(?:that |the )?same) year\b",
    },
}
# So many days or weeks from the day of the turn before
_AWAY = {language: pattern(f"days_away_{language}") for language in ("zh", "en")}
# A place in an order that the turn before asks the first of: "and the third?"
_PLACE = pattern("place_alone")
# A number alone, of a record such as the one before: 那52呢, "And 103, who leads that?"
_NUMBER = {language: pattern(f"number_alone_{language}") for language in ("zh", "en")}
# The record before that of the turn before, or after it: 再往前一项呢, "and the one before?"
_STEP = {language: pattern(f"step_{language}") for language in ("zh", "en")}
_RECORD = {
    "zh": {"task": "第{}项任务", "article": "第{}条", "row": "第{}项指标", "item": "第{}项"},
    "en": {"task": "and task {}", "article": "and article {}", "row": "and indicator {}", "item": "and item {}"},
}


def spelt(text: str, previous: Question) -> str:
    """A follow-up with the year of the turn before for "that year", and a number alone as that of such a record."""
    language = previous.language
    text = _AWAY[language].sub(lambda found: _day_away(found, previous), text)
    if len(previous.years) == 1:
        for by, said in _YEARS[language].items():
            text = re.sub(said, f"{previous.years[0] + by}{'年' if language == 'zh' else ''}", text)
    if (place := _PLACE.match(text)) and previous.has("most", "rank") and not previous.has("attend"):
        return f"第{place['zh']}多的是哪个" if place["zh"] else f"And the {place['en'].lower()} most?"
    number, step = _NUMBER[language].match(text), _STEP[language].match(text)
    record = _RECORD[language].get(previous.ordinals[0].kind) if previous.ordinals else None
    if record and number:
        return record.format(number[1]) + text[number.end() :]
    if record and step:
        return record.format(previous.ordinals[-1].numbers[-1] + (-1 if step["back"] else 1)) + text[step.end() :]
    return text


def _day_away(found: re.Match[str], previous: Question) -> str:
    """So many days from the day of the turn before, as its date: 三天后, "a week later"."""
    base = next((d for d in reversed(previous.dates) if d.precision in ("day", "range")), None)
    number = int(parse_numeral(found["n"]) or parse_english_numeral(found["n"]) or 1)  # a week
    if base is None:
        return found.group()
    day, way = (base.first, -number) if found["back"] else (base.last, number)
    if found["months"]:
        year, month = divmod(day.year * 12 + day.month - 1 + way, 12)
        day = day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
    else:
        day += timedelta(days=way * (7 if found["weeks"] else 1))
    return f"{day.month}月{day.day}日" if previous.language == "zh" else f" on {day.day} {day:%B} {day.year}"


def relative(previous: Question, current: Question) -> tuple[FoundDate, ...]:
    """The day after or before that of the previous question, or another day of its month."""
    found = RELATIVE.search(current.folded)
    if found is None or not previous.dates:
        return ()
    base = previous.dates[-1]
    if found["day"]:
        last = monthrange(base.first.year, base.first.month)[1]
        first = base.first.replace(day=min(int(found["day"]), last))
    else:
        first = base.last + timedelta(days=1) if found["next"] else base.first - timedelta(days=1)
    written = f"{first.month}月{first.day}日" if current.language == "zh" else first.isoformat()
    return (replace(base, first=first, last=first, precision="day", verbatim=written),)
