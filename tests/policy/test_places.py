"""The same question in seven places: what decides, by which pack, and by when."""

from datetime import date

import pytest

from gongyuan.policy import rules
from gongyuan.policy.resolution import resolve
from tests.policy.applications import citations, facts
from tests.policy.test_resolution import IN_HENAN, IN_PINGDINGSHAN, NATIONAL

DAY = date(2026, 3, 2)
LAW = "法律援助法第四十二条第（三）项"

PLACES = {
    "the nation": ("000000", NATIONAL, LAW, "normal", 7, [], "mediation", False),
    "a city of Jiangsu": (
        "320200",
        (*NATIONAL, "jiangsu-2012"),
        "苏工发[2012]8号第9项",
        "fast",
        7,
        ["leader_in_charge"],
        "mediation",
        True,
    ),
    "a city of Henan": (
        "410100",
        IN_HENAN,
        "豫工办〔2015〕28号二(三)",
        "fast",
        0,
        ["collective_discussion", "whole_process_tracking", "oversight"],
        "consultation",
        True,
    ),
    "a county of Pingdingshan": (
        "410423",
        IN_PINGDINGSHAN,
        "豫工办〔2015〕28号二(三)",
        "fast",
        0,
        ["collective_discussion", "whole_process_tracking", "oversight", "lawyer_report"],
        "consultation",
        True,
    ),
    "a city of Jilin": (
        "222400",
        (*NATIONAL, "jilin-2015"),
        LAW,
        "normal",
        7,
        [],
        "mediation",
        False,
    ),
    "a region without a pack": ("330100", NATIONAL, LAW, "normal", 7, [], "mediation", False),
    "a town of Pingdingshan": (
        "410423101",
        IN_PINGDINGSHAN,
        "豫工办〔2015〕28号二(三)",
        "fast",
        0,
        ["collective_discussion", "whole_process_tracking", "oversight", "lawyer_report"],
        "consultation",
        True,
    ),
}


@pytest.mark.parametrize(
    ("code", "packs", "source", "track", "days", "measures", "form", "verified"),
    PLACES.values(),
    ids=PLACES,
)
def test_a_place_answers_by_its_own_packs(
    shipped, code, packs, source, track, days, measures, form, verified
):
    policy = resolve(shipped, code, DAY)
    wages = facts(is_migrant=True, claims=("unpaid_wages",), workers=12)

    answer = rules.evaluate(wages, policy)
    without_check = rules.eligibility(facts(aid_form=form), policy)

    assert {ref.pack for ref in answer.packs} == set(packs)
    assert (answer.decision.outcome, answer.decision.grounds) == ("grant", ("MIGRANT_WAGE",))
    assert answer.decision.reasons[0].clauses[0].citation == source
    assert LAW in citations(answer.decision.reasons)
    assert answer.track.kind == track
    assert answer.deadlines["AID_REVIEW"].length == days
    assert answer.gravity.is_major
    assert [measure.code for measure in answer.gravity.measures] == measures
    assert (without_check.outcome, without_check.reasons[0].is_verified) == ("grant", verified)


@pytest.mark.parametrize(
    ("on", "source", "self_declaration", "track", "days"),
    [
        (date(2008, 8, 11), "工会法律援助办法第十条第二款", False, "normal", None),
        (date(2015, 11, 9), "工会法律援助办法第十条第二款", False, "normal", None),
        (date(2015, 11, 10), "豫工办〔2015〕28号二(三)", False, "fast", 0),
        (date(2021, 12, 31), "豫工办〔2015〕28号二(三)", False, "fast", 0),
        (date(2022, 1, 1), "豫工办〔2015〕28号二(三)", True, "fast", 0),
    ],
)
def test_an_application_is_judged_by_the_packs_of_its_day(
    shipped, on, source, self_declaration, track, days
):
    policy = resolve(shipped, "410100", on)
    wages = facts(is_migrant=True, claims=("unpaid_wages",))

    answer = rules.evaluate(wages, policy)
    papers = {paper.code: paper for paper in rules.materials(facts(), policy)}
    review = answer.deadlines.get("AID_REVIEW")

    assert answer.decision.reasons[0].clauses[0].citation == source
    assert papers["hardship_certificate"].may_be_declared is self_declaration
    assert answer.track.kind == track
    assert (review and review.length) == days


@pytest.mark.parametrize(
    ("on", "reasons"),
    [(date(2020, 7, 20), 1), (date(2020, 7, 21), 2), (date(2020, 7, 22), 2)],
)
def test_the_green_channel_of_henan_opens_on_its_day(shipped, on, reasons):
    track = rules.track(
        facts(is_migrant=True, claims=("unpaid_wages",)), resolve(shipped, "410100", on)
    )

    assert (track.deadline_set, len(track.reasons)) == ("same_day", reasons)
