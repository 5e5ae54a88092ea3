"""Numbers in every writing become the same decimal."""

from decimal import Decimal

import pytest

from ingest.numerals import parse_english_numeral, parse_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百三十二", "132"), ("二〇二六", "2026"), ("两", "2"), ("十二", "12"), ("二十", "20"), ("230", "230"),
        ("2,929.4", "2929.4"), ("１２", "12"), ("一百零五", "105"), ("三万五", "35000"), ("一千二", "1200"),
        ("十万零三百", "100300"), ("五点五", "5.5"), ("廿三", "23"), ("贰佰叁拾", "230"), ("一亿二千万", "120000000"),
        ("-0.5", "-0.5"), ("负三", "-3"), ("①", "1"), ("〇", "0"), ("万", None), ("百", None), ("3.5万", None),
        ("", None), ("发改委", None), ("1,23", None), ("五点", None),
    ],
)  # fmt: skip
def test_numeral(text: str, value: str | None) -> None:
    assert parse_numeral(text) == (None if value is None else Decimal(value))


def test_chinese_writing_comes_back() -> None:
    for number in [*range(1000), 1001, 1010, 1100, 9999, 10_000, 10_001, 100_010, 120_000_000, 1_050_000_000]:
        assert parse_numeral(_in_chinese(number)) == number


def _in_chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    for place, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= place:
            head, rest = divmod(number, place)
            gap = "零" if 0 < rest < place // 10 else ""
            return _in_chinese(head) + name + gap + (_in_chinese(rest) if rest else "")
    return digits[number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ninety-five", 95), ("one hundred and thirty two", 132), ("95th", 95), ("third", 3), ("twenty-first", 21),
        ("a hundred", 100), ("two thousand and twenty-six", 2026), ("twenty twenty-six", 2026), ("12", 12),
        ("nineteen fifty-seven", 1957), ("hundredth", 100), ("fortieth", 40), ("a", None), ("transport", None),
        ("three million two hundred thousand", 3_200_000), ("second", 2), ("five five", None), ("", None),
    ],
)  # fmt: skip
def test_english_numeral(text: str, value: int | None) -> None:
    assert parse_english_numeral(text) == value
