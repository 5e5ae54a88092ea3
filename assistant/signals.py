"""What each candidate for an answer shows: thirty signals of how it meets the question, in words, meaning and kind."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.asked import Holds, asked_type, attribute, figures_in, named_type
from assistant.corpus import Corpus
from assistant.english import capitals
from assistant.evidence import Evidence, Held
from assistant.paper_years import of_its_year, paper_years
from assistant.question import Question
from assistant.reading import clauses
from assistant.sentences import REVISED
from assistant.words import Segmenter, Term
from ingest.dates import find_dates
from ingest.figures import same_figure

Array = NDArray[np.float64]

FEATURES = (
    "own",  # share of the question's weight that the sentence says
    "literal",  # the same of its likeliest words alone
    "inner",  # the same with the weight that words have within its document
    "above",  # what only the headings, the title or the paragraph around it say
    "alike",  # what only words of like meaning say
    "strength",  # logarithm of the weight that the sentence says
    "least",  # how well the two words it says worst are said
    "clause",  # the best clause's share, where it holds the kind of thing asked for
    "fits",  # it holds the kind of thing asked for
    "unfit",  # it does not
    "next",  # the sentence after it does
    "names",  # it names a body or a place where one is asked for
    "nameless",  # it does not
    "lists",  # it enumerates, where several things are asked for
    "listless",  # it does not
    "found",  # the score of its passage in the search, of the best one's
    "likeness",  # of sentence and question in the space of the embedding model
    "focus",  # the likeness of what the question says besides its document's title
    "behind",  # how far less alike than the most alike candidate
    "year",  # it speaks of other years than the question
    "day",  # it speaks of no day or month that the question names
    "figure",  # it states a figure of the question
    "other_figure",  # it states another in the same unit
    "attribute",  # the word for what is asked is not in it
    "proper",  # names of the question it does not know
    "title",  # how much its document's title says, of the most that any title does
    "heading",  # it only names a matter
    "lead",  # it opens a numbered paragraph or a list
    "task",
    "row",
    "header",
)
_LITERAL = 0.97  # the word itself, or the likeliest translation
SAID = 0.4  # from here on a term is held
_HEADING = 40  # folded characters up to which a sentence without a stop is taken for a heading
_STOPS = ("。", ";", "!", "?", ".", "”", ")")
_NUMBERED = re.compile(r"第[\d一二三四五六七八九十百]+[批届次期版轮]")
_ORDINAL = re.compile(r"[(（]?[一二三四五六七八九十\d]+[)）、.]")
_OPENING = re.compile(r"(?:[(（]?[一二三四五六七八九十\d]+[)）、.])?关于[^,，。]*问题。?$")  # 三、关于某某问题。
_CAPTION = re.compile(r"[图表]\s*\d{1,2}(?!\d)[^,，。;；]{2,30}")  # 图4 摩托车号牌尺寸(单位:毫米)
_ENUMERATION = re.compile(r"[^，。；、]{2,}、[^，。；、]{2,}、[^，。；]{2,}")
# A rule says 上一会计年度 of whatever year is asked of
_LAST_YEAR = re.compile(r"去年|上年|上一年|前一年|上个?年度|\b(?:last|previous|preceding|prior) (?:\w+ )?year\b")
_YEAR_BEFORE = re.compile(r"上一?个?(?:会计|财政|纳税|自然|学)?年度|上一年(?!\d)|前一年度?")
_FAR, _NEAR = 0.3, 1.0  # cosine of two words that have nothing in common, and of one with itself


@dataclass(frozen=True, slots=True)
class Candidate:
    """Evidence that may answer; `found` is the score of its passage in the search, of the best one's."""

    evidence: Evidence
    found: float = 0.0


