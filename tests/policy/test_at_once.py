"""Two at once: real threads, real transactions."""

from datetime import UTC, datetime

import pytest

from gongyuan.core.models import Event
from gongyuan.core.refusals import Refused
from gongyuan.organisations.choices import UnitLevel
from gongyuan.people.choices import Role
from gongyuan.policy import actions, registry
from gongyuan.policy.loader import shipped_paths
from gongyuan.policy.models import PackRevision
from tests.cases.test_at_once import at_once
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor
from tests.policy.factories import pack_of

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def shipped_packs_afterwards():
    yield
    registry.reload_packs()


@pytest.fixture
def province():
    return make_unit(level=UnitLevel.PROVINCE, region_code="990000")


@pytest.fixture
def officer(province):
    return make_actor(role=Role.LEGAL_OFFICER, unit=province)


@pytest.fixture
def heads(province):
    return [make_actor(role=Role.LEGAL_HEAD, unit=province) for _ in range(2)]


def submitted(officer, pack_id):
    text = pack_of(region="990000", pack_id=pack_id)
    revision = actions.draft_revision(text=text, actor=officer, now=NOW)
    return actions.submit_revision(revision=revision, actor=officer, now=NOW)


def approving(revision, head):
    return lambda: actions.approve_revision(
        revision=revision, seen=revision.sha256, actor=head, now=NOW
    )


def test_the_same_draft_sent_twice_at_once_is_one_draft(officer):
    def draft():
        return actions.draft_revision(text=pack_of(region="990000"), actor=officer, now=NOW)

    first, second = at_once(draft, draft)

    assert isinstance(first, PackRevision)
    assert isinstance(second, PackRevision)
    assert first.pk == second.pk
    assert Event.objects.filter(code="policy.packrevision.draft").count() == 1


def test_of_two_who_approve_at_once_one_approves_and_the_other_is_told(officer, heads):
    revision = submitted(officer, "one-2090")

    results = at_once(*(approving(revision, head) for head in heads))

    assert {type(result) for result in results} == {PackRevision, Refused}
    assert Event.objects.filter(code="policy.packrevision.approve").count() == 1


def test_of_two_packs_that_cannot_stand_together_only_one_is_approved(officer, heads):
    revisions = [submitted(officer, pack_id) for pack_id in ("one-2090", "two-2090")]

    results = at_once(
        *(approving(revision, head) for revision, head in zip(revisions, heads, strict=True))
    )

    assert {type(result) for result in results} == {PackRevision, Refused}
    assert PackRevision.objects.approved().count() == 1
    assert len(registry.packs_of_now().packs) == len(shipped_paths()) + 1
