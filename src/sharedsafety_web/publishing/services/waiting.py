"""A draft that is held too long is told in public: nobody can go quiet."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from sharedsafety.core.release_story import under_review_since
from sharedsafety.core.reviewed import read_catalogue
from sharedsafety_web.publishing.models import Release
from sharedsafety_web.publishing.selectors import public_entries
from sharedsafety_web.publishing.services.public_record import public_add


def long_reviews_tell(*, today: date) -> list[Release]:
    """Return the drafts whose long review was told in public now (data/core/review.yaml says how long is long)."""
    limit = read_catalogue("core/review")["told_after_working_days"]
    waiting = Release.objects.filter(state=Release.State.REVIEW).select_related("community")
    return [release for release in waiting if _told(release, today, limit)]


@transaction.atomic
def _told(release: Release, today: date, limit: int) -> bool:
    since = timezone.localtime(release.created_at).date()
    if working_days(since, today) <= limit or under_review_since(public_entries(community=release.community)):
        return False
    public_add(community=release.community, action="under-review", release=release.number, since=since.isoformat())
    return True


def working_days(first: date, last: date) -> int:
    """Return the working days after ``first`` up to ``last``, weekends left out; holidays count as days.

    >>> working_days(date(2026, 11, 20), date(2026, 11, 24))
    2
    """
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 for day in days)
