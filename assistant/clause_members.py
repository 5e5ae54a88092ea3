"""What a clause sets apart by 、, without the words that lead to the list or follow it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.words import Segmenter
from ingest.numerals import parse_numeral

_LONGEST = 24  # characters of a member; longer ones are clauses
_AND_SO_ON = re.compile(r"(?<![同平均高中初对相劣优一二三特])等(?![级候待于同效式])")
_OFFICERS = re.compile(
    r"(?<=.)(?:各(?:派)?(?:\d|[一两])[名位])?(?:分管|主管|主要|有关|相关)*(?:负责同志|负责人|领导同志)"
)
_SUMMED = re.compile(
    r"([^\d]{2,24}?)(?:等|共)?(\d+|[两二三四五六七八九十]{1,3})[大个]?"
    r"(?:[省市县区地州类种项级档等条家处]|部门|单位|城市|自治区|部分|方面|阶段|原则)(?!和|及|与)"
)
_JOINS = ("和", "及", "与", "以及", "、")
_OR = re.compile(r"或者?")
_STATED = re.compile(r"(\d+|[两二三四五六七八九十])(?:大|类)?(?:项|个|种|类|家|名|所|条|方面|环节)")
_TOTAL = re.compile(
    r"(?:\d+|(?<![第一])[两二三四五六七八九十]{1,2})(?:个|家|项|种|类|名|条|省|市|地).*$"
)  # 西安11个城市
_BODY = re.compile(r"..[省市县区局委办部厅会院行社司厂校镇乡村队]$")
_SHORT = 3  # characters of a first part that 和 hardly sets apart among long ones


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, the clause that it stands in, and what the clause says behind it."""

    clause: str
    members: tuple[str, ...]
    behind: str = ""


@cache
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads((Path(__file__).parent / "lists.toml").read_text(encoding="utf-8"))
    return {key: frozenset(values) for key, values in table.items()}


def listings(clause: str, segmenter: Segmenter) -> Iterator[Listing]:
    """The lists of a clause; 等 ends one, and another may follow."""
    start = 0
    for run in _AND_SO_ON.split(clause):
        pieces, whole = _ended(run.split("、"))
        end = start + len("、".join(pieces)) if whole else start + len(run)
        start += len(run) + 1
        closed = whole or start <= len(clause)
        if len(pieces) > 1 and all(pieces):
            found, after = _members(pieces, closed, _number(clause[end:]), segmenter)
            members = tuple(dict.fromkeys(m.strip().removeprefix("以及") for m in found))
            if len(members) > 1 and all(0 < len(m) <= _LONGEST for m in members):
                yield Listing(clause, members, after or clause[end if whole else start :])


def _ended(pieces: list[str]) -> tuple[list[str], bool]:
    """A list up to its number (西藏十二个省) or those who stand for it (乙部负责同志), and whether either ends it."""
    for n, piece in enumerate(pieces[1:], 2):
        summed = _SUMMED.match(piece)
        last, counted = ([summed[1]], parse_numeral(summed[2])) if summed else ([], None)
        if counted == n + 1:
            last = re.split("以及|[和及与]", last[0], maxsplit=1)
        if last and counted == n - 1 + len(last):
            return [*pieces[: n - 1], *last], True
    held = None if any(map(_OFFICERS.search, pieces[:-1])) else _OFFICERS.search(pieces[-1])
    return ([*pieces[:-1], pieces[-1][: held.start()]], True) if held else (pieces, False)


def _number(behind: str) -> int:
    """How many there are, as told behind a list: 等3个, 三个方面; 0 where that is not told."""
    found = _STATED.match(behind.removeprefix("等"))
    return int(parse_numeral(found[1]) or 0) if found else 0


def _members(pieces: Sequence[str], closed: bool, number: int, segmenter: Segmenter) -> tuple[list[str], str]:
    """The members of a list cut at 、, and what follows the last of them."""
    first, *between, last = pieces
    middle = [part for piece in between for part in _bodies(piece, between, segmenter)]
    parts, after = _last(last, middle or [first], closed, segmenter)
    head = _bodies(_first(first, [*middle, *parts], segmenter), between, segmenter)
    members = [*head, *middle, *parts]
    if number and number == len(members) - 1 and len(parts) == 2:
        return [*head, *middle, last.removesuffix(after)], after
    apart = [part for name in members for part in _OR.split(name) if part]
    return (apart if number and number == len(apart) else members), after


