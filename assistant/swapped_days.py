"""Days worked in exchange for a holiday, as 9月29日（星期日）上班: of all holidays of a notice or of one."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from assistant.answer import Item, Receipt
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.draft import Draft, QuoteBook, mark
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import in_scope
from ingest.dates import find_dates
from ingest.fold import fold
from ingest.model import Record

_ASKED = {"zh": pattern("worked_days"), "en": pattern("english_worked_days")}
_BACK = pattern("back_to_work")
_HOLIDAY = re.compile(r"^(?:[一二三四五六七八九十\d]+[、.．])?\s*(?P<name>[一-龥、]{2,9})[：:](?=[^。]*放假)")
_WORKED = re.compile(r"[^。；;]*?上班(?=[。；;，,]|$)")
_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日\s*[（(](?:星期|周)(?P<week>[一二三四五六日天])[）)]")
_WHETHER = re.compile(r"([要用])不\1|需不需要|还?要[^?？]*吗")
_DAY_ASKED = re.compile(r"[哪几]")
_OF_HOLIDAY = pattern("of_holiday")
_ALIASES = {"五一": "劳动", "十一": "国庆", "新年": "元旦", "过年": "春节", "农历新年": "春节", "端阳": "端午"}
_FESTIVAL = re.compile(r"[一-龥]{2}(?=节(?![日假前后气约目奏]))")
_WEEKEND = (("六", re.compile(r"(?:星期|周)六|\bsaturdays?\b")), ("日", re.compile(r"(?:星期|周)[日天]|\bsundays?\b")))


class _Day(NamedTuple):
    """A day worked, by its date and as printed."""

    date: date
    printed: str
    week: str
    record: Record

    def told(self, language: str) -> str:
        """The day in a language, with what is printed."""
        day, week = f"{self.date.day} {month_name[self.date.month]}", day_name["一二三四五六日".index(self.week)]
        return self.printed if language == "zh" else f"{day} ({week}, {self.printed})"


def worked(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """The days that a holiday notice has worked, all of them; that a holiday has none."""
    asked = _ASKED[question.language].search(question.folded) and _OF_HOLIDAY.search(question.folded)
    if not asked or _BACK.search(question.folded):
        return None
    whether = question.has("yesno") or bool(_WHETHER.search(question.folded))
    if not (whether or question.has("list", "count", "when", "figure") or _DAY_ASKED.search(question.folded)):
        return None
    articles, holidays = _articles(question, corpus)
    names = {found["name"]: r for r in holidays if (found := _HOLIDAY.match(r.text))}
    meant = _meant(question, tuple(names))
    if not holidays or meant is None:
        years = [d.verbatim for d in question.dates if d.has_year]
        return _absent(years[:1] if not holidays else _other(question, names), question, articles, corpus, book)
    chosen = [names[name] for name in meant] or holidays
    days = [day for record in chosen for day in _days(record, corpus) if _on_asked_weekday(question, day)]
    if not days:
        if not meant:
            return None
        said = chosen[0].text.strip().rstrip("。")
        text = say(question.language, "no_day_worked", text=said, m=mark(book.cite(chosen[0])))
        return Draft("answered" if whether else "not_found", text, missing=() if whether else tuple(meant))
    dated = [(d, d.date.isoformat(), (book.cite(d.record),)) for d in days]
    items = [Item(iso, f"{iso} {d.printed}", {"date": iso}, quotes) for d, iso, quotes in dated]
    told = ("、" if question.language == "zh" else "; ").join(d.told(question.language) for d in days)
    key = "days_worked" if len(days) > 1 else "day_worked"
    text = say(question.language, key, count=len(days), days=told, m=mark(*(i.quotes[0] for i in items)))
    receipt = Receipt("day", len(days), len(days))
    return Draft("answered", text, items if len(items) > 1 else [], receipt, records=tuple(d.record for d in days))


def _articles(question: Question, corpus: Corpus) -> tuple[list[Record], list[Record]]:
    """The articles on holidays, and those of the notice for the year asked about, else of the newest notice."""
    scope = in_scope(question, corpus)
    found = [r for r in corpus.of_kind["article"] if r.document_id in scope and _HOLIDAY.match(r.text)]
    of_year = {r.document_id: _year(r, corpus) for r in found}
    newest = max((y for y in of_year.values() if y and (not question.years or y in question.years)), default=None)
    return found, [r for r in found if newest and of_year[r.document_id] == newest]


def _absent(
    what: Sequence[str], question: Question, articles: Sequence[Record], corpus: Corpus, book: QuoteBook
) -> Draft | None:
    """That no notice is for the year, or knows the holiday, that is asked about, where there is a notice at all."""
    titles = corpus.titles.values()
    if not articles or not what or any("节假日" in t and what[0] in t for t in titles):
        return None  # its days may stand in paragraphs
    text = say(question.language, "silent_see", what=f"“{what[0]}”", m=mark(book.cite(articles[0])))
    return Draft("not_found", text, missing=tuple(what))


def _year(record: Record, corpus: Corpus) -> int | None:
    """The year that a notice is for: that of its title."""
    found = re.search(r"(\d{4})年", corpus.titles[record.document_id])
    return int(found.group(1)) if found else corpus.document[record.document_id].year


def _meant(question: Question, names: Sequence[str]) -> list[str] | None:
    """The holidays that a question names; None where it names one that the notice has not."""
    text = question.folded
    english = question.terms if question.language == "en" else ()
    words = {w for t in english for w, weight in t.alternatives if weight >= 0.75 and (len(w) > 2 or w != "劳动")}
    said = {alias: full for alias, full in _ALIASES.items() if alias in text or alias in words}
    meant = [n for n in names if n[:2] in text or n[:2] in said.values() or any(w in (n, n[:2]) for w in words)]
    return None if not meant and _other(question, names) else meant


def _other(question: Question, names: Iterable[str]) -> list[str]:
    """The festivals that a question names and a notice does not."""
    said = [f for f in _FESTIVAL.findall(question.folded) if f not in _ALIASES]
    return [f"{f}节" for f in said if not any(f in name for name in names)]


def _days(record: Record, corpus: Corpus) -> list[_Day]:
    """The days that an article on a holiday has worked."""
    found = []
    for clause in _WORKED.finditer(record.text):
        for day in _DAY.finditer(clause.group()):
            printed, week = "".join(day.group().split()), day["week"].replace("天", "日")
            dates = find_dates(fold(day.group()), _year(record, corpus))
            found += [_Day(d.first, printed, week, record) for d in dates[:1]]
    return found


def _on_asked_weekday(question: Question, day: _Day) -> bool:
    """Whether a day is of the one weekday that a question speaks of."""
    asked = [week for week, named in _WEEKEND if named.search(question.folded)]
    return len(asked) != 1 or day.week == asked[0]
