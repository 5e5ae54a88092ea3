"""The English forms by which a question may name a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ingest.unit_english import english_organ, english_region, region_before
from ingest.unit_forms import Forms
from ingest.unit_names import Aliases, Organ, take_apart

_KINDS = ("bureau", "department", "authority", "office", "commission", "administration", "agency")
_KIND_WORDS = "|".join((*_KINDS, "committee", "ministry", "center"))
_FULL_NAME = re.compile(
    rf"\b(?:{_KIND_WORDS}|federation|government|company|bank|league|court|cooperatives?|brigade|detachment|regulator"
    r"|association|society|unions?|academy|council|congress|conference|school|headquarters|group|grid|authorities|police"
    r"|procuratorate|customs|archives)\b"
)


def plain_english(text: str) -> str:
    """English for matching: lower case, words one space apart, no possessive, one spelling of centre."""
    words = re.sub(r"['’]s?\b|['’]", "", text.casefold().replace("&", " and "))
    return re.sub(r"\bcentre\b", "center", re.sub(r"[^a-z0-9]+", " ", words)).strip()


def english_names(unit: str, lines: list[Organ]) -> tuple[set[str], set[str]]:
    """Matching forms of a unit without its level: of its own name, and of the names and subjects of its alias lines."""
    parts = take_apart(unit)
    own = {*_turned(plain_english(english_organ(parts.organ)))}
    for organ in lines:
        if organ.name == parts.common:
            own |= _turned(plain_english(organ.english))
    other = {name for organ in lines for name in _names_of(organ)} - own
    other |= {re.sub(r"\bcollege$", said, name) for name in own for said in ("university", "institute")} - own
    if not parts.region:
        return _usable(own), _usable(other)
    region = plain_english(region_before(parts.region))
    own, other = ({f"{region} {name}" for name in names} for names in (own, other))
    if parts.organ == "政府":
        place = plain_english(english_region(parts.region))
        own |= {f"government of {place}", f"people government of {place}", f"{place} government"}
        own |= {f"{place} people government", f"{region} people government"}
    return own, other


@lru_cache(maxsize=1)
def organ_forms() -> Forms:
    """The English forms of every organ of the alias table, to know an organ that an index does not have."""
    forms = Forms()
    for organ in Aliases.load().organs:
        for name in _usable(_names_of(organ)):
            if " " in name:
                forms.add(name, organ.name, 0, length=len(name.split()))
    return forms


@lru_cache(maxsize=1024)
def _names_of(organ: Organ) -> frozenset[str]:
    """The English name of a line of the alias table, its other names, and its subjects with every kind of office."""
    names: set[str] = set()
    for name in (organ.english, *organ.english_names):
        names |= {name.casefold()} if name.isupper() else _with_kinds(plain_english(name))
    return frozenset(names)


def _usable(names: Iterable[str]) -> set[str]:
    """Without the names that are common words: customs, archives, government."""
    return {name for name in names if name and not (_FULL_NAME.fullmatch(name) and name != "police")}


def _turned(name: str) -> set[str]:
    """transport bureau, bureau of transport."""
    if match := re.fullmatch(rf"(.+) ({_KIND_WORDS})", name):
        return {name, f"{match[2]} of {match[1]}"}
    if match := re.fullmatch(rf"({_KIND_WORDS}) of (.+)", name):
        return {name, f"{match[2]} {match[1]}"}
    return {name}


def _with_kinds(name: str) -> set[str]:
    """A subject with every kind of office; a full name in both orders."""
    if _FULL_NAME.search(name):
        return _turned(name)
    turned = {f"{kind} {of} {name}" for kind in _KINDS for of in ("of", "for")}
    return {f"{name} {kind}" for kind in _KINDS} | turned
