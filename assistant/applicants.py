"""Lists of names that places and bodies put forward: of which kind these are, and which lists a question means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.columns import columns_of, value_columns
from assistant.cues import pattern
from assistant.names import Table
from assistant.phrases import joined
from assistant.question import ASKER, Question
from assistant.words import Term
from ingest.fold import fold
from vectorstore.query import Filter

# What a question calls a kind of body, and how the names of such bodies end.
_KINDS = (
    (
        re.compile(
            r"(?:高等|高职|职业|大专)?院校|高校|大学(?!生)|大专|学院|学校|职校|\b(?:universit(?:y|ies)|colleges?|schools?|academ\w+)\b"
        ),
        re.compile(r"(?:大学|学院|学校|[中小]学|大专)$"),
    ),
    (
        re.compile(r"企业|公司|厂家|商家|\b(?:compan(?:y|ies)|enterprises?|firms?|businesses|corporations?)\b"),
        re.compile(r"(?:公司|集团|厂|合作社|企业)$"),
    ),
    (
        re.compile(r"协会|学会|商会|社团|行会|社会组织|\b(?:associations?|societ(?:y|ies)|guilds?|ngos?)\b"),
        re.compile(r"(?:[协学商]会|研究会|促进会|联合会)$"),
    ),
    (re.compile(r"医院|\bhospitals?\b"), re.compile(r"医院$")),
    (re.compile(r"(?:研究|保护|各类|文化)?中心|\b(?:research |protection )?cent(?:re|er)s?\b"), re.compile(r"中心$")),
    (
        re.compile(
            r"(?:博物|文化|图书|美术|艺术)馆|文化站|\b(?:museums?|librar(?:y|ies)|galler(?:y|ies)|cultural centres?)\b"
        ),
        re.compile(r"[馆站]$"),
    ),
    (
        re.compile(
            r"(?:事业|市直|直属|市属|省直|市级|县直)(?:的)?(?:单位|机构|部门)"
            r"|\b(?:public|municipal) (?:institutions?|bodies)\b"
        ),
        re.compile(r"(?:中心|馆|所|站|局|委|办|(?<!学)院)$"),
    ),
)
_NO_PLACE = pattern("no_place_of_rows")
_PLACE_NAME = re.compile("[省市县区旗州盟]$")
PUTS_FORWARD = pattern("puts_forward")
_APPLICANT = re.compile(r"申报|申请|推荐|报送|选送|提名|保护单位|applicant|nominat|submitted")
_FIELDS = ("kind_task", "lead", "responsible", "share", "attend", "kind_event", "kind_article", "kind_member")
_LISTED = pattern("only_listed")
_LISTED_EN = pattern("listed_en")
_ASKED = re.compile(r"(?:什么|啥|哪(?:一)?[门项种样个类])(?:样)?(?:的)?$")
_KIND_NOUN = pattern("kind_of_body")
_PICTURED = re.compile(
    rf"^(.{{2,}}?)的(?:[这那](?:一)?|一)?[个门项种手样道套]?{_KIND_NOUN.pattern}(?=[,，?]|[是叫由在归属来谁哪的编申])"
)
_KIND_NOUN_EN = pattern("kind_of_body_en")
_NEW = pattern("new_in_the_list")


def applicant_column(table: Table) -> str:
    """The header over who put the rows of a list of names forward; empty where a table is none."""
    columns = columns_of(table)
    if value_columns(columns):
        return ""
    return next((c.header for c in columns if c.role == "place" and _APPLICANT.search(fold(c.header))), "")


@dataclass(frozen=True, slots=True)
class Applicants:
    """Filters on who put rows forward, the terms that say so, and kinds of bodies of which there is none."""

    filters: tuple[Filter, ...] = ()
    used: tuple[Term, ...] = ()
    absent: tuple[str, ...] = ()


def applicants(question: Question, tables: Sequence[Table], terms: Sequence[Term]) -> Applicants:
    """The kinds of bodies by which a question tells rows: those that universities put forward."""
    headers = {t.key: header for t in tables if (header := applicant_column(t))}
    if not headers or question.has(*_FIELDS) or not PUTS_FORWARD.search(question.folded):
        return Applicants()
    taken = [(m.start, m.end) for m in question.mentions]
    taken += [asker.span() for asker in [ASKER.match(question.folded)] if asker]
    asked = [
        (found, cell)
        for said, cell in _KINDS
        for found in said.finditer(question.folded)
        if not any(start < found.end() and found.start() < end for start, end in taken)
    ]
    unplaced = _NO_PLACE.search(question.folded)
    if not asked and not unplaced:
        return Applicants()
    header = next(iter(headers.values()))
    cells = {str(row.fields["cells"].get(header, "")) for t in tables if headers.get(t.key) == header for row in t.rows}
    if asked:
        wanted = {cell for cell in cells for _, ending in asked if ending.search(fold(cell))}
    else:
        wanted = {cell for cell in cells if cell.strip() and not _PLACE_NAME.search(fold(cell))}
    spans = [found.span() for found, _ in asked] + ([unplaced.span()] if unplaced else [])
    used = tuple(t for t in terms if any(start < t.end and t.start < end for start, end in spans))
    said = joined(question.language, ",", (question.folded[start:end] for start, end in spans))
    if not wanted:
        return Applicants((), used, (said,))
    return Applicants((Filter("cells." + header, "is", tuple(sorted(wanted)), said),), used)


def absent_places(question: Question, tables: Sequence[Table], unbound: Sequence[Term]) -> tuple[str, ...]:
    """The places or bodies asked for that put no row of these lists forward, where nothing else is left over."""
    if not unbound or not all(applicant_column(t) for t in tables) or question.has(*_FIELDS):
        return ()
    named = {(m.start, m.end) for m in question.named("region", "unit")}
    placed = all(t.proper or (t.start, t.end) in named for t in unbound)
    return tuple(t.surface for t in unbound) if placed and PUTS_FORWARD.search(question.folded) else ()


def only_lists(term: Term) -> bool:
    """Whether a word only says that something stands in a list, or that it was put forward: 名额, 上榜, submitted."""
    return bool(_LISTED.fullmatch(term.surface) or _LISTED_EN.match(term.surface))


def asks_for(question: Question, term: Term) -> bool:
    """Whether a word is the kind of thing that a question asks for, which it need not say: 是啥手艺, 叫什么疗法."""
    asked = question.language == "zh" and _ASKED.search(question.folded[: term.start])
    return bool(asked) and not question.folded[term.end :].strip("?!。呢啊呀的")


def pictured(question: Question) -> str:
    """What a question says of a thing that it calls by its kind alone: 把…的那个绝活; empty where it does not."""
    if question.language == "en":
        return question.folded if _KIND_NOUN_EN.search(question.folded) else ""
    found = _PICTURED.search(question.folded)
    return found.group(1) if found else ""


def says_new(question: Question) -> bool:
    """Whether a question speaks of what is new on a list, not of what extends it."""
    return bool(_NEW.search(question.folded))
