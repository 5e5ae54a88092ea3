"""Members of committees: a role holds for the lines that follow it, until the next, or for a row in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.model import Block, Document, Record, Span, Support
from ingest.people import TITLES, looks_like_name
from ingest.records.build import make
from ingest.repair import IDEOGRAPH

_ROLES = (
    r"(?:第一|常务|执行|名誉|总)?(?:副)?(?:主任委员|主任|主席|组长|会长|理事长|召集人|总召集人|指挥长|总指挥|政委|秘书长|院长|团长|队长|顾问"
    r"|成员|委员|理事|总负责人|负责人|联络员|办公室主任|专家)"
)
_ROLE = re.compile(rf"(?P<role>{_ROLES})[：:]\s*")
_HAN = rf"[{IDEOGRAPH}]"
_NOTE = rf"[（(](?:女|兼|(?:女[，,、])?{_HAN}{{1,4}}族)[）)]"
_PERSON = re.compile(
    rf"(?P<name>{_HAN}(?:[ 　]{{1,4}}{_HAN}|{_HAN}{{1,3}}|{_HAN}{{0,8}}·{_HAN}{{1,8}}))(?P<note>{_NOTE})?"
    r"(?:[（(](?P<inside>[^（）()]{2,60})[）)]$|[ 　]+(?P<post>\S.{1,80})$|$)"
)
_TITLED = re.compile(
    rf"(?P<post>.*(?:{TITLES}))[ 　]*(?P<name>{_HAN}{{2,3}}|{_HAN}{{0,8}}·{_HAN}{{1,8}})(?P<note>{_NOTE})?"
)
_POSTED = re.compile(rf"{_HAN}[ 　]{{0,4}}{_HAN}{{1,3}}[ 　]{{2,}}\S{{3,80}}")
_PART = re.compile(r"(?:[（(][^（）()]*[）)]|[^、，,（(])+")
# 组长由…担任, 成员为：…; 由…任组长. The head of an office below the body is no member of it.
_ROWS = re.compile(
    rf"(?:(?<=[，,；;。：:、）) 　\n部组会])|^)(?P<role>{_ROLES})[ 　]*(?:由|[为是]?[：:]|为|是)(?P<row>[^。；;\n]+?)"
    rf"(?=等?(?:同志)?(?:分别)?(?:担任|兼任|组成)|[。；;\n]|[，,、]{_ROLES}(?:由|[为是]?[：:]|为)|$)"
    rf"|(?:由|[，,、])(?P<row_before>[^。；;，,\n]{{4,60}}?)(?:同志)?(?:担任|兼任|任)(?P<role_after>{_ROLES})(?=[，,、；;。和及])"
)
_OFFICE = re.compile(r"(?:办公室|秘书处|工作组|专家组)[^。；;\n]*$")
_BODY = re.compile(
    r"(?:关于)?(?:同意)?(?:调整|成立|组建|设立|建立|公布|明确)(?P<body>[^，。《》]{4,50}?)(?:组成人员|成员|人员|领导成员|组建方案|方案)?(?:名单)?(?:的(?:通知|批复|决定|函|意见))?$"
)


def members(document: Document, blocks: Sequence[Block], text: str) -> Iterator[Record]:
    """The members a document lists; `text` is the file's, since the spaces that set names apart are in no other."""
    role, role_span, body = "", Span(0, 0), _body(document.title)
    misses = 0
    for block in blocks:
        raw = text[block.span.start : block.span.end]
        taken = bool(role) and misses < 2 and _POSTED.fullmatch(raw.strip(" 　"))  # for a heading: a short line
        if block.kind != "paragraph" and not (block.kind == "heading" and taken):
            continue
        line, begin = raw, block.span.start
        found = _role(raw)
        if found:
            role, misses = re.sub(r"\s", "", found["role"]), 0
            role_span = Span(begin + found.start(), begin + found.end())
            line, begin = raw[found.end() :], begin + found.end()
        people = list(_people(line)) if role and misses < 2 else []
        if not people and (rows := list(_rows(raw))):
            role = ""
            yield from (_member(document, block, *row, body) for row in rows)
        if not people and not found and role:
            misses += 0 if re.match(r"[（(][一二三四五六七八九十]+[）)]", block.text) else 2
        for start, end, name, post in people:
            at = (
                (0, len(raw))
                if len(people) == 1
                else (begin - block.span.start + start, begin - block.span.start + end)
            )
            yield _member(document, block, at, (name, post), role, None if found else role_span, body)


