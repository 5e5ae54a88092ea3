"""The training and test files: parallel sentences, the dictionary CC-CEDICT, reading comprehension."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ingest.fold import fold_character

LAST_TRAINING_YEAR = 2022
PARALLEL = ("gwr", "ntrex", "tatoeba")

_PRONUNCIATION = re.compile(r"\[[^\]]*\]")
_REFERENCE = re.compile(r"[\u3400-\u9fff·，|]+")
# Notes on a headword that say nothing about its meaning.
_NOTE = re.compile(
    r"(?:CL:|also pr|Taiwan pr|pr\. |see |variant of|old variant|erhua variant|Japanese variant|also written|used in"
    r"|surname |\(?same as)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\b(?:sb|sth|lit\.|fig\.|abbr\. (?:for|to)|idiom)(?=\W|$)")
_ARTICLE = re.compile(r"^(?:to be|to|an?|the) ")


class Pair(NamedTuple):
    """A Chinese text and the same in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A headword and its meanings, each as (short, long): without and with what stands in parentheses."""

    word: str
    glosses: tuple[tuple[str, str], ...]

    @property
    def meanings(self) -> list[str]:
        """All glosses, short and long, each once."""
        return list(dict.fromkeys(gloss for pair in self.glosses for gloss in pair))


def fold(text: str) -> str:
    """A text in the characters that the tokenizer sees: simplified, lower case, compatibility forms resolved."""
    return "".join(character if character.isspace() else fold_character(character) for character in text)


def parallel(folder: Path, name: str) -> list[Pair]:
    """One parallel file in its order; of the work reports only the years to train on."""
    rows = _rows(folder / f"parallel_{name}.tsv")
    return [Pair(fold(zh), en) for year, zh, en in rows if not year.isdigit() or int(year) <= LAST_TRAINING_YEAR]


def held_out(folder: Path, year: int) -> tuple[list[str], list[tuple[str, int]]]:
    """The Chinese lines of a year of work reports, and (English line, index) of those no training year has."""
    rows = _rows(folder / "parallel_gwr.tsv")
    seen = {zh for other, zh, _ in rows if int(other) <= LAST_TRAINING_YEAR}
    pairs = list({zh: en for other, zh, en in rows if int(other) == year}.items())
    return [zh for zh, _ in pairs], [(en, index) for index, (zh, en) in enumerate(pairs) if zh not in seen]


def reading_comprehension(folder: Path) -> tuple[list[str], list[tuple[str, int]]]:
    """The passages of CMRC 2018 dev, and (question, index of its passage)."""
    passages: list[str] = []
    questions: list[tuple[str, int]] = []
    for document in json.loads((folder / "cmrc2018_dev.json").read_text("utf-8"))["data"]:
        for paragraph in document["paragraphs"]:
            questions += [(item["question"], len(passages)) for item in paragraph["qas"]]
            passages.append(paragraph["context"])
    return passages, questions


def dictionary(folder: Path) -> list[Entry]:
    """CC-CEDICT without surnames, variants and notes, one entry a reading."""
    entries = [Entry(fold(row[0]), _glosses(row[3])) for row in _rows(folder / "cedict.tsv")]
    return [entry for entry in entries if entry.glosses]


def _glosses(text: str) -> tuple[tuple[str, str], ...]:
    """The meanings of an entry, which "/" and ";" divide."""
    glosses: dict[tuple[str, str], None] = {}
    for part in re.split(r"[/;]", _PRONUNCIATION.sub("", text)):
        if _NOTE.match(part.strip()):
            continue
        meaning = _LABEL.sub(" ", _REFERENCE.sub(" ", part))
        short = _ARTICLE.sub("", " ".join(re.sub(r"\([^)]*\)", " ", meaning).split()))
        long = " ".join(meaning.replace("(", " ").replace(")", " ").split())
        if re.search("[A-Za-z]", long):
            glosses[short if re.search("[A-Za-z]", short) else long, long] = None
    return tuple(glosses)


def _rows(path: Path) -> list[list[str]]:
    """The lines of a table without a header."""
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there; give the folder with the training data as --data DIR.")
    return [line.split("\t") for line in path.read_text("utf-8").split("\n") if line]
