"""Units that an English question describes: "the nylon zone's committee", "the central bank's local branch"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, partial

from assistant.cues import cue_words
from assistant.words import ENGLISH_GENERIC
from ingest.fold import fold
from ingest.units import UnitIndex, english
from vectorstore.lexicon import STOP_WORDS, Lexicon

# What a body is called, with what its Chinese name must end in or hold
_KINDS = {
    "committee": "委", "commission": "委", "board": "委", "bureau": "局", "department": "局|部|厅", "agency": "局|署",
    "authority": "局|委|署", "administration": "局|署|管委会", "office": "办|局|海关", "regulator": "监管|证监|保监",
    "center": "中心", "centre": "中心", "company": "公司", "corporation": "公司", "firm": "公司", "group": "集团",
    "college": "学院|学校", "university": "大学|学院", "institute": "院|所", "school": "学校|学院", "zone": "区管委会",
    "federation": "联|会", "association": "协|会", "society": "会", "union": "会", "league": "团", "ministry": "部",
    "cooperative": "社", "brigade": "队", "detachment": "队", "court": "法院",
    "procuratorate": "检察院",
}  # fmt: skip
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_LINKS = frozenset(("and", "of", "the", "for"))
# Words that tell no body from another
_LEVELS = frozenset(
    ("municipal", "city", "county", "district", "provincial", "local", "town", "management", "general", "state",
     "national", "central", "people")
)  # fmt: skip
_MEANT = 0.9  # what a word tells that a unit's name says in another word
_LONGEST = 7  # words of a description
_GOES_ON = re.compile("队[伍员]")  # a fire brigade's people, not the body
_COMMON = frozenset("市县区局委办公室中心管理事务服务发展建设工作政府国家人民运营投资会")
_BRANCH = re.compile("分行|分局|支行|分公司|分院")
_BRANCH_AFTER = re.compile(r"((?: [a-z]+){0,2}?) (?:sub-)?(?:branch|branches|office)\b")
_BRANCH_BEFORE = re.compile(r"\b(?:([a-z]+) )?((?:branch|office|arm) of (?:the )?)$")
_COLLECTIVE = re.compile(r"各县\(市、?区\)")
_ALL_COUNTIES = re.compile(
    r"各(?:县、?市、?区|县\(市、区\)|县、?区|区、?县)(?=(?:都|也|一起|要|需|共同|来|的?任务)*(?:参与|参加|配合|负责|承担|协助|有份))"
    r"|\b(?:all|every|the)(?: the)? (?:counties|county governments)(?: and (?:city )?districts?(?: governments)?)?"
)
_REMARK, _LAST_REMARK = re.compile(r"[(][^()]*[)]"), re.compile(r"[(][^()]*[)]$")
_SHORT_COLLECTIVES = ("各县区政府", "各县市区政府", "县市区政府", "各区县政府", "县区政府", "区县政府")
_KIND_AFTER = re.compile("集团(?:公司)?|公司|中心")
_COMMITTEE = re.compile(r"管委会|\b(?:committee|administration|authorit(?:y|ies))\b")
_DEPARTMENT = re.compile(r"([\u4e00-\u9fff]{2,6})部门")
# What stands before the name of a local branch, and a name that is explained in parentheses: 残联（市里那个）
_PARENT = re.compile(r"(?:国网|国家电网|国家税务总局)(?:[\u4e00-\u9fff]{2,3}省?)?$")
_GLOSS = re.compile(r"[(]([^()\d]{2,20})[)]")
_KIND_WORD = "(?:" + "|".join(_KINDS) + ")"
_PINYIN = re.compile(rf"\([a-z ']+\)(?= {_KIND_WORD}\b)")  # the city management (chengguan) bureau
_AGAIN = re.compile(
    rf" {_KIND_WORD}\b(?! of)|,? ?\((?!(?:[^()]* )?(?:as|in|or|not|lead|led|only)\b)[a-z\u3400-\u9fff&' -]{{3,60}}\)"
    rf"|, (?:the|our|that is,?|i\.e\.,?) (?:[a-z&'-]+ ){{0,6}}?{_KIND_WORD}\b(?=,|\?|$| is\b| has\b)"
)
_HEAD = re.compile(r"(?:^|[,，、:：?？。;；(])([\u4e00-\u9fff]{2,8})$")
_SAME_BODY = re.compile(
    r"(?:(?:就是|即|也就是|指的?是)?(?:市里|市级|市直|市本级|本市|我市|咱们?市)[^()]{0,4}|[^()]*(?:分局|分行|支行|分公司))$"
)
_JOINT = re.compile("以及|[、和与跟同及]")
_AFTER = re.compile("[、和与跟同及]|[两俩三四几]|都|[共联各谁哪挂牵参配打挑主负]|一起|一块|同时|分别|有份|部门|$")
Word = tuple[str, int, int]  # the word with its place
Found = tuple[int, int, tuple[str, ...]]


class DescribedUnits:
    """Finds the units of an index by name, and the one whose English name has every word of a description."""

    def __init__(self, index: UnitIndex) -> None:
        self._index = index
        self._units = index.units

    def places(self, text: str, language: str) -> list[Found]:
        """Where a folded question names units: by name or short name, by their matter, by a description."""
        text = _PINYIN.sub(lambda aside: " " * len(aside.group()), text)
        named = [
            (m.start, m.end, tuple(m.units)) for m in self._index.find(text) if not _GOES_ON.match(text, m.end - 1)
        ]
        if language == "zh":
            named = glossed([_to_kind(text, place) for place in named], text)
            named += beside(text, named, self._index)
            return [*named, *departments(text, self._index), *self._collective(text, named)]
        named = [(*of_branch(text, *place), place[2]) for place in map(partial(self._glossed, text), named)]
        for other in self.find(text):
            at = next((i for i, place in enumerate(named) if _one(place, other)), None)
            if at is None and not any(a <= other[0] and other[1] <= b for a, b, _ in named):
                named.append(other)
            elif at is not None:
                named[at] = (min(named[at][0], other[0]), max(named[at][1], other[1]), named[at][2])
        return [*explained(named, text), *self._collective(text, named)]

    def _collective(self, text: str, named: Sequence[Found]) -> list[Found]:
        """Where all counties together are given a part in tasks: 各县区都要参与, "all counties and districts"."""
        units = tuple(unit for unit in self._units if _COLLECTIVE.match(fold(unit)))
        places = [m.span() for m in _ALL_COUNTIES.finditer(text)] if units else []
        return [(*span, units) for span in places if not any(a < span[1] and span[0] < b for a, b, _ in named)]

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        """The words of each unit's English name."""
        return {unit: frozenset(map(_stem, _WORD.findall(english(unit).lower()))) for unit in self._units}

    def _glossed(self, text: str, place: Found) -> Found:
        """The place of a Chinese name in parentheses with the English words before it that say the same."""
        start, end, units = place
        before = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text[:start])]
        if not text[:start].endswith("(") or not before or text[before[-1][2] : start].strip() != "(":
            return place
        first = len(before)
        while first and (before[first - 1][0] in _LINKS or self._holds(units[0], before[first - 1][0])):
            first -= 1
        while first < len(before) and before[first][0] in _LINKS:
            first += 1
        return (before[first][1], end, units) if first < len(before) else place

    def find(self, text: str) -> list[Found]:
        """Descriptions in a folded English question that fit one unit."""
        words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
        found: list[Found] = []
        for last, (word, _, end) in enumerate(words):
            kind = _KINDS.get(word) or _KINDS.get(word.removesuffix("s")) or _KINDS.get(word.removesuffix("ies") + "y")
            if kind and (described := self._described(words, last, kind, text)):
                found.append((words[described[0]][1], end, (described[1],)))
        return found

    def _described(self, words: Sequence[Word], last: int, kind: str, text: str) -> tuple[int, str] | None:
        """Where a description that ends in the word for a kind begins, and the one unit that it fits best."""
        fitting = {}
        for unit in self._units:
            if re.search(kind, fold(unit)):
                first, said = self._back(words, last, unit, text)
                if said and not _goes_on(words, first, text):
                    fitting[unit] = (said, first)
        most = max((said for said, _ in fitting.values()), default=0.0)
        best = [(first, unit) for unit, (said, first) in fitting.items() if said == most]
        return best[0] if len(best) == 1 else None

    def _back(self, words: Sequence[Word], last: int, unit: str, text: str) -> tuple[int, float]:
        """How far back from the last word a unit's name has the words, and how much they tell it from others."""
        first, said, loose = last, 0.0, 0
        for at in range(last - 1, max(last - _LONGEST, -1), -1):
            word, _, end = words[at]
            if text[end : words[at + 1][1]].strip(" -'"):
                break
            if word in _LINKS:
                continue
            if not self._holds(unit, word):
                if loose or not _alike(unit, word):
                    break
                loose += 1
            first = at
            if word not in _LEVELS and word not in _KINDS and _translated(word):
                said += 1.0 if _stem(word) in self._words[unit] else _MEANT
        return first, said

    def _holds(self, unit: str, word: str) -> bool:
        """Whether a unit's name has a word, in English or as its Chinese says it."""
        if _stem(word) in self._words[unit] or word in _LEVELS:
            return True
        if len(word) >= 3 and any(other.startswith(_stem(word)) for other in self._words[unit]):
            return True
        return any(len(term) > 1 and weight >= 0.4 and term in fold(unit) for term, weight in _translated(word))


