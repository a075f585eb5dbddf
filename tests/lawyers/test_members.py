from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gongyuan.core import files
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.lawyers import actions
from gongyuan.lawyers.details import FirmDetails, LawyerDetails, Measure
from gongyuan.lawyers.models import DisciplineRecord, FirmContact, Lawyer
from gongyuan.lawyers.queries import engagements_with
from gongyuan.lawyers.queries.firms import kept_firms
from gongyuan.lawyers.rules import licence_hints, years_of_practice
from gongyuan.people.choices import Role
from tests.lawyers.factories import (
    NOW,
    lawyer_actor,
    make_contact,
    make_engagement,
    make_firm,
    make_lawyer,
)
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_employer, make_post, uscc

pytestmark = pytest.mark.django_db


def _details(lawyer, **values):
    known = {"name": lawyer.name, "licence_number": lawyer.licence_number}
    return LawyerDetails(**{**known, **values})


def _picture(size=(800, 600)):
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, "PNG")
    return SimpleUploadedFile("我.png", out.getvalue())


def test_an_edit_writes_what_changed_and_nothing_when_nothing_did():
    tree = make_tree()
    lawyer, actor = make_lawyer(unit=tree.county), make_actor(unit=tree.county)

    actions.edit_lawyer(
        lawyer=lawyer,
        details=_details(lawyer, office_phone="0375-1234567", home_unit=tree.county),
        actor=actor,
        now=NOW,
    )
    again = _details(lawyer, office_phone="0375-1234567", home_unit=tree.county)
    actions.edit_lawyer(lawyer=lawyer, details=again, actor=actor, now=NOW)

    lawyer.refresh_from_db()
    assert lawyer.home_path == tree.county.path
    [event] = events_of(lawyer)
    assert event.data["title"] == "办公电话、所在地区"


def test_an_edit_keeps_the_old_values_in_the_history():
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county, name="试旧名")

    actions.edit_lawyer(
        lawyer=lawyer,
        details=_details(lawyer, name="试新名"),
        actor=make_actor(unit=tree.county),
        now=NOW,
    )

    history = Lawyer._meta.get_field("events").related_model
    assert [row.name for row in history.objects.filter(pgh_obj=lawyer)] == ["试旧名"]


def test_a_licence_number_of_somebody_else_is_refused():
    tree = make_tree()
    lawyer, other = make_lawyer(unit=tree.county), make_lawyer(unit=tree.county)

    with pytest.raises(Refused, match="另一位律师"):
        actions.edit_lawyer(
            lawyer=lawyer,
            details=_details(lawyer, licence_number=other.licence_number),
            actor=make_actor(unit=tree.county),
            now=NOW,
        )


def test_a_stranger_does_not_edit():
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county)

    with pytest.raises(ObjectDoesNotExist):
        actions.edit_lawyer(
            lawyer=lawyer,
            details=_details(lawyer, name="别人"),
            actor=make_actor(unit=tree.other_county),
            now=NOW,
        )


def test_conflicts_follow_a_lawyer_to_another_firm():
    tree, employer = make_tree(), make_employer()
    lawyer, firm = make_lawyer(unit=tree.county), make_firm()
    make_engagement(firm=firm, employer=employer)
    actor = make_actor(unit=tree.county)

    for _ in range(2):
        actions.move_lawyer(lawyer=lawyer, firm=firm, day=date(2026, 5, 1), actor=actor, now=NOW)

    lawyer.refresh_from_db()
    assert lawyer.firm == firm
    assert engagements_with([employer.pk], [lawyer.firm_id])[firm.pk][0].employer == employer.name
    spans = [(row.starts_on, row.ends_on) for row in lawyer.memberships.order_by("pk")]
    assert spans == [(None, date(2026, 4, 30)), (date(2026, 5, 1), None)]


@pytest.mark.parametrize(
    ("day", "reason"),
    [(date(2026, 6, 2), "不能晚于今天"), (date(2026, 4, 30), "以后")],
)
def test_a_move_lies_after_the_last_one_and_not_in_the_future(day, reason):
    tree = make_tree()
    lawyer, actor = make_lawyer(unit=tree.county), make_actor(unit=tree.county)
    actions.move_lawyer(lawyer=lawyer, firm=make_firm(), day=date(2026, 5, 1), actor=actor, now=NOW)

    with pytest.raises(Refused, match=reason):
        actions.move_lawyer(lawyer=lawyer, firm=make_firm(), day=day, actor=actor, now=NOW)


def test_nobody_moves_to_the_firm_one_is_in():
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county)

    with pytest.raises(Refused, match="已经在"):
        actions.move_lawyer(
            lawyer=lawyer,
            firm=lawyer.firm,
            day=date(2026, 5, 1),
            actor=make_actor(unit=tree.county),
            now=NOW,
        )


def test_discipline_is_entered_once_with_its_source_and_not_ahead_of_time():
    tree = make_tree()
    lawyer, actor = make_lawyer(unit=tree.county), make_actor(unit=tree.county)
    told = {"kind": "professional", "body": "市律师协会", "text": "训诫", "source": "公告2026-3"}
    measure = Measure(decided_on=date(2026, 3, 1), **told)

    for _ in range(2):
        actions.record_discipline(lawyer=lawyer, measure=measure, actor=actor, now=NOW)

    assert DisciplineRecord.objects.get().source == "公告2026-3"
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.record_discipline(
            lawyer=lawyer,
            measure=Measure(decided_on=date(2026, 6, 2), **told),
            actor=actor,
            now=NOW,
        )


