"""Whether a text names the thing that a question asks the number of, and counts it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.asked import ENUMERATES, FRACTION, figures_in
from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.measure import MEASURES, asked_measure, in_measure
from assistant.question import Question
from assistant.words import ENGLISH_GENERIC, Term
from ingest.figures import Figure
from ingest.fold import fold

_MANY, _HOW_MANY, _ENDS = pattern("many"), pattern("how_many"), pattern("how_many_ends")
_PERSONS, _BY_THE_PIECE = pattern("persons"), pattern("by_the_piece")
_NOUN = ("n", "vn", "b", "l", "j", "an", "s")
_SURE = 0.5  # weight of a word that may stand for one of the question
_ALIKE = 0.65  # cosine of two words of like meaning
_MEASURING = pattern("measuring_noun")
# What stands on a piece of ground, by its kind: it counts what the word before says, if that is counted
_GROUNDS = pattern("ground")
_PEOPLE = ("people", "persons", "folk", "folks", "townsfolk", "individuals", "souls", "inhabitants", "dwellers")
_PAID = re.compile(r"[费租款金钱薪税价额]$")
_OF_PERSONS = frozenset(("人", "名", "位", "户", "人次"))
_CLAUSE = re.compile(r"[^,，。;；:：]+")
_SENTENCE = re.compile("[。;；]")
_PRECISE = ("分钟", "小时", "人", "户")  # measures that nothing else is said in
_ONE_OF = re.compile(r"[一二两三四五六七八九十](?:家|所|座|名|位|处|户|只|台)")
_BOUND = re.compile(r"^(?:以上|以下|以内|左右|余|多|的|[(（][^)）]*[)）])*")
_WATCHWORD = re.compile(r"[“\"][^”\"一二三四五六七八九十\d]{0,4}[一二三四五六七八九十\d][^”\"]{0,6}[”\"]")
_AFTER = 20  # characters between a number and what it counts: 100个具有…的…品牌
_PUT_UP = pattern("put_up")  # is not counted
_PARTICLES = re.compile(r"^(?:啊|呀|呢|来着|哦|嘛|吧)+(?=[?。,]|$)")
_VERB = 2  # characters of a verb
_BEFORE, _NEXT = 8, 4  # characters between it, or a word of no text, and the question word: 充电桩今年要新建多少个
_HOW_MUCH = re.compile("最[快慢高低大小重轻长短宽深远]")  # of a measure: 最快能开多少
_REACH = 14  # characters between a thing and its number


@dataclass(frozen=True, slots=True)
class Head:
    """The thing a question asks a number of, as it calls it and in the words a text may have for it."""

    surface: str
    words: tuple[str, ...]
    counter: bool = True  # whether it is asked for by the piece: 多少个
    vague: bool = False  # whether a text may well call it otherwise

    @classmethod
    def of(cls, term: Term) -> Head:
        """The thing that a term of the question names."""
        return cls(
            term.surface, tuple(word for word, weight in term.alternatives if weight >= _SURE) or (term.surface,)
        )

    @property
    def persons(self) -> bool:
        """Whether it is people, who are counted without being called so."""
        return any(_PERSONS.search(word) for word in self.words[:3])


@dataclass(frozen=True, slots=True)
class Quoted:
    """What an answer quotes, and what stands above that."""

    question: Question
    corpus: Corpus
    text: str
    above: str
    enumerated: bool  # whether the things counted are the records themselves
    told: str = ""  # what is told of a text that says more

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
        said = self.question.folded  # 不足100人的按100人核定 gives the same figure again
        return [f for f in figures_in(plain) if plain.count(f.verbatim) > said.count(f.verbatim)]


def _mostly(word: str, text: str) -> bool:
    """Whether a text has at least half of the pairs of characters of a longer word, two at least."""
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    said = sum(pair in text for pair in pairs)
    return len(pairs) > 1 and not word.isascii() and 2 * said >= len(pairs) and said > 1


def head(question: Question, corpus: Corpus) -> Head | None:
    """What a question asks the number of; None where it asks for no number or says not of what."""
    return _chinese(question, corpus) if question.language == "zh" else _english(question, corpus)


def _chinese(question: Question, corpus: Corpus) -> Head | None:
    found = _MANY.search(question.folded)
    if found is None:
        return None
    after, last = _PARTICLES.sub("", question.folded[found.end() :].lstrip("的")), ""
    if after.startswith("人") and not after.startswith("人均"):
        return Head("人", ("人员",))
    for word, tag, _, _ in corpus.segmenter.words(after):
        long = tag == "v" and len(word) > _VERB  # 充电桩 is a verb to the segmenter
        if not (long or tag.startswith((*_NOUN, "a"))) or len(word) < 2:
            break
        last = last if tag.startswith("a") else word
    if last:
        return Head(
            last, (fold(last), *(w for w, weight in corpus.synonyms(last) if weight >= _SURE)), bool(found["counter"])
        )
    if after and after[0] not in "?。,":
        return None
    before = [t for t in question.terms if t.end <= found.start() and not t.generic]
    before = [t for t in before if len(t.surface) > _VERB or (t.naming and not _PUT_UP.fullmatch(t.surface))]
    if not before or not (found["counter"] or _PUT_UP.search(question.folded[before[-1].end : found.start()])):
        return None
    far = corpus.evidence.known(before[-1].surface) and question.folded[before[-1].end] != "的"
    near = found.start() - before[-1].end <= (_BEFORE if far else _NEXT)
    near = near and not _HOW_MUCH.search(question.folded[before[-1].end : found.start()])
    return replace(Head.of(before[-1]), counter=bool(found["counter"])) if near else None


def _english(question: Question, corpus: Corpus) -> Head | None:
    found = _HOW_MANY.search(question.folded)
    if found is None:
        return None
    end = _ENDS.search(question.folded, found.end())
    last = len(question.folded[found.end() : end.start() if end else None].rstrip()) + found.end()
    words = re.sub(r"[()\"“”]", " ", question.folded[found.end() : last]).split()
    if not words or _MEASURING.search(words[-1]):
        return None
    if words[-1] in _PEOPLE:
        return Head(words[-1], ("人员",))
    covering = next((t for t in question.terms if t.start < last <= t.end), None)
    if covering is not None:
        return None if covering.spelt else replace(Head.of(covering), vague=covering.generic)
    chinese = [fold(w) for _, _, found_words in corpus.terms.from_english(words[-1]) for w in found_words]
    chinese += [fold(w) for one in corpus.lexicon.translate(words[-1]) for w, weight in one.terms if weight >= _SURE]
    return Head(words[-1], tuple(chinese), vague=words[-1] in ENGLISH_GENERIC) if chinese else None


def number_lacking(quoted: Quoted) -> str:
    """The thing counted, where the text does not name it or gives no number of it."""
    listed = _BY_THE_PIECE.search(quoted.question.folded) and ENUMERATES.search(quoted.text)
    asked = None if quoted.enumerated or listed else head(quoted.question, quoted.corpus)
    if asked is None or _MEASURING.search(asked.surface):
        return ""
    if measure := asked_measure(quoted.question):
        return "" if any(in_measure(f, measure) for f in quoted.numbers()) or measure not in _PRECISE else asked.surface
    if _PAID.search(asked.words[0]) and any(in_measure(f, "元") for f in quoted.numbers()):
        return ""
    if asked.persons and any(in_measure(f, unit) for f in quoted.numbers() for unit in _OF_PERSONS):
        return ""
    grounds = _GROUNDS.search(asked.surface) and _before(asked.surface, quoted.question)
    named = (asked, Head.of(grounds)) if grounds else (asked,)
    return "" if any(_numbered(one, quoted) for one in named) else asked.surface


def _before(surface: str, question: Question) -> Term | None:
    """The term right before a word of an English question, where it names something."""
    at = question.folded.find(" " + surface)
    return next((t for t in question.terms if t.end == at and not t.generic and not t.spelt), None)


def _numbered(asked: Head, quoted: Quoted) -> bool:
    """Whether a text gives a number of a thing: 10个…网站, 网站…有10个."""
    if not asked.counter and FRACTION.search(quoted.text) and quoted.says(asked.words):
        return True  # 要多少业主同意: 三分之二以上的业主
    some = any(f.base_unit not in MEASURES for f in quoted.numbers()) or bool(_ONE_OF.search(quoted.text))
    if asked.vague:
        one = bool(_ONE_OF.search(quoted.text))
        return one or any(f.unit and f.base_unit not in MEASURES for f in quoted.numbers())
    if not quoted.says(asked.words):
        return _called_alike(asked, quoted)
    word = next((word for word in asked.words if word in quoted.text), "")
    if not word:  # it calls it otherwise
        return some and not asked.persons
    if not asked.counter:  # 多少充电桩: by whatever measure, but of it
        told = (one for one in _SENTENCE.split(quoted.text) if word in one)
        return any(replace(quoted, text=one).numbers() for one in told)
    called = {word, *(word[-2:] for word in asked.words if len(word) > 3)}
    return any(_counts(clause.group(), one, quoted) for clause in _CLAUSE.finditer(quoted.text) for one in called)


def _called_alike(asked: Head, quoted: Quoted) -> bool:
    """Whether a number follows a character of the thing where another word of the question is said: 康复站500个 for
    康复的站点.
    """
    others = [t for t in quoted.question.terms if t.naming and not t.generic and t.surface != asked.surface]
    words = [word for term in others for word, weight in term.alternatives if weight >= _SURE and len(word) > 1]
    for clause in (found.group() for found in _CLAUSE.finditer(quoted.text)):
        figures = [f for f in figures_in(clause) if f.start and f.base_unit not in MEASURES]
        if any(w in clause for w in words) and any({clause[f.start - 1], f.unit} & set(asked.surface) for f in figures):
            return True
    return False


def _counts(clause: str, word: str, quoted: Quoted) -> bool:
    """Whether a figure of a clause counts what a word names."""
    if word not in clause:
        return False
    places = [found.span() for found in re.finditer(re.escape(word), clause)]
    clause = _WATCHWORD.sub("", clause)
    for figure in figures_in(clause):
        if figure.base_unit in MEASURES or figure.verbatim in quoted.question.folded:
            continue
        if any(0 <= start - figure.end <= _AFTER for start, _ in places):
            return True
        if any(0 <= figure.start - end <= _REACH for _, end in places) and not _names_other(
            clause[figure.end :], quoted
        ):
            return True
    return bool(_ONE_OF.search(clause))


def _names_other(after: str, quoted: Quoted) -> bool:
    """Whether what follows a figure is what it counts: 4个方面."""
    if after.startswith(("级", "度")):
        return True
    words = quoted.corpus.segmenter.words(_BOUND.sub("", after))
    return bool(words) and words[0][1].startswith(("n", "vn")) and len(words[0][0]) > 1
