"""A question of several parts, taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from assistant.corpus import Corpus
from assistant.cues import matches, pattern
from assistant.question import language_of, parse
from assistant.standing import asks_next
from ingest.fold import fold

_ZH = pattern("parts_zh")
_EN = pattern("parts_en")
# What only goes on to the next part: "还有，", "Also, "
_GOING_ON = {language: pattern(f"going_on_{language}") for language in ("zh", "en")}
# How the answer is to be given is no question of its own: 报个数就行, 名称请一一列出, "just the number".
_MANNER_ZH = pattern("manner_zh")
_NAMING, _NAMED = re.compile("列|叫|名|举|写"), re.compile("哪|谁|什么|啥")
_ASKS_EN = re.compile(r"\b(?:who|whom|what|when|where|which|how)\b", re.IGNORECASE)
_MANNER_EN = re.compile(
    r"(?<=[?.;,])\s*(?:(?:please|just|only|give|tell|show|list|name|state|count|calculate|me|us|the|their|them|it|all"
    r"|each|both|of|numbers?|figures?|names?|dates?|titles?|amounts?|totals?|will|do|is|are|enough|fine|one|by|pls|plz|thanks|thank|you|cheers|complete|full"
    r"|out|up|start|end|ok|okay|suffice|sufficient|would)\b[ ,]*)+[.!]*$",
    re.IGNORECASE,
)
# A condition or a time said before the question on it: 某代表提建议那年, ……
_CIRCUMSTANCE = pattern("circumstance")
# One task, described before what is asked of it: 供销社牵头的那项工作，……
_THE_ONE = re.compile(r"的?[那这](?:一)?(?:项|条|件|个)(?:重点)?(?:工作|任务|事)?(?:里头?|里面|当中)?[,，:：]?$")
_INTERROGATIVE = re.compile(r"谁|多|几|什么|哪|啥|何|吗|呢|怎|是否|有无|([\u4e00-\u9fff])[不没]\1")
# What only says what is to be counted asks nothing of its own: "不算牵头的", "Not counting those it leads."
_LIMIT = pattern("limit_only")
# Some, not how many: 几家企业要合并，……就得申报
_SOME = re.compile(r"^几[家个名位人][^,，?？几多哪谁什]{1,10}(?:要|想|打算|准备|一起|共同|合)[^,，?？]*[,，]?$")
# What members of a list are called stands in the list: "哪几个，具体叫啥", "which ones, and what are they called".
_CALLED = pattern("called_what")
# Whether what was said is so: 对吗, "is that right?"
_WHETHER = re.compile(r"(?:了没|没有|与否|不)[?？]?$")
_TAG = pattern("whether_so")
_TOPIC = re.compile(r"(?:清单|名单|一览表?)$")  # named before the question on it, it asks nothing yet
_SCOPE = pattern("scope_only")
# How many each of those has that a rank is asked of, and who is next: 各多少项, 第二多的是谁, "who is runner-up"
_OF_RANKS = re.compile(
    r"^(?:各|分别|各自)(?:家|自|有|是|为|占|报了?)*(?:多少|几)[项个件条]?[^,，]{0,3}$|^with how many(?: each)?\W*$"
    r"|^(?:是|有|为|达到?|招了?|占|得了?|一?共)*(?:多少|几)[个名]?[人项件条家户吨元亿万]*[?？。]*$"
    r"|^how (?:many|much)(?: [\w-]+){0,3} (?:is|was|are|were) (?:that|this|it|those)\W*$",
    re.IGNORECASE,
)
_ASKING = (
    "who",
    "count",
    "figure",
    "when",
    "where",
    "code",
    "category",
    "content",
    "list",
    "lead",
    "responsible",
    "deadline",
    "doc_number",
    "compare",
    "difference",
    "yesno",
)


# By how much what the part before asks of is so: 达标没有，差几天
_BY_HOW_MUCH = pattern("by_how_much")
# So many days from what the part before names: ……，隔了多少天
_APART = pattern("so_many_apart")
_COMPARING = ("margin", "met", "unmet", "compare", "trend", "actual")

# What may be asked once more of the same thing by no more than the question word.
_OF_THE_SAME = (
    *(
        "yesno",
        "when",
        "where",
        "who",
        "lead",
        "responsible",
        "figure",
        "code",
        "category",
        "deadline",
        "attend",
        "chair",
    ),
    *("speak", "share", "participate"),
)
_IT = re.compile(r"\b(?:does|do|will|should|must|is|are) (?:it|they)\b")
_LASTING = re.compile(r"\bhow many (?:days|months|years|hours|weeks)\b")  # is asked of the same thing, too


# The days of what is counted: 开过几回，分别是哪天; how many entries name whom most name: 最多，见于几条.
_ON_WHICH = pattern("on_which_days")
_HOW_OFTEN = pattern("how_often")


# The days of two events: 甲会和乙会各是哪天, "when were the A and the B held"
_EACH_DAY = {language: pattern(f"each_day_{language}") for language in ("zh", "en")}
_ON_DAY = {"zh": "{}是哪天？", "en": "When was {} held?"}


def plain(text: str, language: str) -> str:
    """A question without the words at its end that only say how it is to be answered."""
    found = (_MANNER_ZH if language == "zh" else _MANNER_EN).search(text)
    if found is None:
        return text
    rest = text[: found.start()].rstrip(",，、;；. ")
    if language == "en":
        return rest if _ASKS_EN.search(rest) else text
    kept = _NAMING.search(found.group()) and not _NAMED.search(rest)  # how many, and what they are called
    return text if kept or not _INTERROGATIVE.search(fold(rest)) else rest


def split(text: str, corpus: Corpus, documents: tuple[str, ...]) -> list[str]:
    """The parts of a question that ask something of their own; the whole where it does not fall apart."""
    language = language_of(text)
    if found := _EACH_DAY[language].search(text):
        return [_ON_DAY[language].format(found[name]) for name in ("first", "second")]
    text = _GOING_ON[language].sub("" if language == "zh" else " ", plain(text, language))
    pieces = [
        piece.strip()
        for piece in (_ZH if language == "zh" else _EN).split(text)
        if piece and piece.strip(" ?？;；。,，、")
    ]
    for belongs in (_is_margin, _is_limit):
        pieces = _joined(pieces, text, partial(belongs, language=language))
    pieces = _with_openings(pieces, text, language)
    pieces = _with_circumstances(pieces, text) if language == "zh" else pieces
    if len(pieces) < 2 or len(pieces) > 4:
        return [text]
    if any(_SCOPE.search(piece) or _SOME.match(piece) for piece in pieces[:-1]):
        return [text]
    for piece in pieces:
        question = parse(piece, corpus, documents)
        joined = f"{piece}、" in text
        states = {"lead", "responsible"} if joined and question.named("unit") else set()  # A牵头、B参与的任务
        follows = piece is not pieces[0] and question.has("elliptic")  # 摩托车的呢
        asks = {*_ASKING, *(("met", "unmet", "trend") if _WHETHER.search(piece) else ())}
        if not follows and not question.has(*asks - states - ({"list"} if _TOPIC.search(piece) else set())):
            return [text]
        days = [date for date in question.dates if date.precision != "year"]
        named = question.mentions or question.ordinals or days or any(cue.startswith("front_") for cue in question.cues)
        bare = not named and all(term.generic for term in question.terms)
        same = question.has(*_OF_THE_SAME) or bool(_LASTING.search(question.folded))
        same = same or bool(question.years and question.has("trend", "plan", "met", "unmet"))  # of another year
        same = same or (question.has("count") and bool(_IT.search(question.folded)))
        if bare and (piece is pieces[0] or not same):
            return [text]
    return pieces


def _with_openings(pieces: list[str], text: str, language: str) -> list[str]:
    """The pieces, the first with what follows it where it only says of what is asked: 按第95项，占比多少？去年呢？"""
    if len(pieces) < 3 or any(matches(cue, pieces[0], language) for cue in _ASKING):
        return pieces
    second = text.index(pieces[1], len(pieces[0])) + len(pieces[1])
    return [text[:second].strip(), *pieces[2:]]


def _joined(pieces: list[str], text: str, belongs: Callable[[str, str], bool]) -> list[str]:
    """The pieces, each with those after it that belong to it, as the text has them."""
    joined: list[str] = []
    start = end = 0
    for piece in pieces:
        at = text.index(piece, end)
        end = at + len(piece)
        if joined and belongs(piece, joined[-1]):
            joined[-1] = text[start:end]
        else:
            start = at
            joined.append(piece)
    return joined


def _is_margin(piece: str, before: str, language: str) -> bool:
    """Whether a piece only asks whether what is before it is so, or by how much."""
    margin = _BY_HOW_MUCH.search(piece) and any(matches(cue, before, language) for cue in _COMPARING)
    return bool(margin or _TAG.search(piece) or _APART.search(piece))


def _with_circumstances(pieces: list[str], text: str) -> list[str]:
    """The pieces, each with the time or condition that stands before it and asks nothing."""
    joined: list[str] = []
    begin = end = 0
    waiting = False
    for piece in pieces:
        start = text.find(piece, end)
        if start < 0:
            return pieces
        begin, end = (begin if waiting else start), start + len(piece)
        joined = [*(joined[:-1] if waiting else joined), text[begin:end]]
        waiting = bool(_CIRCUMSTANCE.search(piece)) or bool(_THE_ONE.search(piece) and not _INTERROGATIVE.search(piece))
    return joined


def _of_the_same_events(piece: str, before: str, language: str) -> bool:
    """Whether a piece only asks for the days of what is counted, or how often whom most events name is named."""
    if _HOW_OFTEN.match(piece.lower()):
        return any(matches(cue, before, language) for cue in ("most", "least", "rank"))
    counted = matches("count", before, language) or re.search("同一?[天日]", before)
    return bool(counted and _ON_WHICH.match(piece.lower()))


def _is_limit(piece: str, before: str, language: str) -> bool:
    """Whether a piece limits what is before it, or only asks for the names, days, numbers or ranks of its members."""
    if _LIMIT.search(piece) or (_CALLED.match(piece) and matches("list", before, language)):
        return True
    if _of_the_same_events(piece, before, language):
        return True
    ranked = any(matches(cue, before, language) for cue in ("most", "rank"))
    return ranked and bool(_OF_RANKS.search(piece) or asks_next(piece.lower()))
