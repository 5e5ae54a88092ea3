"""What an event of a chronicle says: its day, its headline, its kind, who did what in it, whose title is whose."""

from __future__ import annotations

import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from assistant.phrases import say
from assistant.sentences import sentences_of
from assistant.titles import is_title, rows_before, title_before
from assistant.words import Term
from ingest.dates import FoundDate
from ingest.fold import fold
from ingest.model import Record

Day = tuple[int, int, int]  # year, month, day
_FIRST_SENTENCE = re.compile(r"^[^。]*。?")
_ACTS = {
    "chair": re.compile("主持"),
    "speak": re.compile("讲话|致辞|致词|发言|研讨交流|部署"),
    "attend": re.compile("出席|参加|列席|陪同|随同|到场|到会|参会|参与"),
    "observe": re.compile("列席"),
    "instruct": re.compile("作出?[^，。]{0,4}批示"),
    "discuss": re.compile("发言|研讨交流|交流研讨|表态"),
}
_KINDS = {
    "kind_meeting": re.compile(
        r"会议|(?:座谈|汇报|推进|部署|协调|调度|动员|研讨|生活|办公|交流|发布|[^机协委员社])会(?:在[^，,]{2,20})?(?:召开|举行|$)"
    ),
    "kind_inspection": re.compile("调研|视察|考察(?!时)|察看|检查|巡河|督导"),
}
_CUT = 2  # characters that the full title has more
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_LABEL = re.compile(r"(\d{1,2})月(\d{1,2})日")


def dates(record: Record) -> tuple[date, date] | None:
    """First and last day of an event, where the chronicle states its year."""
    first = record.fields.get("date")
    return (date.fromisoformat(first), date.fromisoformat(record.fields.get("end") or first)) if first else None


def span(record: Record) -> tuple[Day, Day] | None:
    """First and last day of an event, the year 0 where the chronicle states none."""
    if known := dates(record):
        return _day(known[0]), _day(known[1])
    found = _LABEL.match(record.label)
    return ((0, int(found[1]), int(found[2])),) * 2 if found else None


def _day(day: date) -> Day:
    return day.year, day.month, day.day


def within(record: Record, asked: FoundDate) -> bool:
    """Whether an event falls into a date a question gives; where neither states a year, months and days decide."""
    days = span(record)
    if days is None:
        return False
    begin, end = _day(asked.first), _day(asked.last)
    if not days[0][0] and not asked.has_year:
        return days[0][1:] <= end[1:] and begin[1:] <= days[1][1:]
    return days[0] <= end and begin <= days[1]


def exactly(record: Record, asked: FoundDate) -> bool:
    """Whether an event lasted from the first to the last day that a question gives."""
    return span(record) == (_day(asked.first), _day(asked.last))


def day(record: Record, language: str) -> str:
    """The date or range of an event as an answer prints it."""
    known = dates(record)
    if known is None:
        return record.label
    first, last = known
    if language == "zh":
        text = f"{first.year}年{first.month}月{first.day}日"
        if last != first:
            text += f"至{last.day}日" if last.month == first.month else f"至{last.month}月{last.day}日"
        return text
    if last == first:
        return f"{first.day} {month_name[first.month]} {first.year} ({first.isoformat()})"
    begin, end = (f"{d.day} {month_name[d.month]}" for d in (first, last))
    begin = str(first.day) if last.month == first.month else begin
    return f"{begin} to {end} {last.year} ({first.isoformat()})"


def headline(record: Record) -> str:
    """The first sentence of an event without its date."""
    text = _FIRST_SENTENCE.match(record.text.strip())
    sentence = text.group() if text else record.text
    return re.sub(r"^[△▲●○■◆◇☆★]?(?:同日|当日|[\d年月日至—-]+日)?[，,]?", "", sentence).strip().rstrip("。")


def say_of(record: Record, language: str, key: str, **values: object) -> str:
    """A phrase on an event, with its day and the beginning of its headline."""
    return say(language, key, **{"day": day(record, language), "headline": short(headline(record)), **values})


