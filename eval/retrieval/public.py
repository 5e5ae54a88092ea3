"""The public collections: reading comprehension, sentences of work reports in two languages, tables."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from eval.dataset import DatasetError
from eval.retrieval.collection import Collection, Query, whole

TEST_YEARS = range(2024, 2100)  # earlier years may have been learnt from


def reading_comprehension(folder: Path) -> Iterator[Collection]:
    """CMRC 2018 (Cui et al. 2019): a question belongs to the passage that it was written on."""
    data = _json(folder / "cmrc2018_dev.json")["data"]
    paragraphs = [paragraph for article in data for paragraph in article["paragraphs"]]
    documents = {paragraph["id"]: paragraph["context"] for paragraph in paragraphs}
    queries = tuple(
        Query(qa["id"], qa["question"], "zh", "passage", whole(paragraph["id"], paragraph["context"]))
        for paragraph in paragraphs
        for qa in paragraph["qas"]
    )
    yield Collection("cmrc2018_dev", documents, queries)


def work_reports(folder: Path) -> Iterator[Collection]:
    """An English sentence finds its Chinese one among all of its year; sentences of the years before are left out."""
    with (folder / "parallel_gwr.tsv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    known = {chinese for year, chinese, _ in lines if int(year) not in TEST_YEARS}
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for year, chinese, english in lines:
        if int(year) in TEST_YEARS and chinese not in known:
            pairs[year].append((chinese, english))
    for year, own in sorted(pairs.items()):
        texts = list(dict.fromkeys(chinese for chinese, _ in own))
        ids = {text: f"{year}-{number}" for number, text in enumerate(texts)}
        queries = tuple(
            Query(f"{year}-{number}", english, "en", year, whole(ids[chinese], chinese))
            for number, (chinese, english) in enumerate(own)
            if english.strip()
        )
        yield Collection(f"work report {year}", {id_: text for text, id_ in ids.items()}, queries)


def tables(folder: Path) -> Iterator[Collection]:
    """IM-TQA (Zheng et al. 2023): a question, in either language, finds the Chinese table that has its answer."""
    documents = {table["table_id"]: _table_text(table) for table in _json(folder / "im_tqa_dev_tables.json")}
    queries = tuple(
        Query(f"{question['question_id']}-{language}", text, language, "table", whole(id_, documents[id_]))
        for question in _json(folder / "im_tqa_dev_questions.json")
        for language, text in (("zh", question["chinese_question"]), ("en", question["english_question"]))
        if (id_ := question["table_id"]) in documents and text.strip()
    )
    yield Collection("im_tqa_dev tables", documents, queries)


SOURCES: dict[str, tuple[str, Callable[[Path], Iterator[Collection]]]] = {
    "cmrc": ("cmrc2018_dev.json", reading_comprehension),
    "reports": ("parallel_gwr.tsv", work_reports),
    "tables": ("im_tqa_dev_tables.json", tables),
}


def _table_text(table: dict[str, Any]) -> str:
    """A line a row; a cell that stretches over several places is said once a row."""
    cells = table["chinese_cell_value_list"]
    rows = (dict.fromkeys(row) for row in table["cell_ID_matrix"])
    return "\n".join("\t".join(cells[id_].strip() for id_ in row) for row in rows)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise DatasetError(f"{path} is no JSON ({error}): copy it again from where it came") from error
