"""Writes the generated pages of docs/reference: ``make docs``; a health test compares them with the code."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

REFERENCE = Path(__file__).parent / "reference"


def pages() -> dict[str, str]:
    """Return file name -> text of every generated page."""
    from sharedsafety.report.glossary import glossary_page

    return {
        "community-folder.md": _community_folder(),
        "assessment.md": _assessment(),
        "findings.md": _findings(),
        "data-files.md": _data_files(),
        "glossary.md": glossary_page(),
        "catalogue.md": _catalogue(),
        "file-shapes.md": _file_shapes(),
    }


_TRANSLATIONS = [
    "- `priority/<id>` (title, body, stated_by), `program/<program_key>` (name, text), `department/<name in small letters>` (name),",
    "  `indicator/<id>` (name, plain_question, numerator, denominator, place, owner, partners, story, what_works, cautions),",
    "  `action/<id>` (title).",
    "- `community/name`, `community/about`, `community/vision` and `community/well_being` have the field `text`. `community/name` may also have the field",
    "  `in_sentence`: the name with its article, as sentences carry it (`la Ciudad de Los Ángeles`, `the City of Los Angeles`).",
    "- `words` translates a line that stands in the folder again and again: a document's title, a publisher, a licence, a source, a note",
    "  of a break or of a coding, a fund, a group. The field is the line exactly as the folder has it.",
]


def _community_folder() -> str:
    from sharedsafety.folder.shape import folder_shape

    shape = folder_shape()
    lines = [
        "# The community folder",
        "",
        "A community as plain files: a valid Data Package. Only `community.yaml` is needed; everything else is optional,",
        'and what is missing gives "can\'t tell". A blank cell means unknown, never zero. `sharedsafety check FOLDER` tells',
        "every fault with file, row, column and what to do. This page is written from `data/folder/tables.yaml`.",
        "",
        "Text that begins as a formula (`= + - @`) is written with an apostrophe before it, which is taken off when the folder",
        "is read.",
        "",
        "Types: `share` is decimal text kept exact (0.4); `money` is dollars kept exact; `markers` look like `MSW:0.4;CSC:1.0`.",
    ]
    for table in shape.tables:
        lines += [
            "",
            f"## {table.path}",
            "",
            f"{table.title}. One row for each {', '.join(table.key)}. Marked {table.access}.",
        ]
        lines += ["", "| column | type | needed | values |", "|---|---|---|---|"]
        lines += [
            f"| {column.name} | {column.type} | {'yes' if column.required else ''} | {', '.join(column.values)} |"
            for column in table.columns
        ]
    lines += ["", "## How a translation names its text", ""]
    lines += _TRANSLATIONS
    lines += ["", "## Other files", ""]
    lines += [f"- `{document.path}`{' (needed)' if document.required else ''}" for document in shape.documents]
    lines += [f"- `{folder}/`: files as published, kept byte for byte" for folder in shape.as_published]
    lines += ["", *_people()]
    return "\n".join(lines) + "\n"


def _people() -> list[str]:
    """Return what the page says of records of single people."""
    from sharedsafety.core.person_columns import record_rules

    rules = record_rules()
    refused = ", ".join(name for kind in rules.kinds if kind.in_folders for name in kind.names)
    return [
        "A folder never holds records of single people ([the rule](disclosure-rules.md#records-of-single-people)). In any CSV or",
        "text file, packed or not, and in the first rows of every sheet of a workbook these names of columns are refused, whatever the",
        "capitals, accents, hyphens and underscores:",
        f"{refused}.",
        "",
        *(
            f"In `{place}/` these may stand: {', '.join(kind.names)}."
            for kind in rules.kinds
            for place in kind.allowed_in
        ),
        "",
        f"Refused too: points on a map in `{'/`, `'.join(rules.points.folders)}/`, or beside {', '.join(rules.points.beside)};",
        f"{rules.votes.columns} or more columns of nothing but votes; files that end in {', '.join(rules.files)}.",
    ]


def _assessment() -> str:
    from sharedsafety.folder.assessment import SCHEMA, Assessment

    lines = [
        "# assessment.json",
        "",
        f"Schema `{SCHEMA}`. What `sharedsafety assess FOLDER --out DIR` writes: one object of the kind `Assessment`; every",
        "other kind on this page is nested in it. Every number is a `Figure`: it carries its denominator, year basis and",
        "interval, and ids that open it. Dollars are numbers with at most two decimals, shares are 0 to 1, and a value that",
        "can't be told or may not be shown is `null` with a reason. Ledger lines are in `tables/lines.csv`.",
        "This page is written from the types themselves.",
    ]
    for kind in _kinds(Assessment):
        lines += ["", f"## {kind.__name__}", "", inspect.cleandoc(kind.__doc__ or "").split("\n>>>")[0].strip(), ""]
        hints = get_type_hints(kind)
        lines += ["| key | type |", "|---|---|"]
        lines += [f"| {field.name} | {_type_text(hints[field.name])} |" for field in fields(kind)]
    return "\n".join(lines) + "\n"


def _kinds(start: Any) -> list[Any]:
    """Return every dataclass reachable from ``start``, in the order of first use."""
    found: list[Any] = []
    waiting = [start]
    while waiting:
        kind = waiting.pop(0)
        if kind in found:
            continue
        found.append(kind)
        for hint in get_type_hints(kind).values():
            waiting += [part for part in _parts(hint) if is_dataclass(part)]
    return found


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    for part in get_args(hint):
        yield from _parts(part)


def _type_text(hint: Any) -> str:
    """Return a type as a newcomer reads it: no module names, and no bar, which would split the table's cell."""
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", inspect.formatannotation(hint)).replace("|", "or")


