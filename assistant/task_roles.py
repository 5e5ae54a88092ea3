"""The units a question on tasks names, each with the role it is given."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.cues import Cue, pattern
from assistant.names import Mention
from assistant.question import Question
from assistant.tasks import ROLES, role_fields
from vectorstore.query import Filter

_BY_DUTY = re.compile(r"职责|分工|分担|by duty")
_INVOLVED = re.compile(r"involv|沾|有份|涉及")  # said of a place, it need not be a role of its government
_IN_COMMON = re.compile(r"共同|一起|一块|同时|都(?!有?(?:什么|哪|啥))|\b(?:both|jointly|together with|alongside)\b")
_IN_ALL = re.compile(r"一共|总共|合计|加起来|合起来|共计|\b(?:in total|altogether|combined|between them|either)\b")
_CLAUSE_END = re.compile(r"[,，、;；]")
_LONGEST = 100  # what is said in another clause of a question is farther than anything in the same
_BEFORE = 20  # in Chinese a unit's role is said after it, unless it "is" the unit: A牵头B配合, 牵头的是A
_IS = re.compile(r"[是为由:：]|单位|部门")
_DENIED = pattern("role_denied")
_NOBODY = re.compile(r"单位|部门|没人|unit|bureau|agency|department|nobody|no one|no-one")


def unit_filters(question: Question, corpus: Corpus) -> list[tuple[Filter, Mention]]:
    """A filter for each unit named, on the role it is given; none where units are excluded or only a place is meant."""
    roles = [(c.start, c.end) for c in question.found_cues if c.name in ("not_lead", "not_share")]
    out = [c for c in question.found_cues if c.name == "exclude" and not any(a <= c.start < b for a, b in roles)]
    if any(_put_out(m, c, question.folded) for m in question.named("unit") for c in out):
        return []
    regions = {m.start for m in question.named("region")} if question.has("mention") else set()
    units = [m for m in question.named("unit") if m.start not in regions] or _governing(question, corpus)
    several = len({m.values for m in units}) > 1
    fields = role_fields(question)
    role = fields[0] if len(fields) == 1 or fields[0] == "shared" else "units"
    if several and role == "shared" and not _BY_DUTY.search(question.folded):
        role = "units"  # together responsible, in whatever role
    apart = several and question.has("lead") and question.has("share", "participate") and not question.has("any_role")
    if several and not apart and _added_up(question, role):
        values = tuple(dict.fromkeys(value for m in units for value in m.values))
        said = ("、" if question.language == "zh" else " and ").join(dict.fromkeys(m.surface for m in units))
        return [(Filter(role, "is", values, said), m) for m in units]
    return [
        (Filter(nearest_role(question, m) if apart else role, "is", m.values, m.surface), m)
        for m in units
    ]  # fmt: skip


def _put_out(unit: Mention, cue: Cue, text: str) -> bool:
    """Whether a word that excludes stands beside a unit, and not in another clause: 不算牵头,财政局……."""
    beside = -1 <= unit.start - cue.end <= 5 or -1 <= cue.start - unit.end <= 2
    return beside and not _CLAUSE_END.search(text[cue.end : unit.start])


def _added_up(question: Question, role: str) -> bool:
    """Whether the tasks of several units are asked for together, not those they have in common; a task has one lead."""
    common = _IN_COMMON.search(question.folded)
    return not common and (role == "leads" or bool(_IN_ALL.search(question.folded)))


def _governing(question: Question, corpus: Corpus) -> list[Mention]:
    """The governments of the places that a question gives a role: what is Ye County responsible for?"""
    roles = [
        c for c in question.found_cues if c.name in ROLES and not _INVOLVED.search(question.folded[c.start : c.end])
    ]
    if not roles or question.has("mention", "exclude", "who"):
        return []
    places = {m.start: m for m in question.named("cell", "region")}
    return [unit for place in places.values() if (unit := corpus.names.governing(place))]


def nearest_role(question: Question, mention: Mention) -> str:
    """The role said closest to a unit: "led by A with B taking part"."""
    cues = [c for c in question.found_cues if c.name in ("lead", "share", "participate")]

    def away(cue: Cue) -> int:
        between = question.folded[min(cue.end, mention.end) : max(cue.start, mention.start)]
        before = question.language == "zh" and cue.end <= mention.start and not _IS.search(between)
        return len(between) + (_LONGEST if _CLAUSE_END.search(between) else _BEFORE if before else 0)

    nearest = min(cues, key=away, default=None)
    return "leads" if nearest is None or nearest.name == "lead" else "shared"


def muddled(question: Question) -> bool:
    """Whether neither role is asked, or one unit is given both, one denied in words that are not understood."""
    if question.has("any_role", "alone", "not_lead", "not_share", "no_lead", "yesno", "most", "least"):
        return question.has("not_lead") and question.has("not_share")
    both = question.has("lead") and question.has("share", "participate")
    denied = question.has("each") or bool(_DENIED.search(question.folded))
    return both and denied and len({m.values for m in question.named("unit")}) == 1


def without_lead(question: Question) -> bool:
    """Whether tasks are asked that nobody leads, rather than those that a named unit does not lead."""
    if not question.has("not_lead") or not question.named("unit"):
        return question.has("no_lead")
    return any(
        c.name == "no_lead" and _NOBODY.search(question.folded[c.start : c.end]) for c in question.found_cues
    )  # fmt: skip
