from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case
from gongyuan.core.events import events_of
from gongyuan.people.choices import Role
from tests.cases.factories import make_case
from tests.cases.handling_factories import closed, conclude, handled, stage, upload
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def _as_lawyer(client, case):
    client.force_login(case.assignments.get(ended_at=None).lawyer.user)
    return client


def _url(name, case, *more):
    return reverse(name, args=[case.pk, *more])


OWN_PAGES = [
    "lawyer_case",
    "lawyer_offer",
    "lawyer_refusal",
    "lawyer_mandate",
    "lawyer_progress",
    "lawyer_message",
    "lawyer_paper",
    "lawyer_stage_new",
    "lawyer_closing",
    "lawyer_file",
]


@pytest.mark.parametrize("name", OWN_PAGES)
def test_somebody_elses_case_is_not_found(client, tree, name):
    mine = make_case(state=CaseState.HANDLING, unit=tree.county)
    other = make_case(state=CaseState.HANDLING, unit=tree.county)
    _as_lawyer(client, mine)

    assert client.get(_url(name, other)).status_code == 404
    assert client.post(_url(name, other), {}).status_code in {404, 405}


def test_a_stage_and_a_deadline_of_another_case_are_not_found(client):
    mine, other = handled(), handled()
    theirs = stage(other)
    deadline = other.deadlines.first()
    _as_lawyer(client, mine)

    assert client.get(_url("lawyer_stage", mine, theirs.pk)).status_code == 404
    assert client.get(_url("lawyer_stage_conclusion", mine, theirs.pk)).status_code == 404
    assert client.get(_url("lawyer_deadline", mine, deadline.pk)).status_code == 404


def test_officers_have_not_the_lawyers_pages(client, tree):
    case = make_case(state=CaseState.HANDLING, unit=tree.county)
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=tree.county).user)

    assert client.get(reverse("lawyer_cases")).status_code == 403
    assert client.get(_url("lawyer_case", case)).status_code == 403


def test_the_list_shows_offers_first_and_each_case_with_its_next_deadline(client, tree):
    lawyer = make_lawyer(unit=tree.county)
    case = make_case(state=CaseState.HANDLING, unit=tree.county, lawyer=lawyer)
    stage(case)
    offer = make_case(state=CaseState.ASSIGNED, unit=tree.county, lawyer=lawyer)
    gone = make_case(state=CaseState.HANDLING, unit=tree.county)

    client.force_login(lawyer.user)
    text = client.get(reverse("lawyer_cases")).text

    assert text.index("新的指派") < text.index(case.applicant_label + " 与 " + case.employer.name)
    assert "仲裁受理" in text
    assert _url("lawyer_offer", offer) in text
    assert gone.employer.name not in text


