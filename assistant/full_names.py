"""What a question cuts short, in full: 六院 for the sixth people's hospital, 10k ppl for ten thousand people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product

from assistant.corpus import Corpus
from assistant.cues import pattern
from assistant.names import Mention
from assistant.words import SHORT_PROVINCES, SHORTHAND
from ingest.fold import fold
from ingest.pinyin import is_pinyin, pinyin

# Numbered institutions, which people call by number and last character, and how their names may be in full
_NUMBERED = re.compile(
    r"(?<![第两\d一二三四五六七八九十])([一二三四五六七八九十]{1,3})([院中])(?![士长子校落学国级间心])"
)
_SHORTHAND = {lang: [(re.compile(said), full) for said, full in table.items()] for lang, table in SHORTHAND.items()}
_TOGETHER = re.compile(
    rf"[{''.join(SHORT_PROVINCES)}]{{2,4}}(?P<all>[两俩二三仨四](?:个?[省市地家处方区头]+|者|(?=[,，的谁哪各比差])))"
)
_ROUTE, _BETWEEN, _ON_WAY = (pattern(name) for name in ("way_by_ends", "between_ends", "on_way"))
_RUN = re.compile("^[\u4e00-\u9fff]{0,12}")
_IN_FULL = {"院": ("第{}人民医院", "第{}医院"), "中": ("第{}中学", "第{}高级中学")}


def full_names(text: str, known: Callable[[str], bool]) -> str:
    """A folded question with the names in full that some document has: 第六人民医院 for 六院, 北京、天津 for 京津."""

    def full(found: re.Match[str]) -> str:
        names = (name.format(found[1]) for name in _IN_FULL[found[2]])
        return next((name for name in names if known(name)), found[0])

    def apart(found: re.Match[str]) -> str:
        short = found[0].removesuffix(found["all"])
        whole = known(found[0] if len(short) == 2 else short)  # as the documents say it: 京津冀
        return found[0] if whole else "、".join(SHORT_PROVINCES[one] for one in short)

    return _TOGETHER.sub(apart, _NUMBERED.sub(full, text))


def said_whole(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The names in a Chinese question, those of units with what beside them is of the name as well: 国家……某地分局."""
    wider = {m: _wider(m, text) for m in mentions if m.kind == "unit"}
    grown = [new for old, new in wider.items() if new != old]
    kept = [wider.get(m, m) for m in mentions]
    kept = [m for m in kept if m in grown or not any(u.start <= m.start < m.end <= u.end for u in grown)]
    return sorted(kept, key=lambda m: m.start)


def _wider(mention: Mention, text: str) -> Mention:
    """A unit whose short name a question says with the beginning or the end of its full one."""
    start, value, run = mention.start, fold(mention.values[0]), _RUN.findall(text[mention.end :])[0]
    left = next((n for n in range(min(start, len(value)), 1, -1) if text[start - n : start] == value[:n]), 0)
    tails = (n for n in range(len(run), 1, -1) if re.search(".*".join(run[:n]) + "$", value))
    start, end = start - left, mention.end + next(tails, 0)
    return replace(mention, start=start, end=end, surface=text[start:end])


def spelt_out(text: str, language: str) -> str:
    """A folded question without everyday speech and the shorthand of messages and notes."""
    for said, full in _SHORTHAND[language]:
        text = said.sub(full, text)
    return text


def routes(text: str, corpus: Corpus) -> str:
    """A folded English question with a road or line as the documents call it after the places at its ends."""

    def written(found: re.Match[str]) -> str:
        sounds = [list(_first_sounds(name, corpus)) for name in _BETWEEN.split(found["at"] or found["on"])]
        grams = (g for one in product(*sounds) for g, _ in corpus.romanised("".join(one)) if len(g) == len(sounds))
        return next((gram for gram in grams if _is_way(gram, corpus)), found[0])

    return _ROUTE.sub(written, text)


def _first_sounds(name: str, corpus: Corpus) -> Iterable[str]:
    """How one character for a place may sound: its first, or the one that stands for it."""
    yield from (name[:n] for n in range(2, len(name) + 1) if is_pinyin(name[:n]) and is_pinyin(name[n:] or "a"))
    yield from (pinyin(word) for word, _ in corpus.lexicon.terms(name) if len(word) == 1)


def _is_way(gram: str, corpus: Corpus) -> bool:
    """Whether a document has a road or a line of such a name."""
    texts = (corpus.evidence.items[i].own for i in corpus.evidence.holding(gram))
    return any(_ON_WAY.match(text, text.find(gram) + len(gram)) for text in texts)
