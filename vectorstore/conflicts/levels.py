"""Levels of government: a pilot or base that is national in one place and provincial in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.figures import find_figures
from ingest.fold import fold
from vectorstore.conflicts.statement import Period, Place, Statement
from vectorstore.conflicts.subjects import bigrams, subject_of

MEASURE = "level"
_LEVEL = re.compile(r"国家级?|全国|省级|省重点|市级|市重点|县级")
_GENERIC = re.compile(r"^(?:战略|政策|标准|要求|规定|有关|统一|法律|发展改革委|部委|和|、|部署|安排)")
_HEAD = 4  # characters of the thing that has the level
_NAMES = 2  # pairs of characters that name whose it is


def in_clause(clause: str, period: Period, place: Place) -> Iterator[Statement]:
    """A clause that says of one thing, named before the level, at which level it is."""
    found = list(_LEVEL.finditer(clause))
    if len(found) != 1 or _GENERIC.match(clause[found[0].end() :]):
        return
    level = found[0]
    whose, thing = subject_of(clause[: level.start()]), fold(clause[level.end() :])
    if len(bigrams(whose)) < _NAMES or len(thing) < _HEAD:
        return
    amounts = ",".join(figure.verbatim for figure in find_figures(clause))
    yield Statement(f"{whose}|{thing}", f"{MEASURE} {amounts}".strip(), level.group()[0], clause, period, place)


def same_thing(one: str, other: str) -> bool:
    """Whether two subjects name the same thing of the same place: 甲县、乙县 | 新型城镇化试点."""
    (whose, thing), (their, other_thing) = (subject.split("|", 1) for subject in (one, other))
    names = bigrams(whose) & bigrams(their)
    if len(names) < _NAMES or len(names) * 2 < min(len(bigrams(whose)), len(bigrams(their))):
        return False
    things = bigrams(thing) & bigrams(other_thing)
    return len(things) >= _HEAD and len(things) * 5 >= 4 * min(len(bigrams(thing)), len(bigrams(other_thing)))
