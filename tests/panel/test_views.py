"""The pages of the team's year: what they show, how heavy they are, what a phone sends."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongyuan.lawyers.models import ContactPoint, PanelTerm
from gongyuan.panel.actions.requests import file_request
from gongyuan.panel.models import Activity, Conduct, ServiceRequest, YearlyLedger
from gongyuan.people.models import Post
from tests.core.markup import Markup
from tests.panel.factories import (
    NOW,
    acting,
    enterprise,
    make_city,
    member,
    panel_records,
    told_request,
    verified,
)

pytestmark = pytest.mark.django_db
OFFICE = (
    "year_ledger_list",
    "appraisal_list",
    "conduct_list",
    "request_list",
    "activity_list",
    "summary_list",
    "honour_list",
)
PHONE_BYTES = 50 * 1024


@pytest.fixture
def city(settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    return make_city()


def signed_in(client, actor):
    client.force_login(Post.objects.get(pk=actor.post_id).user)
    return client


def running(city, **values):
    """A member whose term runs on the day of the test and ends within the month."""
    today = timezone.localdate()
    values.setdefault("starts_on", today - timedelta(days=350))
    values.setdefault("ends_on", today + timedelta(days=14))
    return member(city, **values)


def page(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("name", OFFICE)
def test_every_list_is_whole_without_and_with_rows(client, city, name):
    signed_in(client, city.head)
    empty = page(client, name)
    panel_records(city.unit)
    full = page(client, name)

    assert Markup(empty).faults() == Markup(full).faults() == []


@pytest.mark.parametrize("name", OFFICE)
def test_a_list_asks_as_often_for_thirty_members_as_for_one(client, city, name):
    signed_in(client, city.head)
    panel_records(city.unit)
    page(client, name)
    one = asked(client, name)
    for _ in range(29):
        panel_records(city.unit)
    page(client, name)

    assert 0 < asked(client, name) == one


def asked(client, name):
    """How many statements a page sends."""
    with CaptureQueriesContext(connection) as sent:
        page(client, name)
    return len(sent)


def test_the_lawyers_year_is_one_light_page(client, city):
    term = running(city)
    signed_in(client, acting(term))
    text = page(client, "my_year")
    assert Markup(text).faults() == []
    assert len(text.encode()) <= PHONE_BYTES
    assert "1,000.00" in text


def test_an_activity_is_sent_with_four_taps_and_stands_on_the_page(client, city):
    term = running(city)
    signed_in(client, acting(term))
    form = client.get(reverse("activity_new")).context["form"]
    sent = {
        "submission_key": str(form["submission_key"].value()),
        "kind": "lecture",
        "minutes": "60",
        "unit": str(term.unit_id),
        "happened_on": str(form["happened_on"].value()),
        "people_count": "1",
    }
    for _ in range(2):
        answer = client.post(reverse("activity_new"), sent)
        assert answer.status_code == 302
    assert Activity.objects.count() == 1
    assert "待确认" in page(client, "my_year")


def test_a_mistake_typed_in_is_said_beside_the_field_and_kept(client, city):
    term = running(city)
    signed_in(client, acting(term))
    answer = client.post(reverse("activity_new"), {"kind": "lecture", "note": "讲法"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "讲法" in text
    assert Markup(text).faults() == []


def test_a_ledger_is_completed_and_signed_on_the_phone(client, city):
    term = running(city)
    signed_in(client, acting(term))
    url = reverse("my_ledger", args=[term.pk])
    client.post(url, {"remarks": "全年在外办案。"})
    assert YearlyLedger.objects.get().signed_on is None
    client.post(url, {"remarks": "全年在外办案。", "sign": "1"})
    ledger = YearlyLedger.objects.get()
    text = page(client, "my_ledger", term.pk)

    assert ledger.signed_on == timezone.localdate()
    assert "第 1 版" in text
    assert len(text.encode()) <= PHONE_BYTES
    assert client.get(reverse("year_ledger_file", args=[ledger.pk, 1, "docx"])).status_code == 200


def test_a_ledger_that_may_not_be_signed_yet_offers_no_signature(client, city):
    today = timezone.localdate()
    term = member(city, starts_on=today, ends_on=today + timedelta(days=364))
    signed_in(client, acting(term))
    text = page(client, "my_ledger", term.pk)

    assert 'name="sign"' not in text
    assert "起可以签署" in text
    assert "看记了什么" in page(client, "my_year")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("year_ledger_detail", "year_ledger_id"),
        ("conduct_detail", "conduct_id"),
        ("appraisal_detail", "appraisal_id"),
        ("service_request", "service_request_id"),
        ("hand_over", "hand_over_id"),
        ("honour_round", "honour_id"),
        ("honour_candidate_new", "honour_id"),
        ("summary_detail", "summary_id"),
        ("conduct_evidence", "conduct_id"),
    ],
)
def test_every_record_page_is_whole(client, city, name, key):
    known = panel_records(city.unit)
    signed_in(client, city.head)
    assert Markup(page(client, name, known[key])).faults() == []


def test_looking_at_the_list_opens_what_complaints_call_for(client, city):
    term = running(city)
    for _ in range(2):
        verified(term.lawyer, city.unit)
    signed_in(client, city.officer)
    for _ in range(2):
        assert term.lawyer.name in page(client, "conduct_list")
    assert Conduct.objects.count() == 1


def test_a_proceeding_runs_through_its_pages(client, city):
    term = running(city)
    signed_in(client, city.officer)
    sent = {"ground": "punished", "facts": "2026年3月受到公开谴责，已经生效。"}
    client.post(reverse("conduct_new", args=[term.pk]), sent)
    row = Conduct.objects.get()
    told = page(client, "conduct_detail", row.pk)
    assert "还没有证据。先加证据，再告知律师。" in told
    assert reverse("conduct_step", args=[row.pk, "notify"]) not in told
    client.post(reverse("conduct_step", args=[row.pk, "notify"]))
    assert Conduct.objects.get().state == "opened"
    client.post(reverse("conduct_evidence", args=[row.pk]), {"title": "协会通报"})
    client.post(reverse("conduct_step", args=[row.pk, "notify"]))
    signed_in(client, acting(term, now=timezone.now()))
    assert Markup(page(client, "conduct_own", row.pk)).faults() == []
    client.post(reverse("conduct_own_step", args=[row.pk, "state"]), {"note": "正在申诉。"})
    signed_in(client, city.officer)
    client.post(reverse("conduct_step", args=[row.pk, "propose"]), {"note": "建议取消。"})
    url = reverse("conduct_decision", args=[row.pk, "remove"])
    assert client.post(url, {"note": "取消。"}).status_code == 403
    assert "等负责人决定。" in page(client, "conduct_detail", row.pk)
    signed_in(client, city.head)
    answer = client.get(reverse("conduct_detail", args=[row.pk]))
    assert answer.context["primary"]["label"] == "取消成员资格"
    client.post(url, {"note": "取消。"})

    assert PanelTerm.objects.get(pk=term.pk).agreed_until is not None
    assert "已取消成员资格" in page(client, "conduct_detail", row.pk)


def test_an_enterprise_union_asks_on_its_page(client, city):
    unit, asker = enterprise(city)
    signed_in(client, asker)
    key = client.get(reverse("request_new")).context["work"].form["submission_key"].value()
    sent = {"submission_key": str(key), "wanted": "advice", "text": "怎么签合同", "contact": "主席"}
    answer = client.post(reverse("request_new"), sent)
    assert Markup(client.get(answer.url).content.decode()).faults() == []
    listed = page(client, "request_list")
    assert "解答法律问题" in listed
    assert "还没有确定" in listed

    lawyer = running(city).lawyer
    ContactPoint.objects.create(
        lawyer=lawyer, unit=unit, unit_path=unit.path, starts_on=timezone.localdate()
    )
    row = ServiceRequest.objects.get()
    ServiceRequest.objects.filter(pk=row.pk).update(state="called_off")
    waiting = file_request(request=told_request(text="想请人讲工伤"), actor=asker, now=NOW)
    served = file_request(request=told_request(), actor=asker, now=NOW)
    ServiceRequest.objects.filter(pk=served.pk).update(state="called_off")
    answer = client.get(reverse("request_list"))
    assert [one.pk for one in answer.context["page"]] == [waiting.pk, served.pk, row.pk]
    assert 'id="serving"' in answer.content.decode()
    assert lawyer.name in answer.content.decode()


def test_the_public_sees_whom_it_may_object_to_and_no_draft(client, city):
    known = panel_records(city.unit)
    assert "现在没有公示" in page(client, "honours_public")
    signed_in(client, city.officer)
    client.post(reverse("honour_publicity", args=[known["honour_id"]]))
    client.logout()
    assert "办案认真" in page(client, "honours_public")


def test_the_justice_officer_gives_an_opinion_and_sees_no_proceeding(client, city):
    known = panel_records(city.unit)
    signed_in(client, city.justice)
    url = reverse("appraisal_opinion", args=[known["appraisal_id"]])
    shown = reverse("appraisal_detail", args=[known["appraisal_id"]])
    assert client.get(shown).context["primary"]["label"] == "提出意见"
    client.post(url, {"is_done": "yes", "text": "表现好。"})
    answer = client.get(shown)
    assert "表现好" in answer.content.decode()
    assert answer.context["primary"] is None
    assert [one["label"] for one in answer.context["more"]] == ["修改意见"]
    assert answer.context["turn"] == "等工会意见。"
    assert client.get(reverse("conduct_list")).status_code == 403


def test_the_worklist_shows_what_awaits(client, city):
    panel_records(city.unit)
    signed_in(client, city.head)
    text = page(client, "desk_worklist")
    for words in ("移交案件", "确认律师活动", "取消资格待陈述", "上半年工作总结"):
        assert words in text


def test_outcomes_are_offered_as_the_rules_let_them_and_the_rest_says_why(client, city):
    known = panel_records(city.unit)
    signed_in(client, city.head)
    answer = client.get(reverse("appraisal_detail", args=[known["appraisal_id"]]))
    offered = [answer.context["primary"], *answer.context["secondary"], *answer.context["more"]]

    assert [one["label"] for one in offered] == ["提出意见"]
    why = {one["label"]: one["reason"] for one in answer.context["blocked"]}
    assert why["继续聘用"] == "还缺工会意见、司法局意见。"
    assert "不是没有开展" in why["取消资格"]
    assert "系统建议" not in answer.content.decode()

    Activity.objects.all().delete()
    text = page(client, "appraisal_detail", known["appraisal_id"])
    assert "系统建议：取消资格" in text
    assert "这一年没有服务记录；没有开展服务的取消资格（附件2第四条）。" in text


def test_after_a_case_the_others_of_the_leaving_lawyer_come_next(client, city):
    known = panel_records(city.unit)
    signed_in(client, city.head)
    url = reverse("hand_over_reason", args=[known["hand_over_id"]])
    answer = client.post(url, {"note": "明天开庭。"})
    assert answer.url == reverse("conduct_detail", args=[known["conduct_id"]]) + "#cases"
