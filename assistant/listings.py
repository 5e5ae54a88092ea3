"""Sentences that open lists, each with what stands under it: numbered paragraphs, or lines up to a full stop."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.corpus import Corpus
from assistant.evidence import Evidence
from ingest.numbering import leading_number

OPENS = re.compile(r"[:：]$|(?:下列|以下|如下)[^，。；：]*。$")  # 对存在下列问题的予以撤销。
_HEADING = re.compile(r"[^，。；：]{2,16}。?$")  # after its number
_RUN_IN = re.compile(r"(?:[—－-]{1,2})?[^。；：]{3,24}。$")  # what begins a paragraph as its heading
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
def captions(corpus: Corpus) -> frozenset[str]:
    """What many lists alike stand under, which tells none of them: 具体措施."""
    said = Counter(e.own.rstrip(":") for e in corpus.evidence.items if e.kind == "passage" and OPENS.search(e.reading))
    return frozenset(head for head, times in said.items() if times > _ALIKE)


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
    for item, before in zip(after, [head, *after], strict=False):
        number = leading_number(item.reading)
        style = number.style if number else ""
        if not _broken(before, item, corpus):
            members[-1].append(item)
        elif _RUN_IN.match(item.reading[number.end if number else 0 :]) and style == (first.style if first else ""):
            members.append([item])
        else:
            break
    return members if all(len(member) > 1 for member in members) else []


def _before(head: Evidence, corpus: Corpus) -> tuple[Evidence, ...]:
    """The sentences before an opening in its paragraph."""
    found: list[Evidence] = []
    while (at := head.index - len(found) - 1) >= 0:
        item = corpus.evidence.items[at]
        if not _same(item, head) or _broken(item, (found or [head])[-1], corpus):
            break
        found.append(item)
    return tuple(reversed(found))


def _members(head: Evidence, corpus: Corpus) -> list[list[Evidence]]:
    """What stands after an opening: its numbered paragraphs from the first on, or else its lines up to a full stop."""
    after = [e for e in corpus.evidence.items[head.index + 1 : head.index + 1 + _MOST] if _same(e, head)]
    first = leading_number(after[0].reading) if after else None
    if first is None:
        return [] if head.reading.endswith("。") else _lines(after, corpus)
    members: list[list[Evidence]] = []
    within = not _broken(head, after[0], corpus)  # a list within a line ends with its sentence
    for item in after:
        number = leading_number(item.reading)
        if within and members and members[-1][-1].reading.endswith("。"):
            break
        if number and number.style == first.style and number.value == len(members) + 1:
            members.append([item])
        elif members and not _broken(members[-1][-1], item, corpus):
            members[-1].append(item)
        else:
            break
    return members


def _same(item: Evidence, head: Evidence) -> bool:
    return item.document_id == head.document_id and item.kind == "passage"


def _lines(after: Sequence[Evidence], corpus: Corpus) -> list[list[Evidence]]:
    """Unnumbered lines that end in a semicolon, and the one after them."""
    lines = []
    for number, item in enumerate(after):
        if number and not _broken(after[number - 1], item, corpus):
            return []
        lines.append([item])
        if not item.reading.endswith(("；", ";")):
            break
    return lines


def _broken(before: Evidence, after: Evidence, corpus: Corpus) -> bool:
    """Whether a line ends between two sentences."""
    text = corpus.index.file_of(before.document_id).text
    return "\n" in text[before.span.end : after.span.start]
