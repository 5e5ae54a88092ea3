"""By when things are to be handed in, each by its own date: 分别于3月31日、6月30日前报送一季度、上半年进展."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.evidence import Evidence
from assistant.phrases import say
from assistant.question import Question
from assistant.reading import content, in_scope
from assistant.words import Term
from ingest.dates import FoundDate, find_dates

_CLAUSE = re.compile(r"[^，,；;。]+")
_HANDED = "报送|上报|提交|报至|报到|报(?=[省市国我县区])"
_DUTY = re.compile(rf"前[^，,；;。]{{0,6}}?(?:将(?P<brought>.+?))?(?P<verb>{_HANDED})(?:至|到)?(?P<rest>.*)")
_JOINTS = re.compile(r"[、和与及]")
_ASKS_ZH = re.compile(
    r"报送|上报|报(?:上(?:去|来)?|到|给|至|一?[几多](?:次|回)|(?=[?？,，。吧吗]|$|什么|啥|哪|谁|的))|提交|递交|上交"
    r"|交(?:到|上(?:去|来)?|给|齐|出|(?=[?？,，。]|$|什么|啥|哪|谁|的))|送(?:到|达|交|给)|汇报(?!会)"
)
_ASKS_EN = re.compile(
    r"\b(?:hand(?:s|ed|ing)? (?:\w+ ){0,4}?(?:in|over)|turn(?:s|ed|ing)? (?:\w+ ){0,4}?in|submit\w*|submission\w*"
    r"|report(?:s|ed|ing)?|due|deliver\w*|file[sd]?|send|sent|sends)\b"
)
_LIMIT = re.compile(r"截止|期限|最[晚迟]|\bdeadlines?\b")
# What is handed in, as questions and texts call it.
_OBJECTS = (
    (r"方案|(?<![主国])计划|\b(?:plans?|schemes?)\b", "方案|计划"),
    (r"进展|进度|情况|\b(?:progress|updates?|status)\b", "进展|进度|情况"),
    (r"总结|小结|\bsummar(?:y|ies)\b", "总结"),
    (r"名单|\bname list", "名单"),
    (r"报告|\breports?\b(?! (?:the|their|its|on))", "报告|情况"),
    (r"材料|资料|\bmaterials?\b|\bdocuments\b", "材料|资料"),
    (r"意见|建议|\b(?:opinions?|suggestions?|comments?)\b", "意见|建议"),
)
# The stretches of a year that are reported on, those that begin with it apart from single later ones.
_PERIODS = (
    (
        r"(?<!前)(?:第?[一1]个?|首个?|头一个?)季度|[前头](?:三|3)个月|1(?:月)?[-—至到~]3月"
        r"|\bq1\b|\bfirst[- ]quarter(?!s)|\bfirst (?:three|3) months",
        r"(?:第?[一1]|首)季度",
    ),
    (
        r"上半年|[前头](?:六|6)个月|[前头](?:两|二|2)个?季度|(?<![上下])半年|年中"
        r"|\bh1\b|\bfirst[- ]half|\bhalf[- ]year|\bmid[- ]?year"
        r"|\b(?:first )?(?:six|6) months|\bfirst (?:two|2) quarters",
        "上半年|半年",
    ),
    (
        r"[前头](?:三|3)个?季度|[前头](?:九|9)个月|1(?:月)?[-—至到~]9月"
        r"|\b(?:first )?(?:three|3) quarters|\b(?:nine|9) months",
        "前三季度",
    ),
    (
        r"全年|整年|年度(?!计划|任务|目标)|年终|年[底末]那|一整年"
        r"|\b(?:full|whole|entire)[- ]year|\bannual|\byear[- ]end"
        r"|\b(?:end|whole|all) of the year",
        "全年|年度",
    ),
    (r"(?<![前头])第?[二2]季度|\b(?:second|2nd)[- ]quarter|\bq2\b", "第?二季度"),
    (r"(?<![前头])第?[三3]季度|\b(?:third|3rd)[- ]quarter|\bq3\b", "第?三季度"),
    (r"(?<![前头])第?[四4]季度|\b(?:fourth|4th|last)[- ]quarter(?!s)|\bq4\b", "第?四季度"),
    (r"下半年|\bsecond[- ]half", "下半年"),
    (r"[前头](?:两|二|2|[四五七八十])个月|每个?月|月度|\b(?:monthly|each month|every month)\b", "月"),
)
_SINGLE_QUARTERS = slice(4, 7)  # are reported on together with those before them
_EVERY = re.compile(
    r"季度(?!的?进展)|分别|几次|几回|\bquarterly\b|\brespectively\b|\bhow (?:many times|often)\b|\bdates\b"
)
_RECIPIENT = re.compile(
    r"(?:报|交|送)(?:送|到|给|至)?(?:到|给)?(?:谁|哪(?:里|儿|个|家|一家)?)"
    r"|\bto (?:whom|which)\b|\bwho(?:m)? .*\bto\b|\bwhere\b"
)
_COPIES = re.compile(r"(?:[几多]少?|一式)份|\bhow many copies\b|几点|\b(?:what|which) (?:time|hour)\b")
_SURE = 0.8  # weight of a word that stands for another
_WHEN = re.compile("日子|日期|时间|时候|阶段|次数|批次")  # name nothing that is handed in


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that a sentence wants handed in, with the date and the clause that say so."""

    what: str
    date: FoundDate
    clause: str
    evidence: Evidence


