"""What the training files say of English phrases: counts in texts, meanings in the dictionary, parts of headwords."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vectorstore.lexicon import LONGEST_PHRASE, STOP_WORDS, lemma, words
from vectorstore.models.align import align
from vectorstore.models.data import Entry, Pair
from vectorstore.models.phrases import chinese_phrases, english_phrases, phrase_counts
from vectorstore.models.tokenizer import HAN, Vocabulary

_DICTIONARY_WEIGHT = 3.0  # as so many occurrences in the texts
_CHARACTER_OCCURRENCES, _CHARACTER_LEAST = 6, 0.12
_LONGEST_GLOSS = 6


@dataclass(frozen=True)
class Evidence:
    """What is known of English phrases: counts in texts, meanings in the dictionary, characters of headwords."""

    aligned: Mapping[str, Mapping[str, float]]
    occurrences: Counter[str]
    meanings: Mapping[str, set[str]]
    characters: Mapping[str, Mapping[str, float]]
    frequency: Counter[str]

    def shares(self) -> dict[str, dict[str, float]]:
        """For each English phrase, the probabilities of its Chinese terms."""
        result = {}
        for phrase in sorted({*self.aligned, *self.meanings}):
            scores = self._scores(phrase)
            if total := math.fsum(scores.values()):
                result[phrase] = {term: score / total for term, score in scores.items()}
        return result

    def _scores(self, phrase: str) -> dict[str, float]:
        """Counts and dictionary together, not normalised; nothing for phrases seen once or cut at a stop word."""
        scores: defaultdict[str, float] = defaultdict(float)
        meanings = self.meanings.get(phrase, set())
        counts = self.aligned.get(phrase, {})
        seldom = self.occurrences[phrase] < 2 or math.fsum(counts.values()) < 1
        if (not meanings and " " in phrase and seldom) or not any(map(str.isalpha, phrase)):
            return scores
        scores.update({term: count for term, count in counts.items() if count >= 0.5})
        worth = {term: math.sqrt(self.frequency[term] + 0.3) * (1 if len(term) > 1 else 0.5) for term in meanings}
        for term, value in worth.items():
            scores[term] += _DICTIONARY_WEIGHT * value / math.fsum(worth.values())
        for term, share in self.characters.get(phrase, {}).items():
            scores[term] += _DICTIONARY_WEIGHT * share
        return scores


def gather(pairs: Sequence[Pair], entries: Sequence[Entry], vocabulary: Vocabulary) -> Evidence:
    """Align texts and glosses together, so that either helps the other, and count."""
    glosses = [
        (entry.word, found)
        for entry in entries
        for gloss in entry.meanings
        if 1 <= len(found := gloss_words(gloss)) <= _LONGEST_GLOSS
    ]
    texts = [*(pair.zh for pair in pairs), *(word for word, _ in glosses)]
    zh = [[piece for piece in tokens if piece != "."] for tokens in vocabulary.cut(texts)]
    en = [[lemma(match.group()) for match in words(pair.en)] for pair in pairs] + [found for _, found in glosses]
    links = align(zh, en)
    zh, en, links = zh[: len(pairs)], en[: len(pairs)], links[: len(pairs)]
    return Evidence(
        phrase_counts(zh, en, links),
        english_phrases(en),
        meanings(entries),
        character_meanings(entries),
        chinese_phrases(zh),
    )


def meanings(entries: Iterable[Entry]) -> dict[str, set[str]]:
    """The headwords that the dictionary gives for each short gloss."""
    result: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if all(map(HAN.match, entry.word)):
            for gloss in entry.meanings:
                key = gloss_words(gloss)
                if key and len(key) <= LONGEST_PHRASE and (len(key) > 1 or key[0] not in STOP_WORDS):
                    result[" ".join(key)].add(entry.word)
    return result


def gloss_words(gloss: str) -> list[str]:
    """The lemmas of a gloss without the particle it begins with."""
    found = [lemma(match.group()) for match in words(gloss)]
    while found and found[0] in {"to", "a", "an", "the", "be"}:
        found = found[1:]
    return found


def character_meanings(entries: Iterable[Entry]) -> dict[str, dict[str, float]]:
    """English words that single characters of headwords stand for, such as the last one of a kind of office."""
    pairs = [
        (list(entry.word), found)
        for entry in entries
        if 2 <= len(entry.word) <= 6 and all(map(HAN.match, entry.word))
        for gloss, _ in entry.glosses
        if 1 <= len(found := gloss_words(gloss)) <= LONGEST_PHRASE
    ]
    counts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    totals: Counter[str] = Counter()
    links = align([zh for zh, _ in pairs], [en for _, en in pairs], tension=1.0)
    for (zh, en), matrix in zip(pairs, links, strict=True):
        for column, word in enumerate(en):
            totals[word] += 1
            for row, character in enumerate(zh):
                if matrix[row, column] > 0.3:
                    counts[word][character] += float(matrix[row, column])
    return {
        word: {c: n / totals[word] for c, n in found.items() if n / totals[word] > _CHARACTER_LEAST}
        for word, found in counts.items()
        if totals[word] >= _CHARACTER_OCCURRENCES and word not in STOP_WORDS
    }
