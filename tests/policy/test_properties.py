"""What holds of every answer, whatever the facts."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyuan.policy import asking, rules
from gongyuan.policy.choices import (
    AidForm,
    ApplicantKind,
    ClaimKind,
    EmergencyReason,
    HardshipGround,
    MatterScope,
    Outcome,
)
from gongyuan.policy.facts import ApplicationFacts
from gongyuan.policy.loader import load_packs, shipped_paths
from gongyuan.policy.regions import chain
from gongyuan.policy.resolution import resolve

PACKS = load_packs(shipped_paths())
FIRST_DAY = date(2008, 8, 11)
REGIONS = ("000000", "320200", "410100", "410423", "222400", "330100", "410423101")
GRANTED = {Outcome.GRANT, Outcome.GRANT_FIRST}

maybe = st.sampled_from([None, True, False])
places = st.sampled_from(REGIONS)
days = st.dates(min_value=FIRST_DAY, max_value=FIRST_DAY + timedelta(days=9_000))


def one_of(choices):
    return st.sampled_from([None, *choices.values])


def some_of(choices):
    return st.none() | st.lists(st.sampled_from(choices.values), max_size=4).map(tuple)


anything = {
    "applicant_kind": one_of(ApplicantKind),
    "matter_scope": one_of(MatterScope),
    "aid_form": one_of(AidForm),
}
#: Where most of the rules are: a worker who wants to be represented.
represented = {
    "applicant_kind": st.just("worker"),
    "matter_scope": st.just("labour_dispute"),
    "aid_form": st.sampled_from(["arbitration", "litigation"]),
}
others = {
    "claims": some_of(ClaimKind),
    "is_migrant": maybe,
    "hardship_grounds": some_of(HardshipGround),
    "is_hardship_confirmed": maybe,
    "has_severe_infringement_evidence": maybe,
    "is_emergency": maybe,
    "emergency_reason": one_of(EmergencyReason),
    "days_to_limitation": st.none() | st.integers(-400, 400),
    "workers": st.none() | st.integers(1, 50),
    "is_restructuring": maybe,
    "is_marked_major": maybe,
}
applications = st.one_of(
    st.builds(ApplicationFacts, **anything, **others),
    st.builds(ApplicationFacts, **represented, **others),
)
many = settings(max_examples=200, deadline=None)


@many
@given(applications, places, days, st.randoms(use_true_random=False))
def test_the_order_of_what_was_typed_never_matters(known, region, on, random: Random):
    typed = known.to_json()
    shuffled = {
        name: random.sample(value, len(value)) if isinstance(value, list) else value
        for name, value in random.sample(list(typed.items()), len(typed))
    }

    asked = asking.read_asked(typed, region_code=region, on=on)
    again = asking.read_asked(shuffled, region_code=region, on=on)

    assert asking.answer(asked, PACKS) == asking.answer(again, PACKS)


@many
@given(
    applications,
    places,
    days,
    st.sampled_from(
        [
            {"is_hardship_confirmed": True},
            {"has_severe_infringement_evidence": True},
            {"is_migrant": True},
            *({"hardship_grounds": (ground,)} for ground in HardshipGround.values),
            *({"claims": (claim,)} for claim in ("unpaid_wages", "overtime", "work_injury")),
            {"is_emergency": True, "emergency_reason": "preservation"},
            {"days_to_limitation": 3},
        ]
    ),
)
def test_one_more_ground_never_turns_a_grant_into_a_refusal(known, region, on, ground):
    policy = resolve(PACKS, region, on)
    more = {
        name: (*(getattr(known, name) or ()), *value) if isinstance(value, tuple) else value
        for name, value in ground.items()
    }

    before = rules.eligibility(known, policy)
    after = rules.eligibility(replace(known, **more), policy)

    if before.outcome in GRANTED:
        assert after.outcome in GRANTED
    if before.outcome == Outcome.GRANT:
        assert set(before.grounds) <= set(after.grounds)
    # A bar is about who and what, so that no ground lifts it.
    if before.outcome == Outcome.REFUSE and before.refusal != "CONDITIONS_NOT_MET":
        assert after == before or after.refusal == before.refusal


@many
@given(applications, places, days)
def test_every_decision_names_a_clause_of_a_pack_in_its_chain(known, region, on):
    answer = rules.evaluate(known, resolve(PACKS, region, on))

    in_chain = {
        (pack.id, clause)
        for pack in PACKS.packs
        if pack.region in chain(region) and pack.is_in_force(on)
        for clause in pack.clauses
    }
    cited = {(clause.pack, clause.clause) for clause in asking.clauses_of(answer)}
    assert {c for reason in answer.decision.reasons for c in reason.clauses}
    assert cited
    assert cited <= in_chain
    assert {ref.pack for ref in answer.packs} == {
        pack.id for pack in PACKS.packs if pack.region in chain(region) and pack.is_in_force(on)
    }


@many
@given(applications, places, days)
def test_what_is_not_known_is_listed_and_never_guessed(known, region, on):
    policy = resolve(PACKS, region, on)
    decision = rules.eligibility(known, policy)
    open_facts = {fact.field for fact in decision.missing}

    for name in open_facts:
        assert getattr(known, name) in (None, ()), name
    assert bool(open_facts) >= (decision.outcome in {"need_more_facts", "hardship_check"})
    if decision.outcome in {Outcome.GRANT, Outcome.REFUSE}:
        # Settled is settled: whatever else becomes known does not overturn a grant, and a
        # refusal for the conditions rests on facts that were all known.
        assert open_facts <= {"emergency_reason"}


@many
@given(applications, places, days)
def test_no_fact_left_open_would_have_changed_a_refusal(known, region, on):
    policy = resolve(PACKS, region, on)
    if rules.eligibility(known, policy).outcome != Outcome.REFUSE:
        return

    # Who says there is no hardship is not asked for the result of a check.
    said_no = known.hardship_grounds == () or known.is_hardship_confirmed is False
    for name, value in (
        ("is_migrant", True),
        ("is_hardship_confirmed", True),
        ("has_severe_infringement_evidence", True),
        ("claims", ("unpaid_wages",)),
    ):
        if getattr(known, name) is None and not (name == "is_hardship_confirmed" and said_no):
            assert rules.eligibility(replace(known, **{name: value}), policy).outcome == "refuse"


@many
@given(applications, places, days)
def test_papers_come_with_a_reason_and_only_where_something_is_reviewed(known, region, on):
    answer = rules.evaluate(known, resolve(PACKS, region, on))

    for paper in answer.materials:
        assert paper.why.endswith("。")
        assert paper.clauses
    if answer.decision.outcome == Outcome.REFUSE:
        assert not answer.materials
        assert answer.decision.advice
        assert answer.track.kind == "normal"


@pytest.mark.parametrize("region", REGIONS)
@given(on=days)
@settings(max_examples=40, deadline=None)
def test_a_number_is_never_looser_than_the_law_above(region, on):
    policy = resolve(PACKS, region, on)

    for known in (ApplicationFacts(), ApplicationFacts(is_migrant=True, aid_form="arbitration")):
        review = rules.deadlines(policy, rules.track(known, policy)).get("AID_REVIEW")
        assert review is None or review.length <= 7
