"""The HTTP API: questions, search, sources, documents, feedback, health."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, HTTPException, Query, Response
from fastapi.responses import HTMLResponse, JSONResponse

from assistant.answer import Turn
from assistant.web import feedback, problems, schemas
from assistant.web.engine import EngineSlot, found, listed
from assistant.web.input import MAX_RESULTS, check_documents, check_history, check_text
from assistant.web.reports import report_routes
from assistant.web.source import slice_of
from assistant.web.texts import page_file

_FORM = {"content": {"application/problem+json": {"schema": schemas.ProblemOut.model_json_schema()}}}
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    422: {"description": "The input cannot be used; `detail` says why.", **_FORM},
    503: {"description": "The archive is still being prepared.", **_FORM},
}


def _question_routes(slot: EngineSlot) -> APIRouter:
    router = APIRouter(prefix="/api/v1", responses=_PROBLEMS, tags=["answers"])

    @router.post("/ask", response_model=schemas.AnswerOut)
    def ask(body: schemas.AskIn) -> JSONResponse:
        """Answer a question from the archive, with verified quotes."""
        question = check_text(body.question, "The question")
        history = check_history([Turn(turn.role, turn.content) for turn in body.history or ()])
        engine = slot.get()
        documents = check_documents(body.documents or (), (document.id for document in engine.corpus.index.documents))
        return JSONResponse(engine.ask(question, history, documents).to_dict())

    @router.get("/search", response_model=schemas.SearchOut)
    def search(q: str, k: Annotated[int, Query(ge=1, le=MAX_RESULTS)] = 10) -> JSONResponse:
        """Find passages, best first."""
        engine = slot.get()
        return JSONResponse({"results": found(engine, engine.search(check_text(q, "The query"), k))})

    return router


def _archive_routes(slot: EngineSlot) -> APIRouter:
    router = APIRouter(prefix="/api/v1", responses=_PROBLEMS, tags=["archive"])

    @router.get("/source", response_model=schemas.SourceOut, responses={404: {"description": "No such file.", **_FORM}})
    def source(file: str, start: int, end: int) -> JSONResponse:
        """A slice of a file's canonical text with its surroundings; a file goes by name or sha256."""
        return JSONResponse(slice_of(slot.get(), file, start, end))

    @router.get("/documents", response_model=schemas.DocumentsOut)
    def documents() -> JSONResponse:
        """The documents of the archive."""
        return JSONResponse({"documents": listed(slot.get())})

    return router


def _feedback_routes(home: Path) -> APIRouter:
    router = APIRouter(prefix="/api/v1", responses=_PROBLEMS, tags=["feedback"])

    @router.post("/feedback", status_code=204)
    def keep(body: schemas.FeedbackIn) -> Response:
        """Keep what a reader thinks of an answer."""
        check_text(body.question, "The question")
        check_history([Turn(turn.role, turn.content) for turn in body.history or ()])
        if body.comment:
            check_text(body.comment, "The comment")
        try:
            feedback.keep(home, body.model_dump())
        except OSError as error:
            raise HTTPException(503, f"The feedback could not be kept: {error.strerror}.") from error
        return Response(status_code=204)

    return router


def _health_routes(slot: EngineSlot, app: FastAPI) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz", response_model=schemas.HealthOut, responses={503: {"model": schemas.HealthOut}})
    def health() -> JSONResponse:
        """Whether questions are answered (200, else 503), and whether the page is there."""
        engine = slot.get() if slot.ready else None
        body = schemas.HealthOut(
            status="ready" if engine else "starting",
            page=bool(getattr(app.state, "page_ready", False)),
            index_version=engine.index_version if engine else "",
            documents=len(engine.corpus.index.documents) if engine else 0,
        )
        return JSONResponse(body.model_dump(), 200 if engine else 503)

    @router.get("/docs", response_class=HTMLResponse, include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(page_file("page_docs.html"))

    return router


def create_api(slot: EngineSlot, home: Path, version: str) -> FastAPI:
    """The API over an engine that may arrive later; feedback and reports live under `home`."""
    # FastAPI's own documentation page loads its scripts from a public host: no use without network.
    app = FastAPI(title="Gazette assistant", version=version, docs_url=None, redoc_url=None)
    problems.install(app)
    app.include_router(_question_routes(slot))
    app.include_router(_archive_routes(slot))
    app.include_router(_feedback_routes(home))
    app.include_router(_health_routes(slot, app))
    app.include_router(report_routes(home))
    return app
