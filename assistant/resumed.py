"""What a follow-up says by the turn before it: the day after, that year, a number alone."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import timedelta

from assistant.cues import Cue, pattern
from assistant.posts import asked_post
from assistant.question import Ordinal, Question
from assistant.words import Term
from ingest.dates import FoundDate
from ingest.numerals import parse_english_numeral, parse_numeral

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
# A place in an order that the turn before asks the first of: "and the third?"
CONFIRMED = pattern("confirmed_before")  # what the answer before said, once more: 是丙区吧？再查……
_PLACE, _POST = pattern("place_alone"), pattern("post_alone")
_LISTS = re.compile(r"名录|名单|清单|附件|表|扩展|\b(?:lists?|tables?|annex|catalogues?|registers?|extension)\b")
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
    language, text = previous.language, CONFIRMED.sub("", text)
    if len(previous.years) == 1:
        for by, said in _YEARS[language].items():
            text = re.sub(said, f"{previous.years[0] + by}{'年' if language == 'zh' else ''}", text)
    if (place := _PLACE.match(text)) and previous.has("most", "rank") and not previous.has("attend"):
        return f"第{place['zh']}多的是哪个" if place["zh"] else f"And the {place['en'].lower()} most?"
    if (head := _POST.match(text.lower())) and (post := asked_post(previous)):
        office = "heads the office of" if post.verb else previous.folded[post.start : post.end] + " of the office"
        return previous.folded[: post.start] + (head["zh"] or office) + previous.folded[post.end :]
    number, step = _NUMBER[language].match(text), _STEP[language].match(text)
    record = _RECORD[language].get(previous.ordinals[0].kind) if previous.ordinals else None
    if record and number:
        return record.format(number[1]) + text[number.end() :]
    if record and step:
        return record.format(previous.ordinals[-1].numbers[-1] + (-1 if step["back"] else 1)) + text[step.end() :]
    return text


def relative(previous: Question, current: Question) -> tuple[FoundDate, ...]:
    """The day after or before that of the previous question, so many days from it, or another day of its month."""
    found = RELATIVE.search(current.folded)
    if found is None or not previous.dates:
        return ()
    base, said = previous.dates[-1], found["n"] or ""
    number = int(parse_numeral(said) or parse_english_numeral(said) or 1)  # a week
    day, way = (base.first, -number) if found["before"] or found["back"] else (base.last, number)
    if found["day"] or found["months"]:
        year, month = divmod(day.year * 12 + day.month - 1 + (way if found["months"] else 0), 12)
        wanted = int(found["day"] or day.day)
        day = day.replace(year=year, month=month + 1, day=min(wanted, monthrange(year, month + 1)[1]))
    else:
        day += timedelta(days=way * (7 if found["weeks"] else 1))
    written = f"{day.month}月{day.day}日" if current.language == "zh" else day.isoformat()
    return (replace(base, first=day, last=day, precision="day", verbatim=written),)


def apart(previous: Question, current: Question) -> tuple[Term, ...]:
    """The words beside those for a day that is told by the turn before: the university visits the day before."""
    found = RELATIVE.search(current.folded)
    first, last = (at + len(previous.folded) for at in found.span()) if found else (0, 0)
    return tuple(t for t in current.terms if not (t.generic or first <= t.start < last))


def kept_cues(previous: Question, current: Question) -> list[Cue]:
    """What the turn before leaves out, and which list it means where the current one speaks of no list."""
    listed = current.has("both") or current.named("table", "document", "unit", "row") or _LISTS.search(current.folded)
    kept = {"exclude"} if current.has("among") else set() if listed else {"nth_table"}
    return [cue for cue in previous.found_cues if cue.name in kept]


def numbered(previous: Question, current: Question, content: bool) -> tuple[Ordinal, ...]:
    """The ordinals of the previous question, with the bare number that the current one gives."""
    number = re.search(r"\d+", current.folded)
    if number and previous.ordinals and not content and not current.mentions and not current.dates:
        return (replace(previous.ordinals[0], numbers=(int(number.group()),)),)
    return previous.ordinals
