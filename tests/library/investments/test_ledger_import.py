"""Importing small budgets: what must come out, what is left out, and what every kind of bad file says."""

import gzip
import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedsafety.core.errors import BadInput, SharedSafetyError, Unreadable
from sharedsafety.investments.ledger import LedgerImport, import_ledger
from sharedsafety.investments.ledger_file import import_to_file, read_ledger, write_ledger
from sharedsafety.investments.mapping_file import checked, mapping_of

MAPPING = """
missing: [NA]
flow:
  - {flow: transfer_out, where: {department: [Grants to Parks]}, receiver: Parks}
character:
  - {words: [salaries], character: personnel}
files:
  - file: budget.csv
    columns: {department: [Department, Dept], program_code: Code, program: Program, object: Account}
    amounts: [{column: Amount, fiscal_year: 2022, phase: adopted, document: adopted-2022}]
"""
HEADER = "Department,Code,Program,Account,Amount"


def imported(folder: Path, content: str | bytes, mapping: str = MAPPING, name: str = "budget.csv") -> LedgerImport:
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return import_ledger(checked(mapping_of(mapping)), folder, jurisdiction_id="here")


def budget(*rows: str, end: str = "\n") -> str:
    return end.join((HEADER, *rows)) + end


def cents(done: LedgerImport) -> list[int]:
    found: list[int] = done.lines["amount_cents"].to_pylist()
    return found


def codes(done: LedgerImport) -> list[str]:
    return [finding.code for finding in done.findings]


def test_a_line_holds_what_was_published_and_where(tmp_path):
    done = imported(tmp_path, budget("Fire,0101,Rescue,Salaries General,1234.50"))
    assert done.lines.to_pylist() == [
        {
            "line_id": "adopted-2022:1.2.5", "program_key": "fire.101.rescue", "jurisdiction_id": "here",
            "fiscal_year": 2022, "phase": "adopted", "amount_cents": 123450, "flow": "expenditure", "receiver": None,
            "character": "personnel", "department": "Fire", "division": "", "program_code": "0101",
            "program": "Rescue", "fund_code": "", "fund": "", "object": "Salaries General", "description": "",
            "stated_label": None, "rounded": False, "doc_id": "adopted-2022", "source_row": 2,
            "source_column": "Amount", "source_table": 1, "source_column_number": 5, "cell": 0, "cell_start": True,
        }
    ]  # fmt: skip
    assert done.findings == ()


def test_an_equal_code_is_an_equal_program_only_if_department_and_name_agree(tmp_path):
    done = imported(tmp_path, budget("Fire,0101,Rescue,,1", "Fire,101,Rescue,,1", "Police,101,Rescue,,1"))
    assert done.lines["program_key"].to_pylist() == ["fire.101.rescue", "fire.101.rescue", "police.101.rescue"]


def test_a_row_without_labels_that_is_the_sum_of_the_others_is_left_out_and_said(tmp_path):
    done = imported(tmp_path, budget("Fire,1,A,,100", "Fire,2,B,,200", ",,,,300"))
    assert cents(done) == [10000, 20000]
    assert codes(done) == ["ledger-total-row"]
    assert [(each.row, each.amounts) for each in done.left_out] == [(4, {"Amount": 30000})]


def test_a_row_without_labels_that_is_no_sum_is_refused_with_a_warning_and_never_counted(tmp_path):
    done = imported(tmp_path, budget("Fire,1,A,,100", ",,,,7"))
    assert cents(done) == [10000]
    assert codes(done) == ["ledger-row-without-labels"]
    assert done.findings[0].severity == "warning"


def test_subtotals_and_the_grand_total_are_found_by_arithmetic(tmp_path):
    rows = (
        "Fire,1,A,,100",
        "Fire,2,B,,50",
        "Fire Total,,,,150",
        "Police,3,C,,7",
        "Police Total,,,,7",
        "Grand Total,,,,157",
    )
    done = imported(tmp_path, budget(*rows))
    assert cents(done) == [10000, 5000, 700]
    assert [each.label for each in done.left_out] == ["Fire Total", "Police Total", "Grand Total"]


def test_a_program_that_is_only_called_total_stays_and_is_said(tmp_path):
    done = imported(tmp_path, budget("Health,1,Total Wellness,,40", "Health,2,Clinic,,100"))
    assert sorted(cents(done)) == [4000, 10000]
    assert codes(done) == ["ledger-not-a-total"]


