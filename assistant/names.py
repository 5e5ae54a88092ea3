"""The names an index knows, and where a question mentions them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.described_units import DescribedUnits, administered, collective_names
from ingest.fold import fold
from ingest.model import Document, Record
from ingest.pinyin import pinyin
from ingest.records.responsibility import is_clause
from ingest.regions import RegionIndex
from ingest.units import UnitIndex, government_of
from vectorstore.records import members

_ORDINAL = re.compile(r"^(?:第?[一二三四五六七八九十百]+[、.章节部]|[(（][一二三四五六七八九十]+[)）]|\d+[.、])")
_REMARK = re.compile(r"[(（][^()（）]*[)）]")
_MARKED = re.compile(r"^(?:#|其中[:：]?)\s*|[\s▲△★☆●*＊#]+$")  # how tables mark a row as part of another, or as special
_NUMERIC = re.compile(r"^[-\d.,%()a-z—–]*$|^\d")
# 6号文, notice No. 6, 国务院令第706号: a document by the running number of its 文号
_BY_NUMBER = re.compile(
    r"(?<!\d)(\d{1,3})号文(?:件)?|令第?(\d{1,4})号|第(\d{1,4})号(?:国务院)?令|[\u4e00-\u9fff][政办函](?:办|发|文|字|函)?第?(\d{1,4})号"
    r"|第?(\d{2,5})号(?:人大|政协)?(?:代表|委员)?(?:建议|提案|议案)"
    r"|\b(?:suggestion|proposal|motion)s?(?: n\w+\.?)? ?(\d{2,5})\b"
    r"|\b(?:(?:notice|document|circular|decree|order)s? n\w+\.?|[a-z]+ ?[\[(〔]\d{4}[])〕](?: no)?\.?) ?(\d{1,4})\b"
    r"|\b(?:notice|document|circular|paper) (?:is|was|has|bears|carries|with)(?: the)? n\w{0,5}\.? ?(\d{1,4})\b"
)
_PROPOSAL = re.compile(r"第\d+号(?=建议|提案|议案)")  # what the title of a reply to deputies answers
_ITS_GOVERNMENT = re.compile(
    r"[市县区]?(?:人民)?政府|(?: (?:city|county|district|municipal))?(?: people's)? government(?:'s)?\b"
)
_GOVERNMENT, _GOVERNMENT_OF = re.compile(r"(?:人民)?政府$"), re.compile(r"\bgovernment of (?:the )?$")
_BODY = re.compile(
    r"(?:[^、，,]部|[^、，,]委|局|院|委员会|证监会|保监会|银行|总署|公署|办公室|中心|公司|学院|学会|协会)$"
)
_LISTED = 16  # characters of a member of a cell that lists several; longer ones are parts of a sentence
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a question: what kind of thing, where, and the values it stands for in the records."""

    kind: str  # unit, region, person, row, cell, category, table, section, document, header
    start: int
    end: int
    surface: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)  # one object a table of an index, so that what it shows is kept by it
class Table:
    """What the rows of one table have in common."""

    caption: str
    document_id: str
    headers: tuple[str, ...]
    rows: tuple[Record, ...]
    categories: tuple[str, ...]
    key: tuple[str, str] = field(default=("", ""))
    cells: frozenset[str] = frozenset()  # what its cells say and list, folded


def bare(heading: str) -> str:
    """A heading or category without its ordinal and its remark in parentheses."""
    return _REMARK.sub("", _ORDINAL.sub("", heading.strip())).strip()


def government_free(unit: str) -> str:
    """A unit's folded name without the word for government: 清河县 for 清河县政府."""
    return _GOVERNMENT.sub("", fold(unit))


def tables_of(records: Iterable[Record]) -> tuple[Table, ...]:
    """The tables that the row records come from, in order."""
    grouped: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        if record.kind == "row":
            grouped[record.document_id, str(record.fields.get("table", ""))].append(record)
    tables = []
    for (document_id, caption), rows in grouped.items():
        headers = dict.fromkeys(header for row in rows for header in row.fields.get("cells", {}))
        categories = dict.fromkeys(str(row.fields.get("category") or "") for row in rows)
        tables.append(
            Table(
                caption,
                document_id,
                tuple(headers),
                tuple(rows),
                tuple(filter(None, categories)),
                (document_id, caption),
                frozenset(fold(text) for row in rows for cell in row.fields["cells"].values() for text in _said(cell)),
            )
        )
    return tuple(tables)


def _said(cell: str) -> tuple[str, ...]:
    return (cell, *members(cell))


