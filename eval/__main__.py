"""python -m eval COMMAND: asks question sets, compares, generates, measures the search."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from assistant.settings import Settings
from eval import console
from eval.dataset import DatasetError, read_set, write_set
from eval.reports import ReportError
from eval.sheet import write_sheet
from eval.target import TargetError
from ingest.model import IngestError
from vectorstore.embedding import EmbeddingError
from vectorstore.errors import ArchiveError
from vectorstore.settings import SettingsError

_ERRORS = (ArchiveError, DatasetError, EmbeddingError, IngestError, ReportError, SettingsError, TargetError)
_Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m eval", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_run(commands)
    _add_convert(commands)
    return parser


def _add_run(commands: _Commands) -> None:
    run = commands.add_parser("run", help="ask question sets and report")
    add = run.add_argument
    add("--questions", nargs="+", type=Path, metavar="FILE", help=".jsonl, .csv or .xlsx; without it the bundled sets")
    add("--url", help="ask this server instead of the library (EVAL_API_KEY: its access key)")
    add("--corpus-index", metavar="HOME", help="second index (folder or address) for questions on other files")
    add("--jobs", type=int, default=1, help="questions at a time; more than 1 distorts the times of the library")
    add("--out", type=Path, help="folder of the report; the same folder again resumes an interrupted run")
    add("--quiet-questions", action="store_true", help="treat all sets as held out: only totals are written")
    add("--gate", type=Path, metavar="BASELINE", help="exit with 1 on a regression beyond noise")
    add("--write-baseline", type=Path, metavar="FILE", help="keep today's results as a baseline")


def _add_convert(commands: _Commands) -> None:
    convert = commands.add_parser("convert", help="turn a question set into .jsonl, .csv or .xlsx")
    convert.add_argument("source", type=Path)
    convert.add_argument("target", type=Path)


def _convert(arguments: Namespace) -> int:
    questions = read_set(arguments.source).questions
    write = write_set if arguments.target.suffix == ".jsonl" else write_sheet
    write(arguments.target, questions)
    console.say(f"{len(questions)} questions in {arguments.target}")
    return 0


def _run(arguments: Namespace) -> int:
    from eval.session import run

    return run(arguments, Settings.from_environment(os.environ))


def main(argv: Sequence[str] | None = None) -> int:
    """Exit codes: 0 done, 1 a regression, 2 an error with its remedy on stderr."""
    arguments = _parser().parse_args(argv)
    try:
        return {"run": _run, "convert": _convert}[arguments.command](arguments)
    except _ERRORS as error:
        console.complain(f"error: {error}")
        return 2


if __name__ == "__main__":
    sys.exit(main())
