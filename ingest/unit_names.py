"""A unit's name taken apart: level, region, organ, and the organ's common name."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ingest.fold import fold


@dataclass(frozen=True, slots=True)
class Organ:
    """One line of the alias table; `english_names` are names, subjects (transport) and acronyms (NDRC)."""

    name: str
    aliases: tuple[str, ...]
    english: str
    english_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitName:
    """省发展改革委: level 省, organ 发展改革委, common name 发展和改革委员会; 清河县政府: region 清河县."""

    level: str
    region: str
    organ: str
    common: str


@dataclass(frozen=True)
class Aliases:
    """The names of government organs by every Chinese name of theirs, folded."""

    organs: tuple[Organ, ...]
    by_name: dict[str, Organ]

    @staticmethod
    @lru_cache(maxsize=1)
    def load() -> Aliases:
        """The table beside this file; where two organs share a name, the first line keeps it."""
        organs = tuple(
            Organ(fold(name), _split(aliases), english, _split(english_names))
            for name, aliases, english, english_names in table_rows("aliases.tsv", 4)
        )
        by_name = {organ.name: organ for organ in organs}
        for organ in organs:
            for alias in organ.aliases:
                by_name.setdefault(fold(alias), organ)
        return Aliases(organs, by_name)


def table_rows(name: str, columns: int) -> list[list[str]]:
    """The rows of a tab-separated table beside this file, without its comment lines."""
    text = files("ingest").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        if len(row) != columns:
            raise ValueError(f"{name}: {row} has {len(row)} columns, expected {columns}: separate them with tabs")
    return rows


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


# 市场监管局, 民政局 and 城市管理局 begin with or hold a level word that is none
_NOT_LEVEL = r"(?!场|容|政(?!府|协)|域|民(?!政|族|宗|办)|内|外|直|级)"
_LEVEL = re.compile(rf"(国家|省|市|县|区|州|镇|乡){_NOT_LEVEL}(?:人民政府(?=.+[局委会办])|政府(?=.+[局委会]))?(?=..)")
_REGION = re.compile(
    r"(?![市县区省州]|城市|国家|农村|社区|地区|全|各|有关|该|我)"
    rf"(.{{1,7}}?(?:省|自治区|自治州|市|盟|县|旗|区|镇|乡))(?<!城市)(?<!城乡){_NOT_LEVEL}(?=.)"
)
_ENDINGS = re.compile(r"(?:[局委办厅部院会社联协队站所校馆]|单位|部门|中心|公司|集团|大学|银行|分行|海关|政府)$")
_BRANCH = re.compile(r".{2,6}?(?:监管分局|监管局|分局|监管总队|中心支行|支行|分行|分公司|税务局|市委|县委|区委|省委)")
_ZONE = re.compile(r"(?:示范区|高新区|经开区|开发区|新区|园区|度假区|集聚区)$")


@lru_cache(maxsize=4096)
def take_apart(name: str) -> UnitName:
    """Level, region and organ of a unit's name as written."""
    folded = fold(name)
    organs = Aliases.load().by_name
    level = region = ""
    rest = folded
    while rest not in organs and _branch_of(rest) is None:
        if not level and (match := _LEVEL.match(rest)) and _is_organ(rest[match.end() :]):
            level, rest = match[1], rest[match.end() :]
        elif (match := _REGION.match(rest)) and not is_zone(match[1]) and _is_organ(rest[match.end() :]):
            region, rest = region + match[1], rest[match.end() :]
        else:
            break
    organ = rest.replace("人民政府", "政府")
    common = organs.get(organ) or _branch_of(organ)
    return UnitName(level or _level_of(region), region, organ, common.name if common else organ)


def _is_organ(rest: str) -> bool:
    return rest in Aliases.load().by_name or (len(rest) > 2 and _ENDINGS.search(rest) is not None)


def _level_of(region: str) -> str:
    return "省" if region.endswith("自治区") else region[-1:]


def _branch_of(name: str) -> Organ | None:
    """The organ of which a name is the branch in some place: 人行某市分行 is the central bank's."""
    organs = Aliases.load().by_name
    for length in range(len(name) - 4, 1, -1):
        if name[:length] in organs and _BRANCH.fullmatch(name, length):
            return organs[name[:length]]
    return None


def normal_unit(name: str) -> str:
    """The common name of a unit's organ after its region, without level: 市发改委 -> 发展和改革委员会."""
    parts = take_apart(name)
    return parts.region + parts.common


def may_be_of(name: UnitName, level: str) -> bool:
    """Whether a level word may stand before a name: 市供电公司 may be said of one that bears the city's name."""
    if name.level:
        return name.level == level
    return level == "国家" or name.organ not in Aliases.load().by_name


def government_of(region: str) -> str:
    """The name of a region's government; a zone is run by its 管委会."""
    folded = fold(region)
    return folded + ("管委会" if is_zone(folded) else "政府")


def is_zone(region: str) -> bool:
    """Whether a name ending in 区 is a zone run by a 管委会, not a district with a government."""
    return _ZONE.search(region) is not None