def _to_kind(text: str, place: Found) -> Found:
    """The place of a short name with the word for the kind of body after it: 城投 and 集团."""
    start, end, units = place
    if parent := _PARENT.search(text[:start]):
        start = parent.start()
    kind = _KIND_AFTER.match(text, end)
    if kind is None or any(kind.group()[:2] not in fold(unit) for unit in units):
        return start, end, units
    return (start, end, units) if kind.group()[:2] in text[start:end] else (start, kind.end(), units)


def glossed(places: Sequence[Found], text: str) -> list[Found]:
    """The places with the parentheses that say the same unit once more, or with what those explain."""
    found = list(places)
    for gloss in _GLOSS.finditer(text):
        inside = [p for p in found if gloss.start() < p[0] and p[1] < gloss.end()]
        before = next((p for p in found if p[1] == gloss.start()), None)
        explains = before and not inside and (_SAME_BODY.match(gloss[1]) or _spells(gloss[1], before[2]))
        if before and (explains or any(p[2] == before[2] for p in inside)):
            found = [p for p in found if p != before and p not in inside] + [(before[0], gloss.end(), before[2])]
        elif not before and len(inside) == 1 and gloss.end() - gloss.start() <= inside[0][1] - inside[0][0] + 4:
            start = head.start(1) if (head := _HEAD.search(text[: gloss.start()])) else gloss.start()
            found = [p for p in found if p not in inside] + [(start, gloss.end(), inside[0][2])]
    return sorted(found)


