"""The roles of the workspace as reviewed data."""

from __future__ import annotations

from sharedsafety.core.roles import all_roles


def test_there_are_the_twelve_roles_of_the_field_counsel_and_who_settles_codings() -> None:
    assert len({role.id for role in all_roles().roles}) == 14
    assert "counsel" in {role.id for role in all_roles().roles}


def test_every_name_is_there_in_both_languages() -> None:
    for named in (*all_roles().roles, *all_roles().permissions):
        assert all(named.name[language] for language in ("en", "es"))


def test_survivors_and_readers_have_no_business_in_the_workspace() -> None:
    assert not any(all_roles().may(role, "view") for role in ("survivor", "reader"))


def may(permission: str) -> set[str]:
    return {role.id for role in all_roles().roles if permission in role.may}


def test_only_the_director_signs_and_no_steward_drafts() -> None:
    assert may("sign") == {"director"}
    assert may("withdraw") == {"director", "steward"}
    assert may("publish") == {"director", "data_analyst", "budget_analyst"}


def test_whoever_fills_a_seat_may_review() -> None:
    assert {role for seat in all_roles().review_seats for role in seat.roles} == may("review")


def test_an_unknown_role_may_nothing() -> None:
    assert not all_roles().may("king", "view")
