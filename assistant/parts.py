"""A question of several parts, taken apart."""

from __future__ import annotations

import re

from assistant.corpus import Corpus
from assistant.question import language_of, parse

_ZH = re.compile(
    r"(?<=[?？;；。])|[,，、](?=[^,，]*(?:谁|多少|几|什么|哪|啥|何|吗|通不通|能不能|会不会|是不是|有没有|够不够))|(?:以及|并且|同时|另外)(?=[^,，]*(?:谁|多少|几|什么|哪|啥|何))"
)
_EN = re.compile(r"(?<=[?;])\s+|,?\s+and\s+(?=(?:who|what|when|where|which|how|does|is|did|are)\b)", re.IGNORECASE)
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


def split(text: str, corpus: Corpus, documents: tuple[str, ...]) -> list[str]:
    """The parts of a question that ask something of their own; the whole where it does not fall apart."""
    language = language_of(text)
    pieces = [
        piece.strip()
        for piece in (_ZH if language == "zh" else _EN).split(text)
        if piece and piece.strip(" ?？;；。,，、")
    ]
    if len(pieces) < 2 or len(pieces) > 4:
        return [text]
    for piece in pieces:
        question = parse(piece, corpus, documents)
        if not question.has(*_ASKING):
            return [text]
        named = question.mentions or question.ordinals or any(cue.startswith("front_") for cue in question.cues)
        bare = not (named or [t for t in question.terms if not t.generic])
        if bare and (piece is pieces[0] or not question.has("yesno", "when", "where", "who", "lead", "responsible")):
            return [text]
    return pieces
