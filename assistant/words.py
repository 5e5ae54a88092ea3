"""Content words of a question: segmented Chinese, tokenised English, each with what may stand for it in a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import rjieba

from assistant.cues import MASK
from ingest.fold import fold

_LATIN = re.compile(r"[a-z0-9][a-z0-9.+&'/-]*")
_RUN = re.compile(rf"[^{MASK}\s,.;:?!，。；：？！、()（）《》\"'<>·\-]+")
# Parts of speech that name something: if a document does not have the word, it does not speak of the thing.
_NAMING = ("n", "s", "t", "f", "j", "l", "i", "z", "vn", "an", "eng", "x", "b", "m")
_COUNTED = re.compile(r"[\d一二两三四五六七八九十几]+(?:个|份|项|条|种|类|批|次|件|位|张|本|者)")
_STOP = frozenset(
    "的了呢吗吧啊呀嘛么哦和与跟及或而且并但也都就才再又仅只共被把将让给由为于在从到向对以按之所等着过地得是有要会能"
    "可应该需没不未个项条件场次位名家处份号这那该其此本各每某我你他她它们请问中里内上下前后时候多少几些什谁哪年月日"
    "做搞弄干办用说讲叫去来看打写怎样如何至占约近达比说法事情话"
)
_GENERIC = frozenset(
    "请问 什么 多少 怎么 怎样 如何 哪里 哪些 哪个 为什么 什么样 时候 情况 具体 内容 问题 方面 相关 有关 关于 规定 要求 提出 明确 "
    "安排 部署 工作 事项 任务 目标 计划 完成 达到 实现 负责 牵头 单位 部门 责任 我们 你们 他们 今年 去年 明年 全市 全年 我市 本市 市里 "
    "公报 文件 通知 政府 市政府 里面 其中 以及 还有 包括 涉及 提到 属于 进行 开展 推进 实施 加强 推动 需要 应该 应当 可以 能够 必须 "
    "一个 一下 哪项 哪项 几个 几项 全部 所有 一共 总共 共有 都有 分别 是否 有没有 是不是 名称 数值 数字 指标 水平 左右 以上 以下 "
    "第几 大概 目前 当前 现在 主要 重点 具体 整体 总体 结果 得到 得出 成为 作为 通过 根据 按照 对于 由于 因为 所以 如果 那么 这个 那个 "
    "这些 那些 这项 那项 这份 那份 一些 一种 一样 不同 相同 其他 其它 别的 以内 之间 之后 之前 期间 时间 日期 地方 地区 人员 领导 "
    "活动 会议 召开 举行 举办 参加 出席 主持 调研 发生 事情 事件 记载 显示 介绍 告诉 知道 想要 查询 列出 统计 数量 个数 总数 "
    "颜色 名字 叫做 叫什么 大家 哪些人 按行数 行数 加上 一并 总数 前者 后者 好多 啥 原来 原先 原定 正文 里面 提到 加起来 同时 各自 自己 东西 地步 起来 那个 属于 来自 用于 以来 所在 那一 总共 说法 口径 一样 一致 两份 两个 两者 情形 定的 到底 究竟 收拾 弄好 具体 详细 说明 哪家 单子 活儿 事儿 这次 那次 有份 什么样 程度 样子 数据 数目 "
    "增长 增加 提高 提升 下降 减少 降低 新增 建设 发展 管理 市 县 区 省 级 类 位 家 人 年度 年份 月份 当年 每年 本年 上年".split()
)


ENGLISH_GENERIC = frozenset(
    "since grew grow grown left dash together meet meets met above below faster slower him her them "
    "new newly build builds building built want wants receive receives reach reaches reached handle handles help helps job jobs work works "
    "working campaign around come comes came people person persons thousand million billion hundred per carry set take takes taken put make "
    "held hold holds such increase increased reduce reducing reduced upgrade upgrades upgraded improve improved improving develop developing "
    "development project projects city annual whole main level type kind thing things part parts area areas first second third year years "
    "month day days time times located location say says mention current latest apply applied applying belong belongs group groups add added "
    "adding give given gives use used using create created set sets setting aim aims amount amounts figure figures share shared total value "
    "values number numbers rate happen happens happened plan plans planned target targets launch launched run runs running begin start "
    "organise organize organised organized officials official officials staff member members many few several various certain actual "
    "actually really ever still yet already expected due according long short big small large high low great good well whose towards "
    "complete completed finish finished establish established ensure promote promoting strengthen accelerate expand advance push speed "
    "implement implemented implementation carry provide provided provides support supported supports item items entry entries list lists "
    "listed registered regulation regulations rule rules document documents text notice gazette issue publication".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """A content word with its alternatives (folded Chinese or Latin, weight up to 1), best first."""

    surface: str
    start: int
    end: int
    alternatives: tuple[tuple[str, float], ...]
    naming: bool = True
    generic: bool = False
    beside: tuple[str, str] = ("", "")  # the characters before and after it in a run of content


class Segmenter:
    """Chinese word segmentation that knows the names of an index."""

    def __init__(self, names: Iterable[str]) -> None:
        self._cutter = rjieba.Jieba()
        for name in sorted({folded for name in names if 2 <= len(folded := fold(name)) <= 12}):
            self._cutter.add_word(name, 2000, "nz")

    def names(self, word: str) -> bool:
        """Whether a folded Chinese word names a thing rather than an action or a quality."""
        tags = [tag for _, tag in self._cutter.tag(word)]
        return bool(tags) and tags[-1].startswith(("n", "s", "j", "l", "i", "eng"))

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
            if len(word) == 1 and (word in _STOP or not word.isalnum()) or all(c in _STOP for c in word):
                continue
            if len(word) == 1 and not tag.startswith(("n", "x", "eng")):
                continue
            generic = word in _GENERIC or bool(_COUNTED.fullmatch(word))
            alternatives = ((word, 1.0), *((other, weight) for other, weight in synonyms(word) if other != word))
            naming = tag.startswith(_NAMING) and len(word) > 1
            if word.endswith("级") and len(word) > 2:
                alternatives += ((word[:-1], 0.9),)
            text = run.group()
            beside = (text[start - 1 : start], text[end : end + 1])
            place = (run.start() + start, run.start() + end)
            terms.append(Term(word, *place, tuple(alternatives), naming, generic, beside))
    return terms


def latin_words(masked: str) -> list[tuple[str, int, int]]:
    """Latin words and numbers of a masked folded question with their places."""
    return [(match.group(), match.start(), match.end()) for match in _LATIN.finditer(masked)]