def due(question: Question, corpus: Corpus, book: QuoteBook) -> Draft | None:
    """When something is to be handed in, what by a date, or where to, of what the sentence itself says."""
    hands = _hands(question)
    if not (hands or _LIMIT.search(question.folded)) or question.named("row", "person") or question.ordinals:
        return None
    scope = in_scope(question, corpus)
    duties = [duty for duty in _duties(corpus) if duty.evidence.document_id in scope and _meant(duty, question, corpus)]
    if not duties:
        return _of_other(question, scope, corpus, book) if hands else None
    if all(_of_another_year(duty, question) for duty in duties):
        return _silent(question, duties[0], re.compile(str(question.years[0])), book)
    dates = [d for d in question.dates if d.precision == "day"]
    duties = [duty for duty in duties if duty.evidence.document_id == duties[0].evidence.document_id]
    if question.has("yesno"):
        return _agreeing(question, duties, book) if dates else None
    if dates and question.has("content", "list", "who", "figure"):
        duties = [d for d in duties if any(d.date.first.timetuple()[1:3] == x.first.timetuple()[1:3] for x in dates)]
        return _told(question, duties, book) if duties else None
    if not _asks(question) or (question.has("who", "list") and _RECIPIENT.search(question.folded)):
        return None
    if _COPIES.search(question.folded):
        return _silent(question, duties[0], _COPIES, book)
    period = _period(question, duties)
    if period is None:
        return _told(question, duties, book)
    told = [duty for duty in duties if re.search(_PERIODS[period][1], duty.what)]
    if not told and period in range(*_SINGLE_QUARTERS.indices(len(_PERIODS))):
        told = [duty for duty in duties if any(re.search(says, duty.what) for _, says in _PERIODS)]
    return _told(question, told, book) if told else _silent(question, duties[0], re.compile(_PERIODS[period][0]), book)


def wanted(question: Question, corpus: Corpus) -> list[Duty]:
    """What a question speaks of that is to be handed in, by what it is, its period or its day; all for a deadline."""
    scope = in_scope(question, corpus)
    duties = [duty for duty in _duties(corpus) if duty.evidence.document_id in scope]
    days = [d.first.timetuple()[1:3] for d in question.dates if d.precision == "day"]
    named = [told for asked, told in _OBJECTS if re.search(asked, question.folded)]
    if days:
        found = [d for d in duties if d.date.first.timetuple()[1:3] in days]
    elif named:
        found = [d for d in duties if any(re.search(told, d.what) for told in named)]
    else:
        found = duties if _hands(question) or _LIMIT.search(question.folded) else []
    period = _period(question, found)
    return [d for d in found if period is None or re.search(_PERIODS[period][1], d.what)]


def _agreeing(question: Question, duties: Sequence[Duty], book: QuoteBook) -> Draft | None:
    """By when the one thing that a question means is to be handed in, which agrees with the day it gives or not."""
    period = _period(question, duties)
    told = [d for d in duties if period is None or re.search(_PERIODS[period][1], d.what)]
    return _told(question, told, book) if len(told) == 1 else None


def _of_other(question: Question, scope: Collection[str], corpus: Corpus, book: QuoteBook) -> Draft | None:
    """That nothing says by when something else of the kind is handed in: 述职报告, where only another report is."""
    if question.language != "zh" or not question.has("when", "deadline"):
        return None
    nouns = [found for asked, _ in _OBJECTS for found in re.finditer(asked, question.folded)]
    terms = {t.end: t for t in content(question) if not t.generic and not t.proper}
    pairs = [(terms[noun.start()], noun) for noun in nouns if noun.start() in terms]
    near = [duty for duty in _duties(corpus) if duty.evidence.document_id in scope]
    for term, noun in pairs:
        words = [word for word, weight in term.alternatives if weight >= _SURE]
        if not near or any(
            word in item.own for item in corpus.evidence.items for word in words if re.search(_HANDED, item.own)
        ):
            continue
        what = question.folded[term.start : noun.end()]
        quoted = mark(book.cite(near[0].evidence))
        text = say(question.language, "silent_near", what=f"“{what}”", near=near[0].clause, m=quoted)
        return Draft("not_found", text, missing=(what,))
    return None


def _hands(question: Question) -> bool:
    """Whether a question speaks of handing something in."""
    return bool((_ASKS_ZH if question.language == "zh" else _ASKS_EN).search(question.folded))


def _of_another_year(duty: Duty, question: Question) -> bool:
    return duty.date.has_year and bool(question.years) and duty.date.first.year not in question.years


def _asks(question: Question) -> bool:
    """Whether a question asks by when, where to, how often or in how many copies something is handed in."""
    text = question.folded
    return question.has("when", "deadline") or any(p.search(text) for p in (_EVERY, _RECIPIENT, _COPIES))


