"""What a clause speaks of, without the verbs that plans put around it, and how much two subjects have in common."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from ingest.fold import fold

_LEADING = re.compile(
    r"(?:其中|力争|确保|实现|全市|全县|全区|全省|全年|年末|预计|计划|争取|积极|推动|推进|提速|加快|抓好|做好|持续|新增|新建|新创建"
    r"|培育|打造|完成|达到?|突破|累计|实施|建成|建设|提升|提高|开展|年内|今年|总|共|到|至|同比|比上年|年均|以上|支持|创建|争创|申报|和|及|与|的)+"
)
_TRAILING = re.compile(
    r"(?:达到?|增长|增速|增幅|涨幅|提高|提升|增加|上升|下降|降低|减少|控制在|稳定在|保持在?|突破|超过?|完成|实现|为|至|到|了|约|不低于|不少于"
    r"|不高于|以上|左右|同比|比上年|较上年|新增|力争|预计|人数|数量|总数|总量|项目|工程|建设|工作|任务)+$"
)
_MARKS = "()[]“”\"'《》、.·-—#△▲"
_INDICATOR = re.compile(
    r"(?:值|额|量|率|比重|占比|收入|支出|投入|投资|就业|人口|面积|里程|余额|贷款|存款|指数|天数|浓度|能力|规模|寿命|床位|装机|产能|耗|强度)$"
)
LEAST = 4  # characters a subject must have to be told from others
_NEAR = 80  # characters before a value that can name it; a clause without a comma may be as long as a file


def subject_of(text: str) -> str:
    """The folded core of a text: 力争工业总产值增长 -> 工业总产值."""
    folded = fold(text[-_NEAR:]).lstrip(_MARKS)
    if found := _LEADING.match(folded):
        folded = folded[found.end() :]
    return _TRAILING.sub("", folded)


def is_indicator(subject: str) -> bool:
    """Whether a subject names by itself what is measured: 工业总产值, not 批发和零售业."""
    return bool(_INDICATOR.search(subject))


def bigrams(text: str) -> frozenset[str]:
    """The pairs of characters of a text."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


class Weights:
    """How telling each pair of characters is among many subjects."""

    def __init__(self, subjects: Iterable[str]) -> None:
        self._subjects = Counter(subjects)
        self._counted: Counter[str] = Counter()
        for subject, times in self._subjects.items():
            self._counted.update(dict.fromkeys(bigrams(subject), times))
        self._all = 1 + self._subjects.total()

    def of(self, pair: str) -> float:
        return math.log((self._all + 1) / (self._counted[pair] + 0.5))

    def rarest(self, subject: str, count: int) -> list[str]:
        """The most telling pairs of a subject."""
        return sorted(bigrams(subject), key=lambda pair: (self._counted[pair], pair))[:count]

    def is_name(self, subject: str) -> bool:
        """Whether a subject begins with a word that stands nowhere else: 青云高速, not 污水处理厂."""
        return self._counted[subject[:2]] <= self._subjects[subject]

    def common(self, one: str, other: str) -> tuple[float, float]:
        """How much of the shorter and of the longer subject both have, from 0 to 1."""
        mine, theirs = bigrams(one), bigrams(other)
        shared = sum(map(self.of, mine & theirs))
        sums = sorted((sum(map(self.of, mine)), sum(map(self.of, theirs))))
        return (shared / sums[0], shared / sums[1]) if sums[0] else (0.0, 0.0)
