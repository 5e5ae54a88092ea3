#!/bin/sh
# Compiles pyproject.toml into the three lock files; needs uv. A local CPU build of torch is locked as the plain version.
set -eu
cd "$(dirname "$0")/.."
uv=${UV:-.venv/bin/uv}
UV_FIND_LINKS=$(python3 -m pip config get global.find-links 2>/dev/null || true) # uv does not read the configuration of pip
export UV_FIND_LINKS
lock() {
    name=$1; shift
    "$uv" pip compile -q pyproject.toml "$@" --python-version 3.11 --upgrade-package torch --no-header --no-annotate -o "requirements/$name.lock"
    sed -i 's/^torch==\([0-9.]*\)+cpu/torch==\1/' "requirements/$name.lock"
}
lock runtime
lock dev --group dev -c requirements/runtime.lock
lock train --group dev --group train -c requirements/dev.lock
