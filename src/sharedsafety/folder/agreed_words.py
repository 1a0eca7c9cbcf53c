"""The shared vision and the definition of well-being in a folder: in every language, with who agreed and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sharedsafety.core.errors import BadInput
from sharedsafety.core.plain_text import unseen_character
from sharedsafety.core.strict_yaml import parse_yaml
from sharedsafety.core.text_in import text_of
from sharedsafety.core.whole_file import write_all
from sharedsafety.core.yaml_places import YamlPlaces
from sharedsafety.folder.cells import is_day
from sharedsafety.folder.read import read_profile
from sharedsafety.folder.shape import folder_shape
from sharedsafety.folder.table_edit import EditedTable
from sharedsafety.folder.unchanged_file import file_hash
from sharedsafety.folder.write import yaml_text

PROFILE, TRANSLATIONS = "community.yaml", "translations.csv"
#: What a community agrees on, as keys of ``community.yaml``.
AGREED = ("vision", "well_being")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedWords:
    """One text a community agreed on.

    Args:
        key: ``vision`` or ``well_being``.
        texts: the words, by language; one for each language of the community.
        agreed_by: the body or groups that agreed, never a person.
        agreed_on: ISO date.
        source: where it can be read.
    """

    key: str
    texts: Mapping[str, str]
    agreed_by: str
    agreed_on: str
    source: str


def agreed_state(root: Path) -> str:
    """Return a mark of the two files that hold these words, as they are now: other bytes give another mark."""
    return f"{file_hash(root, PROFILE)} {file_hash(root, TRANSLATIONS)}"


def write_agreed(root: Path, words: AgreedWords, *, before: str) -> None:
    """Write the words into ``community.yaml`` and their translations into ``translations.csv``; other lines stay.

    Args:
        before: what ``agreed_state`` returned when the person saw the words.

    Raises:
        Unreadable, BadInput: the folder has faults, a language or a day is missing, a text can't be shown, or
            somebody else wrote meanwhile; nothing is written.
    """
    languages = read_profile(root).languages
    missing = [each for each in languages if not words.texts.get(each, "").strip()]
    if words.key not in AGREED or missing:
        raise BadInput("agreed-not-in-every-language", file=PROFILE, languages=", ".join(missing))
    if not is_day(words.agreed_on):
        raise BadInput("not-a-date", file=PROFILE, column=f"{words.key}_agreed_on", value=words.agreed_on)
    for text in (*words.texts.values(), words.agreed_by, words.source):
        if character := unseen_character(text):
            raise BadInput("text-unseen-character", file=PROFILE, column=words.key, character=character)
    if agreed_state(root) != before:
        raise BadInput("agreed-changed-meanwhile", file=PROFILE)
    profile, translations = _profile(root, words, languages[0]), _translations(root, words, languages[1:])
    write_all({root / TRANSLATIONS: translations, root / PROFILE: profile})


def _profile(root: Path, words: AgreedWords, first: str) -> bytes:
    entry = {
        words.key: words.texts[first].strip(),
        f"{words.key}_source": words.source.strip(),
        f"{words.key}_agreed_by": words.agreed_by.strip(),
        f"{words.key}_agreed_on": words.agreed_on,
    }
    text, _ = text_of(root / PROFILE, PROFILE)
    made = replaced_keys(text, entry)
    if parse_yaml(made) != {**parse_yaml(text), **entry}:
        raise BadInput("agreed-not-in-lines", file=PROFILE)
    return made.encode("utf-8")


def replaced_keys(text: str, entry: Mapping[str, Any]) -> str:
    """Return a YAML mapping with some keys written anew, where the first of them stood, else at its end.

    >>> replaced_keys("id: a\\nvision: old\\n# kept\\nkind: city\\n", {"vision": "new"})
    'id: a\\nvision: new\\n# kept\\nkind: city\\n'
    """
    end = "\r\n" if "\r\n" in text else "\n"
    lines = (text if text.endswith("\n") else text + end).splitlines(keepends=True)
    node = YamlPlaces.of(text).node
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise BadInput("agreed-not-in-lines", file=PROFILE)
    spans = [_lines_of(key, value) for key, value in node.value if key.value in entry]
    at = min((first for first, _ in spans), default=len(lines))
    gone = {line for first, last in spans for line in range(first, last)}
    block = [f"{line}{end}" for line in yaml_text(dict(entry)).splitlines()]
    return "".join(
        [*(line for place, line in enumerate(lines[:at]) if place not in gone), *block]
        + [line for place, line in enumerate(lines[at:], start=at) if place not in gone]
    )


def _lines_of(key: Any, value: Any) -> tuple[int, int]:
    """Return the first line of a key and the line after its value."""
    return key.start_mark.line, max(value.end_mark.line + bool(value.end_mark.column), key.start_mark.line + 1)


def _translations(root: Path, words: AgreedWords, languages: tuple[str, ...]) -> bytes:
    text = text_of(root / TRANSLATIONS, TRANSLATIONS)[0] if (root / TRANSLATIONS).is_file() else ""
    table = EditedTable(text, tuple(column.name for column in folder_shape().table(TRANSLATIONS).columns))
    for language in languages:
        row = {"language": language, "object_id": f"community/{words.key}", "field": "text"}
        full = {**row, "text": words.texts[language].strip()}
        places = [place for place, cells in table.rows() if row.items() <= cells.items()]
        if places:
            table.replace(places[0], full)
        else:
            table.add([full], by="language")
    return table.content()
