"""Who is responsible, as officialese puts it: A牵头，B、C按职责分工负责; 责任单位：A、B."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_OPEN, _CLOSE = "（(〔［[", "）)〕］]"
_ORGAN = r"(?:局|委|部|办|厅|署|院|会|行|站|队|中心|政府|公司|机关|单位|部门|法院|检察院|管委会|学院|大学|集团)"
ENDS_AS_UNIT = re.compile(rf"{_ORGAN}$")
_LEAD = re.compile(r"(?:为)?(?:牵头(?:负责|单位|部门|落实|抓总|实施|组织|办理)*|主办|主责|总牵头)$")
_PART = re.compile(r"(?:等)?(?:积极)?(?:参加|参与|配合|协助|协同|协办|支持|参与配合|协同配合|配合落实)$")
_SHARE = re.compile(
    r"(?:等)?(?:按照?(?:各自)?(?:职责|职能|分工|职责分工|职能分工)(?:分工)?|分别|分工|共同|联合|具体|各自|组织)*(?:负责|落实|承担|承办|实施|推进)$"
)
_LABEL = re.compile(
    r"(?P<role>牵头|主办|总牵头|责任|负责|落实|实施|承办|完成|主要负责|主要责任|配合|参与|参加|协办|协作|协助)"
    r"(?P<of>责任)?(?:单位|部门|主体|处室|机构|地区)(?:为|是)?[：:]"
)
_ETC = re.compile(r"(?<![高中初同上])等(?:\S{0,20}?(?:部门|单位|机构|企业|地区|地方|院校|高校|县区|方面))*$")
_DEADLINE = re.compile(r"(?:完成|启动|推进|实施)?(?:时限|期限|时间|日期)[：:]|底前|持续推进|长期坚持|^\d{4}年|年内")


@dataclass(slots=True)
class Responsibility:
    """The units of one clause by role, each as printed, in order."""

    leads: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    participants: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.leads or self.shared or self.participants)

    def add(self, other: Responsibility) -> None:
        """Take in another clause; a unit stands once in each role."""
        for mine, theirs in (
            (self.leads, other.leads),
            (self.shared, other.shared),
            (self.participants, other.participants),
        ):
            mine.extend(unit for unit in theirs if unit not in mine)


def parentheses(text: str) -> Iterator[tuple[int, int]]:
    """The outermost parentheses of a text, whatever kinds of bracket pair up."""
    depth = start = 0
    for index, character in enumerate(text):
        if character in _OPEN:
            if depth == 0:
                start = index
            depth += 1
        elif character in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                yield start, index + 1


def clauses(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text names who is responsible: parentheses, and 责任单位： to the end of its sentence."""
    end = 0
    for start, stop in parentheses(text):
        content = "".join(text[start + 1 : stop - 1].split()).strip("。；;，,")
        if is_clause(content):
            yield start, stop, content
            end = stop
    for found in re.finditer(rf"(?:^|(?<=[。；;\s])){_LABEL.pattern}[^。\n]+", text):
        if found.start() >= end and not any(s <= found.start() < e for s, e in parentheses(text)):
            yield found.start(), found.end(), "".join(found.group().split()).strip("。；;，,")
            end = found.end()


def is_clause(content: str) -> bool:
    """Whether the inside of a parenthesis says who is responsible."""
    if "。" in content or not 3 <= len(content) <= 600:
        return False
    if _LABEL.match(content):
        return True
    segments = [part for part in split_outside(content, "，,；;") if part]
    roles = [bool(_LEAD.search(part) or _SHARE.search(part) or _PART.search(part)) for part in segments]
    return (
        bool(segments) and (roles[-1] or (any(roles) and _DEADLINE.search(content) is not None)) and bool(read(content))
    )


def read(content: str, *, first_leads: bool = False) -> Responsibility:
    """Parse one clause; with `first_leads` the first of units that merely share leads, as the document declared."""
    result = Responsibility()
    waiting: list[str] = []
    role = ""
    for segment in split_outside(content, "，,；;"):
        if label := _LABEL.match(segment):
            role, segment = _role_of(label["role"]), segment[label.end() :]
        elif (not role and _DEADLINE.search(segment) and not _SHARE.search(segment)) or (
            role and _DEADLINE.search(segment)
        ):
            continue
        names, said = _strip_role(segment)
        waiting += names
        if said or role:
            _role_list(result, said or role).extend(waiting)
            waiting = []
    if waiting and result and not role:
        result.shared.extend(waiting)
    if first_leads and not result.leads and len(result.shared) > 0:
        result.leads.append(result.shared.pop(0))
    return result


def _role_of(word: str) -> str:
    if word in ("牵头", "主办", "总牵头"):
        return "lead"
    return "part" if word in ("配合", "参与", "参加", "协办", "协作", "协助") else "share"


def _role_list(result: Responsibility, role: str) -> list[str]:
    return {"lead": result.leads, "part": result.participants}.get(role, result.shared)


def _strip_role(segment: str) -> tuple[list[str], str]:
    """The unit names of a segment and the role its ending gives them."""
    for role, pattern in (("lead", _LEAD), ("part", _PART), ("share", _SHARE)):
        if found := pattern.search(segment):
            return units(segment[: found.start()]), role
    return units(segment), ""


def units(text: str) -> list[str]:
    """The unit names of a list, as printed; what follows 等 is no name."""
    names: list[str] = []
    for part in split_outside(text, "、"):
        name = re.sub(r"^(?:由|会同|以及|和|及|与)(?=.{2})", "", part.strip())
        name = name.strip("。；;：:，, ")
        name = _ETC.sub("", name)
        names.extend(piece for piece in _split_and(name) if len(piece) > 1)
    return names


def _split_and(name: str) -> list[str]:
    """Part two units joined by 和, where both sides look like units: 文化和旅游部 stays one."""
    for found in re.finditer(r"以及|会同|[和及与]", name):
        left, right = name[: found.start()], name[found.end() :]
        if ENDS_AS_UNIT.search(left) and len(right) >= 2 and len(left) >= 3:
            return [left, *_split_and(right)]
    return [name] if name else []


def split_outside(text: str, marks: str) -> list[str]:
    """Split at marks that stand outside every bracket."""
    parts, depth, start = [], 0, 0
    for index, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif character in marks and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    parts.append(text[start:])
    return [part for part in parts if part]
