"""A consultation that becomes an application: typed once, tied together, counted once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.application import submit_application
from gongyuan.cases.models import Case
from gongyuan.consultations.actions.answering import set_question_aside
from gongyuan.consultations.actions.applying import (
    consultation_origin,
    lead_to_application,
    read_for_application,
)
from gongyuan.consultations.choices import ConsultationState
from gongyuan.consultations.details import Asker
from gongyuan.consultations.models import Consultation
from gongyuan.consultations.rules.consultation import applying_obstacles
from gongyuan.core.events import events_of
from gongyuan.core.models import Counter, Event, Notice
from gongyuan.core.refusals import Refused
from gongyuan.matters.models import Matter
from gongyuan.matters.origins import origin_of
from gongyuan.people.choices import Role
from gongyuan.people.models import Worker
from gongyuan.people.queries import actor_in
from gongyuan.policy.choices import AidForm
from gongyuan.reporting.queries import cell_records, table
from tests.cases.factories import application as told
from tests.cases.factories import make_case
from tests.cases.test_case_views import typed
from tests.consultations.factories import (
    answer_online,
    in_hand_of,
    make_consultation,
    make_online,
    make_web_question,
)
from tests.core.markup import Markup
from tests.lawyers.factories import lawyer_actor, make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db
PHONE = "19900004321"
APPLY = "consultations.consultation.apply"
REVEAL = "consultations.consultation.reveal"


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def clerk(client, tree):
    post = make_post(role=Role.WINDOW_CLERK, unit=tree.county)
    client.force_login(post.user)
    return post


def asked(tree, **values):
    """A question at the window by somebody with a name, about an employer in the county."""
    given = {
        "unit": tree.county,
        "question": "三月起做木工，一直没有发工资。",
        "employer_name": "临河某某木业有限公司",
        "region_code": tree.county.region_code,
        "asker": Asker(name="试咨询", phone=PHONE, contact_note="19:00 以后打"),
        "answer": "可以申请仲裁，也可以申请援助。",
    }
    return make_consultation(**given | values)


def form_of(row):
    return reverse("case_registration_from_consultation", args=[row.pk])


def application(**values):
    """What the clerk sends after adding what nobody had told yet."""
    given = {
        "submission_key": str(uuid4()),
        "name": "试咨询",
        "phone": PHONE,
        "employer_name": "临河某某木业有限公司",
        "region_code": "临河县",
    }
    return typed(**given | values)


def codes_of(row):
    return [event.code for event in events_of(row).order_by("pk")]


def test_what_was_told_fills_in_the_form_and_both_pages_name_each_other(client, tree, clerk):
    row = asked(tree)
    page = client.get(reverse("consultation_detail", args=[row.pk])).content.decode()
    url = form_of(row)
    assert f'href="{url}"' in page
    assert PHONE not in page

    shown = client.get(url)

    form = Markup(shown.content.decode())
    assert form.faults() == []
    fields = {
        one.attrs["name"]: one.attrs.get("value")
        for one in form.all("input")
        if "name" in one.attrs
    }
    assert {name: fields[name] for name in ("name", "phone", "contact_note", "employer_name")} == {
        "name": "试咨询", "phone": PHONE, "contact_note": "19:00 以后打",
        "employer_name": "临河某某木业有限公司",
    }  # fmt: skip
    assert fields["region_code"] == "临河县"
    assert "三月起做木工，一直没有发工资。" in shown.content.decode()
    assert row.number in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    # Nothing of the person in an address, and that the number was read is on record.
    assert url == f"/cases/new/consultation/{row.pk}/"
    assert [one.note for one in events_of(row) if one.code == REVEAL] == ["转为法律援助申请"]

    answer = client.post(url, application(facts_text="三月起做木工，一直没有发工资。"))

    case = Case.objects.get()
    row.refresh_from_db()
    assert answer.url == reverse("case_detail", args=[case.pk])
    assert (row.matter, row.state) == (case.matter, ConsultationState.ANSWERED)
    assert row.answer == "可以申请仲裁，也可以申请援助。"
    assert (case.region_code, case.facts_text) == (
        tree.county.region_code, "三月起做木工，一直没有发工资。",
    )  # fmt: skip
    assert events_of(row).get(code=APPLY).data == {"application": case.application_number}
    of_case = client.get(answer.url).content.decode()
    assert f'href="{reverse("consultation_detail", args=[row.pk])}"' in of_case
    of_row = client.get(reverse("consultation_detail", args=[row.pk])).content.decode()
    assert f'href="{reverse("case_detail", args=[case.pk])}"' in of_row
    assert f'href="{url}"' not in of_row
    for page in (of_case, of_row):
        assert Markup(page).faults() == []


def test_a_question_that_waited_is_answered_by_the_application(client, tree, clerk):
    row = make_web_question(unit=tree.county, asker=Asker(name="试咨询", phone=PHONE))

    client.post(form_of(row), application())

    row.refresh_from_db()
    case = Case.objects.get()
    assert (row.state, row.answered_by, row.matter) == (
        ConsultationState.ANSWERED, clerk.user.name, case.matter,
    )  # fmt: skip
    assert case.application_number in row.answer
    assert codes_of(row)[-2:] == [APPLY, "consultations.consultation.answer"]
    assert [row.code in one.body for one in Notice.objects.all()].count(True) == 1


def test_the_same_form_twice_is_one_and_a_second_form_of_one_consultation_leaves_nothing(
    client, tree, clerk
):
    row = asked(tree)
    form = application()
    places = {client.post(form_of(row), form).url for _ in range(3)}
    assert len(places) == Case.objects.count() == 1
    assert codes_of(row).count(APPLY) == 1
    kept = {
        model: list(model.objects.order_by("pk").values())
        for model in (Case, Worker, Matter, Consultation, Counter, Notice)
    }
    events = Event.objects.count()

    other = application(name="另一个人", phone="19900008765", identity_number="")
    refused = client.post(form_of(row), other)

    assert "这次咨询已经转为法律援助申请" in refused.content.decode()
    assert "另一个人" in refused.content.decode()
    for model, before in kept.items():
        assert list(model.objects.order_by("pk").values()) == before, model
    assert Event.objects.count() == events
    again = client.get(form_of(row), follow=True)
    assert again.redirect_chain[0][0] == reverse("consultation_detail", args=[row.pk])
    assert "这次咨询已经转为法律援助申请" in again.content.decode()
    assert codes_of(row).count(REVEAL) == 0


def test_what_is_wrong_in_the_form_is_said_and_the_consultation_stays_as_it_was(
    client, tree, clerk
):
    row = asked(tree)
    wrong = client.post(form_of(row), application(region_code="没有的县", consent=""))
    checked = client.post(form_of(row), application(check="1"))

    assert "没有查到这个地方" in wrong.content.decode()
    for page in (wrong, checked):
        assert row.number in page.content.decode()
        assert Markup(page.content.decode()).faults() == []
    row.refresh_from_db()
    assert (row.matter, Case.objects.count()) == (None, 0)
    assert codes_of(row).count(APPLY) == 0


def test_no_application_begins_from_what_was_set_aside_or_is_in_anothers_hand(client, tree, clerk):
    aside = make_web_question(unit=tree.county)
    set_question_aside(
        consultation=aside, note="不是法律问题", actor=actor_in(clerk), now=timezone.now()
    )
    held = in_hand_of(make_lawyer(unit=tree.county), unit=tree.county)
    for row, words in ((aside, "不予答复的咨询不能转为申请"), (held, "别人正在答复")):
        page = client.get(reverse("consultation_detail", args=[row.pk])).content.decode()
        assert form_of(row) not in page
        assert words in client.get(form_of(row), follow=True).content.decode()
        assert words in client.post(form_of(row), application()).content.decode()
        assert codes_of(row).count(REVEAL) == 0
    assert not Case.objects.exists()


def test_only_the_answering_office_with_the_power_to_register_leads_on(client, tree, clerk):
    row, away = asked(tree), asked(tree, unit=tree.other_county)
    assert client.get(form_of(away)).status_code == 404
    assert client.post(form_of(away), application()).status_code == 404
    assert client.get(reverse("case_registration_from_consultation", args=[0])).status_code == 404

    # The office above sees it and does not act on it.
    above = make_post(role=Role.LEGAL_HEAD, unit=tree.prefecture)
    client.force_login(above.user)
    page = client.get(reverse("consultation_detail", args=[row.pk]))
    assert (page.status_code, form_of(row) in page.content.decode()) == (200, False)
    assert client.get(form_of(row)).status_code == 404
    lawyer = make_lawyer(unit=tree.county)
    client.force_login(lawyer.user)
    assert client.get(form_of(row)).status_code == 403
    with pytest.raises(PermissionDenied):
        read_for_application(
            consultation=row,
            actor=make_actor(role=Role.AUDITOR, unit=tree.county),
            now=timezone.now(),
        )
    assert origin_of("consultation", row.pk, lawyer_actor(lawyer)) is None
    assert origin_of("dream", row.pk, actor_in(clerk)) is None
    assert not Event.objects.filter(code=REVEAL).exists()


def test_a_lawyer_is_told_of_the_other_side_neither_here_nor_there(client, tree):
    answered, handling = make_lawyer(unit=tree.county), make_lawyer(unit=tree.county)
    make_online(answered, unit=tree.county)
    row = make_web_question(unit=tree.county)
    answer_online(row, answered)
    # Who answered on the web handles the case too.
    case = make_case(unit=tree.county, state="handling", lawyer=answered)
    Consultation.objects.filter(pk=row.pk).update(matter=case.matter)
    client.force_login(answered.user)

    of_row = client.get(reverse("consultation_detail", args=[row.pk])).content.decode()
    assert case.number not in of_row
    of_case = client.get(reverse("case_detail", args=[case.pk])).content.decode()
    assert row.number not in of_case
    assert consultation_origin(lawyer_actor(handling), row.pk) is None


def test_a_refusal_of_the_origin_takes_the_whole_application_back(tree):
    row = asked(tree)
    actor = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)
    origin = consultation_origin(actor, row.pk)
    assert origin is not None
    matter = make_case(unit=tree.county).matter
    lead_to_application(
        consultation=row, matter=matter, number="x", actor=actor, now=timezone.now()
    )
    cases = Case.objects.count()
    with pytest.raises(Refused, match="已经转为法律援助申请"):
        submit_application(
            application=told(), unit=tree.county, origin=origin, actor=actor, now=timezone.now()
        )
    assert Case.objects.count() == cases


def test_the_table_counts_a_consultation_and_the_advice_that_followed_it_once(tree):
    now = timezone.now()
    year = timezone.localdate(now).year
    actor = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)
    before = now - timedelta(days=370)

    def counted(of=year):
        cells = table(unit=tree.county, year=of, today=timezone.localdate(now)).cells
        (cell,) = [c for c in cells if (c.indicator.code, c.level) == ("consultations", "county")]
        lists = cell_records(cell).lists
        assert sum(one.records.count() for one in lists) == cell.figures[""].value
        return [one.records.count() for one in lists]

    def followed(row, aid_form, **values):
        case = make_case(unit=tree.county, aid_form=aid_form, now=now, **values)
        lead_to_application(
            consultation=row, matter=case.matter, number=case.number, actor=actor, now=now
        )
        return case

    rows = [asked(tree, now=now) for _ in range(3)]
    make_case(unit=tree.county, aid_form=AidForm.CONSULTATION, now=now)
    assert counted() == [1, 3]
    advice = followed(rows[0], AidForm.CONSULTATION)
    assert counted() == [1, 3]
    # Drafting and court are other services than the advice before them.
    followed(rows[1], AidForm.DRAFTING)
    followed(rows[2], AidForm.ARBITRATION)
    assert counted() == [2, 3]
    # Of last year's question the case of this year is counted there, and there only.
    old = asked(tree, now=before)
    followed(old, AidForm.CONSULTATION)
    assert (counted(), counted(year - 1)) == ([2, 3], [0, 1])
    # Should the consultation not be counted, the case is.
    Consultation.objects.filter(pk=rows[0].pk).delete()
    assert counted() == [3, 2]
    assert advice.aid_form == AidForm.CONSULTATION


@pytest.mark.parametrize(
    ("facts", "obstacle"),
    [
        ({}, ""),
        ({"state": ConsultationState.TO_ANSWER}, ""),
        ({"is_held": True}, ""),
        ({"state": ConsultationState.IN_HAND, "is_held": True}, "别人正在答复"),
        ({"state": ConsultationState.SET_ASIDE}, "不予答复"),
        ({"is_applied": True}, "已经转为"),
    ],
)
def test_why_no_application_begins_from_a_consultation(facts, obstacle):
    known = {"state": ConsultationState.ANSWERED, "is_applied": False, "is_held": False} | facts

    assert obstacle in "".join(applying_obstacles(**known))
    assert bool(applying_obstacles(**known)) == bool(obstacle)


def test_whoever_asked_reads_that_an_application_was_registered(client, tree, clerk):
    row = make_web_question(unit=tree.county)
    client.post(form_of(row), application())
    client.logout()
    row.refresh_from_db()

    client.post(reverse("portal_question_track"), {"code": row.code})
    page = client.get(reverse("portal_question", args=[row.pk])).content.decode()

    assert "帮您登记了法律援助申请" in page
    assert reverse("portal_track") in page
    assert "要律师帮您去办？" not in page
    assert row.answer in page
