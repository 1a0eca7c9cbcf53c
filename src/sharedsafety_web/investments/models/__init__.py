"""What the money chapter keeps in the database: decisions of people, each once, never changed."""

from sharedsafety_web.investments.models.decision import Decision

__all__ = ["Decision"]
