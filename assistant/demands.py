"""What a sentence that shares the words of a question must still say to answer it.

It must name the thing counted and count it, state the sum, be of the place, tell the deed somebody is asked for by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Quote
from assistant.asked import PROVINCES, costs_nothing, figures_in, has_day
from assistant.corpus import Corpus
from assistant.cues import pattern, quantities, told
from assistant.draft import Draft
from assistant.measure import MEASURES, asked_measure, in_measure
from assistant.question import Question
from assistant.words import ENGLISH_GENERIC, Term
from ingest.figures import Figure
from ingest.fold import fold

_MANY, _HOW_MANY, _ENDS = pattern("many"), pattern("how_many"), pattern("how_many_ends")
_HOW_MANY_EVENTS, _PERSONS = pattern("how_many_events"), pattern("persons")
_SUM, _MAGNITUDE, _INCOME, _COMPARED = pattern("sum"), pattern("magnitude"), pattern("income"), pattern("compared")
_EACH_PLACE, _EACH_MONTH = pattern("each_place"), pattern("each_month")
_BEGINNING, _DAY_ASKED = pattern("beginning"), pattern("very_day")
_QUANTITIES, _FACTS, _DEEDS = quantities(), told("fact"), told("deed")
_NOUN = ("n", "vn", "b", "l", "j", "an", "s")
_SURE = 0.5  # weight of a word that may stand for one of the question
_ALIKE = 0.65  # cosine of two words of like meaning
_MEASURING = re.compile(
    r"^(?:times?|households?|kinds?|types?|copies|percent\w*|sessions?|editions?|rounds?|sets?|pieces?)$"
    r"|^(?:人次|方面|个|钱)$"
)
_PEOPLE = ("people", "persons")
_PAID = re.compile(r"[费租款金钱薪税价额]$")
_OF_PERSONS = frozenset(("人", "名", "位", "户", "人次"))
_CLAUSE = re.compile(r"[^,，。;；:：]+")
_PRECISE = ("分钟", "小时", "人", "户")  # measures that nothing else is said in
_ONE_OF = re.compile(r"[一二两三四五六七八九十](?:家|所|座|名|位|处|户|只|台)")
_BOUND = re.compile(r"^(?:以上|以下|以内|左右|余|多|的|[(（][^)）]*[)）])*")
_WATCHWORD = re.compile(r"[“\"][^”\"一二三四五六七八九十\d]{0,4}[一二三四五六七八九十\d][^”\"]{0,6}[”\"]")
_BRACKETS = re.compile(r"[()]")
_AFTER = 20  # characters between a number and what it counts: 100个具有…的…品牌
_REACH = 14  # characters between a thing and its number
_OF_AREA = ("平方米", "平方公里", "公顷", "亩")
_MONTHS = re.compile(r"(?:1[0-2]|[1-9])月份?")
_TOWNS = re.compile("[一-鿿]{1,3}[县区市]")
_FROM_ON = re.compile(r"自[^,，。;；]{0,10}之日起")
_TO_DATE = re.compile(r"[至到止]\s?\d{4}年|截至|截止")
_NEAR_DAY = re.compile(
    r"\d+(?:个)?(?:天|日|工作日|小时|周|月)|[一二三四五六七八九十]+(?:个)?(?:天|日|工作日|月|周)|[底初旬末]前?"
    r"|之日|次日|当[日天]"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The thing a question asks a number of, as it calls it and in the words a text may have for it."""

    surface: str
    words: tuple[str, ...]
    counter: bool = True  # whether it is asked for by the piece: 多少个
    vague: bool = False  # whether a text may well call it otherwise

    @property
    def persons(self) -> bool:
        """Whether it is people, who are counted without being called so."""
        return any(_PERSONS.search(word) for word in self.words[:3])


@dataclass(frozen=True, slots=True)
class _Told:
    """What an answer quotes, and what stands above that."""

    question: Question
    corpus: Corpus
    text: str
    above: str
    enumerated: bool  # whether the things counted are the records themselves

    def says(self, words: Sequence[str]) -> bool:
        """Whether the text says one of these words, most of the first, or a word of like meaning."""
        return (
            any(word in self.text for word in words)
            or _mostly(words[0], self.text)
            or (len(words[0]) > 3 and words[0][-2:] in self.text)
            or self._alike(words[0])
        )

    def _alike(self, word: str) -> bool:
        said = sorted({w for w, _, _, _ in self.corpus.segmenter.words(self.text) if len(w) > 1})
        if not said or word.isascii() or len(word) < 2:
            return False
        vectors = self.corpus.word_vectors(self.corpus.word_rows([word, *said]))
        return bool((vectors[1:] @ vectors[0]).max() >= _ALIKE)

    def numbers(self) -> list[Figure]:
        """The figures of the text but for those that the question gives or that are part of a watchword: “五位一体”."""
        plain = _WATCHWORD.sub("", self.text)
        return [f for f in figures_in(plain) if f.verbatim not in self.question.folded]


