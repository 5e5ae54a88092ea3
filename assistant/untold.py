"""What a question asks of an event or a person that a chronicle seldom says: the venue, the hour, somebody's age."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.corpus import Corpus
from assistant.draft import Draft, QuoteBook, mark
from assistant.happenings import doers, headline, short
from assistant.phrases import say
from assistant.posts import posts_in
from assistant.question import Question
from assistant.words import Term
from ingest.fold import fold
from ingest.model import Record


@dataclass(frozen=True, slots=True)
class _Detail:
    """How a detail is asked for in each language, and what a text that tells it says."""

    chinese: re.Pattern[str]
    english: re.Pattern[str]
    told: re.Pattern[str]

    def asked(self, question: Question) -> re.Match[str] | None:
        return (self.chinese if question.language == "zh" else self.english).search(question.folded)


def _details(*rows: tuple[str, str, str]) -> tuple[_Detail, ...]:
    return tuple(_Detail(*map(re.compile, row)) for row in rows)


_VENUES = "会场|会议室|会议厅|报告厅|礼堂|会堂|酒店|宾馆|饭店|场馆"
_OF_EVENTS = _details(
    (
        rf"(?:哪|什么|啥)[^,，?？]{{0,3}}?(?:{_VENUES}|场地)|(?:地点|会场)(?:是|在|设在|放在)?(?:哪|什么|啥)"
        r"|(?:在|是)(?:哪|什么地方|啥地方)(?:里|儿|个地方)?(?:召?开|举[行办])",
        r"\b(?:which|what) (?:venue|hotel|hall|room|building|auditorium|(?:conference|meeting) (?:room|hall|cent\w+))\b"
        r"|\bwhere (?:was|were) [^,?]*\b(?:held|convened)\b|\bvenue\b",
        rf"(?:在|于)[^，,。；;]{{2,24}}(?:召开|举行|举办)|{_VENUES}|视频会议",
    ),
    (
        r"(?<![哪了])几点(?!建议|意见|要求|措施|内容|体会|启示|看法|指示|希望)|几时|(?:上午|早上)还是(?:下午|晚上)",
        r"\b(?:at )?what (?:time|hour)\b(?! (?:of|frame|span|limit))|\bmorning or (?:the )?(?:afternoon|evening)\b",
        r"\d\s*[时点]|\d:\d\d|上午|下午|晚上",
    ),
    (
        r"(?:开|持续|进行|用|花|待)了?(?:几个?|多少个?|多长|多少)(?:小时|钟头|时间|分钟|功夫)"
        r"|(?:开|持续|进行|用|花)了?多久|(?:待|住|呆|逗留|停留)了?(?:几|多少)天",
        r"\bhow (?:long|many hours|many minutes) (?:did|does|was|were|had)\b|\bhow many hours\b",
        r"\d+个?(?:小时|分钟)|[一二两三四五半\d]天|\d日?至",
    ),
    (
        r"(?:多少|几)(?:个|名)?人(?:参加|出席|到会|参会|在场|与会)|(?:参加|出席|到会|参会|与会)的?(?:有|共)?多少人",
        r"\bhow many people (?:attended|took part|were present|were there|came)\b",
        r"参加|出席|列席|\d+(?:多|余)?[名人]",
    ),
    (
        r"来了?(?:多少|几)(?:个|名|位)?人|(?:代表团|考察团|一行)[^,，?？]{0,4}(?:多少|几)(?:个|名|位)?人",
        r"\bhow (?:many (?:\w+ )?(?:people|members|officials|leaders)|big|large)\b(?=[^?]*\bdelegation\b)"
        r"|\bhow many people (?:went|travell?ed|flew|were in|made)\b",
        r"一行|\d+[余多]?[名人位]",
    ),
    (
        r"(?:多少|几)(?:个|名|位)?(?:新?(?:任命?|上任)的)?(?:国家|机关)?(?:工作人员|人员|干部|官员|人)(?=[^,，?？]{0,4}(?:宣誓|发誓))"
        r"|(?<=誓)[^,，?？]{0,8}(?:多少|几)(?:人|名|位|个人|个?(?:国家)?工作人员|个?干部|个?官员)",
        r"\bhow many (?:\w+ ){0,3}?(?:officials?|people|persons?|staff|cadres)\b(?=[^?]*\b(?:oath|sworn|swore|swear))",
        r"\d+[余多]?[名人位]",
    ),
    (
        r"谁宣(?:的|了)?誓|哪些人[^?？]{0,8}宣(?:的|了)?誓|(?<=宣誓的)[^?？]{0,8}(?:谁|哪些人|哪几|叫什么|名字|姓名|名单)",
        r"\bwho (?:was|were) (?:\w+ ){0,3}?sworn\b|\bwho (?:took|swore) the\b(?=[^?]*\boath\b)",
        r"宣誓人员?(?:是|为|有|：)",
    ),
    (
        r"(?:多少|几)(?:个|名|位)?(?:井下)?(?:客商|投资商|企业家|嘉宾|客人|职工|工人|矿工|群众|师生|老师|学生|老人|残疾人|记者|党员|医生)",
        r"\bhow many (?:\w+ )?(?:investors?|entrepreneurs?|guests?|workers?|miners?|employees"
        r"|petitioners?|students?|teachers?"
        r"|journalists?|residents?|patients?|doctors?)\b",
        r"\d+[余多]?[名人位]",
    ),
    (
        r"签(?:了|下|订|约|署)?[^,，?？]{0,6}(?:多少|几)|签约(?:的)?(?:总|金)?额|合同(?:总|金)额|成交(?:总|金)?额|(?:意向|融资|授信|投资|贷款)(?:总|金)?额"
        r"|(?:多少|几)[个份笔]?(?:亿元?|万元?|钱|资金)?的?(?:合同|协议|融资|意向|贷款|订单|授信|大单)",
        r"\b(?:(?:total|combined|overall) )?(?:value|worth|amount|sum|how much|how many)\b(?: of)?(?: (?:the|all))? "
        r"(?:\w+ ){0,2}?(?:deals?|contracts?|agreements?|financing|loans?|orders?)\b"
        r"(?: (?:were|was|that were))?(?: (?:signed|agreed|struck|reached))?"
        r"|\b(?:signed )?(?:contract|deal|order) (?:value|volume|amount)s?\b"
        r"|\bhow (?:much|many)\b(?=[^?]*\b(?:contracts?|deals?|agreements|signed)\b)"
        r"|\b(?:deals?|contracts?|agreements?) (?:\w+ )?(?:worth|valued|signed)\b",
        r"签[约订署下]|协议|合同|\d\s*[万亿]",
    ),
    (
        r"缺席|请假|没(?:有)?(?:来|到场?|到会|参加|出席)的?|未(?:到场?|到会|参加|出席)",
        r"\b(?:absent|absentees?|missing from|did not (?:attend|come|show)|didn't (?:attend|come|show)"
        r"|not present|sent apologies|excused)\b",
        r"缺席|请假|因故|未(?:能)?(?:出席|参加)",
    ),
    (
        r"谁(?:带|领)的?队|(?:带队|领队|率队|团长|领头)的?(?:人)?(?:是|叫)?(?:谁|哪[一]?[位个]|什么)|谁(?:率|率领)",
        r"\bwho (?:led|headed|heads|leads|was (?:leading|heading|at the head))\b",
        r"带队|率[队领团]|主持|领队|团长",
    ),
    (
        r"(?:送|赠)(?:了|给)?[^,，?？]{0,4}(?:什么|啥|哪些)|(?:什么|啥)(?:礼物|礼品|纪念品)",
        r"\bwhat (?:gifts?|presents?)\b",
        r"赠|礼品|礼物|送",
    ),
    (
        r"(?:坐|乘|搭)(?:的|了)?(?:什么|啥|哪种|哪趟)[^,，?？]{0,2}(?:车|飞机|航班|交通工具|高铁)",
        r"\bwhat (?:car|vehicle|train|flight|means of transport)\b|\bby (?:train|car) or\b",
        r"乘坐?|搭乘|驱车",
    ),
)
_OF_PEOPLE = _details(
    (
        r"(?:哪|几|什么|何)[^,，?？]{0,4}(?:出生|生的|生人)|出生(?:年|日|于|时|在|的)|生日|(?:多大|几)(?:岁数?|年纪|年龄)"
        r"|多少岁|多大(?:了|[?？]|$)|年龄|哪年生|属什么",
        r"\bborn\b|\bbirth(?:day|date|place)?\b|\bhow old\b|\bage\b",
        r"出生|生于|\d+岁|年\d{1,2}月生",
    ),
    (
        r"电话|手机|微信|邮箱|号码|联系方式|家住|住址",
        r"\b(?:phone|telephone|mobile|cell|e-?mail|home address|contact (?:number|details))\b",
        r"\d{7,}|\d{3,4}-\d{6,}|@",
    ),
    (
        r"籍贯|老家|祖籍|(?:哪里|哪儿|哪|什么地方|啥地方)人(?=[,，?？]|$)",
        r"\bhometown\b|\bnative (?:of|place)\b",
        r"籍贯|祖籍|出生",
    ),
    (
        r"毕业|学历|学位|(?:读|念|上)的?(?:是)?(?:哪|什么)[^,，?？]{0,3}(?:大学|学校|专业)",
        r"\bgraduate[sd]?\b|\balma mater\b|\b(?:academic )?degree\b|\beducation(?:al)? background\b",
        r"毕业|学历|学位",
    ),
    (
        r"入党|党龄|参加工作的?(?=时间|是|[?？]|$)",
        r"\bjoin(?:ed)? the (?:communist )?party\b",
        r"入党|参加工作|加入中国共产党",
    ),
    (
        r"妻子|老婆|爱人|丈夫|配偶|儿子|女儿|结婚|孩子叫|几个孩子",
        r"\b(?:wife|husband|spouse|married|daughter|sons?\b)",
        r"妻子|丈夫|配偶|儿子|女儿|结婚",
    ),
    (
        r"(?:什么时候|何时|哪年|哪一年|哪天|几时)[^,，?？]{0,4}(?:当上?|担任|出任|升任|上任|就任|接任|任的)|[当任干做]了(?:几|多少)年|任期",
        r"\b(?:become|became|take office|took office|in office|elected|been (?:the )?mayor|been in (?:the )?post)\b",
        r"任命|当选|任职|就任|任期",
    ),
    (r"工资|年薪|薪水|月薪", r"\b(?:salary|paid a year|earns?)\b", r"工资|年薪|薪"),
)
_HALL = re.compile(rf"{_VENUES}|\\b(?:hotel|hall|venue|auditorium)\\b")
_FILLING = re.compile(r"同志|先生|女士|本人|到底|今年|现在|个人|办公|自己|[他她,，的是在于从有]")
_CLOSE = 20  # characters between a name and what is told of it
_REACH = 5  # characters after a name that may lead to the detail: 是哪一年
_NEAR = 2  # and after a title: 秘书长以上的年龄 is nobody's
_WHAT = {"zh": re.compile("什么|啥"), "en": re.compile(r"\\bwhat(?= [a-z])")}
_WHO = re.compile("谁|何人|哪[一几]?[位个](?:领导|人)?|什么人")
_DONE_BY = re.compile("(?:的|人|者)+(?:都|又|到底|究竟)?(?:是|为|叫)?|(?:都|又|到底|究竟)?(?:是|为|叫)")
_WHO_DOES = re.compile("(?:来|负责)?(?:(?:作|做|发)了?)?")
_PRESENCE = re.compile("去|来|到|接|在|带|见|会|露|主|讲|陪|跟|随|同|牵|负责|领导|员|长|书记|副|人|方|家|代表")
_SAYS_ZH = re.compile(
    r"(?:说|讲|谈|强调|指出|讲话|致辞|致词|发言|表态|汇报|批示|指示)(?:的|了|到|里|中|时)*(?:些|过)?(?:主要|具体)?(?:内容)?(?:是|有)?(?:什么|啥|哪些|哪几)"
    r"|(?:作|做|发表|讲)(?:出)?(?:了|过)?(?:什么|啥|哪些|怎样|怎么样)样?的?(?:讲话|发言|致辞|指示|批示|表态|汇报)"
    r"|提(?:出|了)*过?(?:什么|啥|哪些)(?:样的)?(?:要求|意见|建议|看法|希望)"
    r"|(?:讲话|致辞|致词|发言)(?:的)?(?:主要|具体)?内容|怎么(?:说|讲)的"
)
_SAYS_EN = re.compile(
    r"\bwhat (?:did|does) [^?]*\b(?:say|stress|emphasi[sz]e|talk about|demand|call for|urge|point out|tell)\b"
    r"|\bwhat was said\b|\bcontents? of (?:his|her|the|\w+'s) (?:speech|remarks|address)\b"
)
_ONLY_SPOKE = re.compile(r"(?:汇报(?:了)?(?:相关|有关)?(?:工作|情况)?|发(?:了)?言)\s*$")
_REPORTED = re.compile("强调|指出|要求(?!，)|表示|勉励|认为|提出|希望")
_OTHERS = re.compile(r"(?:会议|大家|双方|与会[^，。]{0,4})(?:一致)?$")  # who spoke, where it is no single person
_HAPPENING = ("kind_event", "attend", "chair", "speak", "visit")


def details(question: Question) -> list[tuple[int, int]]:
    """Where a question asks for details of an event, which need not be said for the event to be the one meant."""
    return [found.span() for detail in _OF_EVENTS if (found := detail.asked(question))]


def asks_where_held(question: Question) -> bool:
    """Whether the hall or hotel of something is asked for."""
    return bool(_HALL.search(question.folded)) and _OF_EVENTS[0].asked(question) is not None


def of_event(question: Question, record: Record, book: QuoteBook) -> Draft | None:
    """That the only event a question can mean does not say where or at what hour it took place."""
    for detail in _OF_EVENTS:
        if (found := detail.asked(question)) and not detail.told.search(record.text):
            return silent_on(found.group().strip(), question, record, book)
    return None


def silent_on(what: str, question: Question, record: Record, book: QuoteBook, near: str = "") -> Draft:
    """That an event does not say something; `near`, or else its headline, is the nearest thing it says."""
    quoted = mark(book.cite(record, "date", "year"))
    near = near or short(headline(record))
    text = say(question.language, "silent_near", what=f"“{what}”", near=near, m=quoted)
    return Draft("not_found", text, missing=(what,), records=(record,))


def of_speech(question: Question, record: Record, people: Collection[str], book: QuoteBook) -> Draft | None:
    """That an event says of somebody that he spoke and not what he said."""
    asked = (_SAYS_ZH if question.language == "zh" else _SAYS_EN).search(question.folded)
    present = [name for name in (people or _speakers(question, record)) if name in record.text]
    if not asked or not present or question.has("when", "where", "count", "yesno"):
        return None
    if any(_reported(name, record) for name in present):
        return None
    near = next(s for s in re.findall(r"[^。]+", record.text) if present[0] in s)
    return silent_on(asked.group().strip(), question, record, book, near.strip())


def _speakers(question: Question, record: Record) -> list[str]:
    """The bodies that a question names, or whoever chaired."""
    named = [value for mention in question.named("unit", "region") for value in mention.values]
    if question.has("chair") and re.search("主持(?:人|者|的人)", question.folded):
        return doers(record, "chair")
    return [n for n in named if any(n in s and _ONLY_SPOKE.search(s) for s in re.findall("[^。]+", record.text))]


def reported(question: Question, record: Record, people: Collection[str]) -> str:
    """The sentence that reports what somebody said, where a question asks for that."""
    if not (_SAYS_ZH if question.language == "zh" else _SAYS_EN).search(question.folded):
        return ""
    return next((said for name in people if (said := _reported(name, record))), "")


def _reported(name: str, record: Record) -> str:
    """The sentence with words of a person: the one named last before 强调, 指出 or the like."""
    for found in _REPORTED.finditer(record.text):
        before = record.text[: found.start()]
        places = [(before.rfind(other), other) for other in record.fields.get("people", ()) if other in before]
        if places and max(places)[1] == name and not _OTHERS.search(before):
            return before[before.rfind("。") + 1 :].strip() + record.text[found.start() :].split("。")[0]
    return ""


def of_doer(question: Question, record: Record, terms: Sequence[Term], book: QuoteBook) -> Draft | None:
    """Who did what stands beside 谁, by the sentence that says so; that none is named where it names nobody."""
    term, does = _done_by_whom(question, terms)
    if term is None:
        return None
    sentences = [s for s in re.findall(r"[^。]+", record.text) if any(word in fold(s) for word, _ in term.alternatives)]
    if not sentences and (
        not does or not question.dates or _PRESENCE.search(term.surface) or _hinted(term, fold(record.text))
    ):
        return None
    people = [n for n in record.fields.get("people", ()) if any(n in s for s in sentences)]
    if people:
        return None
    return silent_on(term.surface, question, record, book, sentences[0].strip() if sentences else "")


def _done_by_whom(question: Question, terms: Sequence[Term]) -> tuple[Term | None, bool]:
    """The word right beside 谁 or 哪位: 领誓的是谁, 谁领誓; whether it stands behind."""
    for found in _WHO.finditer(question.folded):
        for term in terms:
            behind, ahead = (term.end, found.start()), (found.end(), term.start)
            does = ahead[0] <= ahead[1] and _WHO_DOES.fullmatch(question.folded, *ahead)
            if does or (behind[0] <= behind[1] and _DONE_BY.fullmatch(question.folded, *behind)):
                return term, bool(does)
    return None, False


def of_thing(question: Question, record: Record, terms: Sequence[Term], book: QuoteBook) -> Draft | None:
    """That the only event a question can mean does not say what thing it asks for: 签了什么协议."""
    asks = [found.end() for found in _WHAT[question.language].finditer(question.folded)]
    for term in terms:
        beside = any(0 <= term.start - end <= 1 for end in asks)
        if not beside or not term.naming or term.generic or _hinted(term, fold(record.text)):
            continue
        return silent_on(term.surface, question, record, book)
    return None


def _hinted(term: Term, text: str) -> bool:
    """Whether a text says a word, something of like meaning, or a piece of it."""
    word = term.alternatives[0][0]
    pieces = [word[i : i + 2] for i in range(len(word) - 1)]
    return any(other in text for other, _ in term.alternatives) or any(piece in text for piece in pieces)


def of_person(question: Question, corpus: Corpus, _book: QuoteBook) -> Draft | None:
    """That no text tells the age, the telephone or the like of the person whom a question names."""
    for detail in _OF_PEOPLE:
        found = detail.asked(question)
        person = found and next((p for p in _persons(question) if _belongs(p, found, question)), None)
        if found is None or person is None:
            continue
        names = person[2]
        if any(_near(name, detail.told.pattern, item.reading) for item in corpus.evidence.items for name in names):
            return None
        what = found.group().strip()
        return Draft("not_found", say(question.language, "silent", what=f"“{names[0]} {what}”"), missing=(what,))
    return None


def _near(name: str, told: str, text: str) -> bool:
    """Whether a text tells a detail close to a name."""
    if name not in text:
        return False
    name = re.escape(name)
    return bool(re.search(rf"{name}[^。]{{0,{_CLOSE}}}(?:{told})|(?:{told})[^。]{{0,{_CLOSE}}}{name}", text))


def _persons(question: Question) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where a question names a person, or a post that stands for one, and what texts call that."""
    for mention in question.named("person"):
        yield mention.start, mention.end, mention.values
    for post in posts_in(question):
        if not post.verb and not post.vague:
            yield post.start, post.end, post.endings


def _belongs(person: tuple[int, int, Iterable[str]], found: re.Match[str], question: Question) -> bool:
    """Whether a detail is that of a person: right behind the name in Chinese, of nothing that took place in English."""
    start, end, _ = person
    if question.language == "en":
        return (
            not question.has(*_HAPPENING) and not question.named("unit", "document") and bool(question.named("person"))
        )
    post = not any(m.start == start for m in question.named("person"))
    between = _FILLING.sub("", question.folded[end : found.start()]) if end <= found.start() else "-" * (_REACH + 1)
    return len(between) <= (_NEAR if post else _REACH) and not question.has(*_HAPPENING)
