import threading
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from gongyuan.core import files
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.lawyers.models import LawyerMark
from gongyuan.lawyers.queries import dismissal_warnings, verified_complaints
from gongyuan.people.actor import complainant, visitor
from gongyuan.people.choices import Role
from gongyuan.people.models import User
from gongyuan.quality.actions import complaints, forwarding, lodging
from gongyuan.quality.choices import ComplaintAbout, ComplaintChannel, ComplaintState
from gongyuan.quality.details import OutsideAnswer, Receipt, Verdict
from gongyuan.quality.models import Complaint
from gongyuan.quality.workflow import WORKFLOW
from tests.lawyers.factories import lawyer_actor, make_lawyer
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import make_actor, make_post, make_user
from tests.quality.factories import NOW, decided, fresh, investigated, lodged, officer_of, told

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 6, 8, 2, 0, tzinfo=UTC)


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


def words_of(document) -> str:
    opened = docx.Document(BytesIO(files.read(document.file)))
    return "\n".join(paragraph.text for paragraph in opened.paragraphs)


def texts() -> list[str]:
    return list(Notice.objects.filter(channel="sms").values_list("body", flat=True))


# --- taking in -----------------------------------------------------------------------------------


def test_a_complaint_gets_number_code_and_the_days_to_decide_on_it():
    row = lodged()

    assert row.state == ComplaintState.LODGED
    assert row.number.endswith("诉〔2026〕1号")
    assert (row.due_label, row.due_on) == ("法律援助投诉受理决定", date(2026, 6, 8))
    assert not row.due_is_verified
    assert "待核" in row.due_source
    assert row.move_of == "office"
    assert [event.code for event in events_of(row)] == ["quality.complaint.lodge"]


def test_those_who_handle_it_are_told_and_the_complainant_gets_the_code_in_neutral_words(tree):
    head = make_post(role=Role.LEGAL_HEAD, unit=tree.county)
    make_post(role=Role.WINDOW_CLERK, unit=tree.county)

    row = lodged(unit=tree.county)

    told_users = Notice.objects.filter(channel="in_app").values_list("user_id", flat=True)
    assert set(told_users) == {head.user_id}
    assert texts() == [f"工会收到了您的来信，查询码{row.code}。"]
    assert "投诉" not in texts()[0]


def test_who_says_when_calling_is_safe_gets_no_text():
    row = lodged(contact_note="晚上8点以后，老板看得到手机")
    complaints.accept_complaint(complaint=row, actor=officer_of(row), now=NOW)

    assert texts() == []


def test_the_same_form_sent_twice_is_one_complaint():
    unit, form = make_unit(), told()

    first = lodging.lodge_complaint(complaint=form, about_unit=unit, actor=visitor(), now=NOW)
    again = lodging.lodge_complaint(complaint=form, about_unit=unit, actor=visitor(), now=NOW)

    assert first.pk == again.pk
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"facts": "  "}, "facts"),
        ({"facts": "长" * 5001}, "facts"),
        ({"grounds": ()}, "grounds"),
        ({"kind": "recipient"}, "complainant_kind"),
    ],
)
def test_a_complaint_without_facts_ground_or_case_is_refused_beside_the_field(values, field):
    with pytest.raises(Refused) as refused:
        lodged(**values)

    assert refused.value.field == field
    assert not Complaint.objects.exists()


def test_a_lawyer_does_not_write_complaints_down_at_the_counter(tree):
    lawyer = lawyer_actor(make_lawyer(unit=tree.county))

    with pytest.raises(PermissionDenied):
        lodged(unit=tree.county, actor=lawyer, channel=ComplaintChannel.IN_PERSON)


@pytest.mark.parametrize("about", [ComplaintAbout.STAFF, ComplaintAbout.UNION])
def test_one_about_staff_or_the_office_goes_to_the_next_union_up(tree, about):
    row = lodged(unit=tree.county, about=about)

    assert row.unit == tree.prefecture
    assert row.unit_path == tree.prefecture.path
    assert row.about_unit == tree.county


def test_one_about_a_lawyer_stays_and_one_about_the_topmost_union_too(tree):
    assert lodged(unit=tree.county).unit == tree.county
    assert lodged(unit=tree.province, about=ComplaintAbout.UNION).unit == tree.province


def test_a_colleague_called_by_name_is_identified_when_there_is_one_only(tree):
    one = make_post(unit=tree.county, user=make_user(name="钱某某")).user
    for _ in range(2):
        make_post(unit=tree.county, user=make_user(name="孙某某"))

    named = lodged(unit=tree.county, about=ComplaintAbout.STAFF, about_name=" 钱某某 ")
    doubtful = lodged(unit=tree.county, about=ComplaintAbout.STAFF, about_name="孙某某")

    assert named.accused_user == one
    assert doubtful.accused_user is None