def test_an_empty_cell_is_no_amount_and_not_zero(tmp_path):
    done = imported(tmp_path, budget("Fire,1,A,,", "Fire,2,B,,0"))
    assert cents(done) == [0]


def test_negative_spending_is_a_correction(tmp_path):
    done = imported(tmp_path, budget("Fire,1,A,,(5)", "Fire,1,A,,10"))
    assert done.lines["flow"].to_pylist() == ["correction", "expenditure"]


def test_money_counts_at_the_receiver_only_where_it_is_loaded(tmp_path):
    loaded = imported(tmp_path, budget("Grants to Parks,,,,10", "Parks,1,Play,,10"))
    assert sorted(loaded.lines["flow"].to_pylist()) == ["expenditure", "transfer_out"]
    alone = imported(tmp_path, budget("Grants to Parks,,,,10", "Fire,1,A,,1"))
    assert alone.lines["flow"].to_pylist() == ["expenditure", "expenditure"]
    assert codes(alone) == ["ledger-receiver-not-loaded"]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", None), ("utf-8-sig", None), ("utf-16", "utf-16-le"), ("cp1252", "cp1252"), ("latin-1", "cp1252")],
)
def test_encodings_are_detected_and_unusual_ones_said(tmp_path, encoding, said):
    done = imported(tmp_path, budget("Policía,1,Niños,,1").encode(encoding))
    assert done.lines["department"].to_pylist() == ["Policía"]
    assert [finding.params["encoding"] for finding in done.findings if finding.code == "ledger-encoding"] == (
        [said] if said else []
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_line_end_and_separator_is_read(tmp_path, end, separator):
    done = imported(tmp_path, budget("Fire,1,A,,1", "", 'Fire,2,"B\nb",,2', end=end).replace(",", separator))
    assert done.lines["source_row"].to_pylist() == [2, 4]  # the empty row 3 counts, as in a spreadsheet
    assert cents(done) == [100, 200]


def test_gzip_is_unpacked(tmp_path):
    assert cents(imported(tmp_path, gzip.compress(budget("Fire,1,A,,1").encode()))) == [100]


def test_text_in_an_amount_names_file_row_and_column(tmp_path):
    done = imported(tmp_path, budget("Fire,1,A,,1", "Fire,2,B,,about ten"))
    (finding,) = done.findings
    assert (finding.code, finding.file, finding.row, finding.column) == ("text-in-amount", "budget.csv", 3, "Amount")
    assert not done.usable


def test_a_million_faults_give_a_short_list_and_a_number(tmp_path):
    done = imported(tmp_path, budget(*["Fire,1,A,,x"] * 500))
    assert len(done.findings) == 21
    assert done.findings[-1].params == {"count": 480, "kind": "text-in-amount"}


def test_a_missing_column_is_named_with_the_columns_there_are(tmp_path):
    done = imported(tmp_path, "Department,Code,Program,Account,Betrag\nFire,1,A,,1\n")
    (finding,) = done.findings
    assert (finding.code, finding.row, finding.column) == ("ledger-missing-column", 1, "Amount")
    assert "Betrag" in finding.sentence()


def test_a_header_that_names_a_column_twice_is_refused(tmp_path):
    done = imported(tmp_path, "Department,Code,Program,Account,Amount,Amount\nFire,1,A,,1,2\n")
    assert codes(done) == ["ledger-repeated-header"]


def test_a_header_in_the_middle_of_the_rows_is_found(tmp_path):
    done = imported(tmp_path, budget("Fire,1,A,,1", HEADER, "Fire,1,A,,2"))
    assert [(finding.code, finding.row) for finding in done.findings] == [("ledger-header-again", 3)]


def test_a_row_with_too_few_or_too_many_cells_is_named(tmp_path):
    done = imported(tmp_path, budget("Fire,1,A,,1", "Fire,1", "Fire,1,A,,1,2,3", "Fire,1,A,,x"))
    assert [(finding.code, finding.row) for finding in done.findings] == [
        ("ledger-row-width", 3), ("ledger-row-width", 4), ("text-in-amount", 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "ledger-empty-file"),
        (b"\x00\x01\x02\x03 binary", "ledger-not-text"),
        (b"PK\x03\x04 no zip at all", "ledger-which-sheet"),
        (gzip.compress(b"a,b\n1,2\n" * 99, mtime=0)[:20], "ledger-not-text"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(tmp_path, content, code):
    with pytest.raises(SharedSafetyError) as refused:
        imported(tmp_path, content)
    assert refused.value.code == code
    assert refused.value.finding.file == "budget.csv"


def test_two_gigabytes_of_one_line_are_refused_without_being_read(tmp_path):
    with (tmp_path / "budget.csv").open("wb") as stream:
        stream.truncate(2 << 30)  # a sparse file: nothing is written
        stream.seek(0)
        stream.write(b"x" * (4 << 20))
    tracemalloc.start()
    with pytest.raises(Unreadable) as refused:
        import_ledger(checked(mapping_of(MAPPING)), tmp_path, jurisdiction_id="here")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.code == "ledger-line-too-long"
    assert peak < 64 << 20


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(Unreadable) as refused:
        import_ledger(checked(mapping_of(MAPPING)), tmp_path, jurisdiction_id="here")
    assert (refused.value.code, refused.value.finding.file) == ("file-missing", "budget.csv")


def test_two_documents_of_one_year_and_phase_are_found(tmp_path):
    twice = MAPPING + MAPPING.split("files:\n")[1].replace("adopted-2022", "adopted-again")
    done = imported(tmp_path, budget("Fire,1,A,,1"), twice)
    (finding,) = done.findings
    assert not done.usable
    assert finding.code == "ledger-document-twice"
    assert {finding.params["first"], finding.params["second"]} == {"adopted-2022", "adopted-again"}


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("files: []\nfiles: []", "mapping-repeated-key", 2),
        ("files: [}", "mapping-not-yaml", 1),
        ("files:\n- {file: ../out.csv, amounts: []}", "mapping-shape", 2),
        (MAPPING.replace("phase: adopted", "phase: agreed"), "mapping-shape", 10),
        (MAPPING.replace("missing:", "mising:"), "mapping-shape", 2),
    ],
)
def test_every_fault_of_a_mapping_has_its_row(text, code, row):
    mapping, faults = mapping_of(text)
    assert mapping is None
    assert (faults[0].code, faults[0].row) == (code, row)
    with pytest.raises(BadInput):
        checked((mapping, faults))


def test_bad_input_changes_nothing_on_disk(tmp_path):
    out = tmp_path / "out" / "ledger.parquet"
    mapping = checked(mapping_of(MAPPING))
    (tmp_path / "budget.csv").write_text(budget("Fire,1,A,,1"))
    assert import_to_file(mapping, tmp_path, out, jurisdiction_id="here").path == out
    before = out.read_bytes()
    (tmp_path / "budget.csv").write_text(budget("Fire,1,A,,1", "Fire,1,A,,oops"))
    assert import_to_file(mapping, tmp_path, out, jurisdiction_id="here").path is None
    assert [path.name for path in out.parent.iterdir()] == ["ledger.parquet"]
    assert out.read_bytes() == before


def test_equal_input_gives_an_equal_file_named_by_its_content(tmp_path):
    done = imported(tmp_path, budget("Fire,1,A,,1", "Police,2,B,,2"))
    first, second = write_ledger(done.lines, tmp_path / "a"), write_ledger(done.lines, tmp_path / "b")
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()
    assert read_ledger(first).equals(done.lines)
    streamed = import_to_file(checked(mapping_of(MAPPING)), tmp_path, tmp_path / "c", jurisdiction_id="here")
    assert streamed.path is not None
    assert read_ledger(streamed.path).equals(done.lines)


def test_a_ledger_that_was_changed_is_refused(tmp_path):
    path = write_ledger(imported(tmp_path, budget("Fire,1,A,,1")).lines, tmp_path)
    other = write_ledger(imported(tmp_path, budget("Fire,1,A,,2")).lines, tmp_path / "other")
    path.write_bytes(other.read_bytes())
    with pytest.raises(Unreadable) as refused:
        read_ledger(path)
    assert refused.value.code == "ledger-file-changed"


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Fire", "Police", "Parks", ""]),
        st.sampled_from(["1", "01", "", "NA"]),
        st.integers(-(10**14), 10**14),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, shuffle=st.randoms(use_true_random=False))
