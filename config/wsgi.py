"""The server's entry point: public files in front, Django behind, the job worker beside it."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from sharedsafety_web.core.public_files import PublicFiles

application = PublicFiles(
    settings.SITES_DIR,
    behind=get_wsgi_application(),
    hsts_seconds=getattr(settings, "SECURE_HSTS_SECONDS", 0),
    https_only=settings.SECURE_SSL_REDIRECT,
)

from sharedsafety_web.publishing.job_worker import start_clock, start_worker  # noqa: E402 - the applications must be loaded

start_worker()
start_clock()
