"""python -m eval COMMAND: asks question sets, compares, generates, measures the search."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from assistant.settings import Settings
from eval import console
from eval.dataset import DatasetError, Question, read_set, write_set
from eval.reports import ReportError
from eval.sheet import write_sheet
from eval.target import Library, TargetError
from ingest.model import IngestError
from vectorstore.embedding import EmbeddingError
from vectorstore.errors import ArchiveError
from vectorstore.settings import SettingsError

_ERRORS = (ArchiveError, DatasetError, EmbeddingError, IngestError, ReportError, SettingsError, TargetError)
PEERS = Path(".peers/venv")
_Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m eval", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_run(commands)
    _add_convert(commands)
    _add_compare(commands)
    _add_feedback(commands)
    _add_generate(commands)
    _add_retrieval(commands)
    _add_fit(commands)
    commands.add_parser("peers", help="set up what others would build and measure it on the bundled questions")
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


def _add_compare(commands: _Commands) -> None:
    compare = commands.add_parser("compare", help="what got better and worse between two runs")
    compare.add_argument("before", type=Path, help="folder of a report")
    compare.add_argument("after", type=Path)
    compare.add_argument("--out", type=Path, help="folder for the comparison; default: the later report's")


def _add_feedback(commands: _Commands) -> None:
    feedback = commands.add_parser("feedback", help="turn what readers said into drafts of questions")
    feedback.add_argument("--out", type=Path, default=Path("feedback.csv"), help=".jsonl, .csv or .xlsx")


def _add_generate(commands: _Commands) -> None:
    generate = commands.add_parser("generate", help="make questions from the records of a document")
    generate.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files as they are ingested")
    generate.add_argument("--out", type=Path, default=Path("generated.jsonl"), help=".jsonl, .csv or .xlsx")
    generate.add_argument("--each", type=int, default=6, help="records drawn for each sort of question")
    generate.add_argument("--seed", type=int, default=1, help="another seed draws other records")


def _add_retrieval(commands: _Commands) -> None:
    retrieval = commands.add_parser("retrieval", help="measure the search against its parts and its peers")
    add = retrieval.add_argument
    add("--data", type=Path, help="folder with the public collections; what is not there is skipped")
    add("--only", nargs="+", choices=["gazette", "cmrc", "reports", "tables"], help="measure these collections alone")
    add("--questions", nargs="+", type=Path, metavar="FILE", help="question sets; without it the bundled ones")
    add("--corpus-index", type=Path, nargs="*", default=[], metavar="HOME", help="further indexes to ask them of")
    add("--peers", type=Path, nargs="?", const=PEERS, help="also measure the peers of this environment")
    add("--sample", type=int, metavar="N", help="at most N questions a collection")
    add("--out", type=Path, help="folder of the report")


def _add_fit(commands: _Commands) -> None:
    fit = commands.add_parser("fit", help="fit the weights of the evidence to question sets")
    add = fit.add_argument
    add("--questions", nargs="+", type=Path, metavar="FILE", required=True, help="sets that may be learnt from")
    add("--corpus-index", type=Path, nargs="*", default=[], metavar="HOME", help="further indexes to ask them of")
    add("--out", type=Path, default=Path("assistant/relevance.toml"), help="where the weights go")


def _fit(arguments: Namespace) -> int:
    from eval.fitting import write

    settings = Settings.from_environment(os.environ)
    homes = [settings.home, *arguments.corpus_index]
    libraries = [Library(replace(settings, store=replace(settings.store, home=home))) for home in homes]
    count = write([read_set(path) for path in arguments.questions], libraries, arguments.out)
    console.say(f"fitted to {count} cases: {arguments.out}")
    return 0


def _convert(arguments: Namespace) -> int:
    return _write(arguments.target, read_set(arguments.source).questions)


def _write(path: Path, questions: Sequence[Question]) -> int:
    write = write_set if path.suffix == ".jsonl" else write_sheet
    write(path, questions)
    console.say(f"{len(questions)} questions in {path}")
    return 0


def _compare(arguments: Namespace) -> int:
    from eval.compare import compare
    from eval.comparison import markdown, write

    found = compare(arguments.before, arguments.after)
    write(arguments.out or arguments.after, found)
    console.say(markdown(found))
    return 0


def _feedback(arguments: Namespace) -> int:
    from eval.feedback import drafts

    home = Settings.from_environment(os.environ).home
    return _write(arguments.out, drafts(home / "feedback.jsonl"))


def _run(arguments: Namespace) -> int:
    from eval.session import run

    return run(arguments, Settings.from_environment(os.environ))


def _generate(arguments: Namespace) -> int:
    from eval.generate import generate_from

    return _write(arguments.out, generate_from(arguments.paths, arguments.each, arguments.seed))


def _retrieval(arguments: Namespace) -> int:
    from eval.retrieval.command import retrieval

    return retrieval(arguments, Settings.from_environment(os.environ))


def _peers(_: Namespace) -> int:
    from eval.retrieval.environment import ensure

    ensure(PEERS)
    return main(["retrieval", "--only", "gazette", "--peers", str(PEERS)])


_COMMANDS = {
    "run": _run,
    "compare": _compare,
    "generate": _generate,
    "retrieval": _retrieval,
    "fit": _fit,
    "peers": _peers,
    "feedback": _feedback,
    "convert": _convert,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Exit codes: 0 done, 1 a regression, 2 an error with its remedy on stderr."""
    arguments = _parser().parse_args(argv)
    try:
        return _COMMANDS[arguments.command](arguments)
    except _ERRORS as error:
        console.complain(f"error: {error}")
        return 2


if __name__ == "__main__":
    sys.exit(main())
