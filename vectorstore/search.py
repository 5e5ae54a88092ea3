"""The index as a LangChain retriever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from vectorstore.hybrid import Hit
from vectorstore.index import Index


class GazetteRetriever(BaseRetriever):
    """Hybrid retrieval; `index` gives the version to search, so that a newer one is used once it is published."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Callable[[], Index]
    k: int = 10
    documents: tuple[str, ...] | None = None

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  # LangChain passes it by name
        k: int | None = None,
        **_: Any,
    ) -> list[Document]:
        index = self.index()
        return [as_document(index, hit) for hit in index.search(query, k or self.k, self.documents)]


def as_document(index: Index, hit: Hit) -> Document:
    """A hit with its verbatim text; the metadata say where it stands."""
    chunk, source = hit.chunk, index.file_of(hit.chunk.document_id)
    return Document(
        id=chunk.id,
        page_content=chunk.text,
        metadata={
            "file": source.name,
            "sha256": source.sha256,
            "start": chunk.span.start,
            "end": chunk.span.end,
            "page": source.page_of(chunk.span.start),
            "document": chunk.document_id,
            "label": chunk.label,
            "kind": chunk.kind,
            "path": list(chunk.path),
            "context": chunk.context,
            "reading": chunk.reading,
            "score": hit.score,
            "ranks": hit.ranks,
        },
    )
