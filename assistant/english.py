"""Content words of an English question, with the Chinese words that may stand for them in the documents."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from assistant.cues import MASK, find_cues, mask, strip_noise
from assistant.words import ENGLISH_GENERIC, Term, latin_words
from ingest.fold import fold
from ingest.pinyin import is_pinyin

if TYPE_CHECKING:
    from assistant.corpus import Corpus

_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_ROLES = ("lead", "responsible", "participate", "doc_number")
_LEAST = 0.5  # the weight of the unlikeliest alternative
_BESIDE_TABLE = 0.9  # of a dictionary's word where the table of terms has others
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


def english_terms(masked: str, corpus: Corpus, names: Collection[str] = ()) -> list[Term]:
    """English content words with the Chinese words that may stand for them, phrases first; `names` are no mistypings."""
    terms: list[Term] = []
    taken: list[tuple[int, int]] = []
    for start, end, alternatives in _fixed(masked, corpus):
        terms.append(Term(masked[start:end], start, end, alternatives, generic=_says_nothing(masked[start:end])))
        taken.append((start, end))
    for spelling in re.finditer(r"[a-z]+'[a-z]+", masked):
        spelt = corpus.romanised(spelling.group().replace("'", ""))
        if spelt and not any(a < spelling.end() and spelling.start() < b for a, b in taken):
            terms.append(Term(spelling.group(), spelling.start(), spelling.end(), spelt))
            taken.append(spelling.span())
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
        if len(word) > 1 and not word.isdigit() and word not in ENGLISH_GENERIC:
            terms.append(Term(word, start, end, (*corpus.romanised(word), (word, 1.0))))
    return sorted(terms, key=lambda term: term.start)


def capitals(text: str) -> frozenset[str]:
    """The words of an English sentence that are written as names, in lower case; the first is not told."""
    return frozenset(word.lower() for word in re.findall(r"(?<=[a-z,;:’'\d] )[A-Z][a-z]+", text))


def _fixed(masked: str, corpus: Corpus) -> list[Phrase]:
    """Terms of the table, and phrases of the thesaurus that the documents know; of those that overlap the longest."""
    found = []
    for start, end, chinese in corpus.terms.from_english(masked):
        alternatives = tuple((fold(word), 1.0) for word in chinese)
        found.append((start, end, _joined(alternatives, _besides(masked[start:end], corpus))))
    for entry in corpus.lexicon.phrases(masked, lambda word: corpus.evidence.known(fold(word))):
        found.append((entry.start, entry.end, _weighted(entry.terms)))
    chosen: list[Phrase] = []
    for start, end, alternatives in sorted(found, key=lambda one: -len(re.split(r"[ -]+", masked[one[0] : one[1]]))):
        if not any(a < end and start < b for a, b, _ in chosen):
            chosen.append((start, end, alternatives))
    return sorted(chosen)


def _besides(word: str, corpus: Corpus) -> Iterable[tuple[str, float]]:
    """What the thesaurus has for a word or phrase of the table of terms."""
    entries = corpus.lexicon.translate(word)
    return entries[0].terms if len(entries) == 1 and entries[0].source == word else ()


def _joined(first: Alternatives, others: Iterable[tuple[str, float]]) -> Alternatives:
    """Alternatives with further ones that weigh less."""
    known = {word for word, _ in first}
    more = ((fold(word), max(_LEAST, _BESIDE_TABLE * weight)) for word, weight in others)
    return (*first, *((word, weight) for word, weight in more if word not in known))


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
