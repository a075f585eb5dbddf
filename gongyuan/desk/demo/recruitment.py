"""The volunteer team of a city: a year's recruitment told to its appointments on 20 May, another
that is open now, contact points, supervision phones, online service."""

from datetime import date, datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongyuan.desk.demo.network import PINGDINGSHAN, WUGANG
from gongyuan.desk.demo.numbers import Numbers
from gongyuan.desk.demo.silhouettes import silhouette
from gongyuan.lawyers.actions import certify, name_contact, online, rounds, set_photo
from gongyuan.lawyers.actions import nominations as steps
from gongyuan.lawyers.actions.contact import bind_contact, publish_phone
from gongyuan.lawyers.actions.reviews import review_nomination
from gongyuan.lawyers.choices import SupervisingBody
from gongyuan.lawyers.details import Call, Candidate, Word
from gongyuan.lawyers.models import Lawyer, Nomination, PanelTerm, RecruitmentRound
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor, visitor
from gongyuan.people.choices import Role
from gongyuan.people.models import Post, User
from gongyuan.people.queries import actor_in

#: 平工文〔2016〕28号: the team serves from 20 May.
APPOINTED = (5, 20)
TOLD, OPEN, CERTIFIED = 10, 5, 2
#: Whose picture, of five, stays inside.
PRIVATE = 3
CALL = (
    "面向本市执业律师招募职工法律服务志愿者。律师自愿报名，由律所、县区逐级推荐，"
    "市总工会和市司法局联合评审并公示。聘期一年，为职工提供法律咨询、法律援助，"
    "到联系点开展法治宣传。"
)
#: For how many days the first lawyer online has been admitted.
ONLINE_FOR = 85
STANDARD = "当日答复；不推介收费业务；不索要、不收受财物；涉及个人隐私的转到援助窗口办理。"


def recruit(units: dict[str, Unit], *, numbers: Numbers, now: datetime) -> None:
    """Tell the recruitment of the city of the demonstration, each step by whoever does it."""
    city = units[PINGDINGSHAN]
    head, justice = _called("city"), _called("justice")
    lawyers = _lawyers(city)
    _firm_contact(units[WUGANG], now)
    year = _year(timezone.localdate(now))
    told = _round(head, _told(year), date(year, 3, 1))
    for lawyer in lawyers[:TOLD]:
        nomination = _put_forward(told, lawyer, _moment(date(year, 3, 12)))
        _review(nomination, (head, justice), _moment(date(year, 4, 12)))
    _appoint(told, head, justice, year)
    _bind(told, head, year)
    _portraits(told, head, year)
    _phones(head, year)
    _open_round(head, justice, lawyers[TOLD : TOLD + OPEN], now)
    _online(units[WUGANG], numbers, now)


def _lawyers(city: Unit) -> list[Lawyer]:
    """Lawyers of the counties under the city, the first office's first."""
    terms = PanelTerm.objects.filter(unit__parent=city).values("lawyer_id")
    rows = Lawyer.objects.filter(pk__in=terms).select_related("firm")
    return list(rows.order_by("-user__is_active", "pk")[: TOLD + OPEN])


def _year(today: date) -> int:
    """The year of the last appointments."""
    return today.year if today >= date(today.year, *APPOINTED) else today.year - 1


def _told(year: int) -> Call:
    return Call(
        year=year,
        title=f"{year}年度志愿团队招募",
        quota=TOLD,
        call=CALL,
        opens_on=date(year, 3, 10),
        closes_on=date(year, 4, 10),
        serves_from=date(year, *APPOINTED),
    )


def _round(head: Actor, call: Call, day: date) -> RecruitmentRound:
    round = rounds.prepare_round(call=call, actor=head, now=_moment(day))
    return rounds.call_round(round=round, actor=head, now=_moment(day))


def _put_forward(round: RecruitmentRound, lawyer: Lawyer, at: datetime) -> Nomination:
    """From coming forward to the review, through firm and county."""
    nomination = _submitted(round, lawyer, at)
    officer = _officer(nomination.county)
    word = Word(text="业务熟悉，热心公益，同意推荐。")
    steps.recommend(nomination=nomination, word=word, actor=officer, now=at + timedelta(days=2))
    steps.check_licence(nomination=nomination, actor=officer, now=at + timedelta(days=4))
    word = Word(text="执业证已核验，同意推荐。")
    steps.recommend(nomination=nomination, word=word, actor=officer, now=at + timedelta(days=4))
    return nomination


def _submitted(round: RecruitmentRound, lawyer: Lawyer, at: datetime) -> Nomination:
    county = PanelTerm.objects.filter(lawyer=lawyer).select_related("unit").order_by("pk")[0].unit
    candidate = Candidate(
        name=lawyer.name,
        firm=lawyer.firm,
        licence_number=lawyer.licence_number,
        county=county,
        phone=lawyer.phone,
        specialities=tuple(lawyer.specialities),
        statement="每月可以值班两个半天。",
    )
    return steps.submit_nomination(
        round=round, candidate=candidate, has_consented=True, actor=visitor(), now=at
    )


def _review(nomination: Nomination, sides: tuple[Actor, ...], at: datetime) -> None:
    for place, actor in enumerate(sides):
        review_nomination(
            nomination=nomination,
            score=80 + (nomination.pk + place) % 15,
            is_pass=True,
            opinion="同意聘任。",
            is_free=True,
            actor=actor,
            now=at,
        )


