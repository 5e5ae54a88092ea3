"""Which pieces are headings, and the path of headings above each block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.dateline import is_adoption_line, is_date_line, is_effect_line
from ingest.layout import Piece
from ingest.model import Block, Span
from ingest.numbering import Number, leading_number
from ingest.people import is_person_line
from ingest.records.responsibility import clauses
from ingest.repair import IDEOGRAPH
from ingest.titles import KIND, PAPER_NUMBER

_ANNEX = re.compile(r"附\s*(?:件|表|图|录)?\s*[\d一二三四五六七八九十]{0,3}\s*[.．：:]?$")
_SENTENCE = re.compile(r"[。；！？]")
_LOOSE = re.compile(rf"[。；！？：:，,;]|[{IDEOGRAPH}] [{IDEOGRAPH}]|、$")
_CAPTION = re.compile(r"(?:图|表|单位|计量单位|注)\s*[\d一二三四五六七八九十：:—-]")
_TABLE_NOTE = re.compile(r"[（(]?(?:注|备注|说明|资料来源|单位|计量单位)\s*[\d一]?\s*[：:]|\d{1,2}[.．、]")
_NOTE = re.compile(r"[（(](?:此件|本文|此文)|抄送[：:]|附件[：:]")
_PRINTED = re.compile(r"日印发$")
_ORGAN_END = re.compile(r"(?:政府|办公厅|办公室|委员会|委|局|厅|部|院|署|会|中心|队)$")
_STYLE_RANKS = {
    "part": 4.0,
    "chapter": 5.0,
    "section": 6.0,
    "一、": 7.0,
    "（一）": 8.0,
    "1.": 9.0,
    "（1）": 10.0,
}
_FIRST_NUMBERED = 4.0
_MARKED, _BELOW_MARKED = 20, 3.45  # headings that the format marks rank from 3.05 to 3.3
_CAPTION_RANK = 11.0  # of a table's title within a section: over the table and its notes, nothing else
_MONTH, _DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:份)?$"), re.compile(r"\d{1,2}日$")


class Headings:
    """Reads the pieces of one document in order and keeps the headings that stand open above them."""

    def __init__(self, issuer: str | None, marked: bool = False) -> None:
        self._marked = marked  # the format says that the title is a heading
        self._issuer = issuer
        self._open: list[tuple[float, str]] = []
        self._annex = False
        self._statutory = False  # in a regulation the items of an article are never headings

    def blocks(self, found: Sequence[Piece], document_id: str) -> list[Block]:
        """The blocks of the pieces after a document's title."""
        result: list[Block] = []
        for index, piece in enumerate(found):
            span = Span(piece.start, piece.end)
            if piece.kind == "left_out":
                result.append(Block("left_out", span, piece.text, document_id, self._path(), reason=piece.reason))
            elif piece.kind == "row":
                result.append(Block("row", span, piece.text, document_id, self._path()))
                self._annex = False
            elif rank := self._rank(found, index):
                result.append(Block("heading", span, piece.text, document_id, self._path(rank), int(rank)))
                self._push(rank, piece.text)
            else:
                self._close_before(found, index)
                path = self._path(_FIRST_NUMBERED) if _closes(found, index) else self._path()
                result.append(Block("paragraph", span, piece.text, document_id, path))
        return result

    def _close_before(self, found: Sequence[Piece], index: int) -> None:
        """Close what a paragraph does not stand under: a table's title after the table, （二） before （三）."""
        text = found[index].text
        captioned = bool(self._open) and self._open[-1][0] == _CAPTION_RANK
        if captioned and not _leads_to_rows(found, index) and not _TABLE_NOTE.match(text):
            self._open.pop()
        number = leading_number(text)
        if number is None:
            return
        for depth, (_, heading) in enumerate(self._open):
            above = leading_number(heading)
            if above and above.style == number.style and above.value + 1 == number.value:
                del self._open[depth:]
                return

    def _path(self, rank: float = 99.0) -> tuple[str, ...]:
        return tuple(text for open_rank, text in self._open if open_rank < rank)

    def _push(self, rank: float, text: str) -> None:
        if rank == 3.0 and self._annex and self._open and self._open[-1][0] == 3.0:
            if _goes_on(self._open[-1][1], text):
                text = self._open.pop()[1] + text  # a title of two lines
            else:
                rank = 3.5
        elif rank == 3.0 and any(open_rank == 3.5 for open_rank, _ in self._open):
            rank = 3.5
        self._open = [entry for entry in self._open if entry[0] < rank]
        self._open.append((rank, text))
        self._annex = rank <= 3.0

    def _rank(self, found: Sequence[Piece], index: int) -> float:
        """The rank of a heading, 0 of anything else."""
        piece = found[index]
        text = piece.text
        if _ANNEX.fullmatch(text) and len(text) <= 8:
            return 2.0
        number = leading_number(text)
        if number:
            self._statutory |= number.style == "article"
            following = found[index + 1] if index + 1 < len(found) and not self._statutory else None
            return _numbered_rank(number, piece, following)
        if _MONTH.fullmatch(text):
            return 4.0
        if _DAY.fullmatch(text):
            return 5.0
        if piece.rank:
            return 3.0 + (piece.rank if not self._annex else 0) / _MARKED
        if not self._is_inner_title(found, index):
            return 0.0
        if self._annex or not _leads_to_rows(found, index + 1):
            return 3.0
        if any(_FIRST_NUMBERED < open_rank < _CAPTION_RANK for open_rank, _ in self._open):
            return _CAPTION_RANK
        under_mark = self._marked or any(3.0 < open_rank < _BELOW_MARKED for open_rank, _ in self._open)
        return _BELOW_MARKED if under_mark else 3.0  # the title over a sheet's table stands under the sheet's name

    def _is_inner_title(self, found: Sequence[Piece], index: int) -> bool:
        """Whether an unmarked line is the title of an annex, of a forwarded paper or of a table."""
        text = found[index].text
        if len(text) > 60 or _LOOSE.search(text) or _CAPTION.match(text) or not re.search(rf"[{IDEOGRAPH}]", text):
            return False
        if (
            is_date_line(text)
            or is_adoption_line(text)
            or is_effect_line(text)
            or PAPER_NUMBER.fullmatch(text)
            or is_person_line(text)
            or text.startswith(("附件", "（", "(", "—", "△"))
        ):
            return False
        following = found[index + 1] if index + 1 < len(found) else None
        if text == self._issuer or following is None or is_date_line(following.text):
            return False
        if _ORGAN_END.search(text) and len(text) <= 20 and not self._annex:
            return False
        return not _date_near(found, index + 1)


