"""The rows of a program's ledger lines: tens of thousands of them, so they are written without the template engine."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from sharedsafety.folder.assessment import LedgerLine
from sharedsafety.report import names, numbers


def ledger_rows(lines: Iterable[LedgerLine], language: str, up: str, words: str) -> SafeString:
    """Return the rows of a table of ledger lines; every word of the publisher is escaped.

    Args:
        up: way from the page to the folder of its language.
        words: language of the publisher's words where it is not the page's own, else nothing.
    """
    flows, rounded = names.names("flow", language), gettext("rounded by the publisher")
    lang = f' lang="{escape(words)}"' if words else ""
    return mark_safe("\n".join(_row(line, language, up, lang, flows[line.flow], rounded) for line in lines))


def _row(line: LedgerLine, language: str, up: str, lang: str, flow: str, rounded: str) -> str:
    doc = escape(line.doc_id)
    about = f"<small>{escape(flow)}</small>" if line.flow != "expenditure" else ""
    note = f"<small>{escape(rounded)}</small>" if line.rounded else ""
    return (
        f'<tr><th scope="row"{lang}>{escape(line.object)}{about}</th><td{lang}>{escape(line.fund)}</td>'
        f'<td class="number">{numbers.exact_money(line.amount_usd, language)}{note}</td>'
        f'<td><a href="{up}know.html#{doc}">{doc}</a></td>'
        f'<td class="number">{line.source_row}</td><td>{escape(line.source_column)}</td></tr>'
    )
