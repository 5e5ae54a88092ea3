"""Events: dates, 同日, ranges, parts of a month, people."""

from __future__ import annotations

from collections.abc import Callable

from ingest.model import Parsed, Record
from ingest.people import Names


def events_of(parsed: Parsed) -> list[Record]:
    return [record for record in parsed.records if record.kind == "event"]


def test_the_same_day_points_to_the_paragraph_with_the_date(gazette: Parsed) -> None:
    events = events_of(gazette)
    assert len(events) == 45
    text = gazette.source.text
    second = events[1]
    assert second.label == "2026-03-02"
    roles = {support.role: text[support.span.start : support.span.end] for support in second.supports}
    assert roles["date"].startswith("3月2日")
    assert "2026年" in roles["year"]


def test_an_event_holds_its_paragraphs_up_to_the_next_date(gazette: Parsed) -> None:
    event = events_of(gazette)[1]
    assert event.text.count("\n") == 3
    assert event.text.endswith("出席会议。")


def test_a_chronicle_of_days_and_bullets(document: Callable[[str], Parsed]) -> None:
    events = events_of(document("chronicle.txt"))
    assert [event.label for event in events] == ["2月1日"] * 4 + ["2月3日"] + ["2月4日"] * 3
    assert all(event.fields["date"] is None for event in events)
    assert events[1].fields["people"] == ["张振川", "崔洪刚", "侯端敏", "陈颖", "韩军", "周洪", "王次忠", "江成"]
    assert events[2].fields["people"] == ["祝金焕", "梁之安", "许谦迎", "段修龙", "殷允岭", "彭广含"]


def test_ranges_parts_of_a_month_and_the_turn_of_a_year(read_text: Callable[[str], Parsed]) -> None:
    text = (
        "# 甲市2025年12月至2026年1月大事记\n\n12月30日至31日，开会。\n\n12月下旬，下雪。\n\n2026年1月2日，放晴。\n\n"
        "当日，停电。\n\n1月30日至2月2日，过节。\n"
    )
    events = [(event.fields["date"], event.fields["end"]) for event in events_of(read_text(text))]
    assert events[0] == ("2025-12-30", "2025-12-31")
    assert events[1] == ("2025-12-21", "2025-12-31")
    assert events[2:] == [("2026-01-02", None), ("2026-01-02", None), ("2026-01-30", "2026-02-02")]


def test_names_follow_titles() -> None:
    text = (
        "市委书记赵一鸣主持会议，市长、党组书记钱进出席。市领导孙立、李小明、欧阳修文参加。有关市领导出席。"
        "副市长、市公安局局长周正参加调研。李小明强调，要抓好落实。机关党支部书记处安排部署。"
    )
    names = Names(text)
    assert names.within(text) == ["赵一鸣", "钱进", "孙立", "李小明", "欧阳修文", "周正"]
    assert names.within("李小明强调，要抓好落实。") == ["李小明"]
