"""The folding of characters as a `Precompiled` normalizer, so that one table serves matching and embedding.

The format is sentencepiece's: the size of a double-array trie in bytes, the trie in 32-bit units (as darts-clone lays
it out), and the replacements, each ended by a zero byte. A unit holds a label (bits 0-7), whether a value follows
(bit 8) and the offset to its children (bits 10-30, shifted by 8 where bit 9 is set); a value has bit 31.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import cache

from ingest.fold import fold_character

_LAST_CODE_POINT = 0x30000
_SEARCHED = 640  # units before the end where a free place is looked for: fewer make a larger, quicker trie
_PRIVATE_OR_SURROGATE = range(0xD800, 0xF900)


@cache
def folding_map() -> bytes:
    """The folding as a precompiled map; a few seconds the first time."""
    return precompiled(folding())


def folding() -> dict[str, str]:
    """Every character that folding changes, and to what; one that it drops becomes a space."""
    table = {}
    for code in range(0x21, _LAST_CODE_POINT):
        character = chr(code)
        if code in _PRIVATE_OR_SURROGATE or character.isspace():
            continue
        if (folded := fold_character(character)) != character:
            table[character] = folded or " "
    return table


def precompiled(table: Mapping[str, str]) -> bytes:
    """The map in the form that `tokenizers.normalizers.Precompiled` takes."""
    replacements = bytearray()
    position: dict[str, int] = {}
    for replacement in table.values():
        if replacement not in position:
            position[replacement] = len(replacements)
            replacements += replacement.encode() + b"\0"
    units = double_array({key.encode(): position[value] for key, value in table.items()})
    trie = struct.pack(f"<{len(units)}I", *units)
    return struct.pack("<I", len(trie)) + trie + bytes(replacements)


class _Units:
    """The trie's units, and which are taken."""

    def __init__(self) -> None:
        self.values: list[int] = []
        self._taken = bytearray()
        self._bases: set[int] = set()  # two nodes of one base would take each other's children for their own
        self._first_free = 1
        self._reserve(0)
        self._taken[0] = 1

    def _reserve(self, index: int) -> None:
        """Have every unit that a base near `index` could reach."""
        while len(self.values) < (index | 255) + 257:
            self.values.extend([0] * 256)
            self._taken.extend(bytes(256))

    def place(self, position: int, labels: list[int]) -> int:
        """Find and take a base where all labels are free and that `position` can point to."""
        while self._taken[self._first_free]:
            self._first_free += 1
            self._reserve(self._first_free)
        candidate = max(self._first_free, len(self.values) - _SEARCHED)
        while True:
            self._reserve(candidate)
            base = candidate ^ labels[0]
            offset = position ^ base
            free = not any(self._taken[base ^ label] for label in labels)
            if free and base not in self._bases and (offset < 1 << 21 or not offset & 255):
                break
            candidate += 1
        self._bases.add(base)
        for label in labels:
            self._taken[base ^ label] = 1
        self.values[position] |= offset << 10 if offset < 1 << 21 else (offset >> 8) << 10 | 1 << 9
        return base


def double_array(entries: Mapping[bytes, int]) -> list[int]:
    """The units of a trie that has these keys and values."""
    root: dict[int, object] = {}
    for key, value in entries.items():
        node = root
        for byte in key:
            node = node.setdefault(byte, {})  # type: ignore[assignment]
        node[0] = value
    units = _Units()
    open_nodes: list[tuple[dict[int, object], int]] = [(root, 0)]
    while open_nodes:
        node, position = open_nodes.pop()
        base = units.place(position, sorted(node))
        for label, child in node.items():
            if isinstance(child, int):
                units.values[position] |= 1 << 8
                units.values[base] = child | 1 << 31
            elif isinstance(child, dict):
                units.values[base ^ label] |= label
                open_nodes.append((child, base ^ label))
    return units.values
