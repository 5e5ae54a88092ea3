"""Words of an English question that only say once more what a name beside them says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.cues import pattern
from assistant.names import Mention
from assistant.words import Term
from ingest.measures import SCALE, UNIT

_HAN = re.compile(rf"\(\s*(?!{SCALE}?{UNIT}\s*\))([\u3400-\u9fff][\u3400-\u9fff（）、·—-]*)\s*(?:\)| as [^()]*\))")
_BEFORE = re.compile(r"((?:[a-z'’-]+ ){0,5}[a-z'’-]+) ?\(?$")
# What stands before a name and is no part of it
_LEAVES_OFF = re.compile(
    r".*\b(?:the|a|an|of|for|in|on|at|by|to|from|with|and|or|is|are|was|were|does|do|did|which|what|who|that|this"
    r"|named?|called|about|as|has|have|list|under)\b",
    re.DOTALL,
)
# What a thing is called after its Chinese name: "the Ji (集) market"
# What only gives an example of it: "the primary sector (agriculture etc)"
_GLOSS = pattern("gloss")
_KIND_AFTER = pattern("kind_after")
_EXPLAINED = re.compile(r" ?\([^()\u3400-\u9fff]+\)|, (?:the|a|an|that is|i\.e\.|also called) [^,?()]{3,60}?(?=[,?]|$)")
_PINYIN = re.compile(r"\([a-z' ]+\)")
_OPENS = re.compile(r" ?\( ?")
_NAMED = frozenset(("row", "person", "cell"))


def told_once(terms: Sequence[Term], mentions: Sequence[Mention], text: str) -> list[Term]:
    """The terms without those whose Chinese stands in brackets beside them; what explains a name need not be said."""
    explaining = [*_explaining(mentions, text), *_spelt_out(terms, text), *(m.span() for m in _GLOSS.finditer(text))]
    told = list(_translated(text))
    kept = _spelt_once([term for term in terms if not _within(term, told)], text)
    again = {t.start for t in kept for o in kept if o.end <= t.start and o.surface.endswith(f" {t.surface}")}
    return [replace(t, generic=True) if _within(t, explaining) or t.start in again else t for t in kept]


def _spelt_out(terms: Sequence[Term], text: str) -> Iterable[tuple[int, int]]:
    """Where words stand whose Chinese follows in pinyin in brackets: "family bone-setting (weishi zhenggu)"."""
    for gloss in _PINYIN.finditer(text):
        within = [t for t in terms if gloss.start() < t.start < gloss.end()]
        before = _BEFORE.search(text[: gloss.start()])
        if before and len(within) > 1 and all(t.spelt and not t.alternatives[0][0].isascii() for t in within):
            leaves = _LEAVES_OFF.match(before.group(1))
            yield before.start(1) + (leaves.end() if leaves else 0), gloss.start()


def _spelt_once(terms: Sequence[Term], text: str) -> list[Term]:
    """The terms, the pinyin in brackets behind one as another word for the same: "traditional medicine (zhongyi)"."""
    kept: list[Term] = []
    for term in terms:
        bracketed = text[term.end :].lstrip().startswith(")")
        if kept and bracketed and term.spelt and _OPENS.fullmatch(text[kept[-1].end : term.start]):
            kept[-1] = replace(kept[-1], alternatives=(*kept[-1].alternatives, *term.alternatives))
        else:
            kept.append(term)
    return kept


def _within(term: Term, places: Iterable[tuple[int, int]]) -> bool:
    return any(start <= term.start and term.end <= end for start, end in places)


def _translated(text: str) -> Iterable[tuple[int, int]]:
    """Where the English words stand whose Chinese follows in brackets: "the housing centre (房产中心)"."""
    for gloss in _HAN.finditer(text):
        if before := _BEFORE.search(text[: gloss.start()]):
            leaves = _LEAVES_OFF.match(before.group(1))
            yield before.start(1) + (leaves.end() if leaves else 0), gloss.start()
        if after := _KIND_AFTER.match(text, gloss.end() - 1):
            yield after.span(1)


def _explaining(mentions: Sequence[Mention], text: str) -> Iterable[tuple[int, int]]:
    """Where a name spelt in pinyin is explained: "dacheng yayue, the ceremonial music," "the music dacheng yayue"."""
    for mention in mentions:
        if mention.surface.isascii() and mention.kind not in _NAMED:
            continue
        if after := _EXPLAINED.match(text, mention.end):
            yield after.span()
        opened = text[: mention.start].endswith("(")  # "two-ghost wrestling (ergui shuaijiao)"
        if before := _BEFORE.search(text[: mention.start - opened]):
            leaves = _LEAVES_OFF.match(before.group(1))
            if leaves or opened:
                yield before.start(1) + (leaves.end() if leaves else 0), mention.start
