"""Further issues of a gazette for measuring: other years, figures and units; numbering and tables as they were."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator

_FIGURE = re.compile(r"(?<![\d.])\d+\.\d+(?![\d.])|(?<![\d.])[1-9]\d{1,2}(?=[万亿个处家座米里件])")
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?=年|\b)")


def synthetic_issue(text: str, units: Iterable[str], number: int) -> str:
    """The issue of that number: the same for the same number, different from every other."""
    rng = random.Random(number)
    names = sorted(set(units), key=lambda name: (-len(name), name))
    others = names[:]
    rng.shuffle(others)
    exchanged = dict(zip(names, others, strict=True))
    if names:
        text = re.sub("|".join(map(re.escape, names)), lambda found: exchanged[found.group()], text)
    text = _FIGURE.sub(lambda found: _other_figure(found.group(), rng), text)
    shift = number // 12
    text = _YEAR.sub(lambda found: str(int(found.group(1)) - shift), text)
    return f"{text.rstrip()}\n\n第{number}号合成样本，仅供测量。\n"


def _other_figure(figure: str, rng: random.Random) -> str:
    whole, point, decimals = figure.partition(".")
    changed = str(rng.randint(10 ** (len(whole) - 1), 10 ** len(whole) - 1)) if len(whole) > 1 else whole
    return f"{changed}{point}{rng.randint(0, 10 ** len(decimals) - 1):0{len(decimals)}d}" if point else changed


def synthetic_issues(text: str, units: Iterable[str], count: int) -> Iterator[tuple[str, str]]:
    """So many issues with their file names."""
    names = tuple(units)
    for number in range(1, count + 1):
        yield f"issue-{number:04d}.txt", synthetic_issue(text, names, number)
