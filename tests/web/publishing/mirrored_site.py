"""The site of an example as it is and in the mirror, each built by a process of its own with its own taxonomy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
#: Each family with the one whose code it takes; the residual family carries the arithmetic and keeps its own.
OTHER_FAMILY = {"WB": "JS", "JS": "SV", "SV": "SY", "SY": "WB", "VP": "CR", "CR": "BC", "BC": "VP"}
_FIRST_FAMILY = {other: first for first, other in OTHER_FAMILY.items()}
#: Places by which the names of families and categories are moved along their lists.
_STEPS = {"Family": 3, "Kind": 17}
_MANY = {"Family": 7, "Kind": 35}
_CODE = re.compile(rf"({'|'.join(OTHER_FAMILY)})(-[A-Z]{{3}})?")
_NAME = re.compile(r"\b(Family|Kind)-(\d\d)\b")
_NUMBER = re.compile(
    r"(?:under |over |less than |more than |menos de |más de )?"
    r"[−-]?\$?\d(?:[\d.,]*\d)?(?:\s(?:%|million|billion|millones))*"
)
_ADDRESS = re.compile(r"(?<=money/family/|ney/category/)[a-z]{2}(?=-[a-z]{3}\.html|\.html)")


@dataclass(frozen=True, slots=True, kw_only=True)
class LampFact:
    """Everything about a lamp that its sentence may depend on, and nothing of what the priority is about."""

    lamp: str
    state: str
    told: tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The pages and charts of a site by their path, and of each priority what was asked and the facts of its lamps."""

    texts: Mapping[str, str]
    asked: Mapping[str, str | None]
    facts: Mapping[str, tuple[LampFact, ...]]


def mirrors(folder: str, kept: Path, languages: tuple[str, ...], *, pictures: bool) -> dict[str, Built]:
    """Return the site of an example ``stated``, ``turned`` (every statement its opposite) and ``renamed``.

    Own statements without a direction ask for more. All names of families and categories are numbers, so that they
    can be told from other words and are equally wide. With ``pictures`` also the charts to download.
    """
    hows = ("stated", "turned", "renamed")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
        running = {how: processes.submit(_site, folder, how, kept, languages, pictures) for how in hows}
        return {how: site.result() for how, site in running.items()}


def named_back(path_or_text: str) -> str:
    """Return a path or a text of the renamed site with the names it has in the stated one."""

    def name(found: re.Match[str]) -> str:
        kind = found[1]
        return f"{kind}-{(int(found[2]) - _STEPS[kind]) % _MANY[kind]:02d}"

    text = _NAME.sub(name, path_or_text)
    return _ADDRESS.sub(lambda found: _FIRST_FAMILY.get(found[0].upper(), found[0]).lower(), text)


def skeleton(text: str) -> str:
    """Return a sentence without its numbers and units of scale.

    >>> skeleton("There is $9.4 million, 3 % more.")
    'There is #, # more.'
    """
    return _NUMBER.sub("#", text.replace("\xa0", " "))


def _site(folder: str, how: str, kept: Path, languages: tuple[str, ...], pictures: bool) -> Built:
    _rename_catalogues(how == "renamed")
    from tests import mirrored

    from sharedsafety.folder.assess import assess
    from sharedsafety.folder.read import read_community

    community = mirrored.asking(read_community(EXAMPLES / folder).community)
    if how == "renamed":
        community = _with_codes_renamed(community)
    settings: dict[str, Any] = {"as_of": date(2026, 11, 23), "keep_in": kept / "ledgers", "seed": 5, "draws": 200}
    done = assess(community, **settings)
    if how == "turned":
        done = assess(mirrored.turned(community, done), **settings)
    return Built(
        texts=dict(_texts(done, kept / "charts", languages, pictures)),
        asked={one.stated.id: one.stated.direction for one in done.priorities},
        facts={one.stated.id: tuple(_fact(one, lamp) for lamp in one.money.lamps) for one in done.priorities},
    )


def _texts(done: Any, charts: Path, languages: tuple[str, ...], pictures: bool) -> Iterator[tuple[str, str]]:
    from tests.web.publishing.example_assessment import RELEASE

    from sharedsafety.folder.charts_out import chart_files
    from sharedsafety_web.core.catalogs import compile_catalogs
    from sharedsafety_web.publishing.site.edition import Edition
    from sharedsafety_web.publishing.site.editions import edition_files
    from sharedsafety_web.publishing.site.rendering import ready

    compile_catalogs()
    ready()
    editions = [Edition(done, RELEASE, each, languages, charts) for each in languages]
    for path, content in chain(chart_files(done, charts) if pictures else (), *map(edition_files, editions)):
        yield path, content.decode("utf-8")


def _rename_catalogues(renamed: bool) -> None:
    """Give every family and category a number for a name; when ``renamed``, another code and another number."""
    from sharedsafety.core import reviewed

    parse = reviewed.parse_yaml

    def parsed(text: str) -> dict[str, Any]:
        content: dict[str, Any] = parse(text)
        if content["id"] == "report/names":
            for kind, word in (("family", "Family"), ("category", "Kind")):
                content[kind] = _numbered(content[kind], word, _STEPS[word] if renamed else 0)
        known = content["id"] in ("framework/taxonomy", "report/names")
        return _renamed(content) if renamed and known else content

    reviewed.parse_yaml = parsed


def _numbered(names: Mapping[str, Any], word: str, steps: int) -> dict[str, Any]:
    own = [code for code in names if _CODE.fullmatch(code)]
    numbers = {code: f"{word}-{(at + steps) % len(own):02d}" for at, code in enumerate(own)}
    return {**names, **{code: {"en": number, "es": number} for code, number in numbers.items()}}


def _renamed(value: Any) -> Any:
    if isinstance(value, str):
        return OTHER_FAMILY[value[:2]] + value[2:] if _CODE.fullmatch(value) else value
    if isinstance(value, dict):
        return {_renamed(key): _renamed(each) for key, each in value.items()}
    return [_renamed(each) for each in value] if isinstance(value, list) else value


def _with_codes_renamed(community: Any) -> Any:
    coding = tuple(replace(share, category=_renamed(share.category)) for share in community.coding)
    links = tuple(replace(link, category=_renamed(link.category)) for link in community.links)
    return replace(community, coding=coding, links=links)


def _fact(priority: Any, lamp: Any) -> LampFact:
    from sharedsafety.report.lamp_sentences import range_sentence

    asked = lamp.figures.get("asked_of")
    unit = {"usd": "money", "usd_per_person": "money", "share": "share"}.get(asked.unit) if asked else None
    stated = priority.stated
    told = (
        lamp.reason,
        lamp.needed,
        lamp.notes,
        tuple(base.state for base in lamp.other_bases),
        (stated.target_unit, stated.target_of, stated.statement_kind, stated.direction) if unit else (),
        skeleton(range_sentence(asked, unit)) if unit else "",
    )
    return LampFact(lamp=lamp.name, state=lamp.state, told=told)
