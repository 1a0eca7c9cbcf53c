"""A scenario as files: its moves as the command line takes them, and everything it changes as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from sharedsafety.folder.json_out import compact_json
from sharedsafety.folder.moves_file import moves_csv
from sharedsafety_web.core.access import community_page
from sharedsafety_web.investments.selectors.scenarios import scenario_read
from sharedsafety_web.investments.views.scenarios import found_or_404


@require_GET
@community_page("view")
def moves_table(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Return the moves as CSV; the page and the command line take it back without loss."""
    found = found_or_404(community, pk)
    return _file(moves_csv(found.as_moves()), "text/csv; charset=utf-8", f"moves-{found.pk}.csv")


@require_GET
@community_page("view")
def as_json(request: HttpRequest, community: Any, pk: int) -> HttpResponse:
    """Return a scenario with everything it changes, and on which state of the folder that was computed."""
    found = found_or_404(community, pk)
    read = scenario_read(community=community, scenario=found)
    result = read.result
    content = {
        "community": community.slug,
        "scenario": found.name,
        "version": found.version,
        "computed_on": result.computed_at.date().isoformat() if result else None,
        "folder_sha256": result.folder_hash if result else None,
        "folder_changed_since": read.is_stale,
        "what_if": result.content if result else None,
    }
    return _file(compact_json(content), "application/json", f"scenario-{found.pk}.json")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
