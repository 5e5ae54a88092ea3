"""PDF files: characters and rulings of each page as pdfium sees them; the layout is worked out by `flow`."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ingest.formats.draft import Draft
from ingest.formats.flow import write_pages
from ingest.formats.glyphs import Edge, Glyph
from ingest.formats.limits import Deadline, Limits, UnreadableError
from ingest.formats.pagelayout import layout
from ingest.formats.pagemodel import Page
from ingest.formats.pdfrepeats import Box, address, moved_apart
from ingest.formats.pdfstreams import check_streams
from ingest.formats.radicals import without_radicals
from ingest.formats.readable import is_garbled
from ingest.formats.rulings import PathPoint, edges_of
from ingest.formats.turned import Turn
from ingest.model import Extract

_FEW = 20  # characters below which a page with a large picture is a scan
_HYPHEN = 2  # what pdfium gives for one at the end of a line; it may be a minus sign
_LEAST_HEIGHT = 0.1  # points; less is no height
_MOST_CHARACTERS = 100_000  # of a page
_MOST_PATHS = 20_000  # more are a map or a chart, whose lines are no table
_NEEDS_OCR = "recognise it with an OCR program (for example ocrmypdf with chi_sim) and give the result."


def _pdfium() -> Any:
    """The bindings of pdfium, loaded when the first PDF is read."""
    import pypdfium2.raw

    return pypdfium2.raw


def read(data: bytes, limits: Limits) -> Extract:
    """The text of a PDF file with its page offsets."""
    import pypdfium2

    deadline = Deadline(limits)
    check_streams(data, limits)
    open_document: Any = pypdfium2.PdfDocument
    try:
        document = open_document(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("is locked with a password: save it without one.") from error
        raise UnreadableError(f"is a damaged PDF ({error}): download it again or print it to a new PDF.") from error
    try:
        return _extract(document, limits, deadline)
    finally:
        document.close()


def _extract(document: Any, limits: Limits, deadline: Deadline) -> Extract:
    if (count := len(document)) > limits.max_pages:
        raise UnreadableError(f"has {count:,} pages, more than {limits.max_pages:,}: split it.")
    draft = Draft("application/pdf")
    pages: list[Page] = []
    broken: list[int] = []
    characters = 0
    for number in range(count):
        deadline.check()
        page = _page(document, number)
        if page is None:
            broken.append(number + 1)
        pages.append(page or Page(1, 1))
        characters += sum(len(segment.text) for segment in pages[-1].segments)
        if characters > limits.max_unpacked:
            raise UnreadableError(f"holds more than {limits.max_unpacked:,} characters: split it.")
    scanned = [number for number, page in enumerate(pages, 1) if page.scanned]
    if scanned and all(page.scanned or not (page.segments or page.tables) for page in pages):
        raise UnreadableError(f"is a scan, its {len(scanned)} pages are pictures without a text layer: {_NEEDS_OCR}")
    if scanned:
        draft.notices.append(f"Pages without a text layer need OCR and were not read: {_numbers(scanned)}.")
    if broken:
        draft.notices.append(f"Damaged pages were not read: {_numbers(broken)}.")
    write_pages(draft, pages, deadline)
    return draft.extract()


def _numbers(pages: list[int]) -> str:
    shown = ", ".join(map(str, pages[:40]))
    return shown + (f" and {len(pages) - 40} more" if len(pages) > 40 else "")


def _page(document: Any, number: int) -> Page | None:
    """A page's text and tables, None where pdfium cannot load it."""
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return None
    try:
        if text.count_chars() > _MOST_CHARACTERS:
            raise UnreadableError(f"has more than {_MOST_CHARACTERS:,} characters on page {number + 1}: it is refused.")
        turn = Turn(page.get_bbox(), _angle(text))
        glyphs = [Glyph(character, *turn.box(*box)) for character, box in _all_characters(page, text)]
        garbled = is_garbled(glyphs)
        edges, picture = _drawings(page, turn)
        result = layout(turn.width, turn.height, [] if garbled else glyphs, edges)
        written = sum(1 for glyph in glyphs if glyph.text.strip())
        result.scanned = garbled or (written < _FEW and picture > 0.4 * turn.width * turn.height)
        return result
    finally:
        text.close()
        page.close()


