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


@cache
def provinces() -> Mapping[str, Sequence[str]]:
    """The cities, prefectures and leagues of each province."""
    lines = (FOLDER / "provinces.txt").read_text("utf-8").splitlines()
    return {name: cities.split() for name, _, cities in (line.partition("\t") for line in lines)}


def within_province(place: str) -> Sequence[str]:
    """What lies in a province, whatever of its names a text gives: 广东, 广东省, 新疆维吾尔自治区."""
    return next(
        (cities for name, cities in provinces().items() if place.startswith(name) and place[-1] in name + "省区"), ()
    )
