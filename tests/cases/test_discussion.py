"""A major case is discussed together before it is decided (集体讨论)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gongyuan.cases.actions.decision import grant, grant_first
from gongyuan.cases.actions.discussion import (
    conclude_discussion,
    convene_discussion,
    give_opinion,
    recuse_member,
)
from gongyuan.cases.choices import CaseState
from gongyuan.cases.details import Meeting
from gongyuan.cases.models import Case, Discussion, Paper
from gongyuan.cases.queries.discussion import discussion_duty
from gongyuan.cases.rules.discussion import Seat
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, accepted, make_case, person, proposed
from tests.cases.test_at_once import at_once
from tests.lawyers.factories import make_engagement, make_lawyer
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
SEATS = tuple(Seat(name=name, office="县总法律部") for name in ("试甲", "试乙", "试丙"))


@pytest.fixture
def henan(db):
    """A county where a pack orders discussion of major cases (豫工办〔2015〕28号)."""
    return make_unit(region_code="410402")


def officer(case, role=Role.LEGAL_OFFICER):
    return make_actor(role=role, unit=case.unit)


def collective(unit, count=10, **values):
    return proposed(unit=unit, applicants=tuple(person() for _ in range(count)), **values)


def meeting(**values):
    values.setdefault("topic", "是否给予法律援助")
    values.setdefault("held_on", TODAY)
    values.setdefault("chair", "试甲")
    values.setdefault("seats", SEATS)
    return Meeting(**values)


def convened(case, **values):
    return convene_discussion(case=case, meeting=meeting(**values), actor=officer(case), now=NOW)


def spoken(row, *, but=()):
    for member in row.members.exclude(name__in=but):
        give_opinion(
            member=member,
            stance="for_grant",
            opinion="事实清楚，同意给予援助。",
            actor=officer(row.case),
            now=NOW,
        )
    return row


def concluded(case):
    row = spoken(convened(case))
    return conclude_discussion(
        discussion=row, outcome="grant", conclusion="一致同意。", actor=officer(case), now=NOW
    )


def test_a_collective_case_is_not_decided_before_it_was_discussed(henan):
    case = collective(henan)
    head = officer(case, Role.LEGAL_HEAD)

    with pytest.raises(Refused, match="要先集体讨论再决定。依据：豫工办〔2015〕28号"):
        grant(case=case, actor=head, now=NOW)
    concluded(case)
    grant(case=case, actor=head, now=NOW)

    case.refresh_from_db()
    assert case.state == CaseState.GRANTED


def test_nine_workers_and_places_without_such_a_pack_need_no_discussion(henan):
    few, elsewhere = collective(henan, 9), collective(make_unit())

    assert discussion_duty(few) == discussion_duty(elsewhere) == ""
    grant(case=few, actor=officer(few, Role.LEGAL_HEAD), now=NOW)


def test_an_emergency_does_not_wait_for_a_discussion(henan):
    case = collective(henan)
    head = officer(case, Role.LEGAL_HEAD)

    grant_first(case=case, overrule_reason="厂房即将被拍卖。", actor=head, now=NOW)

    case.refresh_from_db()
    assert case.state == CaseState.GRANTED


def test_advice_that_the_window_answers_at_once_needs_no_discussion(henan):
    case = accepted(
        unit=henan, aid_form="consultation", applicants=tuple(person() for _ in range(10))
    )

    assert case.is_major
    assert discussion_duty(case) == ""


def test_the_minutes_name_everybody_with_what_each_held_and_lie_in_the_inner_file(henan):
    case = collective(henan)
    row = convened(case)
    recuse_member(
        member=convened_member(row, "试丙"), note="配偶在该单位任职", actor=officer(case), now=NOW
    )
    with pytest.raises(Refused, match="只剩2人"):
        conclude_discussion(
            discussion=spoken(row, but=("试丙",)),
            outcome="grant",
            conclusion="同意。",
            actor=officer(case),
            now=NOW,
        )
    Discussion.objects.filter(pk=row.pk).delete()

    found = concluded(case)

    assert found.document.number.endswith("议〔2026〕1号")
    paper = Paper.objects.get(document=found.document)
    assert (paper.is_inner, paper.catalogue_code) == (True, "09")
    assert events_of(case).filter(code="cases.case.conclude_discussion").count() == 1


def convened_member(row, name):
    return row.members.get(name=name)


def test_fewer_than_the_policy_asks_for_a_double_and_a_chair_who_does_not_sit_are_refused(henan):
    case = collective(henan)

    with pytest.raises(Refused, match="至少3人") as refusal:
        convened(case, seats=SEATS[:2])
    assert refusal.value.field == "members"
    with pytest.raises(Refused, match="写了两次"):
        convened(case, seats=(*SEATS, SEATS[0]))
    with pytest.raises(Refused) as refusal:
        convened(case, chair="试丁")
    assert refusal.value.field == "chair"
    assert not case.discussions.exists()


def test_nobody_with_a_known_interest_sits(henan):
    case = collective(henan)
    applicant = case.applicants.first().worker.name
    lawyer = make_lawyer(unit=henan)
    make_engagement(firm=lawyer.firm, employer=case.employer)

    with pytest.raises(Refused, match=f"{applicant}与本案当事人"):
        convened(case, seats=(*SEATS, Seat(name=applicant, office="某公司")))
    with pytest.raises(Refused, match="律师事务所为用人单位服务"):
        convened(
            case, seats=(*SEATS, Seat(name=lawyer.name, office="律师", user_id=lawyer.user_id))
        )


def test_whoever_declares_an_interest_gives_no_opinion_and_withdraws(henan):
    case = collective(henan)
    member = convened_member(convened(case), "试乙")

    with pytest.raises(Refused, match="应当回避") as refusal:
        give_opinion(
            member=member,
            stance="for_grant",
            opinion="同意。",
            has_conflict=True,
            actor=officer(case),
            now=NOW,
        )
    assert refusal.value.field == "has_conflict"
    recuse_member(member=member, note="是对方股东", actor=officer(case), now=NOW)
    member.refresh_from_db()
    assert member.recused_at == NOW
    with pytest.raises(Refused, match="已经回避"):
        give_opinion(
            member=member, stance="for_grant", opinion="同意。", actor=officer(case), now=NOW
        )


def test_nothing_is_concluded_while_somebody_is_silent_or_before_the_day(henan):
    case = collective(henan)
    row = spoken(convened(case), but=("试丙",))
    values = {"discussion": row, "outcome": "grant", "actor": officer(case), "now": NOW}

    with pytest.raises(Refused, match="还没有意见：试丙"):
        conclude_discussion(conclusion="同意。", **values)
    spoken(row)
    with pytest.raises(Refused) as refusal:
        conclude_discussion(conclusion=" ", **values)
    assert refusal.value.field == "conclusion"
    Discussion.objects.filter(pk=row.pk).update(held_on=date(2026, 6, 2))
    with pytest.raises(Refused, match="还没有到"):
        conclude_discussion(conclusion="同意。", **values)


def test_a_concluded_discussion_is_not_changed_and_an_open_one_is_not_doubled(henan):
    case = collective(henan)
    row = convened(case)
    with pytest.raises(Refused, match="还没有形成结论"):
        convened(case)
    Discussion.objects.filter(pk=row.pk).delete()
    row = concluded(case)

    with pytest.raises(Refused, match="已经形成结论"):
        conclude_discussion(
            discussion=row, outcome="", conclusion="改了。", actor=officer(case), now=NOW
        )
    with pytest.raises(Refused, match="不能再改"):
        give_opinion(
            member=row.members.first(),
            stance="for_refusal",
            opinion="反对。",
            actor=officer(case),
            now=NOW,
        )


def test_a_case_that_is_over_a_clerk_and_another_union_hold_no_discussion(henan):
    over = make_case(unit=henan, state=CaseState.ARCHIVED, is_major=True)
    with pytest.raises(Refused, match="已经办完"):
        convened(over)
    case = collective(henan)
    with pytest.raises(PermissionDenied):
        convene_discussion(
            case=case, meeting=meeting(), actor=officer(case, Role.WINDOW_CLERK), now=NOW
        )
    with pytest.raises(Case.DoesNotExist):
        convene_discussion(
            case=case, meeting=meeting(), actor=make_actor(unit=make_unit()), now=NOW
        )


def test_members_with_an_account_are_told(henan):
    case = collective(henan)
    post = make_post(role=Role.LEGAL_HEAD, unit=henan)

    convened(case, seats=(*SEATS, Seat(name="试丁", office="部长", user_id=post.user_id)))

    assert Notice.objects.filter(user_id=post.user_id).count() == 1


def test_the_page_says_that_the_discussion_is_due_and_offers_no_decision(client, henan):
    case = collective(henan)
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=henan).user)

    text = client.get(reverse("case_detail", args=[case.pk])).text
    assert "还没有讨论" in text
    assert reverse("case_decision", args=[case.pk, "grant"]) not in text
    concluded(case)

    text = client.get(reverse("case_detail", args=[case.pk])).text
    assert "还没有讨论" not in text
    assert "一致同意。" in text
    assert reverse("case_decision", args=[case.pk, "grant"]) in text


def test_a_discussion_goes_through_the_page_from_calling_to_conclusion(client, henan):
    case = collective(henan)
    user = make_post(role=Role.LEGAL_OFFICER, unit=henan).user
    client.force_login(user)
    post = user.posts.get()
    url = reverse("case_discussion_new", args=[case.pk])

    refused = client.post(url, {"topic": "议", "held_on": "20260601", "chair": "试甲"})
    assert "至少3人" in refused.text
    client.post(
        url,
        {
            "topic": "是否给予援助",
            "held_on": "20260601",
            "chair": "试甲",
            "posts": [str(post.pk)],
            "members": "试甲，县总\n试乙，县总",
        },
    )
    row = case.discussions.get()
    assert row.members.count() == 3
    for member in row.members.all():
        client.post(
            reverse("case_opinion", args=[case.pk, member.pk]),
            {"stance": "for_grant", "opinion": "同意。"},
        )
    client.post(
        reverse("case_discussion_conclusion", args=[case.pk, row.pk]),
        {"outcome": "grant", "conclusion": "同意给予援助。"},
    )

    row.refresh_from_db()
    assert row.concluded_at
    assert row.document


def test_the_lawyer_reads_no_word_of_the_discussion(client, henan):
    case = make_case(unit=henan, state=CaseState.HANDLING, is_major=True)
    row = concluded(case)
    client.force_login(case.assignments.get().lawyer.user)

    text = client.get(reverse("case_detail", args=[case.pk])).text

    assert "一致同意。" not in text
    assert row.document.number not in text
    paper = reverse("case_paper", args=[case.pk, row.document.paper.pk])
    assert client.get(paper).status_code == 404


def test_a_member_of_another_case_is_not_found(client):
    tree = make_tree()
    case = make_case(unit=tree.county, state=CaseState.UNDER_REVIEW, is_major=True)
    other = make_case(unit=tree.other_county, state=CaseState.UNDER_REVIEW, is_major=True)
    member = convened(other).members.first()
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)

    assert client.get(reverse("case_opinion", args=[case.pk, member.pk])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_who_conclude_at_once_one_does(henan):
    case = make_case(unit=henan, state=CaseState.UNDER_REVIEW, is_major=True)
    row = spoken(convened(case))
    first, second = officer(case), officer(case)

    results = at_once(
        *(
            lambda actor=actor: conclude_discussion(
                discussion=row, outcome="grant", conclusion="同意。", actor=actor, now=NOW
            )
            for actor in (first, second)
        )
    )

    assert sum(isinstance(result, Refused) for result in results) == 1
    assert case.documents.filter(kind="discussion_minutes").count() == 1
