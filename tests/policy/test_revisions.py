"""How a union changes its own pack: two persons, a day to come, and the older one kept."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction

from gongyuan.core.models import Event
from gongyuan.core.refusals import Refused
from gongyuan.organisations.choices import UnitKind, UnitLevel
from gongyuan.people.capabilities import BY_ROLE
from gongyuan.people.choices import Role
from gongyuan.policy import actions, queries, registry
from gongyuan.policy.choices import RevisionState
from gongyuan.policy.facts import ApplicationFacts
from gongyuan.policy.models import DecisionRecord, PackRevision
from gongyuan.policy.resolution import resolve
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_actor
from tests.policy.factories import make_revision, pack_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
EVE, FIRST_DAY = date(2089, 12, 31), date(2090, 1, 1)
FACTS = ApplicationFacts(
    applicant_kind="worker",
    matter_scope="labour_dispute",
    aid_form="arbitration",
    is_migrant=True,
    claims=("unpaid_wages",),
)


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def officer(tree):
    return make_actor(role=Role.LEGAL_OFFICER, unit=tree.province)


@pytest.fixture
def head(tree):
    return make_actor(role=Role.LEGAL_HEAD, unit=tree.province)


@pytest.fixture(autouse=True)
def shipped_packs_afterwards():
    yield
    registry.reload_packs()


def drafted(actor, **pack):
    text = pack_of(**{"region": "990000", **pack})
    return actions.draft_revision(text=text, actor=actor, now=NOW)


def submitted(actor, **pack):
    return actions.submit_revision(revision=drafted(actor, **pack), actor=actor, now=NOW)


def approved(officer, head, **pack):
    revision = submitted(officer, **pack)
    return actions.approve_revision(revision=revision, seen=revision.sha256, actor=head, now=NOW)


def make_head_of(actor):
    """The same person in the post of the head."""
    return replace(actor, role=Role.LEGAL_HEAD, capabilities=BY_ROLE[Role.LEGAL_HEAD])


def reasons_of(refused) -> list[str]:
    return refused.value.reasons


def test_a_draft_keeps_text_pack_unit_and_writer(tree, officer):
    revision = drafted(officer)

    kept = PackRevision.objects.get(pk=revision.pk)
    assert (kept.state, kept.pack_id, kept.version) == (RevisionState.DRAFT, "test-2027", 1)
    assert (kept.unit_id, kept.unit_path) == (tree.province.pk, tree.province.path)
    assert (kept.region_code, kept.effective_from) == ("990000", FIRST_DAY)
    assert kept.edited_by_user_id == officer.user_id
    assert officer.name in kept.edited_by
    assert "own_track" in kept.text
    assert [event.code for event in Event.objects.all()] == ["policy.packrevision.draft"]


def test_the_same_text_sent_twice_is_one_draft(officer):
    first, second = drafted(officer), drafted(officer)

    assert first.pk == second.pk
    assert PackRevision.objects.count() == 1
    assert Event.objects.count() == 1


def test_a_second_draft_of_one_pack_waits_for_the_first(officer, head):
    drafted(officer)

    with pytest.raises(Refused) as other_text:
        drafted(officer, effective_from="2091-01-01")
    with pytest.raises(Refused) as other_person:
        drafted(head)

    assert "正在修订" in reasons_of(other_text)[0]
    assert "正在修订" in reasons_of(other_person)[0]
    assert PackRevision.objects.count() == 1


@pytest.mark.parametrize(
    ("level", "code", "region", "may"),
    [
        (UnitLevel.NATION, "000000", "990000", True),
        (UnitLevel.PROVINCE, "990000", "990000", True),
        (UnitLevel.PROVINCE, "990000", "990121", True),
        (UnitLevel.PROVINCE, "990000", "980000", False),
        (UnitLevel.PROVINCE, "990000", "000000", False),
        (UnitLevel.PREFECTURE, "990100", "990000", False),
        (UnitLevel.PREFECTURE, "990100", "990100", True),
        (UnitLevel.COUNTY, "990121", "990000", False),
        (UnitLevel.COUNTY, "990121", "990122", False),
        (UnitLevel.COUNTY, "990121", "990121", True),
        (UnitLevel.TOWNSHIP, "990121100", "990121", False),
        (UnitLevel.PRIMARY, "990121", "990121", False),
    ],
)
def test_a_union_sets_rules_for_its_own_region_and_below(level, code, region, may):
    unit = make_unit(level=level, region_code=code)
    actor = make_actor(role=Role.LEGAL_OFFICER, unit=unit)

    if may:
        assert drafted(actor, region=region).region_code == region
        return
    with pytest.raises(Refused) as refused:
        drafted(actor, region=region)
    assert f"地区 {region} 不归本单位" in reasons_of(refused)[0]
    assert not PackRevision.objects.exists()


@pytest.mark.parametrize("more", [{"kind": UnitKind.INDUSTRIAL}, {"closed_on": date(2026, 1, 1)}])
def test_an_industrial_or_a_closed_union_sets_no_rules(more):
    unit = make_unit(level=UnitLevel.PROVINCE, region_code="990000", **more)

    with pytest.raises(Refused, match="不制定政策包"):
        drafted(make_actor(role=Role.LEGAL_HEAD, unit=unit))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "文件内容不是一个政策包。"),
        ("pack: [", "第2行：不是正确的 YAML：这一行附近的缩进"),
        ("a: &a [1]\nb: *a\n", "第2行：不是正确的 YAML：不能使用引用（*）。"),
        (pack_of(region="990000").replace("[t1]", "[t9]"), "引用了不存在的条款：t9。"),
        (
            pack_of(region="990000").replace("is_migrant", "is_tall"),
            "rules.tracks.own_track.when.is_tall：没有这一项事实。",
        ),
        (pack_of(region="990000").replace("format: 1", "format: 1\nwho: x"), "不认识的项目：who。"),
        (
            pack_of(region="990000").replace("effective_to: null", "effective_to: 2089-01-01"),
            "effective_to：失效日早于生效日。",
        ),
        (
            pack_of(
                region="990000",
                more="  deadlines:\n    normal.AID_REVIEW: "
                "{length: 10, unit: natural_day, clauses: [t1]}\n",
            ),
            "长于法定的7日",
        ),
        (pack_of(region="990000", pack_id="henan-2015", version=2), "不能用于 990000。"),
        (pack_of(region="990000", effective_from="2026-11-23"), "生效日应当晚于今天"),
        (pack_of(region="990000", effective_from="2020-01-01"), "生效日应当晚于今天"),
    ],
)
def test_a_faulty_text_is_refused_beside_its_field_with_every_place(officer, text, told):
    with pytest.raises(Refused) as refused:
        actions.draft_revision(text=text, actor=officer, now=NOW)

    assert refused.value.field == "text"
    assert any(told in reason for reason in reasons_of(refused)), reasons_of(refused)
    assert all(reason.endswith("。") for reason in reasons_of(refused))
    assert not PackRevision.objects.exists()


def test_the_day_of_the_refusal_is_that_of_beijing(officer):
    late_evening = datetime(2089, 12, 31, 17, 0, tzinfo=UTC)  # the first of January there

    with pytest.raises(Refused, match="晚于今天"):
        actions.draft_revision(text=pack_of(region="990000"), actor=officer, now=late_evening)


def test_a_draft_is_edited_only_as_it_was_seen_and_keeps_its_pack(officer):
    revision = drafted(officer)
    seen = revision.sha256
    later = pack_of(region="990000", effective_from="2091-01-01")

    edited = actions.edit_revision(revision=revision, text=later, seen=seen, actor=officer, now=NOW)
    again = actions.edit_revision(revision=revision, text=later, seen=seen, actor=officer, now=NOW)
    with pytest.raises(Refused, match="内容已经改变"):
        actions.edit_revision(
            revision=revision,
            text=pack_of(region="990000", effective_from="2092-01-01"),
            seen=seen,
            actor=officer,
            now=NOW,
        )
    with pytest.raises(Refused, match="不能改成 other-2027"):
        actions.edit_revision(
            revision=revision,
            text=pack_of(region="990000", pack_id="other-2027"),
            seen=edited.sha256,
            actor=officer,
            now=NOW,
        )

    assert again.sha256 == edited.sha256
    assert edited.effective_from == date(2091, 1, 1)
    assert Event.objects.filter(code="policy.packrevision.edit").count() == 1


def test_a_submitted_version_is_not_edited_discarded_or_submitted_again(officer):
    revision = submitted(officer)

    for act, more in (
        (actions.submit_revision, {}),
        (actions.discard_revision, {"note": "不要了"}),
        (actions.edit_revision, {"text": pack_of(region="990000"), "seen": revision.sha256}),
    ):
        with pytest.raises(Refused):
            act(revision=revision, actor=officer, now=NOW, **more)
    assert Event.objects.filter(code="policy.packrevision.submit").count() == 1


def test_a_second_person_approves_and_nobody_else(tree, officer, head):
    revision = submitted(officer)
    told = {"revision": revision, "seen": revision.sha256, "now": NOW}

    with pytest.raises(Refused, match="由另一人批准"):
        actions.approve_revision(**told, actor=make_head_of(officer))
    with pytest.raises(PermissionDenied):
        actions.approve_revision(
            **told, actor=make_actor(role=Role.LEGAL_OFFICER, unit=tree.province)
        )
    done = actions.approve_revision(**told, actor=head)

    assert done.state == RevisionState.APPROVED
    assert (done.approved_by_user_id, done.approved_at) == (head.user_id, NOW)
    event = Event.objects.get(code="policy.packrevision.approve")
    assert event.data["sha256"] == revision.sha256


def test_whoever_submits_what_another_wrote_does_not_approve_it_either(officer, head):
    revision = drafted(officer)
    revision = actions.submit_revision(revision=revision, actor=head, now=NOW)

    for person in (head, make_head_of(officer)):
        with pytest.raises(Refused, match="由另一人批准"):
            actions.approve_revision(revision=revision, seen=revision.sha256, actor=person, now=NOW)


def test_the_database_itself_refuses_one_person_in_both_parts(tree):
    revision = make_revision(unit=tree.province, state="submitted", submitted_by_user_id=7)

    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        PackRevision.objects.filter(pk=revision.pk).update(
            approved_at=NOW, approved_by_user_id=7, **{"state": "approved"}
        )


def test_approving_a_text_that_was_not_the_one_read_is_refused(officer, head):
    revision = submitted(officer)

    with pytest.raises(Refused, match="内容已经改变"):
        actions.approve_revision(revision=revision, seen="0" * 64, actor=head, now=NOW)


def test_approving_twice_approves_once(officer, head):
    revision = approved(officer, head)

    with pytest.raises(Refused, match="已批准"):
        actions.approve_revision(revision=revision, seen=revision.sha256, actor=head, now=NOW)
    assert Event.objects.filter(code="policy.packrevision.approve").count() == 1


def test_a_version_whose_day_has_come_meanwhile_is_not_approved(officer, head):
    revision = submitted(officer)
    too_late = datetime(2090, 1, 1, 2, 0, tzinfo=UTC)

    with pytest.raises(Refused, match="晚于今天"):
        actions.approve_revision(revision=revision, seen=revision.sha256, actor=head, now=too_late)


def test_a_version_sent_back_says_why_and_may_be_changed_and_submitted_anew(officer, head):
    revision = submitted(officer)

    with pytest.raises(Refused):
        actions.return_revision(revision=revision, note=" ", actor=head, now=NOW)
    actions.return_revision(revision=revision, note="生效日改为年中。", actor=head, now=NOW)
    edited = actions.edit_revision(
        revision=revision,
        text=pack_of(region="990000", effective_from="2090-07-01"),
        seen=revision.sha256,
        actor=officer,
        now=NOW,
    )
    again = actions.submit_revision(revision=edited, actor=officer, now=NOW)

    assert again.state == RevisionState.SUBMITTED
    assert Event.objects.get(code="policy.packrevision.send_back").note == "生效日改为年中。"
    assert again.events.filter(pgh_label="update").exists()


def test_a_discarded_draft_makes_room_for_another(officer):
    first = drafted(officer)

    actions.discard_revision(revision=first, note="重写", actor=officer, now=NOW)
    second = drafted(officer, effective_from="2091-01-01")

    assert second.pk != first.pk
    assert PackRevision.objects.get(pk=first.pk).state == RevisionState.DISCARDED


def test_only_the_own_unit_acts_and_a_superior_only_reads(tree, officer, head):
    county = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)
    revision = actions.draft_revision(text=pack_of(region="990121"), actor=county, now=NOW)

    assert PackRevision.objects.visible_to(officer).filter(pk=revision.pk).exists()
    assert not PackRevision.objects.handled_by(head).filter(pk=revision.pk).exists()
    for stranger in (
        make_actor(role=Role.LEGAL_HEAD, unit=tree.other_county),
        make_actor(role=Role.LEGAL_HEAD, unit=tree.stranger),
        make_actor(role=Role.LAWYER, unit=tree.county),
    ):
        assert not PackRevision.objects.visible_to(stranger).exists()
    with pytest.raises(PackRevision.DoesNotExist):
        actions.submit_revision(revision=revision, actor=officer, now=NOW)


def test_an_approved_version_holds_from_its_day_and_ends_the_older_on_the_eve(officer, head):
    approved(officer, head)
    packs = registry.refresh()
    actions.draft_revision(
        text=pack_of(region="990000", version=2, effective_from="2091-01-01"),
        actor=officer,
        now=NOW,
    )

    assert "test-2027" not in {ref.pack for ref in resolve(packs, "990121", EVE).packs}
    assert "test-2027" in {ref.pack for ref in resolve(packs, "990121", FIRST_DAY).packs}
    assert "test-2027" not in {ref.pack for ref in resolve(packs, "980000", FIRST_DAY).packs}
    second = PackRevision.objects.get(version=2)
    actions.submit_revision(revision=second, actor=officer, now=NOW)
    actions.approve_revision(revision=second, seen=second.sha256, actor=head, now=NOW)
    first, newer = registry.refresh().named("test-2027")
    assert (first.effective_to, first.is_succeeded) == (date(2090, 12, 31), True)
    assert newer.effective_from == date(2091, 1, 1)


def test_the_next_version_has_the_next_number_or_a_higher_one(officer, head):
    approved(officer, head, version=3)

    with pytest.raises(Refused, match="版本号应当是4"):
        drafted(officer, version=3, effective_from="2091-01-01")
    assert drafted(officer, version=4, effective_from="2091-01-01").version == 4


def test_two_versions_that_cannot_stand_together_are_judged_in_turn(tree, officer, head):
    """Each is right by itself; the second one approved would give one value twice on one day."""
    one = submitted(officer, pack_id="one-2090")
    two = submitted(officer, pack_id="two-2090")

    actions.approve_revision(revision=one, seen=one.sha256, actor=head, now=NOW)
    with pytest.raises(Refused, match="同日生效，对同一项作了规定"):
        actions.approve_revision(revision=two, seen=two.sha256, actor=head, now=NOW)


@pytest.mark.parametrize("change", [{"text": "x"}, {"version": 9}, {"region_code": "000000"}])
def test_what_was_approved_is_never_changed_or_deleted(officer, head, change):
    revision = approved(officer, head)

    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        PackRevision.objects.filter(pk=revision.pk).update(**change)
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        revision.delete()


def test_the_path_of_an_approved_version_follows_the_tree(officer, head):
    revision = approved(officer, head)

    PackRevision.objects.filter(pk=revision.pk).update(unit_path="9/")

    assert PackRevision.objects.get(pk=revision.pk).unit_path == "9/"


def test_an_old_decision_replays_the_same_after_the_pack_is_changed(officer, head):
    def record(on):
        made = actions.record_decision(
            facts=FACTS, region_code="990121", on=on, actor=officer, now=NOW
        )
        return DecisionRecord.objects.get(pk=made.pk)

    old = record(EVE)
    approved(officer, head)
    registry.refresh()
    still_old, new = record(EVE), record(FIRST_DAY)

    assert old.result == still_old.result
    assert old.result["track"]["kind"] == "normal"
    assert new.result["track"]["kind"] == "fast"
    assert new.packs[-1]["pack"] == "test-2027"
    registry.reload_packs()
    assert all(queries.replay(kept).same for kept in (old, still_old, new))
