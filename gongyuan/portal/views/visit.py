"""What a device remembers between two pages: keys and ids, never a word about a person."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property, wraps
from typing import Any
from uuid import UUID, uuid4

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from gongyuan.cases.models import ApplicationDraft, Case
from gongyuan.cases.queries import drafts
from gongyuan.consultations.models import Consultation
from gongyuan.core.requests import posted
from gongyuan.drafting import keeping
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor, asker, visitor, worker
from gongyuan.people.queries import verified_phone
from gongyuan.portal import queries
from gongyuan.portal.consents import DRAFT_DAYS
from gongyuan.portal.questions import Place

DRAFT_COOKIE, PLACE_COOKIE = "draft", "place"
SALT = "gongyuan.portal"
DAY_SECONDS = 24 * 60 * 60
PLACE_DAYS = 365
#: A matter opened on a phone closes again when nothing was looked at for so long.
OPEN_FOR = timedelta(minutes=30)
#: A phone proven by a code stays proven for sending one application.
PROOF_MINUTES = 30
APPLYING = "apply"


def posted_with_files(request: HttpRequest) -> tuple[QueryDict | None, Any]:
    return posted(request), request.FILES if request.method == "POST" else None


def address_of(request: HttpRequest) -> str:
    return get_adapter(request).get_client_ip(request) or ""


def _signed(request: HttpRequest, name: str, days: int) -> str:
    age = days * DAY_SECONDS
    return request.get_signed_cookie(name, default="", salt=SALT, max_age=age) or ""


def keep(request: HttpRequest, answer: HttpResponseBase, name: str, value: str) -> None:
    """Set a signed cookie that scripts cannot read; an empty value takes it away."""
    if not value:
        answer.delete_cookie(name, samesite="Lax")
        return
    days = PLACE_DAYS if name == PLACE_COOKIE else DRAFT_DAYS
    answer.set_signed_cookie(
        name,
        value,
        salt=SALT,
        max_age=days * DAY_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def chosen_place(request: HttpRequest) -> Unit | None:
    value = _signed(request, PLACE_COOKIE, PLACE_DAYS)
    return queries.place_of(int(value)) if value.isdecimal() else None


@dataclass
class Draft:
    """The application being written on this device."""

    key: UUID
    row: ApplicationDraft | None
    today: date = field(default_factory=timezone.localdate)

    @cached_property
    def answers(self) -> dict[str, Any]:
        return drafts.answers_of(self.row)

    @cached_property
    def unit(self) -> Unit | None:
        return queries.place_of(self.answers.get("place"))

    @property
    def place(self) -> Place:
        return Place(region_code=self.unit.region_code if self.unit else "", today=self.today)

    @property
    def done(self) -> set[str]:
        return set(self.answers.get("done") or ())

    def changed(self, row: ApplicationDraft) -> "Draft":
        return Draft(key=row.key, row=row, today=self.today)


def draft_of(request: HttpRequest) -> Draft:
    """The draft of this device; a new key when there is none, or when it has been sent."""
    value = _signed(request, DRAFT_COOKIE, DRAFT_DAYS)
    row = drafts.find_draft(UUID(value)) if value else None
    if row is None or row.submitted_case_id:
        return Draft(key=uuid4(), row=None)
    return Draft(key=row.key, row=row)


def sent_case(request: HttpRequest) -> Case | None:
    """The case that the draft of this device has become, whether or not it is open here."""
    value = _signed(request, DRAFT_COOKIE, DRAFT_DAYS)
    row = drafts.find_draft(UUID(value)) if value else None
    return row.submitted_case if row else None


def is_open(request: HttpRequest, case: Case) -> bool:
    return case.pk in worker_of(request, now=timezone.now()).case_ids


def proven_phone(request: HttpRequest, *, now: datetime) -> str | None:
    return verified_phone(
        request.session.get("phone_proof"), purpose=APPLYING, now=now, minutes=PROOF_MINUTES
    )


def open_cases(request: HttpRequest, case_ids: frozenset[int], *, now: datetime) -> None:
    """Let this session see these cases for half an hour, under a new session key."""
    request.session.cycle_key()
    request.session["matter_cases"] = sorted(case_ids)
    request.session["matter_until"] = (now + OPEN_FOR).timestamp()


def worker_of(request: HttpRequest, *, now: datetime) -> Actor:
    """The worker of this session; a visitor when nothing is open, or no longer."""
    until = request.session.get("matter_until", 0)
    if until <= now.timestamp():
        return visitor()
    return worker(case_ids=frozenset(request.session.get("matter_cases", ())))


def of_matter(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view one of the cases this session has opened; any other does not exist.

    When nothing is open any more, the way leads back to code and phone.
    """

    @wraps(view)
    def opened(request: HttpRequest, case_id: int, **more: Any) -> HttpResponse:
        now = timezone.now()
        actor = worker_of(request, now=now)
        if not actor.is_worker:
            return redirect("portal_track")
        seen = Case.objects.visible_to(actor).select_related("unit", "institution", "matter")
        case = get_object_or_404(seen, pk=case_id)
        request.session["matter_until"] = (now + OPEN_FOR).timestamp()
        request.actor = actor  # type: ignore[attr-defined] # the worker, not the colleague signed in
        return view(request, case, **more)

    return opened


def open_questions(request: HttpRequest, ids: frozenset[int], *, now: datetime) -> None:
    """Let this session see these questions for half an hour, under a new session key."""
    request.session.cycle_key()
    request.session["questions"] = sorted(ids)
    request.session["questions_until"] = (now + OPEN_FOR).timestamp()


def of_question(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view one of the questions this session has opened; any other does not exist."""

    @wraps(view)
    def opened(request: HttpRequest, consultation_id: int, **more: Any) -> HttpResponse:
        now = timezone.now()
        if request.session.get("questions_until", 0) <= now.timestamp():
            return redirect("portal_question_track")
        actor = asker(consultation_ids=frozenset(request.session.get("questions", ())))
        seen = Consultation.objects.visible_to(actor).select_related("unit", "lawyer__firm")
        consultation = get_object_or_404(seen, pk=consultation_id)
        request.session["questions_until"] = (now + OPEN_FOR).timestamp()
        request.actor = actor  # type: ignore[attr-defined] # whoever asked, not a colleague
        return view(request, consultation, **more)

    return opened


def forget(request: HttpRequest) -> None:
    """Close whatever this session has opened; a signed-in colleague stays signed in."""
    for name in (
        "matter_cases",
        "matter_until",
        "phone_proof",
        "complaints",
        "complaints_until",
        "complaint_proof",
        "questions",
        "questions_until",
    ):
        request.session.pop(name, None)
    keeping.forget(request.session)
