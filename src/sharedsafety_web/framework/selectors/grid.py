"""The 5 x 5 grid, and one line of it down a principle or across a stage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sharedsafety.framework.next_step import next_for_practice
from sharedsafety.framework.pack import PackPart, PartKind, in_language
from sharedsafety.framework.rating_rounds import GroupRating
from sharedsafety.framework.translation import translation_note
from sharedsafety.report.framework_sentences import finding_sentence, raters_words, rating_words, squares
from sharedsafety.report.names import name
from sharedsafety.report.sentences import sentence
from sharedsafety_web.framework.selectors.desk import Desk, part_heading


def framework_grid(*, desk: Desk) -> Mapping[str, Any]:
    """Return the 5 x 5 grid: headings of the stages, and a row of cells for each principle."""
    pack = desk.folder.standing.pack
    return {
        "stages": [part_heading(desk=desk, kind="stage", part=one) for one in pack.stages],
        "rows": [
            (
                part_heading(desk=desk, kind="principle", part=one),
                [
                    (part_heading(desk=desk, kind="stage", part=stage), _cell_of(desk, one.id, stage.id))
                    for stage in pack.stages
                ],
            )
            for one in pack.principles
        ],
        "findings": [finding.as_row(desk.language) for finding in desk.folder.findings],
    }


def framework_line(*, desk: Desk, kind: str, part: str) -> Mapping[str, Any] | None:
    """Return one principle down its stages, or one stage across the principles; None where there is none such."""
    pack = desk.folder.standing.pack
    listed = {"principle": pack.principles, "stage": pack.stages}.get(kind, ())
    found = next((one for one in listed if one.id == part), None)
    if found is None:
        return None
    others = pack.stages if kind == "principle" else pack.principles
    other_kind: PartKind = "stage" if kind == "principle" else "principle"
    keys = [(part, one.id) if kind == "principle" else (one.id, part) for one in others]
    heads = [part_heading(desk=desk, kind=other_kind, part=one) for one in others]
    own: PartKind = "principle" if kind == "principle" else "stage"
    return {
        "kind": kind,
        "head": part_heading(desk=desk, kind=own, part=found),
        "fields": part_fields(desk, found, without=("title", "label")),
        "translation_note": translation_note(found.fields, desk.language),
        "cells": [(head, _cell_of(desk, *key)) for head, key in zip(heads, keys, strict=True)],
        "siblings": [part_heading(desk=desk, kind=own, part=one) for one in listed if one.id != part],
    }


def part_fields(desk: Desk, part: PackPart, *, without: tuple[str, ...]) -> list[Mapping[str, Any]]:
    """Return the fields of a part that say something, each with where its text comes from."""
    return [
        {
            "title": name("pack_field", one.name, desk.language),
            "language": "" if tongue == desk.language else tongue,
            "lines": lines,
            "provenance": name("pack_provenance", one.provenance, desk.language),
        }
        for one in part.fields
        if one.name not in without
        for tongue, lines in (in_language(one, desk.language),)
        if lines
    ]


def _cell_of(desk: Desk, principle: str, stage: str) -> Mapping[str, Any] | None:
    practices = desk.folder.standing.pack.practices
    found = next((one for one in practices if (one.principle, one.stage) == (principle, stage)), None)
    return practice_cell(desk, found) if found else None


def practice_cell(desk: Desk, part: PackPart) -> Mapping[str, Any]:
    """Return one practice as a cell: both views, what is open, and what is next."""
    standing, language = desk.folder.standing, desk.language
    rating = next((one for one in reversed(standing.ratings) if one.practice == part.id), None)
    about = next(one for one in standing.responsibility if (one.about_kind, one.about_id) == ("practice", part.id))
    coming = next_for_practice(rating, about, desk.today)
    title, questions = part.field("title"), part.field("questions")
    tongue, lines = in_language(title, language) if title else (language, ())
    return {
        "id": part.id,
        "title": " ".join(lines) or part.id,
        "language": "" if tongue == language else tongue,
        "groups": [group_shown(desk, group) for group in (rating.agency, rating.community)] if rating else [],
        "finding": finding_sentence(rating, language),
        "differs": rating is not None and rating.reading in {"agency_higher", "community_higher"},
        "questions": len(in_language(questions, language)[1]) if questions else 0,
        "evidence": len(rating.evidence) if rating else 0,
        "lead": name("responsibility_state", about.state, language),
        "next": sentence(f"desk.{coming.code}", language, body=desk.said(coming.body), days=coming.days),
    }


def group_shown(desk: Desk, group: GroupRating) -> Mapping[str, Any]:
    """Return how one kind of raters sees a practice, as words and squares."""
    language = desk.language
    return {
        "kind": name("rater_kind", group.kind, language),
        "words": rating_words(group, language),
        "squares": squares(group.median),
        "agreement": name("agreement", group.agreement, language) if group.agreement else "",
        "raters": raters_words(group, language),
    }
