"""The secret address of a calendar: its page for the owner, and what it answers to anybody."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from ninja.throttling import SimpleRateThrottle

from gongyuan.cases.actions import feeds as actions
from gongyuan.cases.calendar_text import CONTENT_TYPE, calendar_text
from gongyuan.cases.queries import calendar, feeds
from gongyuan.core.access import public, requires
from gongyuan.core.crypto import blind_index, ring
from gongyuan.core.refusals import Refused
from gongyuan.people.capabilities import Capability
from gongyuan.people.requests import ActorRequest

TOLD_ONCE = "calendar_told_once"
BOUND_TO = "session.calendar_told_once"
#: A calendar program asks a few times an hour, and one person may have several.
READS, WRONG_TRIES = "60/h", "60/h"


class Throttle(SimpleRateThrottle):
    """So many in a time under one key, which holds neither a secret nor a network address."""

    def __init__(self, name: str, rate: str) -> None:
        self.name = name
        super().__init__(rate)

    def get_cache_key(self, request: HttpRequest) -> str:
        return self.name


@require_safe
@requires(Capability.CASES_READ)
def calendar_address(request: ActorRequest) -> HttpResponse:
    """Whether the post's calendar has an address; the address itself once, right after making."""
    context = {
        "feed": feeds.feed_of(request.actor),
        "address": _told(request),
        "now": timezone.now(),
    }
    shown = "cases/lawyer/calendar_address.html" if request.actor.is_lawyer else None
    answer = render(request, shown or "cases/calendar_address.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@requires(Capability.CASES_READ)
def calendar_address_new(request: ActorRequest) -> HttpResponse:
    """Make the address, anew when there was one; it is carried over the redirect sealed."""
    try:
        new = actions.make_feed(actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect("calendar_address")
    sealed = ring().seal(new.secret.encode(), bound_to=BOUND_TO)
    request.session[TOLD_ONCE] = [request.actor.post_id, sealed.hex()]
    messages.success(request, "订阅地址已生成，只显示这一次。")
    return redirect("calendar_address")


@require_POST
@requires(Capability.CASES_READ)
def calendar_address_end(request: ActorRequest) -> HttpResponse:
    try:
        actions.stop_feed(actor=request.actor, now=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "订阅地址已停用。")
    return redirect("calendar_address")


def _told(request: ActorRequest) -> str:
    post_id, sealed = request.session.pop(TOLD_ONCE, [None, ""])
    if post_id is None or post_id != request.actor.post_id:
        return ""
    secret = ring().open(bytes.fromhex(sealed), bound_to=BOUND_TO).decode()
    return request.build_absolute_uri(reverse("calendar_feed", args=[secret]))


@public
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar under a secret address; not found for a wrong, revoked or ended one."""
    now = timezone.now()
    today = timezone.localdate(now)
    feed = feeds.find_feed(secret, today=today)
    if feed is None:
        if not Throttle(f"feed-wrong-{_sender(request)}", WRONG_TRIES).allow_request(request):
            return _too_often()
        raise Http404
    if not Throttle(f"feed-{feed.pk}", READS).allow_request(request):
        return _too_often()
    actions.note_read(feed=feed, now=now)
    reader = feeds.reader_of(feed)
    appointments = calendar.for_feed(reader, today=today)
    others = calendar.others_for_feed(reader, today=today)
    text = calendar_text(appointments, feeds.deadlines_for_feed(reader), others, now=now)
    answer = HttpResponse(text, content_type=CONTENT_TYPE)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _sender(request: HttpRequest) -> str:
    address = get_adapter(request).get_client_ip(request)
    index = blind_index("calendar.address", address) if address else None
    return index.hex() if index else "unknown"


def _too_often() -> HttpResponse:
    return HttpResponse(
        "读得太勤，请稍后再试。",
        status=429,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": "3600"},
    )