def _mostly(word: str, text: str) -> bool:
    """Whether a text has at least half of the pairs of characters of a longer word."""
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return len(pairs) > 1 and not word.isascii() and 2 * sum(pair in text for pair in pairs) >= len(pairs)


def lacking(question: Question, corpus: Corpus, draft: Draft, quotes: Sequence[Quote]) -> str:
    """What the question asks for that an answer does not say; empty where nothing is found to be missing."""
    if draft.outcome != "answered" or not quotes:
        return ""
    above = " ".join(" ".join((q.document, *q.path, q.label)) for q in quotes)
    text = _BRACKETS.sub("", fold(" ".join(q.text for q in quotes)))
    told = _Told(question, corpus, text, fold(above), _enumerated(question, draft))
    checks = (_comparand,) if any(r.kind == "row" for r in draft.records) else _CHECKS
    return next(filter(None, (check(told) for check in checks)), "")


def _enumerated(question: Question, draft: Draft) -> bool:
    """Whether an answer counts the very records that are asked for."""
    if draft.receipt is None:
        return False
    if draft.receipt.kind == "event":
        return bool(_HOW_MANY_EVENTS.search(question.folded))
    return draft.receipt.kind != "group"


def head(question: Question, corpus: Corpus) -> Head | None:
    """What a question asks the number of; None where it asks for no number or says not of what."""
    return _chinese(question, corpus) if question.language == "zh" else _english(question, corpus)


def _chinese(question: Question, corpus: Corpus) -> Head | None:
    found = _MANY.search(question.folded)
    if found is None:
        return None
    after, last = question.folded[found.end() :].lstrip("的"), ""
    if after.startswith("人") and not after.startswith("人均"):
        return Head("人", ("人员",))
    for word, tag, _, _ in corpus.segmenter.words(after):
        if not tag.startswith((*_NOUN, "a")) or len(word) < 2:
            break
        last = last if tag.startswith("a") else word
    if last:
        return Head(
            last, (fold(last), *(w for w, weight in corpus.synonyms(last) if weight >= _SURE)), bool(found["counter"])
        )
    if after and after[0] not in "?。,":
        return None
    before = [t for t in question.terms if t.end <= found.start() and t.naming and not t.generic]
    return _of(before[-1]) if before and found["counter"] and before[-1].end >= found.start() - 4 else None


def _english(question: Question, corpus: Corpus) -> Head | None:
    found = _HOW_MANY.search(question.folded)
    if found is None:
        return None
    end = _ENDS.search(question.folded, found.end())
    last = len(question.folded[found.end() : end.start() if end else None].rstrip()) + found.end()
    words = question.folded[found.end() : last].split()
    if not words or _MEASURING.search(words[-1]):
        return None
    if words[-1] in _PEOPLE:
        return Head(words[-1], ("人员",))
    covering = next((t for t in question.terms if t.start < last <= t.end), None)
    if covering is not None:
        return None if covering.spelt else replace(_of(covering), vague=covering.generic)
    chinese = [fold(w) for _, _, found_words in corpus.terms.from_english(words[-1]) for w in found_words]
    chinese += [fold(w) for one in corpus.lexicon.translate(words[-1]) for w, weight in one.terms if weight >= _SURE]
    return Head(words[-1], tuple(chinese), vague=words[-1] in ENGLISH_GENERIC) if chinese else None


def _of(term: Term) -> Head:
    return Head(term.surface, tuple(word for word, weight in term.alternatives if weight >= _SURE) or (term.surface,))


def _counted(told: _Told) -> str:
    """The thing counted, where the text does not name it or gives no number of it."""
    asked = None if told.enumerated else head(told.question, told.corpus)
    if asked is None or _MEASURING.search(asked.surface):
        return ""
    if measure := asked_measure(told.question):
        return "" if any(in_measure(f, measure) for f in told.numbers()) or measure not in _PRECISE else asked.surface
    if _PAID.search(asked.words[0]) and any(in_measure(f, "元") for f in told.numbers()):
        return ""
    if asked.persons and any(in_measure(f, unit) for f in told.numbers() for unit in _OF_PERSONS):
        return ""
    return "" if _numbered(asked, told) else asked.surface


def _numbered(asked: Head, told: _Told) -> bool:
    """Whether a text gives a number of a thing: 10个…网站, 网站…有10个."""
    some = any(f.base_unit not in MEASURES for f in told.numbers()) or bool(_ONE_OF.search(told.text))
    if asked.vague:
        return any(f.unit and f.base_unit not in MEASURES for f in told.numbers())
    if not told.says(asked.words):
        return False
    word = next((word for word in asked.words if word in told.text), "")
    if not word:  # it calls it otherwise
        return some and not asked.persons
    if not asked.counter:
        return bool(told.numbers())
    called = {word, *(word[-2:] for word in asked.words if len(word) > 3)}
    return any(_counts(clause.group(), one, told) for clause in _CLAUSE.finditer(told.text) for one in called)


