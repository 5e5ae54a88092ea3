"""Items that run into one paragraph, where a format does not tell a full line from the end of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.numbering import leading_number
from ingest.repair import repair


def run_in_items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of a paragraph's items: a new one begins where, after a sentence, the very next number stands."""
    while (number := leading_number(repair(text[start:end]))) and number.style == "1.":
        following = re.compile(rf"(?<=[。；）)])\s*(?={number.value + 1}\s?[.．、](?!\d))")
        found = following.search(text, start + 1, end)
        if not found:
            break
        yield start, found.start()
        start = found.end()
    yield start, end
