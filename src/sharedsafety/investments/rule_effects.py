"""What the rules of the mapping have done: lines left out, labels mended, programs made of items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sharedsafety.core.findings import Finding
from sharedsafety.investments.ledger_lines import RULES
from sharedsafety.investments.mapping import Mapping
from sharedsafety.investments.table_rows import LeftOut
from sharedsafety.investments.upload_limits import upload_limits


@dataclass(slots=True)
class _Effect:
    """How many lines a rule fitted, their cents, their years, and how many of them name no item."""

    lines: int = 0
    cents: int = 0
    years: set[int] = field(default_factory=set)
    without_item: int = 0


class RuleEffects:
    """Takes the lines out that the mapping leaves out, and counts what every rule has fitted."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._effects: dict[tuple[str, int], _Effect] = defaultdict(_Effect)
        self.ruled_out: list[LeftOut] = []

    def kept(self, batch: Any) -> Any:
        """Return the lines that no rule leaves out, without the columns that name the rules."""
        import pyarrow.compute as pc

        for kind in RULES:
            if getattr(self._mapping, kind):
                self._count(kind, batch)
        if self._mapping.leave_out:
            self._note(batch.filter(pc.is_valid(batch.column("leave_out"))))
        stays = batch.filter(pc.is_null(batch.column("leave_out"))) if self._mapping.leave_out else batch
        return stays.drop_columns(list(RULES))

    def findings(self) -> Iterator[Finding]:
        """Yield what each rule did, and which fits nothing."""
        for kind in RULES:
            for place, rule in enumerate(getattr(self._mapping, kind)):
                effect = self._effects.get((kind, place))
                if effect is None:
                    yield Finding(code="ledger-rule-fits-nothing", params={"rule": f"{kind}.{place}"})
                    continue
                yield Finding(code=_CODES[kind], params=_params(effect, kind, place, getattr(rule, "reason", "")))
                if effect.without_item:
                    params = {"rule": f"{kind}.{place}", "count": effect.without_item}
                    yield Finding(code="ledger-item-without-name", params=params)

    def _note(self, lines: Any) -> None:
        """Keep the first lines that a rule leaves out, each with its row, its amount and the rule's reason."""
        room = upload_limits().left_out_listed - len(self.ruled_out)
        for line in lines.slice(0, max(room, 0)).to_pylist():
            file = self._mapping.files[line["source_table"] - 1]
            self.ruled_out.append(
                LeftOut(
                    file=f"{file.file} [{file.sheet}]" if file.sheet else file.file,
                    row=line["source_row"],
                    label=next((line[name] for name in _NAMES if line[name]), ""),
                    reason=self._mapping.leave_out[line["leave_out"]].reason,
                    amounts={line["source_column"]: line["amount_cents"]},
                )
            )

    def _count(self, kind: str, batch: Any) -> None:
        import pyarrow.compute as pc

        rules = getattr(self._mapping, kind)
        for place in pc.unique(batch.column(kind)).drop_null().to_pylist():
            fits = batch.filter(pc.equal(batch.column(kind), place))
            effect = self._effects[kind, place]
            effect.lines += fits.num_rows
            effect.cents += sum(fits.column("amount_cents").to_pylist())
            effect.years |= set(pc.unique(fits.column("fiscal_year")).to_pylist())
            if kind == "program_from":
                texts = fits.column(rules[place].field).to_pylist()
                effect.without_item += sum(not text for text in texts)


#: What a line is told by: the first that is not blank.
_NAMES = ("program", "description", "object", "fund", "department")
_CODES = {"relabel": "ledger-relabelled", "leave_out": "ledger-left-out", "program_from": "ledger-program-split"}


def _params(effect: _Effect, kind: str, place: int, reason: str) -> dict[str, object]:
    years = ", ".join(map(str, sorted(effect.years)))
    amount = f"{effect.cents / 100:,.2f}"
    return {
        "rule": f"{kind}.{place}",
        "count": effect.lines,
        "amount": amount,
        "years": years,
        "reason": reason.rstrip(". "),
    }
