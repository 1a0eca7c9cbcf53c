"""What the software noticed in the data, by kind: for readers what it is, for whoever keeps the data what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from sharedsafety.core.findings import Finding, finding_sentences
from sharedsafety.report import names
from sharedsafety_web.core.templatetags.figures import marked
from sharedsafety_web.publishing.site.edition import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """Findings of one kind: its name, each of them in a sentence, and what whoever keeps the data can do."""

    name: str
    sentences: tuple[SafeString, ...]
    fixes: tuple[SafeString, ...]


def noticed(edition: Edition) -> tuple[Noticed, ...]:
    """Return the findings by kind, in the order of the kinds' names; every finding stands in one of them."""
    kinds = names.names("finding_kind", edition.language)
    groups: dict[str, list[Finding]] = {kind: [] for kind in kinds}
    for one in edition.assessment.findings:
        groups[one.code if one.code in kinds else "other"].append(one)
    return tuple(_group(edition, kinds[kind], found) for kind, found in groups.items() if found)


def _group(edition: Edition, name: str, findings: Sequence[Finding]) -> Noticed:
    return Noticed(
        name=name,
        sentences=tuple(_placed(edition, one) for one in findings),
        fixes=tuple(dict.fromkeys(_words(edition, one, "fix") for one in findings)),
    )


def _placed(edition: Edition, finding: Finding) -> SafeString:
    place, words = finding.place(edition.language), _words(edition, finding, "message")
    return format_html("{}: {}", place, words) if place else words


def _words(edition: Edition, finding: Finding, part: str) -> SafeString:
    """Return a sentence of a finding; words of the folder inside it name their language where it is another."""
    pattern = finding_sentences()[finding.code][part][edition.language]
    return format_html(escape(pattern), **{name: _value(edition, str(value)) for name, value in finding.params.items()})


def _value(edition: Edition, value: str) -> SafeString | str:
    return marked(edition.line(value)) if any(letter.isalpha() for letter in value) else value
