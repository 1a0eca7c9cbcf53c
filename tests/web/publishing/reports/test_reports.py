"""What a report says: what the release shows, each figure with its page, nothing left out, no text read as code."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from posixpath import join, normpath

import pytest
from tests.web.publishing.example_assessment import RELEASE, example_assessment
from tests.web.publishing.reports.pdf_rules import faults, links_of, pages_of, text_of
from tests.web.publishing.reports.report_making import reports_of
from tests.web.publishing.test_suppressed import WRITTEN, _with_forgotten_value

from sharedsafety.core.release_story import Dissent, Promise, SentBack
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.community import OpeningWords
from sharedsafety_web.publishing.reports.outline import outline
from sharedsafety_web.publishing.site import build_site

HOSTILE = (
    '#eval("1+1") #panic() $x^2$ @ref ]) [ \\ "double" \'single\' <lab> // note /* `raw` *bold* _it_ = - + ~ --- '
    "{{ 7|add:1 }} <script>"
)


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
        requests=(),
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


def test_a_place_where_nothing_is_recorded_gets_every_section_too() -> None:
    made = reports_of(bare())
    for report in outline().reports:
        html = made[f"{report.code}.html"].decode()
        for code in report.sections:
            known = outline().sections[code]
            section = html.split(f'id="{code}"')[1].split("</section>")[0]
            assert len(re.sub(r"<[^>]+>|\s", "", section)) > 20, (report.code, code)
            if known.missing and known.missing["en"] in section:
                assert "Who usually brings it:" in section, (report.code, code)
        assert faults(made[f"{report.code}.pdf"]) == []


def test_no_text_is_ever_read_as_markup() -> None:
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
    made = reports_of(hostile)
    for report in outline().reports:
        content = made[f"{report.code}.pdf"]
        assert faults(content) == []
        assert HOSTILE.split("~", maxsplit=1)[0].strip() in text_of(content), report.code
        assert "<script>" not in made[f"{report.code}.html"].decode()


@pytest.mark.parametrize("text", ["x" * 10_000, "many words " * 900, '"' * 5_000, "(" * 3_000 + ")" * 3_000])
def test_words_of_any_length_can_be_set(text: str) -> None:
    content = reports_of(with_words(text))["board-letter.pdf"]
    assert faults(content) == []
    assert text_of(content).replace(" ", "").count(text[:1]) >= text.count(text[:1])


def test_letters_that_no_font_has_never_stop_a_report_and_the_reader_is_told() -> None:
    made = reports_of(with_words("Bienvenidos 欢迎 😀 a\u0301 \u202e\u200d\ufeff end"))
    content = made["board-letter.pdf"]
    assert faults(content) == []
    assert "Bienvenidos ?? ? á end" in text_of(content)
    assert "can’t be printed in this PDF" in text_of(content)
    assert "欢迎 😀" in made["board-letter.html"].decode()


def test_letters_that_no_font_has_are_no_fault_in_a_chart_either(tmp_path: Path) -> None:
    assessment = example_assessment()
    harm, *others = assessment.results
    rows = tuple(replace(row, group=f"组 😀 {at}\ufeff") for at, row in enumerate(harm.disparity.rows))
    names = tuple(replace(one, name=f"{one.name} 伤 \ufeff\u202e") for one in assessment.indicators)
    harm = replace(harm, disparity=replace(harm.disparity, rows=rows))
    hostile = replace(assessment, indicators=names, results=(harm, *others))
    build_site(hostile, tmp_path / "site", release=RELEASE, languages=("en",))
    assert faults((tmp_path / "site/en/reports/scorecard.pdf").read_bytes()) == []


def test_a_report_whose_letters_can_all_be_printed_says_nothing_of_it(pdfs: dict[str, bytes]) -> None:
    assert not [path for path, content in pdfs.items() if "can’t be printed" in text_of(content)]


def test_a_refused_request_stands_in_the_letter_and_in_the_packet(pdfs: dict[str, bytes]) -> None:
    for report in ("board-letter", "meeting-packet"):
        text = text_of(pdfs[f"en/reports/{report}.pdf"])
        assert "Refused on 20 April 2026, 46 days later. The question stays open." in text, report
        assert "No request waits for an answer." in text, report


def test_opening_words_are_shown_as_the_words_of_who_said_them() -> None:
    made = reports_of(with_words("First.\n\nSecond.", said_by="The county office"))
    for report in outline().reports:
        content = text_of(made[f"{report.code}.pdf"])
        assert ("opening" in report.sections) == ("First. Second. Words of The county office." in content)


def test_opening_words_in_another_language_are_shown_and_marked() -> None:
    made = reports_of(with_words("Primero.", language="es"))
    assert '<span lang="es">Primero.</span>' in made["board-letter.html"].decode()


def test_each_link_of_a_pdf_leads_to_a_file_of_the_release(site: Path, pdfs: dict[str, bytes]) -> None:
    for path, content in pdfs.items():
        found = links_of(content)
        assert len(found) > 5, path
        targets = {normpath(join(path, "..", link.partition("#")[0])) for link in found}
        assert [target for target in targets if not (site / target).is_file()] == [], path


def test_a_release_with_a_known_address_has_whole_links_in_its_pdfs() -> None:
    made = reports_of(example_assessment(), site="https://safety.example.gov/tiny/r3/")
    found = links_of(made["board-letter.pdf"])
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
        pages = pages_of(content)
        for number, text in enumerate(pages, start=1):
            if path.startswith("en"):
                assert "Release 3, 23 November 2026 · Content 0000000000000000" in text, path
                assert f"Page {number} of {len(pages)}" in text, path
                assert "Example data" in text, path
            else:
                assert f"Página {number} de {len(pages)}" in text, path
                assert "Datos de ejemplo" in text, path


def test_a_value_that_is_not_shown_is_in_no_report(tmp_path: Path) -> None:
    build_site(_with_forgotten_value(), tmp_path / "site", release=RELEASE, languages=("en",))
    for path in (tmp_path / "site").glob("en/reports/*.pdf"):
        text = text_of(path.read_bytes())
        assert not [written for written in WRITTEN if written in text], path


@pytest.mark.parametrize(("kind", "body"), [("county", "Board of Supervisors"), ("city", "City Council")])
def test_the_letter_goes_to_the_body_of_the_place(kind: str, body: str) -> None:
    assessment = example_assessment()
    text = text_of(reports_of(replace(assessment, profile=replace(assessment.profile, kind=kind)))["board-letter.pdf"])
    assert f"To {body}" in text
    assert f"NOW, THEREFORE, BE IT RESOLVED that the {body} of Tiny Example County:" in text


def test_promises_and_minority_statements_of_the_record_are_printed_unedited() -> None:
    said = Dissent(by="A member", text="I voted no: #1 is $2 too much.", on="2026-10-01")
    promises = (Promise(by="2026-06-30", kept=True), Promise(by="2026-09-30", kept=False))
    label = replace(RELEASE, dissents=(said,), promises=promises)
    text = text_of(reports_of(example_assessment(), release=label)["annual-report.pdf"])
    assert "I voted no: #1 is $2 too much." in text
    assert "A member, 1 October 2026" in text
    assert "30 June 2026: kept" in text
    assert "30 September 2026: not kept" in text


def test_what_is_new_since_the_last_release_is_told(site: Path) -> None:
    changed = replace(example_assessment(), cant_tell=())
    made = reports_of(changed, release=replace(RELEASE, number=4), before=site)
    text = text_of(made["annual-report.pdf"])
    news = text.split("12. What is new since the last release")[-1]
    assert "No earlier release is compared" not in news
    assert "No earlier release is compared" in text_of((site / "en/reports/annual-report.pdf").read_bytes())


def test_a_table_that_is_held_back_is_in_no_report() -> None:
    held = {"sign/harm": SentBack(table="sign/harm", seat="steward", reason="too few people", on="2026-11-01")}
    text = text_of(reports_of(example_assessment(), release=replace(RELEASE, held=held))["scorecard.pdf"])
    assert "People hurt" in text
    assert "98 per 100,000" not in text
    assert "120 per 100,000" not in text


def test_the_letter_recommends_nothing_about_money_and_says_so(html_pages: dict[str, str]) -> None:
    page = html_pages["en/reports/board-letter.html"]
    actions = page.split('id="recommended_actions"')[1].split("</section>")[0]
    assert "recommends nothing about any program or any amount" in actions
    assert actions.count("<li>") == 4


def test_a_report_of_a_place_that_adopted_nothing_calls_its_statements_a_yardstick() -> None:
    assessment = example_assessment()
    stated = tuple(replace(one, stated=replace(one.stated, adopted_on=None)) for one in assessment.priorities)
    text = text_of(reports_of(replace(assessment, priorities=stated))["board-letter.pdf"])
    assert "has not adopted these statements as its priorities" in text
    assert "Say in public of each of the 2 statements that stand here as a yardstick" in text


def test_every_report_is_linked_from_the_list_and_the_list_from_every_page(html_pages: dict[str, str]) -> None:
    listed = html_pages["en/reports/index.html"]
    for report in outline().reports:
        assert f'href="{report.code}.html"' in listed
        assert f'href="{report.code}.pdf"' in listed
    pages = [path for path in html_pages if path.startswith("en/")]
    assert [path for path in pages if 'reports/index.html"' not in html_pages[path]] == []
