"""Kills ingests at random moments: the index must be as before or as after, and the next run must mend it."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.synchronize import Event
from pathlib import Path

from ingest.sources import sources
from vectorstore.embedding import Embedding, load_embedding
from vectorstore.index import Index
from vectorstore.intake import take_in
from vectorstore.settings import StoreSettings
from vectorstore.versions import Home

_POLL = 0.5  # seconds between looks at a process that is loading the program
_PRELOADED = ["vectorstore.intake", "vectorstore.store", "vectorstore.embedding"]


@dataclass(frozen=True, slots=True)
class Campaign:
    """How many runs were killed, and how many of these had published; `faults` must be empty."""

    killed: int
    finished: int
    published: int
    faults: tuple[str, ...]


def campaign(home: Path, before: Sequence[Path], after: Sequence[Path], kills: int, seed: int = 0) -> Campaign:
    """Kill the ingest of `after` into an index that holds `before`, again and again."""
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    embedding = load_embedding(None)
    both = [*before, *after]
    pristine = home.with_name(f"{home.name}-before")
    for paths in (before[:1], before):  # two versions: the next one takes over the first one's Chroma folder
        take_in(StoreSettings(home=pristine), paths, embedding=embedding)
    version = Home(pristine).current()
    full = _duration(context, pristine, home, both)
    rng = random.Random(seed)
    faults: list[str] = []
    killed = finished = published = 0
    for number in range(kills):
        process = _started(context, pristine, home, both)
        process.join(rng.uniform(0.0, 1.1 * full))
        alive = process.is_alive()
        process.kill()
        process.join()
        killed += alive
        finished += not alive
        switched = Home(home).current() != version
        published += switched
        faults += [f"kill {number}: {fault}" for fault in check(home, both if switched else before, embedding)]
        take_in(StoreSettings(home=home), both, embedding=embedding)
        faults += [f"run after kill {number}: {fault}" for fault in check(home, both, embedding)]
    return Campaign(killed, finished, published, tuple(faults))


def check(home: Path, expected: Sequence[Path], embedding: Embedding) -> list[str]:
    """What is wrong with an index that must hold these files and nothing else."""
    index = Index.open(home, embedding=embedding)
    try:
        wrong = []
        names = sorted(file.name for file in index.files)
        if names != sorted(source.name for source in sources(expected)):
            wrong.append(f"the files are {names}")
        wrong += [
            f"{file.name} has {file.counts['chunks']} chunks but {held}"
            for file in index.files
            if (held := len(index.chunks_of(file))) != file.counts["chunks"]
        ]
        for chunk in index.chunks[:: max(1, len(index.chunks) // 20)]:
            text = index.file_of(chunk.document_id).text[chunk.span.start : chunk.span.end]
            if text != chunk.text:
                wrong.append(f"{chunk.id} is not what stands in its file")
            if chunk.text not in [hit.chunk.text for hit in index.search(chunk.reading[:60], 30)]:
                wrong.append(f"{chunk.id} does not find itself")
        index.warm()
        if index.dense_engine != "chroma":
            wrong.append("Chroma does not hold what the archive holds")
        return wrong
    finally:
        index.close()


def _take(home: Path, paths: Sequence[Path], ready: Event) -> None:
    embedding = load_embedding(None)
    ready.set()
    take_in(StoreSettings(home=home), paths, embedding=embedding)


def _started(context: ForkServerContext, pristine: Path, home: Path, paths: Sequence[Path]) -> ForkServerProcess:
    """An ingest in a process of its own, into a copy of the index; it has loaded what it needs and begins."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(pristine, home)
    ready = context.Event()
    process = context.Process(target=_take, args=(home, paths, ready))
    process.start()
    while not ready.wait(_POLL):
        if not process.is_alive() and not ready.is_set():
            raise RuntimeError("the process that was to be killed ended by itself: its error stands above")
    return process


def _duration(context: ForkServerContext, pristine: Path, home: Path, paths: Sequence[Path]) -> float:
    """Seconds that a whole run takes once the program is loaded: the second of two."""
    _started(context, pristine, home, paths).join()
    process = _started(context, pristine, home, paths)
    started = time.perf_counter()
    process.join()
    return time.perf_counter() - started
