"""What a sentence that shares the words of a question must still say to answer it.

It must name the thing counted and count it, state the sum, be of the place, tell the deed somebody is asked for by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Quote
from assistant.asked import PROVINCES, figures_in, has_day
from assistant.corpus import Corpus
from assistant.draft import Draft
from assistant.measure import MEASURES, asked_measure, in_measure
from assistant.question import Question
from assistant.words import ENGLISH_GENERIC, Term
from ingest.figures import Figure
from ingest.fold import fold
from vectorstore.thesaurus import within_province

_COUNTERS = (
    "个|名|位|家|所|座|套|辆|部|台|张|间|栋|幢|只|头|棵|株|条|处|场|种|类|款|项|件|副|块|笔|份|届|批|支"
    "|艘|架|门|册|本|户|片|对|枚|盏|根|列|趟"
)
_MANY = re.compile(
    rf"(?<![第哪那这前后好十])(?:多少"
    rf"|几)(?P<counter>(?:{_COUNTERS})(?![亿万百点]))?(?![点何时年月日号天主次回趟倍遍])(?!一块|一起|都)"
)
_HOW_MANY = re.compile(
    r"\b(?:how many|(?:total |overall )number of(?= \w+s\b)) (?:different |more |new |other |kinds? of "
    r"|types? of |sorts? of )*"
)
# Where the words for what is counted end in English
_ENDS = re.compile(
    r"\b(?:did|does|do|will|would|are|is|were|was|have|has|had|can|could|should|must|may|might|shall|need|of|in"
    r"|on|at|for"
    r"|by|to|from|with|under|across|within|during|that|who|which|there|took|take|got|get|received|attended|came|went"
    r"|joined|each|per|such)\b|[,?.:]"
)
_NOUN = ("n", "vn", "b", "l", "j", "an", "s")
_SURE = 0.5  # weight of a word that may stand for one of the question
_ALIKE = 0.65  # cosine of two words of like meaning
_MEASURING = re.compile(
    r"^(?:times?|households?|kinds?|types?|copies|percent\w*|sessions?|editions?|rounds?|sets?|pieces?)$"
    r"|^(?:人次|方面|个|钱)$"
)
_PEOPLE = ("people", "persons")
_PAID = re.compile(r"[费租款金钱薪税价额]$")
_PERSONS = re.compile(
    r"(?:人|人员|人口|学生|小学生|中学生|毕业生|干部|官员|职工|居民|代表|委员|游客|访客|患者|运动员|教师|儿童"
    r"|学员|群众|病人|观众|旅客"
    r"|领导|村民|市民|用户|农民|工人|员工|职员|成员|会员|志愿者|人才)$"
)
_OF_PERSONS = frozenset(("人", "名", "位", "户", "人次"))
_CLAUSE = re.compile(r"[^,，。;；:：]+")
_PRECISE = ("分钟", "小时", "人", "户")  # measures that nothing else is said in
_ONE_OF = re.compile(r"[一二两三四五六七八九十](?:家|所|座|名|位|处|户|只|台)")
_BOUND = re.compile(r"^(?:以上|以下|以内|左右|余|多|的|[(（][^)）]*[)）])*")
_OF_EVENTS = re.compile(
    r"(?:多少|几)[个场条项件]?[^?,]{0,6}(?:活动|会|记录|记载|事|调研|考察)"
    r"|\b(?:how many|number of)\b(?: [\w-]+){0,5}? (?:entries|events|activities|meetings|occasions|records"
    r"|visits|trips|inspections"
    r"|sessions|conferences|engagements)\b"
)
_WATCHWORD = re.compile(r"[“\"][^”\"一二三四五六七八九十\d]{0,4}[一二三四五六七八九十\d][^”\"]{0,6}[”\"]")
_BRACKETS = re.compile(r"[()]")
_AFTER = 20  # characters between a number and what it counts: 100个具有…的…品牌
_REACH = 14  # characters between a thing and its number
_SUM = re.compile(
    r"(?:多少|几个?)(?:[万亿]?元?的?)?(?P<after>资金|经费|预算|补助金?|补贴|补偿金?|奖励金?|奖金|费用|成本)"
    r"|(?P<before>资金|经费|预算|补助金?|补贴|补偿金?|奖金|费用|成本|造价|投资|租金|工本费|耗资|总价|签约额"
    r"|签约金额|成交金额)"
    r"(?:预算|标准|总?额|规模|金额)?(?:一共|总共|大概|大约|每年|每月|每副|每个)?(?:是|为|有|要|达到?|花"
    r"|定)?(?:了)?多少(?!%|百分|个|家|项)"
    r"|\b(?:what|how much|how many yuan)\b(?! of the| (?:kind|sort|type)s? of)[^?.]*\b(?P<english>(?:budget"
    r"|funding)(?= of| for|\?|$)|subsid(?:y|ies)|fees?|rents?|costs?|price|allowance"
    r"|compensation|salary|registered capital|benefit)\b"
    r"|\bhow much (?P<spent>(?:money|cash|funding)|(?:did|does|do|will|has|have|was|were) (?:[^?]* )?(?:save"
    r"|spen[dt]|cost|pay|invest|raise)d?)\b"
)
_CHARGED = re.compile(r"费|fee|charge")
_FREE = re.compile(r"免费|免收|免征|不收取?|不得收取?|免除")
# What quantities are called in the documents
_QUANTITIES = {
    "占地": ("面积",),
    "面积": ("面积",),
    "长度": ("长", "公里", "米"),
    "高度": ("高", "米"),
    "宽度": ("宽", "米"),
    "深度": ("深", "米"),
    "投资额": ("投资",),
    "收入": ("收入",),
    "规模": ("规模",),
    "population": ("人口",),
    "area": ("面积",),
    "size": ("规模", "面积", "额", "元", "尺寸", "规格", "米"),
    "value": ("额", "值", "元"),
    "revenue": ("收入",),
    "income": ("收入", "增收"),
    "turnover": ("额",),
    "profit": ("利润",),
    "sales": ("销售", "额"),
    "length": ("长", "公里", "米"),
    "width": ("宽", "米"),
    "height": ("高", "米"),
    "capacity": ("能力", "容量", "装机", "规模", "量"),
}
_MAGNITUDE = re.compile(
    r"(?P<what>面积|占地|人口|规模|长度|高度|宽度|深度|容量|产值|重量|注册资本|投资额|销售额|成交额|(?:接待|办理"
    r"|受理|接听|客流|人流|车流|访问|浏览|点击|下载|签约|接诊|就诊"
    r"|参观)(?:量|额|数|人数)|办结率|满意率|入住率)"
    r"[^?,，]{0,6}?(?:多少|几何|多大|多长|多高|多宽)"
    r"|\bwhat (?:is|was|will be|were|are)(?: the)?(?: \w+){0,2} (?P<of>population|area|size|value|revenue"
    r"|income|turnover|profit|sales|length|width"
    r"|height|capacity) of\b|\bwhat (?P<which>size|revenue|income|turnover)\b"
)
_OF_AREA = ("平方米", "平方公里", "公顷", "亩")
_EACH_PLACE = re.compile(
    r"(?:每|各)个?(?:县|区|市|省|乡镇)(?:市|区)*(?:分别|各自?|的|[^?]{0,8}?各?(?:是|有|为)?多少)|分(?:县|区|市"
    r"|省)(?:区)?(?:看|来看|的)"
    r"|\b(?:each|every) (?:county|district|city|province|town)\b|\bby (?:county|district|city|province)\b"
    r"|\bcounty by county\b"
)
_EACH_MONTH = re.compile(
    r"(?:每|各|逐)个?月(?:份)?(?:分别|各|的)|分月|\b(?:each|every) month\b|\bmonth by month\b"
    r"|\bmonthly (?:breakdown|figures?)\b"
)
_MONTHS = re.compile(r"(?:1[0-2]|[1-9])月份?")
_TOWNS = re.compile("[一-鿿]{1,3}[县区市]")
_WHY = re.compile(
    r"为什么|为何|为啥|什么原因|啥原因|因为什么|因何|原因是什么|(?<!是)怎么会|\bwhy\b|\b(?:the )?reasons? (?:for"
    r"|why|behind)\b"
)
_BECAUSE = re.compile(
    r"因|由于|鉴于|为了|为(?=进一步|贯彻|落实|加强|保障|确保|深化|规范|支持|解决|破解|促进|推动|适应|做好|配合"
    r"|便于|全面|更好|充分|有效)"
    r"|导致|造成|以便|旨在|针对|目的|有利于|意义|问题|根据|结合|满足|需要|较[重大多高]|不足|有限|缺"
    r"|以[^,，。]{2,12}为"
)
# Deeds that who is responsible for a matter need not have done himself
_DEEDS = {
    "设计": ("设计", r"\bdesign(?:ed|er|ers|s)?\b"),
    "施工": (
        "施工|承建|中标",
        r"\b(?:built by|contractor|won the (?:contract|bid|tender)|wins the (?:contract|bid))\b",
    ),
    "测量": ("测量|测绘|勘测|勘察", r"\bsurveyed by|\bwho (?:surveyed|measured)\b"),
    "领誓": ("领誓", r"\bled the oath|\bwho administered the oath"),
    "发明": ("发明|研发", r"\binvent(?:ed|or)\b"),
    "撰写": ("撰写|执笔|编写|作者|谁写", r"\bwho (?:wrote|drafted|authored)\b|\bauthor\b"),
    "捐赠": ("捐赠|捐款|资助|赞助", r"\b(?:donated|donor)\b"),
    "供货": ("供货|供应商", r"\bsupplier\b"),
    "监理": ("监理", r"\bsupervising engineer\b"),
    "翻译": ("翻译", r"\btranslat(?:ed|or)\b"),
    "命名": ("命名|取名|起名", r"\bwho named\b"),
}
_START = re.compile(
    r"开始|启用|起用|开通|通车|投用|生效|实施|施行|开工|动工|开幕|\b(?:start|begin|began|open|opened"
    r"|come into (?:use|force|effect))\b"
)
_ASKS_START = re.compile(
    r"(?:哪[一年]*[年天日]|几月几[日号]|什么时候|何时)[^?,，]{0,6}?(?:开始|启用|起用|开通|通车|投用|生效|施行"
    r"|开工|动工|开幕)"
    r"|(?:启用|起用|开通|通车|投用|生效|施行|开工|动工|开幕)(?:的)?(?:日期|时间|日子)?(?:是|在|定在"
    r"|于)?(?:哪[一年]*[年天日]|几月|什么时候|何时)"
    r"|\bwhen (?:did|does|do|was|will|were|is)\b[^?]*\b(?:start|begin|open|opened|come into (?:use|force|effect))\b"
)
_FROM_ON = re.compile(r"自[^,，。;；]{0,10}之日起")
_TO_DATE = re.compile(r"[至到止]\s?\d{4}年|截至|截止")
_DAY_ASKED = re.compile(
    r"哪[一]?[天日](?!数)|几月几[日号]|几号(?!房|楼|院|线|门|馆|厅|室)|\b(?:what|which) (?:exact )?(?:date"
    r"|day)\b|\bon what date\b"
)
_NEAR_DAY = re.compile(
    r"\d+(?:个)?(?:天|日|工作日|小时|周|月)|[一二三四五六七八九十]+(?:个)?(?:天|日|工作日|月|周)|[底初旬末]前?"
    r"|之日|次日|当[日天]"
)
_NAMES_OF = re.compile(
    r"(?:\d+|[两三四五六七八九十])(?:个|家|所|座|项)[^?,，]{0,10}?(?:叫什么|叫啥|名字|名称是)"
    r"|(?:那|这|哪)(?:[2-9]|[二两三四五六七八九]|几)(?:个|家|位|名|项|座|所)[^?,，]{0,12}?(?:叫|名字|名称|分别是"
    r"|是哪)"
    r"|\b(?:names? of|which) (?:the |these |those )?(?:two|three|four|five|six|seven|eight|nine)\b"
)

_COMPARED = re.compile(
    r"(?:与|和|跟|同|比)(?P<other>[一-鿿]{2,4}?)(?:市|县|省)?(?:的)?(?:相比|比较|比起?来|比(?=[,，])|高|低|多|少"
    r"|快|慢|强|差)"
    r"|(?:[Cc]ompared? (?:with|to)|than|against|versus|vs\.?)(?: that of| those of| in"
    r"| the one in)? (?P<city>[A-Z][a-z']{3,})"
)
_FIRM_ASKED = re.compile(
    r"哪(?:一)?(?:家|个)(?:公司|企业|厂家|药厂|工厂|开发商)|\b(?:which|what) (?:company|firm|contractor"
    r"|manufacturer|developer)\b"
)
_FIRM = re.compile(r"公司|集团|企业|厂|银行|有限")
_INCOME = re.compile(r"(?:业)?的?总?(?:收入|营收)[^?,，]{0,8}?(?:多少|几何)")
_FALL = re.compile(
    r"(?:降|跌|下降|减少|降低|下调)了?(?:多少|百分之?几|几)|\b(?:how much|what (?:average "
    r"|exact )?percent(?:age)?)\b[^?]* (?:fall|fell|drop(?:ped)?|decline[sd]?|decreased?)\b"
)
_FALLEN = re.compile(r"降|跌|减|低|省|缩|负|回落")
_RANKED_FIRST = re.compile(
    r"排名?(?:在)?第一|得了第一|第一名|夺冠|冠军|\b(?:came|ranks?|ranked|comes|finished|placed) first\b|\bchampion\b"
)
_FIRST = re.compile(r"第一(?![次批期步个时产季年线])|首位|居首|榜首|冠|1位")
_STREET_ASKED = re.compile(
    r"哪(?:一)?条(?:路|街|大街|巷|大道)|什么(?:路|街)(?:上)?(?=[?]|$)|\b(?:which|what) (?:street|road|avenue)\b"
)
_STREET = re.compile(r"(?<![道公铁线通思出一])路(?!网|域|径|演|由)|街|大道|巷")


@dataclass(frozen=True, slots=True)
class Head:
    """The thing a question asks a number of, as it calls it and in the words a text may have for it."""

    surface: str
    words: tuple[str, ...]
    counter: bool = True  # whether it is asked for by the piece: 多少个
    vague: bool = False  # whether a text may well call it otherwise

    @property
    def persons(self) -> bool:
        """Whether it is people, who are counted without being called so."""
        return any(_PERSONS.search(word) for word in self.words[:3])


@dataclass(frozen=True, slots=True)
class _Told:
    """What an answer quotes, and what stands above that."""

    question: Question
    corpus: Corpus
    text: str
    above: str
    enumerated: bool  # whether the things counted are the records themselves

    def says(self, words: Sequence[str]) -> bool:
        """Whether the text says one of these words, most of the first, or a word of like meaning."""
        return (
            any(word in self.text for word in words)
            or _mostly(words[0], self.text)
            or (len(words[0]) > 3 and words[0][-2:] in self.text)
            or self._alike(words[0])
        )

    def _alike(self, word: str) -> bool:
        said = sorted({w for w, _, _, _ in self.corpus.segmenter.words(self.text) if len(w) > 1})
        if not said or word.isascii() or len(word) < 2:
            return False
        vectors = self.corpus.word_vectors(self.corpus.word_rows([word, *said]))
        return bool((vectors[1:] @ vectors[0]).max() >= _ALIKE)

    def numbers(self) -> list[Figure]:
        """The figures of the text but for those that the question gives or that are part of a watchword: “五位一体”."""
        plain = _WATCHWORD.sub("", self.text)
        return [f for f in figures_in(plain) if f.verbatim not in self.question.folded]


def _mostly(word: str, text: str) -> bool:
    """Whether a text has at least half of the pairs of characters of a longer word."""
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return len(pairs) > 1 and not word.isascii() and 2 * sum(pair in text for pair in pairs) >= len(pairs)


def lacking(question: Question, corpus: Corpus, draft: Draft, quotes: Sequence[Quote]) -> str:
    """What the question asks for that an answer does not say; empty where nothing is found to be missing."""
    if draft.outcome != "answered" or not quotes:
        return ""
    above = " ".join(" ".join((q.document, *q.path, q.label)) for q in quotes)
    text = _BRACKETS.sub("", fold(" ".join(q.text for q in quotes)))
    told = _Told(question, corpus, text, fold(above), _enumerated(question, draft))
    checks = (_comparand,) if any(r.kind == "row" for r in draft.records) else _CHECKS
    return next(filter(None, (check(told) for check in checks)), "")


def _enumerated(question: Question, draft: Draft) -> bool:
    """Whether an answer counts the very records that are asked for."""
    if draft.receipt is None:
        return False
    if draft.receipt.kind == "event":
        return bool(_OF_EVENTS.search(question.folded))
    return draft.receipt.kind != "group"


def head(question: Question, corpus: Corpus) -> Head | None:
    """What a question asks the number of; None where it asks for no number or says not of what."""
    return _chinese(question, corpus) if question.language == "zh" else _english(question, corpus)


def _chinese(question: Question, corpus: Corpus) -> Head | None:
    found = _MANY.search(question.folded)
    if found is None:
        return None
    after, last = question.folded[found.end() :].lstrip("的"), ""
    if after.startswith("人") and not after.startswith("人均"):
        return Head("人", ("人员",))
    for word, tag, _, _ in corpus.segmenter.words(after):
        if not tag.startswith((*_NOUN, "a")) or len(word) < 2:
            break
        last = last if tag.startswith("a") else word
    if last:
        return Head(
            last, (fold(last), *(w for w, weight in corpus.synonyms(last) if weight >= _SURE)), bool(found["counter"])
        )
    if after and after[0] not in "?。,":
        return None
    before = [t for t in question.terms if t.end <= found.start() and t.naming and not t.generic]
    return _of(before[-1]) if before and found["counter"] and before[-1].end >= found.start() - 4 else None


def _english(question: Question, corpus: Corpus) -> Head | None:
    found = _HOW_MANY.search(question.folded)
    if found is None:
        return None
    end = _ENDS.search(question.folded, found.end())
    last = len(question.folded[found.end() : end.start() if end else None].rstrip()) + found.end()
    words = question.folded[found.end() : last].split()
    if not words or _MEASURING.search(words[-1]):
        return None
    if words[-1] in _PEOPLE:
        return Head(words[-1], ("人员",))
    covering = next((t for t in question.terms if t.start < last <= t.end), None)
    if covering is not None:
        return None if covering.spelt else replace(_of(covering), vague=covering.generic)
    chinese = [fold(w) for _, _, found_words in corpus.terms.from_english(words[-1]) for w in found_words]
    chinese += [fold(w) for one in corpus.lexicon.translate(words[-1]) for w, weight in one.terms if weight >= _SURE]
    return Head(words[-1], tuple(chinese), vague=words[-1] in ENGLISH_GENERIC) if chinese else None


def _of(term: Term) -> Head:
    return Head(term.surface, tuple(word for word, weight in term.alternatives if weight >= _SURE) or (term.surface,))


def _counted(told: _Told) -> str:
    """The thing counted, where the text does not name it or gives no number of it."""
    asked = None if told.enumerated else head(told.question, told.corpus)
    if asked is None or _MEASURING.search(asked.surface):
        return ""
    if measure := asked_measure(told.question):
        return "" if any(in_measure(f, measure) for f in told.numbers()) or measure not in _PRECISE else asked.surface
    if _PAID.search(asked.words[0]) and any(in_measure(f, "元") for f in told.numbers()):
        return ""
    if asked.persons and any(in_measure(f, unit) for f in told.numbers() for unit in _OF_PERSONS):
        return ""
    return "" if _numbered(asked, told) else asked.surface


def _numbered(asked: Head, told: _Told) -> bool:
    """Whether a text gives a number of a thing: 10个…网站, 网站…有10个."""
    some = any(f.base_unit not in MEASURES for f in told.numbers()) or bool(_ONE_OF.search(told.text))
    if asked.vague:
        return any(f.unit and f.base_unit not in MEASURES for f in told.numbers())
    if not told.says(asked.words):
        return False
    word = next((word for word in asked.words if word in told.text), "")
    if not word:  # it calls it otherwise
        return some and not asked.persons
    if not asked.counter:
        return bool(told.numbers())
    called = {word, *(word[-2:] for word in asked.words if len(word) > 3)}
    return any(_counts(clause.group(), one, told) for clause in _CLAUSE.finditer(told.text) for one in called)


def _counts(clause: str, word: str, told: _Told) -> bool:
    """Whether a figure of a clause counts what a word names."""
    if word not in clause:
        return False
    places = [found.span() for found in re.finditer(re.escape(word), clause)]
    clause = _WATCHWORD.sub("", clause)
    for figure in figures_in(clause):
        if figure.base_unit in MEASURES or figure.verbatim in told.question.folded:
            continue
        if any(0 <= start - figure.end <= _AFTER for start, _ in places):
            return True
        if any(0 <= figure.start - end <= _REACH for _, end in places) and not _names_other(clause[figure.end :], told):
            return True
    return bool(_ONE_OF.search(clause))


def _names_other(after: str, told: _Told) -> bool:
    """Whether what follows a figure is what it counts: 4个方面."""
    if after.startswith(("级", "度")):
        return True
    words = told.corpus.segmenter.words(_BOUND.sub("", after))
    return bool(words) and words[0][1].startswith(("n", "vn")) and len(words[0][0]) > 1


def _sum(told: _Told) -> str:
    """The sum of money asked for, where the text states none."""
    found = _SUM.search(told.question.folded)
    if found is None or any(in_measure(f, "元") for f in figures_in(told.text)):
        return ""
    what = next(filter(None, found.groups()), "")
    return "" if _CHARGED.search(what) and _FREE.search(told.text) else what


def _magnitude(told: _Told) -> str:
    """The quantity asked for by name, where the text does not name it, or no area where one is asked for."""
    found = _MAGNITUDE.search(told.question.folded)
    if found is None:
        return ""
    surface = found["what"] or found["of"] or found["which"]
    what = _QUANTITIES.get(surface, (surface,))
    if "面积" in what and any(in_measure(f, unit) for f in figures_in(told.text) for unit in _OF_AREA):
        return ""
    if "人口" in what:
        return "" if any(in_measure(f, "人") for f in told.numbers()) else surface
    return "" if any(word in told.text for word in what) else surface


def _place(told: _Told) -> str:
    """A province of the question that neither the text nor what stands above it names."""
    for term in told.question.terms:
        place = term.alternatives[0][0].removesuffix("省").removesuffix("市")
        said = (place, *within_province(place))
        if re.fullmatch(PROVINCES, place) and not any(name in told.text + told.above for name in said):
            return term.surface
    return ""


def _each(told: _Told) -> str:
    """The parts that figures are asked for of, where the text gives them of one."""
    if found := _EACH_PLACE.search(told.question.folded):
        return (
            "" if "各" in told.text or "每" in told.text or len(set(_TOWNS.findall(told.text))) > 1 else found.group()
        )
    if found := _EACH_MONTH.search(told.question.folded):
        return "" if "每月" in told.text or len(set(_MONTHS.findall(told.text))) > 1 else found.group()
    return ""


def _reason(told: _Told) -> str:
    found = _WHY.search(told.question.folded)
    return found.group() if found and not _BECAUSE.search(told.text) else ""


def _deed(told: _Told) -> str:
    """What somebody is asked for by, where the text does not say that it was done."""
    if not told.question.has("who", "list", "content", "responsible") and "公司" not in told.question.folded:
        return ""
    for chinese, english in _DEEDS.values():
        found = re.search(chinese if told.question.language == "zh" else english, told.question.folded)
        if found and not re.search(chinese, told.text):
            return found.group()
    return ""


def _beginning(told: _Told) -> str:
    """The day something begins, where the text only says until when it lasts."""
    found = _ASKS_START.search(told.question.folded)
    if found and _FROM_ON.search(told.text) and _TO_DATE.search(told.text):
        return found.group()
    return ""


def _day(told: _Told) -> str:
    """The day asked for, where the text names none and no time that ends on one."""
    found = _DAY_ASKED.search(told.question.folded)
    if found is None or not told.question.has("when", "deadline") or told.question.has("who", "lead", "responsible"):
        return ""
    if has_day(told.text) or _NEAR_DAY.search(told.text):
        return ""
    return found.group()


def _names(told: _Told) -> str:
    """The names of several things, where the text only says how many there are."""
    found = _NAMES_OF.search(told.question.folded)
    return found.group() if found and "、" not in told.text and "《" not in told.text else ""


def _firm(told: _Told) -> str:
    """The firm asked for, where the text names none."""
    found = _FIRM_ASKED.search(told.question.folded)
    return found.group() if found and not _FIRM.search(told.text) else ""


def _income(told: _Told) -> str:
    """What an income comes from, where the text speaks of another."""
    found = _INCOME.search(told.question.folded)
    if found is None:
        return ""
    source = next((t for t in told.question.terms if t.naming and not t.generic and t.end == found.start()), None)
    return "" if source is None or told.says(_of(source).words) else source.surface


def _fall(told: _Told) -> str:
    """By how much something falls, where the text speaks of no fall."""
    found = _FALL.search(told.question.folded)
    return found.group() if found and not _FALLEN.search(told.text) else ""


def _first(told: _Told) -> str:
    """Who came first, where the text knows no first."""
    found = _RANKED_FIRST.search(told.question.folded)
    return found.group() if found and not _FIRST.search(told.text) else ""


def _street(told: _Told) -> str:
    """The street something stands in, where the text names none."""
    found = _STREET_ASKED.search(told.question.folded)
    return found.group() if found and not _STREET.search(told.text) else ""


def _comparand(told: _Told) -> str:
    """The city or county that something is compared with, where nothing told is of it."""
    found = _COMPARED.search(told.question.folded if told.question.language == "zh" else told.question.text)
    if found is None:
        return ""
    if told.question.language == "zh":
        tagged = next(iter(told.corpus.segmenter.words(found["other"])), None)
        name = tagged[0] if tagged and tagged[1] == "ns" else ""
        return name if name and name[:2] not in told.text + told.above else ""
    name = found["city"].lower()
    term = next((t for t in told.question.terms if t.surface.startswith(name)), None)
    if term is None or term.generic:
        return ""
    return "" if any(word in told.text + told.above for word, _ in term.alternatives) else found["city"]


_CHECKS: tuple[Callable[[_Told], str], ...] = (
    _counted,
    _sum,
    _magnitude,
    _place,
    _each,
    _reason,
    _deed,
    _beginning,
    _day,
    _names,
    _fall,
    _first,
    _street,
    _income,
    _firm,
    _comparand,
)
