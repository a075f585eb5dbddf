"""Every clause that decides something, named beside facts in which it does."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from gongyuan.policy import network, rules
from gongyuan.policy.pack import ClauseRef, PackSet
from gongyuan.policy.resolution import Resolved, resolve
from tests.policy.applications import facts

TODAY = date(2026, 3, 2)
BEFORE_THE_LAW = date(2021, 12, 31)
NATION, WUGANG, WUXI, YANJI = "330122", "410481", "320214", "222401"

MIGRANT_WAGE = {"is_migrant": True, "claims": ("unpaid_wages",)}
MIGRANT_INJURY = {"is_migrant": True, "claims": ("work_injury",)}
REFUSED = {"hardship_grounds": (), "has_severe_infringement_evidence": False}
STAFF = {"applicant_kind": "union_staff", "matter_scope": "union_staff_duty"}
ORGANISATION = {
    "applicant_kind": "union_organisation",
    "matter_scope": "union_organisation_rights",
    "claims": None,
}
RECOGNISED = {"matter_scope": "other_recognised", "is_hardship_confirmed": True}
UNKNOWN = {"applicant_kind": None}


def form(name: str) -> dict[str, Any]:
    return {"aid_form": name}


def in_decision(known: dict[str, Any]) -> Callable[[Resolved], Iterable[Any]]:
    return lambda policy: rules.eligibility(facts(**known), policy).reasons


def in_advice(known: dict[str, Any]) -> Callable[[Resolved], Iterable[Any]]:
    return lambda policy: rules.eligibility(facts(**known), policy).advice


def in_materials(known: dict[str, Any]) -> Callable[[Resolved], Iterable[Any]]:
    return lambda policy: rules.materials(facts(**known), policy)


def in_track(known: dict[str, Any]) -> Callable[[Resolved], Iterable[Any]]:
    return lambda policy: rules.track(facts(**known), policy).reasons


def in_gravity(known: dict[str, Any]) -> Callable[[Resolved], Iterable[Any]]:
    return lambda policy: rules.gravity(facts(**known), policy).reasons


def in_measures(known: dict[str, Any]) -> Callable[[Resolved], Iterable[Any]]:
    return lambda policy: rules.gravity(facts(**known), policy).measures


def in_deadline(known: dict[str, Any], code: str) -> Callable[[Resolved], Iterable[Any]]:
    return lambda policy: [
        rules.deadlines(policy, rules.track(facts(**known), policy))[code],
    ]


def in_parameter(key: str) -> Callable[[Resolved], Iterable[Any]]:
    return lambda policy: [rules.parameter(policy, key)]


def in_approval(name: str) -> Callable[[Resolved], Iterable[Any]]:
    return lambda policy: [rules.approval_levels(policy, name)]


def in_consequence(event: str) -> Callable[[Resolved], Iterable[Any]]:
    return lambda policy: [rules.consequence(policy, event).reason]


def in_duty(duty: str) -> Callable[[Resolved], Iterable[Any]]:
    return lambda policy: [rules.duty_certificates(policy, duty)]


def in_terminations(policy: Resolved) -> Iterable[Any]:
    return rules.terminations(policy)


def in_coverage(level: str, year: int) -> Callable[[Resolved], Iterable[Any]]:
    return lambda policy: [
        target
        for target in network.coverage_targets(policy)
        if (target.level, target.due_on.year) == (level, year)
    ]


def in_station_item(code: str) -> Callable[[Resolved], Iterable[Any]]:
    return lambda policy: [item for item in network.station_items(policy) if item.code == code]


def in_claim(name: str, *, state_aid: bool) -> Callable[[Resolved], Iterable[Any]]:
    """A claim says by its clause whether the state gives aid for it; advice follows from that."""

    def entries(policy: Resolved) -> Iterable[Any]:
        advice = rules.eligibility(facts(claims=(name,), **REFUSED), policy).advice
        assert any("政府法律援助" in item.text for item in advice) is state_aid
        return [policy.require("claims", name)]

    return entries


DECIDING = [
    ("national-office", "own", NATION, TODAY, in_station_item("hours_shown")),
    ("national-2008", "u2", NATION, TODAY, in_decision(STAFF)),
    ("national-2008", "u2", NATION, TODAY, in_decision(ORGANISATION)),
    ("national-2008", "u2", NATION, TODAY, in_decision(UNKNOWN)),
    ("national-2008", "u8", NATION, TODAY, in_decision({"matter_scope": "outside"})),
    ("national-2008", "u8", NATION, TODAY, in_decision({"matter_scope": "union_staff_duty"})),
    ("national-2008", "u8", NATION, TODAY, in_decision(RECOGNISED)),
    ("national-2008", "u8", NATION, TODAY, in_advice({"matter_scope": "outside"})),
    ("national-2008", "u9", NATION, TODAY, in_decision(form("drafting"))),
    ("national-2008", "u9", NATION, TODAY, in_advice(REFUSED)),
    ("national-2008", "u10", NATION, TODAY, in_decision(form("litigation"))),
    ("national-2008", "u10.1.1", NATION, TODAY, in_decision({"is_hardship_confirmed": True})),
    ("national-2008", "u10.1.1", NATION, TODAY, in_decision({})),
    (
        "national-2008",
        "u10.1.2",
        NATION,
        TODAY,
        in_decision({"has_severe_infringement_evidence": True}),
    ),
    (
        "national-2008",
        "u10.1.2",
        NATION,
        TODAY,
        in_materials({"has_severe_infringement_evidence": True}),
    ),
    ("national-2008", "u10.1.2", NATION, TODAY, in_advice(REFUSED)),
    ("national-2008", "u10.2", NATION, BEFORE_THE_LAW, in_decision(MIGRANT_WAGE)),
    ("national-2008", "u10.2", NATION, BEFORE_THE_LAW, in_decision(MIGRANT_INJURY)),
    ("national-2008", "u10.none", NATION, TODAY, in_decision(form("mediation"))),
    ("national-2008", "u12", NATION, TODAY, in_materials({})),
    ("national-2008", "u12.oral", NATION, TODAY, in_materials({})),
    ("national-2008", "u12.1", NATION, TODAY, in_materials({})),
    ("national-2008", "u12.1", NATION, TODAY, in_materials(ORGANISATION)),
    ("national-2008", "u12.2", NATION, BEFORE_THE_LAW, in_materials({})),
    ("national-2008", "u12.3", NATION, TODAY, in_materials({})),
    ("national-2008", "u12.4", NATION, TODAY, in_materials(STAFF)),
    ("national-2008", "arb7", NATION, TODAY, in_gravity({"workers": 10})),
    ("national-2008", "arb7", NATION, TODAY, in_parameter("collective_workers")),
    ("national-2008", "rules63", NATION, TODAY, in_parameter("representatives_least")),
    ("national-2008", "rules63", NATION, TODAY, in_parameter("representatives_most")),
    ("national-2021", "a23", NATION, TODAY, in_advice({"matter_scope": "outside"})),
    ("national-2021", "a31", NATION, TODAY, in_claim("double_wage", state_aid=False)),
    ("national-2021", "a31", NATION, TODAY, in_claim("other", state_aid=False)),
    ("national-2021", "a31", NATION, TODAY, in_claim("unlawful_dismissal", state_aid=False)),
    ("national-2021", "a31", NATION, TODAY, in_claim("economic_compensation", state_aid=False)),
    ("national-2021", "a31.2", NATION, TODAY, in_claim("social_insurance", state_aid=True)),
    ("national-2021", "a31.5", NATION, TODAY, in_claim("unpaid_wages", state_aid=True)),
    ("national-2021", "a31.5", NATION, TODAY, in_claim("overtime", state_aid=True)),
    ("national-2021", "a31.5", NATION, TODAY, in_claim("labour_relation", state_aid=True)),
    ("national-2021", "a31.7", NATION, TODAY, in_claim("work_injury", state_aid=True)),
    (
        "national-2021",
        "a38",
        NATION,
        TODAY,
        in_advice({**REFUSED, "claims": ("unpaid_wages",)}),
    ),
    ("national-2021", "a41.1", NATION, TODAY, in_materials({})),
    ("national-2021", "a41.2", NATION, TODAY, in_materials({})),
    (
        "national-2021",
        "a42.1",
        NATION,
        TODAY,
        in_decision({"hardship_grounds": ("no_fixed_income_group",)}),
    ),
    (
        "national-2021",
        "a42.1",
        NATION,
        TODAY,
        in_materials({"hardship_grounds": ("no_fixed_income_group",)}),
    ),
    *(
        ("national-2021", "a42.2", NATION, TODAY, in_decision({"hardship_grounds": (ground,)}))
        for ground in ("social_assistance", "judicial_assistance", "preferential_treatment")
    ),
    ("national-2021", "a42.3", NATION, TODAY, in_decision(MIGRANT_WAGE)),
    ("national-2021", "a42.3", NATION, TODAY, in_decision(MIGRANT_INJURY)),
    ("national-2021", "a42.3", NATION, TODAY, in_materials(MIGRANT_WAGE)),
    ("national-2021", "a43.1", NATION, TODAY, in_deadline({}, "AID_REVIEW")),
    ("national-2021", "a43.1", NATION, TODAY, in_deadline({}, "AID_ASSIGN")),
    ("national-2021", "a43.1", NATION, TODAY, in_consequence("refused")),
    ("national-2021", "a43.2", NATION, TODAY, in_consequence("supplement_unanswered")),
    ("national-2021", "a44.1", NATION, TODAY, in_decision({"days_to_limitation": 6})),
    ("national-2021", "a44.1", NATION, TODAY, in_parameter("emergency_days")),
    (
        "national-2021",
        "a44.2",
        NATION,
        TODAY,
        in_decision({"is_emergency": True, "emergency_reason": "preservation"}),
    ),
    ("national-2021", "a44.later", NATION, TODAY, in_decision({"days_to_limitation": 6})),
    *(("national-2021", f"a48.{number}", NATION, TODAY, in_terminations) for number in range(1, 9)),
    ("national-2021", "a49.1", NATION, TODAY, in_advice(REFUSED)),
    ("national-2021", "a49.1", NATION, TODAY, in_consequence("terminated")),
    ("national-2021", "a49.2", NATION, TODAY, in_deadline({}, "AID_OBJECTION")),
    ("national-2021", "a68", NATION, TODAY, in_decision(MIGRANT_WAGE)),
    ("national-2021", "a68", NATION, TODAY, in_advice(REFUSED)),
    ("national-2021", "volunteers", NATION, TODAY, in_parameter("volunteer_day_hours")),
    ("national-office", "own", NATION, TODAY, in_parameter("supplement_days")),
    ("national-office", "own", NATION, TODAY, in_duty("arbitration")),
    ("national-office", "own", NATION, TODAY, in_approval("arbitration")),
    ("national-office", "keeping", NATION, TODAY, in_parameter("archive_keep_months")),
    ("jiangsu-2012", "j7", WUXI, TODAY, in_decision({"matter_scope": "outside"})),
    ("jiangsu-2012", "j7", WUXI, TODAY, in_decision(RECOGNISED)),
    ("jiangsu-2012", "j7", WUXI, TODAY, in_decision(UNKNOWN)),
    ("jiangsu-2012", "j8", WUXI, TODAY, in_decision(form("consultation"))),
    ("jiangsu-2012", "j8", WUXI, TODAY, in_decision(form("drafting"))),
    ("jiangsu-2012", "j8", WUXI, TODAY, in_decision(form("mediation"))),
    ("jiangsu-2012", "j9.who", WUXI, TODAY, in_decision(UNKNOWN)),
    ("jiangsu-2012", "j9.check", WUXI, TODAY, in_decision(form("drafting"))),
    ("jiangsu-2012", "j9.check", WUXI, TODAY, in_decision({})),
    ("jiangsu-2012", "j9.migrant", WUXI, TODAY, in_decision(MIGRANT_WAGE)),
    ("jiangsu-2012", "j9.migrant", WUXI, TODAY, in_decision(MIGRANT_INJURY)),
    ("jiangsu-2012", "j4", WUXI, TODAY, in_coverage("prefecture", 2012)),
    ("jiangsu-2012", "j4", WUXI, TODAY, in_coverage("county", 2012)),
    ("jiangsu-2012", "j5", WUXI, TODAY, in_coverage("township", 2012)),
    ("jiangsu-2012", "j5", WUXI, TODAY, in_coverage("township", 2013)),
    ("jiangsu-2012", "j5", WUXI, TODAY, in_coverage("township", 2014)),
    ("jiangsu-2012", "j10", WUXI, TODAY, in_station_item("rules_on_wall")),
    ("jiangsu-2012", "j11", WUXI, TODAY, in_track({"workers": 10})),
    ("jiangsu-2012", "j11", WUXI, TODAY, in_track(MIGRANT_WAGE)),
    ("jiangsu-2012", "j11", WUXI, TODAY, in_track({"is_restructuring": True})),
    ("jiangsu-2012", "j14", WUXI, TODAY, in_gravity({"is_marked_major": True})),
    ("jiangsu-2012", "j14", WUXI, TODAY, in_measures({"is_marked_major": True})),
    ("jiangsu-2012", "j17", WUXI, TODAY, in_parameter("panel_honour_months")),
    ("henan-2015", "h2.3.consult", WUGANG, TODAY, in_decision(form("consultation"))),
    ("henan-2015", "h2.3.exempt", WUGANG, TODAY, in_decision(MIGRANT_WAGE)),
    ("henan-2015", "h2.3.exempt", WUGANG, TODAY, in_decision(MIGRANT_INJURY)),
    ("henan-2015", "h2.3.fast", WUGANG, TODAY, in_track({"is_migrant": True})),
    ("henan-2015", "h2.3.fast", WUGANG, TODAY, in_track({"is_hardship_confirmed": True})),
    ("henan-2015", "h2.3.fast", WUGANG, TODAY, in_deadline(MIGRANT_WAGE, "AID_REVIEW")),
    ("henan-2015", "h2.3.major", WUGANG, TODAY, in_gravity({"is_marked_major": True})),
    ("henan-2015", "h2.3.major", WUGANG, TODAY, in_measures({"is_marked_major": True})),
    ("henan-2020", "n3.2.2", WUGANG, TODAY, in_duty("mediation")),
    ("henan-2020", "n3.4.1", WUGANG, TODAY, in_track(MIGRANT_WAGE)),
    ("henan-2020", "n3.3.2", WUGANG, TODAY, in_station_item("sign")),
    ("henan-2020", "n3.3.2", WUGANG, TODAY, in_station_item("functions")),
    ("henan-2020", "n3.3.2", WUGANG, TODAY, in_station_item("process")),
    ("henan-2020", "n3.3.2", WUGANG, TODAY, in_station_item("duty_roster")),
    ("pingdingshan-2016", "p1.2.stipend", WUGANG, TODAY, in_parameter("panel_stipend")),
    ("pingdingshan-2016", "p2.4", WUGANG, TODAY, in_parameter("panel_term_months")),
    ("pingdingshan-2016", "p2.5.5", WUGANG, TODAY, in_measures({"workers": 10})),
    ("pingdingshan-2016", "p1.4.3", WUGANG, TODAY, in_parameter("panel_summary_spring")),
    ("pingdingshan-2016", "p1.4.5", WUGANG, TODAY, in_parameter("panel_ledger_day")),
    ("pingdingshan-2016", "p1.6", WUGANG, TODAY, in_parameter("panel_joint_appraisal")),
    ("pingdingshan-2016", "p2.5.1", WUGANG, TODAY, in_parameter("panel_ground_punished")),
    ("pingdingshan-2016", "p2.5.2", WUGANG, TODAY, in_parameter("panel_ground_substituted")),
    ("pingdingshan-2016", "p2.5.3", WUGANG, TODAY, in_parameter("panel_ground_harmed_name")),
    ("pingdingshan-2016", "p2.5.4", WUGANG, TODAY, in_parameter("panel_ground_blunder")),
    ("pingdingshan-2016", "p2.5.6", WUGANG, TODAY, in_parameter("panel_complaints")),
]


@pytest.mark.parametrize(
    ("pack", "clause", "region", "on", "asked"),
    DECIDING,
    ids=[f"{pack}-{clause}-{index}" for index, (pack, clause, *_) in enumerate(DECIDING)],
)
def test_a_clause_that_decides_is_cited_where_it_decides(
    shipped: PackSet,
    pack: str,
    clause: str,
    region: str,
    on: date,
    asked: Callable[[Resolved], Iterable[Any]],
) -> None:
    resting = list(asked(resolve(shipped, region, on)))
    cited: set[ClauseRef] = {reference for item in resting for reference in item.clauses}

    assert (pack, clause) in {(reference.pack, reference.clause) for reference in cited}


def test_no_clause_that_decides_is_without_such_a_test(shipped: PackSet) -> None:
    deciding = {
        (pack.id, clause)
        for pack in shipped.packs
        for entries in pack.rules.values()
        for entry in entries.values()
        for clause in entry["clauses"]
    }

    assert deciding == {(pack, clause) for pack, clause, *_ in DECIDING}


def test_a_clause_nobody_read_decides_nothing(shipped: PackSet) -> None:
    unread = {
        clause.clause
        for pack in shipped.packs
        for clause in pack.clauses.values()
        if clause.confidence == "M"
    }

    assert unread == {"u11", "u13"}
    assert not unread & {clause for _, clause, *_ in DECIDING}


def test_the_notice_of_jilin_decides_nothing_and_changes_nothing(
    nation: Resolved, jilin: Resolved
) -> None:
    known = facts(**MIGRANT_WAGE, workers=12)

    here, there = (rules.evaluate(known, policy).to_json() for policy in (jilin, nation))

    assert "jilin-2015" in {pack["pack"] for pack in here["packs"]}
    assert {**here, "packs": [], "region_code": ""} == {**there, "packs": [], "region_code": ""}


def test_every_clause_says_what_it_says_and_where_it_stands(shipped: PackSet) -> None:
    for pack in shipped.packs:
        for clause in pack.clauses.values():
            assert clause.summary.endswith("。")
            assert clause.place
            assert clause.is_verified is (clause.confidence in ("F", "P"))
