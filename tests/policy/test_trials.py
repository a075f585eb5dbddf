"""Two packs tried on the same facts."""

from dataclasses import replace
from datetime import date

import pytest

from gongyuan.policy.facts import ApplicationFacts
from gongyuan.policy.loader import single
from gongyuan.policy.models import DecisionRecord
from gongyuan.policy.queries.trials import tried
from gongyuan.policy.reading import pack_text
from tests.policy.applications import facts

DAY = date(2026, 3, 2)


def record(region="410481", on=DAY, **known) -> DecisionRecord:
    return DecisionRecord(region_code=region, on=on, facts=facts(**known).to_json())


@pytest.fixture
def henan(shipped):
    return shipped.named("henan-2015")[0]


def next_version(pack, old, new, starts="2090-01-01"):
    """A pack's next version with one piece of its text replaced, from a day to come."""
    text = pack.source.text
    assert old in text
    text = text.replace(old, new, 1).replace("version: 1", "version: 2", 1)
    return single(pack_text("next.yaml", text.replace(str(pack.effective_from), starts, 1)))


def test_a_pack_beside_itself_changes_nothing(shipped, henan):
    records = [record(), record(is_migrant=True, claims=("unpaid_wages",)), record(workers=12)]

    trial = tried(records, left=henan, right=henan, packs=shipped)

    assert (trial.same, trial.compared, trial.different, trial.by_kind) == (3, 3, [], [])


def test_each_part_that_differs_is_counted_and_shown_from_and_to(shipped, henan):
    right = next_version(henan, "when: {is_migrant: true}\n", "when: {is_restructuring: true}\n")
    right = replace(
        right,
        rules={
            **right.rules,
            "measures": {k: v for k, v in right.rules["measures"].items() if k != "oversight"},
        },
    )
    records = [
        record(is_migrant=True),
        record(is_migrant=True, claims=("unpaid_wages",), workers=12),
        record(),
        record(workers=12),
    ]

    trial = tried(records, left=henan, right=right, packs=shipped)

    assert (trial.compared, trial.same) == (4, 1)
    assert trial.by_kind == [("程序", 1), ("期限", 2), ("重大案件", 2)]
    shown = {
        item.label: (item.left, item.right)
        for row in trial.different
        for item in row.differences
        if row.record is records[0]
    }
    assert shown["程序"] == ("快速通道", "普通程序")
    assert shown["期限"] == ("法律援助审查决定当日", "法律援助审查决定7日（自然日）")


def test_another_outcome_is_told_with_its_grounds_and_papers(shipped):
    law = shipped.named("national-2021")[0]
    right = next_version(
        law, "when: {hardship_grounds: [no_fixed_income_group]}", "when: {is_marked_major: true}"
    )
    found = tried(
        [record(region="330122", hardship_grounds=("no_fixed_income_group",))],
        left=law,
        right=right,
        packs=shipped,
    )

    [row] = found.different
    told = {item.kind: (item.left, item.right) for item in row.differences}
    assert told["outcome"] == ("给予援助", "需补充事实")
    assert told["grounds"] == ("法定免予核查", "无")
    assert "特定群体" in told["materials"][0]


def test_a_version_of_a_day_to_come_is_tried_as_if_in_force_and_stands_above_later_packs(
    shipped, henan
):
    """It would prevail over 豫工文〔2020〕40号, begun before it, and so it does on trial."""
    own = "  tracks:\n    wage_green_channel:\n      when: {is_restructuring: true}\n"
    more = "      reason: 试。\n      deadline_set: normal\n      priority: 1\n"
    right = next_version(henan, "  tracks:\n", f"{own}{more}      clauses: [h2.3.fast]\n")
    known = {"is_restructuring": True, "is_migrant": False}

    trial = tried([record(**known)], left=henan, right=right, packs=shipped)

    assert trial.by_kind == [("程序", 1)]


def test_a_pack_of_another_province_is_tried_at_the_place_of_the_first(shipped, henan):
    jiangsu = shipped.named("jiangsu-2012")[0]

    trial = tried([record(workers=12)], left=henan, right=jiangsu, packs=shipped)

    [row] = trial.different
    gravity = next(item for item in row.differences if item.kind == "gravity")
    assert "集体讨论" in gravity.left
    assert "主要领导亲自过问" in gravity.right


def test_records_from_elsewhere_and_unreadable_ones_are_only_counted(shipped, henan):
    broken = record()
    broken.facts = {"aid_form": "prayer"}
    records = [record(region="320281"), record(region="000000"), broken, record()]

    trial = tried(records, left=henan, right=henan, packs=shipped)

    assert (trial.elsewhere, trial.unreadable, trial.compared) == (2, 1, 1)


def test_only_another_clause_cited_is_no_difference(shipped, henan):
    right = next_version(henan, "clauses: [h2.3.consult]", "clauses: [h2.2]")

    trial = tried([record(aid_form="consultation")], left=henan, right=right, packs=shipped)

    assert trial.same == 1


def test_what_is_answered_once_is_answered_the_same_for_other_days(shipped, henan):
    """Answers are kept by the packs that hold: before and after a pack began they differ."""
    known = {"is_migrant": True, "claims": ("unpaid_wages",)}
    right = next_version(henan, "when: {is_migrant: true}\n", "when: {is_restructuring: true}\n")
    records = [record(on=date(2020, 7, 20), **known), record(on=date(2020, 7, 21), **known)] * 3

    trial = tried(records, left=henan, right=right, packs=shipped)

    kinds = [{item.kind for item in row.differences} for row in trial.different]
    assert kinds == [{"track", "deadlines"}, {"deadlines"}] * 3
    assert ApplicationFacts.from_json(records[0].facts) == facts(**known)
