"""Content words of a question: segmented Chinese, tokenised English, each with what may stand for it in a document."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import rjieba

from assistant.cues import MASK
from ingest.fold import fold
from ingest.people import looks_like_name

_LATIN = re.compile(r"[a-z0-9](?:[a-z0-9.+&'/-]*[a-z0-9+])?")
_RUN = re.compile(rf"(?:[^{MASK}\s,.;:?!，。；：？！、()（）《》\"'<>·\-]|(?<=\d)\.(?=\d))+")
# Parts of speech that name something: if a document does not have the word, it does not speak of the thing.
_NAMING = ("n", "s", "t", "f", "j", "l", "i", "z", "vn", "an", "eng", "x", "b", "m")
_BEFORE_VERBS, _AFTER_VERBS = "能要可会需想该应须", "掉完好到出里时个成"
_COUNTERS, _HELPERS = "人户家个位名项天年", "能会可要该"  # 一个人能分到几张: the guess takes the two for a word
_PLACES = "里上中下内那这"  # left over by a question word beside it, a guess takes them into the next word
_ASKING = re.compile(r"[几谁哪啥咋吗]|多少|什么|怎么|如何")
_COUNTED = re.compile(r"[\d一二两三四五六七八九十几]+(?:个|份|项|条|种|类|批|次|件|位|张|本|者)")
_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
STOP = frozenset(_WORDS["stop"])
KEPT = frozenset(_WORDS["kept"].split())
_GENERIC = frozenset(_WORDS["chinese_generic"].split())
_NAMES_NONE = _GENERIC | frozenset(_WORDS["names_none"].split())


ENGLISH_GENERIC = frozenset(_WORDS["english_generic"].split())


@dataclass(frozen=True, slots=True)
class Term:
    """A content word with its alternatives (folded Chinese or Latin, weight up to 1), best first."""

    surface: str
    start: int
    end: int
    alternatives: tuple[tuple[str, float], ...]
    naming: bool = True
    generic: bool = False
    proper: bool = False  # names one place, person or body
    beside: tuple[str, str] = ("", "")  # the characters before and after it in a run of content

    @property
    def spelt(self) -> bool:
        """Whether no dictionary knows it, so that its letters are all there is of it."""
        return self.alternatives[0][0].isascii() or self.alternatives[0][1] < 1.0

    @property
    def importance(self) -> float:
        """What its kind is worth beside its rarity: a name 1, another word less, one without content least."""
        return (1.0 if self.naming else 0.6) * (0.25 if self.generic else 1.0)


class Segmenter:
    """Chinese word segmentation that knows the names of an index, and further words."""

    def __init__(self, names: Iterable[str], words: Iterable[str] = ()) -> None:
        self._cutter = rjieba.Jieba()
        for word in sorted(words):
            if not self._cutter.has_word(word) and not _ASKING.search(word):
                self._cutter.add_word(word, 500, "v")
        for name in sorted({folded for name in names if 2 <= len(folded := fold(name)) <= 12}):
            self._cutter.add_word(name, 2000, "nz")

    def names(self, word: str) -> bool:
        """Whether a folded Chinese word names a thing rather than an action or a quality."""
        tags = [tag for _, tag in self._cutter.tag(word)]
        return bool(tags) and tags[-1].startswith(("n", "s", "j", "l", "i", "eng"))

    def listed(self, word: str) -> bool:
        """Whether the dictionary has a word; others the segmenter has guessed."""
        return bool(self._cutter.has_word(word))

    def words(self, text: str) -> list[tuple[str, str, int, int]]:
        """Words of a folded text as (word, part of speech, start, end)."""
        found = []
        position = 0
        for word, tag in self._cutter.tag(text):
            start = text.index(word, position)
            position = start + len(word)
            found.append((word, tag, start, position))
        return found


def chinese_terms(
    masked: str, segmenter: Segmenter, synonyms: Callable[[str], Sequence[tuple[str, float]]]
) -> list[Term]:
    """The content words of a masked folded question."""
    terms = []
    for run in _RUN.finditer(masked):
        for word, tag, start, end in segmenter.words(run.group()):
            if len(word) > 1 and word[-1] in "了过着":
                word, end = word[:-1], end - 1
            if len(word) > 1 and not segmenter.listed(word):
                start += len(word) - len(word.lstrip(_PLACES))
                word = word.strip(_PLACES)
                end = start + len(word)
                if len(word) < 2 or (len(word) == 2 and word[0] in _COUNTERS and word[1] in _HELPERS):
                    continue
            modal = len(word) == 2 and word[0] in "要想会能将已" and tag == "v"
            if modal:
                word, start = word[1:], start + 1
            if (len(word) == 1 and (word in STOP or not word.isalnum())) or (
                all(c in STOP for c in word) and word not in KEPT
            ):
                continue
            if len(word) == 1 and not modal and not tag.startswith(("n", "x", "eng")):
                continue
            generic = word in _GENERIC or bool(_COUNTED.fullmatch(word))
            alternatives = ((word, 1.0), *((other, weight) for other, weight in synonyms(word) if other != word))
            naming = tag.startswith(_NAMING) and len(word) > 1
            if word.endswith(("级", "类")) and len(word) > 1:
                alternatives += ((word[:-1], 0.9),)
            if word.endswith("政府") and len(word) > 3:
                alternatives += ((word[:-2] + "人民政府", 0.95), (word[:-2], 0.8))
            if core := _core(word, tag if segmenter.listed(word) else ""):  # what was guessed may well be a verb
                alternatives, naming = (*alternatives, (core, 0.9)), False
            text = run.group()
            beside = (text[start - 1 : start], text[end : end + 1])
            place = (run.start() + start, run.start() + end)
            proper = _names_one(word, tag, segmenter)
            terms.append(Term(word, *place, tuple(alternatives), naming, generic, proper, beside))
    return terms


def _names_one(word: str, tag: str, segmenter: Segmenter) -> bool:
    """Whether a word names one place, person or body; what only looks like a person's name is none."""
    if word in _NAMES_NONE or len(word) < 2:
        return False
    return tag.startswith(("ns", "nt")) or (tag.startswith("nr") and (segmenter.listed(word) or looks_like_name(word)))


def _core(word: str, tag: str) -> str:
    """A verb without what a segmenter leaves on it: 能扣 is 扣, 查完 is 查; empty where nothing is left on it."""
    if not 2 <= len(word) <= 3 or tag.startswith(("n", "s", "t")):
        return ""
    bare = word[1:] if word[0] in _BEFORE_VERBS else word[:-1] if word[-1] in _AFTER_VERBS else ""
    return bare if bare and bare not in STOP else ""


def latin_words(masked: str) -> list[tuple[str, int, int]]:
    """Latin words and numbers of a masked folded question with their places."""
    return [(match.group(), match.start(), match.end()) for match in _LATIN.finditer(masked)]
