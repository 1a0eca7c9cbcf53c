"""The core chapter as a Django application."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CoreConfig(AppConfig):
    """The core chapter: opens the database safely, registers permissions, makes the Spanish catalogues."""

    name = "sharedsafety_web.core"
    label = "core"

    def ready(self) -> None:
        """Connect what has to be there before the first request."""
        from sharedsafety_web.core.permissions import add_permissions
        from sharedsafety_web.core.sqlite import refuse_foreign_file

        connection_created.connect(refuse_foreign_file, dispatch_uid="refuse_foreign_file")
        add_permissions()
