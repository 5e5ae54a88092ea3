"""The archive gives back what was put in, and what a version sees never changes."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.model import Block, Chunk, Document, Extract, Finding, Parsed, Record, SourceFile, Span, Support
from vectorstore.archive import Archive
from vectorstore.errors import ArchiveError, StorageError
from vectorstore.stored import Model

MODEL = Model("test-model", "0" * 64, 3)


def parsed(name: str = "a.txt", text: str = "甲乙丙丁\n戊己", sha256: str = "s" * 64) -> Parsed:
    """A parse in which every field of every class has a value of its own."""
    extract = Extract(text, "text/plain", (0, 5), {3: 1}, {0: 1}, ("第2页没有文字",))
    document = Document("d.0", "标题", Span(0, 4), "某政〔2020〕1号", "2020-01-02", "某县", 2020, "2020年第1期")
    block = Block("left_out", Span(4, 7), "戊己", "d.0", ("一", "（一）"), 2, "页眉")
    record = Record(
        "r", "row", "d.0", "甲", "甲乙", Span(0, 2), ("一",),
        {"cells": {"列": "1"}, "leads": ["某局"], "number": None}, (Support("header_row", Span(2, 3)),),
    )  # fmt: skip
    chunk = Chunk("c", "d.0", Span(0, 4), "甲乙丙丁", "甲乙 丙丁", "标题 > 一", ("一",), "row", "甲")
    findings = (Finding("ok", "coverage", "全部"), Finding("warning", "gap", "缺3", Span(1, 2)))
    return Parsed(
        SourceFile(name, sha256, text.encode(), extract), (document,), (block,), (record,), (chunk,), findings
    )


def vectors(*rows: list[float]) -> np.ndarray:
    return np.asarray(rows or [[0.6, 0.8, 0.0]], dtype=np.float32)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = Archive.open(tmp_path / "archive.sqlite3")
    opened.start_version(0, 1, MODEL)
    return opened


def test_every_field_comes_back(archive: Archive) -> None:
    key = archive.add(parsed(), vectors(), 1, "parser-1", "/somewhere/a.txt")
    assert archive.parsed(key) == parsed()
    assert np.array_equal(archive.vectors(key, 3), vectors())
    assert archive.model(1) == MODEL
    (stored,) = archive.files(1)
    assert (stored.name, stored.parser, stored.origin) == ("a.txt", "parser-1", "/somewhere/a.txt")
    assert stored.counts["records"] == {"row": 1}


def test_the_bundled_gazette_comes_back(archive: Archive, gazette: Parsed) -> None:
    key = archive.add(gazette, np.zeros((len(gazette.chunks), 3), np.float32), 1)
    assert archive.parsed(key) == gazette


def test_a_file_of_the_same_name_is_replaced(archive: Archive) -> None:
    archive.add(parsed(text="旧的文字在此"), vectors(), 1)
    archive.add(parsed(text="新的文字在此"), vectors(), 1)
    (stored,) = archive.files(1)
    assert archive.source(stored.key).text == "新的文字在此"


def test_a_version_does_not_see_what_a_later_one_changes(archive: Archive) -> None:
    archive.add(parsed("a.txt"), vectors(), 1)
    archive.add(parsed("b.txt"), vectors(), 1)
    archive.start_version(1, 2, MODEL)
    archive.add(parsed("a.txt", text="改过的文字啊"), vectors(), 2)
    assert archive.remove("b.txt", 2)
    assert not archive.remove("c.txt", 2)
    old = {file.name: archive.source(file.key).text for file in archive.files(1)}
    new = {file.name: archive.source(file.key).text for file in archive.files(2)}
    assert old == {"a.txt": parsed().source.text, "b.txt": parsed().source.text}
    assert new == {"a.txt": "改过的文字啊"}


def test_a_rollback_leaves_nothing_of_a_version(archive: Archive) -> None:
    archive.add(parsed("a.txt"), vectors(), 1)
    before = archive.files(1)
    archive.start_version(1, 2, MODEL)
    archive.add(parsed("a.txt", text="改过的文字啊"), vectors(), 2)
    archive.add(parsed("b.txt"), vectors(), 2)
    archive.rollback(1)
    assert archive.files(1) == archive.files(2) == before
    assert archive.model(2) is None


def test_pruning_deletes_only_what_no_version_sees(archive: Archive) -> None:
    old = archive.add(parsed("a.txt"), vectors(), 1)
    archive.start_version(1, 2, MODEL)
    new = archive.add(parsed("a.txt", text="改过的文字啊"), vectors(), 2)
    archive.prune(1)
    assert archive.chunks(old)
    archive.prune(2)
    assert not archive.chunks(old)
    assert archive.chunks(new)


def test_an_interrupted_add_leaves_nothing(archive: Archive) -> None:
    broken = replace(parsed(), findings=(Finding("ok", "coverage", None),))  # type: ignore[arg-type]
    with pytest.raises(Exception, match="NOT NULL"):
        archive.add(broken, vectors(), 1)
    assert archive.files(1) == ()


def test_vectors_must_match_the_chunks(archive: Archive) -> None:
    with pytest.raises(ValueError, match="1 chunks but 2 vectors"):
        archive.add(parsed(), vectors([1, 0, 0], [0, 1, 0]), 1)


def test_chunks_are_found_by_id_in_their_version_only(archive: Archive) -> None:
    archive.add(parsed(), vectors(), 1)
    archive.start_version(1, 2, MODEL)
    archive.remove("a.txt", 2)
    assert [chunk.id for chunk in archive.chunks_by_id(["c", "x"], 1)] == ["c"]
    assert archive.chunks_by_id(["c"], 2) == []


def test_an_archive_of_another_schema_is_refused(tmp_path: Path, archive: Archive) -> None:
    archive.close()
    with sqlite3.connect(tmp_path / "archive.sqlite3") as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    with pytest.raises(ArchiveError, match=r"has schema 99, this program uses schema 1: .*GAZETTE_HOME"):
        Archive.open(tmp_path / "archive.sqlite3")


def test_reading_what_is_not_there_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="python -m ingest PATH"):
        Archive.open(tmp_path / "archive.sqlite3", readonly=True)
    assert not (tmp_path / "archive.sqlite3").exists()


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite3").write_bytes(b"no database at all" * 300)
    with pytest.raises(ArchiveError):
        Archive.open(tmp_path / "archive.sqlite3")


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    with pytest.raises(StorageError, match="GAZETTE_HOME"):
        Archive.open(tmp_path / "home" / "archive.sqlite3")