def explained(places: Sequence[Found], text: str) -> list[Found]:
    """The places with what says the name once more: "the police (public security bureau)", "X, the Y bureau,"."""
    found = list[Found]()
    for start, end, units in sorted(places):
        again = _AGAIN.match(text, end)
        inside = [p for p in places if again and end <= p[0] and p[1] <= again.end()]
        if not found or end > found[-1][1]:
            found.append((start, again.end() if again and all(p[2] == units for p in inside) else end, units))
    return found


def _spells(text: str, units: Sequence[str]) -> bool:
    """Whether a text is some characters of a unit's name in their order."""
    return any(all(c in name for c in text) for name in map(iter, map(fold, units)))


def _one(place: Found, other: Found) -> bool:
    """Whether two places that overlap name the same unit."""
    return place[0] < other[1] and other[0] < place[1] and place[2] == other[2]


def _translated(word: str) -> tuple[tuple[str, float], ...]:
    """What a word may be in Chinese; nothing for a place's name."""
    entries = Lexicon.load().translate(word)
    return entries[0].terms if len(entries) == 1 else ()


def _alike(unit: str, word: str) -> bool:
    """Whether a word's first translation shares a character with a unit's name: 住房 with 房产事务中心."""
    terms = _translated(word)
    return bool(terms) and len(terms[0][0]) > 1 and any(c in fold(unit) for c in terms[0][0] if c not in _COMMON)


