"""What a sentence of a rule sets out one after the other: 分为甲、乙、丙, 是指甲、乙等, “甲”、“乙”."""

from __future__ import annotations

import re
from functools import cache

from ingest.fold import fold
from ingest.unit_names import Aliases

_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"](?=、|和|及|以及|等|。|；|，|$)")
_ARTICLE = re.compile(
    r"^\s*(?:第[\d一二三四五六七八九十百零]+条|[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、)\s*"
)
_CLAUSE = re.compile(r"[^，。；：！？,;:!?]+")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_LEADING = re.compile(  # up to the last of these a clause only leads to its list
    r"^.*(?:是指|分为|分成|划分为|包括|包含|即|为|设有?|实行|具有|享有|装备的|以下|下列|是|有|的(?=[^、]{2,}$)|在|由|对|向|给予|处以?)"
)
_CLOSED = re.compile(
    r"(?:等|构成|组成|除外|应当|可以|不得|必须|负责|会同|按照?|依照|参照|在各自|实行|应|属于|为|是)(?=.|$).*$"
    r"|[\d一二三四五六七八九十]+(?:个|项|种|类|家|方面|部分|部门|城市|省).*$"
)
_ENDS = re.compile(r"等(?![级待候同额次于])")  # one list ends and another may follow
_JOINS = re.compile(r"以及|及其|或者|[和及与或]")
_LONGEST = 40  # characters of a member
_LEAST = 2  # characters of a word that a join may part


@cache
def _joined_names() -> frozenset[str]:
    """Names of bodies that hold a join themselves, without what they are: 林业和草原."""
    names = {fold(a) for organ in Aliases.load().organs for a in (organ.name, *organ.aliases)}
    return frozenset(name.rstrip("局委厅部员会办署") for name in names if _JOINS.search(name))


def quoted_list(sentence: str) -> tuple[str, ...]:
    """What a sentence sets out in quotation marks."""
    return tuple(dict.fromkeys(_QUOTED.findall(sentence)))


def stated_lists(sentence: str) -> list[tuple[str, ...]]:
    """The lists of a sentence in order, each of two members or more."""
    quoted = quoted_list(sentence)
    found = [quoted] if len(quoted) > 1 else []
    for clause in _CLAUSE.finditer(_BRACKETED.sub("", _ARTICLE.sub("", sentence))):
        for run in _ENDS.split(clause.group()):
            members = _members(run) if "、" in run and "“" not in run else ()
            if len(members) > 1 and all(len(member) <= _LONGEST for member in members):
                found.append(members)
    return found


def _members(clause: str) -> tuple[str, ...]:
    first, *between, last = clause.split("、")
    first = _LEADING.sub("", first) or first
    ended = _CLOSED.sub("", last) or last
    members = [first, *between, *_parted(ended)]
    return tuple(dict.fromkeys(member.strip(" “”\"'") for member in members if member.strip(" “”\"'")))


def _parted(last: str) -> list[str]:
    """The last members, which a join sets apart: 年度考核和聘期考核."""
    if fold(last) in _joined_names():
        return [last]
    pieces = [piece for piece in _JOINS.split(last) if piece]
    return pieces if len(pieces) == 2 and all(len(piece) >= _LEAST for piece in pieces) else [last]
