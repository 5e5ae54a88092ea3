"""What readers think of answers, kept as JSON Lines."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_WRITING = threading.Lock()


def keep(home: Path, entry: dict[str, Any]) -> None:
    """Append one line to feedback.jsonl of the archive's folder."""
    line = json.dumps({"time": datetime.now(UTC).isoformat(timespec="seconds"), **entry}, ensure_ascii=False)
    with _WRITING, (home / "feedback.jsonl").open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(line + "\n")
