"""Evidence: what shows which fact, what the worker still has to find, who may lay it down."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.urls import reverse

from gongyuan.cases.actions.evidence import tie_evidence, untie_evidence
from gongyuan.cases.choices import CaseState
from gongyuan.cases.details import DraftDetails, NewEvidence
from gongyuan.cases.models import Case, EvidenceTie, Paper
from gongyuan.cases.queries.drafting import draft_of_case
from gongyuan.cases.queries.evidence import facts_of
from gongyuan.cases.rules.evidence import tie_obstacles, unshown
from gongyuan.core import files
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.drafting.choices import DraftKind
from gongyuan.people.actor import worker
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, accepted, make_case
from tests.core.markup import Markup
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db
RELATION = "双方存在劳动关系"
PAID = "工资标准和已经支付的工资"
PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def case(tree):
    return accepted(unit=tree.county)


@pytest.fixture
def clerk(case):
    return make_actor(role=Role.WINDOW_CLERK, unit=case.unit)


def make_paper(case: Case, **values) -> Paper:
    stored = files.store_bytes(PDF, name="a.pdf", kind=files.PDF, by="", now=NOW)
    values = {"title": "3月转账记录", "catalogue_code": "17", **values}
    return Paper.objects.create(case=case, file=stored, added_at=NOW, added_by="经办", **values)


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("工牌.pdf", PDF, content_type="application/pdf")


def test_what_a_paper_must_have_to_be_evidence():
    assert tie_obstacles([RELATION], has_paper=True, is_open=True) == {}
    assert set(tie_obstacles([], has_paper=False, is_open=True)) == {"facts", "file"}
    assert set(tie_obstacles(["长" * 121], has_paper=True, is_open=True)) == {"own_fact"}
    assert set(tie_obstacles([RELATION], has_paper=True, is_open=False)) == {""}
    assert unshown([RELATION, PAID], [PAID]) == [RELATION]


def test_wages_without_a_contract_begin_with_one_gap_that_says_what_to_look_for(case, clerk):
    gaps = [row for row in facts_of(case, clerk) if row.is_gap]

    assert RELATION in [row.fact for row in gaps]
    assert "工友证言" in gaps[0].burden.papers
    # What the employer must prove is no gap of the worker's.
    assert PAID not in [row.fact for row in gaps]


def test_a_paper_that_shows_it_closes_the_gap_and_stands_in_the_timeline(case, clerk):
    paper = make_paper(case)
    new = NewEvidence(facts=(RELATION, PAID), paper_id=paper.pk, is_original=True)

    tie_evidence(case=case, evidence=new, actor=clerk, now=NOW)

    facts = {row.fact: row for row in facts_of(case, clerk)}
    assert not facts[RELATION].is_gap
    assert [tie.paper for tie in facts[PAID].ties] == [paper]
    event = next(e for e in events_of(case) if e.code == "cases.case.tie_evidence")
    assert event.data == {"title": "3月转账记录", "facts": [RELATION, PAID]}


def test_the_same_form_twice_ties_once_and_tells_once(case, clerk):
    new = NewEvidence(facts=(RELATION, RELATION), paper_id=make_paper(case).pk)

    tie_evidence(case=case, evidence=new, actor=clerk, now=NOW)
    again = tie_evidence(case=case, evidence=new, actor=clerk, now=NOW)

    assert again == []
    assert EvidenceTie.objects.count() == 1
    assert sum(e.code == "cases.case.tie_evidence" for e in events_of(case)) == 1


def test_an_upload_goes_into_the_file_with_its_hash(case, clerk):
    new = NewEvidence(facts=("在三号楼干过活",), file=upload(), title="工牌")

    (tie,) = tie_evidence(case=case, evidence=new, actor=clerk, now=NOW)

    assert tie.paper.case == case
    assert (tie.paper.title, len(tie.paper.file.sha256)) == ("工牌", 64)
    assert facts_of(case, clerk)[-1].fact == "在三号楼干过活"


def test_a_paper_of_another_case_is_not_there(case, clerk, tree):
    foreign = make_paper(make_case(unit=tree.stranger))
    new = NewEvidence(facts=(RELATION,), paper_id=foreign.pk)
    with pytest.raises(Refused, match="卷内没有"):
        tie_evidence(case=case, evidence=new, actor=clerk, now=NOW)


def test_who_may_not_act_on_the_case_is_refused(case, tree):
    new = NewEvidence(facts=(RELATION,), paper_id=make_paper(case).pk)
    auditor = make_actor(role=Role.AUDITOR, unit=case.unit)
    with pytest.raises(PermissionDenied):
        tie_evidence(case=case, evidence=new, actor=auditor, now=NOW)
    stranger = make_actor(role=Role.LEGAL_OFFICER, unit=tree.stranger)
    with pytest.raises(Case.DoesNotExist):
        tie_evidence(case=case, evidence=new, actor=stranger, now=NOW)


def test_the_worker_ties_but_does_not_untie(case):
    me = worker(case_ids=frozenset({case.pk}))
    new = NewEvidence(facts=(RELATION,), file=upload())
    (tie,) = tie_evidence(case=case, evidence=new, actor=me, now=NOW)
    with pytest.raises(PermissionDenied):
        untie_evidence(tie=tie, actor=me, now=NOW)


def test_untying_leaves_the_paper(case, clerk):
    paper = make_paper(case)
    new = NewEvidence(facts=(RELATION,), paper_id=paper.pk)
    (tie,) = tie_evidence(case=case, evidence=new, actor=clerk, now=NOW)

    untie_evidence(tie=tie, actor=clerk, now=NOW)

    assert paper in case.papers.all()
    assert "cases.case.untie_evidence" in [e.code for e in events_of(case)]
    with pytest.raises(Refused, match="已经去掉"):
        untie_evidence(tie=tie, actor=clerk, now=NOW)


def test_a_sealed_file_keeps_its_evidence(tree):
    case = make_case(unit=tree.county, state=CaseState.ARCHIVED)
    with pytest.raises(ProgrammingError, match="sealed"), transaction.atomic():
        EvidenceTie.objects.create(case=case, paper_id=1, fact=RELATION, tied_at=NOW)


def test_the_drafted_list_says_what_each_paper_shows(case, clerk):
    shown, plain = make_paper(case), make_paper(case, title="考勤截图")
    inner = make_paper(case, title="内部意见", is_inner=True)
    for paper, facts in ((shown, (RELATION, PAID)), (inner, (RELATION,))):
        new = NewEvidence(facts=facts, paper_id=paper.pk, is_original=True)
        tie_evidence(case=case, evidence=new, actor=clerk, now=NOW)

    draft = draft_of_case(case, DraftKind.EVIDENCE_LIST, DraftDetails(story=""))

    rows = [(one.title, one.proves, one.is_original) for one in draft.evidence]
    assert rows == [
        ("3月转账记录", f"{RELATION}；{PAID}", True),
        (plain.title, "", False),
    ]


def test_the_page_shows_facts_gaps_and_keeps_what_was_typed(client, case):
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=case.unit).user)
    address = reverse("case_evidence", args=[case.pk])
    page = client.get(address)
    assert Markup(page.text).faults() == []
    assert "由职工一方证明" in page.text

    answer = client.post(address, {"title": "工牌", "own_fact": ""})

    assert answer.status_code == 200
    assert "请选一份卷内材料" in answer.text
    assert 'value="工牌"' in answer.text
    assert not EvidenceTie.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_the_same_however_much_there_is(
    client, case, clerk, count, django_assert_max_num_queries
):
    for _ in range(count):
        new = NewEvidence(facts=(RELATION,), paper_id=make_paper(case).pk)
        tie_evidence(case=case, evidence=new, actor=clerk, now=NOW)
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=case.unit).user)
    client.get(reverse("case_evidence", args=[case.pk]))
    with django_assert_max_num_queries(12):
        client.get(reverse("case_evidence", args=[case.pk]))


def test_the_office_takes_one_away_from_its_page(client, case, clerk):
    new = NewEvidence(facts=(RELATION,), paper_id=make_paper(case).pk)
    (tie,) = tie_evidence(case=case, evidence=new, actor=clerk, now=NOW)
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=case.unit).user)

    answer = client.post(reverse("evidence_removal", args=[case.pk, tie.pk]), follow=True)

    assert "已去掉，材料还在卷内。" in answer.text
    assert not EvidenceTie.objects.exists()
