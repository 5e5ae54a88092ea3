"""The `retrieval` command: collections times arms, one table and one plot."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.bundled import ensure_archive
from eval import console, reports, stats
from eval.dataset import read_set
from eval.retrieval import arms, peers
from eval.retrieval.collection import Collection
from eval.retrieval.gazette import questions
from eval.retrieval.measure import measure
from eval.retrieval.public import SOURCES
from eval.retrieval.tables import HEAD, html, markdown, rows
from eval.session import bundled_sets
from vectorstore.index import Index

if TYPE_CHECKING:
    from assistant.settings import Settings


def retrieval(arguments: Namespace, settings: Settings) -> int:
    """Measure every arm on every collection that is there, and report."""
    python = peers.python_of(arguments.peers) if arguments.peers else None
    skipped = []
    if arguments.peers and not python:
        skipped.append(f"peers: there is no environment at {arguments.peers}, run `make peers`")
    found: dict[str, Any] = {}
    if not arguments.only or "gazette" in arguments.only:
        ensure_archive(settings.store, console.complain)
        for home in [settings.home, *arguments.corpus_index]:
            found |= _own(arguments, replace(settings, store=replace(settings.store, home=home)), python)
    for collection in _public(arguments, skipped):
        found[collection.name] = _passages(collection.sample(arguments.sample), settings, python)
    report = {"time": datetime.now(UTC).isoformat(timespec="seconds"), "collections": found, "skipped": skipped}
    folder: Path = arguments.out or reports.new_folder(settings.home)
    reports.write_json(folder, report, "retrieval.json")
    (folder / "retrieval.md").write_text(markdown(report), "utf-8")
    (folder / "retrieval.html").write_text(html(report), "utf-8")
    for name, collection_report in found.items():
        console.show_table(name, HEAD, list(rows(collection_report)))
    for sentence in skipped:
        console.complain(f"skipped {sentence}")
    console.say(f"report: {folder / 'retrieval.html'}")
    return 0


def _public(arguments: Namespace, skipped: list[str]) -> Iterator[Collection]:
    """The public collections whose file is there; the others are named as skipped."""
    for name, (file, load) in SOURCES.items():
        if arguments.only and name not in arguments.only:
            continue
        if arguments.data is None or not (arguments.data / file).exists():
            skipped.append(f"{name}: {file} is not in --data {arguments.data or ''}".rstrip())
        else:
            yield from load(arguments.data)


def _own(arguments: Namespace, settings: Settings, python: Path | None) -> dict[str, Any]:
    """The bundled questions over one index; the index is searched as it is."""
    sets = [read_set(path) for path in arguments.questions or bundled_sets()]
    index = Index.open(
        settings.home,
        settings.embedding,
        settings.chroma_url,
        reranker_setting=settings.reranker,
        embedding_key=settings.store.embedding_key,
    )
    with ExitStack() as stack:
        stack.callback(index.close)
        index.warm()
        texts = {(file := index.file_of(document.id)).name: file.text for document in index.documents}
        return {
            f"{collection.name} ({settings.home.name})": _arms(collection, index, settings.home, python)
            for collection in (whole.sample(arguments.sample) for whole in questions(sets, texts))
        }


def _passages(collection: Collection, settings: Settings, python: Path | None) -> dict[str, Any]:
    """A public collection in an index of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with arms.indexed(collection, home, settings) as index:
            return _arms(collection, index, home, python)


def _arms(collection: Collection, index: Index, home: Path, python: Path | None) -> dict[str, Any]:
    """Each arm's measures on one collection."""
    names = [*arms.ARMS, *(peers.PEERS if python else ())]
    found: dict[str, Any] = {}
    with console.progress(collection.name, len(names)) as step:
        for name in names:
            if python and name in peers.PEERS:
                outcome = peers.search(python, collection, name)
            else:
                outcome = arms.search(index, home, collection, name)
            found[name] = _report(collection, outcome)
            step()
    return {"held_out": collection.held_out, "documents": len(collection.documents), "arms": found}


def _report(collection: Collection, outcome: arms.Outcome) -> dict[str, Any]:
    measured = measure(collection.queries, outcome.hits)
    if collection.held_out:
        del measured["by_kind"]
    times = outcome.milliseconds
    return {
        **measured,
        "latency_ms": {"p50": float(stats.median(times)), "p95": float(stats.p95(times))},
        "chunks": outcome.chunks,
        "index_bytes": outcome.index_bytes,
    }
