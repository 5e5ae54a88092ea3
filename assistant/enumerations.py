"""What a sentence enumerates, as 甲学院、乙学院 or 《甲规划》《乙规划》, and what kind of thing a question asks for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.words import Segmenter

Word = tuple[str, str, int, int]  # with its part of speech, where it begins and ends
_HALF = 0.5  # the share of the members that must be of the kind asked for
_LONGEST = 24  # characters of a member; longer ones are clauses
_TITLE = re.compile(r"《[^《》]+》")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"](?=、|和|及|以及|等|。|；|，|$)")
_CLAUSE = re.compile(r"[^，。；：！？,;:!?]+")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_ENTERING = re.compile(r"^.*(?:深入|来到|走进|走访|前往|先后到|到|赴|去往?|至)(?=..)")
_ACTING = r"调研|考察|视察|察看|检查|督导|巡查|走访|慰问|看望|开展|宣讲|调度|协调|汇报|发言|负责|参加|出席"
# Parts of speech before which a list ends and after which it begins; nouns made of verbs do not part it.
_PARTS = ("v", "p", "d", "u", "c", "r", "m", "y", "f")
_NOUNS = ("vn", "vd")
_NOMINAL = re.compile(r"..[业者员人户品物区院校局所站厂店车费险金券证书网库群带]$")  # whatever a segmenter guesses
_LEADING = frozenset("报送由向经对把将为是在")  # before a list, whatever else they may be
_TOTAL = re.compile(r"\d+(?:个|家|项|种|类|名|条|省|市|地).*$|(?:备案|审批|批准|同意)$")  # 西安11个城市
_OPENING = re.compile(
    r"^.*(?:包括|包含|涵盖|囊括|分为|是指|(?:大力|着力|重点|积极|加快)(?:发展|开展|推进|培育|打造|扶持|支持|引进))了?(?=..)"
)
_AND_SO_ON = re.compile(r"等(?![级候待于同])")
_ENDED = re.compile(r"等(?:\d|[一二两三四五六七八九十]+[个项种类家]|各类|方面|领域)")  # 等8个区域和有关省市、部门
_STATED = re.compile(r"等(\d+)(?:项|个|种|类|家|名|所)")
_OR = re.compile(r"或者?")
_SUMMED = re.compile(r"(.{3,24}?)等(?![级])[^、]{0,4}(?:工作|问题|事项|任务|方面|情况|内容|领域|环节)$")
_JOINS = ("和", "及", "与", "以及")
_COUNTED = "[一二两三四五六七八九十几]?(?:个|家|所|份|项|种|类|条|座|部|本|处|块)"
_WHICH = rf"(?:哪些|哪几?{_COUNTED}|什么|啥|几{_COUNTED})"
_BEHIND = r"(?:都|分别|主要)?(?:有|是|包括|包含|涉及)?(?:哪些|哪几[个家所份项]|什么|啥)"
_LISTING = r"\b(?:which|what|list|name)\b(?: (?:the|all|of|other|\w+ and))*(?: \w+){0,2}?"
_PERSONS = r"(?:leader|official|president|head|chief|director|mayor|secretar|manager|chair)"  # city leaders


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that a question asks the members of, and where it names it."""

    start: int
    end: int
    words: str  # what Chinese calls it
    endings: str  # how names of it end; empty where in any way

    def holds(self, member: str) -> bool:
        """Whether a member may be of the kind."""
        return not self.endings or bool(re.search(rf"(?:{self.endings})$", member))


# Words that stand for a kind named elsewhere in a question: "going round colleges. Which institutions".
_VAGUE = re.compile(
    r"\b(?:which|what|list|name)\b(?: (?:the|all|of|were|are))* (?:institutions?|ones|names)\b"
    r"|哪(?:几|两|三|四)?[家所座](?=[?？了呢]|$)|哪几?[家个些](?=.{0,4}(?:汇报|发言|表态))"
)


@cache
def _kinds() -> tuple[tuple[str, str, str], ...]:
    """The kinds of kinds.toml as patterns: their Chinese and English words, and how names of them end."""
    table = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))["kind"]
    joined = [{key: "|".join(values) for key, values in kind.items()} for kind in table]
    return tuple((k["chinese"], k["english"], k["endings"]) for k in joined)


def asked_kind(folded: str, language: str) -> Kind | None:
    """The kind of thing whose members a question asks for."""
    for chinese, english, endings in _kinds():
        if language == "zh":
            before = rf"(?=[^有是哪什啥]{{2}})(?P<before>{chinese}){_BEHIND}"
            found = re.search(rf"{_WHICH}[^,，?？]{{0,6}}?(?P<noun>{chinese})|{before}", folded)
        else:
            found = re.search(rf"{_LISTING} (?P<noun>{english})\b(?! {_PERSONS})", folded)
        if found:
            start, end = found.span("before" if found.groupdict().get("before") else "noun")
            return Kind(start, end, chinese, endings)
    if not _VAGUE.search(folded):
        return None
    return _speaking(folded) or _meant_kind(folded, language)


