"""Characters that point to a fault of recognition or of a font."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Finding, Parsed, Span

_KINDS = (
    ("private use character", re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]")),
    ("replacement character", re.compile("\ufffd+")),
    ("radical in place of a character", re.compile(r"[⺀-⿕]")),
    ("letter inside a figure", re.compile(r"(?<=\d)[OoIl](?=\d)|(?<=\d)[OoIl](?=[.,]\d)")),
    ("letters of two scripts in one word", re.compile(r"[A-Za-z]+[Ѐ-ӿΑ-ω][A-Za-zЀ-ӿ]*|[Ѐ-ӿ]+[A-Za-z]+")),
    ("control character", re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")),
)


def suspicious(parsed: Parsed) -> Iterator[Finding]:
    """Each suspicious character with its surroundings."""
    text = parsed.source.text
    for name, pattern in _KINDS:
        for found in pattern.finditer(text):
            around = " ".join(text[max(0, found.start() - 8) : found.end() + 8].split())
            message = f"{name.capitalize()} (U+{ord(found.group()[0]):04X}): {around}"
            yield Finding("warning", "characters", message, Span(found.start(), found.end()))
