"""A report as tagged PDF (PDF/UA-1). Its words go to typst as JSON, so no text is ever read as markup."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sharedsafety.core.errors import BadInput
from sharedsafety_web.publishing.reports.blocks import Report
from sharedsafety_web.publishing.reports.draft import Draft
from sharedsafety_web.publishing.reports.glyphs import FONTS
from sharedsafety_web.publishing.reports.print_data import print_data

TEMPLATES = Path(__file__).parent / "typst"


def report_pdf(draft: Draft, report: Report) -> bytes:
    """Return the report as PDF/UA-1; the same report gives the same bytes.

    Raises:
        BadInput: typst can't set it (``report-not-set``).
    """
    import typst

    content = json.dumps(print_data(draft, report), ensure_ascii=False)
    try:
        made: bytes = _compiler().compile(
            input=(TEMPLATES / f"{report.form}.typ").read_bytes(),
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"data": content},
            timestamp=datetime.fromisoformat(draft.edition.release.date).replace(tzinfo=UTC),
        )
    except typst.TypstError as fault:
        name = f"{draft.language}/reports/{report.code}.pdf"
        raise BadInput("report-not-set", file=name, problem=fault.message) from fault
    return made


@cache
def _compiler() -> Any:
    """Return the compiler with the fonts of this project and typst's own; no font of the machine changes a page."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts)
