"""Where the documents of a file begin, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.dateline import is_date_line
from ingest.fold import fold
from ingest.layout import Piece
from ingest.numbering import leading_number
from ingest.repair import IDEOGRAPH

PAPER_NUMBER = re.compile(rf"[{IDEOGRAPH}]{{1,14}}[〔(（\[［]\s?(?:19|20)\d\d\s?[〕)）\]］](?:第)?\d{{1,5}}号")
_ORDER_NUMBER = re.compile(r"第[\d一二三四五六七八九十百〇零]+号")
_KINDS = (
    "通知|意见|决定|公告|通告|通报|批复|复函|函|答复|报告|请示|办法|规定|条例|细则|方案|纪要|命令|令|决议|议案|公报"
    "|规划|计划|要点|大事记|规则|章程|守则|预案|制度|标准|名录|目录|清单|名单|指标|法"
)
KIND = re.compile(rf"(?:{_KINDS})(?:[（(][^（）()]*[）)])?$")
ISSUER = re.compile(
    rf"^([{IDEOGRAPH}、（）\s]{{2,60}}?(?:政府|办公厅|办公室|委员会|委|局|厅|部|院|署|会|中心|银行|党组|公司|大学|学院|总队|支队))"
    r"\s*(?=关于|转发|印发|批转|公布|发布|对|令)"
)
_CHRONICLE = re.compile(rf"[{IDEOGRAPH}\d—–\-至年月（）()\s]{{0,30}}大事(?:记|纪要)(?:[（(].*[）)])?$")
_CONTENTS = re.compile(r"目\s*录$")
_ENTRY = re.compile(r"^(.*?)[\s.．…·—\-_]*[（(]?\s*\d{0,4}\s*[）)]?$")
_LEADER = re.compile(r"[.．…·]{3,}|\t|\s[（(]?\d+[）)]?$")
_LOOSE_END = re.compile(r"[。；！？：:;!?]$")


@dataclass(frozen=True, slots=True)
class Start:
    """A document's title: the indexes of its first piece and of the piece after its last, and the title itself."""

    first: int
    end: int
    title: str


def starts(pieces: Sequence[Piece]) -> list[Start]:
    """Where documents begin, in order; empty where nothing says so."""
    contents = contents_range(pieces)
    entries = _entries(pieces[contents.start : contents.stop])
    found: dict[int, Start] = {}
    for index, piece in enumerate(pieces):
        if piece.kind != "text" or index in contents or any(s.first <= index < s.end for s in found.values()):
            continue
        start = (
            _numbered(pieces, index, contents) or _ordered(pieces, index) or _chronicle(pieces, index)
            or _listed(pieces, index, entries)
        )  # fmt: skip
        if start and not any(start.first < other.end and other.first < start.end for other in found.values()):
            found[start.first] = start
    return [found[first] for first in sorted(found)]


def contents_range(pieces: Sequence[Piece]) -> range:
    """The pieces of the contents page, its heading included; empty where there is none."""
    for index, piece in enumerate(pieces):
        if _CONTENTS.fullmatch(piece.text):
            end = index + 1
            while end < len(pieces) and _is_entry(pieces, end):
                end += 1
            return range(index, end)
    return range(0)


def _is_entry(pieces: Sequence[Piece], index: int) -> bool:
    piece = pieces[index]
    if piece.kind == "row":
        return len(piece.cells) <= 3 and not piece.cells[0].text.startswith("序号")
    if piece.kind == "left_out" or piece.text.startswith("【") or _LEADER.search(piece.text):
        return True
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    return following is not None and (
        (following.kind == "row" and len(following.cells) <= 3) or bool(_LEADER.search(following.text))
    )


def _entries(pieces: Sequence[Piece]) -> set[str]:
    """The folded titles that a contents page names."""
    texts = [piece.cells[0].text if piece.kind == "row" else piece.text for piece in pieces]
    titles = (found[1] for text in texts if (found := _ENTRY.match(text)))
    return {folded for title in titles if len(folded := fold(title)) >= 6}


