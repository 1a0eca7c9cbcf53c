"""A mapping proposed for a file never seen: what is found, what is asked, and what bad files say."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.library.investments.test_spreadsheets import saved, workbook
from tests.old_spreadsheet import old_spreadsheet

from sharedsafety.core.errors import BadInput, SharedSafetyError, Unreadable
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.investments.mapping import FileMapping
from sharedsafety.investments.proposed_mapping import Proposal, proposed_mapping
from sharedsafety.investments.said_columns import Said


def proposed(folder: Path, content: str | bytes, name: str = "adopted-2024.csv", **answers: str) -> Proposal:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return proposed_mapping(folder / name, answers={key.replace("__", ":"): text for key, text in answers.items()})


def file_of(found: Proposal) -> FileMapping:
    assert found.mapping is not None
    return found.mapping.files[0]


def dollars(found: Proposal) -> dict[tuple[int, str, str], int]:
    sums: dict[tuple[int, str, str], int] = {}
    for each in found.totals:
        key = each.fiscal_year, each.phase, each.flow
        sums[key] = sums.get(key, 0) + each.cents // 100
    return sums


def asked(found: Proposal) -> dict[str, str]:
    return {doubt.id: doubt.assumed for doubt in found.doubts}


def codes(found: Proposal) -> list[str]:
    return [finding.code for finding in found.findings]


def test_titles_and_blank_rows_above_the_names_are_passed_over(tmp_path):
    found = proposed(tmp_path, "County of X,\nBudget for all funds,\n,\nDept Name,2024 Adopted\nFire,10\nParks,5\n")
    assert file_of(found).header_row == 4
    assert dollars(found) == {(2024, "adopted", "expenditure"): 15}


def test_years_and_phases_in_column_names_are_read_and_nothing_is_asked(tmp_path):
    found = proposed(
        tmp_path, "Department,Program,2022-23 Actuals,FY24 Proposed Budget,Change,FTE\nFire,A,1,2,1,7\nFire,B,3,4,1,8\n"
    )
    assert dollars(found) == {(2023, "actual", "expenditure"): 4, (2024, "proposed", "expenditure"): 6}
    assert asked(found) == {}
    assert {name: field for name, field in found.columns.items() if not field} == {"Change": "", "FTE": ""}


def test_spanish_names_and_decimal_commas_are_read(tmp_path):
    found = proposed(
        tmp_path,
        "Dependencia;Programa;Fuente de financiamiento;Partida;Ejercicio;Presupuesto aprobado\n"
        "Bomberos;Rescate;Fondo General;Salarios;2024;1.234.567,50\n"
        "Parques;Árboles;Fondo General;Bienes;2024;(34,50)\n",
    )
    columns = {str(field): name for field, name in file_of(found).columns.items()}
    assert columns == {
        "department": "Dependencia",
        "program": "Programa",
        "object": "Partida",
        "fund": "Fuente de financiamiento",
    }
    assert file_of(found).decimal == ","
    assert sum(each.cents for each in found.totals) == 123_453_300


def test_a_phase_that_stands_in_a_column_is_read_from_it(tmp_path):
    text = "Department,Year,Phase,Amount\nFire,2024,Adopted,10\nFire,2023,Actuals,9\nFire,2024,Second reading,11\n"
    found = proposed(tmp_path, text)
    assert asked(found) == {"phase:Second reading": "adopted"}
    answered = proposed(tmp_path, text, **{"phase__Second reading": "revised"})
    assert dollars(answered) == {(2024, "adopted", "expenditure"): 10, (2023, "actual", "expenditure"): 9,
                                 (2024, "revised", "expenditure"): 11}  # fmt: skip


def test_marks_of_revenue_and_spending_are_found_by_what_a_column_holds(tmp_path):
    text = "Department,Side,Year,Adopted\nFire,E,2024,10\nFire,R,2024,4\nParks,Expense,2024,3\n"
    assert dollars(proposed(tmp_path, text)) == {(2024, "adopted", "expenditure"): 13, (2024, "adopted", "revenue"): 4}


def test_an_unknown_mark_is_asked_about_with_its_rows_and_dollars(tmp_path):
    text = "Department,Account Type,Year,Adopted\nFire,Expense,2024,10\nFire,Memo,2024,4\nFire,Memo,2024,5\n"
    doubt = proposed(tmp_path, text).doubts[0]
    assert (doubt.id, doubt.rows, doubt.cents) == ("kind:Memo", 2, 900)
    assert doubt.sentence() == "Is 'Memo' in the column 'Account Type' spending or revenue? (2 rows, 9.00 dollars)"
    assert doubt.sentence("es").endswith("(2 filas, 9.00 dólares)")
    assert dollars(proposed(tmp_path, text, kind__Memo="revenue"))[2024, "adopted", "revenue"] == 9


SUBTOTALS = (
    "Department,Program,2024 Adopted\nFire,Rescue,1000\nFire,Trees,500\nFire,,1500\n"
    "Parks,Trees,300\nParks,Ponds,20\nParks,,320\n"
)


def test_rows_that_sum_up_the_rows_above_them_are_left_out_and_asked_about(tmp_path):
    found = proposed(tmp_path, SUBTOTALS)
    doubt = found.doubts[0]
    assert (doubt.id, doubt.assumed, doubt.rows, doubt.cents) == ("subtotals", "leave-out", 2, 182_000)
    assert doubt.sentence().startswith("These 2 rows have no program and look like subtotals of the rows beside them")
    assert dollars(found) == {(2024, "adopted", "expenditure"): 1820}
    assert dollars(proposed(tmp_path, SUBTOTALS, subtotals="keep")) == {(2024, "adopted", "expenditure"): 3640}


def test_a_grand_total_below_unnamed_subtotals_counts_once(tmp_path):
    found = proposed(tmp_path, SUBTOTALS + "Grand total,,1820\n")
    assert dollars(found) == {(2024, "adopted", "expenditure"): 1820}


def test_blank_programs_that_are_no_sums_stay(tmp_path):
    found = proposed(
        tmp_path, "Department,Program,2024 Adopted\nFire,Rescue,1000\nFire,Trees,500\nFire,,777\nParks,Ponds,20\n"
    )
    assert asked(found) == {}
    assert dollars(found) == {(2024, "adopted", "expenditure"): 2297}


def test_a_total_of_totals_is_left_out(tmp_path):
    rows = "Fire,A,10\nFire,B,5\nFire,Total A to B,15\nFire,C,7\nFire,Total C,7\nFire Total,,22\n"
    rows += "Parks,D,1\nParks Total,,1\nGrand Total,,23\n"
    assert dollars(proposed(tmp_path, f"Department,Program,2024 Adopted\n{rows}")) == {
        (2024, "adopted", "expenditure"): 23
    }


def test_money_passed_on_is_marked_and_stays_in_the_total(tmp_path):
    text = (
        "Department,Account,2024 Adopted\nFire,Salaries,100\nFire,Operating Transfers Out,40\nFire,Cost Allocation,2\n"
    )
    found = proposed(tmp_path, text)
    assert dollars(found) == {(2024, "adopted", "expenditure"): 100, (2024, "adopted", "transfer_out"): 40,
                              (2024, "adopted", "internal_charge"): 2}  # fmt: skip
    assert dollars(proposed(tmp_path, text, transfers="spending")) == {(2024, "adopted", "expenditure"): 142}


def test_rows_of_several_governments_are_asked_about(tmp_path):
    text = "County,Program,2024 Actual\nAlameda,Police,10\nFresno,Police,3\n"
    assert asked(proposed(tmp_path, text)) == {"rows": "all"}
    assert dollars(proposed(tmp_path, text, rows="Fresno")) == {(2024, "actual", "expenditure"): 3}


def test_a_wide_sheet_of_functions_and_funds_leaves_its_total_columns_out(tmp_path):
    header = "County,Year,Roads_General_Ways,Roads_Debt Service_Ways,Roads_Total_Ways,Police_General_Safety"
    found = proposed(tmp_path, f"{header}\nAlameda,2024,10,5,15,7\n", name="actual.csv")
    assert dollars(found) == {(2024, "actual", "expenditure"): 22}
    assert {each.fund for each in found.totals} == {"General", "Debt Service"}


def test_amounts_that_can_be_read_both_ways_are_asked_about(tmp_path):
    text = "Department;2024 Adopted\nFire;1.500\nParks;2.000\n"
    assert asked(proposed(tmp_path, text)) == {"decimal": "comma"}
    assert dollars(proposed(tmp_path, text)) == {(2024, "adopted", "expenditure"): 3500}


def test_spending_published_as_negative_is_asked_about(tmp_path):
    text = "Department,2024 Adopted\nFire,-10\nParks,-5\n"
    assert asked(proposed(tmp_path, text)) == {"sign": "negative"}
    assert dollars(proposed(tmp_path, text)) == {(2024, "adopted", "expenditure"): 15}


def test_the_year_and_phase_are_taken_from_the_name_of_the_file_or_asked(tmp_path):
    text = "Department,Amount\nFire,10\nParks,5\n"
    assert dollars(proposed(tmp_path, text, name="FY23-24_proposed.csv")) == {(2024, "proposed", "expenditure"): 15}
    unknown = proposed(tmp_path, text, name="budget.csv")
    assert unknown.mapping is None
    assert codes(unknown) == ["map-no-year"]
    assert dollars(proposed(tmp_path, text, name="budget.csv", year="2031")) == {(2031, "adopted", "expenditure"): 15}


def test_columns_carry_their_types_of_the_fiscal_data_package(tmp_path):
    seen = file_of(proposed(tmp_path, "Department,Fund Code,2024 Adopted,Odd\nFire,100,10,x\nParks,100,5,y\n")).seen
    assert seen is not None
    assert seen.columns == {"Department": "administrative-classification:generic:code",
                            "Fund Code": "fin-source:generic:code", "2024 Adopted": "value", "Odd": ""}  # fmt: skip
    assert seen.values == {"fund_code": ("100",)}


def test_types_agree_with_those_of_the_exported_fiscal_package():
    exported, proposed_types = (
        read_catalogue("folder/fiscal")["columns"],
        read_catalogue("investments/column_words")["types"],
    )
    both = {"department", "program", "fund_code", "fund", "fiscal_year", "phase", "amount"}
    assert {name: exported[name] for name in both} == {name: proposed_types[name] for name in both}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_odd_encodings_and_line_ends_are_read_and_said(tmp_path, encoding, end):
    text = end.join(("Departamento,Programa,2024 Aprobado", "Niñez,A,10", "Niñez,B,5", ""))
    found = proposed(tmp_path, text.encode(encoding))
    assert dollars(found) == {(2024, "adopted", "expenditure"): 15}
    assert ("ledger-encoding" in codes(found)) == (encoding != "utf-8-sig")


def ods(rows: list[list[str]]) -> dict[str, str]:
    """The parts of a small OpenDocument spreadsheet with one sheet."""
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{v}</text:p></table:table-cell>' for v in row)
        + "</table:table-row>"
        for row in rows
    )
    office = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{name}="{office}:{name}:1.0"' for name in ("office", "table", "text"))
    body = f'<table:table table:name="Money">{cells}</table:table>'
    content = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"/>',
        "content.xml": f"<office:document-content {spaces}>{content}</office:document-content>",
    }


def test_an_opendocument_spreadsheet_is_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "book.ods", "w") as container:
        for name, text in ods(ROWS).items():
            container.writestr(name, text)
    found = proposed_mapping(tmp_path / "book.ods")
    assert (file_of(found).sheet, dollars(found)) == ("Money", {(2024, "adopted", "expenditure"): 15})


def test_a_grand_total_without_a_year_is_left_out(tmp_path):
    found = proposed(tmp_path, "Department,Year,Adopted\nFire,2023,10\nFire,2024,12\nTotal,,22\n")
    assert dollars(found) == {(2023, "adopted", "expenditure"): 10, (2024, "adopted", "expenditure"): 12}


def test_departments_that_stand_only_above_their_rows_are_said(tmp_path):
    found = proposed(tmp_path, "Department,Program,2024 Adopted\nFire,A,1\n,B,2\n,C,3\nParks,D,4\n,E,5\n")
    assert "map-mostly-blank" in codes(found)


def test_two_columns_of_one_name_are_said(tmp_path):
    found = proposed(tmp_path, "Department,2024 Adopted,2024 Adopted\nFire,10,11\nParks,5,6\n")
    assert "ledger-repeated-header" in codes(found)


ROWS = [["City of X", ""], ["Department", "2024 Adopted"], ["Fire", "10"], ["Parks", "5"]]


def test_the_sheet_that_looks_like_a_budget_is_taken_and_asked_about(tmp_path):
    saved(tmp_path, workbook(Notes=[["Read me", "x"]], Money=ROWS, More=[["Item", "Cost"], ["Pens", "3"]]))
    found = proposed_mapping(tmp_path / "book.xlsx")
    assert asked(found) == {"sheet": "Money"}
    assert (file_of(found).sheet, file_of(found).header_row) == ("Money", 2)
    other = proposed_mapping(tmp_path / "book.xlsx", answers={"sheet": "More", "year": "2024"})
    assert sum(dollars(other).values()) == 3


def test_sheets_with_the_same_columns_are_read_together(tmp_path):
    saved(tmp_path, workbook(Fire=ROWS, Parks=ROWS))
    found = proposed_mapping(tmp_path / "book.xlsx")
    assert asked(found) == {"sheet": "all-alike"}
    assert found.mapping is not None
    assert [file.sheet for file in found.mapping.files] == ["Fire", "Parks"]


def test_a_parquet_file_is_read(tmp_path):
    table = pa.table({"Department": ["Fire", "Parks", None], "Adopted 2024": pa.array([10.5, 5, None], pa.float64())})
    pq.write_table(table, tmp_path / "budget.parquet")
    found = proposed_mapping(tmp_path / "budget.parquet")
    assert sum(each.cents for each in found.totals) == 1550


def test_a_parquet_file_with_lists_or_damage_is_refused(tmp_path):
    pq.write_table(pa.table({"Department": [["Fire"]], "Adopted 2024": [1]}), tmp_path / "lists.parquet")
    (tmp_path / "damaged.parquet").write_bytes(b"PAR1" + b"x" * 40)
    for name in ("lists.parquet", "damaged.parquet"):
        with pytest.raises(Unreadable, match="Parquet"):
            proposed_mapping(tmp_path / name)


@dataclass(frozen=True)
class Bad:
    content: bytes
    code: str


@pytest.mark.parametrize(
    "bad",
    [
        Bad(b"", "ledger-empty-file"),
        Bad(b"Department,Program\nFire,Rescue\nParks,Trees\n", "map-no-header"),
        Bad(b"Department,FTE\nFire,3\nParks,4\n", "map-no-amounts"),
        Bad(b"1,2,3\n4,5,6\n7,8,9\n", "map-no-header"),
        Bad(b",,\nFire,5,6\nParks,8,9\n", "map-no-header"),
        Bad(b"\x00\x01\x02\x03" * 50, "ledger-not-text"),
    ],
    ids=lambda bad: bad.code,
)
def test_a_file_without_names_or_amounts_says_so(tmp_path, bad):
    (tmp_path / "x.csv").write_bytes(bad.content)
    with pytest.raises(SharedSafetyError) as refused:
        proposed_mapping(tmp_path / "x.csv")
    assert refused.value.code == bad.code


def test_two_rows_of_names_are_said(tmp_path):
    found = proposed(tmp_path, "Department,2023,,2024,\n,Adopted,Actual,Adopted,Actual\nFire,1,2,3,4\nParks,5,6,7,8\n")
    assert "map-two-header-rows" in codes(found)


def test_a_zip_bomb_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("[Content_Types].xml", "<Types/>")
        container.writestr("xl/workbook.xml", b"0" * 30_000_000)
    with pytest.raises(Unreadable, match="unpacks to too much"):
        proposed_mapping(tmp_path / "bomb.xlsx")


@pytest.mark.parametrize("answers", [{"year": "soon"}, {"colour": "red"}])
def test_an_answer_nobody_asked_for_is_refused(tmp_path, answers):
    with pytest.raises(BadInput, match="year"):
        proposed(tmp_path, "Department,Amount\nFire,10\nParks,5\n", **answers)


def test_numbers_that_count_something_else_than_money_are_a_warning(tmp_path):
    found = proposed(tmp_path, "Department,Performance Measure Name,2024 Actuals\nFire,Calls,10\nParks,Trees,5\n")
    assert "map-not-money" in codes(found)


def test_progress_is_told_while_a_long_file_is_read(tmp_path):
    (tmp_path / "long.csv").write_text("Department,2024 Adopted\n" + "Fire,1\n" * 300_000, encoding="utf-8")
    told: list[int] = []
    found = proposed_mapping(tmp_path / "long.csv", told=told.append)
    assert max(told) == 300_000
    assert dollars(found) == {(2024, "adopted", "expenditure"): 300_000}


def test_a_spreadsheet_in_the_old_binary_form_is_read(tmp_path):
    rows = [["Town of X"], ["Department", "Program", "2024 Adopted"], ["Fire", "Rescue", 10.5], ["Parks", "Árboles", 5]]
    found = proposed(tmp_path, old_spreadsheet(rows), name="budget.xls")
    assert (file_of(found).sheet, file_of(found).header_row) == ("Budget", 2)
    assert dollars(found) == {(2024, "adopted", "expenditure"): 15}
    assert [line["program"] for line in found.first] == ["Rescue", "Árboles"]


def test_what_people_said_before_holds_where_it_fits(tmp_path):
    (tmp_path / "x.csv").write_text("Department,Stuff,2024 Adopted\nFire,Salaries,10\n", encoding="utf-8")
    said = Said(columns={"Stuff": "object", "Gone": "fund"}, answers={"year": "1999", "subtotals": "keep"})
    found = proposed_mapping(tmp_path / "x.csv", said=said)
    assert (found.columns["Stuff"], found.reasons["Stuff"].sentence()) == ("object", "somebody said so")
    assert found.doubts == ()


def test_a_column_that_is_taken_away_is_read_as_nothing(tmp_path):
    (tmp_path / "x.csv").write_text("Department,Fund,2024 Adopted,2023 Actual\nFire,G,10,9\n", encoding="utf-8")
    found = proposed_mapping(tmp_path / "x.csv", said=Said(columns={"Fund": "", "2023 Actual": ""}))
    assert found.columns == {"Department": "department", "Fund": "", "2024 Adopted": "amount", "2023 Actual": ""}
    assert dollars(found) == {(2024, "adopted", "expenditure"): 10}


def test_a_column_of_years_or_marks_can_be_named(tmp_path):
    text = "Department,When,Side,Money\nFire,2024,out,10\nFire,2023,in,9\n"
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    said = Said(columns={"When": "fiscal_year", "Side": "account_type", "Money": "amount"},
                answers={"kind:in": "revenue", "phase": "actual"})  # fmt: skip
    found = proposed_mapping(tmp_path / "x.csv", said=said)
    assert dollars(found) == {(2024, "actual", "expenditure"): 10, (2023, "actual", "revenue"): 9}


def test_every_column_says_why_it_is_taken_for_what_it_is(tmp_path):
    found = proposed(tmp_path, "Dept,Side,FTE,Empty,Odd,2024 Adopted,Total\nFire,E,3,,x,10,10\nParks,R,4,,y,5,5\n")
    assert {name: reason.key for name, reason in found.reasons.items()} == {
        "Dept": "word",
        "Side": "holds",
        "FTE": "other",
        "Empty": "empty",
        "Odd": "unknown",
        "2024 Adopted": "year_or_phase",
        "Total": "total",
    }
    for reason in found.reasons.values():
        assert reason.sentence("es") != reason.sentence("en")