def _all_characters(page: Any, text: Any) -> Iterator[tuple[str, Box]]:
    """Each character with its box (left, bottom, right, top) in page space."""
    yield from ((character, box) for _, character, box in _characters(text))
    pdfium = _pdfium()
    if not (moved := moved_apart(pdfium, page, text)):
        return
    again = page.get_textpage()
    try:
        for index, character, box in _characters(again):
            if move := moved.get(address(pdfium.FPDFText_GetTextObject(again.raw, index))):
                yield character, move.undone(box)
    finally:
        again.close()


def _characters(text: Any) -> Iterator[tuple[int, str, Box]]:
    """Each character that pdfium reads, with its index and its box."""
    pdfium = _pdfium()
    handle, box, high = text.raw, pdfium.FS_RECTF(), 0
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        if code <= 0x20 and code != _HYPHEN and pdfium.FPDFText_IsGenerated(handle, index) == 1:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if code == _HYPHEN:
            code = ord("-")
        elif 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + code - 0xDC00, 0) if high else (0xFFFD, 0)
        if code < 0x110000:
            yield index, without_radicals(chr(code)), _box(handle, index, box)


def _box(text: Any, index: int, box: Any) -> Box:
    """A character's box by its font's height; fonts that tell none are given the usual one."""
    pdfium = _pdfium()
    if pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)) and box.top - box.bottom > _LEAST_HEIGHT:
        return box.left, box.bottom, box.right, box.top
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
    size = pdfium.FPDFText_GetFontSize(text, index) or 10.0
    return x.value, y.value - 0.12 * size, x.value + 0.6 * size, y.value + 0.88 * size


def _angle(text: Any) -> int:
    """The turn that sets most characters upright, whatever the page says: tables are set sideways."""
    pdfium, count = _pdfium(), text.count_chars()
    angles = (pdfium.FPDFText_GetCharAngle(text.raw, index) for index in range(0, count, 1 + count // 100))
    turns = Counter(round(-angle / (math.pi / 2)) % 4 * 90 for angle in angles if angle >= 0)
    return turns.most_common(1)[0][0] if turns else 0


def _drawings(page: Any, turn: Turn) -> tuple[list[Edge], float]:
    """The level and upright lines of a page, and the area of its largest picture."""
    pdfium = _pdfium()
    edges: list[Edge] = []
    picture = 0.0
    for count, drawn in enumerate(page.get_objects((pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE), 8)):
        if count > _MOST_PATHS:
            return [], picture
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            x0, top, x1, bottom = turn.box(*_bounds(drawn))
            picture = max(picture, (x1 - x0) * (bottom - top))
        elif _is_drawn(drawn):
            edges.extend(edges_of(list(_points(drawn, turn))))
    return edges, picture


def _bounds(drawn: Any) -> tuple[float, float, float, float]:
    """The box of an object in page space, through the forms it is nested in."""
    left, bottom, right, top = drawn.get_bounds()
    corners = [(left, bottom), (right, top), (left, top), (right, bottom)]
    container = drawn.container
    while container is not None:
        matrix = container.get_matrix()
        corners = [matrix.on_point(x, y) for x, y in corners]
        container = container.container
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _is_drawn(path: Any) -> bool:
    """Whether a path leaves ink, which one that only clips does not."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    _pdfium().FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(fill.value or stroke.value)


def _points(drawn: Any, turn: Turn) -> Iterator[PathPoint]:
    """The points of a path, through the forms it is nested in."""
    pdfium = _pdfium()
    matrix, container = drawn.get_matrix(), drawn.container
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    for index in range(min(pdfium.FPDFPath_CountSegments(drawn), 2000)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        outer = container
        while outer is not None:
            point, outer = outer.get_matrix().on_point(*point), outer.container
        place = turn.point(*point)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        is_move = kind != pdfium.FPDF_SEGMENT_LINETO
        first = place if kind == pdfium.FPDF_SEGMENT_MOVETO else first
        yield PathPoint(*place, is_move)
        if pdfium.FPDFPathSegment_GetClose(segment) and first is not None:
            yield PathPoint(*first, False)
