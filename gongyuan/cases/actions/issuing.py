"""Wording a document before it has its number, issuing one that is wanted, and replacing one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.choices import CaseState, DocumentKind
from gongyuan.cases.models import Case, DocumentDraft, OfficialDocument
from gongyuan.cases.queries.writing import draft_parts, latest_of_kind
from gongyuan.cases.rules import document_parts as rules
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def word_document(
    *, case: Case, kind: DocumentKind, parts: Mapping[str, str], actor: Actor, now: datetime
) -> DocumentDraft | None:
    """Keep the free parts of a document as the officer words them, until it is issued.

    A document that a verb issues takes them up when the verb is done. Words that are those of the
    case are not kept. Refuses a kind without free parts, a state in which the document is not
    awaited, and words that are too long.
    """
    kind = DocumentKind(kind)
    case = _locked(case, kind, actor)
    awaited = rules.BY_HAND.get(kind, rules.BY_VERB.get(kind, frozenset()))
    if case.state not in awaited or (actor.is_lawyer and kind not in rules.OF_LAWYER):
        raise Refused(f"案件“{case.get_state_display()}”，现在不能起草{kind.label}。")
    draft = _keep(case, kind, parts, actor, now)
    data = {"title": kind.label, "is_inner": True}
    record_event(case, "cases.case.word_document", actor=actor, now=now, data=data)
    return draft


@transaction.atomic
def issue_wanted(
    *,
    case: Case,
    kind: DocumentKind,
    parts: Mapping[str, str],
    seen_document_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> OfficialDocument:
    """Issue a document that no verb issues: a form for signing, a letter, a notice.

    Refuses one that this post or this state does not issue, words that are too long, and one
    issued since the page was opened: a form sent twice makes one document.
    """
    kind = DocumentKind(kind)
    case = _locked(case, kind, actor)
    refuse_if(rules.issue_obstacles(kind, case.state, is_lawyer=actor.is_lawyer))
    last = latest_of_kind(case, kind)
    if last and last.pk != seen_document_id:
        raise Refused(f"刚才已经出具一份{last.title}（{last.number}），请先看一看。")
    _keep(case, kind, parts, actor, now)
    return issue_document(case=case, kind=kind, actor=actor, now=now)


@transaction.atomic
def replace_document(
    *,
    document: OfficialDocument,
    parts: Mapping[str, str],
    note: str,
    actor: Actor,
    now: datetime,
) -> OfficialDocument:
    """Issue a new version of a document, which names the one it takes the place of.

    The old one stays in the file as it was issued. Refuses one that was replaced already (it is
    the newest that is replaced), a kind that has no versions, a sealed file, and an empty reason.
    """
    kind = DocumentKind(document.kind)
    case = _locked(document.case, kind, actor)
    document = OfficialDocument.objects.select_for_update(of=("self",)).get(
        pk=document.pk, case=case
    )
    may_decide = actor.can(Capability.CASES_DECIDE_SIMPLE)
    if kind not in rules.kinds_to_replace(is_lawyer=actor.is_lawyer, may_decide=may_decide):
        raise Refused(f"{document.title}不能在这里改出。")
    if case.state == CaseState.ARCHIVED:
        raise Refused("案卷已经封存，文书不能再改出。")
    later = OfficialDocument.objects.filter(replaces=document).first()
    if later:
        raise Refused(f"这份文书已经由{later.number}替代。")
    if not note.strip():
        raise Refused("请写明为什么改出。", field="note")
    _keep(case, kind, parts, actor, now)
    new = issue_document(case=case, kind=kind, replaces=document, actor=actor, now=now)
    data: dict[str, Any] = {"title": f"{new.title} {new.number}", "replaces": document.number}
    if new.paper.is_inner:
        data["is_inner"] = True
    record_event(case, "cases.case.replace_document", actor=actor, now=now, note=note, data=data)
    return new


def _locked(case: Case, kind: DocumentKind, actor: Actor) -> Case:
    """The case in one's own hands; the words of a decision are for those who may decide."""
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if not actor.can(Capability.CASES_ISSUE):
        raise PermissionDenied(Capability.CASES_ISSUE)
    if kind in rules.OF_DECISION and not actor.can(Capability.CASES_DECIDE_SIMPLE):
        raise PermissionDenied(Capability.CASES_DECIDE_SIMPLE)
    return case


def _keep(
    case: Case, kind: DocumentKind, parts: Mapping[str, str], actor: Actor, now: datetime
) -> DocumentDraft | None:
    """Keep the words that differ from the case's own; none are kept when all are its own."""
    refuse_if(rules.part_obstacles(kind, parts))
    DocumentDraft.objects.filter(case=case, kind=kind).delete()
    known = draft_parts(case, kind, now=now)
    changed = {
        name: _plain(parts[name])
        for name, text in known.items()
        if name in parts and _plain(parts[name]) != _plain(text)
    }
    if not changed:
        return None
    return DocumentDraft.objects.create(
        case=case,
        kind=kind,
        parts=changed,
        changed_at=now,
        changed_by=actor.signature,
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
