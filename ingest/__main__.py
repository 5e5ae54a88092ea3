"""python -m ingest PATH...: take files into the index; and list, remove, rebuild, backup, report, conflicts."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest import report
from ingest.model import IngestError
from vectorstore import backup, intake
from vectorstore.archive import Archive
from vectorstore.conflicts.finder import conflicts
from vectorstore.conflicts.listing import as_json, as_text
from vectorstore.embedding import EmbeddingError
from vectorstore.errors import ArchiveError
from vectorstore.settings import SettingsError, StoreSettings
from vectorstore.stored import StoredFile
from vectorstore.versions import Home

FAILED = 2
INTERRUPTED = 130
_SHOWN = 8  # findings shown of a file; `report` shows all


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0, or 2 with a sentence on stderr and the index as it was."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        settings = StoreSettings.from_environment(os.environ)
        if given and given[0] in _COMMANDS:
            return _COMMANDS[given[0]](settings, given[1:])
        return _take_in(settings, given)
    except (IngestError, ArchiveError, EmbeddingError, SettingsError) as error:
        _say(f"error: {error}")
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # `| head` has seen enough
        return 0
    except KeyboardInterrupt:
        _say("interrupted: the index is as it was")
        return INTERRUPTED


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _take_in(settings: StoreSettings, arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m ingest",
        description="Take documents into the index: files, folders or patterns are added or replaced.",
        epilog=f"Other commands: {', '.join(_COMMANDS)}; each has its own --help. The index is in GAZETTE_HOME (var/).",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a file, a folder or a pattern")
    parser.add_argument(
        "--sync", action="append", default=[], type=Path, metavar="DIR",
        help="take in a folder, and remove what came from it and is gone",
    )  # fmt: skip
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="read N files at a time (default: 1)")
    options = parser.parse_args(arguments)
    if not options.paths and not options.sync:
        parser.error("give a file, a folder or a pattern, or --sync DIR")
    with _bar() as progress:
        outcome = intake.take_in(settings, options.paths, options.sync, options.jobs, progress, _say)
    return _tell(outcome)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes: give 1 or more")
    return int(text)


def _tell(outcome: intake.Outcome) -> int:
    """Print what became of every file; failures go to stderr."""
    for taken in outcome.files:
        if taken.state == "failed":
            _say(f"error: {taken.message}")
            continue
        if taken.state == "unchanged" and len(outcome.files) > 1:
            continue
        print(f"{taken.name}: {taken.state}{f' ({taken.message})' if taken.message else ''}")
        if taken.counts and taken.state != "removed":
            print(f"  {report.summary(taken.counts)}")
            wrong = report.as_lines(f for f in taken.findings if f.level != "ok")
            print(*(f"  {line}" for line in wrong[:_SHOWN]), sep="\n", end="\n" if wrong else "")
            if len(wrong) > _SHOWN:
                print(f"  and {len(wrong) - _SHOWN} more: python -m ingest report {taken.name}")
    states = [taken.state for taken in outcome.files]
    print(", ".join(f"{states.count(s)} {s}" for s in dict.fromkeys(states)) or "nothing to do", end="")
    print(f"; the index is at version {outcome.version}")
    return FAILED if outcome.failed else 0


@contextmanager
def _bar() -> Iterator[intake.Progress]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name)


@contextmanager
def _opened(settings: StoreSettings) -> Iterator[tuple[Archive, int]]:
    home = Home(settings.home)
    archive = Archive.open(home.archive, readonly=True)
    try:
        yield archive, home.current() or archive.published()
    finally:
        archive.close()


def _list(settings: StoreSettings, arguments: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="python -m ingest list", description="Show what is in the index.").parse_args(
        arguments
    )
    with _opened(settings) as (archive, version):
        for stored in archive.files(version):
            print(f"{stored.name}  {stored.sha256[:12]}  {report.summary(stored.counts)}")
    return 0


def _remove(settings: StoreSettings, arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m ingest remove", description="Take files out of the index.")
    parser.add_argument("names", nargs="+", metavar="NAME", help="as `python -m ingest list` shows it")
    return _tell(intake.remove(settings, parser.parse_args(arguments).names, _say))


def _rebuild(settings: StoreSettings, arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m ingest rebuild", description="Build the indexes from nothing.")
    parser.add_argument("--parse", action="store_true", help="also read the kept bytes again, after an upgrade")
    options = parser.parse_args(arguments)
    with _bar() as progress:
        outcome = intake.rebuild(settings, options.parse, progress, _say)
    return _tell(outcome)


def _backup(settings: StoreSettings, arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m ingest backup", description="Write the archive to one file.")
    parser.add_argument("file", type=Path, metavar="FILE")
    count = backup.backup(settings, parser.parse_args(arguments).file)
    print(f"{count} files backed up")
    return 0


def _restore(settings: StoreSettings, arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m ingest restore",
        description="Make the index hold what a backup holds, and nothing else.",
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    return _tell(backup.restore(settings, parser.parse_args(arguments).file, _say))


def _report(settings: StoreSettings, arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m ingest report", description="Show how well a file was understood.")
    parser.add_argument("name", metavar="NAME", help="as `python -m ingest list` shows it")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--html", type=Path, metavar="FILE", help="write a page")
    options = parser.parse_args(arguments)
    with _opened(settings) as (archive, version):
        stored = _named(archive.files(version), options.name)
        parsed = archive.parsed(stored.key)
    if options.html:
        try:
            options.html.write_text(report.as_html(parsed, stored.counts), "utf-8")
        except OSError as error:
            raise IngestError(f"{options.html} cannot be written ({error.strerror}): give another path") from error
    else:
        print(
            (report.as_json if options.json else report.as_text)(parsed, stored.counts),
            end="\n" if options.json else "",
        )
    return 0


def _conflicts(settings: StoreSettings, arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m ingest conflicts",
        description="Show the places that state the same fact differently: a figure, its qualifier, a level, a stage.",
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with _opened(settings) as (archive, version):
        found = conflicts(archive, archive.files(version))
    print(as_json(found) if options.json else as_text(found), end="\n" if options.json else "")
    return 0


def _named(files: Sequence[StoredFile], name: str) -> StoredFile:
    for stored in files:
        if stored.name == name:
            return stored
    raise IngestError(f"{name} is not in the index: `python -m ingest list` shows what is")


_COMMANDS: dict[str, Callable[[StoreSettings, Sequence[str]], int]] = {
    "list": _list,
    "remove": _remove,
    "rebuild": _rebuild,
    "backup": _backup,
    "restore": _restore,
    "report": _report,
    "conflicts": _conflicts,
}

if __name__ == "__main__":
    sys.exit(main())
