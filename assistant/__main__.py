"""python -m assistant "question": one answer on the command line."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Turn
from assistant.opening import OpeningError, open_assistant
from assistant.plaintext import answer_lines
from assistant.settings import Settings
from assistant.web.input import InputError, check_history, check_text
from vectorstore.settings import SettingsError


def _history(path: Path | None) -> tuple[Turn, ...]:
    """Turns from a JSON file in the form of the API's `history`; raises InputError."""
    if path is None:
        return ()
    try:
        turns = TypeAdapter(list[Turn]).validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        raise InputError(f'{path} is not a JSON list of {{"role": "user", "content": "…"}}.') from error
    return check_history(turns)


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _answer(options: argparse.Namespace) -> None:
    question = check_text(options.question, "The question")
    history = _history(options.history)
    answer = open_assistant(Settings.from_environment(os.environ), _say).ask(question, history)
    if options.json:
        print(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(answer_lines(answer)))


def main(arguments: list[str] | None = None) -> int:
    """Print the answer; 2 with a sentence on stderr where there can be none."""
    parser = argparse.ArgumentParser(prog="python -m assistant", description="Answer one question from the archive.")
    parser.add_argument("question")
    parser.add_argument("--json", action="store_true", help="print the answer object of the API")
    parser.add_argument("--history", type=Path, metavar="FILE", help="a JSON list of earlier turns, as in the API")
    try:
        _answer(parser.parse_args(arguments))
    except (InputError, OpeningError, SettingsError) as error:
        _say(str(error))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
