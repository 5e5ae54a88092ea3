"""Questions with their truth, computed from the records of any document: an acceptance test for a new gazette."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from eval.dataset import DatasetError, Question
from eval.generation.events import about_events
from eval.generation.maker import Maker
from eval.generation.people import about_appointments, about_members
from eval.generation.provisions import about_articles, about_headers
from eval.generation.rows import about_rows
from eval.generation.tasks import about_tasks
from ingest.files import read
from ingest.model import Parsed
from ingest.parse import parse

_SORTS: tuple[Callable[[Maker], Iterator[Question]], ...] = (
    about_tasks,
    about_rows,
    about_events,
    about_articles,
    about_members,
    about_appointments,
    about_headers,
)


def generate(parsed: Parsed, each: int = 6, seed: int = 1) -> list[Question]:
    """The questions about one file, without ids; the same for the same file, number and seed."""
    maker = Maker(parsed, each, seed)
    questions: dict[tuple[str, ...], Question] = {}
    for sort in _SORTS:
        for question in sort(maker):
            questions.setdefault(question.turns, question)
    return list(questions.values())


def generate_from(paths: list[Path], each: int, seed: int) -> list[Question]:
    """The questions about some files, numbered; DatasetError where no file has a record to ask about."""
    found = [question for path in paths for question in generate(parse(read(path)), each, seed)]
    if not found:
        names = ", ".join(map(str, paths))
        raise DatasetError(f"no record was found in {names}: look at it with `python -m ingest report`")
    return [replace(question, id=f"g{number:03}") for number, question in enumerate(found, 1)]