def _period(question: Question, duties: Sequence[Duty]) -> int | None:
    """The stretch that a question gives, where something handed in is of one."""
    if not any(re.search(says, duty.what) for duty in duties for _, says in _PERIODS):
        return None
    places = [(f.start(), n) for n, (asked, _) in enumerate(_PERIODS) for f in re.finditer(asked, question.folded)]
    return max(places, default=(0, None))[1]  # a follow-up gives its own after that of the turn before


def _told(question: Question, duties: Sequence[Duty], book: QuoteBook) -> Draft:
    """Each thing with its date; the clause alone where the question asks where to."""
    number = mark(*dict.fromkeys(book.cite(duty.evidence) for duty in duties))
    if _RECIPIENT.search(question.folded) or len(duties) == 1:
        clauses = dict.fromkeys(duty.clause for duty in duties)
        if len(duties) == 1 and duties[0].what not in duties[0].clause.rsplit("前", 1)[-1]:
            clauses = dict.fromkeys([_pair(question, duties[0])])
        if len(duties) > 1 or not _aligned(duties[0]):
            return Draft("answered", say(question.language, "fact", text="；".join(clauses), m=number))
    parts = ("；" if question.language == "zh" else "; ").join(_pair(question, duty) for duty in duties)
    return Draft("answered", say(question.language, "duties_due", parts=parts, m=number), reader="passages")


def _aligned(duty: Duty) -> bool:
    """Whether a clause gives several dates, so that it does not tell by itself which is meant."""
    return len(find_dates(duty.clause)) > 1 and "、" in duty.clause


def _pair(question: Question, duty: Duty) -> str:
    date = duty.date.verbatim
    if question.language == "en" and duty.date.precision == "day":
        date = f"{duty.date.first.day} {month_name[duty.date.first.month]} ({date})"
    return say(question.language, "duty_due", what=duty.what, date=date)


def _silent(question: Question, duty: Duty, asked: re.Pattern[str], book: QuoteBook) -> Draft:
    found = asked.search(question.folded)
    what = found.group() if found else asked.pattern
    quoted = mark(book.cite(duty.evidence))
    text = say(question.language, "silent_near", what=f"“{what}”", near=duty.clause, m=quoted)
    return Draft("not_found", text, missing=(what,))


def _meant(duty: Duty, question: Question, corpus: Corpus) -> bool:
    """Whether a question names what is handed in, and nothing beside it that its sentence and document do not say."""
    named = [told for asked, told in _OBJECTS if re.search(asked, question.folded)]
    if named and not any(re.search(told, duty.what) for told in named):
        return False
    pattern = _ASKS_ZH if question.language == "zh" else _ASKS_EN
    taken = [found.span() for asks in (pattern, _LIMIT) for found in asks.finditer(question.folded)]
    taken += [found.span() for asked, _ in (*_OBJECTS, *_PERIODS) for found in re.finditer(asked, question.folded)]
    chinese = question.language == "zh"
    terms = [
        t
        for t in content(question)
        if (t.naming or chinese) and not t.generic and len(t.surface) > 1 and not _WHEN.fullmatch(t.surface)
    ]
    terms = [t for t in terms if not any(start < t.end and t.start < end for start, end in taken)]
    missing = [t for t in terms if not _said(t, duty, corpus)]
    dated = any(d.precision == "day" for d in question.dates)
    return bool(named or dated) and (not missing if chinese else len(missing) * 2 <= len(terms))


def _said(term: Term, duty: Duty, corpus: Corpus) -> bool:
    """Whether the sentence of a duty, or the title of its document, says a term."""
    title = corpus.titles[duty.evidence.document_id]
    words = [word for word, weight in term.alternatives if weight >= _SURE]
    return any(word in duty.evidence.own or word in title for word in words)


@lru_cache(maxsize=2)
def _duties(corpus: Corpus) -> tuple[Duty, ...]:
    """All that the sentences of an index want handed in by a date, each thing with its own."""
    sentences = (item for item in corpus.evidence.items if item.record is None)
    return tuple(duty for item in sentences for duty in _of(item))


def _of(item: Evidence) -> list[Duty]:
    duties = []
    for clause in _CLAUSE.findall(item.reading):
        found = _DUTY.search(clause)
        dates = [d for d in find_dates(clause) if d.precision in ("day", "month", "part")] if found else []
        dates = [d for d in dates if found and d.end <= found.start() + 1]
        if not found or not dates:
            continue
        whole = (found["brought"] or found["rest"]).strip()
        things = _JOINTS.split(whole)
        if len(dates) > 1 and len(things) != len(dates):
            continue
        things = [whole] if len(dates) == 1 else _completed(things)
        duties += [Duty(thing, date, clause, item) for thing, date in zip(things, dates, strict=True) if thing]
    return duties


def _completed(things: Sequence[str]) -> list[str]:
    """Periods, each with what is only said after the last: 一季度、上半年进展情况."""
    starts = [found for _, says in _PERIODS if (found := re.match(says, things[-1]))]
    noun = things[-1][starts[0].end() :] if starts else ""
    return [f"{thing}{noun}" if any(re.fullmatch(p, thing) for _, p in _PERIODS) else thing for thing in things]
