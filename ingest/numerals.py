"""Numbers in Arabic, full-width, Chinese and English writing become decimals."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from itertools import pairwise

_DIGITS = {
    character: value
    for value, group in enumerate(
        ("零〇○Ｏ", "一壹幺", "二贰两弍", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in group
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_TENS_IN_ONE = {"廿": "二十", "卅": "三十", "卌": "四十"}

CHINESE_NUMERAL = "[" + "".join([*_DIGITS, *_SMALL, *_LARGE, *_TENS_IN_ONE]) + "]"
ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:[.．]\d+)?|\d+(?:[.．]\d+)?"
_ARABIC_WHOLE = re.compile(rf"[-+−]?(?:{ARABIC})")


def parse_numeral(text: str) -> Decimal | None:
    """The number a whole text stands for, None where it is no plain number ("3.5万" is a figure, not a numeral)."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if _ARABIC_WHOLE.fullmatch(plain):
        return Decimal(plain.replace(",", "").replace("−", "-"))
    if plain.startswith("负") and (value := parse_numeral(plain[1:])) is not None:
        return -value
    whole, point, fraction = plain.partition("点")
    if point:
        return _with_fraction(_chinese_whole(whole), fraction)
    value_of_whole = _chinese_whole(plain)
    return None if value_of_whole is None else Decimal(value_of_whole)


def _with_fraction(whole: int | None, fraction: str) -> Decimal | None:
    if whole is None or not fraction or any(character not in _DIGITS for character in fraction):
        return None
    return Decimal(f"{whole}." + "".join(str(_DIGITS[character]) for character in fraction))


def _chinese_whole(text: str) -> int | None:
    """一百三十二 and 二〇二六 alike, None where the characters make no number."""
    for character, spelled in _TENS_IN_ONE.items():
        text = text.replace(character, spelled)
    if not text or any(c not in _DIGITS and c not in _SMALL and c not in _LARGE for c in text):
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _with_places(text)


def _with_places(text: str) -> int | None:
    """Add up digits and places (十, 百, 千, 万, 亿); None where two digits or a bare place stand wrongly."""
    total = section = 0
    digit: int | None = None
    last_place = 1
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _SMALL:
            if digit is None and section == 0 and _SMALL[character] != 10:
                return None
            section += (1 if digit is None else digit) * _SMALL[character]
            digit, last_place = None, _SMALL[character]
        else:
            if section + (digit or 0) + total == 0:
                return None
            place = _LARGE[character]
            above = total if total >= 10 * place else 0  # 一亿二千万: 万 counts what follows 亿 only
            total = above + (total - above + section + (digit or 0)) * place
            section, digit, last_place = 0, None, place
    # 三万五 is 35,000: a last digit right after a place counts the next place down, unless 零 stands between
    if digit and last_place > 10 and text[-2] not in _DIGITS:
        digit *= last_place // 10
    return total + section + (digit or 0)


_ONES = [
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = (
    {word: value for value, word in enumerate(_ONES)}
    | {word: 20 + 10 * position for position, word in enumerate(_TENS)}
    | {"a": 1, "an": 1, "dozen": 12, "fourty": 40}
)
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINALS = {
    "first": "one",
    "second": "two",
    "third": "three",
    "fifth": "five",
    "eighth": "eight",
    "ninth": "nine",
    "twelfth": "twelve",
    "half": "",
} | {word[:-1] + "ieth": word for word in _TENS}
_ROMAN = {
    tens + one: 10 * place + value
    for place, tens in enumerate(("", "x", "xx"))
    for value, one in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
}
_ORDINAL_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)")

_ANY_WORD = "|".join(sorted({*_WORDS, *_SCALES, *_ORDINALS} - {"a", "an", "half"}, key=len, reverse=True))
# A run of number words as it stands in a sentence; "a hundred" counts, a lone "a" does not.
ENGLISH_NUMERAL = (
    rf"\b(?:(?:an?\s+(?=hundred|thousand|million|billion|dozen))?(?:{_ANY_WORD})(?:th)?"
    rf"(?:(?:\s*-\s*|\s+and\s+|\s+)(?:{_ANY_WORD})(?:th)?)*)\b"
)


def parse_english_numeral(text: str) -> Decimal | None:
    """ "ninety-five", "one hundred and thirty two", "95th", "third", "1.5 million", "twenty twenty-six", "VI"."""
    words = [word for word in re.split(r"[\s-]+", text.strip().casefold()) if word and word != "and"]
    if len(words) == 1 and words[0] in _ROMAN:
        return Decimal(_ROMAN[words[0]])
    values: list[Decimal] = []
    for position, word in enumerate(words):
        value = _word_value(word, last=position == len(words) - 1)
        if value is None:
            return None
        values.append(value)
    return _sum_words(words, values) if values else None


def _word_value(word: str, last: bool) -> Decimal | None:
    """What one word stands for; an ordinal only where it ends the number."""
    if last and (ordinal := _ORDINAL_DIGITS.fullmatch(word)):
        return Decimal(ordinal[1])
    if last and word in _ORDINALS:
        word = _ORDINALS[word]
    elif last and word.endswith("th") and (word[:-2] in _WORDS or word[:-2] in _SCALES):
        word = word[:-2]
    if word in _SCALES:
        return Decimal(_SCALES[word])
    if word in _WORDS:
        return Decimal(_WORDS[word])
    return parse_numeral(word) if re.fullmatch(ARABIC, word) else None


def _sum_words(words: list[str], values: list[Decimal]) -> Decimal | None:
    if len(values) == 1 and words[0] in {"a", "an"}:
        return None
    if _is_year_in_words(values):
        return values[0] * 100 + sum(values[1:])
    total = section = Decimal(0)
    previous = Decimal(0)
    for value in values:
        if value >= 1000 and value in map(Decimal, _SCALES.values()):
            total += (section or 1) * value
            section = Decimal(0)
        elif value == 100:
            section = (section or 1) * value
        elif previous and not _may_follow(previous, value):
            return None
        else:
            section += value
        previous = value
    return total + section


def _may_follow(previous: Decimal, value: Decimal) -> bool:
    """Ones after tens, anything below a hundred after a hundred or a larger scale."""
    return (previous in range(20, 100, 10) and 0 < value < 10) or (previous >= 100 and value < 100)


def _is_year_in_words(values: list[Decimal]) -> bool:
    """ "twenty twenty-six", "nineteen fifty-seven": two numbers of two digits side by side."""
    return (
        len(values) in {2, 3}
        and values[0] in (18, 19, 20)
        and values[1] in range(10, 100)
        and (len(values) == 2 or (values[1] % 10 == 0 and values[2] < 10))
        and all(later < 100 for _, later in pairwise(values))
    )
