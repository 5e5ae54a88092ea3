"""A version is published whole or not at all, whatever happens in between."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval.crash import campaign
from ingest.model import IngestError
from vectorstore import chroma_build, intake, stamp
from vectorstore.archive import Archive
from vectorstore.embedding import Embedding
from vectorstore.errors import ArchiveError, WrongModelError
from vectorstore.index import Index
from vectorstore.intake import rebuild, remove, take_in
from vectorstore.publish import publishing
from vectorstore.settings import StoreSettings
from vectorstore.store import Store
from vectorstore.versions import Home

Folder = Callable[[int], Path]


class OtherModel(Embedding):
    """A model of another width, as GAZETTE_EMBEDDING may name one."""

    name, dimension, fingerprint = "other-model", 8, "f" * 64  # type: ignore[assignment]

    def encode(self, texts):  # type: ignore[no-untyped-def]
        found = np.asarray([[len(t) % 7, t.count("的"), *t.encode()[:6].ljust(6)] for t in texts], dtype=np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def names(index: Index) -> list[str]:
    return [file.name for file in index.files]


def state(home: Path) -> dict[str, tuple[int, int]]:
    """Every file of a home with size and time, what opening an archive leaves beside it left out."""
    return {
        str(path.relative_to(home)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in home.rglob("*")
        if path.is_file() and not path.name.endswith(("-shm", "-wal", ".lock"))
    }


def test_what_is_ingested_is_found(settings: StoreSettings, folder: Folder, embedding: Embedding) -> None:
    outcome = take_in(settings, [folder(3)], embedding=embedding)
    assert [taken.state for taken in outcome.files] == ["added"] * 3
    index = Index.open(settings.home, embedding=embedding)
    assert (index.version, len(index.documents)) == ("1", 3)
    assert "第2号" in index.search("第2号通知何时执行", 1)[0].chunk.context
    assert index.file(index.files[0].sha256).text == index.file_of(index.documents[0].id).text
    index.close()


def test_unchanged_files_cost_nothing(settings: StoreSettings, folder: Folder, embedding: Embedding) -> None:
    take_in(settings, [folder(2)], embedding=embedding)
    before = state(settings.home)
    outcome = take_in(settings, [folder(2)], embedding=embedding)
    assert [taken.state for taken in outcome.files] == ["unchanged"] * 2
    assert outcome.version == 1
    assert state(settings.home).keys() == before.keys()
    assert {n: s for n, s in state(settings.home).items() if "versions" in n} == {
        n: s for n, s in before.items() if "versions" in n
    }


def test_a_changed_file_replaces_its_own_parts_only(
    settings: StoreSettings, folder: Folder, embedding: Embedding
) -> None:
    source = folder(3)
    take_in(settings, [source], embedding=embedding)
    index = Index.open(settings.home, embedding=embedding)
    before = {file.name: file.key for file in index.files}
    (source / "notice-2.txt").write_text("关于停止执行的通知\n\n自五月起停止执行灯光计划。\n", "utf-8")
    outcome = take_in(settings, [source], embedding=embedding)
    assert [taken.state for taken in outcome.files if taken.state != "unchanged"] == ["replaced"]
    after = Index.open(settings.home, embedding=embedding)
    assert {f.name for f in after.files if f.key != before[f.name]} == {"notice-2.txt"}
    assert "灯光计划" in after.search("灯光计划", 1)[0].chunk.text
    assert not any("灯光计划" in hit.chunk.text for hit in index.search("灯光计划", 5)), "the open version stays"
    assert not any("第2号" in chunk.text for chunk in after.chunks)


def test_sync_removes_what_is_gone(settings: StoreSettings, folder: Folder, embedding: Embedding) -> None:
    source = folder(3)
    elsewhere = source.parent / "elsewhere.txt"
    elsewhere.write_text("另一处的通知\n\n内容在此。\n", "utf-8")
    take_in(settings, [elsewhere], sync=[source], embedding=embedding)
    (source / "notice-1.txt").unlink()
    outcome = take_in(settings, [], sync=[source], embedding=embedding)
    assert [(t.name, t.state) for t in outcome.files if t.state != "unchanged"] == [("notice-1.txt", "removed")]
    index = Index.open(settings.home, embedding=embedding)
    assert names(index) == ["elsewhere.txt", "notice-2.txt", "notice-3.txt"]
    shutil.rmtree(source)
    with pytest.raises(IngestError, match="is not a folder: nothing was changed"):
        take_in(settings, [], sync=[source], embedding=embedding)


def test_the_same_bytes_under_two_names_are_taken_once(
    settings: StoreSettings, folder: Folder, embedding: Embedding
) -> None:
    source = folder(1)
    shutil.copy(source / "notice-1.txt", source / "twin.txt")
    outcome = take_in(settings, [source], embedding=embedding)
    assert [taken.state for taken in outcome.files] == ["added", "duplicate"]
    (source / "notice-1.txt").unlink()
    assert {t.name: t.state for t in take_in(settings, [], sync=[source], embedding=embedding).files} == {
        "notice-1.txt": "removed",
        "twin.txt": "added",
    }


def test_a_named_file_that_cannot_be_read_changes_nothing(
    settings: StoreSettings, folder: Folder, embedding: Embedding, tmp_path: Path
) -> None:
    take_in(settings, [folder(1)], embedding=embedding)
    (tmp_path / "empty.txt").touch()
    with pytest.raises(IngestError, match=r"empty\.txt is empty"):
        take_in(settings, [folder(2), tmp_path / "empty.txt"], embedding=embedding)
    index = Index.open(settings.home, embedding=embedding)
    assert (index.version, names(index)) == ("1", ["notice-1.txt"])


def test_one_bad_file_in_a_folder_does_not_stop_the_others(
    settings: StoreSettings, folder: Folder, embedding: Embedding
) -> None:
    source = folder(2)
    (source / "bad.txt").write_bytes(b"\x00\x01\x02" * 50)
    outcome = take_in(settings, [source], jobs=2, embedding=embedding)
    assert outcome.failed
    assert [t.name for t in outcome.files if t.state == "failed"] == ["bad.txt"]
    assert names(Index.open(settings.home, embedding=embedding)) == ["notice-1.txt", "notice-2.txt"]


def test_two_files_of_one_name_are_refused(settings: StoreSettings, folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    shutil.copy(folder(1) / "notice-1.txt", tmp_path / "other")
    with pytest.raises(IngestError, match=r"would both be kept as notice-1\.txt"):
        take_in(settings, [folder(1), tmp_path / "other"])


def test_remove_and_rebuild(settings: StoreSettings, folder: Folder, embedding: Embedding) -> None:
    take_in(settings, [folder(3)], embedding=embedding)
    with pytest.raises(IngestError, match=r"nothing\.txt is not in the index"):
        remove(settings, ["notice-1.txt", "nothing.txt"], embedding=embedding)
    remove(settings, ["notice-1.txt"], embedding=embedding)
    rebuild(settings, again=True, embedding=embedding)
    index = Index.open(settings.home, embedding=embedding)
    assert (index.version, names(index)) == ("3", ["notice-2.txt", "notice-3.txt"])


def test_an_index_of_another_model_is_refused_until_it_is_rebuilt(
    settings: StoreSettings, folder: Folder, embedding: Embedding
) -> None:
    take_in(settings, [folder(2)], embedding=embedding)
    other = OtherModel()
    said = rf"index built with {embedding.name} \({embedding.dimension}\), settings ask for other-model \(8\): run"
    with pytest.raises(WrongModelError, match=said):
        Index.open(settings.home, embedding=other)
    with pytest.raises(WrongModelError, match="python -m ingest rebuild"):
        take_in(settings, [folder(3)], embedding=other)
    rebuild(settings, embedding=other)
    index = Index.open(settings.home, embedding=other)
    index.warm()
    assert index.dense_engine == "chroma"
    assert index.search("县水利局", 3)


def test_nothing_ingested_yet(settings: StoreSettings, embedding: Embedding) -> None:
    with pytest.raises(ArchiveError, match="python -m ingest PATH"):
        Index.open(settings.home, embedding=embedding)


def test_only_the_last_two_versions_stay_unless_somebody_reads_one(
    settings: StoreSettings, folder: Folder, embedding: Embedding
) -> None:
    home = Home(settings.home)
    take_in(settings, [folder(1)], embedding=embedding)
    reader = Index.open(settings.home, embedding=embedding)
    for count in (2, 3, 4):
        take_in(settings, [folder(count)], embedding=embedding)
    assert home.numbers() == [1, 3, 4], "version 1 is being read"
    assert names(reader) == ["notice-1.txt"]
    assert reader.search("县文化局", 1)
    assert reader.file(reader.files[0].sha256).text
    reader.close()
    take_in(settings, [folder(5)], embedding=embedding)
    assert home.numbers() == [4, 5]


def test_a_small_change_builds_nothing_again(
    settings: StoreSettings, folder: Folder, embedding: Embedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(settings, [folder(40)], embedding=embedding)
    home = Home(settings.home)
    segments = {path.stat().st_ino for path in (home.folder(1) / "tantivy").glob("[0-9a-f]*")}
    upserted: list[int] = []

    def counted(self: Store, batch: list[Any]) -> None:
        upserted.append(len(batch))
        original(self, batch)

    original = Store._upsert
    monkeypatch.setattr(Store, "_upsert", counted)
    for count in (41, 42, 43):
        take_in(settings, [folder(count)], embedding=embedding)
    kept = {path.stat().st_ino for path in (home.folder(4) / "tantivy").iterdir()}
    assert segments <= kept, "the first version's segments are linked, not written again"
    index = Index.open(settings.home, embedding=embedding)
    index.warm()
    assert index.dense_engine == "chroma"
    one = len(index.chunks) // 43
    assert len(names(index)) == 43
    assert max(upserted) <= 2 * one, "only what is new, or new since the version before"


@pytest.mark.parametrize(("copied", "moved"), [(1e12, False), (1.0, True)])
def test_the_cheaper_folder_is_the_start_of_the_next(
    copied: float, moved: bool, settings: StoreSettings, folder: Folder, embedding: Embedding,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Where copying is quick the current folder is copied; where it is slow the one before is brought up to date."""
    monkeypatch.setattr(chroma_build, "_COPIED", copied)
    for count in (1, 2):
        take_in(settings, [folder(count)], embedding=embedding)
    before = (Home(settings.home).folder(1) / "chroma" / "chroma.sqlite3").stat().st_ino
    take_in(settings, [folder(3)], embedding=embedding)
    after = (Home(settings.home).folder(3) / "chroma" / "chroma.sqlite3").stat().st_ino
    assert (before == after) is moved
    index = Index.open(settings.home, embedding=embedding)
    index.warm()
    assert (index.dense_engine, len(index.files)) == ("chroma", 3)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "tantivy gone": lambda v: shutil.rmtree(v / "tantivy"),
    "tantivy meta cut": lambda v: (v / "tantivy" / "meta.json").write_text("{"),
    "tantivy segment gone": lambda v: [path.unlink() for path in (v / "tantivy").glob("*.term")],
    "manifest gone": lambda v: (v / "manifest.json").unlink(),
    "manifest cut": lambda v: (v / "manifest.json").write_text('{"version": 1'),
    "manifest of less": lambda v: (v / "manifest.json").write_text(
        (v / "manifest.json").read_text().replace('"files": [1, ', '"files": [')
    ),
    "version gone": lambda v: shutil.rmtree(v),
    "versions gone": lambda v: shutil.rmtree(v.parent),
    "pointer gone": lambda v: (v.parents[1] / "current").unlink(),
    "pointer cut": lambda v: (v.parents[1] / "current").write_text(""),
    "chroma gone": lambda v: shutil.rmtree(v / "chroma"),
    "chroma database cut": lambda v: os.truncate(v / "chroma" / "chroma.sqlite3", 5000),
    "chroma database overwritten": lambda v: (v / "chroma" / "chroma.sqlite3").write_bytes(os.urandom(200_000)),
    "chroma vectors overwritten": lambda v: [p.write_bytes(os.urandom(300)) for p in v.glob("chroma/*/*.bin")],
    "chroma vectors gone": lambda v: [shutil.rmtree(p) for p in v.glob("chroma/*") if p.is_dir()],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_stale_or_damaged_is_built_again(
    damage: str, settings: StoreSettings, folder: Folder, embedding: Embedding
) -> None:
    take_in(settings, [folder(3)], embedding=embedding)
    DAMAGE[damage](Home(settings.home).folder(1))
    index = Index.open(settings.home, embedding=embedding)
    index.warm()
    assert (index.version, len(index.files), index.dense_engine) == ("1", 3, "chroma")
    assert "第2号" in index.search("第2号通知何时执行", 1)[0].chunk.context
    index.close()
    take_in(settings, [folder(4)], embedding=embedding)
    assert len(Index.open(settings.home, embedding=embedding).files) == 4


