"""What a sentence that shares the words of a question must still say to answer it.

It must name the thing counted and count it, state the sum, be of the place, tell the deed somebody is asked for by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import Quote
from assistant.asked import PROVINCES, costs_nothing, figures_in, has_day
from assistant.corpus import Corpus
from assistant.counted import Head, Quoted, number_lacking
from assistant.cues import pattern, quantities, told
from assistant.draft import Draft
from assistant.measure import in_measure
from assistant.question import Question
from ingest.fold import fold
from vectorstore.thesaurus import within_province

_HOW_MANY_EVENTS = pattern("how_many_events")
_SUM, _MAGNITUDE, _INCOME, _COMPARED = pattern("sum"), pattern("magnitude"), pattern("income"), pattern("compared")
_EACH_PLACE, _EACH_MONTH = pattern("each_place"), pattern("each_month")
_BEGINNING, _DAY_ASKED = pattern("beginning"), pattern("very_day")
_QUANTITIES, _FACTS, _DEEDS = quantities(), told("fact"), told("deed")
_FIGURES, _REASONS = told("figure"), told("reason")
_BRACKETS = re.compile(r"[()]")
_OF_AREA = ("平方米", "平方公里", "公顷", "亩")
_MONTHS = re.compile(r"(?:1[0-2]|[1-9])月份?")
_TOWNS = re.compile("[一-鿿]{1,3}[县区市]")
_FROM_ON = re.compile(r"自[^,，。;；]{0,10}之日起")
_TO_DATE = re.compile(r"[至到止]\s?\d{4}年|截至|截止")
_NEAR_DAY = re.compile(
    r"\d+(?:个)?(?:天|日|工作日|小时|周|月)|[一二三四五六七八九十]+(?:个)?(?:天|日|工作日|月|周)|[底初旬末]前?"
    r"|之日|次日|当[日天]"
)


def lacking(question: Question, corpus: Corpus, draft: Draft, quotes: Sequence[Quote]) -> str:
    """What the question asks for that an answer does not say; empty where nothing is found to be missing."""
    if draft.outcome != "answered" or not quotes:
        return ""
    above = " ".join(" ".join((q.document, *q.path, q.label)) for q in quotes)
    text = _BRACKETS.sub("", fold(" ".join(q.text for q in quotes)))
    quoted = Quoted(question, corpus, text, fold(above), _enumerated(question, draft))
    of_row = any(r.kind == "row" for r in draft.records)
    first = text if of_row else fold(draft.text.partition("[1]")[0])
    lacking = (pair.lacking(question.folded, first) for pair in _FIGURES)
    checks = _CHECKS
    if of_row:  # why a plan was missed is answered by how it was
        checks = (_comparand,) if question.has("plan", "actual", "difference") else (_comparand, _reason)
    unsaid = next(filter(None, (check(quoted) for check in checks)), "")
    return unsaid or next((found.group() for found in lacking if found), "")


def _enumerated(question: Question, draft: Draft) -> bool:
    """Whether an answer counts the very records that are asked for."""
    if draft.receipt is None:
        return False
    if draft.receipt.kind == "event":
        return bool(_HOW_MANY_EVENTS.search(question.folded))
    return draft.receipt.kind != "group"


def _sum(quoted: Quoted) -> str:
    """The sum of money asked for, where the text states none."""
    found = _SUM.search(quoted.question.folded)
    if found is None or any(in_measure(f, "元") for f in figures_in(quoted.text)):
        return ""
    what = next(filter(None, found.groups()), "")
    return "" if costs_nothing(what, quoted.text) else what


def _magnitude(quoted: Quoted) -> str:
    """The quantity asked for by name, where the text does not name it, or no area where one is asked for."""
    found = _MAGNITUDE.search(quoted.question.folded)
    if found is None:
        return ""
    surface = found["what"] or found["of"] or found["which"]
    what = _QUANTITIES.get(surface, (surface,))
    if "面积" in what and any(in_measure(f, unit) for f in figures_in(quoted.text) for unit in _OF_AREA):
        return ""
    if "人口" in what:
        return "" if any(in_measure(f, "人") for f in quoted.numbers()) else surface
    return "" if any(word in quoted.text for word in what) else surface


def _place(quoted: Quoted) -> str:
    """A province of the question that neither the text nor what stands above it names."""
    for term in quoted.question.terms:
        place = term.alternatives[0][0].removesuffix("省").removesuffix("市")
        above = quoted.text + quoted.above
        if re.fullmatch(PROVINCES, place) and not any(name in above for name in (place, *within_province(place))):
            return term.surface
    return ""


def _each(quoted: Quoted) -> str:
    """The parts that figures are asked for of, where the text gives them of one."""
    text = quoted.text
    for asked, each, parts in ((_EACH_PLACE, "[各每]", _TOWNS), (_EACH_MONTH, "每月", _MONTHS)):
        if found := asked.search(quoted.question.folded):
            return "" if re.search(each, text) or len(set(parts.findall(text))) > 1 else found.group()
    return ""


def _reason(quoted: Quoted) -> str:
    """The reason that is asked for, where the text gives none."""
    found = next(filter(None, (pair.lacking(quoted.question.folded, quoted.text) for pair in _REASONS)), None)
    return found.group() if found else ""


def _fact(quoted: Quoted) -> str:
    """The reason, the names, the street or the like that is asked for, or what somebody is asked for by who did it."""
    by_whom = quoted.question.has("who", "list", "content", "responsible") or "公司" in quoted.question.folded
    lacking = (pair.lacking(quoted.question.folded, quoted.text) for pair in (*_FACTS, *(_DEEDS if by_whom else ())))
    return next((found.group() for found in lacking if found), "")


def _beginning(quoted: Quoted) -> str:
    """The day something begins, where the text only says until when it lasts."""
    found = _BEGINNING.search(quoted.question.folded)
    if found and _FROM_ON.search(quoted.text) and _TO_DATE.search(quoted.text):
        return found.group()
    return ""


def _day(quoted: Quoted) -> str:
    """The day asked for, where the text names none and no time that ends on one."""
    question, found = quoted.question, _DAY_ASKED.search(quoted.question.folded)
    if found is None or not question.has("when", "deadline") or question.has("who", "lead", "responsible"):
        return ""
    return "" if has_day(quoted.text) or _NEAR_DAY.search(quoted.text) else found.group()


def _income(quoted: Quoted) -> str:
    """What an income comes from, where the text speaks of another."""
    found = _INCOME.search(quoted.question.folded)
    if found is None:
        return ""
    source = next((t for t in quoted.question.terms if t.naming and not t.generic and t.end == found.start()), None)
    return "" if source is None or quoted.says(Head.of(source).words) else source.surface


def _comparand(quoted: Quoted) -> str:
    """The city or county that something is compared with, where nothing told is of it."""
    found = _COMPARED.search(quoted.question.folded if quoted.question.language == "zh" else quoted.question.text)
    if found is None:
        return ""
    if quoted.question.language == "zh":
        tagged = next(iter(quoted.corpus.segmenter.words(found["other"])), None)
        name = tagged[0] if tagged and tagged[1] == "ns" else ""
        return name if name and name[:2] not in quoted.text + quoted.above else ""
    name = found["city"].lower()
    term = next((t for t in quoted.question.terms if t.surface.startswith(name)), None)
    if term is None or term.generic:
        return ""
    return "" if any(word in quoted.text + quoted.above for word, _ in term.alternatives) else found["city"]


_CHECKS: tuple[Callable[[Quoted], str], ...] = (
    number_lacking,
    _sum,
    _magnitude,
    _place,
    _each,
    _reason,
    _fact,
    _beginning,
    _day,
    _income,
    _comparand,
)
