"""How a union changes its own pack: one person drafts and submits, a second one approves."""

from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from gongyuan.core.actor import Actor
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.core.transitions import advance
from gongyuan.policy import registry
from gongyuan.policy.models import PackRevision
from gongyuan.policy.pack import Pack
from gongyuan.policy.places import Place, place_of
from gongyuan.policy.queries.revisions import read_typed, revision_faults, typed_text
from gongyuan.policy.workflow import WORKFLOW


@transaction.atomic
def draft_revision(*, text: str, actor: Actor, now: datetime, note: str = "") -> PackRevision:
    """Keep a new version of a pack as a draft of the actor's union.

    Refuses a text with faults (each with its place), a pack of a region that is not the union's
    own or below it, and a second draft of a pack of which one is under way; the same text sent
    twice by the same person is one draft.
    """
    place = place_of(actor.unit_id)
    pack = _judged(text, place, now)
    try:
        with transaction.atomic():
            revision = PackRevision(
                unit_id=_known(actor.unit_id),
                unit_name=place.name,
                unit_path=actor.unit_path,  # type: ignore[attr-defined] # whoever has a unit has its path
            )
            _write(revision, pack, actor=actor, now=now)
            revision.save(force_insert=True)
    except IntegrityError:
        return _already_under_way(pack, actor)
    record_event(
        revision,
        "policy.packrevision.draft",
        actor=actor,
        now=now,
        note=note,
        data={"sha256": revision.sha256},
    )
    return revision


def _already_under_way(pack: Pack, actor: Actor) -> PackRevision:
    found = PackRevision.objects.handled_by(actor).under_way().get(pack_id=pack.id)
    if (found.sha256, found.edited_by_user_id) == (pack.source.sha256, actor.user_id):
        return found
    raise Refused(f"{found}正在修订（{found.get_state_display()}），请先办完那一份。")


@transaction.atomic
def edit_revision(
    *, revision: PackRevision, text: str, seen: str, actor: Actor, now: datetime, note: str = ""
) -> PackRevision:
    """Replace the text of a draft; its pack stays the same.

    `seen` is the SHA-256 of the text that was opened: a colleague's later text is not undone.
    Refuses a submitted one, a text with faults, and another pack's text.
    """
    revision = _locked(revision, actor)
    refuse_if(WORKFLOW.obstacles(revision.state, "submit"))
    pack = _judged(text, place_of(actor.unit_id), now)
    if pack.source.sha256 == revision.sha256:
        return revision
    refuse_if(_stale(revision, seen))
    if pack.id != revision.pack_id:
        raise Refused(f"这份草稿是 {revision.pack_id} 的，不能改成 {pack.id}。", field="text")
    _write(revision, pack, actor=actor, now=now)
    revision.save()
    record_event(
        revision,
        "policy.packrevision.edit",
        actor=actor,
        now=now,
        note=note,
        data={"sha256": revision.sha256},
    )
    return revision


@transaction.atomic
def submit_revision(
    *, revision: PackRevision, actor: Actor, now: datetime, note: str = ""
) -> PackRevision:
    """Put a draft before a second person; refuses one that no longer fits the packs in force."""
    revision = _locked(revision, actor)
    refuse_if(WORKFLOW.obstacles(revision.state, "submit"))
    _judged(revision.text, place_of(actor.unit_id), now)
    advance(
        revision,
        WORKFLOW,
        "submit",
        actor=actor,
        now=now,
        note=note,
        submitted_at=now,
        submitted_by=_signature(actor),
        submitted_by_user_id=actor.user_id,
    )
    return revision


@transaction.atomic
def return_revision(
    *, revision: PackRevision, note: str, actor: Actor, now: datetime
) -> PackRevision:
    """Send a submitted version back to be changed, with the reason."""
    revision = _locked(revision, actor)
    advance(revision, WORKFLOW, "send_back", actor=actor, now=now, note=note)
    return revision


@transaction.atomic
def discard_revision(
    *, revision: PackRevision, note: str, actor: Actor, now: datetime
) -> PackRevision:
    """Give a draft up, with the reason; it stays to be read."""
    revision = _locked(revision, actor)
    advance(revision, WORKFLOW, "discard", actor=actor, now=now, note=note)
    return revision


@transaction.atomic
def approve_revision(
    *, revision: PackRevision, seen: str, actor: Actor, now: datetime, note: str = ""
) -> PackRevision:
    """Put a submitted version in force from its first day; the older one ends on the eve.

    `seen` is the SHA-256 of the text that was read. Refuses whoever wrote or submitted it, a text
    other than the one read, and one that no longer fits the packs in force or has passed its day.
    """
    _one_at_a_time()
    revision = _locked(revision, actor)
    refuse_if(WORKFLOW.obstacles(revision.state, "approve"))
    refuse_if(_same_person(revision, actor) + _stale(revision, seen))
    _judged(revision.text, place_of(actor.unit_id), now)
    advance(
        revision,
        WORKFLOW,
        "approve",
        actor=actor,
        now=now,
        note=note,
        data={"sha256": revision.sha256},
        approved_at=now,
        approved_by=_signature(actor),
        approved_by_user_id=actor.user_id,
    )
    transaction.on_commit(registry.refresh)
    return revision


def _judged(text: str, place: Place, now: datetime) -> Pack:
    source = typed_text(text)
    pack, faults = read_typed(source)
    if pack is not None:
        packs, today = registry.packs_of_now(), timezone.localdate(now)
        faults = revision_faults(pack, packs=packs, place=place, today=today)
    refuse_if(faults, field="text")
    assert pack is not None  # noqa: S101 - what could not be read has faults
    return pack


def _write(revision: PackRevision, pack: Pack, *, actor: Actor, now: datetime) -> None:
    revision.pack_id, revision.version = pack.id, pack.version
    revision.title, revision.region_code = pack.title, pack.region
    revision.effective_from = pack.effective_from
    revision.text, revision.sha256 = pack.source.text, pack.source.sha256
    revision.edited_at, revision.edited_by = now, _signature(actor)
    revision.edited_by_user_id = _known(actor.user_id)


def _locked(revision: PackRevision, actor: Actor) -> PackRevision:
    return (
        PackRevision.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=revision.pk)
    )


def _one_at_a_time() -> None:
    """Two versions, each right by itself, could not stand together: they are judged in turn."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('policy.packs'))")


def _same_person(revision: PackRevision, actor: Actor) -> list[str]:
    if actor.user_id in (revision.submitted_by_user_id, revision.edited_by_user_id):
        return ["起草人、提交人不能批准自己的政策包，请由另一人批准。"]
    return []


def _stale(revision: PackRevision, seen: str) -> list[str]:
    if seen == revision.sha256:
        return []
    return ["打开页面以后内容已经改变，请刷新后重新核对。"]


def _known(number: int | None) -> int:
    if number is None:
        raise Refused("只有本单位的岗位可以起草政策包。")
    return number


def _signature(actor: Actor) -> str:
    """Name and post of whoever signs, as they were on that day."""
    return "，".join(part for part in (actor.name, actor.office) if part)[:200]
