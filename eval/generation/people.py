"""Questions about member lists and appointments."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from eval.dataset import Question
from eval.generation.maker import LONG, Maker, name_of
from ingest.model import Record


def about_members(maker: Maker) -> Iterator[Question]:
    """Truth: the names, roles and posts in the fields of the records."""
    members = [member for member in maker.records("member") if member.fields["body"] and member.fields["role"]]
    names = Counter(member.label for member in members)
    posted = [member for member in members if member.fields["post"] and names[member.label] == 1]
    for member in maker.draw(posted):
        values = {"body": member.fields["body"], "name": member.label}
        accepted = ((member.fields["post"],),)
        yield from maker.both("member_post", "person", values, accepted=accepted, gold=maker.gold(member))
    roles: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for member in members:
        roles[member.fields["body"], member.fields["role"]].append(member)
    for (body, role), own in roles.items():
        yield from _role(maker, {"body": body, "role": role}, own)


def _role(maker: Maker, values: dict[str, str], own: list[Record]) -> Iterator[Question]:
    truth: dict[str, Any] = {"english": {"role": name_of(values["role"], "en")}, "gold": maker.gold(*own)}
    if len(own) == 1:
        yield from maker.both("member_role", "person", values, accepted=((own[0].label,),), **truth)
        return
    truth["matched"] = len(own)
    yield from maker.both("member_count", "count", values, accepted=((str(len(own)),),), **truth)
    if len(own) <= LONG:
        yield from maker.both("member_list", "list", values, items=tuple(member.label for member in own), **truth)


def about_appointments(maker: Maker) -> Iterator[Question]:
    """Truth: person, action and post in the fields of the records."""
    actions: dict[str, list[Record]] = defaultdict(list)
    for appointment in maker.records("appointment"):
        actions[appointment.fields["action"]].append(appointment)
    for action, own in actions.items():
        english = {"action": name_of(action, "en")}
        people = Counter(appointment.fields["person"] for appointment in own)
        for appointment in maker.draw([a for a in own if people[a.fields["person"]] == 1]):
            values = {"person": appointment.fields["person"], "action": action}
            one: dict[str, Any] = {"accepted": ((appointment.fields["post"],),), "gold": maker.gold(appointment)}
            yield from maker.both("appointment", "person", values, english, **one)
        if 2 <= len(own) <= LONG:
            truth: dict[str, Any] = {"english": english, "matched": len(own), "gold": maker.gold(*own)}
            items = tuple(appointment.label for appointment in own)
            yield from maker.both("appointment_list", "list", {"action": action}, items=items, **truth)
