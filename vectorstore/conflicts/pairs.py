"""Statements of the same thing that differ, each way of stating it once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from vectorstore.conflicts import levels, stages
from vectorstore.conflicts.figures import Amount
from vectorstore.conflicts.statement import Conflict, Kind, Statement
from vectorstore.conflicts.subjects import Weights, bigrams, is_indicator

_SHORTER, _LONGER = 0.9, 0.75  # shares of two subjects that must be common
_PROBES = 3  # of the most telling pairs of a subject are looked up
_CROWD = 60  # statements that share a telling pair; more tell nothing
_PLACE = re.compile(r"^(.{2,14}?(?:省|自治区|自治州|市|县|区))(?!长|委)")
Same = Callable[[str, str], bool]


def pairs(statements: Iterable[Statement]) -> Iterator[Conflict]:
    """The pairs that differ; each statement against the first it disagrees with, not against every one."""
    unlike = _distinct(statements)
    weights = Weights(statement.subject for statement in unlike)
    by_measure: dict[str, list[Statement]] = defaultdict(list)
    for statement in unlike:
        by_measure[statement.measure].append(statement)
    for measure, held in by_measure.items():
        same = _sameness(measure, weights)
        listed: set[int] = set()
        for one, other in _candidates(held, weights):
            if id(other) in listed or not _comparable(one, other) or not same(one.subject, other.subject):
                continue
            if kind := _difference(one, other):
                listed.add(id(other))
                yield Conflict(_about(one, other), kind, one, other)


def _distinct(statements: Iterable[Statement]) -> list[Statement]:
    """The first of those that say the same, so that a fact repeated in a hundred issues is compared once."""
    first: dict[object, Statement] = {}
    for each in statements:
        scope = _publisher(each) or each.place.file
        first.setdefault((each.subject, each.measure, each.value, each.period, scope, each.place.table), each)
    return list(first.values())


def _candidates(held: Sequence[Statement], weights: Weights) -> Iterator[tuple[Statement, Statement]]:
    """Pairs that share a telling pair of characters, each once."""
    posted: dict[str, list[int]] = defaultdict(list)
    for number, statement in enumerate(held):
        near: dict[int, None] = {}
        for probe in weights.rarest(statement.subject, _PROBES):
            near |= dict.fromkeys(posted[probe][:_CROWD])
        for other in sorted(near):
            yield held[other], statement
        for pair in bigrams(statement.subject):
            posted[pair].append(number)


def _sameness(measure: str, weights: Weights) -> Same:
    if measure.startswith(levels.MEASURE):
        return levels.same_thing
    if measure == stages.MEASURE:
        return lambda one, other: one == other and weights.is_name(one)

    def alike(one: str, other: str) -> bool:
        shorter, longer = weights.common(one, other)
        return shorter >= _SHORTER and longer >= _LONGER

    return alike


def _comparable(one: Statement, other: Statement) -> bool:
    """Whether two statements speak of the same time and publisher, from two places."""
    first, second = one.place, other.place
    if not one.period.overlaps(other.period) or (first.file == second.file and first.span == second.span):
        return False
    same_document = first.document.id == second.document.id
    if first.table and second.table:
        if first.table != second.table or same_document:
            return False  # rows that only share a name
    elif first.table or second.table:
        if not (is_indicator(one.subject) and is_indicator(other.subject)):
            return False
    elif same_document and first.path == second.path:
        return False  # what one section counts twice are two things
    return first.file == second.file or (_publisher(one) is not None and _publisher(one) == _publisher(other))


def _publisher(statement: Statement) -> str | None:
    """Whose figures these are: the place the issuer governs, else the issuer."""
    issuer = statement.place.document.issuer
    found = _PLACE.match(issuer) if issuer else None
    return found[1] if found else issuer


def _difference(one: Statement, other: Statement) -> Kind | None:
    if isinstance(one.value, Amount) and isinstance(other.value, Amount):
        if one.value.value != other.value.value:
            return "figure"
        return "qualifier" if one.value.sense != other.value.sense else None
    if one.value == other.value:
        return None
    return "level" if one.measure.startswith(levels.MEASURE) else "stage"


def _about(one: Statement, other: Statement) -> str:
    """What both speak of, in the shorter of the two wordings."""
    return min(one.subject, other.subject, key=len).replace("|", "")
