from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.db import ProgrammingError, transaction

from gongyuan.core.refusals import Refused
from gongyuan.policy import actions, queries
from gongyuan.policy.facts import ApplicationFacts
from gongyuan.policy.loader import load_packs, shipped_paths
from gongyuan.policy.models import DecisionRecord, PackVersion

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
ON = date(2026, 3, 2)
CLERK = SimpleNamespace(
    user_id=7, post_id=9, unit_id=3, name="", office="", capabilities=frozenset()
)
FACTS = ApplicationFacts(
    applicant_kind="worker",
    matter_scope="labour_dispute",
    aid_form="arbitration",
    is_migrant=True,
    claims=("unpaid_wages",),
    workers=12,
)


def record(packs=None, facts=FACTS, region_code="410481", on=ON) -> DecisionRecord:
    made = actions.record_decision(
        facts=facts, region_code=region_code, on=on, actor=CLERK, now=NOW, packs=packs
    )
    return DecisionRecord.objects.get(pk=made.pk)


def without(name):
    return [path for path in shipped_paths() if path.name != name]


def test_a_decision_is_kept_with_its_facts_answer_packs_and_who_asked():
    kept = record()

    assert kept.facts == FACTS.to_json()
    assert kept.result["decision"]["outcome"] == "grant"
    assert kept.result["decision"]["grounds"] == ["MIGRANT_WAGE"]
    assert kept.result["track"]["deadline_set"] == "same_day"
    assert [pack["pack"] for pack in kept.packs] == [
        "national-2008",
        "national-office",
        "national-2021",
        "henan-2015",
        "henan-2020",
        "pingdingshan-2016",
    ]
    assert (kept.decided_at, kept.on) == (NOW, ON)
    assert (kept.decided_by_user_id, kept.decided_by_post_id) == (7, 9)


def test_the_texts_of_the_packs_that_took_part_are_kept_once():
    record()
    record()
    record(region_code="320281")

    kept = PackVersion.objects.order_by("pack_id")
    assert [version.pack_id for version in kept] == [
        "henan-2015",
        "henan-2020",
        "jiangsu-2012",
        "national-2008",
        "national-2021",
        "national-office",
        "pingdingshan-2016",
    ]
    assert all(version.first_used_at == NOW for version in kept)


def test_a_replay_gives_the_stored_answer():
    assert queries.replay(record()) == queries.Replay(same=True)


def test_a_later_pack_never_changes_an_old_decision(altered):
    before = record()
    changed = altered(
        "henan-2015.yaml",
        "when: {is_migrant: true, claims: [unpaid_wages, overtime]}",
        "when: {is_migrant: true, claims: [double_wage]}",
    )
    national = altered(
        "national-2021.yaml",
        "when: {is_migrant: true, claims: [unpaid_wages, overtime]}",
        "when: {is_migrant: true, claims: [double_wage]}",
    )
    rest = [p for p in shipped_paths() if p.name not in {changed.name, national.name}]
    new_packs = load_packs([changed, national, *rest])

    after = record(packs=new_packs)

    assert after.result["decision"]["outcome"] == "hardship_check"
    old = DecisionRecord.objects.get(pk=before.pk)
    assert old.result == before.result
    assert queries.replay(old).same
    assert queries.replay(after).same
    assert PackVersion.objects.filter(pack_id="henan-2015").count() == 2


def test_a_replay_that_differs_says_where():
    kept = record()
    kept.result["decision"]["outcome"] = "refuse"
    kept.result["deadlines"]["AID_REVIEW"]["length"] = 7

    found = queries.replay(kept)

    assert not found.same
    assert [(d.path, d.stored, d.replayed) for d in found.differences] == [
        ("deadlines.AID_REVIEW.length", 7, 0),
        ("decision.outcome", "refuse", "grant"),
    ]


def test_a_replay_without_one_of_its_packs_says_so():
    kept = record()
    kept.packs = kept.packs[:2]
    incomplete = queries.replay(kept)
    kept.packs = []
    empty = queries.replay(kept)

    assert not incomplete.same
    assert any(d.path.startswith("packs") for d in incomplete.differences)
    assert [d.path for d in empty.differences] == ["on"]


def test_a_replay_of_facts_nobody_can_read_any_more_says_so():
    kept = record()
    kept.facts["aid_form"] = "prayer"

    assert [d.path for d in queries.replay(kept).differences] == ["facts"]


@pytest.mark.parametrize(
    ("region_code", "on"), [("410481", date(2001, 1, 1)), ("河南", ON), ("41", ON)]
)
def test_a_place_or_day_without_policy_is_refused_and_nothing_is_kept(region_code, on):
    with pytest.raises(Refused):
        record(region_code=region_code, on=on)

    assert not DecisionRecord.objects.exists()
    assert not PackVersion.objects.exists()


@pytest.mark.parametrize("model", [DecisionRecord, PackVersion])
def test_the_database_itself_refuses_to_change_or_delete_what_was_decided(model):
    record()
    field = {DecisionRecord: "region_code", PackVersion: "name"}[model]

    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        model.objects.update(**{field: "000000"})
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        model.objects.all().delete()


def test_recording_costs_a_fixed_number_of_queries(django_assert_num_queries):
    record()

    with django_assert_num_queries(4):  # savepoint, known texts, record, release
        actions.record_decision(
            facts=FACTS, region_code="410481", on=ON, actor=CLERK, now=NOW, packs=None
        )
