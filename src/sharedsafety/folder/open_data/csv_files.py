"""Every CSV file of a release, described: the tables of the assessment, Open SDG, the fiscal package, the codebook."""

from __future__ import annotations

from collections.abc import Iterator

from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.open_data.described import CsvFile, Words, described
from sharedsafety.folder.tables_out import table_files
from sharedsafety.report.names import names

LANGUAGES = ("en", "es")
_MONEY = "money_"


def own_tables(assessment: Assessment) -> Iterator[CsvFile]:
    """Yield every table of the assessment that has rows."""
    for file, content in table_files(assessment):
        name = file.removesuffix(".csv")
        yield described(file, name, table_title(name), content)


def table_title(name: str) -> Words:
    """Return the title of a table in English and Spanish.

    >>> table_title("money_family")["en"]
    'By family'
    """
    kind, code = ("table", name.removeprefix(_MONEY)) if name.startswith(_MONEY) else ("data_file", name)
    return {language: names(kind, language)[code] for language in LANGUAGES}
