"""Names of other languages in Latin letters that a Chinese name only sounds like: Turpan and 吐鲁番."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.words import Segmenter
from ingest.pinyin import pinyin

_NAMES = ("ns", "nr", "nz", "nt", "x")
_LEVEL = re.compile(r"(?:自治[州县区旗]|[省市县区州盟旗镇乡村])$")
# Sounds that one spelling takes for another; those that Chinese has only within a syllable stand for none.
_CLASSES = (("[bpf]", "b"), ("[vw](?=[aeiou])", "v"), ("[dt]", "d"), ("zh|ch|sh|[jqxzcs]", "s"), ("[gk]", "g"))
_LEAST = 4  # consonants that a name must have to be known by them


@lru_cache(maxsize=4096)
def skeleton(latin: str) -> str:
    """The consonants of a spelling, those that are taken for each other as one; l, r and a last n are alike."""
    text = latin.lower().replace("ng", "n").replace("ck", "k")
    for pattern, letter in _CLASSES:
        text = re.sub(pattern, letter.upper(), text)
    text = re.sub(r"[^A-Zlrmnh]", "", text.replace("r", "l"))
    return re.sub(r"(.)\1+", r"\1", re.sub("n$", "l", text)).lower()


def sounds_in(word: str, text: str, segmenter: Segmenter) -> bool:
    """Whether a Chinese text has a name that sounds like a Latin one."""
    wanted = skeleton(word)
    if len(wanted) < _LEAST:
        return False
    names = (name for name, tag, _, _ in segmenter.words(text) if tag.startswith(_NAMES) and len(name) > 1)
    return any(skeleton(pinyin(_LEVEL.sub("", name) or name)) == wanted for name in names)
