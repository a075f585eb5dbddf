"""The documents of a case: worded before they have a number, issued, replaced by a new version."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongyuan.cases.actions import issuing, reading
from gongyuan.cases.actions import printing as print_actions
from gongyuan.cases.choices import DocumentKind
from gongyuan.cases.forms.documents import IssueForm, ReplacementForm, WordingForm
from gongyuan.cases.models import Case, OfficialDocument
from gongyuan.cases.queries import detail, printing, writing
from gongyuan.cases.queries.sight import READ
from gongyuan.cases.rules import document_parts as rules
from gongyuan.core import files
from gongyuan.core.access import requires
from gongyuan.core.refusals import Refused
from gongyuan.core.requests import EITHER, attempt, posted
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

#: The button that only keeps what was typed.
KEEP = "keep"


def _case(request: ActorRequest, case_id: int) -> Case:
    rows = Case.objects.handled_by(request.actor).select_related(*READ)
    return get_object_or_404(rows, pk=case_id)


def _kind(document: str) -> DocumentKind:
    """The kind an address names; 404 for one that is neither issued nor worded here."""
    if document not in {*rules.BY_HAND, *rules.BY_VERB}:
        raise Http404
    return DocumentKind(document)


def _hand(request: ActorRequest) -> dict[str, bool]:
    """Whose hand it is, as the rules ask."""
    may_decide = request.actor.can(Capability.CASES_DECIDE_SIMPLE)
    return {"is_lawyer": request.actor.is_lawyer, "may_decide": may_decide}


@require_safe
@requires(Capability.CASES_READ)
def case_documents(request: ActorRequest, case_id: int) -> HttpResponse:
    """Every document with its versions, and what may be issued or worded now."""
    rows = Case.objects.visible_to(request.actor).select_related(*READ)
    case = get_object_or_404(rows, pk=case_id)
    actor = request.actor
    is_own = actor.is_lawyer or case.unit_id == actor.unit_id
    may_issue = is_own and actor.can(Capability.CASES_ISSUE)
    documents = detail.documents_in_sight(case, actor)
    may_replace = rules.kinds_to_replace(**_hand(request)) if may_issue else ()
    shown = {
        "rows": writing.document_rows(
            documents, printing.prints_of(documents), replaceable=may_replace
        ),
        "can_print": printing.can_print(),
        "wanted": rules.kinds_to_issue(case.state, is_lawyer=actor.is_lawyer) if may_issue else [],
        "awaited": rules.kinds_to_word(case.state, **_hand(request)) if may_issue else [],
        "may_replace": rules.is_unsealed(case.state),
        "may_edit_templates": actor.can(Capability.CASES_EDIT_TEMPLATES),
    }
    page = "cases/lawyer/documents.html" if actor.is_lawyer else "cases/documents.html"
    return _page(request, case, page, shown)


@EITHER
@requires(Capability.CASES_ISSUE)
def case_wording(request: ActorRequest, case_id: int, document: str) -> HttpResponse:
    """Word the free parts of a document and see its text; issue it where no verb does."""
    case, kind, now = _case(request, case_id), _kind(document), timezone.now()
    is_issued_here = kind in rules.BY_HAND
    texts = writing.draft_parts(case, kind, now=now)
    keeps = request.POST.get("do") == KEEP or not is_issued_here
    form: WordingForm
    if keeps and request.method == "POST":
        form = WordingForm(request.POST, kind=kind, texts=texts)
        action: Any = issuing.word_document
    else:
        last = writing.latest_of_kind(case, kind)
        form = IssueForm(posted(request), kind=kind, texts=texts, seen=last.pk if last else None)
        action = issuing.issue_wanted
    if attempt(form, action, case=case, kind=kind, actor=request.actor, now=now):
        messages.success(request, f"已{'存好' if keeps else '出具'}{kind.label}。")
        way = ("case_wording", case.pk, kind) if keeps else ("case_documents", case.pk)
        return redirect(*way)
    shown = {"form": form, "kind": kind, "is_issued_here": is_issued_here, "title": kind.label}
    return _page(request, case, "cases/wording.html", shown | _text(case, kind))


@EITHER
@requires(Capability.CASES_ISSUE)
def case_new_version(request: ActorRequest, case_id: int, document_id: int) -> HttpResponse:
    """Issue a new version of a document, with the words of the one it replaces to begin from."""
    case, now = _case(request, case_id), timezone.now()
    document = _seen(request, case, document_id)
    kind = DocumentKind(document.kind)
    texts = writing.draft_parts(case, kind, now=now) | document.parts
    form = ReplacementForm(posted(request), kind=kind, texts=texts)
    action = issuing.replace_document
    if attempt(form, action, document=document, actor=request.actor, now=now):
        messages.success(request, f"已出具新的{kind.label}，替代{document.number}。")
        return redirect("case_documents", case.pk)
    shown = {"form": form, "kind": kind, "replaced": document, "title": f"改出{kind.label}"}
    return _page(request, case, "cases/wording.html", shown | _text(case, kind))


@EITHER
@requires(Capability.CASES_READ)
def case_document_print(request: ActorRequest, case_id: int, document_id: int) -> HttpResponse:
    """Take the PDF of a document that one may see, or have it made."""
    case = get_object_or_404(Case.objects.visible_to(request.actor), pk=case_id)
    document = _seen(request, case, document_id)
    actor, now = request.actor, timezone.now()
    if request.method == "POST":
        try:
            print_actions.ask_print(document=document, actor=actor, now=now)
        except Refused as refusal:
            messages.error(request, "".join(refusal.reasons))
        return redirect("case_documents", case.pk)
    made = printing.prints_of([document]).get(document.pk)
    if made is None or made.file is None:
        raise Http404
    reading.note_opened_file(paper=document.paper, actor=actor, now=now)
    return files.response(made.file)


def _seen(request: ActorRequest, case: Case, document_id: int) -> OfficialDocument:
    seen = detail.documents_in_sight(case, request.actor)
    found = next((row for row in seen if row.pk == document_id), None)
    if found is None:
        raise Http404
    return found


def _text(case: Case, kind: DocumentKind) -> dict[str, Any]:
    return {"text": writing.draft_text(case, kind, now=timezone.now())}


def _page(request: ActorRequest, case: Case, template: str, shown: dict[str, Any]) -> HttpResponse:
    is_lawyer = request.actor.is_lawyer
    frame = "cases/lawyer/shell.html" if is_lawyer else "base.html"
    back = "lawyer_case" if is_lawyer else "case_detail"
    context = {"case": case, "now": timezone.now(), "frame": frame, "case_page": back}
    return render(request, template, context | shown)