def _findings() -> str:
    from sharedsafety.core.findings import finding_sentences

    lines = [
        "# Findings",
        "",
        "Every finding has a stable code. Sentences may be reworded or translated; codes may be relied on.",
        "",
        "| code | severity | what is wrong | what to do |",
        "|---|---|---|---|",
    ]
    for code, entry in sorted(finding_sentences().items()):
        message, fix = (entry[part]["en"].replace("|", "\\|") for part in ("message", "fix"))
        lines.append(f"| `{code}` | {entry['severity']} | {message} | {fix} |")
    return "\n".join(lines) + "\n"


def _catalogue() -> str:
    from sharedsafety.framework.taxonomy import taxonomy
    from sharedsafety.progress.catalogue import catalogue

    content = catalogue()
    lines = [
        "# The catalogue of indicators",
        "",
        f"{len(content.indicators)} indicators a community may adopt, in English and Spanish. This page is written from `data/progress/catalogue.yaml`.",
        "",
        "- `sharedsafety progress adopt FOLDER PH-01` writes one into a folder ([command](commands.md)); its words can then be changed.",
        "- Definitions, directions, wording and cautions are proposals of this project. How often and how late a publisher gives numbers is",
        "  general knowledge, **not verified**: look before you promise a date.",
        "- No entry says that survivors named it. They say so themselves (`survivor_named`), or nobody does.",
        "- Where `catalogue_id` names an entry and unit or direction differ from it, `check` warns.",
    ]
    for principle in taxonomy().principles:
        lines += ["", f"## {principle}"]
        for entry in content.indicators:
            lines += _catalogue_entry(content, entry) if entry.principle == principle else []
    return "\n".join(lines) + "\n"


def _catalogue_entry(content: Any, entry: Any) -> list[str]:
    """Return one entry of the catalogue as its heading and a list."""
    source = content.source_of(entry)
    status = {"sourced": "page read", "unverified": "**unverified**", "local": "local"}[source.status]
    address = f", <{source.url}>" if source.url else ""
    unit = f"{entry.unit} per {entry.per:,}" if entry.per != 1 else entry.unit
    context = "; context only" if entry.context else ""
    by = ", ".join(content.disaggregations[key].en for key in entry.disaggregations) or "nothing"
    lines = ["", f"### {entry.id} {entry.name.en}", "", f"{entry.plain_question.en} / {entry.plain_question.es}", ""]
    lines += [
        f"- Spanish name: {entry.name.es}",
        f"- {entry.numerator.en} / {entry.denominator.en}; {unit}; better: {entry.better or 'neither'}; {entry.level}{context}",
        f"- Source: {source.publisher}, {source.title}{address} ({status}); {entry.frequency}, about {entry.lag_months} months late",
        f"- By: {by}",
    ]
    without = content.why_no_file(entry)
    lines += [f"- No file shape: {without.en}" if without else f"- Files to import: {_linked(entry.shapes)}"]
    lines += [f"- Beside it: {entry.companion.en}"] if entry.companion else []
    return lines + [f"- {content.cautions[key].en}" for key in entry.cautions]


def _linked(shapes: Any) -> str:
    return ", ".join(f"[`{name}`](file-shapes.md)" for name in shapes)


def _named_sources() -> list[str]:
    """Return the sources that the catalogue names, each with the shapes that read it or why none does."""
    from sharedsafety.progress.catalogue import catalogue

    content = catalogue()
    lines = [
        "",
        "## The sources the catalogue names",
        "",
        "Where the catalogue marks a source as unverified, so is the reason why it has no file shape: it says what was looked for in stored copies of public",
        "repositories and of the publishers' pages and not found, or general knowledge.",
        "",
        "| source | file shapes, or why there is none |",
        "|---|---|",
    ]
    reasons = content.no_shape_reasons
    return lines + [
        f"| {each.title} ({each.publisher}) | {_linked(each.shapes) or reasons[each.no_shape].en} |"
        for each in content.sources_of_data
    ]


