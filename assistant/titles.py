"""Titles of office: whether a word is one, and those that stand before or after a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_ENGLISH_TITLES = frozenset(
    ("mayor", "deputy mayor", "vice mayor", "secretary", "party secretary", "chairman", "director")
)
_TITLE = re.compile(
    r"(?:书记|市长|县长|区长|省长|镇长|乡长|主任|主席|常委|局长|部长|行长|董事长|总经理|经理|总裁|委员|助理|院长|校长|秘书长|司长|处长|科长|所长|站长|台长|社长|检察长|政委|主官|总工程师|代表|厅长|总理|署长|会长|组长|司令员|理事长)$"
)


_TITLE_AHEAD = re.compile(_TITLE.pattern.removesuffix("$"))
_BREAKS = re.compile(r"[，,。；;：:！？\s]|(?<=[\u4e00-\u9fff])和|带队|陪同|由")
_DATE = re.compile(r"^[△▲●○■◆◇☆★]?(?:同日|当日|[\d至月日年]+日)?")
_LEADER = re.compile("[省市县区]领导")
_REACH = 60  # characters before a name that may belong to it


def is_title(text: str) -> bool:
    """Whether a word is a title that a person's name may follow."""
    return bool(_TITLE.search(text)) or text in _ENGLISH_TITLES


def title_after(at: int, text: str) -> str:
    """The title that stands right after a place in a text: 李明俊书记."""
    found = _TITLE_AHEAD.match(text, at)
    return found.group() if found else ""


def rows_before(name: str, text: str, others: Collection[str] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """For each place of a name, the titles right before it and the row it stands in up to it.

    In 江州银行党委委员赵明、行长助理钱亮 the title of the second is 行长助理, and its row names the bank; in
    副市长孙静、李军 the second has the title of the other.
    """
    for match in re.finditer(re.escape(name), text):
        row = _DATE.sub("", _BREAKS.split(text[max(0, match.start() - _REACH) : match.start()])[-1])
        titles: list[str] = []
        for piece in reversed(row.split("、")):
            if not _TITLE.search(piece):
                break
            titles.insert(0, piece)
        yield tuple(titles) or _shared(row, others), row


def _shared(row: str, others: Collection[str]) -> tuple[str, ...]:
    """The title that the one before in a row of names bears."""
    for piece in reversed(row.removesuffix("、").split("、") if row.endswith("、") else []):
        named = next((other for other in others if piece.endswith(other)), "")
        title = piece.removesuffix(named)
        if not named or title:
            return (title,) if named and _TITLE.search(title) else ()
    return ()


def fullest(titles: Collection[str]) -> list[str]:
    """Some titles without those that are a part of another, or say no more than that somebody leads."""
    more = [title for title in titles if not _LEADER.fullmatch(title)] or titles
    return [t for t in more if not any(t != other and t in other for other in more)][:4]


def title_before(name: str, text: str) -> str:
    """The title that stands right before a name in a text, empty if none does."""
    best = max(("、".join(titles) for titles, _ in rows_before(name, text)), key=len, default="")
    if not best and (led := re.search(rf"([省市县区]领导)(?:[^，,。；;]*、)?{re.escape(name)}", text)):
        best = led.group(1)  # named in a row of leaders
    return best