def _member(
    document: Document,
    block: Block,
    at: tuple[int, int],
    person: tuple[str, str],
    role: str,
    role_span: Span | None,
    body: str,
) -> Record:
    """The record of somebody at a place of a block; `role_span`: where the role stands, if it does elsewhere."""
    name, post = person
    fields = {"name": name, "role": role, "post": post, "body": body}
    shown = f"{role}：{name}" + (f" {post}" if post else "")
    outside = () if role_span is None else (Support("role", role_span),)
    span = Span(block.span.start + at[0], block.span.start + at[1])
    return make(document, "member", name, shown, span, path=block.path, fields=fields, supports=outside)


def _role(raw: str) -> re.Match[str] | None:
    """A role at the start of a line, which may be spaced out: 主　任：."""
    spaced = re.match(rf"(?P<role>{_HAN}(?:[ 　]*{_HAN}){{0,7}})[ 　]*[：:][ 　]*", raw)
    return spaced if spaced and _ROLE.fullmatch(re.sub(r"\s", "", spaced.group())) else None


def _people(line: str) -> Iterator[tuple[int, int, str, str]]:
    """Name and post of one person a line, or the names of several."""
    content = line.strip(" 　")
    if not content or re.search(r"[。；;]", content):
        return
    position = line.index(content)
    if "、" not in re.split(r"[ 　（(]{1,}", content)[0] and (found := _one(content)):
        yield position, len(line), *found
    else:
        yield from ((position + start, position + end, *person) for start, end, person in _row(content))


def _rows(raw: str) -> Iterator[tuple[tuple[int, int], tuple[str, str], str, Span]]:
    """Those whom a sentence names under a role: their place in it, name and post, role, and its place."""
    for found in _ROWS.finditer(raw):
        key = "row" if found["role"] else "row_before"
        if _OFFICE.search(raw[: found.start()]):
            continue
        role, at = ("role", found.start(key)) if found["role"] else ("role_after", found.start(key))
        yield from (
            ((at + start, at + end), person, found[role], Span(*found.span(role)))
            for start, end, person in _row(found[key])
        )


def _row(text: str) -> list[tuple[int, int, tuple[str, str]]]:
    """The people of a row with their places, if all of it are people; a post may hold what parts them."""
    people: list[tuple[int, int, tuple[str, str]]] = []
    start = -1
    for part in _PART.finditer(text):
        start = part.start() if start < 0 else start
        if person := _one(text[start : part.end()]):
            people.append((start, part.end(), person))
            start = -1
    return people if start < 0 else []


def _one(text: str) -> tuple[str, str] | None:
    """Name and post of a person, whichever stands first."""
    text = text.strip(" 　")
    if (titled := _TITLED.fullmatch(text)) and looks_like_name(titled["name"]):
        return titled["name"], re.sub(r"[ 　]+", " ", titled["post"])
    if not (found := _PERSON.fullmatch(text)):
        return None
    name = re.sub(r"[ 　]", "", found["name"])
    post = (found["inside"] or found["post"] or "").strip()
    return (name, re.sub(r"[ 　]+", " ", post)) if post or found["note"] or looks_like_name(name) else None


def _body(title: str) -> str:
    """The committee a title speaks of."""
    found = _BODY.search(title)
    return found["body"] if found else title
