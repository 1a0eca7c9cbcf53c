"""The roles of the workspace as reviewed data."""

from __future__ import annotations

from sharedsafety.core.roles import all_roles


def test_there_are_the_twelve_roles_of_the_field() -> None:
    assert len({role.id for role in all_roles().roles}) == 12


def test_every_name_is_there_in_both_languages() -> None:
    for named in (*all_roles().roles, *all_roles().permissions):
        assert all(named.name[language] for language in ("en", "es"))


def test_survivors_and_readers_have_no_business_in_the_workspace() -> None:
    assert not any(all_roles().may(role, "view") for role in ("survivor", "reader"))


def test_only_director_and_steward_publish() -> None:
    assert {role.id for role in all_roles().roles if "publish" in role.may} == {"director", "steward"}


def test_an_unknown_role_may_nothing() -> None:
    assert not all_roles().may("king", "view")