def _file_shapes() -> str:
    from sharedsafety.progress.file_shapes import file_shapes

    content = file_shapes()
    lines = [
        "# Shapes of public files",
        "",
        f"{len(content.files)} public files and {len(content.shapes)} measures in them that `sharedsafety progress import` takes as they are published.",
        "This page is written from `data/progress/file_shapes.yaml`; each file was looked at as it was taken on 2026-11-23,",
        "or, where it says so, in a public copy: then how the publisher lays the file out today is **not verified**.",
        "",
        "- A place code in several columns is put together; zeros at the front that a file has lost are put back.",
        "- A row without a number becomes a row with the code named below and no numbers at all; it is never a zero.",
        "- A file with another layout is refused with the names of the columns, old and new. A new layout needs a new entry here.",
        "- `NAME` of `--shape` stands in the first column.",
        *_named_sources(),
    ]
    for file in content.files:
        lines += [
            "",
            f"## {file.title.en}",
            "",
            *_file_facts(file),
            "",
            "| shape | what | unit | columns |",
            "|---|---|---|---|",
        ]
        lines += [_shape_row(shape) for shape in content.shapes if shape.file == file.id]
    return "\n".join(lines) + "\n"


def _file_facts(file: Any) -> list[str]:
    """Return where a file is from and how its rows are told apart, as a list."""
    code = "S (suppressed)" if file.missing_code == "S" else "N (not collected or not reported)"
    place = " + ".join(
        f"`{name}` ({width} digits)" if width else f"`{name}`" for name, width in file.place.columns.items()
    )
    place += f", after `{file.place.prefix}`" if file.place.prefix else ""
    summed = {
        "monthly": ", days added up to months",
        "month_of": ", the month of the day",
        "school_year_end": ", the year in which the school year ends",
    }
    period = f"`{file.period.column}`" + summed.get(file.period.to, "") if file.period.column else "named by the shape"
    period = "the year in the name of the file" if file.period.in_name else period
    lines = [
        f"- `{file.name}`, {file.publisher}, <{file.url}>. {file.licence}.",
        f"- Place: {place or 'the whole file'} (`place_codes: {file.place.system}`{', ' + file.place.fixed if file.place.fixed else ''}). Period: {period}. Without a number: {code}.",
    ]
    lines += [f"- Read in a copy: {file.seen}. Today's layout is not verified."] if file.seen else []
    lines += (
        [f"- Groups: `{file.groups.type}`, `{file.groups.group}`; everybody is `{', '.join(file.groups.everybody)}`."]
        if file.groups
        else []
    )
    return lines + [
        f"- Layout of {one.layout} ({one.source}), refused: "
        + ", ".join(f"`{old}` for `{new}`" for new, old in one.columns.items())
        + "."
        for one in file.earlier
    ]


def _shape_row(shape: Any) -> str:
    unit = f"{shape.unit} per {shape.per:,}" if shape.per != 1 else shape.unit
    columns = ", ".join(f"{name} `{column}`".replace(" + ", "` + `") for name, column in shape.columns.items())
    more = "; groups only" if shape.rows == "groups" else ""
    more += "; written in percent" if shape.percent else ""
    more += f"; written as a part of 1 and given as a part of {shape.per}" if shape.of_one else ""
    more += f"; period {shape.period}" if shape.period else ""
    more += "; " + ", ".join(f"`{name}` is {text}" for name, text in shape.where.items()) if shape.where else ""
    return f"| `{shape.id}` | {shape.title.en} | {unit} | {columns}{more} |"


def _data_files() -> str:
    from sharedsafety.core.reviewed import data_ids, data_text
    from sharedsafety.core.strict_yaml import parse_yaml

    lines = [
        "# Reviewed data files",
        "",
        "No threshold, list, category, date of law or sentence is written in code. Each stands in one of these files under",
        "`src/sharedsafety/data/`, with its sources and who reviewed it. To change one, edit the file, say why in `CHANGELOG.md`",
        "and name the figures it alters. A source without an address is a convention of this project, open to discussion.",
    ]
    chapter = ""
    for data_id in data_ids():
        header = parse_yaml(data_text(f"{data_id}.yaml"))
        if data_id.split("/")[0] != chapter:
            chapter = data_id.split("/")[0]
            lines += ["", f"## {chapter}"]
        reviewed = header["reviewed"]
        lines += ["", f"### `{data_id}.yaml`", "", f"{header['title']}."]
        lines += [f"Unit: {header['unit']}. Reviewed by {reviewed['by']}, {reviewed['date']}.", ""]
        lines += [f"- {_source_text(source)}" for source in header["sources"]]
    return "\n".join(lines) + "\n"


def _source_text(source: dict[str, Any]) -> str:
    title = f"[{source['title']}]({source['url']})" if source["url"] else source["title"]
    note = f": {source['note']}" if source.get("note") else ""
    return f"{title}, {source['retrieved']}{note}"


if __name__ == "__main__":
    REFERENCE.mkdir(exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"docs/reference/{name}\n")
