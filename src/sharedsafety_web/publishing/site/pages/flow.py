"""How the money flows: from where it comes, to what it buys, to the principle it serves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from sharedsafety.investments.money_flow import FlowLink
from sharedsafety.report.names import name
from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.flow_shapes import flow_shapes
from sharedsafety_web.publishing.site.page import Crumb, Page

_KINDS = ("fund_level", "family", "principle")


def pages(edition: Edition) -> Iterator[Page]:
    """Return the page, where there is money to show."""
    links = edition.assessment.flow
    if not links:
        return
    drawn = flow_shapes(links)
    yield Page(
        address="flow.html",
        template="flow.html",
        title=gettext("How the money flows"),
        description=gettext("From where the money comes, to what it buys, to the principle it serves."),
        section="money",
        station="money",
        crumbs=(Crumb(title=gettext("Where the money goes"), address="money.html"),),
        context={
            "bands": drawn.bands,
            "nodes": [(node, name(_KINDS[node.column], node.code, edition.language)) for node in drawn.nodes],
            "steps": [_step(edition, links, place, step) for place, step in enumerate(("origin", "purpose"))],
        },
    )


def _step(edition: Edition, links: tuple[FlowLink, ...], place: int, step: str) -> Mapping[str, Any]:
    own = [link for link in links if link.step == step]
    totals: dict[str, float] = {}
    for link in own:
        totals[link.source] = totals.get(link.source, 0.0) + (link.amount.value or 0.0)
    ordered = sorted(own, key=lambda link: (-totals[link.source], link.source, -(link.amount.value or 0.0)))
    return {
        "title": gettext("From what it buys to the principle")
        if place
        else gettext("From where it comes to what it buys"),
        "rows": [
            {
                "source": name(_KINDS[place], link.source, edition.language),
                "target": name(_KINDS[place + 1], link.target, edition.language),
                "amount": link.amount,
            }
            for link in ordered
        ],
    }
