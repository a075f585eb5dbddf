"""The office's pages: the list, writing down, the page of one, the sheet."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongyuan.consultations.choices import Channel, ConsultationState
from gongyuan.consultations.details import Asker
from gongyuan.consultations.models import Consultation
from gongyuan.core.events import events_of
from gongyuan.duty.choices import DutyPart, RosterState
from gongyuan.duty.models import DutyRoster, DutyShift
from gongyuan.people.choices import Role
from tests.cases.factories import make_case
from tests.consultations.factories import in_hand_of, make_consultation, make_web_question
from tests.core.markup import Markup
from tests.duty.factories import add_lawyer, make_point
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_institution, make_tree
from tests.people.factories import make_post, make_worker, phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def sign_in(client, unit, role=Role.WINDOW_CLERK):
    post = make_post(role=role, unit=unit)
    client.force_login(post.user)
    return post


def page(client, name, *arguments):
    answer = client.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert Markup(html).faults() == []
    return html


def typed(**values):
    return {
        "submission_key": str(uuid4()),
        "channel": Channel.WINDOW,
        "asked_on": str(timezone.localdate()),
        "people_count": "1",
        "topic": "wages",
        "question": "老板三个月没有发工资，怎么办？",
        **values,
    }


def sit_now(member):
    """Let somebody sit at the point at this moment."""
    now = timezone.now()
    today = timezone.localdate(now)
    roster = DutyRoster.objects.create(
        point=member.point,
        month=today.replace(day=1),
        state=RosterState.PUBLISHED,
        arranged_at=now,
        published_at=now,
    )
    hour = timedelta(hours=1)
    DutyShift.objects.create(
        roster=roster,
        point=member.point,
        day=today,
        part=DutyPart.MORNING,
        starts_at=now - hour,
        ends_at=now + hour,
        member=member,
    )


def test_a_clerk_writes_down_what_was_asked_and_who_on_duty_answered_it(client, tree):
    institution = make_institution(unit=tree.county)
    make_institution(unit=tree.other_county)
    lawyer = add_lawyer(make_point(institution=institution), name="值班律师")
    sit_now(lawyer)
    clerk = sign_in(client, tree.county)
    clerk.institution = institution
    clerk.save()

    fields = Markup(page(client, "consultation_new"))
    chosen = {one.attrs["value"] for one in fields.all("option") if "selected" in one.attrs}
    assert {str(institution.pk), str(lawyer.lawyer_id), Channel.WINDOW} <= chosen
    assert (
        len(
            [
                one
                for one in fields.all("option")
                if one.inside("select").attrs["name"] == "institution"
            ]
        )
        == 2
    )

    answer = client.post(
        reverse("consultation_new"),
        typed(
            institution=institution.pk,
            lawyer=lawyer.lawyer_id,
            answer="先去劳动监察投诉。",
            minutes="12",
            employer_name="试验食品厂",
        ),
    )

    row = Consultation.objects.get()
    assert answer.url == reverse("consultation_detail", args=[row.pk])
    assert (row.institution, row.lawyer, row.minutes) == (institution, lawyer.lawyer, 12)
    assert row.is_anonymous
    assert (timezone.now() - row.asked_at).total_seconds() < 60
    html = page(client, "consultation_detail", row.pk)
    assert "不留姓名" in html
    assert row.code in html
    assert row.code in page(client, "consultation_slip", row.pk)


def test_what_was_typed_wrongly_is_said_beside_its_field_and_all_is_kept(client, tree):
    sign_in(client, tree.county)
    tomorrow = timezone.localdate() + timedelta(days=1)

    answer = client.post(
        reverse("consultation_new"),
        typed(question="？", phone="139", asked_on=str(tomorrow), name="周试明", minutes="0"),
    )
    html = answer.content.decode()

    assert answer.status_code == 200
    assert Markup(html).faults() == []
    for words in ("手机号码应为11位", "这个时间还没有到", "周试明"):
        assert words in html
    assert not Consultation.objects.exists()
    answer = client.post(reverse("consultation_new"), typed(minutes="5"))
    assert 'id="id_answer_error"' in answer.content.decode()


def test_yesterdays_sheet_is_written_down_line_after_line(client, tree):
    sign_in(client, tree.county, Role.HOTLINE_AGENT)
    yesterday = timezone.localdate() - timedelta(days=1)
    html = page(client, "consultation_new")
    assert Markup(html).all("option", value=Channel.TELEPHONE)[0].attrs.get("selected") is not None

    given = typed(asked_on=f"{yesterday:%Y%m%d}", asked_at="1430", channel=Channel.ON_SITE)
    answer = client.post(reverse("consultation_new"), given | {"more": "1"})
    client.post(reverse("consultation_new"), given)

    row = Consultation.objects.get()
    assert f"{timezone.localtime(row.asked_at):%Y-%m-%d %H:%M}" == f"{yesterday} 14:30"
    assert row.state == ConsultationState.TO_ANSWER
    again = client.get(answer.url).content.decode()
    assert row.number in again


def test_a_telephone_that_is_known_brings_back_the_person_and_what_was_asked(client, tree):
    number = phone()
    worker = make_worker(unit=tree.county, name="周试明", phone=number)
    case = make_case(unit=tree.county, worker=worker)
    before = make_consultation(unit=tree.county, asker=Asker(name="周试明", phone=number))
    sign_in(client, tree.county)

    html = client.post(
        reverse("consultation_new"), typed(phone=number, check="1", question="还没写完")
    ).content.decode()

    assert Markup(html).faults() == []
    for words in ("周×明", before.number, case.number, "还没写完"):
        assert words in html
    assert "周试明" not in html
    assert Consultation.objects.count() == 1

    other = typed(phone=number, worker=str(worker.pk), name="吴试清")
    refused = client.post(reverse("consultation_new"), other).content.decode()
    assert "姓名和选的人不一样" in refused
    client.post(reverse("consultation_new"), typed(phone=number, worker=str(worker.pk)))
    row = Consultation.objects.latest("pk")
    assert (row.worker, row.asker_name) == (worker, "周试明")
    html = page(client, "consultation_detail", row.pk)
    assert before.number in html
    assert number not in html
    # The same name on the same telephone is one person; another name is not.
    client.post(reverse("consultation_new"), typed(phone=number, name="周试明"))
    assert Consultation.objects.latest("pk").worker == worker
    client.post(reverse("consultation_new"), typed(phone=number, name="吴试清"))
    assert Consultation.objects.latest("pk").worker is None
    assert row.number in page(client, "worker_detail", worker.pk)


def test_the_list_has_the_soonest_due_first_and_finds_by_number_and_telephone(client, tree):
    late = make_web_question(unit=tree.county)
    letter = make_consultation(
        unit=tree.county, channel=Channel.BY_LETTER, now=timezone.now(), topic="injury"
    )
    over = make_consultation(unit=tree.county, answer="可以。")
    away = make_web_question(unit=tree.other_county)
    sign_in(client, tree.county)

    html = page(client, "consultation_list")
    places = [html.index(one.number) for one in (late, letter, over)]
    assert places == sorted(places)
    assert away.number not in html
    assert "咨×甲" in html
    assert "咨询人甲" not in html
    overdue = client.get(reverse("consultation_list"), {"state": "overdue"}).content.decode()
    assert late.number in overdue
    assert letter.number not in overdue
    injury = client.get(reverse("consultation_list"), {"topic": "injury"}).content.decode()
    assert over.number not in injury
    assert letter.number in injury
    year, place = over.number.split("〔")[1].split("〕")
    for text in (over.number, f"{year}-{place.removesuffix('号')}", over.phone):
        found = client.post(reverse("consultation_list"), {"text": text}).content.decode()
        assert over.number in found
        assert late.number not in found
    assert (
        "没有找到" in client.post(reverse("consultation_list"), {"text": "张三"}).content.decode()
    )


@pytest.mark.parametrize("state", ["", "open"])
def test_the_list_asks_as_often_for_thirty_as_for_one_and_turns_pages(client, tree, state):
    make_web_question(unit=tree.county)
    sign_in(client, tree.county)
    client.get(reverse("consultation_list"))

    def asked():
        with CaptureQueriesContext(connection) as sent:
            client.get(reverse("consultation_list"), {"state": state})
        return len(sent)

    once = asked()
    for _ in range(30):
        make_web_question(unit=tree.county)
    assert asked() == once


def test_pages_follow_each_other_by_key(client, tree):
    rows = [make_consultation(unit=tree.county, answer="可以。") for _ in range(36)]
    sign_in(client, tree.county)
    first = client.get(reverse("consultation_list"))
    after = first.context["next_after"]

    second = client.get(reverse("consultation_list"), {"after": after})

    shown = [row.pk for answer in (first, second) for row, _ in answer.context["over"]]
    assert shown == [row.pk for row in reversed(rows)]
    assert client.get(reverse("consultation_list"), {"after": "x"}).status_code == 200


def test_a_question_is_answered_sent_on_and_set_aside_on_its_page(client, tree):
    row, other, third = (make_web_question(unit=tree.county) for _ in range(3))
    sign_in(client, tree.county)

    html = page(client, "consultation_detail", row.pk)
    assert "咨询人甲" in html
    assert row.phone not in html
    answer = client.post(reverse("consultation_taking", args=[row.pk]))
    assert answer.url == reverse("consultation_answer", args=[row.pk])
    page(client, "consultation_answer", row.pk)
    client.post(reverse("consultation_answer", args=[row.pk]), {"answer": "可以申请仲裁。"})
    row.refresh_from_db()
    assert row.state == ConsultationState.ANSWERED
    # The second press finds it answered and says so.
    again = client.post(reverse("consultation_taking", args=[row.pk]), follow=True)
    assert "不能“我来答复”" in again.content.decode()

    page(client, "consultation_transfer", other.pk)
    given = {"to": tree.prefecture.pk, "note": "单位在市区"}
    answer = client.post(reverse("consultation_transfer", args=[other.pk]), given)
    assert answer.url == reverse("consultation_list")
    assert client.get(reverse("consultation_detail", args=[other.pk])).status_code == 404

    refused = client.post(reverse("consultation_setting_aside", args=[third.pk]), {"note": ""})
    assert 'id="id_note_error"' in refused.content.decode()
    client.post(reverse("consultation_setting_aside", args=[third.pk]), {"note": "不是问题"})
    assert "不是问题" in page(client, "consultation_detail", third.pk)


def test_the_telephone_is_shown_for_a_reason_once_and_only_by_the_own_office(client, tree):
    row = make_web_question(unit=tree.county)
    sign_in(client, tree.county)
    url = reverse("consultation_phone", args=[row.pk])

    assert row.phone not in client.get(url).content.decode()
    assert row.phone not in client.post(url, {"note": ""}).content.decode()
    shown = client.post(url, {"note": "回电"})
    assert row.phone in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert row.phone not in page(client, "consultation_detail", row.pk)
    assert [one.note for one in events_of(row) if one.code.endswith("reveal")] == ["回电"]

    sign_in(client, tree.prefecture, Role.LEGAL_HEAD)
    assert client.post(url, {"note": "看看"}).status_code == 404
    above = page(client, "consultation_detail", row.pk)
    assert "咨×甲" in above
    assert "由答复单位办理" in above


def test_what_somebody_has_in_hand_is_not_answered_by_another(client, tree):
    lawyer = make_lawyer(unit=tree.county)
    row = in_hand_of(lawyer, unit=tree.county)
    sign_in(client, tree.county)

    html = page(client, "consultation_detail", row.pk)

    assert f"{lawyer.name}正在答复" in html
    assert reverse("consultation_answer", args=[row.pk]) not in html
    client.post(reverse("consultation_return", args=[row.pk]), {"note": "律师出差"})
    assert reverse("consultation_answer", args=[row.pk]) in page(
        client, "consultation_detail", row.pk
    )


def test_the_page_of_an_institution_counts_what_was_asked_there(client, tree):
    institution = make_institution(unit=tree.county)
    row = make_consultation(
        unit=tree.county, institution=institution, answer="可以。", now=timezone.now()
    )
    sign_in(client, tree.county)

    html = page(client, "institution_detail", institution.pk)

    assert row.number in html
    assert f"{timezone.localdate().year} 年 1 件" in html
