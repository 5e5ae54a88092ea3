"""What a follow-up says by the turn before it: the day after, that year, a number alone."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import timedelta

from assistant.cues import pattern
from assistant.question import Question
from ingest.dates import FoundDate

RELATIVE = pattern("relative_day")
SAME_DAY = re.compile(r"同一?[天日]|[当那]天|\b(?:same|that) day\b")
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
    if len(previous.years) == 1:
        for by, said in _YEARS[language].items():
            text = re.sub(said, f"{previous.years[0] + by}{'年' if language == 'zh' else ''}", text)
    number, step = _NUMBER[language].match(text), _STEP[language].match(text)
    record = _RECORD[language].get(previous.ordinals[0].kind) if previous.ordinals else None
    if record and number:
        return record.format(number[1]) + text[number.end() :]
    if record and step:
        return record.format(previous.ordinals[-1].numbers[-1] + (-1 if step["back"] else 1)) + text[step.end() :]
    return text


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