# --- who sees and who acts -----------------------------------------------------------------------


def test_exactly_those_who_handle_in_the_line_see_a_complaint_and_a_clerk_the_own_notes(tree):
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)
    written = lodged(unit=tree.county, actor=clerk, channel=ComplaintChannel.IN_PERSON)
    online = lodged(unit=tree.county)
    above = lodged(unit=tree.county, about=ComplaintAbout.UNION)
    lodged(unit=tree.stranger)

    def seen(role, unit):
        actor = make_actor(role=role, unit=unit)
        return set(Complaint.objects.visible_to(actor).values_list("pk", flat=True))

    assert seen(Role.LEGAL_OFFICER, tree.county) == {written.pk, online.pk}
    assert seen(Role.LEGAL_HEAD, tree.prefecture) == {written.pk, online.pk, above.pk}
    assert seen(Role.LEGAL_HEAD, tree.other_county) == set()
    assert set(Complaint.objects.visible_to(clerk)) == {written}
    for role in set(Role) - {Role.LEGAL_OFFICER, Role.LEGAL_HEAD, Role.WORKER}:
        assert seen(role, tree.county) == set(), role


def test_the_lawyer_complained_about_sees_nothing_of_it_in_any_post(tree):
    lawyer = make_lawyer(unit=tree.county)
    row = lodged(unit=tree.county, lawyer=lawyer)
    also_head = make_actor(role=Role.LEGAL_HEAD, unit=tree.county, user=lawyer.user)

    assert not Complaint.objects.visible_to(lawyer_actor(lawyer)).exists()
    assert not Complaint.objects.visible_to(also_head).exists()
    assert not Complaint.objects.handled_by(also_head).exists()
    with pytest.raises(Complaint.DoesNotExist):
        complaints.accept_complaint(complaint=row, actor=also_head, now=NOW)


def test_the_head_complained_about_neither_sees_nor_decides_even_at_the_top(tree):
    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.province)
    colleague = make_actor(role=Role.LEGAL_HEAD, unit=tree.province)
    row = lodged(unit=tree.province, about=ComplaintAbout.STAFF)
    complaints.identify(
        complaint=row,
        user=make_head_user(head),
        actor=colleague,
        now=NOW,
    )
    row = complaints.accept_complaint(complaint=row, actor=colleague, now=NOW)

    verdict = Verdict(is_verified=False, finding="没有这回事。")
    assert set(Complaint.objects.visible_to(head)) == set()
    with pytest.raises(Complaint.DoesNotExist):
        complaints.decide_complaint(complaint=row, verdict=verdict, actor=head, now=NOW)
    done = complaints.decide_complaint(complaint=row, verdict=verdict, actor=colleague, now=NOW)
    assert done.is_verified is False


def make_head_user(actor):
    return User.objects.get(pk=actor.user_id)


def test_nobody_names_oneself_as_the_one_complained_about(tree):
    head = make_actor(role=Role.LEGAL_HEAD, unit=tree.province)
    row = lodged(unit=tree.province, about=ComplaintAbout.STAFF)

    with pytest.raises(Refused, match="本人"):
        complaints.identify(complaint=row, user=make_head_user(head), actor=head, now=NOW)


def test_a_complainant_opens_the_own_complaint_and_no_other():
    mine, other = lodged(), lodged()
    actor = complainant(complaint_ids=frozenset({mine.pk}))

    assert set(Complaint.objects.visible_to(actor)) == {mine}
    with pytest.raises(Complaint.DoesNotExist):
        lodging.add_to_complaint(complaint=other, note="还有", actor=actor, now=NOW)
    with pytest.raises(PermissionDenied):
        complaints.accept_complaint(complaint=mine, actor=actor, now=NOW)


# --- the way of a complaint ----------------------------------------------------------------------


