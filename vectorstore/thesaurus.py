"""The written thesaurus: what official Chinese says for everyday English and Chinese words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "thesaurus"  # *.tsv: word or phrase, tab, Chinese words by blanks, likeliest first


@cache
def thesaurus() -> Mapping[str, Sequence[str]]:
    """Each entry's words; read once a process."""
    entries = {}
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            key, _, words = line.partition("\t")
            entries[key] = words.split()
    return entries


@cache
def irregular() -> Mapping[str, str]:
    """The infinitives and singulars of English words whose other forms no ending makes."""
    lines = (FOLDER / "irregular.txt").read_text("utf-8").splitlines()
    return {form: base for base, *forms in map(str.split, lines) for form in forms}