def features(question: Question, corpus: Corpus, terms: Sequence[Term], candidates: Sequence[Candidate]) -> Array:
    """One line of FEATURES for each candidate."""
    pool = [candidate.evidence for candidate in candidates]
    weighed = [Weighed.of(term, corpus) for term in terms]
    soft = _soft(weighed, corpus, pool)
    sims = corpus.likeness(question.before + question.text, pool)
    focus = _focus(question, weighed, corpus, pool)
    titles = _titles(weighed, corpus, pool)
    within = {document: _within(weighed, document, corpus) for document in {item.document_id for item in pool}}
    nearest = max(sims.values())
    asked = _Asked(question, terms, corpus.segmenter)
    return np.array(
        [
            [
                *_said(weighed, item, soft[n], within[item.document_id]),
                *asked.of(item, corpus, weighed),
                candidates[n].found,
                sims[item.index],
                focus[item.index],
                sims[item.index] - nearest,
                *asked.constraints(item, weighed, corpus),
                titles[item.document_id],
                *_kind(item, corpus),
            ]
            for n, item in enumerate(pool)
        ]
    )


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term of the question, what it weighs and which evidence holds it."""

    term: Term
    weight: float
    held: Held

    @classmethod
    def of(cls, term: Term, corpus: Corpus) -> Weighed:
        held = corpus.evidence.held(term)
        return cls(term, max(held.weight, 0.3) * term.importance, held)

    def titles(self, title: str) -> bool:
        """Whether a folded title says the term."""
        return any(word in title for word, weight in self.term.alternatives if weight >= 0.5 and len(word) > 1)


def _within(weighed: Sequence[Weighed], document: str, corpus: Corpus) -> list[float]:
    """The weight of each term among the sentences of one document, where the words of its matter tell little."""
    size = corpus.evidence.size_of(document)
    found = []
    for one in weighed:
        count = corpus.evidence.count_in(document, one.held)
        found.append(max(math.log((size + 1) / (count + 0.5)), 0.1) * one.term.importance)
    return found


def _said(
    weighed: Sequence[Weighed], item: Evidence, soft: Array, within: Sequence[float]
) -> tuple[float, float, float, float, float, float, float]:
    """own, literal, inner, above, alike, strength, least."""
    own = literal = inner = above = alike = 0.0
    said = []
    for number, one in enumerate(weighed):
        here, there = one.held.own.get(item.index, 0.0), one.held.above.get(item.index, 0.0)
        near = float(soft[number])
        own += one.weight * here
        literal += one.weight * (here >= _LITERAL)
        inner += within[number] * here
        above += one.weight * max(there - here, 0.0)
        alike += one.weight * max(near - max(here, there), 0.0)
        if not one.term.generic:
            said.append(max(here, 0.8 * there, 0.8 * near))
    total = sum(one.weight for one in weighed) or 1.0
    worst = sorted(said)[:2]
    inner /= sum(within) or 1.0
    weakest = sum(worst) / len(worst) if worst else 0.0
    return own / total, literal / total, inner, above / total, alike / total, math.log1p(own), weakest


def _soft(weighed: Sequence[Weighed], corpus: Corpus, pool: Sequence[Evidence]) -> Array:
    """For each candidate and term, how like its most alike word is, 0 to 1."""
    found = np.zeros((len(pool), len(weighed)))
    named = [n for n, one in enumerate(weighed) if not one.term.generic]
    if not named:
        return found
    rows = [corpus.words_of(item) for item in pool]
    filled = [n for n, own in enumerate(rows) if len(own)]
    if not filled:
        return found
    starts = np.cumsum([0, *(len(rows[n]) for n in filled[:-1])])
    distinct, place = np.unique(np.concatenate([rows[n] for n in filled]), return_inverse=True)
    names = [(weighed[n].term.surface, weighed[n].term.alternatives[0][0]) for n in named]
    asked = corpus.word_vectors(corpus.word_rows([name for pair in names for name in pair]))
    best = (corpus.word_vectors(distinct) @ asked.T).reshape(len(distinct), len(named), 2).max(axis=2)
    like = np.clip((best - _FAR) / (_NEAR - _FAR), 0.0, 1.0)
    found[np.ix_(filled, named)] = np.maximum.reduceat(like[place], starts, axis=0)
    return found


def _focus(
    question: Question, weighed: Sequence[Weighed], corpus: Corpus, pool: Sequence[Evidence]
) -> dict[int, float]:
    """How like each candidate is to the words of the question that its document's title does not say."""
    found: dict[int, float] = {}
    for document in {item.document_id for item in pool}:
        words = [one.term.surface for one in weighed if not one.titles(corpus.titles[document])]
        items = [item for item in pool if item.document_id == document]
        text = (" " if question.language == "en" else "").join(words)
        found.update(corpus.likeness(text, items) if text else dict.fromkeys((item.index for item in items), 0.0))
    return found


def _titles(weighed: Sequence[Weighed], corpus: Corpus, pool: Sequence[Evidence]) -> dict[str, float]:
    """How much of the question each document's title says, of the most that one of them says."""
    scores = {}
    for document_id in {item.document_id for item in pool}:
        scores[document_id] = sum(one.weight for one in weighed if one.titles(corpus.titles[document_id]))
    most = max(scores.values()) or 1.0
    return {document_id: score / most for document_id, score in scores.items()}


