"""A question, read: language, question words, names, dates, figures and what content is left."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.corpus import Corpus
from assistant.cues import MASK, Cue, find_cues, mask, pattern, strip_noise
from assistant.described_papers import described_papers
from assistant.english import asked_kinds, capitals, english_terms, fixed_phrases
from assistant.english_ordinals import ORDINALS as ENGLISH_ORDINALS
from assistant.full_names import full_names, routes, said_whole, spelt_out
from assistant.glosses import told_once
from assistant.names import Mention
from assistant.words import Term, chinese_terms
from ingest.dates import FoundDate, find_dates
from ingest.figures import Figure, find_figures
from ingest.fold import fold
from ingest.measures import SCALE, UNIT
from ingest.numerals import parse_english_numeral, parse_numeral

_HAN = re.compile(r"[\u3400-\u9fff]")
# Words that only an English sentence has; a Chinese one may hold abbreviations
_ENGLISH = re.compile(
    r"\b(?:what|who|which|when|where|how|is|are|was|were|does|did|do|the|of|and|about|list|in|for)\b", re.IGNORECASE
)
PREMISE = re.compile(r"(?:since|given that|seeing that|considering that|because|既然|由于|鉴于)([^,，]*)[,，]")
_OWN_AFFAIRS = pattern("own_affairs")  # who asks, and what for
_ASIDE = pattern("aside")  # what is not asked, or where to look for it: the annex of the annual plan
# "132条重点工作里" speaks of all of them where there are so many
_ALL_OF_THEM = re.compile(r"(?:条|项|个|件)(?:重点)?(?:工作)?(?:任务|工作|事项)?(?:里|中|当中|之中|内|[,，])")
# "I look at credit conditions." before a question that does not point back to it
ASKER = re.compile(
    r"(?:i|we)(?:'m| am|'re| are)? (?:look|work|report|writ|cover|follow|stud|research|track|deal|teach|tally|analy[sz]"
    r")\w* [^.?!]*\.(?= )(?!.*\b(?:it|its|this|that|these|those|they|their|them|there|he|his|she|her)\b)"
)
_OPENS = re.compile(PREMISE.pattern.partition(")")[0] + ")")
_ROLES = ("lead", "share", "participate")
_PER = re.compile(rf"(?<=[每几\d])|(?<=多少)|(?<=\(){SCALE}?{UNIT}\)")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_BARE_MONTH = re.compile(rf"(?<!in )(?<!\d )(?<!of )(?<!and )(?<!to )\b(?!^May [a-z])({_MONTHS})\b(?! ?\d)")
# 九五年, 八六年; 八九年 may be eight or nine years
_LAST_CENTURY_SPELT = re.compile(
    r"(?<![〇零一二三四五六七八九十百千两几第])(九[〇零一二三四五六七八九]|八[〇零一二三四五六七])年(?!期|级|内|来|前|后|以|代|间|多|计划|规划)"
)
# 3.28那天, 4.9去招商: a day in figures where what follows speaks of a day or of what somebody did on it; 3月28 likewise
_DID = (
    r"(?:[那这当][天日次回场趟个]|去|看|开|赴|跑|接待|会见|慰问|主持|出席|下(?![降滑跌调])|的?(?:会|活动|调研|行程)"
    r"|市?领导|市[长委]|[上下]午)"
)
_MEASURED = rf"(?!座谈)(?:{SCALE}|{UNIT}|[个%‰倍是为左以多余至到节条款章版级号分的]|个百分点)"
_DOTTED_DAY = re.compile(
    rf"(?<![\d.a-z第为是达约])(1[0-2]|0?[1-9])\.([12]\d|3[01]|0?[1-9])"
    rf"(?:[日号]|(?={_DID}|[-—~至到]1?\d\.\d{{1,2}}[日号]?{_DID}))"
    rf"|(?<!\d)(1[0-2]|0?[1-9])月([12]\d|3[01]|0?[1-9])(?:(?={_DID})|(?=[\u3400-\u9fff])(?!日|{_MEASURED}))"
    rf"|(?:^(?:那么?)?|(?<=[长导记]))(1[0-2]|[1-9])\.([12]\d|3[01]|[1-9])(?=[\u3400-\u9fff])(?!{_MEASURED})"
)
_MILLIONS = re.compile(
    r"(?<![\d一二两三四五六七八九十百千几数上好成亿零第])[一二两三四五六七八九十百千]*[十百千]万(?![一二三四五六七八九])"
)
_COUNTERS = frozenset(("sessions", "rounds", "editions", "instances", "pieces", "sets", "units", "charge"))  # bare
_N = r"[\d〇零一二两三四五六七八九十百]+"
_JOIN = r"(?:[、,和及与至到-]|以及|~)"
_TASK = "的?(?:重点)?(?:工作)?(?:任务|工作|事项)"
_ZH_ORDINALS = (
    (
        "article",  # the 130条 of which a question asks 哪几条 are no article 130
        re.compile(
            rf"第({_N}(?:{_JOIN}第?{_N})*)条"
            rf"|(?<![哪这那每有几某后])({_N}(?:{_JOIN}第?{_N})*)条"
            r"(?!大?[河江路街线渠沟巷道]|条)(?![^?？]*(?:哪些|哪几|几条|多少条))"
        ),
    ),
    ("task", re.compile(rf"(?:编号|序号|号码)[为是]?第?(\d+)号?的?[那这]?一?[项条个件]?{_TASK}")),
    ("section", re.compile(rf"(?:部分|章节?|板块)[(]?第({_N})[)]?")),
    (
        "section",
        re.compile(
            rf"第({_N})(?:部分|章节?|大项|大?板块|大?块|个?方面|篇|节)|(?<![那这哪每另共分有成为\d一二三四五六七八九十])(?!两)({_N})(?:部分)"
        ),
    ),
    (
        "row",
        re.compile(
            rf"(?:序号(?:为|是)?第?|第)({_N})(?:号|个|项)?(?:指标|项目|行|名录)|(?:指标|序号(?:为|是)?)第?({_N})(?![\d共起览样些直栏列类]|(?:号|的)*[那这]?一?[条项个件]?(?:重点)?(?:工作)?(?:任务|事项))(?:号|项)?"
        ),
    ),
    ("task", re.compile(rf"第({_N}(?:{_JOIN}第?{_N})*)(?:号|项|个|条)?{_TASK}")),
    ("task", re.compile(rf"({_N}(?:{_JOIN}{_N})*)号{_TASK}")),
    (
        "task",
        re.compile(
            rf"(?:任务|工作|事项)(?:第({_N}(?:{_JOIN}第?{_N})*)(?:号|项|条)?(?![多大高少名位十百])|(\d+(?:{_JOIN}\d+)*)(?![\d项个条件人名万亿元%])(?:号)?|({_N})号|([二三四五六七八九]?十[一二三四五六七八九]?|一?百[一二三四五六七八九十零〇]+)(?![项个条件人名万亿元]))"
        ),
    ),
    ("task", re.compile(r"(?:编号|序号|号码)[为是]?(\d+)[号的那这一条项个件]*(?:重点)?(?:工作)?(?:任务|工作|事项)")),
    (
        "item",
        re.compile(
            r"(?:编号|标号|号码|标着|标为|标注为)(?:为|是)?第?(\d+)(?:号|位)?(?:的)?[那这](?:一)?(?:条|项|个|件)"
            r"|排(?:在|到)?第?(\d+)(?:位|号|个|条|项)?(?:的)?(?:[那这](?:一)?(?:条|项|个|件)|(?=任务|工作|事项))"
        ),
    ),
    (
        "item",
        re.compile(
            rf"第({_N}(?:{_JOIN}第?{_N})*)(?:号|项|条|款)|(?<![\d.])({_N})号(?!线|楼|文|召|令|房|院|井|厅|[^?,任务项]{{0,8}}那[天次回场趟])"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Ordinal:
    """Numbers of records a question names: "tasks 95 and 96"."""

    kind: str  # task, article, row, section, item (of whatever is numbered)
    numbers: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """What was understood of one question before any record was looked at."""

    text: str
    folded: str
    language: str
    cues: frozenset[str]
    found_cues: tuple[Cue, ...] = ()
    mentions: tuple[Mention, ...] = ()
    ordinals: tuple[Ordinal, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    figures: tuple[Figure, ...] = ()
    terms: tuple[Term, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    documents: tuple[str, ...] = ()  # ids the caller restricts the question to
    before: str = ""  # the turns it builds on
    earlier: tuple[Term, ...] = ()  # what those name and this one leaves out
    nth: int = 0  # which member of the list before a follow-up asks for; -1 is the last

    def has(self, *names: str) -> bool:
        """Whether any of these cues is there."""
        return not self.cues.isdisjoint(names)

    def named(self, *kinds: str) -> tuple[Mention, ...]:
        """The mentions of these kinds."""
        return tuple(mention for mention in self.mentions if mention.kind in kinds)

    @property
    def years(self) -> tuple[int, ...]:
        """The years the question speaks of, in order."""
        return tuple(dict.fromkeys(d.first.year for d in self.dates if d.has_year))

    def without(self, mentions: Iterable[Mention]) -> Question:
        """The question with some mentions taken out."""
        gone = set(mentions)
        return replace(self, mentions=tuple(m for m in self.mentions if m not in gone))


def language_of(text: str) -> str:
    """ "zh" where Han characters carry the question, else "en"."""
    han = len(_HAN.findall(text))
    latin = re.findall(r"[A-Za-z]+", text)
    if not han or _ENGLISH.search(text):
        return "en"
    return "zh" if han * 2 >= len(latin) else "en"


def normalise(text: str, language: str) -> str:
    """The folded question: without white space in Chinese, with it in English."""
    if language == "zh":
        text = _DOTTED_DAY.sub(lambda m: f"{m[1] or m[3] or m[5]}月{m[2] or m[4] or m[6]}日", fold(text))
        text = _MILLIONS.sub(lambda m: f"{int(parse_numeral(m[0]) or 0) // 10_000}万", spelt_out(text, "zh"))
        return _LAST_CENTURY_SPELT.sub(lambda m: f"19{parse_numeral(m[1])}年", text)
    text = _BARE_MONTH.sub(r"in \1", text)
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).lower().replace("’", "'")).strip()
    plain = spelt_out(re.sub(r"(?<=[a-z])'s\b", "", plain), "en")
    return re.sub(r"(?<=[a-z])'(?=(?:a|ai|an|ang|ao|e|en|eng|er|o|ou)\b)", "", plain)  # Xi'an, Xiong'an


def _numbers(text: str, language: str) -> tuple[int, ...]:
    """The whole numbers a list or range of numerals stands for."""
    parse = parse_numeral if language == "zh" else parse_english_numeral
    spread = re.split(r"[至到~-]|\bto\b|\bthrough\b", text)
    ends = [parse(part.strip().removeprefix("第")) or parse_numeral(part.strip().removeprefix("第")) for part in spread]
    if len(spread) == 2 and ends[0] is not None and ends[1] is not None and 0 < ends[1] - ends[0] < 200:
        return tuple(range(int(ends[0]), int(ends[1]) + 1))
    numbers = []
    for part in re.split(r"[、,和及与&]|以及|\band\b(?=\s*\d)", text):
        said = part.strip().removeprefix("第")
        found = [value for value in (parse(said) or parse_numeral(said),) if value is not None]
        for value in found or [v for half in said.split(" and ") if (v := parse(half)) is not None]:
            if value == int(value):
                numbers.append(int(value))
    return tuple(numbers)


def _find_ordinals(text: str, language: str) -> list[Ordinal]:
    found: list[Ordinal] = []
    for kind, numbered in _ZH_ORDINALS if language == "zh" else ENGLISH_ORDINALS:
        for match in numbered.finditer(text):
            if any(match.start() < o.end and match.end() > o.start for o in found):
                continue
            if numbers := _numbers(next(filter(None, match.groups())).strip(), language):
                found.append(Ordinal(kind, numbers, match.start(), match.end()))
    return sorted(found, key=lambda o: o.start)


def _of_all(ordinal: Ordinal, text: str, corpus: Corpus) -> bool:
    """Whether what looks like the number of a record is how many tasks a document has: 132条重点工作里."""
    if not text[ordinal.start].isdigit() or not _ALL_OF_THEM.match(text, ordinal.end - 1):
        return False
    return ordinal.numbers[0] in Counter(r.document_id for r in corpus.of_kind["task"]).values()


def _places(*things: Mention | Ordinal | FoundDate | Cue | Figure) -> list[tuple[int, int]]:
    return [(thing.start, thing.end) for thing in things]


def _restore(masked: str, text: str, places: Iterable[tuple[int, int, object]]) -> str:
    """A masked text with some places as they were."""
    characters = list(masked)
    for start, end, _ in places:
        characters[start:end] = text[start:end]
    return "".join(characters)


def cue_terms(question: Question, corpus: Corpus) -> list[Term]:
    """What the question words of a question name besides asking: 成员 in 多少成员, "members" in "how many members"."""
    taken = [*_places(*question.mentions, *question.figures), *((t.start, t.end) for t in question.terms)]
    spans = [(cue.start, cue.end) for cue in question.found_cues]
    outside = mask(question.folded, taken)
    inside = {i for start, end in spans for i in range(start, end)}
    text = "".join(c if i in inside else MASK for i, c in enumerate(outside))
    if question.language == "zh":
        found = chinese_terms(text, corpus.segmenter, corpus.synonyms)
        named = [term for term in found if corpus.segmenter.names(term.surface)]
    else:
        found = english_terms(strip_noise(text, "en", ()), corpus, capitals(question.text))
        named = [term for term in found if term.alternatives[0][0] != term.surface]
    return [replace(term, naming=False) for term in named if not term.generic and term.surface not in _COUNTERS]


def parse(text: str, corpus: Corpus, documents: tuple[str, ...] = ()) -> Question:
    """Read one question on its own; what sounds like a word of the documents and is none is read as that word."""
    language = language_of(text)
    folded = routes(full_names(normalise(text, language), corpus.evidence.known), corpus)
    question, content = _read(text, folded, language, corpus, documents)
    if language == "zh":
        corrected, corrections = corpus.correct(folded, content)
        if corrections:
            question, _ = _read(text, corrected, language, corpus, documents)
            question = replace(question, corrections=corrections)
    return question


def _that_year(date: FoundDate, folded: str) -> bool:
    """Whether a word for a year is not this one: 取得证书当年 is that of what stands before it."""
    before, after = folded[max(0, date.start - 1) : date.start], folded[date.end : date.end + 2]
    both = date.verbatim in ("今年", "明年") and "今年" in folded and "明年" in folded
    if both or (date.verbatim in ("年底", "年终") and after[:1] in ("考", "评", "奖")):
        return True
    of_what = _HAN.search(before) or (before and not re.search(r"\d{2,4}年", folded[: date.start]))
    return date.verbatim == "当年" and bool(of_what) and after not in ("计划", "目标", "预期", "指标")


def _measures(mention: Mention, folded: str) -> bool:
    """Whether a name that some cell has is only a unit of measure here: 每万人, 多少万人."""
    return mention.kind == "cell" and bool(_PER.match(folded, mention.start))


def _but_for_own(terms: list[Term], folded: str) -> list[Term]:
    """The terms, those of clauses on who asks and what for without content, where others are left."""
    own = [found.span() for found in _OWN_AFFAIRS.finditer(folded)]
    inside = [t for t in terms if any(start <= t.start < end for start, end in own)]
    asked = sum(end - start for start, end in own) < len(folded)
    return [replace(t, generic=True, naming=False) if t in inside and asked else t for t in terms]


def _roles_taken(whole: str, masked: str, cues: Iterable[Cue], language: str) -> list[Cue]:
    """The roles in tasks that a premise speaks of, where what is asked of it names none: 既然某局牵头了10项."""
    if whole == masked or any(cue.name in (*_ROLES, "responsible") for cue in cues):
        return []
    return [cue for cue in find_cues(whole, language) if cue.name in _ROLES]


def _of_that_year(dates: Iterable[FoundDate]) -> list[FoundDate]:
    """The dates, 当年 after another year being that year."""
    read: list[FoundDate] = []
    for found in dates:
        before = next((d for d in reversed(read) if d.precision == "year"), None)
        same = before is not None and found.verbatim == "当年"
        read.append(replace(found, first=before.first, last=before.last) if before and same else found)
    return read


def _read(text: str, folded: str, language: str, corpus: Corpus, documents: tuple[str, ...]) -> tuple[Question, str]:
    """The question as read, and its folded text with all but content masked."""
    asked = mask(folded, (aside.span() for aside in _ASIDE.finditer(folded)))
    papers = described_papers(asked, corpus) if language == "en" else []
    mentions = [m for m in corpus.names.find(mask(asked, _places(*papers)), language) if not _measures(m, folded)]
    mentions = said_whole(mentions, asked) if language == "zh" else sorted([*mentions, *papers], key=lambda m: m.start)
    without_names = mask(asked, [(m.start, m.end) for m in mentions if m.kind != "section"])
    dates = [d for d in find_dates(without_names, corpus.year) if not _that_year(d, without_names)]
    dates = _of_that_year(dates)
    ordinals = _find_ordinals(mask(without_names, [(d.start, d.end) for d in dates]), language)
    ordinals = [o for o in ordinals if not _of_all(o, folded, corpus)]
    masked = mask(asked, _places(*mentions, *ordinals, *dates))
    whole = masked
    if premise := PREMISE.match(masked) or ASKER.match(masked):
        masked = mask(masked, [premise.span()])
    phrases = fixed_phrases(masked, corpus) if language == "en" else []
    cues = find_cues(mask(masked, [(start, end) for start, end, _ in phrases]), language)
    kinds, cues = asked_kinds(masked, cues, corpus) if language == "en" else ([], cues)
    cues += _roles_taken(whole, masked, cues, language)
    figures = find_figures(masked)
    content = strip_noise(masked, language, _places(*cues, *figures))
    if language == "zh":
        terms = _but_for_own(chinese_terms(content, corpus.segmenter, corpus.synonyms), folded)
    else:
        terms = english_terms(_restore(content, folded, [*phrases, *kinds]), corpus, capitals(text))
        terms = told_once(terms, mentions, folded)
    names = {cue.name for cue in cues} | {f"kind_{o.kind}" for o in ordinals if o.kind in ("task", "article", "row")}
    question = Question(
        text, folded, language, frozenset(names), tuple(cues), tuple(mentions), tuple(ordinals), tuple(dates),
        tuple(figures), tuple(terms), (), documents,
    )  # fmt: skip
    opening = _OPENS.match(folded)
    if opening and not (mentions or ordinals or any(not t.generic for t in terms)):  # all is said in the premise
        read, content = _read(text, mask(folded, [opening.span()]), language, corpus, documents)
        return replace(read, folded=folded), content
    return question, content
