"""Signing in: by e-mail, passkey or with a second factor; never without end; nothing about the network is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from tests.web.conftest import PASSWORD

LOGIN = "/accounts/login/"
ADDRESS = "203.0.113.77"


def try_with(client: Client, password: str, **more: Any) -> Any:
    return client.post(LOGIN, {"login": "director-small-example@example.org", "password": password}, **more)


def test_the_right_password_opens_the_workspace(person: Callable[..., Any]) -> None:
    person("director")
    answer = try_with(Client(), PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/workspace/")


def test_a_wrong_password_does_not_and_says_so_kindly(person: Callable[..., Any]) -> None:
    person("director")
    answer = try_with(Client(), "something else entirely")
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


def test_after_ten_wrong_tries_the_right_password_is_refused_too(person: Callable[..., Any]) -> None:
    person("director")
    client = Client()
    for number in range(10):
        try_with(client, f"wrong number {number}")
    answer = try_with(Client(), PASSWORD)
    assert answer.status_code == 429
    assert "hour" in answer.content.decode()


def test_other_capitals_are_no_way_around_the_limit(person: Callable[..., Any]) -> None:
    person("director")
    for number in range(10):
        try_with(Client(), f"wrong number {number}")
    answer = Client().post(LOGIN, {"login": "Director-Small-Example@Example.org", "password": PASSWORD})
    assert answer.status_code == 429


def test_another_person_still_gets_in(person: Callable[..., Any]) -> None:
    person("director")
    person("steward")
    client = Client()
    for number in range(11):
        try_with(client, f"wrong number {number}")
    answer = Client().post(LOGIN, {"login": "steward-small-example@example.org", "password": PASSWORD})
    assert answer.status_code == 302


def test_no_network_address_or_browser_is_stored(person: Callable[..., Any]) -> None:
    from django.apps import apps

    person("director")
    client = Client(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT="Canary/1.0")
    try_with(client, "wrong")
    try_with(client, PASSWORD)
    client.get("/workspace/")
    for model in apps.get_models():
        stored = str(list(model._default_manager.values()))
        assert ADDRESS not in stored, model
        assert "Canary" not in stored, model
    assert ADDRESS not in str(dict(client.session))


def test_nobody_makes_an_account_alone(db: None) -> None:
    assert Client().get("/accounts/signup/").status_code == 404


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(person: Callable[..., Any]) -> None:
    person("director")
    known = try_with(Client(), "wrong password here").content.decode()
    unknown = Client().post(LOGIN, {"login": "nobody@example.org", "password": "wrong password here"})
    assert ("errorlist" in known) == ("errorlist" in unknown.content.decode())
    assert known.count("<li>") == unknown.content.decode().count("<li>")


@pytest.mark.parametrize("password", ["short but odd", "passwordpassword"[:14], "12345678901234"])
def test_a_short_password_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


def test_a_long_plain_sentence_is_a_good_password() -> None:
    validate_password("the river was low that summer and we walked across it every single day")


@pytest.mark.parametrize(
    "page",
    ["/accounts/2fa/", "/accounts/password/change/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"],
)
def test_a_person_reaches_the_pages_of_second_factors(person: Callable[..., Any], page: str) -> None:
    person("director")
    client = Client()
    try_with(client, PASSWORD)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.get(page)
    assert answer.status_code == 200
    assert "<style" not in answer.content.decode()
    assert "onclick" not in answer.content.decode()


def test_a_second_factor_is_only_changed_after_the_password_was_given_again(person: Callable[..., Any]) -> None:
    person("director")
    client = Client()
    try_with(client, PASSWORD)
    assert client.get("/accounts/2fa/totp/activate/")["Location"].startswith("/accounts/reauthenticate/")


def test_a_passkey_can_be_asked_for_at_sign_in(db: None) -> None:
    client = Client()
    assert "passkey_login" in client.get(LOGIN).content.decode()
    asked = client.get("/accounts/2fa/webauthn/login/", headers={"x-requested-with": "XMLHttpRequest"})
    assert "request_options" in asked.json()


def test_where_a_second_factor_is_required_the_workspace_waits_for_it(
    person: Callable[..., Any], settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    person("director")
    client = Client()
    try_with(client, PASSWORD)
    assert client.get("/workspace/")["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize("page", [LOGIN, "/workspace/", "/workspace/nowhere/"])
def test_pages_for_staff_carry_strict_headers(signed_in: Callable[..., Client], page: str) -> None:
    answer = signed_in("director").get(page) if page != LOGIN else Client().get(page)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store"


def test_the_workspace_speaks_spanish(signed_in: Callable[..., Client]) -> None:
    client = signed_in("director")
    client.post("/workspace/language/", {"language": "es", "next": "/workspace/"})
    page = client.get("/workspace/").content.decode()
    assert '<html lang="es">' in page
    assert "¿Qué conviene hacer ahora?" in page
