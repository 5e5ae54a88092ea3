"""Names of people in officialese: they follow a title, or stand in a row with others that do."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TITLE = (
    "书记|市长|省长|县长|区长|乡长|镇长|州长|旗长|盟长|部长|厅长|局长|处长|科长|司长|署长|院长|校长|行长|社长|台长|站长|所长|队长|组长|会长"
    "|理事长|董事长|监事长|秘书长|参谋长|检察长|审计长|总经理|总裁|总监|总编辑|总工程师|总会计师|经理|主任|主席|政委|司令员|司令|委员|常委"
    "|总理|领导|负责人|助理|专员|巡视员|调研员|主任科员|党组成员|副职|代表|总指挥|指挥长|厂长|矿长|馆长|庭长|主委|教授|院士|同志"
)
_AFTER_TITLE = re.compile(rf"(?:{_TITLE})(?:[（(][^（）()]{{1,12}}[）)])?\s?")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒"
    "屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘缪干解应宗丁宣邓郁单杭洪包"
    "诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘"
    "厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂"
    "濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师"
    "巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公岳商墨哈谯笪年爱阳佟言福肖岩闫付仝佘代逢展宿"
    "刚敬揭占仉亓麦肇迟冼庹禚苑覃粟揣牟帅缑亢况郈有琴兰战门尉楚冠由初晋矫刑宝"
)  # fmt: skip
_DOUBLE = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
    "百里",
    "呼延",
    "南宫",
    "澹台",
)
# Surnames that are common words too: such a name counts only where punctuation closes it.
_DOUBTFUL = frozenset("安常于成高方全应向国文广相都有从能那后年党平明和万强计通公关连关解由初应向管谈别单包代后红家商")
_STOPS = ("，", "。", "；", "、", "：", ",", ";", ":", "）", ")", "（", "(", "！", "《", "“", "”", "·")
_VERBS = (
    "主持|出席|参加|列席|带队|率队|率领|深入|会见|会议|强调|指出|要求|专题|调研|开展|先后|还|勉励|作出|作|赴|一行|讲话|看望|检查|宣布|介绍|陪同"
    "|致辞|和|及|与|等|同志|说|对|就|为|到|听取|围绕|代表|在|前往|督导|视察|走访|慰问|会同|应邀|接受|主讲|宣讲|汇报|发言|总结|部署|传达|随同"
    "|牵头|一同|共同|分别|也|则|向|以|实地|现场|逐一|表示|通报|点评|主审|签署|接待|接见|座谈|察看|考察|巡查|授课|领学|领誓|监誓|协调|组织|召开|召集"
    "|莅临|来到|同|任|担任|当选|辞去|率|签订|调度|研究|宣誓|领队|发表|作报告|出任|兼任|给|并|是|均|都|陪|接|于|从|由|被|将|已|曾|因|把|带"
)
_CLOSES = re.compile(rf"$|[{''.join(re.escape(s) for s in _STOPS)}\s]|{_VERBS}")
_WORDS = frozenset(
    ["安排", "方面", "高度", "高质", "全面", "全体", "成员", "常务", "常委", "应邀", "向社", "国家", "文化", "文明", "广大", "相关", "有关", "都要", "从严", "能够", "党组", "党委", "党支", "党总", "党小", "党校", "平安", "明确", "计划", "通过", "通报", "公安", "关于", "关心", "连续", "解决", "管理", "包括", "代表", "严格", "严肃", "施工", "项目", "金融", "经济", "水利", "阳光", "路线", "武装", "温暖", "农业", "农村", "商务", "易地", "应急", "强化", "简化", "江苏", "万元", "高级", "高校", "万众", "家庭", "房屋", "车辆", "石油", "印发", "东部", "任命", "任务", "任职", "任期", "包联", "包片", "时任", "成立", "成功", "会见", "会议", "会同", "办公", "石化", "双方", "全市", "全省", "全县", "全区", "国务", "利用", "言论", "明年", "余名", "于今", "边境", "平台", "别墅", "单位", "单独", "方案", "方式", "方针", "席会", "席团", "主持", "同志", "党政", "党员", "党建", "司法", "司机", "别克", "康养"]
)


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
            parts = parts if _looks_like_name(parts[0]) else parts[1:]
            if any(part in self._known for part in parts) and all(_looks_like_name(part) for part in parts[:-1]):
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
    """Whether the third character belongs to a verb rather than to the name (赵飞出|席 is caught by its boundary)."""
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


def _looks_like_name(part: str) -> bool:
    return 2 <= len(part) <= 4 and (part[0] in _SURNAMES or part[:2] in _DOUBLE) and part[:2] not in _WORDS


def _occurrences(name: str, text: str) -> Iterator[int]:
    """Where a name stands; one of two characters must be closed off, since it may be part of a word."""
    for found in re.finditer(re.escape(name), text):
        if len(name) > 2 or _CLOSES.match(text, found.end()):
            yield found.start()