def test_totals_are_conserved_and_the_order_of_rows_never_matters(tmp_path_factory, rows, shuffle):
    folder = tmp_path_factory.mktemp("budget")
    texts = [f'{department},{code},P,,"{amount / 100:.2f}"' for department, code, amount in
             ((d, c, a - a % 100) for d, c, a in rows)]  # fmt: skip
    done = imported(folder, budget(*texts))
    expected = sum(a - a % 100 for _, _, a in rows)
    assert sum(cents(done)) == sum(total.cents for total in done.totals) == expected
    shuffle.shuffle(texts)
    assert imported(folder, budget(*texts)).totals == done.totals
    assert sorted(done.lines["source_row"].to_pylist()) == list(range(2, len(rows) + 2))


def test_what_nobody_can_see_in_a_label_becomes_a_blank(tmp_path):
    done = imported(tmp_path, budget("Fi\x0bre,0101,Res\u202ecue\x1b,Salaries,5"))
    assert done.lines["department"].to_pylist() == ["Fi re"]
    assert done.lines["program"].to_pylist() == ["Res cue"]


def test_a_nul_far_down_a_file_is_refused_as_one_at_its_top(tmp_path):
    rows = [f"Fire,{code},{'x' * 30_000},Salaries,5" for code in range(40)]
    with pytest.raises(Unreadable) as caught:
        imported(tmp_path, budget(*rows, "Fire,9999,a\0b,Salaries,5"))
    assert caught.value.code == "ledger-not-text"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_wide_text_without_a_mark_is_read_only_where_the_mapping_names_its_encoding(tmp_path, encoding):
    content = budget("Fire,0101,Rescate único,Salaries,5").encode(encoding)
    with pytest.raises(Unreadable) as caught:
        imported(tmp_path, content)
    assert caught.value.code == "ledger-not-text"
    stated = MAPPING.replace("file: budget.csv", f"file: budget.csv\n    encoding: {encoding}")
    assert imported(tmp_path, content, stated).lines["program"].to_pylist() == ["Rescate único"]


