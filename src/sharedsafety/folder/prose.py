"""What people wrote in the tables and reports of a folder: a part that could name a person is asked about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NotRequired, TypedDict

from sharedsafety.core.findings import Finding
from sharedsafety.core.personal_text import held
from sharedsafety.folder import opening_words
from sharedsafety.folder.community import Community
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.write import table_values


class Place(TypedDict):
    """Where a text stands, as the user knows it."""

    file: str
    row: NotRequired[int]
    column: str


def prose_findings(community: Community) -> Iterator[Finding]:
    """Yield a warning for each part of a text by people that looks personal; it never repeats what the text says.

    Looked at are the columns that data/folder/tables.yaml marks as prose, and the
    opening words of reports. Names of programs and funds are a public record and are not. Words in ``cleared.csv``
    are not asked about again; one that stands in no text any longer is told.
    """
    cleared = {each.words for each in community.cleared}
    texts = list(_texts(community))
    for text, place in texts:
        yield from held(text, **place, cleared=cleared)
    for each in community.cleared:
        if not any(each.words in text for text, _ in texts):
            yield Finding(code="cleared-nowhere", file="cleared.csv", row=each.row, column="words")


def _texts(community: Community) -> Iterator[tuple[str, Place]]:
    for shape in folder_shape().tables:
        columns = [column.name for column in shape.columns if column.prose]
        for position, values in enumerate(table_values(community, shape.path) if columns else (), start=2):
            for column in columns:
                row = values.get("row") or position
                yield str(values.get(column) or ""), {"file": shape.path, "row": row, "column": column}
    for words in community.opening_words:
        yield words.text, {"file": opening_words.FILE, "column": f"{words.report}.{words.language}.text"}