def test_a_folder_that_kills_who_opens_it_is_noticed_from_outside(
    settings: StoreSettings,
    folder: Folder,
    embedding: Embedding,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The probe runs in a process of its own; here that process is killed, as a segmentation fault would."""
    take_in(settings, [folder(2)], embedding=embedding)
    chroma = Home(settings.home).folder(1) / "chroma"
    (chroma / "stamp.json").unlink()
    killer = settings.home.parent / "python"
    killer.write_text("#!/bin/sh\nkill -SEGV $$\n")
    killer.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(killer))
    index = Index.open(settings.home, embedding=embedding)
    index.warm()
    assert index.dense_engine == "chroma"
    assert "is damaged: building it again" in caplog.text
    index.close()


def test_one_process_has_chroma_the_others_search_exactly(
    settings: StoreSettings, folder: Folder, embedding: Embedding
) -> None:
    take_in(settings, [folder(2)], embedding=embedding)
    first, second = (Index.open(settings.home, embedding=embedding) for _ in range(2))
    first.warm()
    second.warm()
    assert (first.dense_engine, second.dense_engine) == ("chroma", "exact")
    question = "农村道路建设由谁牵头"
    assert [h.chunk.id for h in first.search(question, 5)] == [h.chunk.id for h in second.search(question, 5)]
    first.close()
    second.warm()
    assert second.dense_engine == "chroma"
    second.close()
    assert stamp.matches(Home(settings.home).folder(1) / "chroma")


def test_a_version_is_opened_while_the_one_before_answers(
    settings: StoreSettings, folder: Folder, embedding: Embedding
) -> None:
    take_in(settings, [folder(1)], embedding=embedding)
    held = Index.current(settings.home)
    assert Index.current(settings.home) is held
    take_in(settings, [folder(2)], embedding=embedding)
    for _ in range(100):
        if (newest := Index.current(settings.home)).version == "2":
            break
        time.sleep(0.05)
    assert newest.version == "2"
    assert names(held) == ["notice-1.txt"]
    assert held.search("县文化局", 1)
    assert "第2号" in newest.search("第2号通知", 1)[0].chunk.context


def test_questions_are_answered_while_an_ingest_runs(
    settings: StoreSettings, folder: Folder, embedding: Embedding
) -> None:
    take_in(settings, [folder(2)], embedding=embedding)
    index = Index.open(settings.home, embedding=embedding)
    ingest = threading.Thread(target=take_in, args=(settings, [folder(40)]), kwargs={"embedding": embedding})
    ingest.start()
    asked = 0
    while ingest.is_alive():
        fresh = Index.open(settings.home, embedding=embedding)
        assert len(fresh.documents) in (2, 40)
        fresh.close()
        assert "第2号" in index.search("第2号通知何时执行", 1)[0].chunk.context
        asked += 1
    ingest.join()
    assert asked > 0
    assert len(Index.open(settings.home, embedding=embedding).documents) == 40


def test_a_second_ingest_waits_and_says_so(settings: StoreSettings, folder: Folder, embedding: Embedding) -> None:
    said: list[str] = []
    source = folder(2)
    with publishing(Home(settings.home), embedding) as publisher:
        second = threading.Thread(
            target=take_in,
            args=(settings, [source / "notice-2.txt"]),
            kwargs={"waiting": said.append, "embedding": embedding},
        )
        second.start()
        for _ in range(100):
            if said:
                break
            time.sleep(0.05)
        parsed = intake.read_source(next(iter(intake.sources([source / "notice-1.txt"]))))
        publisher.add(parsed, "parser")
        publisher.publish()
    second.join()
    assert said == [f"another ingest is writing to {settings.home}: waiting until it is done"]
    index = Index.open(settings.home, embedding=embedding)
    assert (index.version, names(index)) == ("2", ["notice-1.txt", "notice-2.txt"])


def test_two_ingests_at_once_both_count(settings: StoreSettings, folder: Folder) -> None:
    source = folder(6)
    environment = {**os.environ, "GAZETTE_HOME": str(settings.home)}
    halves = [sorted(map(str, source.glob("*.txt")))[i::2] for i in range(2)]
    running = [
        subprocess.Popen([sys.executable, "-m", "ingest", *half], env=environment, stdout=subprocess.DEVNULL)
        for half in halves
    ]
    assert [process.wait() for process in running] == [0, 0]
    assert len(Index.open(settings.home).files) == 6


# Runs an ingest whose writes fail once a file has grown to a limit, which begins at a chosen moment.
LIMITED = """
import resource, signal, sys
from pathlib import Path
from ingest.__main__ import main
from vectorstore import publish

def limited(original):
    def run(*arguments):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), -1))
        return original(*arguments)
    return run

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
holder = publish.Publisher if sys.argv[1] == "add" else publish
setattr(holder, sys.argv[1], limited(getattr(holder, sys.argv[1])))
sys.exit(main(sys.argv[3:]))
"""


@pytest.mark.parametrize(
    ("moment", "limit"), [("add", 200_000), ("build_lexical", 1_000), ("build_lexical", 200), ("build_chroma", 300_000)]
)
def test_a_full_disk_is_said_and_changes_nothing(
    moment: str, limit: int, settings: StoreSettings, folder: Folder, embedding: Embedding
) -> None:
    """A limit on the size of files does to a child process what a full disk does: writes fail in the middle."""
    take_in(settings, [folder(1)], embedding=embedding)
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, moment, str(limit), str(folder(60))],
        env={**os.environ, "GAZETTE_HOME": str(settings.home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2, run.stderr
    assert run.stderr.splitlines()[-1].startswith("error: "), run.stderr
    assert "space" in run.stderr, "the remedy"
    assert "Traceback" not in run.stderr
    assert names(Index.open(settings.home, embedding=embedding)) == ["notice-1.txt"]
    take_in(settings, [folder(60)], embedding=embedding)
    assert len(Index.open(settings.home, embedding=embedding).files) == 60


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a read-only folder")
def test_a_read_only_home_is_said(settings: StoreSettings, folder: Folder, embedding: Embedding) -> None:
    take_in(settings, [folder(1)], embedding=embedding)
    settings.home.chmod(0o555)
    try:
        with pytest.raises(ArchiveError, match="cannot be written to: make it writable or set GAZETTE_HOME"):
            take_in(settings, [folder(2)], embedding=embedding)
    finally:
        settings.home.chmod(0o755)


def test_a_lost_pointer_loses_nothing(settings: StoreSettings, folder: Folder, embedding: Embedding) -> None:
    take_in(settings, [folder(2)], embedding=embedding)
    (settings.home / "current").unlink()
    take_in(settings, [folder(3)], embedding=embedding)
    assert len(Index.open(settings.home, embedding=embedding).files) == 3


def test_a_parse_that_points_beside_its_text_is_refused(
    settings: StoreSettings, folder: Folder, embedding: Embedding
) -> None:
    parsed = intake.read_source(next(iter(intake.sources([folder(1) / "notice-1.txt"]))))
    wrong = replace(parsed, chunks=(replace(parsed.chunks[0], text="改过的"), *parsed.chunks[1:]))
    with (
        pytest.raises(IngestError, match=r"notice-1\.txt: .* is not what stands"),
        publishing(Home(settings.home), embedding) as publisher,
    ):
        publisher.add(wrong, "parser")


def test_killed_at_random_moments(tmp_path: Path, folder: Folder) -> None:
    documents = sorted(folder(6).glob("*.txt"))
    result = campaign(tmp_path / "home", documents[:2], documents[2:], kills=5, seed=int(time.time()))
    assert not result.faults
    assert result.killed + result.finished == 5


def test_an_archive_can_be_read_while_the_writer_holds_it(
    settings: StoreSettings, folder: Folder, embedding: Embedding
) -> None:
    take_in(settings, [folder(1)], embedding=embedding)
    with publishing(Home(settings.home), embedding) as publisher:
        publisher.remove("notice-1.txt")
        reader = Archive.open(settings.home / "archive.sqlite3", readonly=True)
        assert [file.name for file in reader.files(1)] == ["notice-1.txt"]
        reader.close()
