"""What every page for staff carries: never kept by a browser, and a second factor where it is required."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

Answer = Callable[[HttpRequest], HttpResponse]


class PrivatePages:
    """Pages for staff are not stored by browsers or proxies and use no device features."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer with the headers of a private page."""
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), interest-cohort=()"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class SecondFactor:
    """Staff without a passkey or an authenticator app see only the page on which they add one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer, or send the person to the page of second factors."""
        from allauth.mfa.utils import is_mfa_enabled

        guarded = settings.SECOND_FACTOR_REQUIRED and request.path.startswith("/workspace/")
        if guarded and request.user.is_authenticated and not is_mfa_enabled(request.user):
            return redirect("mfa_index")
        return self.get_response(request)