def test_a_photo_becomes_a_small_portrait_and_is_public_only_with_consent():
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county)
    known = {"lawyer": lawyer, "actor": lawyer_actor(lawyer), "now": NOW}
    with pytest.raises(Refused, match="还没有照片"):
        actions.set_photo(photo=None, is_public=True, **known)

    shown = actions.set_photo(photo=_picture(), is_public=True, **known)
    with Image.open(BytesIO(files.read(shown.photo))) as picture:
        assert picture.size == (240, 320)
    assert shown.photo_consent_on == date(2026, 6, 1)

    hidden = actions.set_photo(photo=None, is_public=False, **known)
    assert hidden.photo == shown.photo
    assert hidden.photo_consent_on is None


def test_a_paper_is_no_photo():
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county)

    with pytest.raises(Refused, match="只能是图片"):
        actions.set_photo(
            lawyer=lawyer,
            photo=SimpleUploadedFile("证.pdf", b"%PDF-1.4 x"),
            is_public=False,
            actor=make_actor(unit=tree.county),
            now=NOW,
        )


@pytest.mark.parametrize(
    ("number", "since", "hint"),
    [
        ("14104201510123456", None, ""),
        ("14104201510123456", date(2015, 7, 1), ""),
        ("14104201510123456", date(2016, 7, 1), "年份不同"),
        ("14104189910123456", None, "不像"),
        ("14104203010123456", None, "不像"),
        ("1410", None, ""),
    ],
)
def test_an_odd_licence_number_is_pointed_out_and_never_refused(number, since, hint):
    found = licence_hints(number, since, today=date(2026, 6, 1))

    assert bool(found) == bool(hint)
    assert hint in "".join(found)
    assert all("待核" in text for text in found)


@pytest.mark.parametrize(
    ("since", "years"),
    [(date(2016, 6, 1), 10), (date(2016, 6, 2), 9), (None, None), (date(2027, 1, 1), None)],
)
def test_years_of_practice_are_whole_years(since, years):
    assert years_of_practice(since, today=date(2026, 6, 1)) == years


def test_a_firm_is_corrected_with_what_changed():
    tree = make_tree()
    firm, actor = make_firm(name="试验甲律师事务所"), make_actor(unit=tree.county)
    code = uscc(authority="31")
    details = FirmDetails(name="试验甲律师事务所", uscc=code, head_name="试主任")

    for _ in range(2):
        actions.edit_firm(firm=firm, details=details, actor=actor, now=NOW)

    firm.refresh_from_db()
    assert firm.uscc == code
    [event] = events_of(firm)
    assert event.data["title"] == "统一社会信用代码、负责人"


def test_a_wrong_or_taken_credit_code_is_refused():
    actor, code = make_actor(), uscc(authority="31")
    make_firm(uscc=code)

    with pytest.raises(Refused, match="18位"):
        actions.register_firm(details=FirmDetails(name="甲所", uscc="123"), actor=actor, now=NOW)
    with pytest.raises(Refused, match="另一家"):
        actions.register_firm(details=FirmDetails(name="甲所", uscc=code), actor=actor, now=NOW)


def test_a_firm_with_lawyers_elsewhere_only_is_not_edited():
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.other_county)
    actor = make_actor(unit=tree.county)

    assert lawyer.firm not in kept_firms(actor)
    with pytest.raises(ObjectDoesNotExist):
        actions.edit_firm(firm=lawyer.firm, details=FirmDetails(name="改名"), actor=actor, now=NOW)


def test_a_firm_has_one_contact_at_a_time():
    tree = make_tree()
    firm, actor = make_firm(), make_actor(unit=tree.county)
    first, second = (make_post(role=Role.LAW_FIRM_CONTACT, unit=tree.county).user for _ in range(2))
    known = {"firm": firm, "starts_on": date(2026, 6, 1), "actor": actor, "now": NOW}

    actions.name_contact(user=first, **known)
    actions.name_contact(user=second, **known)
    assert [row.user for row in FirmContact.objects.filter(ends_on=None)] == [second]

    actions.name_contact(user=None, **known)
    assert not FirmContact.objects.filter(ends_on=None).exists()


def test_a_contact_has_a_post_for_it_and_one_firm():
    tree = make_tree()
    actor = make_actor(unit=tree.county)
    busy = make_contact(make_firm(), unit=tree.county)
    known = {"starts_on": date(2026, 6, 1), "actor": actor, "now": NOW}

    with pytest.raises(Refused, match="没有律所联系人的岗位"):
        actions.name_contact(firm=make_firm(), user=make_post(unit=tree.county).user, **known)
    user = FirmContact.objects.get(user_id=busy.user_id).user
    with pytest.raises(Refused, match="另一家"):
        actions.name_contact(firm=make_firm(), user=user, **known)


def test_a_firm_sees_its_own_lawyers_and_no_others():
    tree = make_tree()
    ours, theirs = make_lawyer(unit=tree.county), make_lawyer(unit=tree.county)
    contact = make_contact(ours.firm, unit=tree.county)

    assert list(Lawyer.objects.visible_to(contact)) == [ours]
    assert theirs not in Lawyer.objects.visible_to(contact)
    FirmContact.objects.update(ends_on=date(2026, 6, 1))
    assert not Lawyer.objects.visible_to(contact).exists()
