"""English words as Chinese terms, and Chinese words of like meaning: the written ones before the learnt ones."""

from __future__ import annotations

import gzip
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase
from types import MappingProxyType

from vectorstore.thesaurus import thesaurus

BUNDLED = Path(__file__).parent / "models" / "lexicon.tsv.gz"
LONGEST_PHRASE = 5
_STEP = 0.07  # by which each next word of a written entry weighs less
_LONG = 7  # letters of a word that may be mended: of a shorter one too much is like it, names among it
_UNWRITTEN = 0.5  # what the likeliest learnt term weighs that a written entry leaves out

_WORD = re.compile(r"[a-z\u00c0-\u024f]+(?:['’][a-z]+)?", re.IGNORECASE)
_NO_PLURAL = frozenset(
    {"goods", "news", "means", "customs", "arms", "series", "species", "premises", "always", "perhaps"}
)
_ENDINGS = (("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("er", ""), ("er", "e"), ("ly", ""), ("al", ""))
# British spellings as the dictionary's American ones.
_SPELLINGS = (
    ("re", "er"),
    ("our", "or"),
    ("ise", "ize"),
    ("ised", "ized"),
    ("ising", "izing"),
    ("isation", "ization"),
    ("ogue", "og"),
    ("ence", "ense"),
    ("amme", "am"),
    ("elling", "eling"),
    ("elled", "eled"),
)

_ISE = re.compile(r"is(?=(?:e|ed|ing|ation)$)")

STOP_WORDS = frozenset((Path(__file__).parent / "models" / "stop_words.txt").read_text("utf-8").split())


@dataclass(frozen=True, slots=True)
class Translation:
    """What a word or phrase, `text[start:end]`, may be in Chinese: terms with probabilities, likeliest first."""

    source: str
    start: int
    end: int
    terms: tuple[tuple[str, float], ...]


def lemma(word: str) -> str:
    """A word in lower case without possessive and plural ending; the lexicon's keys are made of these."""
    word = re.sub(r"['’]s?$", "", word.lower().replace("’", "'"))
    if len(word) <= 3 or word in _NO_PLURAL or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word.removesuffix("s")


def words(text: str) -> list[re.Match[str]]:
    """The English words of a text; hyphens part them."""
    return list(_WORD.finditer(text))


class Lexicon:
    """English phrases (lemmas joined by blanks) to Chinese terms, and Chinese words to others of like meaning.

    `lines`: what was learnt, sorted; the tab after a key comes before every other character.
    """

    def __init__(self, lines: Sequence[str], thesaurus: Mapping[str, Sequence[str]] = MappingProxyType({})) -> None:
        self._lines = lines
        self._thesaurus = thesaurus

    @classmethod
    def load(cls, path: Path = BUNDLED) -> Lexicon:
        """Read the file once a process; entries are parsed when they are looked up."""
        return _load(path)

    @property
    def chinese(self) -> list[str]:
        """The Chinese words of the thesaurus."""
        return [key for key in self._thesaurus if not key.isascii()]

    def __len__(self) -> int:
        return len(self._lines)

    def terms(self, key: str) -> tuple[tuple[str, float], ...]:
        """An entry by its key with weights up to 1, best first; empty if there is none."""
        written = {term: 1.0 - _STEP * n for n, term in enumerate(self._thesaurus.get(key, ()))}
        learnt = [(term, share) for term, share in self._learnt(key) if term not in written]
        if not written:
            return tuple(learnt)
        most = max((share for _, share in learnt), default=1.0)
        found = written | {term: max(share, _UNWRITTEN * share / most) for term, share in learnt}
        return tuple(sorted(found.items(), key=lambda pair: -pair[1]))

    def _learnt(self, key: str) -> tuple[tuple[str, float], ...]:
        at = bisect_left(self._lines, f"{key}\t")
        if at == len(self._lines) or not self._lines[at].startswith(f"{key}\t"):
            return ()
        fields = self._lines[at][len(key) + 1 :].split()
        return tuple(zip(fields[::2], (int(percent) / 100 for percent in fields[1::2]), strict=True))

    def translate(self, text: str) -> list[Translation]:
        """Phrases before words, from left to right; a word without an entry has no terms, a stop word gives nothing."""
        found = words(text)
        lemmas = [word if (word := match.group().lower()) in STOP_WORDS else lemma(word) for match in found]
        result = []
        first = 0
        while first < len(found):
            last, terms = self._longest(text, found, lemmas, first)
            if terms or lemmas[first] not in STOP_WORDS:
                start, end = found[first].start(), found[last].end()
                result.append(Translation(text[start:end], start, end, terms))
            first = last + 1
        return result

    def synonyms(self, word: str) -> list[tuple[str, float]]:
        """Chinese words that share meanings with a Chinese word, nearest first; weights up to 1."""
        return list(self.terms(word))

    def _longest(
        self, text: str, found: list[re.Match[str]], lemmas: list[str], first: int
    ) -> tuple[int, tuple[tuple[str, float], ...]]:
        """The last word of the longest known phrase from a word on, and its terms."""
        for last in range(min(len(found), first + LONGEST_PHRASE) - 1, first, -1):
            if STOP_WORDS.issuperset(lemmas[first : last + 1]):
                continue
            if _together(text, found[first : last + 1]) and (terms := self._phrase(lemmas[first : last + 1])):
                return last, terms
        if lemmas[first] in STOP_WORDS:
            return first, ()
        return first, self._word(lemmas[first])

    def _phrase(self, lemmas: Sequence[str]) -> tuple[tuple[str, float], ...]:
        """The entry of a phrase, or else of its American spelling."""
        return self.terms(" ".join(lemmas)) or self.terms(" ".join(map(_american, lemmas)))

    def _word(self, word: str) -> tuple[tuple[str, float], ...]:
        """The entry of a word, or else of its American spelling, or of what it is derived from."""
        if terms := self.terms(word):
            return terms
        for british, american in _SPELLINGS:
            if word.endswith(british) and (terms := self.terms(word.removesuffix(british) + american)):
                return terms
        for ending, replacement in _ENDINGS:
            stem = word.removesuffix(ending) + replacement
            doubled = len(stem) > 3 and not replacement and stem[-1] == stem[-2]
            if word.endswith(ending) and len(stem) > 2:
                terms = self.terms(stem) or (self.terms(stem[:-1]) if doubled else ())
                if terms:
                    return terms
        return self._misspelt(word)

    def _misspelt(self, word: str) -> tuple[tuple[str, float], ...]:
        """The entry of the one written word that a long unknown one is, but for a letter left out, doubled or moved."""
        if len(word) < _LONG:
            return ()
        near = {word[:i] + c + word[i:] for i in range(len(word) + 1) for c in ascii_lowercase}
        near |= {word[:i] + word[i + 1 :] for i in range(len(word))}
        near |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
        found = [other for other in near if other in self._thesaurus]
        return self.terms(found[0]) if len(found) == 1 else ()


def _american(word: str) -> str:
    """A word of a verb in -ise, or centre, in its American spelling."""
    word = {"centre": "center", "harbour": "harbor", "labour": "labor", "programme": "program"}.get(word, word)
    return _ISE.sub("iz", word) if len(word) > 6 else word


def _together(text: str, found: list[re.Match[str]]) -> bool:
    """Whether nothing but blanks and hyphens parts the words."""
    return not any(text[a.end() : b.start()].strip(" -‐–\t\n\u00a0") for a, b in pairwise(found))


@lru_cache(maxsize=2)
def _load(path: Path) -> Lexicon:
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there; run `python -m vectorstore.models.train --data DIR`.")
    return Lexicon(
        gzip.decompress(path.read_bytes()).decode("utf-8").split("\n"), thesaurus() if path == BUNDLED else {}
    )
