"""Content words of an English question, with the Chinese words that may stand for them in the documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.cues import MASK, Cue, find_cues, mask, strip_noise
from assistant.names import bare
from assistant.words import ENGLISH_GENERIC, Term, is_light, latin_words
from ingest.fold import fold
from ingest.measures import SCALE, UNIT
from ingest.numerals import parse_english_numeral
from ingest.pinyin import is_pinyin, pinyin
from vectorstore.lexicon import STOP_WORDS, lemma

if TYPE_CHECKING:
    from assistant.corpus import Corpus

_HAN_RUN = re.compile(rf"(?!{SCALE}?{UNIT}(?![\u3400-\u9fff]))[\u3400-\u9fff]{{2,}}")  # no unit of measure
_OF_A_KIND = re.compile(r" (?:organi[sz]ations?|institutions?|compan(?:y|ies)|people|persons?)$")
_ROLES = ("lead", "responsible", "participate", "doc_number")
_LEAST = 0.5  # the weight of the unlikeliest alternative
_BESIDE = 0.95  # the most that a sense weighs beside the likeliest
_LEAST_SENSE = 0.6  # the weight of the unlikeliest sense that is looked for in the documents
_UNSAID = -0.3  # for how much a sense counts that no document has
_SUPPORTED = 0.35  # how much of the question the table's word stands beside, if it keeps its place
_LIGHT = 0.5  # beside how much of the rest a word must stand that may as well carry the question alone
_LIKELIER = 0.15  # by how much more of the question a sense stands beside, if it takes the place of the table's
_LIES = {
    "river": "河 江", "lake": "湖", "mountain": "山", "road": "路", "street": "街 路", "avenue": "大道",
    "bridge": "大桥", "temple": "寺", "island": "岛", "gorge": "峡", "colliery": "煤矿", "reservoir": "水库",
}  # fmt: skip
_GRADE = re.compile(r"\b(grade|level|class)[- ](\d{1,2}|[a-z]+)\b")
Alternatives = tuple[tuple[str, float], ...]
Phrase = tuple[int, int, Alternatives]


def fixed_phrases(masked: str, corpus: Corpus) -> list[Phrase]:
    """English terms of several words that no question word covers whole."""
    found = find_cues(masked, "en")
    cues = [(cue.start, cue.end) for cue in found]
    roles = [(cue.start, cue.end) for cue in found if cue.name in _ROLES]
    return [
        (start, end, chinese)
        for start, end, chinese in _fixed(masked, corpus)
        if re.search(r"[ -]", masked[start:end])
        and not any(a <= start and end <= b for a, b in cues)
        and not any(start < b and a < end for a, b in roles)
    ]


def asked_kinds(masked: str, cues: list[Cue], corpus: Corpus) -> tuple[list[Phrase], list[Cue]]:
    """Terms of several words that name what kind of bodies is asked for, and the cues without those that ask who.

    "Which social organisations are merged" asks for no unit.
    """
    asking = [(cue.start, cue.end) for cue in cues if cue.name == "who"]
    kinds = [
        (start, end, chinese)
        for start, end, chinese in _fixed(masked, corpus)
        if any(a <= start and end <= b for a, b in asking) and _OF_A_KIND.search(masked[start:end])
    ]
    left = [c for c in cues if c.name != "who" or not any(c.start <= start < c.end for start, _, _ in kinds)]
    return kinds, left


def english_terms(masked: str, corpus: Corpus, names: Collection[str] = ()) -> list[Term]:
    """English content words with the Chinese ones that may stand for them, phrases first.

    `names` are written as names and no mistypings.
    """
    terms: list[Term] = []
    for start, end, alternatives in _fixed(masked, corpus):
        generic = _says_nothing(masked[start:end]) and not _heads_rows(alternatives, corpus)
        terms.append(Term(masked[start:end], start, end, alternatives, generic=generic))
    for spelling in re.finditer(r"(?<![a-z])(?=([a-z]+)(['\s–-])([a-z]+))", masked):
        first, between, last = spelling.groups()
        start, end = spelling.start(), spelling.end(3)
        named = {first, last} <= {*filter(is_pinyin, names)} and not all(map(corpus.romanised, (first, last)))
        spelt = corpus.romanised(first + last) if named or between == "'" else ()
        spelt = spelt or (_place(first, last, corpus) if first in names else ())
        if spelt and all(t.surface == last for t in terms if t.start < end and start < t.end):
            terms = [t for t in terms if t.end <= start or end <= t.start]
            terms.append(Term(masked[start:end], start, end, spelt))
    taken = [(term.start, term.end) for term in terms]
    rest = mask(masked, taken)
    for entry in corpus.lexicon.translate(rest, lambda word: corpus.evidence.known(fold(word))):
        if MASK in rest[entry.start : entry.end] or len(entry.source) < 2 or any(c.isdigit() for c in entry.source):
            continue
        chinese = entry.terms or _mistyped(entry.source, corpus, names)
        alternatives = _weighted(chinese) + corpus.romanised(entry.source)
        generic = all(word in ENGLISH_GENERIC for word in entry.source.split())
        naming = not alternatives or corpus.segmenter.names(alternatives[0][0])
        terms.append(
            Term(entry.source, entry.start, entry.end, alternatives or ((entry.source, 1.0),), naming, generic)
        )
        taken.append((entry.start, entry.end))
    terms += [Term(run.group(), run.start(), run.end(), ((run.group(), 1.0),)) for run in _HAN_RUN.finditer(masked)]
    for word, start, end in latin_words(mask(masked, taken)):
        says = word not in ENGLISH_GENERIC and lemma(word) not in STOP_WORDS  # "finds" says no more than "find"
        if len(word) > 1 and not word.isdigit() and says:
            terms.append(Term(word, start, end, (*corpus.romanised(word), (word, 1.0))))
    names = {word for word in names if is_pinyin(word)}
    after = {t.start for t in terms if t.surface in names and not t.alternatives[0][0].isascii()}
    terms = [t for t in terms if not (t.surface in names and t.spelt and t.end + 1 in after)]  # the surname of 苏东坡
    return _in_context(sorted(terms, key=lambda term: term.start), corpus)


def _place(name: str, kind: str, corpus: Corpus) -> Alternatives:
    """What a name may spell together with the word for a river, street or the like behind it."""
    kinds = _LIES.get(kind, "").split()
    return tuple(one for k in kinds for one in corpus.romanised(name + pinyin(k)) if one[0].endswith(k))


def _grades(masked: str) -> list[Phrase]:
    """The grades that are said by number: 三级 for "grade 3"."""
    found = [(m, parse_english_numeral(m[2]) or 0, "类" if m[1] == "class" else "级") for m in _GRADE.finditer(masked)]
    said = [(m, "一二三四五六七八九十"[int(value) - 1] + kind) for m, value, kind in found if value in range(1, 11)]
    return [(m.start(), m.end(), ((word, 1.0),)) for m, word in said]


def _in_context(terms: list[Term], corpus: Corpus) -> list[Term]:
    """Terms with the sense first that the documents have nearest to what else the question names."""
    told = {term.start: corpus.evidence.held(term).both for term in terms if not term.generic}
    weights = {t.start: corpus.evidence.held(t).weight * t.importance for t in terms if t.start in told}
    near: dict[int, float] = defaultdict(float)
    for start, held in told.items():
        for index, share in held.items():
            near[index] += weights[start] * share
    total = sum(weights.values())
    found = []
    for term in terms:
        if term.generic or term.spelt or len(told) < 2:
            found.append(term)
            continue
        own, weight = told[term.start], weights[term.start]

        def support(word: str, own: Mapping[int, float] = own, weight: float = weight) -> float:
            """How much of the rest of the question stands where a word does; less than nothing where none does."""
            there = corpus.evidence.holding(word)
            if not there:
                return _UNSAID
            return max(near[i] - weight * own.get(i, 0.0) for i in there) / (total - weight)

        idle = is_light(term.surface) and max(support(word) for word, _ in term.alternatives) < _LIGHT
        found.append(replace(term, alternatives=_likeliest(term, corpus, support), generic=idle))
    return found


def _likeliest(term: Term, corpus: Corpus, support: Callable[[str], float]) -> Alternatives:
    """The alternatives of a term with the one first that is likeliest beside the rest of the question.

    The table of terms gives place to a sense of the dictionary only if that is likelier by far.
    """
    written = term.alternatives
    if _in_table(term.surface, corpus):
        most = max(support(word) for word, _ in written)
        others = [
            (word, weight) for word, weight in _weighted(_besides(term.surface, corpus)) if weight >= _LEAST_SENSE
        ]
        best = max((word for word, _ in others if word not in dict(written)), key=support, default="")
        if not best or most > _SUPPORTED or support(best) < most + _LIKELIER:
            return written
        return ((best, 1.0), *((word, _BESIDE) for word, _ in written))
    likely, chance = written[0], written[0][1] + support(written[0][0])
    for word, weight in written[1:]:
        part = any(word in other for other, _ in written if other != word and support(other) > _UNSAID)
        if weight >= _LEAST_SENSE and not part and weight + support(word) > chance:
            likely, chance = (word, weight), weight + support(word)
    if likely is written[0]:
        return written
    return ((likely[0], 1.0), *((word, min(weight, _BESIDE)) for word, weight in written if word != likely[0]))


def _in_table(phrase: str, corpus: Corpus) -> bool:
    """Whether a word or phrase is one of the table of terms."""
    return any(end - start == len(phrase) for start, end, _ in corpus.terms.from_english(phrase))


def capitals(text: str) -> frozenset[str]:
    """The words of an English sentence that are written as names, in lower case; the first if it is no other word."""
    names = re.findall(r"(?:^|(?<=[a-z,;:’'\d] ))[A-Z][a-z]+", text)
    return frozenset(name.lower() for name in names if not text.startswith(name) or is_pinyin(name.lower()))


def _fixed(masked: str, corpus: Corpus) -> list[Phrase]:
    """Terms of the table, and phrases of the thesaurus that the documents know; of those that overlap the longest."""
    found: list[Phrase] = [
        (start, end, tuple((fold(word), 1.0) for word in chinese))
        for start, end, chinese in corpus.terms.from_english(masked)
        if not re.search(r"[.;?!] ", masked[start:end])
    ]
    found += [
        (entry.start, entry.end, _weighted(entry.terms))
        for entry in corpus.lexicon.phrases(masked, lambda word: corpus.evidence.known(fold(word)))
    ]
    found += _grades(masked)
    chosen: list[Phrase] = []
    for start, end, alternatives in sorted(found, key=lambda one: -len(re.split(r"[ -]+", masked[one[0] : one[1]]))):
        if not any(a < end and start < b for a, b, _ in chosen):
            chosen.append((start, end, alternatives))
    return sorted(chosen)


def _besides(word: str, corpus: Corpus) -> Iterable[tuple[str, float]]:
    """What the thesaurus has for a word or phrase of the table of terms."""
    entries = corpus.lexicon.translate(word)
    return entries[0].terms if len(entries) == 1 and entries[0].source == word else ()


def _weighted(terms: Iterable[tuple[str, float]]) -> Alternatives:
    """Chinese words with weights from the least to 1."""
    found = tuple(terms)
    best = max((weight for _, weight in found), default=1.0) or 1.0
    return tuple((fold(word), max(_LEAST, weight / best)) for word, weight in found)


def _mistyped(word: str, corpus: Corpus, names: Collection[str]) -> Iterable[tuple[str, float]]:
    """What a word that nothing knows means if one letter of it is wrong; nothing for what may be a name."""
    if word in names or corpus.romanised(word) or is_pinyin(word):
        return ()
    return corpus.lexicon.terms(corpus.lexicon.nearest(word))


def _says_nothing(phrase: str) -> bool:
    """Whether each word of an English phrase is one that names nothing: "in total"."""
    return all(w in ENGLISH_GENERIC or not strip_noise(w, "en", ()).strip(MASK) for w in phrase.split())


def heads_rows(terms: Iterable[Term], corpus: Corpus) -> bool:
    """Whether one of some terms is what a group of rows is called."""
    return any(_heads_rows(term.alternatives, corpus) for term in terms)


def _heads_rows(alternatives: Alternatives, corpus: Corpus) -> bool:
    """Whether one of some Chinese terms is what a group of rows is called: 开放 in 二、开放类."""
    groups = {fold(bare(category)).removesuffix("类") for table in corpus.tables for category in table.categories}
    return any(word in groups for word, _ in alternatives)