def _texts(piece: str, segmenter: Segmenter) -> list[str]:
    """The words of a piece, with all that stands between them."""
    found, at = [], 0
    for _, _, start, end in segmenter.words(piece):
        if start > at:
            found.append(piece[at:start])
        found.append(piece[start:end])
        at = end
    return [*found, piece[at:]] if at < len(piece) else found


def _first(piece: str, others: Sequence[str], segmenter: Segmenter) -> str:
    """The first member: what follows the last word that leads to it, or begins as the next member does."""
    piece = piece.removeprefix("由")  # 由市体育局和青石县, whatever a segmenter makes of it
    words, lists = _texts(piece, segmenter), _words()
    leads = lists["leading"] | lists["strong"]
    acting = sum(_texts(o, segmenter)[0] in leads for o in others) * 2 >= len(others)
    strong = lists["strong"] if "的" in "".join(others) else lists["strong"] | {"的"}
    start = max((n + 1 for n, w in enumerate(words[:-1]) if w in strong), default=0)
    begins = len("".join(words[:start]))
    for length in (4, 3, 2):
        at = piece.rfind(others[0][:length])
        if len(others[0]) > length and at >= begins and len(piece) - at > length:
            return piece[at:]
    while start < len(words) - 1 and not acting and words[start] in leads and set(words[start + 1 :]) - leads:
        start += 1
    kept = "".join(words[start:])
    return kept if len(kept) > 1 or len(others[0]) == 1 else piece


def _last(piece: str, others: Sequence[str], closed: bool, segmenter: Segmenter) -> tuple[list[str], str]:
    """The last members, which 和 may part once more, and what follows them."""
    words = _texts(piece, segmenter)
    stop = len(words) if closed else _stop(words, others)
    joins = [n for n in range(1, stop - 1) if words[n] in _JOINS]
    behind = "".join(words[stop:])
    for at in reversed(joins):
        left, right = "".join(words[:at]), "".join(words[at + 1 : stop])
        one = len(left) < _SHORT and (right[-1] in "部局委" or min(map(len, others)) > _SHORT)  # 工业和信息化部
        if min(len(left), len(right)) > 1 and not one:
            return [_TOTAL.sub("", part) or part for part in (left, right)], behind
    whole = "".join(words[:stop])
    return [_TOTAL.sub("", whole) or whole], behind


def _stop(words: Sequence[str], others: Sequence[str]) -> int:
    """How many words of the last piece are of the list: those up to where it ends as the others do, or to a verb."""
    ending = _words()["ending"]
    if sum("的" in other for other in others) * 2 > len(others):
        ending = ending - {"的"}  # each member is something of something
    stop = next((n for n, word in enumerate(words) if n and (word in ending or word[0] in "“《")), len(words))
    most = len(words) if "的" in words[: stop + 1] and stop < len(words) and words[stop] == "的" else stop
    for length in (2, 1):
        tails = [o[-length:] for o in others if len(o) > length]
        shared = {t for t in tails if tails.count(t) * 2 >= len(tails) and (length > 1 or len(set(tails)) == 1)}
        for n in range(most, 0, -1):
            if "".join(words[:n]).endswith(tuple(shared)) and shared:
                return n
    return stop


def _bodies(piece: str, others: Sequence[str], segmenter: Segmenter) -> list[str]:
    """The bodies or places of a piece that names two, each as long as others or ending as such: 财政局和新华区."""
    words = _texts(piece, segmenter)
    usual = max((len(other) for other in others if other != piece), default=0)
    for at, word in enumerate(words):
        left, right = "".join(words[:at]), "".join(words[at + 1 :])
        alike = abs(len(left) - len(right)) < 2 and max(len(left), len(right)) <= usual < len(piece) - 1
        if sum(other.endswith(piece[-2:]) for other in others) * 2 > len(others) and not left.endswith(piece[-2:]):
            return [piece]  # 甲区和乙区建设工程 among other 工程
        named = _BODY.search(left) and _BODY.search(right)
        if left and right and (word == "以及" or (word in _JOINS and (named or (alike and word == "和")))):
            return [left, right]
    return [piece]
