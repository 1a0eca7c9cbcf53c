"""Why a figure can't be told and what would settle it, in words."""

from __future__ import annotations

from sharedsafety.core.figure import Figure
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety.report.sentences import sentence


def why_sentence(figure: Figure, language: str = "en") -> str:
    """Return why a figure can't be told; empty when it can.

    >>> why_sentence(Figure(value=None, unit="usd", basis="FY2022 adopted", why="no_revenue"))
    'No revenue is loaded.'
    """
    return "" if figure.why is None else sentence(f"why.{figure.why}", language)


def needed_sentence(code: str, language: str = "en") -> str:
    """Return what would settle a "can't tell", and who usually holds it, for the public.

    Which file of the folder it belongs in, staff read beside it (``CantTell.file``; data/folder/settles.yaml).
    """
    return sentence(f"needed.{code}", language)


def settled_sentence(figure: Figure, language: str = "en") -> str:
    """Return what would settle a figure that can't be told; empty where no file would, or where it can be told.

    Source: data/report/settled_by.yaml (which reason is settled by what).
    """
    needed = read_catalogue("report/settled_by")["needed"].get(figure.why)
    return needed_sentence(needed, language) if needed else ""
