"""Every shared budget goes through the wizard as it was published: the known right totals stand on the last page."""

import os
import shutil
from pathlib import Path

import pytest
from django.test import Client
from tests.web.investments.test_budget_files import FACTS, FILES, NEW, answered, confirmed, upload, words

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif("SHAREDSAFETY_DATA" not in os.environ, reason="needs the folder named by SHAREDSAFETY_DATA"),
]

#: File -> a document in it, and the dollars of spending that its publisher counts.
KNOWN = {
    "oakland_ca/FY13-14__adopted.csv.gz": ("2014-adopted", 1_094_533_634),
    "oakland_ca/FY17-18__proposed.csv.gz": ("2018-proposed", 1_331_563_727),
    "oakland_ca/FY19-20__adopted.csv.gz": ("2020-adopted", 1_656_222_651),
    "oakland_ca/FY22-23__adopted.csv.gz": ("2023-adopted", 1_920_271_118),
    "sacramento_ca/FY17_line_items.csv.gz": ("2017-adopted", 906_979_132),
    "sacramento_ca/City_of_Sacramento_Approved_Budgets.csv": ("2017-adopted", 906_980_646),
    "los_angeles_ca/expenditures_sec2_2021-22_adopted.csv.gz": ("2021-adopted", 10_531_278_041),
    "los_angeles_ca/expenditures_sec4_2021-22_adopted.csv": ("2021-adopted", 468_173_362),
    "los_angeles_ca/appropriations_2010-2018_with_priority.csv.gz": ("2010-adopted", 7_275_802_074),
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_published_budget_is_added_with_the_total_its_publisher_counts(signed_in, folder, name):
    document, spending = KNOWN[name]
    shutil.rmtree(folder / "budget")
    analyst: Client = signed_in("budget_analyst")
    path = Path(os.environ["SHAREDSAFETY_DATA"]) / "budgets" / name
    page = answered(analyst, upload(analyst, path.read_bytes(), name=path.name), go_on=True)
    controls = {field.html_name: "" for field in page.context["form"].controls}
    controls[f"control_{document.replace('-', '_')}"] = str(spending)
    facts = {key: text for key, text in FACTS.items() if not key.startswith("control_")}
    look = analyst.post(f"{NEW}describe/", {**facts, **controls, "headline": document}, follow=True)
    assert "Added: " in words(confirmed(analyst, look))
    text = words(analyst.get(f"{FILES}county-{document}/"))
    assert f"${spending:,}.00 of spending is loaded: to the cent what the document prints." in text
