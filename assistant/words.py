"""Content words of a question: segmented Chinese, tokenised English, each with what may stand for it in a document."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rjieba

from assistant.cues import MASK
from ingest.fold import fold
from ingest.numerals import CHINESE_NUMERAL, parse_numeral
from ingest.people import looks_like_name
from ingest.pinyin import pinyin
from vectorstore.thesaurus import thesaurus

_LATIN = re.compile(r"[a-z0-9](?:[a-z0-9.+&'/-]*[a-z0-9+])?")
_RUN = re.compile(rf"(?:[^{MASK}\s,.;:?!，。；：？！、()（）《》\"'<>·\-]|(?<=\d)\.(?=\d))+")
# Parts of speech that name something: if a document does not have the word, it does not speak of the thing.
_NAMING = ("n", "s", "t", "f", "j", "l", "i", "z", "vn", "an", "eng", "x", "b", "m")
_BEFORE_VERBS, _AFTER_VERBS = "能要可会需想该应须", "掉完好到出里时个成"
_DO_SO = re.compile(r"([一-龥])一\1(?!一)|[查翻数挑列找报念算核搜捋筛拎抄摘圈瞄扒捡拣扫点](?:一[下遍眼圈通]|出来|给我)")
_GUESSED_BEFORE, _GUESSED_AFTER = "写看讲查问报挑找听想搞叫算", "报写填列占算上下起去来"
_COUNTERS, _HELPERS = "人户家个位名项天年", "能会可要该"  # 一个人能分到几张: the guess takes the two for a word
_PLACES = "里上中下内那这"  # left over by a question word beside it, a guess takes them into the next word
_LEFT_OVER = _PLACES + "我你您咱是按给归得没来"
_LED_ON = _PLACES + "是按给点能要得比干修摊掉分"  # 收点干部子女, 奖售粮是按什么价
_ASKING = re.compile(r"[几谁哪啥咋吗]|多少|什么|怎么|如何")
_COUNTED = re.compile(r"[\d一二两三四五六七八九十几]+(?:[个份项条种类批次件位张本者间座栋幢台辆艘名])")
_NUMERAL = re.compile(rf"(?P<number>{CHINESE_NUMERAL}+)(?P<unit>[级倍年岁元条号]?)")
_PLACE_END = re.compile(r"(?<=..)[省市县区]$")
_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
STOP = frozenset(_WORDS["stop"])
_QUIET = frozenset(_WORDS["quiet"].split())
KEPT = frozenset(_WORDS["kept"].split())
_GENERIC = frozenset(_WORDS["chinese_generic"].split())
_DEEDS = frozenset(_WORDS["deeds"].split())
_NAMES_NONE = _GENERIC | frozenset(_WORDS["names_none"].split())
_ERRANDS = frozenset(_WORDS["errand"].split())
_OF_ERRANDS = _ERRANDS | {MASK, *_WORDS["asker"].split()}
_OPENS = re.compile("^(?:[我咱俺]们?|本人|这边|给|替|帮|为|来自|是|在)*")
_BODY = re.compile(r"[^的了是有由归和数\d]{1,7}[局委办厅口科处室部馆站所院队厂司]")
_I_AM = re.compile("(?:[我咱俺]们?|本人)(?:[供就任]职[于在]|[是在])|作为|身为")

ENGLISH_GENERIC = frozenset(_WORDS["english_generic"].split())
SHORT_PROVINCES = {said[0]: said[1:] for said in _WORDS["short_provinces"].split()}
SHORTHAND: dict[str, dict[str, str]] = {"zh": _WORDS["chinese_shorthand"], "en": _WORDS["english_shorthand"]}
_ENGLISH_LIGHT = frozenset(_WORDS["english_light"].split())
_ENDINGS = ("", "s", "es", "ies", "d", "ed", "ied", "ing", "ly")


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

    def said_in(self, text: str, least: int = 2) -> bool:
        """Whether a folded text has the term or what it surely means, in words of so many characters."""
        return any(word in text for word, weight in self.alternatives if weight >= 0.75 and len(word) >= least)

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

    def common(self, word: str) -> bool:
        """Whether a folded word is one of the language, though a table may have it as a name: 农业, 全国."""
        return word in _NAMES_NONE or (word in _ordinary() and not self.place(word))

    def place(self, word: str) -> bool:
        """Whether the dictionary has a folded word as the name of a place."""
        tags = [tag for _, tag in self._cutter.tag(word)]
        return len(tags) == 1 and tags[0].startswith("ns")

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
    masked = _DO_SO.sub(lambda found: MASK * len(found.group()), masked)  # 查一查, 挑出来: what the reader is to do
    for run in _RUN.finditer(masked):
        for word, tag, start, end in segmenter.words(run.group()):
            if len(word) > 1 and word[-1] in "了过着" and word not in thesaurus():
                word, end = word[:-1], end - 1
            if word[0] == "几" and (tag.startswith("m") or not segmenter.listed(word)):
                continue  # 几级, 几淀: asks
            if len(word) > 1 and not segmenter.listed(word):
                start += len(word) - len(word.lstrip(_LEFT_OVER))
                word = word.lstrip(_LEFT_OVER).rstrip(_LED_ON)
                end = start + len(word)
                helps = len(word) == 2 and word[0] in _COUNTERS and word[1] in _HELPERS
                if helps or (len(word) < 2 and word not in _DEEDS):
                    continue
            modal = len(word) == 2 and word[0] in "要想会能将已" and tag == "v" and word not in _GENERIC
            if modal:
                word, start = word[1:], start + 1
            if _says_nothing(word, tag, modal=modal):
                continue
            if len(word) > 2 and word[-1] == "人" and word[:-1] not in _NAMES_NONE and segmenter.place(word[:-1]):
                word, tag, end = word[:-1], "ns", end - 1  # 温州人: who lives there
            generic = word in _GENERIC or bool(_COUNTED.fullmatch(word))
            alternatives = _alternatives(word, synonyms)
            naming = tag.startswith(_NAMING) and len(word) > 1 and word not in _QUIET
            if core := _core(word, tag if segmenter.listed(word) else ""):  # what was guessed may well be a verb
                meant = ((other, 0.9 * weight) for other, weight in synonyms(core) if other != core)
                alternatives, naming = (*alternatives, (core, 0.9), *meant), False
            text = run.group()
            beside = (text[start - 1 : start], text[end : end + 1])
            place = (run.start() + start, run.start() + end)
            proper = _names_one(word, tag, segmenter)
            if proper and tag.startswith(("ns", "nr")):
                alternatives += ((pinyin(_PLACE_END.sub("", word)), 0.9),)  # as files are named: chronicle_jining
            terms.append(Term(word, *place, tuple(alternatives), naming, generic, proper, beside))
    return terms


def _says_nothing(word: str, tag: str, *, modal: bool) -> bool:
    """Whether a word tells nothing by itself: a single character that is no name and no deed, or made of such."""
    if len(word) > 1 or word in _DEEDS:
        return all(c in STOP for c in word) and word not in KEPT
    return word in STOP or not word.isalnum() or not (modal or tag.startswith(("n", "x", "eng")))


def _alternatives(word: str, synonyms: Callable[[str], Sequence[tuple[str, float]]]) -> tuple[tuple[str, float], ...]:
    """What may stand for a word: itself, its synonyms, a numeral in digits, a class or government by its short name."""
    found = tuple((other, weight) for other, weight in synonyms(word) if other != word)
    if word in _DEEDS:  # 造 is in 造成, too: only what it means
        return tuple((other, min(1.0, weight + 0.15)) for other, weight in found)
    found = ((word, 1.0), *found)
    if digits := in_digits(word):
        found += ((digits, 0.95),)
    if word.endswith(("级", "类")) and len(word) > 1:
        found += ((word[:-1], 0.9),)
    if word.endswith("政府") and len(word) > 3:
        found += ((word[:-2] + "人民政府", 0.95), (word[:-2], 0.8))
    return found


def _names_one(word: str, tag: str, segmenter: Segmenter) -> bool:
    """Whether a word names one place, person or body; what only looks like a person's name is none."""
    if word in _NAMES_NONE or len(word) < 2:
        return False
    if tag.startswith("nr"):
        return word not in _ordinary() and (segmenter.listed(word) or looks_like_name(word))
    return tag.startswith(("ns", "nt"))


