"""A small made-up community folder, for tests with and without the platform."""

from __future__ import annotations

import hashlib
from pathlib import Path

LEDGER = "Department,Program,Fund,Amount\nSheriff,Patrol,100,1000\nHealth,Clinic,100,500\n"
PROFILE = """\
id: {slug}
name: {name}
kind: county
provenance: example
fiscal_year_start: 7
languages: [en, es]
place_codes: {{fips: "00000"}}
about: Made up for a test.
headline_year: 2024
headline_phase: adopted
"""
MAPPING = """\
files:
  - file: ledger/lines.csv
    columns: {department: Department, program: Program, fund: Fund}
    amounts: [{column: Amount, fiscal_year: 2024, phase: adopted, document: a24}]
"""
INDICATORS = """\
indicators:
- id: calm
  name: Feels calm at home
  plain_question: Do people feel calm at home?
  principle: WBS
  unit: proportion
  numerator: people who feel calm
  denominator: people asked
  better: up
  source: {id: own, title: Made up}
"""
TABLES = {
    "priorities.csv": "id,title,body,principle,statement_kind,direction,target_value,target_unit,target_of,adopted_on,"
    "source,stated_by\nheal,More help to heal,,CSC,S3,more,,,,2023-05-12,minutes,\n",
    "budget/documents.csv": "doc_id,fiscal_year,phase,title,publisher,licence,file,sha256,source,retrieved_on,"
    "control_total_usd\na24,2024,adopted,Adopted budget,Example,made up,ledger/lines.csv,{digest},made up,2026-11-23,"
    "1500.00\n",
    "budget/mapping.yaml": MAPPING,
    "budget/coding.csv": "program_key,category,share,level,low,high,basis,markers,coder,status,note,taxonomy_version\n"
    "sheriff.patrol,JS-POL,1,,,,A,,someone,single,Patrol,0.1.0\n",
    "budget/ledger/lines.csv": LEDGER,
}


def write_folder(root: Path, *, slug: str, name: str) -> Path:
    digest = hashlib.sha256(LEDGER.encode()).hexdigest()
    (root / "budget" / "ledger").mkdir(parents=True)
    (root / "community.yaml").write_text(PROFILE.format(slug=slug, name=name), encoding="utf-8")
    for path, text in TABLES.items():
        (root / path).write_text(text.replace("{digest}", digest), encoding="utf-8")
    return root
