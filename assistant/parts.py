"""A question of several parts, taken apart; and without the remark before it on the asker's own affairs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from assistant.corpus import Corpus
from assistant.cues import mask, matches, pattern
from assistant.names import Mention
from assistant.question import Question, language_of, parse
from assistant.standing import asks_next
from assistant.words import tells_errand
from ingest.fold import fold

_ASKS_ZH = "(?:谁|多少|几|什么|哪|啥|何)"
_ZH = pattern("parts_zh")
_EN = pattern("parts_en")
# One question after another with no more than a space between: 一共多少个 谁负责
_SPACED = re.compile(rf"({_ASKS_ZH}[^\s,，、?？;；。]*)\s+(?=[^,，\s?？]*{_ASKS_ZH})")
# What only goes on to the next part: "还有，", "Also, "
_GOING_ON = {language: pattern(f"going_on_{language}") for language in ("zh", "en")}
# How the answer is to be given is no question of its own: 报个数就行, 名称请一一列出, "just the number".
_MANNER_ZH = pattern("manner_zh")
_NAMING, _NAMED = re.compile("列|叫|名|举|写"), re.compile("哪|谁|什么|啥")
_ASKS_EN = re.compile(r"\b(?:who|whom|what|when|where|which|how)\b", re.IGNORECASE)
_MANNER_EN = pattern("manner_en")
# A condition or a time said before the question on it: 某代表提建议那年, ……
_CIRCUMSTANCE = pattern("circumstance")
# One task, described before what is asked of it: 供销社牵头的那项工作，……
_THE_ONE = pattern("the_one_before")
_INTERROGATIVE = re.compile(r"谁|多|(?<![那这前好])几|什么|哪|啥|何|吗|呢|怎|是否|有无|([\u4e00-\u9fff])[不没]\1")
# What only says what is to be counted asks nothing of its own: "不算牵头的", "Not counting those it leads."
_LIMIT, _BARE = pattern("limit_only"), pattern("bare_question")
# Some, not how many: 几家企业要合并，……就得申报
_SOME = re.compile(r"^几[家个名位人][^,，?？几多哪谁什]{1,10}(?:要|想|打算|准备|一起|共同|合)[^,，?？]*[,，]?$")
# What members of a list are called stands in the list: "哪几个，具体叫啥", "which ones, and what are they called".
_CALLED = pattern("called_what")
# Whether what was said is so: 对吗, "is that right?"
_WHETHER = re.compile(r"(?:了没|没有|与否|不)[?？]?$")
_TAG = pattern("whether_so")
_ONCE_MORE, _OF_PARTS = pattern("once_more"), pattern("topic_of_parts")
_OF_BOTH, _BOUND_GROUPS = pattern("of_both"), pattern("groups_of_size")
_TOPIC = re.compile(r"(?:清单|名单|一览表?)$")  # named before the question on it, it asks nothing yet
_SCOPE = pattern("scope_only")
# How many each of those has that a rank is asked of, and who is next: 各多少项, 第二多的是谁, "who is runner-up"
_OF_RANKS = pattern("of_ranks")
_ASKED = ("yesno", "who", "figure", "when", "where", "code", "category", "lead", "responsible", "deadline")
_ASKING = (*_ASKED, "count", "content", "list", "doc_number", "compare", "difference")
# What may be asked once more of the same thing by no more than the question word.
_OF_THE_SAME = (*_ASKED, "attend", "chair", "speak", "share", "participate")
# By how much what the part before asks of is so: 达标没有，差几天; so many days from what it names: ……，隔了多少天
_BY_HOW_MUCH, _APART = pattern("by_how_much"), pattern("so_many_apart")
_EFFECT, _NAMES_PAPER = pattern("effect"), pattern("names_paper")
_COMPARING = ("margin", "met", "unmet", "compare", "trend", "actual")
_IT = re.compile(r"\b(?:does|do|will|should|must|is|are) (?:it|they)\b")
_LASTING = re.compile(r"\bhow many (?:days|months|years|hours|weeks)\b")  # is asked of the same thing, too
# The days of what is counted: 开过几回，分别是哪天; how many entries name whom most name: 最多，见于几条.
_ON_WHICH, _HOW_OFTEN = pattern("on_which_days"), pattern("how_often")
# The days of two events: 甲会和乙会各是哪天, "when were the A and the B held"
_EACH_DAY = {language: pattern(f"each_day_{language}") for language in ("zh", "en")}
_EACH_DUTY = pattern("each_duty_zh")  # 甲和乙各由谁负责
_ON_DAY = {"zh": "{}是哪天？", "en": "When was {} held?"}
# Two attributes of one matter that are but named: 电梯的数量和责任单位
_PAIR, _BODY_NOUN = pattern("pair_zh"), re.compile("单位|部门|主体")
_PAIRS_EN = pattern("pair_en"), pattern("pair_of_amounts")  # two figures: the area heated, and the length of roads
_TWO, _TOGETHER = (_PAIR, pattern("each_of_roles"), pattern("each_of_two")), pattern("together_of_those")
# What the asker tells of himself before he asks: 我爸生活不能自理，…; "I teach in a village school. …"
_REMARK = {language: pattern(f"remark_{language}") for language in ("zh", "en")}
# Who wants the answer, and what for: 领导要数, 供督查通报使用, "It's for a report."
_IDLE = {language: pattern(f"idle_{language}") for language in ("zh", "en")}
_OPENING, _INTRODUCES, _ASKER, _REFERS = map(pattern, ("opening_en", "introduces_en", "asker_en", "refers_en"))
_CLAUSE = re.compile(r"(?:[^,，。;；:：!！?？\s()（）]|[(（][^()（）]{1,6}[)）](?=[一-龥]))+[,，。;；:：!！?？\s]*")
# It is needed where the question speaks of what it tells: 我们那儿, 他这种情况
_POINTS = pattern("points")
_OURS = re.compile("(?:[我咱俺]们?|本)(?:单位|公司|部门|[局委办厅科处室部馆站所院会市县区镇乡])|[我咱俺]们")


def plain(text: str, language: str) -> str:
    """A question without the words around it that only say how it is to be answered."""
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
    if language == "zh" and (found := _EACH_DUTY.match(text)):
        return [f"{found[name]}{found['asked']}？" for name in ("first", "second")]
    if language == "en" and (paired := _of_two_nouns(text, corpus, documents)):
        return paired
    text = plain(without_idle(text, language, corpus, documents), language)
    if topic := _OF_PARTS.match(text):  # 粮食有两个数要核：面积多少，产量多少
        parts = split(text[topic.end() :], corpus, documents)
        return [topic["topic"] + part for part in parts]
    if language == "zh" and (found := next(filter(None, (p.search(text) for p in _TWO)), None)):
        return _of_pair(found) if found.re is _PAIR else _of_each(found.groupdict())
    text = _GOING_ON[language].sub("" if language == "zh" else " ", text)
    text = _SPACED.sub(r"\1，", text)
    pieces = [
        piece.strip()
        for piece in (_ZH if language == "zh" else _EN).split(text)
        if piece and piece.strip(" ?？;；。,，、")
    ]
    pieces = _joined(pieces, text, partial(_belongs, language=language))
    opens = len(pieces) > 2 and not any(matches(cue, pieces[0], language) for cue in _ASKING)
    if opens:  # 按第95项，占比多少？去年呢？
        pieces = _joined(pieces, text, lambda _, before: before == pieces[0])
    if language == "zh":
        pieces = _joined(pieces, text, _waits)
    if (
        not 2 <= len(pieces) <= 4
        or _OF_BOTH.match(pieces[-1])
        or any(_SCOPE.search(piece) or _SOME.match(piece) for piece in pieces[:-1])
    ):
        return [text]
    asking = (_asks(piece, piece is pieces[0], f"{piece}、" in text, corpus, documents) for piece in pieces)
    return pieces if all(asking) else [text]


def _of_pair(found: re.Match[str]) -> list[str]:
    """What is asked by two nouns, the number first: 电梯数量是多少？ 电梯责任单位是谁？"""
    nouns = sorted((found["one"], found["other"]), key=lambda noun: bool(_BODY_NOUN.search(noun)))
    asked = [f"{noun}是谁？" if _BODY_NOUN.search(noun) else f"{noun}是多少？" for noun in nouns]
    return [found["what"] + asked[0], (found["what"] if _BODY_NOUN.search(nouns[1]) else "") + asked[1]]


def _of_two_nouns(text: str, corpus: Corpus, documents: tuple[str, ...]) -> list[str]:
    """What is asked by two English nouns, each a question of its own; nothing where one leans on the other."""
    found = next((m for pair in _PAIRS_EN if (m := pair.match(text))), None)
    if found is None or _ASKS_EN.search(f"{found['one']} {found['other']}"):
        return []
    topic = found.groupdict().get("topic") or ""
    asked = [f"{topic}what is {found[name]}?" for name in ("one", "other")]
    return asked if all(_asks(one, True, False, corpus, documents) for one in asked) else []


def _of_each(said: dict[str, str]) -> list[str]:
    """What is asked of each of two roles of a unit, or of two things of a kind."""
    asked = f"的任务有{said['asked']}？" if "asked" in said else "是多少？"
    things = (re.sub("参[与加]$", "配合", said[one]) for one in ("one", "other"))  # beside the lead it is not any role
    return [said["what"] + said.get("kind", "") + thing + asked for thing in things]


def _asks(piece: str, first: bool, joined: bool, corpus: Corpus, documents: tuple[str, ...]) -> bool:
    """Whether a piece asks something of its own, or no more than may be asked of what the pieces before name."""
    question = parse(piece, corpus, documents)
    states = {"lead", "responsible"} if joined and question.named("unit") else set()  # A牵头、B参与的任务
    asks = {*_ASKING, *(("met", "unmet", "trend") if _WHETHER.search(piece) else ())} - states
    if question.has("any_role") and not question.has("count", "list", "who"):
        return False
    follows = not first and question.has("elliptic")  # 摩托车的呢
    if "哪" in piece and question.has("visit"):  # 去的是哪个矿
        asks.add("visit")
    if not follows and not question.has(*asks - ({"list"} if _TOPIC.search(piece) else set())):
        return False
    days = [date for date in question.dates if date.precision != "year"]
    named = question.mentions or question.ordinals or days or any(cue.startswith("front_") for cue in question.cues)
    if named or not all(term.generic for term in question.terms):
        return True
    same = question.has(*_OF_THE_SAME) or bool(_LASTING.search(question.folded))
    same = same or bool(question.years and question.has("trend", "plan", "met", "unmet"))  # of another year
    return not first and (same or (question.has("count") and bool(_IT.search(question.folded))))


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


def _waits(piece: str, before: str) -> bool:
    """Whether what is before a piece is but a time, a condition, a limit or what it asks of, and asks nothing."""
    limits = _THE_ONE.search(before) or _LIMIT.search(before.rstrip(",，、")) or _BARE.match(piece)
    return bool(_CIRCUMSTANCE.search(before) or (limits and not _INTERROGATIVE.search(fold(before))))


def _belongs(piece: str, before: str, language: str) -> bool:
    """Whether a piece asks only if what is before it is so, by how much, or for its members' names, days or ranks."""

    def asks(*cues: str) -> bool:
        return any(matches(cue, before, language) for cue in cues)

    if (_ONCE_MORE.search(piece) and asks("when")) or (matches("agree", piece, language) and asks("figure", "plan")):
        return True
    if _TAG.search(piece) or _APART.search(piece) or (_BY_HOW_MUCH.search(piece) and asks(*_COMPARING)):
        return True
    number, effective = matches("doc_number", piece, language) and asks("when"), _EFFECT.search(piece)
    if (number or (effective and asks("doc_number"))) and not _NAMES_PAPER.search(piece):
        return True
    if _LIMIT.search(piece) or (_CALLED.match(piece) and asks("list")) or (_TOGETHER.search(piece) and asks("count")):
        return True
    if _HOW_OFTEN.match(piece.lower()):
        return asks("most", "least", "rank")
    if _ON_WHICH.match(piece.lower()) and (asks("count") or re.search("同一?[天日]", before)):
        return True
    ranks = _OF_RANKS.search(piece) or asks_next(piece.lower()) or _BOUND_GROUPS.search(piece)
    return bool(ranks) and asks("most", "rank")


