"""Agreements: what is registered, refused, renewed, ended, remembered; who sees which."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.core.work import by_name, work_lines
from gongyuan.organisations import actions, queries, rules
from gongyuan.organisations.choices import AgreementStanding
from gongyuan.organisations.models import Agreement
from gongyuan.organisations.queries.agreements import warning
from gongyuan.organisations.queries.work import awaiting
from gongyuan.organisations.rules import AgreementDetails
from gongyuan.people.choices import Role
from tests.core.markup import Markup
from tests.organisations.factories import make_agreement, make_tree
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)
PDF = b"%PDF-1.4 agreement"


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def actor(tree):
    return make_actor(unit=tree.county)


@pytest.fixture
def sign_in(client, tree):
    def do(role=Role.LEGAL_OFFICER, unit=None):
        post = make_post(role=role, unit=unit or tree.county)
        client.force_login(post.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return post

    return do


def details(**more):
    values = {
        "title": "职工法律援助服务协议",
        "partner_kind": "firm",
        "partner_name": "试验律师事务所",
        "scope": "派律师值班，承办援助案件",
        "signed_on": date(2026, 1, 5),
        "starts_on": date(2026, 1, 10),
        "ends_on": date(2026, 12, 31),
    }
    return AgreementDetails(**{**values, **more})


def register(tree, actor, **more):
    return actions.register_agreement(
        unit=tree.county, details=details(**more), actor=actor, now=NOW
    )


def test_an_agreement_is_registered_with_its_text_and_the_day_to_think_of_it(tree, actor):
    days, source = warning(tree.county.region_code, on=TODAY)
    agreement = actions.register_agreement(
        unit=tree.county,
        details=details(),
        actor=actor,
        now=NOW,
        file=SimpleUploadedFile("协议.pdf", PDF, content_type="application/pdf"),
    )

    agreement.refresh_from_db()
    assert days
    assert agreement.unit_path == tree.county.path
    assert agreement.file.name == "协议.pdf"
    assert agreement.remind_on == date(2026, 12, 31) - timedelta(days=days)
    assert "待核" in agreement.remind_source == source
    assert events_of(agreement).get().code == "organisations.agreement.register"


def test_a_second_submission_registers_nothing(tree, actor):
    register(tree, actor)

    with pytest.raises(Refused, match="这份协议已经登记"):
        register(tree, actor)

    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"signed_on": date(2026, 6, 2)}, "签订日期晚于今天"),
        ({"ends_on": date(2026, 1, 9)}, "到期日期早于生效日期"),
        ({"partner_code": "91220101MA0000000X"}, "校验"),
        ({"title": "=HYPERLINK()"}, "不能以"),
        ({"partner_name": "@x"}, "不能以"),
    ],
)
def test_a_wrongly_described_agreement_is_refused(tree, actor, more, reason):
    with pytest.raises(Refused, match=reason):
        register(tree, actor, **more)

    assert not Agreement.objects.exists()


def test_a_text_that_is_no_paper_is_refused(tree, actor):
    with pytest.raises(Refused):
        actions.register_agreement(
            unit=tree.county,
            details=details(),
            actor=actor,
            now=NOW,
            file=SimpleUploadedFile("x.exe", b"MZ\x00\x00"),
        )

    assert not Agreement.objects.exists()


def test_a_correction_moves_the_day_to_think_of_it(tree, actor):
    agreement = register(tree, actor)
    before = agreement.remind_on
    later = details(ends_on=date(2027, 12, 31))

    for _ in range(2):
        actions.edit_agreement(agreement=agreement, details=later, actor=actor, now=NOW)

    agreement.refresh_from_db()
    assert agreement.remind_on == before + timedelta(days=365)
    codes = [event.code for event in events_of(agreement).order_by("pk")]
    assert codes == ["organisations.agreement.register", "organisations.agreement.edit"]


def test_an_agreement_without_end_is_never_thought_of(tree, actor):
    assert register(tree, actor, ends_on=None).remind_on is None


def test_a_renewal_follows_and_the_former_one_is_thought_of_no_more(tree, actor):
    soon = make_agreement(
        unit=tree.county, ends_on=TODAY + timedelta(days=5), remind_on=TODAY, title="旧协议"
    )
    assert [line.pk for line in work_lines(awaiting(actor, today=TODAY))] == [soon.pk]
    following = details(starts_on=date(2026, 6, 7), ends_on=date(2028, 6, 6))

    renewal = actions.renew_agreement(agreement=soon, details=following, actor=actor, now=NOW)

    assert renewal.predecessor == soon
    assert work_lines(awaiting(actor, today=TODAY)) == []
    assert not by_name(awaiting(actor, today=TODAY))["agreements_beside"].rows().exists()
    with pytest.raises(Refused, match="已经续签"):
        actions.renew_agreement(agreement=soon, details=following, actor=actor, now=NOW)


@pytest.mark.parametrize(
    ("former", "starts_on", "reason"),
    [
        ({}, date(2020, 1, 1), "要晚于原协议的生效日期"),
        (
            {"ended_on": date(2021, 1, 1), "ended_reason": "解除"},
            date(2026, 1, 10),
            "已提前终止，请另外登记",
        ),
    ],
)
def test_a_wrong_renewal_is_refused(tree, actor, former, starts_on, reason):
    agreement = make_agreement(unit=tree.county, **former)

    with pytest.raises(Refused, match=reason):
        actions.renew_agreement(
            agreement=agreement, details=details(starts_on=starts_on), actor=actor, now=NOW
        )

    assert Agreement.objects.count() == 1


def test_an_early_end_keeps_the_days_before(tree, actor):
    agreement = register(tree, actor)

    actions.end_agreement(
        agreement=agreement, ended_on=date(2026, 5, 1), actor=actor, now=NOW, note="对方停业"
    )

    agreement.refresh_from_db()
    assert agreement.ended_reason == "对方停业"
    assert agreement in Agreement.objects.in_force_on(date(2026, 4, 30))
    assert agreement not in Agreement.objects.in_force_on(date(2026, 5, 1))
    with pytest.raises(Refused, match="不能修改"):
        actions.edit_agreement(
            agreement=agreement, details=details(title="新"), actor=actor, now=NOW
        )


@pytest.mark.parametrize(
    ("ended_on", "note", "reason"),
    [
        (date(2026, 1, 9), "误", "早于生效日期"),
        (date(2026, 6, 2), "误", "晚于今天"),
        (date(2026, 5, 1), " ", "要写明理由"),
    ],
)
def test_a_wrong_early_end_is_refused(tree, actor, ended_on, note, reason):
    agreement = register(tree, actor)

    with pytest.raises(Refused, match=reason):
        actions.end_agreement(
            agreement=agreement, ended_on=ended_on, actor=actor, now=NOW, note=note
        )

    agreement.refresh_from_db()
    assert agreement.ended_on is None


def test_what_expired_or_ended_is_not_ended_again(tree, actor):
    expired = make_agreement(unit=tree.county, ends_on=date(2025, 12, 31))
    ended = make_agreement(unit=tree.county, ended_on=date(2025, 1, 1), ended_reason="解除")

    for agreement, reason in [(expired, "已到期，不用提前终止"), (ended, "已于2025-01-01")]:
        with pytest.raises(Refused, match=reason):
            actions.end_agreement(
                agreement=agreement, ended_on=TODAY, actor=actor, now=NOW, note="误"
            )


def test_whoever_registered_it_is_told_once_for_each_end(tree):
    post = make_post(role=Role.LEGAL_OFFICER, unit=tree.county)
    near = make_agreement(
        unit=tree.county,
        ends_on=TODAY + timedelta(days=20),
        remind_on=TODAY - timedelta(days=1),
        registered_by_user_id=post.user_id,
    )
    make_agreement(unit=tree.county, ends_on=date(2030, 1, 1), remind_on=date(2029, 1, 1))

    assert actions.remind_of_agreements(now=NOW) == 1
    assert actions.remind_of_agreements(now=NOW) == 0

    notice = Notice.objects.get()
    assert near.partner_name in notice.body
    Agreement.objects.filter(pk=near.pk).update(ends_on=TODAY + timedelta(days=30))
    assert actions.remind_of_agreements(now=NOW) == 1


def test_the_worklist_has_only_the_own_units_and_only_for_who_can_act(tree, actor):
    soon = {"ends_on": TODAY + timedelta(days=5), "remind_on": TODAY}
    mine = make_agreement(unit=tree.county, **soon)
    make_agreement(unit=tree.township, **soon)
    make_agreement(
        unit=tree.county, ends_on=TODAY - timedelta(days=1), remind_on=TODAY - timedelta(days=9)
    )

    assert list(by_name(awaiting(actor, today=TODAY))["agreements_beside"].rows()) == [mine]
    assert [line.due_on for line in work_lines(awaiting(actor, today=TODAY))] == [mine.ends_on]
    clerk = make_actor(unit=tree.county, role=Role.WINDOW_CLERK)
    assert by_name(awaiting(clerk, today=TODAY)) == {}
    assert work_lines(awaiting(clerk, today=TODAY)) == []


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2025, 12, 31), AgreementStanding.COMING),
        (date(2026, 1, 1), AgreementStanding.IN_FORCE),
        (date(2026, 11, 1), AgreementStanding.ENDING),
        (date(2026, 12, 31), AgreementStanding.ENDING),
        (date(2027, 1, 1), AgreementStanding.EXPIRED),
    ],
)
def test_how_an_agreement_stands_on_a_day(on, standing):
    days = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "ended_on": None}

    assert rules.standing(**days, reminds=date(2026, 11, 1), on=on) == standing


def test_ended_early_it_stands_as_ended_from_that_day():
    days = {"starts_on": date(2026, 1, 1), "ends_on": None, "ended_on": date(2026, 3, 1)}

    assert rules.standing(**days, reminds=None, on=date(2026, 2, 28)) == AgreementStanding.IN_FORCE
    assert rules.standing(**days, reminds=None, on=date(2026, 3, 1)) == AgreementStanding.ENDED


def test_the_list_agrees_with_each_agreements_own_standing(tree, actor):
    make_agreement(unit=tree.county, starts_on=date(2027, 1, 1))
    make_agreement(unit=tree.county, ends_on=date(2025, 1, 1))
    make_agreement(unit=tree.county, ends_on=date(2026, 7, 1), remind_on=date(2026, 5, 1))
    make_agreement(unit=tree.county, ended_on=date(2026, 1, 1), ended_reason="解除")
    make_agreement(unit=tree.county)
    make_agreement(unit=tree.stranger)

    for standing in AgreementStanding:
        if standing == AgreementStanding.IN_FORCE:
            continue
        found = queries.agreement_list(actor=actor, on=TODAY, standing=standing)
        assert [queries.standing_of(one, on=TODAY) for one in found] == [standing]
    assert queries.agreement_list(actor=actor, on=TODAY).count() == 2


def page(client, name, data=None, args=()):
    answer = client.get(reverse(name, args=args), data or {})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert Markup(text).faults() == []
    return text


FORM = {
    "title": "职工法律援助服务协议",
    "partner_kind": "hospital",
    "partner_name": "试验医院",
    "scope": "职业病咨询",
    "signed_on": "2024-01-05",
    "starts_on": "2024-01-10",
    "ends_on": "2030-12-31",
}


def test_an_agreement_lives_on_its_pages(client, tree, sign_in):
    sign_in()
    client.post(
        reverse("agreement_registration", args=[tree.county.pk]),
        {**FORM, "file": SimpleUploadedFile("协议.pdf", PDF)},
    )
    agreement = Agreement.objects.get()

    text = page(client, "agreement_detail", args=[agreement.pk])
    assert "试验医院（医院）" in text
    assert client.get(reverse("agreement_file", args=[agreement.pk])).content == PDF
    client.post(
        reverse("agreement_edit", args=[agreement.pk]), {**FORM, "scope": "职业病咨询和鉴定指引"}
    )
    begun = client.get(reverse("agreement_renewal", args=[agreement.pk]))
    assert begun.context["form"].initial["starts_on"] == date(2031, 1, 1)
    assert ">续签</button>" in begun.content.decode()
    client.post(
        reverse("agreement_renewal", args=[agreement.pk]),
        {**FORM, "starts_on": "2025-01-10", "ends_on": ""},
    )
    renewal = Agreement.objects.get(predecessor=agreement)
    client.post(
        reverse("agreement_ending", args=[renewal.pk]), {"ended_on": "2025-06-01", "note": "解除"}
    )

    agreement.refresh_from_db()
    renewal.refresh_from_db()
    assert agreement.scope == "职业病咨询和鉴定指引"
    assert (renewal.ended_on, renewal.ended_reason) == (date(2025, 6, 1), "解除")
    assert "已续签" in page(client, "agreement_detail", args=[agreement.pk])
    assert "提前终止" in page(client, "agreement_detail", args=[renewal.pk])
    assert client.get(reverse("agreement_file", args=[renewal.pk])).status_code == 404


def test_the_other_sides_kind_is_chosen_by_somebody(client, tree, sign_in):
    sign_in()

    answer = client.post(
        reverse("agreement_registration", args=[tree.county.pk]), {**FORM, "partner_kind": ""}
    )

    assert set(answer.context["form"].errors) == {"partner_kind"}


def test_a_mistake_is_said_beside_what_was_typed(client, tree, sign_in):
    sign_in()

    answer = client.post(
        reverse("agreement_registration", args=[tree.county.pk]), {**FORM, "ends_on": "2023-01-01"}
    )

    text = answer.content.decode()
    assert "到期日期早于生效日期" in text
    assert "职业病咨询" in text


def test_the_list_is_filtered_and_asked_as_of_a_day(client, tree, sign_in):
    sign_in()
    make_agreement(unit=tree.county, title="老协议", ends_on=date(2021, 12, 31))
    make_agreement(unit=tree.township, title="新协议", partner_kind="hospital")

    today = page(client, "agreement_list")
    then = page(client, "agreement_list", {"on": "2021-12-31"})

    assert ("老协议" in today, "新协议" in today) == (False, True)
    assert ("老协议" in then, "新协议" in then) == (True, True)
    assert "新协议" not in page(client, "agreement_list", {"partner_kind": "firm"})
    assert "老协议" in page(client, "agreement_list", {"standing": "expired"})
    assert "新协议" in page(client, "agreement_list", {"text": "新协"})
    assert "id_on_error" in page(client, "agreement_list", {"on": "昨天"})


def test_an_upper_union_reads_and_a_neighbour_does_not(client, tree, sign_in):
    agreement = make_agreement(unit=tree.county)
    sign_in(Role.LEGAL_OFFICER, tree.prefecture)
    assert client.get(reverse("agreement_detail", args=[agreement.pk])).status_code == 200
    sign_in(Role.LEGAL_OFFICER, tree.other_county)

    names = ["detail", "edit", "renewal", "ending", "file"]
    urls = [reverse(f"agreement_{name}", args=[agreement.pk]) for name in names]
    assert {client.get(url).status_code for url in urls} == {404}
    assert agreement.title not in page(client, "agreement_list")


def test_who_only_reads_changes_nothing(client, tree, sign_in):
    agreement = make_agreement(unit=tree.county)
    sign_in(Role.WINDOW_CLERK)

    names = ["edit", "renewal", "ending"]
    urls = [reverse(f"agreement_{name}", args=[agreement.pk]) for name in names]
    urls.append(reverse("agreement_registration", args=[tree.county.pk]))
    assert {client.post(url).status_code for url in urls} == {403}


def test_thirty_agreements_cost_as_many_queries_as_one(
    client, tree, sign_in, django_assert_num_queries
):
    sign_in()
    make_agreement(unit=tree.county)
    with CaptureQueriesContext(connection) as few:
        page(client, "agreement_list")
    for _ in range(30):
        make_agreement(unit=tree.township)

    with django_assert_num_queries(len(few)):
        page(client, "agreement_list")


def test_agreements_go_over_with_a_merger_and_keep_a_union_open(tree):
    running = make_agreement(unit=tree.township)
    past = make_agreement(unit=tree.township, ends_on=date(2021, 1, 1))
    actor = make_actor(unit=tree.county)

    with pytest.raises(Refused, match="还有1条“协议”没有了结"):
        actions.close_unit(unit=tree.township, closed_on=TODAY, actor=actor, now=NOW, note="撤销")
    actions.merge_unit(
        unit=tree.township,
        into=tree.other_township,
        merged_on=TODAY,
        actor=actor,
        now=NOW,
        note="撤并",
    )

    running.refresh_from_db()
    past.refresh_from_db()
    assert running.unit == tree.other_township
    assert past.unit == tree.township


def test_the_code_of_the_other_side_is_kept_in_its_normal_form(tree, actor):
    agreement = register(tree, actor, partner_code="")
    changed = replace(details(), partner_code=" 91220101ma0000000x ")

    with pytest.raises(Refused):
        actions.edit_agreement(agreement=agreement, details=changed, actor=actor, now=NOW)

    agreement.refresh_from_db()
    assert agreement.partner_code == ""
