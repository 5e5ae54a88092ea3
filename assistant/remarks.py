"""Remarks on the asker's own affairs before the question, which it may do without."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.question import Question, parse

# What the asker tells of himself before he asks: 我爸生活不能自理，…; "I teach in a village school. …"
_REMARK = {
    "zh": re.compile(
        r"^(?:(?:我|咱|俺|本人|家里|家中|孩子|老家)(?![国市省县区厅院局行])(?![^,，。!！：:]*(?:听|说|讲|记得|以为|觉得|认为|认定|看[到见过]|想[问知查看]|如果|要是|\d|[?？]))"
        r"[^,，。!！?？：:]{2,24}[,，。!！：:]\s*)?(?:(?:我)?(?:就)?想(?:请)?(?:问|打听|了解|咨询|知道)(?:一?[句下]|个事儿?)?[,，:：]\s*)?"
    ),
    "en": re.compile(
        r"^(?:i|we|my [a-z]+|our [a-z]+)\b(?!'d like|[^.?!]*\b(?:told|heard|read|sa(?:id|ys?)|sure|thought|think"
        r"|believe|want|know|need|understand|\w*\d\w*)\b)[^.?!]{3,80}\.\s+",
        re.IGNORECASE,
    ),
}
# It is needed where the question speaks of what it tells: 我们那儿, 他这种情况
_POINTS = re.compile(
    r"我|咱|俺|他|她|它|[这那](?:里|儿|边|样|种|个|些)|当地|本地|此|谁家"
    r"|\b(?:it|its|this|that|these|those|they|their|them|there|here|he|his|him|she|her|we|our|us|me|my|i)\b",
    re.IGNORECASE,
)


def after_remark(text: str) -> str:
    """What is asked after a remark on the asker's own affairs; empty where there is none, or the question needs it."""
    zh = any("\u4e00" <= c <= "\u9fff" for c in text)
    found = _REMARK["zh" if zh else "en"].match(text)
    rest = text[found.end() :] if found else ""
    return rest if found and found.end() and not _POINTS.search(rest) else ""


def without_remark(question: Question, corpus: Corpus) -> Question | None:
    """The question without the remark before it, where that names nothing which the rest leaves out."""
    rest = after_remark(question.text)
    if not rest:
        return None
    bare = parse(rest, corpus, question.documents)
    named = {value for mention in bare.mentions for value in mention.values}
    lost = [m for m in question.mentions if not named & set(m.values)] or len(bare.dates) < len(question.dates)
    names = bare.mentions or bare.ordinals or any(t.naming and not t.generic for t in bare.terms)
    return bare if names and bare.cues and not lost else None
