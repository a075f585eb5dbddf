"""The cast of 平工文〔2016〕28号 played: a city, its counties, sixty lawyers; and its sentences.

`shows` is put beside the assertions that show a sentence; at the end none may be left over.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import uuid4

from gongyuan.lawyers.actions.rounds import complete_round
from gongyuan.lawyers.actions.terms import renew
from gongyuan.lawyers.models import Lawyer, Nomination, PanelTerm
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.panel.actions.activity import confirm_activity, enter_activity
from gongyuan.panel.actions.appraisal import decide_renewal, draw_up, give_opinion
from gongyuan.panel.actions.ledgers import sign_ledger
from gongyuan.panel.choices import ActivityKind, AppraisalSide, AppraisalState
from gongyuan.panel.models import Activity, Appraisal, AppraisalOpinion, YearlyLedger
from gongyuan.people.actor import Actor
from gongyuan.people.choices import Role
from gongyuan.people.models import Post
from tests.lawyers.factories import lawyer_actor, make_lawyer, make_nomination, make_round
from tests.organisations.factories import make_unit
from tests.panel.factories import told_activity
from tests.people.factories import make_actor

SENTENCES = (
    "一 发挥律师法律专业知识和实务操作经验的专业优势，为企业工会及会员提供法律服务",
    "二 从2016年5月20日起开始实施，试行三年，每年聘任一次",
    "二 律师工作补贴1000元/年/人，由市总工会承担",
    "二 法律援助案件费用，按照区属原则，分别由市总和各县（市）区总工会承担",
    "三(一)1 电话咨询，确定区属关系，答复涉及劳动关系领域内的相关法律事项",
    "三(一)2 对于符合职工法律援助的案件，取得工会组织的委托授权",
    "三(一)3 主动与联系点工会通报案件进展情况",
    "三(一)4 结案，做好工作纪录，作为年底市总考核的重要依据",
    "三(二) 接受联系点工会委托，直接办理职工法律援助案件",
    "三(三) 与联系点工会共同开展法制宣传活动",
    "四(一) 统筹律师的委派工作，落实律师工作补贴的发放；加强对律师的监督检查",
    "四(一)(二) 组织工会法律业务、国家政策、劳动法律法规等方面的培训",
    "四(三) 每年5月20日、12月20日报送工作总结，通过书面、照片、视频等形式",
    "四(三) 及时报送工作总结、典型案例和意见建议等情况",
    "四(四) 收集职工的法律问题和法律服务需求并向上级工会组织反映，书面申请法律服务",
    "四(五) 每年5月20日前提交一份年度工作台账，做为考核志愿者的重要依据参考",
    "五(二) 对工作中成绩突出、成效明显、勤勉尽责的律师，给予通报表彰",
    "六 市总工会、市司法局每年共同对律师志愿团队工作进行监督检查和总结评估",
    "六 通过检查工作台账，听取工会、企业和职工意见等形式",
    "六 对按工作职责要求完成任务的律师，予以继续聘用",
    "六 对没有完成任务的律师，提出改进意见或决定提前解聘",
    "六 每两年对特别优秀的律师授予市五一劳动奖章荣誉称号",
    "第二条 采取律师自愿、逐级推荐，选聘本市优秀执业律师若干名",
    "第三条 按照市总工会的安排，在指定的县（市、区）和单位开展工作",
    "第三条(一) 为职工提供劳动法律、法规和政策咨询",
    "第三条(二) 为符合工会法律援助条件的职工提供法律援助",
    "第三条(三) 与联系点工会结合，在企业进行法制宣传教育培训活动",
    "第三条(四) 参加与职工法律服务有关的其他活动",
    "第四条 聘用期限为一年",
    "第四条 对表现优良的进行表彰；将按规定程序申报更高层次的荣誉",
    "第四条 对没有开展职工法律志愿服务的成员取消志愿团成员资格",
    "第五条(一) 受到行业行政处分或行业纪律惩戒处分的",
    "第五条(二) 未经允许，委托或指派非志愿团队成员代为提供法律服务的",
    "第五条(三) 有损害市总工会形象或声誉的行为的",
    "第五条(四) 由于工作失误，未能维护职工合法权益的",
    "第五条(五) 重大、群体性案件，未按规定汇报且处理不当，造成严重后果的",
    "第五条(六) 被职工投诉2次（含2次）以上经核实投诉内容属实的",
    "第六条 成员的信息以及人员增减信息公开，接受监督",
    "第六条 监督电话",
)


@dataclass
class Cast:
    """The city, two counties, the staff, the members; and what was shown so far."""

    city: Unit
    counties: tuple[Unit, Unit]
    officer: Actor
    head: Actor
    justice: Actor
    county_officer: Actor
    lawyers: list[Lawyer] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)

    def shows(self, beginning: str) -> None:
        """Note the one sentence that begins so, beside the assertion that shows it."""
        found = [text for text in SENTENCES if text.startswith(beginning)]
        assert len(found) == 1, (beginning, found)
        self.shown.add(found[0])

    def terms(self, year: int) -> list[PanelTerm]:
        """The terms that began in a year, in the order of the lawyers."""
        rows = PanelTerm.objects.filter(unit=self.city, starts_on__year=year)
        return list(rows.select_related("lawyer", "unit").order_by("lawyer_id"))


def at(year: int, month: int, day: int) -> datetime:
    """Ten in the morning of that day in Beijing."""
    return datetime(year, month, day, 2, 0, tzinfo=UTC)


def cast() -> Cast:
    city = make_unit(level=UnitLevel.PREFECTURE, name="试顶山市总工会", region_code="410400")
    counties = tuple(
        make_unit(level=UnitLevel.COUNTY, parent=city, name=name, region_code=code)
        for name, code in (("试钢市总工会", "410481"), ("试河县总工会", "410402"))
    )
    return Cast(
        city=city,
        counties=(counties[0], counties[1]),
        officer=make_actor(role=Role.LEGAL_OFFICER, unit=city),
        head=make_actor(role=Role.LEGAL_HEAD, unit=city),
        justice=make_actor(role=Role.JUSTICE_OFFICER, unit=city),
        county_officer=make_actor(role=Role.LEGAL_OFFICER, unit=counties[0]),
    )


def appoint_sixty(play: Cast) -> None:
    """Sixty nominated, recommended and shown, appointed together on 20 May 2016."""
    round = make_round(
        unit=play.city,
        state="announced",
        quota=60,
        year=2016,
        opens_on=date(2016, 4, 1),
        closes_on=date(2016, 4, 30),
        serves_from=date(2016, 5, 20),
        notice_from=date(2016, 5, 5),
        notice_until=date(2016, 5, 13),
    )
    for place in range(60):
        lawyer = make_lawyer(unit=play.city, has_term=False)
        play.lawyers.append(lawyer)
        make_nomination(
            round=round,
            county=play.counties[place % 2],
            name=lawyer.name,
            firm=lawyer.firm,
            licence_number=lawyer.licence_number,
            lawyer=lawyer,
            state="in_notice",
        )
    Post.objects.update(starts_on=date(2010, 1, 1))
    complete_round(round=round, actor=play.head, now=at(2016, 5, 20))
    assert not Nomination.objects.filter(round=round).exclude(state="appointed").exists()


def acting(lawyer: Lawyer, now: datetime) -> Actor:
    return lawyer_actor(lawyer, today=now.date())


def serves(play: Cast, lawyer: Lawyer, now: datetime, kind: str = ActivityKind.LECTURE) -> Activity:
    """An activity entered by the lawyer and confirmed by the union."""
    told = told_activity(play.city, kind=kind, happened_on=now.date(), minutes=120)
    row = enter_activity(activity=told, actor=acting(lawyer, now), now=now)
    return confirm_activity(activity=row, actor=play.officer, now=now)


def signs(term: PanelTerm, now: datetime) -> None:
    sign_ledger(term=term, remarks="已核对。", actor=acting(term.lawyer, now), now=now)


def judged(play: Cast, term: PanelTerm, now: datetime, *, is_done: bool = True) -> Appraisal:
    """An appraisal with the opinions of both."""
    row = draw_up(term=term, actor=play.officer, now=now)
    for side, actor in (
        (AppraisalSide.UNIONS, play.officer),
        (AppraisalSide.JUSTICE, play.justice),
    ):
        give_opinion(
            appraisal=row, side=side, is_done=is_done, text="已核对。", actor=actor, now=now
        )
    return row


def renews(play: Cast, terms: list[PanelTerm], now: datetime) -> None:
    """Appraise and renew these members."""
    for term in terms:
        decide_renewal(appraisal=judged(play, term, now), actor=play.head, now=now)


def served_by_all(play: Cast, terms: list[PanelTerm], now: datetime) -> None:
    """A lecture by each of these members, entered and confirmed, written down at once."""
    Activity.objects.bulk_create(
        Activity(
            lawyer=term.lawyer,
            unit=play.city,
            unit_path=play.city.path,
            kind=ActivityKind.LECTURE,
            happened_on=now.date(),
            minutes=120,
            submission_key=uuid4(),
            entered_at=now,
            confirmed_at=now,
            confirmed_by=play.officer.name,
        )
        for term in terms
    )


def signed_by_all(terms: list[PanelTerm], now: datetime) -> None:
    """The ledgers of these terms, which are open, signed by their members at once."""
    rows = YearlyLedger.objects.filter(term__in=terms, signed_on=None)
    assert rows.update(signed_on=now.date()) == len(terms)


def renewed_all(play: Cast, terms: list[PanelTerm], now: datetime) -> None:
    """These members judged by both to have done their duties, and renewed one by one."""
    made = Appraisal.objects.bulk_create(
        Appraisal(
            term=term,
            lawyer=term.lawyer,
            unit=play.city,
            unit_path=play.city.path,
            state=AppraisalState.RENEWED,
            drawn_up_at=now,
            decided_at=now,
            decided_by=play.head.name,
        )
        for term in terms
    )
    AppraisalOpinion.objects.bulk_create(
        AppraisalOpinion(
            appraisal=row, side=side, is_done=True, text="已核对。", given_at=now, given_by="试验"
        )
        for row in made
        for side in AppraisalSide
    )
    for term in terms:
        renew(term=term, actor=play.head, now=now)