def is_loose(piece: Piece) -> bool:
    """Whether a piece could be a line of a title: no sentence, no date, no numbered item, no entry of a form."""
    text = piece.text
    if piece.kind != "text" or not text or len(text) > 120 or _LOOSE_END.search(text) or "。" in text:
        return False
    number = leading_number(text)
    if number and not (piece.rank and number.style == "1."):
        return False
    return not (is_date_line(text) or text.startswith(("附件", "【", "（", "(")) or re.match(r"[^，]{1,10}[：:]", text))


def _numbered(pieces: Sequence[Piece], index: int, contents: range) -> Start | None:
    """A title over, or failing that under, a line that is a document number."""
    if not PAPER_NUMBER.fullmatch(pieces[index].text):
        return None
    first, title = index, ""
    while first > 0 and index - first < 7 and first - 1 not in contents and is_loose(pieces[first - 1]):
        if ISSUER.match(title) and not _leads_on(pieces[first - 1].text):
            break
        first -= 1
        title = pieces[first].text + title
    if title and (KIND.search(title) or ISSUER.match(title)):
        return Start(first, index, title)
    end, title = index + 1, ""
    while end < len(pieces) and end - index < 7 and is_loose(pieces[end]):
        title += pieces[end].text
        end += 1
        if KIND.search(title):
            return Start(index, end, title)
    return None


def _leads_on(text: str) -> bool:
    """Whether a line above a title that looks whole still belongs to it."""
    return bool(re.search(r"(?:转发|印发|批转|发布|公布|关于)$", text))


def _ordered(pieces: Sequence[Piece], index: int) -> Start | None:
    """An order (令) with its number, which carries a regulation: the regulation's title is the document's."""
    if not pieces[index].text.endswith("令") or index + 1 >= len(pieces):
        return None
    if not _ORDER_NUMBER.fullmatch(pieces[index + 1].text.replace(" ", "")):
        return None
    for later in range(index + 2, min(index + 12, len(pieces))):
        if is_loose(pieces[later]) and KIND.search(pieces[later].text):
            return Start(index, index + 2, pieces[later].text)
    return Start(index, index + 2, pieces[index].text)


def _chronicle(pieces: Sequence[Piece], index: int) -> Start | None:
    if not _CHRONICLE.fullmatch(pieces[index].text):
        return None
    end = index + 1
    while end < len(pieces) and pieces[end].kind == "text" and _CHRONICLE.fullmatch(pieces[end].text):
        end += 1
    return Start(index, end, " ".join(piece.text for piece in pieces[index:end]))


def _listed(pieces: Sequence[Piece], index: int, entries: set[str]) -> Start | None:
    """A title that the contents page names, in one piece or several."""
    title = ""
    for end in range(index, min(index + 5, len(pieces))):
        if not is_loose(pieces[end]):
            return None
        title += pieces[end].text
        if fold(title) in entries:
            return Start(index, end + 1, title)
    return None


def opening_title(pieces: Sequence[Piece]) -> Start | None:
    """The title lines at the very beginning of a file that is one document."""
    end, title = 0, ""
    while (
        end < len(pieces) and end < 6 and is_loose(pieces[end]) and not re.fullmatch(r"\d{1,2}[月日]", pieces[end].text)
    ):
        if end and (pieces[0].rank or KIND.search(title)) and not _starts_with_issuer_only(title):
            break
        title += pieces[end].text
        end += 1
    if end > 1 and not KIND.search(title) and not pieces[0].rank:
        end, title = 1, pieces[0].text
    return Start(0, end, title) if end else None


def _starts_with_issuer_only(title: str) -> bool:
    return bool(re.fullmatch(rf"[{IDEOGRAPH}]{{2,30}}(?:政府|办公厅|办公室|委员会|局|厅|部|院)", title))
