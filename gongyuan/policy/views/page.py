"""The page of a revision and what its forms begin with."""

import re
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import events_of, find
from gongyuan.core.requests import ActorRequest
from gongyuan.policy.choices import RevisionState
from gongyuan.policy.forms import RevisionForm
from gongyuan.policy.models import PackRevision
from gongyuan.policy.places import place_of
from gongyuan.policy.queries.packs import clause_lines, pack_version
from gongyuan.policy.queries.revisions import (
    changes_of,
    newest_of,
    read_typed,
    revision_faults,
    typed_text,
)
from gongyuan.policy.registry import current_packs, packs_of_now
from gongyuan.policy.workflow import WORKFLOW

EVENTS_SHOWN = 20


def revision_page(
    request: ActorRequest, revision: PackRevision, form: Form | None = None
) -> HttpResponse:
    """The page of a revision, with the errors of `form` where a verb was refused."""
    now, packs = timezone.now(), packs_of_now()
    pack, faults = read_typed(typed_text(revision.text))
    is_under_way = revision.state in (RevisionState.DRAFT, RevisionState.SUBMITTED)
    if pack and is_under_way:
        place = place_of(revision.unit_id)
        today = timezone.localdate(now)
        faults = revision_faults(pack, packs=packs, place=place, today=today)
    newest = newest_of(packs, revision.pack_id)
    context = {
        "revision": revision,
        "pack": pack,
        "newest": newest,
        "changes": changes_of(revision, packs),
        "clauses": clause_lines(pack) if pack else [],
        "faults": faults if is_under_way else [],
        "form": form,
        "timeline": _timeline(revision),
        "now": now,
        **_steps(request, revision),
    }
    return render(request, "policy/revision.html", context)


def _timeline(revision: PackRevision) -> list[dict[str, Any]]:
    return [
        {
            "text": find(event.code).label,
            "when": event.at,
            "who": event.actor_name,
            "note": event.note,
        }
        for event in events_of(revision).order_by("-pk")[:EVENTS_SHOWN]
    ]


def _steps(request: ActorRequest, revision: PackRevision) -> dict[str, Any]:
    """What this post may do now, and why not where it is the rule of two persons."""
    actor = request.actor
    if revision.unit_id != actor.unit_id:
        return {"none": "由起草单位办理，上级可以查看。"}
    names = {step.name for step in WORKFLOW.available(revision.state, actor.capabilities)}
    wrote = actor.user_id in (revision.edited_by_user_id, revision.submitted_by_user_id)
    found: dict[str, Any] = {"secondary": [], "blocked": [], "may_approve": False}
    if "submit" in names:
        found["primary"] = {
            **_link("提交批准", "policy_revision_submission", revision),
            "post": True,
        }
        found["secondary"].append(_link("修改", "policy_revision_edit", revision))
    if "discard" in names:
        found["secondary"].append(_link("作废", "policy_revision_discard", revision))
    if "approve" in names:
        found["may_approve"] = not wrote
        if wrote:
            reason = "自己起草或者提交的政策包，由另一人批准。"
            found["blocked"] = [{"label": "批准", "reason": reason}]
        found["secondary"].append(_link("退回修改", "policy_revision_return", revision))
    return found


def _link(label: str, route: str, revision: PackRevision) -> dict[str, str]:
    return {"label": label, "url": reverse(route, args=[revision.pk])}


def form_page(request: ActorRequest, form: RevisionForm, **context: Any) -> HttpResponse:
    """The page on which a pack is typed."""
    return render(request, "policy/revision_form.html", {"form": form, **context})


def checked_text(request: ActorRequest, form: RevisionForm) -> bool | None:
    """Whether a text that was only to be checked is right; None when it was to be saved.

    The faults become the form's own, so that what was typed stays beside them.
    """
    if "check" not in request.POST:
        return None
    if not form.is_valid():
        return False
    pack, faults = read_typed(typed_text(form.cleaned_data["text"]))
    if pack is not None:
        place = place_of(request.actor.unit_id)
        today = timezone.localdate()
        faults = revision_faults(pack, packs=packs_of_now(), place=place, today=today)
    for fault in faults:
        form.add_error("text", fault)
    return not faults


def text_to_begin_with(request: ActorRequest) -> dict[str, str]:
    """The pack that is to be changed, with the next number, where the address names one."""
    pack_id, version = request.GET.get("pack", "")[:60], request.GET.get("version", "")[:8]
    is_number = version.isascii() and version.isdigit()
    packs = current_packs()
    found = pack_version(packs, pack_id, int(version)) if is_number else None
    newest = newest_of(packs, pack_id)
    if found is None or newest is None:
        return {}
    numbered = f"version: {newest.version + 1}"
    text = re.sub(r"^version: *\d+ *$", numbered, found.source.text, count=1, flags=re.MULTILINE)
    return {"text": text}
