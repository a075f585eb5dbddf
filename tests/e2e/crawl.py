"""Every page there is: which addresses answer one, and who opens each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.urls import NoReverseMatch, reverse

from gongyuan.drafting.choices import DraftKind
from gongyuan.law.registry import calculators
from gongyuan.portal import paperwork
from gongyuan.portal.views.flow import FORMS
from tests import world
from tests.e2e.everybody import Everybody, Person

#: Parts of an address that choose a page on the portal: every value is a page of its own.
EACH = {
    "slug": tuple(FORMS),
    "name": tuple(calculators()),
    "step": paperwork.STEPS[DraftKind.ARBITRATION_APPLICATION],
}
#: Parts that only the portal has, or whose value in tests/world.py opens nothing here.
VALUES: dict[str, tuple[Any, ...]] = {
    "kind": (DraftKind.ARBITRATION_APPLICATION,),
    "place": (1,),
    "pack": ("national-2021",),
    "clause_id": ("a31",),
    "indicator": ("subsidy",),
}
#: Addresses under which nothing of a browser's is found, and why. What answers only to POST, and
#: what answers with something else than HTML, need not be named: it is seen.
A_FILE = "a file to download, of which the world has none"
LEADS_ON = "only leads on to another page"
NO_PAGE: dict[str, str] = {
    **dict.fromkeys(
        (
            "agreement_file",
            "certificate_file",
            "term_certificate",
            "round_decision",
            "nomination_paper",
            "lawyer_picture",
            "case_export_file",
            "case_document_print",
            "case_archive_book",
            "complaint_document",
            "visit_form",
            "review_document",
            "review_paper",
            "request_paper",
            "conduct_paper",
            "appraisal_document",
            "honour_document",
            "summary_file",
            "ledger_export_file",
            "institution_picture",
            "portal_station_picture",
            "portal_photo",
            "portal_complaint_document",
            "calendar_feed",
        ),
        A_FILE,
    ),
    **dict.fromkeys(
        (
            "mfa_index",
            "mfa_reauthenticate",
            "portal_leave",
            "portal_check",
            "portal_apply",
            "portal_drafting_document",
        ),
        LEADS_ON,
    ),
    **dict.fromkeys(
        (
            "openapi-json",
            "calculator_list",
            "calculator_schema",
            "calculation",
            "decide",
            "api-root",
        ),
        "spoken by machines, in JSON",
    ),
    "desk_kept": "shown once, with what was typed when a shared desk locked",
    "session_end": "a button, for a session of one's own",
}


@dataclass(frozen=True)
class Opened:
    """An address that answers a page, by whom it is opened, and the page as it was answered."""

    name: str
    url: str
    person: Person
    html: str

    @property
    def title(self) -> str:
        return self.html.partition("<title>")[2].partition("</title>")[0].strip()


def addresses(name: str, parts: list[str], known: dict[str, Any]) -> Iterator[str]:
    """Every address of a name, the likeliest first."""
    each = EACH if name.startswith("portal_") else {}
    choices = [
        each.get(part) or VALUES.get(part) or _each_of(known.get(part)) or world.PLAIN.get(part, ())
        for part in parts
    ]
    for values in product(*choices):
        try:
            yield reverse(name, kwargs=dict(zip(parts, values, strict=True)))
        except NoReverseMatch:
            continue


def _each_of(meant: Any) -> tuple[Any, ...]:
    return meant if isinstance(meant, tuple) else () if meant is None else (meant,)


def _is_page(answer: Any) -> bool:
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def open_route(
    everybody: Everybody, name: str, parts: list[str], view: Any
) -> tuple[list[Opened], set[str]]:
    """Who opens what of a route; and what was answered instead where nobody opens anything."""
    found: list[Opened] = []
    answers: set[str] = set()
    for person in everybody.people:
        person.client.raise_request_exception = False
        if not person.may_open(name, view) or (found and not person.sees_otherwise):
            continue
        for url in addresses(name, parts, {**everybody.known, **person.own}):
            answer = person.client.get(url)
            if not _is_page(answer):
                answers.add("a file" if answer.status_code == 200 else str(answer.status_code))
                continue
            html = answer.content.decode()
            seen = {shape for one in found if one.url == url for shape in shapes(one.html)}
            if not found or not shapes(html) <= seen:
                found.append(Opened(name, url, person, html))
            if not (name.startswith("portal_") and set(parts) & set(EACH)):
                break
    return found, answers


def shapes(html: str) -> set[str]:
    """The kinds of elements in the page's own part, without a word of what they say."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return set(re.findall(r"<[a-z]\w*(?: class=\"[^\"]*\")?", main))
