"""How we know: method, data, documents, limits, glossary, neighbours, and what can't be told yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from sharedsafety.core.figure import Figure
from sharedsafety.folder.assessment import DocumentResult
from sharedsafety.investments.coding_checks import AGREEMENT, AUDIT, newest_check
from sharedsafety.report import names, numbers
from sharedsafety.report.glossary import glossary
from sharedsafety.report.money_sentences import uncoded
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.bars import bars
from sharedsafety_web.publishing.site.coders import coder_blocks
from sharedsafety_web.publishing.site.doubts import missing
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.holders import holders, waiting_words
from sharedsafety_web.publishing.site.noticed import noticed
from sharedsafety_web.publishing.site.page import Crumb, Page
from sharedsafety_web.publishing.site.rows import program_rows
from sharedsafety_web.publishing.site.supplanting import supplanting_list


def pages(edition: Edition) -> Iterator[Page]:
    """Return the pages of "How we know"."""
    quality = edition.view.quality
    yield Page(
        address="know.html",
        template="know.html",
        title=gettext("How we know"),
        description=gettext("How the figures are made, what is uncertain, and where the data is."),
        section="know",
        context={
            "quality": quality,
            "uncoded": uncoded(edition.view, edition.language),
            "by_status": bars(edition, "coding_status", quality.by_status),
            "by_basis": bars(edition, "basis", quality.by_basis),
            "alike": newest_check(edition.assessment.coding_checks, AGREEMENT),
            "audited": newest_check(edition.assessment.coding_checks, AUDIT),
            "uncoded_programs": program_rows(edition, quality.uncoded_programs),
            "documents": [_document(edition, one) for one in edition.assessment.documents],
            "findings": noticed(edition),
            "supplanting": supplanting_list(edition),
            "coders": coder_blocks(edition),
        },
    )
    yield _critic(edition)
    yield _glossary(edition)
    yield _cant_tell(edition)
    if edition.assessment.neighbours:
        yield _neighbours(edition)


def _critic(edition: Edition) -> Page:
    return Page(
        address="method.html",
        template="method.html",
        title=gettext("The method, for someone who doubts it"),
        description=gettext("Rules, thresholds, conventions and limits behind every figure."),
        section="know",
        crumbs=_crumbs(),
        context={"excluded": _excluded(edition), "view": edition.view, "local": edition.view.totals.local_choice},
    )


def _glossary(edition: Edition) -> Page:
    return Page(
        address="glossary.html",
        template="glossary.html",
        title=gettext("What the words mean"),
        description=gettext("The words and shapes of these pages, in plain language."),
        section="know",
        crumbs=_crumbs(),
        context={
            "lamps": list(names.names("lamp_question", edition.language).items()),
            "lamp_states": list(names.names("lamp_meaning", edition.language).items()),
            "verdicts": list(names.names("verdict_meaning", edition.language).items()),
            "terms": glossary(edition.language),
        },
    )


def _cant_tell(edition: Edition) -> Page:
    return Page(
        address="cant-tell.html",
        template="cant_tell.html",
        title=gettext("What we can’t tell yet, and who could"),
        description=gettext("Every question these pages cannot answer, and what would settle it."),
        section="know",
        crumbs=_crumbs(),
        context={
            "groups": missing(edition),
            "count": len(edition.assessment.cant_tell),
            "holders": holders(edition),
            "waiting": waiting_words(edition.assessment, edition.language),
        },
    )


def _neighbours(edition: Edition) -> Page:
    columns, rows, sources = neighbour_table(edition)
    return Page(
        address="neighbours.html",
        template="neighbours.html",
        title=gettext("Other places, side by side"),
        description=gettext("Figures of other places from the same source, in alphabetical order, without a ranking."),
        section="money",
        crumbs=(Crumb(title=gettext("Where the money goes"), address="money.html"),),
        context={
            "columns": columns,
            "rows": [list(zip(columns, row, strict=True)) for row in rows],
            "sources": sources,
        },
    )


def neighbour_table(edition: Edition) -> tuple[list[str], list[list[str]], list[Text]]:
    """Return the columns, the rows in alphabetical order and the sources of other places shown side by side."""
    words = names.names("neighbour", edition.language)
    rows = sorted(edition.assessment.neighbours, key=lambda row: str(next(iter(row.values()))))
    columns = [column for column in rows[0] if column in words]
    return (
        [words[column] for column in columns],
        [[_cell(column, row[column], edition.language) for column in columns] for row in rows],
        [edition.line(source) for source in _sources(rows)],
    )


def _sources(rows: list[Mapping[str, Any]]) -> list[str]:
    return sorted({row[key] for row in rows for key in row if key.endswith("source") and row[key]})


def _cell(column: str, value: Any, language: str) -> str:
    """Return a cell of another place: dollars, people, or its name as it is."""
    if column.endswith("_usd"):
        return numbers.money(float(value), language)
    return numbers.count(float(value), language) if column == "population" else str(value)


def _excluded(edition: Edition) -> list[tuple[str, Figure]]:
    words = names.names("excluded", edition.language)
    return [(words.get(code, code), figure) for code, figure in edition.view.totals.excluded.items()]


def _crumbs() -> tuple[Crumb, ...]:
    return (Crumb(title=gettext("How we know"), address="know.html"),)


def _document(edition: Edition, result: DocumentResult) -> Mapping[str, Any]:
    """Return a document with its own words in the language of the page, and whether its lines add up."""
    document = result.document
    lines = {"title": document.title, "publisher": document.publisher, "licence": document.licence}
    lines |= {"source": document.source, "note": document.note}
    own = {field: edition.line(line) for field, line in lines.items()}
    return {**own, "result": result, "sentence": _adds_up(result, edition.language)}


def _adds_up(result: DocumentResult, language: str) -> str:
    if result.status == "no_control":
        return sentence("documents.no_control", language)
    figures = {"control": result.control, "difference": result.difference, "share": result.difference_share}
    differs_a_little = result.status == "reconciled" and result.difference.value
    return sentence("documents.close" if differs_a_little else f"documents.{result.status}", language, **figures)
