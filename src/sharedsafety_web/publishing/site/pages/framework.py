"""The framework: the 5 x 5 grid, a page for each principle and each practice, with the provenance of every field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from sharedsafety.core.reviewed import read_catalogue
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Crumb, Page

#: The principle codes of the taxonomy, in the order of the practices file.
CODES = {"public-health": "PHF", "well-being": "WBS", "survivors": "CSC", "cycle": "BCH", "system": "MSW"}
_LISTS = ("questions", "implement", "outcome_measures")
_PROSE = ("purpose", "why", "how_it_helps", "callout")


def pages(edition: Edition) -> Iterator[Page]:
    """Return the grid, the principles and the practices."""
    catalogue = read_catalogue("framework/practices")
    practices = {(one["principle"], one["stage"]): one for one in catalogue["practices"]}
    rows = [
        (CODES[p["slug"]], p["slug"], [_cell(practices[p["slug"], s["slug"]]) for s in catalogue["stages"]])
        for p in catalogue["principles"]
    ]
    yield Page(
        address="framework.html",
        template="framework.html",
        title=gettext("The framework: five principles, five stages"),
        description=gettext("The 25 practices of the Blueprint for Shared Safety, and which of them are sourced."),
        section="framework",
        context={
            "stages": [(stage["slug"], stage["label"], stage["meaning"]) for stage in catalogue["stages"]],
            "rows": rows,
        },
    )
    for principle in catalogue["principles"]:
        cells = [_cell(practices[principle["slug"], s["slug"]]) for s in catalogue["stages"]]
        yield _principle(principle, cells)
    for practice in catalogue["practices"]:
        yield _practice(practice)


def _cell(practice: Mapping[str, Any]) -> Mapping[str, Any]:
    proposed = practice["title"] is None
    return {
        "title": practice["proposed"]["title"] if proposed else practice["title"],
        "address": f"framework/{practice['slug']}.html",
        "is_proposal": proposed,
        "stage": practice["stage"],
    }


def _principle(principle: Mapping[str, Any], cells: list[Mapping[str, Any]]) -> Page:
    return Page(
        address=f"framework/{principle['slug']}.html",
        template="principle.html",
        title=principle["title"],
        title_language="en",
        description=principle["sense"],
        section="framework",
        crumbs=(Crumb(title=gettext("The framework"), address="framework.html"),),
        context={"principle": principle, "code": CODES[principle["slug"]], "cells": cells},
    )


def _prose(own: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields a page tells; a purpose that only repeats why it is needed and how it helps is left out."""
    told = tuple(field for field in _PROSE if own.get(field))
    parts = " ".join(str(own.get(field) or "") for field in ("why", "how_it_helps"))
    repeats = " ".join(parts.split()) == " ".join(str(own.get("purpose") or "").split())
    return tuple(field for field in told if not (repeats and field == "purpose"))


def _practice(practice: Mapping[str, Any]) -> Page:
    proposal = practice["title"] is None
    own = practice["proposed"] if proposal else practice
    return Page(
        address=f"framework/{practice['slug']}.html",
        template="practice.html",
        title=own["title"],
        title_language="en",
        description=own["purpose"],
        section="framework",
        crumbs=(Crumb(title=gettext("The framework"), address="framework.html"),),
        context={
            "practice": practice,
            "code": CODES[practice["principle"]],
            "is_proposal": proposal,
            "prose": [(field, own[field], practice["provenance"].get(field)) for field in _prose(own)],
            "lists": [(field, own[field], practice["provenance"].get(field)) for field in _LISTS if own.get(field)],
            "indicators": practice["proposed"].get("indicators", ()),
            "investments": practice["proposed"].get("investments", ()),
        },
    )
