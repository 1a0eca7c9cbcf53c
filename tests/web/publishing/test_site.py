"""What every page of the public site keeps to."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from tests.web.publishing.example_assessment import RELEASE, example_assessment

from sharedsafety.core.findings import Finding
from sharedsafety.folder.assessment import Assessment
from sharedsafety.investments.coding_checks import CodingCheck
from sharedsafety_web.publishing.site import build_site

#: Bytes of a page with its styles, packed, before fonts (performance.md).
BUDGET = 150_000


class Reader(HTMLParser):
    """Collects what the tests ask of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


#: The pages above all releases; ``test_releases.py`` follows the way there and back.
UP_TO_ALL_RELEASES = "../../releases/"


#: A link to another host as the pages write it: it sends no address along and hands no window over.
_LINK_OUT = re.compile(r'<a href="https://[^"]+" rel="noopener noreferrer">')


def test_every_link_inside_the_site_leads_to_a_file_and_to_a_place_in_it(
    site: Path, html_pages: dict[str, str]
) -> None:
    ids = {page: set(re.findall(r'\bid="([^"]+)"', html)) for page, html in html_pages.items()}
    broken = []
    for page, html in html_pages.items():
        for tag, attributes in Reader(html).tags:
            address = attributes.get("href") or attributes.get("src") or ""
            above = address.startswith(UP_TO_ALL_RELEASES)
            if not address or above or address.startswith(("tel:", "https://")) or tag == "use":
                continue
            path, _, anchor = address.partition("#")
            target = normpath(join(dirname(page), path)) if path else page
            if not (site / target).is_file() or (anchor and anchor not in ids.get(target, ())):
                broken.append(f"{page} -> {address}")
    assert broken == []


def test_every_page_can_be_reached_from_the_front_page_of_its_language(html_pages: dict[str, str]) -> None:
    for language in ("en", "es"):
        reached, to_read = {f"{language}/index.html"}, [f"{language}/index.html"]
        while to_read:
            page = to_read.pop()
            addresses = (attributes.get("href") or "" for attributes in Reader(html_pages[page]).all("a"))
            led_to = {normpath(join(dirname(page), one.partition("#")[0])) for one in addresses}
            new = (led_to & html_pages.keys()) - reached
            reached |= new
            to_read += [one for one in new if one.startswith(f"{language}/")]
        assert [page for page in html_pages if page.startswith(f"{language}/") and page not in reached] == []


def test_every_page_says_its_language_title_heading_and_description(html_pages: dict[str, str]) -> None:
    for page, html in html_pages.items():
        read = Reader(html)
        language = page.split("/")[0] if "/" in page else "en"
        assert read.all("html")[0]["lang"] == language, page
        assert len(read.all("h1")) == 1, page
        assert re.search(r"<title>[^<]+</title>", html), page
        assert any(meta.get("name") == "description" and meta.get("content") for meta in read.all("meta")), page
        assert len(read.all("main")) == 1, page


def test_every_page_tells_other_programs_what_it_is_when_its_address_is_shared(html_pages: dict[str, str]) -> None:
    for page, html in html_pages.items():
        if page == "404.html":
            continue
        read = Reader(html)
        told = {meta["property"]: meta["content"] for meta in read.all("meta") if "property" in meta}
        described = next(meta["content"] for meta in read.all("meta") if meta.get("name") == "description")
        assert told.keys() == {"og:type", "og:title", "og:description", "og:site_name", "og:locale"}, page
        assert (told["og:description"], told["og:locale"]) == (described, read.all("html")[0]["lang"]), page
        assert told["og:title"], page
        assert told["og:title"] in unescape(html.split("<title>")[1]), page
        assert "(" in (told["og:site_name"] or ""), f"{page}: made-up data must be marked in what is shared too"


def test_the_front_page_says_what_is_new_and_leads_to_all_of_it(html_pages: dict[str, str]) -> None:
    for language, heading, first in (
        ("en", "New in this release", "This is the first release of"),
        ("es", "Novedades de esta edición", "Esta es la primera edición de"),
    ):
        news = html_pages[f"{language}/index.html"].split(f"<h2>{heading}</h2>")[1].split("</ul>")[0]
        assert first in news
        assert 'href="release.html"' in news


def test_no_page_holds_a_script_or_a_style_of_its_own(html_pages: dict[str, str]) -> None:
    for page, html in html_pages.items():
        read = Reader(html)
        assert all(script.get("src") for script in read.all("script")), page
        assert not read.all("style"), page
        assert not [tag for tag, attributes in read.tags if "style" in attributes], page
        assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")], page


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    for path in [*site.rglob("*.html"), *site.rglob("*.css")]:
        text = _LINK_OUT.sub("", path.read_text(encoding="utf-8"))  # followed by people, never fetched by the page
        assert not re.search(r'(?:src|href)="(?:https?:)?//|url\(["\']?(?:https?:)?//', text), path


def test_a_page_with_its_styles_stays_within_the_budget(site: Path, html_pages: dict[str, str]) -> None:
    shared = sum(len(gzip.compress((site / "assets" / name).read_bytes())) for name in ("site.css", "filter.js"))
    heaviest = max((len(gzip.compress(html.encode())), page) for page, html in html_pages.items())
    assert shared + heaviest[0] <= BUDGET, heaviest[1]


