"""Rules of PDF/UA-1 that can be looked up in the file itself; each is tested on a bad sample too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

#: Operators that put ink on a page.
_PAINTING = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"Do"}
_HEADINGS = tuple(f"/H{level}" for level in range(1, 7))


def faults(content: bytes) -> list[str]:
    """Everything in a PDF that breaks one of the rules, in words."""
    reader = PdfReader(BytesIO(content))
    return [*_document(reader), *_structure(reader), *_pages(reader)]


def _document(reader: PdfReader) -> Iterator[str]:
    root: Any = reader.trailer["/Root"]
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked as tagged"
    if not root.get("/Lang"):
        yield "no language"
    if not (reader.metadata or {}).get("/Title"):
        yield "no title"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not shown"
    metadata = root["/Metadata"].get_object().get_data() if "/Metadata" in root else b""
    if b"<pdfuaid:part>1</pdfuaid:part>" not in metadata:
        yield "no identifier of PDF/UA-1"
    if b"<dc:title>" not in metadata:
        yield "no title in the metadata"


def _structure(reader: PdfReader) -> Iterator[str]:
    root: Any = reader.trailer["/Root"]
    if "/StructTreeRoot" not in root:
        yield "no structure tree"
        return
    elements = list(_elements(root["/StructTreeRoot"]["/K"]))
    for kind, element in elements:
        if kind == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "a figure without words"
        if kind == "/Table" and "/TH" not in {inner for inner, _ in _elements(element["/K"])}:
            yield "a table without header cells"
    levels = [_HEADINGS.index(kind) + 1 for kind, _ in elements if kind in _HEADINGS]
    for before, after in zip([0, *levels], levels, strict=False):
        if after > before + 1:
            yield f"a heading of level {after} after one of level {before}"


def _elements(node: Any) -> Iterator[tuple[str, Any]]:
    """Every element of the structure below a node, in reading order, as (kind, element)."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for part in node:
            yield from _elements(part)
    elif isinstance(node, dict) and "/S" in node:
        yield str(node["/S"]), node
        yield from _elements(node.get("/K", []))


def _pages(reader: PdfReader) -> Iterator[str]:
    for number, page in enumerate(reader.pages, start=1):
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield f"page {number}: the order of links is not that of the structure"
        for annotation in page.get("/Annots") or []:
            if not annotation.get_object().get("/Contents") and "/Dest" not in annotation.get_object():
                yield f"page {number}: a link without words"
        if _untagged(page, reader):
            yield f"page {number}: ink outside of marked content"
        for font in (page["/Resources"].get("/Font") or {}).values():
            if not _is_embedded(font.get_object()):
                yield f"page {number}: a font that is not embedded"


def _untagged(page: Any, reader: PdfReader) -> bool:
    depth = 0
    for _, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in {b"BDC", b"BMC"}:
            depth += 1
        elif operator == b"EMC":
            depth -= 1
        elif operator in _PAINTING and depth == 0:
            return True
    return False


def _is_embedded(font: Any) -> bool:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor", {})
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


@cache
def pages_of(content: bytes) -> tuple[str, ...]:
    """The words of each page of a PDF, line breaks as spaces, without the places where a long word may be broken."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return tuple(" ".join(text.replace("\u200b", "").split()) for text in pages)


def text_of(content: bytes) -> str:
    """The words of all pages of a PDF."""
    return " ".join(pages_of(content))


def links_of(content: bytes) -> set[str]:
    """Every address that a link of a PDF leads to."""
    reader = PdfReader(BytesIO(content))
    annotations = (one.get_object() for page in reader.pages for one in page.get("/Annots") or [])
    return {str(one["/A"]["/URI"]) for one in annotations if "/URI" in one.get("/A", {})}
