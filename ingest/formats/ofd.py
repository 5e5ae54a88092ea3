"""OFD files (GB/T 33190-2016): the text and the lines of each page. Experimental; tried on few producers' files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from ingest.formats.archive import Archive
from ingest.formats.draft import Draft
from ingest.formats.flow import write_pages
from ingest.formats.glyphs import Edge, Glyph
from ingest.formats.limits import Deadline, Limits, UnreadableError
from ingest.formats.ofdpage import POINTS, Matrix, drawn, glyphs_of, numbers, path_points
from ingest.formats.pagelayout import layout
from ingest.formats.pagemodel import Page
from ingest.formats.readable import is_garbled
from ingest.formats.rulings import edges_of
from ingest.formats.xmltree import child, children, local, parse, text_of
from ingest.model import Extract

_FEW = 20  # characters below which a page with a large picture is a scan
_A4 = (0.0, 0.0, 210.0, 297.0)


def read(data: bytes, limits: Limits) -> Extract:
    """The text of an OFD file with its page offsets."""
    archive = Archive(data, limits)
    deadline = Deadline(limits)
    draft = Draft("application/ofd")
    draft.notices.append("The reader of OFD files is experimental: compare what matters with the file itself.")
    pages: list[Page] = []
    for location, templates, area in _page_files(archive, limits):
        deadline.check()
        pages.append(_page(archive, location, templates, area))
    scanned = [number for number, page in enumerate(pages, 1) if page.scanned]
    if scanned and all(page.scanned or not (page.segments or page.tables) for page in pages):
        raise UnreadableError(f"holds {len(scanned)} pages of pictures without text: recognise it with an OCR program.")
    if scanned:
        draft.notices.append(f"Pages without text need OCR and were not read: {', '.join(map(str, scanned))}.")
    if any("Annotation" in name for name in archive.names):
        draft.notices.append("Annotations and seals were not read.")
    write_pages(draft, pages, deadline)
    return draft.extract()


PageFile = tuple[str, dict[str, str], tuple[float, ...]]


def _page_files(archive: Archive, limits: Limits) -> Iterator[PageFile]:
    """Each page's part, the parts of the templates of its document by id, and the usual size of its pages."""
    count = 0
    for body in children(parse(archive.read("OFD.xml")), "DocBody"):
        root = _resolved("", text_of(child(body, "DocRoot")))
        document = parse(archive.read(root))
        common = child(document, "CommonData")
        templates = {
            template.get("ID", ""): _resolved(root, template.get("BaseLoc", ""))
            for template in children(common, "TemplatePage")
        }
        area = numbers(text_of(child(child(common, "PageArea"), "PhysicalBox")))
        for page in children(child(document, "Pages"), "Page"):
            count += 1
            if count > limits.max_pages:
                raise UnreadableError(f"has more than {limits.max_pages:,} pages: split it.")
            yield _resolved(root, page.get("BaseLoc", "")), templates, area


def _resolved(base: str, location: str) -> str:
    """A part's path: from the container's root, or from the part that names it."""
    location = location.strip().replace("\\", "/")
    joined = location if location.startswith("/") else posixpath.join(posixpath.dirname(base), location)
    return posixpath.normpath("/" + joined).lstrip("/")


def _page(archive: Archive, location: str, templates: dict[str, str], area: tuple[float, ...]) -> Page:
    root = parse(archive.read(location))
    own = numbers(text_of(child(child(root, "Area"), "PhysicalBox")))
    left, top, width, height = own if len(own) == 4 else area if len(area) == 4 else _A4
    origin = Matrix(POINTS, 0.0, 0.0, POINTS, -left * POINTS, -top * POINTS)
    parts = [root]
    for use in children(root, "Template"):
        template = templates.get(use.get("TemplateID", ""))
        if template and template in archive:
            parts.append(parse(archive.read(template)))
    glyphs: list[Glyph] = []
    edges: list[Edge] = []
    picture = 0.0
    for part in parts:
        for node, place in drawn(child(part, "Content"), origin):
            if local(node) == "TextObject":
                glyphs.extend(glyphs_of(node, place))
            elif local(node) == "PathObject":
                edges.extend(edges_of(path_points(node, place)))
            else:
                box = numbers(node.get("Boundary", ""))
                picture = max(picture, box[2] * box[3] if len(box) == 4 else 0.0)
    garbled = is_garbled(glyphs)
    page = layout(width * POINTS, height * POINTS, [] if garbled else glyphs, edges)
    written = sum(1 for glyph in glyphs if glyph.text.strip())
    page.scanned = garbled or (written < _FEW and picture > 0.4 * width * height)
    return page