class _Asked:
    """What the question asks for and the constraints it puts."""

    def __init__(self, question: Question, terms: Sequence[Term], segmenter: Segmenter) -> None:
        self._terms = terms
        self._common = {term.surface for term in terms if term.proper and segmenter.common(term.surface)}
        self._holds: Holds | None = asked_type(question)
        self._names: Holds | None = named_type(question)
        self._several = question.has("list")
        self._attribute = attribute(question, terms)
        self._years = set(question.years)
        self._whole_years = all(date.precision == "year" for date in question.dates)
        self._question = question
        self._paper_years = paper_years(question)
        self._before = bool(_LAST_YEAR.search(question.folded))
        self._figures = question.figures
        self._capitals = capitals(question.text) if question.language == "en" else frozenset()
        self._days = [d for d in question.dates if d.precision in ("day", "month", "part", "range")]

    def of(self, item: Evidence, corpus: Corpus, weighed: Sequence[Weighed]) -> tuple[float, ...]:
        """clause, fits, unfit, next, names, nameless, lists, listless."""
        named = bool(self._names and self._names(item.reading))
        lists = bool(_ENUMERATION.search(item.reading))
        return (
            *self._type(item, corpus, weighed),
            float(named),
            float(self._names is not None and not named),
            float(self._several and lists),
            float(self._several and not lists),
        )

    def _type(self, item: Evidence, corpus: Corpus, weighed: Sequence[Weighed]) -> tuple[float, float, float, float]:
        """clause, fits, unfit, next."""
        if self._holds is None:
            return 0.0, 0.0, 0.0, 0.0
        if not self._holds(item.reading):
            after = any(self._holds(other.reading) for other in corpus.evidence.following(item, 1))
            return 0.0, 0.0, 1.0, float(after)
        total = sum(one.weight for one in weighed) or 1.0
        best = max(
            (
                sum(one.weight * share for one, share in zip(weighed, clause.held, strict=True))
                for clause in clauses(item.reading, self._terms, self._holds)
                if clause.fits
            ),
            default=0.0,
        )
        return best / total, 1.0, 0.0, 0.0

    def _other_year(self, item: Evidence, corpus: Corpus) -> bool:
        """Whether the question names years and this is of none of them; in which an act was revised is not of what."""
        if not self._years or (self._before and _YEAR_BEFORE.search(item.own)):
            return False
        dated = self._question.has("when", "deadline")  # 2016年的通知: by 2020
        if (self._years <= self._paper_years or dated) and of_its_year(item.document_id, self._question, corpus):
            return False
        revised = {int(year) for year in REVISED.findall(item.own)} if self._whole_years else set()
        return not (item.years - revised or item.years) & self._years

    def _other_day(self, item: Evidence) -> bool:
        """Whether the question names days or months and this is of none of them."""
        if not self._days:
            return False
        record = item.record or item.parent
        found = [(d.first, d.last) for d in find_dates(item.reading, next(iter(item.years), 2000))]
        if record is not None and record.fields.get("date"):
            first = date.fromisoformat(str(record.fields["date"]))
            found.append((first, date.fromisoformat(str(record.fields.get("end") or first.isoformat()))))
        return not any(first <= day.last and day.first <= last for first, last in found for day in self._days)

    def _names_one(self, term: Term) -> bool:
        """Whether a term names one thing, so that another will not do: a place, a person, the seventh batch."""
        named = (term.proper and term.surface not in self._common) or (term.surface in self._capitals and term.spelt)
        return (named and not term.generic) or bool(_NUMBERED.fullmatch(term.alternatives[0][0]))

    def _unsaid(self, item: Evidence, weighed: Sequence[Weighed]) -> bool:
        """Whether the word for what is asked is not in the sentence itself."""
        return any(one.term is self._attribute and one.held.own.get(item.index, 0.0) < SAID for one in weighed)

    def constraints(
        self, item: Evidence, weighed: Sequence[Weighed], corpus: Corpus
    ) -> tuple[float, float, float, float, float, float]:
        """year, day, figure, other_figure, attribute, proper."""
        stated = figures_in(item.reading) if self._figures else ()
        same = any(same_figure(asked, found) for asked in self._figures for found in stated)
        units = {asked.base_unit for asked in self._figures if asked.base_unit}
        lacked = (one for one in weighed if one.held.both.get(item.index, 0.0) < SAID)
        unmet = [one.term for one in lacked if not corpus.evidence.of_matter(item.document_id, one.held)]
        return (
            float(self._other_year(item, corpus)),
            float(self._other_day(item)),
            float(same),
            float(not same and any(found.base_unit in units for found in stated)),
            float(self._attribute is not None and self._unsaid(item, weighed)),
            float(sum(self._names_one(term) for term in unmet)),
        )


def _kind(item: Evidence, corpus: Corpus) -> tuple[float, float, float, float, float]:
    """heading, lead, task, row, header."""
    passage = item.kind == "passage"
    title = corpus.titles[item.document_id]
    bare = len(item.own) < _HEADING and not item.own.endswith(_STOPS) and ":" not in item.own
    heading = passage and (
        bare
        or bool(_CAPTION.fullmatch(item.own))
        or (title in item.own and len(item.own) < 1.5 * len(title))
        or bool(_OPENING.match(item.own))
    )
    numbered = len(item.own) < _HEADING and bool(_ORDINAL.match(item.own))
    opens = item.own.endswith(":") or (numbered and bool(corpus.evidence.following(item, 1)))
    lead = passage and opens
    task, row, header = (float(item.kind == kind) for kind in ("task", "row", "header"))
    return float(heading), float(lead), task, row, header
