"""Makes the environment that the peers run in, from its own lock file; nothing of it enters the product's."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from eval import console
from eval.target import TargetError

LOCK = Path(__file__).parents[2] / "requirements" / "peers.lock"


def ensure(environment: Path) -> None:
    """Install what the lock file names unless that has been done; TargetError where it cannot be."""
    stamp, wanted = environment / "lock.sha256", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text("ascii") == wanted:
        return
    console.complain(f"installing the peers into {environment} (once, about 2 GB)")
    _call([sys.executable, "-m", "venv", str(environment)])
    python = environment / "bin" / "python"
    uv = Path(sys.executable).with_name("uv")
    if uv.exists():
        _call([str(uv), "pip", "sync", "-q", "--compile-bytecode", "--python", str(python), str(LOCK)], _find_links())
    else:
        _call([str(python), "-m", "pip", "install", "-q", "-r", str(LOCK)])
    stamp.write_text(wanted, "ascii")


def _find_links() -> dict[str, str]:
    """Where pip looks for wheels, which uv does not read for itself: a local CPU build of torch may lie there."""
    command = [sys.executable, "-m", "pip", "config", "get", "global.find-links"]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return {"UV_FIND_LINKS": found} if found else {}


def _call(command: list[str], more: dict[str, str] | None = None) -> None:
    ended = subprocess.run(command, env={**os.environ, **(more or {})}, capture_output=True, text=True, check=False)
    if ended.returncode:
        last = (ended.stderr.strip().splitlines() or ["no message"])[-1]
        raise TargetError(f"the peers could not be installed ({last}): check the network, then run `make peers` again")
