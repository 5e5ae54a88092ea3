"""Kills ingests at random moments: the index must be as before or as after, and the next run must mend it."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from ingest.sources import sources
from vectorstore.embedding import load_embedding
from vectorstore.index import Index
from vectorstore.intake import remove, take_in
from vectorstore.settings import StoreSettings
from vectorstore.versions import Home

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
    settings = StoreSettings(home=home)
    rng = random.Random(seed)
    _take(settings, before)
    full = _duration(context, settings, [*before, *after])
    faults: list[str] = []
    killed = finished = published = 0
    for number in range(kills):
        _reset(settings, before, after)
        version = Home(home).current()
        process = context.Process(target=_take, args=(settings, [*before, *after]))
        process.start()
        process.join(rng.uniform(0.0, 1.1 * full))
        alive = process.is_alive()
        process.kill()
        process.join()
        killed += alive
        finished += not alive
        published += Home(home).current() != version
        faults += [f"kill {number}: {fault}" for fault in check(home, before, [*before, *after], version)]
        _take(settings, [*before, *after])
        faults += [f"run after kill {number}: {fault}" for fault in check(home, [], [*before, *after], -1)]
    return Campaign(killed, finished, published, tuple(faults))


def check(home: Path, before: Sequence[Path], after: Sequence[Path], version: int) -> list[str]:
    """What is wrong with an index that must hold `before` at that version, `after` at any other."""
    expected = before if Home(home).current() == version else after
    index = Index.open(home)
    try:
        names = sorted(file.name for file in index.files)
        wrong = []
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
            if chunk.text not in [hit.chunk.text for hit in index.search(chunk.reading[:200], 30)]:
                wrong.append(f"{chunk.id} does not find itself")
        index.warm()
        if index.dense_engine != "chroma":
            wrong.append("Chroma does not hold what the archive holds")
        return wrong
    finally:
        index.close()


def _take(settings: StoreSettings, paths: Sequence[Path]) -> None:
    take_in(settings, paths, embedding=load_embedding(settings.embedding))


def _reset(settings: StoreSettings, before: Sequence[Path], after: Sequence[Path]) -> None:
    """Make the index hold `before` and nothing else."""
    held = {source.name for source in sources(after)}
    index = Index.open(settings.home)
    names = [file.name for file in index.files if file.name in held]
    index.close()
    if names:
        remove(settings, names)
    _take(settings, before)


def _duration(context: object, settings: StoreSettings, paths: Sequence[Path]) -> float:
    """Seconds that a whole run takes in a process of its own."""
    process = context.Process(target=_take, args=(settings, paths))  # type: ignore[attr-defined]
    started = time.perf_counter()
    process.start()
    process.join()
    return time.perf_counter() - started