def test_from_taking_up_to_the_written_answer_each_period_runs_in_its_turn():
    row = lodged(facts="拖延。", lawyer=make_lawyer())
    officer, head = officer_of(row), officer_of(row, Role.LEGAL_HEAD)

    row = complaints.accept_complaint(complaint=row, actor=officer, now=LATER)
    assert (row.due_label, row.due_on) == ("法律援助投诉办结", date(2026, 7, 16))
    row = complaints.look_into(complaint=row, note="查了案卷。", actor=officer, now=LATER)
    verdict = Verdict(is_verified=True, finding="三个月没有报告进展。", measures="谈话提醒。")
    row = complaints.decide_complaint(complaint=row, verdict=verdict, actor=head, now=LATER)
    assert (row.due_label, row.due_on) == ("法律援助投诉答复", date(2026, 6, 15))
    row = complaints.reply(complaint=row, actor=officer, now=LATER)

    assert (row.state, row.due_on, row.move_of) == (ComplaintState.ANSWERED, None, "nobody")
    reply = row.documents.get()
    assert reply.number.endswith("诉答〔2026〕1号")
    said = words_of(reply)
    for word in ("投诉人甲", row.number, "属实", "三个月没有报告进展", "谈话提醒", row.code):
        assert word in said, word


def test_what_is_missing_is_told_once_and_the_days_begin_anew_when_it_is_there():
    row = lodged()
    officer = officer_of(row)

    row = lodging.ask_more(complaint=row, note="哪一天、给了多少钱？", actor=officer, now=NOW)
    assert (row.state, row.due_on) == (ComplaintState.INCOMPLETE, date(2026, 6, 8))
    own = complainant(complaint_ids=frozenset({row.pk}))
    row = lodging.add_to_complaint(complaint=row, note="5月8日，500元。", actor=own, now=LATER)

    assert (row.state, row.due_on) == (ComplaintState.LODGED, date(2026, 6, 15))
    assert row.added == "5月8日，500元。"


def test_one_that_is_not_taken_up_says_why_in_writing():
    row = lodged()

    row = complaints.turn_away(
        complaint=row, note="与法律援助无关。", actor=officer_of(row), now=NOW
    )

    assert row.state == ComplaintState.TURNED_AWAY
    assert "与法律援助无关" in words_of(row.documents.get())
    assert "司法行政机关" in words_of(row.documents.get())


@pytest.mark.parametrize("verb", [t.name for t in WORKFLOW.transitions])
@pytest.mark.parametrize("state", list(ComplaintState))
def test_a_verb_that_may_not_follow_a_state_is_refused_in_words(verb, state):
    obstacles = WORKFLOW.obstacles(state, verb)

    assert bool(obstacles) != WORKFLOW.allows(state, verb)
    assert not obstacles or state.label in obstacles[0]


def test_a_decision_made_twice_is_one_and_the_second_is_told_why():
    row = decided()
    head = officer_of(row, Role.LEGAL_HEAD)
    verdict = Verdict(is_verified=False, finding="没有。")

    with pytest.raises(Refused, match="投诉待答复"):
        complaints.decide_complaint(complaint=row, verdict=verdict, actor=head, now=NOW)
    assert fresh(row).is_verified is True


def test_an_officer_does_not_decide():
    row = investigated()

    with pytest.raises(PermissionDenied):
        complaints.decide_complaint(
            complaint=row,
            verdict=Verdict(is_verified=False, finding="没有。"),
            actor=officer_of(row),
            now=NOW,
        )


@pytest.mark.parametrize(
    ("verdict", "field"),
    [
        (Verdict(is_verified=False, finding=" "), "finding"),
        (Verdict(is_verified=True, finding="有。", measures=" "), "measures"),
    ],
)
def test_a_verdict_says_what_was_found_and_what_is_done(verdict, field):
    row = investigated(lawyer=make_lawyer())

    with pytest.raises(Refused) as refused:
        complaints.decide_complaint(
            complaint=row, verdict=verdict, actor=officer_of(row, Role.LEGAL_HEAD), now=NOW
        )
    assert refused.value.field == field


def test_a_verified_complaint_about_nobody_known_is_refused_until_the_lawyer_is_identified():
    row = investigated()
    head = officer_of(row, Role.LEGAL_HEAD)
    verdict = Verdict(is_verified=True, finding="有。", measures="谈话。")

    with pytest.raises(Refused, match="确认被投诉的律师"):
        complaints.decide_complaint(complaint=row, verdict=verdict, actor=head, now=NOW)
    complaints.identify(complaint=row, lawyer=make_lawyer(), actor=head, now=NOW)
    assert complaints.decide_complaint(
        complaint=row, verdict=verdict, actor=head, now=NOW
    ).is_verified


# --- it counts on the lawyer ---------------------------------------------------------------------


