"""Every report is a tagged PDF that keeps the rules of PDF/UA-1 which a file can be asked about."""

from __future__ import annotations

import datetime
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.web.publishing.reports.pdf_rules import faults

from sharedsafety_web.publishing.reports.outline import outline

CODES = [one.code for one in outline().reports]


def test_each_report_is_there_in_each_language(pdfs: dict[str, bytes]) -> None:
    assert sorted(pdfs) == sorted(f"{language}/reports/{code}.pdf" for language in ("en", "es") for code in CODES)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("code", CODES)
def test_a_report_keeps_every_rule(pdfs: dict[str, bytes], code: str, language: str) -> None:
    assert faults(pdfs[f"{language}/reports/{code}.pdf"]) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_report_says_its_language_and_its_date_is_that_of_the_release(pdfs: dict[str, bytes], language: str) -> None:
    for path, content in pdfs.items():
        reader = PdfReader(BytesIO(content))
        if path.startswith(language):
            assert str(reader.trailer["/Root"]["/Lang"]).startswith(language)
        assert reader.metadata is not None
        assert reader.metadata.creation_date == datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)


BAD = """
#set document({title})
#set text(lang: "en")
{body}
"""


def set_as_pdf(body: str, *, title: str = 'title: "A"', tagged: bool = True, standard: str | None = None) -> bytes:
    import typst

    made = typst.compile(
        BAD.format(title=title, body=body).encode(),
        format="pdf",
        pdf_tags=tagged,
        pdf_standards=[standard] if standard else [],
    )
    assert isinstance(made, bytes)
    return made


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("= A\n=== B", "a heading of level 3 after one of level 1"),
        ("#table(columns: 1)[a][b]", "a table without header cells"),
        ('#image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\" width=\\"9\\" height=\\"9\\"/>"))',
         "a figure without words"),
        ("a", "no identifier of PDF/UA-1"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_found(body: str, fault: str) -> None:
    assert fault in faults(set_as_pdf(body))


def test_a_pdf_without_tags_language_or_title_is_found() -> None:
    found = faults(set_as_pdf('#link("https://example.org")[a]', title="", tagged=False))
    assert {"not marked as tagged", "no structure tree", "no title", "the title is not shown"} <= set(found)
    assert "page 1: ink outside of marked content" in found


def test_a_sound_pdf_is_not_reported() -> None:
    assert faults(set_as_pdf("= A\n== B\n#table(columns: 1, table.header([a]), [b])", standard="ua-1")) == []
