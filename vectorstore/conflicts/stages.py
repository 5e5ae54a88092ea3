"""Stages of work: a road that is being prepared in one place and begun in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.figures import find_figures
from vectorstore.conflicts.statement import Period, Place, Statement
from vectorstore.conflicts.subjects import LEAST, subject_of

MEASURE = "stage"
_STAGES = {
    "prepared": "前期工作|前期谋划|前期手续|前期|谋划",
    "begun": "开工建设|开工|动工|破土",
    "built": "主体完工|主体封顶|封顶|主体建成",
    "done": "建成通车|建成投用|建成投产|竣工|完工|建成|通车|投产|投用|投运|并网|投入使用|投入运营",
}
_STAGE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _STAGES.items()))
_LIST_END = re.compile(r"等(?:\d+个|[一二三四五六七八九十]+个)?(?:重大|重点)?(?:项目|工程)?$")
_PART = re.compile(r"[、和及与]")


def in_clause(clause: str, period: Period, place: Place) -> Iterator[Statement]:
    """What each project named in a clause has come to or shall come to.

    A stage holds for the names before it since the last one: A、B等项目前期工作; or after it: 开工建设A、B.
    """
    if not _STAGE.search(clause):
        return
    waiting: list[str] = []
    ahead: str | None = None
    for part in _PART.split(clause):
        stages = [(found.lastgroup or "", found) for found in _STAGE.finditer(part)]
        if not stages:
            if ahead:
                yield from _statements([part], ahead, clause, period, place)
            else:
                waiting.append(part)
            continue
        stage, found = stages[-1]
        name = part[: stages[0][1].start()]
        if not subject_of(name):
            ahead, name = stage, part[found.end() :]
            yield from _statements([name], stage, clause, period, place)
        else:
            ahead = None
            yield from _statements([*waiting, _LIST_END.sub("", name)], stage, clause, period, place)
        waiting = []


def _statements(names: list[str], stage: str, clause: str, period: Period, place: Place) -> Iterator[Statement]:
    for name in names:
        subject = subject_of(name)
        if len(subject) >= LEAST and not find_figures(name):
            yield Statement(subject, MEASURE, stage, clause, period, place)
