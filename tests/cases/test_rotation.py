"""A lawyer sees the own place in the rotation; languages, interpreters and pass-phrases."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.actions.agent import appoint_agent
from gongyuan.cases.choices import AgentKind, CaseState
from gongyuan.cases.details import AgentDetails, NewPaper
from gongyuan.cases.models import Agent
from gongyuan.cases.queries.rotation import turn_of
from gongyuan.cases.queries.speaking import speaking
from gongyuan.cases.rules.assignment import place_in_turn
from gongyuan.core import files
from gongyuan.people.choices import Role
from gongyuan.people.models import Worker
from tests.cases.factories import NOW, accepted, make_case, person
from tests.lawyers.factories import make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.mark.parametrize(
    ("given", "place"),
    [({1: 0, 2: 0}, 1), ({1: 2, 2: 1, 3: 1}, 3), ({1: 1, 2: 3, 3: 1}, 1), ({1: 5}, 1)],
)
def test_who_was_given_least_stands_first_and_equals_share(given, place):
    assert place_in_turn(given, 1) == place


def test_the_turn_counts_the_own_team_only(tree):
    mine, other = make_lawyer(unit=tree.county), make_lawyer(unit=tree.county)
    stranger = make_lawyer(unit=tree.stranger)
    for lawyer, unit in ((mine, tree.county), (mine, tree.county), (stranger, tree.stranger)):
        make_case(unit=unit, state=CaseState.ASSIGNED, lawyer=lawyer)

    turn = turn_of(mine, now=NOW + timedelta(days=1))

    assert (turn.members, turn.place, turn.given, turn.mean) == (2, 2, 2, 1.0)
    assert turn.open_cases == 2
    assert turn_of(other, now=NOW + timedelta(days=1)).place == 1


def test_no_term_no_turn(tree):
    lawyer = make_lawyer(unit=tree.county)
    lawyer.terms.update(ends_on=timezone.localdate(NOW) - timedelta(days=1))
    assert turn_of(lawyer, now=NOW) is None


@pytest.mark.parametrize(
    ("spoken", "lawyer", "words", "needs"),
    [
        (["汉语", ""], None, "", False),
        (["朝鲜语"], None, "说朝鲜语", False),
        (["朝鲜语", "普通话"], ["汉语"], "说朝鲜语", True),
        (["朝鲜语"], ["汉语", "朝鲜语"], "说朝鲜语", False),
    ],
)
def test_an_interpreter_is_needed_where_the_lawyer_does_not_speak_it(spoken, lawyer, words, needs):
    workers = [Worker(language=one) for one in spoken]
    assert speaking(workers, lawyer) == {"languages": words, "needs_interpreter": needs}


def test_the_language_stands_on_top_of_the_case(client, tree):
    case = accepted(unit=tree.county, applicants=(person(language="朝鲜语"),))
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=tree.county).user)
    assert "说朝鲜语" in client.get(reverse("case_detail", args=[case.pk])).text


def test_the_pass_phrase_of_who_calls_is_sealed_and_shown_to_the_office_alone(client, tree):
    case = accepted(unit=tree.county)
    proof = files.store_bytes(b"%PDF-1.4", name="a.pdf", kind=files.PDF, by="", now=NOW)
    told = AgentDetails(
        kind=AgentKind.values[0],
        name="试代理",
        relation="配偶",
        proof=NewPaper(file=proof, title="委托书"),
        pass_phrase="石桥三月",
    )
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)
    applicant = case.applicants.get()
    appoint_agent(case=case, applicant_id=applicant.pk, agent=told, actor=clerk, now=NOW)

    assert Agent.objects.get().pass_phrase == "石桥三月"
    page = reverse("case_roll", args=[case.pk])
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=tree.county).user)
    assert "石桥三月" in client.get(page).text
    client.force_login(make_post(role=Role.LEGAL_HEAD, unit=tree.prefecture).user)
    assert "石桥三月" not in client.get(page).text
