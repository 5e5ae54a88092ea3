"""Remarks on the asker's own affairs before the question, which it may do without."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.question import Question, parse

# What the asker tells of himself before he asks: 我爸生活不能自理，…; "I teach in a village school. …"
_REMARK = {language: pattern(f"remark_{language}") for language in ("zh", "en")}
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
