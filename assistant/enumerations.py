"""What a sentence enumerates, as 甲学院、乙学院 or 《甲规划》《乙规划》, and what kind of thing a question asks for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.clause_members import Listing, listings
from assistant.cues import pattern
from assistant.words import Segmenter
from ingest.numbering import leading_number
from ingest.numerals import parse_numeral
from ingest.regions import PROVINCES
from vectorstore.thesaurus import provinces

_HALF = 0.5  # the share of the members that must be of the kind asked for
_TITLE = re.compile(r"《[^《》]+》")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"](?=、|和|及|以及|等|。|；|，|$)")
_IN_QUOTES = re.compile(r"(?<!、)[“\"]([^“”\",，。；]+、[^“”\",，。；]+)[”\"](?!、)")  # “甲、乙、丙”三件事
_WITH = re.compile(  # 水利部会同财政部、农业部; 甲区、乙区，丙县，以及丁市
    r"(?<=[部委局署行办院厅])会同(?=[^，。；,;]*、)|(?<=[县市区旗州])[，,](?=(?:以及)?[^，,、。；;]{2,10}[县市区旗州](?:[，,、的]|$))"
)
_LASTLY = re.compile(r"(?<=[^，,。；;])[，,](?:以及|还有)([^，,。；;、]{2,20})(?=[，,。；;]|$)")  # 甲、乙，以及丙，免收
_CLAUSE = re.compile(r"[^，。；：！？,;:!?]+")
_JOINED = re.compile(
    r"由([^，。；、,;]{2,20})(?:牵头|负责)[，,]?(?:会同|联合|商)([^，。；,;]+)"
)  # 由甲牵头，会同乙、丙验收
_BANNED = re.compile(r"(?:不得|不准|不许|不能|不可|严禁|禁止)[^，。；,;]{2,40}")  # several in one sentence
_BRACKETED = re.compile(r"[(（][^()（）]*[、，；。,;][^()（）]*[)）]")  # short ones are of a name
_TAKEN_AS = re.compile(r"把([^。；：]+?)(?:作为|列为|列入|纳入|确定为)")  # may be set apart by commas as well
_ENTERING = re.compile(r"^.*(?:深入|来到|走进|走访|前往|先后到|到|赴|去往?|至)(?=..)")  # 先后到新华区
_DONE_THERE = re.compile("(?<=.[省市县区乡镇村校院])(?:调研|视察|考察|察看|检查|督导|看望|慰问|开展|接待|宣讲).*$")
_COUNTED = r"(?:[一二两三四五六七八九十几]|\d+)?(?:个|家|所|份|项|种|类|条|座|部|本|处|块)"
_WHICH = rf"(?:哪些|哪(?:几?{_COUNTED}|[俩仨])|什么|啥|(?:几|多少){_COUNTED})"
_BEHIND = (
    r"(?:(?:都|分别|主要)?(?:有|是|包括|包含|涉及)?"
    r"(?:哪些|哪(?:[几两二三四五六七八九十]|\d+)[个家所份项处座]|什么|啥)"
    r"|(?:一共|总共|共|都)?(?:有|是)?(?:多少|几)[个家所份项座]|的?(?:名单|清单|名字|名称))"
)
_LISTING = r"\b(?:which|what|how many|list|name|give me|all of|all(?= the))\b"
_LISTING += r"(?: (?:the|all|of|other|every|each|\w+ and))*(?: \w+){0,2}?"
_PERSONS = r"(?:leader|official|president|head|chief|director|mayor|secretar|manager|chair|executive|boss|guest)"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that a question asks the members of, and where it names it."""

    start: int
    end: int
    words: str  # what Chinese calls it
    endings: str  # how names of it end; empty where in any way
    several: bool = False  # whether it is several kinds together, which may stand in several lists

    def holds(self, member: str) -> bool:
        """Whether a member may be of the kind."""
        city = self.words.startswith("县市区|县区") and any(member[:-1] in cities for cities in provinces().values())
        return not self.endings or (not city and bool(re.search(rf"(?:{self.endings})$", member)))


