"""What a stranger can understand: reasons beside "can't tell", one name for a year, Spanish as people write it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.web.publishing.example_assessment import RELEASE, example_assessment

from sharedsafety.report.glossary import glossary
from sharedsafety_web.publishing.site import build_site
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.pages import changing
from sharedsafety_web.publishing.site.pages.actions import action_rows

SPANISH = {
    ("es", "community/name", "text"): "Condado Diminuto",
    ("es", "community/name", "in_sentence"): "el Condado Diminuto",
    ("es", "words", "Records changed."): "Cambiaron los registros.",
    ("es", "words", "Made-up minutes"): "Acta inventada",
    ("es", "words", "Made-up counts"): "Conteos inventados",
}


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("translated") / "site"
    assessment = example_assessment()
    build_site(replace(assessment, translations={**assessment.translations, **SPANISH}), out, release=RELEASE)
    return out / "es"


@pytest.mark.parametrize(
    ("language", "words", "reason", "settled"),
    [
        ("en", "can’t tell", "No revenue is loaded.", "What would settle it: The revenue tied to the programs"),
        ("es", "no se puede saber", "No se han cargado los ingresos.", "Qué lo resolvería: Los ingresos ligados"),
    ],
)
def test_a_figure_that_cant_be_told_opens_to_its_reason_and_to_what_would_settle_it(
    html_pages: dict[str, str], language: str, words: str, reason: str, settled: str
) -> None:
    opened = re.findall(r'<details class="why">(.*?)</details>', html_pages[f"{language}/method.html"], re.DOTALL)
    assert [one for one in map(words_of, opened) if one.startswith(f"{words} {reason} {settled}")]


def test_no_table_says_that_something_cant_be_told_without_more(html_pages: dict[str, str]) -> None:
    for page, html in html_pages.items():
        assert not re.search(r"<td[^>]*>\s*(?:can’t tell|no se puede saber)\s*</td>", html), page


def test_a_sign_that_cant_be_told_has_its_reason_in_the_list_and_its_remedy_on_its_page(
    html_pages: dict[str, str],
) -> None:
    reason = "The series breaks, and too few points follow the break."
    assert f"can&#x27;t tell {reason}" in words_of(html_pages["en/changing.html"])
    sign = words_of(html_pages["en/indicators/answers.html"])
    assert f"{reason} What would settle it: More periods after the break" in sign


def test_a_lamp_that_cant_be_told_leads_from_the_front_page_to_its_reason(html_pages: dict[str, str]) -> None:
    assert 'href="priorities/heal.html#lamp-place"' in html_pages["en/index.html"]
    lamp = html_pages["en/priorities/heal.html"].split('id="lamp-place"')[1].split("</li>")[0]
    assert "Fewer than five areas are loaded" in lamp


def test_no_page_and_no_picture_names_a_fiscal_year_in_two_ways(site: Path) -> None:
    for path in [*site.rglob("*.html"), *site.rglob("*.svg")]:
        assert not re.search(r"\bFY ?\d{2}", path.read_text(encoding="utf-8")), path


def test_every_row_of_the_front_table_says_something_in_each_of_its_cells(html_pages: dict[str, str]) -> None:
    for language in ("en", "es"):
        table = html_pages[f"{language}/index.html"].split('class="front-table"')[1].split("</table>")[0]
        for row in re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1], re.DOTALL):
            cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
            assert len(cells) == 5
            assert all(map(words_of, cells))


def test_what_nobody_recorded_for_any_priority_is_said_once_above_the_table(html_pages: dict[str, str]) -> None:
    front = words_of(html_pages["en/index.html"])
    assert front.count("For none of them has anything been recorded yet of what people said") == 1


def test_where_we_stand_has_the_figure_first_and_the_words_after_it(html_pages: dict[str, str]) -> None:
    stand = html_pages["en/index.html"].split('<dl class="stand">')[1].split("</dl>")[0]
    figures = [words_of(one) for one in re.findall(r"<dt>(.*?)</dt>", stand, re.DOTALL)]
    words = [words_of(one) for one in re.findall(r"<dd>(.*?)</dd>", stand, re.DOTALL)]
    assert len(figures) == len(words) >= 3
    assert re.fullmatch(r"\d+ of \d+", figures[0])
    assert words[0] in {"have some money", "has some money"}


def test_spanish_sentences_carry_the_article_of_the_place(translated: Path) -> None:
    money = words_of((translated / "money.html").read_text(encoding="utf-8"))
    assert ", el Condado Diminuto destinó" in money
    assert "El Condado Diminuto es un lugar inventado" in money


def test_words_that_stand_in_many_places_are_translated_once(translated: Path) -> None:
    sign = words_of((translated / "indicators" / "answers.html").read_text(encoding="utf-8"))
    assert "Nada se compara a través de esa línea. Cambiaron los registros." in sign
    assert "Fuente: Conteos inventados" in sign
    assert "Fuente: Acta inventada" in words_of((translated / "priorities" / "heal.html").read_text(encoding="utf-8"))


def test_a_known_break_of_a_source_is_said_in_the_language_of_the_page() -> None:
    assessment = example_assessment()
    harm = replace(assessment.indicators[0], source={"id": "urban-crime-2021-2023", "title": "Crime rates"}, breaks=())
    edition = Edition(replace(assessment, indicators=(harm, *assessment.indicators[1:])), RELEASE, "es", ("en", "es"))
    page = next(page for page in changing.pages(edition) if page.address == f"indicators/{harm.id}.html")
    ((sentence, note),) = page.context["breaks"]
    assert sentence.startswith("La serie se corta en 2021.")
    assert note.words.startswith("Las agencias de policía pasaron al nuevo sistema de informes del FBI")
    assert note.language == ""


def test_an_action_whose_date_has_passed_comes_first_and_is_said_to_be_overdue() -> None:
    assessment = example_assessment()
    result = assessment.priorities[0]
    action = result.actions[0]
    late, done = replace(action, id="a2", due="2020-01-31"), replace(action, id="a3", due="2019-01-31", status="done")
    priority = replace(result, actions=(action, done, late))
    rows = action_rows(Edition(replace(assessment, priorities=(priority,)), RELEASE, "en", ("en",)))
    assert [(row.action.id, row.late) for row in rows] == [("a2", True), ("a3", False), ("a1", False)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_glossary_page_has_every_word_of_the_reviewed_glossary(html_pages: dict[str, str], language: str) -> None:
    page = html_pages[f"{language}/glossary.html"]
    assert not [term.id for term in glossary(language) if f'<dt id="{term.id}">' not in page]
