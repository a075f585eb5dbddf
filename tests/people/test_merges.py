"""One person once: doubles are hints, two people make two entries one, and it can be undone."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongyuan.cases.models import Applicant, Case
from gongyuan.consultations.details import Asker
from gongyuan.core.refusals import Refused
from gongyuan.core.work import work_lines
from gongyuan.people.actions import find_or_register_employer, find_or_register_worker
from gongyuan.people.actions import merges as actions
from gongyuan.people.actions.employers import add_alias
from gongyuan.people.choices import MergeState, Role, SpecialGroup
from gongyuan.people.details import EmployerDetails, PersonDetails
from gongyuan.people.models import Employer, EmployerAlias, Merge, Post, User, Worker
from gongyuan.people.queries import find_employers, find_workers
from gongyuan.people.queries.followers import followers, name_of
from gongyuan.people.queries.merges import employer_doubles, worker_doubles
from gongyuan.people.queries.side_by_side import side_by_side
from gongyuan.people.queries.work import awaiting
from tests.cases.factories import make_case
from tests.consultations.factories import make_consultation
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import (
    NOW,
    identity_number,
    make_actor,
    make_employer,
    make_post,
    make_worker,
    phone,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def first(unit):
    return make_actor(role=Role.LEGAL_OFFICER, unit=unit)


@pytest.fixture
def second(unit):
    return make_actor(role=Role.LEGAL_HEAD, unit=unit)


@pytest.fixture
def doubles(unit):
    """赵甲 twice: with number and address, and by telephone alone; each with a case."""
    kept = make_worker(unit=unit, name="赵甲", address="东街1号")
    other = make_worker(
        unit=unit, name="赵甲", identity_number="", phone=phone(), language="彝语",
        special_groups=(SpecialGroup.HARDSHIP,), is_migrant=True,
    )  # fmt: skip
    make_case(unit=unit, worker=kept)
    make_case(unit=unit, worker=other)
    return kept, other


def propose(kept, absorbed, actor, *, taken=(), of="worker"):
    return actions.propose_merge(
        of=of, kept=kept, absorbed=absorbed, taken=list(taken), note="核对了身份证原件",
        actor=actor, now=NOW,
    )  # fmt: skip


def merged(kept, absorbed, first, second, **more):
    row = propose(kept, absorbed, first, **more)
    return actions.confirm_merge(row=row, actor=second, now=NOW)


def fresh(*records):
    return [type(one)._base_manager.get(pk=one.pk) for one in records]


def test_everything_that_points_at_a_person_follows_and_people_are_counted_once(
    unit, doubles, first, second
):
    kept, other = doubles
    asked = make_consultation(unit=unit, asker=Asker(worker=other), answer="可以。")

    row = merged(kept, other, first, second, taken=["phone"])
    kept_now, other_now = fresh(kept, other)

    assert Applicant.everyone.filter(worker=kept).count() == 2
    assert Applicant.everyone.values("worker").distinct().count() == 1
    assert other_now.merged_into_id == kept.pk
    assert kept_now.phone == other.phone
    assert kept_now.language == "彝语"
    assert kept_now.is_migrant
    assert kept_now.special_groups == [SpecialGroup.HARDSHIP]
    assert kept_now.address == "东街1号"
    assert len(row.moved["cases.applicant.worker"]) == 1
    asked.refresh_from_db()
    assert (asked.worker, asked.unit) == (kept, unit)


def foreign_keys_in_the_database(table):
    """The columns that reference a table by the database's own book, history left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT conrelid::regclass::text, a.attname FROM pg_constraint
            JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = ANY (conkey)
            WHERE contype = 'f' AND confrelid = %s::regclass
            """,
            [table],
        )
        return set(cursor.fetchall())


@pytest.mark.parametrize("model", [Worker, Employer])
def test_no_table_that_points_at_a_person_or_employer_is_forgotten(model):
    known = {(field.model._meta.db_table, field.column) for field in followers(model)}

    assert known == foreign_keys_in_the_database(model._meta.db_table)
    assert len(known) >= 3


@pytest.mark.parametrize("model", [Worker, Employer])
def test_what_follows_is_every_foreign_key_of_every_model(model):
    written = {
        name_of(field)
        for owner in apps.get_models(include_auto_created=True)
        if not hasattr(owner, "pgh_tracked_model")
        for field in owner._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is model
    }

    assert {name_of(field) for field in followers(model)} == written


def test_a_merge_can_be_undone_to_what_it_was(doubles, first, second):
    kept, other = doubles
    before = [list(type(one)._base_manager.filter(pk=one.pk).values()) for one in (kept, other)]
    cases = {
        one.pk: set(Applicant.everyone.filter(worker=one).values_list("pk")) for one in doubles
    }

    row = merged(kept, other, first, second, taken=["phone", "name"])
    left = actions.undo_merge(row=row, note="是父子两人", actor=first, now=NOW)

    after = [list(type(one)._base_manager.filter(pk=one.pk).values()) for one in (kept, other)]
    assert left == 0
    assert after == before
    assert cases == {
        one.pk: set(Applicant.everyone.filter(worker=one).values_list("pk")) for one in doubles
    }
    assert fresh(row)[0].state == MergeState.PARTED


def test_a_number_goes_to_the_entry_that_is_kept_and_back(unit, first, second):
    number = identity_number(born_on=date(1990, 5, 6), serial=11)
    kept = make_worker(unit=unit, name="钱乙", identity_number="")
    other = make_worker(unit=unit, name="钱乙", identity_number=number)

    row = merged(kept, other, first, second)
    kept_now, other_now = fresh(kept, other)
    assert (kept_now.identity_number, other_now.identity_number) == (number, "")
    assert kept_now.birth_date == date(1990, 5, 6)
    assert [w.pk for w in find_workers(first, number)] == [kept.pk]
    actions.undo_merge(row=row, note="错了", actor=second, now=NOW)

    assert fresh(kept)[0].identity_index is None
    assert fresh(other)[0].identity_number == number


def test_what_was_changed_after_the_merge_stays_when_it_is_undone(doubles, first, second):
    kept, other = doubles
    row = merged(kept, other, first, second)
    Worker.objects.filter(pk=kept.pk).update(language="普通话")

    actions.undo_merge(row=row, note="错了", actor=first, now=NOW)

    assert fresh(kept)[0].language == "普通话"


def test_nobody_confirms_the_own_proposal_and_another_does_once(doubles, first, second):
    row = propose(*doubles, first)

    with pytest.raises(Refused, match="另一人确认"):
        actions.confirm_merge(row=row, actor=first, now=NOW)
    actions.confirm_merge(row=row, actor=second, now=NOW)
    with pytest.raises(Refused):
        actions.confirm_merge(row=row, actor=second, now=NOW)


def test_a_proposal_sent_twice_is_one_and_a_second_for_the_entry_is_refused(unit, doubles, first):
    kept, other = doubles
    third = make_worker(unit=unit, name="赵甲")

    row = propose(kept, other, first)

    assert propose(kept, other, first) == row
    with pytest.raises(Refused, match="待确认"):
        propose(third, other, first)


def test_two_numbers_are_two_people_and_are_never_merged(unit, first):
    with pytest.raises(Refused, match="是两个人"):
        propose(make_worker(unit=unit, name="甲"), make_worker(unit=unit, name="甲"), first)


def test_a_reason_is_asked_for_and_unknown_fields_are_refused(doubles, first):
    kept, other = doubles
    with pytest.raises(Refused, match="理由"):
        actions.propose_merge(
            of="worker", kept=kept, absorbed=other, taken=[], note=" ", actor=first, now=NOW
        )
    with pytest.raises(Refused, match="没有"):
        propose(kept, other, first, taken=["password"])


def test_an_entry_merged_already_is_not_merged_again(unit, doubles, first, second):
    kept, other = doubles
    third = make_worker(unit=unit, name="赵甲", identity_number="")
    late = propose(kept, third, first)
    merged(third, other, first, second)

    with pytest.raises(Refused, match="已经并入"):
        propose(kept, other, first)
    actions.confirm_merge(row=late, actor=second, now=NOW)

    assert fresh(other)[0].merged_into_id == kept.pk
    assert fresh(third)[0].merged_into_id == kept.pk


def test_a_merge_under_a_later_one_waits_until_the_later_one_is_undone(unit, first, second):
    one, two, three = (make_worker(unit=unit, name="孙丙", identity_number="") for _ in range(3))
    lower = merged(two, three, first, second)
    upper = merged(one, two, first, second)

    with pytest.raises(Refused, match="先恢复后来的"):
        actions.undo_merge(row=lower, note="错了", actor=first, now=NOW)
    actions.undo_merge(row=upper, note="错了", actor=first, now=NOW)
    actions.undo_merge(row=lower, note="错了", actor=first, now=NOW)

    assert {w.merged_into_id for w in fresh(one, two, three)} == {None}


def test_two_applicants_of_one_case_are_put_right_there_first(doubles, first, second):
    kept, other = doubles
    case = Case.objects.filter(applicants__worker=kept).get()
    Applicant.objects.create(case=case, worker=other, position=2)
    row = propose(kept, other, first)

    with pytest.raises(Refused, match="申请人"):
        actions.confirm_merge(row=row, actor=second, now=NOW)

    assert fresh(other)[0].merged_into_id is None
    assert Applicant.everyone.filter(worker=other).count() == 2


def test_who_was_dealt_with_elsewhere_is_merged_by_the_unit_above_both(first):
    tree = make_tree()
    county = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)
    above = make_actor(role=Role.LEGAL_OFFICER, unit=tree.prefecture)
    kept = make_worker(unit=tree.county, name="李丁")
    other = make_worker(unit=tree.county, name="李丁", identity_number="")
    hidden = make_worker(unit=tree.other_county, name="李丁", identity_number="")
    make_case(unit=tree.other_county, worker=other)

    with pytest.raises(Refused, match="共同的上级"):
        propose(kept, other, county)
    with pytest.raises(ObjectDoesNotExist):
        propose(kept, hidden, county)

    assert propose(kept, hidden, above).unit_id == tree.prefecture.pk


def test_judged_apart_a_pair_is_no_hint_any_more(unit, first, second):
    number = phone()
    kept = make_worker(unit=unit, name="周戊", phone=number)
    other = make_worker(unit=unit, name="周戊", phone=number, identity_number="")
    (pair,) = worker_doubles(first)
    assert (pair.first, pair.second, pair.why) == (kept, other, "姓名和电话相同")

    row = propose(kept, other, first)
    assert worker_doubles(first) == []
    (line,) = [
        one for one in work_lines(awaiting(second, today=NOW.date())) if one.route == "merge_detail"
    ]
    assert line.pk == row.pk
    with pytest.raises(Refused, match="理由"):
        actions.set_apart(row=row, note="", actor=second, now=NOW)
    actions.set_apart(row=row, note="同名的父子", actor=second, now=NOW)

    assert worker_doubles(first) == []
    assert fresh(row)[0].state == MergeState.DISTINCT


def test_only_the_proposer_takes_a_proposal_back(doubles, first, second):
    row = propose(*doubles, first)

    with pytest.raises(Refused, match="自己的提议"):
        actions.withdraw_merge(row=row, actor=second, now=NOW)
    actions.withdraw_merge(row=row, actor=first, now=NOW)

    assert fresh(row)[0].state == MergeState.RECALLED


def test_same_name_and_birth_date_is_a_hint_and_two_numbers_are_none(unit, first):
    born = {"birth_date": date(1980, 1, 2)}
    make_worker(unit=unit, name="吴己", identity_number="", **born)
    make_worker(unit=unit, name="吴己", identity_number="", **born)
    number = phone()
    make_worker(unit=unit, name="郑庚", phone=number)
    make_worker(unit=unit, name="郑庚", phone=number)

    assert [pair.why for pair in worker_doubles(first)] == ["姓名和出生日期相同"]


def test_who_is_told_again_after_a_merge_is_the_one_that_was_kept(unit, doubles, first, second):
    kept, other = doubles
    merged(kept, other, first, second)

    told = PersonDetails(name="赵甲", phone=other.phone)
    found = find_or_register_worker(person=told, unit=unit, actor=first, now=NOW)

    assert found.pk == kept.pk
    assert [w.pk for w in find_workers(first, other.phone)] == [kept.pk]


class TestEmployers:
    def test_the_name_that_went_leads_to_the_employer_that_stayed(self, unit, first, second):
        kept, other = make_employer(name="同心机械厂"), make_employer(name="同心机械", uscc="")
        case = make_case(unit=unit, employer=other)

        row = merged(kept, other, first, second, of="employer")
        told = EmployerDetails(name="同心机械")
        again = find_or_register_employer(employer=told, actor=first, now=NOW)

        case.refresh_from_db()
        assert case.employer_id == kept.pk == again.pk
        assert [e.pk for e in find_employers(first, "同心机械")] == [kept.pk]
        assert kept.aliases.get().name == "同心机械"
        actions.undo_merge(row=row, note="两家厂", actor=second, now=NOW)
        case.refresh_from_db()
        assert case.employer_id == other.pk
        assert not EmployerAlias.objects.exists()

    def test_a_taken_name_is_found_and_the_former_one_is_the_alias(self, first, second):
        kept, other = make_employer(name="旧名厂"), make_employer(name="新名厂", uscc="")

        merged(kept, other, first, second, of="employer", taken=["name"])

        assert fresh(kept)[0].name == "新名厂"
        assert [e.pk for e in find_employers(first, "新名")] == [kept.pk]
        assert [e.pk for e in find_employers(first, "旧名")] == [kept.pk]

    def test_two_codes_are_two_employers(self, first):
        with pytest.raises(Refused, match="是两个单位"):
            propose(make_employer(), make_employer(), first, of="employer")

    def test_an_employer_with_disputes_elsewhere_is_merged_above(self, first):
        tree = make_tree()
        other = make_employer(uscc="")
        make_case(unit=tree.county, employer=other)

        with pytest.raises(Refused, match="共同的上级"):
            propose(make_employer(), other, first, of="employer")

    def test_names_alike_are_hints(self, first):
        one, two = make_employer(name="明光厂"), make_employer(name="明光厂", uscc="")
        third = make_employer(name="明光老厂", uscc="")
        add_alias(employer=one, name="明光老厂旧址", source="招牌", actor=first, now=NOW)
        EmployerAlias.objects.filter(employer=one).update(name="明光老厂")

        found = {(p.first.pk, p.second.pk): p.why for p in employer_doubles(first)}

        assert found == {
            (one.pk, two.pk): "名称相同",
            (one.pk, third.pk): "名称是另一单位的别名",
        }

    @pytest.mark.parametrize(
        ("name", "source", "field"),
        [("", "招牌", "name"), ("本名厂", "招牌", "name"), ("别家厂", "招牌", "name"),
         ("俗称", " ", "source")],
    )  # fmt: skip
    def test_an_alias_is_another_name_with_its_source(self, first, name, source, field):
        employer = make_employer(name="本名厂")
        make_employer(name="别家厂")

        with pytest.raises(Refused) as refused:
            add_alias(employer=employer, name=name, source=source, actor=first, now=NOW)

        assert refused.value.field == field


class TestPages:
    @pytest.fixture
    def browser(self, client, first):
        client.force_login(User.objects.get(pk=first.user_id))
        return client

    def test_numbers_that_look_alike_under_the_mask_are_marked_as_different(
        self, browser, unit, first
    ):
        kept = make_worker(unit=unit, phone="19900007919", special_groups=("disability",))
        other = make_worker(unit=unit, name=kept.name, identity_number="", phone="19911117919")

        rows = {row.label: row for row in side_by_side(kept, other)}
        proposed = propose(kept, other, first)
        page = browser.get(reverse("merge_list")).content.decode()

        assert rows["电话"].kept == rows["电话"].absorbed == "199****7919"
        assert rows["电话"].differs
        assert not rows["姓名"].differs
        assert rows["特殊群体"].kept == "残疾"
        assert rows["农民工"].absorbed == "否"
        assert f"{kept.name}的两份登记" in page
        assert f"{proposed.absorbed_id} 并入" not in page

    def test_two_people_merge_on_the_pages_and_numbers_stay_masked(
        self, browser, doubles, second, settings
    ):
        settings.SECOND_FACTOR_COMPULSORY = False
        kept, other = doubles
        address = reverse("worker_merge", args=[kept.pk, other.pk])

        page = browser.get(address).content.decode()
        answer = browser.post(address, {"value_phone": "taken", "note": "核对了原件"})
        row = Merge.objects.get()
        browser.force_login(User.objects.get(pk=second.user_id))
        shown = browser.get(answer["Location"]).content.decode()
        browser.post(reverse("merge_confirmation", args=[row.pk]))
        gone = browser.get(reverse("worker_detail", args=[other.pk]))
        undone = browser.post(reverse("merge_undoing", args=[row.pk]), {"note": "看错了"})

        for text in (page, shown):
            assert kept.identity_number not in text
            assert kept.phone not in text
        assert "确认合并" in shown
        assert row.taken == ["phone"]
        assert gone["Location"] == reverse("worker_detail", args=[kept.pk])
        assert undone.status_code == 302
        assert fresh(other)[0].merged_into_id is None

    def test_a_worker_out_of_sight_is_not_found_to_merge_with(self, browser, unit):
        mine, foreign = make_worker(unit=unit), make_worker()

        assert browser.get(reverse("worker_merge", args=[mine.pk, foreign.pk])).status_code == 404

    def test_what_stands_in_the_way_is_said_on_the_page(self, browser, unit):
        pair = make_worker(unit=unit), make_worker(unit=unit)

        page = browser.get(reverse("worker_merge", args=[one.pk for one in pair]))

        assert "是两个人" in page.content.decode()

    def test_the_list_of_doubles_asks_as_much_for_thirty_pairs_as_for_one(self, browser, unit):
        def pair(number):
            told = {"unit": unit, "name": f"重名{number}", "phone": phone()}
            make_worker(**told)
            make_worker(**told, identity_number="")

        def count():
            with CaptureQueriesContext(connection) as asked:
                page = browser.get(reverse("worker_doubles")).content.decode()
            return len(asked), page.count("比较<")

        pair(0)
        one, shown = count()
        for number in range(1, 30):
            pair(number)

        assert shown == 1
        assert count() == (one, 30)


def test_whoever_has_not_the_power_gets_no_page(client, unit, doubles):
    clerk = make_post(role=Role.WINDOW_CLERK, unit=unit)
    client.force_login(clerk.user)

    for name in ("worker_doubles", "employer_doubles", "merge_list"):
        assert client.get(reverse(name)).status_code == 403
    assert Post.objects.get(pk=clerk.pk)
