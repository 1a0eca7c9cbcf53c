"""A small made-up assessment, marked "example": one value of every state the pages have to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from sharedsafety.core.figure import Figure
from sharedsafety.folder.assessment import (
    SCHEMA,
    Assessment,
    CantTell,
    DocumentResult,
    LedgerLine,
    PriorityResult,
    Program,
    ProgramAmount,
    RequestResult,
)
from sharedsafety.folder.community import DataRequest, Document, Profile, ProgramText, RoadMapAction
from sharedsafety.framework.blueprint_pack import blueprint_pack
from sharedsafety.framework.priority import StatedPriority
from sharedsafety.framework.standing import FrameworkRecords, framework_standing
from sharedsafety.investments.coded import CodedShare, Fund
from sharedsafety.investments.results import (
    Change,
    ChangeRow,
    CodingQuality,
    Coverage,
    Lamp,
    MoneyAssessment,
    MoneyRow,
    OtherBase,
    Outturn,
    PriorityMoney,
    StatedLabels,
    Totals,
    YearView,
)
from sharedsafety.investments.settings import money_settings
from sharedsafety.progress.results import (
    Disparity,
    GroupRow,
    IndicatorResult,
    Limits,
    Point,
    Scorecard,
    TargetStatus,
    Verdict,
)
from sharedsafety.progress.series import Break, Indicator, Target
from sharedsafety_web.publishing.site import ReleaseLabel

RELEASE = ReleaseLabel(number=3, date="2026-11-23", next_promised="2027-01-15")
BASIS = "FY2026 adopted"
RANGE = "90 % of codings"
DEPARTMENTS = ("Sheriff", "Behavioral Health", "Human Services", "District Attorney", "Public Works")
CATEGORIES = ("JS-POL", "WB-MEN", "WB-HOU", "SV-NAV", "OT-OUT")
#: family, level, control, recurrence, holder and principle of each category above, for this made-up county.
TRAITS: Mapping[str, tuple[str, str, str, str, str, str]] = {
    "JS-POL": ("JS", "response", "discretionary", "ongoing", "law_enforcement", "none"),
    "WB-MEN": ("WB", "secondary", "steerable", "ongoing", "health_agency", "PHF"),
    "WB-HOU": ("WB", "primary", "locked", "expiring", "community_based_org", "WBS"),
    "SV-NAV": ("SV", "tertiary", "discretionary", "one_time", "prosecution_courts", "CSC"),
    "OT-OUT": ("OT", "none", "unknown", "unknown", "unknown", "none"),
}
AMOUNTS = (118_400_000, 41_700_000, 14_600_000, 3_100_000, 240_000_000)
KEYS = ("sheriff/patrol", "behavioral/clinics", "human/homes", "da/victims", "works/roads")
NAMES = (
    "Sheriff patrol",
    "Mental health clinics",
    "Homes for families",
    "Victim assistance",
    "Roads & <bridges>",
)
SAFETY = sum(AMOUNTS[:4])


def example_assessment(programs: int = 5) -> Assessment:
    """Return the made-up county; ``programs`` above five repeats the first ones under other names."""
    profile = Profile(
        id="tiny",
        name="Tiny Example County",
        kind="county",
        provenance="example",
        fiscal_year_start=7,
        languages=("en", "es"),
        place_codes={"fips": "00000"},
        about="Tiny Example County is made up to test these pages.",
        headline_year=2026,
        headline_phase="adopted",
        vision=None,
    )
    return Assessment(
        schema=SCHEMA,
        version="0",
        as_of="2026-11-01",
        seed=20170401,
        draws=1000,
        folder_hash="0" * 64,
        taxonomy_version="0.1.0",
        profile=profile,
        documents=(_document("b26", "adopted", "reconciled"), _document("b25", "actual", "no_control")),
        money=_money(),
        programs=tuple(_program(at) for at in range(programs)),
        funds=(
            Fund(fund_code="100", name="General fund", control="discretionary", recurrence="ongoing"),
            Fund(fund_code="200", name="Housing grant", control="locked", recurrence="expiring", end_fy=2027),
        ),
        priorities=(_priority("heal", "S2"), _priority("calm", "S5")),
        indicators=_indicators(),
        results=_results(),
        scorecard=Scorecard(
            indicators=3,
            improving=1,
            no_clear_change=0,
            worsening=1,
            changed=0,
            cant_tell=1,
            principles_without_survivor_named=("PHF", "BCH"),
        ),
        cant_tell=(
            CantTell(
                about_kind="priority",
                about_id="heal",
                what="place",
                reason="few_areas",
                needed="areas",
                file="budget/areas.csv",
                asked="refused",
                holder="Planning department",
                asked_on="2026-03-05",
                answered_on="2026-04-20",
                requests=("places",),
            ),
        ),
        findings=(),
        neighbours=(
            {
                "place": "Alba",
                "fiscal_year": "2017",
                "total_usd": "1200000",
                "police_usd": "300000",
                "source": "State",
            },
            {
                "place": "Zorro",
                "fiscal_year": "2017",
                "total_usd": "900000",
                "police_usd": "200000",
                "source": "State",
            },
        ),
        framework=framework_standing(blueprint_pack(), (), FrameworkRecords(), as_of=date(2026, 11, 1)),
        translations={("es", "priority/heal", "title"): "Más ayuda para sanar"},
        requests=(
            RequestResult(
                request=DataRequest(
                    id="places",
                    needed="areas",
                    about_kind="priority",
                    about_id="heal",
                    holder="Planning department",
                    asked_on="2026-03-05",
                    answered_on="2026-04-20",
                    answer="refused",
                    note="Made-up reason",
                    source="Made-up letter",
                ),
                state="refused",
                days=46,
            ),
        ),
    )


def usd(value: float, spread: float = 0.1) -> Figure:
    """Return made-up dollars with a range."""
    return Figure(
        value=value,
        unit="usd",
        basis=BASIS,
        low=value * (1 - spread),
        high=value * (1 + spread),
        interval=RANGE,
    )


def share(value: float) -> Figure:
    """Return a made-up share of P with a range."""
    return Figure(
        value=value,
        unit="share",
        basis=BASIS,
        denominator="P",
        denominator_value=SAFETY,
        low=value * 0.9,
        high=min(1.0, value * 1.1),
        interval=RANGE,
    )


def nothing(unit: str, why: str) -> Figure:
    """Return a "can't tell"."""
    return Figure(value=None, unit=unit, basis=BASIS, why=why)


def _document(doc_id: str, phase: str, status: str) -> DocumentResult:
    document = Document(
        doc_id=doc_id,
        fiscal_year=2026,
        phase=phase,
        title=f"Made-up budget, {phase}",
        publisher="Tiny Example County",
        licence="CC0",
        file=f"budget/ledger/{doc_id}.csv",
        sha256="0" * 64,
        source="made up",
        retrieved_on="2026-10-01",
    )
    total = float(sum(AMOUNTS))
    return DocumentResult(
        document=document,
        loaded=usd(total, 0),
        control=usd(total, 0) if status == "reconciled" else nothing("usd", "no_control"),
        difference=usd(0, 0) if status == "reconciled" else nothing("usd", "no_control"),
        difference_share=nothing("share", "no_control"),
        status=status,
        lines=12,
        rejected_rows=0,
    )


def _table(position: int, *, outside: bool = False) -> tuple[MoneyRow, ...]:
    sums: dict[str, tuple[float, list[str]]] = {}
    for key, category, amount in zip(KEYS, CATEGORIES, AMOUNTS, strict=True):
        if category == "OT-OUT" and not outside:
            continue
        code = category if position < 0 else TRAITS[category][position]
        before, keys = sums.get(code, (0.0, []))
        sums[code] = (before + amount, [*keys, key])
    rows = [_row(code, amount, keys) for code, (amount, keys) in sums.items()]
    return tuple(sorted(rows, key=lambda row: -(row.amount.value or 0)))


def _row(code: str, amount: float, keys: Iterable[str], name: str | None = None) -> MoneyRow:
    return MoneyRow(code=code, name=name, amount=usd(amount), share=share(amount / SAFETY), programs=tuple(keys))


def _view(year: int, phase: str) -> YearView:
    totals = Totals(
        document_total=usd(sum(AMOUNTS), 0),
        all_operating=usd(sum(AMOUNTS), 0),
        perimeter=usd(SAFETY),
        perimeter_free=usd(SAFETY * 0.8),
        local_choice=usd(AMOUNTS[0] + AMOUNTS[3]),
        net_local=nothing("usd", "no_revenue"),
        outside=usd(AMOUNTS[4], 0),
        uncoded=usd(0, 0),
        excluded={"transfer_out": usd(5_000_000, 0)},
    )
    names = ("family", "level", "control", "recurrence", "holder", "principle")
    tables = {name: _table(at) for at, name in enumerate(names)}
    tables |= {
        "category": _table(-1),
        "principle_strict": tables["principle"],
        "principle_generous": tables["principle"],
    }
    tables["purpose"] = tuple(
        _row(purpose, sum(row.amount.value or 0.0 for row in tables["level"] if row.code in levels), ())
        for purpose, levels in money_settings().purposes.items()
    )
    tables["mode"] = (_row("enforcement", AMOUNTS[0], KEYS[:1]),)
    tables["department"] = tuple(
        _row(f"d{at}", amount, [key], name)
        for at, (name, key, amount) in enumerate(zip(DEPARTMENTS, KEYS, AMOUNTS, strict=True))
    )
    tables["fund"] = (
        _row("100", SAFETY - AMOUNTS[2], KEYS[:2], "General fund"),
        _row("200", AMOUNTS[2], KEYS[2:3], "Housing grant"),
    )
    tables["stated_label"] = (_row("Safe city", SAFETY, KEYS[:3], "Safe city"),)
    quality = CodingQuality(
        by_status=(_row("single", SAFETY, KEYS[:4]),),
        by_basis=(_row("E", SAFETY, KEYS[:4]),),
        unreviewed=usd(0, 0),
        uncoded=usd(0, 0),
        uncoded_programs=(),
    )
    return YearView(
        fiscal_year=year,
        phase=phase,
        label=f"{year - 1}-{year % 100}",
        basis=BASIS,
        documents=("b26",),
        reconciled=True,
        program_detail=True,
        totals=totals,
        tables=tables,
        upstream_per_response=Figure(value=0.47, unit="ratio", basis=BASIS, low=0.4, high=0.55, interval=RANGE),
        real_perimeter_per_person=nothing("usd_per_person", "no_population"),
        cliffs=(_row("200", AMOUNTS[2], KEYS[2:3], "Housing grant"),),
        cliff_within_24_months=usd(AMOUNTS[2]),
        durability=share(0.8),
        quality=quality,
    )


def _money() -> MoneyAssessment:
    rows = tuple(
        ChangeRow(
            code=code,
            before=usd(10_000_000),
            after=usd(12_000_000),
            change=usd(2_000_000),
            marginal_share=share(part),
            growth_effect=usd(1_000_000),
            mix_effect=usd(1_000_000),
            real_per_person_change=nothing("usd_per_person", "no_population"),
        )
        for code, part in (("JS", 0.3), ("WB", 0.6), ("SV", 0.1))
    )
    change = Change(
        start_year=2022,
        end_year=2026,
        phase="adopted",
        deflated=True,
        per_person=False,
        deflator="CPI-U",
        growth=usd(20_000_000),
        rows=rows,
        additions=(),
        cuts=(),
        flags=(),
    )
    outturn = Outturn(
        fiscal_year=2025,
        comparison="actual",
        ratio=Figure(value=0.97, unit="ratio", basis="FY2025"),
        ratio_band="A",
        variance=share(0.06),
        variance_band="B",
        shifted_out=usd(1_200_000),
        shifted_by_category=(),
        by_category=(),
        flags=(),
    )
    return MoneyAssessment(
        headline=(2026, "adopted"),
        views=(_view(2025, "adopted"), _view(2026, "adopted")),
        changes=(change,),
        outturns=(outturn,),
        priorities=(_priority_money("heal"), _priority_money("calm")),
        coverage=Coverage(
            priorities=2,
            with_some_money=2,
            with_ongoing_money=1,
            asked_an_amount=1,
            amount_met=0,
            amount_not_met=1,
            amount_cant_tell=0,
            together_once=usd(17_700_000),
            added_since_adoption=usd(900_000),
        ),
        agreements=(),
        stated_labels=StatedLabels(
            by_year=(("2018", (_row("Safe city", SAFETY, KEYS[:3], "Safe city"),)),), findings=()
        ),
        seed=20170401,
        draws=1000,
    )


def _program(at: int) -> Program:
    base = at % 5
    key = KEYS[base] if at < 5 else f"{KEYS[base]}-{at}"
    lines = tuple(
        LedgerLine(
            line_id=f"b26:{at}:{year}:{row}",
            fiscal_year=year,
            phase="adopted",
            object=f"Object {row}",
            fund_code="100",
            fund="General fund",
            amount_usd=AMOUNTS[base] / 4,
            flow="expenditure",
            rounded=row == 2,
            doc_id="b26",
            source_row=row,
            source_column="Amount",
        )
        for year in (2025, 2026)
        for row in range(2, 6)
    )
    return Program(
        program_key=key,
        code=f"{at:04d}",
        name=NAMES[base] if at < 5 else f"{NAMES[base]} {at}",
        department=DEPARTMENTS[base],
        text=ProgramText(program_key=key, text="Made-up words of the publisher.", source="Made-up budget, page 12"),
        amounts=tuple(
            ProgramAmount(fiscal_year=year, phase="adopted", amount_usd=float(AMOUNTS[base]), lines=4, rounded_lines=1)
            for year in (2025, 2026)
        ),
        coding=(
            CodedShare(
                program_key=key,
                category=CATEGORIES[base],
                share=Fraction(1),
                low=Fraction(9, 10),
                high=Fraction(1),
                basis="E",
                coder="project team",
                status="single",
                note="The publisher's text names it first.",
            ),
        ),
        priorities=("heal",) if base == 3 else (),
        measures=("answers",) if base == 1 else (),
        stated_labels=(("2018", "Safe city"),),
        lines=lines,
    )


def _lamps() -> tuple[Lamp, ...]:
    per_person = Figure(
        value=30.0, unit="usd_per_person", basis=BASIS, low=27.0, high=32.0, interval=RANGE, denominator="people"
    )
    moved, ongoing, spent = share(0.06), share(0.73), share(0.92)
    return (
        Lamp(name="level", state="not_consistent", reason="below_target", figures={"asked_of": per_person}),
        Lamp(
            name="direction",
            state="consistent",
            reason="moved_as_asked",
            figures={"moved": moved},
            thresholds={"moved": 0.02},
            other_bases=(OtherBase(base_year=2023, state="consistent", reason="moved_as_asked"),),
        ),
        Lamp(name="durability", state="partly", reason="partly_lasting", figures={"ongoing": ongoing}),
        Lamp(name="delivery", state="partly", reason="partly_delivered", figures={"execution": spent}),
        Lamp(name="place", state="cant_tell", reason="few_areas", needed="areas"),
    )


_NOT_SET = {"level": "no_target", "direction": "no_direction"}


def _other_lamp(lamp: Lamp) -> Lamp:
    if lamp.name in _NOT_SET:
        return Lamp(name=lamp.name, state="not_set", reason=_NOT_SET[lamp.name])
    return Lamp(name=lamp.name, state="cant_tell", reason="no_dollars" if lamp.name != "place" else "few_areas")


def _priority_money(priority_id: str) -> PriorityMoney:
    first = priority_id == "heal"
    return PriorityMoney(
        priority_id=priority_id,
        admissible=("level",),
        amount=usd(3_100_000),
        share=share(0.02),
        per_person=nothing("usd_per_person", "no_population"),
        ongoing=usd(2_000_000),
        added_since_adoption=usd(900_000) if first else nothing("usd", "not_adopted"),
        already_there=usd(2_200_000) if first else nothing("usd", "not_adopted"),
        by_year=(("2025", usd(2_200_000)), ("2026", usd(3_100_000))),
        programs=(_row("da/victims", 3_100_000, ["da/victims"], "Victim assistance"),),
        by_holder=(_row("prosecution_courts", 3_100_000, ["da/victims"]),),
        through_law_enforcement=("da/victims",),
        cliffs=(),
        share_gap=None,
        lamps=_lamps() if first else tuple(_other_lamp(lamp) for lamp in _lamps()),
    )


def _priority(priority_id: str, kind: str) -> PriorityResult:
    first = priority_id == "heal"
    stated = StatedPriority(
        id=priority_id,
        title="More help to heal" if first else "Calm streets",
        body="At least $45 a resident each year.",
        principle="CSC" if first else "MSW",
        statement_kind=kind,
        source="Made-up minutes",
        direction="more" if first else None,
        target_value=45.0 if first else None,
        target_unit="usd_per_person" if first else None,
        target_of="P" if first else None,
        adopted_on="2024-05-12" if first else None,
    )
    action = RoadMapAction(
        id="a1",
        title="Open the first place",
        priority_id="heal",
        owner="Behavioral Health",
        status="under_way",
        due="2027-03-31",
    )
    return PriorityResult(
        stated=stated,
        money=_priority_money(priority_id),
        indicators=("answers",) if first else (),
        actions=(action,) if first else (),
    )


def _rate(value: float, low: float, high: float, period: str) -> Figure:
    return Figure(
        value=value,
        unit="per_100k",
        basis=period,
        denominator="residents",
        denominator_value=100_000,
        low=low,
        high=high,
        interval="95 % exact Poisson",
    )


def _indicators() -> tuple[Indicator, ...]:
    source = {
        "title": "Made-up counts",
        "publisher": "Tiny Example County",
        "url": "",
        "licence": "CC0",
        "retrieved": "2026-10-01",
    }
    common = {
        "unit": "rate",
        "per": 100_000.0,
        "numerator": "people hurt",
        "denominator": "residents",
        "source": source,
        "place": "Tiny Example County",
    }
    return (
        Indicator(
            id="harm",
            name="People hurt",
            plain_question="Are fewer people hurt?",
            principle="PHF",
            better="down",
            priorities=("heal",),
            target=Target(kind="absolute", value=80, by="2030"),
            story="Made-up story.",
            owner="Public Health",
            next_update="2027-01-15",
            **common,
        ),
        Indicator(
            id="homes",
            name="Families who lost their home",
            plain_question="Do families keep their homes?",
            principle="WBS",
            better="down",
            **common,
        ),
        Indicator(
            id="answers",
            name="Wait for help",
            plain_question="How long do people wait?",
            principle="CSC",
            better="down",
            survivor_named=True,
            breaks=(Break(period="2023", note="Records changed.", source="Made-up notice"),),
            **common,
        ),
    )


def _points(values: Iterable[float | None]) -> tuple[Point, ...]:
    return tuple(
        Point(period=str(2019 + at), figure=None, display="not_shown", code="S")
        if value is None
        else Point(
            period=str(2019 + at),
            figure=_rate(value, value * 0.8, value * 1.2, str(2019 + at)),
            display="caution" if at == 1 else "shown",
        )
        for at, value in enumerate(values)
    )


def _result(
    indicator_id: str, values: tuple[float | None, ...], verdict: Verdict, disparity: Disparity | None = None
) -> IndicatorResult:
    points = _points(values)
    return IndicatorResult(
        indicator_id=indicator_id,
        points=points,
        limits=(),
        latest=points[-1],
        verdict=verdict,
        disparity=disparity,
        target=TargetStatus(kind="absolute", value=80, by="2030", expected=100, state="on_course_within_noise")
        if indicator_id == "harm"
        else None,
        stale=indicator_id == "homes",
        age_months=14,
        proposed_breaks=(),
    )


def _results() -> tuple[IndicatorResult, ...]:
    groups = Disparity(
        rows=(
            GroupRow(
                group_type="age",
                group="Under 18",
                period="2025",
                figure=_rate(90, 70, 115, "2025"),
                display="shown",
                code="",
                difference=None,
                ratio=None,
            ),
            GroupRow(
                group_type="age",
                group="18 to 59",
                period="2025",
                figure=_rate(60, 40, 90, "2025"),
                display="caution",
                code="",
                difference=None,
                ratio=None,
            ),
            GroupRow(
                group_type="age",
                group="60 and over",
                period="2025",
                figure=None,
                display="not_shown",
                code="S",
                difference=None,
                ratio=None,
            ),
        ),
        summaries={},
        reference="all",
    )
    monthly = tuple(
        Point(
            period=f"202{4 + at // 12}-{at % 12 + 1:02d}",
            figure=_rate(20 + at % 3 + (6 if at > 19 else 0), 15, 30, "m"),
            display="shown",
            label="outside" if at > 19 else "none",
        )
        for at in range(24)
    )
    limits = Limits(
        segment=0,
        mean=21.0,
        lower=16.0,
        upper=25.0,
        near_lower=17.5,
        near_upper=23.5,
        baseline=("2024-01", "2024-12"),
        trial=False,
    )
    change = Figure(value=0.8, unit="ratio", basis="2019 to 2025", low=0.7, high=0.9, interval="95 % exact")
    better = Verdict(
        state="improving",
        method="rate_ratio",
        reason="clear_change",
        first="2019",
        last="2025",
        p=0.01,
        change=change,
    )
    worse = Verdict(state="worsening", method="xmr", reason="xmr_outside", first="2024-01", last="2025-12")
    return (
        _result("harm", (120, 118, 110, 108, 104, 101, 98), better, groups),
        IndicatorResult(
            indicator_id="homes",
            points=monthly,
            limits=(limits,),
            latest=monthly[-1],
            verdict=worse,
            disparity=None,
            target=None,
            stale=True,
            age_months=14,
            proposed_breaks=(),
        ),
        _result(
            "answers",
            (30, 28, None),
            Verdict(state="cant_tell", method="none", reason="series_breaks", needed="periods_after_break"),
        ),
    )
