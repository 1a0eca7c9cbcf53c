"""One document as its page shows it: the difference, what could explain it, its sums, and its lines page by page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from sharedsafety.core.errors import BadInput
from sharedsafety.folder.check import checked_community
from sharedsafety.folder.document_led import DocumentLed, document_led
from sharedsafety.investments.document_lines import LinesPage, lines_page

#: The labels by which lines can be asked for.
ASKED = ("department", "fund", "flow")


def budget_document(*, community: Any, doc_id: str) -> DocumentLed | None:
    """Return a document led from its difference to its rows; None where the community has no such document.

    Raises:
        BadInput, Unreadable: the folder or one of its budget files has errors.
    """
    reading = checked_community(Path(community.folder))
    if reading.community is None:
        raise BadInput.with_all([found for found in reading.findings if found.severity == "error"])
    return document_led(reading.community, doc_id, settings.VAR_DIR / "ledgers")


def document_page(*, found: DocumentLed, asked: Mapping[str, str]) -> tuple[dict[str, str], LinesPage]:
    """Return by which labels lines are asked for, and the page of lines that have them.

    Args:
        asked: the query of the address: ``department``, ``fund``, ``flow``, ``page``.
    """
    where = {name: asked[name] for name in ASKED if name in asked}
    number = asked.get("page", "1")
    return where, lines_page(found.lines, where, page=int(number) if number.isdecimal() and len(number) < 9 else 1)