def test_the_list_costs_the_same_for_one_case_and_for_three(client, tree):
    lawyer = make_lawyer(unit=tree.county)
    client.force_login(lawyer.user)
    make_case(state=CaseState.HANDLING, unit=tree.county, lawyer=lawyer)
    client.get(reverse("lawyer_cases"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("lawyer_cases"))
    for _ in range(2):
        make_case(state=CaseState.HANDLING, unit=tree.county, lawyer=lawyer)

    with CaptureQueriesContext(connection) as three:
        client.get(reverse("lawyer_cases"))

    assert len(three) == len(one)


def test_an_offer_is_accepted_with_two_taps(client):
    case = make_case(state=CaseState.ASSIGNED)
    _as_lawyer(client, case)

    page = client.get(_url("lawyer_case", case), follow=True)
    assert page.request["PATH_INFO"] == _url("lawyer_offer", case)
    answer = client.post(_url("lawyer_offer", case), {"conflict": "no"})

    assert answer.url == _url("lawyer_case", case)
    assert Case.objects.get(pk=case.pk).state == CaseState.MANDATING


def test_an_offer_page_does_not_show_the_workers_number_yet(client):
    case = make_case(state=CaseState.ASSIGNED)
    number = case.applicants.get().worker.phone
    _as_lawyer(client, case)

    assert number not in client.get(_url("lawyer_offer", case)).text
    client.post(_url("lawyer_offer", case), {"conflict": "no"})
    assert f"tel:{number}" in client.get(_url("lawyer_case", case)).text


def test_a_declared_conflict_leads_back_to_the_list_and_the_case_is_gone(client):
    case = make_case(state=CaseState.ASSIGNED)
    _as_lawyer(client, case)

    unexplained = client.post(_url("lawyer_offer", case), {"conflict": "yes"})
    assert unexplained.status_code == 200
    assert "什么关系" in unexplained.text
    answer = client.post(
        _url("lawyer_offer", case), {"conflict": "yes", "conflict_note": "曾任对方顾问"}
    )

    assert answer.url == reverse("lawyer_cases")
    assert client.get(_url("lawyer_case", case)).status_code == 404


def test_declining_asks_for_the_reason_and_keeps_what_was_typed(client):
    case = make_case(state=CaseState.ASSIGNED)
    _as_lawyer(client, case)

    assert "还没有填" in client.post(_url("lawyer_refusal", case), {"reason": ""}).text
    answer = client.post(_url("lawyer_refusal", case), {"reason": "近期出差"})

    assert answer.url == reverse("lawyer_cases")
    assert Case.objects.get(pk=case.pk).state == CaseState.GRANTED


def test_progress_is_reported_with_a_tap_on_a_usual_sentence(client):
    case = handled()
    _as_lawyer(client, case)

    client.post(_url("lawyer_progress", case), {"usual": "已经立案，等开庭通知。"})

    assert case.progress_reports.get().text == "已经立案，等开庭通知。"
    assert "已经立案" in client.get(_url("lawyer_case", case)).text


def test_progress_in_own_words_must_have_words(client):
    case = handled()
    _as_lawyer(client, case)

    assert "请写明" in client.post(_url("lawyer_progress", case), {"usual": "other"}).text
    assert not case.progress_reports.exists()


@pytest.mark.parametrize(
    ("state", "name"), [("handling", "lawyer_case"), ("assigned", "lawyer_offer")]
)
def test_reading_the_case_is_written_down(client, state, name):
    case = make_case(state=state)

    _as_lawyer(client, case).get(_url(name, case))

    assert events_of(case).filter(code="cases.case.viewed").count() == 1


def test_a_stage_is_entered_kept_up_to_date_and_ended_on_the_phone(client):
    case = handled()
    _as_lawyer(client, case)
    today = timezone.localdate()
    filed, accepted, received = (today - timedelta(days=n) for n in (40, 38, 5))

    client.post(
        _url("lawyer_stage_new", case), {"kind": "arbitration", "filed_on": f"{filed:%Y%m%d}"}
    )
    opened = case.stages.get()
    client.post(
        _url("lawyer_stage", case, opened.pk),
        {
            "body": "试验县仲裁委",
            "accepted_on": f"{accepted:%Y%m%d}",
            "hearing_on": f"{received:%Y%m%d}",
            "hearing_time": "14:30",
        },
    )
    claim = case.claims.get()
    wanting = client.post(
        _url("lawyer_stage_conclusion", case, opened.pk),
        {"result": "award", "concluded_on": f"{received:%Y%m%d}", f"outcome_{claim.pk}": "partly"},
    )
    assert "是不是终局裁决" in wanting.text
    client.post(
        _url("lawyer_stage_conclusion", case, opened.pk),
        {
            "result": "award",
            "finality": "mixed",
            "concluded_on": f"{received:%Y%m%d}",
            f"outcome_{claim.pk}": "partly",
            f"awarded_{claim.pk}": "9,000",
        },
    )

    opened.refresh_from_db()
    assert (opened.body, opened.result) == ("试验县仲裁委", "award")
    page = client.get(_url("lawyer_case", case)).text
    assert "劳动争议调解仲裁法第四十八条、第五十条" in page
    due = case.deadlines.get(code="SUE_WORKER").due_on
    assert due >= received + timedelta(days=15)
    assert f"{due.year}年{due.month}月{due.day}日" in page
    assert timezone.localtime(opened.hearing_at).strftime("%H:%M") == "14:30"


def test_an_impossible_day_is_refused_and_what_was_typed_stays(client):
    case = handled()
    _as_lawyer(client, case)

    answer = client.post(
        _url("lawyer_stage_new", case),
        {"kind": "arbitration", "filed_on": "2026-02-30", "body": "试验县仲裁委"},
    )

    assert answer.status_code == 200
    assert "没有这一天" in answer.text
    assert "试验县仲裁委" in answer.text
    assert not case.stages.exists()


def test_the_closing_page_says_what_is_still_open(client):
    case = handled()
    conclude(stage(case))
    _as_lawyer(client, case)

    page = client.get(_url("lawyer_closing", case)).text
    refused = client.post(
        _url("lawyer_closing", case), {"summary": "办完", "recovered_amount": "0"}
    )

    assert "不服仲裁裁决起诉" in page
    assert "由工会经办人核实后了结" in page
    assert refused.status_code == 200
    assert Case.objects.get(pk=case.pk).state == CaseState.HANDLING


def test_the_lawyer_closes_uploads_and_hands_the_file_in(client):
    case = handled()
    conclude(stage(case), "mediated")
    _as_lawyer(client, case)

    client.post(_url("lawyer_closing", case), {"summary": "已付清", "recovered_amount": "12000"})
    assert "还缺" in client.get(_url("lawyer_file", case)).text
    client.post(
        _url("lawyer_paper", case),
        {"catalogue_code": "21", "file": upload("调解书.pdf"), "pages": "2"},
    )
    client.post(_url("lawyer_file", case), {})

    assert case.papers.get(catalogue_code="21").pages == 2
    assert Case.objects.get(pk=case.pk).state == CaseState.FILE_SUBMITTED


@pytest.mark.parametrize(
    "state", ["mandating", "handling", "suspended", "terminated", "file_submitted"]
)
def test_the_case_page_opens_in_every_state_the_lawyer_has_it_in(client, state):
    case = make_case(state=state)

    assert _as_lawyer(client, case).get(_url("lawyer_case", case)).status_code == 200


def test_a_closed_case_leads_to_the_file(client):
    case = closed()

    page = _as_lawyer(client, case).get(_url("lawyer_case", case)).text

    assert _url("lawyer_file", case) in page
    assert "提交立卷材料" in page


def test_a_hearing_is_never_given_an_hour_nobody_wrote(client):
    case = handled()
    opened = stage(case)
    _as_lawyer(client, case)

    answer = client.post(_url("lawyer_stage", case, opened.pk), {"hearing_on": "20260620"})

    assert "也请写时间" in answer.text
    opened.refresh_from_db()
    assert opened.hearing_at is None
