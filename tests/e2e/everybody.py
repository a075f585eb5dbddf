"""A county with one of everything, and everybody who opens its pages: what the crawl goes through.

Built on tests/world.py, so that a new kind of record is in it by the same line as in the leak
test. Each person comes with the cookies of a device on which the way to the page was gone before.
"""

import time
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import ApplicantSheet, Case, CaseExport, SavedFilter
from gongyuan.drafting.choices import DraftKind
from gongyuan.lawyers.models import FirmContact, Lawyer
from gongyuan.ledgers.choices import LedgerKind
from gongyuan.ledgers.models import Ledger, LedgerExport
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.people.capabilities import BY_ROLE
from gongyuan.people.choices import Role
from gongyuan.people.models import Employer, Post, SharedDesk, User, Volunteer, Worker
from gongyuan.people.queries import actor_in
from gongyuan.quality.actions.reviews import serve_review
from gongyuan.quality.models import Complaint
from tests import world
from tests.cases.factories import make_case
from tests.cases.major_factories import handed_up
from tests.consultations.factories import in_hand_of, make_consultation
from tests.e2e.later import PAGES, later_records
from tests.lawyers.factories import make_lawyer, make_round
from tests.ledgers.factories import checked, imported, kept, workbook
from tests.ledgers.test_in_one_go import licence
from tests.organisations.factories import Tree, make_unit
from tests.people.factories import PASSWORD, make_post, make_user
from tests.portal.journey import Phone, make_places
from tests.portal.test_check import OUTCOMES, ask
from tests.portal.test_documents import take, walk
from tests.quality.answer_factories import online_lawyer, wrong_months
from tests.quality.factories import asked, closed_case, drawn_review, scored, visit_of
from tests.quality.test_reviews import DRAWN_AT, fresh, officer_of
from tests.reporting.factories import make_return

HEADING = ["姓名", "执业证号", "律所", "手机", "聘期起", "聘期止"]
MEMBER = ["周试明", licence(1), "试验律师事务所", "13900000001", "2026-01-01", "2026-12-31"]
FAULTY = ["吴试清", "没有", "试验律师事务所", "139", "2026-01-01", "2025-12-31"]
LONG_NAME = "阿卜杜拉·麦麦提·艾合买提江"
LONG_COMPANY = "试验市东岸建筑安装工程劳务分包有限责任公司高新技术产业开发区分公司"
LONG_PLACE = "驻高新技术产业开发区暨出口加工区职工法律援助工作站"
LONG_WORDS = "很长的一句话说明情况，" * 60
#: For how long a portal session made here stays open, in seconds.
HALF_AN_HOUR = 1800


@dataclass(frozen=True, eq=False)
class Person:
    """Somebody at a device: who it is, its cookies, and what parts of addresses mean there."""

    who: str
    client: Client
    role: Role | None = None
    own: dict[str, Any] = field(default_factory=dict)
    #: Whether this person's pages are looked at though another has opened the same address.
    sees_otherwise: bool = False
    #: The routes that this person alone is asked about; every route when empty.
    only: frozenset[str] = frozenset()

    def may_open(self, name: str, view: Any) -> bool:
        if self.only and name not in self.only:
            return False
        if getattr(view, "is_public", False):
            return self.role is None
        if self.role is None:
            return False
        if getattr(view, "is_own_account", False):
            return True
        return bool(BY_ROLE[self.role] & getattr(view, "capabilities", frozenset()))


@dataclass(frozen=True)
class Everybody:
    """The records by the names of their ids, and the people; who is first is asked first."""

    known: dict[str, Any]
    people: list[Person]


def make_everybody() -> Everybody:
    tree = make_places()
    known = world.records(tree.county)
    head = make_post(role=Role.LEGAL_HEAD, unit=tree.county, user=make_user("head", name="陈主任"))
    _give(head)
    make_return(unit=tree.county, year=int(world.PLAIN["year"][0]))
    _stretch()
    people = [
        *_on_the_portal(tree, known),
        *_in_the_office(tree, known, head),
        *_with_more(tree, known, head),
        _later_on(),
        *_others(tree.county),
    ]
    return Everybody(known=known, people=people)


def _stretch() -> None:
    """Names and words as long as they come, in every place where they are shown."""
    Worker.objects.update(name=LONG_NAME)
    Lawyer.objects.update(name=LONG_NAME)
    Employer.objects.update(name=LONG_COMPANY)
    Case.objects.update(applicant_label=LONG_NAME, facts_text=LONG_WORDS)
    Complaint.objects.update(facts=LONG_WORDS)
    AidInstitution.objects.update(name=Concat("name", Value(LONG_PLACE)), address=LONG_COMPANY)


