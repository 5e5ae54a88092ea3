"""Errors as problem+json (RFC 9457) with a sentence in `detail`."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from starlette.exceptions import HTTPException as StarletteHTTPException

from assistant.web.input import InputError


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem+json response."""
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def sentence(error: ValidationError | RequestValidationError) -> str:
    """The first fault of a request, in a sentence; never the input itself, which may not be printable."""
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return "The request body is not JSON."
    place = ".".join(ascii(part).strip("'")[:40] for part in first["loc"] if part not in ("body", "query"))
    more = f" ({len(error.errors()) - 1} more)" if len(error.errors()) > 1 else ""
    message = str(first["msg"]).encode("ascii", "replace").decode()
    return f"{place or 'The request body'}: {message}{more}. /docs shows the form of a request."


async def _bad_input(_: Request, error: Exception) -> JSONResponse:
    return problem(422, str(error))


async def _bad_form(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - tells mypy what add_exception_handler promises
    return problem(422, sentence(error))


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, StarletteHTTPException)  # noqa: S101 - as above
    if error.status_code == 400:  # FastAPI's word for a body that is not UTF-8 or nested too deeply
        return problem(422, "The request body is not readable JSON in UTF-8.")
    detail = str(error.detail)
    if detail == HTTPStatus(error.status_code).phrase:  # a router's word, not ours
        detail = f"{request.method} {request.url.path[:200]!a}: {detail.lower()}. /docs lists what there is."
    return problem(error.status_code, detail, dict(error.headers or {}))


async def _fault(_: Request, _error: Exception) -> JSONResponse:
    return problem(500, "The server failed on this request; its log has the reason.")


def install(app: FastAPI) -> None:
    """Make every error of the app a problem."""
    app.add_exception_handler(InputError, _bad_input)
    app.add_exception_handler(RequestValidationError, _bad_form)
    app.add_exception_handler(StarletteHTTPException, _http)
    app.add_exception_handler(Exception, _fault)
