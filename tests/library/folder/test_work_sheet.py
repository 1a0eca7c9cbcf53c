"""The work list goes out as a spreadsheet and comes back without loss; what is wrong is told by row and column."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sheet_filling import Filled, rows_of, saved

from sharedsafety.core.errors import BadInput, Unreadable
from sharedsafety.folder.sheet_percents import read_percents
from sharedsafety.folder.work_sheet import Hint, SheetProgram, WorkSheet
from sharedsafety.folder.work_sheet_in import ReadSheet, read_work_sheet
from sharedsafety.folder.work_sheet_out import work_sheet_bytes
from sharedsafety.folder.work_sheet_take import Rows, TakenSheet, taken_sheet
from sharedsafety.framework.taxonomy import taxonomy
from sharedsafety.investments.coded import CodedShare

ALL = {"Category": "WB-PHC", "The shares rest on": "A", "Reason": "By its name"}
HALVES = (
    {**ALL, "Percent": "60", "At least": "50", "At most": "70"},
    {"Category": "SV-TRC Trauma care and healing", "Percent": 40.0},
)


def coded(program: str = "clinic", category: str = "WB-PHC", share: str = "1", **more: Any) -> CodedShare:
    known = {"basis": "A", "coder": "ana", "status": "single", "note": "Old reason", "taxonomy_version": "0.1.0"}
    return CodedShare(program_key=program, category=category, share=Fraction(share), **{**known, **more})


def work(*programs: SheetProgram, own: Mapping[str, Rows] | None = None) -> WorkSheet:
    listed = programs or tuple(
        SheetProgram(program_key=key, department="Health", name=key.title(), cents=50_000, todo="uncoded",
                     own=(own or {}).get(key, ()))
        for key in ("clinic", "jail")
    )  # fmt: skip
    return WorkSheet(community_id="x", community="X", coder="ana", headline="2023-24", programs=listed)


def read(content: bytes, place: Path, *, coder: str = "ana", community: str = "x") -> ReadSheet:
    path = place / "work.xlsx"
    path.write_bytes(content)
    return read_work_sheet(path, shown_as="work.xlsx", community_id=community, coder=coder)


def take(content: bytes, place: Path, own: Mapping[str, Rows] | None = None) -> TakenSheet:
    return taken_sheet(read(content, place), own or {}, programs={"clinic", "jail"}, coder="ana")


def said(taken: TakenSheet) -> list[tuple[str, int | None, str | None]]:
    return [(each.code, each.row, each.column) for each in taken.findings]


def test_what_was_filled_comes_back(tmp_path: Path) -> None:
    taken = take(Filled(work_sheet_bytes(work())).fill("clinic", *HALVES).save(), tmp_path)
    assert said(taken) == []
    (change,) = taken.changes
    assert [(row.category, row.share, row.low, row.high, row.basis, row.note) for row in change.rows] == [
        ("WB-PHC", Fraction(3, 5), Fraction(1, 2), Fraction(7, 10), "A", "By its name"),
        ("SV-TRC", Fraction(2, 5), None, None, "A", "By its name"),
    ]
    assert {(row.coder, row.status, row.taxonomy_version) for row in change.rows} == {("ana", "single", "0.1.0")}


def test_one_category_without_a_percent_is_all_of_it(tmp_path: Path) -> None:
    taken = take(Filled(work_sheet_bytes(work())).fill("clinic", ALL).save(), tmp_path)
    assert [row.share for row in taken.changes[0].rows] == [1]


def test_an_untouched_sheet_changes_nothing_even_where_the_coding_changed_since(tmp_path: Path) -> None:
    own = {"clinic": (coded(note="Old reason"),)}
    content = work_sheet_bytes(work(own=own))
    assert take(content, tmp_path, own).unchanged == 1
    since = take(content, tmp_path, {"clinic": (coded(category="SV-TRC"),)})
    assert (since.unchanged, since.changes, since.conflicts) == (1, (), ())


def test_the_same_sheet_twice_changes_nothing(tmp_path: Path) -> None:
    content = Filled(work_sheet_bytes(work())).fill("clinic", *HALVES).save()
    first = take(content, tmp_path)
    again = take(content, tmp_path, {"clinic": first.changes[0].rows})
    assert (again.unchanged, again.changes, again.conflicts, again.findings) == (1, (), (), ())


def test_what_was_saved_elsewhere_since_is_a_conflict_with_both(tmp_path: Path) -> None:
    content = Filled(work_sheet_bytes(work())).fill("clinic", ALL).fill("jail", ALL).save()
    taken = take(content, tmp_path, {"clinic": (coded(category="SV-TRC"),)})
    assert [each.program_key for each in taken.changes] == ["jail"]
    (conflict,) = taken.conflicts
    assert (conflict.rows[0].category, conflict.saved[0].category) == ("WB-PHC", "SV-TRC")
    assert said(taken) == [("sheet-conflict", 2, None)]


def test_rows_may_be_sorted_filtered_and_added(tmp_path: Path) -> None:
    filled = Filled(work_sheet_bytes(work())).fill("clinic", *HALVES).fill("jail", ALL)
    extra = [cell if place == 0 else "" for place, cell in enumerate(filled.rows[1])]
    extra[filled.column("Category")], extra[filled.column("Percent")] = "WB-MEN", "5"
    filled.fill("clinic", {"Percent": "55"})
    filled.change(lambda rows: [extra, *reversed([row for row in rows if any(row[7:16])])])
    taken = take(filled.save(), tmp_path)
    assert said(taken) == []
    assert {each.program_key: len(each.rows) for each in taken.changes} == {"clinic": 3, "jail": 1}
    assert {row.note for each in taken.changes for row in each.rows} == {"By its name"}


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (({**ALL, "Percent": "60"}, {"Category": "SV-TRC", "Percent": "30"}), ("sheet-percent-sum", 2, "Percent")),
        (({**ALL, "Percent": "sixty"},), ("sheet-percent-unread", 2, "Percent")),
        (({**ALL, "Percent": date(2026, 3, 4)},), ("sheet-percent-date", 2, "Percent")),
        (({**ALL, "Percent": "120"},), ("sheet-percent-unread", 2, "Percent")),
        (({**ALL, "Percent": "60"}, {"Category": "SV-TRC"}), ("sheet-percent-missing", 3, "Percent")),
        (({**ALL, "At least": 0.5},), ("sheet-percent-doubtful", 2, "At least")),
        (({**ALL, "Category": "No such thing"},), ("coding-unknown-value", 2, "Category")),
        (({**ALL, "The shares rest on": "Z"},), ("coding-unknown-value", 2, "The shares rest on")),
        (({**ALL, "The shares rest on": ""},), ("sheet-basis-missing", 2, "The shares rest on")),
        (({**ALL, "The shares rest on": "E"},), ("coding-range-missing", 2, "At least")),
        (({**ALL, "Reason": ""},), ("sheet-reason-missing", 2, "Reason")),
        (({"Percent": "60"},), ("sheet-category-missing", 2, "Category")),
        (({**ALL, "Level, if not the usual one": "much"},), ("coding-level", 2, "Level, if not the usual one")),
    ],
)
def test_a_fault_names_the_row_and_the_column_and_leaves_only_its_program_out(
    tmp_path: Path, parts: tuple[dict[str, Any], ...], found: tuple[str, int, str]
) -> None:
    taken = take(Filled(work_sheet_bytes(work())).fill("clinic", *parts).fill("jail", ALL).save(), tmp_path)
    assert found in said(taken)
    assert {each.file for each in taken.findings} == {"work.xlsx"}
    assert [each.program_key for each in taken.changes] == ["jail"]


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (["60", "40"], ["3/5", "2/5"]),
        (["60 %", "40%"], ["3/5", "2/5"]),
        (["0.6", "0.4"], ["3/5", "2/5"]),
        (["0.6", "40"], ["3/5", "2/5"]),
        (["62,5", "37.5"], ["5/8", "3/8"]),
        (["99.5", "0.5"], ["199/200", "1/200"]),
        (["0.5 %", "0.995"], ["1/200", "199/200"]),
        (["1"], ["1"]),
        ([""], ["1"]),
    ],
)
def test_percents_are_read_as_spreadsheets_of_every_country_write_them(cells: list[str], shares: list[str]) -> None:
    found = read_percents("p", [(row, {"share": cell}) for row, cell in enumerate(cells)])
    assert [row["share"] for row in found.rows] == [Fraction(share) for share in shares]


def test_a_program_nobody_knows_and_a_row_without_a_key_are_told(tmp_path: Path) -> None:
    filled = Filled(work_sheet_bytes(work())).fill("clinic", ALL).fill("jail", ALL)
    filled.rows[1][0], filled.rows[4][0] = "clinic2", ""
    taken = take(filled.save(), tmp_path)
    assert said(taken) == [("sheet-program-unknown", 2, "Program key"), ("sheet-key-missing", 5, "Program key")]
    assert taken.changes == ()


def test_rows_that_were_deleted_never_take_a_coding_back(tmp_path: Path) -> None:
    own = {"clinic": (coded(share="0.6"), coded(category="SV-TRC", share="0.4"))}
    whole = Filled(work_sheet_bytes(work(own=own)))
    half = Filled(whole.content).change(lambda rows: rows[1:])
    assert [code for code, *_ in said(take(half.save(), tmp_path, own))] == ["sheet-percent-sum"]
    none = Filled(whole.content).change(lambda rows: rows[4:])
    assert take(none.save(), tmp_path, own) == TakenSheet(changes=(), conflicts=(), unchanged=0, findings=())
    blank = dict.fromkeys(whole.rows[0][7:16], "")
    emptied = take(whole.fill("clinic", blank, blank).save(), tmp_path, own)
    assert said(emptied) == [("sheet-emptied", 2, None)]


def test_columns_that_were_renamed_doubled_or_added_are_told(tmp_path: Path) -> None:
    content = work_sheet_bytes(work())

    def with_title(old: str, new: str) -> TakenSheet:
        filled = Filled(content).fill("clinic", ALL)
        filled.rows[0][filled.column(old)] = new
        return take(filled.save(), tmp_path)

    renamed = with_title("Percent", "Share")
    assert said(renamed) == [("sheet-column-missing", 1, None), ("sheet-column-unknown", 1, "Share")]
    assert renamed.changes == ()
    assert ("sheet-column-twice", 1, None) in said(with_title("Department", "Reason"))
    added = with_title("Department", "My notes")
    assert said(added) == [("sheet-column-unknown", 1, "My notes")]
    assert len(added.changes) == 1


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    filled = Filled(work_sheet_bytes(work())).fill("clinic", *HALVES)
    turned = saved([row[::-1] for row in filled.rows], filled.content)
    assert len(take(turned, tmp_path).changes[0].rows) == 2


def test_a_sheet_of_another_person_or_place_or_taxonomy_is_refused(tmp_path: Path) -> None:
    content = Filled(work_sheet_bytes(work())).fill("clinic", ALL).save()
    assert [each.code for each in read(content, tmp_path, coder="ben").findings] == ["sheet-other-person"]
    assert [each.code for each in read(content, tmp_path, community="y").findings] == ["sheet-other-community"]
    rows = [["taxonomy", "0.0.9"] if row[0] == "taxonomy" else row for row in rows_of(content, "about")]
    old = saved(rows_of(content), saved(rows, content, title="about", about=False))
    refused = read(old, tmp_path)
    assert [each.code for each in refused.findings] == ["sheet-other-taxonomy"]
    assert taken_sheet(refused, {}, programs={"clinic"}, coder="ana").changes == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"program_key,category\nclinic,WB-PHC\n", "ledger-spreadsheet-refused"), (b"", "ledger-spreadsheet-refused")],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(content, tmp_path)
    assert refused.value.code == code


def test_a_workbook_that_was_not_made_here_is_refused(tmp_path: Path) -> None:
    content = work_sheet_bytes(work())
    for strange in (saved(rows_of(content), content, about=False), saved(rows_of(content), content, title="Sheet1")):
        with pytest.raises(BadInput) as refused:
            read(strange, tmp_path)
        assert refused.value.code == "sheet-not-ours"


def test_no_cell_is_a_formula_or_a_link_whatever_it_holds() -> None:
    hostile = ['=HYPERLINK("http://x","y")', "+1+1", "-1", "@SUM(A1)", "\t=1", "http://example.org", "{=1}"]
    programs = [
        SheetProgram(program_key=f"p{at}", department=text, name=text, cents=1, todo="second", text=text,
                     hint=Hint(category="WB-PHC", because=(text,)), own=(coded(f"p{at}", note=text),))
        for at, text in enumerate(hostile)
    ]  # fmt: skip
    content = work_sheet_bytes(work(*programs))
    with zipfile.ZipFile(BytesIO(content)) as parts:
        sheets = "".join(parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name)
    assert not re.findall(r"<f[ >]|hyperlink", sheets)
    shown = rows_of(content)
    assert [shown[1 + 3 * at][2] for at in range(len(hostile))] == hostile


def test_there_are_lists_to_choose_from_a_codebook_and_instructions_in_both_languages() -> None:
    for language, work_title, read_me, codebook in (
        ("en", "Work", "Read me", "What categories hold"),
        ("es", "Trabajo", "Lea primero", "Qué abarca cada categoría"),
    ):
        content = work_sheet_bytes(work(), language)
        assert len(rows_of(content, codebook)) == 1 + len(taxonomy().codes)
        assert "2023-24" in str(rows_of(content, read_me)[0])
        assert f"{work_title}" in str(rows_of(content, read_me)[1])
        with zipfile.ZipFile(BytesIO(content)) as parts:
            page = parts.read("xl/worksheets/sheet1.xml").decode()
            book = parts.read("xl/workbook.xml").decode()
        assert page.count('type="list"') == 4
        assert 'state="hidden"' in book
        assert "sheetProtection" not in page
        assert 'state="frozen"' in page


def test_a_spanish_sheet_comes_back_too(tmp_path: Path) -> None:
    own = {"clinic": (coded(level="primary", delivery_agent="school"),)}
    content = work_sheet_bytes(work(own=own), "es")
    rows = rows_of(content, "Trabajo")
    rows[1][rows[0].index("Razón")] = "Una razón nueva"
    path = tmp_path / "trabajo.xlsx"
    path.write_bytes(saved(rows, content, title="Trabajo"))
    sheet = read_work_sheet(path, shown_as="trabajo.xlsx", community_id="x", coder="ana")
    (change,) = taken_sheet(sheet, own, programs={"clinic"}, coder="ana").changes
    (row,) = change.rows
    assert (row.level, row.delivery_agent, row.note) == ("primary", "school", "Una razón nueva")


def test_a_reason_that_seems_to_name_a_person_is_told(tmp_path: Path) -> None:
    named = {**ALL, "Reason": "Maria Lopez told us, 831-555-0142"}
    taken = take(Filled(work_sheet_bytes(work())).fill("clinic", named).save(), tmp_path)
    assert taken.changes[0].is_doubtful
    assert ("personal-phone", 2, "Reason") in said(taken)


def test_the_same_work_gives_the_same_bytes() -> None:
    assert work_sheet_bytes(work()) == work_sheet_bytes(work())


NOTES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20).map(
    lambda text: f"{text} é"
)


@st.composite
def codings(draw: Callable[..., Any]) -> Rows:
    """Whatever a person may say of one program."""
    categories = draw(st.lists(st.sampled_from(taxonomy().codes), min_size=1, max_size=5, unique=True))
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), min_size=len(categories) - 1, max_size=len(categories) - 1)))
    parts = [Fraction(b - a, 10_000) for a, b in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    basis = draw(st.sampled_from("ABCDEFG"))
    rows = []
    for category, share in zip(categories, parts, strict=True):
        ranged = basis in "EFG" or draw(st.booleans())
        level = draw(st.sampled_from([None, *taxonomy().category(category).level.allowed]))
        rows.append(
            coded(category=category, share=str(share), basis=basis, level=level,
                  low=share * draw(st.integers(0, 10)) / 10 if ranged else None,
                  high=share + (1 - share) * draw(st.integers(0, 10)) / 10 if ranged else None,
                  note=draw(NOTES), delivery_agent=draw(st.sampled_from(taxonomy().delivery_agents)),
                  markers={"WBS": 0.0} if draw(st.booleans()) else {})
        )  # fmt: skip
    return tuple(rows)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(own=codings(), language=st.sampled_from(["en", "es"]), order=st.randoms(use_true_random=False))
def test_any_coding_goes_out_and_comes_back_the_same(tmp_path: Path, own: Rows, language: str, order: Any) -> None:
    title = "Work" if language == "en" else "Trabajo"
    content = work_sheet_bytes(work(own={"clinic": own}), language)
    rows = rows_of(content, title)
    body = rows[1:]
    order.shuffle(body)
    before = rows[0].index(next(each for each in rows[0] if each.startswith(("before", "antes"))))
    unmarked = [[*row[:before], "", *row[before + 1 :]] for row in body]
    path = tmp_path / "work.xlsx"
    path.write_bytes(saved([rows[0], *unmarked], content, title=title))
    sheet = read_work_sheet(path, shown_as="work.xlsx", community_id="x", coder="ana")
    taken = taken_sheet(sheet, {}, programs={"clinic"}, coder="ana")
    assert [each for each in taken.findings if each.severity == "error"] == []
    (change,) = taken.changes
    plain = [{**{f: getattr(row, f) for f in row.__slots__}, "row": None} for row in change.rows]
    wanted = [{**{f: getattr(row, f) for f in row.__slots__}, "row": None} for row in own]
    assert sorted(plain, key=lambda row: row["category"]) == sorted(wanted, key=lambda row: row["category"])
