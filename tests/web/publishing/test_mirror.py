"""The mirror rule (method.md 4.11) on the pages people read: they follow what was stated, not what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.utils.translation import override
from tests.mirrored import OPPOSITE, five_areas_with_few_cases
from tests.web.publishing.example_assessment import RELEASE
from tests.web.publishing.mirrored_site import EXAMPLES, Built, LampFact, mirrors, named_back, skeleton

from sharedsafety.folder.assess import assess
from sharedsafety.folder.read import read_community
from sharedsafety.report.names import name, names
from sharedsafety.report.sentences import template
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.pages import front, priorities
from sharedsafety_web.publishing.site.rendering import ready, rendered

#: Lamps that follow the statement; the others may not know it.
FOLLOWS = ("level", "direction")
_DRAWING = r"(?P<drawing><svg(?:(?!</svg>).)*</svg>)"
#: A lamp with its sentence on the page of its priority.
_LAMP = re.compile(
    rf'<li(?: id="[^"]*")?>(?:<b>)?<span class="mark">{_DRAWING}'
    r"<span>(?P<lamp>[^<:]*): (?P<state>[^<]*)</span></span>(?:</b>)?(?:<p>(?P<words>.*?)</p>)?.*?</li>"
)
#: The lamps of one state in the front table.
_TOGETHER = re.compile(
    rf'<li><span class="mark">{_DRAWING}<span><b>(?P<state>[^<]*):</b>(?P<lamps>.*?)</span></span></li>'
)
#: What money and stated shares are set against is the statement itself.
_AGAINST_WHAT_WAS_ASKED = re.compile(r'<section class="section" aria-labelledby="(?:agreement|shifted)">.*?</section>')

Sites = Mapping[str, Built]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(("example-county", ("en",), False), id="example-county-pages"),
        pytest.param(("example-county", ("en", "es"), True), id="example-county", marks=pytest.mark.long),
        pytest.param(("los-angeles", ("en", "es"), True), id="los-angeles", marks=pytest.mark.long),
        pytest.param(("san-joaquin", ("en", "es"), True), id="san-joaquin", marks=pytest.mark.long),
    ],
)
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    folder, languages, pictures = request.param
    return mirrors(folder, tmp_path_factory.mktemp("mirror"), languages, pictures=pictures)


def squeezed(text: str) -> str:
    """Return a page without white space between its tags, and without the numbers its charts have from their words."""
    text = re.sub(r"\s+", " ", unescape(text))
    text = re.sub(r"(?<=>) | (?=<)", "", text)
    return re.sub(r"\bc[0-9a-f]{10}\b", "chart", text)


def differences(first: Mapping[str, str], second: Mapping[str, str]) -> list[str]:
    """Return where two sites differ: pages only one has, and the first place at which a page differs."""
    found = sorted(f"only in one: {path}" for path in first.keys() ^ second.keys())
    for path in first.keys() & second.keys():
        one, other = (lines_of(path, side[path]) for side in (first, second))
        if one != other:
            at = next((pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]), ("longer", "shorter"))
            found.append(f"{path}: {at[0][:200]} | {at[1][:200]}")
    return found


def lines_of(path: str, page: str) -> list[str]:
    """Return a page a tag a line; of the page that finds all others the entries by address, not from A to Z."""
    if path.endswith("search.html"):
        return sorted(squeezed(page).replace("<tr>", "\n<tr>").replace("</tr>", "</tr>\n").splitlines())
    return squeezed(page).replace("><", ">\n<").splitlines()


def language(path: str) -> str:
    return path[:2] if path.startswith(("en/", "es/")) else "en"


def without_what_was_asked(path: str, page: str) -> str:
    """Return a page without the two lamps that follow the statement, and without what is counted from them."""
    words = language(path)
    own = [name("lamp", lamp, words) for lamp in FOLLOWS]
    page = _LAMP.sub(lambda found: "" if found["lamp"] in own else found[0], squeezed(page))
    page = re.sub(r'<ul class="lamps" aria-label.*?</ul>', lambda found: others_lamps(found[0], own), page)
    without_a_coder = rf'<li><a href="priorities/[^>]*>[^<]*</a>, (?:{"|".join(own)}): [^<]*</li>'
    page = re.sub(without_a_coder, "", page)  # the same two lamps, as they would read without one coder
    for key in ("amount_met", "amount_cant_tell"):
        for form in ("", "_one"):
            met = re.escape(template(f"coverage.{key}{form}", words))
            page = re.sub(rf"<div><dt>[^<]*</dt><dd>(?:<a[^>]*>)?{met}.*?</dd></div>", "", page)
    for way in names("direction", words).values():  # the statement in short, as it was made
        page = re.sub(rf">{way[:1].upper()}{re.escape(way[1:])}(?=<| ·)", ">#", page)
    page = re.sub(r'<div><dt>\d+</dt><dd><a href="cant-tell.html">', "<div><dt>#</dt><dd>", page)
    return _AGAINST_WHAT_WAS_ASKED.sub("", page)


def others_lamps(row: str, own: list[str]) -> str:
    """Return the lamps of a row of the front table but those that follow the statement, each with its state."""
    found = [
        (lamp.strip(), together["state"], together["drawing"])
        for together in _TOGETHER.finditer(row)
        for lamp in re.sub("<[^>]*>", "", together["lamps"]).split(",")
    ]
    return "\n".join(" ".join(lamp) for lamp in sorted(found) if lamp[0] not in own)


def questions(path: str, page: str) -> str:
    """Return what a page of open questions asks but of level and direction: what would settle it, about what."""
    own = [name("lamp", lamp, language(path)) for lamp in FOLLOWS]
    found = []
    for needed, body in re.findall(
        r'<section class="section missing"[^>]*><h3>(.*?)</h3>(.*?)</section>', squeezed(page)
    ):
        shared = re.search(r"</p><p>([^:<]*): ", body)
        for item in re.findall(r"<li>(.*?)</li>", body):
            alone = re.search(r"<b>([^<]*)</b>", item)
            what = (alone or shared or ["", ""])[1]
            if what not in own:
                found.append((needed, re.sub(r"<[^>]*>", "", item)))
    return "\n".join(sorted(f"{needed}: {item}" for needed, item in found))


def lamps_on(built: Built, path: str) -> list[re.Match[str]]:
    return list(_LAMP.finditer(squeezed(built.texts[path])))


def shown(built: Built) -> Iterator[tuple[str, str, LampFact, re.Match[str]]]:
    """Yield (language, priority, fact, lamp as shown) of every lamp on every page of a priority."""
    for path in built.texts:
        if "/priorities/" in path:
            key = path.rpartition("/")[2].removesuffix(".html")
            for fact, lamp in zip(built.facts[key], lamps_on(built, path), strict=True):
                yield language(path), key, fact, lamp


def test_other_names_of_the_categories_change_no_page_and_no_picture_but_in_the_names(sites: Sites) -> None:
    renamed = {named_back(path): named_back(text) for path, text in sites["renamed"].texts.items()}
    assert renamed.keys() == sites["stated"].texts.keys()
    assert sites["renamed"].texts != sites["stated"].texts
    assert differences(sites["stated"].texts, renamed) == []


def test_with_every_statement_turned_only_the_lamps_that_follow_it_change(sites: Sites) -> None:
    first, second = (
        {
            path: (questions if path.endswith("cant-tell.html") else without_what_was_asked)(path, text)
            for path, text in sites[how].texts.items()
        }
        for how in ("stated", "turned")
    )
    asked = [
        {path: found.pop(path) for path in [*found] if path.endswith("cant-tell.html")} for found in (first, second)
    ]
    assert asked[0] == asked[1]
    assert differences(first, second) == []


def test_with_every_statement_turned_every_direction_lamp_turns_on_its_page(sites: Sites) -> None:
    both = zip(shown(sites["stated"]), shown(sites["turned"]), strict=True)
    turns = 0
    for (words, key, before, first), (_, _, after, second) in both:
        lit = "cant_tell" not in (before.state, after.state) and sites["stated"].asked[key] in OPPOSITE
        if before.lamp == "direction" and lit and before.state != "not_set":
            against = name("lamp_state", "not_consistent", words)
            assert (first["state"] == against) != (second["state"] == against), key
            turns += 1
    reasons = {fact.told[0] for _, _, fact, _ in shown(sites["stated"]) if fact.lamp == "direction"}
    assert turns or reasons == {"no_comparable_year"}, "only where a single year is loaded nothing can turn"


def test_a_state_has_one_drawing_on_every_page_whatever_the_priority(sites: Sites) -> None:
    drawn: dict[tuple[str, str], set[str]] = {}
    for built in sites.values():
        for path in built.texts:
            page = squeezed(built.texts[path])
            for lamp in (*_LAMP.finditer(page), *_TOGETHER.finditer(page)):
                drawn.setdefault((language(path), lamp["state"]), set()).add(lamp["drawing"])
    assert {state: len(drawings) for state, drawings in drawn.items() if len(drawings) > 1} == {}
    for words in {each for each, _ in drawn}:
        own = [drawing for (each, _), drawings in drawn.items() if each == words for drawing in drawings]
        assert len(own) == len(set(own)), "two states look alike"


def test_a_lamp_says_the_same_sentence_for_the_same_reason_whatever_the_priority(sites: Sites) -> None:
    said: dict[tuple[str, LampFact], set[str]] = {}
    for how in ("stated", "turned"):
        for words, _, fact, lamp in shown(sites[how]):
            assert lamp["state"] == names("lamp_state", words)[fact.state]
            said.setdefault((words, fact), set()).add(skeleton(lamp["words"]))
    assert [sentences for sentences in map(sorted, said.values()) if len(sentences) > 1] == []
    assert len({fact.state for _, fact in said}) > 1


@pytest.mark.parametrize("words", ["en", "es"])
def test_on_five_areas_with_few_cases_no_page_says_whether_the_money_reaches_need(words: str, tmp_path: Path) -> None:
    ready()
    community = read_community(EXAMPLES / "example-county").community
    few = five_areas_with_few_cases(community)
    done = assess(few, as_of=date(2026, 11, 23), keep_in=tmp_path, seed=5, draws=50)
    edition = Edition(done, RELEASE, words, ("en", "es"))
    with override(words):
        shown = [rendered(page, edition).decode() for kind in (front, priorities) for page in kind.pages(edition)]
    lamps = [lamp for page in shown for lamp in _LAMP.finditer(squeezed(page))]
    states = {lamp["state"] for lamp in lamps if lamp["lamp"] == name("lamp", "place", words)}
    assert states == {name("lamp_state", "cant_tell", words)}


def _row(family: str, kind: str, shape: str) -> dict[str, str]:
    row = f'<tr><th><a href="money/family/{family}.html">{kind}</a></th><td><rect class="{shape}"/></td></tr>'
    return {"en/money.html": row}


def test_the_comparison_sees_a_colour_that_follows_a_name() -> None:
    stated, same, coloured = (
        _row("js", "Family-05", "bar"),
        _row("sv", "Family-01", "bar"),
        _row("sv", "Family-01", "red"),
    )
    back = [{path: named_back(text) for path, text in side.items()} for side in (same, coloured)]
    assert differences(stated, back[0]) == []
    assert len(differences(stated, back[1])) == 1


def test_the_comparison_sees_a_lamp_that_may_not_follow_the_statement() -> None:
    def page(level: str, place: str) -> dict[str, str]:
        shown = (f"<span><svg></svg><span>{words}</span></span>" for words in (f"Level: {level}", f"Place: {place}"))
        items = "".join(f"<li>{lamp}</li>" for lamp in shown).replace("<span><svg>", '<span class="mark"><svg>')
        return {"en/index.html": without_what_was_asked("en/index.html", f"<ul>{items}</ul>")}

    assert differences(page("partly", "partly"), page("consistent", "partly")) == []
    assert len(differences(page("partly", "partly"), page("partly", "consistent"))) == 1
