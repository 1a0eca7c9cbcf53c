"""Whatever can't be told says which file would settle it."""

import re

import pytest

from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.folder.shape import folder_shape
from sharedsafety.progress.verdicts import NEEDED
from sharedsafety.report.names import names
from sharedsafety.report.untold import needed_sentence


def test_every_need_of_a_lamp_or_verdict_names_a_file_of_the_folder() -> None:
    files = read_catalogue("folder/settles")["files"]
    needed = set(read_catalogue("investments/lamps")["needed"].values()) | set(NEEDED.values())
    needed |= set(read_catalogue("report/settled_by")["needed"].values())
    assert needed - set(files) == set()
    known = {table.path for table in folder_shape().tables} | set(folder_shape().as_published)
    assert set(files.values()) <= known


def test_the_rules_about_a_file_read_files_that_a_folder_can_hold() -> None:
    shape = folder_shape()
    known = {each.path for each in (*shape.tables, *shape.documents)}
    for file, read in read_catalogue("folder/reads")["files"].items():
        assert {file, *read} <= known


def test_whatever_would_settle_something_can_be_asked_for_and_has_a_name() -> None:
    files = read_catalogue("folder/settles")["files"]
    columns = {column.name: column for column in folder_shape().table("requests.csv").columns}
    assert set(columns["needed"].values) == set(files) == set(names("needed"))
    assert set(columns["about_kind"].values) == set(names("about_kind"))
    assert {*columns["answer"].values, "waiting", "not_asked"} == set(names("request_state"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_public_reads_what_would_settle_something_without_the_names_of_files(language: str) -> None:
    for code in read_catalogue("folder/settles")["files"]:
        assert not re.search(r"\.csv|\.yaml|_usd|\(", needed_sentence(code, language)), code
