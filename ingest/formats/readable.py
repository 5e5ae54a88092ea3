"""Whether a text layer says what the page shows."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.formats.glyphs import Glyph


def is_garbled(glyphs: Sequence[Glyph]) -> bool:
    """Whether a third of the characters are in a font's private order, so that nobody can read or search them."""
    return sum(map(_is_private, glyphs)) * 3 > len(glyphs)


def _is_private(glyph: Glyph) -> bool:
    character = glyph.text
    return "\ue000" <= character <= "\uf8ff" or character == "\ufffd" or (character < " " and character not in "\t\r\n")
