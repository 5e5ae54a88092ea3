"""What single cells are: figures, codes, empty."""

from __future__ import annotations

import re

from ingest.layout import Piece
from ingest.repair import IDEOGRAPH
from ingest.table_lines import Cell

_FIGURE = re.compile(
    r"[-—–－+±<>≤≥≈]?\s*[\d,，.．\s]+\s*(?:%|％|‰|万|亿|倍)?(?:左右|以上|以下|以内|以外|±)?|[-—–－/]+|\d{4}-\d\d?-\d\d?"
)
_CODE = re.compile(rf"(?=.*\d)[^{IDEOGRAPH}]*[^{IDEOGRAPH}\d.,，．%％+\-—–－\s][^{IDEOGRAPH}]*")

_TOTAL = re.compile(r"[总合共小]\s*计(?:数)?[：:]?|总\s*数|累\s*计")


def is_total(piece: Piece) -> bool:
    """Whether a row sums up others: its first cell with content says so."""
    said = filled(piece)
    return bool(said) and bool(_TOTAL.fullmatch(said[0].text))


def is_figure(text: str) -> bool:
    """Whether a cell holds nothing but a figure or a dash."""
    return bool(_FIGURE.fullmatch(text))


def is_code(text: str) -> bool:
    """Whether a cell holds a code of letters and digits, such as a registration number."""
    return bool(_CODE.fullmatch(text))


def filled(piece: Piece) -> list[Cell]:
    """The cells of a row that say something."""
    return [cell for cell in piece.cells if cell.text]