# Words that stand for a kind named elsewhere in a question: "going round colleges. Which institutions".
_VAGUE, _REPORTED = pattern("vague_kind"), pattern("who_reported")


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
            return _joined(Kind(start, end, chinese, endings), english, folded, language)
    return (speaking(folded) or _meant_kind(folded, language)) if _VAGUE.search(folded) else None


def _joined(kind: Kind, words: str, folded: str, language: str) -> Kind:
    """A kind together with another one named beside it: departments and places."""
    words, joins = (kind.words, "(?:和|与|及|以及|、)") if language == "zh" else (words, r" (?:and|or) (?:\w+ )?\b")
    for chinese, english, endings in _kinds():
        other = chinese if language == "zh" else english
        beside = rf"(?:{words}){joins}(?:{other})|(?:{other}){joins}(?:{words})"
        if endings != kind.endings and re.search(beside, folded):
            return Kind(
                kind.start, kind.end, f"{kind.words}|{chinese}", f"{kind.endings or '.'}|{endings or '.'}", True
            )
    return kind


def speaking(folded: str) -> Kind | None:
    """Those who reported or spoke, whatever they are: 汇报的有哪几家."""
    found = _REPORTED.search(folded)
    return Kind(*found.span(), "发言|汇报" if found[0].isascii() else found[0], "") if found else None


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


def clause_lists(sentence: str, segmenter: Segmenter) -> Iterator[Listing]:
    """The lists of a sentence in order: titles in book marks, and what is set apart by 、."""
    sentence = _WITH.sub("、", sentence[n.end :] if (n := leading_number(sentence)) else sentence)
    titles = tuple(dict.fromkeys(_TITLE.findall(sentence)))
    if len(titles) > 1:
        yield Listing(sentence, titles, sentence[sentence.rindex("》") + 1 :])
    for taken in filter(lambda m: "，" in m[1] and m[1].count("、") > 1, _TAKEN_AS.finditer(sentence)):
        yield Listing(sentence, tuple(re.split("[、，]", taken[1])), sentence[taken.end() :])
    if len(bans := _BANNED.findall(sentence)) > 1:
        yield Listing(sentence, tuple(dict.fromkeys(bans)), "不得禁止")
    for led in _JOINED.finditer(sentence):
        yield from listings(f"{led[1]}、{led[2]}", segmenter)
    for within in _IN_QUOTES.finditer(sentence):
        yield Listing(sentence, tuple(within[1].split("、")), sentence[within.end() :])
    bare = _LASTLY.sub(r"、\1等", _TITLE.sub("，", _BRACKETED.sub("", _IN_QUOTES.sub("", sentence))))
    for clause in _CLAUSE.finditer(bare):
        yield from listings(clause.group(), segmenter)


def of_kind(kind: Kind, sentences: Sequence[str], segmenter: Segmenter) -> tuple[str, ...]:
    """The members of the first list of some sentences that lists things of a kind; empty where none does."""
    found: list[str] = []
    for sentence in sentences:
        for listing in clause_lists(sentence, segmenter):
            names = [_DONE_THERE.sub("", _ENTERING.sub("", m)) if kind.endings else m for m in listing.members]
            called = rf"[^，。；、]{{0,3}}(?:{kind.words}|{kind.endings or '$.'})"  # 4个重点镇
            stated = re.search(rf"(\d+|[两二三四五六七八九十]+)[个家座]{called}", listing.clause)
            whole = stated is not None and parse_numeral(stated[1]) == len(names)  # 甲、乙、丙3个城市
            places = "津" in kind.endings  # whatever its name ends in: 深圳
            fitting = tuple(
                n
                for n in names
                if whole or kind.holds(n) or (places and (re.fullmatch(PROVINCES, n) or segmenter.place(n)))
            )
            if len(fitting) >= max(2, _HALF * len(listing.members)):
                found += fitting
                if not kind.several:
                    return fitting
    return tuple(dict.fromkeys(found))
