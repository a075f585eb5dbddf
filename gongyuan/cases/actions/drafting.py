from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.actions.documents import issue_document
from gongyuan.cases.choices import DocumentKind
from gongyuan.cases.details import DraftDetails
from gongyuan.cases.models import Case, OfficialDocument
from gongyuan.cases.queries.drafting import draft_of_case, last_document
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.drafting.choices import DraftKind
from gongyuan.drafting.documents import written
from gongyuan.drafting.rules import claim_obstacles
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def draft_document(
    *, case: Case, kind: DraftKind, told: DraftDetails, actor: Actor, now: datetime
) -> OfficialDocument:
    """Draft a document for the workers of an open case (代书) and lay it into the file.

    Refuses claims that this kind of document cannot ask for (劳动争议调解仲裁法第十六、二十八条,
    劳动合同法第三十、八十五条), a case that is over, and one drafted since the page was opened:
    a form sent twice makes one document.
    """
    case = Case.objects.handled_by(actor).select_for_update(of=("self",)).get(pk=case.pk)
    if not actor.can(Capability.CASES_DRAFT):
        raise PermissionDenied(Capability.CASES_DRAFT)
    if not case.is_open:
        raise Refused(f"案件“{case.get_state_display()}”，不能再起草文书。")
    last = last_document(case, DocumentKind(kind))
    if last and last.pk != told.seen_document_id:
        raise Refused(f"刚才已经做好一份{last.title}（{last.number}），请先看一看。")
    draft = draft_of_case(case, kind, told)
    refuse_if(claim_obstacles(draft, today=timezone.localdate(now)))
    return issue_document(
        case=case, kind=DocumentKind(kind), content=written(draft), actor=actor, now=now
    )
