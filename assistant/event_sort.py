"""How events lie in time: those of several days, the first and the last of some, the days between two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Computed
from assistant.draft import Draft, QuoteBook, mark
from assistant.happenings import day, headline, short
from assistant.phrases import say
from assistant.question import Question
from ingest.model import Record
from ingest.numerals import parse_english_numeral, parse_numeral

_N = r"(?P<n>[2-9两二三四五六七八九])"
_EN = r"(?P<n>two|three|four|five|six|seven|[2-9])"
# Each with the number of days where it gives none: 不止一天 is two or more.
_LASTING = {
    "zh": (
        re.compile(
            r"(?:不止|不只|不光|超过|多于|大于)(?:了)?[一1](?:个)?天|(?:[跨多隔]|好几|若干)(?:了)?(?:天|日)(?![数内])"
            r"|不(?:是|在)(?:同)?[一1]天(?:内|里|之内)?(?:就)?(?:[办开搞做干弄结]?[完束好])?"
            r"|[一1]天(?:内|里)?(?:没|办不|开不|搞不)(?:能)?[办开搞做干]?完"
        ),
        re.compile(
            rf"(?:[用花跨]|历时|持续|连续|为期|长达|前后|一连|接连|连着|整整)(?:了|着)?{_N}(?:个|整)?(?:天|日)(?P<up>[及或]?以上)?(?:的?(?:时间|工夫|功夫))?"
            rf"|{_N.replace('?P<n>', '?P<m>')}(?:个|整)?天(?P<or>[及或]?以上)"
            rf"|{_N.replace('?P<n>', '?P<k>')}天(?:时间)?的?(?=活动|调研|行程|会|学习|培训|出行|考察|读书班|招商|出访)"
        ),
    ),
    "en": (
        re.compile(
            r"\b(?:(?:more than|over|longer than|beyond) (?:one|a|1)(?: single)? day|(?:multi-?|several[- ]|multiple |many )days?)\b"
        ),
        re.compile(
            rf"\b(?:(?:lasted|lasting|lasts?|took|taking|takes?|spanned|spanning|spans?|ran|runs?|running|over|across|for|filled|covering)"
            rf"(?: for| over| across)?(?: (?:the )?(?:whole|full|entire))? (?P<at>at least )?{_EN}(?: \w+)? days?(?P<up> or (?:more|longer))?"
            rf"|{_EN.replace('?P<n>', '?P<m>')}-days?)\b"
        ),
    ),
}
_RAN = re.compile(
    r"\b(?:ran|lasted|went on|stretched|extended|spread|took up|spanned)\b(?= (?:for|over|across|more|longer|\w+ days))"
)
_FIRST = (
    r"最早|最先|首次|首趟|(?:第一|头一?)(?:[次回趟场](?!会议|全体|常务|扩大|工作)|条|桩|件)|打头"
    r"|\b(?:first|earliest)\b(?= (?:[\w-]+ ){0,4}?(?:times?|visits?|trips?|meetings?|events?|entry|entries|occasions?|inspections?|thing)\b)"
)
_LAST = (
    r"最后(?:[一1]?[次回趟场条桩件个])?|最晚|最迟|最末|末[次条]|最近[一1]?[次回趟场]|压轴|收尾"
    r"|\b(?:last|latest|final|most recent)\b(?! (?:month|week|year|quarter|day|few|two|three|\d))"
    r"(?= (?:[\w-]+ ){0,4}?(?:times?|visits?|trips?|meetings?|events?|entry|entries|occasions?|inspections?|thing)\b)"
)
_EDGES = re.compile(rf"(?P<first>{_FIRST})|(?P<last>{_LAST})")
_APART = re.compile(
    r"(?:之?间|前后|中间)?(?:相|间)?隔(?:开|了)?(?:有)?(?:多少|几)(?:个)?[天日]|相[差距](?:了)?(?:多少|几)[天日]|(?:相|间)隔(?:了)?多久|中间隔(?:了)?多久|隔(?:了)?多长时间"
    r"|\bhow (?:many days|long)\b(?: \w+){0,3}?(?: in)? between(?: the)?\b|\bhow (?:many days|far) apart\b"
    r"|\bhow (?:many days|long) (?:separated?|passed|elapsed|went by)\b"
)


@dataclass(frozen=True, slots=True)
class Lasting:
    """How many days an event must have taken, and where a question says so."""

    start: int
    end: int
    least: int
    exact: bool

    def holds(self, record: Record) -> bool:
        """Whether an event took so many days."""
        days = _days(record)
        return days == self.least if self.exact else days >= self.least


def lasting(question: Question) -> Lasting | None:
    """The days that a question says an event took, where it took several."""
    several, given = _LASTING[question.language]
    ran = _RAN.search(question.folded)
    if found := several.search(question.folded):
        return Lasting(ran.start() if ran else found.start(), found.end(), 2, exact=False)
    if found := given.search(question.folded):
        groups = found.groupdict()
        number = groups["n"] or groups["m"] or groups.get("k")
        days = parse_numeral(number or "") or parse_english_numeral(number or "") or 2
        exact = not any(groups.get(key) for key in ("up", "or", "at"))
        return Lasting(found.start(), found.end(), int(days), exact)
    return None


def _days(record: Record) -> int:
    """How many days an event took; 0 where the chronicle gives no year."""
    if not record.fields.get("date"):
        return 0
    first = date.fromisoformat(record.fields["date"])
    return (date.fromisoformat(record.fields.get("end") or record.fields["date"]) - first).days + 1


def in_order(question: Question) -> list[tuple[int, int]]:
    """Where a question says that it means the first or the last of some events, or asks for the days between."""
    found = [m.span() for pattern in (_EDGES, _APART) for m in pattern.finditer(question.folded)]
    return sorted(found)


def edge(question: Question, records: Sequence[Record]) -> Sequence[Record]:
    """The first or the last of some events where a question means it, or all."""
    edges = {key for found in _EDGES.finditer(question.folded) for key, said in found.groupdict().items() if said}
    if not edges or len(records) < 2:
        return records
    ordered = sorted(records, key=lambda r: str(r.fields.get("date", "")))
    return [ordered[0 if name == "first" else -1] for name in ("first", "last") if name in edges]


def apart(question: Question, records: Sequence[Record], book: QuoteBook) -> Draft | None:
    """The days between two events, where a question asks for them."""
    dated = [r for r in records if r.fields.get("date")]
    if len(dated) != 2 or not _APART.search(question.folded):
        return None
    first, last = sorted(dated, key=lambda r: str(r.fields["date"]))
    begin = first.fields.get("end") or first.fields["date"]
    count = (date.fromisoformat(last.fields["date"]) - date.fromisoformat(begin)).days
    quotes = tuple(book.cite(r, "date", "year") for r in (first, last))
    told = [
        f"{day(r, question.language)}，{short(headline(r))}{mark(q)}"
        for r, q in zip((first, last), quotes, strict=True)
    ]
    text = say(question.language, "events_apart", first=told[0], last=told[1], count=count)
    unit = "天"
    return Draft(
        "answered",
        text,
        computed=[Computed(str(count), unit, f"{last.fields['date']} - {begin}", quotes)],
        records=(first, last),
    )
