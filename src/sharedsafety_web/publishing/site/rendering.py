"""Turning a page into the bytes of a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.template import Context, Engine, Template
from django.utils import translation
from django.utils.translation import gettext

from sharedsafety_web.publishing.site.edition import Edition
from sharedsafety_web.publishing.site.page import Page

#: The menu: code, address; the words are in ``menu_words``.
MENU = ("heard", "decided", "money", "changing", "next", "help", "framework", "know")


def ready() -> None:
    """Make Django usable where no server runs: the command line builds sites too."""
    import django
    from django.apps import apps

    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
        django.setup()


def rendered(page: Page, edition: Edition) -> bytes:
    """Return one page as UTF-8 HTML."""
    context = {**page.context, **_shared(edition), "page": page, "up": page.up, "assets": f"{page.up}../assets/"}
    html = _template(page.template).render(Context(context, use_l10n=False, use_tz=False))
    return without_blank_lines(html).encode("utf-8")


def menu_words() -> Mapping[str, str]:
    """Return the words of the menu in the current language."""
    return {
        "heard": gettext("What we heard"),
        "decided": gettext("What we decided"),
        "money": gettext("Where the money goes"),
        "changing": gettext("Is it changing?"),
        "next": gettext("What happens next"),
        "help": gettext("Help and gaps"),
        "framework": gettext("The framework"),
        "know": gettext("How we know"),
    }


@cache
def _engine() -> Engine:
    from django.template import engines

    return engines["django"].engine  # type: ignore[no-any-return,attr-defined] # BaseEngine has no stub for it


@cache
def _template(name: str) -> Template:
    return _engine().get_template(name if "/" in name else f"site/{name}")


def _shared(edition: Edition) -> Mapping[str, Any]:
    words = menu_words()
    others = [code for code in edition.languages if code != edition.language]
    return {
        "edition": edition,
        "profile": edition.assessment.profile,
        "release": edition.release,
        "language": edition.language,
        "other_languages": [(code, translation.get_language_info(code)["name_local"].capitalize()) for code in others],
        "menu": [(code, f"{code}.html", words[code]) for code in MENU],
    }


def without_blank_lines(html: str) -> str:
    """Return a page as it is sent: the indentation of the templates left out.

    >>> without_blank_lines("<p>\\n\\n  words\\n</p>")
    '<p>\\nwords\\n</p>\\n'
    """
    return "\n".join(line.strip() for line in html.splitlines() if line.strip()) + "\n"
