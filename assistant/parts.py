"""A question of several parts, taken apart."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.cues import matches
from assistant.question import language_of, parse

_ZH = re.compile(
    r"(?<=[?？;；。])|[,，、](?=[^,，]*(?:谁|多[少大高长远重久深宽快]|几|什么|哪|啥|何|吗|通不通|能不能|会不会|是不是|有没有|够不够))|(?:以及|并且|同时|另外)(?=[^,，]*(?:谁|多少|几|什么|哪|啥|何))"
)
_EN = re.compile(
    r"(?<=[?;])\s+|,?\s+and\s+(?=(?:(?:by|on|in|at|for|to|from|since|under|with) )?"
    r"(?:who|whom|what|when|where|which|how|does|is|did|are)\b)",
    re.IGNORECASE,
)
# What only says what is to be counted asks nothing of its own: "不算牵头的", "Not counting those it leads."
_LIMIT = re.compile(
    r"^[(（]?(?:不算|不计|不含|不包括|不要|除去|除开|刨|去掉|排除|只算|只数|只看|仅限)"
    r"|(?:不算|不计|除外|也算|都算|算在内)[)）。.!！]*$"
    r"|^(?:请)?(?:全部|都|一一|逐一)?列(?:全|出来|齐|完整)[。.!！]*$"
    r"|^(?:please )?(?:list|name|give)(?: me)?(?: them)?(?: all)?(?: (?:of )?(?:the|them|these|those))?(?: \w+)?[.!]*$"
    r"|^(?:not counting|don't count|do not count|excluding|leav(?:e|ing) out|ignor(?:e|ing)|only count|count only)\b",
    re.IGNORECASE,
)
# Some, not how many: 几家企业要合并，……就得申报
_SOME = re.compile(r"^几[家个名位人][^,，?？几多哪谁什]{1,10}(?:要|想|打算|准备|一起|共同|合)[^,，?？]*[,，]?$")
_TOPIC = re.compile(r"(?:清单|名单|一览表?)$")  # named before the question on it, it asks nothing yet
_SCOPE = re.compile(
    r"(?:任务|项目|指标|名录|清单|工作|表)(?:里面?|中|当中|之中|内)$|^(?:of|among|in) the \d+ ", re.IGNORECASE
)
_ASKING = (
    "who",
    "count",
    "figure",
    "when",
    "where",
    "code",
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


# What may be asked once more of the same thing by no more than the question word.
_OF_THE_SAME = (
    *("yesno", "when", "where", "who", "lead", "responsible", "figure", "code", "deadline", "attend", "chair"),
    *("speak", "share", "participate"),
)


def split(text: str, corpus: Corpus, documents: tuple[str, ...]) -> list[str]:
    """The parts of a question that ask something of their own; the whole where it does not fall apart."""
    language = language_of(text)
    pieces = [
        piece.strip()
        for piece in (_ZH if language == "zh" else _EN).split(text)
        if piece and piece.strip(" ?？;；。,，、")
    ]
    pieces = _with_openings(_with_limits(pieces, "" if language == "zh" else " "), text, language)
    if len(pieces) < 2 or len(pieces) > 4:
        return [text]
    if any(_SCOPE.search(piece) or _SOME.match(piece) for piece in pieces[:-1]):
        return [text]
    for piece in pieces:
        question = parse(piece, corpus, documents)
        joined = text[text.index(piece) + len(piece) :].startswith("、")
        states = {"lead", "responsible"} if joined and question.named("unit") else set()  # A牵头、B参与的任务
        if not question.has(*set(_ASKING) - states - ({"list"} if _TOPIC.search(piece) else set())):
            return [text]
        named = question.mentions or question.ordinals or any(cue.startswith("front_") for cue in question.cues)
        bare = not (named or [t for t in question.terms if not t.generic])
        if bare and (piece is pieces[0] or not question.has(*_OF_THE_SAME)):
            return [text]
    return pieces


def _with_openings(pieces: list[str], text: str, language: str) -> list[str]:
    """The pieces, the first with what follows it where it only says of what is asked: 按第95项，占比多少？去年呢？"""
    if len(pieces) < 3 or any(matches(cue, pieces[0], language) for cue in _ASKING):
        return pieces
    second = text.index(pieces[1], len(pieces[0])) + len(pieces[1])
    return [text[:second].strip(), *pieces[2:]]


def _with_limits(pieces: list[str], between: str) -> list[str]:
    """The pieces, each with the limits that follow it."""
    joined: list[str] = []
    for piece in pieces:
        if joined and _LIMIT.search(piece):
            joined[-1] += between + piece
        else:
            joined.append(piece)
    return joined
