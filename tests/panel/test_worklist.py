"""What awaits whom in the team's year, and where a written request for service goes."""

import pytest
from django.urls import reverse

from gongyuan.core.models import Notice
from gongyuan.core.work import work_lines
from gongyuan.lawyers.actions.contact import bind_contact
from gongyuan.panel.actions.appraisal import draw_up, give_opinion
from gongyuan.panel.actions.conduct import notify_lawyer
from gongyuan.panel.actions.requests import (
    answer_offer,
    file_request,
    finish_request,
    offer_request,
    rate_request,
)
from gongyuan.panel.choices import AppraisalSide, RequestState, Satisfaction
from gongyuan.panel.details import ServiceDone
from gongyuan.panel.models import Appraisal
from gongyuan.panel.queries.work import awaiting
from gongyuan.people.actor import Actor
from gongyuan.people.models import User
from tests.panel.factories import (
    NOW,
    acting,
    activity,
    enterprise,
    make_city,
    member,
    opened,
    told_request,
)

pytestmark = pytest.mark.django_db


def test_everybody_of_the_year_finds_what_awaits_on_the_worklist():
    city = make_city()
    term = member(city)
    proposed_to = opened(city, term)
    notify_lawyer(conduct=proposed_to, actor=city.officer, now=NOW)
    draw_up(term=term, actor=city.officer, now=NOW)
    unit, asker = enterprise(city)
    row = file_request(request=told_request(), actor=asker, now=NOW)
    offer_request(request=row, lawyer=term.lawyer, actor=city.county_officer, now=NOW)

    def awaits(actor: Actor) -> set[str]:
        return {line.what for line in work_lines(awaiting(actor, today=NOW.date()))}

    assert {"陈述申辩", "答复服务申请"} <= awaits(acting(term))
    assert "提出考核意见" in awaits(city.justice)
    give_opinion(
        appraisal=Appraisal.objects.get(),
        side=AppraisalSide.JUSTICE,
        is_done=True,
        text="好。",
        actor=city.justice,
        now=NOW,
    )
    assert "提出考核意见" not in awaits(city.justice)
    answer_offer(request=row, takes=True, actor=acting(term), now=NOW)
    assert "办理服务申请" in awaits(acting(term))
    done = ServiceDone(done_on=NOW.date(), answer="讲了。", minutes=60)
    finish_request(request=row, done=done, actor=acting(term), now=NOW)
    assert "评价法律服务" in awaits(asker)
    rate_request(request=row, rating=Satisfaction.PLEASED, actor=asker, now=NOW)
    assert awaits(asker) == set()


def test_the_lawyer_bound_to_the_union_is_asked_at_once_and_the_county_is_told():
    city = make_city()
    term, other = member(city), member(city)
    bind_contact(
        lawyer=term.lawyer,
        unit=city.county,
        starts_on=NOW.date(),
        actor=city.officer,
        now=NOW,
    )
    unit, asker = enterprise(city)
    row = file_request(request=told_request(), actor=asker, now=NOW)

    assert (row.state, row.lawyer) == (RequestState.OFFERED, term.lawyer)
    told = Notice.objects.filter(link=reverse("service_request", args=[row.pk]))
    assert set(told.values_list("user_id", flat=True)) == {
        term.lawyer.user_id,
        city.county_officer.user_id,
    }
    offer_request(request=row, lawyer=other.lawyer, actor=city.county_officer, now=NOW)
    row.refresh_from_db()
    assert row.lawyer == other.lawyer


def test_of_several_bound_lawyers_the_county_chooses():
    city = make_city()
    for term in (member(city), member(city)):
        bind_contact(
            lawyer=term.lawyer,
            unit=city.county,
            starts_on=NOW.date(),
            actor=city.officer,
            now=NOW,
        )
    unit, asker = enterprise(city)

    assert file_request(request=told_request(), actor=asker, now=NOW).state == RequestState.FILED


def test_the_page_of_an_activity_confirms_and_strikes_out(client):
    city = make_city()
    row = activity(member(city))
    client.force_login(User.objects.get(pk=city.officer.user_id))

    assert "请核对是不是确有其事" in client.get(reverse("activity_detail", args=[row.pk])).text
    client.post(reverse("activity_confirmation", args=[row.pk]))
    assert "已确认" in client.get(reverse("activity_detail", args=[row.pk])).text
    page = client.post(reverse("activity_strike", args=[row.pk]), {"note": ""})
    assert (page.status_code, "划去" in page.text) == (200, True)
