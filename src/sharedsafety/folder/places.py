"""The name of a community as sentences carry it."""

from __future__ import annotations

from sharedsafety.folder.assessment import Assessment


def place_name(assessment: Assessment, language: str = "en") -> str:
    """Return the name of the community in a language, as it heads a page; its own name where it is not translated."""
    found = assessment.translations.get((language, "community/name", "text"))
    return found or assessment.profile.name


def place_in_sentence(assessment: Assessment, language: str = "en") -> str:
    """Return the name of the community as it stands inside a sentence: with its article where it has one.

    It is the field ``in_sentence`` of ``community/name`` in ``translations.csv``: ``la Ciudad de Los Ángeles``.
    """
    found = assessment.translations.get((language, "community/name", "in_sentence"))
    return found or place_name(assessment, language)
