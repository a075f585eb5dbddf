"""Which packs a process works with, and how soon it knows what another one approved."""

from datetime import UTC, date, datetime

import pytest
from django.db import OperationalError, connection

from gongyuan.organisations.choices import UnitLevel
from gongyuan.people.choices import Role
from gongyuan.policy import actions, registry
from gongyuan.policy.loader import shipped_paths
from gongyuan.policy.models import PackRevision
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor
from tests.policy.factories import make_revision, pack_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.fixture
def province():
    return make_unit(level=UnitLevel.PROVINCE, region_code="990000")


@pytest.fixture(autouse=True)
def shipped_packs_afterwards():
    registry.reload_packs()
    yield
    registry.reload_packs()


def approve(province, **pack):
    """A version in the database as another process approved it."""
    pack_id = pack.get("pack_id", "test-2027")
    return make_revision(
        unit=province,
        pack_id=pack_id,
        version=pack.get("version", 1),
        text=pack_of(**{"region": "990000", **pack}),
        state="approved",
        submitted_by_user_id=1,
        approved_by_user_id=2,
        approved_at=NOW,
    )


def known() -> set[str]:
    return {pack.id for pack in registry.current_packs().packs}


def test_another_process_sees_an_approved_version_when_its_pause_is_over(
    settings, province, django_assert_num_queries
):
    settings.POLICY_RECHECK_SECONDS = 3600
    registry.current_packs()
    approve(province)

    with django_assert_num_queries(0):
        assert "test-2027" not in known()
    settings.POLICY_RECHECK_SECONDS = 0
    with django_assert_num_queries(2):  # how many there are, and their texts
        assert "test-2027" in known()
    with django_assert_num_queries(1):
        assert "test-2027" in known()


def test_without_a_pause_the_database_is_never_asked(settings, province, django_assert_num_queries):
    assert settings.POLICY_RECHECK_SECONDS is None
    approve(province)

    with django_assert_num_queries(0):
        assert "test-2027" not in known()


def test_the_process_that_approves_has_the_version_once_it_is_committed(
    province, django_capture_on_commit_callbacks
):
    officer = make_actor(role=Role.LEGAL_OFFICER, unit=province)
    head = make_actor(role=Role.LEGAL_HEAD, unit=province)
    text = pack_of(region="990000")
    revision = actions.draft_revision(text=text, actor=officer, now=NOW)
    actions.submit_revision(revision=revision, actor=officer, now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        actions.approve_revision(revision=revision, seen=revision.sha256, actor=head, now=NOW)
        assert "test-2027" not in known()

    assert "test-2027" in known()


def test_drafts_and_submitted_versions_are_not_in_force(province):
    make_revision(unit=province, state="draft")
    make_revision(unit=province, state="submitted")

    assert registry.refresh() == registry.reload_packs()


def test_an_approved_version_that_no_longer_fits_is_left_out_and_the_others_hold(province, caplog):
    approve(province, pack_id="good-2090")
    bad = approve(province, pack_id="bad-2090", effective_from="2091-01-01")
    text = bad.text.replace("[t1]", "[t9]")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE policy_packrevision DISABLE TRIGGER USER")
        cursor.execute("UPDATE policy_packrevision SET text = %s WHERE id = %s", [text, bad.pk])
        cursor.execute("ALTER TABLE policy_packrevision ENABLE TRIGGER USER")

    packs = registry.refresh()

    assert packs.named("good-2090")
    assert not packs.named("bad-2090")
    assert len(packs.packs) == len(registry.packs_of_now().packs) == len(shipped_paths()) + 1
    assert "left out" in caplog.text


def test_a_stopped_database_leaves_the_running_packs_in_force(settings, province, caplog):
    settings.POLICY_RECHECK_SECONDS = 0
    running = registry.current_packs()

    def stopped(execute, sql, params, many, context):
        raise OperationalError("stopped")

    with connection.execute_wrapper(stopped):
        assert registry.current_packs() is running
    assert "stay in force" in caplog.text


def test_an_approved_version_may_replace_a_shipped_pack(province):
    shipped = registry.current_packs().named("jilin-2015")[0]
    text = shipped.source.text.replace("version: 1", "version: 2").replace(
        "2015-04-27", "2090-01-01"
    )
    jilin = make_unit(level=UnitLevel.PROVINCE, region_code="220000")
    make_revision(
        unit=jilin,
        pack_id="jilin-2015",
        version=2,
        text=text,
        state="approved",
        submitted_by_user_id=1,
        approved_by_user_id=2,
        approved_at=NOW,
    )

    old, new = registry.refresh().named("jilin-2015")

    assert (old.effective_to, new.effective_from) == (date(2089, 12, 31), date(2090, 1, 1))
    assert old.source == shipped.source
    assert PackRevision.objects.get().source.name == "jilin-2015-v2.yaml"
