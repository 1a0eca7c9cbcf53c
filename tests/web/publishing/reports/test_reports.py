"""What a report says: what the release shows, each figure with its page, nothing left out, no text read as code."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from posixpath import join, normpath

import pytest
from pypdf import PdfReader
from tests.web.publishing.example_assessment import RELEASE, example_assessment
from tests.web.publishing.reports.pdf_rules import faults, links_of, text_of
from tests.web.publishing.test_suppressed import WRITTEN, _with_forgotten_value

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.community import OpeningWords
from sharedsafety_web.publishing.reports.outline import outline
from sharedsafety_web.publishing.site import build_site

HOSTILE = (
    '#eval("1+1") #panic() $x^2$ @ref ]) [ \\ "double" \'single\' <lab> // note /* `raw` *bold* _it_ = - + ~ --- '
    "{{ 7|add:1 }} <script>"
)


def built(assessment: Assessment, out: Path, *, address: str = "") -> Path:
    build_site(assessment, out, release=RELEASE, languages=("en",), address=address)
    return out


def with_words(text: str, *, language: str = "en", said_by: str = "The office") -> Assessment:
    words = tuple(
        OpeningWords(report=one.code, language=language, said_by=said_by, text=text) for one in outline().reports
    )
    return replace(example_assessment(), opening_words=words)


def bare() -> Assessment:
    """The made-up county before anybody stated, tied or measured anything."""
    assessment = example_assessment()
    money = replace(assessment.money, changes=(), outturns=(), priorities=(), stated_labels=None)
    coverage = replace(money.coverage, priorities=0, with_some_money=0, with_ongoing_money=0, asked_an_amount=0)
    none = dict.fromkeys(("indicators", "improving", "worsening", "cant_tell"), 0)
    return replace(
        assessment,
        money=replace(money, coverage=coverage),
        priorities=(),
        indicators=(),
        results=(),
        scorecard=replace(assessment.scorecard, **none),
        cant_tell=(),
        neighbours=(),
        documents=(),
    )


def test_each_section_stands_on_the_page_filled_or_saying_what_is_missing_and_who_brings_it(
    html_pages: dict[str, str],
) -> None:
    for report in outline().reports:
        html = html_pages[f"en/reports/{report.code}.html"]
        for code in report.sections:
            if code == "slide_priority":  # one page for each priority
                assert 'id="priority-heal"' in html
                continue
            section = html.split(f'id="{code}"')[1].split("</section>")[0]
            assert len(re.sub(r"<[^>]+>|\s", "", section)) > 20, (report.code, code)


def test_a_place_where_nothing_is_recorded_gets_every_section_too(tmp_path: Path) -> None:
    site = built(bare(), tmp_path / "bare")
    for report in outline().reports:
        html = (site / "en" / "reports" / f"{report.code}.html").read_text(encoding="utf-8")
        for code in report.sections:
            known = outline().sections[code]
            section = html.split(f'id="{code}"')[1].split("</section>")[0]
            assert len(re.sub(r"<[^>]+>|\s", "", section)) > 20, (report.code, code)
            if known.missing and known.missing["en"] in section:
                assert "Who usually brings it:" in section, (report.code, code)
        assert faults((site / "en" / "reports" / f"{report.code}.pdf").read_bytes()) == []


def test_no_text_is_ever_read_as_markup(tmp_path: Path) -> None:
    assessment = example_assessment()
    priority = replace(assessment.priorities[0], stated=replace(assessment.priorities[0].stated, title=HOSTILE))
    words = (OpeningWords(report="board-letter", language="en", said_by=HOSTILE, text=f"{HOSTILE}\n\n{HOSTILE}"),)
    hostile = replace(
        assessment,
        opening_words=words,
        profile=replace(assessment.profile, name=HOSTILE, about=HOSTILE, vision=HOSTILE),
        priorities=(priority, *assessment.priorities[1:]),
        programs=(replace(assessment.programs[0], name=HOSTILE), *assessment.programs[1:]),
        indicators=(replace(assessment.indicators[0], name=HOSTILE), *assessment.indicators[1:]),
    )
    site = built(hostile, tmp_path / "hostile")
    for path in site.glob("en/reports/*.pdf"):
        assert faults(path.read_bytes()) == []
        assert HOSTILE.split("~", maxsplit=1)[0].strip() in text_of(path.read_bytes()), path.name
    page = (site / "en/reports/board-letter.html").read_text(encoding="utf-8")
    assert "<script>" not in page.replace('<script type="module"', "")


@pytest.mark.parametrize("text", ["x" * 10_000, "many words " * 900, '"' * 5_000, "(" * 3_000 + ")" * 3_000])
def test_words_of_any_length_can_be_set(tmp_path: Path, text: str) -> None:
    site = built(with_words(text), tmp_path / "long")
    content = (site / "en/reports/board-letter.pdf").read_bytes()
    assert faults(content) == []
    assert text_of(content).replace(" ", "").count(text[:1]) >= text.count(text[:1])


def test_letters_that_no_font_has_never_stop_a_report_and_the_reader_is_told(tmp_path: Path) -> None:
    site = built(with_words("Bienvenidos 欢迎 😀 a\u0301 \u202e\u200d\ufeff end"), tmp_path / "letters")
    content = (site / "en/reports/board-letter.pdf").read_bytes()
    assert faults(content) == []
    assert "Bienvenidos ?? ? á end" in text_of(content)
    assert "can’t be printed in this PDF" in text_of(content)
    assert "欢迎 😀" in (site / "en/reports/board-letter.html").read_text(encoding="utf-8")


def test_letters_that_no_font_has_are_no_fault_in_a_chart_either(tmp_path: Path) -> None:
    assessment = example_assessment()
    harm, *others = assessment.results
    rows = tuple(replace(row, group=f"组 😀 {at}\ufeff") for at, row in enumerate(harm.disparity.rows))
    names = tuple(replace(one, name=f"{one.name} 伤 \ufeff\u202e") for one in assessment.indicators)
    harm = replace(harm, disparity=replace(harm.disparity, rows=rows))
    site = built(replace(assessment, indicators=names, results=(harm, *others)), tmp_path / "charts")
    assert faults((site / "en/reports/scorecard.pdf").read_bytes()) == []


def test_a_report_whose_letters_can_all_be_printed_says_nothing_of_it(pdfs: dict[str, bytes]) -> None:
    assert not [path for path, content in pdfs.items() if "can’t be printed" in text_of(content)]


def test_opening_words_are_shown_as_the_words_of_who_said_them(tmp_path: Path) -> None:
    site = built(with_words("First.\n\nSecond.", said_by="The county office"), tmp_path / "words")
    for report in outline().reports:
        content = text_of((site / f"en/reports/{report.code}.pdf").read_bytes())
        assert ("opening" in report.sections) == ("First. Second. Words of The county office." in content)


def test_opening_words_in_another_language_are_shown_and_marked(tmp_path: Path) -> None:
    site = built(with_words("Primero.", language="es"), tmp_path / "other")
    assert '<span lang="es">Primero.</span>' in (site / "en/reports/board-letter.html").read_text(encoding="utf-8")


def test_each_link_of_a_pdf_leads_to_a_file_of_the_release(site: Path, pdfs: dict[str, bytes]) -> None:
    for path, content in pdfs.items():
        found = links_of(content)
        assert len(found) > 5, path
        targets = {normpath(join(path, "..", link.partition("#")[0])) for link in found}
        assert [target for target in targets if not (site / target).is_file()] == [], path


def test_a_release_with_a_known_address_has_whole_links_in_its_pdfs(tmp_path: Path) -> None:
    site = built(example_assessment(), tmp_path / "placed", address="https://safety.example.gov/tiny/r3/")
    found = links_of((site / "en/reports/board-letter.pdf").read_bytes())
    assert "https://safety.example.gov/tiny/r3/en/priorities/heal.html" in found
    assert not [link for link in found if not link.startswith("https://safety.example.gov/tiny/r3/")]


def test_a_figure_stands_with_the_name_of_its_page_and_its_source(
    pdfs: dict[str, bytes], html_pages: dict[str, str]
) -> None:
    text = text_of(pdfs["en/reports/investments.pdf"])
    assert "Police, courts, jail and probation money/family/js $118 million" in text
    assert "Source: Made-up budget, adopted · data/money_family.csv" in text
    page = html_pages["en/reports/investments.html"]
    assert 'href="../money/family/js.html">money/family/js</a>' in page


def test_each_page_says_release_date_content_and_its_number(pdfs: dict[str, bytes]) -> None:
    for path, content in pdfs.items():
        pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
        for number, text in enumerate(pages, start=1):
            whole = " ".join(text.replace("\u200b", "").split())
            if path.startswith("en"):
                assert "Release 3, 23 November 2026 · Content 0000000000000000" in whole, path
                assert f"Page {number} of {len(pages)}" in whole, path
                assert "Example data" in whole, path
            else:
                assert f"Página {number} de {len(pages)}" in whole, path
                assert "Datos de ejemplo" in whole, path


def test_a_value_that_is_not_shown_is_in_no_report(tmp_path: Path) -> None:
    build_site(_with_forgotten_value(), tmp_path / "site", release=RELEASE)
    for path in (tmp_path / "site").glob("*/reports/*.pdf"):
        text = text_of(path.read_bytes())
        assert not [written for written in WRITTEN if written in text], path


@pytest.mark.parametrize(("kind", "body"), [("county", "Board of Supervisors"), ("city", "City Council")])
def test_the_letter_goes_to_the_body_of_the_place(tmp_path: Path, kind: str, body: str) -> None:
    assessment = example_assessment()
    site = built(replace(assessment, profile=replace(assessment.profile, kind=kind)), tmp_path / kind)
    text = text_of((site / "en/reports/board-letter.pdf").read_bytes())
    assert f"To {body}" in text
    assert f"NOW, THEREFORE, BE IT RESOLVED that the {body} of Tiny Example County:" in text


def test_the_letter_recommends_nothing_about_money_and_says_so(html_pages: dict[str, str]) -> None:
    page = html_pages["en/reports/board-letter.html"]
    actions = page.split('id="recommended_actions"')[1].split("</section>")[0]
    assert "recommends nothing about any program or any amount" in actions
    assert actions.count("<li>") == 4


def test_a_report_of_a_place_that_adopted_nothing_calls_its_statements_a_yardstick(tmp_path: Path) -> None:
    assessment = example_assessment()
    stated = tuple(replace(one, stated=replace(one.stated, adopted_on=None)) for one in assessment.priorities)
    site = built(replace(assessment, priorities=stated), tmp_path / "yardstick")
    text = text_of((site / "en/reports/board-letter.pdf").read_bytes())
    assert "has not adopted these statements as its priorities" in text
    assert "Say in public of each of the 2 statements that stand here as a yardstick" in text


def test_every_report_is_linked_from_the_list_and_the_list_from_every_page(html_pages: dict[str, str]) -> None:
    listed = html_pages["en/reports/index.html"]
    for report in outline().reports:
        assert f'href="{report.code}.html"' in listed
        assert f'href="{report.code}.pdf"' in listed
    pages = [path for path in html_pages if path.startswith("en/")]
    assert [path for path in pages if 'reports/index.html"' not in html_pages[path]] == []