def test_two_verified_complaints_warn_where_the_rules_of_the_place_say_so(tree):
    unit = make_unit(region_code="410402")
    lawyer = make_lawyer(unit=unit)
    head = make_post(role=Role.LEGAL_HEAD, unit=unit)

    decided(unit=unit, lawyer=lawyer)
    once = dismissal_warnings(lawyer, unit.region_code, on=date(2026, 6, 1))
    decided(unit=unit, lawyer=lawyer, is_verified=False)
    decided(unit=unit, lawyer=lawyer)
    twice = dismissal_warnings(lawyer, unit.region_code, on=date(2026, 6, 1))

    assert once == []
    assert len(twice) == 1
    assert "平工文〔2016〕28号附件2第五条（六）" in twice[0]
    assert verified_complaints([lawyer.pk]) == {lawyer.pk: 2}
    assert LawyerMark.objects.filter(lawyer=lawyer).count() == 2
    told_head = Notice.objects.filter(user_id=head.user_id).values_list("body", flat=True)
    assert [body for body in told_head if "取消成员资格" in body]
    assert dismissal_warnings(lawyer, tree.stranger.region_code, on=date(2026, 6, 1)) == []


def test_the_lawyers_page_shows_verified_complaints_and_no_complainant(client, tree):
    lawyer = make_lawyer(unit=tree.county)
    row = decided(unit=tree.county, lawyer=lawyer, name="张某人")
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=tree.county).user)

    page = client.get(reverse("lawyer_detail", args=[lawyer.pk])).content.decode()

    assert row.number in page
    assert "投诉属实" in page
    assert "张某人" not in page


# --- asking the one complained about -------------------------------------------------------------


def test_the_one_complained_about_reads_the_offices_question_only_and_answers_once(client, tree):
    lawyer = make_lawyer(unit=tree.county)
    row = investigated(unit=tree.county, lawyer=lawyer, name="张某人", facts="他收了我五百元。")
    officer = officer_of(row)
    inquiry = complaints.ask_accused(
        complaint=row, question="5月是否向受援人收过钱？", actor=officer, now=NOW
    )
    client.force_login(lawyer.user)
    address = reverse("inquiry_answer", args=[inquiry.pk])

    page = client.get(address).content.decode()
    assert "5月是否向受援人收过钱" in page
    for hidden in ("张某人", "五百元", row.number, row.code):
        assert hidden not in page
    assert client.post(address, {"answer": "没有收过。"}).status_code == 302
    again = client.post(address, {"answer": "改一下。"}).content.decode()

    inquiry.refresh_from_db()
    assert inquiry.answer == "没有收过。"
    assert "已经答复过了" in again
    assert client.get(reverse("complaint_detail", args=[row.pk])).status_code == 403


def test_a_question_that_gives_the_complainant_away_is_refused():
    row = investigated(lawyer=make_lawyer(), name="张某人")
    officer = officer_of(row)

    for question in ("张某人说您收钱。", f"打{row.phone}的人说您收钱。", " "):
        with pytest.raises(Refused) as refused:
            complaints.ask_accused(complaint=row, question=question, actor=officer, now=NOW)
        assert refused.value.field == "question"


def test_nobody_is_asked_twice_at_once_and_not_without_an_account():
    row = investigated(lawyer=make_lawyer(has_account=False))
    officer = officer_of(row)
    with pytest.raises(Refused, match="没有账号"):
        complaints.ask_accused(complaint=row, question="怎么回事？", actor=officer, now=NOW)

    row = investigated(lawyer=make_lawyer())
    officer = officer_of(row)
    complaints.ask_accused(complaint=row, question="怎么回事？", actor=officer, now=NOW)
    with pytest.raises(Refused, match="还没有答复"):
        complaints.ask_accused(complaint=row, question="还有呢？", actor=officer, now=NOW)


# --- elsewhere, together, no more ----------------------------------------------------------------


def test_one_sent_to_the_justice_department_keeps_letter_receipt_and_answer():
    row = lodged(lawyer=make_lawyer(), name="张某人")
    officer = officer_of(row)

    row = forwarding.forward_complaint(complaint=row, office="临河县司法局", actor=officer, now=NOW)
    assert (row.state, row.move_of, row.due_on) == (ComplaintState.FORWARDED, "outside", None)
    letter = words_of(row.documents.get())
    for word in ("临河县司法局：", "张某人", row.phone, row.facts, "回执"):
        assert word in letter, word
    receipt = Receipt(number="临司诉2026-3", received_on=date(2026, 6, 3))
    row = forwarding.record_receipt(complaint=row, receipt=receipt, actor=officer, now=LATER)
    assert (row.receipt_number, row.receipt_on) == ("临司诉2026-3", date(2026, 6, 3))
    with pytest.raises(Refused, match="已经登记过"):
        forwarding.record_receipt(complaint=row, receipt=receipt, actor=officer, now=LATER)
    answer = OutsideAnswer(answered_on=date(2026, 6, 8), is_verified=True, finding="属实。")
    row = forwarding.record_answer(complaint=row, answer=answer, actor=officer, now=LATER)

    assert (row.state, row.is_verified) == (ComplaintState.ANSWERED_OUTSIDE, True)
    assert verified_complaints([row.lawyer_id]) == {row.lawyer_id: 1}


