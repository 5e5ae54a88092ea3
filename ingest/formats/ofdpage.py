"""What an OFD page draws: text objects as characters with places, paths as points."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from ingest.formats.glyphs import Glyph
from ingest.formats.radicals import without_radicals
from ingest.formats.rulings import PathPoint
from ingest.formats.xmltree import Node, children, local

POINTS = 72 / 25.4  # OFD measures in millimetres
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_STEP = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_ARITY = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7}
_CONTAINERS = frozenset({"Layer", "PageBlock", "Content"})
_OBJECTS = frozenset({"TextObject", "PathObject", "ImageObject"})
_MOST_DEPTH = 50
_USUAL_SIZE = 3.5  # millimetres
_NARROW = 0.62  # of the size; letters are narrower, but a blank between words is narrower still


class Matrix(NamedTuple):
    """An affine map: x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def on(self, x: float, y: float) -> tuple[float, float]:
        """A point mapped."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: Matrix) -> Matrix:
        """This map after another one."""
        (e, f) = self.on(first.e, first.f)
        return Matrix(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            e,
            f,
        )

    @property
    def scale(self) -> float:
        """How much it enlarges."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))


def numbers(text: str) -> tuple[float, ...]:
    """The numbers of an array; what cannot be a place on a page is 0."""
    found = (float(number) for number in _NUMBER.findall(text[:100_000]))
    return tuple(number if abs(number) < 1e7 else 0.0 for number in found)


def drawn(parent: Node | None, place: Matrix, depth: int = 0) -> Iterator[tuple[Node, Matrix]]:
    """The visible objects below a node with the map from their own space to the page's points."""
    for node in () if parent is None or depth > _MOST_DEPTH else parent:
        name = local(node)
        if node.get("Visible") == "false" or node.get("Alpha") == "0":
            continue
        if name in _CONTAINERS:
            yield from drawn(node, place, depth + 1)
        elif name in _OBJECTS:
            boundary = numbers(node.get("Boundary", ""))
            x, y = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
            inner = place.after(Matrix(1.0, 0.0, 0.0, 1.0, x, y))
            own = numbers(node.get("CTM", ""))
            yield node, inner.after(Matrix(*own)) if len(own) == 6 else inner


def glyphs_of(node: Node, place: Matrix) -> Iterator[Glyph]:
    """The characters of a text object."""
    size = next(iter(numbers(node.get("Size", ""))), 0.0) or _USUAL_SIZE
    stretch = next(iter(numbers(node.get("HScale", ""))), 0.0) or 1.0
    x = y = 0.0
    for code in children(node, "TextCode"):
        text = code.text or ""
        x = (numbers(code.get("X", "")) or (x,))[0]
        y = (numbers(code.get("Y", "")) or (y,))[0]
        steps_x, steps_y = _steps(code.get("DeltaX", ""), len(text)), _steps(code.get("DeltaY", ""), len(text))
        for index, character in enumerate(text):
            wide = unicodedata.east_asian_width(character) in "WFA"
            width = size * stretch * (1.0 if wide else _NARROW)
            step = steps_x[index] if index < len(steps_x) else 0.0 if steps_y else width
            yield _glyph(character, place, x, y, min(width, step) if step > 0 else width, size)
            x += step
            y += steps_y[index] if index < len(steps_y) else 0.0


def _glyph(character: str, place: Matrix, x: float, y: float, width: float, size: float) -> Glyph:
    left, baseline = place.on(x, y)
    height = size * place.scale
    return Glyph(
        without_radicals(character),
        left,
        baseline - 0.88 * height,
        left + width * place.scale,
        baseline + 0.12 * height,
    )


def _steps(text: str, most: int) -> list[float]:
    """The advances of a text; "g 3 5.5" says three times 5.5."""
    words = text[:100_000].split()
    steps: list[float] = []
    index = 0
    while index < len(words) and len(steps) < most:
        repeated = words[index] == "g" and index + 2 < len(words) and words[index + 1].isdecimal()
        value = numbers(words[index + 2] if repeated else words[index])
        count = min(int(words[index + 1][:7]), most) if repeated else 1
        steps.extend((value[0] if value else 0.0,) * count)
        index += 3 if repeated else 1
    return steps[:most]


def path_points(node: Node, place: Matrix) -> list[PathPoint]:
    """The points of a path object; curves are jumps."""
    data = next((each.text or "" for each in children(node, "AbbreviatedData")), "")
    points: list[PathPoint] = []
    first: PathPoint | None = None
    words = _STEP.findall(data[:200_000])
    index = 0
    while index < len(words):
        operator = words[index]
        arity = _ARITY.get(operator, 0)
        if operator == "C" and first is not None:
            points.append(PathPoint(first.x, first.y, False))
        elif (
            arity
            and index + arity < len(words)
            and not any(word.isalpha() for word in words[index + 1 : index + 1 + arity])
        ):
            x, y = (numbers(word)[0] for word in words[index + arity - 1 : index + arity + 1])
            point = PathPoint(*place.on(x, y), operator != "L")
            points.append(point)
            first = point if operator in "SM" else first
            index += arity
        index += 1
    return points
