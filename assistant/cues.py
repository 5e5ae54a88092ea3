"""Question words: where a question says what it asks for, and what a text says that tells it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_WORD = "[\\w\u0001]+"  # a masked name is a word too
MASK = "\u0001"  # stands where a name was found, so that no question word is read into it
_OUTDO = {  # what a question word does not ask for within another: "what size" asks no content, 编号几号 no day
    "content": ("figure", "when", "where", "code", "category"),
    "when": ("code",),
    "responsible": ("where",),
    "lead": ("most",),
    "not_lead": ("not_share",),  # "ignore what it only shares" does not leave out what it leads
    "each": ("distinct",),
    "share": ("joint",),
}
_WHOLLY = ("content", "when", "not_lead", "each", "share")  # also within one of the same words


@dataclass(frozen=True, slots=True)
class Cue:
    """One question word of a question; `groups` are the parts its pattern captured."""

    name: str
    start: int
    end: int
    groups: tuple[str, ...] = ()


def mask(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with some places masked, one mask a character."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = MASK * (end - start)
    return "".join(characters)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """What the table [asked] has a whole question searched for."""
    return re.compile("|".join(_table()["asked"][name]))


@dataclass(frozen=True, slots=True)
class Told:
    """What a question may ask for, and what a text that tells it says."""

    asked: re.Pattern[str]
    told: re.Pattern[str]

    def lacking(self, question: str, text: str) -> re.Match[str] | None:
        """Where a question asks for what a text does not tell."""
        return None if self.told.search(text) else self.asked.search(question)


def told(name: str) -> tuple[Told, ...]:
    """The pairs of the table [told]."""
    return tuple(
        Told(*(re.compile("|".join(pair[key])) for key in ("asked", "told"))) for pair in _table()["told"][name]
    )


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = _table()[language]
    return tuple(
        (name, re.compile("|".join(f"(?:{pattern})" for pattern in table[name]).replace(r"\w+", _WORD)))
        for name in table
    )


def find_cues(masked: str, language: str) -> list[Cue]:
    """All cues of a folded question whose names are masked; they may overlap."""
    found = []
    for name, pattern in _patterns(language):
        if name == "noise":
            continue
        for match in pattern.finditer(masked):
            if match.end() > match.start():
                groups = tuple(group for group in match.groups() if group)
                found.append(Cue(name, match.start(), match.end(), groups))
    return [cue for cue in found if not any(_outdone(cue, other) for other in found)]


def _outdone(cue: Cue, other: Cue) -> bool:
    """Whether a question word says all that a vaguer one does: 由谁 in 由谁申报, 打头 in 打头的."""
    within = other.start <= cue.start and cue.end <= other.end
    longer = cue.name in _WHOLLY or other.end - other.start > cue.end - cue.start
    return within and longer and other.name in _OUTDO.get(cue.name, ())


def matches(name: str, text: str, language: str) -> bool:
    """Whether a text holds the cue `name`."""
    return any(cue == name and pattern.search(text.lower()) for cue, pattern in _patterns(language))


@cache
def cue_words() -> frozenset[str]:
    """The words that the English patterns spell out; what else a pattern spans is content."""
    spelt = re.sub(r"\\\\[a-z]", " ", " ".join(pattern for patterns in _table()["en"].values() for pattern in patterns))
    spelt = f"{spelt.replace('[sz]', 's')} {spelt.replace('[sz]', 'z')}"  # organi[sz]ation
    return frozenset(re.findall(r"[a-z]+", re.sub(r"\\[a-z]", " ", spelt)))


def strip_noise(masked: str, language: str, taken: Iterable[tuple[int, int]]) -> str:
    """The question with cues and words without content masked, one mask a character."""
    characters = list(masked)
    for start, end in taken:
        if language == "zh":
            characters[start:end] = MASK * (end - start)
            continue
        for word in re.finditer(r"[a-z]+|[\u3400-\u9fff]+", masked[start:end]):
            said = word.group()  # or 牵头 in an English question
            if not said.isascii() or said in cue_words() or said.rstrip("s") in cue_words():
                characters[start + word.start() : start + word.end()] = MASK * len(word.group())
    if language == "zh":
        return "".join(characters)
    noise = dict(_patterns(language))["noise"]
    return noise.sub(lambda match: MASK * len(match.group()), "".join(characters))
