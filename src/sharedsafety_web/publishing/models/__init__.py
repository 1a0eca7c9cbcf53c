"""Jobs, releases with their reviews, and the public record."""

from sharedsafety_web.publishing.models.job import STEPS, Job
from sharedsafety_web.publishing.models.record import PublicEntry
from sharedsafety_web.publishing.models.release import HOLDS_NUMBER, Release, Review

__all__ = ["HOLDS_NUMBER", "STEPS", "Job", "PublicEntry", "Release", "Review"]
