"""What the community agreed on: shown with a form for each text, and written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from sharedsafety.core.errors import SharedSafetyError
from sharedsafety.folder.agreed_words import AGREED, AgreedWords
from sharedsafety.folder.read import read_profile
from sharedsafety_web.core.access import community_page
from sharedsafety_web.core.shown import language
from sharedsafety_web.framework.forms import AgreedForm, said
from sharedsafety_web.framework.selectors.agreed import agreed_values
from sharedsafety_web.framework.selectors.desk import Desk
from sharedsafety_web.framework.services.agreed import agreed_put
from sharedsafety_web.framework.views.shared import desk_page, entered, to


@require_GET
@community_page("view")
def agreed(request: HttpRequest, community: Any) -> HttpResponse:
    """Show what was agreed, by whom and when."""

    def content(desk: Desk) -> dict[str, Any]:
        languages = desk.folder.profile.languages
        values = {key: agreed_values(community=community, desk=desk, key=key) for key in AGREED}
        forms = {key: AgreedForm(languages=languages, initial=values[key], auto_id=f"{key}_%s") for key in AGREED}
        return {"shown": [(key, said(f"agreed_{key}"), _told(values[key]), forms[key]) for key in AGREED]}

    return desk_page(request, community, "framework/agreed.html", content)


@require_POST
@community_page("framework")
def put(request: HttpRequest, community: Any, key: str) -> HttpResponse:
    """Write what was agreed."""
    if key not in AGREED:
        raise Http404
    back = to("framework_agreed", community.slug)
    try:
        languages = read_profile(Path(community.folder)).languages
    except SharedSafetyError as error:
        messages.error(request, error.finding.sentence(language()))
        return back
    form = AgreedForm(request.POST, languages=languages)

    def write() -> None:
        given = form.cleaned_data
        words = AgreedWords(
            key=key,
            texts={each: given[f"text_{each}"] for each in languages},
            agreed_by=given["agreed_by"],
            agreed_on=given["agreed_on"].isoformat(),
            source=given["source"],
        )
        agreed_put(community=community, words=words, before=given["before"], person=request.user)

    return entered(request, community, form, back, write)


def _told(values: dict[str, str]) -> dict[str, Any]:
    """Return the words with their languages, and who agreed, as the page lists them."""
    texts = [(name.removeprefix("text_"), text) for name, text in values.items() if name.startswith("text_") and text]
    return {**values, "texts": texts}
