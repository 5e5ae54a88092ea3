"""The rule by which officials shorten a unit's name: 住房城乡建设局 -> 住建局, 城市建设投资集团有限公司 -> 城投."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

_SAME_ENDING = {
    "委员会": "委",
    "办公室": "办",
    "分行": "银行",
    "支行": "银行",
    **dict.fromkeys(("集团", "集团公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司"), "公司"),
}
_ENDING = re.compile(
    r"(?:集团)?(?:有限|有限责任|股份有限)?公司$|集团$|管委会$|委员会$|办公室$|中心$|支队$|大队$|学院$|大学$|医院$"
    r"|银行$|[分支]行$|部门$|[局委办厅部]$"
)
_ENDS_NICKNAME = re.compile(
    r"公司|集团|管委会|中心|支队|大队|学院|大学|医院|银行|[分支]行|部门|局|委(?!员)|办(?!公|理|事|好|成|完)|(?<!开发)(?<!完成)投(?![资入标产诉放票运用])"
)
_HAS_DEPARTMENT = {"局", "委", "办", "支队", "部", "厅"}  # what 某某部门 may stand for
_LONGEST_STEM = 10
# What every second name holds says nothing of which unit is meant
_SAYS_NOTHING = re.compile(
    r"(?:管理|服务|事务|发展|建设|促进|监督|监管|督管理|工作|技术|信息|城市|行政|政府|总局|分局|有关|相关|主管|直属|成员|投资|控股|集团"
    r"|各|该|本|哪个|哪些|这个|[一两]个)*"
)


@lru_cache(maxsize=8192)
def split_ending(name: str) -> tuple[str, str]:
    """Stem and levelled ending of a unit's name; the ending is empty where none is known.

    城投 and 文旅投 are companies whose nickname keeps 投 for 投资.
    """
    if name.endswith("投"):
        return name, "公司"
    match = _ENDING.search(name)
    if match is None:
        return name, ""
    return name[: match.start()], _SAME_ENDING.get(match[0], match[0])


class Abbreviations:
    """Which units a nickname shortens: same ending, and its characters in the same order from a good start."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a unit and one of its names without level."""
        self._names: list[tuple[str, str]] = []  # unit, stem
        self._holding: dict[tuple[str, str], set[int]] = defaultdict(set)  # by ending and character of the stem
        for unit, name in names:
            stem, ending = split_ending(name)
            for character in stem:
                self._holding[ending, character].add(len(self._names))
                if ending in _HAS_DEPARTMENT:
                    self._holding["部门", character].add(len(self._names))
            self._names.append((unit, stem))

    def units(self, nickname: str) -> tuple[str, ...]:
        """The units in the order they came."""
        stem, ending = split_ending(nickname)
        if len(stem) < 2 or (ending, stem[0]) not in self._holding or _SAYS_NOTHING.fullmatch(stem):
            return ()
        holding = set.intersection(*(self._holding.get((ending, character), set()) for character in set(stem)))
        fitting = (self._names[index] for index in sorted(holding))
        return tuple(dict.fromkeys(unit for unit, whole in fitting if _shortens(stem, whole)))


def _shortens(stem: str, whole: str) -> bool:
    """A part of the name, or characters of it in order from its first."""
    if stem in whole:
        return True
    rest = iter(whole)
    return whole.startswith(stem[0]) and all(character in rest for character in stem)


def nicknames(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of a folded text that may be a shortened unit name: by ending, the longest first."""
    for ending in _ENDS_NICKNAME.finditer(text):
        stem_end = ending.end() if ending[0] == "投" else ending.start()
        for start in range(max(0, stem_end - _LONGEST_STEM), stem_end - 1):
            yield start, ending.end()