def _counts(clause: str, word: str, told: _Told) -> bool:
    """Whether a figure of a clause counts what a word names."""
    if word not in clause:
        return False
    places = [found.span() for found in re.finditer(re.escape(word), clause)]
    clause = _WATCHWORD.sub("", clause)
    for figure in figures_in(clause):
        if figure.base_unit in MEASURES or figure.verbatim in told.question.folded:
            continue
        if any(0 <= start - figure.end <= _AFTER for start, _ in places):
            return True
        if any(0 <= figure.start - end <= _REACH for _, end in places) and not _names_other(clause[figure.end :], told):
            return True
    return bool(_ONE_OF.search(clause))


def _names_other(after: str, told: _Told) -> bool:
    """Whether what follows a figure is what it counts: 4个方面."""
    if after.startswith(("级", "度")):
        return True
    words = told.corpus.segmenter.words(_BOUND.sub("", after))
    return bool(words) and words[0][1].startswith(("n", "vn")) and len(words[0][0]) > 1


def _sum(told: _Told) -> str:
    """The sum of money asked for, where the text states none."""
    found = _SUM.search(told.question.folded)
    if found is None or any(in_measure(f, "元") for f in figures_in(told.text)):
        return ""
    what = next(filter(None, found.groups()), "")
    return "" if costs_nothing(what, told.text) else what


def _magnitude(told: _Told) -> str:
    """The quantity asked for by name, where the text does not name it, or no area where one is asked for."""
    found = _MAGNITUDE.search(told.question.folded)
    if found is None:
        return ""
    surface = found["what"] or found["of"] or found["which"]
    what = _QUANTITIES.get(surface, (surface,))
    if "面积" in what and any(in_measure(f, unit) for f in figures_in(told.text) for unit in _OF_AREA):
        return ""
    if "人口" in what:
        return "" if any(in_measure(f, "人") for f in told.numbers()) else surface
    return "" if any(word in told.text for word in what) else surface


def _place(told: _Told) -> str:
    """A province of the question that neither the text nor what stands above it names."""
    for term in told.question.terms:
        place = term.alternatives[0][0].removesuffix("省").removesuffix("市")
        if re.fullmatch(PROVINCES, place) and place not in told.text + told.above:
            return term.surface
    return ""


def _each(told: _Told) -> str:
    """The parts that figures are asked for of, where the text gives them of one."""
    if found := _EACH_PLACE.search(told.question.folded):
        return (
            "" if "各" in told.text or "每" in told.text or len(set(_TOWNS.findall(told.text))) > 1 else found.group()
        )
    if found := _EACH_MONTH.search(told.question.folded):
        return "" if "每月" in told.text or len(set(_MONTHS.findall(told.text))) > 1 else found.group()
    return ""


def _fact(told: _Told) -> str:
    """The reason, the names, the street or the like that is asked for, or what somebody is asked for by who did it."""
    by_whom = told.question.has("who", "list", "content", "responsible") or "公司" in told.question.folded
    lacking = (pair.lacking(told.question.folded, told.text) for pair in (*_FACTS, *(_DEEDS if by_whom else ())))
    return next((found.group() for found in lacking if found), "")


def _beginning(told: _Told) -> str:
    """The day something begins, where the text only says until when it lasts."""
    found = _BEGINNING.search(told.question.folded)
    if found and _FROM_ON.search(told.text) and _TO_DATE.search(told.text):
        return found.group()
    return ""


def _day(told: _Told) -> str:
    """The day asked for, where the text names none and no time that ends on one."""
    found = _DAY_ASKED.search(told.question.folded)
    if found is None or not told.question.has("when", "deadline") or told.question.has("who", "lead", "responsible"):
        return ""
    if has_day(told.text) or _NEAR_DAY.search(told.text):
        return ""
    return found.group()


def _income(told: _Told) -> str:
    """What an income comes from, where the text speaks of another."""
    found = _INCOME.search(told.question.folded)
    if found is None:
        return ""
    source = next((t for t in told.question.terms if t.naming and not t.generic and t.end == found.start()), None)
    return "" if source is None or told.says(_of(source).words) else source.surface


def _comparand(told: _Told) -> str:
    """The city or county that something is compared with, where nothing told is of it."""
    found = _COMPARED.search(told.question.folded if told.question.language == "zh" else told.question.text)
    if found is None:
        return ""
    if told.question.language == "zh":
        tagged = next(iter(told.corpus.segmenter.words(found["other"])), None)
        name = tagged[0] if tagged and tagged[1] == "ns" else ""
        return name if name and name[:2] not in told.text + told.above else ""
    name = found["city"].lower()
    term = next((t for t in told.question.terms if t.surface.startswith(name)), None)
    if term is None or term.generic:
        return ""
    return "" if any(word in told.text + told.above for word, _ in term.alternatives) else found["city"]


_CHECKS: tuple[Callable[[_Told], str], ...] = (
    _counted,
    _sum,
    _magnitude,
    _place,
    _each,
    _fact,
    _beginning,
    _day,
    _income,
    _comparand,
)