def without_idle(text: str, language: str, corpus: Corpus, documents: tuple[str, ...]) -> str:
    """A question without clauses that ask and name nothing: who wants the answer, what for."""
    if language == "en":
        return _without_opening(_IDLE["en"].sub("", text).strip() or text, corpus, documents)
    clauses = [clause.group() for clause in _CLAUSE.finditer(text)]
    askers = {c: _asker(c, corpus) for c in clauses}
    idle = [c for c in clauses if askers[c] or (_IDLE["zh"].search(c.strip()) and _names_none(c, corpus, documents))]
    if not idle or len(idle) == len(clauses):
        return text
    for clause in idle:
        text = text.replace(clause, "", 1)
    text = text.rstrip(",，;；:：、(（ ")
    named = next((m for c in idle if isinstance(m := askers[c], Mention)), None)
    if named and _OURS.search(text):
        return _OURS.sub(named.surface, text)
    return f"{named.surface}，{text}" if named and _of_asker(named, parse(text, corpus, documents)) else text


def _asker(clause: str, corpus: Corpus) -> Mention | bool:
    """The unit or place that asks in a clause which says no more, True where none is named; False for other clauses."""
    text = fold(clause).strip(",，。;；:：!！?？ ")
    found = [m for m in corpus.names.find(text, "zh") if m.kind in ("unit", "region")]
    told = tells_errand(mask(text, ((m.start, m.end) for m in found)))
    return told and max(found, key=lambda m: len(m.surface), default=True)