def short(text: str, limit: int = 60) -> str:
    """The leading clauses of a headline up to a length; what is cut stands whole in the item."""
    kept = ""
    for part in re.findall(r"[^，,]+[，,]?", text):
        if kept and len(kept) + len(part) > limit:
            break
        kept += part
    return kept.rstrip("，,")


@lru_cache(maxsize=4096)
def said(text: str) -> str:
    """A text for matching: folded, and without what stands in brackets, or these: 常务(扩大)会议 is both others."""
    folded = fold(text)
    bare = _BRACKETED.sub("", folded)
    return folded if bare == folded else f"{folded}\n{bare}\n{re.sub('[()]', '', folded)}"


def in_headline(names: Iterable[str], record: Record) -> bool:
    """Whether the first sentence of an event names a place, with or without 市, 县, 区."""
    told = said(headline(record))
    return any(fold(name) in told or (len(name) > 2 and fold(name)[:-1] in told) for name in names)


def of_kind(record: Record, kinds: Collection[str]) -> bool:
    """Whether the clauses an event begins with tell of a meeting or of an inspection, as the kinds ask."""
    begins = short(headline(record), 90)
    return all(any(_KINDS[kind].search(clause) for clause in re.split("[，,]", begins)) for kind in kinds)


@lru_cache(maxsize=4096)
def _doings(text: str, people: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    acts: dict[str, set[str]] = defaultdict(set)
    for sentence in re.split("[。；;]", text):
        for name in people:
            for found in re.finditer(re.escape(name), sentence):
                # the verb may stand after others who share it: 市长甲，副市长乙出席
                clauses = re.split("[，,]", sentence[found.end() :])
                verbs = next((v for clause in clauses if (v := _verbs(clause))), set())
                acts[name] |= verbs
    return {name: frozenset(found) for name, found in acts.items()}


def _verbs(clause: str) -> set[str]:
    return {act for act, pattern in _ACTS.items() if pattern.search(clause)}


def acted(act: str, sentence: str) -> bool:
    """Whether a sentence tells that somebody chaired, spoke or attended."""
    return bool(_ACTS[act].search(sentence))


def doers(record: Record, act: str) -> list[str]:
    """The persons who chaired, spoke or attended, in order of their first place."""
    people = tuple(record.fields.get("people", ()))
    acts = _doings(record.text, people)
    return [name for name in people if act in acts.get(name, ())]


def escorts(record: Record) -> list[str]:
    """The persons of the last sentence that says who took part, where those who went along are named."""
    for sentence in reversed(sentences_of(record)):
        found = [p for p in record.fields.get("people", []) if p in sentence]
        if found and _ACTS["attend"].search(sentence):
            return found
    return []


@lru_cache(maxsize=64)
def _titles(texts: tuple[str, ...], people: tuple[tuple[str, ...], ...]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for text, names in zip(texts, people, strict=True):
        for name in names:
            for borne, _ in rows_before(name, text, names):
                for title in borne or title_before(name, text).split("、"):
                    found[title].add(name)
    found.pop("", None)
    return {title: frozenset(names) for title, names in found.items()}


def titles(pool: Sequence[Record]) -> Mapping[str, frozenset[str]]:
    """Who bears each title in the events of a chronicle."""
    return _titles(tuple(r.text for r in pool), tuple(tuple(r.fields.get("people", ())) for r in pool))


def bearers(term: Term, held: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The persons whose title a term is; of a title cut short the only one: 书记 of 市委书记."""
    sure = [word for word, weight in term.alternatives if weight >= 0.9]
    cut = {
        name
        for title, names in held.items()
        for word in sure
        if is_title(word) and title.endswith(word) and len(title) - len(word) <= _CUT and "副" not in title
        for name in names
    }
    whole = next((held[word] for word in sure if word in held), frozenset[str]())
    return whole or (frozenset(cut) if len(cut) == 1 else frozenset())
