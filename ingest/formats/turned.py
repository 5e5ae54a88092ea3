"""Places on a page as it is read: from its upper left corner, turned upright."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """From page space (origin at the lower left of `bounds`: left, bottom, right, top) turned clockwise by degrees."""

    bounds: tuple[float, float, float, float]
    degrees: int

    @property
    def width(self) -> float:
        left, bottom, right, top = self.bounds
        return top - bottom if self.degrees in (90, 270) else right - left

    @property
    def height(self) -> float:
        left, bottom, right, top = self.bounds
        return right - left if self.degrees in (90, 270) else top - bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point in points from the upper left corner."""
        left, bottom, right, top = self.bounds
        if self.degrees == 90:
            return y - bottom, x - left
        if self.degrees == 180:
            return right - x, y - bottom
        if self.degrees == 270:
            return top - y, right - x
        return x - left, top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box as (x0, top, x1, bottom)."""
        if not self.degrees:
            return left - self.bounds[0], self.bounds[3] - top, right - self.bounds[0], self.bounds[3] - bottom
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