def _of_asker(asker: Mention, question: Question) -> bool:
    """Whether a question is of whoever asks: of roles in tasks of no unit, of the rows of a place and names none."""
    roles = question.has("lead", "share", "participate", "responsible") and not question.named("unit")
    of_tasks = roles and not question.has("who") and not question.ordinals
    return of_tasks or (asker.kind == "region" and not question.mentions)


def _without_opening(text: str, corpus: Corpus, documents: tuple[str, ...]) -> str:
    """An English question without what opens it and tells only who asks, for whom or what for: "My boss insists:"."""
    found = _OPENING.match(text)
    if found is None or _ASKS_EN.search(found.group()) or found.group().lower().endswith((" no. ", "tell me ")):
        return text
    rest, opening = text[found.end() :], parse(found.group(), corpus, documents)
    named = any(t.naming and not t.generic and not _ASKER.fullmatch(t.surface) for t in opening.terms)
    needed = _REFERS.search(rest) or (named and not _INTRODUCES.search(found.group()))
    if opening.mentions or opening.ordinals or opening.dates or needed:
        return text
    return _without_opening(rest, corpus, documents)


def _names_none(clause: str, corpus: Corpus, documents: tuple[str, ...]) -> bool:
    """Whether a clause asks nothing and has no name and no date."""
    question = parse(clause, corpus, documents)
    told = question.mentions or question.ordinals or question.dates or corpus.names.units.unknown(question.folded)
    if any(t.proper for t in question.terms) or _titled(question, corpus):
        return False
    return not told and not _INTERROGATIVE.search(question.folded)


