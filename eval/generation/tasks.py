"""Questions about numbered tasks: who is responsible, what a unit leads, how many, and a task that is not there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from eval.dataset import Question
from eval.generation.maker import LONG, Maker
from ingest.model import Record


def about_tasks(maker: Maker) -> Iterator[Question]:
    """Truth: the units in the fields of the records."""
    tasks = maker.records("task")
    if not tasks:
        return
    numbers = Counter(task.label for task in tasks)
    unique = [task for task in tasks if numbers[task.label] == 1 and _units(task)]
    for task in maker.draw(unique):
        accepted = tuple((unit,) for unit in _units(task))
        values = {"number": task.label}
        yield from maker.both("task_who", "lookup_task", values, accepted=accepted, gold=maker.gold(task))
    if numbers.most_common(1)[0][1] == 1:
        after = str(max(int(task.fields["number"]) for task in tasks) + 1)
        yield from maker.both("task_absent", "unanswerable", {"number": after}, outcome="not_found")
    yield from _about_units(maker, tasks)


def _about_units(maker: Maker, tasks: list[Record]) -> Iterator[Question]:
    led: dict[str, list[Record]] = defaultdict(list)
    for task in tasks:
        for unit in task.fields["leads"]:
            led[unit].append(task)
    several = [(unit, own) for unit, own in led.items() if 2 <= len(own) <= LONG]
    for unit, own in maker.draw(several):
        truth = {"matched": len(own), "gold": maker.gold(*own)}
        items = tuple(task.label for task in own)
        yield from maker.both("task_leads", "list", {"unit": unit}, items=items, **truth)
        yield from maker.both("task_count", "count", {"unit": unit}, accepted=((str(len(own)),),), **truth)


def _units(task: Record) -> list[str]:
    units: list[str] = task.fields["leads"] or task.fields["shared"]
    return units
