"""Names of people in officialese: they follow a title, or stand in a row with others that do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

_LISTS = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
TITLES = "|".join(_LISTS["titles"].split())
_AFTER_TITLE = re.compile(rf"(?:{TITLES})(?:[（(][^（）()]{{1,12}}[）)])?\s?")
_SURNAMES = frozenset("".join(_LISTS["surnames"].split()))
_DOUBLE = frozenset(_LISTS["double_surnames"].split())
_DOUBTFUL = frozenset(_LISTS["doubtful"])
_WORDS = frozenset(_LISTS["words"].split())
_LONGEST_LINE = 40  # characters of a line that is a name and a post
_STOPS = frozenset("，。；、：,;:）)（(！《“”·")
_CLOSES = re.compile(rf"$|[{re.escape(''.join(sorted(_STOPS)))}\s]|{'|'.join(_LISTS['verbs'].split())}")


class Names:
    """The names a document gives after titles, so that they are known where no title stands before them."""

    def __init__(self, text: str) -> None:
        self._known = dict.fromkeys(_titled(text))
        for _ in range(2):  # a row of names is known by one of them, and may make another row known
            self._known.update(dict.fromkeys(self._enumerated(text)))

    def within(self, text: str) -> list[str]:
        """The known names that a text holds, in order of their first place."""
        places = {}
        for name in self._known:
            at = next((found for found in _occurrences(name, text)), -1)
            if at >= 0:
                places[name] = at
        return sorted(places, key=lambda name: places[name])

    def _enumerated(self, text: str) -> Iterator[str]:
        for run in re.finditer(r"[一-鿿·]+(?:、[一-鿿·]{2,12})+", text):
            parts = run.group().split("、")
            parts = parts if looks_like_name(parts[0]) else parts[1:]
            if any(part in self._known for part in parts) and all(looks_like_name(part) for part in parts[:-1]):
                yield from parts[:-1]
                if last := _name_at(parts[-1] + text[run.end() : run.end() + 6], 0):
                    yield last


def _titled(text: str) -> Iterator[str]:
    """Names right after a title, and those that follow in the same row."""
    for title in _AFTER_TITLE.finditer(text):
        at = title.end()
        while name := _name_at(text, at):
            yield name
            at += len(name)
            if text[at : at + 1] != "、":
                break
            at += 1


def _name_at(text: str, at: int) -> str:
    """The name that begins at a place, empty where none does: three characters before two, four for double surnames."""
    if text[at : at + 2] in _WORDS:
        return ""
    double = text[at : at + 2] in _DOUBLE
    if not double and text[at : at + 1] not in _SURNAMES:
        return ""
    if dotted := re.match(r"[一-鿿]{1,6}·[一-鿿]{1,8}", text[at : at + 16]):
        return dotted.group()
    for length in (4, 3) if double else (3, 2):
        name, rest = text[at : at + length], text[at + length :]
        if not re.fullmatch(r"[一-鿿]+", name) or len(name) < length or not _CLOSES.match(rest):
            continue
        if name[0] in _DOUBTFUL and rest[:1] not in _STOPS and length == 2:
            continue
        return name if not _holds_verb(name) else name[:2] if _CLOSES.match(text[at + 2 :]) else ""
    return ""


def _holds_verb(name: str) -> bool:
    """Whether what was taken for a given name is a verb."""
    return len(name) == 3 and name[1:] in {
        "主持",
        "出席",
        "参加",
        "列席",
        "强调",
        "指出",
        "介绍",
        "带队",
        "会见",
        "调研",
        "讲话",
        "陪同",
    }


def looks_like_name(part: str) -> bool:
    """Whether a word could be a name: two to four characters that begin with a surname."""
    return 2 <= len(part) <= 4 and (part[0] in _SURNAMES or part[:2] in _DOUBLE) and part[:2] not in _WORDS


def is_person_line(line: str) -> bool:
    """Whether a line is somebody's name and post: 孟雨霖（国土资源部副部长）, 钱万里农业部副部长."""
    posted = len(line) <= _LONGEST_LINE and re.search(f"(?:{TITLES})[）)]?$", line[4:])
    return bool(posted) and (looks_like_name(line[:3]) or bool(re.match(r"[一-鿿·]{2,12}[（(]", line)))


def _occurrences(name: str, text: str) -> Iterator[int]:
    """Where a name stands; one of two characters must be closed off, since it may be part of a word."""
    for found in re.finditer(re.escape(name), text):
        if len(name) > 2 or _CLOSES.match(text, found.end()):
            yield found.start()
