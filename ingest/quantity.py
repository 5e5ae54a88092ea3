"""A figure of a sentence and a figure of a table cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.measures import base_unit, unit_scale


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written with its unit (万吨) and its qualifiers in order (预计 左右); offsets into the text."""

    value: Decimal
    unit: str
    qualifier: str
    start: int
    end: int
    verbatim: str

    @property
    def scale(self) -> Decimal:
        """What the unit multiplies the value by: 10000 for 万吨."""
        return unit_scale(self.unit)

    @property
    def amount(self) -> Decimal:
        """The value in the unit without its scale."""
        return self.value * self.scale

    @property
    def base_unit(self) -> str:
        """The unit without its scale: 吨 for 万吨."""
        return base_unit(self.unit)

    def but(self, unit: str | None = None, qualifier: str | None = None) -> Figure:
        """The same figure with another unit or qualifier."""
        return replace(
            self,
            unit=self.unit if unit is None else unit,
            qualifier=self.qualifier if qualifier is None else qualifier,
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table cell says: no value where it holds words; `direction` is 提高, 下降 and the like."""

    value: Decimal | None
    qualifier: str
    unit: str
    verbatim: str
    direction: str = ""

    @property
    def amount(self) -> Decimal | None:
        """The value in the unit without its scale."""
        return None if self.value is None else self.value * unit_scale(self.unit)

    @property
    def base_unit(self) -> str:
        """The unit without its scale."""
        return base_unit(self.unit)
