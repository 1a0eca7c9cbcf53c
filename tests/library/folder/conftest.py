"""A small, made-up community folder that each test can spoil in its own way."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

LEDGER = "Department,Program,Fund,Amount\nSheriff,Patrol,100,1000\nHealth,Clinic,100,500\n"
COMMUNITY = """\
id: small-example
name: Small Example
kind: county
provenance: example
fiscal_year_start: 7
languages: [en, es]
place_codes: {fips: "00000"}
about: Made up for a test.
headline_year: 2024
headline_phase: adopted
"""
PRIORITIES = (
    "id,title,body,principle,statement_kind,direction,target_value,target_unit,target_of,adopted_on,source,stated_by\n"
    "heal,More help to heal,,CSC,S3,more,,,,2023-05-12,minutes,\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "small-example"
    (root / "budget" / "ledger").mkdir(parents=True)
    (root / "community.yaml").write_text(COMMUNITY, encoding="utf-8")
    (root / "priorities.csv").write_text(PRIORITIES, encoding="utf-8")
    (root / "budget/ledger/lines.csv").write_text(LEDGER, encoding="utf-8")
    digest = hashlib.sha256(LEDGER.encode()).hexdigest()
    (root / "budget/documents.csv").write_text(
        "doc_id,fiscal_year,phase,title,publisher,licence,file,sha256,source,retrieved_on,control_total_usd\n"
        f"a24,2024,adopted,Adopted budget,Example,made up,ledger/lines.csv,{digest},made up,2026-11-23,1500.00\n",
        encoding="utf-8",
    )
    (root / "budget/coding.csv").write_text(
        "program_key,category,share,level,low,high,basis,markers,coder,status,note,taxonomy_version\n"
        "sheriff.patrol,JS-POL,1,,,,A,,someone,single,Patrol,0.1.0\n"
        "health.clinic,WB-MEN,0.6,,0.5,0.7,E,CSC:0.4,someone,single,Mostly talk with people who were harmed,0.1.0\n"
        "health.clinic,WB-PHC,0.4,,0.3,0.5,E,,someone,single,Nurses,0.1.0\n",
        encoding="utf-8",
    )
    return root
