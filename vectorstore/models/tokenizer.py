"""A vocabulary of whole words with a unigram language model; characters and pieces spell the rest."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vectorstore.models.charsmap import folding_map
from vectorstore.models.data import Entry, fold

if TYPE_CHECKING:
    from tokenizers import Tokenizer

UNKNOWN = "[UNK]"
LATIN = re.compile(r"[a-z\u00c0-\u024f]+(?:'[a-z]+)?")
HAN = re.compile(r"[\u3400-\u9fff]")
# Words, numbers and runs of Chinese; everything between them is dropped.
_UNITS = (
    "[a-z\u00c0-\u024f]+(?:'[a-z]+)?|[0-9]+(?:\\.[0-9]+)?|[\u3400-\u9fff\u3005\u3007\U00020000-\U0002ffff]+"
    "|(?:(?![a-z\u00c0-\u024f\u3400-\u9fff])\\p{L})+"
)
_LONGEST_WORD = 7
_SELDOM = 1.5
_PIECES = 4_000
_PIECE_PENALTY = 6.0
_PRIOR = 0.3  # a dictionary word that the texts lack
_PRIOR_CHARACTER = 0.02
_ROUNDS = 3


class Vocabulary:
    """A tokenizer with what training and reading need of it; the only place that knows the library."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """Read tokenizer.json."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_file(str(path)))

    def save(self, path: Path) -> None:
        """Write tokenizer.json, compact."""
        self._tokenizer.save(str(path), pretty=False)

    @property
    def definition(self) -> str:
        """What `save` writes."""
        return self._tokenizer.to_str()

    def tokens(self) -> list[str]:
        """All tokens in the order of their numbers."""
        numbers = self._tokenizer.get_vocab()
        return sorted(numbers, key=numbers.__getitem__)

    def cut(self, texts: Sequence[str]) -> list[list[str]]:
        """The tokens of each text."""
        return [encoding.tokens for encoding in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    def ids(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """The numbers of the tokens of each text."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [np.asarray(encoding.ids, dtype=np.int64) for encoding in encodings]


def build_vocabulary(zh: Sequence[str], en: Sequence[str], entries: Sequence[Entry], chinese_words: int) -> Vocabulary:
    """A tokenizer with that many Chinese words, all characters, and the English words of texts and glosses."""
    latin = _latin(en, entries)
    scores = _chinese(zh, entries, chinese_words)
    total = sum(latin.values())
    scores |= {word: math.log(count / total) for word, count in latin.items()}
    for piece, score in _pieces(latin).items():
        scores.setdefault(piece, score - _PIECE_PENALTY)
    for number, score in _numbers().items():
        scores[number] = score
    return _vocabulary(scores)


def _vocabulary(scores: Mapping[str, float]) -> Vocabulary:
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    vocabulary = [(UNKNOWN, min(scores.values()) - 10), *sorted(scores.items(), key=lambda item: (-item[1], item[0]))]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = normalizers.Precompiled(folding_map())
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(_UNITS), "removed", invert=True)
    return Vocabulary(tokenizer)


def _latin(texts: Iterable[str], entries: Iterable[Entry]) -> Counter[str]:
    """How often English words occur; a gloss counts for a third."""
    counts = Counter(word for text in texts for word in LATIN.findall(fold(text)))
    glosses = Counter(word for entry in entries for _, long in entry.glosses for word in LATIN.findall(fold(long)))
    words = {word: counts[word] + glosses[word] / 3 for word in counts | glosses}
    return Counter({word: count for word, count in words.items() if counts[word] >= 2 or count >= _SELDOM})


def _chinese(texts: Sequence[str], entries: Iterable[Entry], size: int) -> dict[str, float]:
    """Log probabilities of characters and of the most useful words, by hard EM over texts and headwords."""
    heads = list(dict.fromkeys(entry.word for entry in entries if all(map(HAN.match, entry.word))))
    characters = Counter(character for text in [*texts, *heads] for character in text if HAN.match(character))
    characters = Counter({character: count for character, count in characters.items() if count > 1})
    words = [head for head in heads if 2 <= len(head) <= _LONGEST_WORD]
    counts = Counter(dict.fromkeys([*words, *characters], 1))
    prior = dict.fromkeys(words, _PRIOR) | {c: _PRIOR_CHARACTER + 0.002 * n for c, n in characters.items()}
    for _ in range(_ROUNDS):
        total = math.fsum(counts.values()) + math.fsum(prior.values())
        scores = {word: math.log((counts[word] + extra) / total) for word, extra in prior.items()}
        counts = Counter(token for tokens in _vocabulary(scores).cut(texts) for token in tokens)
    inside = _occurrences_inside(words)
    ranked = sorted(words, key=lambda word: (-counts[word], -inside[word], len(word), word))
    total = math.fsum(counts.values()) + math.fsum(prior.values())
    prior |= {word: _PRIOR + 0.05 * inside[word] for word in words}
    return {word: math.log((counts[word] + prior[word]) / total) for word in [*ranked[:size], *characters]}


def _occurrences_inside(words: Sequence[str]) -> Counter[str]:
    """In how many longer headwords each word stands."""
    known = set(words)
    return Counter(
        part
        for word in words
        for size in (2, 3, 4)
        for start in range(len(word) - size + 1)
        if len(word) > size and (part := word[start : start + size]) in known
    )


def _pieces(words: Iterable[str]) -> dict[str, float]:
    """Parts that spell English words outside the vocabulary."""
    from tokenizers import Tokenizer, models, trainers

    trainer = trainers.UnigramTrainer(
        vocab_size=_PIECES, unk_token=UNKNOWN, special_tokens=[UNKNOWN], max_piece_length=6, show_progress=False
    )
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.train_from_iterator(sorted(words), trainer)
    pieces = json.loads(tokenizer.to_str())["model"]["vocab"]
    # The trainer adds up in threads: its last digits differ from run to run, and with them the order of equal scores.
    return {piece: round(score, 6) for piece, score in pieces if piece != UNKNOWN}


def _numbers() -> dict[str, float]:
    """Digits, pairs of digits, one decimal and years; longer numbers are spelt with these."""
    scores = {f"{number:02d}": -14.0 for number in range(100)}
    scores |= {str(number): -12.0 for number in range(10)}
    scores |= {f"{number // 10}.{number % 10}": -17.0 for number in range(100)}
    scores |= {str(year): -14.0 for year in range(1900, 2040)}
    return scores | {".": -12.0}
