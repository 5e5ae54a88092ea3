"""The sentences of a raw passage, read as one reads them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ingest.fold import fold
from ingest.model import Chunk, Record

# A list within a line opens where its first number stands: 提交下列材料：（一）申请书；（二）……
_OPENING = r"[^。！？!?；;]*?[：:](?=\s*[(（][一1][)）])"
_SENTENCE = re.compile(rf"{_OPENING}|[^。！？!?；;]*[。！？!?；;]+[”’」』）)]*|[^。！？!?；;]+$")
# 2000场 is no year; 2026计划 at the head of a column is one
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?!\d|\.\d|[%％])(?!\s*(?!年|计划|目标|预计|完成|实际)[\u4e00-\u9fff])")
# A sentence that begins so says of what year those after it speak: 到2025年，…… 建设……
_SETS_YEAR = re.compile(
    r"(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．])?[^，。；\d]{0,8}?(?:19|20)\d\d年(?:底|末|内|间|度|起)?(?:之?前|以后)?[，,]"
)
# The year in which an act was revised is not the year of what is said
REVISED = re.compile(r"((?:19|20)\d\d)年\d{1,2}月(?:\d{1,2}日)?(?:修订|修正|公布|发布|印发|通过)的")
# What begins so says of the sentence before it when, how or by whom: neither is understood alone
_POINTS_BACK = re.compile(
    r"(?:该项?|此项?|上述|以上|这项|本项)(?:工作|任务|事项|措施|费用|资金|款项|时间|期限|比例|标准)"
)
_SHORT = 60  # characters of such a sentence
_LINE_BREAK = re.compile(r"[ \t]*\n\s*(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])[ \t]*\n\s*|[ \t]*\n\s*")
_MARKUP = re.compile(r"</?(?:b|i|u|sub|sup|br|strong|em)\s*/?>|^#+\s*|\*\*", re.MULTILINE)
_LONG = 20  # characters of a line that may be wrapped
_ENDS = "。；：！？:;.)）”|"
_UNWRAPPED = 0.85  # the share of lines that end with a sentence where lines are paragraphs
WHOLE = frozenset({"task", "row", "member", "appointment", "header"})  # records that are quoted and read whole


def join_lines(raw: str) -> str:
    """A raw slice as one reads it: line breaks joined, markup removed."""
    return _LINE_BREAK.sub("", _MARKUP.sub("", raw)).replace("\t", " ").strip()


def sentences_of(record: Record) -> list[str]:
    """The sentences of a record that tells of something, without their stops."""
    return [s.strip() for s in re.findall(r"[^。]+", record.text) if s.strip()]


def sentences(raw: str, *, wrapped: bool = True) -> list[tuple[int, int]]:
    """Ranges of the sentences of a raw text, without the white space around them.

    A line ends a sentence where it ends in a colon or, unless lines are `wrapped` within sentences, always.
    """
    ranges: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+" if not wrapped else r"(?:[^\n]|(?<![:：])\n)+", raw):
        for match in _SENTENCE.finditer(line.group()):
            text = match.group()
            start = line.start() + match.start() + len(text) - len(text.lstrip())
            end = line.start() + match.start() + len(text.rstrip())
            if ranges and end - start < _SHORT and ranges[-1][0] >= line.start() and _POINTS_BACK.match(raw, start):
                ranges[-1] = (ranges[-1][0], end)
            elif end > start and fold(raw[start:end]):
                ranges.append((start, end))
    return ranges


def wrapped_documents(chunks: Iterable[Chunk]) -> set[str]:
    """The documents whose longer lines often end within a sentence."""
    ended: dict[str, list[bool]] = defaultdict(list)
    for chunk in chunks:
        if chunk.kind not in WHOLE:
            lines = (line.strip() for line in chunk.text.split("\n"))
            ended[chunk.document_id] += [line[-1] in _ENDS for line in lines if len(line) >= _LONG]
    return {document for document, ends in ended.items() if sum(ends) < _UNWRAPPED * len(ends)}


def year_set(text: str, before: frozenset[int]) -> frozenset[int]:
    """The year that is spoken of after a sentence, where it or those `before` it set one and it names no other."""
    if found := years_in(text):
        return found if _SETS_YEAR.match(text) else frozenset()
    return before


def years_in(text: str) -> frozenset[int]:
    """The years a text names in figures."""
    return frozenset(int(match.group(1)) for match in _YEAR.finditer(text))