def test_each_text_has_its_packed_copy_with_the_same_content(site: Path) -> None:
    for path in site.rglob("*"):
        if path.suffix in {".html", ".css", ".svg", ".csv", ".json"}:
            assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) == path.read_bytes(), path


def test_made_up_data_is_marked_on_every_page_and_in_every_file(site: Path, html_pages: dict[str, str]) -> None:
    for page, html in html_pages.items():
        assert 'class="example"' in html, page
    for path in site.glob("data/*.csv"):
        rows = path.read_text(encoding="utf-8-sig").splitlines()
        assert all(row.endswith("example") for row in rows[1:]), path
    assert '"provenance": "example"' in (site / "data" / "assessment.json").read_text(encoding="utf-8")


def test_the_same_assessment_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    build_site(example_assessment(), tmp_path / "again", release=RELEASE)
    first = {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    second = {
        str(p.relative_to(tmp_path / "again")): p.read_bytes() for p in (tmp_path / "again").rglob("*") if p.is_file()
    }
    assert first == second


def test_a_fault_while_building_leaves_the_earlier_site_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sharedsafety_web.publishing.site import assets

    out = tmp_path / "site"
    out.mkdir()
    (out / "manifest.json").write_text("{}", encoding="utf-8")
    (out / "index.html").write_text("earlier", encoding="utf-8")

    def broken() -> None:
        raise OSError("disk full")

    monkeypatch.setattr(assets, "files", broken)
    with pytest.raises(OSError, match="disk full"):
        build_site(example_assessment(), out, release=RELEASE)
    assert (out / "index.html").read_text(encoding="utf-8") == "earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_each_program_opens_to_every_line_with_row_and_column(html_pages: dict[str, str]) -> None:
    page = html_pages["en/programs/da-victims.html"]
    for line in example_assessment().programs[3].lines:
        assert line.object in page
        assert f'<td class="number">{line.source_row}</td><td>{line.source_column}</td>' in page


def test_names_with_signs_of_markup_are_shown_as_text(html_pages: dict[str, str]) -> None:
    page = html_pages["en/programs/works-roads.html"]
    assert "Roads &amp; &lt;bridges&gt;" in page
    assert "<bridges>" not in page


def test_a_priority_shows_nine_stations_and_says_why_the_line_breaks(html_pages: dict[str, str]) -> None:
    trace = html_pages["en/priorities/heal.html"].split('<ol class="trace">')[1].split("</ol>")[0]
    assert trace.count('class="station"') == 9
    assert trace.count('class="broken"') == 5
    assert "No listening session, survey or conversation has been recorded yet." in trace


def test_money_is_never_called_funded_alone(html_pages: dict[str, str]) -> None:
    for page, html in html_pages.items():
        assert not re.search(r"\b(?:un)?funded\b", re.sub(r"<[^>]+>", " ", html), re.IGNORECASE), page


def test_a_program_with_many_lines_gets_a_page_for_each_year(tmp_path: Path) -> None:
    assessment = example_assessment()
    program = assessment.programs[0]
    many = tuple(replace(program.lines[at % 8], line_id=f"l{at}", source_row=at) for at in range(500))
    heavy = replace(assessment, programs=(replace(program, lines=many), *assessment.programs[1:]))
    build_site(heavy, tmp_path / "site", release=RELEASE, languages=("en",))
    assert (tmp_path / "site" / "en" / "programs" / "sheriff-patrol" / "lines-2.html").is_file()
    assert len(list((tmp_path / "site" / "en" / "programs" / "sheriff-patrol").glob("*.html"))) == 2


def test_a_document_a_little_short_of_its_printed_total_is_not_said_to_match_it(tmp_path: Path) -> None:
    assessment = example_assessment()
    first, *others = assessment.documents
    missing, part = replace(first.difference, value=-775_332.0), replace(first.difference, value=0.001, unit="share")
    short = replace(first, difference=missing, difference_share=part)
    build_site(replace(assessment, documents=(short, *others)), tmp_path / "site", release=RELEASE, languages=("en",))
    page = (tmp_path / "site" / "en" / "know.html").read_text(encoding="utf-8")
    assert "differ from the printed total" in page
    assert "$775,332" in page
    assert "match the printed total" not in page


def test_a_number_of_a_disturbed_span_is_never_shown_as_the_latest_without_saying_so(tmp_path: Path) -> None:
    whole = example_assessment()
    first = next(one for one in whole.results if one.latest and one.latest.figure)
    broken = replace(first, points=tuple(replace(one, disturbed=True) for one in first.points), latest=None)
    results = tuple(broken if one is first else one for one in whole.results)
    build_site(replace(whole, results=results), tmp_path / "site", release=RELEASE)
    for language, none, why, mark in (
        ("en", "no comparable number", "not comparable: the source was changing", "not comparable</td>"),
        ("es", "ningún número comparable", "no son comparables: la fuente estaba", "no comparable</td>"),
    ):
        here = tmp_path / "site" / language
        row = (here / "changing.html").read_text().split(f"indicators/{first.indicator_id}.html")[1].split("</tr>")[0]
        assert none in row
        assert why in row
        page = (here / f"indicators/{first.indicator_id}.html").read_text()
        assert why in page
        shown = [one for one in first.points if one.display != "not_shown"]
        assert page.count(mark) == len(shown) > 0
        assert none in (here / "reports/scorecard.html").read_text()


def test_what_the_software_noticed_is_folded_by_kind_and_names_the_language_of_its_parts(tmp_path: Path) -> None:
    twice = [
        Finding(code="ledger-receiver-not-loaded", params={"receiver": name, "amounts": "1,000"})
        for name in ("Library", "<b>Zoo</b>")
    ]
    found = (*twice, Finding(code="ledger-no-control-total", params={"doc_id": "budget"}))
    build_site(replace(example_assessment(), findings=found), tmp_path / "site", release=RELEASE)
    english, spanish = (
        (tmp_path / "site" / language / "know.html").read_text().split('id="findings"')[1].split("</section>")[0]
        for language in ("en", "es")
    )
    assert re.findall(r"<summary>.* \((\d)\)</summary>", english) == ["1", "2"]
    assert english.count("Add the document of the receiver") == 1
    assert "<b>" not in english
    assert "money passed on to Library" in english
    assert 'a <span lang="en">Library</span>, que no está cargado' in spanish
    assert "en dólares: 1,000." in spanish


@pytest.mark.parametrize(
    ("direction", "english", "spanish"),
    [
        ("less", "Less money", "Menos dinero"),
        ("more", "More money", "Más dinero"),
        ("keep", "The same money", "El mismo dinero"),
    ],
)
def test_what_was_asked_says_which_way(tmp_path: Path, direction: str, english: str, spanish: str) -> None:
    whole = example_assessment()
    first, *others = whole.priorities
    asked = replace(first, stated=replace(first.stated, statement_kind="S3", direction=direction))
    build_site(replace(whole, priorities=(asked, *others)), tmp_path / "site", release=RELEASE)
    for language, words in (("en", english), ("es", spanish)):
        page = (tmp_path / "site" / language / "decided.html").read_text()
        assert words in page.split(f"priorities/{first.stated.id}.html")[1].split("</tr>")[0]


def test_the_page_of_a_missing_address_speaks_each_language_and_leads_to_its_front_page(
    html_pages: dict[str, str],
) -> None:
    page = html_pages["404.html"]
    for language, words in (("en", "This page is not here"), ("es", "Esta página no está aquí")):
        part = page.split(f'<section class="section" lang="{language}">')[1].split("</section>")[0]
        assert words in part
        assert f'href="{language}/index.html"' in part


def test_a_practice_tells_nothing_twice_and_its_source_is_a_safe_link(html_pages: dict[str, str]) -> None:
    practices = {name: html for name, html in html_pages.items() if name.startswith("en/framework/")}
    linked = [html for html in practices.values() if 'rel="noopener noreferrer"' in html]
    assert len(linked) >= 10
    assert not [page for page, html in practices.items() if re.search(r">\s*sharedsafety\.us", html)]
    for page, html in practices.items():
        told = re.findall(r"<p>([^<]{40,})</p>", html)
        assert not [one for one in told for other in told if one is not other and one in other], page


def test_public_pages_in_english_are_spelled_as_american_readers_write(html_pages: dict[str, str]) -> None:
    words = r"marginalis|organis|recognis|programmes?\b|neighbour(?!s\b)|labour|behaviour|licence|centre\b|counselling"
    british = rf"\b({words})\w*"
    found = {
        (page, match.group())
        for page, html in html_pages.items()
        if page.startswith("en/")
        for match in re.finditer(british, re.sub(r"<[^>]*>|<code>.*?</code>", " ", html), re.IGNORECASE)
    }
    assert found == set()


@pytest.mark.parametrize(("language", "none", "said", "alike"), [
    ("en", "nobody has audited the coding", "At most 5 % of the coded dollars are coded wrong", "Of 30 programs"),
    ("es", "nadie ha auditado la clasificación", "Como máximo 5 % de los dólares clasificados", "De 30 programas"),
])  # fmt: skip
def test_the_page_of_how_we_know_prints_agreement_and_audit_or_that_there_is_none(
    tmp_path: Path, language: str, none: str, said: str, alike: str
) -> None:
    def page(assessment: Assessment) -> str:
        place = tmp_path / str(len(assessment.coding_checks))
        build_site(assessment, place, release=RELEASE, languages=(language,))
        text = (place / language / "know.html").read_text(encoding="utf-8")
        return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())

    about = {"checked_on": "2026-11-20", "fiscal_year": 2025, "phase": "adopted"}
    checks = (
        CodingCheck(**about, kind="audit", value=0.05, items=40, differ=1, risk=0.05, seed=7),
        CodingCheck(**about, kind="agreement", value=0.82, items=30, differ=4),
    )
    bare = example_assessment()
    assert none in page(bare)
    shown = page(replace(bare, coding_checks=checks))
    assert none not in shown
    assert said in shown
    assert alike in shown
