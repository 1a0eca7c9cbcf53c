"""The addresses Django answers: staff only. Everything else is a file (sharedsafety_web.core.public_files)."""

from django.urls import include, path

urlpatterns = [
    path("workspace/", include("sharedsafety_web.core.urls")),
    path("workspace/", include("sharedsafety_web.framework.urls")),
    path("workspace/", include("sharedsafety_web.investments.urls")),
    path("workspace/", include("sharedsafety_web.progress.urls")),
    path("workspace/", include("sharedsafety_web.publishing.urls")),
    path("accounts/", include("sharedsafety_web.core.account_urls")),
]