def _stem(word: str) -> str:
    """A word without the ending of a plural or a possessive."""
    plain = word.split("'")[0]
    return plain[:-1] if plain.endswith("s") and len(plain) > 3 else plain


def _goes_on(words: Sequence[Word], first: int, text: str) -> bool:
    """Whether the word before a description belongs to it, so that another body is meant."""
    if first == 0 or text[words[first - 1][2] : words[first][1]].strip(" -"):
        return False
    before = words[first - 1][0]
    return not (before in STOP_WORDS or before in ENGLISH_GENERIC or before in cue_words() or before in _LINKS)


def departments(text: str, index: UnitIndex) -> list[Found]:
    """Units that a folded text calls by their matter and 部门: 环保部门 for 环保局."""
    found = (
        (m, _matter(text, range(m.start(1), m.end(1) - 1), (m.end(1),), index)) for m in _DEPARTMENT.finditer(text)
    )
    return [(place[0], match.end(), place[2]) for match, place in found if place]


def beside(text: str, named: Sequence[Found], index: UnitIndex) -> list[Found]:
    """Units of a folded text that are called by their matter alone beside one another: 教育、住建都有份."""
    found: list[Found] = []
    for joint in _JOINT.finditer(text):
        left = next((p for p in (*named, *found) if p[1] == joint.start()), None) or _matter(
            text, range(joint.start() - 4, joint.start() - 1), (joint.start(),), index
        )
        ends = range(joint.end() + 4, joint.end() + 1, -1)
        right = next((p for p in named if p[0] == joint.end()), None) or _matter(
            text, (joint.end(),), [e for e in ends if _AFTER.match(text, e)], index
        )
        if left and right:
            found += [place for place in (left, right) if place not in (*named, *found)]
    return found


def _matter(text: str, starts: Sequence[int], ends: Sequence[int], index: UnitIndex) -> Found | None:
    """The first of some places whose words are what one unit is called without its kind."""
    for start, end in ((s, e) for s in starts for e in ends if 0 <= s < e - 1 and e <= len(text)):
        for name in (text[start:end] + kind for kind in "局委办"):
            whole = next((m.units for m in index.find(name) if m.start == 0 and m.end == len(name)), ())
            if whole:
                return start, end, tuple(whole)
    return None


def of_branch(text: str, start: int, end: int, units: Sequence[str]) -> tuple[int, int]:
    """The place of a unit that is a branch with the words for it: "the bank's Hebi branch", "branch of the bank"."""
    if text[end : end + 1] == ")" and "(" in text[start:end]:  # the central bank (PBoC) branch
        end += 1
    branches = [unit for unit in units if _BRANCH.search(unit)]
    known = _LEVELS.union(*(map(_stem, _WORD.findall(english(unit).lower())) for unit in branches)) if branches else ()
    after, before = _BRANCH_AFTER.match(text, end), _BRANCH_BEFORE.search(text[:start])
    if branches and after and all(word in known for word in after.group(1).split()):
        end = after.end()
    if branches and before:
        start = before.start() if before.group(1) in known else before.start(2)
    return start, end


def collective_names(unit: str) -> set[str]:
    """Shorter names of all counties together: 各县区政府 for 各县（市、区）政府（管委会）."""
    folded = fold(unit)
    if not _COLLECTIVE.match(folded):
        return set()
    return {_REMARK.sub("", folded), _LAST_REMARK.sub("", folded), *_SHORT_COLLECTIVES}


def administered(text: str, units: Sequence[Found]) -> list[tuple[int, int, str]]:
    """The zones that are named where nobody speaks of the committee that administers them."""
    told = [(start, end, fold(unit)) for start, end, found in units for unit in found]
    told = [(s, e, unit) for s, e, unit in told if unit.endswith("管委会") and not _COMMITTEE.search(text[s:e])]
    return [(start, end, unit.removesuffix("管委会")) for start, end, unit in told]
