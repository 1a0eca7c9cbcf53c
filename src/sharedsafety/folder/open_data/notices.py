"""``LICENSE.txt`` and ``CITATION.cff`` of a release."""

from __future__ import annotations

import yaml

from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.folder.assessment import Assessment
from sharedsafety.folder.open_data.csv_files import LANGUAGES
from sharedsafety.folder.open_data.sources import Source, sources_of
from sharedsafety.folder.open_data.stamp import ReleaseStamp, title_of


def licence_text(assessment: Assessment, stamp: ReleaseStamp) -> str:
    """Return the licence of each source, as its publisher states it, and of the software, in English and Spanish."""
    titles, words = title_of(assessment.profile, stamp), read_catalogue("folder/notices")
    parts = []
    for language in LANGUAGES:
        text = {name: text[language] for name, text in words.items() if language in text}
        listed = [_source_text(source, text) for source in sources_of(assessment)]
        parts.append("\n".join([titles[language], "", text["intro"], "", *listed, "", text["software"], ""]))
    return "\n".join(parts)


def citation_text(assessment: Assessment, stamp: ReleaseStamp) -> str:
    """Return how to cite the release, in the Citation File Format 1.2.0."""
    profile, titles = assessment.profile, title_of(assessment.profile, stamp)
    content = {
        "cff-version": "1.2.0",
        "message": read_catalogue("folder/notices")["cite"]["en"],
        "type": "dataset",
        "title": titles["en"],
        "authors": [{"name": profile.name}],
        "version": stamp.version,
        "date-released": stamp.date,
        "abstract": profile.about,
        "keywords": ["public safety", "public budgets", "open data", profile.provenance],
        "identifiers": [
            {"type": "other", "value": f"sha256:{assessment.folder_hash}", "description": "folder of the community"}
        ],
    }
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110)


def _source_text(source: Source, text: dict[str, str]) -> str:
    told = [f"{text['publisher']}: {source.publisher}"] if source.publisher else []
    told += [f"{text['from']}: {source.address}"] if source.address else []
    licence = f"{text['licence']}: {source.licence or text['not_stated']}"
    return "\n    ".join([f"- {source.title}", *told, licence])
