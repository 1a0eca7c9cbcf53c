"""The rows of a program's ledger lines: tens of thousands of them, so they are written without the template engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from sharedsafety.folder.assessment import LedgerLine
from sharedsafety.report import names, numbers


def ledger_rows(
    lines: Iterable[LedgerLine], language: str, up: str, words: str, bound: Mapping[str, str]
) -> SafeString:
    """Return the rows of a table of ledger lines; every word of the publisher is escaped.

    Args:
        bound: fund -> what law, a court or a contract binds of it, in words; under "" what binds every line.
        up: way from the page to the folder of its language.
        words: language of the publisher's words where it is not the page's own, else nothing.
    """
    look = _Look(
        language=language,
        up=up,
        lang=f' lang="{escape(words)}"' if words else "",
        flows=names.names("flow", language),
        rounded=f"<small>{escape(gettext('rounded by the publisher'))}</small>",
        bound={fund: f"<small>{escape(said)}</small>" for fund, said in bound.items()},
    )
    return mark_safe("\n".join(_row(line, look) for line in lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What all rows of one table have alike, ready to be written."""

    language: str
    up: str
    lang: str
    flows: Mapping[str, str]
    rounded: str
    bound: Mapping[str, str]


def _row(line: LedgerLine, look: _Look) -> str:
    doc = escape(line.doc_id)
    about = f"<small>{escape(look.flows[line.flow])}</small>" if line.flow != "expenditure" else ""
    note = look.rounded if line.rounded else ""
    binds = look.bound.get("", "") + look.bound.get(line.fund_code, "") if look.bound else ""
    return (
        f'<tr><th scope="row"{look.lang}>{escape(line.object)}{about}</th>'
        f"<td{look.lang}>{escape(line.fund)}{binds}</td>"
        f'<td class="number">{numbers.exact_money(line.amount_usd, look.language)}{note}</td>'
        f'<td><a href="{look.up}know.html#{doc}">{doc}</a></td>'
        f'<td class="number">{line.source_row}</td><td>{escape(line.source_column)}</td></tr>'
    )
