"""The newest evaluation report, served so that it can reach nothing."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

# A report is one self-contained page without scripts: nothing runs, is fetched, sent or shared with our origin.
_ALONE = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def newest(home: Path) -> Path | None:
    """The newest report of a run under the archive's folder, None where there is none."""
    return max((home / "reports").glob("*/report.html"), key=lambda path: path.stat().st_mtime, default=None)


def report_routes(home: Path) -> APIRouter:
    """GET /reports/latest."""
    router = APIRouter()

    @router.get("/reports/latest", response_class=HTMLResponse, include_in_schema=False)
    def latest() -> HTMLResponse:
        if (report := newest(home)) is None:
            raise HTTPException(404, "There is no report yet: run make eval.")
        headers = {"Content-Security-Policy": _ALONE, "Cache-Control": "no-store"}
        return HTMLResponse(report.read_text("utf-8", "replace"), headers=headers)

    return router
