"""Return visits: opened by the job, made at the counter, answered on the phone, counted."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case
from gongyuan.core import files
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import system, worker
from gongyuan.people.choices import Role
from gongyuan.quality import tasks
from gongyuan.quality.actions import visits as actions
from gongyuan.quality.choices import ANSWERS_OF, VisitOutcome, VisitQuestion, VisitWay
from gongyuan.quality.models import ReturnVisit
from gongyuan.quality.queries import figures
from gongyuan.quality.queries.visits import cases_to_visit
from tests.cases.factories import make_case
from tests.core.markup import Markup
from tests.lawyers.factories import lawyer_actor, make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post
from tests.portal.test_track import opened
from tests.quality.factories import NOW, closed_case, decided, lodged, visit_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
GOOD = {str(q): str(ANSWERS_OF[q][0]) for q in VisitQuestion}


@pytest.fixture(autouse=True)
def _stored_in_the_test(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


@pytest.fixture
def tree():
    return make_tree()


def clerk_of(visit):
    return make_actor(role=Role.WINDOW_CLERK, unit=visit.unit)


def record(visit, *, actor=None, way=VisitWay.CALL, now=NOW, **answers):
    return actions.record_visit(
        visit=visit,
        answers={**GOOD, **answers},
        way=way,
        actor=actor or clerk_of(visit),
        now=now,
    )


# --- opened by the job ---------------------------------------------------------------------------


def test_the_job_opens_one_visit_a_closed_case_however_often_it_runs():
    recent = [closed_case() for _ in range(3)]
    Case.objects.filter(pk__in=[c.pk for c in recent]).update(
        closed_on=datetime.now(tz=UTC).date() - timedelta(days=3)
    )
    old = closed_case()
    Case.objects.filter(pk=old.pk).update(closed_on=date(2020, 1, 1))
    make_case(state=CaseState.TERMINATED)
    make_case(state=CaseState.HANDLING)

    tasks.open_return_visits(0)
    tasks.open_return_visits(0)

    assert set(ReturnVisit.objects.values_list("case_id", flat=True)) == {c.pk for c in recent}


def test_stopped_halfway_the_next_run_goes_on_and_tells_nobody_twice():
    cases = [closed_case() for _ in range(3)]
    actions.open_visit(case=cases[0], actor=system(), now=NOW)

    left = list(cases_to_visit(today=TODAY))
    for case in cases:
        actions.open_visit(case=case, actor=system(), now=NOW)

    assert [case.pk for case in left] == [case.pk for case in cases[1:]]
    assert ReturnVisit.objects.count() == 3
    assert Notice.objects.filter(channel="sms").count() == 3


def test_it_is_due_by_the_policys_days_after_closing_and_says_which_rule():
    visit = visit_of(closed_case())

    assert visit.due_on == date(2026, 7, 1)
    assert "待核" in visit.due_source
    assert not visit.due_is_verified
    assert visit.lawyer == visit.case.assignments.get().lawyer


def test_whom_it_is_not_safe_to_write_to_gets_no_text():
    visit_of(closed_case(contact_note="老板看得到手机"))

    assert not Notice.objects.filter(channel="sms").exists()


def test_the_invitation_names_no_matter_and_no_person():
    visit = visit_of(closed_case())

    text = Notice.objects.get(channel="sms").body
    assert visit.case.matter.code in text
    for hidden in (visit.case.applicant_label, visit.case.employer.name, "欠薪", "律师"):
        assert hidden not in text


# --- made by the office --------------------------------------------------------------------------


def test_a_visit_keeps_the_answers_and_issues_the_form():
    visit = visit_of(closed_case())

    done = record(visit, overall="dissatisfied")

    assert (done.outcome, done.overall, done.way) == ("visited", "dissatisfied", "call")
    assert done.finished_on == TODAY
    document = done.documents.get()
    opened_form = docx.Document(BytesIO(files.read(document.file)))
    cells = "\n".join(c.text for t in opened_form.tables for row in t.rows for c in row.cells)
    for word in (visit.case.number, "不满意", "没有收过", visit.lawyer.name, "电话回访"):
        assert word in cells, word
    paper = visit.case.papers.get(catalogue_code="26")
    assert paper.is_inner
    assert paper.file == document.file


def test_the_form_of_a_sealed_case_stays_with_the_visit():
    case = closed_case()
    visit = visit_of(case)
    sealed = make_case(state=CaseState.ARCHIVED)
    ReturnVisit.objects.filter(pk=visit.pk).update(case=sealed)
    visit.refresh_from_db()

    done = record(visit)

    assert done.documents.count() == 1
    assert not sealed.papers.exists()


@pytest.mark.parametrize("question", list(VisitQuestion))
@pytest.mark.parametrize("answer", ["", "5", "100"])
def test_there_is_no_free_score_and_no_question_without_an_answer(question, answer):
    visit = visit_of(closed_case())

    with pytest.raises(Refused) as refused:
        record(visit, **{str(question): answer})

    assert refused.value.field == question
    visit.refresh_from_db()
    assert visit.outcome == ""


def test_a_second_visit_is_refused_and_the_first_stays():
    visit = visit_of(closed_case())
    record(visit, overall="satisfied")

    with pytest.raises(Refused, match="已经结束"):
        record(visit, overall="dissatisfied")
    visit.refresh_from_db()
    assert visit.overall == "satisfied"


def test_nobody_calls_against_the_contact_note():
    visit = visit_of(closed_case(contact_note="晚上8点以后"))
    clerk = clerk_of(visit)

    with pytest.raises(Refused, match="晚上8点以后") as refused:
        record(visit, actor=clerk)
    assert refused.value.field == "note_was_read"
    with pytest.raises(Refused, match="晚上8点以后"):
        actions.record_attempt(visit=visit, outcome="no_reply", actor=clerk, now=NOW)
    actions.record_attempt(
        visit=visit, outcome="no_reply", note_was_read=True, actor=clerk, now=NOW
    )
    assert record(visit, actor=clerk, way=VisitWay.FACE_TO_FACE).outcome == "visited"


def test_who_cannot_be_reached_is_given_up_only_after_the_policys_attempts():
    visit = visit_of(closed_case())
    clerk = clerk_of(visit)
    for times in range(3):
        with pytest.raises(Refused, match=f"现在是{times}次"):
            actions.give_up_visit(visit=visit, actor=clerk, now=NOW)
        actions.record_attempt(
            visit=visit, outcome="no_reply", note="响了很久", actor=clerk, now=NOW
        )

    done = actions.give_up_visit(visit=visit, actor=clerk, now=NOW)

    assert done.outcome == VisitOutcome.UNREACHED
    words = "\n".join(
        p.text for p in docx.Document(BytesIO(files.read(done.documents.get().file))).paragraphs
    )
    assert words.count("没有人接，响了很久") == 3


def test_who_does_not_want_to_be_asked_is_left_alone_with_a_reason():
    visit = visit_of(closed_case())
    clerk = clerk_of(visit)

    with pytest.raises(Refused):
        actions.refuse_visit(visit=visit, note=" ", actor=clerk, now=NOW)
    done = actions.refuse_visit(visit=visit, note="不想再提这件事", actor=clerk, now=NOW)

    assert (done.outcome, done.overall) == (VisitOutcome.VISIT_REFUSED, "")


def test_the_lawyer_of_the_case_neither_sees_nor_makes_the_visit(client, tree):
    lawyer = make_lawyer(unit=tree.county)
    visit = visit_of(closed_case(unit=tree.county, lawyer=lawyer))
    record(visit)
    actor = lawyer_actor(lawyer)

    assert not ReturnVisit.objects.visible_to(actor).exists()
    other = visit_of(closed_case(unit=tree.county, lawyer=lawyer))
    with pytest.raises(PermissionDenied):
        record(other, actor=actor)
    client.force_login(lawyer.user)
    page = client.get(reverse("case_detail", args=[visit.case_id])).content.decode()
    assert "满意" not in page
    assert 'id="quality"' not in page


def test_exactly_the_line_sees_a_visit_and_only_the_own_unit_makes_it(tree):
    visit = visit_of(closed_case(unit=tree.county))

    for unit, sees, makes in (
        (tree.county, True, True),
        (tree.prefecture, True, False),
        (tree.other_county, False, False),
        (tree.stranger, False, False),
        (tree.township, False, False),
    ):
        actor = make_actor(role=Role.LEGAL_OFFICER, unit=unit)
        assert ReturnVisit.objects.visible_to(actor).filter(pk=visit.pk).exists() is sees
        assert ReturnVisit.objects.handled_by(actor).filter(pk=visit.pk).exists() is makes


# --- on the worker's phone -----------------------------------------------------------------------


def test_the_worker_answers_once_on_the_phone():
    case = closed_case()
    visit = visit_of(case)
    device = opened(case)
    address = reverse("portal_rating", args=[case.pk])

    assert (
        "办得怎么样" in device.client.get(reverse("portal_status", args=[case.pk])).content.decode()
    )
    page = device.client.get(address).content.decode()
    assert Markup(page).faults() == []
    answer = device.client.post(address, {**GOOD, "remark": "谢谢"}, follow=True)
    again = device.client.post(address, {**GOOD, "overall": "dissatisfied"})

    visit.refresh_from_db()
    assert "收到了" in answer.content.decode()
    assert (visit.way, visit.overall, visit.remark) == ("own_phone", "satisfied", "谢谢")
    assert "回访已经结束" in again.content.decode()


def test_an_unanswered_question_on_the_phone_is_named_and_the_rest_kept():
    case = closed_case()
    visit_of(case)
    device = opened(case)

    page = device.client.post(
        reverse("portal_rating", args=[case.pk]), {**GOOD, "skill": "", "remark": "还行"}
    ).content.decode()

    assert 'id="id_skill_error"' in page
    assert "还行" in page
    assert ReturnVisit.objects.get().outcome == ""


def test_a_case_without_a_visit_has_no_rating_and_anothers_is_not_reached():
    mine, other = closed_case(), closed_case()
    visit = visit_of(other)
    device = opened(mine)

    assert device.get("portal_rating", mine.pk).status_code == 404
    assert device.get("portal_rating", other.pk).status_code == 404
    with pytest.raises(ReturnVisit.DoesNotExist):
        actions.answer_visit(
            visit=visit, answers=GOOD, actor=worker(case_ids=frozenset({mine.pk})), now=NOW
        )


# --- pages ---------------------------------------------------------------------------------------


def test_the_queue_shows_the_own_due_ones_and_every_page_is_sound(client, tree):
    late = visit_of(closed_case(unit=tree.county))
    done = visit_of(closed_case(unit=tree.county))
    record(done)
    visit_of(closed_case(unit=tree.other_county))
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=tree.county).user)

    queue = client.get(reverse("visit_list")).content.decode()

    assert late.case.number in queue
    assert done.case.number not in queue
    assert "超" in queue
    pages = [
        client.get(reverse(name, args=[late.pk])).content.decode()
        for name in (
            "visit_detail",
            "visit_answers",
            "visit_attempts",
            "visit_refusal",
            "visit_end",
        )
    ]
    for page in (queue, *pages):
        assert Markup(page).faults() == []


def test_the_clerk_makes_a_visit_on_the_page_and_is_led_to_a_complaint(client, tree):
    visit = visit_of(closed_case(unit=tree.county))
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=tree.county).user)
    address = reverse("visit_answers", args=[visit.pk])

    wrong = client.post(address, {**GOOD, "overall": "ten"}).content.decode()
    page = client.post(address, {**GOOD, "way": "call", "money_asked": "did"}, follow=True)

    assert 'id="id_overall_error"' in wrong
    assert 'id="id_way_error"' in wrong
    assert "要不要投诉" in page.content.decode()
    got = client.get(reverse("visit_form", args=[visit.pk]))
    assert got["Content-Type"].endswith("wordprocessingml.document")
    case_page = client.get(reverse("case_detail", args=[visit.case_id])).content.decode()
    assert "收过" in case_page


def test_a_form_that_does_not_exist_yet_is_not_found(client, tree):
    visit = visit_of(closed_case(unit=tree.county))
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=tree.county).user)

    assert client.get(reverse("visit_form", args=[visit.pk])).status_code == 404


def test_the_worklist_shows_complaints_and_visits_beside_the_cases(client, tree):
    visit = visit_of(closed_case(unit=tree.county))
    head = make_post(role=Role.LEGAL_HEAD, unit=tree.county)
    lawyer = make_lawyer(unit=tree.county)
    row = lodged(unit=tree.county, lawyer=lawyer)
    about_head = lodged(unit=tree.county, user=head.user)
    client.force_login(head.user)

    page = client.get(reverse("desk_worklist")).content.decode()

    assert visit.case.number in page
    assert row.number in page
    assert about_head.number not in page


# --- figures -------------------------------------------------------------------------------------


def test_every_number_is_the_length_of_the_list_behind_it(client, tree):
    first, second = make_lawyer(unit=tree.county), make_lawyer(unit=tree.county)
    answers = ["satisfied", "satisfied", "dissatisfied", "not_said", "fairly_satisfied"]
    for place, answer in enumerate(answers):
        lawyer = first if place < 3 else second
        record(visit_of(closed_case(unit=tree.county, lawyer=lawyer)), overall=answer)
    refused = visit_of(closed_case(unit=tree.county, lawyer=first))
    actions.refuse_visit(visit=refused, note="不想说", actor=clerk_of(refused), now=NOW)
    visit_of(closed_case(unit=tree.county, lawyer=first))
    record(visit_of(closed_case(unit=tree.other_county)))
    decided(unit=tree.county, lawyer=first)
    lodged(unit=tree.county, lawyer=first)
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=tree.county).user)
    given = {"first": "2026-06-01", "last": "2026-06-30"}

    for by in ("lawyer", "unit"):
        page = client.get(reverse("quality_home"), {**given, "by": by})
        assert Markup(page.content.decode()).faults() == []
        cells = [cell for row in page.context["rows"] for cell in row["cells"] if cell["url"]]
        assert len(cells) >= 5
        for cell in cells:
            listed = client.get(cell["url"]).context["page"].paginator.count
            assert listed == cell["count"], cell["url"]
            assert parse_qs(urlsplit(cell["url"]).query)[by]
    period = figures.Period(first=TODAY, last=TODAY)
    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.county)
    unit = figures.figures(head, period, by="unit")
    assert [row.name for row in unit] == [tree.county.name]
    assert unit[0].counts == {
        "visited": 5,
        "visit_refused": 1,
        "satisfied": 2,
        "fairly_satisfied": 1,
        "dissatisfied": 1,
        "not_said": 1,
        "complaints": 2,
        "verified": 1,
    }


def test_a_period_that_ends_before_it_begins_is_refused_beside_the_field(client, tree):
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=tree.county).user)

    page = client.get(reverse("quality_home"), {"first": "2026-06-02", "last": "20260601"})

    assert "最后一日早于第一日" in page.content.decode()


def test_a_clerk_sees_no_figures_of_complaints(client, tree):
    decided(unit=tree.county, lawyer=make_lawyer(unit=tree.county))
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=tree.county).user)

    page = client.get(reverse("quality_home"), {"first": "20260601", "last": "20260630"})

    assert "属实" not in page.content.decode()


def test_the_lawyers_own_page_shows_questions_and_marks(client, tree):
    lawyer = make_lawyer(unit=tree.county)
    row = decided(unit=tree.county, lawyer=lawyer, name="张某人")
    client.force_login(lawyer.user)

    page = client.get(reverse("quality_mine")).content.decode()

    assert row.number in page
    assert "张某人" not in page
    assert Markup(page).faults() == []
