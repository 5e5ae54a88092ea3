"""The written forms of the units of an index, and where a text holds the longest of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from ingest.fold import fold
from ingest.unit_abbreviations import Abbreviations
from ingest.unit_names import Aliases, Organ, UnitName, is_zone

# Names that say nothing without what stands before them
TOO_GENERAL = {
    *(
        "政府",
        "人民政府",
        "委员会",
        "管委会",
        "管理委员会",
        "办公室",
        "公司",
        "学院",
        "大学",
        "中心",
        "医院",
        "局",
        "集团",
    ),
    *("分行", "银行", "市委", "党委", "人大", "法院", "研究室", "部门"),
}


class Forms:
    """Written form -> units; a unit's own name goes before another unit's nickname."""

    def __init__(self) -> None:
        self._units: dict[str, tuple[int, list[str]]] = {}
        self.longest = 0  # in characters, or in words where forms are sequences of words
        self._first: set[str] = set()

    def add(self, form: str, unit: str, rank: int, length: int | None = None) -> None:
        """Take in a form; the lowest rank keeps it. `length` counts the words of a form in words."""
        if not form:
            return
        kept, units = self._units.get(form, (rank + 1, []))
        if rank < kept:
            self._units[form] = (rank, [unit])
        elif rank == kept and unit not in units:
            units.append(unit)
        self.longest = max(self.longest, len(form) if length is None else length)
        self._first.add(form[0] if length is None else form.split()[0])

    def starts(self, text: Sequence[str]) -> list[int]:
        """Where a form may begin in a text, or in a list of words."""
        return [position for position, part in enumerate(text) if part in self._first]

    def __contains__(self, form: str) -> bool:
        return form in self._units

    def __getitem__(self, form: str) -> tuple[str, ...]:
        return tuple(self._units[form][1])


def longest_first(
    starts: Iterable[int], length: int, longest: int, taken: bytearray, known: Callable[[int, int], bool]
) -> Iterator[tuple[int, int]]:
    """Ranges from some starts that are known and not taken, the longest first; what is yielded is taken."""
    possible = list(starts)
    for size in range(min(longest, length) if possible else 0, 0, -1):
        for start in possible:
            if start + size <= length and known(start, start + size) and not any(taken[start : start + size]):
                taken[start : start + size] = b"\1" * size
                yield start, start + size


def shared_prefix(organs: Iterable[str]) -> str:
    """The place name that three or more units without level begin with (某地供电公司, 某地学院), empty if none."""
    names = list(organs)
    counts = Counter(name[:length] for name in names for length in (2, 3, 4) if len(name) > length + 1)
    shared = [prefix for prefix, count in counts.items() if count >= 3]
    followers = {prefix: {name[len(prefix)] for name in names if name.startswith(prefix)} for prefix in shared}
    shared = [prefix for prefix in shared if len(followers[prefix]) >= 3]
    return max(shared, key=lambda prefix: (counts[prefix], len(prefix)), default="")


def organs_of(parts: dict[str, UnitName]) -> dict[str, list[Organ]]:
    """Lines of the alias table by unit: its own, else those whose names shorten the unit's name."""
    found = {unit: _own_lines(name) for unit, name in parts.items()}
    taken = {organ.name for lines in found.values() for organ in lines}
    unlisted = [unit for unit, name in parts.items() if not found[unit] and not name.region]
    abbreviations = Abbreviations((unit, parts[unit].organ) for unit in unlisted)
    for organ in Aliases.load().organs:
        for alias in (organ.name, *organ.aliases) if organ.name not in taken else ():
            for unit in abbreviations.units(alias):
                if organ not in found[unit]:
                    found[unit].append(organ)
    return found


def _own_lines(name: UnitName) -> list[Organ]:
    """The line of a unit's organ, and in a central document, where no level is said, that of the national organ."""
    by_name = Aliases.load().by_name
    names = [name.organ if name.organ in by_name else name.common]
    if not name.level:
        names += [f"国家{name.common}", f"国家{name.organ}"]
    return list(dict.fromkeys(by_name[known] for known in names if known in by_name))


def chinese_forms(parts: dict[str, UnitName], lines: dict[str, list[Organ]], prefix: str) -> Forms:
    """Full names first, then names without level or place, then the alias table's."""
    forms = Forms()
    for unit, name in parts.items():
        folded = fold(unit)
        for own in {folded, folded.replace("人民政府", "政府"), folded.replace("政府", "人民政府")}:
            forms.add(own, unit, 0)
        if name.region:
            _add_regional(forms, unit, name)
            continue
        bare = name.organ.removeprefix(prefix) if prefix else name.organ
        for short in (name.organ, bare):
            if short not in TOO_GENERAL and len(short) > 1:
                forms.add(short, unit, 1)
        for rank, organ in enumerate(lines[unit], 2):
            for alias in (organ.name, *map(fold, organ.aliases)):
                if alias not in TOO_GENERAL:
                    forms.add(alias, unit, rank if organ.name != name.common else 2)
                if name.level and alias not in {"委员会"}:
                    forms.add(name.level + alias, unit, rank if organ.name != name.common else 2)
    return forms


def zone_forms(parts: dict[str, UnitName]) -> Forms:
    """Zones without their 管委会, to be looked for after everything else."""
    forms = Forms()
    for unit, name in parts.items():
        for zone in _zone_names(name.organ):
            forms.add(zone, unit, 0)
    return forms


def _zone_names(organ: str) -> set[str]:
    """高新区 and 开发区 stand for the 管委会 that runs them."""
    zone = organ.removesuffix("管委会").removesuffix("管理委员会")
    if zone == organ or not is_zone(zone):
        return set()
    return {
        zone,
        *(kind for kind in ("示范区", "高新区", "经开区", "开发区", "集聚区") if zone.endswith(kind)),
    }


def _add_regional(forms: Forms, unit: str, name: UnitName) -> None:
    """清河县人民政府, 清河政府; the names of a county's bureau never without the county."""
    organ = Aliases.load().by_name.get(name.organ)
    short = name.region[:-1] if len(name.region) > 2 else name.region
    for alias in {name.organ, name.common, *(map(fold, organ.aliases) if organ else ())}:
        forms.add(name.region + alias, unit, 1)
        forms.add(short + alias, unit, 2)