def _appoint(round: RecruitmentRound, head: Actor, justice: Actor, year: int) -> None:
    chosen = Nomination.objects.filter(round=round)
    day = date(year, 4, 20)
    rounds.announce_round(round=round, chosen=chosen, notice_from=day, actor=head, now=_moment(day))
    rounds.complete_round(round=round, actor=head, now=_moment(date(year, 5, 18)))
    for term in PanelTerm.objects.filter(round=round).order_by("pk")[:CERTIFIED]:
        certify(term=term, actor=head, now=_moment(date(year, 5, 18)))


def _bind(round: RecruitmentRound, head: Actor, year: int) -> None:
    """Each member serves the county it comes from; some counties have nobody."""
    for row in Nomination.objects.filter(round=round).select_related("lawyer", "county"):
        if row.lawyer is not None:
            Lawyer.objects.filter(pk=row.lawyer.pk).update(
                home_unit=row.county, home_path=row.county_path
            )
            day = date(year, *APPOINTED)
            bind_contact(
                lawyer=row.lawyer, unit=row.county, starts_on=day, actor=head, now=_moment(day)
            )


def _portraits(round: RecruitmentRound, head: Actor, year: int) -> None:
    """A picture of each member; every fifth does not wish it public."""
    rows = Nomination.objects.filter(round=round).select_related("lawyer").order_by("pk")
    for place, row in enumerate(rows):
        if row.lawyer is not None:
            set_photo(
                lawyer=row.lawyer,
                photo=SimpleUploadedFile("照片.jpg", silhouette(place)),
                is_public=place % 5 != PRIVATE,
                actor=head,
                now=_moment(date(year, *APPOINTED)),
            )


def _phones(head: Actor, year: int) -> None:
    told = (
        (SupervisingBody.UNION_BODY, "平顶山市总工会", "0375-2000001"),
        (SupervisingBody.JUSTICE_BODY, "平顶山市司法局", "0375-2000002"),
    )
    for body, name, phone in told:
        publish_phone(
            body=body,
            name=name,
            phone=phone,
            starts_on=date(year, *APPOINTED),
            source="平工文〔2016〕28号附件2第六条（演示号码）",
            actor=head,
            now=_moment(date(year, *APPOINTED)),
        )


def _open_round(head: Actor, justice: Actor, lawyers: list[Lawyer], now: datetime) -> None:
    """A second round that is open now, with nominations at every step of the way."""
    today = timezone.localdate(now)
    call = Call(
        year=today.year,
        title=f"{today.year}年增补招募",
        quota=OPEN,
        call=CALL,
        opens_on=today - timedelta(days=12),
        closes_on=today + timedelta(days=14),
        serves_from=today + timedelta(days=45),
    )
    round = _round(head, call, today - timedelta(days=13))
    at = _moment(today - timedelta(days=10))
    for place, lawyer in enumerate(lawyers):
        if place < 2:
            nomination = _put_forward(round, lawyer, at)
            _review(nomination, (justice,) if place else (), at + timedelta(days=6))
            continue
        nomination = _submitted(round, lawyer, at)
        officer = _officer(nomination.county)
        if place == 2:
            word = Word(text="同意推荐。")
            steps.recommend(nomination=nomination, word=word, actor=officer, now=at)
        if place == 3:
            note = "请补充近三年办理劳动争议案件的情况。"
            steps.send_back(nomination=nomination, note=note, actor=officer, now=at)


def _firm_contact(unit: Unit, now: datetime) -> None:
    lawyer = Lawyer.objects.select_related("firm").get(user__username="lawyer")
    name_contact(
        firm=lawyer.firm,
        user=User.objects.get(username="firm"),
        starts_on=timezone.localdate(now) - timedelta(days=300),
        actor=_officer(unit),
        now=now,
    )


def _online(unit: Unit, numbers: Numbers, now: datetime) -> None:
    """The first office's online service: a standard, one lawyer who has answered for a season, one
    to be verified."""
    head = _called("head")
    before = now - timedelta(days=90)
    online.publish_standard(
        title="网上服务标准",
        text=STANDARD,
        effective_on=timezone.localdate(before),
        actor=head,
        now=before,
    )
    for username, days_ago in (("lawyer", ONLINE_FOR), ("lawyer2", 5)):
        row = online.apply_online(
            unit=unit,
            identity_number=numbers.identity_number(is_woman=username == "lawyer2"),
            hours={"2": [["09:00", "11:30"]], "4": [["14:30", "17:00"]]},
            accepts=True,
            actor=_called(username),
            now=now - timedelta(days=days_ago),
        )
        if days_ago == ONLINE_FOR:
            online.admit_online(
                registration=row,
                identity_checked=True,
                licence_checked=True,
                actor=head,
                now=now - timedelta(days=days_ago - 1),
            )


def _officer(unit: Unit) -> Actor:
    posts = Post.objects.select_related("user", "unit", "institution")
    return actor_in(posts.filter(unit=unit, role=Role.LEGAL_OFFICER).order_by("pk")[0])


def _called(username: str) -> Actor:
    posts = Post.objects.select_related("user", "unit", "institution")
    return actor_in(posts.get(user__username=username))


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10, 30)))
