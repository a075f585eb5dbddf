"""The people of a case change: joining, leaving, electing, agents; each on record, each refused."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from gongyuan.cases.actions.agent import appoint_agent, end_agent
from gongyuan.cases.actions.roll import elect_representatives, join_applicants, leave_case
from gongyuan.cases.choices import CaseState
from gongyuan.cases.details import AgentDetails, ApplicantDetails, ClaimDetails, NewPaper
from gongyuan.cases.models import Agent, Applicant, Case, Claim
from gongyuan.cases.queries.handling import claim_rows
from gongyuan.cases.queries.search import find_cases
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.organisations.models import Unit
from gongyuan.people.choices import Role
from gongyuan.portal.queries import cases_opened_by
from tests.cases.factories import NOW, make_case, person, submitted
from tests.organisations.factories import make_unit
from tests.people.factories import identity_number, make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_in_the_tests_own_folder(settings, tmp_path):
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": backend, "OPTIONS": {"location": tmp_path}},
    }


@pytest.fixture
def clerk():
    return make_actor(role=Role.WINDOW_CLERK, unit=make_unit(region_code="410481"))


def together(clerk, count, **values):
    """A case of so many who applied together, each with a claim of 1,000 yuan."""
    unit = Unit.objects.get(pk=clerk.unit_id)
    people = tuple(person(name=f"甲{n}") for n in range(1, count + 1))
    claims = tuple(
        ClaimDetails(kind="unpaid_wages", amount=Decimal(1000), applicant=n) for n in range(count)
    )
    return submitted(unit=unit, applicants=people, claims=claims, **values)


def newcomer(**values):
    claim = ClaimDetails(kind="overtime", amount=Decimal(500))
    return ApplicantDetails(person=person(**values), claims=(claim,))


def applicant(case, name):
    return Applicant.everyone.get(case=case, worker__name=name)


def last_event(case):
    return events_of(case).order_by("-pk").first()


def test_one_more_joins_and_counts_label_sum_kinds_and_search_follow(clerk):
    case = together(clerk, 1)

    (joined,) = join_applicants(case=case, people=[newcomer(name="乙新")], actor=clerk, now=NOW)

    case.refresh_from_db()
    assert (case.people_count, case.applicant_label) == (2, "甲1等2人")
    assert case.claim_amount == Decimal("1500.00")
    assert case.claim_kinds == ["unpaid_wages", "overtime"]
    assert (joined.position, joined.joined_at) == (2, NOW)
    assert find_cases(clerk, "乙新").get() == case
    assert last_event(case).code == "cases.case.join"
    assert last_event(case).data["title"] == "乙新"


def test_a_group_is_no_longer_all_migrant_once_one_joins_who_is_not(clerk):
    case = together(clerk, 1)

    join_applicants(case=case, people=[newcomer(is_migrant=False)], actor=clerk, now=NOW)

    case.refresh_from_db()
    assert not case.is_migrant


def test_the_tenth_makes_the_case_major_by_policy_and_its_leaving_does_not_unmake_it(clerk):
    case = together(clerk, 9)
    assert not case.is_major

    join_applicants(case=case, people=[newcomer(name="第十")], actor=clerk, now=NOW)
    case.refresh_from_db()
    assert case.is_major

    leave_case(
        case=case,
        applicant_id=applicant(case, "第十").pk,
        note="不想打了",
        actor=clerk,
        now=NOW,
    )
    case.refresh_from_db()
    assert (case.people_count, case.is_major) == (9, True)


def test_who_is_in_the_case_cannot_join_again(clerk):
    case = together(clerk, 2)
    known = applicant(case, "甲2").worker
    again = newcomer(name="甲2", identity_number=known.identity_number, phone=known.phone)

    with pytest.raises(Refused, match="甲2已经是本案申请人"):
        join_applicants(case=case, people=[again], actor=clerk, now=NOW)
    assert Claim.objects.filter(case=case).count() == 2


def test_nobody_of_several_joins_when_one_of_them_cannot(clerk):
    case = together(clerk, 1)
    number = identity_number()
    twice = [newcomer(name="丙", identity_number=number) for _ in range(2)]

    with pytest.raises(Refused, match="同一个人写了两次"):
        join_applicants(case=case, people=twice, actor=clerk, now=NOW)
    assert case.applicants.count() == 1


def test_a_claim_that_cannot_be_is_refused(clerk):
    case = together(clerk, 1)
    claim = ClaimDetails(kind="overtime", amount=Decimal(-1))
    bad = ApplicantDetails(person=person(), claims=(claim,))

    with pytest.raises(Refused, match="金额不能是负数"):
        join_applicants(case=case, people=[bad], actor=clerk, now=NOW)


def test_one_leaves_with_the_own_claims_and_the_others_go_on(clerk):
    case = together(clerk, 3)
    gone = applicant(case, "甲1")

    for _ in range(2):
        leave_case(case=case, applicant_id=gone.pk, note="已和解", actor=clerk, now=NOW)

    case.refresh_from_db()
    assert (case.people_count, case.applicant_label) == (2, "甲2等2人")
    assert case.claim_amount == Decimal("2000.00")
    assert [row.who for row in claim_rows(case)] == ["甲2", "甲3"]
    gone.refresh_from_db()
    assert (gone.left_at, gone.left_reason) == (NOW, "已和解")
    events = events_of(case).filter(code="cases.case.leave")
    assert [(e.data["title"], e.note) for e in events] == [("甲1", "已和解")]
    told = Notice.objects.order_by("-pk").first()
    assert told.address == gone.worker.phone
    assert "您已退出这次申请" in told.body


def test_who_left_opens_the_case_no_longer_and_is_not_found_by_it(clerk):
    case = together(clerk, 2)
    gone = applicant(case, "甲2")
    opens = {"code": case.matter.code, "phone": gone.worker.phone}
    assert cases_opened_by(**opens) == {case.pk}

    leave_case(case=case, applicant_id=gone.pk, note="不打了", actor=clerk, now=NOW)

    assert cases_opened_by(**opens) == frozenset()
    assert not find_cases(clerk, gone.worker.identity_number).exists()


def test_who_left_may_come_back_with_new_claims(clerk):
    case = together(clerk, 2)
    gone = applicant(case, "甲2")
    leave_case(case=case, applicant_id=gone.pk, note="不打了", actor=clerk, now=NOW)
    known = gone.worker
    back = newcomer(name="甲2", identity_number=known.identity_number, phone=known.phone)

    join_applicants(case=case, people=[back], actor=clerk, now=NOW)

    case.refresh_from_db()
    gone.refresh_from_db()
    assert (case.people_count, gone.left_at, gone.left_reason) == (2, None, "")
    assert case.claim_amount == Decimal("1500.00")


def test_the_last_applicant_withdraws_the_application_instead(clerk):
    case = together(clerk, 1)

    with pytest.raises(Refused, match="请办理撤回申请或者终止援助"):
        leave_case(
            case=case, applicant_id=case.applicants.get().pk, note="走", actor=clerk, now=NOW
        )


def test_leaving_needs_a_reason_an_open_case_and_the_power(clerk):
    case = together(clerk, 2)
    given = {"case": case, "applicant_id": applicant(case, "甲2").pk, "now": NOW}
    hotline = make_actor(role=Role.HOTLINE_AGENT, unit=case.unit)

    with pytest.raises(Refused, match="要写明理由"):
        leave_case(note=" ", actor=clerk, **given)
    with pytest.raises(PermissionDenied):
        leave_case(note="走", actor=hotline, **given)
    with pytest.raises(Case.DoesNotExist):
        leave_case(note="走", actor=make_actor(role=Role.WINDOW_CLERK), **given)
    over = make_case(unit=case.unit, state=CaseState.CLOSED)
    with pytest.raises(Refused, match="申请人名单不能再改"):
        leave_case(
            case=over, applicant_id=over.applicants.get().pk, note="走", actor=clerk, now=NOW
        )


def elect(case, names, actor, note="全体开会推举，签名册附后"):
    ids = [applicant(case, name).pk for name in names]
    return elect_representatives(case=case, representatives=ids, note=note, actor=actor, now=NOW)


def speaking(case):
    rows = case.applicants.filter(is_representative=True)
    return [row.worker.name for row in rows.select_related("worker")]


def test_a_change_of_representatives_is_on_record_with_who_was_before(clerk):
    case = together(clerk, 12)
    elect(case, ["甲1", "甲2", "甲3"], clerk)

    for _ in range(2):
        elect(case, ["甲2", "甲3", "甲4"], clerk, note="甲1辞去代表，其余人同意")

    assert speaking(case) == ["甲2", "甲3", "甲4"]
    events = events_of(case).filter(code="cases.case.elect").order_by("pk")
    assert [e.data for e in events] == [
        {"title": "甲1、甲2、甲3", "before": ""},
        {"title": "甲2、甲3、甲4", "before": "甲1、甲2、甲3"},
    ]
    assert events[1].note == "甲1辞去代表，其余人同意"


@pytest.mark.parametrize("count", [2, 6])
def test_a_collective_elects_three_to_five_by_the_rule_of_arbitration(clerk, count):
    case = together(clerk, 12)

    with pytest.raises(Refused, match="要推举3至5名代表人.*第六十三条"):
        elect(case, [f"甲{n}" for n in range(1, count + 1)], clerk)
    assert speaking(case) == []


def test_a_few_may_send_whom_they_like(clerk):
    case = together(clerk, 4)

    elect(case, ["甲4"], clerk)

    assert speaking(case) == ["甲4"]


def test_an_election_needs_somebody_of_the_roll_an_account_of_it_and_the_power(clerk):
    case, other = together(clerk, 3), together(clerk, 3)

    with pytest.raises(Refused, match="至少选一名"):
        elect(case, [], clerk)
    with pytest.raises(Refused, match="从申请人中推举"):
        elect_representatives(
            case=case,
            representatives=[other.applicants.first().pk],
            note="推举",
            actor=clerk,
            now=NOW,
        )
    with pytest.raises(Refused, match="要写明理由"):
        elect(case, ["甲1"], clerk, note="")
    with pytest.raises(PermissionDenied):
        elect(case, ["甲1"], make_actor(role=Role.AUDITOR, unit=case.unit))


def test_a_representative_who_leaves_represents_nobody(clerk):
    case = together(clerk, 12)
    elect(case, ["甲1", "甲2", "甲3"], clerk)

    leave_case(case=case, applicant_id=applicant(case, "甲1").pk, note="走", actor=clerk, now=NOW)

    assert speaking(case) == ["甲2", "甲3"]


def proof(content=b"%PDF-1.4 proof"):
    return NewPaper(file=SimpleUploadedFile("证明.pdf", content), title="代理权证明")


def agent(**values):
    values.setdefault("kind", "statutory")
    values.setdefault("name", "甲父")
    values.setdefault("relation", "父亲")
    return AgentDetails(proof=proof(), **values)


def appoint(case, actor, **values):
    return appoint_agent(
        case=case,
        applicant_id=case.applicants.first().pk,
        agent=agent(**values),
        actor=actor,
        now=NOW,
    )


def test_an_agent_is_registered_once_with_the_proof_in_the_file(clerk):
    case = together(clerk, 1)

    first = appoint(case, clerk, phone="199 0000 0000")
    second = appoint(case, clerk, phone="19900000000")

    assert first == second
    assert first.phone == "19900000000"
    assert first.proof == case.papers.get()
    assert last_event(case).data["title"] == "甲父（甲1的法定代理人）"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"relation": ""}, "relation"),
        ({"identity_number": "123"}, "identity_number"),
        ({"phone": "12"}, "phone"),
    ],
)
def test_an_agent_who_cannot_be_is_refused_beside_the_field(clerk, values, field):
    case = together(clerk, 1)

    with pytest.raises(Refused) as refusal:
        appoint(case, clerk, **values)
    assert refusal.value.field == field
    assert not case.papers.exists()


def test_an_agency_ends_with_its_reason_and_with_the_applicants_leaving(clerk):
    case = together(clerk, 3)
    row = appoint(case, clerk)
    given = {"case": case, "agent_id": row.pk, "actor": clerk, "now": NOW}

    with pytest.raises(Refused, match="要写明理由"):
        end_agent(note="", **given)
    for _ in range(2):
        end_agent(note="已成年", **given)
    assert events_of(case).filter(code="cases.case.end_agent").count() == 1

    again = appoint(case, clerk, name="甲母", relation="母亲")
    leave_case(case=case, applicant_id=case.applicants.first().pk, note="走", actor=clerk, now=NOW)
    again.refresh_from_db()
    assert again.end_reason == "申请人退出"
    assert Agent.objects.filter(case=case, ended_at=None).count() == 0


def test_agents_are_the_own_units_matter(clerk):
    case = together(clerk, 1)
    auditor = make_actor(role=Role.AUDITOR, unit=case.unit)

    with pytest.raises(PermissionDenied):
        appoint(case, auditor)
    with pytest.raises(Case.DoesNotExist):
        appoint(case, make_actor(role=Role.WINDOW_CLERK))
