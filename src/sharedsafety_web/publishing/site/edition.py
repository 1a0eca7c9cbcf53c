"""An assessment seen in one language: what pages look up again and again, found once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.utils.translation import gettext

from sharedsafety.core.file_names import file_names
from sharedsafety.folder.assessment import Assessment, DocumentResult, PriorityResult, Program
from sharedsafety.folder.community import RoadMapAction
from sharedsafety.folder.places import place_in_sentence
from sharedsafety.investments.program_keys import slug
from sharedsafety.investments.results import MoneyRow, YearView
from sharedsafety.progress.results import IndicatorResult
from sharedsafety.progress.series import Indicator
from sharedsafety.report import names
from sharedsafety.report.dates import fiscal_year
from sharedsafety.report.release_changes import Change
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.site.page import ReleaseLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words and their language; ``language`` is empty where it is the page's own."""

    words: str
    language: str = ""

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, eq=False)
class Edition:
    """One language of one release; two editions are the same only when they are one object.

    ``news`` is None for a first release.
    """

    assessment: Assessment
    release: ReleaseLabel
    language: str
    languages: tuple[str, ...]
    chart_cache: Path | None = None
    data_sizes: Mapping[str, int] = field(default_factory=dict)
    news: tuple[Change, ...] | None = None

    @property
    def is_example(self) -> bool:
        """Return whether every page and file must say "example"."""
        return self.assessment.profile.provenance == "example"

    @cached_property
    def view(self) -> YearView:
        """Return the year and phase with which the pages open."""
        year, phase = self.assessment.money.headline
        return next(v for v in self.assessment.money.views if (v.fiscal_year, v.phase) == (year, phase))

    @cached_property
    def year(self) -> str:
        """Return the headline year and phase in words."""
        return self.year_name(self.view.fiscal_year, self.view.phase)

    @cached_property
    def programs(self) -> Mapping[str, Program]:
        """Return every program by its key."""
        return {program.program_key: program for program in self.assessment.programs}

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """Return the name of every program's page by its key."""
        return dict(zip(self.programs, file_names(self.programs), strict=True))

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Return every indicator by its id."""
        return {indicator.id: indicator for indicator in self.assessment.indicators}

    @cached_property
    def results(self) -> Mapping[str, IndicatorResult]:
        """Return every indicator's result by its id."""
        return {result.indicator_id: result for result in self.assessment.results}

    @cached_property
    def priorities(self) -> Mapping[str, PriorityResult]:
        """Return every priority by its id."""
        return {priority.stated.id: priority for priority in self.assessment.priorities}

    @cached_property
    def documents(self) -> Mapping[str, DocumentResult]:
        """Return every budget document by its id."""
        return {result.document.doc_id: result for result in self.assessment.documents}

    def year_name(self, year: int, phase: str) -> str:
        """Return a fiscal year with its phase in words."""
        return names.year_name(year, phase, self.fiscal_year_start, self.language)

    def basis_name(self, basis: str) -> str:
        """Return a year, with its phase where it has one, as labels carry it (``2018 adopted``) in words."""
        year, _, phase = basis.partition(" ")
        words = f", {names.name('phase', phase, self.language)}" if phase else ""
        return f"{self.fiscal_year_of(year)}{words}"

    def fiscal_year_of(self, basis: str) -> str:
        """Return the fiscal year of a basis such as ``2018 adopted`` or ``2017-18 adopted`` by its name."""
        year = basis.partition(" ")[0]
        return self.fiscal_year(int(year)) if year.isdigit() else year

    def fiscal_year(self, year: int) -> str:
        """Return a fiscal year by its name."""
        return fiscal_year(year, self.fiscal_year_start)

    def row_name(self, table: str, row: MoneyRow) -> Text:
        """Return the name of a row: what nobody coded has one name in every table, an end of money its year."""
        if row.code == "uncoded" and row.name is None:
            return Text(words=sentence("chart.uncoded_row", self.language))
        if table == "cliff":
            return Text(words=self.fiscal_year(int(row.code)))
        if table == "department":
            return self.department_name(row.name or row.code)
        if table == "stated_label":
            return self.label_name(row.code) if row.code else Text(words=gettext("No label"))
        own = names.row_name(table, row, self.language)
        return self.line(own) if row.name is not None else Text(words=own)

    def line(self, original: str) -> Text:
        """Return words of the folder that no object names (a source, a publisher, a note) in the page's language."""
        return self.text("", "", original)

    def text(self, about: str, field: str, original: str) -> Text:
        """Return a text of the community in the language of the edition, or the original and its language.

        A text that stands in the folder again and again (a source, a note) may be translated once, under ``words``.
        """
        known = self.assessment.translations
        own = known.get((self.language, about, field)) or known.get((self.language, "words", original))
        first = self.assessment.profile.languages[0]
        if own is not None or first == self.language:
            return Text(words=own or original)
        return Text(words=original, language=first)

    @property
    def first_language(self) -> str:
        """Return the language in which the community wrote its own words."""
        return self.assessment.profile.languages[0]

    @cached_property
    def place(self) -> Text:
        """Return the name of the community."""
        found = self.assessment.translations.get((self.language, "community/name", "text"))
        return Text(words=found) if found else self.text("community", "name", self.assessment.profile.name)

    @cached_property
    def place_in_sentence(self) -> str:
        """Return the name of the community as it stands inside a sentence."""
        return place_in_sentence(self.assessment, self.language)

    @property
    def fiscal_year_start(self) -> int:
        """Return the month (1-12) in which a fiscal year begins."""
        return self.assessment.profile.fiscal_year_start

    @cached_property
    def about(self) -> Text:
        """Return the paragraph that says what was loaded and what was not."""
        found = self.assessment.translations.get((self.language, "community/about", "text"))
        return Text(words=found) if found else self.text("community", "about", self.assessment.profile.about)

    @cached_property
    def vision(self) -> Text | None:
        """Return the shared vision, or None where none is recorded."""
        return self.own_words("vision")

    def own_words(self, key: str) -> Text | None:
        """Return a text of the profile (``vision``, ``well_being``), or None where none is recorded."""
        original = getattr(self.assessment.profile, key)
        found = self.assessment.translations.get((self.language, f"community/{key}", "text"))
        return Text(words=found) if found else self.text("community", key, original) if original else None

    def program_name(self, program: Program) -> Text:
        """Return the name of a program."""
        return self.text(f"program/{program.program_key}", "name", program.name)

    def department_name(self, department: str) -> Text:
        """Return the name of a department."""
        return self.text(f"department/{slug(department)}", "name", department)

    def label_name(self, label: str) -> Text:
        """Return the publisher's own label; where a priority has the same words, in that priority's translation."""
        stated = next((p.stated for p in self.assessment.priorities if p.stated.title == label), None)
        return self.text(f"priority/{stated.id if stated else ''}", "title", label)

    def priority_links(self, ids: Iterable[str]) -> list[tuple[Text, str]]:
        """Return the title and the address of each priority that is there."""
        found = [self.priorities[one].stated for one in ids if one in self.priorities]
        return [(self.text(f"priority/{s.id}", "title", s.title), f"priorities/{s.id}.html") for s in found]

    def indicator_links(self, ids: Iterable[str]) -> list[tuple[Text, str]]:
        """Return the name and the address of each indicator that has a page."""
        found = [self.indicators[one] for one in ids if one in self.results]
        return [(self.text(f"indicator/{i.id}", "name", i.name), f"indicators/{i.id}.html") for i in found]

    def action_links(self, actions: Iterable[RoadMapAction]) -> list[tuple[Text, str]]:
        """Return the title and the address of each action."""
        return [(self.text(f"action/{a.id}", "title", a.title), f"actions/{a.id}.html") for a in actions]

    def has_chart(self, chart: str) -> bool:
        """Return whether a chart is among the files of the site."""
        return f"charts/{chart}.{self.language}.svg" in self.data_sizes

    def program_amount(self, program: Program) -> float:
        """Return a program's dollars in the headline year and phase."""
        wanted = self.assessment.money.headline
        return sum(a.amount_usd for a in program.amounts if (a.fiscal_year, a.phase) == wanted)

    def program_address(self, key: str) -> str:
        """Return the address of a program's page."""
        return f"programs/{self.addresses[key]}.html"

    @property
    def stations(self) -> tuple[str, ...]:
        """Return the nine stations of the thread, in order."""
        return tuple(names.names("station"))

    @cached_property
    def source_line(self) -> Text:
        """Return the documents behind the headline figures."""
        titles = [self.documents[one].document.title for one in self.view.documents if one in self.documents]
        found = [self.line(title) for title in titles]
        if any(one.language for one in found):
            return Text(words="; ".join(titles), language=self.first_language)
        return Text(words="; ".join(one.words for one in found))
