"""What of a web page is not its document: scripts, forms, menus, footers."""

from __future__ import annotations

import re

from ingest.formats.dom import Element, full_text, weight
from ingest.formats.limits import Deadline

_NEVER_NAMES = (
    "script style noscript template iframe frame svg math object embed applet canvas audio video map head "
    "select button input textarea datalist dialog rp rt"
)
_NEVER = frozenset(_NEVER_NAMES.split())
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"})
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|footer|header|sidebar|share|bdsharebuttonbox|"
    r"toolbar|pagination|pager|copyright|search|searchbox|topbar|friendlinks?|mbx|dqwz)(?:$|[\s_\d-])",
    re.I,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LISTING = frozenset({"div", "ul", "ol", "dl", "section", "header", "p", "table", "td"})


def remove_navigation(root: Element, deadline: Deadline) -> str:
    """Take out of a page what is not its document; returns the removed text that a reader would have seen."""
    for element in list(root.iter(*_NEVER)):
        _drop(element)
    whole = weight(root)
    removed: list[str] = []
    for element in list(root.iter()):
        deadline.check()
        if element is root or not _attached(element, root) or not _is_navigation(element):
            continue
        # A page that is a list of links, or whose only part is named "header", is its own document.
        if weight(element) * 2 < whole:
            removed.append(" ".join(full_text(element).split()))
            _drop(element)
    return " ".join(filter(None, removed))


def _is_navigation(element: Element) -> bool:
    tag = element.tag
    if tag in ("body", "article", "main", "html") or element.find(".//h1") is not None:
        return False
    if tag in ("nav", "footer", "aside") or element.get("role") in _ROLES:
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    if tag in _LISTING and _NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return True
    return _is_link_list(element) if tag != "header" else not _inside_article(element)


def _is_link_list(element: Element) -> bool:
    """Whether a block is four links and more with little between them."""
    if element.tag not in _LISTING:
        return False
    links = element.findall(".//a[@href]")
    return len(links) >= 4 and sum(map(weight, links)) * 10 > weight(element) * 7


def _inside_article(element: Element) -> bool:
    return any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors())


def _attached(element: Element, root: Element) -> bool:
    """Whether an element is still in the page after what was removed before it."""
    return any(ancestor is root for ancestor in element.iterancestors())


def _drop(element: Element) -> None:
    """Remove an element but keep the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
