"""Budget files nobody has seen: random layout, language, way of writing amounts, subtotals and encoding."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from hypothesis import assume
from hypothesis import strategies as st

NAMES = {
    "en": ("Department", "Program", "Account", "Fund", "Fiscal Year", "Amount", "Total"),
    "es": ("Departamento", "Programa", "Partida", "Fondo", "Ejercicio", "Importe", "Total"),
}
PLACES = ("Fire", "Parques y jardines", "Library", "Niñez", "Police")
PROGRAMS = ("Rescue", "Trees", "Books", "Patrol", "Prevención")
ACCOUNTS = ("Salaries", "Supplies", "Contracts")


@dataclass(frozen=True)
class Layout:
    """How one file is written."""

    language: str
    titles: int
    wide: bool
    comma: bool
    grouped: bool
    credit: str
    subtotals: str
    encoding: str
    end: str
    delimiter: str
    total_years: bool


@dataclass(frozen=True)
class RandomBudget:
    """The bytes of one file and the dollars in it, in cents by year."""

    content: bytes
    cents: dict[int, int]
    layout: Layout


layouts = st.builds(
    Layout,
    language=st.sampled_from(("en", "es")),
    titles=st.integers(0, 3),
    wide=st.booleans(),
    comma=st.booleans(),
    grouped=st.booleans(),
    credit=st.sampled_from(("-{}", "({})", "{} CR", "{}-")),
    subtotals=st.sampled_from(("none", "named", "unnamed-above", "unnamed-below")),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")),
    end=st.sampled_from(("\n", "\r\n", "\r")),
    delimiter=st.sampled_from((",", ";", "\t")),
    total_years=st.booleans(),
)
#: (program, account, cents of two years); amounts are odd enough that no sum of them comes by chance.
lines = st.lists(
    st.tuples(
        st.sampled_from(PROGRAMS),
        st.sampled_from(ACCOUNTS),
        st.integers(-90_000_000, 900_000_000).map(lambda n: 7 * n + 1_000_003),
        st.integers(1_000, 900_000_000).map(lambda n: 11 * n + 3),
    ),
    min_size=2,
    max_size=4,
)
departments = st.dictionaries(st.sampled_from(PLACES), lines, min_size=2, max_size=4)


def written(cents: int, layout: Layout) -> str:
    """An amount as the layout writes it."""
    whole = f"{abs(cents) // 100:,}" if layout.grouped else str(abs(cents) // 100)
    text = f"{whole}.{abs(cents) % 100:02d}"
    text = text.translate(str.maketrans(",.", ".,")) if layout.comma else text
    return layout.credit.format(text) if cents < 0 else text


@st.composite
def random_budgets(draw: st.DrawFn) -> RandomBudget:
    layout, held = draw(layouts), draw(departments)
    rows, years = [], (2023, 2024)
    sums = [0, 0]
    for place, items in held.items():
        inside = [[place, program, account, "General", [first, second]] for program, account, first, second in items]
        both = [sum(item[2] for item in items), sum(item[3] for item in items)]
        sums = [one + other for one, other in zip(sums, both, strict=True)]
        extra = {"named": [f"{place} Total", "", "", ""], "none": None}.get(layout.subtotals, [place, "", "", ""])
        subtotal = [[*extra, both]] if extra else []
        rows += [*subtotal, *inside] if layout.subtotals == "unnamed-above" else [*inside, *subtotal]
    names = NAMES[layout.language]
    rows += [[names[6], "", "", "", sums]] if layout.subtotals != "none" else []
    assume(sum(sums) > 0)  # spending published as negative is asked about
    table = _wide(rows, names, years, layout) if layout.wide else _long(rows, names, years, layout)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=layout.delimiter, lineterminator=layout.end)
    width = len(table[0])
    writer.writerows([[f"City of X, page {n}", *[""] * (width - 1)] for n in range(layout.titles)])
    writer.writerows(table)
    return RandomBudget(text.getvalue().encode(layout.encoding), dict(zip(years, sums, strict=True)), layout)


def _wide(rows: list[list], names: tuple[str, ...], years: tuple[int, int], layout: Layout) -> list[list[str]]:
    word = {"en": "{} Adopted", "es": "Aprobado {}"}[layout.language]
    header = [*names[:4], *(word.format(year) for year in years)]
    return [header, *([*row[:4], *(written(cents, layout) for cents in row[4])] for row in rows)]


def _long(rows: list[list], names: tuple[str, ...], years: tuple[int, int], layout: Layout) -> list[list[str]]:
    """One block of rows for each year, so that the totals of a year stand below its rows."""
    body = [
        [*row[:4], str(year) if row[1] or layout.total_years else "", written(row[4][at], layout)]
        for at, year in enumerate(years)
        for row in rows
    ]
    return [[*names[:6]], *body]
