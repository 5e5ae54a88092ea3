"""What the commands print: progress, tables, sentences."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

# Piped output must not be cut at 80 characters.
_OUT = Console(width=None if sys.stdout.isatty() else 220, highlight=False)
_ERRORS = Console(stderr=True, highlight=False)


class Step(Protocol):
    """Called after each piece of work."""

    def __call__(self) -> object: ...


@contextmanager
def progress(label: str, total: int) -> Iterator[Step]:
    """A progress bar on stderr, which keeps stdout for the report."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_ERRORS, transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda: bar.advance(task)


def show_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table whose first column names its rows."""
    table = Table(title=title, title_justify="left")
    for index, name in enumerate(head):
        table.add_column(name, justify="right" if index else "left", max_width=None if index else 34)
    for row in rows:
        table.add_row(*row)
    _OUT.print(table)


def say(text: str) -> None:
    """A line of the result; the text is printed as it is, brackets included."""
    _OUT.print(text, markup=False, soft_wrap=True)


def complain(text: str) -> None:
    """A sentence with the remedy, on stderr."""
    _ERRORS.print(text, markup=False, soft_wrap=True)
