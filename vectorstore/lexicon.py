"""English words as Chinese terms, and Chinese words of like meaning: the written ones before the learnt ones."""

from __future__ import annotations

import gzip
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from vectorstore.thesaurus import irregular, thesaurus

BUNDLED = Path(__file__).parent / "models" / "lexicon.tsv.gz"
LONGEST_PHRASE = 5
_STEP = 0.07  # by which each next word of a written entry weighs less
_UNWRITTEN = 0.5  # what the likeliest learnt term weighs that a written entry leaves out

_WORD = re.compile(r"[a-z\u00c0-\u024f]+(?:['’][a-z]+)?", re.IGNORECASE)
_NO_PLURAL = frozenset(
    {"goods", "news", "means", "customs", "arms", "series", "species", "premises", "always", "perhaps"}
)
_ENDINGS = (
    ("ied", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("er", ""), ("er", "e"), ("ly", ""), ("ily", "y"),
    ("al", ""), ("ment", ""), ("ness", ""), ("iness", "y"), ("able", ""), ("able", "e"), ("ation", "e"), ("ion", ""),
)  # fmt: skip
_MISTYPED = 6  # letters from which on a word that nothing knows may be another with one of them wrong
# British spellings as the dictionary's American ones.
_SPELLINGS = (
    ("re", "er"), ("our", "or"), ("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("isation", "ization"),
    ("ogue", "og"), ("ence", "ense"), ("amme", "am"), ("elling", "eling"), ("elled", "eled"),
)  # fmt: skip
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
        english = [key for key in thesaurus if key.isascii()]
        self._phrases = {_plain(key): key for key in reversed(english) if " " in key}
        self._initials: dict[str, list[str]] = defaultdict(list)
        for key in english:
            if key.isalpha():
                self._initials[key[0]].append(key)

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
        if not written:
            return self._learnt(key)
        learnt = [(term, share) for term, share in self._learnt(key) if term not in written and len(term) > 1]
        most = max((share for _, share in learnt), default=1.0)
        found = written | {term: max(share, _UNWRITTEN * share / most) for term, share in learnt}
        return tuple(sorted(found.items(), key=lambda pair: -pair[1]))

    def _learnt(self, key: str) -> tuple[tuple[str, float], ...]:
        at = bisect_left(self._lines, f"{key}\t")
        if at == len(self._lines) or not self._lines[at].startswith(f"{key}\t"):
            return ()
        fields = self._lines[at][len(key) + 1 :].split()
        return tuple(zip(fields[::2], (int(percent) / 100 for percent in fields[1::2]), strict=True))

    def translate(self, text: str, known: Callable[[str], bool] | None = None) -> list[Translation]:
        """Phrases before words, from left to right; a word without an entry has no terms, a stop word gives nothing.

        Given what is `known`, a phrase is one only if a term of it is.
        """
        found = words(text)
        lemmas = _lemmas(found)
        result = []
        first = 0
        while first < len(found):
            last, terms = self._longest(text, found, lemmas, first, known)
            if not terms:
                said = found[first].group().lower()  # of a stop word's plural: "shows" are performances
                word = said if lemmas[first] in STOP_WORDS else lemmas[first]
                last, terms = first, () if word in STOP_WORDS else self._word(word)
            if terms or lemmas[first] not in STOP_WORDS:
                start, end = found[first].start(), found[last].end()
                result.append(Translation(text[start:end], start, end, terms))
            first = last + 1
        return result

    def phrases(self, text: str, known: Callable[[str], bool]) -> list[Translation]:
        """The phrases of the thesaurus in a text of which some term is known, the longest first from left to right."""
        found = words(text)
        lemmas = _lemmas(found)
        result = []
        first = 0
        while first < len(found):
            last, terms = self._longest(text, found, lemmas, first, known, written=True)
            if terms:
                start, end = found[first].start(), found[last].end()
                result.append(Translation(text[start:end], start, end, terms))
            first = last + 1
        return result

    def word(self, word: str) -> tuple[tuple[str, float], ...]:
        """What a single word may be in Chinese, whatever its form."""
        return self._word(lemma(word))

    def synonyms(self, word: str) -> list[tuple[str, float]]:
        """Chinese words that share meanings with a Chinese word, nearest first; weights up to 1."""
        return list(self.terms(word))

    def nearest(self, word: str) -> str:
        """The word of the thesaurus that a word with one wrong letter is likeliest meant to be; empty for none."""
        if len(word) < _MISTYPED or not word.isalpha():
            return ""
        meant = lemma(word.lower())
        return next((key for key in self._initials.get(meant[0], ()) if len(key) > 4 and _one_off(meant, key)), "")

    def _longest(
        self,
        text: str,
        found: list[re.Match[str]],
        lemmas: list[str],
        first: int,
        known: Callable[[str], bool] | None,
        *,
        written: bool = False,
    ) -> tuple[int, tuple[tuple[str, float], ...]]:
        """The last word of the longest phrase from a word on, and its terms; empty where none begins there."""
        for last in range(min(len(found), first + LONGEST_PHRASE) - 1, first, -1):
            if STOP_WORDS.issuperset(lemmas[first : last + 1]) or not _together(text, found[first : last + 1]):
                continue
            terms = self._phrase(" ".join(lemmas[first : last + 1]), written=written)
            if terms and (known is None or any(known(term) for term, _ in terms)):
                return last, terms
        return first, ()

    def _phrase(self, key: str, *, written: bool) -> tuple[tuple[str, float], ...]:
        """The entry of a phrase, in the form it is said in or another, or written as one word."""
        if key not in self._thesaurus:
            joined = key.replace(" ", "") if STOP_WORDS.isdisjoint(key.split()) else ""
            key = self._phrases.get(_plain(key)) or (joined if joined in self._thesaurus else key)
        return self.terms(key) if key in self._thesaurus or not written else ()

    def _word(self, word: str) -> tuple[tuple[str, float], ...]:
        """The entry of a word, or else of its American spelling, or of what it is derived from or put together of."""
        forms = list(_forms(word))
        best = next((form for form in forms if form in self._thesaurus), word)  # "procuring" was learnt of one law only
        return next((terms for form in (best, *forms) if (terms := self.terms(form))), ()) or self._compound(word)

    def _compound(self, word: str) -> tuple[tuple[str, float], ...]:
        """The phrase that is written as one word: lawmaker, cleanup."""
        parted = (f"{word[:at]} {word[at:]}" for at in range(3, len(word) - 1))
        return next((self.terms(phrase) for phrase in parted if phrase in self._thesaurus), ())


def _lemmas(found: list[re.Match[str]]) -> list[str]:
    return [word if (word := match.group().lower()) in STOP_WORDS else lemma(word) for match in found]


def _forms(word: str) -> Iterator[str]:
    """A lemma, and what else it may stand under: its American spelling, its infinitive, what it is derived from."""
    yield word
    yield _spelt(word)
    if base := irregular().get(word):
        yield base
    for ending, replacement in _ENDINGS:
        stem = word.removesuffix(ending) + replacement
        if word.endswith(ending) and len(stem) > 2:
            yield stem
            if len(stem) > 3 and not replacement and stem[-1] == stem[-2]:
                yield stem[:-1]


@lru_cache(maxsize=8192)
def _plain(phrase: str) -> str:
    """One form for the forms of a phrase that begins with a verb, and for its spellings: handed over, handing over."""
    first, *rest = phrase.split()
    return " ".join((_bare(irregular().get(first, first)), *map(_spelt, rest)))


def _spelt(word: str) -> str:
    """A word in its American spelling."""
    found = (pair for pair in _SPELLINGS if word.endswith(pair[0]) and len(word) > len(pair[0]) + 1)
    return next((word.removesuffix(british) + american for british, american in found), word)


def _bare(word: str) -> str:
    """A word without what inflects it."""
    word = _spelt(word)
    if word.endswith("ied"):
        return word.removesuffix("ied") + "y"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            word = word.removesuffix(ending)
            break
    word = word.removesuffix("e") if len(word) > 4 else word
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def _one_off(word: str, other: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two that stand together have changed places."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    at = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    if len(word) != len(other):
        longer, shorter = (word, other) if len(word) > len(other) else (other, word)
        return longer[at + 1 :] == shorter[at:]
    swapped = word[at : at + 2] == other[at : at + 2][::-1] and word[at + 2 :] == other[at + 2 :]
    return swapped or word[at + 1 :] == other[at + 1 :]


def _together(text: str, found: list[re.Match[str]]) -> bool:
    """Whether nothing but blanks, hyphens and apostrophes parts the words."""
    return not any(text[a.end() : b.start()].strip(" -‐–'’\t\n\u00a0") for a, b in pairwise(found))


@lru_cache(maxsize=2)
def _load(path: Path) -> Lexicon:
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there; run `python -m vectorstore.models.train --data DIR`.")
    return Lexicon(
        gzip.decompress(path.read_bytes()).decode("utf-8").split("\n"), thesaurus() if path == BUNDLED else {}
    )
