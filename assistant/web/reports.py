"""The newest evaluation report, served so that it can reach nothing."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

# A report is one self-contained page: its own scripts may draw, but nothing is fetched, sent or shared with our origin.
_ALONE = (
    "sandbox allow-scripts; default-src 'none'; img-src data: blob:; font-src data:; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'"
)


def newest(home: Path) -> Path | None:
    """The newest HTML report under the archive's folder, None where there is none."""
    reports = [path for path in (home / "reports").rglob("*.html") if path.is_file()]
    return max(reports, key=lambda path: path.stat().st_mtime, default=None)


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
