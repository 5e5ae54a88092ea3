"""How the ingest grows: a whole archive of synthetic issues, one more file, time by stage, memory."""

from __future__ import annotations

import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path

from eval.synthetic import synthetic_issues
from ingest.files import read
from ingest.parse import parse
from vectorstore.embedding import load_embedding
from vectorstore.intake import take_in
from vectorstore.settings import StoreSettings

# Where the time of an ingest goes: the functions that do the work, by stage.
_STAGES = {
    "parse": ("vectorstore.intake", "read_source"),
    "archive and embed": ("vectorstore.publish", "Publisher.add"),
    "lexical index": ("vectorstore.publish", "build_lexical"),
    "Chroma": ("vectorstore.publish", "build_chroma"),
}


@dataclass(frozen=True, slots=True)
class Run:
    """One ingest in a process of its own, measured once the program is loaded."""

    files: int
    characters: int
    seconds: float
    stages: dict[str, float]
    megabytes: float  # the largest memory of the process

    def __str__(self) -> str:
        stages = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in self.stages.items())
        rate = self.characters / self.seconds
        return (
            f"{self.files} files, {self.characters:,} characters: {self.seconds:.1f} s, "
            f"{rate:,.0f} characters a second; {stages}; at most {self.megabytes:.0f} MB"
        )


@dataclass(frozen=True, slots=True)
class Scale:
    """One issue alone, half an archive, all of it, and one more file into it."""

    bundled: Run
    half: Run
    whole: Run
    alone: Run
    added: tuple[Run, ...]


def scale(folder: Path, gazette: Path, count: int) -> Scale:
    """Measure an archive of so many issues made from a gazette; `folder` takes the issues and the indexes."""
    parsed = parse(read(gazette))
    units = {unit for record in parsed.records for role in ("leads", "shared") for unit in record.fields.get(role, ())}
    issues = folder / "issues"
    issues.mkdir(parents=True)
    for name, text in synthetic_issues(parsed.source.text, units, count + 3):
        (issues / name).write_text(text, "utf-8")
    paths = sorted(issues.iterdir())
    return Scale(
        bundled=measured(folder / "bundled", [gazette]),
        half=measured(folder / "half", paths[: count // 2]),
        whole=measured(folder / "whole", paths[:count]),
        alone=measured(folder / "alone", paths[-1:]),
        added=tuple(measured(folder / "whole", [path]) for path in paths[count:]),
    )


def measured(home: Path, paths: Sequence[Path]) -> Run:
    """Ingest files in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (home, list(paths)))


def _run(home: Path, paths: Sequence[Path]) -> Run:
    import_module("vectorstore.store")  # loading Chroma is part of starting the program
    embedding = load_embedding(None)
    stages: dict[str, float] = defaultdict(float)
    with ExitStack() as stack:
        for stage, (module, name) in _STAGES.items():
            stack.enter_context(_timed(stages, stage, module, name))
        started = time.perf_counter()
        take_in(StoreSettings(home=home), paths, embedding=embedding)
        seconds = time.perf_counter() - started
    characters = sum(len(path.read_text("utf-8")) for path in paths)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return Run(len(paths), characters, seconds, dict(stages), memory)


@contextmanager
def _timed(stages: dict[str, float], stage: str, module: str, name: str) -> Iterator[None]:
    """Count the time of a function or method."""
    holder: object = import_module(module)
    *outer, last = name.split(".")
    for part in outer:
        holder = getattr(holder, part)
    original: Callable[..., object] = getattr(holder, last)

    def timed(*arguments: object, **named: object) -> object:
        started = time.perf_counter()
        try:
            return original(*arguments, **named)
        finally:
            stages[stage] += time.perf_counter() - started

    setattr(holder, last, timed)
    try:
        yield
    finally:
        setattr(holder, last, original)
