"""One verb on several cases: each by itself, what is refused told case by case."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse

from gongyuan.cases.actions import several
from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.actions.several import documents_of, each, urge_lawyer
from gongyuan.cases.choices import CaseState, DocumentKind, MoveOf
from gongyuan.cases.models import Case
from gongyuan.core.events import events_of
from gongyuan.core.models import Notice
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import system
from gongyuan.people.choices import Role
from tests.cases.factories import NOW, make_case
from tests.core.markup import Markup
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def officer(tree):
    return make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)


def urged(case):
    return events_of(case).filter(code="cases.case.urge").count()


def words(answer):
    assert answer.status_code == 200
    text = answer.content.decode()
    assert Markup(text).faults() == []
    return text


def test_the_lawyer_is_told_once_a_day_with_a_link_to_the_case(tree, officer):
    lawyer = make_lawyer(unit=tree.county)
    case = make_case(unit=tree.county, state=CaseState.HANDLING, lawyer=lawyer)

    urge_lawyer(case=case, actor=officer, now=NOW)
    with pytest.raises(Refused, match="今天已经催过"):
        urge_lawyer(case=case, actor=officer, now=NOW + timedelta(hours=3))
    urge_lawyer(case=case, actor=officer, now=NOW + timedelta(days=1))

    notices = Notice.objects.filter(user_id=lawyer.user_id)
    assert notices.count() == urged(case) == 2
    assert {notice.link for notice in notices} == {reverse("lawyer_case", args=[case.pk])}
    assert case.number in notices[0].body


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"state": CaseState.UNDER_REVIEW}, "没有承办律师"),
        ({"state": CaseState.HANDLING, "move_of": MoveOf.OFFICE}, "现在不是等律师"),
        ({"state": CaseState.HANDLING, "silent": True}, "律师没有账号"),
    ],
)
def test_who_cannot_be_urged_is_told_why_and_nothing_is_written(tree, officer, values, reason):
    lawyer = make_lawyer(unit=tree.county, has_account=not values.pop("silent", False))
    case = make_case(unit=tree.county, lawyer=lawyer, **values)

    with pytest.raises(Refused, match=reason):
        urge_lawyer(case=case, actor=officer, now=NOW)

    assert urged(case) == 0
    assert not Notice.objects.exists()


def test_one_refusal_stops_no_other_case(tree, officer):
    first, refused, last = (
        make_case(unit=tree.county, state=state)
        for state in (CaseState.HANDLING, CaseState.GRANTED, CaseState.MANDATING)
    )

    outcomes = each(
        [first, refused, last], lambda case: urge_lawyer(case=case, actor=officer, now=NOW)
    )

    assert [(one.case, one.is_done) for one in outcomes] == [
        (first, True),
        (refused, False),
        (last, True),
    ]
    assert outcomes[1].reasons == ["没有承办律师。"]
    assert [urged(case) for case in (first, refused, last)] == [1, 0, 1]


@pytest.mark.parametrize("role", [Role.WINDOW_CLERK, Role.LAWYER, Role.AUDITOR])
def test_who_assigns_no_lawyer_urges_none(tree, role):
    case = make_case(unit=tree.county, state=CaseState.HANDLING)

    with pytest.raises(Refused, match="不能催办"):
        urge_lawyer(case=case, actor=make_actor(role=role, unit=tree.county), now=NOW)


def with_documents(tree, *kinds):
    case = make_case(unit=tree.county, state=CaseState.HANDLING)
    for kind in kinds:
        issue_document(case=Case.objects.get(pk=case.pk), kind=kind, actor=system(), now=NOW)
    return case


def test_documents_of_several_cases_come_in_folders_and_what_has_none_is_listed(tree, officer):
    two = with_documents(tree, DocumentKind.GRANT_DECISION, DocumentKind.ASSIGNMENT_LETTER)
    none = with_documents(tree)

    content, outcomes = documents_of([two, none], actor=officer, now=NOW)

    archive = zipfile.ZipFile(BytesIO(content))
    assert archive.testzip() is None
    folders = [name.partition("/")[0] for name in archive.namelist() if "/" in name]
    assert folders == [two.number] * 2
    told = archive.read("清单.txt").decode("utf-8-sig")
    assert f"{none.number}　没有出具过文书。" in told
    assert f"{two.number}　已放入" in told
    assert [one.is_done for one in outcomes] == [True, False]
    assert events_of(two).get(code="cases.case.take_documents").data == {"documents": 2}
    assert not events_of(none).filter(code="cases.case.take_documents").exists()


def test_chosen_on_the_list_and_done_one_by_one_without_scripts(client, tree):
    post = make_post(role=Role.LEGAL_OFFICER, unit=tree.county)
    client.force_login(post.user)
    done = make_case(unit=tree.county, state=CaseState.HANDLING)
    refused = make_case(unit=tree.county)
    below = make_case(unit=tree.township, state=CaseState.HANDLING)
    stranger = make_case(unit=tree.stranger, state=CaseState.HANDLING)
    page = words(client.get(reverse("case_list")))
    assert f'<input type="checkbox" form="several" name="case" value="{done.pk}"' in page
    assert f'formaction="{reverse("cases_urge")}"' in page

    chosen = [done.pk, refused.pk, below.pk, stranger.pk, "x"]
    answer = client.post(reverse("cases_urge"), {"case": chosen})

    assert answer.url == reverse("cases_done")
    told = words(client.get(answer.url))
    assert "催办律师：办成 1 件，共 2 件" in told
    assert "没有承办律师。" in told
    assert "另外选中的 3 件不是本单位办理的" in told
    for other in (below, stranger):
        assert other.number not in told
        assert urged(other) == 0
    assert urged(done) == 1
    words(client.get(answer.url))
    assert urged(done) == 1


def test_an_archive_is_sent_and_nothing_to_send_is_told(client, tree):
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=tree.county).user)
    case = with_documents(tree, DocumentKind.GRANT_DECISION)
    none = with_documents(tree)

    sent = client.post(reverse("cases_documents"), {"case": [case.pk, none.pk]})
    empty = client.post(reverse("cases_documents"), {"case": [none.pk]}, follow=True)
    nothing = client.post(reverse("cases_documents"), follow=True)

    assert sent.headers["Content-Type"] == "application/zip"
    assert zipfile.is_zipfile(BytesIO(sent.content))
    assert "没有出具过文书" in words(empty)
    assert "没有选中本单位办理的案件" in words(nothing)


def test_no_more_cases_than_a_page_are_done_at_a_time(monkeypatch, client, tree):
    monkeypatch.setattr(several, "MOST_AT_ONCE", 2)
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    cases = [make_case(unit=tree.county, state=CaseState.HANDLING) for _ in range(3)]

    client.post(reverse("cases_urge"), {"case": [case.pk for case in cases]})

    assert sorted(urged(case) for case in cases) == [0, 1, 1]


@pytest.mark.parametrize(
    ("role", "has"), [(Role.LEGAL_OFFICER, True), (Role.AUDITOR, False), (Role.LAWYER, False)]
)
def test_boxes_stand_only_where_there_is_something_to_do_with_them(client, tree, role, has):
    lawyer = make_lawyer(unit=tree.county)
    make_case(unit=tree.county, state=CaseState.HANDLING, lawyer=lawyer)
    user = lawyer.user if role is Role.LAWYER else make_post(role=role, unit=tree.county).user
    client.force_login(user)

    for address in (reverse("case_list"), reverse("desk_worklist") + "?tab=waiting"):
        assert ('form="several"' in words(client.get(address))) is has
