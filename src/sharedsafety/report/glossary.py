"""The glossary: each word of the pages in plain words, English and Spanish."""

from __future__ import annotations

from dataclasses import dataclass

from sharedsafety.core.reviewed import read_catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word and what it means; ``id`` is its anchor on the glossary page."""

    id: str
    term: str
    text: str


def glossary(language: str = "en") -> tuple[Term, ...]:
    """Return every term, in alphabetical order of the language.

    >>> glossary()[0].term
    '95 % interval'
    """
    entries = read_catalogue("report/glossary").items()
    terms = (Term(id=key, term=each["term"][language], text=each["text"][language]) for key, each in entries)
    return tuple(sorted(terms, key=lambda term: term.term.casefold()))


def glossary_page() -> str:
    """Return ``docs/reference/glossary.md``: one word for one idea, in both languages."""
    spanish = {term.id: term for term in glossary("es")}
    lines = [
        "# Glossary",
        "",
        "One word for each idea, as pages and documents use it. Written from `data/report/glossary.yaml`.",
        "",
        "| word | meaning | palabra | significado |",
        "|---|---|---|---|",
    ]
    for term in glossary():
        other = spanish[term.id]
        lines.append(f"| **{term.term}** | {term.text} | **{other.term}** | {other.text} |")
    return "\n".join(lines) + "\n"
