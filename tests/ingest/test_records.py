"""Articles, members, appointments and header fields."""

from __future__ import annotations

from collections.abc import Callable

from ingest.model import Parsed, Record


def of_kind(parsed: Parsed, kind: str) -> list[Record]:
    return [record for record in parsed.records if record.kind == kind]


def test_an_article_holds_its_paragraphs_and_items(document: Callable[[str], Parsed]) -> None:
    articles = of_kind(document("gov_32.txt"), "article")
    assert [article.fields["number"] for article in articles] == list(range(1, 33))
    seventeenth = articles[16]
    assert seventeenth.label == "17"
    assert seventeenth.fields["chapter"] == "第六章 住房租金"
    assert seventeenth.fields["regulation"] == "个人所得税专项附加扣除暂行办法"
    assert seventeenth.text.count("\n") == 4
    assert articles[-1].text == "本办法自2019年1月1日起施行。"


def test_a_plain_numbered_list_can_be_looked_up(document: Callable[[str], Parsed]) -> None:
    articles = of_kind(document("gov_56.txt"), "article")
    assert [article.fields["number"] for article in articles] == list(range(1, 131))
    assert articles[16].text == "山西省运城市盐湖区全面推进区、乡、村三级医疗机构一体化改革，增强群众就医获得感。"
    assert articles[16].fields["regulation"] == "国务院第五次大督查发现的典型经验做法"


def test_numbered_paragraphs_that_carry_facts(document: Callable[[str], Parsed]) -> None:
    holidays = of_kind(document("gov_38.txt"), "article")
    assert [holiday.fields["number"] for holiday in holidays] == list(range(1, 8))
    assert holidays[6].text.startswith("国庆节：10月1日至7日放假调休")
    assert "值班" not in holidays[6].text


def test_numbers_that_begin_again_are_no_articles(read_text: Callable[[str], Parsed]) -> None:
    text = (
        "甲市人民政府关于某事的意见\n甲政〔2020〕1号\n一、总体\n（一）甲事要做好。\n（二）乙事要做好。\n（三）丙事要做好。\n"
        "二、措施\n（一）丁事要做好。\n（二）戊事要做好。\n（三）己事要做好。\n"
    )
    assert not of_kind(read_text(text), "article")


def test_a_role_holds_for_the_lines_that_follow(document: Callable[[str], Parsed]) -> None:
    parsed = document("gov_54.txt")
    members = of_kind(parsed, "member")
    roles = [member.fields["role"] for member in members]
    assert [roles.count(role) for role in ("主任", "副主任", "秘书长", "委员")] == [1, 3, 1, 48]
    by_name = {member.label: member for member in members}
    assert by_name["黄卫"].fields["post"] == "科技部副部长"
    assert by_name["黄卫"].path == ("（一）部门委员",)
    assert by_name["潘云鹤"].path == ("（二）专家委员（按姓氏笔划为序）",)
    assert by_name["黄卫"].fields["body"] == "国家教材委员会"
    (support,) = by_name["黄卫"].supports
    assert parsed.source.text[support.span.start : support.span.end].startswith("委 员：")


def test_members_of_an_annex(document: Callable[[str], Parsed]) -> None:
    members = of_kind(document("gov_46.txt"), "member")
    assert [member.label for member in members[:5]] == ["尤权", "杨元元", "刘金国", "吉林", "王伟"]
    assert [member.fields["role"] for member in members] == ["主任"] + ["副主任"] * 4 + ["成员"] * 7


def test_appointments_go_on_in_chains(document: Callable[[str], Parsed]) -> None:
    parsed = document("appointments.txt")
    found = [(r.fields["action"], r.fields["person"], r.fields["post"]) for r in of_kind(parsed, "appointment")]
    assert len(found) == 9
    assert found[5] == ("免去", "林杰", "县财政局局长")
    assert found[8] == ("任命", "吴活机", "县人大常委会瓯北街道工作委员会副主任")


def test_header_fields(gazette: Parsed) -> None:
    headers = of_kind(gazette, "header")
    front = {header.label: header.fields["value"] for header in headers if header.path}
    assert front["期号"] == "2026年第3期"
    assert front["总期号"] == "总第147期"
    assert front["印数"] == "1200册"
    assert front["电话"] == "0375—2665989"
    assert front["出版日期"] == "2026年5月15日"
    numbers = [header.fields["value"] for header in headers if header.label == "文号"]
    assert numbers == ["平政〔2026〕6号", "平政(2026)7号", "平政(2026)8号"]
    assert sum(header.label == "主送机关" for header in headers) == 3
    assert sum(header.label == "附件" for header in headers) == 3