def _give(head: Post) -> None:
    """What belongs to whoever made it belongs to the head."""
    SavedFilter.objects.update(user=head.user)
    CaseExport.objects.update(user=head.user, post=head)
    Ledger.objects.update(post=head)
    LedgerExport.objects.update(user=head.user, post=head)


def _in_the_office(tree: Tree, known: dict[str, Any], head: Post) -> list[Person]:
    county = tree.county
    admin = make_post(role=Role.SYSTEM_ADMIN, unit=county, user=make_user("admin", name="管理员"))
    TOTP.activate(admin.user, "JBSWY3DPEHPK3PXP")  # pragma: allowlist secret
    RecoveryCodes.activate(admin.user)
    below = make_unit(level=UnitLevel.PRIMARY, parent=county)
    up, down = handed_up(below), handed_up(county)
    lawyer = Lawyer.objects.get(pk=known["lawyer_id"])
    contact = make_post(
        role=Role.LAW_FIRM_CONTACT, unit=county, user=make_user("firm", name="律所联系人")
    )
    FirmContact.objects.create(firm=lawyer.firm, user=contact.user, starts_on=date(2020, 1, 1))
    return [
        _signed_in("head", head, hand_up_id=up.pk, post_id=head.pk, sheet_id=_roll().pk),
        _signed_in("admin", admin),
        _signed_in(
            "superior", make_post(role=Role.LEGAL_HEAD, unit=tree.prefecture), hand_up_id=down.pk
        ),
        _signed_in(
            "lawyer", _post_of(lawyer.user), sees_otherwise=True, **_asked_of(lawyer, county)
        ),
        _signed_in(
            "union",
            make_post(role=Role.ENTERPRISE_UNION_OFFICER, unit=below),
            sees_otherwise=True,
            hand_up_id=up.pk,
        ),
        _signed_in(
            "justice", make_post(role=Role.JUSTICE_OFFICER, unit=county), sees_otherwise=True
        ),
        _signed_in("firm", contact, sees_otherwise=True),
        _signed_in("volunteer", _volunteer(county, known), sees_otherwise=True),
        _payer(tree.prefecture),
    ]


def _payer(city: Unit) -> Person:
    """Who pays for the city's union: stipends of the team, the fee of a case that is closed."""
    case = make_case(unit=city, state=CaseState.CLOSED, lawyer=make_lawyer(unit=city))
    post = make_post(role=Role.FINANCE_OFFICER, unit=city)
    return _signed_in("payer", post, sees_otherwise=True, case_id=case.pk)


def _asked_of(lawyer: Lawyer, county: Unit) -> dict[str, int]:
    """A question that is in the lawyer's hand, and an answered one below it."""
    make_consultation(unit=county, answer=LONG_WORDS, lawyer=lawyer)
    return {"consultation_id": in_hand_of(lawyer, unit=county).pk}


def _roll() -> ApplicantSheet:
    """The roll of tests/world.py: a review's sheet has the same name in addresses."""
    return ApplicantSheet.objects.latest("pk")


def _volunteer(county: Unit, known: dict[str, Any]) -> Post:
    post = make_post(role=Role.VOLUNTEER, unit=county)
    Volunteer.objects.filter(pk=known["volunteer_id"]).update(user=post.user)
    return post


def _with_more(tree: Tree, known: dict[str, Any], head: Post) -> list[Person]:
    """Records in another state than those of tests/world.py, each with who has its page open."""
    lawyer = Lawyer.objects.get(pk=known["lawyer_id"])
    offered = make_case(unit=tree.county, state=CaseState.ASSIGNED, lawyer=lawyer)
    review = drawn_review(unit=tree.other_county)
    for first in (50, 52):
        scored(asked(review), first)
    serve_review(review=fresh(review), actor=officer_of(review), now=DRAWN_AT)
    fault = wrong_months(tree.other_county, online_lawyer(tree.other_county), 1)[0]
    actor = actor_in(head)
    ledgers = {
        "read": kept(LedgerKind.LAWYERS, workbook([HEADING, MEMBER]), actor=actor),
        "with faults": checked(LedgerKind.LAWYERS, workbook([HEADING, FAULTY]), actor=actor),
        "imported": imported(LedgerKind.LAWYERS, workbook([HEADING, MEMBER]), actor=actor),
    }
    return [
        _signed_in("lawyer offered", _post_of(lawyer.user), case_id=offered.pk),
        _signed_in("lawyer reviewed", _post_of(review.lawyer.user), review_id=review.pk),
        _signed_in("lawyer checked", _post_of(fault.lawyer.user), answer_check_id=fault.pk),
        *(
            _signed_in(f"head, a ledger {how}", head, ledger_id=ledger.pk)
            for how, ledger in ledgers.items()
        ),
        _half_in("admin"),
    ]


