"""Whether a question leans on the one before it, told by its own words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked import asked_type, named_type
from assistant.cues import pattern
from assistant.measure import asked_measure
from assistant.posts import posts_in, tells_whom
from assistant.question import Question
from assistant.reading import content
from assistant.resumed import SAME_DAY
from assistant.words import STOP, Term
from ingest.fold import fold

_POINTING = pattern("pointing")
# Another role in the matter before: "and who is the contractor", 施工单位是哪家.
_ROLE = pattern("role")
# One of several things that the answer before told of: 跟银行谈的那场, "that trip".
_BACK = re.compile(
    r"(?<!哪)那(?:一)?(?:次|场|回|趟|个会|件事)|\b(?:that|the second|the other|the first|the last)"
    r" (?:trip|visit|meeting|event|session|tour|one|inspection)\b"
)
SINGLE = re.compile(r"[这该此那]一?(?:项|条|个(?:任务|项目|指标)|任务)|\b(?:this|that) (?:task|item|one)\b")
PLAIN = frozenset(("figure", "count", "when", "where", "who", "code", "content", "list", "deadline", "attend", "chair"))
_POINTED = re.compile(r"那(?:一)?(?:次|场|回|趟)[\u4e00-\u9fff]{2}|" + _BACK.pattern)  # with what it is called
DOUBLED = re.compile(r"([\u4e00-\u9fff])不\1([\u4e00-\u9fff])")  # 通不通车
_BRIEF = 14  # characters of a question that leaves its event unsaid
_THERE = ("attend", "chair", "speak", "visit")
_ATTRIBUTE = pattern("attribute")
_CHARACTER = 0.2  # what a character in common counts beside a word
_PARTLY = 0.5  # how much of a word is said at least where the word is
_HELD = 0.6  # weight of a word that stands for another
_NUMBER = re.compile(r"[\d一二两三四五六七八九十百千万亿]+[家个名位人种户项套条次岁]?")
_RATES = frozenset(("增速", "增长率", "增幅", "涨幅", "增长"))


def subjects(own: Question) -> list[Term]:
    """The content words that name something."""
    return [t for t in own.terms if not t.generic and (t.naming or own.language == "en")]


def measures(term: Term, own: Question) -> bool:
    """Whether a word is but the measure that a figure is asked in: how many kilometres, the growth of another year."""
    if own.years and own.has("plan", "actual") and term.alternatives[0][0] in _RATES:
        return True
    return any(cue.name == "figure" and cue.start <= term.start < cue.end for cue in own.found_cues)


def points_back(own: Question) -> bool:
    """Whether a question that has a subject of its own speaks of one thing of the answer before all the same."""
    return bool(_BACK.search(own.folded)) and not own.dates and not own.named("person", "row", "document")


def pointed(own: Question) -> Question:
    """The question without what it calls the thing that it points back to: "that trip" """
    places = [m.span() for m in _POINTED.finditer(own.folded)]
    return replace(own, terms=tuple(t for t in own.terms if not any(a <= t.start < b for a, b in places)))


def of_an_event(own: Question) -> bool:
    """Whether it is asked who was there, and not where: 哪两位副市长去了."""
    named = own.dates or own.ordinals or own.mentions or SAME_DAY.search(own.folded)
    asks = own.has("who") or {"list", "speak"} <= own.cues
    return not named and asks and len(own.folded) <= _BRIEF and own.has(*_THERE)


def leans(own: Question) -> bool:
    return own.has("elliptic") or (points(own) and not own.ordinals)


def of_a_unit(own: Question) -> bool:
    """Whether it is asked in which tasks "it" has a role: the unit, not the one task told of."""
    return own.language == "en" and {"kind_task", "list"} <= own.cues and own.has("lead", "share", "participate")


def of_it(own: Question) -> bool:
    """Whether no more is asked than an attribute of the thing before: what it costs, how large it is."""
    named = own.mentions or own.ordinals or own.dates
    naming = subjects(own)
    attribute = all(_ATTRIBUTE.fullmatch(t.surface) for t in naming)
    return not named and attribute and (bool(naming) or asked_measure(own) == "元")


def attributive(own: Question) -> bool:
    """Whether a figure or a day is asked by no more than the word for it, so that it is one of the matter before."""
    named = own.mentions or own.ordinals
    naming = [t for t in own.terms if t.naming and not t.generic]
    asked = own.has("figure", "count", "when", "deadline", "actual", "plan")
    role = bool(_ROLE.match(own.folded)) and not posts_in(own)
    asked = asked or (role and not own.has("lead", "responsible", "share", "participate"))
    return not named and len(naming) <= 1 and asked


def bare(own: Question) -> bool:
    """Whether a question asks something and names nothing of its own."""
    named = own.mentions or own.ordinals or own.dates or own.figures
    return not named and own.has(*PLAIN) and all(tells_whom(t, own) for t in subjects(own))


def points(own: Question) -> bool:
    """Whether a question points at something said before."""
    return bool(_POINTING.search(own.folded))


def own_words(question: Question) -> list[Term]:
    """The words of a question that something must say; the verb of 通不通车 among them."""
    terms = [t for t in content(question) if not t.generic and not measures(t, question)]
    if doubled := DOUBLED.search(question.folded):
        word = doubled[1] + doubled[2]
        terms.append(Term(word, doubled.start(2) - 1, doubled.end(), ((word, 1.0),)))
    for at, term in enumerate(terms):
        if question.folded[: term.start].endswith("非"):  # 非独生 is not said of 独生
            terms[at] = replace(term, alternatives=tuple((f"非{word}", weight) for word, weight in term.alternatives))
    return terms


def words(question: Question) -> list[Term]:
    """The words of a question that something must say, without its figures."""
    figures = [f.start for f in question.figures]
    return [t for t in own_words(question) if t.start not in figures and not _NUMBER.fullmatch(t.surface)]


def unsaid(question: Question, texts: Sequence[str]) -> list[Term]:
    """The words of a question, those that name something where any does, that none of these texts says."""
    terms = words(question)
    terms = [t for t in terms if t.naming] or terms
    return [t for t in terms if not any(share(t, text) >= _PARTLY for text in texts)]


def untold(own: Question, text: str) -> bool:
    """Whether a text lacks what a part asks: 24小时内向当地监督机构报告 tells when, and whom to as well."""
    kind = named_type(own) or asked_type(own)
    return bool(unsaid(own, [fold(text)])) if words(own) else kind is None or not kind(text)


def says(term: Term, text: str) -> bool:
    return any(word in text for word, weight in term.alternatives if weight >= _HELD)


def share(term: Term, text: str) -> float:
    """How much of a word a text says: of 证券公司 a third where it only speaks of 证券."""
    if says(term, text):
        return 1.0
    word = term.alternatives[0][0]
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    if word.isascii() or not pairs:
        return 0.0
    characters = sum(c in text and c not in STOP for c in word) / len(word)  # 矿山 is told of a 矿
    return max(sum(pair in text for pair in pairs) / len(pairs), _CHARACTER * characters)
