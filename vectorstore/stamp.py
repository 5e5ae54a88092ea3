"""Whether a folder is as its last user left it: a broken Chroma folder can end the process that opens it."""

from __future__ import annotations

import json
from pathlib import Path

_NAME = "stamp.json"


def _state(folder: Path) -> dict[str, list[int]]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(_NAME))
    return {str(p.relative_to(folder)): [(s := p.stat()).st_size, s.st_mtime_ns] for p in sorted(files)}


def write(folder: Path) -> None:
    """Note the sizes and times of a folder's files."""
    temporary = folder / f"{_NAME}.new"
    temporary.write_text(json.dumps(_state(folder)), "utf-8")
    temporary.replace(folder / _NAME)


def matches(folder: Path) -> bool:
    """Whether nothing has changed since the last `write`."""
    try:
        noted = json.loads((folder / _NAME).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return False
    return bool(noted == _state(folder))
