"""What a report is made of, as plain values: the same blocks become HTML and PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.safestring import SafeString, mark_safe

from sharedsafety_web.publishing.site.edition import Text

NOTHING = Text(words="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of a section; ``kind`` names what shows it, on the page and in the PDF."""

    kind: ClassVar[str] = ""

    @property
    def template(self) -> str:
        """Return the template that shows it on a page."""
        return f"reports/_{self.kind}.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """Sentences, and the pages on which they rest.

    Args:
        style: ``plain``, ``lead``, ``note``, ``missing``, ``quote`` or ``clause``.
        lead_in: bold words before the text, such as ``WHEREAS,``.
        refs: addresses of pages below the folder of the language; their names are printed after the text.
    """

    kind: ClassVar[str] = "paragraph"
    text: Text
    style: str = "plain"
    lead_in: str = ""
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Block):
    """A list of paragraphs, with numbers or without."""

    kind: ClassVar[str] = "listing"
    items: tuple[Paragraph, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A heading inside a section, with the page of what it names."""

    kind: ClassVar[str] = "heading"
    text: Text
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table: its words, its share of the width, and whether it holds numbers."""

    title: str
    width: float = 1.0
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table, or one answer of a list of facts.

    Args:
        address: page of what the cell names; its name is printed with the words.
        mark: shape beside the words: ``lamp-<state>``, ``verdict-<state>`` or ``box`` (to be ticked).
        note: small words under the others.
        blank: whether it is a line to write on.
    """

    text: Text = NOTHING
    address: str = ""
    mark: str = ""
    note: Text = NOTHING
    blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """A table; the first cell of a row names the row, in bold where ``names``. ``tall`` leaves room to write in.

    ``titled`` is False where the caption repeats the words above or below it: then only a screen reader says it.
    """

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    tall: bool = False
    titled: bool = True
    names: bool = True

    @property
    def paired(self) -> tuple[tuple[tuple[Cell, Column], ...], ...]:
        """Return each row as pairs of a cell and its column."""
        return tuple(tuple(zip(row, self.columns, strict=True)) for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Block):
    """Pairs of a name and an answer."""

    kind: ClassVar[str] = "facts"
    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stat:
    """One large figure with what it counts, its range and its page."""

    figure: str
    words: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats(Block):
    """Large figures side by side."""

    kind: ClassVar[str] = "stats"
    items: tuple[Stat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Block):
    """A chart of the release: its finding, its values in words, its drawing.

    ``title`` is empty where the sentence above the chart says the finding already.
    """

    kind: ClassVar[str] = "chart"
    name: str
    title: Text
    finding: str
    description: str
    svg: str

    @property
    def drawing(self) -> SafeString:
        """Return the drawing for a page; a chart of the release escapes its own words and holds no script."""
        return mark_safe(self.svg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Block):
    """Where the figures above come from, and the file of the release that holds them."""

    kind: ClassVar[str] = "source"
    text: Text
    csv: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of a report."""

    code: str
    title: Text
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report in one language."""

    code: str
    form: str
    title: str
    about: str
    sections: tuple[Section, ...] = field(default=())


def own(words: str) -> Text:
    """Return words in the language of the report itself."""
    return Text(words=words)


def says(words: str | Text, style: str = "plain", *refs: str) -> Paragraph:
    """Return a paragraph that rests on the pages ``refs``."""
    return Paragraph(text=words if isinstance(words, Text) else own(words), style=style, refs=refs)


def cell(words: str | Text, address: str = "", *, mark: str = "", note: str | Text = "") -> Cell:
    """Return a cell with words."""
    text, small = (one if isinstance(one, Text) else own(one) for one in (words, note))
    return Cell(text=text, address=address, mark=mark, note=small)


def to_fill(*names: str) -> Facts:
    """Return lines to write on, each with its name."""
    return Facts(rows=tuple((name, Cell(blank=True)) for name in names))