def _titled(question: Question, corpus: Corpus) -> set[str]:
    """The longer words of a question that the title of a paper has."""
    words = {t.surface for t in question.terms if t.naming and len(t.surface) > 3}
    return {word for word in words if any(word in title for title in corpus.titles.values())}


def after_remark(text: str) -> str:
    """What is asked after a remark on the asker's own affairs; empty where there is none, or the question needs it."""
    zh = any("\u4e00" <= c <= "\u9fff" for c in text)
    found = _REMARK["zh" if zh else "en"].match(text)
    rest = text[found.end() :] if found else ""
    return rest if found and found.end() and not _POINTS.search(rest) else ""


def without_remark(question: Question, corpus: Corpus) -> Question | None:
    """The question without the remark before it, where that names nothing which the rest leaves out."""
    rest = after_remark(question.text)
    if not rest:
        return None
    bare = parse(rest, corpus, question.documents)
    named = {value for mention in bare.mentions for value in mention.values}
    lost = [m for m in question.mentions if not named & set(m.values)] or len(bare.dates) < len(question.dates)
    if _titled(question, corpus) - _titled(bare, corpus):
        return None
    names = bare.mentions or bare.ordinals or any(t.naming and not t.generic for t in bare.terms)
    return bare if names and bare.cues and not lost else None
