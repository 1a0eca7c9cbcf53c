"""What a section builder works with: one report of one edition, its charts and its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any

from sharedsafety.folder.assessment import PriorityResult
from sharedsafety.report.sentences import sentence
from sharedsafety_web.publishing.reports.blocks import Chart, Source, own
from sharedsafety_web.publishing.reports.outline import Body, ReportOutline, outline
from sharedsafety_web.publishing.site.edition import Edition, Text
from sharedsafety_web.publishing.site.rows import row_address

_SIZE = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"')
#: Height of a chart for its width above which it fills a page by itself.
_TALLEST = 1.1
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)


@dataclass(frozen=True, eq=False)
class Draft:
    """One report of one edition.

    Args:
        charts: every chart of the release in the edition's language, SVG by name (``money_family``).
        site: address at which the release will be reached, or nothing while it is not known.
    """

    edition: Edition
    report: ReportOutline
    charts: Mapping[str, str]
    site: str = ""

    @property
    def place(self) -> str:
        """Return the name of the community as it stands inside a sentence."""
        return self.edition.place_in_sentence

    def say(self, key: str, **values: Any) -> str:
        """Return one sentence in the language of the report."""
        return sentence(key, self.edition.language, **values)

    @property
    def language(self) -> str:
        """Return the language of the report."""
        return self.edition.language

    @property
    def body(self) -> Body:
        """Return the body that answers in this community."""
        return outline().bodies[self.edition.assessment.profile.kind]

    @cached_property
    def priorities(self) -> tuple[PriorityResult, ...]:
        """Return the priorities of this community itself."""
        return tuple(one for one in self.edition.assessment.priorities if not one.stated.stated_by)

    @cached_property
    def stated_elsewhere(self) -> tuple[PriorityResult, ...]:
        """Return what others stated: compared, not adopted."""
        return tuple(one for one in self.edition.assessment.priorities if one.stated.stated_by)

    @property
    def adopted(self) -> bool:
        """Return whether this community adopted any of its priorities."""
        return any(one.stated.adopted_on for one in self.priorities)

    def title(self, result: PriorityResult) -> Text:
        """Return the title of a priority."""
        return self.edition.text(f"priority/{result.stated.id}", "title", result.stated.title)

    def page(self, table: str, code: str) -> str:
        """Return the address of the page of a row of a money table, or nothing where it has none."""
        return row_address(self.edition, table, code)

    def chart(self, name: str, *, titled: bool = True) -> tuple[Chart, ...]:
        """Return a chart of the release by its name; nothing where it has none, or one too tall for a page.

        ``titled`` is False where the sentence above says the finding already.
        """
        svg = self.charts.get(name)
        if svg is None or _is_tall(svg):
            return ()
        finding, description = _inside(_TITLE, svg), _inside(_DESCRIPTION, svg)
        title = own(finding if titled else "")
        return (Chart(name=name, title=title, finding=finding, description=description, svg=svg),)

    def source(self, csv: str = "") -> Source:
        """Return the budget documents behind the headline figures as the source of what stands above."""
        return Source(text=self.edition.source_line, csv=csv)


def _is_tall(svg: str) -> bool:
    found = _SIZE.search(svg)
    return found is None or float(found["height"]) > _TALLEST * float(found["width"])


def _inside(element: re.Pattern[str], svg: str) -> str:
    found = element.search(svg)
    return unescape(found[1]) if found else ""
