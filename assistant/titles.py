"""Titles of office: whether a word is one, and the one that stands before or after a name."""

from __future__ import annotations

import re

_ENGLISH_TITLES = frozenset(
    ("mayor", "deputy mayor", "vice mayor", "secretary", "party secretary", "chairman", "director")
)
_TITLE = re.compile(
    r"(?:书记|市长|县长|区长|省长|主任|主席|常委|局长|部长|行长|董事长|总经理|经理|委员|助理|院长|校长|秘书长|司长|主官|总工程师|代表|厅长|总理|署长|会长|组长|司令员|理事长)$"
)


_TITLE_AHEAD = re.compile(_TITLE.pattern.removesuffix("$"))


def is_title(text: str) -> bool:
    """Whether a word is a title that a person's name may follow."""
    return bool(_TITLE.search(text)) or text in _ENGLISH_TITLES


def title_after(at: int, text: str) -> str:
    """The title that stands right after a place in a text: 李明俊书记."""
    found = _TITLE_AHEAD.match(text, at)
    return found.group() if found else ""


def title_before(name: str, text: str) -> str:
    """The title that stands right before a name in a text, empty if none does."""
    best = ""
    for match in re.finditer(re.escape(name), text):
        head = re.split(
            r"[，,。；;：:！？\s]|(?<=[\u4e00-\u9fff])和|带队|陪同|由", text[max(0, match.start() - 40) : match.start()]
        )[-1]
        head = re.sub(r"^[△▲●○■◆◇☆★](?:同日|)", "", head)
        head = re.sub(r"^(?:同日|当日|[\d至月日年]+日)", "", head)
        pieces = head.split("、")
        kept: list[str] = []
        for piece in reversed(pieces):
            if not _TITLE.search(piece):
                break
            kept.insert(0, piece)
        title = "、".join(kept)
        if len(title) > len(best):
            best = title
    if not best and (led := re.search(rf"([省市县区]领导)(?:[^，,。；;]*、)?{re.escape(name)}", text)):
        best = led.group(1)  # named in a row of leaders
    return best
