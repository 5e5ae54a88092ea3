"""The files that paths, folders and patterns stand for, and the names they are kept under."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.model import IngestError

_PLAIN = (".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".html", ".htm", ".xhtml", ".shtml")
_OFFICE = (".docx", ".docm", ".xlsx", ".xlsm", ".ofd", ".doc", ".wps", ".rtf", ".odt", ".xls", ".et", ".ods")
READABLE = frozenset((*_PLAIN, *_OFFICE, ".pdf"))


@dataclass(frozen=True, slots=True)
class Source:
    """A file to take in. `named`: it was given by its own path, so the run fails if it cannot be read."""

    name: str
    path: Path
    named: bool


def sources(paths: Iterable[str | Path]) -> tuple[Source, ...]:
    """Every file once, in the order given; IngestError for a path that is not there or two files of one name."""
    found: dict[Path, Source] = {}
    for path in paths:
        for source in _expand(path):
            found.setdefault(source.path, source)
    by_name: dict[str, Source] = {}
    for source in found.values():
        other = by_name.setdefault(source.name, source)
        if other is not source:
            raise IngestError(
                f"{other.path} and {source.path} would both be kept as {source.name}: "
                "ingest the folder that holds both, or rename one"
            )
    return tuple(found.values())


def _expand(path: str | Path) -> Iterator[Source]:
    given = Path(path).expanduser()
    if given.is_dir():
        yield from folder_sources(given)
    elif given.exists() or not glob.has_magic(str(path)):
        if not given.exists():
            raise IngestError(f"{given} does not exist: check the path")
        yield Source(_printable(given.name), given.resolve(), named=True)
    else:
        matches = sorted(glob.glob(str(given), recursive=True))  # noqa: PTH207  # Path.glob takes no absolute pattern
        if not matches:
            raise IngestError(f"no file matches {path}: check the pattern")
        for match in map(Path, matches):
            if match.is_dir():
                yield from folder_sources(match)
            elif match.suffix.lower() in READABLE:
                yield Source(_printable(match.name), match.resolve(), named=False)


def folder_sources(folder: Path) -> Iterator[Source]:
    """The readable files under a folder, each named by its path within it; hidden ones are passed over."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith((".", "~$")) for part in inside.parts)
        if not hidden and path.suffix.lower() in READABLE and path.is_file():
            yield Source(_printable(inside.as_posix()), path.resolve(), named=False)


def _printable(name: str) -> str:
    """A name that can be stored and shown; names from archives packed elsewhere are often in GB18030."""
    return os.fsencode(name).decode("gb18030", "replace") if not name.isprintable() else name
