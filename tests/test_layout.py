"""What the layout promises: imports point one way, one vendor one file, no words of the bundled gazette in code."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("ingest", "vectorstore", "assistant", "eval")
MAY_IMPORT = {
    "ingest": {"ingest"},
    "vectorstore": {"vectorstore", "ingest"},
    "assistant": {"assistant", "vectorstore", "ingest"},
    "eval": {"eval", "assistant", "vectorstore", "ingest"},
}
# The frameworks that everything stands on; every other vendor is imported in one file.
EVERYWHERE = {"langchain_core", "numpy", "fastapi", "starlette", "pydantic"}
# A seam of several files, with the reason.
SEAMS = {
    # the tables, the statements over them, and the one place that translates their errors
    "rich": {"ingest/__main__.py", "eval/console.py"},  # progress bars of two command lines that share no package
    "sqlalchemy": {"vectorstore/archive.py", "vectorstore/errors.py", "vectorstore/schema.py"},
}
ENTRY = "__main__.py"


def sources() -> list[Path]:
    """Every module of the product, entry points too."""
    return [ROOT / "app.py", *chain.from_iterable(sorted((ROOT / name).rglob("*.py")) for name in PACKAGES)]


def imported(path: Path) -> Iterator[str]:
    """Full names of what a module imports, inside functions too; type-checking imports as well."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import from the package's full name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_imports_point_one_way() -> None:
    wrong = []
    for path in sources():
        package = path.relative_to(ROOT).parts[0]
        if package == "app.py" or path.name == ENTRY:
            continue
        for name in imported(path):
            root = name.split(".")[0]
            if (root in PACKAGES and root not in MAY_IMPORT[package]) or root in ("app", "tests"):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
            if name.startswith("assistant.web") and package == "assistant" and "web" not in path.parts:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
            if ".__main__" in name:
                wrong.append(f"{path.relative_to(ROOT)} imports the entry point {name}")
    assert not wrong, "\n".join(wrong)


def test_each_vendor_is_imported_in_one_file() -> None:
    users = defaultdict(set)
    for path in sources():
        if "models" in path.parts and path.parts[-3:-1] == ("vectorstore", "models"):
            continue  # training is a program of its own, in an environment of its own
        for root in {name.split(".")[0] for name in imported(path)}:
            if root not in sys.stdlib_module_names and root not in PACKAGES and root not in EVERYWHERE:
                users[root].add(str(path.relative_to(ROOT)))
    several = {vendor: sorted(files - SEAMS.get(vendor, set())) for vendor, files in users.items() if len(files) > 1}
    several = {vendor: files for vendor, files in several.items() if files}
    assert not several


@cache
def gazette_words() -> frozenset[str]:
    """Units, indicators, items, places and headers that only the bundled gazette can have told us."""
    text = next((ROOT / "data/gazettes").glob("*.txt")).read_text("utf-8")
    units = set()
    for clause in re.findall(r"[（(]([^（）()]{4,})负责[）)]", text.replace("\n", "")):
        units |= {re.sub(r"(?:牵头|按职责分工|负责|，|等.*)", "", part).strip() for part in re.split("[、，]", clause)}
    cells = {re.sub(r"<[^>]*>|\s", "", cell) for line in text.splitlines() if "\t" in line for cell in line.split("\t")}
    words = {word for word in units | cells if len(word) >= 4 and re.search("[一-龥]{3}", word)}
    assert len(words) > 150, "the gazette is read no more"
    return frozenset(words - GENERAL)


# What any gazette of any city says; found in the bundled one, too, but not learnt from it.
GENERAL = frozenset({"微克/立方米"})
ALIAS_TABLES = {"ingest/aliases.tsv", "ingest/terms.tsv"}


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_words_of_the_bundled_gazette_stand_in_code(path: Path) -> None:
    code = path.read_text("utf-8")
    assert not sorted(word for word in gazette_words() if word in code)


def test_nor_in_prompts_and_tables_beside_the_code() -> None:
    beside = [*ROOT.glob("prompts/*"), *chain.from_iterable((ROOT / p).rglob("*.t[os]?[ml]?") for p in PACKAGES)]
    for path in beside:
        if path.is_file() and str(path.relative_to(ROOT)) not in ALIAS_TABLES:
            found = sorted(word for word in gazette_words() if word in path.read_text("utf-8"))
            assert not found, path
