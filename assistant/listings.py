"""Sentences that open lists, each with what stands under it: numbered paragraphs, or lines up to a full stop."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.cues import told
from assistant.evidence import Evidence
from assistant.question import Question
from ingest.numbering import leading_number

# 对存在下列问题的予以撤销。检查分四个阶段进行。
OPENS = re.compile(r"[:：]$|(?:下列|以下|如下)[^，。；：]*。$|分[^，。；：]{0,4}(?:阶段|步)[^，。；：、]{0,6}。$")
_HEADING = re.compile(r"[^，。；：]{2,16}。?$")  # after its number
_RUN_IN = re.compile(r"(?:[—－-]{1,2})?[^。；：]{3,24}。$")  # what begins a paragraph as its heading
_SENSES = told("opening_sense")
_ORDINAL = "第一，"  # how stages are numbered: 第一步，第二阶段：
_ALIKE = 2  # lists that stand under the same words
_MOST = 60  # sentences that may stand under one opening


@dataclass(frozen=True, slots=True)
class Opening:
    """A sentence that opens a list, those before it in its paragraph, and the members, each of one sentence or more."""

    head: Evidence
    members: tuple[tuple[Evidence, ...], ...]
    before: tuple[Evidence, ...] = ()
    run_in: bool = False  # whether each member is a paragraph with its heading

    @property
    def lead(self) -> tuple[Evidence, ...]:
        return (*self.before, self.head)


@lru_cache(maxsize=2)
def openings(corpus: Corpus) -> tuple[Opening, ...]:
    """The openings of an index with what stands under each."""
    heads = [e for e in corpus.evidence.items if e.kind == "passage" and OPENS.search(e.reading)]
    found = [(head, _members(head, corpus)) for head in heads]
    listed = [
        Opening(head, tuple(map(tuple, members)), _before(head, corpus)) for head, members in found if len(members) > 1
    ]
    run = [(e, _run_in(e, corpus)) for e in corpus.evidence.items if e.kind == "passage" and _is_heading(e)]
    headed = [Opening(head, tuple(map(tuple, members)), (), True) for head, members in run if len(members) > 1]
    return tuple(listed + headed)


@lru_cache(maxsize=2)
def passages(corpus: Corpus, scope: frozenset[str]) -> tuple[Evidence, ...]:
    """The sentences in scope that open no list."""
    passages = (e for e in corpus.evidence.items if e.kind == "passage" and e.document_id in scope)
    return tuple(e for e in passages if not OPENS.search(e.reading))


@lru_cache(maxsize=2)
def captions(corpus: Corpus) -> frozenset[str]:
    """What many lists alike stand under, which tells none of them: 具体措施."""
    said = Counter(e.own.rstrip(":") for e in corpus.evidence.items if e.kind == "passage" and OPENS.search(e.reading))
    return frozenset(head for head, times in said.items() if times > _ALIKE)


def senses(text: str, question: Question) -> list[re.Match[str]] | None:
    """Where a question asks for conditions, what is forbidden or papers that a text names; None where for others."""
    asked = _sensed(question.folded)
    if not asked:
        return []
    forbids = [sense for sense in _SENSES[:1] if sense.told.search(text)]
    if bool(forbids) != bool(_SENSES[0].asked.search(question.folded)):
        return None
    met = [found for found, said in asked if said.search(text)]
    return met or None


@lru_cache(maxsize=16)
def _sensed(asking: str) -> list[tuple[re.Match[str], re.Pattern[str]]]:
    """Where a question asks for one of the senses, and what texts say of that: the same for thousands of sentences."""
    return [(found, sense.told) for sense in _SENSES for found in sense.asked.finditer(asking)]


def _is_heading(item: Evidence) -> bool:
    number = leading_number(item.reading)
    return number is not None and bool(_HEADING.match(item.reading[number.end :]))


def _run_in(head: Evidence, corpus: Corpus) -> list[list[Evidence]]:
    """The paragraphs under a heading, each of which begins with a heading of its own: ——尊重企业主体地位。"""
    after = [e for e in corpus.evidence.items[head.index + 1 : head.index + 1 + _MOST] if _same(e, head)]
    first = leading_number(after[0].reading) if after else None
    if not after or not _broken(head, after[0], corpus):
        return []
    members: list[list[Evidence]] = []
    style = first.style if first else ""
    for item, before in zip(after, [head, *after], strict=False):
        number = leading_number(item.reading)
        headed = style == _ORDINAL or _RUN_IN.match(item.reading[number.end if number else 0 :])
        if not _broken(before, item, corpus):
            members[-1].append(item)
        elif headed and style == (number.style if number else ""):
            members.append([item])
        else:
            break
    return members if style == _ORDINAL or all(len(member) > 1 for member in members) else []


def _before(head: Evidence, corpus: Corpus) -> tuple[Evidence, ...]:
    """The sentences before an opening in its paragraph, or the heading over it."""
    found: list[Evidence] = []
    while (at := head.index - len(found) - 1) >= 0:
        item = corpus.evidence.items[at]
        broken = _broken(item, (found or [head])[-1], corpus)
        if not _same(item, head) or (broken and (found or not _is_heading(item))):
            break
        found.append(item)
        if broken:
            break  # the heading of the paragraph
    return tuple(reversed(found))


def _members(head: Evidence, corpus: Corpus) -> list[list[Evidence]]:
    """What stands after an opening: its numbered paragraphs from the first on, or else its lines up to a full stop."""
    after = [e for e in corpus.evidence.items[head.index + 1 : head.index + 1 + _MOST] if _same(e, head)]
    first = leading_number(after[0].reading) if after else None
    if first is None:
        return [] if head.reading.endswith("。") else _lines(head, after, corpus)
    members: list[list[Evidence]] = []
    in_line = not _broken(head, after[0], corpus)  # a list in one line ends where a sentence does
    for item in after:
        number = leading_number(item.reading)
        ended = bool(members) and in_line and members[-1][-1].reading.endswith("。")
        if number and number.style == first.style and number.value == len(members) + 1:
            members.append([item])
        elif members and not ended and not _broken(members[-1][-1], item, corpus):
            members[-1].append(item)
        else:
            break
    return members


def _same(item: Evidence, head: Evidence) -> bool:
    return item.document_id == head.document_id and item.kind == "passage"


def _lines(head: Evidence, after: Sequence[Evidence], corpus: Corpus) -> list[list[Evidence]]:
    """Unnumbered lines, or sentences of the opening's own line, that end in a semicolon, and the one after them."""
    lines: list[list[Evidence]] = []
    within = bool(after) and not _broken(head, after[0], corpus)
    for number, item in enumerate(after):
        if number and _broken(after[number - 1], item, corpus) == within:
            return []
        lines.append([item])
        if not item.reading.endswith(("；", ";")):
            break
    return lines


def _broken(before: Evidence, after: Evidence, corpus: Corpus) -> bool:
    """Whether a line ends between two sentences."""
    text = corpus.index.file_of(before.document_id).text
    return "\n" in text[before.span.end : after.span.start]
