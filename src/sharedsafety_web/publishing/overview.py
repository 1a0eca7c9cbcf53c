"""What the workspace shows first: the next useful steps, and where each chapter stands. All from stored state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharedsafety.core.release_story import SentBack
from sharedsafety_web.core import selectors as core
from sharedsafety_web.framework.selectors.home import framework_home
from sharedsafety_web.publishing import selectors
from sharedsafety_web.publishing.models import Job, Release

#: More than five things to do next is no answer to "what should I do next?".
STEPS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class NextStep:
    """One useful thing to do: what, why, where; ``rank`` 0 comes first."""

    rank: int
    title: str
    why: str
    address: str
    button: str


@dataclass(frozen=True, slots=True)
class ChapterState:
    """Where one chapter stands: ``done``, ``under_way`` or ``later`` (an empty room), with one sentence."""

    name: str
    state: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CommunityOverview:
    """Everything the page of a community shows."""

    community: Any
    check: Any
    releases: list[Release]
    jobs: list[Job]
    open_job: Job | None
    open_release: Release | None
    held: Mapping[str, SentBack]
    chapters: list[ChapterState]
    may: set[str]
    steps: list[NextStep]
    framework: Mapping[str, Any]

    @property
    def latest(self) -> Release | None:
        """Return the newest public release."""
        return next((one for one in self.releases if one.state == Release.State.PUBLIC), None)

    @property
    def can_publish(self) -> bool:
        """Return whether a draft may be asked for: allowed, nothing under way, no known fault."""
        return "publish" in self.may and self.open_job is None and not (self.check and self.check.errors)


@dataclass(frozen=True, slots=True)
class HomeOverview:
    """What the home of the workspace shows."""

    steps: list[NextStep]
    communities: list[CommunityOverview]


def home_overview(*, user: Any, language: str) -> HomeOverview:
    """Return the home of the workspace for one person."""
    found = [
        community_overview(community=community, user=user, language=language, whole=False)
        for community in core.community_list(user=user)
    ]
    steps = [step for overview in found for step in overview.steps] + list(_own_steps(user))
    return HomeOverview(sorted(steps, key=lambda step: step.rank)[:STEPS_SHOWN], found)


def community_overview(*, community: Any, user: Any, language: str, whole: bool = True) -> CommunityOverview:
    """Return everything about one community that its page shows; not ``whole`` leaves the framework out."""
    check = core.check_latest(community=community)
    releases = selectors.release_list(community=community)
    overview = CommunityOverview(
        community=community,
        check=check,
        releases=releases,
        jobs=selectors.job_list(community=community),
        open_job=selectors.job_open(community=community),
        open_release=selectors.release_open(community=community),
        held=selectors.held_now(community=community),
        chapters=_chapters(selectors.release_latest(community=community)),
        may=core.permission_names(user=user, community=community),
        steps=[],
        framework=framework_home(community=community, today=timezone.localdate(), language=language) if whole else {},
    )
    overview.steps.extend(_steps(overview, language))
    return overview


def _steps(overview: CommunityOverview, language: str) -> Iterator[NextStep]:
    name = overview.community.name
    page = reverse("community", args=[overview.community.slug]) + "#publish"
    if overview.open_job:
        address = reverse("job", args=[overview.open_job.public_id])
        yield NextStep(1, _("Watch the work on %s") % name, _("A job is under way."), address, _("Open"))
    elif overview.check and overview.check.errors:
        yield _mend(overview)
    elif overview.jobs and overview.jobs[0].state == Job.State.FAILED:
        address = reverse("job", args=[overview.jobs[0].public_id])
        yield NextStep(1, _("See why the last job of %s failed") % name, _("Nothing was changed."), address, _("Open"))
    elif overview.open_release:
        yield _decide(overview.open_release, name)
    elif overview.latest is None:
        yield from _departments(overview)
        yield NextStep(2, _("Publish the first release of %s") % name, _("No release yet."), page, _("Open"))
    elif overview.check and overview.check.folder_hash != overview.latest.folder_hash:
        why = _("The folder changed since release %d.") % overview.latest.number
        yield NextStep(3, _("Publish %s again") % name, why, page, _("Open"))
    if overview.latest:
        yield from _open_questions(overview.latest, name, language)


def _decide(release: Release, name: str) -> NextStep:
    address = reverse("release", args=[release.community.slug, release.pk])
    numbers = {"n": release.number, "name": name}
    if release.state == Release.State.SIGNED:
        why = _("Signed; it can still be taken back.")
        return NextStep(3, _("Look once more at release %(n)d of %(name)s") % numbers, why, address, _("Open"))
    why = _("Nothing is public before it is reviewed and signed.")
    return NextStep(1, _("Review and sign release %(n)d of %(name)s") % numbers, why, address, _("Open"))


def _departments(overview: CommunityOverview) -> Iterator[NextStep]:
    if not (Path(overview.community.folder) / "budget").is_dir():
        return
    address = reverse("money_departments", args=[overview.community.slug])
    why = _("They have ten working days; what they say is printed, and so is silence.")
    title = _("Ask the departments of %s to check their programs") % overview.community.name
    yield NextStep(2, title, why, address, _("Open"))


def _mend(overview: CommunityOverview) -> NextStep:
    errors = overview.check.errors
    title = ngettext("Mend %(n)d fault in %(name)s", "Mend %(n)d faults in %(name)s", errors)
    address = reverse("checks", args=[overview.community.slug])
    why = _("Nothing can be published before that.")
    return NextStep(0, title % {"n": errors, "name": overview.community.name}, why, address, _("Open"))


def _open_questions(release: Release, name: str, language: str) -> Iterator[NextStep]:
    from sharedsafety.report.numbers import money

    public = partial(_public, release, language)
    if release.uncoded_usd:
        title = _("Code the programs of %(name)s that nobody coded: %(amount)s") % {
            "name": name,
            "amount": money(release.uncoded_usd, language),
        }
        why = _("Until then this money reads “uncoded” in every total.")
        yield NextStep(4, title, why, reverse("money_coding", args=[release.community.slug]), _("Open"))
    if release.cannot_tell:
        title = ngettext(
            "Settle %(n)d “can't tell” of %(name)s", "Settle %(n)d “can't tell” of %(name)s", release.cannot_tell
        )
        why = _("The public site says which file would settle each, and who was asked.")
        address = public("cant-tell.html")
        yield NextStep(5, title % {"n": release.cannot_tell, "name": name}, why, address, _("Open"))


def _public(release: Release, language: str, page: str) -> str:
    return selectors.release_page(sites=settings.SITES_DIR, release=release, language=language, page=page)


def _own_steps(user: Any) -> Iterator[NextStep]:
    from allauth.mfa.utils import is_mfa_enabled

    if not is_mfa_enabled(user):
        why = _("A password alone can be stolen. A passkey takes about two minutes.")
        yield NextStep(3, _("Add a passkey or an authenticator app"), why, reverse("mfa_index"), _("Start"))


def _chapters(latest: Release | None) -> list[ChapterState]:
    """Return the chapters as a walk; what this version has no room for is said plainly."""
    later = ("later", _("An empty room: it comes with a later version."))
    read = _("Read from the folder and shown on the public site.")
    known = ("under_way", read) if latest else ("under_way", _("Read from the folder; shown after the first release."))
    released = ("done", _("Release %d is public.") % latest.number) if latest else ("under_way", _("No release yet."))
    rooms = (
        (_("Framework"), known),
        (_("Survivors"), later),
        (_("Community"), later),
        (_("Planning"), later),
        (_("Inventory"), later),
        (_("Priorities"), known),
        (_("Investments"), known),
        (_("Progress"), known),
        (_("Publishing"), released),
    )
    return [ChapterState(name, state, sentence) for name, (state, sentence) in rooms]