def _leads_to_rows(found: Sequence[Piece], index: int) -> bool:
    """Whether a table begins here, but for a line that gives its unit."""
    while index < len(found) and found[index].kind == "text" and _CAPTION.match(found[index].text.lstrip("（(")):
        index += 1
    return index < len(found) and found[index].kind == "row"


def _closes(found: Sequence[Piece], index: int) -> bool:
    """Whether a paragraph closes the paper rather than its last section: signature, date, note on publication."""
    text = found[index].text
    if is_date_line(text) or _NOTE.match(text) or _PRINTED.search(text):
        return True
    return len(text) <= 30 and bool(_ORGAN_END.search(text)) and _date_near(found, index + 1)


def _goes_on(title: str, text: str) -> bool:
    """Whether a title goes on in the next line rather than being followed by another."""
    return bool(re.search(r"[的和及与、]$", title)) or (bool(KIND.search(text)) and not KIND.search(title))


def _date_near(found: Sequence[Piece], index: int) -> bool:
    """Whether a line belongs to a signature of several lines: a date follows within two."""
    return any(is_date_line(piece.text) for piece in found[index : index + 2])


def _numbered_rank(number: Number, piece: Piece, following: Piece | None) -> float:
    """The rank of a numbered heading; items and articles are none."""
    rank = _STYLE_RANKS.get(number.style, 0.0)
    text = piece.text
    if not rank or len(text) > 80:
        return 0.0
    if number.style in ("1.", "（1）"):
        short = len(text) <= 25 and not _LOOSE.search(text) and following is not None
        titled = short and following is not None and "。" in following.text and not leading_number(following.text)
        return rank if (piece.rank or titled) and not _SENTENCE.search(text) else 0.0
    if _SENTENCE.search(text.rstrip("。")) or text.endswith(("；", "：", ":", ";")) or _names_units(text):
        return 0.0
    if not text.endswith("。"):
        return rank if piece.rank or not re.search(r"，.*，", text) else 0.0
    return rank if len(text) <= 30 and following is not None and _goes_under(number, following) else 0.0


def _names_units(text: str) -> bool:
    """Whether a text ends in who is responsible: then it is a task, however short."""
    return any(stop == len(text) for _, stop, _ in clauses(text))


def _goes_under(number: Number, following: Piece) -> bool:
    """Whether what follows a short numbered sentence stands under it rather than beside it."""
    if following.kind == "row":
        return True
    if following.kind != "text" or is_date_line(following.text):
        return False
    other = leading_number(following.text)
    return other is None or other.rank > number.rank
