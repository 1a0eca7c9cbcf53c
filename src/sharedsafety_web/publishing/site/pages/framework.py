"""The framework: the 5 x 5 grid with ratings, and a page for each principle, each stage and each practice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from sharedsafety.framework.guidance import words_in
from sharedsafety.framework.pack import PackPart, principle_code
from sharedsafety.framework.rating_scale import rating_rules
from sharedsafety.report.framework_sentences import agreed_sentence, reason_sentences, start_words
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.framework_shown import ShownFramework, heading
from sharedsafety_web.publishing.site.page import Crumb, Page
from sharedsafety_web.publishing.site.pages.framework_practice import practice_page
from sharedsafety_web.publishing.site.pages.framework_step import step_links, step_page


def pages(edition: Edition) -> Iterator[Page]:
    """Return the grid, the principles, the stages and the practices."""
    shown = ShownFramework(edition)
    pack = edition.assessment.framework.pack
    yield _grid(shown)
    yield from (_part(shown, "principle", part) for part in pack.principles)
    yield from (_part(shown, "stage", part) for part in pack.stages)
    yield from (practice_page(shown, part) for part in pack.practices)
    yield from (step_page(shown, step) for step in pack.guidance)


def _grid(shown: ShownFramework) -> Page:
    edition, standing = shown.edition, shown.edition.assessment.framework
    return Page(
        address="framework.html",
        template="framework.html",
        title=gettext("The framework: five principles, five stages"),
        description=sentence("framework.lead" if standing.ratings else "framework.lead_unrated", edition.language),
        section="framework",
        context={
            "stages": [heading(shown, "stage", part) for part in standing.pack.stages],
            "rows": [
                (heading(shown, "principle", part), _cells(shown, principle=part.id))
                for part in standing.pack.principles
            ],
            "rated": bool(standing.ratings),
            "scale": _scale(edition),
            "agreed": [_agreed(edition, "vision"), _agreed(edition, "well_being")],
            "start": _start(edition),
            "changes": list(_changes(shown)),
            "pack": standing.pack,
            "rights": _rights(edition),
            "translation_note": shown.translation_note(*(part for _, part in standing.pack.parts())),
            "steps": step_links(shown),
        },
    )


def _cells(shown: ShownFramework, *, principle: str = "", stage: str = "") -> list[tuple[Any, Any]]:
    """Return the cells down a principle or across a stage, each with the heading of the other way."""
    pack = shown.edition.assessment.framework.pack
    if principle:
        keys = [((principle, part.id), heading(shown, "stage", part)) for part in pack.stages]
    else:
        keys = [((part.id, stage), heading(shown, "principle", part)) for part in pack.principles]
    return [(shown.cells.get(key), other) for key, other in keys]


def _part(shown: ShownFramework, kind: str, part: PackPart) -> Page:
    """Return the page of a principle (down its stages) or of a stage (across the principles)."""
    edition, pack = shown.edition, shown.edition.assessment.framework.pack
    siblings = pack.principles if kind == "principle" else pack.stages
    title = shown.title(kind, part)
    code = principle_code(part.id)
    own = [one.stated.id for one in edition.assessment.priorities if code and one.stated.principle == code]
    return Page(
        address=shown.addresses[kind, part.id],
        template="framework_part.html",
        title=title.words,
        title_language=title.language or None,
        description=" ".join(str(line) for one in shown.fields(part, without=("title", "label")) for line in one.lines),
        section="framework",
        crumbs=(Crumb(title=gettext("The framework"), address="framework.html"),),
        context={
            "kind": kind,
            "code": code,
            "fields": list(shown.fields(part, without=("title", "label"))),
            "cells": _cells(shown, **{kind: part.id}),
            "siblings": [heading(shown, kind, each) for each in siblings if each.id != part.id],
            "priorities": edition.priority_links(own),
            "translation_note": shown.translation_note(part),
        },
    )


def _scale(edition: Edition) -> list[tuple[int, str, str]]:
    steps = rating_rules().scale
    return [(step.rating, step.name[edition.language], step.meaning[edition.language]) for step in steps]


def _rights(edition: Edition) -> Text:
    """Return what the publisher of the pack says of its texts, in the page's language or as it was written."""
    given = edition.assessment.framework.pack.rights
    language, words = words_in(given, edition.language, edition.first_language)
    return Text(words=words, language="" if language == edition.language else language)


def _agreed(edition: Edition, key: str) -> Mapping[str, Any]:
    """Return the vision or the definition of well-being, with who agreed to it, when, and where it can be read."""
    profile = edition.assessment.profile
    by = edition.line(getattr(profile, f"{key}_agreed_by") or "")
    return {
        "key": key,
        "text": edition.own_words(key),
        "agreed": agreed_sentence(by.words, getattr(profile, f"{key}_agreed_on"), edition.language),
        "source": edition.line(getattr(profile, f"{key}_source") or ""),
    }


def _start(edition: Edition) -> Mapping[str, Any] | None:
    """Return where to begin with its reasons and how it changed; None where nobody answered."""
    standing, language = edition.assessment.framework, edition.language
    if standing.start is None:
        return None
    return {
        "step": start_words(standing.start, language),
        "id": standing.start.step,
        "reasons": list(reason_sentences(standing.start.reasons, language)),
        "later": list(reason_sentences(standing.start.open_later, language)),
        "history": [(one.as_of, start_words(one, language)) for one in standing.starts],
        "sources": list(dict.fromkeys(edition.line(one.source) for one in standing.readiness)),
    }


def _changes(shown: ShownFramework) -> Iterator[Mapping[str, Any]]:
    """Yield what a community changed in its pack, with the part it belongs to and who decided it."""
    edition, pack = shown.edition, shown.edition.assessment.framework.pack
    parts = {(kind, part.id): part for kind, part in pack.parts()}
    for change in edition.assessment.framework.changes:
        key = "framework.change_translation" if change.translates else "framework.change_own"
        part = parts.get((change.part, change.id))
        words = name("pack_field", change.field, edition.language)
        yield {
            "title": shown.title(change.part, part) if part else Text(words=change.id),
            "address": shown.addresses.get((change.part, change.id), "framework.html"),
            "words": sentence(key, edition.language, field=words, day=change.changed_on),
            "source": edition.line(change.source),
        }
