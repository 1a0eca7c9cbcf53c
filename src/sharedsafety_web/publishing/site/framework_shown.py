"""The framework of a community as pages show it: texts with where they come from, ratings as words and shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sharedsafety.core.file_names import file_names
from sharedsafety.framework.commitments import JointResponsibility
from sharedsafety.framework.pack import PackField, PackPart, in_language, principle_code
from sharedsafety.framework.rating_rounds import GroupRating
from sharedsafety.framework.ratings import PracticeRating
from sharedsafety.framework.translation import source_in, translation_note
from sharedsafety.report.framework_sentences import finding_sentence, raters_words, rating_words, squares
from sharedsafety.report.names import name
from sharedsafety_web.publishing.site.edition import Edition, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownField:
    """One field of a part: its name in words, its lines, and where they come from."""

    name: str
    title: str
    lines: tuple[Text, ...]
    provenance: str
    source: Text
    translated_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGroup:
    """How one kind of raters sees a practice: words, how full each of four squares is, and what else is known."""

    kind: str
    display: str
    words: str
    squares: tuple[str, ...]
    agreement: str
    raters: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One practice as a cell of the grid."""

    id: str
    title: Text
    address: str
    provenance: str
    principle: str
    stage: str
    groups: tuple[ShownGroup, ...]
    reading: str
    finding: str
    lead: str


@dataclass(frozen=True, eq=False)
class ShownFramework:
    """The framework of an edition; what several pages need is found once."""

    edition: Edition

    @cached_property
    def addresses(self) -> Mapping[tuple[str, str], str]:
        """Return the address of each part's page by its kind and id."""
        pack = self.edition.assessment.framework.pack
        keys = {("principle", part.id): part.id for part in pack.principles}
        keys |= {("stage", part.id): f"stage-{part.id}" for part in pack.stages}
        keys |= {("practice", part.id): f"{part.principle}-{part.stage}" for part in pack.practices}
        keys |= {("step", step.id): f"step-{step.id}" for step in pack.guidance}
        return {key: f"framework/{file}.html" for key, file in zip(keys, file_names(keys.values()), strict=True)}

    @cached_property
    def newest(self) -> Mapping[str, PracticeRating]:
        """Return the newest rating of each practice that was rated."""
        return {rating.practice: rating for rating in self.edition.assessment.framework.ratings}

    @cached_property
    def responsibility(self) -> Mapping[tuple[str, str], JointResponsibility]:
        """Return who answers for each practice and priority."""
        return {(each.about_kind, each.about_id): each for each in self.edition.assessment.framework.responsibility}

    @cached_property
    def cells(self) -> Mapping[tuple[str, str], Cell]:
        """Return every practice by its principle and stage."""
        practices = self.edition.assessment.framework.pack.practices
        return {(part.principle or "", part.stage or ""): self._cell(part) for part in practices}

    def title(self, kind: str, part: PackPart) -> Text:
        """Return the title of a part in the page's language, or as it was written."""
        found = part.field("label" if kind == "stage" else "title")
        return next(iter(self.lines(found)), Text(words=part.id)) if found else Text(words=part.id)

    def lines(self, found: PackField) -> tuple[Text, ...]:
        """Return the lines of a field in the page's language, or in the first language that has them."""
        language, lines = in_language(found, self.edition.language, self.edition.first_language)
        tongue = "" if language == self.edition.language else language
        return tuple(Text(words=line, language=tongue) for line in lines)

    def fields(self, part: PackPart, *, without: tuple[str, ...] = ()) -> Iterator[ShownField]:
        """Yield the fields of a part that say something, in the order in which people read them."""
        for found in part.fields:
            if found.name not in without and found.text:
                yield self._field(found)

    def translation_note(self, *parts: PackPart) -> str:
        """Return what is told once on a page that shows translated texts of these parts, or nothing."""
        return translation_note((field for part in parts for field in part.fields), self.edition.language)

    def source(self, found: PackField | None) -> Text:
        """Return where a field was read: as the folder translates it, else as this project does, else as written."""
        source = found.source or "" if found else ""
        own = source_in(source, self.edition.language)
        return Text(words=own) if own != source else self.edition.line(source)

    def _field(self, found: PackField) -> ShownField:
        by = (found.translated_by or {}).get(self.edition.language, "")
        return ShownField(
            name=found.name,
            title=name("pack_field", found.name, self.edition.language),
            lines=self.lines(found),
            provenance=found.provenance,
            source=self.source(found),
            translated_by=self.edition.line(by).words if by else "",
        )

    def group(self, group: GroupRating) -> ShownGroup:
        """Return how one kind of raters sees a practice, as words and a shape."""
        language = self.edition.language
        return ShownGroup(
            kind=name("rater_kind", group.kind, language),
            display=group.display,
            words=rating_words(group, language),
            squares=squares(group.median),
            agreement=name("agreement", group.agreement, language) if group.agreement else "",
            raters=raters_words(group, language),
        )

    def _cell(self, part: PackPart) -> Cell:
        language, rating = self.edition.language, self.newest.get(part.id)
        title = part.field("title")
        return Cell(
            id=part.id,
            title=self.title("practice", part),
            address=self.addresses["practice", part.id],
            provenance=title.provenance if title else "unknown",
            principle=part.principle or "",
            stage=part.stage or "",
            groups=tuple(self.group(group) for group in (rating.agency, rating.community)) if rating else (),
            reading=rating.reading if rating else "nobody",
            finding=finding_sentence(rating, language),
            lead=name("responsibility_state", self.responsibility["practice", part.id].state, language),
        )


def heading(shown: ShownFramework, kind: str, part: PackPart) -> Mapping[str, Any]:
    """Return a principle or a stage as headings and links name it."""
    return {
        "title": shown.title(kind, part),
        "code": principle_code(part.id),
        "address": shown.addresses[kind, part.id],
    }
