"""Questions about dated events: a day, a person, a month, and a day on which nothing is recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from eval.dataset import Question
from eval.generation.maker import LONG, Maker, month_name
from ingest.model import Record


def about_events(maker: Maker) -> Iterator[Question]:
    """Truth: the dates and the people in the fields of the records."""
    yield from _people(maker, maker.records("event"))
    events = [event for event in maker.records("event") if event.fields["date"]]
    if not events:
        return
    days = {day for event in events for day in _days(event)}
    for day in maker.draw(sorted(days)):
        own = [event for event in events if day in _days(event)]
        yield from maker.both("event_day", "date", _when(day), **_listed(maker, own))
    silent = [day for day in _between(min(days), max(days)) if day not in days]
    for day in maker.draw(silent, 2):
        yield from maker.both("event_day", "unanswerable", _when(day), outcome="not_found")
    for month in sorted({(day.year, day.month) for day in days}):
        own = [event for event in events if any((day.year, day.month) == month for day in _days(event))]
        truth: dict[str, Any] = {"accepted": ((str(len(own)),),), "matched": len(own), "gold": maker.gold(*own)}
        yield from maker.both("event_month", "count", _when(date(*month, 1)), **truth)


def _people(maker: Maker, events: list[Record]) -> Iterator[Question]:
    present: dict[str, list[Record]] = defaultdict(list)
    for event in events:
        for person in event.fields["people"]:
            present[person].append(event)
    several = [(person, own) for person, own in present.items() if 2 <= len(own) <= LONG]
    for person, own in maker.draw(several, max(1, maker.each // 2)):
        yield from maker.both("event_person", "list", {"person": person}, **_listed(maker, own))


def _listed(maker: Maker, own: list[Record]) -> dict[str, Any]:
    """What a list of events must hold; a single one is no list and only has to be quoted."""
    labels = tuple(event.label for event in own)
    return {"gold": maker.gold(*own)} | ({"items": labels, "matched": len(own)} if len(own) > 1 else {})


def _days(event: Record) -> list[date]:
    first = date.fromisoformat(event.fields["date"])
    return _between(first, date.fromisoformat(event.fields["end"] or event.fields["date"]))


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


def _when(day: date) -> dict[str, Any]:
    return {"year": day.year, "month": day.month, "day": day.day, "month_name": month_name(day.month)}