def test_utf_32_is_not_taken_for_utf_16(tmp_path):
    with pytest.raises(Unreadable) as caught:
        imported(tmp_path, budget("Fire,0101,Rescue,Salaries,5").encode("utf-32"))
    assert caught.value.code == "ledger-not-text"


def test_a_pipe_is_never_waited_for(tmp_path):
    os.mkfifo(tmp_path / "budget.csv")
    with pytest.raises(Unreadable) as caught:
        import_ledger(checked(mapping_of(MAPPING)), tmp_path, jurisdiction_id="here")
    assert caught.value.code == "ledger-not-a-file"


@pytest.mark.parametrize(
    "mapping",
    [
        MAPPING.replace("object: Account", "object: Amount"),
        MAPPING.replace(
            "amounts:", "unpivot: [{pattern: .*, fiscal_year: 2022, phase: adopted, document: d}]\n    amounts:"
        ),
    ],
    ids=["column", "pattern"],
)
def test_a_column_read_as_label_and_as_amount_is_named(tmp_path, mapping):
    done = imported(tmp_path, budget("Fire,0101,Rescue,Salaries,5"), mapping)
    fault = next(finding for finding in done.findings if finding.code == "ledger-label-and-amount")
    assert (fault.file, fault.row, fault.severity) == ("budget.csv", 1, "error")
    assert fault.column in HEADER.split(",")


@pytest.mark.parametrize("kind", ["text", "table", "link", "folder"])
def test_only_an_earlier_ledger_is_ever_replaced(tmp_path, kind):
    import pyarrow as pa
    import pyarrow.parquet as pq

    (tmp_path / "budget.csv").write_text(budget("Fire,0101,Rescue,Salaries,5"), encoding="utf-8")
    out, mapping = tmp_path / "theirs.parquet", checked(mapping_of(MAPPING))
    if kind == "text":
        out.write_text("years of work", encoding="utf-8")
    elif kind == "table":
        pq.write_table(pa.table({"years": [1]}), out)
    elif kind == "link":
        out.symlink_to(tmp_path / "budget.csv")
    else:
        out.mkdir()
    before = out.read_bytes() if out.is_file() else None
    with pytest.raises(BadInput) as refused:
        import_to_file(mapping, tmp_path, out, jurisdiction_id="here")
    assert refused.value.code == "out-not-a-result"
    assert (out.read_bytes() if out.is_file() else None) == before
    own = tmp_path / "ours.parquet"
    for _ in range(2):
        assert import_to_file(mapping, tmp_path, own, jurisdiction_id="here").path == own