@cache
def _ordinary() -> frozenset[str]:
    """The words of the written thesaurus: a dictionary takes 许可证 and 承重墙 for the names of persons."""
    return frozenset((*thesaurus(), *(word for words in thesaurus().values() for word in words)))


def in_digits(word: str) -> str:
    """A numeral of two characters or more, or with one of a few units, in digits: 五百万 is 500万; empty for others."""
    found = _NUMERAL.fullmatch(word)
    if not found or (not found["unit"] and (len(found["number"]) < 2 or re.fullmatch("[五六七八]一|三八|五四", word))):
        return ""
    value = parse_numeral(found["number"])
    if value is None:
        return ""
    number, scale = int(value), ""
    for name, size in (("亿", 10**8), ("万", 10**4)):
        if not scale and number >= size and number % size == 0:
            number, scale = number // size, name
    return f"{number}{scale}{found['unit']}"


def _core(word: str, tag: str) -> str:
    """A verb without what a segmenter leaves on it: 能扣 is 扣, 查完 is 查; empty where nothing is left on it."""
    if not 2 <= len(word) <= 3 or tag.startswith(("n", "s", "t")):
        return ""
    before, after = _BEFORE_VERBS + _GUESSED_BEFORE * (not tag), _AFTER_VERBS + _GUESSED_AFTER * (not tag)
    bare = word[1:] if word[0] in before else word[:-1] if word[-1] in after else ""
    return bare if bare and bare not in STOP else ""


def tells_errand(text: str) -> bool:
    """Whether a folded clause, its names masked, says no more than who asks and what the answer is wanted for."""
    text = re.sub(f"{MASK}+", MASK, text)
    opens = len(text) - len(_OPENS.sub("", text))
    bodies = (end for end in range(opens, len(text)) if _BODY.fullmatch(text, opens, end))
    reached = {(start, bool(_I_AM.match(text))) for start in (0, *bodies)}  # and whether an errand is told by there
    for start, told in ((start, told) for start in range(len(text)) for told in (False, True)):
        if (start, told) in reached:
            words = (text[start:end] for end in range(start + 1, len(text) + 1))
            reached |= {(start + len(w), told or w in _ERRANDS) for w in words if w in _OF_ERRANDS}
    return (len(text), True) in reached


def is_light(phrase: str) -> bool:
    """Whether each word of an English phrase, in whatever form, carries a question and not its fact."""
    return all(not _ENGLISH_LIGHT.isdisjoint(_forms(word)) for word in re.split(r"[ -]", phrase))


def _forms(word: str) -> set[str]:
    """An English word and what it may be a form of: logged, log; merely, mere."""
    stems = {stem for end in _ENDINGS if len(stem := word.removesuffix(end)) > 2}
    doubled = {stem[:-1] for stem in stems if len(stem) > 3 and stem[-1] == stem[-2]}
    return stems | doubled | {stem + end for stem in stems - {word} for end in "ey"}


def latin_words(masked: str) -> list[tuple[str, int, int]]:
    """Latin words and numbers of a masked folded question with their places."""
    return [(match.group(), match.start(), match.end()) for match in _LATIN.finditer(masked)]
