"""What a question asks for, apart from what it tells: the words that only ask, and the look of an answer."""

from __future__ import annotations

import re
from pathlib import Path

_WORDS = sorted((Path(__file__).parent / "question_words.txt").read_text("utf-8").split(), key=len, reverse=True)
_ASKING = re.compile("|".join(map(re.escape, _WORDS)))

# How a question asks for something, and how a folded passage that has it looks.
_DAY = (
    r"哪一?[天日年月]|何时|什么时[候间]|多久|日期|时间|几月|几[天号日]|\b(?:when|dates?|days?)\b",
    r"\d月\d|\d{4}年|\d日",
)
_AMOUNT = (r"多少|几|比例|\bhow (?:many|much|large|high)\b|\bpercent", r"\d")
_UNIT = (
    r"谁|哪个(?:局|部门|单位|委)|哪家|牵头|负责|\b(?:who|leads?)\b|\bwhich (?:\w+ )?(?:bureau|department|unit)",
    r"负责|牵头",
)
_ANSWERS = [(re.compile(asks, re.IGNORECASE), re.compile(look)) for asks, look in (_DAY, _AMOUNT, _UNIT)]


def content(question: str) -> str:
    """A question without the Chinese words that only ask; unchanged if nothing else is left."""
    left = _ASKING.sub(" ", question)
    return left if re.search(r"\w", left) else question


def answers(question: str) -> tuple[re.Pattern[str], ...]:
    """How folded passages look that have the kinds of thing a question asks for."""
    return tuple(look for asks, look in _ANSWERS if asks.search(question))
