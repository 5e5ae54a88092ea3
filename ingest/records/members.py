"""Members of committees: a role holds for the lines that follow it, until the next, or for a row in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.model import Block, Document, Record, Span, Support
from ingest.people import TITLES, looks_like_name
from ingest.records.build import make
from ingest.repair import IDEOGRAPH

_ROLE = (
    r"(?:(?:第一|常务|执行|名誉|总)?(?:副)?(?:主任委员|主任|主席|组长|会长|理事长|召集人|总召集人|指挥长|总指挥|政委|秘书长|院长|团长|队长|顾问"
    r"|成员|委员|理事|总负责人|负责人|联络员|办公室主任|专家))"
)
_HAN = rf"[{IDEOGRAPH}]"
_NOTE = rf"(?P<note>[（(](?:女|兼|(?:女[，,、])?{_HAN}{{1,4}}族)[）)])?"
_PERSON = re.compile(
    rf"(?P<name>{_HAN}(?:[ 　]{{1,4}}{_HAN}|{_HAN}{{1,3}}|{_HAN}{{0,8}}·{_HAN}{{1,8}})){_NOTE}"
    r"(?:[（(](?P<inside>[^（）()]{2,60})[）)]$|[ 　]+(?P<post>\S.{1,80})$|$)"
)
_TITLED = re.compile(rf"(?P<post>[^，,]*(?:{TITLES}))[ 　]*(?P<name>{_HAN}{{2,3}}|{_HAN}{{0,8}}·{_HAN}{{1,8}}){_NOTE}")
_PART = re.compile(r"(?:[（(][^（）()]*[）)]|[^、，,（(])+")
_IS = r"(?:由|[为是]?[：:]|为|是)"
# 组长由…担任, 成员为：…; the office below a body has a head and deputies that are none of its own
_IN_SENTENCE = re.compile(
    rf"(?:(?<=[，,；;。：:、）) 　\n部组会])|^)(?P<role>{_ROLE})(?<!办公室主任)[ 　]*{_IS}(?P<row>[^。；;\n]+?)"
    rf"(?=等?(?:同志)?(?:分别)?(?:担任|兼任|组成)|[。；;\n]|[，,、]{_ROLE}{_IS}|$)"
    rf"|(?:由|[，,])(?P<row_of>[^。；;，,\n]+?)(?:同志)?(?:担任|兼任|任)(?P<role_of>{_ROLE})(?=[，,、；;。和及])"
)
_OFFICE = re.compile(r"(?:办公室|秘书处|工作组|专家组)[^。；;\n]*$")
_BODY = re.compile(
    r"(?:关于)?(?:同意)?(?:调整|成立|组建|设立|建立|公布|明确)(?P<body>[^，。《》]{4,50}?)(?:组成人员|成员|人员|领导成员|组建方案|方案)?(?:名单)?(?:的(?:通知|批复|决定|函|意见))?$"
)
_Row = list[tuple[int, int, tuple[str, str]]]  # where each stands, name and post


def members(document: Document, blocks: Sequence[Block], text: str) -> Iterator[Record]:
    """The members a document lists; `text` is the file's, since the spaces that set names apart are in no other."""
    role, role_span, misses = "", Span(0, 0), 0
    titled = _BODY.search(document.title)
    body = titled["body"] if titled else document.title
    for block in (block for block in blocks if block.kind in ("paragraph", "heading")):
        begin, raw = block.span.start, text[block.span.start : block.span.end]
        if block.kind == "heading" and not (role and misses < 2 and re.search(rf"[ 　]\S+(?:{TITLES})$", raw)):
            continue  # a short line may be taken for one
        found = _role(raw)
        if found:
            role, misses = re.sub(r"\s", "", found["role"]), 0
            role_span = Span(begin + found.start(), begin + found.end())
        first = found.end() if found else 0
        row = _row(raw[first:]) if role and misses < 2 and not re.search(r"[。；;]", raw) else []
        people = [(role, role_span, begin + first + start, begin + first + end, one) for start, end, one in row]
        if len(people) == 1:
            people = [(role, role_span, begin, block.span.end, row[0][2])]
        elif not people and (people := list(_in_sentences(raw, begin))):
            role = ""
        elif not people and not found and role:
            misses += 0 if re.match(r"[（(][一二三四五六七八九十]+[）)]", block.text) else 2
        for of, of_span, start, end, (name, post) in people:
            fields = {"name": name, "role": of, "post": post, "body": body}
            shown, span = f"{of}：{name}" + (f" {post}" if post else ""), Span(start, end)
            outside = () if start <= of_span.start < end else (Support("role", of_span),)
            yield make(document, "member", name, shown, span, path=block.path, fields=fields, supports=outside)


def _role(raw: str) -> re.Match[str] | None:
    """A role at the start of a line, which may be spaced out: 主　任：."""
    spaced = re.match(rf"(?P<role>{_HAN}(?:[ 　]*{_HAN}){{0,7}})[ 　]*[：:][ 　]*", raw)
    return spaced if spaced and re.fullmatch(rf"{_ROLE}[：:]", re.sub(r"\s", "", spaced.group())) else None


def _in_sentences(raw: str, begin: int) -> Iterator[tuple[str, Span, int, int, tuple[str, str]]]:
    """Those whom sentences name under a role: it and its place, theirs, name and post."""
    for found in _IN_SENTENCE.finditer(raw):
        of = "" if found["role"] else "_of"
        at, role = begin + found.start("row" + of), Span(*(begin + end for end in found.span("role" + of)))
        row = [] if _OFFICE.search(raw[: found.start()]) else _row(found["row" + of])
        yield from ((found["role" + of], role, at + start, at + end, one) for start, end, one in row)


def _row(text: str) -> _Row:
    """The people of a row, if all of it are people; a post may hold what parts them."""
    people: _Row = []
    start = -1
    for part in _PART.finditer(text):
        start = part.start() if start < 0 else start
        if one := _one(text[start : part.end()]):
            people.append((start, part.end(), one))
            start = -1
    return people if start < 0 else [(0, len(text), one)] if (one := _one(text)) else []


def _one(text: str) -> tuple[str, str] | None:
    """Name and post of a person, whichever stands first."""
    text = text.strip(" 　")
    if (found := _TITLED.fullmatch(text)) and (looks_like_name(found["name"]) or "·" in found["name"]):
        name, post = found["name"], found["post"]
    elif found := _PERSON.fullmatch(text):
        name, post = re.sub(r"[ 　]", "", found["name"]), (found["inside"] or found["post"] or "").strip()
    told = found and (post or found["note"] or looks_like_name(name))
    return (name, re.sub(r"[ 　]+", " ", post)) if told else None
