"""Members of committees: a role holds for the lines that follow it, until the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.model import Block, Document, Record, Span, Support
from ingest.people import looks_like_name
from ingest.records.build import make
from ingest.repair import IDEOGRAPH

_ROLE = re.compile(
    r"(?P<role>(?:第一|常务|执行|名誉|总)?(?:副)?(?:主任委员|主任|主席|组长|会长|理事长|召集人|总召集人|指挥长|总指挥|政委|秘书长|院长|团长|队长|顾问"
    r"|成员|委员|理事|总负责人|负责人|联络员|办公室主任|专家))[：:]\s*"
)
_HAN = rf"[{IDEOGRAPH}]"
_PERSON = re.compile(
    rf"(?P<name>{_HAN}(?:[ 　]{{1,4}}{_HAN}|{_HAN}{{1,3}}|{_HAN}{{0,8}}·{_HAN}{{1,8}}))"
    r"(?:[（(](?P<inside>[^（）()]{2,60})[）)]$|[ 　]+(?P<post>\S.{1,80})$|$)"
)
_POSTED = re.compile(rf"{_HAN}[ 　]{{0,4}}{_HAN}{{1,3}}[ 　]{{2,}}\S{{3,80}}")
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
        if not people and not found and role:
            misses += 0 if re.match(r"[（(][一二三四五六七八九十]+[）)]", block.text) else 2
        for start, end, name, post in people:
            outside = () if found else (Support("role", role_span),)
            span = Span(block.span.start, block.span.end) if len(people) == 1 else Span(begin + start, begin + end)
            fields = {"name": name, "role": role, "post": post, "body": body}
            shown = f"{role}：{name}" + (f" {post}" if post else "")
            yield make(document, "member", name, shown, span, path=block.path, fields=fields, supports=outside)


def _role(raw: str) -> re.Match[str] | None:
    """A role at the start of a line, which may be spaced out: 主　任：."""
    spaced = re.match(rf"(?P<role>{_HAN}(?:[ 　]*{_HAN}){{0,7}})[ 　]*[：:][ 　]*", raw)
    return spaced if spaced and _ROLE.fullmatch(re.sub(r"\s", "", spaced.group())) else None


def _people(line: str) -> Iterator[tuple[int, int, str, str]]:
    """Name and post of one person a line, or the names of several."""
    content = line.strip(" 　")
    if not content or re.search(r"[。；，]", content):
        return
    if "、" not in re.split(r"[ 　（(]{1,}", content)[0] and (found := _PERSON.fullmatch(content)):
        name = re.sub(r"[ 　]", "", found["name"])
        post = (found["inside"] or found["post"] or "").strip()
        if post or len(name) <= 4:
            yield line.index(content), len(line), name, re.sub(r"[ 　]+", " ", post)
        return
    position = line.index(content)
    for part in content.split("、"):
        name = re.sub(r"[ 　]", "", part)
        if looks_like_name(name):
            yield position, position + len(part), name, ""
        position += len(part) + 1


def _body(title: str) -> str:
    """The committee a title speaks of."""
    found = _BODY.search(title)
    return found["body"] if found else title
