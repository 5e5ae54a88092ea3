"""How far the streams of a PDF unpack, found out before the library that would unpack them in memory sees them."""

from __future__ import annotations

import re
import zlib

from ingest.formats.limits import Limits, UnreadableError

_STREAM = re.compile(rb"stream\r?\n")
_PACKED = re.compile(rb"/Fl(?:ate(?:Decode)?)?\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image|/FontFile|/Length1")
_LEAST = 8_000  # bytes; packed a thousandfold, as tight as it goes, that makes eight million
_TIGHT = 8_000_000  # bytes from which a stream may not be packed tighter than the limit of a ratio
_MOST = 16_000_000  # bytes of one stream of drawing operators; pdfium takes 25 times as much memory
_LARGE, _MOST_LARGE = 1_000_000, 40_000_000  # bytes of streams that may all be of one page, alone and together
_PIECE = 1_000_000
_DEPTH = 3  # a stream may be packed more than once


def check_streams(data: bytes, limits: Limits) -> None:
    """Refuse a file with a stream, pictures and fonts apart, that unpacks to more than a page can hold."""
    total = large = 0
    for match in _STREAM.finditer(data):
        end = data.find(b"endstream", match.end())
        packed = data[match.end() : end if end >= 0 else len(data)]
        head = data[max(0, match.start() - 1000) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        times = len(_PACKED.findall(head))
        if len(packed) < (_LEAST if times < 2 else 1) or _IMAGE.search(head):
            continue
        unpacked = _unpacked_size(packed, _DEPTH) if times else len(packed)
        total += unpacked
        large += unpacked if unpacked >= _LARGE else 0
        tight = unpacked > max(_TIGHT, len(packed) * limits.max_ratio)
        if tight or unpacked > _MOST or total > limits.max_unpacked:
            raise UnreadableError(f"has a stream that unpacks to more than {unpacked:,} bytes: it is refused.")
        if large > _MOST_LARGE:
            raise UnreadableError(f"draws with more than {large:,} bytes on few pages: print it to a simpler PDF.")


def _unpacked_size(packed: bytes, depth: int) -> int:
    """The size a stream unpacks to, counted up to a little over the most allowed."""
    engine = zlib.decompressobj()
    size = 0
    first = b""
    try:
        piece = engine.decompress(packed, _PIECE)
        while piece:
            first = first or piece
            size += len(piece)
            if size > _MOST:
                return size
            piece = engine.decompress(engine.unconsumed_tail, _PIECE)
    except zlib.error:
        return size  # damaged, or locked; what could be unpacked is all that can do harm
    if depth > 1 and first[:1] == b"\x78" and size == len(first):
        return max(size, _unpacked_size(first, depth - 1))
    return size
