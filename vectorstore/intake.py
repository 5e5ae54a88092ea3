"""Takes files into the index: reads, parses, embeds and publishes them as one new version."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal

import ingest
from ingest.files import extract, read
from ingest.model import Finding, IngestError, Parsed
from ingest.parse import parse
from ingest.sources import Source, folder_sources, sources
from vectorstore import rows
from vectorstore.embedding import Embedding, load_embedding
from vectorstore.publish import Publisher, publishing
from vectorstore.settings import StoreSettings
from vectorstore.versions import Home

State = Literal["added", "replaced", "unchanged", "duplicate", "failed", "removed"]
Progress = Callable[[int, int, str], None]  # files done, files in all, the name of the last one


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file."""

    name: str
    state: State
    counts: dict[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of every file, and the version that answers now."""

    version: int
    files: tuple[Taken, ...]

    @property
    def failed(self) -> bool:
        return any(taken.state == "failed" for taken in self.files)


@cache
def parser_fingerprint() -> str:
    """Changes with the code and tables of the parser, so that a file is read again after an upgrade."""
    folder = Path(ingest.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".tsv", ".toml", ".txt") and path.name not in ("__main__.py", "report.py"):
            digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def take_in(
    settings: StoreSettings,
    paths: Sequence[str | Path],
    sync: Sequence[Path] = (),
    jobs: int = 1,
    progress: Progress = lambda *_: None,
    waiting: Callable[[str], None] = lambda _: None,
    embedding: Embedding | None = None,
) -> Outcome:
    """Add or replace files; of the folders in `sync` also remove what came from them and is gone.

    A file given by its own path that cannot be read raises IngestError and leaves the index as it was; one that was
    found in a folder is reported and passed over.
    """
    for folder in sync:
        if not folder.is_dir():
            raise IngestError(f"{folder} is not a folder: nothing was changed")
    found = sources([*paths, *sync])
    with opened_for_writing(settings, waiting=waiting, embedding=embedding) as publisher:
        removed = list(_remove_gone(publisher, sync))
        taken: list[Taken] = []
        for result in _process(publisher, found, jobs):
            taken.append(result)
            progress(len(taken), len(found), result.name)
        version = publisher.publish()
    return Outcome(version, (*removed, *taken))


@contextmanager
def opened_for_writing(
    settings: StoreSettings,
    fresh: bool = False,
    waiting: Callable[[str], None] = lambda _: None,
    embedding: Embedding | None = None,
) -> Iterator[Publisher]:
    """Be the writer of the index of these settings."""
    encoder = embedding or load_embedding(settings.embedding, settings.embedding_key)
    with publishing(Home(settings.home), encoder, settings.chroma_url, fresh, waiting) as publisher:
        yield publisher


def _remove_gone(publisher: Publisher, folders: Iterable[Path]) -> Iterator[Taken]:
    """Take out what came from these folders and is no longer there."""
    for folder in folders:
        inside = folder.resolve()
        present = {str(source.path) for source in folder_sources(folder)}
        for stored in list(publisher.files.values()):
            gone = stored.origin and Path(stored.origin).is_relative_to(inside) and stored.origin not in present
            if gone and publisher.remove(stored.name):
                yield Taken(stored.name, "removed", stored.counts)


def _process(publisher: Publisher, found: Sequence[Source], jobs: int) -> Iterator[Taken]:
    """Read what is new or changed, in several processes if asked, and add it one file after the other."""
    wanted: list[tuple[Source, str]] = []
    for source in found:
        known = _known(publisher, source)
        if isinstance(known, Taken):
            yield known
        else:
            wanted.append((source, known))
    for source, parsed in _parsed([source for source, _ in wanted], jobs):
        if isinstance(parsed, IngestError):
            if source.named:
                raise parsed
            yield Taken(source.name, "failed", message=str(parsed))
            continue
        yield _add(publisher, source, parsed)


def _known(publisher: Publisher, source: Source) -> Taken | str:
    """What is already in the index as it is, or the hash of what is not."""
    try:
        with source.path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # the reader says what is wrong
    stored = publisher.files.get(source.name)
    if stored and (stored.sha256, stored.parser) == (sha256, parser_fingerprint()):
        return Taken(source.name, "unchanged", stored.counts)
    return sha256


def _add(publisher: Publisher, source: Source, parsed: Parsed) -> Taken:
    twin = publisher.holder(parsed.source.sha256)
    if twin and twin != source.name:
        return Taken(source.name, "duplicate", message=f"has the same bytes as {twin}, which is in the index already")
    before = publisher.files.get(source.name)
    moved = before is not None and before.origin not in (None, str(source.path))
    message = f"in place of the one from {before.origin}" if before and moved else ""
    parsed = publisher.add(parsed, parser_fingerprint(), str(source.path))
    state: State = "replaced" if before else "added"
    return Taken(source.name, state, rows.counts(parsed), parsed.findings, message)


def _parsed(wanted: Sequence[Source], jobs: int) -> Iterator[tuple[Source, Parsed | IngestError]]:
    """Each file with its parse, in order; at most two files a process wait to be taken."""
    if jobs <= 1 or len(wanted) <= 1:
        for source in wanted:
            yield source, _read(source)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("forkserver")) as pool:
        rest = iter(wanted)
        running: list[tuple[Source, Future[Parsed | IngestError]]] = [
            (source, pool.submit(_read, source)) for source in islice(rest, 2 * jobs)
        ]
        while running:
            source, future = running.pop(0)
            try:
                result = future.result()
            except BrokenProcessPool as error:
                raise IngestError(
                    f"a reader process ended while reading {source.name} or a file near it: "
                    "run again with --jobs 1 to see which, and leave that file out"
                ) from error
            running += [(following, pool.submit(_read, following)) for following in islice(rest, 1)]
            yield source, result


def read_source(source: Source) -> Parsed:
    """Read and understand a file."""
    return parse(replace(read(source.path), name=source.name))


def _read(source: Source) -> Parsed | IngestError:
    try:
        return read_source(source)
    except IngestError as error:
        return error


def remove(
    settings: StoreSettings,
    names: Sequence[str],
    waiting: Callable[[str], None] = lambda _: None,
    embedding: Embedding | None = None,
) -> Outcome:
    """Take files out of the index; IngestError, and nothing removed, if one is not in it."""
    with opened_for_writing(settings, waiting=waiting, embedding=embedding) as publisher:
        unknown = [name for name in names if name not in publisher.files]
        if unknown:
            raise IngestError(f"{', '.join(unknown)} is not in the index: `python -m ingest list` shows what is")
        counts = {name: publisher.files[name].counts for name in names}
        for name in names:
            publisher.remove(name)
        return Outcome(publisher.publish(), tuple(Taken(name, "removed", counts[name]) for name in names))


def rebuild(
    settings: StoreSettings,
    again: bool = False,
    progress: Progress = lambda *_: None,
    waiting: Callable[[str], None] = lambda _: None,
    embedding: Embedding | None = None,
) -> Outcome:
    """Embed everything and build the derived indexes from nothing; `again` also parses the kept bytes again."""
    taken: list[Taken] = []
    with opened_for_writing(settings, fresh=True, waiting=waiting, embedding=embedding) as publisher:
        for stored in publisher.files.values():
            result, parser = publisher.archive.parsed(stored.key), stored.parser
            failure = ""
            if again:
                try:
                    result, parser = _parse_again(result), parser_fingerprint()
                except IngestError as error:
                    failure = f"{error} The parse of before was kept."
            result = publisher.add(result, parser, stored.origin)
            state: State = "failed" if failure else "replaced"
            taken.append(Taken(stored.name, state, rows.counts(result), result.findings, failure))
            progress(len(taken), len(publisher.files), stored.name)
        return Outcome(publisher.publish(), tuple(taken))


def _parse_again(stored: Parsed) -> Parsed:
    source = stored.source
    return parse(replace(source, extract=extract(source.name, source.data)))
