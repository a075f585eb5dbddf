"""Major cases are reported up, level by level, and go on by themselves (红线)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.major import keep_gravity, lift_major, mark_major
from gongyuan.cases.actions.red_line import (
    acknowledge_report,
    escalate_report,
    report_by_lawyer,
    report_up,
)
from gongyuan.cases.actions.review import propose_decision
from gongyuan.cases.actions.transfer import transfer_case
from gongyuan.cases.choices import CaseState
from gongyuan.cases.choices.major import MajorTab
from gongyuan.cases.details import NewPaper, Opinion
from gongyuan.cases.models import Case, LawyerReport, MajorCase, MajorReport
from gongyuan.cases.queries.facts import Findings
from gongyuan.cases.queries.major import PAGE, major_cases, major_counts, major_page
from gongyuan.cases.tasks import watch_major_cases
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import system
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, accepted, make_case, person, submitted
from tests.cases.handling_factories import PDF, lawyer_of
from tests.cases.test_at_once import at_once
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


def at(unit, role=Role.LEGAL_OFFICER):
    return make_actor(role=role, unit=unit)


def major(unit, now=NOW, **values):
    values.setdefault("state", CaseState.HANDLING)
    case = make_case(unit=unit, now=now, **values)
    mark_major(case=case, note="涉及多家企业。", actor=at(unit), now=now)
    return Case.objects.get(pk=case.pk)


def reported(case, now=NOW):
    return report_up(case=case, text="涉及12人，已停工。", actor=at(case.unit), now=now)


def test_ten_workers_are_major_by_rule_with_the_hours_to_report(tree):
    officer = at(tree.county)
    case = submitted(unit=tree.county, applicants=tuple(person() for _ in range(10)))

    row = case.major
    assert row.report_due_at == NOW + timedelta(hours=24)
    assert not row.due_is_verified
    assert "待核" in row.due_source
    assert "劳动争议调解仲裁法" in str(row.reasons)
    assert Notice.objects.filter(user_id=officer.user_id).count() == 1
    assert not MajorCase.objects.filter(case=submitted(unit=tree.county)).exists()


def test_a_union_with_none_above_has_nobody_to_report_to():
    case = major(make_unit())

    assert case.major.report_due_at is None
    with pytest.raises(Refused, match="没有上级工会"):
        reported(case)


def test_a_reviewer_who_finds_a_case_major_starts_its_hours():
    unit = make_unit(region_code="410402", parent=make_unit(region_code="410400"))
    case = accepted(unit=unit)

    propose_decision(
        case=case,
        opinion=Opinion(outcome="grant"),
        findings=Findings(is_marked_major=True),
        actor=at(unit),
        now=NOW,
    )

    case.refresh_from_db()
    assert case.is_major
    assert case.major.report_due_at


@pytest.mark.parametrize(
    ("values", "words"),
    [({"note": " "}, "为什么重大"), ({"state": CaseState.ARCHIVED}, "已经办完")],
)
def test_a_mark_needs_a_reason_and_an_open_case(tree, values, words):
    values = {"note": "重大。", "state": CaseState.HANDLING} | values
    case = make_case(unit=tree.county, state=values.pop("state"))

    with pytest.raises(Refused, match=words):
        mark_major(case=case, actor=at(tree.county), now=NOW, **values)


def test_a_mark_is_not_doubled_and_is_lifted_by_the_head_with_a_reason(tree):
    case = major(tree.county)
    with pytest.raises(Refused, match="已经是重大案件"):
        mark_major(case=case, note="又一次。", actor=at(tree.county), now=NOW)
    with pytest.raises(PermissionDenied):
        lift_major(case=case, note="查明无关。", actor=at(tree.county), now=NOW)
    head = at(tree.county, Role.LEGAL_HEAD)
    with pytest.raises(Refused):
        lift_major(case=case, note=" ", actor=head, now=NOW)

    lift_major(case=case, note="查明只有一家。", actor=head, now=NOW)

    case.refresh_from_db()
    assert not case.is_major
    mark_major(case=case, note="又有两家。", actor=at(tree.county), now=NOW)
    assert MajorCase.objects.get(case=case).lifted_at is None


def test_what_is_major_by_rule_is_not_lifted(tree):
    case = submitted(unit=tree.county, applicants=tuple(person() for _ in range(10)))

    with pytest.raises(Refused, match="按规则"):
        lift_major(case=case, note="算了。", actor=at(tree.county, Role.LEGAL_HEAD), now=NOW)


def test_a_case_sent_on_is_major_there_too(tree):
    case = major(tree.county, state=CaseState.UNDER_REVIEW)

    sent = transfer_case(
        case=case,
        to_unit=tree.other_county,
        note="履行地在石桥。",
        actor=at(tree.county),
        now=NOW,
    )

    assert sent.major.unit == tree.other_county
    assert sent.major.report_due_at


def test_a_report_goes_one_level_up_with_its_number_and_hours(tree):
    upper = at(tree.prefecture)
    case = major(tree.county)

    report = reported(case)

    assert report.to_unit == tree.prefecture
    assert report.due_at == NOW + timedelta(hours=24)
    case.major.refresh_from_db()
    assert case.major.reported_at == NOW
    assert case.documents.get(kind="major_report").paper.is_inner
    assert Notice.objects.filter(user_id=upper.user_id).count() == 1


def test_a_report_is_refused_empty_twice_for_a_plain_case_and_to_a_clerk(tree):
    case = major(tree.county)
    with pytest.raises(Refused, match="写明情况"):
        report_up(case=case, text=" ", actor=at(tree.county), now=NOW)
    with pytest.raises(PermissionDenied):
        report_up(case=case, text="报。", actor=at(tree.county, Role.WINDOW_CLERK), now=NOW)
    reported(case)
    with pytest.raises(Refused, match="等签收"):
        reported(case)
    with pytest.raises(Refused, match="先认定"):
        reported(make_case(unit=tree.county, state=CaseState.HANDLING))
    assert case.major_reports.count() == 1


def test_each_level_acknowledges_and_may_send_it_on_with_an_instruction(tree):
    province = at(tree.province)
    case = major(tree.county)

    acknowledge_report(
        report=reported(case),
        instruction="派人到场。",
        goes_on=True,
        actor=at(tree.prefecture),
        now=NOW,
    )

    first, second = case.major_reports.order_by("pk")
    assert (first.acknowledged_at, first.instruction) == (NOW, "派人到场。")
    assert (second.from_unit, second.to_unit) == (tree.prefecture, tree.province)
    assert not second.is_escalation
    assert Notice.objects.filter(user_id=province.user_id).count() == 1
    acknowledge_report(report=second, actor=province, now=NOW)
    with pytest.raises(Refused, match="签收"):
        acknowledge_report(report=second, actor=province, now=NOW)


def test_only_the_level_reported_to_acknowledges_and_the_top_sends_nothing_on(tree):
    report = reported(major(tree.county))

    for unit in (tree.county, tree.province, tree.other_county, tree.stranger):
        with pytest.raises(MajorReport.DoesNotExist):
            acknowledge_report(report=report, actor=at(unit), now=NOW)
    with pytest.raises(PermissionDenied):
        acknowledge_report(report=report, actor=at(tree.prefecture, Role.AUDITOR), now=NOW)
    acknowledge_report(report=report, goes_on=True, actor=at(tree.prefecture), now=NOW)
    top = MajorReport.objects.get(to_unit=tree.province)
    with pytest.raises(Refused, match="没有上级") as refusal:
        acknowledge_report(report=top, goes_on=True, actor=at(tree.province), now=NOW)
    assert refusal.value.field == "goes_on"


def test_a_silent_level_is_passed_by_itself_once_and_still_has_to_acknowledge(tree):
    past = timezone.now() - timedelta(hours=25)
    case = major(tree.county, now=past)
    silent = reported(case, now=past)
    answered = reported(major(tree.county, now=past), now=past)
    acknowledge_report(report=answered, actor=at(tree.prefecture), now=past)

    watch_major_cases(timestamp=0)
    watch_major_cases(timestamp=1)

    passed = MajorReport.objects.get(to_unit=tree.province)
    assert (passed.case, passed.is_escalation) == (case, True)
    silent.refresh_from_db()
    assert silent.escalated_at
    assert events_of(case).filter(code="cases.case.escalate_report").count() == 1
    acknowledge_report(report=silent, actor=at(tree.prefecture), now=timezone.now())
    assert not escalate_report(report=silent, actor=system(), now=timezone.now())


def test_what_nobody_reported_is_told_to_the_level_above_once(tree):
    upper = at(tree.prefecture)
    past = timezone.now() - timedelta(hours=25)
    late, told = major(tree.county, now=past), major(tree.county, now=past)
    reported(told, now=past)
    fresh = major(tree.county, now=timezone.now())

    watch_major_cases(timestamp=0)
    after = Notice.objects.filter(user_id=upper.user_id).count()
    watch_major_cases(timestamp=1)

    missed = Notice.objects.filter(user_id=upper.user_id, link__contains=f"/{late.pk}/")
    assert missed.count() == 1
    assert Notice.objects.filter(user_id=upper.user_id).count() == after
    assert not events_of(fresh).filter(code="cases.case.miss_report").exists()
    rows = major_cases(upper, MajorTab.UNREPORTED, now=timezone.now())
    assert [row.case for row in rows] == [late]


def test_what_was_major_before_is_kept_by_the_job(tree):
    case = submitted(unit=tree.county, applicants=tuple(person() for _ in range(10)))
    MajorCase.objects.all().delete()

    watch_major_cases(timestamp=0)

    assert MajorCase.objects.get().case == case
    assert keep_gravity(case=case, actor=system(), now=NOW).case == case
    assert MajorCase.objects.count() == 1


def test_the_lawyers_own_report_is_kept_with_a_receipt_that_nobody_changes(tree):
    officer = at(tree.county)
    case = make_case(unit=tree.county, state=CaseState.HANDLING)
    paper = NewPaper(file=SimpleUploadedFile("现场.pdf", PDF), title="现场照片")

    report = report_by_lawyer(
        case=case, text="二十人到厂门口。", papers=[paper], actor=lawyer_of(case), now=NOW
    )

    stored = case.papers.get(title="现场照片")
    assert report.paper_hashes == [stored.file.sha256]
    assert len(report.sha256) == 64
    assert case.documents.get(kind="lawyer_report").number.endswith("律报〔2026〕1号")
    event = events_of(case).get(code="cases.case.report_by_lawyer")
    assert event.data["lawyer_report_id"] == report.pk
    assert Notice.objects.filter(user_id=officer.user_id).exists()
    with pytest.raises(ProgrammingError), transaction.atomic():
        LawyerReport.objects.filter(pk=report.pk).update(text="没有事。")


def test_a_lawyers_report_sent_twice_is_one_and_an_empty_one_is_refused(tree):
    case = make_case(unit=tree.county, state=CaseState.HANDLING)
    lawyer = lawyer_of(case)
    first = report_by_lawyer(case=case, text="有人停工。", actor=lawyer, now=NOW)

    assert report_by_lawyer(case=case, text="有人停工。", actor=lawyer, now=NOW) == first
    with pytest.raises(Refused) as refusal:
        report_by_lawyer(case=case, text=" ", actor=lawyer, now=NOW)
    assert refusal.value.field == "text"
    with pytest.raises(PermissionDenied):
        report_by_lawyer(case=case, text="我也报。", actor=at(tree.county), now=NOW)
    other = make_case(unit=tree.county, state=CaseState.HANDLING)
    with pytest.raises(Case.DoesNotExist):
        report_by_lawyer(case=other, text="报。", actor=lawyer, now=NOW)
    over = make_case(unit=tree.county, state=CaseState.ARCHIVED)
    with pytest.raises(Refused, match="已经办完"):
        report_by_lawyer(case=over, text="报。", actor=lawyer_of(over), now=NOW)


def test_each_sees_exactly_the_major_cases_and_reports_of_the_subtree(tree):
    near, far = major(tree.county), major(tree.other_county)
    report = reported(near)
    acknowledge_report(report=report, goes_on=True, actor=at(tree.prefecture), now=NOW)
    further = MajorReport.objects.get(to_unit=tree.province)
    cases = {
        tree.province: {near, far},
        tree.prefecture: {near, far},
        tree.county: {near},
        tree.other_county: {far},
        tree.township: set(),
        tree.stranger: set(),
    }
    reports = {
        tree.province: {report, further},
        tree.prefecture: {report, further},
        tree.county: {report},
        tree.other_county: set(),
        tree.stranger: set(),
    }
    for unit, wanted in cases.items():
        assert {row.case for row in MajorCase.objects.visible_to(at(unit))} == wanted
    for unit, wanted in reports.items():
        assert set(MajorReport.objects.visible_to(at(unit))) == wanted
    for nobody in (lawyer_of(near), at(tree.county, Role.FINANCE_OFFICER)):
        assert not MajorCase.objects.visible_to(nobody).exists()
        assert not MajorReport.objects.visible_to(nobody).exists()


def test_every_number_of_the_page_is_the_list_behind_it(client, tree):
    past = timezone.now() - timedelta(hours=25)
    major(tree.county, now=past)
    reported(major(tree.county, now=timezone.now()), now=timezone.now())
    actor = at(tree.prefecture)

    counts = major_counts(actor, now=timezone.now())

    assert counts[MajorTab.STANDING] == 2
    assert counts[MajorTab.UNREPORTED] == counts[MajorTab.TO_ACKNOWLEDGE] == 1
    assert counts[MajorTab.UNLED] == 2
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.prefecture).user)
    for tab in MajorTab:
        text = client.get(reverse("major_cases"), {"tab": tab}).text
        assert f"重大案件 {counts[tab]} 件" in text
        assert text.count('data-label="督办"') == counts[tab]


def test_a_long_list_goes_on_by_pages(tree):
    rows = [major(tree.county, state=CaseState.GRANTED) for _ in range(PAGE + 1)]
    actor = at(tree.prefecture)

    first = major_page(actor, MajorTab.STANDING, now=NOW)
    second = major_page(actor, MajorTab.STANDING, now=NOW, before=first.older_than)

    assert len(first.rows) == PAGE
    assert {row.case for row in [*first.rows, *second.rows]} == set(rows)
    assert second.older_than is None


def test_the_page_lets_the_county_report_and_the_city_acknowledge(client, tree):
    case = major(tree.county)
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    page = reverse("case_detail", args=[case.pk])
    assert reverse("case_report_new", args=[case.pk]) in client.get(page).text
    client.post(reverse("case_report_new", args=[case.pk]), {"text": "涉及12人。"})
    report = case.major_reports.get()

    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.prefecture).user)
    url = reverse("case_report_acknowledgement", args=[case.pk, report.pk])
    assert url in client.get(page).text
    client.post(url, {"instruction": "盯紧。"})

    report.refresh_from_db()
    assert report.instruction == "盯紧。"
    assert url not in client.get(page).text


def test_the_lawyer_reports_from_the_phone_and_reads_no_report_of_the_unions(client, tree):
    case = major(tree.county)
    report_up(case=case, text="内部情况不外传。", actor=at(tree.county), now=NOW)
    client.force_login(case.assignments.get().lawyer.user)

    url = reverse("lawyer_report", args=[case.pk])
    assert url in client.get(reverse("lawyer_case", args=[case.pk])).text
    client.post(url, {"text": "又来了五个人。"})

    assert case.lawyer_reports.get().text == "又来了五个人。"
    text = client.get(reverse("case_detail", args=[case.pk])).text
    assert "内部情况不外传。" not in text
    assert "又来了五个人。" not in text or "律师报告" in text


@pytest.mark.django_db(transaction=True)
def test_of_two_who_acknowledge_at_once_one_does():
    tree = make_tree()
    report = reported(major(tree.county))
    first, second = at(tree.prefecture), at(tree.prefecture)

    results = at_once(
        lambda: acknowledge_report(report=report, instruction="一", actor=first, now=NOW),
        lambda: acknowledge_report(report=report, instruction="二", actor=second, now=NOW),
    )

    assert sum(isinstance(result, Refused) for result in results) == 1
