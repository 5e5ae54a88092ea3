"""XML parts by local names; the only file that imports defusedxml."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ingest.formats.limits import UnreadableError

__all__ = ["Node", "child", "children", "local", "parse", "text_of"]


def parse(data: bytes) -> Node:
    """The root of an XML part; entities and document types are refused."""
    try:
        root: Node = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableError("declares XML entities: save it again in its own program.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableError(f"has a damaged part ({error}): copy or download it again.") from error
    return root


def local(node: Node) -> str:
    """A tag without its namespace, which producers write differently."""
    return str(node.tag).rpartition("}")[2]


def children(node: Node | None, name: str) -> Iterator[Node]:
    """The children with a name."""
    return (each for each in ([] if node is None else node) if local(each) == name)


def child(node: Node | None, name: str) -> Node | None:
    """The first child with a name."""
    return next(children(node, name), None)


def text_of(node: Node | None) -> str:
    """The text of a node, empty where there is none."""
    return "" if node is None or node.text is None else node.text