def _later_on() -> Person:
    post, own = later_records()
    return replace(_signed_in("later on", post, sees_otherwise=True, **own), only=PAGES)


def _half_in(username: str) -> Person:
    """Past the password, before the second factor."""
    client = Client()
    client.post(reverse("account_login"), {"login": username, "password": PASSWORD})
    return Person("half in", client)


def _others(county: Unit) -> list[Person]:
    """Everybody else of the county to whom something belongs, the shared window last."""
    desks = set(SharedDesk.objects.values_list("post_id", flat=True))
    posts = Post.objects.filter(unit=county).select_related("user").order_by("pk")
    return [
        _signed_in(f"{post.role} {post.user.username}", post)
        for post in sorted(posts, key=lambda post: post.pk in desks)
    ]


def _post_of(user: User | None) -> Post:
    return Post.objects.select_related("user").get(user=user)


def _signed_in(who: str, post: Post, *, sees_otherwise: bool = False, **own: Any) -> Person:
    """Signed in a moment ago, so that no page asks for the password again."""
    client = Client()
    client.force_login(post.user, backend="gongyuan.people.accounts.StaffBackend")
    session = client.session
    just_now = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [just_now]
    session["account_authentication_methods_user"] = str(post.user_id)
    session.save()
    return Person(who, client, Role(post.role), own, sees_otherwise)


def _on_the_portal(tree: Tree, known: dict[str, Any]) -> list[Person]:
    today = timezone.localdate()
    call = make_round(unit=tree.county, opens_on=today, closes_on=today + timedelta(days=9))
    return [
        Person("visitor", Client(), own={"round_id": call.pk}),
        *_workers(tree.county, known),
        _complainant(known),
        _asker(tree.county),
        *_askers(tree),
        _drafting(),
    ]


def _workers(county: Unit, known: dict[str, Any]) -> list[Person]:
    """Workers whose case is open on the phone: handled, new, refused, closed and visited."""
    new = make_case(unit=county)
    refused = make_case(unit=county, state=CaseState.REFUSED)
    over = closed_case(unit=county)
    visit_of(Case.objects.get(pk=over.pk), now=timezone.now())
    return [
        _phone(who, {"matter_cases": cases, "matter_until": time.time() + HALF_AN_HOUR}, case_id=of)
        for who, of, cases in (
            ("worker", known["case_id"], [known["case_id"], over.pk]),
            ("worker waiting", new.pk, [new.pk]),
            ("worker refused", refused.pk, [refused.pk]),
            ("worker visited", over.pk, [over.pk]),
        )
    ]


def _complainant(known: dict[str, Any]) -> Person:
    until = time.time() + HALF_AN_HOUR
    kept = {"complaints": [known["complaint_id"]], "complaints_until": until}
    return _phone("complainant", kept)


def _asker(county: Unit) -> Person:
    """Whoever has asked a question and opened it with the code; it is answered, not yet rated."""
    row = make_consultation(unit=county, question=LONG_WORDS, answer=LONG_WORDS)
    kept = {"questions": [row.pk], "questions_until": time.time() + HALF_AN_HOUR}
    return _phone("asker", kept, consultation_id=row.pk)


def _askers(tree: Tree) -> list[Person]:
    """One who applies and is asked for a code, one who asks whether aid would be given."""
    applying = Phone(tree.county)
    applying.go_on()
    applying.post("portal_apply_answers")
    checking = Phone(tree.county)
    checking.get("portal_check")
    checking.pick("check")
    answered = Phone(tree.county)
    ask(answered, OUTCOMES[0][1])
    return [
        Person("applicant", applying.client),
        Person("checker", checking.client),
        Person("answered", answered.client),
    ]


def _drafting() -> Person:
    client = Client()
    take(client)
    for kind in DraftKind.values:
        walk(client, kind)
    return Person("drafter", client)


def _phone(who: str, kept: dict[str, Any], **own: Any) -> Person:
    client = Client()
    session = client.session
    session.update(kept)
    session.save()
    client.cookies["sessionid"] = session.session_key
    return Person(who, client, own=own)
