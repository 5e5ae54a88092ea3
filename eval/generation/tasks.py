"""Questions about numbered tasks: who is responsible, what a unit leads, how many, and a task that is not there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from eval.dataset import Question
from eval.generation.maker import LONG, Maker
from ingest.model import Record
from ingest.unit_english import english


def about_tasks(maker: Maker) -> Iterator[Question]:
    """Truth: the units in the fields of the records."""
    tasks = maker.records("task")
    if not tasks:
        return
    numbers = Counter(task.label for task in tasks)
    unique = [task for task in tasks if numbers[task.label] == 1 and _units(task)]
    for task in maker.draw(unique):
        accepted = tuple((unit,) for unit in _units(task))
        values = {"number": task.fields["number"]}
        yield from maker.both("task_who", "lookup_task", values, accepted=accepted, gold=maker.gold(task))
    if numbers.most_common(1)[0][1] == 1:
        after = str(max(int(task.fields["number"]) for task in tasks) + 1)
        yield from maker.both("task_absent", "unanswerable", {"number": after}, outcome="not_found")
    yield from _about_units(maker, tasks)


def _about_units(maker: Maker, tasks: list[Record]) -> Iterator[Question]:
    """Who leads; where no task has a lead, who is responsible."""
    role = "leads" if any(task.fields["leads"] for task in tasks) else "shared"
    own_tasks: dict[str, list[Record]] = defaultdict(list)
    for task in tasks:
        for unit in task.fields[role]:
            own_tasks[unit].append(task)
    several = [(unit, own) for unit, own in own_tasks.items() if 2 <= len(own) <= LONG]
    for unit, own in maker.draw(several):
        truth: dict[str, Any] = {"english": {"unit": english(unit)}, "matched": len(own), "gold": maker.gold(*own)}
        items = tuple(task.label for task in own)
        yield from maker.both(f"task_{role}", "list", {"unit": unit}, items=items, **truth)
        count = ((str(len(own)),),)
        yield from maker.both(f"task_{role}_count", "count", {"unit": unit}, accepted=count, **truth)


def _units(task: Record) -> list[str]:
    units: list[str] = task.fields["leads"] or task.fields["shared"]
    return units
