"""The work list written as a workbook: drop-downs, a codebook, and cells that no spreadsheet calculates."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from sharedsafety.folder.shape import Column
from sharedsafety.folder.work_sheet import BEFORE, SheetProgram, WorkSheet, coding_mark, sheet_words, with_reason
from sharedsafety.folder.write import cell_text
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.coded import CodedShare
from sharedsafety.report.code_words import chosen_codes, code_in_words
from sharedsafety.report.names import name

#: Columns with a list to choose from -> the kind of codes in it; level and holder are listed by name alone.
LISTED = {"category": "category", "level": "level", "basis": "basis", "delivery_agent": "holder"}
_BY_NAME = ("level", "holder")
PERCENTS = ("share", "low", "high")
#: Rows below the work that have the lists too, for programs that are added by hand.
_SPARE_ROWS = 500
#: The same work gives the same bytes, whatever the day.
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_ROW_HEIGHT = 48
_SHARE, _MARKERS = Column(name="share", type="share"), Column(name="markers", type="markers")

Cells = dict[str, Any]


def work_sheet_bytes(sheet: WorkSheet, language: str = "en") -> bytes:
    """Return the workbook of one person's work; every text is written as a text, never as a formula or a link.

    Source: data/investments/work_sheet.yaml; trust.md 9.2 (P14).

    >>> from sharedsafety.folder.work_sheet import WorkSheet
    >>> empty = WorkSheet(community_id="x", community="X", coder="", headline="2024", programs=())
    >>> work_sheet_bytes(empty)[:2]
    b'PK'
    """
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": _NO_DAY})
    titles = {sheet: text[language] for sheet, text in sheet_words().sheets.items()}
    pages = {each: book.add_worksheet(title) for each, title in titles.items()}
    _write_work(book, pages["work"], sheet, language)
    _write_read_me(book, pages["read_me"], sheet, language)
    _write_codebook(book, pages["codebook"], language)
    _write_lists(pages["lists"], language)
    for row, (key, text) in enumerate(about(sheet, language).items()):
        pages["about"].write_string(row, 0, key)
        pages["about"].write_string(row, 1, text)
    pages["about"].hide()
    book.close()
    return stream.getvalue()


def about(sheet: WorkSheet, language: str) -> Mapping[str, str]:
    """Return what the hidden sheet says: whose sheet it is and what it was made with."""
    return {
        "sheet": "sharedsafety work 1",
        "community": sheet.community_id,
        "coder": sheet.coder,
        "taxonomy": taxonomy().version,
        "language": language,
    }


def percent_text(share: Fraction) -> str:
    """Return a share as the percent that a person reads; below one percent with its sign, so that it can't be doubted.

    >>> percent_text(Fraction(3, 8)), percent_text(Fraction(1, 200))
    ('37.5', '0.5 %')
    """
    text = cell_text(share * 100, _SHARE)
    return f"{text} %" if 0 < share < Fraction(1, 100) else text


def _write_work(book: Any, page: Any, sheet: WorkSheet, language: str) -> None:
    words = sheet_words()
    columns = list(words.columns)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for place, told in enumerate(words.columns.values()):
        page.set_column(place, place, told.width, None, {"hidden": told.part == "hidden"})
        page.write_string(0, place, getattr(told, language), head)
    formats = _formats(book)
    row = 0
    for program in sheet.programs:
        for number, cells in enumerate(_rows(program, language)):
            row += 1
            if number == 0:
                page.set_row(row, _ROW_HEIGHT)
            for place, column in enumerate(columns):
                part = words.columns[column].part
                kind = "dollars" if column == "dollars" else part
                _write(page, row, place, cells.get(column, ""), formats[kind, number == 0])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(row, 1), len(columns) - 1)
    _choices(page, columns, row + _SPARE_ROWS, words.sheets["lists"][language])
    first, last = (columns.index(each) for each in (PERCENTS[0], PERCENTS[-1]))
    page.ignore_errors({"number_stored_as_text": _area(first, last, row + _SPARE_ROWS)})


def _formats(book: Any) -> dict[tuple[str, bool], Any]:
    """Return the looks of cells: by what they hold, and whether it is the first row of a program."""
    plain = {"valign": "top", "text_wrap": True}
    looks = {
        "given": {**plain, "font_color": "#555555"},
        "dollars": {**plain, "num_format": "$#,##0", "font_color": "#555555"},
        "answer": {**plain, "num_format": "@", "bg_color": "#FFF9E5", "border": 1, "border_color": "#D9CFA8"},
        "hidden": plain,
    }
    return {
        (kind, first): book.add_format(look | ({"top": 2, "top_color": "#555555"} if first else {}))
        for kind, look in looks.items()
        for first in (True, False)
    }


def _write(page: Any, row: int, place: int, value: Any, look: Any) -> None:
    if isinstance(value, float):
        page.write_number(row, place, value, look)
    elif value:
        page.write_string(row, place, value, look)
    else:
        page.write_blank(row, place, None, look)


def _rows(program: SheetProgram, language: str) -> Iterator[Cells]:
    """Yield the rows of a program: its own coding first, then empty ones; each can be sorted on its own."""
    words, own = sheet_words(), with_reason(program.own)
    same: Cells = {
        "program_key": program.program_key,
        "department": program.department,
        "program": program.name,
        "dollars": program.cents / 100,
        BEFORE: coding_mark(own),
    }
    told = {
        "todo": words.todo[program.todo][language],
        "text": program.text[: words.longest_text],
        "suggestion": _suggestion(program, language),
    }
    coded = [answer_cells(row, language) for row in own]
    empty: list[Cells] = [{} for _ in range(max(words.rows_of_program - len(own), 1))]
    for number, cells in enumerate([*coded, *empty]):
        yield {**same, **(told if number == 0 else {}), **cells}


def answer_cells(row: CodedShare, language: str) -> Cells:
    """Return one row of a coding as the cells that a person fills."""
    return {
        "category": code_in_words("category", row.category, language),
        "share": percent_text(row.share),
        "low": "" if row.low is None else percent_text(row.low),
        "high": "" if row.high is None else percent_text(row.high),
        "level": name("level", row.level, language) if row.level else "",
        "basis": code_in_words("basis", row.basis, language),
        "delivery_agent": name("holder", row.delivery_agent, language),
        "note": row.note,
        "markers": cell_text(row.markers, _MARKERS) if row.markers else "",
    }


def _suggestion(program: SheetProgram, language: str) -> str:
    if program.hint is None:
        return ""
    kind = "because" if program.hint.because else "proposed"
    category = code_in_words("category", program.hint.category, language)
    return sheet_words().suggestion[kind][language].format(category=category, because=", ".join(program.hint.because))


def _choices(page: Any, columns: list[str], last: int, lists: str) -> None:
    """Offer the lists of the sheet ``lists``; a code that is typed instead is taken too, so nothing is refused here."""
    for number, (column, kind) in enumerate(LISTED.items()):
        place = columns.index(column)
        cells = _area(number, number, len(chosen_codes(kind)), fixed=True)
        source = f"='{lists}'!{cells}"
        page.data_validation(1, place, last, place, {"validate": "list", "source": source, "show_error": False})


def _area(first: int, last: int, rows: int, *, fixed: bool = False) -> str:
    from xlsxwriter.utility import xl_range, xl_range_abs

    return str((xl_range_abs if fixed else xl_range)(1, first, rows, last))


def _write_lists(page: Any, language: str) -> None:
    words = sheet_words()
    for place, (column, kind) in enumerate(LISTED.items()):
        page.set_column(place, place, words.columns[column].width)
        page.write_string(0, place, getattr(words.columns[column], language))
        for row, code in enumerate(chosen_codes(kind), start=1):
            text = name(kind, code, language) if kind in _BY_NAME else code_in_words(kind, code, language)
            page.write_string(row, place, text)


def _write_codebook(book: Any, page: Any, language: str) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, column in enumerate(sheet_words().codebook.values()):
        page.set_column(place, place, column.width)
        page.write_string(0, place, getattr(column, language), bold)
    for row, category in enumerate(taxonomy().categories, start=1):
        exclude = "; ".join(f"{each.what} ({each.code})" if each.code else each.what for each in category.exclude)
        titled = code_in_words("category", category.code, language)
        for place, text in enumerate((titled, category.definition, "; ".join(category.include), exclude)):
            page.write_string(row, place, text, wrapped)
    page.freeze_panes(1, 1)


def _write_read_me(book: Any, page: Any, sheet: WorkSheet, language: str) -> None:
    words = sheet_words()
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    told = {
        "community": sheet.community,
        "headline": sheet.headline,
        "work": words.sheets["work"][language],
        "codebook": words.sheets["codebook"][language],
        "category": getattr(words.columns["category"], language),
    }
    page.set_column(0, 0, 100)
    for row, line in enumerate(words.read_me[language]):
        page.write_string(row, 0, line.format(**told), wrapped)
