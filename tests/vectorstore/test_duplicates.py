"""The same notice in two issues is noticed, another one of the same form is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ingest.model import Parsed
from vectorstore.duplicates import likeness, sketch
from vectorstore.embedding import Embedding
from vectorstore.intake import rebuild, remove, take_in
from vectorstore.settings import StoreSettings

BODY = "为进一步加强公共场所安全管理，各单位要落实主体责任，完善应急预案，定期开展演练，及时消除隐患。"
LONG = "".join(BODY.replace("公共场所", place) for place in ("公园", "车站", "学校", "医院", "市场", "景区"))


def test_a_text_is_like_itself_whatever_its_layout() -> None:
    assert likeness(sketch(LONG), sketch(LONG.replace("，", "，\n "))) == 1.0


def test_likeness_falls_with_what_differs(gazette: Parsed) -> None:
    text = gazette.source.text
    half = len(text) // 2
    assert likeness(sketch(text), sketch(text[:half])) == pytest.approx(0.5, abs=0.15)
    assert likeness(sketch(text[:half]), sketch(text[half:])) < 0.1


def test_short_texts_are_not_compared() -> None:
    assert len(sketch("关于放假的通知")) == 0
    assert likeness(sketch("关于放假的通知"), sketch("关于放假的通知")) == 0.0
    assert np.array_equal(sketch(LONG), np.sort(sketch(LONG)))


def notice(number: int, body: str) -> str:
    return f"关于安全管理的通知\n\n某政〔2020〕{number}号\n\n各单位：\n\n{body}\n\n2020年5月{number}日\n"


def test_the_same_notice_in_two_files(settings: StoreSettings, tmp_path: Path, embedding: Embedding) -> None:
    write: Callable[[str, str], int] = lambda name, text: (tmp_path / name).write_text(text, "utf-8")  # noqa: E731
    write("one.txt", notice(1, LONG))
    write("two.txt", notice(2, LONG))
    write("other.txt", notice(3, "经研究，决定表彰下列先进集体和先进个人，希望再接再厉，取得更大成绩。" * 4))
    outcome = take_in(settings, [tmp_path / "one.txt"], embedding=embedding)
    assert not [f for taken in outcome.files for f in taken.findings if f.check == "twin"]
    outcome = take_in(settings, [tmp_path / "two.txt", tmp_path / "other.txt"], embedding=embedding)
    (found,) = [f for taken in outcome.files for f in taken.findings if f.check == "twin"]
    assert found.level == "warning"
    assert "in one.txt" in found.message
    remove(settings, ["one.txt"], embedding=embedding)
    outcome = rebuild(settings, embedding=embedding)
    assert not [f for taken in outcome.files for f in taken.findings if f.check == "twin"]
