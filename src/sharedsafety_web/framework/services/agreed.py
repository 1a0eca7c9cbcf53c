"""The vision and the definition of well-being, put into the folder."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from sharedsafety.folder.agreed_words import AgreedWords, write_agreed
from sharedsafety_web.core.alone import folder_alone
from sharedsafety_web.core.services import record_add


@transaction.atomic
def agreed_put(*, community: Any, words: AgreedWords, before: str, person: Any) -> None:
    """Put what was agreed into the folder, in every language.

    Raises:
        SharedSafetyError: a language is missing, somebody else wrote meanwhile, or the folder has faults; nothing is
            written.
    """
    record_add(action="agreed-words", actor=person, community=community, about=words.key, agreed_on=words.agreed_on)
    with folder_alone(community) as root:
        write_agreed(root, words, before=before)
