from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongyuan.cases.actions.drafts import save_draft
from gongyuan.core.access import public
from gongyuan.core.requests import posted
from gongyuan.portal import queries, questions
from gongyuan.portal.forms.place import PlaceForm
from gongyuan.portal.views import visit

#: Where a visitor goes who must not be seen here.
HARMLESS = "https://www.weather.com.cn/"
HELP = {
    **dict.fromkeys(("home", "stations", "roster"), "选您现在的地方。"),
    **dict.fromkeys(("check", "apply"), "选干活的地方，不是老家。"),
    "ask": "选干活的地方，那里的工会和律师答复您。",
    "complain": "投诉会交给那里的工会。",
}
LATER = {
    "home": "portal_home",
    "stations": "portal_stations",
    "roster": "portal_roster",
    "check": "portal_check",
    "apply": "portal_apply",
    "ask": "portal_ask",
    "complain": "portal_complaint",
}
#: Ways in which nothing is being filled in that would have to be kept.
WITHOUT_DRAFT = ("home", "stations", "roster", "ask", "complain")


@public
@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    if set(request.COOKIES) <= {TEXT_SIZE} and not request.GET:
        return HttpResponse(_first_visit(request))
    place = visit.chosen_place(request)
    nearest = queries.nearest(place, today=timezone.localdate())
    context = {
        "place": place,
        "place_name": queries.place_name(place) if place else "",
        "nearest": nearest,
        "duty": queries.duty_lines(nearest, now=timezone.now()),
        "fast": queries.published_fast_lane(place, today=timezone.localdate()),
        "has_draft": visit.draft_of(request).row is not None,
    }
    return render(request, "portal/home.html", context)


def _first_visit(request: HttpRequest) -> str:
    """The page as everybody sees it who has chosen and begun nothing; rendered once a process."""
    key = (request.COOKIES.get(TEXT_SIZE) == "large", settings.DEMO)
    if key not in _FIRST_VISITS:
        _FIRST_VISITS[key] = render_to_string("portal/home.html", {}, request)
    return _FIRST_VISITS[key]


TEXT_SIZE = "text_size"
_FIRST_VISITS: dict[tuple[bool, bool], str] = {}


@public
@require_http_methods(["GET", "POST"])
@never_cache
def place(request: HttpRequest, flow: str) -> HttpResponse:
    """Pick a place from the province down; each level is a page."""
    at = queries.place_of(_number(request.GET.get("at")))
    form = PlaceForm(posted(request), places=queries.places_in(at), at=at)
    if not form.is_bound or not form.is_valid():
        context = {"form": form, "at": at, "place_help": HELP[flow], **_progress(request, flow)}
        return render(request, "portal/place.html", context)
    chosen = form.chosen
    if chosen != at and queries.places_in(chosen):
        return redirect(f"{request.path}?at={chosen.pk}")
    answer = redirect(LATER[flow])
    visit.keep(request, answer, visit.PLACE_COOKIE, str(chosen.pk))
    if flow not in WITHOUT_DRAFT:
        draft = visit.draft_of(request)
        changes = {"place": chosen.pk, "done": sorted(draft.done | {"place"})}
        save_draft(key=draft.key, changes=changes, now=timezone.now())
        visit.keep(request, answer, visit.DRAFT_COOKIE, str(draft.key))
    return answer


def _progress(request: HttpRequest, flow: str) -> dict[str, object]:
    if flow != "apply":
        return {}
    draft = visit.draft_of(request)
    earlier = questions.before(flow, "place", draft.answers, draft.place)
    return {"step": 2, "earlier": earlier}


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None


@public
@require_safe
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """Close what is open and be somewhere else, at one touch."""
    visit.forget(request)
    return redirect(HARMLESS)
