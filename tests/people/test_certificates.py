"""Certificates: what they let somebody do, when they end, who is told and who may enter them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.core.work import by_name, work_lines
from gongyuan.people import rules
from gongyuan.people.actions import certificates as actions
from gongyuan.people.actions.staff import appoint_to_post, open_account
from gongyuan.people.choices import Role
from gongyuan.people.details import CertificateDetails, PostDetails
from gongyuan.people.models import Certificate, Post, User
from gongyuan.people.queries.certificates import duty_obstacles
from gongyuan.people.queries.work import awaiting
from gongyuan.people.tasks import announce_endings_of_people
from gongyuan.policy.choices import CertificateKind, Duty
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import NOW, make_actor, make_certificate, make_post

TODAY = timezone.localdate(NOW)
WUGANG = "410481"


def held(**values):
    given = {"kind": "mediator", "issued_on": date(2024, 1, 1), "valid_until": None, **values}
    return rules.Held(**given)


def obstacles(*certificates, wanted=("mediator",)):
    return rules.duty_obstacles(
        duty="mediation", wanted=wanted, held=certificates, source="某文件", today=TODAY
    )


@pytest.mark.parametrize(
    ("certificates", "word"),
    [
        ([], "没有登记这种证书"),
        ([held(kind="public_lawyer")], "没有登记这种证书"),
        ([held(valid_until=TODAY - timedelta(days=1))], "已于2026年5月31日到期"),
        ([held(withdrawn_on=TODAY)], "已经注销"),
        ([held(issued_on=TODAY + timedelta(days=1))], "还没有生效"),
    ],
)
def test_who_has_no_valid_certificate_may_not_take_the_duty_and_reads_why(certificates, word):
    (reason,) = obstacles(*certificates)

    assert word in reason
    assert "某文件" in reason


@pytest.mark.parametrize(
    "certificate",
    [held(), held(valid_until=TODAY), held(issued_on=TODAY, valid_until=TODAY)],
)
def test_a_certificate_does_on_its_first_and_on_its_last_day(certificate):
    assert obstacles(certificate) == []


def test_a_valid_one_does_beside_an_expired_one_and_no_kind_wanted_asks_for_none():
    expired = held(valid_until=date(2025, 1, 1))

    assert obstacles(expired, held()) == []
    assert obstacles(expired, wanted=()) == []


@pytest.mark.django_db
class TestDuty:
    def test_the_query_reads_the_policy_of_the_place_and_names_its_clause(self):
        unit = make_unit(region_code=WUGANG)
        post = make_post(unit=unit)

        (reason,) = duty_obstacles(post.user, Duty.MEDIATION, unit=unit, today=TODAY)
        make_certificate(user=post.user)

        assert "豫工文〔2020〕40号三(二)2" in reason
        assert duty_obstacles(post.user, Duty.MEDIATION, unit=unit, today=TODAY) == []
        assert duty_obstacles(post.user, Duty.SUPERVISION, unit=unit, today=TODAY)

    def test_nobody_is_appointed_mediator_without_a_valid_certificate(self):
        admin = make_actor(role=Role.SYSTEM_ADMIN)
        unit = Post.objects.get(pk=admin.post_id).unit
        user = make_post(unit=unit).user
        wanted = PostDetails(unit=unit, role=Role.MEDIATOR, starts_on=TODAY)
        make_certificate(user=user, valid_until=TODAY - timedelta(days=1))

        with pytest.raises(Refused, match="到期") as refused:
            appoint_to_post(user=user, post=wanted, actor=admin, now=NOW)
        make_certificate(user=user)
        appoint_to_post(user=user, post=wanted, actor=admin, now=NOW)

        assert refused.value.field == "role"
        assert user.posts.filter(role=Role.MEDIATOR).count() == 1

    def test_an_account_for_a_supervisor_is_opened_with_the_certificate_told(self):
        admin = make_actor(role=Role.SYSTEM_ADMIN)
        unit = Post.objects.get(pk=admin.post_id).unit
        post = PostDetails(unit=unit, role=Role.SUPERVISOR, starts_on=TODAY)
        paper = CertificateDetails(
            kind="", number="监1", issuer="某市总工会", issued_on=date(2025, 1, 1)
        )
        told = {"username": "jianduyuan", "name": "监督员甲", "post": post}

        with pytest.raises(Refused, match="持工会劳动法律监督员证上岗"):
            open_account(**told, actor=admin, now=NOW)
        assert not User.objects.filter(username="jianduyuan").exists()
        opened = open_account(**told, certificate=paper, actor=admin, now=NOW)

        row = Certificate.objects.get(user=opened.user)
        assert row.kind == CertificateKind.LABOUR_LAW_SUPERVISOR

    def test_a_certificate_is_not_taken_for_a_role_that_asks_for_none(self):
        admin = make_actor(role=Role.SYSTEM_ADMIN)
        unit = Post.objects.get(pk=admin.post_id).unit
        post = PostDetails(unit=unit, role=Role.WINDOW_CLERK, starts_on=TODAY)
        paper = CertificateDetails(kind="", number="1", issuer="甲", issued_on=TODAY)

        with pytest.raises(Refused, match="不要求证书"):
            open_account(
                username="chuangkou", name="窗口甲", post=post, certificate=paper,
                actor=admin, now=NOW,
            )  # fmt: skip


PAPER = CertificateDetails(
    kind=CertificateKind.MEDIATOR,
    number="调证001",
    issuer="某省人社厅",
    issued_on=date(2023, 6, 30),
    valid_until=date(2026, 6, 30),
)


@pytest.fixture
def office(db):
    unit = make_unit()
    return make_actor(role=Role.LEGAL_OFFICER, unit=unit), make_post(unit=unit).user


class TestKeeping:
    def test_a_certificate_is_entered_once_and_its_end_is_announced_sixty_days_before(self, office):
        officer, user = office

        row = actions.enter_certificate(user=user, certificate=PAPER, actor=officer, now=NOW)
        again = actions.enter_certificate(user=user, certificate=PAPER, actor=officer, now=NOW)

        assert again == row
        row.refresh_from_db()
        assert row.warn_on == date(2026, 5, 1)
        assert [e.code for e in events_of(row)] == ["people.certificate.enter"]

    def test_a_later_certificate_of_the_kind_ends_the_warning_and_its_withdrawal_brings_it_back(
        self, office
    ):
        officer, user = office
        old = actions.enter_certificate(user=user, certificate=PAPER, actor=officer, now=NOW)
        newer = CertificateDetails(
            kind=PAPER.kind, number="调证002", issuer="某省人社厅", issued_on=date(2026, 5, 20),
            valid_until=date(2029, 5, 19),
        )  # fmt: skip

        new = actions.enter_certificate(user=user, certificate=newer, actor=officer, now=NOW)
        old.refresh_from_db()
        assert old.warn_on is None
        actions.withdraw_certificate(
            row=new, withdrawn_on=TODAY, note="登记错了", actor=officer, now=NOW
        )
        old.refresh_from_db()

        assert old.warn_on == date(2026, 5, 1)

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"number": " "}, "number"),
            ({"issuer": "-"}, "issuer"),
            ({"issued_on": date(2027, 1, 1), "valid_until": None}, "issued_on"),
            ({"valid_until": date(2020, 1, 1)}, "valid_until"),
        ],
    )
    def test_particulars_that_contradict_are_refused_beside_their_field(
        self, office, change, field
    ):
        officer, user = office
        told = CertificateDetails(**{**vars(PAPER), **change})

        with pytest.raises(Refused) as refused:
            actions.enter_certificate(user=user, certificate=told, actor=officer, now=NOW)

        assert refused.value.field == field

    def test_a_number_is_one_persons_and_nobody_enters_the_own(self, office):
        officer, user = office
        actions.enter_certificate(user=user, certificate=PAPER, actor=officer, now=NOW)
        unit = Post.objects.get(pk=officer.post_id).unit
        other, own = make_post(unit=unit).user, User.objects.get(pk=officer.user_id)

        with pytest.raises(Refused, match="已经登记"):
            actions.enter_certificate(user=other, certificate=PAPER, actor=officer, now=NOW)
        with pytest.raises(Refused, match="由同事登记"):
            actions.enter_certificate(user=own, certificate=PAPER, actor=officer, now=NOW)

    def test_people_of_another_unit_and_below_are_out_of_an_officers_reach(self, db):
        tree = make_tree()
        officer = make_actor(role=Role.LEGAL_OFFICER, unit=tree.prefecture)
        below = make_post(unit=tree.county).user

        with pytest.raises(ObjectDoesNotExist):
            actions.enter_certificate(user=below, certificate=PAPER, actor=officer, now=NOW)

    def test_a_correction_keeps_what_stood_there_and_a_withdrawn_one_stays_as_it_is(self, office):
        officer, user = office
        row = actions.enter_certificate(user=user, certificate=PAPER, actor=officer, now=NOW)
        right = CertificateDetails(**{**vars(PAPER), "number": "调证010"})

        actions.edit_certificate(row=row, certificate=right, actor=officer, now=NOW)
        event = events_of(row).get(code="people.certificate.edit")
        actions.withdraw_certificate(
            row=row, withdrawn_on=TODAY, note="发证单位收回", actor=officer, now=NOW
        )

        assert event.data["before"] == {"number": "调证001"}
        with pytest.raises(Refused, match="已经注销"):
            actions.edit_certificate(row=row, certificate=PAPER, actor=officer, now=NOW)

    @pytest.mark.parametrize(
        ("day", "note", "field"),
        [
            (TODAY + timedelta(days=1), "收回", "withdrawn_on"),
            (date(2020, 1, 1), "收回", "withdrawn_on"),
            (TODAY, " ", "note"),
        ],
    )
    def test_withdrawing_asks_for_a_day_that_fits_and_a_reason(self, office, day, note, field):
        officer, user = office
        row = actions.enter_certificate(user=user, certificate=PAPER, actor=officer, now=NOW)

        with pytest.raises(Refused) as refused:
            actions.withdraw_certificate(
                row=row, withdrawn_on=day, note=note, actor=officer, now=NOW
            )

        assert refused.value.field == field


class TestEnding:
    def test_holder_and_office_are_told_once_each_however_often_the_job_runs(self, office):
        officer, user = office
        today = timezone.localdate()
        row = make_certificate(user=user, valid_until=today + timedelta(days=30), warn_on=today)
        make_certificate(user=user, kind="public_lawyer", valid_until=today - timedelta(days=1),
                         warn_on=today - timedelta(days=61))  # fmt: skip

        announce_endings_of_people(0)
        announce_endings_of_people(0)

        told = Notice.objects.filter(once_key__startswith=f"certificate-{row.pk}-")
        assert sorted(told.values_list("user_id", flat=True)) == sorted({user.pk, officer.user_id})
        assert Notice.objects.filter(once_key__startswith="certificate-").count() == told.count()

    def test_the_worklist_shows_what_ends_to_the_own_office_only(self, office):
        officer, user = office
        make_certificate(user=user, valid_until=TODAY, warn_on=TODAY - timedelta(days=60))
        make_certificate(user=user, kind="public_lawyer", valid_until=TODAY, warn_on=None)
        stranger = make_actor(role=Role.LEGAL_OFFICER)

        (line,) = work_lines(awaiting(officer, today=TODAY))

        assert (line.route, line.pk, line.due_on) == ("member_detail", user.pk, TODAY)
        assert by_name(awaiting(officer, today=TODAY))["certificates_beside"].rows().count() == 1
        assert work_lines(awaiting(stranger, today=TODAY)) == []


class TestPages:
    @pytest.fixture
    def signed_in(self, client, office):
        officer, user = office
        client.force_login(User.objects.get(pk=officer.user_id))
        return client, user

    def test_a_certificate_with_its_scan_is_entered_on_the_page_and_read_back(self, signed_in):
        client, user = signed_in
        scan = SimpleUploadedFile("证.pdf", b"%PDF-1.4 scan")

        answer = client.post(
            reverse("certificate_new", args=[user.pk]),
            {"kind": "mediator", "number": "调证7", "issuer": "某厅", "issued_on": "20240101",
             "valid_until": "", "file": scan},
        )  # fmt: skip
        page = client.get(answer["Location"]).content.decode()
        row = Certificate.objects.get(user=user)
        file = client.get(reverse("certificate_file", args=[row.pk]))

        assert "劳动争议调解员证 调证7" in page
        assert "有效" in page
        assert file.headers["Content-Disposition"].startswith("attachment")

    def test_a_scan_that_is_no_scan_is_refused_and_what_was_typed_stays(self, signed_in):
        client, user = signed_in

        page = client.post(
            reverse("certificate_new", args=[user.pk]),
            {"kind": "mediator", "number": "调证7", "issuer": "某厅", "issued_on": "20240101",
             "file": SimpleUploadedFile("证.pdf", b"MZ program")},
        ).content.decode()  # fmt: skip

        assert "只能传" in page
        assert "调证7" in page
        assert not Certificate.objects.exists()

    def test_correcting_and_withdrawing_lead_back_to_the_person(self, signed_in):
        client, user = signed_in
        row = make_certificate(user=user, number="旧号")

        edited = client.post(
            reverse("certificate_edit", args=[row.pk]),
            {"kind": "mediator", "number": "新号", "issuer": "某厅", "issued_on": "20240101"},
        )
        withdrawn = client.post(
            reverse("certificate_withdrawal", args=[row.pk]),
            {"withdrawn_on": timezone.localdate().isoformat(), "note": "收回"},
        )
        page = client.get(reverse("member_detail", args=[user.pk])).content.decode()

        assert edited["Location"] == withdrawn["Location"] == f"/people/members/{user.pk}/"
        assert "新号" in page
        assert "已注销" in page

    def test_the_lists_ask_as_many_queries_for_thirty_people_as_for_one(self, signed_in):
        client, user = signed_in
        unit = user.posts.get().unit
        today = timezone.localdate()
        names = ("member_list", "certificate_list")
        make_certificate(user=user, valid_until=today, warn_on=today)

        before = [queries_of(client, name) for name in names]
        for _ in range(29):
            other = make_post(unit=unit).user
            make_certificate(user=other, valid_until=today, warn_on=today)

        assert [queries_of(client, name) for name in names] == before


def queries_of(client, name):
    """How many statements a page asks."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse(name)).status_code == 200
    return len(asked)