class Names:
    """Finds units, regions, persons, rows, cells, categories, tables, sections and documents in a question."""

    def __init__(self, records: Sequence[Record], documents: Sequence[Document], tables: Sequence[Table]) -> None:
        units = {u for r in records for role in ("leads", "shared", "participants") for u in r.fields.get(role, ())}
        self.units = UnitIndex(sorted(units))
        self._folded_units = {fold(unit): unit for unit in self.units.units}
        self._exact: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for unit in self.units.units:
            for name in collective_names(unit):
                self._add("unit", name, unit)
        self.people = self._people(records)
        region_names = set(units)
        for table in tables:
            self._add("table", table.caption, table.caption)
            for category in table.categories:
                self._add("category", bare(category), category)
            for row in table.rows:
                self._add("row", row.label, row.label)
                self._add("row", _REMARK.sub("", row.label), row.label)
                self._add("row", _MARKED.sub("", bare(_MARKED.sub("", row.label))), row.label)
            region_names |= self._add_cells(table)
        self._add_named(records)
        for document in documents:
            self._add("document", document.title, document.id)
            for quoted in re.findall(r"《([^《》]{4,})》", document.title):
                self._add("document", quoted, document.id)
            if document.doc_number:
                for said in ("", "文", "文件"):
                    self._add("document", document.doc_number + said, document.id)
        self._doc_numbers = [(fold(d.doc_number), d.id) for d in documents if d.doc_number]
        self._doc_numbers += [(n[0], d.id) for d in documents for n in _PROPOSAL.finditer(fold(d.title))]
        for person in self.people:
            self._add("person", person, person)
        bodies = {
            v
            for kinds in self._exact.values()
            for v in kinds.get("cell", ())
            if _BODY.search(v) and len(members(v)) == 1
        }
        self.bodies = UnitIndex(sorted(bodies - units))
        self.regions = RegionIndex(sorted(region_names))
        self._described_units = DescribedUnits(self.units)
        self._described_bodies = DescribedUnits(self.bodies)
        self._lengths: dict[str, set[int]] = defaultdict(set)  # of the names that begin with these two characters
        for name in self._exact:
            self._lengths[name[:2]].add(len(name))
        self._romanised = self._romanise()

    def _add_named(self, records: Sequence[Record]) -> None:
        """Sections, chapters, regulations and the bodies whose members are listed."""
        for record in records:
            if said := str(record.fields.get({"task": "section", "article": "chapter"}.get(record.kind, "")) or ""):
                name = bare(said)  # 处罚 and 使用 are words before they are chapters
                whole = record.kind == "task" or name[2:] or name.endswith("则")
                self._add("section", name if whole else f"{name}章", said)
            if record.kind == "article" and record.fields.get("regulation"):
                self._add("document", str(record.fields["regulation"]).strip("《》"), record.document_id)
            if record.kind == "member" and record.fields.get("body"):
                self._add("document", str(record.fields["body"]), record.document_id)

    def _add(self, kind: str, name: str, value: str) -> None:
        folded = fold(name)
        if len(folded) >= 2 and not _NUMERIC.match(folded):
            self._exact[folded][kind].add(value)

    def _add_cells(self, table: Table) -> set[str]:
        """Names the cells of columns whose values are few and repeat, or are codes; returns what may be regions."""
        regions = set()
        for header in table.headers:
            cells = [cell for row in table.rows if (cell := row.fields["cells"].get(header, ""))]
            distinct = set(cells)
            labels = {row.label for row in table.rows}
            if distinct <= labels or any(map(is_clause, distinct)):
                continue
            for cell in distinct:
                folded = fold(cell)
                if _CODE.fullmatch(folded):
                    self._exact[folded]["cell"].add(cell)
                elif len(folded) <= 24:
                    self._add("cell", cell, cell)
                    self._add("cell", bare(cell), cell)
                    regions.add(cell)
            listed = {part for cell in distinct for part in members(cell)} - distinct
            if all(len(fold(part)) <= _LISTED for part in listed):
                for part in listed:
                    self._add("cell", part, part)
        return regions

    @staticmethod
    def _people(records: Sequence[Record]) -> tuple[str, ...]:
        names: dict[str, None] = {}
        for record in records:
            names.update(dict.fromkeys(record.fields.get("people", ())))
            for key in ("person", "name"):
                if record.kind in ("member", "appointment") and record.fields.get(key):
                    names[str(record.fields[key])] = None
        return tuple(names)

    def _romanise(self) -> dict[str, tuple[str, str]]:
        romanised: dict[str, tuple[str, str]] = {}
        for folded, kinds in self._exact.items():
            kind = next((k for k in ("person", "row", "cell") if k in kinds), "")
            if kind and 2 <= len(folded) <= 6 and all("一" <= c <= "鿿" for c in folded):
                romanised[pinyin(folded)] = (kind, folded)
        return romanised

    def find(self, text: str, language: str) -> list[Mention]:
        """Mentions in a folded question, longest first where they overlap; one place may be of several kinds."""
        found = self._find_exact(text)
        for match in _BY_NUMBER.finditer(text):
            wanted = next(filter(None, match.groups())) + "号"
            ids = tuple(sorted(i for number, i in self._doc_numbers if number.endswith((")" + wanted, "第" + wanted))))
            if ids:
                found.append(Mention("document", match.start(), match.end(), match.group(), ids))
        found += self._bodies(text, language)
        regions = (m for m in self.regions.find(text) if not m.collective)
        found += [Mention("region", m.start, m.end, m.verbatim, (m.region,)) for m in regions]
        if language == "en":
            found += self._find_romanised(text)
        found += self._governments(text, [m for m in found if m.kind in ("region", "cell")])
        return _longest(found)

    def _bodies(self, text: str, language: str) -> list[Mention]:
        """Units of tasks and bodies of table cells, by name or, in English, by a description."""
        units = self._described_units.places(text, language)
        cells = self._described_bodies.places(text, language)
        if language == "en":
            cells = [c for c in cells if not any(a <= c[0] and c[1] <= b for a, b, _ in units)]
            cells += [(start, end, self._cells(zone)) for start, end, zone in administered(text, units)]
        return [
            *(Mention("unit", start, end, text[start:end], self._called(found)) for start, end, found in units),
            *(Mention("cell", start, end, text[start:end], found) for start, end, found in cells if found),
        ]

    def _cells(self, name: str) -> tuple[str, ...]:
        return tuple(sorted(self._exact.get(name, {}).get("cell", ())))

    def _called(self, units: Sequence[str]) -> tuple[str, ...]:
        """Units with the other names that the tasks have for them: a county stands for its government in a list."""
        also = [name for unit in units for name in (government_free(unit), government_of(fold(unit)))]
        others = (self._folded_units[name] for name in also if name in self._folded_units)
        return tuple(dict.fromkeys((*units, *others)))

    def _governments(self, text: str, places: Sequence[Mention]) -> list[Mention]:
        """Units that are the government of a region named: 叶县县政府, the government of Ye County."""
        found = []
        for mention in places:
            unit = government_of(mention.values[0])
            after, before = _ITS_GOVERNMENT.match(text, mention.end), _GOVERNMENT_OF.search(text[: mention.start])
            if unit in self._folded_units and (after or before):
                start = before.start() if before else mention.start
                end = after.end() if after else mention.end
                found.append(Mention("unit", start, end, text[start:end], self._called([self._folded_units[unit]])))
        return found

    def governing(self, mention: Mention) -> Mention | None:
        """The unit that governs a region named, where the tasks have it."""
        unit = self._folded_units.get(government_of(mention.values[0]))
        return replace(mention, kind="unit", values=self._called([unit])) if unit else None

    def _find_exact(self, text: str) -> list[Mention]:
        places = [
            (start, start + length)
            for start in range(len(text))
            for length in self._lengths.get(text[start : start + 2], ())
            if start + length <= len(text)
        ]
        found = []
        for start, end in sorted(places, key=lambda place: (place[0] - place[1], place[0])):
            for kind, values in self._exact.get(text[start:end], {}).items():
                found.append(Mention(kind, start, end, text[start:end], tuple(sorted(values))))
        return found

    def _find_romanised(self, text: str) -> list[Mention]:
        words = [(m.group(), m.start(), m.end()) for m in re.finditer(r"[a-z]+(?:'[a-z]+)?", text)]
        found = []
        for first in range(len(words)):
            for last in range(first, min(first + 4, len(words))):
                joined = "".join(word for word, _, _ in words[first : last + 1]).replace("'", "")
                for candidate in (joined, _surname_last([word for word, _, _ in words[first : last + 1]])):
                    if len(candidate) >= 5 and candidate in self._romanised:
                        kind, folded = self._romanised[candidate]
                        start, end = words[first][1], words[last][2]
                        values = tuple(sorted(self._exact[folded][kind]))
                        found.append(Mention(kind, start, end, text[start:end], values))
        return found


def _surname_last(words: Sequence[str]) -> str:
    """Pinyin of "Mingjun Li" in the Chinese order."""
    return "".join((words[-1], *words[:-1])) if len(words) > 1 else ""


def _longest(found: Sequence[Mention]) -> list[Mention]:
    """Drops mentions that lie inside a longer one, and those that cross one further left."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        spans = [(k.start, k.end) for k in kept]
        apart = (mention.start, mention.end) in spans or all(mention.end <= a or mention.start >= b for a, b in spans)
        if apart and mention not in kept:
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
