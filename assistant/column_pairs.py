"""The two columns that a question compares: plan and result, one year and another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.columns import Column, columns_of, plans_spoken, value_columns, wanted
from assistant.cues import pattern
from assistant.names import Table
from assistant.question import Question
from ingest.datespan import FoundDate

# "than the one for 2025", 比去年的低: what is compared with is the same thing of another year
_THE_ONE = pattern("the_one")
_BESIDE = 2  # characters between a year and the word for what is of it
_LAST_YEAR = re.compile("上年")  # behind 比 it is no date
_AGAINST = re.compile(
    r"比|相对于?|较|超过?|高于|低于|\b(?:than|above|below|over|under|against|beyond|exceed\w*|compared (?:to|with))\b"
)
_CHANGED = re.compile(r"变|[上下]?调|[提抬]高|压低|降低|\b(?:chang|rais|lower|adjust|revis)\w+")
_PLAN_CHANGES = pattern("plan_changes")
# One word for the plans of both years: the same plan, 两年的计划
_SAME_PLANS = pattern("same_plans")
_ADJUSTED = re.compile("调(?![研查解度])")  # what is adjusted is a target


def _plans_all(question: Question) -> bool:
    """Whether the one word for a plan is said of all years: 目标今年比去年, the target of 2026 and the one for 2025."""
    if question.has("actual"):
        return False
    plans = [cue for cue in question.found_cues if cue.name == "plan"]
    if _PLAN_CHANGES.search(question.folded) or _SAME_PLANS.search(question.folded):
        return True
    first = question.language == "zh" and any(all(cue.end <= d.start for d in question.dates) for cue in plans)
    return first or bool(_THE_ONE.search(question.folded))


def column_pair(question: Question, table: Table) -> list[Column]:
    """The two columns a question compares; stages and years it names first, then plan and actual of the latest year."""
    values = [c for c in value_columns(columns_of(table)) if c.stage or c.year]
    question = wanted(question)
    if found := _two_plans(question, values) or _plan_anew(question, values):
        return found
    plan, actual = question.has("plan", "met", "unmet"), question.has("actual", "met", "unmet")
    years = question.years
    if span := [d for d in question.dates if d.has_year and d.first.year < d.last.year]:  # 从1996年到1998年
        years = (span[0].first.year, span[0].last.year)
    if len(years) == 2 and plans_spoken(question) == 1 and not _plans_all(question):
        older, newer = sorted(years)
        results = [c for c in values if c.year == older and c.stage == "actual"]
        ahead = [c for c in values if c.year == newer and c.stage == "plan"]
        if results and ahead:
            return [results[0], ahead[0]]
    if len(years) >= 2 and not (plan and actual and len(set(years)) == 1):
        picked = [pick(values, year, question) for year in years[:2]]
        return [c for c in picked if c]
    if len(years) == 1:
        same = [c for c in values if c.year == years[0]]
        if len(same) >= 2 and (len({c.stage for c in same}) > 1):
            return same[:2]
        done = sorted((c for c in values if c.stage == "actual"), key=lambda c: c.year or 0)
        if plan and actual and done and [c.stage for c in same] == ["plan"]:
            return [done[-1], same[0]]  # what is planned against what was last achieved
    return _of_one_year(values) if (plan and actual) or not years else values[-2:]


def _two_plans(question: Question, values: Sequence[Column]) -> list[Column]:
    """The last two plans, where a question speaks of two of them or of a change of the one."""
    spoken = plans_spoken(question)
    if len(question.years) == 2 and not question.has("actual", "met", "unmet") and _older_planned(question, values):
        return sorted((c for c in values if c.stage == "plan" and c.year in question.years), key=lambda c: c.year or 0)
    changed = question.has("trend") and _CHANGED.search(question.folded)
    spoken = spoken or int(bool(changed and _ADJUSTED.search(question.folded)))
    if len(question.years) > 1 or not spoken or question.has("actual", "met", "unmet"):
        return []
    planned = sorted((c for c in values if c.stage == "plan"), key=lambda c: c.year or 0)
    both = changed or (spoken >= 2 and question.years) or _SAME_PLANS.search(question.folded)
    return planned[-2:] if len(planned) >= 2 and both else []


def _older_planned(question: Question, values: Sequence[Column]) -> bool:
    """Whether the word for a plan stands by the older of two years, of which there are results as well."""
    older = min(question.years)
    if {c.stage for c in values if c.year == older} < {"plan", "actual"}:
        return False
    plans = [cue for cue in question.found_cues if cue.name == "plan"]
    ends = [d.end for d in question.dates if d.has_year and d.first.year == older]
    return any(0 <= cue.start - end <= _BESIDE for cue in plans for end in ends)


def _plan_anew(question: Question, values: Sequence[Column]) -> list[Column]:
    """The result of a year and the plan after it, where a plan is raised or lowered against what was achieved."""
    if len(question.years) > 1 or not question.has("plan"):
        return []
    changed = question.has("actual") and question.has("trend") and _CHANGED.search(question.folded)
    if not changed and not _against_result(question):
        return []
    done = [c for c in values if c.year and c.stage == "actual" and c.year in (question.years or (c.year,))][-1:]
    ahead = [c for c in values if done and c.stage == "plan" and c.year == (done[0].year or 0) + 1]
    return [done[0], ahead[0]] if done and ahead else []


def _against_result(question: Question) -> bool:
    """Whether a plan that no year stands beside is compared with what a year achieved: 计划比去年(实际)高."""
    plans = [cue for cue in question.found_cues if cue.name == "plan"]
    done = [cue.start for cue in question.found_cues if cue.name == "actual"]
    said = next((d for d in question.dates if d.has_year), None) or _LAST_YEAR.search(question.folded)
    start, end = (said.start, said.end) if isinstance(said, FoundDate) else said.span() if said else (0, 0)
    judged = bool(done) or question.has("met", "unmet")
    if not start or not all(cue.end <= start for cue in plans) or (judged and not any(at >= end for at in done)):
        return False
    return bool(_AGAINST.search(question.folded, max(c.end for c in plans) if plans else 0, start))


def _of_one_year(values: Sequence[Column]) -> list[Column]:
    """Plan and result of the latest year that has both, else the last two columns."""
    for done in sorted((c for c in values if c.year and c.stage == "actual"), key=lambda c: -(c.year or 0)):
        planned = [c for c in values if c.stage == "plan" and c.year == done.year]
        if planned:
            return [planned[0], done]
    return list(values[-2:]) if len(values) >= 2 else []


def pick(values: Sequence[Column], year: int, question: Question) -> Column | None:
    """The column of a year: the plan where only the plan is asked, else the actual figures where there are any."""
    found = [c for c in values if c.year == year]
    stage = "plan" if question.has("plan") and not question.has("actual") else "actual"
    return next((c for c in found if c.stage == stage), found[0] if found else None)