@pytest.mark.parametrize("day", [date(2026, 5, 31), date(2026, 6, 9)])
def test_a_receipt_or_an_answer_on_an_impossible_day_is_refused(day):
    row = lodged(lawyer=make_lawyer())
    officer = officer_of(row)
    row = forwarding.forward_complaint(complaint=row, office="司法局", actor=officer, now=NOW)

    with pytest.raises(Refused, match="转办日"):
        forwarding.record_receipt(
            complaint=row, receipt=Receipt(received_on=day), actor=officer, now=LATER
        )
    with pytest.raises(Refused, match="转办日"):
        forwarding.record_answer(
            complaint=row,
            answer=OutsideAnswer(answered_on=day, is_verified=False, finding="没有。"),
            actor=officer,
            now=LATER,
        )


def test_no_receipt_without_a_letter_and_no_letter_to_nobody():
    row = lodged()
    officer = officer_of(row)

    with pytest.raises(Refused, match="没有等回执"):
        forwarding.record_receipt(
            complaint=row, receipt=Receipt(received_on=date(2026, 6, 1)), actor=officer, now=NOW
        )
    with pytest.raises(Refused) as refused:
        forwarding.forward_complaint(complaint=row, office=" ", actor=officer, now=NOW)
    assert refused.value.field == "office"


def test_a_repeated_complaint_is_merged_and_its_words_are_kept():
    unit = make_unit()
    first = investigated(unit=unit)
    again = lodged(unit=unit, facts="还是没有消息。")

    again = forwarding.merge_complaint(
        complaint=again, into=first, actor=officer_of(first), now=NOW
    )

    assert (again.state, again.merged_into) == (ComplaintState.MERGED, first)
    assert "还是没有消息。" in fresh(first).added


def test_merging_into_itself_another_units_or_a_settled_one_is_refused():
    unit = make_unit()
    row, strange = lodged(unit=unit), lodged()
    over = lodged(unit=unit)
    officer = officer_of(row)
    forwarding.drop_complaint(complaint=over, note="不投诉了", actor=officer, now=NOW)

    for into, sentence in ((row, "自己"), (strange, "本单位"), (over, "已经了结")):
        with pytest.raises(Refused, match=sentence):
            forwarding.merge_complaint(complaint=row, into=into, actor=officer, now=NOW)
    assert fresh(row).state == ComplaintState.LODGED


def test_the_phone_is_shown_with_a_reason_that_stays_on_record():
    row = lodged()
    officer = officer_of(row)

    with pytest.raises(Refused):
        forwarding.reveal_phone(complaint=row, note=" ", actor=officer, now=NOW)
    shown = forwarding.reveal_phone(complaint=row, note="核实情况", actor=officer, now=NOW)

    assert shown == row.phone
    event = events_of(row).get(code="quality.complaint.reveal")
    assert (event.note, event.actor_user_id) == ("核实情况", officer.user_id)


def test_name_and_phone_lie_sealed_in_the_database():
    row = lodged(name="张某人")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT complainant_name::text, phone::text FROM quality_complaint WHERE id = %s",
            [row.pk],
        )
        kept = cursor.fetchone()

    assert "张某人" not in kept[0]
    assert row.phone not in kept[1]


@pytest.mark.django_db(transaction=True)
def test_two_heads_deciding_at_once_make_one_decision():
    row = investigated(lawyer=make_lawyer())
    heads = [officer_of(row, Role.LEGAL_HEAD) for _ in range(2)]
    barrier, said = threading.Barrier(2), []

    def decide(head, is_verified):
        try:
            barrier.wait(timeout=20)
            verdict = Verdict(is_verified=is_verified, finding="查了。", measures="谈话。")
            complaints.decide_complaint(complaint=row, verdict=verdict, actor=head, now=NOW)
            said.append("done")
        except Refused as refused:
            said.append(refused.reasons[0])
        finally:
            connection.close()

    threads = [
        threading.Thread(target=decide, args=(head, truth))
        for head, truth in zip(heads, (True, False), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert said.count("done") == 1
    assert events_of(row).filter(code="quality.complaint.decide").count() == 1


def test_a_deadline_that_has_passed_shows_late_on_the_list(client, tree):
    lodged(unit=tree.county, now=NOW - timedelta(days=60))
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)

    page = client.get(reverse("complaint_list")).content.decode()

    assert "超" in page