def _speaking(folded: str) -> Kind | None:
    """Those who reported or spoke, whatever they are: 汇报的有哪几家."""
    found = re.search(r"汇报|发言|表态", folded)
    return Kind(*found.span(), found.group(), "") if found else None


def _meant_kind(folded: str, language: str) -> Kind | None:
    """The kind of thing that a question names where it asks for the members by a word that may mean any."""
    for chinese, english, endings in _kinds():
        found = re.search(chinese if language == "zh" else rf"\b(?:{english})\b", folded) if endings else None
        if found:
            return Kind(*found.span(), chinese, endings)
    return None


def quoted_list(sentence: str) -> tuple[str, ...]:
    """What a sentence sets out in quotation marks."""
    return tuple(dict.fromkeys(_QUOTED.findall(sentence)))


def clause_lists(sentence: str, segmenter: Segmenter) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lists of a sentence, each with the clause that it stands in; titles with the whole sentence."""
    titles = tuple(dict.fromkeys(_TITLE.findall(sentence)))
    if len(titles) > 1:
        yield sentence, titles
    for clause in _CLAUSE.finditer(_TITLE.sub("", sentence)):
        members = _members(_BRACKETED.sub("", clause.group()), segmenter)
        if len(members) > 1:
            yield clause.group(), members


def of_kind(kind: Kind, sentences: Sequence[str], segmenter: Segmenter) -> tuple[str, ...]:
    """The members of the first list of some sentences that lists things of a kind; empty where none does."""
    for sentence in sentences:
        for _, members in clause_lists(sentence, segmenter):
            named = [_ended(_entered(m), kind.endings) for m in members] if kind.endings else members
            fitting = tuple(dict.fromkeys(m for m in named if kind.holds(m)))
            if len(fitting) >= max(2, _HALF * len(members)):
                return fitting
    return ()


def _entered(member: str) -> str:
    """A member without the words that lead to it: 先后到新华区."""
    return _ENTERING.sub("", member)


def _ended(member: str, endings: str) -> str:
    """A member up to where its name ends: 叶县调研水系连通."""
    if re.search(rf"(?:{endings})$", member) or not (found := re.match(rf".+?(?:{endings})(?={_ACTING})", member)):
        return member
    return found.group()


def _members(clause: str, segmenter: Segmenter) -> tuple[str, ...]:
    """What a clause sets apart by 、: the nouns before the first, what stands between, the nouns after the last."""
    pieces = clause.split("、")
    ended = next((n for n, piece in enumerate(pieces) if n and _ENDED.search(piece)), len(pieces) - 1)
    pieces = pieces[: ended + 1]
    if len(pieces) < 2:
        return ()
    first, *between, last = (segmenter.words(piece) for piece in pieces)
    beginning, ending = _nouns(first[::-1])[::-1], _nouns(last)
    if summed := _SUMMED.match(pieces[-1]):  # of 部署企业治理、推进整治等工作 each may be a verb with its object
        ending = ending or segmenter.words(summed[1])
    names = [_begun(pieces[0], _joined(beginning)), *map(_joined, between), _joined(ending)]
    if not names[-1][0] and _AND_SO_ON.search(pieces[-1]):
        names[-1] = [_AND_SO_ON.split(pieces[-1])[0]]  # 围棋等职业联赛
    members = tuple(dict.fromkeys(name for piece in names for name in piece))
    number = _STATED.search(clause)
    if number and int(number[1]) != len(members):
        apart = tuple(part for name in members for part in _OR.split(name))
        members = apart if len(apart) == int(number[1]) else members
    return members if all(0 < len(name) <= _LONGEST for name in members) else ()


def _begun(piece: str, names: list[str]) -> list[str]:
    """The names of the first piece of a list, the first as from the word that opens the list: 包括灭火消防车."""
    found = _OPENING.match(piece)
    name = piece[found.end() :] if found else ""
    if found and len(names) == 1 and "的" not in name and (name.endswith(names[0]) or names[0].endswith(name)):
        return [name]
    return names


def _nouns(words: Sequence[Word]) -> list[Word]:
    """The leading words of a piece up to one that belongs to no name."""
    kept: list[Word] = []
    for word in words:
        parts = word[1].startswith(_PARTS) and word[1] not in _NOUNS and not _NOMINAL.search(word[0])
        if word[0] in _LEADING or (parts and word[0] not in _JOINS):
            break
        kept.append(word)
    return kept


def _joined(words: Sequence[Word]) -> list[str]:
    """The names of a piece, which 和 may part once more."""
    names = [""]
    for word, tag, _, _ in words:
        if word in _JOINS and tag.startswith("c") and names[-1]:
            names.append("")
        else:
            names[-1] += word
    bare = [_TOTAL.sub("", name).strip("“”‘’\"' ") for name in names]
    return [name for name in bare if name] or [""]
